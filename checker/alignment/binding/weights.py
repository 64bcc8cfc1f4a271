"""Weights: what the traits of a tie speak for, in log-odds.

In: a relation and the names of traits. Out: their weights together; a trait that has none speaks
for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from checker import lexicon

_NONE: Mapping[str, float] = MappingProxyType({})


def weight(relation: str, traits: Iterable[str]) -> float:
    """How much these traits speak for a tie, each once."""
    known = _by_relation().get(relation, _NONE)
    return sum([known[trait] for trait in {*traits} if trait in known])


@cache
def _by_relation() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for name, value in lexicon.weights("ties").items():
        relation, _, trait = name.partition("|")
        found.setdefault(relation, {})[trait] = value
    return found
