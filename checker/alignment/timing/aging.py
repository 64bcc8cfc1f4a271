"""Aging: how old somebody is at some point, and by which slip of the pen another age stands there.

In: ages and points with their sentences. Out: the years between two points, the ages and years that
may have been meant, whether an age is that of the day of the article.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Claim, Moment
from checker.patterns import lazy

_TEN, _HUNDRED = 10, 100
_TITLE = lazy(r"[“\"][A-Z][^“”\".!?]{1,60}[”\"]")


class At(NamedTuple):
    """A figure with its sentence."""

    sentence: Sentence
    claim: Claim


def whole(at: At) -> int:
    """The number of an age or of a length in years."""
    quantity = at.claim.figure.quantity
    return int(quantity.low) if quantity is not None and quantity.low is not None else 0


def passed(start: Moment, end: Moment) -> tuple[int, int]:
    """The fewest and the most whole years from one point to another."""
    years = (end.year or 0) - (start.year or 0)
    if start.month is None or end.month is None or start.month == end.month:
        known = None not in (start.day, end.day, start.month, end.month)
        over = known and (start.month, start.day or 0) <= (end.month, end.day or 0)
        return (years, years) if over else (years - 1, years)
    return (years, years) if start.month < end.month else (years - 1, years - 1)


def fits(age: int, room: tuple[int, int]) -> bool:
    """Whether an age goes with the years that have passed, give or take one."""
    return room[0] - 1 <= age <= room[1] + 1


def others(age: int) -> set[int]:
    """What may have been meant by a number of years."""
    return {age + _TEN, age - _TEN, turned(age)} - {age}


def turned(number: int) -> int:
    """A number with its last two digits in the other order."""
    rest, last = divmod(number, _HUNDRED)
    tens, ones = divmod(last, _TEN)
    return rest * _HUNDRED + ones * _TEN + tens if number >= _TEN and ones else number


def is_slip(age: int, start: Moment, end: Moment) -> bool:
    """Whether somebody would be so old but for one slip, in the age or in the year of birth."""
    room = passed(start, end)
    if any(room[0] <= other <= room[1] for other in others(age)):
        return True
    year = turned(start.year or 0)
    then = passed(Moment(year=year, month=start.month, day=start.day), end)
    return year != start.year and then[0] <= age <= then[1]


def of_a_horse(sentence: Sentence, birth: Claim) -> Claim:
    """A foal's year of birth alone: horses are a year older on 1 January."""
    moment = birth.figure.moment
    if moment is None or not sentence.says_in(sentence.before(birth, 40), "spans", "foaled"):
        return birth
    year = replace(moment, month=None, day=None)
    return replace(birth, figure=replace(birth.figure, moment=year))


def today_of(claim: Claim) -> Moment | None:
    """The day of a claim's article."""
    day = claim.document.published
    return None if day is None else moment_of(day)


def moment_of(day: date) -> Moment:
    """A day as texts tell it."""
    return Moment(year=day.year, month=day.month, day=day.day)


def is_now(age: At) -> bool:
    """Whether an age is that of the day of the article: "is 65", "turned 94 on Tuesday", "was 82
    in February"."""
    before, behind = age.sentence.before(age.claim, 40), age.sentence.after(age.claim, 40)
    if frame("spans", r"\b{is_so_old} $").search(before):
        return True
    month = alternatives("calendar", "months")
    day = rf" (?:on|last|this|in) (?:{alternatives('calendar', 'weekdays')}|{month})\b"
    reached = frame("spans", r"\b(?:{turned}|(?:he|she) was) $").search(before)
    on = frame("spans", day).match(behind)
    # "Turned 94 in May 2020" was not lately.
    if reached is None or on is None:
        return False
    return not behind[on.end() :].lstrip()[:1].isdecimal()


def are_of_one(told: list[At]) -> bool:
    """Whether the text from the first to the last of some figures tells of one person: of "he" or
    of "she", and of no relative."""
    ordered = sorted(told, key=lambda at: at.claim.figure.span)
    first, last = ordered[0], ordered[-1]
    text = first.sentence.document.text
    start, end = first.sentence.segment.span.start, last.claim.figure.span.end
    text = text[start : min(last.sentence.segment.span.end, end)]
    text = frame("spans", r"\b(?:his|her|an?|the) {kin}['’]s\b").sub("", text)
    # What is quoted by its title, and "whose birthday", bring in nobody.
    text = _TITLE.sub("", text).replace("whose date of birth", "").replace("whose birth", "")
    # "Was a widow" tells of the same person.
    text = frame("spans", r"\b(?:is|was|be|been|became) an? {kin}\b(?!['’])").sub("", text)
    if cue("spans", "kin", "pairs").search(text):
        return False
    words = text.lower().split()
    return not ("he" in words and "she" in words)


def near(told: list[At], most: int) -> bool:
    """Whether some figures stand within so many characters of each other."""
    spans = sorted(at.claim.figure.span for at in told)
    return spans[-1].end - spans[0].start <= most
