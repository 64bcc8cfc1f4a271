"""Dates, clock times, years and scores, which are no quantities and still can disagree.

In: two ``Claim``s of one kind. Out: whether what they say can be one, and when it is no time of
day or date that can be compared at all; and whether they are one but for a slip.
"""

from __future__ import annotations

from checker.alignment.pairing.windows import around, before
from checker.alignment.wording import cue, frame
from checker.datelines import end_of_dateline
from checker.model import Claim, Kind, Moment

MOMENTS = frozenset({Kind.DATE, Kind.TIME, Kind.YEAR})
# Clock times that differ by less are one time, rounded: to the hour, the quarter, five minutes.
_HOUR, _QUARTER, _FIVE = 30, 8, 3
# "Shortly before four" is so many minutes before it at most.
_NEAR_BY = 15
_HALF_DAY = 12 * 60
# What is told of one event by mistake lies no further off.
_HOURS, _DAYS, _YEARS = 3 * 60, 60, 25
_YEAR_OF_DAYS = 360
_BEHIND = 24
_LED = 20
# So many characters around a figure say by when it was reached.
_ABOUT = 60
_NOON = 12
_HALVES = ("am", "pm", "a.m", "p.m", "a.m.", "p.m.", "noon")


def meet(a: Claim, b: Claim) -> bool:
    """Whether two moments or two scores can be one: they differ in nothing that both say."""
    if a.figure.kind is Kind.SCORE and b.figure.kind is Kind.SCORE:
        return _ends(a) == _ends(b)
    one, other = a.figure.moment, b.figure.moment
    if one is None or other is None or a.figure.kind is not b.figure.kind:
        return True
    if a.figure.kind is Kind.TIME:
        rough = any(_is_rough(claim) for claim in (a, b))
        return _is_one_time(one, other, rough) or _are_of_two_halves(a, b)
    return all(
        first is None or second is None or first == second
        for first, second in (
            (one.year, other.year),
            (one.month, other.month),
            (one.day, other.day),
        )
    )


def has_clock_swapped(a: Claim, b: Claim) -> bool:
    """Whether two clock times have the same three digits or four in another order."""
    one, other = _on_a_dial(a), _on_a_dial(b)
    return bool(one) and one != other and sorted(one) == sorted(other)


def _on_a_dial(claim: Claim) -> str:
    """The digits of a clock time to the minute, by a clock of twelve hours."""
    moment = claim.figure.moment
    if claim.figure.kind is not Kind.TIME or moment is None or not moment.minute:
        return ""
    return f"{((moment.hour or 0) - 1) % _NOON + 1}{moment.minute:02}"


def is_day_slip(a: Claim, b: Claim) -> bool:
    """Whether two dates differ by their month alone, or by the ten of their day, or by the order of
    its digits, or as they are misheard."""
    one, other = a.figure.moment, b.figure.moment
    if not a.figure.kind is b.figure.kind is Kind.DATE or one is None or other is None:
        return False
    if None in (one.day, one.month, other.day, other.month):
        return False
    if one.weekday != other.weekday and None not in (one.weekday, other.weekday):
        return False  # whoever mistakes the day keeps the weekday
    if one.day == other.day:
        return one.month != other.month
    return one.month == other.month and _is_one_off(str(one.day), str(other.day))


def _is_one_off(one: str, other: str) -> bool:
    """Whether two days have the same last digit, or the digits of each other: 3 and 13, 17 and 27,
    13 and 31; or are heard as one another, 13 and 30."""
    misheard = {one, other} == {"13", "30"}
    return one[-1] == other[-1] or one == other[::-1] or misheard


def are_near(a: Claim, b: Claim) -> bool:
    """Whether two moments lie so near that they may be one, told wrongly: hours of a day, days of a
    season, years of a life."""
    one, other = a.figure.moment, b.figure.moment
    if one is None or other is None:
        return True
    if one.hour is not None and other.hour is not None:
        apart = abs((one.hour - other.hour) * 60 + (one.minute or 0) - (other.minute or 0))
        apart %= _HALF_DAY
        return min(apart, _HALF_DAY - apart) <= _HOURS
    if one.year is not None and other.year is not None and abs(one.year - other.year) > _YEARS:
        return False
    if one.month is None or other.month is None:
        return True
    days = abs(_day_of_year(one) - _day_of_year(other))
    return min(days, _YEAR_OF_DAYS - days) <= _DAYS


def _day_of_year(moment: Moment) -> int:
    return ((moment.month or 1) - 1) * 30 + (moment.day or 1)


def _ends(claim: Claim) -> frozenset[object]:
    quantity = claim.figure.quantity
    return frozenset() if quantity is None else frozenset({quantity.low, quantity.high})


def _is_rough(claim: Claim) -> bool:
    """Whether a time is told as one near by: "just before half past eleven"."""
    return frame("spans", r"\b{roughly}\s+$").search(before(claim, _LED)) is not None


def _is_one_time(one: Moment, other: Moment, rough: bool) -> bool:
    if one.hour is None or other.hour is None:
        return True
    room = max(_rounding(one.minute), _rounding(other.minute), _NEAR_BY if rough else 0)
    apart = abs((one.hour - other.hour) * 60 + (one.minute or 0) - (other.minute or 0))
    apart %= _HALF_DAY  # "4.17" may be of the morning or of the afternoon
    return min(apart, _HALF_DAY - apart) <= room


def _are_of_two_halves(a: Claim, b: Claim) -> bool:
    """Whether both say which half of the day they are of, and lie so far apart that they are the
    times of two events: "4.15pm", "4.02am"; not so "11.35 a.m." and "1.35 a.m.", of one minute."""
    if _is_hour_alone(a, b) or has_clock_swapped(a, b):
        return False
    minutes = []
    for claim in (a, b):
        moment, written = claim.figure.moment, claim.figure.surface.lower()
        if (
            moment is None
            or moment.hour is None
            or not (moment.hour > _NOON or written.endswith(_HALVES))
        ):
            return False
        minutes.append(moment.hour * 60 + (moment.minute or 0))
    apart = abs(minutes[0] - minutes[1])
    return min(apart, 2 * _HALF_DAY - apart) > _HALF_DAY / 2


def _is_hour_alone(a: Claim, b: Claim) -> bool:
    """Whether two clock times of one minute differ by their hour."""
    one, other = _on_a_dial(a), _on_a_dial(b)
    return bool(one and other) and one != other and one[-2:] == other[-2:]


def _rounding(minute: int | None) -> int:
    """By how many minutes a time may have been rounded."""
    if not minute:
        return _HOUR
    return _QUARTER if minute % 15 == 0 else _FIVE if minute % 5 == 0 else 0


def _is_of_dateline(claim: Claim) -> bool:
    """Whether a day is that of the report, "BERROW, March 12 (Agency) —", and none that it tells
    of."""
    return claim.figure.span.end <= end_of_dateline(claim.document.text, *claim.segment.span)


def _is_of_count(claim: Claim) -> bool:
    """Whether a day is that of a count, "as of 9 May", which another report takes on another."""
    return (
        frame("comparing", r"\b{as_of_a_day}\s+(?:\w+day,?\s+)?$").search(before(claim, _LED))
        is not None
    )


def is_full(claim: Claim) -> bool:
    """Whether a moment says enough to contradict another: a day of a month, a time to the minute
    of one's own zone, a year."""
    moment = claim.figure.moment
    if moment is None:
        return False
    if claim.figure.kind is Kind.DATE:
        full = moment.day is not None and moment.month is not None
        return full and not (_is_of_dateline(claim) or _is_of_count(claim))
    if claim.figure.kind is Kind.TIME:
        start, end = claim.figure.span
        told = claim.document.text[start : end + _BEHIND]
        return bool(moment.minute) and not cue("comparing", "zones").search(told)
    return moment.year is not None


def are_of_one_end(a: Claim, b: Claim) -> bool:
    """Whether two counts were taken at the end of one day, as both texts say: "by nightfall on
    Tuesday", "by Tuesday night"."""
    one, other = a.period, b.period
    if one is None or other is None or one.end is None or one.end != other.end:
        return False
    return all(
        frame("comparing", r"\b{by_the_end_of_day}\b").search(around(claim, _ABOUT, _ABOUT))
        for claim in (a, b)
    )
