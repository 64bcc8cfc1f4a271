"""Which files git ignores, so that a walk through a repository passes them over.

In: folders, and the patterns of their ``.gitignore`` files. Out: whether a path is ignored.

Patterns mean what gitignore(5) says: the last one that matches decides, ``!`` takes back, a slash
at the end asks for a folder, a slash before that ties the pattern to the folder of its file.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from checker import glob

_FILE = ".gitignore"
_LARGEST = 1_000_000


class Pattern(NamedTuple):
    """One line of a file in the folder ``base``."""

    base: str
    glob: str
    folders_only: bool
    negated: bool

    def matches(self, path: str, is_folder: bool) -> bool:
        """True where the absolute ``path`` is meant."""
        if self.folders_only and not is_folder:
            return False
        base = self.base if self.base.endswith(os.sep) else self.base + os.sep
        return path.startswith(base) and glob.matches(path[len(base) :], self.glob)


def ignored(path: str, is_folder: bool, patterns: tuple[Pattern, ...]) -> bool:
    """True where the last of ``patterns`` that matches the absolute ``path`` is no exception."""
    for pattern in reversed(patterns):
        if pattern.matches(path, is_folder):
            return not pattern.negated
    return False


def patterns_above(folder: str) -> tuple[Pattern, ...] | None:
    """The patterns that hold inside the absolute ``folder`` by the files of the folders above it,
    up to the top of its repository; ``None`` outside of one, where git ignores nothing."""
    chain = [folder]
    while not os.path.exists(os.path.join(chain[-1], ".git")):
        parent = os.path.dirname(chain[-1])
        if parent == chain[-1]:
            return None
        chain.append(parent)
    return tuple(p for each in reversed(chain[1:]) for p in patterns_in(each))


def patterns_in(folder: str) -> tuple[Pattern, ...]:
    """The patterns of the file in the absolute ``folder``; none where it cannot be read."""
    try:
        with open(os.path.join(folder, _FILE), encoding="utf-8", errors="replace") as file:
            text = file.read(_LARGEST)
    except OSError:
        return ()
    return tuple(made for line in text.splitlines() if (made := _pattern(line, folder)))


def _pattern(line: str, base: str) -> Pattern | None:
    line = line.rstrip() if not line.endswith("\\ ") else line[:-2] + " "
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    if line.startswith(("!", "\\#", "\\!")):
        line = line[1:]
    folders_only = line.endswith("/")
    inner = line.rstrip("/")
    if not inner:
        return None
    tied = "/" in inner
    return Pattern(base, inner.lstrip("/") if tied else f"**/{inner}", folders_only, negated)
