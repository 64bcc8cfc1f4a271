"""Weights: what the traits of a tie speak for, in log-odds.

In: a relation and the names of traits. Out: their weights together; a trait that has none speaks
for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from checker import lexicon

_HUNDRED = 100
_NONE: Mapping[str, int] = MappingProxyType({})


def weight(relation: str, traits: Iterable[str]) -> float:
    """How much these traits speak for a tie, each once."""
    known = lexicon.weights("ties").get(relation, _NONE)
    return sum([known[trait] for trait in {*traits} if trait in known]) / _HUNDRED
