"""Noun phrases: the words that name a thing, without a parse.

In: a page's words and where a phrase begins or ends. Out: its key and its words as a half-open
range. A phrase ends at a mark, a verb or a preposition.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from checker import lexicon, spelling
from checker.claims.page import Page
from checker.measures import persons

_LONGEST = 5
_MARKS = frozenset('.,;:()—–"“”?!/%$£€')
_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "another",
    }
)


class Phrase(NamedTuple):
    """A thing that words name: a half-open range of words, its key, whether it is a name."""

    first: int
    last: int
    key: str
    named: bool


@cache
def _stops() -> frozenset[str]:
    return frozenset(lexicon.load("nouns")["stops"]) | frozenset(lexicon.load("nouns")["linking"])


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")[kind])


def ahead(page: Page, at: int, last: int) -> Phrase | None:
    """The thing that is named from word ``at`` on: "the village of Sorn" is sorn."""
    lower = page.lower
    while at < last and lower[at] in _DETERMINERS:
        at += 1
    end = at
    while end < last and end - at < _LONGEST and _inside(page, end, end == at):
        end += 1
    if end == at:
        return None
    if end + 1 < last and lower[end] == "of" and lower[end - 1] in _table("kinds"):
        inner = ahead(page, end + 1, last)
        if inner is not None and inner.named:
            return inner
    named = any(_is_name(page, word) for word in range(at, end))
    return _phrase(page, at, end, named)


def behind(page: Page, end: int, first: int) -> Phrase | None:
    """The thing whose name ends before word ``end``: looks back no further than ``first``."""
    at = end
    while at > first and end - at < _LONGEST and _inside(page, at - 1, at == end):
        at -= 1
    if at == end:
        return None
    named = any(
        _is_name(page, word) and (word > first or _opens(page, word)) for word in range(at, end)
    )
    determined = at > first and (page.lower[at - 1] in _DETERMINERS or page.lower[at - 1] == "'s")
    if not named and not determined:
        return None
    if not named:
        return Phrase(at, end, page.lower[end - 1], False)
    return _phrase(page, at, end, True)


def _opens(page: Page, at: int) -> bool:
    """Whether the first word of a sentence is a name: one elsewhere, or never seen without its
    capital, and no word that often begins a sentence."""
    word = page.lower[at]
    return word in page.known or (
        word not in page.common and word not in _stops() and word not in persons()
    )


def _is_name(page: Page, at: int) -> bool:
    return page.raw[at][0].isupper() and page.lower[at] not in _table("not_names")


def _inside(page: Page, at: int, alone: bool) -> bool:
    word = page.lower[at]
    if word in _MARKS or word == "'s" or word in _DETERMINERS or page.raw[at][0].isdecimal():
        return False
    return word not in _stops() or (page.raw[at][0].isupper() and not alone and len(word) > 3)


def _phrase(page: Page, at: int, end: int, named: bool) -> Phrase | None:
    if named:
        end = _before_verb(page, at, end)
    words = page.lower[at:end]
    if not named:
        return Phrase(at, end, words[-1], False)
    kept = [
        word
        for index, word in enumerate(words)
        if page.raw[at + index][0].isupper() or index == len(words) - 1
    ]
    key = spelling.fold(" ".join(kept))
    return Phrase(at, end, key, True) if key else None


def _before_verb(page: Page, at: int, end: int) -> int:
    """The end of a name's phrase without a verb that follows it: "the Berrow reserve reopens"."""
    while end - at > 1 and page.raw[end - 1][0].islower() and _verbal(page.lower[end - 1]):
        end -= 1
    return end


def _verbal(word: str) -> bool:
    return word.endswith(("ed", "ing")) or (word.endswith("s") and not word.endswith(("ss", "us")))
