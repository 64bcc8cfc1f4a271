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
    """Phrases by their first word, longest first."""

    __slots__ = ("_of",)

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], T]]) -> None:
        of: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in phrases:
            if phrase:
                of.setdefault(phrase[0], []).append((phrase[1:], meaning))
        for entries in of.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._of = of

    def hits(self, lower: Sequence[str], first: int, last: int) -> list[Hit[T]]:
        """Every phrase in ``lower[first:last]``, longest first where several begin together."""
        found: list[Hit[T]] = []
        of = self._of
        for at in range(first, last):
            entries = of.get(lower[at])
            if entries is None:
                continue
            for rest, meaning in entries:
                end = at + 1 + len(rest)
                if end <= last and (not rest or tuple(lower[at + 1 : end]) == rest):
                    found.append(Hit(at, end, meaning))
        return found
