"""The same quantity of the same thing, in two documents of a story.

In: the claims of one story. Out: an alignment for every two claims that speak of the same thing,
in the roles ``a`` and ``b``, whether or not their values agree.

Candidates come from an index over dimension and measure, noun or owner, so that what cannot agree
is never compared. A pair is left out where one of the texts gives the other's value too. Within one
document only distances between the same two names are paired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checker import measures, tolerance
from checker.alignment.agreement import same_measure, transposed
from checker.alignment.comparing import compare
from checker.dimensions import dimension, head
from checker.errors import UnitError
from checker.model import Alignment, Aspect, Claim, Kind, Member, Role, Verdict

NAME = "same"
_MOST = 200
_CHANCE = 13


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair that speaks of the same thing, in the order of the text."""
    useful = [claim for claim in claims if _may_pair(claim)]
    for one, other in _candidates(useful):
        a, b = useful[one], useful[other]
        within = a.document.name == b.document.name
        if within and not (a.counterpart is not None and b.counterpart is not None):
            continue
        found = compare(a, b)
        if found.verdict is not Verdict.SAME:
            continue
        if not agree(a, b) and (_known_to_both(a, b, claims) or _may_have_grown(a, b)):
            continue
        yield Alignment(NAME, (Member("a", (a,)), Member("b", (b,))), found.grounds)


def _may_pair(claim: Claim) -> bool:
    if claim.figure.quantity is None or not claim.figure.kind.is_quantity:
        return False
    if _is_conversion(claim) or (
        claim.figure.quantity.low == 1 and claim.figure.kind is Kind.COUNT
    ):
        return False
    return claim.aspect is not Aspect.OLD and claim.segment.role not in {
        Role.HEADLINE,
        Role.DECK,
        Role.TABLE_CELL,
    }


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


def _known_to_both(a: Claim, b: Claim, claims: tuple[Claim, ...]) -> bool:
    """Whether one of the documents gives the other's value too, for what can be the same."""
    for one, other in ((a, b), (b, a)):
        for claim in claims:
            if (
                claim is not one
                and claim.document.name == one.document.name
                and dimension(claim.figure) == dimension(other.figure)
                and claim.figure.quantity is not None
                and _alike(claim, other)
                and agree(claim, other)
            ):
                return True
    return False


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
    if a.measure is None or measures.measures()[a.measure.value].behaviour != "running":
        return False
    return not ((a.hour is not None and a.hour == b.hour) or transposed(a, b))
