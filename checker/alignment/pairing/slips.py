"""Two values that are one but for a slip of the pen which chance hardly makes.

In: two ``Claim``s. Out: whether their values have the shape of such a slip: three digits or more in
another order, one number with another scale or prefix, or a clock time or a day that is misread.
"""

from __future__ import annotations

from checker.alignment.pairing.agreement import digits, in_other_units, slipped, transposed
from checker.alignment.pairing.moments import has_clock_swapped, is_day_slip
from checker.dimensions import dimension
from checker.model import Claim, Kind

# Another day has another temperature.
_MOVING = frozenset({"temperature", "scale", "speed", "percent", "ratio"})
_MOMENTS = frozenset({Kind.DATE, Kind.TIME, Kind.YEAR, Kind.SCORE, Kind.ORDINAL})
_SCALED = frozenset({Kind.MONEY, Kind.COUNT})


def is_slip(a: Claim, b: Claim) -> bool:
    """Whether two values are one figure but for a slip that no word says more than: what is told of
    them may be misread."""
    if slipped(a, b) or rescaled(a, b):
        return True
    return has_clock_swapped(a, b) or is_day_slip(a, b)


def is_moving(claim: Claim) -> bool:
    """Whether what is measured is another every day, by its unit."""
    return dimension(claim.figure) in _MOVING


def has_swapped(a: Claim, b: Claim) -> bool:
    """Whether two values have the same digits, in another order or at another scale."""
    return transposed(a, b) or misscaled(a, b)


def outlasts(a: Claim, b: Claim) -> bool:
    """Whether such a slip is of what hardly moves, so that it is one a week later too."""
    return not is_moving(a) and (is_slip(a, b) or in_other_units(a, b))


def lost(a: Claim, b: Claim) -> bool:
    """Whether one value is the other without its first digit, a one, or as it is misheard: "4%" for
    "14%", "900" for "1,900", "60" for "16"."""
    if a.figure.kind in _MOMENTS or b.figure.kind in _MOMENTS or _units(a) != _units(b):
        return False
    one, other = digits(a), digits(b)
    return bool(one and other) and (one == f"1{other}" or other == f"1{one}")


def _units(claim: Claim) -> str | None:
    return None if claim.figure.quantity is None else claim.figure.quantity.unit


def misscaled(a: Claim, b: Claim) -> bool:
    """Whether one number of two digits or more stands with two words for its scale, or with two
    units of one dimension: "£1.24bn" and "£1.24m", "1.5 metres" and "1.5 km"."""
    return in_other_units(a, b) or rescaled(a, b)


def rescaled(a: Claim, b: Claim) -> bool:
    """Whether one number stands with two words for a thousand, a million or a billion."""
    if a.figure.kind not in _SCALED or b.figure.kind not in _SCALED:
        return False
    if digits(a) != digits(b) or not transposed(a, b):
        return False
    one, other = _written(a), _written(b)
    return one is not None and one == other


def _written(claim: Claim) -> str | None:
    """The digits of a figure as its text has them, with points and commas, where a word or a
    letter for the scale follows."""
    surface = claim.figure.surface.strip(" -")
    last = max((at for at, char in enumerate(surface) if char.isdigit()), default=None)
    if last is None or not surface[last + 1 :].strip(" -\u00a0")[:1].isalpha():
        return None
    return "".join(char for char in surface[: last + 1] if char.isdigit() or char in ".,")
