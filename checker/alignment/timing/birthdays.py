"""Birthdays: points beside them, and how far off: "three days before her 90th birthday".

In: a sentence as ``years_of_life`` reads it and an age that is told by a birthday, or as the one
that somebody has turned. Out: its ``Told``: "shortly after she had turned 70", "his 17th birthday
falls on 19 August", "is 73 on his last birthday, 3 February".
"""

from __future__ import annotations

import re
from datetime import timedelta

from checker.alignment.timing.aging import At
from checker.alignment.timing.told_days import told_day
from checker.alignment.timing.years_of_life import (
    TURN,
    Room,
    Told,
    Whole,
    dated,
    days_of,
    next_point,
    turned_then,
    years_old,
)
from checker.alignment.wording import frame
from checker.model import Claim, Kind
from checker.patterns import lazy

_SHORTLY = 100
"""So many days are "shortly"."""
_DAYS = {"day": (1, 0), "week": (7, 4), "month": (30, 20)}
"""How many days a length is of, and by how many it may be off."""

LAST_BIRTHDAY = lazy(r" on (?:his|her|their) (?:last|latest|most recent) birthday\b")


def on_a_birthday(whole: Whole, at: At) -> Told | None:
    """ "Is 73 on his last birthday, 3 February"."""
    point = next_point(whole, at.claim)
    if point is None:
        return None
    gap = whole.between(at.claim.figure.span.end, point.figure.span.start)
    then = dated(point)
    room = days_of(then)
    if room is None or not re.fullmatch(r" on (?:his|her|their) [a-z ]+ birthday,? (?:on )?", gap):
        return None
    return Told(at, then, (turned_then(years_old(at.claim), room),), turned=True)


def is_of_a_birthday(whole: Whole, point: Claim) -> bool:
    """ "Her 16th birthday on 2 May", "turned 16 on 2 May"."""
    before = whole.sentence.before(point, 40)
    birthday = frame("spans", r"\b(?:birthday|{turned} \S+)[a-z ]{0,8} (?:on )?$")
    return birthday.search(before) is not None


_IS_ON = lazy(r" birthday(?: (is|falls|comes|will be)| was| fell)?(?= )")
_FALLS = lazy(
    r" birthday,? (?:(?:falls|fell|is|was|will be|will fall|would have (?:been|fallen)|comes|came"
    r"|is due|was celebrated) )?(?:(?:on|in) )?(?:[A-Z][a-z]+day,? )?"
)
AWAY_TURNED = lazy(
    r"\b(?:days?|weeks?|months?|shortly|soon|just) (?:after|before) (?:he|she) (?:had |would )?"
    r"turn(?:ed)? $"
)
_AWAY = lazy(
    r"(?P<some>shortly|soon|not long|just|(?:[a-z]+ )?(?:days?|weeks?|months?))?"
    r" ?(?P<turn>after|before|short of|on|the day after|the day before|the eve of)? "
    r"(?:(?:what would have been )?(?:his|her|their|my|whose)|(?:he|she) (?:had |would )?"
    r"turn(?:ed)?) $"
)
_SHORT_OF = ("before", "short of", "the day before", "the eve of")


def by_birthday(whole: Whole, at: At, behind: str) -> Told | None:
    """ "Shortly after her 70th birthday", "his 17th birthday falls on 19 August"."""
    years, birthday = years_old(at.claim), behind.startswith(" birthday")
    led = _IS_ON.match(behind)
    day = told_day(at.claim, behind[led.end() :], ahead=bool(led[1])) if led else None
    if day is not None:
        return Told(at, day.point, (turned_then(years, day.room),), turned=True)
    point = next_point(whole, at.claim) if birthday else None
    if point is not None:
        gap = at.sentence.between(at.claim, point)
        if _FALLS.fullmatch(gap):
            ahead = re.search(r"\b(?:falls|is|will|would|comes)\b", gap) is not None
            then = dated(point, ahead=ahead)
            room = days_of(then)
            told = None if room is None else turned_then(years, room)
            return None if told is None else Told(at, then, (told,), turned=True)
    before = [p for p in whole.points if p.figure.span.end <= at.claim.figure.span.start]
    return _off_a_birthday(whole, at, dated(before[-1])) if before else None


def _off_a_birthday(whole: Whole, at: At, point: Claim) -> Told | None:
    """A point before or after a birthday."""
    gap = whole.between(point.figure.span.end, at.claim.figure.span.start)
    away, room = _AWAY.search(gap), days_of(point)
    if away is None or room is None or TURN.search(gap[: away.start()]):
        return None
    turn, length = away["turn"] or "", _length_to(whole, at.claim)
    off = _days_off(length, away["some"])
    if off is None:
        return None
    least, most = (timedelta(days=each) for each in off)
    if turn in _SHORT_OF:
        room = Room(room.first + least, room.last + most)
    elif turn in ("after", "the day after"):
        room = Room(room.first - most, room.last - least)
    elif turn != "on" or away["some"]:
        return None
    return Told(at, point, (turned_then(years_old(at.claim), room),), turned=True, away=length)


def _length_to(whole: Whole, age: Claim) -> Claim | None:
    """The length by which a point lies off a birthday: "three days before his 90th"."""
    lengths = [
        c
        for c in whole.sentence.claims
        if c.figure.kind is Kind.DURATION and 0 < age.figure.span.start - c.figure.span.end < 32
    ]
    return lengths[-1] if lengths else None


def _days_off(length: Claim | None, some: str | None) -> tuple[int, int] | None:
    """How many days a birthday is off, at least and at most."""
    if length is None or length.figure.quantity is None:
        return (0, _SHORTLY) if some else (0, 1)
    quantity = length.figure.quantity
    if quantity.unit not in _DAYS or quantity.low is None:
        return None
    times, room = _DAYS[quantity.unit]
    off = int(quantity.low * times)
    return max(0, off - room), off + room
