"""Products of three figures, of which the total was written with two digits swapped.

In: the sentences of a paragraph. Out: a figure of what the total is of, two numbers, and the total:
"a tent is £89 a night; 23 of them for four nights came to £8,818", "a shift of seven hours, five
times a week, makes 1,280 hours a year".

Nothing need say that the total is made of them but that one is for each of another, and that they
stand before it with no more than one figure beside them. Where any of them fit, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import NamedTuple

from checker import lexicon, units
from checker.alignment.multiplying.averages import (
    in_unit_of,
    is_larger,
)
from checker.alignment.multiplying.factors import goes, is_for_several, may_multiply, unit_of
from checker.alignment.multiplying.rates import Figures, is_each_of
from checker.alignment.multiplying.swapped import alike, fits, is_reordered
from checker.alignment.passages import Placed
from checker.alignment.wording import frame
from checker.model import Claim, Kind
from checker.patterns import lazy

_MOST_AHEAD = 4
_LEAST_DIGITS = 3


class Compound(NamedTuple):
    """A figure, the numbers that multiply it, and what all come to."""

    rate: Claim
    numbers: tuple[Claim, ...]
    total: Claim


def compounds(here: Figures, near: Figures) -> Iterator[Compound]:
    """The products whose total stands in a sentence, behind all else that they are made of."""
    each = near.each | here.each
    for at, total in enumerate(here.places if each else ()):
        ahead = [*near.places, *here.places[:at]]
        if not 2 <= len(ahead) <= _MOST_AHEAD:
            continue
        if each.isdisjoint(place[1].figure.span for place in ahead):
            continue
        found = list(_made(ahead, total))
        if any(fits(value, made.total) for value, made in found):
            continue
        slipped = {value: made for value, made in found if _is_slip(value, made.total)}
        if len(slipped) == 1:
            yield from slipped.values()


def _is_slip(value: Decimal, total: Claim) -> bool:
    written = total.figure.quantity
    if written is None or not written.low:
        return False
    digits = "".join(map(str, written.low.normalize().as_tuple().digits)).rstrip("0")
    return len(digits) >= _LEAST_DIGITS and is_reordered(value, total)


def _made(ahead: Sequence[Placed], total: Placed) -> Iterator[tuple[Decimal, Compound]]:
    """What the figures before a total come to, two or three of them at a time."""
    for place in ahead:
        price, whole = alike(place, total)
        rate = in_unit_of(price[1], whole[1]) if is_larger(price, whole) else None
        if rate is None or is_for_several(place):
            continue
        others = [_as_time(each) for each in ahead if each is not place]
        numbers = [each for each in others if _multiplies(each, rate)]
        for one, two in combinations(numbers, 2):
            if any(map(is_each_of, (place, one, two))):
                yield from _of(rate, (one[1], two[1]), whole[1])
        for one in numbers:
            for many in _in_calendar(place, one, total):
                yield from _of(rate, (many[1],), whole[1])


def _as_time(number: Placed) -> Placed:
    """The 14 hours of "14 hours a day", which a rate for each hour is multiplied by."""
    home, claim = number
    above, slash, _ = (unit_of(claim) or "").partition(" / ")
    if not slash or claim.figure.quantity is None or not goes(above, "day"):
        return number
    told = replace(claim.figure.quantity, unit=above)
    return home, replace(claim, figure=replace(claim.figure, kind=Kind.DURATION, quantity=told))


def _multiplies(number: Placed, rate: Claim) -> bool:
    """Whether a figure can be a number of times: a count, or a time that the rate is not for."""
    kind, quantity = number[1].figure.kind, number[1].figure.quantity
    if not may_multiply(number):
        return False
    if quantity is None or quantity.low is None or quantity.low <= 1:
        return False
    return kind in (Kind.COUNT, Kind.DURATION) and rate.figure.span != number[1].figure.span


def _of(
    rate: Claim, numbers: tuple[Claim, ...], total: Claim
) -> Iterator[tuple[Decimal, Compound]]:
    value = rate.figure.quantity.low if rate.figure.quantity is not None else None
    if value is None:
        return
    _, _, below = (unit_of(rate) or "").partition(" / ")
    for claim in numbers:
        quantity = claim.figure.quantity
        if quantity is None or quantity.low is None:
            return
        value *= quantity.low
        if below and quantity.unit is not None and goes(quantity.unit, below):
            value *= units.convert(Decimal(1), quantity.unit, below)
            below = ""  # "11 miles a day, five days a week, 46 weeks a year"
    yield value, Compound(rate, numbers, total)


# ----------------------------------------------------------------------------------- the calendar


def _in_calendar(rate: Placed, number: Placed, total: Placed) -> Iterator[Placed]:
    """The number of a week as that of a year, where the rate or it is for a week and the total for
    a year."""
    to = time_of(total)
    of = time_of(number) or time_of(rate)
    if to is None or of is None:
        return
    home, claim = number
    quantity = claim.figure.quantity
    for many in lexicon.load("calendar")["in_each"].get(of, {}).get(to, ()):
        if quantity is not None and quantity.low is not None:
            value = quantity.low * many
            told = replace(quantity, low=value, high=value)
            surface = f"{claim.figure.surface} ({many} times)"
            yield home, replace(claim, figure=replace(claim.figure, quantity=told, surface=surface))


def time_of(place: Placed) -> str | None:
    """The day, week, month or year that a figure is for: "three times a week", "642 hours a
    year"."""
    sentence, claim = place
    _, _, below = (unit_of(claim) or "").partition(" / ")
    behind = r"(?: [^\W\d_]+){0,2}? (?:{per}|on each|each|every|in the|in an?) ({time_units})\b"
    found = frame("products", behind).match(sentence.after(claim, 48))
    if found is not None:
        return found[1].lower()
    if below:
        return below
    in_month = _MONTH.search(sentence.after(claim, 40))
    return "month" if in_month and in_month[1].lower() in _months() else None


_MONTH = lazy(r"\bin ([A-Z][a-z]+)\b")


@cache
def _months() -> frozenset[str]:
    return frozenset(lexicon.load("calendar")["months"])
