"""Splits a document into segments: sentences, headlines, cells.

In: a ``Document``. Out: its ``Segment``s, in order, disjoint, none across a block's edge, without
blank edges. A headline, a table cell and a caption are one segment each. What is longer than any
sentence is none, and is cut into pieces: all that is done with a segment may take as long as it
likes in its length, and yet a text of any kind takes time in proportion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.model import Document, Role, Segment, Span
from checker.patterns import lazy

_WHOLE = frozenset({Role.HEADLINE, Role.TABLE_CELL, Role.CAPTION})

# Possessive, and with no condition that could fail: a long row of full stops is read once.
_STOP = lazy(r"([.!?…]++)[\"'”’»)\]]*+(\s*+)")
_NEXT = lazy(r"[\"'“‘«(\[„¿¡]*+([^\W\d_]?+)(\d?)([\w'’]{0,24})")
_WORD_EDGE = lazy(r"[\s(\[“”\"‘«/—–]")
_ACRONYM = lazy(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\Z")
_AFTER_NUMBER = lazy(r"[\d⅛¼⅓½⅔¾]\s*\Z")
_LIST_NUMBER = lazy(r"\(?(?:[0-9]{1,3}|[A-Za-z])\Z")
_GAP = lazy(r"\s+|(?<=[-–—/,;.])(?=[^\W\d_])")
_MARK = lazy(r"(?<=[\W_])")
_REACH = 32
_LONGEST = 2_000
_PIECE = 400


class _Abbreviations(NamedTuple):
    before_name: frozenset[str]
    before_number: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    anywhere: frozenset[str]
    units: frozenset[str]
    starters: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    lists = lexicon.load("abbreviations")
    return _Abbreviations(**{name: frozenset(words) for name, words in lists.items()})


def segments(document: Document) -> tuple[Segment, ...]:
    """The segments of ``document``; ``paragraph`` is the index of a segment's block."""
    found: list[Segment] = []
    text = document.text
    for number, block in enumerate(document.blocks):
        whole = block.role in _WHOLE
        for span in (block.span,) if whole else sentences(text, *block.span):
            found.extend(Segment(piece, block.role, number) for piece in _pieces(text, span))
    return tuple(found)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The sentence, or what it is cut into between its words; what has no words for long, as a row
    of digits and commas, behind any mark."""
    start, end = span
    while end - start > (_LONGEST if start == span.start else _PIECE):
        begin = start + _PIECE
        gap = _GAP.search(text, begin, min(end, start + _LONGEST)) or _MARK.search(text, begin, end)
        if gap is None:
            break
        yield Span(start, gap.start())
        start = gap.end()
    if start < end:
        yield Span(start, end)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences in ``text[start:end]``, one paragraph without blank edges."""
    for found in _STOP.finditer(text, start, end):
        if found.start(2) < found.end() and _ends_sentence(text, start, found, end):
            yield Span(start, found.start(2))
            start = found.end()
    if start < end:
        yield Span(start, end)


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    letter, digit, rest = following.groups() if following else ("", "", "")
    if letter.islower():
        return False
    if "!" in stop[1] or "?" in stop[1]:
        return True
    if stop[1] != ".":
        return bool(letter)
    before = text[max(start, stop.start() - _REACH) : stop.start()]
    word = _WORD_EDGE.split(before)[-1]
    if stop.start() - len(word) == start and _LIST_NUMBER.match(word):
        return False
    return _ends_after(word, before[: len(before) - len(word)], letter + rest, digit)


def _ends_after(word: str, before: str, following: str, digit: str) -> bool:
    """Whether a full stop after ``word`` ends a sentence, when ``following`` or ``digit`` comes
    next."""
    known = _abbreviations()
    if word in known.before_name:
        return False
    if word in known.before_number:
        return not digit
    if word in known.clock:
        return not digit and following not in known.after_clock
    if word in known.units:
        return not _AFTER_NUMBER.search(before) or following in known.starters
    initial = len(word) == 1 and word.isupper()
    if initial or word in known.anywhere or _ACRONYM.match(word):
        return following in known.starters
    return True
