"""What the words around a time make of it: "the end of March", "the last three months of 2024",
"the year that ended in June", "Monday night".

In: a ``Site`` and a ``Time``. Out: the ``Time`` that is meant, with all words that say so.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from checker import lexicon
from checker.claims.page import Site
from checker.model import Figure, Kind

_DAY = timedelta(days=1)
# "The end of" so long a time, or of a longer one, is its last day.
_MONTH = timedelta(days=25)
_ENDED = frozenset({"to", "ended", "ending", "ends", "through", "starting", "beginning"})
_STARTED = frozenset({"starting", "beginning"})
_SMALL = frozenset({"the", "on", "in"})
ENDS = frozenset({"end", "close"})
_STARTS = frozenset({"start", "beginning"})
_CLOSED = frozenset({"ended", "closed", "ends", "closes"})
_BEFORE_CLOSED = frozenset({"as", "when", "once"})
_NIGHTS = frozenset({"night", "overnight"})
_INTO = frozenset({"to", "into"})
_UNTIL = frozenset({"by", "until", "till", "through"})
_WHICH = frozenset({"that", "which", "up"})
_PAST = frozenset({"past", "last", "previous"})
_OVER = frozenset({"the", "in", "over", "during", "within", "these"})
_YEAR = 12
# "Three weeks ago" is so many days before or after.
_ROOM = 3
# Longer is no count of days or months that ends with a day.
_MOST = 100


class Time(NamedTuple):
    """Days, both ends included, and the half-open range of the words that say so. ``since`` opens a
    time that has not ended, ``span`` is one that the words close at both ends."""

    first: int
    last: int
    start: date
    end: date
    since: bool = False
    span: bool = False


@cache
def _table(kind: str) -> Any:
    return lexicon.load("periods")[kind]


def month_of(day: date) -> date:
    """The last day of a day's month."""
    return _in_months(day.replace(day=1), 1) - _DAY


def stretched(site: Site, time: Time) -> Time:
    """A time with what the words beside it make of it."""
    time = _through_night(site, _at_end(site, _part(site, time)))
    return _length_of(site, time)


def back_from(site: Site, figure: Figure, today: date | None) -> tuple[date, date] | None:
    """The days that a length of time means seen from the day of publication: "in the past 12
    months", "three days ago"."""
    quantity = figure.quantity
    if figure.kind is not Kind.DURATION or quantity is None or today is None:
        return None
    at = site.page.word_at(figure.span.end)
    number, unit, lower = quantity.low, quantity.unit or "", _lower(site)
    if number is None or number != quantity.high or number != int(number) or number > _MOST:
        return None
    months = int(number) * _table("lengths").get(unit, unit == "month")
    days = int(number) * _table("days").get(unit, 0)
    if not months and not days:
        return None
    start = _in_months(today, -months) - timedelta(days=days)
    first = site.page.word_at(figure.span.start)
    if lower(first - 1) in _PAST and lower(first - 2) in _OVER and lower(at) != "of":
        return (start, today) if months <= _YEAR else None
    if lower(at) != "ago" or _is_told_anyway(site, first):
        return None
    if days:
        room = timedelta(days=_ROOM if unit != "day" else 0)
        return start - room, start + room
    if unit == "year":
        return date(start.year, 1, 1), date(start.year, 12, 31)
    return start.replace(day=1), _in_months(start.replace(day=1), 1) - _DAY


def _is_told_anyway(site: Site, at: int) -> bool:
    """Whether a date stands before it: "in 1977, 58 years ago"."""
    page = site.page
    return any(
        0 <= at - page.word_at(other.span.end) <= 1
        for other in site.sentence.figures
        if other.moment is not None and other.kind is not Kind.TIME
    )


def _at_end(site: Site, time: Time) -> Time:
    """The last day of a month or a year, or the first: "the end of March", "March's close",
    "end-March", "as March ended"."""
    if time.end - time.start < _MONTH:
        return time
    lower, at = _lower(site), time.first
    if lower(at - 1) == "of" and lower(at - 2) in ENDS | _STARTS:
        return _edge(time, at - 2, time.last, lower(at - 2) in ENDS)
    if lower(at - 1) in ENDS and _tied(site, at):
        return _edge(time, at - 1, time.last, True)
    if lower(time.last) == "'s" and lower(time.last + 1) in ENDS | _STARTS:
        return _edge(time, at, time.last + 2, lower(time.last + 1) in ENDS)
    if lower(at - 1) in _BEFORE_CLOSED and lower(time.last) in _CLOSED:
        return _edge(time, at - 1, time.last + 1, True)
    return time


def _edge(time: Time, first: int, last: int, end: bool) -> Time:
    day = time.end if end else time.start
    return time._replace(first=first, last=last, start=day, end=day)


def _part(site: Site, time: Time) -> Time:
    """A part of a time told by its place in it: "the last three months of 2024", "the first week of
    March", "the final quarter of last year"."""
    lower, at = _lower(site), time.first
    if lower(at - 1) != "of":
        return time
    unit = lower(at - 2)
    number = _table("numbers").get(lower(at - 3))
    place = _table("places").get(lower(at - 3 if number is None else at - 4))
    if place is None:
        return time
    many = number or 1
    months = _table("lengths").get(unit, 1 if unit in {"month", "months"} else 0) * many
    days = _table("days").get(unit.removesuffix("s"), 0) * many
    if unit == "half" and time.end - time.start < 2 * _MONTH:
        months, days = 0, _table("days")["fortnight"] + 1
    if not months and not days:
        return time
    if place > 0:
        start = _in_months(time.start, months * (place - 1)) + timedelta(days=days * (place - 1))
        end = _in_months(start, months) + timedelta(days=days) - _DAY
        end = time.end if unit == "half" and place > 1 else end
    else:
        start = _in_months(time.end + _DAY, -months) - timedelta(days=days)
        end = time.end
    if not time.start <= start <= end <= time.end:
        return time
    return time._replace(first=at - (3 if number is None else 4), start=start, end=end)


def _through_night(site: Site, time: Time) -> Time:
    """A night, which has two days: "on Monday night", "overnight into Tuesday"."""
    if time.start != time.end:
        return time
    lower, at = _lower(site), time.first
    if lower(at - 1) in _INTO and lower(at - 2) in _NIGHTS:
        return time._replace(first=at - 2, start=time.start - _DAY)
    if lower(time.last) == "night" and lower(at - 1) not in _UNTIL:
        return time._replace(end=time.end + _DAY)
    return time


def _length_of(site: Site, time: Time) -> Time:
    """The length of time that a time ends or opens: "the six days to Tuesday", "the year that ended
    in June", "the year starting in April"."""
    lower, at = site.page.lower, time.first
    while at > site.sentence.first + 1 and lower[at - 1] in _SMALL:
        at -= 1
    word = lower[at - 1]
    if word not in _ENDED or at - 1 <= site.sentence.first:
        return _year_of(site, time)
    behind = at - 2
    while behind > site.sentence.first and lower[behind] in _WHICH:
        behind -= 1
    first, months, days = _length(site, behind)
    long = time.end - time.start
    if not (months or days) or (days and long > _DAY) or long > _MONTH * 2:
        return time
    if word in _STARTED:
        end = _in_months(time.start, months) + timedelta(days=days) - _DAY
        return time._replace(first=first, end=end, span=True)
    start = _in_months(time.end + _DAY, -months) - timedelta(days=days)
    return time._replace(first=first, start=start, span=True)


def _year_of(site: Site, time: Time) -> Time:
    """The year that a month before the word "year" ends: "in the June year"."""
    lower = _lower(site)
    month = _MONTH <= time.end - time.start <= _MONTH + timedelta(days=_YEAR)
    if not month or lower(time.last) != "year" or lower(time.first - 1) != "the":
        return time
    start = _in_months(time.end + _DAY, -_YEAR)
    return time._replace(last=time.last + 1, start=start, span=True)


def _length(site: Site, at: int) -> tuple[int, int, int]:
    """Where a length of time that ends with the word ``at`` begins, and the months and the days
    that it has; neither where none does."""
    lower = site.page.lower
    for figure in site.sentence.figures:
        quantity = figure.quantity
        if figure.kind is not Kind.DURATION or quantity is None or quantity.low is None:
            continue
        if site.page.word_at(figure.span.end) != at + 1 or quantity.low != quantity.high:
            continue
        first, unit = site.page.word_at(figure.span.start), quantity.unit or ""
        if quantity.low != int(quantity.low) or quantity.low > _MOST:
            return at, 0, 0
        number = int(quantity.low)
        months = _table("lengths").get(unit, unit == "month")
        return first, number * months, number * _table("days").get(unit, 0)
    if lower[at] == "months":
        return at - 1, _table("numbers").get(lower[at - 1], 0), 0
    return at, _table("lengths").get(lower[at], 0), _table("days").get(lower[at], 0)


def _in_months(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    last = calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 1
    return date(min(max(year, 1), 9999), month, min(day.day, last))


class _Words(NamedTuple):
    """The words of a sentence by their place; nothing before its beginning and behind its end."""

    words: Sequence[str]
    first: int
    last: int

    def __call__(self, at: int) -> str:
        return self.words[at] if self.first <= at < self.last else ""


def _lower(site: Site) -> _Words:
    return _Words(site.page.lower, site.sentence.first, site.sentence.last)


def _tied(site: Site, at: int) -> bool:
    """Whether a hyphen ties a word to the one before it."""
    page = site.page
    return page.document.text[page.ends[at - 1] : page.starts[at]] in {"-", "‑"}
