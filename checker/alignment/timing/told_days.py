"""Days told in words: "tomorrow", "last year", "this May", "on Monday", by the day of the article.

In: a figure and the text behind it. Out: the point as a claim of its own, and between which days it
lies.
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from checker.alignment.timing.years_of_life import Room
from checker.alignment.wording import listed
from checker.model import Claim, Kind, Moment
from checker.patterns import lazy

_TOLD = lazy(
    r"(?: on (?:his|her|their) birthday)?(?:,? on|,? in|,)?\s(?P<day>"
    r"(?P<which>last|this|next|later this|earlier this) (?P<unit>week|month|year|season|spring"
    r"|summer|autumn|fall|winter|[A-Z][a-z]+)|yesterday|today|tomorrow|tonight"
    r"|(?P<name>[A-Z][a-z]+day)|(?<=in )(?P<month>[A-Z][a-z]+))(?![\w-])(?! [^\W_A-Za-z])"
)
_A_DAY, _WEEK = timedelta(days=1), timedelta(days=8)
_MONTH, _HALF_YEAR = timedelta(days=31), timedelta(days=190)


class Day(NamedTuple):
    """A point told in words, and between which days it lies."""

    point: Claim
    room: Room


def told_day(claim: Claim, behind: str, *, ahead: bool = False) -> Day | None:
    """The point that words straight behind a figure tell, which lies ``ahead`` or behind."""
    found, day = _TOLD.match(behind), claim.document.published
    if found is None or day is None:
        return None
    which, unit = found["which"] or "", found["unit"] or ""
    if found["month"]:
        which, unit = "this", found["month"]
    room = _room(found["day"], which.rpartition(" ")[2], unit, day, ahead=ahead)
    if room is None:
        return None
    at = day if room.first <= day <= room.last else room.first
    moment = Moment(year=at.year, month=at.month, day=at.day)
    if (room.last - room.first).days > _MONTH.days:
        moment = Moment(year=at.year)
    figure = replace(
        claim.figure, kind=Kind.DATE, surface=found["day"], quantity=None, moment=moment
    )
    return Day(replace(claim, figure=figure), room)


def _room(told: str, which: str, unit: str, day: date, *, ahead: bool) -> Room | None:
    if not unit:
        if told.lower() == "tomorrow":
            return Room(day, day + 2 * _A_DAY)
        if told.lower() in ("yesterday", "today", "tonight"):
            return Room(day - 2 * _A_DAY, day + _A_DAY)
        if told.lower() not in listed("calendar", "weekdays"):
            return None
        return Room(day - _A_DAY, day + _WEEK) if ahead else Room(day - _WEEK, day + _A_DAY)
    turn = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "year":
        return Room(date(day.year + turn, 1, 1), date(day.year + turn, 12, 31))
    if unit in ("week", "month"):
        step = _WEEK if unit == "week" else _MONTH
        return Room(day + min(turn - 1, turn * 2) * step, day + max(turn + 1, turn * 2) * step)
    if unit.lower() in listed("calendar", "months"):
        return _in_month(unit, day, ahead=ahead)
    if unit.islower():
        return Room(day - _HALF_YEAR, day + _HALF_YEAR) if not turn else None
    if unit.lower() in listed("calendar", "weekdays"):
        return Room(day - 2 * _WEEK, day + 2 * _WEEK)
    return None


def _in_month(name: str, day: date, *, ahead: bool) -> Room | None:
    names = [each.lower() for each in calendar.month_name]
    if name.lower() not in names:
        return None
    month, year = names.index(name.lower()), day.year
    if ahead and month < day.month:
        year += 1
    if not ahead and month > day.month:
        year -= 1
    return Room(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
