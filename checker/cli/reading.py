"""What the commands share about their inputs: paths, standard input and what cannot be read.

In: the paths of a command line. Out: ``Article``s or ``Document``s one by one; a line on standard
error for each input that cannot be read, while the rest still is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from checker.cli import completing
from checker.cli.running import complain
from checker.documents import decode, document, text_of
from checker.documents.discovery import discover, resolver
from checker.errors import DocumentError, UsageError
from checker.model import Document
from checker.workers import Article

_STDIN = "-"
_OURS = '<meta name="generator" content="figcheck">'
_HEAD = 1000


class Reading(NamedTuple):
    """What a command says of its inputs beside their paths: what standard input is called, which
    files are not read, and which will be written: those are no articles."""

    stdin_name: str = "stdin.md"
    skipped: Callable[[str], bool] | None = None
    outputs: Collection[str | None] = ()


class Inputs:
    """The documents that a command was given. ``faults`` grows while they are read. With ``empty``
    there need not be any.

    Standard input that bears the name of a file stands for that file: an editor sends what is not
    saved yet.
    """

    def __init__(
        self, paths: Sequence[str], reading: Reading | None = None, empty: bool = False
    ) -> None:
        if not paths and not empty:
            raise UsageError("name a file or a folder to read, or - for standard input")
        reading = reading or Reading()
        if not reading.stdin_name:
            raise UsageError("--stdin-name must not be empty")
        self.faults: list[str] = []
        self._stdin_name = reading.stdin_name if _STDIN in paths else None
        self._files: tuple[Path, ...] = ()
        given = [path for path in paths if path != _STDIN]
        if given:
            found = discover(given, empty)
            left_out = self._left_out(given, reading.outputs)
            real = resolver()
            self._files = tuple(
                path
                for path in found.files
                if not (left_out and real(str(path)) in left_out)
                and not (reading.skipped and reading.skipped(str(path)))
            )
            for fault in found.faults:
                self._note(fault)
        if not len(self) and not self.faults and not empty:
            raise UsageError(
                f"{', '.join(given)}: no article to check; exclude in the configuration, or "
                "--output, leaves all out, and --allow-empty lets that pass"
            )

    def _left_out(self, given: Sequence[str], outputs: Collection[str | None]) -> frozenset[str]:
        """The real paths of files that are no articles of this run."""
        written = frozenset(os.path.realpath(output) for output in outputs if output is not None)
        for path in given if written else ():
            if os.path.realpath(path) in written:
                raise UsageError(f"{path}: is to be checked, and --output would overwrite it")
        own = () if self._stdin_name is None else (os.path.realpath(self._stdin_name),)
        return written.union(own)

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
            if _OURS in text[:_HEAD]:
                complain(f"{name}: a report of figcheck is no article, and is passed over")
            else:
                yield Article(name, text)

    def _note(self, fault: object) -> None:
        self.faults.append(str(fault))
        complain(str(fault))


PATHS = click.argument("paths", nargs=-1, metavar="PATH...", shell_complete=completing.files)

STDIN_NAME = click.option(
    "--stdin-name",
    default="stdin.md",
    show_default=True,
    metavar="NAME",
    help="What standard input (-) is called; its ending says how it is read.",
)

OUTPUT = click.option(
    "--output",
    metavar="FILE",
    shell_complete=completing.files,
    help="Where to, instead of standard output.",
)

DEBUG = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."
)
