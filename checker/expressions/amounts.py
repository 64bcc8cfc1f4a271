"""Quantities that functions reckon with, and the arithmetic of what they leave room for.

In: figures (as ``View``) and ``Amount``s. Out: ``Amount``s. What cannot be bounded, such as one
over a room that holds zero, has an open end.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from checker import tolerance, units
from checker.errors import UnitError
from checker.expressions.names import AbstainError, Amount, View
from checker.model import Interval
from checker.patterns import lazy

Reckonable = View | Amount


def amount(figure: Reckonable) -> Amount:
    """A figure's quantity with what it leaves room for; a sum as it is."""
    return figure.amount if isinstance(figure, View) else figure


def counted(figure: Reckonable) -> Amount:
    """As :func:`amount`, but a small whole count is itself: "11 civilians" are eleven."""
    if not isinstance(figure, View):
        return figure
    found = figure.amount
    return Amount(found.value, tolerance.counted(figure.claim.figure), found.unit)


def added(figure: Reckonable) -> Amount:
    """As :func:`counted`, with the room of a number that was rounded to be added up."""
    if not isinstance(figure, View):
        return figure
    found = figure.amount
    return Amount(found.value, tolerance.added(figure.claim.figure), found.unit)


def multiplied(figure: Reckonable) -> Amount:
    """As :func:`added`, with the room of a number that is multiplied; a mean is rounded, though it
    be a whole number."""
    if not isinstance(figure, View):
        return figure
    found, claim = figure.amount, figure.claim
    if claim.statistic is not None and claim.statistic.value == "mean":
        return Amount(found.value, tolerance.of_figure(claim.figure), found.unit)
    return Amount(found.value, tolerance.multiplied(claim.figure), found.unit)


def in_unit(of: Amount, unit: str | None) -> Amount:
    """An amount in another unit. Raises :class:`AbstainError` where there is no conversion."""
    if of.unit == unit:
        return of
    try:
        room = tolerance.converted(of.room, of.unit, unit)
        if of.unit is None or unit is None:
            raise UnitError(f"{of.unit or 'a bare number'} and {unit or 'a bare number'} differ")
        return Amount(units.convert(of.value, of.unit, unit), room, unit)
    except UnitError as error:
        raise AbstainError(str(error)) from error


def plus(a: Amount, b: Amount) -> Amount:
    """Both together, in the unit of the first."""
    low = None if a.room.low is None or b.room.low is None else a.room.low + b.room.low
    high = None if a.room.high is None or b.room.high is None else a.room.high + b.room.high
    room = Interval(
        low, high, a.room.low_open or b.room.low_open, a.room.high_open or b.room.high_open
    )
    return Amount(a.value + b.value, room, a.unit)


def minus(a: Amount, b: Amount) -> Amount:
    """The first less the second, in the unit of the first."""
    room = b.room
    turned = Interval(
        None if room.high is None else -room.high,
        None if room.low is None else -room.low,
        room.high_open,
        room.low_open,
    )
    return plus(a, Amount(-b.value, turned, b.unit))


def size(of: Amount) -> Amount:
    """An amount without its sign."""
    low, high = of.room.low, of.room.high
    if low is not None and low >= 0:
        return of
    if high is not None and high <= 0:
        turned = Interval(-high, None if low is None else -low, of.room.high_open, of.room.low_open)
        return Amount(abs(of.value), turned, of.unit)
    far = None if low is None or high is None else max(-low, high)
    return Amount(abs(of.value), Interval(Decimal(0), far), of.unit)


def times(a: Amount, b: Amount, unit: str | None) -> Amount:
    """The product of two amounts that are not negative, in ``unit``."""
    low = _floor(a.room) * _floor(b.room)
    high = None if a.room.high is None or b.room.high is None else a.room.high * b.room.high
    return Amount(a.value * b.value, Interval(low, high), unit)


def over(a: Amount, b: Amount, unit: str | None) -> Amount:
    """The first over the second, neither of them negative, in ``unit``. Raises
    :class:`AbstainError` for division by zero."""
    if not b.value:
        raise AbstainError("division by zero")
    low = Decimal(0) if b.room.high is None else _floor(a.room) / b.room.high
    bottom = _floor(b.room)
    high = None if a.room.high is None or not bottom else a.room.high / bottom
    return Amount(a.value / b.value, Interval(low, high), unit)


def scaled(of: Amount, by: Decimal, unit: str | None) -> Amount:
    """An amount so many times, ``by`` being positive, in ``unit``."""
    low, high = of.room.low, of.room.high
    room = Interval(
        None if low is None else low * by,
        None if high is None else high * by,
        of.room.low_open,
        of.room.high_open,
    )
    return Amount(of.value * by, room, unit)


def _floor(room: Interval) -> Decimal:
    return Decimal(0) if room.low is None else max(room.low, Decimal(0))


def number_text(number: Decimal) -> str:
    """A number for a reader: three significant digits, or all digits of its whole part."""
    if number == number.to_integral_value() or number.adjusted() >= 2:
        return f"{number.to_integral_value(ROUND_HALF_UP):,f}"
    places = 2 - number.adjusted()
    shown = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{shown:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


WRITTEN_NUMBER = lazy(r"\d[\d,]*(?:\.\d+)?")


def scale_of(like: View, number: str) -> Decimal | None:
    """What one unit of a written number stands for: a million in "1.2 million miles"."""
    written = Decimal(number.replace(",", ""))
    quantity = like.claim.figure.quantity
    if quantity is None or quantity.high is None or not written:
        return None
    scale = abs(quantity.high) / written
    return scale if scale == scale.to_integral_value() and scale >= 1 else None


def written_like(value: Decimal, like: View) -> str | None:
    """A value in a figure's unit, in the words of that figure: "37 km/h" for one like "47 km/h".
    ``None`` where the figure has not one number in digits."""
    surface = like.claim.figure.surface
    numbers = list(WRITTEN_NUMBER.finditer(surface))
    scale = scale_of(like, numbers[0][0]) if len(numbers) == 1 else None
    if scale is None:
        return None
    start, end = numbers[0].span()
    return f"{surface[:start]}{number_text(value / scale)}{surface[end:]}"
