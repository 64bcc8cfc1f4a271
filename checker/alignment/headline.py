"""A headline's figure and the one of the body that it ought to be.

In: the claims of one story. Out: an alignment for every figure of a headline or deck that the body
does not bear out, with the one figure of the body that speaks of the same thing, in the roles
``headline`` and ``body``.

A headline leaves out most of what a sentence says, so it is compared only within its document, and
only where the body has exactly one rival value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from checker import lexicon, tolerance
from checker.alignment.agreement import (
    agree,
    digits,
    is_one,
    revised,
    same_measure,
    same_thing,
    slot,
    transposed,
)
from checker.dimensions import dimension, head
from checker.measures import generic_persons, persons
from checker.model import Alignment, Aspect, Claim, Form, Kind, Member, Role

NAME = "headline"
# A headline that says "passes 160" means little more than 160.
_PASSED = Decimal("1.25")
_BEFORE = 24
# So many digits do not stand in another order by chance.
_MANY = 3
_HEADS = frozenset({Role.HEADLINE, Role.DECK})


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every figure of a headline with its one rival in the body."""
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.figure.quantity is not None and claim.figure.kind.is_quantity:
            documents[claim.document.name].append(claim)
    for inside in documents.values():
        body = [claim for claim in inside if claim.segment.role not in _HEADS]
        for top in inside:
            if top.segment.role in _HEADS and not is_one(top):
                yield from _rival(top, body)


def _rival(top: Claim, body: list[Claim]) -> Iterator[Alignment]:
    alike = [claim for claim in body if dimension(claim.figure) == dimension(top.figure)]
    rivals = [(claim, grounds) for claim in alike if (grounds := _grounds(top, claim))]
    sure = any(len(grounds) > 1 and transposed(top, claim) for claim, grounds in rivals)
    if any(_bears_out(top, claim) and (claim.measure or not sure) for claim in alike):
        return
    if _is_sum(top, [claim for claim in alike if _is_kin(top, claim)]):
        return
    near = [rival for rival in rivals if transposed(top, rival[0])]
    rivals = near if len(near) == 1 else rivals
    values = {
        (c.figure.quantity.low, c.figure.quantity.high) for c, _ in rivals if c.figure.quantity
    }
    if len(values) == 1 and not any(revised(claim) for claim, _ in rivals):
        claim, grounds = rivals[0]
        yield Alignment(NAME, (Member("headline", (top,)), Member("body", (claim,))), grounds)


def _is_kin(top: Claim, claim: Claim) -> bool:
    """Whether a figure of the body has the headline's noun or measure."""
    noun = _noun(top)
    return (noun is not None and noun == _noun(claim)) or same_measure(top, claim)


def _is_sum(top: Claim, parts: list[Claim]) -> bool:
    """Whether a headline adds up what the body gives in two parts."""
    values = {part.figure.quantity.low for part in parts if part.figure.quantity} - {None}
    total = top.figure.quantity.low if top.figure.quantity else None
    return any(one + other == total for one, other in combinations(values, 2) if one and other)


def _told(top: Claim, claim: Claim) -> bool:
    """Whether a body's figure is the headline's: the same after the rounding that a headline may
    do, or beyond what it says was passed."""
    if agree(top, claim):
        return True
    one, other = top.figure.quantity, claim.figure.quantity
    if one is None or other is None or one.unit != other.unit:
        return False
    if one.low is not None and other.low is not None and _passes(top):
        return one.low <= other.low <= one.low * _PASSED
    try:
        return tolerance.overlaps(tolerance.added(top.figure), tolerance.of_figure(claim.figure))
    except ValueError:
        return True


def _passes(top: Claim) -> bool:
    """Whether the headline says that its figure was passed: "cases top 300"."""
    start = top.figure.span.start
    before = top.document.text[max(top.segment.span.start, start - _BEFORE) : start].lower().split()
    return bool(before) and before[-1] in lexicon.load("comparing")["passing"]


def _bears_out(top: Claim, claim: Claim) -> bool:
    """Whether a figure of the body says what the headline says: the same value of what may be the
    same thing."""
    if not _told(top, claim):
        return False
    one, other = _noun(top), _noun(claim)
    bare = claim.figure.kind is Kind.COUNT and other is None
    measured = top.measure is not None and claim.measure is not None
    if measured and not bare and not same_measure(top, claim):
        return False
    return one is None or other is None or one == other or {one, other} <= persons()


def _grounds(top: Claim, claim: Claim) -> tuple[str, ...]:
    """What the two have in common, or nothing where they cannot be the same."""
    measured = top.measure is not None and claim.measure is not None
    one, other = _noun(top), _noun(claim)
    swapped = transposed(top, claim)
    much = swapped and len(digits(top)) >= _MANY
    if not _comparable(top, claim):
        return ()
    if measured and not same_measure(top, claim):
        if not much:
            return ()
        measured = False
    people = {one, other} <= persons() and bool({one, other} & generic_persons())
    if one and other and one != other and not people:
        return ()
    grounds = []
    if measured and top.measure is not None:
        grounds.append(f"same measure: {top.measure.value}")
    if one and one == other:
        grounds.append(f"both count {one}")
    if not grounds and not (much and (one is None or other is None or one == other)):
        return ()
    if same_thing(top, claim) and top.entity is not None:
        grounds.append(f"same thing: {top.entity.surface}")
    if swapped:
        grounds.append("same digits in another order")
    return tuple(grounds)


def _comparable(top: Claim, claim: Claim) -> bool:
    """Whether the two are of one kind: points, levels both or changes both, of one scope."""
    return (
        claim.aspect is top.aspect
        and claim.aspect is not Aspect.OLD
        and claim.modality is top.modality
        and claim.figure.form is Form.POINT
        and top.figure.form is Form.POINT
        and (claim.scope is None) == (top.scope is None)
        and slot(claim, "statistic") == slot(top, "statistic")
    )


def _noun(claim: Claim) -> str | None:
    return None if claim.figure.noun is None else head(claim.figure.noun)
