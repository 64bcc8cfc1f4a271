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


_Begun = tuple[tuple[int, ...], frozenset[str], list[tuple[int, dict[str, tuple[int, ...]]]]]
"""The phrases of one first word: the places of what it means alone; the words that may be second;
and by how many words they have, longest first, and by the words behind the first, with blanks
between them, the places of what they mean."""


class Phrasebook(Generic[T]):
    """Phrases by their first word, and then by the words behind it: a common word begins thousands
    of them, of few different lengths."""

    __slots__ = ("_lines", "_meaning", "_read")

    def __init__(self, index: str, meaning: Callable[[int], T]) -> None:
        """The book of an :func:`indexed` list of phrases; ``meaning`` gives what stands at a
        place."""
        self._lines = dict(line.split("\t", 1) for line in index.split("\n")) if index else {}
        self._meaning = meaning
        self._read: dict[str, _Begun] = {}

    def _begun_by(self, word: str) -> _Begun:
        """What begins with a word: what it means alone, the words that may follow it, and the
        longer phrases by their length, longest first. Nothing for a word that begins none."""
        found: dict[int, dict[str, tuple[int, ...]]] = {}
        for part in self._lines[word].split("|") if word in self._lines else ():
            rest, _, places = part.partition("=")
            found.setdefault(_length(rest), {})[rest] = tuple(map(int, places.split(" ")))
        alone = found.pop(1, {}).get("", ())
        seconds = frozenset(
            rest.partition(" ")[0] for by_rest in found.values() for rest in by_rest
        )
        self._read[word] = made = (alone, seconds, sorted(found.items(), reverse=True))
        return made

    def hits(self, lower: Sequence[str], first: int, last: int) -> list[Hit[T]]:
        """Every phrase in ``lower[first:last]``, longest first where several begin together."""
        return self._found(lower, range(first, last), first, last)

    def across(self, lower: Sequence[str], split: int) -> list[Hit[T]]:
        """Every phrase in ``lower`` that begins before ``split`` and ends behind it."""
        return self._found(lower, range(split), split, len(lower))

    def _found(self, lower: Sequence[str], begins: range, behind: int, last: int) -> list[Hit[T]]:
        """The phrases that begin at ``begins`` and end behind ``behind``, up to ``last``."""
        found: list[Hit[T]] = []
        read, meaning = self._read, self._meaning
        for at in begins:
            alone, seconds, longer = read.get(lower[at]) or self._begun_by(lower[at])
            if at + 1 < last and lower[at + 1] in seconds:
                for length, by_rest in longer:
                    end = at + length
                    if behind < end <= last:
                        places = by_rest.get(" ".join(lower[at + 1 : end]), ())
                        found.extend(Hit(at, end, meaning(place)) for place in places)
            if alone and behind <= at:
                found.extend(Hit(at, at + 1, meaning(place)) for place in alone)
        return found
