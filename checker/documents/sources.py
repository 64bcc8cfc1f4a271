"""Finds the files that a draft lists as its sources.

In: the name of a draft and what stands under ``sources`` in its front matter. Out: the names of the
articles there, in the order of the list and each once. A draft is untrusted: what it lists has to
lie in its repository, all links followed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from checker.documents.discovery import discover
from checker.errors import DocumentError

_MARKS = (".git", "figcheck.toml", "pyproject.toml")


def listed(draft: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The articles that ``sources`` name, relative to the folder of ``draft``, and without it.

    Raises :class:`checker.errors.DocumentError` for what is not there, holds no article, or lies
    outside the repository: the nearest folder above the draft with a ``.git`` or a configuration
    file, else the working directory or the draft's own folder.
    """
    folder = os.path.dirname(draft)
    top = _top(Path(folder or ".").resolve())
    own = os.path.realpath(draft)
    found: dict[str, str] = {}
    for source in sources:
        path = os.path.normpath(os.path.join(folder, source))
        if not Path(path).resolve().is_relative_to(top):
            raise DocumentError(f"{draft}: sources has {source!r}, which lies outside {top}")
        if not os.path.exists(path):
            raise DocumentError(f"{draft}: sources has {source!r}, but there is no {path}")
        walked = discover([path])
        for fault in walked.faults:
            raise DocumentError(f"{draft}: sources has {source!r}: {fault}")
        for each in walked.files:
            real = os.path.realpath(each)
            if real != own and Path(real).is_relative_to(top):
                found.setdefault(real, os.fspath(each))
    return tuple(found.values())


def _top(folder: Path) -> Path:
    for above in (folder, *folder.parents):
        if any((above / mark).exists() for mark in _MARKS):
            return above
    here = Path.cwd().resolve()
    return here if folder.is_relative_to(here) else folder
