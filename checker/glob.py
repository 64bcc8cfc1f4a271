"""Globs over paths with forward slashes: ``*`` and ``?`` inside a folder, ``**`` across folders.

In: a path and a pattern, both relative to one folder. Out: whether they match. Takes time in
proportion to the two lengths, whatever the pattern.
"""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(path: str, pattern: str) -> bool:
    """True where ``pattern`` matches the whole of ``path``. A pattern that ends in ``/`` matches
    everything in that folder; one without any slash matches the file's name in every folder."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern:
        pattern = f"**/{pattern}"
    reached = {0}
    for piece in [p for p in pattern.split("/") if p not in ("", ".")]:
        if piece == "**":
            reached = set(range(min(reached, default=len(parts) + 1), len(parts) + 1))
        else:
            reached = {i + 1 for i in reached if i < len(parts) and fnmatchcase(parts[i], piece)}
    return len(parts) in reached
