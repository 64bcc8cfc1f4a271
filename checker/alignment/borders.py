"""Distances from a place that is named to a country's border.

In: the claims of one story. Out: an alignment for each, in the role ``c``: its claim with the place
as ``entity``, and the border as ``counterpart``, whose value is the code of its country, or of the
two that it parts. "The border" alone is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checker.alignment.locating import localities, toponyms
from checker.alignment.locating.localities import Ends
from checker.alignment.locating.toponyms import Stretch, phrase
from checker.alignment.places import aligned, measuring
from checker.geography import nations
from checker.model import Alignment, Claim, Slot, Span

NAME = "border-distance"

_LONGEST_NAME = 5
_DETERMINERS = frozenset({"the", "its", "their"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class _Border(NamedTuple):
    """A border that is named: the codes of its countries, and where it ends."""

    codes: tuple[str, ...]
    end: int


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every distance to a border whose country is named."""
    for claim in measuring(claims):
        ends = _read(claim)
        if ends is not None:
            yield aligned(NAME, claim, ends)


def _read(claim: Claim) -> Ends | None:
    words = localities.beside(claim)
    after = words.after
    at, route = localities.away(after)
    if not at and after.word(0) in {"of", "inside"}:
        at = 1
    found = _border(after, at) if at else None
    if found is None or len(set(found.codes)) != len(found.codes):
        return None
    near = localities.owner(claim, words)
    if near is None or nations.regions(near.value) or localities.is_surname(claim, near):
        return None
    span = Span(after.spans[at].start, after.spans[found.end - 1].end)
    border = Slot(" ".join(found.codes), after.text(at, found.end), span)
    return Ends(near, border, route, localities.is_within(words))


def _border(words: Stretch, at: int) -> _Border | None:
    """A border in any of its wordings, with nothing behind it that could belong to it."""
    behind_article = at + 1 if words.word(at) in _DETERMINERS else at
    for read, start in (
        (_unnamed, behind_article),
        (_of_country, behind_article),
        (_country_alone, at),
        (_country_alone, at + 1 if words.word(at) == "the" else at),
    ):
        found = read(words, start)
        if found is not None and toponyms.ends(words, found.end):
            return found
    return None


def _unnamed(words: Stretch, at: int) -> _Border | None:
    """ "The border with X", "its eastern border with X", "the border between X and Y"."""
    end = _past_border(words, at)
    if end == at:
        return None
    if words.word(end) == "between":
        one = _country(words, end + 1)
        if one is None or words.word(one.end) != "and":
            return None
        two = _country(words, one.end + 1)
        return None if two is None else _Border(one.codes + two.codes, two.end)
    return _country(words, end + 1) if words.word(end) in {"with", "of", "to"} else None


def _of_country(words: Stretch, at: int) -> _Border | None:
    """ "The Russian border", "Poland's eastern border with X", "the Polish-Ukrainian border"."""
    one = _country(words, at)
    if one is None:
        return None
    codes, end = one
    if words.tied(end):
        two = _country(words, end + 1)
        if two is None:
            return None
        codes, end = codes + two.codes, two.end
    end += 1 if words.word(end) in _POSSESSIVE else 0
    last = _past_border(words, end)
    if last == end:
        last = phrase(words, end, "territories")
        return _Border(codes, last) if last > end else None
    if words.word(last) == "with":
        two = _country(words, last + 1)
        if two is not None:
            return _Border(codes + two.codes, two.end)
    return _Border(codes, last)


def _country_alone(words: Stretch, at: int) -> _Border | None:
    return _country(words, at)


def _past_border(words: Stretch, at: int) -> int:
    """Behind the word for a border, and an adjective before it; ``at`` for none."""
    for start in (at, at + 1):
        end = phrase(words, start, "borders")
        if end > start and (start == at or words.raw[at].islower()):
            return end
    return at


def _country(words: Stretch, at: int) -> _Border | None:
    """A country that is named, as a noun or an adjective, by up to five words."""
    at += 1 if words.word(at) == "the" else 0
    if at >= len(words.raw) or not words.raw[at][0].isupper():
        return None
    for end in range(min(at + _LONGEST_NAME, len(words.raw)), at, -1):
        if _ends_a_word(words, end - 1):
            code = nations.country(words.text(at, end))
            if code is not None:
                return _Border((code,), end)
    return None


def _ends_a_word(words: Stretch, at: int) -> bool:
    """Whether a name can end with a word or a mark: not with a comma, but with the stop of
    "U.S."."""
    return words.raw[at][0].isalnum() or (words.raw[at] == "." and len(words.word(at - 1)) == 1)
