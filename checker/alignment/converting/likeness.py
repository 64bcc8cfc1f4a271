"""Likeness: whether two figures of one dimension may be one quantity, though not a fair conversion.

In: two figures in units that convert. Out: true or false. ``near_in_size`` asks how far apart they
are; ``is_slip`` whether the second has the digits that the first comes to with the point in another
place, or was reckoned with the factor turned round: chance seldom makes either.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker import units
from checker.alignment.converting.systems import FUEL_USE, unit_of
from checker.model import Claim, Kind, Quantity

SCALES = {"degree_Celsius": "delta_degree_Celsius", "degree_Fahrenheit": "delta_degree_Fahrenheit"}
"""Temperatures, and how far they lie apart."""

_FARTHEST = Decimal(5)
_ONE = Decimal(1)
_NEARLY = Decimal("0.03")


def near_in_size(first: Claim, second: Claim, farthest: Decimal = _FARTHEST) -> bool:
    """Behind other words a bracket may belong to them: "the 40 km road crosses a bridge (300 feet)"
    is no conversion with a slip in it."""
    if unit_of(first) in SCALES or unit_of(second) in SCALES:
        return True
    ratio = _ratio(first, second)
    return ratio is not None and 1 / farthest <= ratio <= farthest


def is_slip(first: Claim, second: Claim, nearly: Decimal = _NEARLY) -> bool:
    """Whether a figure is what another converts to but for noughts, or what the factor makes of it
    the wrong way round: "12,000 hectares, just under 3,000 acres", "120 miles, 75 km". It may miss
    that by a share of ``nearly``."""
    ratio = _ratio(first, second)
    if ratio is None or not {unit_of(first), unit_of(second)}.isdisjoint(SCALES):
        return False
    if Kind.DURATION in (first.figure.kind, second.figure.kind):
        return False
    turned = _factor(first, second) ** 2 / ratio
    return abs(turned - 1) < nearly or (
        abs(ratio.scaleb(-_power(ratio)) - 1) < nearly and _power(ratio) != 0
    )


def _power(ratio: Decimal) -> int:
    """The power of ten that a ratio lies nearest to."""
    return int(ratio.log10().to_integral_value())


def _ratio(first: Claim, second: Claim) -> Decimal | None:
    """How many times the second figure goes into the first."""
    a, b = (each.figure.quantity for each in comparable(first, second))
    if a is None or b is None or not a.low or not b.low or a.unit is None or b.unit is None:
        return None
    ratio = units.convert(a.low, a.unit, b.unit) / b.low
    return ratio if ratio > 0 else None


def _factor(first: Claim, second: Claim) -> Decimal:
    """How many of the second unit the first is."""
    one, other = (unit_of(each) or "" for each in comparable(first, second))
    return units.convert(_ONE, one, other)


def comparable(first: Claim, second: Claim) -> tuple[Claim, Claim]:
    """Fuel use for a distance as distance for the fuel, where the other figure is that."""
    if unit_of(first) == FUEL_USE:
        return _turned(first), second
    return first, _turned(second) if unit_of(second) == FUEL_USE else second


def _turned(claim: Claim) -> Claim:
    quantity = claim.figure.quantity
    if quantity is None or not quantity.low or not quantity.high:
        return claim
    low, high = 100 / quantity.low, 100 / quantity.high
    # A step in the one is so much of a step in the other, by the derivative of 100/x.
    step = quantity.step * low / quantity.low
    turned = Quantity(low, high, step, "kilometer / liter")
    return replace(claim, figure=replace(claim.figure, quantity=turned))
