"""Reads Markdown: CommonMark with tables, footnotes and strikethrough.

In: the text of an article. Out: the text with markup, link targets, code and HTML tags blanked out,
and its blocks.

pulldown-cmark parses; its events become the elements that ``Page`` knows. Its ranges count bytes of
UTF-8 and are turned into code points as they come, since they never run backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.documents import html
from checker.documents.blanking import blank, fit
from checker.documents.page import Page
from checker.model import Block
from checker.patterns import lazy

SUFFIXES = (".md", ".markdown")

_ELEMENTS = {
    "Paragraph": "p",
    "BlockQuote": "blockquote",
    "List": "ul",
    "Item": "li",
    "Table": "table",
    "TableHead": "tr",
    "TableRow": "tr",
    "TableCell": "td",
    "Emphasis": "em",
    "Strong": "strong",
    "CodeBlock": "pre",
    "FootnoteDefinition": "div",
}
_LONE_SURROGATE = lazy("[\ud800-\udfff]")
_LINE_ENDS = lazy(r"[\r\n]")
_BLANK_LINE = lazy(r"\n[ \t]*\r?\n")


def read(text: str, start: int) -> tuple[str, tuple[Block, ...]]:
    """The article's prose and its blocks, as ``Reader.read`` says."""
    import pyromark

    body = _with_whole_comments(_LONE_SURROGATE.sub("\ufffd", text[start:]))
    if body.startswith("\ufeff"):
        body = " " + body[1:]
    options = pyromark.Options
    events = pyromark.events_with_range(
        body,
        options=options.ENABLE_TABLES | options.ENABLE_FOOTNOTES | options.ENABLE_STRIKETHROUGH,
    )
    article = _Article(text, body, start)
    event: Any
    span: Any
    for event, span in events:
        if isinstance(event, dict):
            article.take(event, span)
    return article.page.finish()


def _with_whole_comments(body: str) -> str:
    """``body`` with no line end in an HTML comment that has a blank line in it. To Markdown, a
    blank line may end the comment; to whoever wrote it, it goes on."""
    pieces: list[str] = []
    at = 0
    while (opening := body.find("<!--", at)) >= 0:
        closing = body.find("-->", opening + 4)
        if closing < 0:
            break
        comment = body[opening:closing]
        if _BLANK_LINE.search(comment):
            comment = _LINE_ENDS.sub(" ", comment)
        pieces += (body[at:opening], comment)
        at = closing
    pieces.append(body[at:])
    return "".join(pieces)


class _Article:
    """The events of one article on their way into its page."""

    def __init__(self, text: str, body: str, base: int) -> None:
        self.page = Page(text, base)
        self._text_of_file = text
        self._body = body
        self._base = base
        self._data = body.encode()
        self._place = _places(body, self._data)
        self._strikes: list[bool] = []
        self._autolink = False
        self._image = 0
        self._captioned = False
        self._html: list[tuple[int, str]] | None = None

    def take(self, event: Mapping[str, Any], span: Mapping[str, int]) -> None:
        """One event of the parser and the bytes it comes from."""
        ((kind, value),) = event.items()
        if kind == "Text":
            self._text(value, self._place(span["start"]), self._place(span["end"]))
        elif kind == "Start":
            name, detail = (value, None) if isinstance(value, str) else next(iter(value.items()))
            self._start(name, detail, span["start"])
        elif kind == "End":
            self._end(value if isinstance(value, str) else next(iter(value)))
        elif kind in ("Html", "InlineHtml"):
            start, end = self._place(span["start"]), self._place(span["end"])
            if self._html is None:
                html.feed(self.page, self._original(start, end), base=self._base + start)
            else:
                self._html.append((start, self._original(start, end)))

    def _start(self, name: str, detail: Any, byte: int) -> None:
        if name in _ELEMENTS:
            self.page.start(_ELEMENTS[name])
        elif name == "Heading":
            self.page.start(detail["level"].lower())
        elif name == "Strikethrough":
            # One tilde stands for "about" or "to" more often than for a deletion.
            struck = self._data.startswith(b"~~", byte)
            self._strikes.append(struck)
            if struck:
                self.page.start("del")
        elif name == "Link":
            self._autolink = detail["link_type"] in ("Autolink", "Email")
            if self._autolink:
                self.page.start("code")
        elif name == "Image":
            self._image += 1
        elif name == "HtmlBlock":
            self._html = []

    def _end(self, name: str) -> None:
        if name in _ELEMENTS:
            self.page.end(_ELEMENTS[name])
        elif name == "Heading":
            self.page.end("h1")
        elif name == "Strikethrough":
            if self._strikes.pop():
                self.page.end("del")
        elif name == "Link":
            if self._autolink:
                self.page.end("code")
            self._autolink = False
        elif name == "Image":
            self._image -= 1
            if not self._image and self._captioned:
                self._captioned = False
                self.page.end("figcaption")
        elif name == "HtmlBlock":
            self._end_html()

    def _text(self, piece: str, start: int, end: int) -> None:
        if piece == self._body[start:end]:
            piece = self._original(start, end)
        else:
            piece = fit(piece, end - start)
        if self._image and not self._captioned:
            self._captioned = True
            self.page.start("figcaption")
        self.page.text(self._base + start, piece)

    def _original(self, start: int, end: int) -> str:
        """What stands in the file where the body that was parsed has ``start`` to ``end``."""
        return self._text_of_file[self._base + start : self._base + end]

    def _end_html(self) -> None:
        """The lines of an HTML block as one piece: a comment or a tag may span several."""
        lines, self._html = self._html or [], None
        self.page.split()
        if lines:
            first = at = lines[0][0]
            pieces: list[str] = []
            for start, line in lines:
                pieces += (blank(self._body[at:start]), line)
                at = start + len(line)
            html.feed(self.page, "".join(pieces), base=self._base + first)
        self.page.split()


def _places(body: str, data: bytes) -> Callable[[int], int]:
    """A function from offsets in ``data`` to those in ``body``; they must come in order."""
    if len(body) == len(data):
        return lambda byte: byte
    last = place = 0

    def advance(byte: int) -> int:
        nonlocal last, place
        if byte > last:
            place += len(data[last:byte].decode("utf-8", "replace"))
            last = byte
        return place

    return advance
