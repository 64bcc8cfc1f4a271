"""Periods: so much for one stretch of time beside as much for another.

In: a ``Sentence``. Out: pairs of figures that are two statements of one rate: "£104 a year, or
£2 a week", "40 litres a day, or 14,600 litres a year".

Prices may be a choice instead, of which the longer one is cheaper ("£99 a year, or £9.99 a month"):
where the figures leave room for that, the words have to say that somebody earns or owes it. Days
and hours of work do not fill a week, and a month may be four weeks: such pairs are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker import units
from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.errors import UnitError
from checker.model import Claim, Form, Kind, Span
from checker.patterns import lazy

_KINDS = frozenset({Kind.MONEY, Kind.MEASURE})
_OF_MONEY = ("week", "month", "quarter", "year")
_OF_FLOW = frozenset({"second", "minute", "hour"})
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_DISCOUNT = Decimal("2.2")
_HOURS = Decimal(24)
_COUNTED = "dimensionless"
_A_TIME = lazy(
    r"(?P<of> of [^\W\d_]+(?: [^\W\d_]+)?)? (?:an?|per|every|each) "
    r"(?P<time>second|minute|hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_CLOSED = lazy(r"\s?(?:[.;:)–—]|,(?! (?:and|or)\b)|$)")
_LEAST_WORK, _MOST_WORK = Decimal("1.1"), Decimal("1.8")
_SAME = Decimal("0.08")
"""How far a rate may be off that was reckoned with four weeks a month or 48 weeks of work."""


def periods(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of one sentence."""
    for first, second in pairwise(_with_their_time(sentence, claim) for claim in sentence.claims):
        stated = _for_a_stretch(sentence, first, second)
        if stated is None or not _is_two_periods(stated, second):
            continue
        loosely = _unit(stated) == _COUNTED or sentence.between(first, second) == ", "
        if loosely and _is_of_working_time(stated, second):
            continue
        says_equal = _says_equal(sentence, first, second)
        if says_equal or (
            _joined(sentence, first, second) and not _may_be_choice(sentence, stated, second)
        ):
            yield stated, second


def _with_their_time(sentence: Sentence, claim: Claim) -> Claim:
    """A number with the time that it is for, "36,500 a year", and an amount that what it is of
    parts from its time, "8 tonnes of coal an hour"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind not in (Kind.COUNT, Kind.MEASURE) or quantity is None:
        return claim
    if figure.form is not Form.POINT or " / " in (quantity.unit or ""):
        return claim
    behind = _A_TIME.match(sentence.after(claim, 40))
    if behind is None or (quantity.unit is None) is not (behind["of"] is None):
        return claim
    unit = quantity.unit or _COUNTED
    told = replace(quantity, unit=f"{unit} / {behind['time'].lower()}")
    span = Span(figure.span.start, figure.span.end + behind.end())
    surface = claim.document.text[slice(*span)]
    return replace(
        claim,
        figure=replace(figure, kind=Kind.MEASURE, span=span, surface=surface, quantity=told),
    )


def _unit(claim: Claim) -> str:
    return _parts(claim)[0]


def _is_of_working_time(first: Claim, second: Claim) -> bool:
    """Whether the longer time may be one of so many hours or days of work: 200 a day are 50,000 a
    year."""
    longer, shorter = sorted((first, second), key=lambda claim: -_DAYS.get(_parts(claim)[1], 0))
    ratio = _times(shorter, longer)
    if ratio is None or _is_part_of_a_day(ratio, shorter, longer):
        return True
    return _parts(shorter)[1] == "day" and _LEAST_WORK <= ratio <= _MOST_WORK


def _for_a_stretch(sentence: Sentence, first: Claim, second: Claim) -> Claim | None:
    """A figure as a rate: "an extra £104 over the year" is £104 a year."""
    figure, quantity = first.figure, first.figure.quantity
    if figure.kind not in _KINDS or figure.form is not Form.POINT or quantity is None:
        return None
    if " / " in (quantity.unit or ""):
        return first
    over = frame(
        "conversions", r"(?: [^\W\d_]+)? (?:over|in|for) (?:the|a|one) (week|month|year)\b"
    ).match(sentence.between(first, second))
    if over is None or figure.kind is not Kind.MONEY or quantity.unit is None:
        return None
    return replace(
        first,
        figure=replace(
            figure, quantity=replace(quantity, unit=f"{quantity.unit} / {over[1].lower()}")
        ),
    )


def _parts(claim: Claim) -> tuple[str, str]:
    quantity = claim.figure.quantity
    above, _, below = ((quantity and quantity.unit) or "").rpartition(" / ")
    return above, below


def _is_two_periods(first: Claim, second: Claim) -> bool:
    """Whether both figures are rates of one thing, for two stretches of time."""
    if second.figure.kind is not first.figure.kind or second.figure.form is not Form.POINT:
        return False
    (of, each), (also, other) = _parts(first), _parts(second)
    if not of or of != also or each == other:
        return False
    if first.figure.kind is Kind.MEASURE and {each, other} <= _OF_FLOW | {"day"}:
        return True
    listed = _OF_MONEY if first.figure.kind is Kind.MONEY else tuple(_DAYS)
    return each in listed and other in listed


def _says_equal(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "£2 a week, which is £104 a year", "at £2 a week it comes to £104 a year"."""
    gap = sentence.between(first, second)
    equal = frame("conversions", r"[^.;:()]{0,32}?,?\s(?:{equals}|{comes_to})\s(?:{leads}\s)?")
    return equal.fullmatch(gap) is not None


def _joined(sentence: Sentence, first: Claim, second: Claim) -> bool:
    gap = sentence.between(first, second)
    if frame("conversions", r"\s?[(–—]\s?(?:{leads}\s)?").fullmatch(gap):
        return True
    if gap == ", " and first.figure.kind is Kind.MEASURE:  # "3 tonnes a week, 116 tonnes a year."
        return _CLOSED.match(sentence.after(second, 6)) is not None
    return frame("conversions", r"[^.;:()]{0,40},\s*or\s+(?:{leads}\s)?").fullmatch(gap) is not None


def _may_be_choice(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether two prices may be two offers, or rounded for the longer stretch."""
    if sentence.says("conversions", "choices", "races", "offers"):
        return True
    longer, shorter = sorted((first, second), key=lambda claim: -_DAYS.get(_parts(claim)[1], 0))
    ratio = _times(shorter, longer)
    if ratio is None or abs(ratio - 1) <= _SAME or _is_part_of_a_day(ratio, shorter, longer):
        return True
    discounted = 1 < ratio < _DISCOUNT and first.figure.kind is Kind.MONEY
    return discounted and not sentence.says("conversions", "owed")


def _is_part_of_a_day(ratio: Decimal, shorter: Claim, longer: Claim) -> bool:
    """Whether what runs by the hour may run for some hours of a day: "50 litres a minute, or 24,000
    litres a day"."""
    if _parts(longer)[1] != "day" or _parts(shorter)[1] not in _OF_FLOW or ratio < 1:
        return False
    hours = _HOURS / ratio
    return abs(hours - hours.to_integral_value()) <= _SAME or hours < _HOURS / 2


def _times(shorter: Claim, longer: Claim) -> Decimal | None:
    """How often the longer figure goes into the shorter one, kept up for as long."""
    a, b = shorter.figure.quantity, longer.figure.quantity
    if a is None or b is None or not a.low or not b.low or a.unit is None or b.unit is None:
        return None
    try:
        return units.convert(a.low, a.unit, b.unit) / b.low
    except UnitError:
        return None
