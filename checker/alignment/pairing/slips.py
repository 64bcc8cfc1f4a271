"""Two values that are one but for a slip of the pen which chance hardly makes.

In: two ``Claim``s. Out: whether their values have the shape of such a slip: three digits or more in
another order, one number with another scale or prefix, or a clock time or a day that is misread.
"""

from __future__ import annotations

from decimal import Decimal

from checker.alignment.pairing.agreement import digits, in_other_units, slipped, transposed
from checker.alignment.pairing.moments import has_clock_swapped, is_day_slip
from checker.alignment.pairing.words import are_like
from checker.dimensions import dimension, head
from checker.measures import persons
from checker.model import Claim, Form, Kind

# Another day has another temperature.
_MOVING = frozenset({"temperature", "scale", "speed", "percent", "ratio"})
_MOMENTS = frozenset({Kind.DATE, Kind.TIME, Kind.YEAR, Kind.SCORE, Kind.ORDINAL})
# Of these two places and two hours have values of their own, near each other.
_VARYING = _MOVING - {"percent"}
_SCALED = frozenset({Kind.MONEY, Kind.COUNT})
# Of so many digits two neighbours are hardly ever turned but by a slip.
_MANY, _PAIR = 3, 2
# What a text has more sorts of than nouns that tell them apart.
_TOLD_BY_NOUN = "count"


def is_slip(a: Claim, b: Claim) -> bool:
    """Whether two values are one figure but for a slip that no word says more than: what is told of
    them may be misread."""
    if slipped(a, b) or rescaled(a, b):
        return True
    return has_clock_swapped(a, b) or is_day_slip(a, b)


def is_turned(a: Claim, b: Claim) -> bool:
    """Whether one value is the other but for two neighbouring digits of three or more, which stand
    the other way round: 20,200 and 22,000, 17.8 and 18.7, but not 38 and 83. Of what is another
    every day two such values are by chance, and of things that two nouns tell apart."""
    if dimension(a.figure) in _VARYING or turned(a, b) < _MANY:
        return False
    one, other = a.figure.noun, b.figure.noun
    if dimension(a.figure) != _TOLD_BY_NOUN or one is None or other is None:
        return True
    return head(one) == head(other) or {one, other} <= persons() or are_like(one, other)


def turned(a: Claim, b: Claim) -> int:
    """How many digits two values of one unit have of which two neighbours stand the other way
    round in one of them, and all else is the same; 0 where it is not so. Zeros behind that both
    have do not count: 2 for 6,500 and 5,600, 3 for 104 and 140."""
    if a.figure.kind in _MOMENTS or a.figure.kind is not b.figure.kind or _units(a) != _units(b):
        return 0
    one, other = _value(a), _value(b)
    if not one or not other or one.adjusted() != other.adjusted():
        return 0
    last = min(_last(one), _last(other))
    mine, yours = (str(int(each.scaleb(-last))) for each in (one, other))
    apart = [at for at, (x, y) in enumerate(zip(mine, yours, strict=True)) if x != y]
    if len(apart) != _PAIR or apart[1] - apart[0] != 1 or mine[apart[0]] != yours[apart[1]]:
        return 0
    return len(mine) if mine[apart[1]] == yours[apart[0]] else 0


def _value(claim: Claim) -> Decimal:
    """The number of a claim where it is one alone, else 0."""
    quantity = claim.figure.quantity
    if quantity is None or claim.figure.form is not Form.POINT:
        return Decimal(0)
    return abs(quantity.low or quantity.high or Decimal(0))


def _last(value: Decimal) -> int:
    """The power of ten of the last digit of a number that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


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
