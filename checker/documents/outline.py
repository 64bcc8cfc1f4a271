"""Reads and writes the text of formats that have no text of their own: a line for each block.

In: ``Line``s, or such a text. Out: the text, and its blocks.

What a line is stands at its beginning, as in Markdown: ``#`` to ``######`` a heading, ``~`` a
standfirst, ``>`` a quotation, ``-`` an item of a list, ``|`` the cells of one row of a table,
``|`` between them; all else is a paragraph. Unlike Markdown there is nothing else to it: what a
paragraph begins with cannot be taken for a mark, as it would be set in by a space.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checker.documents.page import Page
from checker.model import Block
from checker.patterns import lazy

SUFFIXES = (".docx", ".ninjs")

_MARK = lazy(r"(#{1,6}|[~>\-|]) ")
# All that str.splitlines takes for the end of a line, and spaces that stand for nothing else.
_BREAKS = lazy(r"[ \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ELEMENTS = {"~": "p", ">": "blockquote", "-": "li"}
_DECK = {"class": "standfirst"}


class Line(NamedTuple):
    """One block. ``mark`` is empty for a paragraph; the cells of a row are its ``parts``, of
    everything else there is one."""

    mark: str
    parts: tuple[str, ...]


def written(lines: Iterable[Line]) -> str:
    """The text of ``lines``; of several without a word in succession, one is kept."""
    told: list[str] = []
    for line in lines:
        if (text := _told(line)) or (told and told[-1]):
            told.append(text)
    return "".join(f"{text}\n" for text in told)


def _told(line: Line) -> str:
    parts = [_BREAKS.sub(" ", part).strip() for part in line.parts]
    if line.mark == "|":
        return "| " + " | ".join(part.replace("|", "¦") for part in parts)
    if not line.mark or not parts[0]:
        return _set_in(parts[0])
    return f"{line.mark} {parts[0]}"


def _set_in(text: str) -> str:
    return f" {text}" if _MARK.match(text) else text


def read(text: str, start: int) -> tuple[str, tuple[Block, ...]]:
    """The blocks of such a text, as ``Reader.read`` says."""
    page = Page(text, start)
    around = ""
    at = start
    for line in text[start:].splitlines(keepends=True):
        found = _MARK.match(line)
        mark = found[1] if found else ""
        inside = {"|": "table", "-": "ul"}.get(mark, "")
        if inside != around:
            for name, step in ((around, page.end), (inside, page.start)):
                if name:
                    step(name)
            around = inside
        body = line.rstrip()
        if mark == "|":
            _row(page, at + 1, body[1:])
        else:
            skipped = found.end() if found else 0
            _block(page, mark, at + skipped, body[skipped:])
        at += len(line)
    return page.finish()


def _block(page: Page, mark: str, at: int, body: str) -> None:
    name = f"h{len(mark)}" if mark.startswith("#") else _ELEMENTS.get(mark, "p")
    page.start(name, _DECK if mark == "~" else None)
    page.text(at, body)
    page.end(name)


def _row(page: Page, at: int, body: str) -> None:
    page.start("tr")
    for cell in body.split("|"):
        page.start("td")
        page.text(at, cell)
        page.end("td")
        at += len(cell) + 1
    page.end("tr")
