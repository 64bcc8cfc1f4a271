"""What the commands share about their inputs: paths, standard input and what cannot be read.

In: the paths of a command line. Out: ``Article``s or ``Document``s one by one; a line on standard
error for each input that cannot be read, while the rest still is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from checker.cli.running import complain
from checker.documents import decode, document, text_of
from checker.documents.discovery import discover
from checker.errors import DocumentError, UsageError
from checker.model import Document
from checker.workers import Article

_STDIN = "-"


class Inputs:
    """The documents that a command was given. ``faults`` grows while they are read. With ``empty``
    there need not be any that is not ``skipped``."""

    def __init__(
        self,
        paths: Sequence[str],
        stdin_name: str,
        skipped: Callable[[str], bool] | None = None,
        empty: bool = False,
    ) -> None:
        if not paths and not empty:
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
        if not len(self) and not self.faults and not empty:
            raise UsageError(
                f"{', '.join(given)}: no article to check; exclude in the configuration leaves all "
                "out, and --allow-empty lets that pass"
            )

    def __len__(self) -> int:
        return len(self._files) + (self._stdin_name is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """What the documents are called."""
        own = () if self._stdin_name is None else (self._stdin_name,)
        return (*own, *map(str, self._files))

    def __iter__(self) -> Iterator[Document]:
        for article in self.articles():
            try:
                made = document(article.text, article.name)
            except DocumentError as error:
                self._note(error)
            else:
                yield made

    def articles(self) -> Iterator[Article]:
        """The decoded texts, before anything is read from them."""
        if self._stdin_name is not None:
            yield from self._decoded(self._stdin_name, None)
        for path in self._files:
            yield from self._decoded(str(path), path)

    def _decoded(self, name: str, path: Path | None) -> Iterator[Article]:
        try:
            text = decode(sys.stdin.buffer.read(), name) if path is None else text_of(path)
        except DocumentError as error:
            self._note(error)
        else:
            yield Article(name, text)

    def _note(self, fault: object) -> None:
        self.faults.append(str(fault))
        complain(str(fault))


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
