"""Whether a figure is a fair conversion of another: "40 km (25 miles)" is, "(35 miles)" is not.

In: two ``Figure``s in units that convert. Out: true or false. Sharper than *consistent*, because
both figures are one writer's account of one quantity; kinder too, because newsrooms round hard in a
parenthesis. A pair is fair when either figure, within half a unit of its last written digit,
reaches what the other may have been rounded from:

* half the place of the last digit that is not zero ("250" is 245 to 255), or 2.5 of it for a five
  ("185" is 182.5 to 187.5: winds and speeds are given in fives), at most a tenth of the number
  where that digit is not the last one written;
* a whole unit of the last digit upwards, for writers who cut off instead of rounding, where that
  is no more than a tenth of the number;
* one per cent in any case, for writers who multiply by 1.6, 2.2 or 3.3; not for temperatures on
  a scale;
* two per cent more where either figure is hedged ("about", "nearly", "some").
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from checker import tolerance, units
from checker.errors import UnitError
from checker.model import Figure, Form, Interval, Modifier, Quantity

_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")
_SLACK = Decimal("0.01")
_HEDGED = Decimal("0.02")
_HEDGES = frozenset({Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})
_BOUNDS = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.AT_MOST, Modifier.LESS_THAN})
_MOST_APART = {"degree_Celsius": 70, "degree_Fahrenheit": 126}
"""Differences of temperature in the news are seldom more."""
_SCALES = {"degree_Celsius": "delta_degree_Celsius", "degree_Fahrenheit": "delta_degree_Fahrenheit"}


def converts(stated: Figure, converted: Figure) -> bool:
    """True when ``converted`` is a fair conversion of ``stated``.

    Ranges and changes are compared end by end, a range and a point as intervals. A bound on the
    second figure alone ("40 km (more than 20 miles)") is compared as a bound, and figures of one
    unit as they are. Raises
    :class:`checker.errors.UnitError` for units without a conversion and ``ValueError`` for a figure
    that is no quantity.
    """
    first, second = stated.quantity, converted.quantity
    if first is None or second is None:
        raise ValueError(f"'{(stated if first is None else converted).surface}' is no quantity")
    if first.unit == second.unit:  # "₹4,860 crore (₹48.6 billion)"
        return tolerance.consistent(stated, converted)
    hedged = bool({stated.modifier, converted.modifier} & _HEDGES)
    readings = list(product(_readings(first.unit), _readings(second.unit)))
    readings += _differences(first, second)
    if any(_fair(first, second, pair, hedged) for pair in readings):
        return True
    if Form.POINT in {stated.form, converted.form} and stated.form is not converted.form:
        return tolerance.consistent(stated, converted, _TENTH)
    one_sided = converted.modifier in _BOUNDS and stated.modifier not in _BOUNDS
    return one_sided and tolerance.consistent(stated, converted)


def _readings(unit: str | None) -> tuple[str, ...]:
    if unit is None:
        raise UnitError("a bare number has no conversion")
    return units.readings(unit)


def _differences(first: Quantity, second: Quantity) -> list[tuple[str, str]]:
    """Temperatures may be differences, 1.5C being 2.7F, even where no word says so; but hardly
    those of an oven."""
    a, b = first.unit, second.unit
    if a not in _SCALES or b not in _SCALES:
        return []
    ends = (abs(end or Decimal(0)) for end in (first.low, first.high))
    return [(_SCALES[a], _SCALES[b])] if max(ends) <= _MOST_APART[a] else []


def _fair(first: Quantity, second: Quantity, pair: tuple[str, str], hedged: bool) -> bool:
    source, target = pair
    ends = [
        (a, b)
        for a, b in ((first.low, second.low), (first.high, second.high))
        if a is not None and b is not None
    ]
    return bool(ends) and all(
        _reaches((a, first.step, source), (b, second.step, target), hedged)
        or _reaches((b, second.step, target), (a, first.step, source), hedged)
        for a, b in ends
    )


Written = tuple[Decimal, Decimal, str]


def _reaches(original: Written, other: Written, hedged: bool) -> bool:
    """True when ``original`` converts to something that may have been rounded to ``other``."""
    number, step, source = original
    half = step * _HALF
    reach = tolerance.converted(Interval(number - half, number + half), source, other[2])
    return tolerance.overlaps(reach, _rounded_from(other, hedged))


def _rounded_from(written: Written, hedged: bool) -> Interval:
    number, step, unit = written
    size = abs(number)
    half = _half_place(size, step)
    cut = step if step <= size * _TENTH else half
    slack = Decimal(0) if unit in _SCALES else size * _SLACK
    more = size * _HEDGED if hedged else Decimal(0)
    inner, outer = max(half, slack) + more, max(half, cut, slack) + more
    # What is cut off makes a number smaller in size, so that a negative one is widened downwards.
    down, up = (inner, outer) if number >= 0 else (outer, inner)
    return Interval(number - down, number + up)


def _half_place(size: Decimal, step: Decimal) -> Decimal:
    """Half of what the number was rounded to, as far as its digits tell."""
    place = tolerance.place(size) if size else step
    if place < step:
        return step * _HALF
    digit = int(size / place) % 10
    half = place * _HALF * (5 if digit == 5 else 1)
    if half <= step * _HALF:
        return half
    return max(step * _HALF, min(half, size * _TENTH))
