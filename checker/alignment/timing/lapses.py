"""Lapses: how long it is from one point in time to another, and by which slip another length came
to stand there.

In: two ``Moment``s or clock times, and the figure of a length. Out: whether the length goes with
the points, and whether it would but for one slip of the pen: ten more or less, two digits in the
wrong order, one hour, a day of the week or a month too many.

Both are narrower than what rules hold to be consistent: what is no slip may be another thing.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checker.model import Claim, Figure, Kind, Modifier, Moment
from checker.patterns import lazy

_YEAR = Decimal("365.25")
_DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": _YEAR / 12,
    "year": _YEAR,
    "decade": _YEAR,
    "century": _YEAR,
}
_YEARS = {"decade": 10, "century": 100}
_MINUTES = {"minute": 1, "hour": 60}
_DAY = 1440
_TEN, _TWELVE = 10, 12
_HALF = lazy(r"[ap]\.?\s?m\b|noon|mid")
# Nobody tells more than so many days in days.
_MONTHS = 200
# Decades and centuries are told in round numbers, and "about" so many is off by more.
_ROUGH = {"decade": Decimal("0.15"), "century": Decimal("0.05")}
_ABOUT = Decimal("0.12")
# By how many of its own a length may be off its points, and by how many for a slip to be seen.
_ROOM = {"day": Decimal(2), "week": Decimal(1), "month": Decimal("1.6"), "year": Decimal("1.5")}
_TIGHT = {"week": Decimal("0.5"), "month": Decimal("0.7")}
_ROUNDED = Decimal("0.56")
_NEAR = Decimal("1.75")


class Told(NamedTuple):
    """A length as written: so many of a unit of the calendar, and which share of it may be off."""

    value: Decimal
    unit: str
    rough: Decimal = Decimal(0)


def told(figure: Figure) -> Told | None:
    """A length in days, weeks, months or years; decades and centuries are as many years."""
    quantity = figure.quantity
    if quantity is None or not quantity.low or quantity.low != quantity.high:
        return None
    unit = quantity.unit or ""
    if unit not in _DAYS:
        return None
    times = _YEARS.get(unit, 1)
    rough = _ROUGH.get(unit, Decimal(0))
    if figure.modifier is not Modifier.EXACTLY:
        rough = max(rough, _ABOUT)
    return Told(quantity.low * times, "year" if unit in _YEARS else unit, rough)


def minutes_told(figure: Figure) -> Decimal | None:
    """A length in minutes or hours, in minutes."""
    quantity = figure.quantity
    if quantity is None or not quantity.low or quantity.low != quantity.high:
        return None
    times = _MINUTES.get(quantity.unit or "")
    return None if times is None else quantity.low * times


# ------------------------------------------------------------------------------------- the calendar


class _Days(NamedTuple):
    first: int
    last: int


def goes(start: Moment, end: Moment, length: Told, near: int, most: Decimal | None = None) -> bool:
    """Whether a length can be what lies between two points, in whichever order; off by ``most``, or
    by what its unit leaves room for."""
    room = _ROOM[length.unit] if most is None else most
    room = max(room, length.value * length.rough)
    return any(
        _gap(length.value, _units(passed, length.unit)) <= room
        for passed in (*_passed(start, end, near), *_passed(end, start, near))
    )


def is_longer(start: Moment, end: Moment, length: Told, near: int) -> bool:
    """Whether a length is more than lies between two points."""
    passed = list(_passed(start, end, near))
    room = max(_ROOM[length.unit], length.value * length.rough)
    most = (Decimal(days.last) / _DAYS[length.unit] for days in passed)
    return bool(passed) and all(length.value > each + room for each in most)


def is_more(start: Moment, end: Moment, length: Told, near: int) -> bool:
    """Whether a length is more than there was between two points, if by little; no more than
    twice as much."""
    return any(
        days.last + 1 < length.value * _DAYS[length.unit] <= 2 * days.last
        for days in _passed(start, end, near)
    )


def is_slip(start: Moment, end: Moment, length: Told, near: int) -> bool:
    """Whether a length would be what lies between two points, but for one slip."""
    for passed in _passed(start, end, near):
        if any(_is_tight(other, passed) for other in _others(length)):
            return True
    return any(
        _is_tight(length, passed)
        for first, last in _other_points(start, end, length.unit)
        for passed in _passed(first, last, near)
    )


def is_near(start: Moment, end: Moment, length: Told, near: int) -> bool:
    """Whether a length is so near to what lies between two points that it can hardly be of
    others."""
    middles = (_units(passed, length.unit)[0] for passed in _passed(start, end, near))
    return any(0 < max(each, length.value) <= min(each, length.value) * _NEAR for each in middles)


def _gap(value: Decimal, room: tuple[Decimal, Decimal]) -> Decimal:
    return max(room[0] - value, value - room[1], Decimal(0))


def _units(passed: _Days, unit: str) -> tuple[Decimal, Decimal]:
    """The days between two points in another unit, at their middle where they are no days."""
    middle = Decimal(passed.first + passed.last) / 2 / _DAYS[unit]
    return middle, middle


def _is_tight(length: Told, passed: _Days) -> bool:
    middle, _ = _units(passed, length.unit)
    if length.value <= 0 or middle <= 0:
        return False
    if length.unit == "day":
        # Both days are counted, or one of them.
        return length.value in (middle, middle + 1) and middle <= _MONTHS
    if length.unit == "year":
        # Years are those that are over, or the nearest number of them.
        whole = passed.first == passed.last and length.value <= middle < length.value + 1
        return whole or abs(middle - length.value) <= _ROUNDED
    return abs(middle - length.value) <= _TIGHT[length.unit]


def _others(length: Told) -> Iterator[Told]:
    """What may have been meant by a length: 37 or 27 or 74 for 47."""
    steps = (_TEN, _TWELVE) if length.unit == "month" else (_TEN,)
    values = {length.value + sign * step for step in steps for sign in (1, -1)}
    turned = _turned(length.value)
    if turned is not None:
        values.add(turned)
    for value in sorted(values):
        yield Told(value, length.unit)


def _turned(value: Decimal) -> Decimal | None:
    """A number with its last two digits the other way round."""
    if value != value.to_integral_value() or value < _TEN:
        return None
    digits = str(int(value))
    if digits[-1] == digits[-2] or digits[-1] == "0":
        return None
    return Decimal(f"{digits[:-2]}{digits[-1]}{digits[-2]}")


def _other_points(start: Moment, end: Moment, unit: str) -> Iterator[tuple[Moment, Moment]]:
    """What may have been meant by two points: 2023 for 2032, March for April."""
    for first, last in ((start, None), (end, start)):
        for other in _other_moments(first, unit):
            yield (other, end) if last is None else (last, other)


def _other_moments(moment: Moment, unit: str) -> Iterator[Moment]:
    if unit == "year" and moment.year is not None:
        turned = _turned(Decimal(moment.year))
        if turned is not None:
            yield _at(moment, int(turned), moment.month)
    if unit in ("day", "week") and moment.month is not None and moment.day is not None:
        for month in (moment.month - 1, moment.month + 1):
            if 1 <= month <= _TWELVE:
                yield _at(moment, moment.year, month)


def _at(moment: Moment, year: int | None, month: int | None) -> Moment:
    return Moment(year=year, month=month, day=moment.day)


def _passed(start: Moment, end: Moment, near: int) -> Iterator[_Days]:
    """The fewest and the most days from one point to another. A point without a year has that of
    the other or the next to it, or ``near``."""
    for first, last in _years(start, end, near):
        a, b = _days(start, first), _days(end, last)
        if a is not None and b is not None and b.last >= a.first:
            yield _Days(b.first - a.first, b.last - a.last)


def _years(start: Moment, end: Moment, near: int) -> tuple[tuple[int, int], ...]:
    if start.year is not None and end.year is not None:
        return ((start.year, end.year),)
    if start.year is not None:
        return ((start.year, start.year), (start.year, start.year + 1))
    if end.year is not None:
        return ((end.year, end.year), (end.year - 1, end.year))
    months = (start.month or 0, start.day or 0), (end.month or 0, end.day or 0)
    return ((near, near),) if months[0] <= months[1] else ((near - 1, near),)


def _days(moment: Moment, year: int) -> _Days | None:
    found = first_and_last(moment, year)
    return None if found is None else _Days(*(day.toordinal() for day in found))


def first_and_last(moment: Moment, year: int) -> tuple[date, date] | None:
    """The first and the last day of a day, month or year, taken to be of ``year``; ``None`` where
    the calendar has no such day."""
    try:
        if moment.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        last = moment.day or calendar.monthrange(year, moment.month)[1]
        return date(year, moment.month, moment.day or 1), date(year, moment.month, last)
    except ValueError:
        return None


# ---------------------------------------------------------------------------------------- the clock


def clock_goes(start: Claim, end: Claim, length: Decimal, most: Decimal | None = None) -> bool:
    """Whether so many minutes can lie between two clock times, in whichever order; off by ``most``
    of them, or by what so many leave room for."""
    room = max(Decimal(3), length / 20) if most is None else most
    return any(
        abs(passed - length) <= room for passed in (*_minutes(start, end), *_minutes(end, start))
    )


def is_clock_slip(start: Claim, end: Claim, length: Decimal) -> bool:
    """Whether so many minutes would lie between two clock times, but for one slip: an hour, a day
    between two weekdays, ten minutes, or two digits."""
    return any(passed in _other_minutes(start, end, length) for passed in _minutes(start, end))


def is_clock_near(start: Claim, end: Claim, length: Decimal) -> bool:
    """As :func:`is_near`, of so many minutes between two clock times."""
    return any(0 < max(each, length) <= min(each, length) * _NEAR for each in _minutes(start, end))


def _other_minutes(start: Claim, end: Claim, length: Decimal) -> set[Decimal]:
    hours, rest = divmod(length, 60)
    found: set[Decimal] = set()
    if rest:
        found |= {length - 60, length + 60, length - _TEN, length + _TEN}
        if (turned := _turned(rest)) is not None and turned < 60:
            found.add(hours * 60 + turned)
    if _weekday(start) is not None and _weekday(end) is not None:
        found |= {length - _DAY, length + _DAY}
    return {each for each in found if each > 0}


def _weekday(claim: Claim) -> int | None:
    return claim.figure.moment.weekday if claim.figure.moment else None


def _minutes(start: Claim, end: Claim) -> list[Decimal]:
    a, b = _minute(start), _minute(end)
    if a is None or b is None:
        return []
    first, last = _weekday(start), _weekday(end)
    if first is not None and last is not None:
        return [Decimal((b - a + (last - first) * _DAY) % (7 * _DAY))]
    passed = Decimal((b - a) % _DAY)
    if _has_half(start) and _has_half(end):
        return [passed]
    return [passed, (passed + _DAY // 2) % _DAY]


def _minute(claim: Claim) -> int | None:
    moment = claim.figure.moment
    if claim.figure.kind is not Kind.TIME or moment is None or moment.hour is None:
        return None
    return moment.hour * 60 + (moment.minute or 0)


def _has_half(claim: Claim) -> bool:
    """Whether a clock time says which half of the day it is of."""
    moment, written = claim.figure.moment, claim.figure.surface.lower()
    late = moment is not None and (moment.hour or 0) > _TWELVE
    return late or _HALF.search(written) is not None
