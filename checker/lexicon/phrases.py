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


class Phrasebook(Generic[T]):
    """Phrases by their first word, and then by the words behind it: a common word begins thousands
    of them, of few different lengths."""

    __slots__ = ("_of",)

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], T]]) -> None:
        of: dict[str, dict[int, dict[tuple[str, ...], list[T]]]] = {}
        for phrase, meaning in phrases:
            if phrase:
                same = of.setdefault(phrase[0], {}).setdefault(len(phrase), {})
                same.setdefault(phrase[1:], []).append(meaning)
        self._of = {
            word: tuple(sorted(by_length.items(), reverse=True)) for word, by_length in of.items()
        }

    def hits(self, lower: Sequence[str], first: int, last: int) -> list[Hit[T]]:
        """Every phrase in ``lower[first:last]``, longest first where several begin together."""
        found: list[Hit[T]] = []
        of = self._of
        for at in range(first, last):
            for length, by_rest in of.get(lower[at], ()):
                end = at + length
                if end <= last and (meanings := by_rest.get(tuple(lower[at + 1 : end]))):
                    found.extend(Hit(at, end, meaning) for meaning in meanings)
        return found
