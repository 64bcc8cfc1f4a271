"""Systems: which units can be stated in each other, and whether they are of different systems.

In: two figures. Out: whether a value in the unit of the one can be stated in that of the other, and
whether one of them is metric and the other imperial or nautical.
"""

from __future__ import annotations

import re
from functools import cache

from checker import lexicon, units
from checker.alignment.wording import cue
from checker.errors import UnitError
from checker.model import Claim, Kind

KINDS = frozenset({Kind.MEASURE, Kind.DURATION})
FUEL_USE = "liter_per_100_kilometer"


def unit_of(claim: Claim) -> str | None:
    quantity = claim.figure.quantity
    return None if quantity is None else quantity.unit


def units_convert(first: Claim, second: Claim) -> bool:
    a, b = unit_of(first), unit_of(second)
    kinds = {first.figure.kind, second.figure.kind}
    if a is None or b is None or a == b or not kinds <= KINDS or not _commensurable(a, b):
        return False
    if _multiply(a, b) or _multiply(b, a):
        return False
    if kinds == {Kind.MEASURE}:
        return True
    # Five working days are a week.
    working = cue("conversions", "working")
    return not any(working.search(claim.figure.surface) for claim in (first, second))


def _multiply(a: str, b: str) -> bool:
    """Whether one rate goes on where the other ends: "12 hours a day, six days a week"."""
    return " / " in a and b.partition(" / ")[0] == a.rpartition(" / ")[2]


@cache
def _commensurable(a: str, b: str) -> bool:
    if FUEL_USE in (a, b):
        a, b = (("kilometer / liter" if unit == FUEL_USE else unit) for unit in (a, b))
    try:
        return units.commensurable(units.difference(a), units.difference(b))
    except UnitError:
        return False


@cache
def _systems(unit: str) -> frozenset[str]:
    """The systems that a unit's parts belong to: metric for "kilometer / hour"."""
    listed = lexicon.load("conversions")
    parts = {part for part in re.split(r"[^\w]+", unit) if part}
    return frozenset(
        system for system in ("metric", "imperial", "nautical") if parts & set(listed[system])
    )


def differ_in_system(first: Claim, second: Claim) -> bool:
    """Whether two units share no system; of two rates of one thing, what they are for."""
    a, b = unit_of(first) or "", unit_of(second) or ""
    (one, _, of), (other, _, per) = a.partition(" / "), b.partition(" / ")
    if one == other and _systems(of) and _systems(per):
        a, b = of, per  # "tonnes a hectare" and "tonnes an acre"
    return not _systems(a) & _systems(b)
