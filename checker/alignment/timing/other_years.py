"""Other years: whether a length or an age goes with another year of its passage.

In: the figures of an alignment by role, and the other years of their paragraphs. Out: whether one
of those bears the length out: "entered parliament in 1992, aged 33, having been born in 1959".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from checker.alignment.summing.membership import size
from checker.model import Claim, Kind
from checker.patterns import lazy

_FEW_YEARS = 5


def year_of(claim: Claim) -> int | None:
    """The year of a date, or ``None``."""
    return claim.figure.moment.year if claim.figure.moment is not None else None


def of_other_years(roles: Mapping[str, tuple[Claim, ...]], others: Sequence[Claim]) -> bool:
    """Whether a length in years is from or to another year of the passage, or of two stretches:
    "from 1998 to 2012 and again from 2016 to 2020, 18 years in all"."""
    if not {"start", "length"} <= roles.keys():
        return False
    if "end" not in roles:
        return _is_to_another_year(roles["start"][0], roles["length"][0], others)
    start, end, length = (roles[role][0] for role in ("start", "end", "length"))
    if _lies_before(start, length):
        return True
    if length.figure.kind is Kind.AGE and _is_in_another_year(end, length, others):
        return True
    first, last, quantity = year_of(start), year_of(end), length.figure.quantity
    if first is None or last is None or quantity is None or quantity.unit != "year":
        return False
    told, years = int(size(length)), [year for each in others if (year := year_of(each))]
    if told < _FEW_YEARS or abs(last - first - told) <= 1:
        return False
    if any(abs(each - year) == told for each in years for year in (first, last)):
        return True
    return any(abs(abs(a - b) + last - first - told) <= 1 for a, b in combinations(years, 2))


def _lies_before(start: Claim, length: Claim) -> bool:
    """Whether a length is what went before its start: "left at 11:35, after nine hours, and landed
    at 14:20"."""
    text = start.document.text
    gap = text[start.figure.span.end : length.figure.span.start]
    closed = _COMMA.match(text, length.figure.span.end) is not None
    return closed and _AFTER.fullmatch(gap) is not None


_AFTER = lazy(r", after (?:a delay of |a wait of |waiting )?")
_COMMA = lazy(r"(?: [^\W\d_]+){0,3},? and ")


def _is_to_another_year(start: Claim, length: Claim, others: Sequence[Claim]) -> bool:
    """Whether a length or an age is told for another year of its sentence: "entered parliament in
    1992, aged 33, having been born in 1959", "stood for 136 years until it fell in 1967"."""
    first, quantity = year_of(start), length.figure.quantity
    if first is None or quantity is None or quantity.unit != "year" or size(length) < _FEW_YEARS:
        return False
    room = (0, 1) if length.figure.kind is Kind.AGE else (0,)
    return any(
        (year_of(each) or 0) - first - int(size(length)) in room
        for each in others
        if each.segment is length.segment
    )


def _is_in_another_year(end: Claim, age: Claim, others: Sequence[Claim]) -> bool:
    """Whether an age stands straight behind another year: "died in 2019 at 80"."""
    return any(
        year_of(each) != year_of(end)
        and each.document is age.document
        and _AT.fullmatch(each.document.text[each.figure.span.end : age.figure.span.start])
        for each in others
        if each.figure.span.end <= age.figure.span.start
    )


_AT = lazy(r",? (?:at|aged|at the age of) ")
