"""A source line with figures underlined, safe to print and cut to the columns there are.

In: ``Mention``s on one line, and the ``Document``. Out: lines, each a tuple of styled pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.model import Document, Mention
from checker.terminal import visible, width

_TAB = 4
_LEAST = 16
"""So many columns are kept for the words around the figures, however little room there is."""


class Piece(NamedTuple):
    """A stretch of a line and the style it is printed in."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


class Look(NamedTuple):
    """How wide the gutter of line numbers is, how wide the text beside it, and what stands where a
    line is cut."""

    gutter: int
    columns: int
    cut: str


class _View(NamedTuple):
    """What is shown of a line: the words before the figures, from the first figure to the last, and
    the words after them."""

    before: str
    middle: str
    after: str


def together(a: Mention, b: Mention, document: Document | None, look: Look) -> bool:
    """True where both stand on one line, near enough to be shown in one frame."""
    if document is None or a.path != b.path or not a.line == a.end_line == b.line == b.end_line:
        return False
    start, end = min(a.start, b.start), max(a.end, b.end)
    room = look.columns - _LEAST
    return end - start <= room and width(_shown(document.original[start:end])) <= room


def frame(
    mentions: Sequence[Mention], document: Document | None, look: Look, styles: Sequence[str]
) -> Iterator[Line]:
    """The source line of the mentions, all on one line, and an underline for each: it says the role
    and what the figure leaves room for. Without the document, the figures alone."""
    pad = Piece(" " * look.gutter + " | ", "dim")
    if document is None:
        for mention in mentions:
            yield (pad, Piece(f"{visible(mention.surface)}  {_label(mention)}"))
        return
    text = document.original
    start, end = min(one.start for one in mentions), max(one.end for one in mentions)
    view = _view(text, start, end, look)
    number = Piece(f"{str(mentions[0].line).rjust(look.gutter)} | ", "dim")
    middle = Piece(view.middle, styles[0] if len(mentions) == 1 else "")
    yield (number, Piece(view.before), middle, Piece(view.after))
    for mention, style in zip(mentions, styles, strict=True):
        indent = width(view.before) + width(_shown(text[start : mention.start]))
        figure = _shown(text[mention.start : mention.end].split("\n", 1)[0].rstrip("\r"))
        marks = " " * indent + "^" * max(width(figure), 1)
        yield (pad, Piece(f"{marks} ", style), Piece(_label(mention)))


def _label(mention: Mention) -> str:
    return visible(mention.role + (f": {mention.interval}" if mention.interval else ""))


def _view(text: str, start: int, end: int, look: Look) -> _View:
    """The line of ``text`` around ``start:end``, as far as there is room.

    Only as much of the text is looked at as may be shown, so that a line of megabytes costs no
    more than a short one.
    """
    _, columns, cut = look
    left = max(text.rfind("\n", max(start - columns, 0), start) + 1, start - columns, 0)
    if left == 0 and text.startswith("\ufeff"):
        left = 1
    stop = text.find("\n", start, end)
    end = end if stop < 0 else stop
    right = text.find("\n", end, end + columns)
    right = min(len(text), end + columns) if right < 0 else right
    middle = _shown(text[start:end].rstrip("\r"))
    before, after = _shown(text[left:start]), _shown(text[end:right].rstrip("\r"))
    room = max(columns - width(middle), _LEAST)
    from_start = left == 0 or text[left - 1] in "\n\ufeff"
    to_end = right == len(text) or text[right] == "\n"
    if from_start and to_end and width(before) + width(after) <= room:
        return _View(before, middle, after)
    before = _tail(before, max(room // 2, room - width(after)), cut, from_start)
    return _View(before, middle, _head(after, room - width(before), cut, to_end))


def _shown(text: str) -> str:
    """``text`` as it may be printed: tabs as blanks, controls as escapes."""
    return visible(text.replace("\t", " " * _TAB))


def _tail(text: str, columns: int, cut: str, whole: bool) -> str:
    """The end of ``text``, marked as cut unless it is whole and fits."""
    if whole and width(text) <= columns:
        return text
    while text and width(text) + len(cut) > columns:
        text = text[max((width(text) + len(cut) - columns) // 2, 1) :]
    return cut + text


def _head(text: str, columns: int, cut: str, whole: bool) -> str:
    """The beginning of ``text``, marked as cut unless it is whole and fits."""
    if whole and width(text) <= columns:
        return text
    while text and width(text) + len(cut) > columns:
        text = text[: -max((width(text) + len(cut) - columns) // 2, 1)]
    return text + cut
