"""Jubilees: a word or an ordinal for so many years, with the year of a beginning and that in which
it was kept.

In: a sentence with its points. Out: alignments of ``start``, ``end`` and ``length``: "founded in
1891, the brewery celebrated its centenary in 1981", "its 200th birthday in 2025".

The sentence has no other points, and its words say that something began at the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.alignment.passages import Sentence, aligned
from checker.alignment.wording import alternatives, frame
from checker.model import Alignment, Claim, Form, Kind, Quantity, Span

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_PAIR = 2


def jubilees(sentence: Sentence) -> Iterator[Alignment]:
    """The jubilee of a sentence that was not kept so many years after the beginning."""
    if not sentence.may_say("spans", "jubilees", "anniversary"):
        return
    points = [c for c in sentence.claims if _has_year(c)]
    if len(points) != _PAIR:
        return
    start, end = sorted(points, key=_year)
    begun = frame("spans", r"\b(?:{made}|{begun}|{set_going})\b[^;:.]{0,40}$").search(
        sentence.before(start, 60)
    )
    length = (_named(sentence, start) or _counted(sentence)) if begun else None
    if length is None:
        return
    kept = sentence.document.text[length.figure.span.end : end.figure.span.start]
    way = r"(?: {anniversary})? (?:[^\W\d_]+ ){0,3}(?:in|on) (?:[^\W\d_]+ )?"
    if frame("spans", way).fullmatch(kept) is None:
        return
    passed, told = _year(end) - _year(start), length.figure.quantity
    if told is not None and told.low is not None and abs(passed - told.low) > 1:
        yield aligned("span", ("a jubilee",), start=start, end=end, length=length)


def _named(sentence: Sentence, near: Claim) -> Claim | None:
    """A word such as "centenary" as so many years."""
    found = frame("spans", rf"\b({alternatives('spans', 'jubilees')})").search(sentence.text)
    if found is None:
        return None
    at = sentence.segment.span.start + found.start()
    return _years(near, found[1], Span(at, at + len(found[1])))


def _counted(sentence: Sentence) -> Claim | None:
    """The one anniversary of a sentence that is counted as so many years: "its 200th birthday"."""
    nth = [c for c in sentence.claims if c.figure.kind is Kind.ORDINAL]
    if len(nth) != 1 or nth[0].figure.quantity is None:
        return None
    own = frame("spans", r"\b(?:its|their|his|her) $").search(sentence.before(nth[0], 8))
    if own is None or not frame("spans", r" {anniversary}\b").match(sentence.after(nth[0], 16)):
        return None
    years = replace(nth[0].figure.quantity, unit="year", step=Decimal(1))
    return replace(nth[0], figure=replace(nth[0].figure, kind=Kind.DURATION, quantity=years))


def _has_year(claim: Claim) -> bool:
    figure = claim.figure
    dated = figure.kind in _DATED and figure.form is Form.POINT
    return dated and figure.moment is not None and figure.moment.year is not None


def _year(claim: Claim) -> int:
    moment = claim.figure.moment
    return 0 if moment is None else moment.year or 0


def _years(near: Claim, word: str, span: Span) -> Claim:
    """A word such as "centenary" as a length of its own."""
    many = Decimal(lexicon.load("spans")["jubilee_years"][" ".join(word.lower().split())])
    figure = replace(
        near.figure,
        kind=Kind.DURATION,
        span=span,
        column=near.figure.column + span.start - near.figure.span.start,
        surface=" ".join(word.split()),
        quantity=Quantity(many, many, Decimal(1), "year"),
        moment=None,
    )
    return replace(near, figure=figure)
