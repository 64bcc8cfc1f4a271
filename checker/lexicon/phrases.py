"""Many phrases looked up in one pass over the words of a text.

In: phrases, and the words of a text as :func:`words` splits them. Out: where each phrase stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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


def indexed(phrases: Iterable[tuple[tuple[str, ...], int]]) -> str:
    """The index of phrases, each with the place of what it means in a list of meanings: a line for
    every first word, with what stands behind it, and the places, longest phrase first. A text has
    few of those words, and reads only their lines."""
    of: dict[str, dict[str, list[int]]] = {}
    for phrase, place in phrases:
        if phrase:
            of.setdefault(phrase[0], {}).setdefault(" ".join(phrase[1:]), []).append(place)
    return "\n".join(f"{word}\t{_line(rests)}" for word, rests in of.items())


def _line(rests: dict[str, list[int]]) -> str:
    ordered = sorted(rests.items(), key=lambda each: -_length(each[0]))
    return "|".join(f"{rest}={' '.join(map(str, places))}" for rest, places in ordered)


def _length(rest: str) -> int:
    """How many words a phrase has, by those behind its first."""
    return rest.count(" ") + 2 if rest else 1


_ByLength = list[tuple[int, dict[str, tuple[int, ...]]]]
"""The phrases of one first word: how many words they have, longest first, and by the words behind
the first, with blanks between them, the places of what they mean."""


class Phrasebook(Generic[T]):
    """Phrases by their first word, and then by the words behind it: a common word begins thousands
    of them, of few different lengths."""

    __slots__ = ("_lines", "_meaning", "_read")

    def __init__(self, index: str, meaning: Callable[[int], T]) -> None:
        """The book of an :func:`indexed` list of phrases; ``meaning`` gives what stands at a
        place."""
        self._lines = dict(line.split("\t", 1) for line in index.split("\n")) if index else {}
        self._meaning = meaning
        self._read: dict[str, _ByLength] = {}

    def _begun_by(self, word: str) -> _ByLength:
        found: dict[int, dict[str, tuple[int, ...]]] = {}
        for part in self._lines[word].split("|"):
            rest, _, places = part.partition("=")
            found.setdefault(_length(rest), {})[rest] = tuple(map(int, places.split(" ")))
        self._read[word] = made = list(found.items())
        return made

    def hits(self, lower: Sequence[str], first: int, last: int) -> list[Hit[T]]:
        """Every phrase in ``lower[first:last]``, longest first where several begin together."""
        found: list[Hit[T]] = []
        lines, read, meaning = self._lines, self._read, self._meaning
        for at in range(first, last):
            word = lower[at]
            if word not in lines:
                continue
            for length, by_rest in read.get(word) or self._begun_by(word):
                end = at + length
                if end <= last and (places := by_rest.get(" ".join(lower[at + 1 : end]))):
                    found.extend(Hit(at, end, meaning(place)) for place in places)
        return found
