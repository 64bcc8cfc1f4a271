"""The same quantity of the same thing, in two documents of a story.

In: the claims of one story. Out: an alignment for every two claims that speak of the same thing,
in the roles ``a`` and ``b``, whether or not their values agree.

Candidates come from an index over dimension and measure, noun or owner, so that what cannot agree
is never compared. A pair is left out where one of the texts gives the other's value too. Within one
document only distances between the same two names are paired; a draft and a source that it lists
are left to ``support``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from checker import measures, support, tolerance
from checker.alignment.agreement import behaviour, revised, same_measure, transposed
from checker.alignment.comparing import VAGUE, compare
from checker.dimensions import dimension, head
from checker.errors import UnitError
from checker.model import (
    Alignment,
    Aspect,
    Claim,
    Comparison,
    Kind,
    Member,
    Modality,
    Role,
    Verdict,
)

NAME = "same"
_MOST = 200
_CHANCE = 13
_GROUNDS = 2
_TIMES = 10
# Articles of one event, and the event that they tell without its date, lie no further apart.
_DAYS = 3
_SOON = timedelta(days=_DAYS)
# What is so long or so heavy today was so yesterday.
_LASTING = frozenset({"length", "mass"})


_Filed = dict[tuple[str, str], list[Claim]]
_Key = tuple[str, str, str, str]
_Values = dict[_Key, set[tuple[Decimal | None, Decimal | None]]]


class Pairs(NamedTuple):
    """The pairs that speak of the same thing, in the order of the text; and how many candidates a
    veto kept ``apart``, or something that the texts say, and how many are ``undecided``."""

    alignments: tuple[Alignment, ...]
    apart: int
    undecided: int


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair that speaks of the same thing, in the order of the text."""
    yield from pairs(claims).alignments


def pairs(claims: tuple[Claim, ...]) -> Pairs:
    """All pairs of the claims of one story, sorted out."""
    made: list[Alignment] = []
    apart = undecided = 0
    useful = [claim for claim in claims if _may_pair(claim)]
    filed = _filed(claims)
    values = _values(useful)
    for one, other in _candidates(useful):
        a, b = useful[one], useful[other]
        within = a.document.name == b.document.name
        if within and not (a.counterpart is not None and b.counterpart is not None):
            continue
        if support.draws_on(a.document, b.document) or support.draws_on(b.document, a.document):
            continue
        found = compare(a, b)
        only = found.verdict is Verdict.UNKNOWN and _is_only(a, b, found, values)
        if found.verdict is Verdict.UNKNOWN and not only:
            undecided += 1
        elif found.verdict is Verdict.DIFFERENT or (
            not within and not agree(a, b) and _is_told(a, b, filed)
        ):
            apart += 1
        else:
            only_one = ("the only figure of the measure in both",) if only else ()
            grounds = (*found.grounds, *only_one)
            made.append(Alignment(NAME, (Member("a", (a,)), Member("b", (b,))), grounds))
    return Pairs(tuple(made), apart, undecided)


def _values(claims: list[Claim]) -> dict[_Key, set[tuple[Decimal | None, Decimal | None]]]:
    """The values that each document gives for each measure and noun, dimension by dimension."""
    found: dict[_Key, set[tuple[Decimal | None, Decimal | None]]] = defaultdict(set)
    for claim in claims:
        quantity = claim.figure.quantity
        if quantity is not None:
            for kind, way, name in keys(claim):
                found[claim.document.name, kind, way, name].add((quantity.low, quantity.high))
    return found


def _is_only(a: Claim, b: Claim, found: Comparison, values: _Values) -> bool:
    """Whether two claims of one measure, or of one noun, are the only ones of it in their
    documents, and something besides agrees, so that nothing else can be meant."""
    if len(found.grounds) < _GROUNDS or a.modality is not Modality.ASSERTED:
        return False
    if a.figure.kind in VAGUE or b.figure.kind in VAGUE:
        return False
    changing = behaviour(a) != "event" and dimension(a.figure) not in _LASTING
    if changing and not (_of_one_time(a, b) and (a.hour is None) == (b.hour is None)):
        return False
    shared = [key for key in keys(a) if key in set(keys(b)) and key[1] != "owner"]
    return any(
        all(len(values[claim.document.name, *key]) == 1 for claim in (a, b)) for key in shared
    )


def _of_one_time(a: Claim, b: Claim) -> bool:
    """Whether both are of one time, where one may be the day of an article that names none."""
    if a.period is not None and b.period is not None:
        return True
    one, other = a.document.published, b.document.published
    if a.period is None and b.period is None:
        return one is None or other is None or abs((one - other).days) <= _DAYS
    period, day = (a.period, other) if a.period is not None else (b.period, one)
    if period is None or day is None or period.start is None or period.end is None:
        return False
    return period.start - _SOON <= day <= period.end + _SOON


def _may_pair(claim: Claim) -> bool:
    if claim.figure.quantity is None or not claim.figure.kind.is_quantity:
        return False
    if (
        claim.figure.kind is Kind.COUNT
        and claim.figure.noun is None
        and claim.figure.quantity.step < 1
    ):
        # No count has decimals: a clock time, a score or a price without its sign.
        return False
    if _is_conversion(claim) or _is_one(claim):
        return False
    return claim.aspect is not Aspect.OLD and claim.segment.role not in {
        Role.HEADLINE,
        Role.DECK,
        Role.TABLE_CELL,
    }


def _is_one(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return claim.figure.kind is Kind.COUNT and quantity is not None and quantity.low == 1


def _is_conversion(claim: Claim) -> bool:
    """Whether a figure only repeats the one before it in another unit: "40 km (25 miles)"."""
    start = claim.figure.span.start
    return claim.figure.kind is Kind.MEASURE and claim.document.text[start - 1 : start] == "("


def _candidates(claims: list[Claim]) -> list[tuple[int, int]]:
    """Pairs of claims that share a key, each pair once, as places in ``claims``."""
    index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        for key in keys(claim):
            index[key].append(place)
    found: set[tuple[int, int]] = set()
    for places in index.values():
        if len(places) > _MOST:
            continue
        for at, one in enumerate(places):
            found.update((one, other) for other in places[at + 1 :])
    return sorted(found)


def keys(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """What a claim is filed under: two that share nothing here cannot speak of the same thing."""
    kind = dimension(claim.figure)
    if claim.measure is not None:
        yield kind, "measure", claim.measure.value
    if claim.figure.noun is not None:
        yield kind, "noun", head(claim.figure.noun)
    if claim.entity is not None and kind not in {"count", "percent"}:
        yield kind, "owner", claim.entity.value


def agree(a: Claim, b: Claim) -> bool:
    """Whether two values agree; values that cannot be compared do."""
    try:
        return tolerance.consistent(a.figure, b.figure)
    except (UnitError, ValueError):
        return True


def _filed(claims: tuple[Claim, ...]) -> _Filed:
    """All quantities by document and dimension."""
    filed: _Filed = defaultdict(list)
    for claim in claims:
        if claim.figure.quantity is not None:
            filed[claim.document.name, dimension(claim.figure)].append(claim)
    return filed


def _is_told(a: Claim, b: Claim, filed: _Filed) -> bool:
    """Whether the texts, or the time between them, account for two values."""
    if _far_apart(a, b) or _known_to_both(a, b, filed) or _may_have_grown(a, b):
        return True
    return revised(a) or revised(b)


def _far_apart(a: Claim, b: Claim) -> bool:
    """Whether one value is so many times the other that they hardly mean one thing, and no digits
    were lost or added either."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None or one.unit != other.unit or transposed(a, b):
        return False
    low, high = one.low or one.high, other.low or other.high
    if not low or not high:
        return False
    return max(abs(low / high), abs(high / low)) > _TIMES


def _known_to_both(a: Claim, b: Claim, filed: _Filed) -> bool:
    """Whether one of the documents gives the other's value too, for what can be the same."""
    return any(
        claim is not one and _alike(claim, other) and agree(claim, other)
        for one, other in ((a, b), (b, a))
        for claim in filed.get((one.document.name, dimension(other.figure)), ())
    )


def _alike(claim: Claim, other: Claim) -> bool:
    """Whether a claim may be another one by its measure, or else by its noun."""
    if claim.measure is not None and other.measure is not None:
        return same_measure(claim, other)
    if claim.figure.noun is None and claim.measure is None:
        return _exactly(claim, other)
    if claim.figure.noun is None or other.figure.noun is None:
        return False
    return head(claim.figure.noun) == head(other.figure.noun)


def _exactly(claim: Claim, other: Claim) -> bool:
    """Whether a bare number is another one's value, and too great to be so by chance."""
    one, two = claim.figure.quantity, other.figure.quantity
    if one is None or two is None or one.low is None or one.low < _CHANCE:
        return False
    return one.low == two.low and one.high == two.high


def _may_have_grown(a: Claim, b: Claim) -> bool:
    """Whether a running count can have been both, at two times. Told for one hour it cannot, and
    the same digits in another order are rather a slip."""
    if a.measure is None or measures.measure(a.measure.value).behaviour != "running":
        return False
    return not ((a.hour is not None and a.hour == b.hour) or transposed(a, b))
