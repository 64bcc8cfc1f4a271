"""Retold: a figure that is said once more in another unit, with no bracket and no "or" between.

In: a ``Sentence``. Out: pairs of figures: "three grams, about half a spoon or 300mg", "3,200
acres, half a square mile, of bog", "170 minutes, two and a quarter hours in which", "two fathoms
down – 25 feet – lay", "must show 180 kcal as 75kJ".

Both may be of one system, and then of two units. They have to be the only ones of their dimension,
and near each other, or one the other but for noughts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from checker.alignment.converting.likeness import is_slip, near_in_size
from checker.alignment.converting.systems import unit_of, units_convert
from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_PAIR = 2
_NEAR = Decimal("1.6")
_ROUNDLY = Decimal("0.1")
_OF_IT = r"(?: of(?: [^\W\d_]+){1,4})?"
_APPOSED = lazy(rf"{_OF_IT}, ")
_CLOSED = lazy(r"\s?(?:[.,;:)–—]|$)")
_WENT_BY = lazy(r" (?:in|during) which\b| of (?!which|them|it|those|these)[^\W\d_]+")
_DASH = lazy(r"\s?(?:[–—]|--|\s-\s)")


def retold(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The pair of a sentence that says one quantity twice."""
    told = [c for c in sentence.claims if c.figure.kind in (Kind.MEASURE, Kind.DURATION)]
    for first, second in pairwise(told):
        if _are_alone(told, first, second) and any(
            way(sentence, first, second) for way in (_apposed, _between_dashes, _shown_as)
        ):
            yield first, second
    for first, between, second in zip(told, told[1:], told[2:], strict=False):
        apart = not units_convert(first, between) and _are_alone(told, first, second)
        if apart and _behind_another(sentence, first, second):
            yield first, second
    if len(told) == _PAIR and _are_alone(told, *told) and _behind_another(sentence, *told):
        yield told[0], told[1]


def _are_alone(told: list[Claim], first: Claim, second: Claim) -> bool:
    """Whether two points can be stated in each other's unit, and no other figure can."""
    if (
        not units_convert(first, second)
        or not first.figure.form is second.figure.form is Form.POINT
    ):
        return False
    (one, _, of), (other, _, per) = ((unit_of(c) or "").partition(" / ") for c in (first, second))
    if (of or per) and (one == other or not (of and per)):
        return False  # for two periods
    kin = [each for each in told if each is first or units_convert(first, each)]
    same = [each for each in told if unit_of(each) in (unit_of(first), unit_of(second))]
    return len(kin) == len(same) == _PAIR


def _is_one(first: Claim, second: Claim) -> bool:
    return near_in_size(first, second, _NEAR) or is_slip(first, second, _ROUNDLY)


def _apposed(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "3,200 acres, half a square mile, of bog", "170 minutes, two and a quarter hours in
    which"."""
    if _APPOSED.fullmatch(sentence.between(first, second)) is None:
        return False
    tail = sentence.after(second, 24)
    lasts = first.figure.kind is Kind.DURATION and _WENT_BY.match(tail)
    return bool(lasts or _CLOSED.match(tail)) and _is_one(first, second)


def _between_dashes(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "Two fathoms down – 25 feet – lay the anchor"."""
    gap = frame("conversions", r" {tails}\s?(?:[–—]|--|\s-)\s?(?:{leads} )?")
    if gap.fullmatch(sentence.between(first, second)) is None:
        return False
    closed = _DASH.match(sentence.after(second, 4)) is not None
    return closed and near_in_size(first, second, Decimal(2))


def _shown_as(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "Must show 180 kcal as 75.3kJ"."""
    if sentence.between(first, second) != " as ":
        return False
    led = frame("conversions", r"\b{shows}(?: {leads})? $").search(sentence.before(first, 40))
    return led is not None and _is_one(first, second)


def _behind_another(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "Three grams of yeast, about half a spoon or 300mg": twice told, and a slip of the first."""
    again = (
        rf"{_OF_IT}, (?:{{leads}} )?(?:an?|half an?) [^\W\d_]+(?: [^\W\d_]+)? or (?:{{leads}} )?"
    )
    gap = sentence.between(first, second)
    return frame("conversions", again).fullmatch(gap) is not None and is_slip(first, second)
