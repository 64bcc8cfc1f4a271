"""Which of several figures is the other side of one: for claims that no slot joins for sure.

In: pairs of claims of two documents that may be the same, and the ``Context`` of their story. Out:
those pairs that are, with the grounds.

What two sentences have in common is weighed: slots, rare words, a figure that stands in both,
digits in another order. A pair is taken only where it weighs enough, and more than any other pair
that either figure could be in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from checker import spelling
from checker.alignment.agreement import digits, same_speaker, transposed
from checker.alignment.candidates import size
from checker.alignment.comparing import weigh
from checker.alignment.context import Context
from checker.alignment.moments import MOMENTS
from checker.alignment.vetoes import kind_of_speaker
from checker.dimensions import dimension
from checker.model import Claim, Kind, Role

# Weights are in the units of ``comparing.weigh``, where 1 is one thing that agrees; a rare word of
# both sentences counts as much. benchmarks/cases.md has what was found and missed with them.
_ENOUGH = 3.2
# By so much a pair has to outweigh its rivals.
_MARGIN = 0.7
# Words count no more than that together, and less than a few of them name no one thing.
_MOST_OF_WORDS = 3.0
_A_FEW = 1.0
# What words have to weigh to link two figures by themselves: more beside a cell, whose words
# are its header's.
_LINK = 0.8
_LINK_OF_CELL = 1.6
_LINKS = ("same thing", "same name", "same speaker", "same two ends", "same time", "same digits")
_OF_ONE = ("same thing", "same name", "same two ends")
# Against: sentences that name other things, or rest on other speakers. For: a figure that stands
# beside both, and being the only two of their dimension.
_OTHER_NAMES = 1.0
_PARTNER = 1.5
_TWO_SPEAKERS = 1.5
_ONLY = 1.5
# So many digits do not stand in another order by chance.
_MANY = 3
_SWAPPED = 1.0
# How many times one value the other may be, where no digits were swapped, lost or added.
_TIMES = Decimal(3)


_NO_SIZE = MOMENTS | {Kind.SCORE, Kind.ORDINAL}


class Pair(NamedTuple):
    """Two claims that may be one, and what weighs against it."""

    a: Claim
    b: Claim
    against: float = 0.0


class Weighed(NamedTuple):
    """A pair with what speaks for it."""

    pair: Pair
    weight: float
    grounds: tuple[str, ...]


def resolved(pairs: Iterable[Pair], context: Context) -> Iterator[Weighed]:
    """The pairs that weigh enough, and more than any other that one of their claims is in."""
    weighed = [found for pair in pairs if (found := _weighed(pair, context)) is not None]
    best: dict[tuple[int, str], list[Weighed]] = defaultdict(list)
    for found in weighed:
        best[id(found.pair.a), found.pair.b.document.name].append(found)
        best[id(found.pair.b), found.pair.a.document.name].append(found)
    for found in weighed:
        if found.weight < _ENOUGH:
            continue
        a, b = found.pair.a, found.pair.b
        rivals = (*best[id(a), b.document.name], *best[id(b), a.document.name])
        if all(
            rival is found or _is_same(rival, found) or rival.weight + _MARGIN <= found.weight
            for rival in rivals
        ):
            yield found


def _is_same(one: Weighed, other: Weighed) -> bool:
    """Whether two pairs have the same two values."""
    values = [
        tuple(each.figure.quantity for each in (pair.pair.a, pair.pair.b)) for pair in (one, other)
    ]
    return values[0] == values[1]


def _weighed(pair: Pair, context: Context) -> Weighed | None:
    a, b = pair.a, pair.b
    swapped = (
        transposed(a, b)
        and len(digits(a)) >= _MANY
        and not {a.figure.kind, b.figure.kind} & _NO_SIZE
    )
    if not swapped and not _is_near(a, b):
        return None
    slots = weigh(a, b)
    weight = float(sum(weight for weight, _ in slots)) - pair.against
    grounds = [text for _, text in slots]
    shared, words = context.words(a, b)
    weight += min(shared, _MOST_OF_WORDS)
    if _are_told_by_two(a, b):
        weight -= _TWO_SPEAKERS
    cell = Role.TABLE_CELL in {a.segment.role, b.segment.role}
    linked = shared >= (_LINK_OF_CELL if cell else _LINK) or (
        not cell and any(text.startswith(_LINKS) for text in grounds)
    )
    linked = linked or _count_one_thing(slots)
    if linked and not swapped and context.is_only(a, b):
        weight += _ONLY
        grounds.append(f"the only {dimension(a.figure)} in both")
    if words:
        grounds.append(f"words in both: {', '.join(words[:3])}")
    partner = context.partner(a, b)
    if partner is not None:
        weight += _PARTNER
        grounds.append(f"beside {partner.figure.surface} in both")
    if swapped:
        weight += _SWAPPED
    if not linked and partner is None and a.figure.kind is not Kind.TIME:
        return None
    if _have_other_names(a, b):
        weight -= _OTHER_NAMES
    of_one_thing = partner is not None or any(
        text.startswith(("same measure", "both ", "same thing")) for text in grounds
    )
    if not of_one_thing and shared < _A_FEW:
        return None
    if a.figure.kind is Kind.YEAR and not _is_year_of_one(grounds):
        return None
    return Weighed(pair, weight, tuple(grounds))


def _is_year_of_one(grounds: list[str]) -> bool:
    """Whether two years are of the same measure of the same thing: an article has many years, each
    of something else."""
    measured = any(text.startswith("same measure") for text in grounds)
    return measured and any(text.startswith(_OF_ONE) for text in grounds)


def _have_other_names(a: Claim, b: Claim) -> bool:
    """Whether both sentences name something, and nothing that the other one names."""
    mine, yours = _names(a), _names(b)
    if not mine or not yours:
        return False
    return not any(spelling.same(one, other) for one in mine for other in yours)


def _names(claim: Claim) -> list[str]:
    """The names of a sentence but those of who says it."""
    said = set(claim.attribution.key.split()) if claim.attribution is not None else set()
    return [name for name in claim.names if not set(name.split()) & said]


def _count_one_thing(slots: list[tuple[int, str]]) -> bool:
    """Whether both have one measure and count one thing that an article counts but once."""
    return any(text.startswith("same measure") for _, text in slots) and any(
        weight > 1 and text.startswith("both count") for weight, text in slots
    )


def _are_told_by_two(a: Claim, b: Claim) -> bool:
    """Whether two speakers are known, whichever way, with no word in common."""
    one, other = a.attribution, b.attribution
    if one is None or other is None or not one.key or not other.key or same_speaker(a, b):
        return False
    return None not in (kind_of_speaker(one.speaker), kind_of_speaker(other.speaker))


def _is_near(a: Claim, b: Claim) -> bool:
    """Whether one value is not so many times the other that they hardly mean one thing."""
    one, other = size(a).value, size(b).value
    if a.figure.kind in _NO_SIZE or one is None or other is None:
        return a.figure.kind in _NO_SIZE
    first, second = abs(one), abs(other)
    return bool(first and second) and first <= second * _TIMES and second <= first * _TIMES
