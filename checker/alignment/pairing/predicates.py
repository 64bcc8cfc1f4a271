"""What is said of a figure's thing, as coarse as a reader remembers it: how many there was room
for, how many were aboard, how long it took.

In: a ``Claim``. Out: the ``Predicate`` whose word stands nearest to the figure in its sentence, or
``None`` where none is near.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from checker import lexicon
from checker.alignment.pairing.words import WORD, stem
from checker.dimensions import dimension
from checker.model import Claim

# So many words away, with what marks, other figures and new clauses add, a word still governs.
_REACH = 9
_COST = {"and": 4, "but": 4, "while": 4, "when": 4}
_FIGURE = 5
# What is counted tells less than what is said of it: "licensed for 250 passengers".
_NOUN = 4
_MARKS = {",": 2, ";": 5, ":": 5, "—": 5, "–": 5, "(": 5, ")": 5}
_ALIKE = {
    **dict.fromkeys(("date", "year", "clock"), "moment"),
    **{"ratio": "percent", "volume": "mass"},
}


class Predicate(NamedTuple):
    """A predicate by its name, with the stem of the word that tells it and how far that stands from
    the figure, in words."""

    name: str
    word: str
    away: int


def predicate(claim: Claim) -> Predicate | None:
    """The predicate that governs a figure."""
    kind = dimension(claim.figure)
    words = _words(_ALIKE.get(kind, kind))
    if not words:
        return None
    text, (start, end) = claim.document.text, claim.figure.span
    noun = claim.figure.noun_span
    best: Predicate | None = None
    for found in WORD.finditer(text, *claim.segment.span):
        if start <= found.start() < end:
            continue
        word = stem(found[0])
        named = words.get(word)
        if named is None:
            continue
        low, high = (found.end(), start) if found.end() <= start else (end, found.start())
        away = _cost(text[low:high])
        if noun is not None and noun.start <= found.start() < noun.end:
            away += _NOUN
        if away <= _REACH and (best is None or away < best.away):
            best = Predicate(named, word, away)
    return best


@lru_cache(maxsize=1 << 12)
def _cost(gap: str) -> int:
    words = sum(
        _FIGURE if word[0].isdigit() else _COST.get(word, 1) for word in gap.lower().split()
    )
    return words + sum(_MARKS.get(sign, 0) for sign in gap)


@cache
def _words(kind: str) -> dict[str, str]:
    """The words of a dimension's predicates, as stems, each with its predicate."""
    table = lexicon.load("predicates").get(kind, {})
    return {stem(word): named for named, words in table.items() for word in words}
