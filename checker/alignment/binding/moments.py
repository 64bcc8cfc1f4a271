"""Moments and lengths: the points in time of a passage, and how long things took.

In: the sentences of a passage. Out: ``Value``s in days. A day without a year is of the year of the
article, or of the one before where it would lie ahead. A clock time goes with the weekday or the
date beside it, or with the day of the one before it that words carry on ("the next morning"), and
with the part of the day that its words name; it comes round again, and ``ROUND`` says after how
many days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from checker import tolerance
from checker.alignment.binding.values import Value
from checker.alignment.passages import Paragraph, Sentence
from checker.alignment.timing.lapses import first_and_last
from checker.alignment.timing.points import joined, plain
from checker.model import Claim, Form, Kind, Modifier, Moment, Span
from checker.patterns import lazy

DAY_OF = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
}
"""Years and months in their mean length, since only near misses are looked for."""

CLOCK, HALF, OF_A_DAY, HALF_OF_A_DAY, POINT = (
    "clock",
    "clock of some half",
    "clock of a day",
    "clock of some half of a day",
    "point",
)
ROUND = {CLOCK: 1.0, HALF: 1.0, OF_A_DAY: 7.0, HALF_OF_A_DAY: 7.0}
UNSURE = frozenset({HALF, HALF_OF_A_DAY})
"""Clock times that may be twelve hours on."""

_POINTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_AHEAD = 60
"""A day without a year may lie so many days ahead of the article."""

_NOON = 12
_NIGHT = 6
_DAY = "day"
_MANY_TIMES = 3
_SAYS_ITS_HALF = lazy(r"[ap]\.?\s?m\b|noon|midday|midnight", re.IGNORECASE)
_PART = lazy(
    r"(?:,? (?:on|in|of) | )?(?:the |that |this )?(?:same |next |following )?(?:\w+day )?"
    r"(morning|afternoon|evening|night)\b"
)
_CARRIED = lazy(
    r",? (?:on )?(?:(?:the |that )(same |very )?|(?:the )(next|following) )"
    r"(?:day|morning|afternoon|evening|night)\b"
)
_FROM_ITS_DATE = lazy(r",? (?:on )?(?:the )?(?:\w+day,? )?|,? (?:(?:at|by|until|from|around) )?")


def with_moments(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose "two years and three months" is one length."""
    return Paragraph.of(tuple(map(joined, paragraph)), paragraph.may)


def moments_of(paragraph: Sequence[Sentence]) -> list[Value]:
    """The days, months, years and clock times of a passage, in days."""
    return list(_moments(paragraph))


def _moments(paragraph: Sequence[Sentence]) -> Iterator[Value]:
    weekday: int | None = None
    for at, sentence in enumerate(paragraph):
        told = plain(sentence)
        for claim in told.claims:
            if claim.figure.kind not in _POINTS or claim.figure.moment is None:
                continue
            if claim.figure.kind is not Kind.TIME:
                found = _days(claim, claim.figure.moment)
                if found is not None:
                    low, high = found
                    yield Value(claim, at, low, low, high, 1.0, _DAY, POINT, "", 1.0, bare=False)
                continue
            timed = _on_its_day(told, claim, weekday)
            if timed.figure.moment is not None and timed.figure.moment.weekday is not None:
                weekday = timed.figure.moment.weekday
            yield from _of_the_clock(timed, at)


def _of_the_clock(claim: Claim, at: int) -> Iterator[Value]:
    moment = claim.figure.moment
    if moment is None or moment.hour is None:
        return
    days = moment.hour / 24 + (moment.minute or 0) / 1440 + (moment.weekday or 0)
    sure = moment.hour > _NOON or _SAYS_ITS_HALF.search(claim.figure.surface) is not None
    sure = sure or _PART.search(claim.figure.surface) is not None
    of_a_day = moment.weekday is not None
    sort = (OF_A_DAY if of_a_day else CLOCK) if sure else (HALF_OF_A_DAY if of_a_day else HALF)
    yield Value(claim, at, days, days, days, 1.0, _DAY, sort, "", 1.0, bare=False)


def _on_its_day(sentence: Sentence, claim: Claim, last: int | None) -> Claim:
    """A clock time on the day, and in the half of it, that the words beside it tell; ``last`` is
    the weekday of the one before."""
    moment = claim.figure.moment
    if moment is None or moment.hour is None:
        return claim
    behind = sentence.after(claim, 40)
    if moment.weekday is None:
        carried = _CARRIED.match(behind)
        weekday = _weekday_of_a_date(sentence, claim)
        if weekday is None and carried is not None and last is not None:
            weekday = (last + (carried[2] is not None)) % 7
        moment = replace(moment, weekday=weekday)
    figure = replace(claim.figure, moment=moment)
    part = _PART.match(behind)
    if part is not None and _SAYS_ITS_HALF.search(figure.surface) is None:
        hour = moment.hour or 0
        if hour < _NOON and (part[1] in _LATE or (part[1] == "night" and hour >= _NIGHT)):
            moment = replace(moment, hour=hour + _NOON)
        span = Span(figure.span.start, figure.span.end + part.end())
        surface = " ".join(claim.document.text[slice(*span)].split())
        figure = replace(figure, moment=moment, span=span, surface=surface)
    return replace(claim, figure=figure)


_LATE = frozenset({"afternoon", "evening"})


def _weekday_of_a_date(sentence: Sentence, claim: Claim) -> int | None:
    """The weekday of the date that stands beside a clock time."""
    for other in sentence.claims:
        if other.figure.kind is Kind.DATE and other.figure.moment is not None:
            first, second = sorted((claim, other), key=lambda each: each.figure.span.start)
            if _FROM_ITS_DATE.fullmatch(sentence.between(first, second)):
                found = _days(other, other.figure.moment)
                if found is not None and found[0] == found[1]:
                    return date.fromordinal(int(found[0])).weekday()
    return None


def _days(claim: Claim, moment: Moment) -> tuple[float, float] | None:
    year, published = moment.year, claim.document.published
    if year is None:
        if moment.month is None or moment.day is None or published is None:
            return None
        found = first_and_last(moment, published.year)
        ahead = found is not None and (found[0] - published).days > _AHEAD
        year = published.year - 1 if ahead else published.year
    found = first_and_last(moment, year)
    return None if found is None else (found[0].toordinal(), found[1].toordinal())


def lengths_of(paragraph: Sequence[Sentence]) -> list[Value]:
    """How long things took, each in its own unit; what is "more than" a length may be three times
    as long."""
    return [
        value
        for at, sentence in enumerate(paragraph)
        for claim in joined(sentence).claims
        if (value := _length(claim, at)) is not None
    ]


_MORE = frozenset({Modifier.MORE_THAN, Modifier.AT_LEAST})
_LESS = frozenset({Modifier.LESS_THAN, Modifier.AT_MOST})


def _length(claim: Claim, at: int) -> Value | None:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.DURATION or figure.form is not Form.POINT or quantity is None:
        return None
    if not quantity.low or quantity.unit not in DAY_OF:
        return None
    wide = figure.modifier in _MORE or figure.modifier in _LESS
    room = tolerance.interval(quantity) if wide else tolerance.added(figure)
    number, step = float(quantity.low), float(quantity.step)
    low, high = float(room.low or 0), float(room.high or quantity.low)
    if figure.modifier in _MORE:
        low, high = number - step / 10, number * _MANY_TIMES
    elif figure.modifier in _LESS:
        low, high = number / _MANY_TIMES, number + step / 10
    unit = quantity.unit
    return Value(claim, at, number, low, high, step, unit, unit, "", 1.0, bare=False)
