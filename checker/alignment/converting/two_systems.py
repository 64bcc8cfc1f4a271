"""Two systems: the only two figures of one dimension in a sentence, in units of different systems.

In: a sentence with its figures. Out: the one and the other, where they are near each other: "the
race is 42.195 km, 24.2 miles in old money".

Whoever tells a metric figure and an imperial one in one sentence has hardly ever two things in
mind; words between them that part them say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from checker import units
from checker.alignment.converting.systems import differ_in_system, unit_of, units_convert
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.errors import UnitError
from checker.model import Claim, Form, Kind, Modifier

_LEAST, _MOST = Decimal("0.45"), Decimal("2.2")
_LONGEST = 90
_MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})


def two_systems(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The two figures of a sentence that may be one in two systems."""
    measures = [c for c in sentence.claims if c.figure.kind is Kind.MEASURE]
    pairs = [(a, b) for a, b in combinations(measures, 2) if units_convert(a, b)]
    if len(pairs) != 1 or not differ_in_system(*pairs[0]):
        return
    first, second = pairs[0]
    if any(unit_of(c) in (unit_of(first), unit_of(second)) for c in measures if c not in pairs[0]):
        return
    gap = sentence.between(first, second)
    lasting = (c for c in sentence.ahead_of(second) if c.figure.kind is Kind.DURATION)
    if any(c.figure.span.start > first.figure.span.end for c in lasting):
        return  # "35 hours a week for 48 weeks is 1,680 hours a year"
    if len(gap) > _LONGEST or cue("conversions", "parted").search(gap):
        return
    behind = frame("conversions", r"(?: [^\W\d_]+)? {parted_behind}\b")
    if behind.match(sentence.after(second, 32)) or sentence.says("conversions", "choices", "races"):
        return
    if all(map(_is_plain, pairs[0])) and _is_near(first, second):
        yield first, second


def _is_plain(claim: Claim) -> bool:
    return claim.figure.form is Form.POINT and claim.figure.modifier in _MEANT


def _is_near(first: Claim, second: Claim) -> bool:
    one, other = unit_of(first), unit_of(second)
    if one is None or other is None or size(first) <= 0 or size(second) <= 0:
        return False
    try:
        value = units.convert(size(first), one, other)
    except UnitError:
        return False
    return _LEAST <= value / size(second) <= _MOST
