"""Limits: the least and the most of one thing, told beside each other.

In: the claims of one story. Out: alignments of ``least`` and ``most``: "no fewer than 26 and no
more than 30", "a minimum of 12 tonnes and a maximum of 20", "fines run from $40 to $450", where the
verb says that it is a range and no change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned, ends, sentences_of
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.dimensions import head
from checker.model import Alignment, Claim, Form, Kind, Modifier

NAME = "limits"

_LEAST = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})
_MOST = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.AGE})
_REACH = 40
# Limits that lie farther apart are of two things.
_NEAR = 3


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every least and most that one sentence tells of one thing."""
    for sentence in sentences_of(claims):
        for claim in sentence.claims:
            if claim.figure.form is Form.CHANGE and claim.figure.kind in _KINDS:
                yield from _ranging(sentence, claim)
        for first, second in pairwise(sentence.claims):
            pair = _pair(sentence, first, second)
            if pair is not None:
                yield aligned(NAME, ("the one and the other limit",), least=pair[0], most=pair[1])


def _ranging(sentence: Sentence, claim: Claim) -> Iterator[Alignment]:
    """ "Fines run from $40 to $450", "priced from 30 to 45 euros"."""
    found = ends(claim)
    ranging = "{ranging}" if claim.figure.kind is not Kind.COUNT else "{ranging_surely}"
    before = frame("shares", rf"\b{ranging}(?: in (?:price|size|age|length|height|weight))? $")
    if found is not None and before.search(sentence.before(claim, _REACH)):
        yield aligned(NAME, ("the ends of a range",), least=found.before, most=found.after)


def _pair(sentence: Sentence, first: Claim, second: Claim) -> tuple[Claim, Claim] | None:
    """Two limits of one thing as the least and the most."""
    if not {first.figure.kind, second.figure.kind} <= _KINDS:
        return None
    if first.figure.modifier not in _LEAST or second.figure.modifier not in _MOST:
        return None  # "fewer than 10 or more than 20" leaves out what lies between
    least, most = _in_one_unit(first, second)
    joined = frame("shares", r"(?: [^\W\d_][\w-]*){0,3},? (?:and|but|yet)(?: {of_each})? ")
    told = joined.fullmatch(sentence.between(first, second)) is not None
    if not told or not _of_one_thing(first, second) or size(least) > _NEAR * size(most):
        return None
    return least, most


def _in_one_unit(first: Claim, second: Claim) -> tuple[Claim, Claim]:
    """Two limits, the first in the unit that only the second names: "at least 450 and at most 400
    birr"."""
    one, other = first.figure, second.figure
    if one.quantity is None or other.quantity is None:
        return first, second
    if one.kind is not Kind.COUNT or one.noun is not None or other.kind is Kind.COUNT:
        return first, second
    united = replace(one.quantity, unit=other.quantity.unit)
    return replace(first, figure=replace(one, kind=other.kind, quantity=united)), second


def _of_one_thing(first: Claim, second: Claim) -> bool:
    """Whether two limits are of one thing: the second names none, or the same, or the first has
    neither noun nor unit."""
    one, other = first.figure, second.figure
    if one.quantity is None or other.quantity is None:
        return False
    bare = one.kind is Kind.COUNT and one.noun is None
    if one.kind is not other.kind:
        return bare
    if one.kind is not Kind.COUNT:
        return one.quantity.unit == other.quantity.unit
    return bare or other.noun is None or head(one.noun or "") == head(other.noun)
