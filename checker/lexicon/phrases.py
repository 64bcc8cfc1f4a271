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


def lowered(word: str) -> str:
    """A word of a text as phrases have it."""
    return "'s" if word == "’s" else word.lower()


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
    every first word, with the places of what it means alone, and for every second word what stands
    behind both. A text has few of those words, and reads only what is told of them."""
    of: dict[str, dict[str, dict[str, list[int]]]] = {}
    for phrase, place in phrases:
        if phrase:
            second, rest = phrase[1] if len(phrase) > 1 else "", " ".join(phrase[2:])
            of.setdefault(phrase[0], {}).setdefault(second, {}).setdefault(rest, []).append(place)
    return "\n".join(f"{word}\t{_line(seconds)}" for word, seconds in of.items())


def _line(seconds: dict[str, dict[str, list[int]]]) -> str:
    alone = seconds.pop("", {}).get("", [])
    groups = (f"#{second}|{_group(rests)}" for second, rests in seconds.items())
    return f"{_places(alone)}{''.join(groups)}"


def _group(rests: dict[str, list[int]]) -> str:
    return "|".join(f"{rest}={_places(places)}" for rest, places in rests.items())


def _places(places: list[int]) -> str:
    return " ".join(map(str, places))


_Longer = list[tuple[int, dict[str, tuple[int, ...]]]]
"""The phrases of two first words: by how many words they have, longest first, and by the words
behind the two, with blanks between them, the places of what they mean."""


_Begun = tuple[tuple[int, ...], str, dict[str, _Longer]]


class Phrasebook(Generic[T]):
    """Phrases by their first two words, and then by the words behind them: a common word begins
    thousands of them."""

    __slots__ = ("_lines", "_meaning", "_read")

    def __init__(self, index: str, meaning: Callable[[int], T]) -> None:
        """The book of an :func:`indexed` list of phrases; ``meaning`` gives what stands at a
        place."""
        self._lines = dict(line.split("\t", 1) for line in index.split("\n")) if index else {}
        self._meaning = meaning
        self._read: dict[str, _Begun] = {}

    def _begun_by(self, word: str) -> _Begun:
        """What begins with a word: the places of what it means alone, what is told of longer
        phrases, and those of which the second word was asked for."""
        alone, mark, longer = self._lines.get(word, "").partition("#")
        made: _Begun = (tuple(map(int, alone.split())), mark + longer, {})
        self._read[word] = made
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
            alone, told, known = read.get(lower[at]) or self._begun_by(lower[at])
            if told and at + 1 < last:
                second = lower[at + 1]
                longer = known.get(second)
                if longer is None:
                    longer = known[second] = _told(told, second)
                for length, by_rest in longer:
                    end = at + length
                    if behind < end <= last:
                        places = by_rest.get(" ".join(lower[at + 2 : end]))
                        if places is not None:
                            found += [Hit(at, end, meaning(place)) for place in places]
            if alone and behind <= at:
                found += [Hit(at, at + 1, meaning(place)) for place in alone]
        return found


def _told(line: str, second: str) -> _Longer:
    """What the line of a first word tells of a second one."""
    begins = line.find(f"#{second}|")
    if begins < 0:
        return []
    found: dict[int, dict[str, tuple[int, ...]]] = {}
    ends = line.find("#", begins + 1)
    for part in line[begins + len(second) + 2 : ends if ends > 0 else None].split("|"):
        rest, _, places = part.partition("=")
        length = 2 + (rest.count(" ") + 1 if rest else 0)
        found.setdefault(length, {})[rest] = tuple(map(int, places.split(" ")))
    return sorted(found.items(), reverse=True)
