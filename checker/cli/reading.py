"""What the commands share about their inputs: paths, standard input and what cannot be read.

In: the paths of a command line. Out: ``Document``s one by one; a line on standard error for each
input that cannot be read, while the rest still is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from checker.cli.running import complain
from checker.documents import decode, document, read
from checker.documents.discovery import discover
from checker.errors import DocumentError, UsageError
from checker.model import Document

_STDIN = "-"
_T = TypeVar("_T")


class Inputs:
    """The documents that a command was given. ``faults`` grows while they are read."""

    def __init__(
        self, paths: Sequence[str], stdin_name: str, skipped: Callable[[str], bool] | None = None
    ) -> None:
        if not paths:
            raise UsageError("name a file or a folder to read, or - for standard input")
        self.faults: list[str] = []
        self._stdin_name = stdin_name if _STDIN in paths else None
        self._files: tuple[Path, ...] = ()
        given = [path for path in paths if path != _STDIN]
        if given:
            found = discover(given)
            self._files = tuple(
                Path(path) for path in found.files if not (skipped and skipped(str(path)))
            )
            for fault in found.faults:
                self._note(fault)
        if not len(self) and not self.faults:
            raise UsageError(f"{', '.join(given)}: no article to check (.md, .txt, .html)")

    def __len__(self) -> int:
        return len(self._files) + (self._stdin_name is not None)

    def __iter__(self) -> Iterator[Document]:
        if self._stdin_name is not None:
            yield from self._one(_from_stdin, self._stdin_name)
        for path in self._files:
            yield from self._one(read, path)

    def _one(self, reading: Callable[[_T], Document], where: _T) -> Iterator[Document]:
        try:
            made = reading(where)
        except DocumentError as error:
            self._note(error)
        else:
            yield made

    def _note(self, fault: object) -> None:
        self.faults.append(str(fault))
        complain(str(fault))


def _from_stdin(name: str) -> Document:
    return document(decode(sys.stdin.buffer.read(), name), name)


PATHS = click.argument("paths", nargs=-1, metavar="PATH...")

STDIN_NAME = click.option(
    "--stdin-name",
    default="stdin.md",
    metavar="NAME",
    help="What standard input (-) is called; its ending says how it is read.",
)

DEBUG = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."
)
