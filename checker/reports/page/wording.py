"""The words of the page.

In: counts, days, texts. Out: text for a reader, with what a browser would obey made visible.
"""

from __future__ import annotations

import html
import re
from datetime import date

from checker.model import Document
from checker.terminal import visible


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 finding", "3 findings"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def shown(text: str) -> str:
    """Text with runs of white space as one blank, and controls and marks of direction as escapes:
    neither may turn around what a reader sees."""
    lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return lead + visible(" ".join(text.split())) + tail if text.strip() else " " * bool(text)


_BLANK = re.compile(r"\s+")


def readable(document: Document, start: int, end: int) -> str:
    """A stretch of a document as its reader sees it: where markup was blanked out in the middle of
    a word or before a full stop, there is no blank."""
    text, original = document.text[start:end], document.original[start:end]
    if text == original:
        return text

    def blank(found: re.Match[str]) -> str:
        behind = html.unescape(original[found.start() : found.end()])
        return " " if _BLANK.search(behind) or "<br" in behind.lower() else ""

    return _BLANK.sub(blank, text)


def day(published: date | None) -> str:
    """ "18 November 2025"."""
    return f"{published.day} {published:%B %Y}" if published else ""
