"""Globs over paths with forward slashes: ``*`` and ``?`` inside a folder, ``**`` across folders.

In: a path and a pattern, both relative to one folder. Out: whether they match. Takes time in
proportion to the two lengths, whatever the pattern.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache


def matches(path: str, pattern: str) -> bool:
    """True where ``pattern`` matches the whole of ``path``. A pattern that ends in ``/`` matches
    everything in that folder; one without any slash matches the file's name in every folder."""
    pieces = _pieces(pattern)
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    if len(pieces) == 2 and pieces[0] == "**" and pieces[1] != "**":
        return bool(parts) and fnmatchcase(parts[-1], pieces[1])
    reached = {0}
    for piece in pieces:
        if piece == "**":
            reached = set(range(min(reached, default=len(parts) + 1), len(parts) + 1))
        else:
            reached = {i + 1 for i in reached if i < len(parts) and fnmatchcase(parts[i], piece)}
    return len(parts) in reached


def covers(pattern: str, path: str) -> bool:
    """True where ``pattern`` matches ``path``, or is without any slash and matches the name of one
    of the folders above it."""
    if matches(path, pattern):
        return True
    folders = path.replace("\\", "/").split("/")[:-1]
    return "/" not in pattern and any(fnmatchcase(name, pattern) for name in folders)


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[str, ...]:
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern:
        pattern = f"**/{pattern}"
    return tuple(piece for piece in pattern.split("/") if piece not in ("", "."))
