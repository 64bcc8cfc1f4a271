"""Which claims of a story speak of one quantity, as the rows of a sheet.

In: the claims of one story, and the pairs of figures that a finding sets against each other. Out:
``Row``s of two claims or more, and the quantities that stand alone.

Two claims of different documents belong together where ``compare`` finds them the same, or where
the relation ``same`` aligned them and they agree; within one document only where they agree. Two
that differ must have no rival in each other's document. A row grows by one such pair after
another, unless a claim on the one side is known to be of something else than one on the other. A
conversion in brackets only says again what stands before it, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from checker.alignment import conversion, same
from checker.alignment.pairing.agreement import agree, times_apart
from checker.alignment.pairing.candidates import keys
from checker.alignment.pairing.comparing import compare
from checker.dimensions import dimension
from checker.model import Accord, Aspect, Claim, Comparison, Row, Verdict

_MOST = 200
"""So many claims that are filed under one word are not about one thing."""

_TIMES = 10
"""One value so many times the other is hardly of one thing, unless a finding says so."""

_SMALL = 100
"""A count below this is the same by chance where nothing else agrees."""

_Pair = tuple[int, int]


class Place(NamedTuple):
    """Where a figure stands: the name of its document, and its start there."""

    name: str
    start: int


def rows(
    claims: tuple[Claim, ...], opposed: Mapping[frozenset[Place], tuple[str, ...]]
) -> tuple[tuple[Row, ...], tuple[Claim, ...]]:
    """The rows, those that disagree first, then those with the most documents, then in the order
    of the texts; and the claims that are in none of them. ``opposed`` are the two figures of each
    finding that holds one against the other, with its grounds."""
    converted = {id(c) for a in conversion.find(claims) for c in a.members[-1].claims}
    useful = [c for c in claims if _is_compared(c) and id(c) not in converted]
    places = {id(claim): place for place, claim in enumerate(useful)}
    against = dict(_opposed(useful, opposed))
    aligned = dict(_aligned(claims, places))
    compared = {
        pair: _compared(useful, pair) for pair in _candidates(useful) if pair not in aligned
    }
    alike = {pair: c.grounds for pair, c in compared.items() if c.verdict is Verdict.SAME}
    grounds = {**aligned, **_plain(useful, alike, aligned), **against}
    apart = dict.fromkeys(aligned, False)
    apart |= {
        pair: c.verdict is Verdict.DIFFERENT or _are_two_values(useful, pair)
        for pair, c in compared.items()
    }
    members = _joined(useful, grounds, against, apart)
    made = [_row(useful, group, grounds, against) for group in members if len(group) > 1]
    made.sort(key=lambda row: (list(Accord).index(row.accord), -_documents(row)))
    placed = {id(claim) for row in made for claim in row.claims}
    return tuple(made), tuple(claim for claim in useful if id(claim) not in placed)


def _is_compared(claim: Claim) -> bool:
    return claim.figure.quantity is not None and claim.figure.kind.is_quantity


def _documents(row: Row) -> int:
    return len({claim.document.name for claim in row.claims})


def _opposed(
    claims: Sequence[Claim], opposed: Mapping[frozenset[Place], tuple[str, ...]]
) -> Iterator[tuple[_Pair, tuple[str, ...]]]:
    at = {Place(c.document.name, c.figure.span.start): place for place, c in enumerate(claims)}
    for ends, grounds in opposed.items():
        found = sorted(at[end] for end in ends if end in at)
        if len(found) == 2:
            yield (found[0], found[1]), grounds


def _aligned(
    claims: tuple[Claim, ...], places: Mapping[int, int]
) -> Iterator[tuple[_Pair, tuple[str, ...]]]:
    """The pairs that the relation made and that agree."""
    for alignment in same.find(claims):
        a, b = (member.claims[0] for member in alignment)
        if id(a) not in places or id(b) not in places:
            continue
        if agree(a, b) and not _is_by_chance(a, b, alignment.grounds):
            one, other = sorted((places[id(a)], places[id(b)]))
            yield (one, other), alignment.grounds


def _compared(claims: Sequence[Claim], pair: _Pair) -> Comparison:
    """Whether two claims are the same by themselves, whatever the texts around them say."""
    a, b = claims[pair[0]], claims[pair[1]]
    found = compare(a, b)
    if found.verdict is not Verdict.SAME:
        return found
    old = (a.aspect is Aspect.OLD) != (b.aspect is Aspect.OLD)
    chance = _is_by_chance(a, b, found.grounds)
    if old or chance or not _may_be_one(a, b):
        return Comparison(Verdict.UNKNOWN)
    return found


def _is_by_chance(a: Claim, b: Claim, grounds: tuple[str, ...]) -> bool:
    """Whether two claims have nothing in common but a value, and that tells little: it is not
    written alike, or a small number of things."""
    if len(grounds) > 1 or not agree(a, b):
        return False
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None:
        return True
    if one.unit != other.unit:
        return False
    if (one.low, one.high) != (other.low, other.high):
        return True
    return one.unit is None and (one.low is None or abs(one.low) < _SMALL)


def _plain(
    claims: Sequence[Claim],
    alike: Mapping[_Pair, tuple[str, ...]],
    aligned: Collection[_Pair],
) -> dict[_Pair, tuple[str, ...]]:
    """The pairs without those that differ where one of them is as much like another value of the
    other's document: which of them is meant, nobody knows."""
    mates: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one, other in (*alike, *aligned):
        mates[one, claims[other].document.name].append(other)
        mates[other, claims[one].document.name].append(one)

    def has_rival(place: int, mate: int) -> bool:
        rivals = mates[place, claims[mate].document.name]
        return any(not agree(claims[rival], claims[mate]) for rival in rivals)

    return {
        (one, other): grounds
        for (one, other), grounds in alike.items()
        if agree(claims[one], claims[other]) or not (has_rival(one, other) or has_rival(other, one))
    }


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Two figures of one sentence are two quantities, and two values of one document mostly."""
    if a.document.name == b.document.name:
        return a.segment.span != b.segment.span and agree(a, b)
    apart = times_apart(a, b)
    return agree(a, b) or apart is None or apart <= _TIMES


def _candidates(claims: Sequence[Claim]) -> list[_Pair]:
    """Pairs that share a measure, a noun, an owner or a value, each once."""
    index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        quantity = claim.figure.quantity
        value = "" if quantity is None else f"{quantity.low} {quantity.high}"
        for key in (*keys(claim), (dimension(claim.figure), "value", value)):
            index[key].append(place)
    found: set[_Pair] = set()
    for places in index.values():
        if len(places) <= _MOST:
            found.update(combinations(places, 2))
    return sorted(found)


def _joined(
    claims: Sequence[Claim],
    grounds: Mapping[_Pair, tuple[str, ...]],
    against: Collection[_Pair],
    apart: dict[_Pair, bool],
) -> list[list[int]]:
    """Groups of places: those that a finding opposes first, and no two that are known to be of
    different things."""
    of = {place: [place] for place in range(len(claims))}
    for pair in sorted(grounds, key=lambda pair: (pair not in against, pair)):
        one, other = of[pair[0]], of[pair[1]]
        if one is other or _differ(claims, one, other, pair, apart):
            continue
        together = sorted(one + other)
        for place in together:
            of[place] = together
    return [group for place, group in of.items() if group[0] == place]


def _differ(
    claims: Sequence[Claim],
    one: Sequence[int],
    other: Sequence[int],
    pair: _Pair,
    apart: dict[_Pair, bool],
) -> bool:
    """Whether a claim on the one side is of something else than one on the other, as two values of
    one document are; the ``pair`` that would join them is left aside. What is found out is noted
    in ``apart``."""
    for a in one:
        for b in other:
            each = (min(a, b), max(a, b))
            if each not in apart:
                found = compare(claims[a], claims[b])
                apart[each] = found.verdict is Verdict.DIFFERENT or _are_two_values(claims, each)
            if apart[each] and each != pair:
                return True
    return False


def _are_two_values(claims: Sequence[Claim], pair: _Pair) -> bool:
    """Whether both stand in one document and do not agree."""
    a, b = claims[pair[0]], claims[pair[1]]
    return a.document.name == b.document.name and not agree(a, b)


def _row(
    claims: Sequence[Claim],
    group: Sequence[int],
    grounds: Mapping[_Pair, tuple[str, ...]],
    against: Collection[_Pair],
) -> Row:
    accord = Accord.AGREE
    told: dict[str, None] = {}
    for pair in combinations(group, 2):
        told |= dict.fromkeys(grounds.get(pair, ()))
        if pair in against:
            accord = Accord.DISAGREE
        elif accord is Accord.AGREE and not agree(claims[pair[0]], claims[pair[1]]):
            accord = Accord.DIFFER
    return Row(tuple(claims[place] for place in group), accord, tuple(told))
