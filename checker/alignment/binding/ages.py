"""Ages: how old somebody is by a birth, by another age, or beside somebody else; how long ago.

In: the claims of a paragraph. Out: ``Value``s in years, and ``Tie``s of them: a birth, a point and
the age then; a birth and the age now; an age at a point and the age now, or at another point; two
ages and the years between them; a point and the years since. Now is the day of the article.

Since nobody says on which day somebody was born, most of these leave a year. Points are reckoned in
months of 31 days, so that it is as many years from birthday to birthday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import combinations, permutations, product
from typing import NamedTuple

from checker.alignment.binding.ties import (
    APART,
    GREW,
    GROWN,
    NOW,
    SINCE,
    THEN,
    Room,
    Tie,
    are_near,
)
from checker.alignment.binding.values import YEAR, Value
from checker.alignment.passages import Paragraph, Sentence
from checker.alignment.timing.lapses import first_and_last
from checker.alignment.wording import cue
from checker.model import Claim, Form, Kind, Modifier, Moment

_POINTS = frozenset({Kind.DATE, Kind.YEAR})
_YEARS = {"year": 1, "decade": 10}
_OLDEST, _OLDEST_THING = 115, 2000
_UNDER_A_YEAR = 0.998
_LATELY, _SOON = 0.17, 0.17
"""What is said to be so old may have been so two months ago, or be so in two months."""
_IN_COURT = 3.0
"""So many years may lie between a death and what is told of it in court."""
_MOST = 60
"""Of more ages and points than this the one times the other are a list or a table."""
_SEVERAL = 15
"""So are more than this of any: each is tried with every two others."""


class _Told(NamedTuple):
    """What a paragraph tells in years: ages, points of which the year is known, and lengths."""

    ages: tuple[Value, ...]
    points: tuple[Value, ...]
    lengths: tuple[Value, ...]
    presently: Room | None


def ages(paragraph: Paragraph) -> tuple[list[Value], list[Tie]]:
    """The ages of a paragraph that are no bare numbers, and all ties of ages and years."""
    told = _told(paragraph)
    if told is None:
        return [], []
    own = [value for value in told.ages if value.claim.figure.kind is not Kind.COUNT]
    several = max(map(len, (told.ages, told.points, told.lengths)))
    if several > _SEVERAL or len(told.ages) * max(len(told.points), 1) > _MOST:
        return own, []
    return own, list(_ties(told))


def _ties(told: _Told) -> Iterator[Tie]:
    yield from _of_a_birth(told)
    yield from _of_two_ages(told)
    yield from _of_lengths(told)


# ------------------------------------------------------------------------------------------- values


def _told(paragraph: Paragraph) -> _Told | None:
    figures = [(at, s, claim) for at, s in enumerate(paragraph) for claim in s.claims]
    old = tuple(v for at, s, c in figures if (v := _age(s, c, at)) is not None)
    lengths = tuple(v for at, _, c in figures if (v := _length(c, at)) is not None)
    if not (old or lengths):
        return None
    points = tuple(v for at, _, c in figures if (v := _point(c, at)) is not None)
    published = paragraph[0].document.published
    today = None if published is None else _at(published)
    lately = _lately(paragraph[0].document.text)
    now = None if today is None else (today - lately, today + _SOON)
    return _Told(old, points, lengths, now)


@lru_cache(maxsize=1)
def _lately(text: str) -> float:
    """How long ago what an article tells may be, in years: each of its paragraphs asks."""
    return _LATELY if cue("spans", "inquest").search(text) is None else _IN_COURT


def _at(day: date) -> float:
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def _age(sentence: Sentence, claim: Claim, at: int) -> Value | None:
    figure, quantity = claim.figure, claim.figure.quantity
    if quantity is None or quantity.low is None or figure.form is not Form.POINT:
        return None
    years = float(quantity.low)
    if not 1 <= years <= _OLDEST_THING or not years.is_integer():
        return None
    if figure.kind is Kind.COUNT:
        if figure.noun is not None or quantity.step != 1 or years > _OLDEST:
            return None
    elif figure.kind is Kind.ORDINAL:
        if not sentence.after(claim, 10).startswith(" birthday"):
            return None
    elif figure.kind is not Kind.AGE or quantity.unit not in ("year", None):
        return None
    less, more = _ROOM.get(figure.modifier, (None, 0.0))
    if less is None:
        return None
    low, high = years - less, years + more + _UNDER_A_YEAR
    return Value(claim, at, years, low, high, 1.0, "year", "age", "", 1.0, bare=False)


_ROOM: dict[Modifier, tuple[float | None, float]] = {
    Modifier.EXACTLY: (0.0, 0.0),
    Modifier.NEARLY: (1.0, 0.0),
    Modifier.JUST_OVER: (0.0, 1.0),
    Modifier.ABOUT: (2.0, 2.0),
}


def _point(claim: Claim, at: int) -> Value | None:
    """A day, a month or a year; a day without a year is the one nearest to the article's."""
    moment, published = claim.figure.moment, claim.document.published
    if claim.figure.kind not in _POINTS or moment is None:
        return None
    if moment.year is None:
        if moment.month is None or published is None:
            return None
        moment = replace(moment, year=_nearest_year(moment, published))
        claim = replace(claim, figure=replace(claim.figure, moment=moment))
    found = first_and_last(moment, moment.year or 0)
    if found is None:
        return None
    low, high = _at(found[0]), _at(found[1])
    year = float(moment.year or 0)
    return Value(claim, at, year, low, high, 1.0, "year", YEAR, "", 1.0, bare=False)


def _nearest_year(moment: Moment, published: date) -> int:
    years = published.year - 1, published.year, published.year + 1
    then = (moment.month or 1) / 12 + (moment.day or 15) / 372
    return min(years, key=lambda year: abs(year + then - _at(published)))


def _length(claim: Claim, at: int) -> Value | None:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.DURATION or quantity is None or quantity.low is None:
        return None
    times = _YEARS.get(quantity.unit or "")
    if times is None or figure.form is not Form.POINT:
        return None
    years, step = float(quantity.low) * times, float(quantity.step) * times
    less, more = _ROOM.get(figure.modifier, (None, 0.0))
    if less is None or not 1 <= years <= _OLDEST_THING:
        return None
    wide = 0.0 if step <= 1 else step / 2
    low, high = years - less - wide, years + more + wide
    return Value(claim, at, years, low, high, step, "year", "length", "", 1.0, bare=False)


# --------------------------------------------------------------------------------------------- ties

_are_near = partial(are_near, reach=5)
"""Of one life more sentences tell than of one sum."""


def _of_a_birth(told: _Told) -> Iterator[Tie]:
    """A birth with an age, at another point or now."""
    today = told.presently
    for age, birth in product(told.ages, told.points):
        if today is not None and birth.low <= today[1] and _are_near(birth, age):
            yield _aged(NOW, (birth, age), today)
        for end in told.points:
            if end is not birth and birth.low <= end.high and _are_near(birth, end, age):
                yield _aged(THEN, (birth, end, age), (end.low, end.high))


def _aged(relation: str, values: tuple[Value, ...], end: Room) -> Tie:
    birth, age = values[0], values[-1]
    born = _written((end[0] - age.high, end[1] - age.low))
    then = _written((birth.low + age.low, birth.high + age.high))
    old = max(end[0] - birth.high, 0.0), end[1] - birth.low
    if relation == NOW:
        return Tie(relation, ("birth", "age"), values, (born, old))
    return Tie(relation, ("birth", "point", "age"), values, (born, then, old))


def _written(room: Room) -> Room:
    """A room for a point as one for the number of its year."""
    return room[0] - 0.5, room[1] - 0.5


def _of_two_ages(told: _Told) -> Iterator[Tie]:
    """An age at a point with one that is now, or at another point."""
    today = told.presently
    for young, old in permutations(told.ages, 2):
        if young.number >= old.number:
            continue
        for point in told.points:
            if today is not None and point.low <= today[0] and _are_near(young, old, point):
                yield _grown((point, young, old), today)
        for one, other in permutations(told.points, 2):
            if one.high <= other.low and _are_near(young, old, one, other):
                yield _grown((one, other, young, old), (other.low, other.high))


def _grown(values: tuple[Value, ...], end: Room) -> Tie:
    start, young, old = values[0], values[-2], values[-1]
    passed = end[0] - start.high, end[1] - start.low
    least, most = old.low - young.high, old.high - young.low
    began = _written((end[0] - most, end[1] - least))
    then = old.low - passed[1], old.high - passed[0]
    later = young.low + passed[0], young.high + passed[1]
    if old is values[2]:
        return Tie(GROWN, ("point", "young", "old"), values, (began, then, later))
    ended = _written((start.low + least, start.high + most))
    roles = ("point", "later", "young", "old")
    return Tie(GREW, roles, values, (began, ended, then, later))


def _of_lengths(told: _Told) -> Iterator[Tie]:
    """The years between two ages, or from a point to now."""
    today = told.presently
    for length in told.lengths:
        for one, other in combinations(told.ages, 2):
            if one.number != other.number and _are_near(one, other, length):
                young, old = (one, other) if one.number < other.number else (other, one)
                yield _apart(young, old, length)
        for point in told.points:
            if today is not None and point.low <= today[0] and _are_near(point, length):
                yield _since(point, length, today)


def _apart(young: Value, old: Value, length: Value) -> Tie:
    low, high = length.low - 1, length.high + 1
    needed = (
        (old.number - high, old.number - low),
        (young.number + low, young.number + high),
        (old.number - young.number - 1, old.number - young.number + 1),
    )
    return Tie(APART, ("young", "old", "length"), (young, old, length), needed)


def _since(point: Value, length: Value, now: Room) -> Tie:
    low, high = length.low - 1, length.high + 1
    needed = (
        _written((now[0] - high, now[1] - low)),
        (max(now[0] - point.high - 1, 0.0), now[1] - point.low + 1),
    )
    return Tie(SINCE, ("point", "length"), (point, length), needed)
