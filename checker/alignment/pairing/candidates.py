"""Which claims of a story are worth comparing: those that share what they are filed under.

In: the claims of one story. Out: pairs of them, by place. Pairs grow with the claims and not with
their square: where many claims share a key, those that share a name too are compared, each with
those that were published next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from checker.alignment.pairing.agreement import counted
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.sizes import Size, family, size
from checker.alignment.pairing.words import meanings
from checker.model import Claim

# So many claims under one key are compared each with each.
_MANY = 120
# Of more, each with so many that follow it in the order of publication.
_NEXT = 8
# A word that more claims have tells nothing.
_OFTEN = 40
_RARE = 0.4
# One value so many times another is hardly of one thing; rounding allowed for.
_TIMES = 4
# Dimensions with so many figures that an owner alone picks out none.
_COMMON = frozenset({"count", "percent"})

Key = tuple[str, str, str]


def keys(claim: Claim) -> Iterator[Key]:
    """What a claim is filed under by its slots."""
    kind = family(claim)
    if claim.measure is not None:
        yield kind, "measure", claim.measure.value
    for noun in counted(claim):
        yield kind, "noun", noun
    if claim.entity is not None and kind not in _COMMON:
        yield kind, "owner", claim.entity.value


class Candidate(NamedTuple):
    """Two claims as places among all; ``filed`` says that they share a slot, not only a word."""

    one: int
    other: int
    filed: bool


def candidates(claims: Sequence[Claim], context: Context) -> list[Candidate]:
    """Pairs of claims that share a key or a rare word, each pair once."""
    index: dict[Key, list[int]] = defaultdict(list)
    by_word: dict[Key, list[int]] = defaultdict(list)
    names = [claim.document.name for claim in claims]
    several = len(set(names)) > 1
    for place, claim in enumerate(claims):
        for key in keys(claim):
            index[key].append(place)
        if not several:
            continue
        kind = family(claim)
        by_word[kind, "kind", ""].append(place)
        ordered = size(claim).digits
        if len(ordered) > 1:
            # Zeros change places, too: 104 and 140.
            by_word[kind, "digits", ordered.replace("0", "")].append(place)
        found = {
            m for w, weight in context.around(claim).items() if weight >= _RARE for m in meanings(w)
        }
        for meaning in found:
            by_word[kind, "word", meaning].append(place)
    filed: set[tuple[int, int]] = set()
    for places in index.values():
        filed.update(_pairs(places, claims))
    worded: set[tuple[int, int]] = set()
    for places in by_word.values():
        if len(places) <= _OFTEN:
            worded.update(combinations(places, 2))
    sizes = [size(claim) for claim in claims]
    close = {
        (one, other)
        for one, other in worded - filed
        if names[one] != names[other] and _are_close(sizes[one], sizes[other])
    }
    close |= _left_over(filed | close, claims, context)
    return [Candidate(*pair, pair in filed) for pair in sorted(filed | close)]


def _left_over(
    pairs: set[tuple[int, int]], claims: Sequence[Claim], context: Context
) -> set[tuple[int, int]]:
    """The pairs that are all that is left over of a sort, of two articles that have any pair."""
    places = {id(claim): place for place, claim in enumerate(claims)}
    found = set()
    for one, other in {
        (claims[one].document.name, claims[other].document.name): (one, other)
        for one, other in pairs
        if claims[one].document.name != claims[other].document.name
    }.values():
        for a, b in context.leftovers.alone(claims[one], claims[other]):
            if id(a) in places and id(b) in places:
                found.add((min(places[id(a)], places[id(b)]), max(places[id(a)], places[id(b)])))
    return found


def _are_close(one: Size, other: Size) -> bool:
    """Whether two values are near each other, or differ by the order of their digits or by the
    zeros behind them, or by a one before them."""
    if one.value is None or other.value is None or one.digits == other.digits:
        return True
    if one.a_time != other.a_time:
        return True  # whose time may stand elsewhere
    if one.digits == f"1{other.digits}" or other.digits == f"1{one.digits}":
        return True
    first, second = abs(one.value), abs(other.value)
    return first <= second * _TIMES and second <= first * _TIMES


def _pairs(places: list[int], claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    if len(places) <= _MANY:
        yield from combinations(places, 2)
        return
    named: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for name in _names(claims[place]):
            named[name].append(place)
    for group in named.values():
        if len(group) <= _MANY // 4:
            yield from combinations(group, 2)
            continue
        ordered = sorted(group, key=lambda place: _when(claims[place], place))
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + _NEXT]:
                yield min(one, other), max(one, other)


def _names(claim: Claim) -> Iterable[str]:
    slots = (slot.value for slot in (claim.entity, claim.place) if slot is not None)
    said = claim.attribution.key.split() if claim.attribution is not None else ()
    return dict.fromkeys((*claim.names, *slots, *said))


def _when(claim: Claim, place: int) -> tuple[date, int]:
    return claim.document.published or date.min, place
