"""Finds the files that one run reads.

In: paths as a user typed them. Out: the files, in order and each once, and what was wrong with the
rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from checker.documents import SUFFIXES
from checker.documents.ignoring import Pattern, ignored, patterns_above, patterns_in
from checker.errors import FigcheckError, UsageError

STANDARD_INPUT = "-"


class Discovered(NamedTuple):
    """``files`` to read, as given or as found in a folder, and one error for each path that leads
    to none."""

    files: tuple[Path, ...]
    faults: tuple[FigcheckError, ...] = ()


def discover(paths: Sequence[str], empty: bool = False) -> Discovered:
    """The files under ``paths``.

    A file that is named is read whatever its ending. A folder is walked in the order of its names,
    for files of a known format; names with a leading dot, the locks of documents that are open in
    Word (``~$``), links to folders and what ``.gitignore`` files of a repository leave out are
    passed over. With ``empty`` a folder may hold no such file. A file that is reached twice counts
    where it is reached first. ``-``, standard input, stands for itself.
    """
    files: dict[str, Path] = {}
    faults: list[FigcheckError] = []
    for given in paths:
        if given == STANDARD_INPUT:
            files.setdefault(given, Path(given))
        elif os.path.isdir(given):
            found = list(_walk(given, faults))
            if not (found or empty):
                faults.append(_nothing_in(given))
            real = resolver()
            for path in found:
                files.setdefault(real(path), Path(path))
        elif os.path.exists(given):
            files.setdefault(os.path.realpath(given), Path(given))
        else:
            faults.append(UsageError(f"{_shown(given)}: no such file or folder"))
    return Discovered(tuple(files.values()), tuple(faults))


def resolver() -> Callable[[str], str]:
    """What :func:`os.path.realpath` is, for many files of few folders, as long as no link among
    the folders changes."""
    folders: dict[str, str] = {}

    def real(path: str) -> str:
        folder, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir):
            return os.path.realpath(path)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        whole = os.path.join(folders[folder], name)
        return os.path.realpath(whole) if os.path.islink(whole) else whole

    return real


def _shown(path: str) -> str:
    return path if path and path.isprintable() else repr(path)


def _nothing_in(folder: str) -> UsageError:
    known = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
    return UsageError(f"{folder}: nothing to check; the folder has no {known} file")


def _walk(folder: str, faults: list[FigcheckError]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        faults.append(UsageError(f"{error.filename}: cannot be read: {error.strerror}"))

    above = patterns_above(os.path.abspath(folder))
    held = {folder: above or ()}
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        whole = os.path.abspath(parent)
        patterns = held.pop(parent) + (patterns_in(whole) if above is not None else ())
        inside = [name for name in sorted(folders) if _walked(whole, name, True, patterns)]
        folders[:] = inside
        held.update((os.path.join(parent, name), patterns) for name in inside)
        for name in sorted(names):
            path = os.path.join(parent, name)
            known = os.path.splitext(name)[1].lower() in SUFFIXES
            if known and os.path.isfile(path) and _walked(whole, name, False, patterns):
                yield path


def _walked(folder: str, name: str, is_folder: bool, patterns: tuple[Pattern, ...]) -> bool:
    """True for what is neither hidden nor ignored."""
    hidden = name.startswith((".", "~$"))
    return not hidden and not ignored(os.path.join(folder, name), is_folder, patterns)
