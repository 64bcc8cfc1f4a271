"""Many phrases looked up in one pass over the words of a text.

In: phrases, and the words of a text as :func:`words` splits them. Out: where each phrase stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# A hyphen parts words, so that "pre-tax" and "pre tax" are one phrase; a possessive is a word.
WORD = re.compile(r"[^\W_]+|['’]s\b|[.,;:()—–\"“”?!%$£€/]")


def words(text: str) -> tuple[str, ...]:
    """The words and marks of ``text``, in lower case."""
    return tuple("'s" if w == "’s" else w for w in WORD.findall(text.lower()))


class Hit(NamedTuple, Generic[T]):
    """Where a phrase stands, as a half-open range of words, and what it means."""

    first: int
    last: int
    meaning: T


Index = dict[str, list[tuple[int, dict[str, list[int]]]]]
"""By the first word of a phrase: how many words it has, longest first, and by the words behind it,
with blanks between them, the places of what it means in a list of meanings. JSON can hold it."""


def indexed(phrases: Iterable[tuple[tuple[str, ...], int]]) -> Index:
    """The index of phrases, each with the place of what it means."""
    of: dict[str, dict[int, dict[str, list[int]]]] = {}
    for phrase, place in phrases:
        if phrase:
            same = of.setdefault(phrase[0], {}).setdefault(len(phrase), {})
            same.setdefault(" ".join(phrase[1:]), []).append(place)
    return {word: sorted(by_length.items(), reverse=True) for word, by_length in of.items()}


class Phrasebook(Generic[T]):
    """Phrases by their first word, and then by the words behind it: a common word begins thousands
    of them, of few different lengths."""

    __slots__ = ("_index", "_meanings")

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], T]]) -> None:
        listed = list(phrases)
        self._meanings: Sequence[T] = [meaning for _, meaning in listed]
        self._index = indexed((phrase, place) for place, (phrase, _) in enumerate(listed))

    @classmethod
    def of(cls, index: Index, meanings: Sequence[T]) -> Phrasebook[T]:
        """The book of an index that was made before."""
        made = cls(())
        made._index, made._meanings = index, meanings
        return made

    def hits(self, lower: Sequence[str], first: int, last: int) -> list[Hit[T]]:
        """Every phrase in ``lower[first:last]``, longest first where several begin together."""
        found: list[Hit[T]] = []
        index, meanings = self._index, self._meanings
        for at in range(first, last):
            for length, by_rest in index.get(lower[at], ()):
                end = at + length
                if end <= last and (places := by_rest.get(" ".join(lower[at + 1 : end]))):
                    found.extend(Hit(at, end, meanings[place]) for place in places)
        return found
