"""The numbers by which two figures that agree are told, in one unit.

In: two ``Figure``s. Out: two numbers, or nothing where the figures do not agree. A fraction in
words is a percentage, too, and "nearly 230,000" is told by 230,000.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker import tolerance
from checker.errors import UnitError
from checker.model import Figure, Interval, Modifier

_DEGREE = "degree"
# Money of a land that the text does not name, which has no unit by itself: "134 crowns".
_ANY = "XXX"
_TEMPERATURES = frozenset({"degree_Celsius", "degree_Fahrenheit"})


def told(one: Figure, other: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The numbers that two figures are told by, in the unit of the first; two ``None`` where they
    do not agree or have no unit in common."""
    try:
        room, beside = tolerance.rooms(one, other)
    except (UnitError, ValueError):
        return None, None
    if not tolerance.overlaps(room, beside):
        return None, None
    return _named(room, one.modifier), _named(beside, other.modifier)


def _named(room: Interval, modifier: Modifier) -> Decimal | None:
    """The end that "nearly" or "more than" names, else the middle of what a figure leaves room
    for."""
    if room.low is None or room.high is None:
        return room.high if room.low is None else room.low
    if modifier is Modifier.NEARLY:
        return room.high
    return room.low if modifier is Modifier.JUST_OVER else (room.low + room.high) / 2


def in_one_unit(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two figures, with the unit of the other where one leaves a part of it out: "£1,849" for
    "£1,849 a year", "49 degrees" for "49C"."""
    if one.quantity is None or other.quantity is None:
        return one, other
    mine, yours = one.quantity.unit or "", other.quantity.unit or ""
    if _is_short(mine, yours):
        return replace(one, quantity=replace(one.quantity, unit=yours)), other
    if _is_short(yours, mine):
        return one, replace(other, quantity=replace(other.quantity, unit=mine))
    return one, other


def _is_short(unit: str, full: str) -> bool:
    degrees = unit == _DEGREE and full in _TEMPERATURES
    plain = full.partition(" / ")[0]
    return unit != full and bool(unit or plain == _ANY) and (degrees or plain == (unit or _ANY))
