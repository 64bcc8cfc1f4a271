"""Quantities in two units: "6 feet 2 inches", "two hours and 30 minutes", "3 dollars 50 cents".

In: two neighbouring readings and the gap between them, or a site where both are written together
("5'6\"", "2h 30m"). Out: the one reading that they make, in the smaller unit, or ``None``.
"""

from __future__ import annotations

from decimal import Decimal

from checker.figures.numerals import ONE, SMALL
from checker.figures.reading import Reading, Site
from checker.model import Kind
from checker.patterns import lazy

NAME = "amounts"

# Units that are written together, the smaller behind the greater, and how many make one. Years and
# months, weeks and days are left apart: most readers take them for two figures.
_RATIOS = {
    ("day", "hour"): 24,
    ("foot", "inch"): 12,
    ("yard", "foot"): 3,
    ("mile", "yard"): 1760,
    ("mile", "furlong"): 8,
    ("furlong", "yard"): 220,
    ("fathom", "foot"): 6,
    ("gallon", "pint"): 8,
    ("gallon", "quart"): 4,
    ("quart", "pint"): 2,
    ("pound", "ounce"): 16,
    ("stone", "pound"): 14,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("kilometer", "meter"): 1000,
    ("meter", "centimeter"): 100,
    ("kilogram", "gram"): 1000,
    ("metric_ton", "kilogram"): 1000,
    ("liter", "milliliter"): 1000,
}
_GAP = lazy(r"(?:\s|,\s|\sand\s|,\sand\s)?")


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
    if first.unit == "hour" and gap == " " and _is_minutes(second):
        # "4 hours 35"
        total = low * _MINUTES + rest
        return first._replace(end=second.end, low=total, high=total, unit="minute")
    base, slash, _ = (second.unit or "").partition(" / ")  # "4 minutes 24 seconds a kilometre"
    if slash and first.unit != "minute":
        return None
    ratio = _RATIOS.get((first.unit or "", base))
    if ratio is None or rest >= ratio or (first.unit == "day" and not gap.isspace()):
        return None  # "14 days, and 16 hours" are two, "2 days 3 hours" one
    total = low * ratio + rest
    return second._replace(start=first.start, low=total, high=total)


_MINUTES = 60
_POUNDS = 14


def stones(first: Reading, second: Reading, gap: str) -> Reading | None:
    """ "1st 3lb", of which the first is no ordinal before pounds."""
    low, rest = first.low, second.low
    if first.kind is not Kind.ORDINAL or gap not in _BLANKS or low is None or rest is None:
        return None
    in_digits = first.end - first.start == len(f"{low}st")
    if not in_digits or second.unit != "pound" or not 0 < rest < _POUNDS:
        return None
    total = low * _POUNDS + rest
    return second._replace(start=first.start, low=total, high=total)


_TENS = 10


def seconds_behind(first: Reading, second: Reading, gap: str, behind: str) -> Reading | None:
    """ "Three minutes fifty-four": minutes, and a bare number of seconds that ends its clause."""
    low, rest = first.low, second.low
    if first.unit != "minute" or gap not in _BLANKS or low is None or rest is None:
        return None
    bare = second.kind is Kind.COUNT and second.bare and second.noun is None
    whole = low == low.to_integral_value() and rest == rest.to_integral_value()
    if not bare or not whole or not _TENS <= rest < _MINUTES or behind not in _STOPS:
        return None
    total = low * _MINUTES + rest
    return first._replace(end=second.end, low=total, high=total, unit="second")


_BLANKS = frozenset((" ", "\u00a0"))
_STOPS = frozenset((".", ",", ";", ":", ")", ""))


def _is_minutes(reading: Reading) -> bool:
    """Whether a bare number of two digits may be the minutes behind hours."""
    bare = reading.kind is Kind.COUNT and reading.bare and reading.noun is None
    if not bare or reading.low is None or reading.scale != ONE or reading.step != ONE:
        return False
    return reading.end - reading.start == len("35") and reading.low < _MINUTES


_FEET_INCHES = lazy(
    r"[\s-]?(?:ft\.?|feet|foot|['’′])(?:,?\s|-)?(?:(\d{1,2}(?:\.\d+)?)|([a-z]{3,6}))"
    r"(?:[\s-]?(?P<half>½|1/2))?(?:[\s-]?(?:in(?:s|ch|ches)?\.?(?![^\W_])|[\"”″]|''|’’))"
)
_FOOT_NUMBER = lazy(r"-foot-(\d{1,2})(?![\w])")


def written(site: Site) -> Reading | None:
    """Two units in one quantity: "6ft 2in", "5'6\"", "2h 30m"."""
    n, text = site.numeral, site.text
    if n.value > 1000:
        return None
    if text[n.end] in "hm":
        return _clocked(site)
    at = n.end
    if (m := _FEET_INCHES.match(text, at, site.end)) and (m[1] or m[2] in SMALL):
        inches = Decimal(m[1] or SMALL[m[2]]) + (Decimal("0.5") if m["half"] else 0)
        if inches < 12:
            return _inches(n.start, m.end(), n.value * 12 + inches)
    if m := _FOOT_NUMBER.match(text, at, site.end):
        inches = Decimal(m[1])
        if inches < 12:
            return _inches(n.start, m.end(), n.value * 12 + inches)
    return None


def _inches(start: int, end: int, low: Decimal) -> Reading:
    return Reading(start, end, Kind.MEASURE, NAME, low, low, ONE, "inch", "length")


_CLOCKED = lazy(
    r"(?:h(?:rs?)?[\s:,]?(?P<minutes>[0-5]?\d)\s?m(?:ins?)?|m(?:in)?)"
    r"(?:[\s:,]{0,2}(?P<seconds>[0-5]?\d(?:\.\d{1,3})?)\s?s(?:ecs?)?)?(?![\w-])"
)


def _clocked(site: Site) -> Reading | None:
    """Times as they are clocked: "2h 05m 36s", "3m 24.5s"."""
    n = site.numeral
    m = _CLOCKED.match(site.text, n.end, site.end)
    if m is None or (m["minutes"] is None and m["seconds"] is None) or n.step != 1:
        return None
    minutes = n.value * 60 + int(m["minutes"]) if m["minutes"] else n.value
    if m["seconds"] is None:
        low, step, unit = minutes, n.step, "minute"
    else:
        seconds = Decimal(m["seconds"])
        low, step, unit = minutes * 60 + seconds, _last_place(seconds), "second"
    return Reading(n.start, m.end(), Kind.DURATION, NAME, low, low, step, unit, "time")


def _last_place(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(number.as_tuple().exponent))
