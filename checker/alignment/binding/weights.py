"""Weights: what the traits of a tie speak for, in hundredths of log-odds.

In: a relation and the names of traits. Out: their weights, or these together; a trait that has none
speaks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from checker import lexicon

_NONE: Mapping[str, int] = MappingProxyType({})


def weights(relation: str, traits: Iterable[str]) -> dict[str, int]:
    """How much each of these traits speaks for a tie of a relation, in hundredths."""
    known = _of(relation)
    return {trait: known[trait] for trait in traits if trait in known}


def weight(relation: str, traits: Iterable[str]) -> int:
    """How much these traits, each told once, speak for a tie of a relation."""
    return sum(filter(None, map(_of(relation).get, traits)))


def _of(relation: str) -> Mapping[str, int]:
    return lexicon.weights("ties").get(relation, _NONE)
