"""Products: what so much for each and so many of them would come to, and amounts told in two units.

In: ``Value``s. Out: ``Tie``s: a price, a rate or a speed, a number or a time, and a total; one
amount as it is and as it is converted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations
from math import log
from typing import NamedTuple

from checker import units
from checker.alignment.binding.ties import CONVERSION, Tie, sentences_near
from checker.alignment.binding.values import LEVELS, Like, Value
from checker.errors import UnitError
from checker.model import Kind


def products(found: Sequence[Value]) -> Iterator[Tie]:
    """Every product and every conversion that the kinds and units of some figures allow."""
    levels = [each for each in found if each.kind in LEVELS and each.number != 1]
    yield from _of_products(levels)
    yield from _of_conversions(found)


_LEAST = 1e-9
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}
_MONTHS = {"month": 1.0, "year": 12.0}


def _of_products(levels: Sequence[Value]) -> Iterator[Tie]:
    """So much for each, so many of them, and what they come to."""
    for one, other in combinations(levels, 2):
        near = sentences_near(one, other)
        for total in levels:
            if total.at in near and total is not one and total is not other:
                how = _how(one.like, other.like, total.like)
                if how is not None and max(one.number, other.number, total.number) >= _LITTLE:
                    made = one.number * other.number * how.factor
                    if not _is_far_off(made, total.number):
                        each, many = (other, one) if how.turned else (one, other)
                        yield _product(each, many, total, how)


class _How(NamedTuple):
    """The roles of two figures and a total, whether the second of them has the first role, and by
    what their product has to be multiplied for their units."""

    roles: tuple[str, str, str]
    turned: bool
    factor: float


@lru_cache(maxsize=4096)
def _how(one: Like, other: Like, total: Like) -> _How | None:
    """How figures like these may be a product, if they may."""
    if total.per and total.per not in (one.per, other.per):
        return None
    alike = [_in_sort_of(each, total) is not None for each in (one, other)]
    if all(alike) and not total.bare and not one.sort == other.sort == total.sort:
        return None  # a length times a length is no length
    if all(alike) and total.bare and one.bare is not other.bare:
        alike = [not one.bare, not other.bare]  # "$14 a head for 600, 8,400 in all"
    if not any(alike):
        return None
    if all(alike):
        factor = _factor(one, other, total)
        return None if factor is None else _How(("factor", "factor", "total"), False, factor)
    each, many = (one, other) if alike[0] else (other, one)
    if not each.per and many.kind not in _NUMBERS[each.kind]:
        return None
    factor = _factor(each, many, total)
    if factor is None:
        return None
    factor *= _in_sort_of(each, total) or 1.0
    return _How(("each", "many", "total"), alike[1], factor)


def _product(one: Value, other: Value, total: Value, how: _How) -> Tie:
    factor = how.factor
    needed = (
        (total.low / other.high / factor, total.high / max(other.low, _LEAST) / factor),
        (total.low / one.high / factor, total.high / max(one.low, _LEAST) / factor),
        (one.low * other.low * factor, one.high * other.high * factor),
    )
    return Tie("product", how.roles, (one, other, total), needed)


def _in_sort_of(each: Like, total: Like) -> float | None:
    """By what a number has to be multiplied to be of the sort of a total: kilograms for each, and
    so many tonnes. ``None`` where it cannot be."""
    if each.sort == total.sort or total.bare:
        return 1.0
    if each.kind is not Kind.MEASURE or total.kind is not Kind.MEASURE:
        return None
    return _converted(each.sort, total.sort)


def _is_far_off(made: float, total: float) -> bool:
    """Whether a product is neither near a total nor near ten, a hundred or a thousand times it:
    most are, and need not be looked at closely."""
    off = log(made / total)
    return abs(off) > _FAR and abs(off / _TEN - round(off / _TEN)) > _A_TENTH_PART


_LITTLE = 20
"""Of lesser numbers chance makes most others."""

_FAR, _TEN, _A_TENTH_PART = 0.8, log(10), 0.1

_NUMBERS = {
    Kind.MONEY: frozenset({Kind.COUNT, Kind.DURATION, Kind.MEASURE}),
    Kind.MEASURE: frozenset({Kind.COUNT, Kind.DURATION}),
    Kind.DURATION: frozenset({Kind.COUNT}),
    Kind.COUNT: frozenset({Kind.COUNT, Kind.DURATION, Kind.MEASURE}),
}
"""What so much for each can be multiplied by where no word says what it is for."""


def _factor(each: Like, many: Like, total: Like) -> float | None:
    """By what a rate times a number has to be multiplied for their units: 60 km/h for 30 minutes.
    ``None`` where they cannot be."""
    if each.per == total.per or not each.per:
        return None if many.per else 1.0
    if many.kind is Kind.COUNT:
        return 1.0
    for table in (_SECONDS, _MONTHS):
        if each.per in table and many.sort in table:
            return table[many.sort] / table[each.per]
    if each.per == many.sort or each.per in _SECONDS or each.per in _MONTHS:
        return 1.0  # a rent of so much a year, for so many square metres
    return _converted(many.unit, each.per)


def is_taken_over(each: Like, many: Like) -> bool:
    """Whether a rate is so much for each unit of a number: 60 km/h for 30 minutes."""
    if not each.per or many.kind is Kind.COUNT:
        return False
    return each.per == many.sort or _converted(many.unit, each.per) is not None


# -------------------------------------------------------------------------------------- conversions


def _of_conversions(found: Sequence[Value]) -> Iterator[Tie]:
    """Two figures of a sentence that tell one amount in two units, at most one between them."""
    for at, one in enumerate(found):
        for other in found[at + 1 : at + 3]:
            factor = _in_unit(one, other) if one.at == other.at else None
            if factor is not None:
                needed = (
                    (other.low / factor, other.high / factor),
                    (one.low * factor, one.high * factor),
                )
                yield Tie(CONVERSION, ("stated", "converted"), (one, other), needed)


def _in_unit(one: Value, other: Value) -> float | None:
    """By what a number in the one unit has to be multiplied to be in the other; ``None`` where it
    cannot be, and for one unit."""
    if one.kind in _SHARES and other.kind in _SHARES:
        return other.scale / one.scale if one.scale != other.scale else None
    if one.kind is not other.kind or one.unit == other.unit or not (one.unit and other.unit):
        return None
    return _converted(one.unit, other.unit)


_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})


@cache
def _converted(source: str, target: str) -> float | None:
    try:
        if units.convert(Decimal(0), source, target):
            return None  # degrees
        return float(units.convert(Decimal(1), source, target))
    except UnitError:
        return None
