"""Periods: whether what two claims measure is of two times, or of one that is told in two ways.

In: two ``Claim``s. Out: what differs, in words, or ``None``.
"""

from __future__ import annotations

from datetime import timedelta

from checker.alignment.pairing.agreement import behaviour, is_size_of, same_period
from checker.alignment.pairing.past import is_long_past, is_told_of_past
from checker.dimensions import dimension
from checker.model import Claim, Kind, Period

TWO_PERIODS, LONG_PAST = "two periods", "a time long past and now"
_MONTH = 31
# What happened is told by the day of the article as well as by its own.
_NEAR = timedelta(days=1)


def times(a: Claim, b: Claim) -> str | None:
    """Two periods or two hours, or one that is long past and now."""
    if a.counterpart is not None or is_size_of(a, b):
        return None
    if a.period is not None and b.period is not None and _are_apart(a, b):
        return TWO_PERIODS
    if (a.period is None) != (b.period is None) and is_long_past(a) != is_long_past(b):
        undated = a if a.period is None else b
        return None if is_told_of_past(undated) else LONG_PAST
    if a.figure.kind is Kind.TIME:
        return None
    if a.hour is not None and b.hour is not None and a.hour != b.hour:
        return "two hours"
    if dimension(a.figure) == "percent" and (a.hour is None) != (b.hour is None):
        return "an hour and none"
    return None


def two_times(a: Claim, b: Claim) -> str | None:
    """Two periods that lie so far apart that no reading of a word makes them one."""
    if times(a, b) != TWO_PERIODS or a.period is None or b.period is None:
        return None
    days = [day for each in (a.period, b.period) for day in (each.start, each.end) if day]
    if len(days) < len((a, b)) * 2 or max(days) - min(days) > _NEAR:
        return TWO_PERIODS
    return None


def _are_apart(a: Claim, b: Claim) -> bool:
    """Whether two known periods cannot be one: they do not meet, or, for what is measured over a
    time, one is a part of the other. An event of a day may be told by its month, and so may what
    was so on a day."""
    one, other = a.period, b.period
    if one is None or other is None or same_period(a, b):
        return False
    if one.end and other.start and one.end < other.start:
        return True
    if other.end and one.start and other.end < one.start:
        return True
    if one.cumulative or other.cumulative:
        return one.cumulative and other.cumulative
    of = behaviour(a) or behaviour(b)
    return of == "flow" or (of == "state" and not _is_day_of_month(one, other))


def _is_day_of_month(one: Period, other: Period) -> bool:
    """Whether one of two periods that meet is a day, and the other no longer than a month."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    days = sorted(((one.end - one.start).days, (other.end - other.start).days))
    return days[0] <= 1 and days[1] <= _MONTH
