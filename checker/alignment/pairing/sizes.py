"""How great what a claim says is, and with what it can be compared at all.

In: a ``Claim``. Out: its value in the base of its unit, its digits, and the family of its unit.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.alignment.pairing.agreement import digits
from checker.dimensions import dimension
from checker.model import Claim, Kind
from checker.once import once

_PER_CENT = Decimal(100)
_ALIKE = {"ratio": "percent", "year": "date"}


def family(claim: Claim) -> str:
    """The dimension of a claim, one for those in which writers put one thing: a share and its
    percentage."""
    kind = dimension(claim.figure)
    return _ALIKE.get(kind, kind)


class Size(NamedTuple):
    """A value in the base of its unit, and its digits in order of size; ``None`` for moments. Money
    in a time is that of a month, ``a_time``."""

    value: Decimal | None
    digits: str
    a_time: bool = False


@once
def size(claim: Claim) -> Size:
    """How great what a claim says is."""
    quantity = claim.figure.quantity
    if quantity is None or not claim.figure.kind.is_quantity:
        return Size(None, "")
    number = quantity.low if quantity.low is not None else quantity.high
    if number is None:
        return Size(None, "")
    share = claim.figure.kind is Kind.RATIO and quantity.unit is None
    factor = _PER_CENT if share else _factor(quantity.unit)
    a_time = claim.figure.kind is Kind.MONEY and " / " in (quantity.unit or "")
    return Size(number * factor, "".join(sorted(digits(claim))), a_time)


@cache
def _factor(name: str | None) -> Decimal:
    units = lexicon.load("units")["units"]
    entry = units.get(name)
    if entry:
        return Decimal(entry["factor"])
    time = units.get((name or "").partition(" / ")[2])
    if not time or time["dimension"] != "time":
        return Decimal(1)
    return Decimal(units["month"]["factor"]) / Decimal(time["factor"])
