"""Time between points that a text gives: what a date, a month, a year or a clock time allows.

In: figures (as ``View``) that are dates, years, clock times, durations and ages. Out: whether
they fit. A point that is not written out is as wide as what it names: "April 2014" is any of its
days. A date without a year takes the one that its document, or the other date, suggests.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from checker import tolerance, units
from checker.errors import UnitError
from checker.expressions.names import AbstainError, View
from checker.model import Interval, Kind, Modifier, Moment, Quantity
from checker.patterns import lazy

_MINUTES_A_DAY = 1440
_HALF_YEAR = 183
_OVER = frozenset({Modifier.MORE_THAN, Modifier.AT_LEAST, Modifier.JUST_OVER})
_MONTH = 30.44
_MANY_MONTHS = 6
_NEAR_AGE = 10
_SLIP = Decimal("1.75")
_HALVES = lazy(r"[ap]\.?\s?m\b|noon|mid|morning|evening|night", re.IGNORECASE)
"""What only times with their half of the day have: "3pm", "noon", "9.20 that morning"."""
_SLACK = {
    "year": Decimal("1"),
    "month": Decimal("0.6"),
    "week": Decimal("0.6"),
    "decade": Decimal("0.5"),
}
"""By how many of its own a length may be off, beyond what its ends leave room for: a year is
counted from one summer to the next, and a month has 28 to 31 days. Units that are not here: by
half of one."""


class Days(NamedTuple):
    """The earliest and the latest day that a point may mean."""

    first: date
    last: date


def lasts(start: View, end: View, length: View) -> bool:
    """True when it can be `length` from `start` to `end`: dates, months, years or clock times.

    Both days may be counted or one of them; months, years and decades may be rounded, and a clock
    time without "am" or "pm" may lie in the other half of the day. Two ages are points of one life.
    Abstains where a point is incomplete, and for clock times more than a day apart that name no
    weekday.
    """
    if start.claim.figure.kind is Kind.AGE and end.claim.figure.kind is Kind.AGE:
        return abs(_years_apart(start, end) - length.amount.value) <= 1
    if start.claim.figure.kind is Kind.TIME or end.claim.figure.kind is Kind.TIME:
        if not _have_weekdays(start, end) and _exceeds_a_day(length):
            raise AbstainError("clock times without their days")
        return any(_fits(Interval(m - 1, m + 1), "minute", length) for m in _minutes(start, end))
    years = start.claim.figure.kind is Kind.YEAR and end.claim.figure.kind is Kind.YEAR
    # From year to year the ends leave two years already.
    slack = Decimal("0.5") if years else Decimal("0.6")
    if length.claim.figure.modifier in _OVER and not years:
        slack = Decimal("0.1")  # nobody says "more than two years" of less
    return any(
        _fits(_of_hours(_room(first, last), length), "day", length, slack)
        for first, last in _orders(start, end)
    )


def _of_hours(room: Interval, length: View) -> Interval:
    """The days between two dates; what is told in hours may leave out most of the first and of the
    last."""
    if length.amount.unit not in ("hour", "minute") or room.low is None:
        return room
    return Interval(room.low - 1, room.high)


def _years_apart(start: View, end: View) -> Decimal:
    """How much older the later of two is; less than nothing where it is the younger."""
    return end.amount.value - start.amount.value


def nearly_lasts(start: View, end: View, length: View) -> bool:
    """True when `length` is near enough to the time from `start` to `end` to be a slip of it: one
    is at most 1.75 times the other, or it is ten years more or less. Lengths that are further off
    rather go with other points.
    Abstains as `lasts` does.
    """
    stated = length.amount.value
    unit = length.amount.unit
    if unit is None or stated <= 0:
        raise AbstainError(f"'{length.claim.figure.surface}' is no length of time")
    if start.claim.figure.kind is Kind.TIME or end.claim.figure.kind is Kind.TIME:
        passed = _minutes(start, end)[:1]
        of = "minute"
    else:
        rooms = (_room(*each) for each in _orders(start, end))
        passed = [((room.low or 0) + (room.high or 0)) / Decimal(2) for room in rooms]
        of = "day"
    try:
        told = units.convert(stated, unit, of)
    except UnitError as error:
        raise AbstainError(str(error)) from error
    ten = units.convert(Decimal(10), "year", "day") if unit == "year" else None
    return any(
        each > 0 and (max(each, told) <= _SLIP * min(each, told) or _is_by(each - told, ten))
        for each in passed
    )


def _is_by(days: Decimal, ten: Decimal | None) -> bool:
    """Whether two lengths are ten years apart, to the nearest year."""
    return ten is not None and abs(abs(days) - ten) <= _HALF_YEAR


def _room(first: Days, last: Days) -> Interval:
    """The days from one point to another, both counted or one of them."""
    least = Decimal((last.first - first.last).days)
    most = Decimal((last.last - first.first).days + 1)
    return Interval(min(least, most), most)


def _have_weekdays(start: View, end: View) -> bool:
    moments = (start.claim.figure.moment, end.claim.figure.moment)
    return all(moment is not None and moment.weekday is not None for moment in moments)


def _exceeds_a_day(length: View) -> bool:
    return _fits(Interval(Decimal(_MINUTES_A_DAY), None, low_open=True), "minute", length)


def time_between(start: View, end: View) -> str:
    """How long it is from `start` to `end`, for messages: "48 minutes", "3 hours 15
    minutes", "42 days", "14 years".

    Abstains where a point is incomplete.
    """
    if start.claim.figure.kind is Kind.AGE and end.claim.figure.kind is Kind.AGE:
        return f"{_years_apart(start, end):.0f} years"
    if start.claim.figure.kind is Kind.TIME or end.claim.figure.kind is Kind.TIME:
        return clock_text(int(_minutes(start, end)[0]))
    first, last = _orders(start, end)[0]
    if first.first != first.last and last.first != last.last:
        months = (last.first.year - first.first.year) * 12 + last.first.month - first.first.month
        return f"{months} months" if months % 12 else f"{months // 12} years"
    days = (last.first - first.first).days
    months = round(days / _MONTH)
    if months < _MANY_MONTHS:
        return f"{days} days"
    return (
        f"{days} days, or {months} months"
        if months % 12
        else f"{days} days, or {months // 12} years"
    )


def clock_text(minutes: int, least: int = 120) -> str:
    """Minutes for a reader: in hours where there are ``least`` of them or more."""
    if minutes < least:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, 60)
    text = "1 hour" if hours == 1 else f"{hours} hours"
    return f"{text} {rest} minutes" if rest else text


def ago(start: View, length: View) -> bool:
    """True when `start` can lie `length` before the day on which the document was published.

    Abstains where that day is unknown, or `start` incomplete.
    """
    today = _published(start)
    point = _days(start.claim.figure.moment, today.year)
    least, most = (today - point.last).days - 1, (today - point.first).days + 1
    return _fits(Interval(Decimal(least), Decimal(most)), "day", length)


def aged(born: View, length: View) -> bool:
    """True when someone born on `born` can be as old as `length` when the document was published,
    up to two months before or a week after. Abstains where that day or the year is unknown."""
    today = _published(born)
    return _is_age(born, length, today - timedelta(days=60), today + timedelta(days=7))


def nearly_aged(born: View, length: View) -> bool:
    """True when `length` is near enough to the age on the day of publication to be a slip of it:
    ten years off at most, one digit of three, or the same digits. Ages that are further off are
    rather of two people. Abstains as `aged` does."""
    on = _published(born)
    birth = _days(born.claim.figure.moment, None)
    stated = int(length.amount.value)
    return any(
        abs(years - stated) <= _NEAR_AGE or _is_one_digit_off(str(years), str(stated))
        for years in {_completed(birth.first, on), _completed(birth.last, on)}
    )


def _is_one_digit_off(a: str, b: str) -> bool:
    """Whether two numbers differ in one digit of three, or in the order of their digits."""
    if len(a) != len(b):
        return False
    off = sum(one != other for one, other in zip(a, b, strict=True))
    return sorted(a) == sorted(b) or (off == 1 and len(a) > 2)


def aged_on(born: View, end: View, length: View) -> bool:
    """True when someone born on `born` can be as old as `length` at `end`."""
    on = _days(end.claim.figure.moment, None)
    return _is_age(born, length, on.first, on.last)


def _is_age(born: View, length: View, first: date, last: date) -> bool:
    birth = _days(born.claim.figure.moment, None)
    room = tolerance.counted(length.claim.figure)
    unit = length.amount.unit
    if unit != "year":
        raise AbstainError("an age that is not in years")
    least, most = _completed(birth.last, first), _completed(birth.first, last)
    return tolerance.overlaps(room, Interval(Decimal(least), Decimal(most)))


def _completed(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _published(view: View) -> date:
    found = view.claim.document.published
    if found is None:
        raise AbstainError("the day of the article is unknown")
    return found


def shown_by_clocks(c: View) -> bool:
    """True unless no clock shows such a time: "3:71 a.m.", "at 26:10".

    Abstains for a figure that is no clock time.
    """
    moment = c.claim.figure.moment
    if c.claim.figure.kind is not Kind.TIME or moment is None:
        raise AbstainError(f"'{c.claim.figure.surface}' is no clock time")
    return moment.hour is not None


def _fits(actual: Interval, unit: str, length: View, slack: Decimal | None = None) -> bool:
    """Whether a length of time meets what lies between two points. It may be off by ``slack`` of
    its own units, if that is given."""
    figure, quantity = length.claim.figure, length.claim.figure.quantity
    if quantity is None or quantity.unit is None:
        raise AbstainError(f"'{figure.surface}' is no length of time")
    if slack is None or quantity.unit != "year":
        slack = _SLACK.get(quantity.unit, Decimal("0.5"))
    wide = Quantity(quantity.low, quantity.high, max(quantity.step, slack * 2), quantity.unit)
    room = tolerance.interval(wide, figure.modifier)
    try:
        return tolerance.overlaps(tolerance.converted(room, quantity.unit, unit), actual)
    except UnitError as error:
        raise AbstainError(str(error)) from error


def _minutes(start: View, end: View) -> list[Decimal]:
    """The minutes from one clock time to another: on the same day or the next, or on the weekdays
    that stand beside them, and half a day on where neither "am" nor "pm" says that it is not."""
    times = []
    for view in (start, end):
        moment = view.claim.figure.moment
        if moment is None or moment.hour is None:
            raise AbstainError(f"'{view.claim.figure.surface}' is no clock time")
        times.append(moment.hour * 60 + (moment.minute or 0))
        times.append((moment.weekday or 0) * _MINUTES_A_DAY)
    passed = (times[2] - times[0]) % _MINUTES_A_DAY
    if _have_weekdays(start, end):
        passed = (times[2] + times[3] - times[0] - times[1]) % (7 * _MINUTES_A_DAY)
        if any(view.claim.figure.surface.lower() == "midnight" for view in (start, end)):
            # That of a day may be the one at which it begins or the one at which it ends.
            near = (passed, passed + _MINUTES_A_DAY, abs(passed - _MINUTES_A_DAY))
            return [Decimal(each) for each in near]
    if all(_HALVES.search(view.claim.figure.surface) for view in (start, end)):
        return [Decimal(passed)]
    half = _MINUTES_A_DAY // 2
    if passed > half:
        return [Decimal(passed - half), Decimal(passed), Decimal(passed + half)]
    return [Decimal(passed), Decimal(passed + half)]


def _orders(start: View, end: View) -> list[tuple[Days, Days]]:
    """Two points with the years that they share, in order; an end without a year beside a start
    with one may also be the day of that name that is nearest to the article."""
    orders = [_ordered(start, end)]
    a, b = start.claim.figure.moment, end.claim.figure.moment
    published = start.claim.document.published
    if published is None or a is None or b is None or a.year is None or b.year is not None:
        return orders
    near = [
        _days(b, year)
        for year in (published.year - 1, published.year, published.year + 1)
        if b.month is not None
    ]
    near.sort(key=lambda days: abs(days.first - published))
    first = orders[0][0]
    if near and near[0].first >= first.first:
        orders = [(first, near[0]), *orders]
    return orders


def _ordered(start: View, end: View) -> tuple[Days, Days]:
    """Two points with the years that they share or that the document suggests, in order."""
    a, b = start.claim.figure.moment, end.claim.figure.moment
    if a is None or b is None:
        raise AbstainError("a point in time is unknown")
    published = start.claim.document.published
    year = b.year or a.year or (published.year if published else 2001)
    first, last = _days(a, year), _days(b, a.year or year)
    if last.last < first.first and a.year is None:
        first = _days(a, year - 1) if b.year else first
    if last.last < first.first and b.year is None:
        last = _days(b, first.first.year + 1)
    return first, last


def _days(moment: Moment | None, year: int | None) -> Days:
    """The days that a moment may mean, in ``year`` where it names none."""
    if moment is None:
        raise AbstainError("a point in time is unknown")
    known = moment.year or year
    if known is None or (moment.day is not None and moment.month is None):
        raise AbstainError("a date without a year")
    try:
        if moment.month is None:
            return Days(date(known, 1, 1), date(known, 12, 31))
        if moment.day is None:
            _, last = calendar.monthrange(known, moment.month)
            return Days(date(known, moment.month, 1), date(known, moment.month, last))
        day = date(known, moment.month, moment.day)
    except ValueError as error:
        raise AbstainError("a date that does not exist") from error
    return Days(day, day)
