"""Which verbs of saying say something, and of whom: what stands around one.

In: a ``Page`` and a ``Hit`` of a verb of saying. Out: flags and places of words.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.claims.page import Cue, Page, Sentence
from checker.claims.subjects import all_names, start_of_words
from checker.lexicon.phrases import Hit

_COUNT_REACH = 6
_NOUN_REACH = 2
_NOUNS = frozenset({"count", "counts", "estimate", "estimates", "hold", "holds"})
_LONG_NAME = 5
_LONG_ASIDE = 20
_RELATIVES = frozenset({"who", "which", "whose", "whom", "where"})
_AUXILIARIES = frozenset({"has", "have", "had"})
_JOINED = frozenset({"and", "but"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_STOPS = frozenset('.;:—–()"“”?!')


@cache
def table(kind: str) -> frozenset[str]:
    """The words of one kind in the lexicon of attribution."""
    return frozenset(lexicon.load("attribution")[kind])


def goes_on(words_: list[str]) -> bool:
    """Whether words before a verb of saying are of another verb of the same subject: "lives 400
    metres from the line and says"."""
    while words_ and words_[-1] in table("adverbs_before") | _AUXILIARIES:
        words_ = words_[:-1]
    return bool(words_) and words_[-1] in _JOINED


def is_own_speaker(page: Page, at: int) -> bool:
    """Whether "its" leads to who speaks for it: "said its spokeswoman"."""
    return page.lower[at] in _POSSESSIVES and page.lower[at + 1] in table("offices")


def is_no_saying(page: Page, hit: Hit[Cue]) -> bool:
    """Whether a verb of saying says nothing with the word behind it: "gave way", "put together",
    "told to go"."""
    if page.lower[hit.first - 1 : hit.first] and page.lower[hit.first - 1] in table("shares"):
        return True  # "58 per cent said"
    word, behind = page.lower[hit.first], page.lower[hit.last : hit.last + 1]
    if word == "told":
        return behind == ["to"]
    if word == "states":
        return behind != ["that"]  # "two neighbouring states"
    return word in table("with_count") and not table("particles").isdisjoint(behind)


def is_counted(page: Page, sentence: Sentence, hit: Hit[Cue]) -> bool:
    """Whether a word is what a figure counts, or its unit: "five claims still to decide", "three
    states", "51 minutes"."""
    start, end = page.starts[hit.first], page.ends[hit.last - 1]
    for figure in sentence.figures:
        last = figure.noun_span or figure.span
        if figure.span.start <= start and end <= last.end:
            return True
        if page.word_at(figure.span.end) == hit.first and page.lower[hit.first].endswith("s"):
            return figure.noun is None
    return False


def is_told_by_name(page: Page, sentence: Sentence, at: int, first: int, last: int) -> bool:
    """Whether a name that is set off by commas stands before a verb of saying, and the words behind
    it name nobody: "the prefect, Arben Tosk, said the remaining 320", "Celia Nunes, 44, said a door
    on the deck"."""
    if any(page.raw[word][0].isupper() for word in range(first, last)):
        return False
    if not (table("bodies") | table("offices") | table("pronouns")).isdisjoint(
        page.lower[first:last]
    ):
        return False
    end = at - 1
    if page.lower[end - 1].isdecimal() and page.lower[end - 2] == ",":
        end -= 2  # an age
    start = start_of_words(page, end, sentence.first)
    if all_names(page, start, end):
        return start == sentence.first or page.lower[start - 1] == ","
    opens = start > sentence.first and page.lower[start - 1] == ","
    return opens and all_names(page, sentence.first, start - 1)


def relative_aside(page: Page, at: int, first: int) -> int | None:
    """Where an aside about the subject begins that ends with the comma ``at``: "the coastguard,
    whose count we have followed, said"."""
    for back in range(at - 1, max(first, at - _LONG_ASIDE), -1):
        if page.lower[back] in _STOPS:
            return None
        if page.lower[back] == "," and page.lower[back + 1] in _RELATIVES:
            return back
    return None


def name_aside(page: Page, at: int, first: int) -> int | None:
    """Where a name begins that is set off by the comma ``at`` and one before it: "the mayor, Ines
    Paz, read out"."""
    for back in range(at - 1, max(first, at - _LONG_NAME), -1):
        if page.lower[back] == ",":
            return back if at - back > 1 else None
        if not page.raw[back][:1].isupper():
            return None
    return None


_SUMS = frozenset({"number", "total", "toll"})


def counts_ahead(page: Page, sentence: Sentence, hit: Hit[Cue]) -> bool:
    """Whether a number or what is said follows a word that is a noun or has other uses, too: "the
    murder count fell", "ministers gave permission"."""
    reach = _COUNT_REACH if page.lower[hit.first] not in _NOUNS else _NOUN_REACH
    if page.lower[hit.last + 1 : hit.last + 2] and page.lower[hit.last + 1] in _SUMS:
        reach *= len(_SUMS)  # "put the number of those who came down with it since May at 69"
    start, end = page.starts[hit.first], page.ends[min(hit.last + reach, sentence.last) - 1]
    if "that" in page.lower[hit.last : hit.last + 1]:
        return True
    return any(start < figure.span.start < end for figure in sentence.figures)
