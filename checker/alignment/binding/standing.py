"""Standing: what else stands in a passage than the figures of a tie, and accounts for them.

In: the ``Value``s of a passage, and all ties that they could have. Out: a ``Standing``, in which
each figure is a bit, in the order of the text: what hundreds of ties leave over is counted by ands
and ors of whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checker.alignment.binding.ties import AS_PERCENT, CONVERSION, Tie, may_be_wrong
from checker.alignment.binding.values import Value


class Bits(NamedTuple):
    """A figure as a bit, and all those of a passage that are of its sort, have its noun or none, or
    stand in its sentence."""

    own: int
    sort: int
    noun: int
    sentence: int


Roles = Mapping[int, str]
"""Roles by where the figures begin that have them."""


class Standing(NamedTuple):
    """The figures of a passage, each with its bits, all together, and those that are bare. The ties
    that ``held`` as relations with roles, by their figures, and what these say of each figure, by
    where it begins ("whole sum 3": as the whole of a sum, none of whose numbers has fewer than
    three digits); of small numbers chance makes most others. How many ties of a relation were
    ``tried``, and how far each of them reaches, by the figure that the others would make."""

    bits: Mapping[Value, Bits]
    figures: int
    bare: int
    held: Mapping[int, Sequence[tuple[str, Roles]]]
    told: Mapping[int, set[str]]
    tried: Mapping[str, int]
    reaches: Mapping[tuple[str, int], tuple[Sequence[int], int]]

    def of(self, tie: Tie) -> Bits:
        """The figures of a tie, and those of their sorts, nouns and sentences."""
        own = sort = noun = sentence = 0
        for value in tie.values:
            bits = self.bits[value]
            own |= bits.own
            sort |= bits.sort
            noun |= bits.noun
            sentence |= bits.sentence
        return Bits(own, sort, noun, sentence)

    def nearer(self, tie: Tie) -> tuple[int, int]:
        """How many ties that would make the same figure reach less far, and how many ways there are
        to reach."""
        reaches, ways = self.reaches[_made(tie)]
        return bisect_left(reaches, tie.reach), ways


def standing(figures: Sequence[Value], found: Sequence[Tie]) -> Standing:
    """What stands in a passage with these figures and ties."""
    values = {*figures}.union(*[tie.values for tie in found])
    places = sorted({value.place for value in values})
    own = {place: 1 << at for at, place in enumerate(places)}
    sorts, nouns, sentences = (defaultdict[object, int](int) for _ in range(3))
    for value in figures:
        bit = own[value.place]
        sorts[value.sort] |= bit
        nouns[value.claim.figure.noun] |= bit
        sentences[value.at] |= bit
    bits = {
        value: Bits(
            own[value.place],
            sorts[value.sort],
            nouns[value.claim.figure.noun] | nouns[None],
            sentences[value.at],
        )
        for value in values
    }
    tried, reaches = Counter[str](), defaultdict[tuple[str, int], list[int]](list)
    held = defaultdict[int, list[tuple[str, Roles]]](list)
    told = defaultdict[int, set[str]](set)
    for tie in found:
        tried[tie.relation] += 1
        reaches[_made(tie)].append(tie.reach)
        if tie.relation != AS_PERCENT and (tie.holds or _is_about(tie)):
            digits = min(value.digits for value in tie.values)
            roles = {value.place: role for role, value in zip(tie.roles, tie.values, strict=True)}
            for place, role in roles.items():
                told[place].add(f"{role} {tie.relation} {digits}")
            held[sum(own[place] for place in roles)].append((tie.relation, roles))
    together = sum(own[place] for place in {value.place for value in figures})
    bare = sum(own[place] for place in {value.place for value in figures if value.bare})
    ordered = {made: (sorted(each), len({*each})) for made, each in reaches.items()}
    return Standing(bits, together, bare, held, told, tried, ordered)


def _made(tie: Tie) -> tuple[str, int]:
    return tie.relation, tie.values[-1].place


def _is_about(tie: Tie) -> bool:
    """Whether a conversion is right but for rounding."""
    return tie.relation == CONVERSION and not may_be_wrong(tie)
