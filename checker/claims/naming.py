"""Names: where they stand in a text.

In: a page's words. Out: ``Name``s.

A name is a run of capitalised words. The first word of a sentence counts where the text has it with
a capital elsewhere, where another capitalised word follows it, or where it is a country.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from checker import lexicon, spelling
from checker.lexicon.phrases import lowered
from checker.measures import persons

if TYPE_CHECKING:
    from checker.claims.page import Page


class Name(NamedTuple):
    """A name in a text: its words as a half-open range, and its key."""

    first: int
    last: int
    key: str


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")[kind])


def known(page: Page) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a document writes with a capital inside a sentence, in lower case, and not
    more often without one; and those that it writes without one."""
    capital: Counter[str] = Counter()
    opens = {page.word_at(segment.span.start) for segment in page.segments}
    small: Counter[str] = Counter()
    large = set()
    for raw, times in Counter(page.raw).items():
        lower = lowered(raw)
        if raw[0].isupper() and raw != lower:
            large.add(raw)
        else:
            small[lower] += times
    for at, raw in enumerate(page.raw):
        if raw in large and at and page.lower[at - 1] not in '.?!"“”:' and at not in opens:
            capital[page.lower[at]] += 1
    return (
        frozenset(word for word, times in capital.items() if times >= small[word]),
        frozenset(small),
    )


def names(page: Page, first: int, last: int, headline: bool) -> tuple[Name, ...]:
    """The names among the words ``first`` to ``last``."""
    found: list[Name] = []
    raw, lower = page.raw, page.lower
    titled = headline and _in_title_case(page, first, last)
    at = first
    while at < last:
        if not raw[at][0].isupper() or lower[at] in _words("not_names"):
            at += 1
            continue
        end = _run(page, at, last)
        starts = at == first or lower[at - 1] in '.?!"“”:'
        if starts and end - at > 1 and lower[at] in lexicon_starters():
            at += 1
            continue
        if (starts or titled) and not _stands(page, at, end, titled):
            at += 1
            continue
        start = at + 2 if starts and _is_of(page, at, end) else at
        while start < end - 1 and lower[start] in _words("titles"):
            start += 1
        key = spelling.fold(" ".join(lower[start:end]))
        if key:
            found.append(Name(start, end, key))
        at = end
    return tuple(found)


def _stands(page: Page, at: int, end: int, titled: bool) -> bool:
    """Whether a run that would have its capital anyway is a name."""
    if titled:
        return all(word in page.known for word in page.lower[at:end])
    first = page.lower[at]
    return (
        first in page.known
        or (end - at > 1 and first not in lexicon_starters())
        or first in lexicon.load("demonyms")  # "Peru reported 120 deaths"
    )


def _is_of(page: Page, at: int, end: int) -> bool:
    """Whether a noun and "of" open the sentence before a name: "Residents of Berrow"."""
    if end - at < 3 or page.lower[at + 1] != "of":
        return False
    noun = page.lower[at]
    return noun in persons() or (noun in page.common and noun not in page.known)


@cache
def lexicon_starters() -> frozenset[str]:
    """Words that often begin a sentence before a name ("In Berrow", "The Berrow mine")."""
    return frozenset(lexicon.load("abbreviations")["starters"]) | frozenset(
        lexicon.load("nouns")["stops"]
    )


def _run(page: Page, at: int, last: int) -> int:
    """The end of the name that begins at word ``at``."""
    raw, lower = page.raw, page.lower
    end = at + 1
    while end < last:
        word = raw[end]
        if (word[0].isupper() and lower[end] not in _words("not_names")) or (
            word.isdecimal()
            and page.starts[end] == page.ends[end - 1] + 1
            and (page.document.text[page.ends[end - 1]] == "-")
        ):
            end += 1
        elif (
            lower[end] in _words("joining")
            and end + 1 < last
            and raw[end + 1][0].isupper()
            and lower[end + 1] not in _words("not_names")
        ):
            end += 2
        else:
            break
    return end


def _in_title_case(page: Page, first: int, last: int) -> bool:
    long = [word for word in page.raw[first:last] if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long)
    return len(long) > 2 and capital * 3 > len(long) * 2
