"""Days that are counted: "9 June is the 101st day of the siege, which began on 1 March".

In: a paragraph with dates and ordinals. Out: alignments of ``start``, the day on which it began,
``end``, and ``length``, the ordinal as so many days. Both days may be counted or one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Kind


def nth_days(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """The counted days of a paragraph, told in one sentence or in two."""
    for sentence in paragraph:
        yield from _in_one(sentence)
    for first, second in pairwise(paragraph):
        yield from _in_two(first, second)


def is_beginning(sentence: Sentence, claim: Claim) -> bool:
    """Whether something began at a point: "since 3 March", "began on 3 March"."""
    before = sentence.before(claim, 32)
    return frame("spans", r"\b(?:since|{begun}(?: (?:on|in|at))?)\s+$").search(before) is not None


def _of(sentence: Sentence, kind: Kind) -> list[Claim]:
    return [claim for claim in sentence.claims if claim.figure.kind is kind]


def _in_one(sentence: Sentence) -> Iterator[Alignment]:
    dates, nth = _of(sentence, Kind.DATE), _of(sentence, Kind.ORDINAL)
    if len(dates) != 2 or len(nth) != 1:
        return
    begun = [c for c in dates if is_beginning(sentence, c)]
    if len(begun) == 1 and _is_day_of(sentence, nth[0], begun[0]):
        yield from _counted(begun[0], dates[1 - dates.index(begun[0])], nth[0])


def _is_day_of(sentence: Sentence, nth: Claim, begun: Claim) -> bool:
    """Whether the days are counted of what began then."""
    if nth.figure.span.end < begun.figure.span.start:
        told = sentence.between(nth, begun)
        which = r"(?: (?!{far}\b)[^\W\d_][\w-]*){1,5},?(?: (?:which|that))? ?{begun}(?: (?:on|in))?"
        return frame("spans", rf" day (?:since|(?:of|since){which}) ").fullmatch(told) is not None
    ahead = sentence.document.text[sentence.segment.span.start : begun.figure.span.start]
    return _names(ahead, _what(sentence, nth))


def _in_two(first: Sentence, second: Sentence) -> Iterator[Alignment]:
    """ "The siege began on 1 March. Monday, 9 June, was its 101st day." """
    starts, dates = _of(first, Kind.DATE), _of(second, Kind.DATE)
    nth = _of(second, Kind.ORDINAL)
    if not len(starts) == len(dates) == len(nth) == 1 or not is_beginning(first, starts[0]):
        return
    own = frame("spans", r"\bits $").search(second.before(nth[0], 8)) is not None
    noun = _what(second, nth[0])
    day = frame("spans", r" day\b").match(second.after(nth[0], 8)) is not None
    if day and ((own and noun is None) or _names(first.text, noun)):
        yield from _counted(starts[0], dates[0], nth[0])


def _what(sentence: Sentence, nth: Claim) -> str | None:
    """What an ordinal counts the days of: "siege" in "the 101st day of the siege"."""
    the = r"(?: (?:the|a|an|its|his|her|their))?"
    of = rf" day (?:of|since){the}(?: [^\W\d_][\w-]*)?? ([^\W\d_][\w-]*)(?=[\s,.;]|$)"
    found = frame("spans", of).match(sentence.after(nth, 60))
    return None if found is None else found[1].lower()


def _names(text: str, noun: str | None) -> bool:
    return noun is not None and noun in re.findall(r"[^\W\d_][\w-]*", text.lower())


def _counted(start: Claim, end: Claim, nth: Claim) -> Iterator[Alignment]:
    quantity = nth.figure.quantity
    days = None if quantity is None else replace(quantity, unit="day")
    length = replace(nth, figure=replace(nth.figure, kind=Kind.DURATION, quantity=days))
    grounds = "so many days, the first one counted"
    end = _of_the_article(end)
    begun, ended = start.figure.moment, end.figure.moment
    if begun is None or ended is None or (begun.year is not None and ended.year is None):
        return
    yield aligned("span", (grounds,), start=start, end=end, length=length)


def _of_the_article(end: Claim) -> Claim:
    """A day without a year is the last one before the article: the 1,000th day is years on."""
    moment, published = end.figure.moment, end.document.published
    if moment is None or moment.year is not None or published is None or moment.month is None:
        return end
    later = (moment.month, moment.day or 1) > (published.month, published.day)
    dated = replace(moment, year=published.year - later)
    return replace(end, figure=replace(end.figure, moment=dated))
