"""How wide a figure is: from a figure as written to the interval that it leaves room for.

In: a ``Figure`` or its parts. Out: an ``Interval``. This is the only place that decides a width,
and the only definition of *consistent*: two figures agree when their intervals overlap.

Widths, and where they come from:

* A point stands for everything that rounds to it: half a unit of its last significant digit either
  way, as statcheck does for reported statistics (Nuijten et al. 2016). Trailing zeros of a whole
  number are taken as digits up to two of them ("1,200" is 1,200 give or take 0.5) and beyond that
  as half as wide as rounding to the last non-zero digit would allow, capped at 1% either way.
* "about" adds 5% either way, or half the place of the last non-zero digit where that is more,
  capped at 10%: newsrooms write "about 40 km" for 38 and for 42, and not for 46.
* "nearly" reaches 10% below and ends at the number; "just over" is its mirror.
* "more than", "at least", "less than", "at most" are bounds: open to infinity, or to zero for
  quantities that cannot be negative.
* A fraction in words ("a third") leaves 10% either way, and "about a third" 13%; "nearly a third"
  and "just over a third" stay on their side of it but for 2%.
* Of two figures in two units, either may have been rounded when it was converted: each has half the
  place of its last digit that is not zero, up to 2.5%; halves and quarters in words have more.
* A whole count that is written to its last digit is itself where it is added up or compared with
  others of its passage, and a price of no more than ten is itself but for a tenth; rounder numbers
  in a sum have half the place of their last digit that is not zero, up to 2.5%, since each of them
  was rounded for itself. A price to the penny that is multiplied was rounded to no more than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import islice, product

from checker import units
from checker.errors import UnitError
from checker.model import Figure, Form, Interval, Kind, Modifier, Quantity
from checker.once import once

_NOTHING = Decimal(0)
_HALF = Decimal("0.5")
_ABOUT = Decimal("0.05")
_ABOUT_CAP = Decimal("0.10")
_NEAR = Decimal("0.10")
_ROUND_CAP = Decimal("0.01")
_ADDED_CAP = Decimal("0.025")
_WORDED = Decimal("0.10")
_WORDED_SIDES = {
    Modifier.ABOUT: (Decimal("0.87"), Decimal("1.13")),
    Modifier.NEARLY: (Decimal("0.90"), Decimal("1.02")),
    Modifier.JUST_OVER: (Decimal("0.98"), Decimal("1.10")),
}
_HUNDRED, _HUNDREDTH = Decimal(100), Decimal("0.01")
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_APART = Decimal("1.5")
# "Two and a half hours" may be ten minutes more, "three-quarters of an hour" five.
_SPOKEN = {
    Decimal("0.5"): Decimal("0.2"),
    Decimal("0.25"): Decimal("0.1"),
    Decimal("0.75"): Decimal("0.1"),
}
_THOUSAND = 1000
_PRICE = 10
_COINS = Decimal("0.1")
_COUNTED = frozenset({Kind.COUNT, Kind.ORDINAL})
_WHOLE = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.AGE, Kind.DURATION})


@lru_cache(maxsize=1 << 14)
def place(number: Decimal) -> Decimal:
    """The place of the last non-zero digit: 1,000 for 25,000 and 0.1 for 2.50."""
    if not number:
        return Decimal(1)
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - a figure is never NaN or infinite
    return Decimal(1).scaleb(exponent)


def rounding(number: Decimal, step: Decimal) -> Decimal:
    """Half the width of what may be rounded to ``number`` when its last written digit has the
    place ``step``. Same unit as ``number``."""
    written = step * _HALF
    digit = place(number)
    if digit <= step * 100:
        return written
    return max(written, min(digit * _HALF / 2, abs(number) * _ROUND_CAP))


def _about(number: Decimal, step: Decimal) -> Decimal:
    size = abs(number)
    coarse = min(place(number) * _HALF, size * _ABOUT_CAP)
    return max(size * _ABOUT, coarse, rounding(number, step))


def _ends(low: Decimal | None, high: Decimal | None, step: Decimal, modifier: Modifier) -> Interval:
    if low is not None and high is not None and low > high:
        low, high = high, low
    match modifier:
        case Modifier.AT_LEAST:
            return Interval(low, None)
        case Modifier.MORE_THAN:
            return Interval(low, None, low_open=True)
        case Modifier.AT_MOST:
            return Interval(None, high)
        case Modifier.LESS_THAN:
            return Interval(None, high, high_open=True)
    width = _about if modifier is Modifier.ABOUT else rounding
    down = _NOTHING if low is None else width(low, step)
    up = down if high is low else _NOTHING if high is None else width(high, step)
    match modifier:
        case Modifier.NEARLY if low is not None and high is not None:
            return Interval(low - max(abs(low) * _NEAR, down), high, high_open=low == high)
        case Modifier.JUST_OVER if low is not None and high is not None:
            return Interval(low, high + max(abs(high) * _NEAR, up), low_open=low == high)
    return Interval(
        None if low is None else low - down,
        None if high is None else high + up,
    )


def interval(
    quantity: Quantity, modifier: Modifier = Modifier.EXACTLY, tolerance: Decimal = Decimal(0)
) -> Interval:
    """What a quantity leaves room for, in its own unit.

    ``tolerance`` is a share (0.15 for 15%) by which both known ends are moved further out.
    """
    found = _ends(quantity.low, quantity.high, quantity.step, modifier)
    if not tolerance:
        return found
    low, high = found.low, found.high
    return Interval(
        None if low is None else low - abs(low) * tolerance,
        None if high is None else high + abs(high) * tolerance,
        found.low_open,
        found.high_open,
    )


def of_figure(figure: Figure, tolerance: Decimal = Decimal(0)) -> Interval:
    """What a figure leaves room for, in its own unit; a change stands for its later end.

    Raises ``ValueError`` for a figure that is no quantity.
    """
    return interval(_of(figure), figure.modifier, tolerance) if tolerance else _room(figure)


@once
def _room(figure: Figure) -> Interval:
    return interval(_of(figure), figure.modifier)


def _of(figure: Figure) -> Quantity:
    quantity = figure.quantity
    if quantity is None:
        raise ValueError(f"{figure.surface!r} is no quantity")
    if figure.form is Form.CHANGE:
        return Quantity(quantity.high, quantity.high, quantity.step, quantity.unit)
    return quantity


def worded(quantity: Quantity, modifier: Modifier) -> Interval:
    """What a fraction or a multiple in words leaves room for, without its sign and in its own
    terms: "a third" is 0.3 to 0.37. Its quantity is a point."""
    value = abs(quantity.low or quantity.high or _NOTHING)
    if modifier in _WORDED_SIDES:
        low, high = _WORDED_SIDES[modifier]
        return Interval(value * low, value * high)
    return interval(replace(quantity, step=value * _WORDED * 2), modifier)


@once
def counted(figure: Figure) -> Interval:
    """What a figure leaves room for where it is reckoned with beside others, in its own unit: as
    :func:`of_figure`, but a whole count that is written to its last digit is itself, since "11
    civilians and eight soldiers" are nineteen, and a price of no more than ten has a tenth either
    way: half of one would leave room for most shares. Raises as :func:`of_figure` does."""
    quantity = figure.quantity
    whole = quantity is not None and quantity.step == 1 and figure.form is Form.POINT
    number = quantity.high if quantity else None
    if not whole or figure.modifier is not Modifier.EXACTLY or number is None:
        return of_figure(figure)
    if figure.kind is Kind.MONEY and abs(number) <= _PRICE:
        return Interval(number - _COINS, number + _COINS)
    if figure.kind not in _WHOLE or (abs(number) >= _THOUSAND and not number % 100):
        return of_figure(figure)
    return Interval(number, number)


@once
def added(figure: Figure) -> Interval:
    """As :func:`counted`, for a figure in a sum or one of its parts: number by number they are
    rounded to the place of the last digit that is not zero, so that half of that is allowed, up
    to 2.5%; of dozens one either way, or 5%. Raises as :func:`of_figure` does."""
    found = counted(figure)
    low, high = found.low, found.high
    if low == high or low is None or high is None or figure.form is not Form.POINT:
        return found
    if figure.modifier is not Modifier.EXACTLY:
        return found
    written = figure.quantity
    if figure.kind is Kind.COUNT and written is not None and written.step == _DOZEN:
        room = max(Decimal(1), (low + high) / 2 * _BY_THE_DOZEN)
        return Interval(low + _DOZEN * _HALF - room, high - _DOZEN * _HALF + room)
    middle = (low + high) / 2
    half = min(place(middle) * _HALF, abs(middle) * _ADDED_CAP)
    return Interval(min(low, middle - half), max(high, middle + half))


def multiplied(figure: Figure) -> Interval:
    """As :func:`added`, for one that is multiplied: a price that is written to the penny is rounded
    to no more, and a dozen at so much each are twelve. Raises as :func:`of_figure` does."""
    quantity = figure.quantity
    if quantity is None or quantity.low is None or quantity.low != quantity.high:
        return added(figure)
    if figure.modifier is not Modifier.EXACTLY or figure.form is not Form.POINT:
        return added(figure)
    low, half = quantity.low, quantity.step * _HALF
    if "exactly" in figure.surface.lower():
        return Interval(low, low)
    if figure.kind is Kind.MONEY and quantity.step < 1:
        return Interval(low - half, low + half)
    if figure.kind is Kind.COUNT and quantity.step == _DOZEN:
        return Interval(low, low)
    return added(figure)


_SEVERAL_DIGITS = 3
_DOZEN = 12
_BY_THE_DOZEN = Decimal("0.05")


def reordered(value: Decimal, written: Quantity) -> bool:
    """Whether a quantity has the digits of a value, to the place of its last written one, in
    another order, three of them or more: 13,788 for 17,388."""
    if not written.low or not written.step:
        return False
    one, other = (
        str((each / written.step).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        for each in (value, written.low)
    )
    many = len(one) == len(other) >= _SEVERAL_DIGITS
    return many and one != other and sorted(one) == sorted(other)


def reason(figure: Figure) -> str:
    """Why a figure has the width that :func:`of_figure` gives it, in words."""
    quantity = figure.quantity
    if quantity is None:
        return "it is no quantity"
    known = [end for end in (quantity.low, quantity.high) if end is not None]
    rounded = any(place(end) > quantity.step * 100 for end in known)
    counted = "it is taken as it is written"
    last = counted if figure.kind is Kind.COUNT else "it may have been rounded to its last digit"
    words = {
        Modifier.ABOUT: "'about' leaves 5% either way, or half the last round place up to 10%",
        Modifier.NEARLY: "'nearly' reaches 10% below and ends at the number",
        Modifier.JUST_OVER: "'just over' begins at the number and reaches 10% above",
        Modifier.AT_LEAST: "'at least' is a bound, open above",
        Modifier.MORE_THAN: "'more than' is a bound, open above",
        Modifier.AT_MOST: "'at most' is a bound, open below",
        Modifier.LESS_THAN: "'less than' is a bound, open below",
        Modifier.EXACTLY: "it may have been rounded to its zeros, by 1% at most"
        if rounded
        else last,
    }[figure.modifier]
    return f"a change stands for its later end; {words}" if figure.form is Form.CHANGE else words


def overlaps(a: Interval, b: Interval) -> bool:
    """True where some value lies in both intervals. Both in the same unit."""
    return _reaches(a, b) and _reaches(b, a)


def _reaches(a: Interval, b: Interval) -> bool:
    """True where ``a`` begins no later than ``b`` ends."""
    if a.low is None or b.high is None:
        return True
    if a.low_open or b.high_open:
        return a.low < b.high
    return a.low <= b.high


def converted(room: Interval, source: str | None, target: str | None) -> Interval:
    """``room`` in another unit: both ends are converted, open ends stay open.

    Raises :class:`checker.errors.UnitError` where there is no conversion between the units.
    """
    if source == target:
        return room
    if source is None or target is None:
        raise UnitError(
            f"{source or 'a bare number'} and {target or 'a bare number'} differ in kind"
        )
    low = None if room.low is None else units.convert(room.low, source, target)
    high = None if room.high is None else units.convert(room.high, source, target)
    return Interval(low, high, room.low_open, room.high_open)


def agrees(a: Interval, b: Interval, tolerance: Decimal = Decimal(0)) -> bool:
    """True where the intervals overlap, or where the gap between them is no wider than the share
    ``tolerance`` (0.15 for 15%) of the greater of the two ends that face each other. Same unit."""
    if overlaps(a, b):
        return True
    low, high = (a, b) if not _reaches(b, a) else (b, a)
    if low.high is None or high.low is None:
        return True
    facing = max(abs(low.high), abs(high.low))
    return bool(tolerance) and high.low - low.high <= facing * tolerance


def rooms(a: Figure, b: Figure) -> tuple[Interval, Interval]:
    """What two figures leave room for where each is held against the other, in the unit of ``a``: a
    whole count is itself beside another count, of two units either may have been rounded when it
    was converted, to the place of its last digit that is not zero, and a fraction in words is a
    percentage, too.

    Raises as :func:`consistent` does.
    """
    source = b.quantity.unit if b.quantity else None
    target = a.quantity.unit if a.quantity else None
    if a.kind is not b.kind and {a.kind, b.kind} == _SHARES and None in (source, target):
        return _of_hundred(a, target), _of_hundred(b, target)
    if source != target:
        return _rounded(a), converted(_rounded(b), source, target)
    if a.kind is b.kind is Kind.DURATION and _are_apart(a, b):
        return counted(a), counted(b)
    if _is_whole(a) and _is_whole(b):
        return counted(a), counted(b)
    return of_figure(a), of_figure(b)


def _is_whole(figure: Figure) -> bool:
    quantity = figure.quantity
    return figure.kind in _COUNTED and quantity is not None and quantity.step >= 1


def _are_apart(a: Figure, b: Figure) -> bool:
    """Whether two lengths of one unit are so short that no rounding makes one of the other: one
    week and two, two hours and three."""
    ends = [each.quantity.low for each in (a, b) if each.quantity and each.quantity.low]
    return len(ends) > 1 and max(ends) >= min(ends) * _APART


def _of_hundred(figure: Figure, unit: str | None) -> Interval:
    """What a percentage or a fraction leaves room for: in per cent, or for no unit as a share of
    one."""
    if figure.kind is Kind.PERCENT:
        room, by = of_figure(figure), Decimal(1) if unit else _HUNDREDTH
    elif figure.quantity is None:
        raise ValueError(f"{figure.surface!r} is no quantity")
    else:
        room, by = worded(figure.quantity, figure.modifier), _HUNDRED if unit else Decimal(1)
    return Interval(
        None if room.low is None else room.low * by,
        None if room.high is None else room.high * by,
        room.low_open,
        room.high_open,
    )


def _rounded(figure: Figure) -> Interval:
    """What a figure leaves room for that may come from another unit."""
    found = of_figure(figure)
    if found.low is None or found.high is None or figure.form is not Form.POINT:
        return found
    middle = (found.low + found.high) / 2
    half = min(place(middle) * _HALF, abs(middle) * _ADDED_CAP)
    if middle % 1 in _SPOKEN and "." not in figure.surface:
        half = max(half, _SPOKEN[middle % 1])
    return Interval(
        min(found.low, middle - half),
        max(found.high, middle + half),
        found.low_open,
        found.high_open,
    )


def consistent(a: Figure, b: Figure, tolerance: Decimal = Decimal(0)) -> bool:
    """True where two figures agree: where what each leaves room for, in one unit, overlaps. Of a
    word that means several units, gallons or ounces, any of them will do.

    ``tolerance`` is a share, as for :func:`agrees`. Raises :class:`checker.errors.UnitError` for
    units without a conversion and ``ValueError`` for a figure that is no quantity.
    """
    if agrees(*rooms(a, b), tolerance):
        return True
    return any(agrees(*rooms(one, other), tolerance) for one, other in _read_otherwise(a, b))


def _read_otherwise(a: Figure, b: Figure) -> Iterator[tuple[Figure, Figure]]:
    """Two figures in the other units that the words for theirs may mean."""
    if a.quantity is None or b.quantity is None:
        return
    one, other = a.quantity.unit, b.quantity.unit
    if one is None or other is None:
        return
    for mine, yours in islice(product(units.readings(one), units.readings(other)), 1, None):
        yield (
            replace(a, quantity=replace(a.quantity, unit=mine)),
            replace(b, quantity=replace(b.quantity, unit=yours)),
        )
