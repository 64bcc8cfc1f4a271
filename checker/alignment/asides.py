"""Asides: what a sentence says besides, which ties its figures neither closer nor less close.

In: a text, where a sentence of it begins and ends, the figures in it and its words. Out: the same
text with blanks in the place of asides, as long as before, so that every offset stays what it was;
and where the sentence begins behind whoever says so and ends before an aside without figures.

"Closed at $42, up 18% from Thursday's $36", "lost 120 jobs, the council said, or 25% of its
workforce": what looks at the words between figures would else have to know every time that a level
may be of, and that anyone may be quoted anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker.alignment.wording import cue, frame
from checker.model import Span
from checker.patterns import lazy

_NAME = "asides"
_REACH = 48
_CLAUSE = r"[^,.;:()\"“”\d]"
_TAIL = lazy(r"(?:\s(?:[–—]|--?)\s|\s?—)(?P<aside>[^–—\"“”]{3,90}?)\s*$")
_SAYING = frozenset(("said", "says", "told", "added", "reported", "announced", "confirmed"))
# ", officials said.", ",” she said on Friday.", ", said the mayor.", ", the mayor told Radio Sorn."
_SPEAKER = lazy(
    r"[,”\"’']{1,3}\s+(?:(?:[^\W_][\w’'.-]*\s+){1,7}?(?:said|says|added|reported|announced|confirmed)"
    r"|(?:[^\W_][\w’'.-]*\s+){1,6}?told\s+[^,.;:]{1,30}|(?:said|says|added)\s+[^,.;:]{1,50})"
    r"(?:\s+(?:on\s+[A-Z][a-z]+|yesterday|today|later))?[.]?\s*$"
)
_DASH = lazy(r"\s(?:[–—]|--?)\s|—")


class Muted(NamedTuple):
    """A text of which a sentence is free of asides, and where the sentence begins and ends."""

    text: str
    start: int
    end: int


def muted(text: str, start: int, end: int, figures: Sequence[Span], words: frozenset[str]) -> Muted:
    """``text`` with the asides of the sentence ``text[start:end]`` blanked out."""
    end = _before_who_says_so(text, start, end, words)
    start = _behind_who_says_so(text, start, figures, words)
    end = _before_an_aside(text, end, figures)
    blanked = [
        *_speakers(text, start, end, figures, words),
        *_before_figures(text, start, figures, words),
    ]
    for first, last in blanked:
        text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    return Muted(text, start, end)


@cache
def _words_of(*keys: str) -> frozenset[str]:
    return frozenset(word for key in keys for word in cue(_NAME, key).telling)


def _behind_who_says_so(
    text: str, start: int, figures: Sequence[Span], words: frozenset[str]
) -> int:
    """Where a sentence begins once it is said who says so: "The minister told MPs that "."""
    if not figures or ("that" not in words and "according" not in words):
        return start
    first = figures[0].start
    lead = frame(
        _NAME,
        rf"\W?(?:according to {_CLAUSE}{{2,60}}, |{_CLAUSE}{{2,70}}? {{telling}}"
        rf"(?: {_CLAUSE}{{1,40}}?)? that )",
    ).match(text, start, first)
    return start if lead is None else lead.end()


def _before_who_says_so(text: str, start: int, end: int, words: frozenset[str]) -> int:
    """Where a sentence ends, but for the words that say who says so."""
    if _SAYING.isdisjoint(words):
        return end
    found = _SPEAKER.search(text[start:end])
    return end if found is None else start + found.start()


def _before_an_aside(text: str, end: int, figures: Sequence[Span]) -> int:
    """Where a sentence ends, but for what its only dash adds to it without a figure."""
    found = _TAIL.search(text, figures[-1].end, end) if figures else None
    if found is None or cue(_NAME, "kept").search(found["aside"]) is not None:
        return end
    return end if _DASH.search(text, figures[0].start, found.start()) else found.start()


def _speakers(
    text: str, start: int, end: int, figures: Sequence[Span], words: frozenset[str]
) -> list[Span]:
    """Who says so between two commas, with the second of them; with both before a verb."""
    if _words_of("saying", "sources").isdisjoint(words):
        return []
    told = frame(
        _NAME, rf",(?P<aside> (?:{{sources}} {_CLAUSE}{{2,60}}|{_CLAUSE}{{2,50}} {{saying}}),)"
    )
    found = []
    for match in told.finditer(text, start, end):
        span = Span(*match.span("aside"))
        if any(figure.start < span.end and span.start < figure.end for figure in figures):
            continue
        verb = frame(_NAME, r" {verbs} ").match(text, span.end, end)
        found.append(Span(match.start(), span.end) if verb else span)
    return found


def _before_figures(
    text: str, start: int, figures: Sequence[Span], words: frozenset[str]
) -> list[Span]:
    """The time that a level is of, and what its writer thinks of it."""
    if _words_of("judging", "exactly").isdisjoint(words) and "s" not in words:
        return []
    found = []
    for figure in figures:
        first = max(start, figure.start - _REACH)
        before = text[first : figure.start]
        match = frame(_NAME, r"\b{bases}(?P<aside> (?:{which} )?{times}(?:['’]s|s['’])) $").search(
            before
        ) or frame(_NAME, r" (?P<aside>(?:a |an |the )?{judging} |{exactly} )$").search(before)
        if match is not None:
            found.append(Span(first + match.start("aside"), first + match.end("aside")))
    return found
