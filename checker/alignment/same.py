"""The same quantity of the same thing, in two documents of a story.

In: the claims of one story. Out: an alignment for every two claims that speak of the same thing,
in the roles ``a`` and ``b``, whether or not their values agree.

First come pairs whose slots agree by themselves, then those that the story decides: of claims that
no slot keeps apart, the two that have the most in common. A pair is left out where one of the texts
gives the other's value too. Within one document only distances between the same two names are
paired; a draft and a source that it lists are left to ``support``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from checker import lexicon, support
from checker.alignment.pairing.agreement import (
    agree,
    behaviour,
    in_one_unit,
    is_fleeting,
    is_lasting,
    same_measure,
    same_period,
    slot,
    transposed,
)
from checker.alignment.pairing.candidates import candidates, keys
from checker.alignment.pairing.comparing import VAGUE, compare
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.limits import as_limits
from checker.alignment.pairing.pairable import HEADS, is_quantity, may_be_one, pairable
from checker.alignment.pairing.resolution import (
    Pair,
    grounds,
    is_worth,
    resolved,
)
from checker.alignment.pairing.slips import (
    has_swapped,
    is_moving,
    is_slip,
    is_turned,
    outlasts,
    turned,
)
from checker.alignment.pairing.told import Filed, filed, is_given, is_told
from checker.alignment.pairing.vetoes import keeps_turned_apart, soft_vetoes
from checker.alignment.pairing.weights import ONLY, SLOTS, TURNED
from checker.dimensions import dimension
from checker.measures import generic_persons
from checker.model import (
    Alignment,
    Claim,
    Comparison,
    Kind,
    Member,
    Modality,
    Verdict,
)

NAME = "same"
_GROUNDS = 2
# Two counts of so many digits hardly differ in their order alone, whatever they count.
_HARDLY_BY_CHANCE = 5
# Articles of one event, and the event that they tell without its date, lie no further apart.
_DAYS = 3
# What is not known to last may have changed in two days.
_ONE = 1
_SOON = timedelta(days=_DAYS)
# What is so long or so heavy today was so yesterday.
_LASTING = frozenset({"length", "mass", "area", "volume", "power", "score"})

# A share has another value each week.
_OF_A_DAY = "percent"

_ONLY_GROUND = "the only figure of the measure in both"

_Key = tuple[str, str, str, str]
_Values = dict[_Key, set[tuple[Decimal | None, Decimal | None]]]


class Pairs(NamedTuple):
    """The pairs that speak of the same thing: those that are sure by themselves, then those that
    the story decides, each in the order of the text; and how many that share a slot a veto kept
    ``apart``, or something that the texts say, and how many are ``undecided``."""

    alignments: tuple[Alignment, ...]
    apart: int
    undecided: int


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair that speaks of the same thing, as in :class:`Pairs`."""
    yield from pairs(claims).alignments


def pairs(claims: tuple[Claim, ...]) -> Pairs:
    """All pairs of the claims of one story, sorted out."""
    useful = pairable(claims)
    among = useful
    if len({claim.document.name for claim in useful}) < 2:
        among = [claim for claim in useful if claim.counterpart is not None]
        if len(among) < 2:
            return Pairs((), 0, 0)  # in one document only distances are compared
    context, story, values = Context(claims), filed(claims), _values(useful)
    among = [*among, *_untold_heads(claims)]
    drawn = support.drawn({claim.document.name: claim.document for claim in useful}.values())
    made: list[Alignment] = []
    unsure: list[Pair] = []
    apart = undecided = 0
    for one, other, slotted in candidates(among, context):
        a, b = among[one], among[other]
        within = a.document.name == b.document.name
        if _is_in_a_head(a, b) and (within or not is_slip(a, b)):
            continue
        if within and not (a.counterpart is not None and b.counterpart is not None):
            continue
        if drawn and frozenset({a.document.name, b.document.name}) in drawn:
            continue
        found = compare(a, b) if slotted else None
        pair = _pair(a, b, found, values, context)
        if found is not None and pair is not None and pair.sure is not None:
            if within or agree(a, b):
                more = (_ONLY_GROUND,) if pair.sure == ONLY else ()
                made.append(_aligned(a, b, (*found.grounds, *more)))
            elif is_told(a, b, story):
                apart += 1
                continue
        elif found is not None:
            undecided += is_quantity(a) and found.verdict is Verdict.UNKNOWN
            apart += is_quantity(a) and found.verdict is Verdict.DIFFERENT
        if pair is not None and not within:
            unsure.append(pair)
    for pair in resolved(unsure, context):
        a, b = pair.a, pair.b
        if is_told(a, b, story):
            continue
        if not _is_given(pair, story):
            made.append(_aligned(a, b, grounds(pair, context)))
            undecided = max(0, undecided - 1)
    return Pairs(tuple(made), apart, undecided)


def _pair(
    a: Claim, b: Claim, found: Comparison | None, values: _Values, context: Context
) -> Pair | None:
    """The two claims as a pair to be weighed, with whether their slots make them one; ``None``
    where something keeps them apart."""
    if (found is None or found.verdict is not Verdict.SAME) and _are_turned(a, b, context):
        return Pair(a, b, (), TURNED)
    if context.is_framed_apart(a, b) and not (has_swapped(a, b) or agree(a, b)):
        return None
    if found is not None and found.verdict is Verdict.SAME:
        return Pair(a, b, (), SLOTS)
    if found is not None and found.verdict is Verdict.UNKNOWN and _is_only(a, b, found, values):
        return Pair(a, b, (), ONLY)
    return _unsure(a, b, context)


def _are_turned(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one figure is the other with two digits turned, and no two things that have such
    values: of counts one of which names no sort, something else joins them."""
    if not is_turned(a, b) or keeps_turned_apart(a, b) or _are_of_two_days(a, b):
        return False
    if dimension(a.figure) == _OF_A_DAY and not (same_period(a, b) or _are_near(a, b, _ONE)):
        return False
    sorts = a.figure.kind is not Kind.COUNT or None not in (a.figure.noun, b.figure.noun)
    joined = sorts or turned(a, b) >= _HARDLY_BY_CHANCE or same_measure(a, b)
    return joined or context.weight_of_words(a, b) > 0 or context.company(a, b) > 0


def open_pairs(claims: tuple[Claim, ...], context: Context) -> Iterator[tuple[Pair, bool]]:
    """The pairs of two documents of one story as they are weighed, each with whether it may not be
    reported: its values agree, or the texts tell why they do not."""
    useful = pairable(claims)
    story, values = filed(claims), _values(useful)
    for one, other, slotted in candidates(useful, context):
        a, b = useful[one], useful[other]
        if a.document.name != b.document.name:
            pair = _pair(a, b, compare(a, b) if slotted else None, values, context)
            if pair is not None:
                yield pair, agree(a, b) or is_told(a, b, story) or _is_given(pair, story)


def _is_given(pair: Pair, story: Filed) -> bool:
    """Whether one text gives the other's value, where slots leave any doubt."""
    return pair.sure not in (SLOTS, ONLY) and is_given(pair.a, pair.b, story)


def _aligned(a: Claim, b: Claim, grounds: tuple[str, ...]) -> Alignment:
    a, b = in_one_unit(*_measured(*as_limits(a, b)))
    return Alignment(NAME, (Member("a", (a,)), Member("b", (b,))), grounds)


def _measured(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Two claims of one thing; where the texts tell in two ways what is measured, or one alone
    does, both with what the first tells."""
    if a.measure is not None and b.measure is not None and a.measure.value != b.measure.value:
        b = replace(b, measure=replace(b.measure, value=a.measure.value))
    elif a.measure is not None and b.measure is None:
        b = replace(b, measure=replace(a.measure, span=b.figure.span))
    elif b.measure is not None and a.measure is None:
        a = replace(a, measure=replace(b.measure, span=a.figure.span))
    return a, b


def _unsure(a: Claim, b: Claim, context: Context) -> Pair | None:
    """Two claims of one family that the story may decide, with all that speaks against them."""
    if not is_worth(a, b) or _are_of_two_days(a, b):
        return None
    # Whether they are left over is asked only of digits in another order.
    alone = transposed(a, b) and bool(context.leftovers.evidence(a, b))
    against = soft_vetoes(a, b, alone)
    if against is None:
        return None
    if not _may_be_of_one_time(a, b):
        # What changes with time hardly has its digits in another order a week later.
        lasts = outlasts(a, b) or (has_swapped(a, b) and not (is_moving(a) or is_fleeting(a)))
        return Pair(a, b, (*against, "another_time")) if lasts else None
    lasts = "event" in (behaviour(a), behaviour(b)) or _are_lasting_sizes(a, b)
    later = not (lasts or same_period(a, b) or _are_near(a, b, _ONE))
    return Pair(a, b, (*against, "later") if later else against)


def _may_be_of_one_time(a: Claim, b: Claim) -> bool:
    """Whether what changes with time can be told for one time."""
    if outlasts(a, b):
        return True
    of = {behaviour(a), behaviour(b)}
    if of == {None} and _are_people(a) and _are_people(b):
        # Nothing says what they do or suffer, which may be over two days later.
        return same_period(a, b) or _are_near(a, b, _ONE)
    if not of & {"state", "flow"} or same_period(a, b) or _are_near(a, b):
        return True
    return all(claim.measure is None or is_lasting(claim) for claim in (a, b))


def _are_of_two_days(a: Claim, b: Claim) -> bool:
    """Whether two articles of two days tell what is another every day: a price on a market."""
    of = {slot(a, "measure"), slot(b, "measure")} - {None}
    if not of or not of <= set(lexicon.load("comparing")["of_a_day"]):
        return False
    return a.document.published != b.document.published and not same_period(a, b)


def _are_lasting_sizes(a: Claim, b: Claim) -> bool:
    return dimension(a.figure) in _LASTING and not (is_fleeting(a) or is_fleeting(b))


def _are_people(claim: Claim) -> bool:
    noun = claim.figure.noun
    return noun is not None and claim.figure.kind is Kind.COUNT and noun in generic_persons()


def _are_near(a: Claim, b: Claim, days: int = _DAYS) -> bool:
    one, other = a.document.published, b.document.published
    return one is None or other is None or abs((one - other).days) <= days


def _values(claims: list[Claim]) -> _Values:
    """The values that each document gives for each measure and noun, dimension by dimension."""
    found: _Values = defaultdict(set)
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
    if a.figure.kind in VAGUE or b.figure.kind in VAGUE or not is_quantity(a):
        return False
    if not is_worth(a, b) or _are_of_two_days(a, b):
        return False
    lasting = behaviour(a) != "flow" and _are_lasting_sizes(a, b)
    changing = behaviour(a) != "event" and not lasting
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
    if a.period is None and b.period is None:
        return _are_near(a, b)
    period, day = (
        (a.period, b.document.published)
        if a.period is not None
        else (b.period, a.document.published)
    )
    if period is None or day is None or period.start is None or period.end is None:
        return False
    if period.end - period.start > _SOON:
        return False
    return period.start - _SOON <= day <= period.end + _SOON


def _untold_heads(claims: tuple[Claim, ...]) -> list[Claim]:
    """The figures of headlines that the text below does not give."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.segment.role not in HEADS and claim.figure.kind.is_quantity:
            told[claim.document.name].append(claim)
    return [
        claim
        for claim in claims
        if claim.segment.role in HEADS
        and claim.figure.kind.is_quantity
        and may_be_one(claim)
        and not any(_is_said(claim, below) for below in told[claim.document.name])
    ]


def _is_said(head: Claim, below: Claim) -> bool:
    return dimension(head.figure) == dimension(below.figure) and agree(head, below)


def _is_in_a_head(a: Claim, b: Claim) -> bool:
    return not HEADS.isdisjoint((a.segment.role, b.segment.role))
