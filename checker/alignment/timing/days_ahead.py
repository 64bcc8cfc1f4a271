"""Ahead: a day to come, and how long it is until then.

In: a paragraph with its points and lengths. Out: a date and a length that count on from the day of
the article: "the deadline is 1 December, 17 days from now", "in 16 days, on 30 November".

The passage has no other date that it could be of, and the length is one of days or weeks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Slot
from checker.patterns import lazy

_UNITS = frozenset({"day", "week", "fortnight", "month"})
_SHORT = 60
_CLOSED = r"(?=\s*(?:[.,;:)–—]|$)| and\b| but\b)"
_THEN = lazy(r"\b(?:was|were|had|said|ago|then)\b")


class Ahead(NamedTuple):
    """A day and the time until then."""

    day: Claim
    length: Claim


def days_ahead(paragraph: Sequence[Sentence]) -> Iterator[Ahead]:
    """The days to come of a paragraph with the time until then."""
    dated = [_only_day(sentence) for sentence in paragraph]
    for sentence, day in zip(paragraph, dated, strict=True):
        at = sentence.claims.index(day) if day is not None else 0
        beside = sentence.claims[max(at - 1, 0) : at + 2] if day is not None else ()
        for first, second in pairwise(beside):
            if first is day and _is_length(second) and _counts_on(sentence, first, second):
                yield _made(first, second)
            elif second is day and _is_length(first) and _leads(sentence, first, second):
                yield _made(second, first)
    for (one, day), other in zip(zip(paragraph, dated, strict=True), paragraph[1:], strict=False):
        length = next(iter(other.claims), None)
        if day is None or length is None or not _is_length(length) or _is_of_then(one, day):
            continue
        if _follows(one, other, length):
            yield _made(day, length)


def _only_day(sentence: Sentence) -> Claim | None:
    """The day of a sentence that names one alone."""
    found = [c for c in sentence.claims if c.figure.kind in (Kind.DATE, Kind.YEAR)]
    return found[0] if len(found) == 1 and _is_day(found[0]) else None


def _is_day(claim: Claim) -> bool:
    figure, moment = claim.figure, claim.figure.moment
    known = moment is not None and moment.month is not None and moment.day is not None
    return figure.kind is Kind.DATE and figure.form is Form.POINT and known


def _is_length(claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    timed = figure.kind is Kind.DURATION and figure.form is Form.POINT
    return timed and quantity is not None and quantity.unit in _UNITS


def _counts_on(sentence: Sentence, day: Claim, length: Claim) -> bool:
    """ "1 December, 17 days from now", "due on 28 November, they have a fortnight left"."""
    gap, behind = sentence.between(day, length), sentence.after(length, 24)
    if _is_of_then(sentence, day):
        return False
    if frame("spans", rf" {{from_now}}{_CLOSED}").match(behind):
        led = r",? (?:\(|– |— |(?:which |that )?(?:is|are|now) )?(?:{barely} )?"
        return frame("spans", led).fullmatch(gap) is not None
    left = frame("spans", r" {to_go}\b").match(behind)
    to_be = frame("spans", r"\b{to_happen}\b").search(sentence.before(day, 40))
    return bool(left and to_be) and len(gap) <= _SHORT and ";" not in gap


def _leads(sentence: Sentence, length: Claim, day: Claim) -> bool:
    """ "It opens in 16 days, on 30 November", "17 days from now, on 1 December"."""
    if _is_of_then(sentence, length):
        return False
    before, gap = sentence.before(length, 60), sentence.between(length, day)
    if frame("spans", r" {from_now},? on (?:the )?").fullmatch(gap):
        return True
    to_come = frame("spans", r"\b(?:{to_happen}|{future})\b[^,;:.]*\bin (?:{barely} )?$")
    within = frame("spans", r"(?:’|')?(?: time)?,? on (?:the )?").fullmatch(gap)
    return within is not None and to_come.search(before) is not None


def _is_of_then(sentence: Sentence, first: Claim) -> bool:
    """Whether a sentence looks back to a day that lay ahead."""
    return _THEN.search(sentence.before(first, 60)) is not None


def _follows(one: Sentence, other: Sentence, length: Claim) -> bool:
    """ "They have until 30 November. That is 16 days from now."."""
    between = one.document.text[one.segment.span.end : other.segment.span.start]
    led = frame("spans", r"\W*(?:that|this|which|it) is (?:{barely} )?").fullmatch(
        other.before(length)
    )
    return (
        not between.strip()
        and led is not None
        and (frame("spans", r" {from_now}\b").match(other.after(length, 24)) is not None)
    )


def _made(day: Claim, length: Claim) -> Ahead:
    scope = Slot("ahead", length.figure.surface, length.figure.span)
    return Ahead(day, replace(length, scope=scope))
