"""Turns a file into a ``Document``: decodes it, takes off its front matter, blanks its markup.

In: bytes, or text and a name. Out: a ``Document`` whose text is as long as the file's decoded text,
so that every span indexes the file itself.

A reader is a module that satisfies ``Reader`` and stands in ``READERS``.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from checker.documents import front_matter, html, markdown, outline, plain
from checker.errors import DocumentError
from checker.model import Block, Document, Role, Span


class Reader(Protocol):
    """One input format."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """The endings of the format's files, in lower case with their dot."""

    def read(self, text: str, start: int) -> tuple[str, tuple[Block, ...]]:
        """The text with all that is no prose blanked out, code point for code point, and its
        blocks in the order of the text, disjoint, without blank edges. All before ``start``, the
        front matter, is blanked too."""


READERS: tuple[Reader, ...] = (markdown, plain, html, outline)

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.SUFFIXES)
"""What a folder is searched for. Most files that end in ``.json`` are no articles: one that is has
to be named."""

_DOCX = (".docx",)
_NO_TEXT = {
    b"{\\rtf": ("RTF", "save it as .docx"),
    b"%PDF-": ("PDF", "save the article itself, as .docx, HTML or plain text"),
    b"\xd0\xcf\x11\xe0": ("an old Word document, or one with a password", "save it as .docx"),
    b"PK\x03\x04": ("a ZIP archive", "a Word document must end in .docx"),
}
"""What begins like this is read as no text, whatever it is called, and what to do about it."""
_NINJS = (".ninjs", ".json")


def document(
    text: str,
    name: str = "text.txt",
    source: str | None = None,
    published: date | str | None = None,
) -> Document:
    """The article ``text`` as a document. The ending of ``name`` picks the reader; an unknown one
    is read as plain text. ``source`` and ``published`` (a date, or a string in ISO 8601) go before
    those of the front matter.

    Raises :class:`checker.errors.DocumentError` for broken front matter or a bad date.
    """
    matter = front_matter.read(text, name)
    blanked, blocks = _reader(name).read(text, matter.end)
    blanked, blocks = _with_title(text, blanked, blocks, matter)
    return Document(
        name=name,
        text=blanked,
        original=text,
        blocks=blocks,
        source=source if source is not None else matter.source,
        published=_date(published, name) if published is not None else matter.published,
        story=matter.story,
        sources=matter.sources,
    )


def read(path: Path, name: str | None = None) -> Document:
    """The document in the file ``path``, called ``name`` (else its path as given).

    Raises :class:`checker.errors.DocumentError` where it cannot be read.
    """
    name = os.fspath(path) if name is None else name
    return document(text_of(path, name), name)


def text_of(path: Path, name: str | None = None) -> str:
    """The decoded text of the file ``path``. Raises as :func:`read` does, with ``name`` in the
    message (else its path as given)."""
    name = os.fspath(path) if name is None else name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{name}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise DocumentError(f"{name!r}: cannot be read: {error}") from error
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, or UTF-16 where the file starts with its byte order mark. A mark
    in UTF-8 stays in the text, as U+FEFF at index 0; line ends stay as they are. Of a format with
    no text of its own, by the ending of ``name``, the text that is extracted from it.

    Raises :class:`checker.errors.DocumentError` for other encodings and for binary files.
    """
    suffix = Path(name).suffix.lower()
    if suffix in _DOCX:
        from checker.documents import docx

        return docx.extracted(data, name)
    if suffix in _NINJS:
        from checker.documents import ninjs

        return ninjs.extracted(_decoded(data, name), name)
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> str:
    for mark, (kind, advice) in _NO_TEXT.items():
        if data.startswith(mark):
            raise DocumentError(f"{name}: {kind}, not text; {advice}")
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if not wide and (at := data.find(b"\0")) >= 0:
        raise DocumentError(f"{name}: a binary file (NUL at byte {at}), not text")
    try:
        text = data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError as error:
        encoding = "UTF-16" if wide else "UTF-8"
        raise DocumentError(
            f"{name}: not {encoding} at byte {error.start}; save the file as UTF-8"
        ) from error
    if wide and "\0" in text:
        raise DocumentError(f"{name}: a binary file (NUL in it), not text")
    return text


def paragraphs(text: str) -> tuple[Block, ...]:
    """The blocks of a text that comes without a file: those of plain text."""
    return plain.read(text, 0)[1]


def _reader(name: str) -> Reader:
    suffix = Path(name).suffix.lower()
    if suffix in _NINJS:
        return outline
    for reader in READERS:
        if suffix in reader.SUFFIXES:
            return reader
    return plain


def _date(value: date | str, name: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = front_matter.iso_date(str(value))
    if found is None:
        raise DocumentError(
            f"{name}: published {value!r} is no date; write it like 2025-03-12 (ISO 8601)"
        )
    return found


def _with_title(
    text: str, blanked: str, blocks: tuple[Block, ...], matter: front_matter.FrontMatter
) -> tuple[str, tuple[Block, ...]]:
    """Headline and standfirst from the front matter, where the body has none of its own. A title
    above that only repeats the body's would support every figure of the body's."""
    roles = {block.role for block in blocks}
    added = []
    if matter.title and Role.HEADLINE not in roles:
        added.append(Block(matter.title, Role.HEADLINE))
    if matter.deck and Role.DECK not in roles and text[slice(*matter.deck)] not in blanked:
        added.append(Block(matter.deck, Role.DECK))
    for block in added:
        start, end = block.span
        blanked = blanked[:start] + text[start:end] + blanked[end:]
    return blanked, tuple(sorted(added, key=_start)) + blocks


def _start(block: Block) -> Span:
    return block.span
