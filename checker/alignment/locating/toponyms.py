"""Names of places among the words of a text.

In: a ``Stretch``, some words of a document, and where to look in it. Out: where a phrase of the
lexicon ends, a name, a ``Place`` with what may stand around its name.

The words are looked up in sets and not in patterns: hardly any article has a distance between two
names, and a pattern of all these words would take longer to compile than to look it up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checker.alignment.wording import listed
from checker.geography import nations
from checker.model import Slot, Span

# A possessive is a word of its own; other apostrophes stand inside names.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ](?!s\b)[^\W_]+)*|['’]s\b|--|[^\w\s]")
_TIES = frozenset("-‑")
_DETERMINERS = frozenset({"the", "a", "an"})
_MOST_BEFORE_KIND = 3


class Stretch(NamedTuple):
    """Words and marks of a text, in small letters too, and where in the document they stand."""

    raw: tuple[str, ...]
    lower: tuple[str, ...]
    spans: tuple[Span, ...]

    def word(self, at: int) -> str:
        """The word in small letters; empty beyond the ends."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def tied(self, at: int) -> bool:
        """Whether a hyphen without blanks stands there, as inside of a name."""
        return (
            0 < at < len(self.raw) - 1
            and self.raw[at] in _TIES
            and self.spans[at - 1].end == self.spans[at].start
            and self.spans[at].end == self.spans[at + 1].start
        )

    def text(self, first: int, last: int) -> str:
        """The words as written, with one blank where there is any."""
        parts: list[str] = []
        for at in range(first, last):
            if at > first and self.spans[at - 1].end != self.spans[at].start:
                parts.append(" ")
            parts.append(self.raw[at])
        return "".join(parts)


class Place(NamedTuple):
    """A place that is named: its name is ``first`` to ``last``, ``region`` the country or state
    written behind it ("Springfield, Illinois"), and ``end`` where it ends with that."""

    first: int
    last: int
    region: str
    end: int


def stretch(text: str, base: int) -> Stretch:
    """The words of a text that stands at offset ``base`` of its document."""
    found = list(_WORD.finditer(text))
    raw = tuple(match[0] for match in found)
    spans = tuple(Span(base + match.start(), base + match.end()) for match in found)
    return Stretch(raw, tuple(word.lower() for word in raw), spans)


@cache
def _phrases(kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of one list by their first words, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed("geography", kind):
        words = tuple(_WORD.findall(phrase.lower()))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(each, key=lambda p: (-len(p), p))) for first, each in found.items()}


def phrase(words: Stretch, at: int, *kinds: str) -> int:
    """Where the longest phrase of these lists that begins at ``at`` ends; ``at`` for none."""
    end = at
    for kind in kinds:
        for form in _phrases(kind).get(words.word(at), ()):
            if words.lower[at : at + len(form)] == form:
                end = max(end, at + len(form))
                break
    return end


def is_one(word: str, kind: str) -> bool:
    """Whether a word is, alone, a phrase of the list."""
    return (word,) in _phrases(kind).get(word, ())


def compass(words: Stretch, at: int) -> int:
    """Where a point of the compass ends, such as "north-east"; ``at`` for none."""
    end = at
    while words.word(end) in _points():
        end += 2 if words.tied(end + 1) and words.word(end + 2) in _points() else 1
    return end


@cache
def _points() -> frozenset[str]:
    return listed("names", "compass")


@cache
def _no_names() -> frozenset[str]:
    return listed("names", "not_names")


def name(words: Stretch, at: int) -> int:
    """Where a name that begins at ``at`` ends: capitalised words, with hyphens and small words such
    as "upon" between them; ``at`` where there is none."""
    if not _capital(words, at):
        return at
    end = at + 1
    while end < len(words.raw):
        if words.word(end - 1) == "st" and words.word(end) == "." and _capital(words, end + 1):
            end += 2
            continue
        tie = 1 if words.tied(end) else 0
        if _capital(words, end + tie) and words.word(end) not in _no_names():
            end += tie + 1
            continue
        if is_one(words.word(end + tie), "joining"):
            after = end + tie + 1
            after += 1 if is_one(words.word(after), "joining") else 0
            after += 1 if words.tied(after) else 0
            if _capital(words, after):
                end = after + 1
                continue
        break
    return end


def _capital(words: Stretch, at: int) -> bool:
    return 0 <= at < len(words.raw) and words.raw[at][0].isupper()


def place(words: Stretch, at: int, *, closed: bool = True) -> Place | None:
    """The place that is named from ``at`` on: "the port city of X", "central X", "X, Ohio". With
    ``closed`` a mark follows, or a word that cannot belong to the name."""
    at = phrase(words, at, "parts")
    first = _behind_kind(words, at)
    last = name(words, first)
    if last == first:
        return None
    region, end = "", last
    if words.word(last) == ",":
        behind = name(words, last + 1)
        region = words.text(last + 1, behind)
        if behind > last + 1 and nations.regions(region):
            end = behind
            end += 1 if words.word(end) == "." and region.endswith(("Ill", "Tex")) else 0
        else:
            region = ""
    return Place(first, last, region, end) if not closed or ends(words, end) else None


def _behind_kind(words: Stretch, at: int) -> int:
    """Behind "the Ukrainian city of", or ``at``."""
    if words.word(at) not in _DETERMINERS:
        return at
    for between in range(_MOST_BEFORE_KIND + 1):
        kind = at + 1 + between
        end = phrase(words, kind, "kinds")
        if end > kind:
            end += 1 if words.word(end) in {"of", ","} else 0
            if _capital(words, end):
                return end
    return at


def ends(words: Stretch, at: int) -> bool:
    """Whether a name can end before ``at``."""
    word = words.word(at)
    if not word or is_one(word, "ends"):
        return True
    return word not in {"'s", "’s"} and not word[0].isalnum() and not words.tied(at)


def slot(words: Stretch, found: Place) -> Slot:
    """The place as a slot: its name in small letters, and as written with its region."""
    written = words.text(found.first, found.last)
    whole = f"{written}, {found.region}" if found.region else written
    span = Span(words.spans[found.first].start, words.spans[found.last - 1].end)
    return Slot(written.lower(), whole, span)
