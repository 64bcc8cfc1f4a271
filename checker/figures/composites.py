"""Quantities in two units: "6 feet 2 inches", "two hours and 30 minutes", "3 dollars 50 cents".

In: two neighbouring readings and the gap between them. Out: the one reading that they make, in the
smaller unit, or ``None``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.figures.numerals import ONE
from checker.figures.reading import Reading
from checker.model import Kind

# Units that are written together, the smaller behind the greater, and how many make one.
_RATIOS = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("foot", "inch"): 12,
    ("yard", "foot"): 3,
    ("mile", "yard"): 1760,
    ("pound", "ounce"): 16,
    ("stone", "pound"): 14,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("kilometer", "meter"): 1000,
    ("meter", "centimeter"): 100,
    ("kilogram", "gram"): 1000,
}
_GAP = re.compile(r"(?:\s|,\s|\sand\s|,\sand\s)?")


def composite(first: Reading, second: Reading, gap: str) -> Reading | None:
    """The two as one quantity, where ``gap`` is all that stands between them."""
    low, rest = first.low, second.low
    if low is None or rest is None or len(gap) > 6 or not _GAP.fullmatch(gap):
        return None
    if low != low.to_integral_value() or low < 1 or rest <= 0 or first.scale != ONE:
        return None
    if first.kind is Kind.MONEY and second.kind is Kind.MONEY:
        # Cents are read as dollars' where nothing else is said: "20 ringgit and 43 cents".
        minor = second.step <= Decimal("0.01") and rest < 1
        if first.unit is None or not minor or second.unit not in (first.unit, "USD"):
            return None
        return first._replace(end=second.end, low=low + rest, high=low + rest, step=second.step)
    ratio = _RATIOS.get((first.unit or "", second.unit or ""))
    if ratio is None or rest >= ratio:
        return None
    total = low * ratio + rest
    return second._replace(start=first.start, low=total, high=total)
