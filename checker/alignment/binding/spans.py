"""Spans: two points in time and a length of time that would lie between them.

In: the points and the lengths of a paragraph. Out: ``Tie``s of ``start``, ``end`` and ``length``. A
day without a year is of the year of the article, or of the one before where it would lie ahead.
Years and months are taken in their mean length, since only near misses are looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.alignment.binding.ties import SPAN, Tie, are_near
from checker.alignment.binding.values import Value
from checker.alignment.passages import Paragraph
from checker.alignment.timing.lapses import first_and_last
from checker.model import Claim, Kind, Moment

_POINTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_DAY_OF = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
}
_AHEAD = 60
"""A day without a year may lie so many days ahead of the article."""

_DAY = "day"
_ANYTHING = (-1e9, 1e9)


def spans(points: Sequence[Value], lengths: Sequence[Value]) -> Iterator[Tie]:
    """Every two points of a paragraph with every length that could lie between them."""
    told = [value for value in lengths if value.kind is Kind.DURATION and value.unit in _DAY_OF]
    if not told:
        return
    for one, other in combinations(points, 2):
        if (one.sort == "clock") != (other.sort == "clock") or not are_near(one, other):
            continue
        start, end = (one, other) if one.sort == "clock" or one.low <= other.low else (other, one)
        for length in told:
            if are_near(start, end, length):
                tie = _span(start, end, length)
                if tie is not None:
                    yield tie


def points_of(paragraph: Paragraph) -> list[Value]:
    """The days, months, years and clock times of a paragraph, in days."""
    return list(_points(paragraph))


def _points(paragraph: Paragraph) -> Iterator[Value]:
    for at, sentence in enumerate(paragraph):
        for claim in sentence.claims:
            moment = claim.figure.moment
            if claim.figure.kind in _POINTS and moment is not None:
                found = _days(claim, moment)
                if found is not None:
                    low, high = found
                    sort = "clock" if claim.figure.kind is Kind.TIME else "point"
                    yield Value(claim, at, low, low, high, 1.0, _DAY, sort, "", 1.0, bare=False)


def _days(claim: Claim, moment: Moment) -> tuple[float, float] | None:
    if claim.figure.kind is Kind.TIME:
        if moment.hour is None:
            return None
        clock = moment.hour / 24 + (moment.minute or 0) / 1440
        return clock, clock
    year, published = moment.year, claim.document.published
    if year is None:
        if moment.month is None or moment.day is None or published is None:
            return None
        found = first_and_last(moment, published.year)
        ahead = found is not None and (found[0] - published).days > _AHEAD
        year = published.year - 1 if ahead else published.year
    found = first_and_last(moment, year)
    return None if found is None else (found[0].toordinal(), found[1].toordinal())


def _span(start: Value, end: Value, length: Value) -> Tie | None:
    low, high = end.low - start.high, end.high - start.low
    if start.sort == "clock" and high <= 0:
        low, high = low + 1, high + 1
    if high <= 0:
        return None
    unit = _DAY_OF[length.unit]
    # Both days may be counted, or neither.
    slack = 1.0 if start.sort == "point" else 0.0
    needed = (max((low - slack) / unit, 0.0), (high + slack) / unit)
    return Tie(
        SPAN, ("start", "end", "length"), (start, end, length), (_ANYTHING, _ANYTHING, needed)
    )
