"""Lifetimes: an age that goes neither with the birth, nor with the other age that a passage tells.

In: the paragraphs of a story with their dates, years, ages, lengths and bare numbers. Out: all of
them off by one slip of the pen (ten, or two digits turned), and each with nothing else in its
passage that it could go with: a birth and an age ("She turned 94 on Tuesday; when she was born, in
1922 ..."), with the year in which that was its age; two ages and the years between them ("At 22 he
was there. Twenty-one years later, at 34 ..."); two ages and the year of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.passages import Sentence, aligned
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Moment, Quantity, Slot
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_BESIDE = _DATED | {Kind.DURATION}
_OLDEST = 115
_TEN = 10
_LAST = 99
_CLOSED = lazy(
    r"\s?(?:[.,;:)\"”–—]|$)|\s(?:when|and|now|then|at|on|in|years|the (?:day|year|night))\b"
)
_GOES_ON = lazy(r"\W*(?:he|she|it|that)\b", re.IGNORECASE)
_HEADS = lazy(r"^\W*At $")


class _At(NamedTuple):
    """A figure with its sentence."""

    sentence: Sentence
    claim: Claim


def lifetimes(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """The ages of a paragraph that do not go with what is told beside them."""
    kinds = {claim.figure.kind for sentence in paragraph for claim in sentence.claims}
    if kinds.isdisjoint(_BESIDE):
        return
    ages = [_At(s, in_years(c)) for s in paragraph for c in s.claims if _is_age(s, c)]
    if not 1 <= len(ages) <= 2:
        return
    points = [_At(s, c) for s in paragraph for c in s.claims if _has_year(c)]
    births = [each for each in points if _is_birth(*each)]
    if len(births) == 1 and len(ages) == 1:
        yield from _born(births[0], ages[0], [each for each in points if each != births[0]])
    elif len(ages) == 2 and not births:
        lengths = [_At(s, c) for s in paragraph for c in s.claims if _is_years(c)]
        if len(lengths) == 1 and len(points) < 2:
            yield from _apart(ages[0], ages[1], lengths[0])
        elif not lengths and len(points) == 1:
            yield from _since(ages[0], ages[1], points[0])


# ------------------------------------------------------------------------------------ what is told


def in_years(age: Claim) -> Claim:
    """An age as such, where only a bare number is written."""
    quantity = age.figure.quantity
    if quantity is None or age.figure.kind is Kind.AGE:
        return age
    return replace(
        age, figure=replace(age.figure, kind=Kind.AGE, quantity=replace(quantity, unit="year"))
    )


def _is_age(sentence: Sentence, claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.form is not Form.POINT or quantity is None or quantity.low is None:
        return False
    if figure.modifier is not Modifier.EXACTLY or not 1 <= quantity.low <= _OLDEST:
        return False
    if figure.kind is Kind.AGE:
        return quantity.unit in ("year", None) and "-year-old" not in figure.surface
    if figure.kind is not Kind.COUNT or figure.noun is not None or quantity.step != 1:
        return False
    if _HEADS.search(sentence.before(claim, 8)) and re.match(
        r" (?:the|he|she)\b", sentence.after(claim, 5)
    ):
        return True
    led = frame("spans", r"(?:^|\b){so_old} $").search(sentence.before(claim, 40))
    return led is not None and _CLOSED.match(sentence.after(claim, 12)) is not None


def _has_year(claim: Claim) -> bool:
    moment = claim.figure.moment
    return claim.figure.kind in _DATED and moment is not None and moment.year is not None


def _is_years(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return claim.figure.kind is Kind.DURATION and quantity is not None and quantity.unit == "year"


def _is_birth(sentence: Sentence, point: Claim) -> bool:
    """Whether somebody was born at a point, with no other point in between."""
    before = sentence.before(point, 120)
    ahead = [c for c in sentence.claims if c.figure.span < point.figure.span]
    if ahead and ahead[-1].figure.kind in _DATED:
        before = sentence.between(ahead[-1], point)
    return frame("spans", r"\b{born_at}\b[^.;:]{0,80}$").search(before) is not None


def _whole(claim: Claim) -> int:
    quantity = claim.figure.quantity
    return int(quantity.low) if quantity is not None and quantity.low is not None else 0


def _passed(start: Moment, end: Moment) -> tuple[int, int]:
    """The fewest and the most whole years from one point to another."""
    years = (end.year or 0) - (start.year or 0)
    if start.month is None or end.month is None or start.month == end.month:
        known = None not in (start.day, end.day, start.month, end.month)
        over = known and (start.month, start.day or 0) <= (end.month, end.day or 0)
        return (years, years) if over else (years - 1, years)
    return (years, years) if start.month < end.month else (years - 1, years - 1)


def _fits(age: int, passed: tuple[int, int]) -> bool:
    return passed[0] - 1 <= age <= passed[1] + 1


def _is_slip(age: int, start: Moment, end: Moment) -> bool:
    """Whether somebody would be so old but for one slip, in the age or in the year of birth."""
    passed = _passed(start, end)
    if any(passed[0] <= other <= passed[1] for other in _others(age)):
        return True
    century, year = divmod(start.year or 0, 100)
    turned = century * 100 + _turned(year)
    then = _passed(replace(start, year=turned), end)
    return turned != start.year and then[0] <= age <= then[1]


def _others(age: int) -> set[int]:
    return {age + _TEN, age - _TEN, _turned(age)} - {age}


def _turned(number: int) -> int:
    """Two digits in the other order."""
    tens, ones = divmod(number, _TEN)
    return ones * _TEN + tens if _TEN <= number <= _LAST and ones else number


def _today(claim: Claim) -> Moment | None:
    day = claim.document.published
    return None if day is None else Moment(year=day.year, month=day.month, day=day.day)


def _is_now(age: _At) -> bool:
    """Whether an age is that of the day of the article: "is 65", "turned 94 on Tuesday"."""
    before, behind = age.sentence.before(age.claim, 40), age.sentence.after(age.claim, 40)
    if frame("spans", r"\b{is_so_old} $").search(before):
        return True
    day = rf" (?:on|last|this) {alternatives('calendar', 'weekdays')}\b"
    turned = frame("spans", r"\b{turned} $").search(before)
    return turned is not None and frame("spans", day).match(behind) is not None


# --------------------------------------------------------------------------------------- alignments


def _born(birth: _At, age: _At, others: Sequence[_At]) -> Iterator[Alignment]:
    """A birth and an age, with the year in which it was or on the day of the article."""
    start, today, old = birth.claim.figure.moment, _today(age.claim), _whole(age.claim)
    first, last = sorted((birth, age), key=lambda each: each.claim.figure.span)
    text = birth.sentence.document.text[first.claim.figure.span.end : last.claim.figure.span.start]
    if start is None or _is_of_kin(age) or _is_of_kin(birth) or _names_kin(text):
        return
    ends = [(each, m) for each in others if (m := each.claim.figure.moment) is not None]
    if any(_fits(old, _passed(start, moment)) for _, moment in ends):
        return
    if today is not None and _fits(old, _passed(start, today)):
        return
    beside = [each for each in ends if each[0].sentence is age.sentence]
    slips = [each for each, moment in beside if _is_slip(old, start, moment)]
    if len(slips) == 1:
        scope = Slot("then", age.claim.figure.surface, age.claim.figure.span)
        length = replace(age.claim, scope=scope)
        grounds = "a birth, an age and a year"
        yield aligned("span", (grounds,), start=birth.claim, end=slips[0].claim, length=length)
    elif not slips and today is not None and _is_now(age) and _is_slip(old, start, today):
        grounds = "the only birth and the only age"
        yield aligned("span", (grounds,), start=birth.claim, length=age.claim)


def _is_of_kin(at: _At) -> bool:
    """Whether an age or a birth is that of a relative: "whose mother, 76"."""
    clause = re.split(r"[;:]|, (?=who\b)", at.sentence.before(at.claim, 60))[-1]
    return _names_kin(clause)


def _names_kin(text: str) -> bool:
    return frame("spans", r"\b(?:his|her|their|whose|my) {kin}\b").search(text) is not None


def _apart(first: _At, second: _At, length: _At) -> Iterator[Alignment]:
    """Two ages and the years that are said to lie between them."""
    passed, told = abs(_whole(second.claim) - _whole(first.claim)), _whole(length.claim)
    behind = length.sentence.after(length.claim, 60)
    between = frame("spans", r" (?:{later}|{afterwards}|{earlier})\b|[^.;:]* (?:between|apart)\b")
    beside = length.sentence in (first.sentence, second.sentence) or "between" in behind
    if not beside or not between.match(behind) or abs(passed - told) <= 1 or not passed:
        return
    young, old = sorted((first.claim, second.claim), key=_whole)
    turned = {
        abs(_turned(_whole(old)) - _whole(young)),
        abs(_whole(old) - _turned(_whole(young))),
    }
    if passed in _others(told) or told in turned:
        grounds = "two ages and the years between them"
        yield aligned("span", (grounds,), start=young, end=old, length=length.claim)


def _since(first: _At, second: _At, point: _At) -> Iterator[Alignment]:
    """An age in a year, and that of today."""
    now = [each for each in (first, second) if _is_now(each)]
    then = [each for each in (first, second) if each.sentence is point.sentence]
    then = [each for each in then if each not in now]
    start, today = point.claim.figure.moment, _today(point.claim)
    if len(now) != 1 or len(then) != 1 or start is None or today is None:
        return
    text = point.sentence.document.text
    spans = sorted((now[0].claim.figure.span, then[0].claim.figure.span))
    if cue("spans", "kin", "pairs").search(text[spans[0].end : spans[1].start]):
        return
    if now[0].sentence is not then[0].sentence and not _GOES_ON.match(now[0].sentence.text):
        return
    years = _whole(now[0].claim) - _whole(then[0].claim)
    passed = _passed(start, today)
    off = _turned(_whole(now[0].claim)) - _whole(then[0].claim)
    slips = {years + _TEN, years - _TEN, off} - {years}
    if years > 0 and not _fits(years, passed) and any(map(passed.__contains__, slips)):
        quantity = Quantity(Decimal(years), Decimal(years), Decimal(1), "year")
        figure = replace(now[0].claim.figure, kind=Kind.DURATION, quantity=quantity)
        scope = Slot("since", figure.surface, figure.span)
        length = replace(now[0].claim, figure=figure, scope=scope)
        yield aligned("span", ("two ages",), start=point.claim, end=then[0].claim, length=length)
