"""Whether two figures are of one kind at all, by their units and their forms.

In: two ``Claim``s. Out: what kinds of quantities they are, where those differ.
"""

from __future__ import annotations

from typing import NamedTuple

from checker.alignment.pairing.agreement import agree, in_one_unit, is_bare
from checker.alignment.pairing.beside import is_size
from checker.dimensions import dimension
from checker.model import Claim, Form, Role
from checker.once import once

_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD"})
# Dimensions that writers use for one thing: "a third" and "33%", "30 degrees" and "30C".
_ALIKE = ({"ratio", "percent"}, {"angle", "temperature"})


def of_two_kinds(a: Claim, b: Claim) -> str | None:
    """What kinds of quantities the two are, where those differ."""
    mine, yours = _looks(a), _looks(b)
    if mine == yours:
        return None
    one, other = mine.dimension, yours.dimension
    if one != other:
        # A bare number may have its unit elsewhere, in the head of a column or in the question.
        alike = {one, other} in _ALIKE or is_bare(a) or is_bare(b) or _is_slip_of_rate(a, b)
        return None if alike else f"{one} and {other}"
    if mine.currency != yours.currency:
        return "two currencies"
    if mine.broken != yours.broken:
        return "a mean and a count"
    # Somebody "in his forties" may be said to be 43.
    if mine.ranged != yours.ranged and one != "age" and not agree(a, b):
        return "a range and a point"
    return None


def _is_slip_of_rate(a: Claim, b: Claim) -> bool:
    """Whether one has its time or its measure elsewhere, "fetched €212", and its digits are those
    of the other in another order, "€221 a tonne"."""
    one, other = in_one_unit(a, b)
    return dimension(one.figure) == dimension(other.figure)


class _Looks(NamedTuple):
    """What two figures must have in common to be of one kind: the currency of money, and whether a
    count is the size of a thing or has decimals."""

    dimension: str
    currency: str | None
    sized: bool
    broken: bool
    ranged: bool


@once
def _looks(claim: Claim) -> _Looks:
    kind = dimension(claim.figure)
    counts = kind == "count"
    return _Looks(
        kind,
        _currency(claim) if kind == "money" else None,
        counts and is_size(claim),
        counts and _is_broken(claim),
        claim.figure.form is Form.RANGE,
    )


def _is_broken(claim: Claim) -> bool:
    """Whether a count has decimals, which no things have but on average: "2.4 men for every
    place". In a table the millions may stand in the head of the column."""
    quantity = claim.figure.quantity
    in_table = claim.segment.role is Role.TABLE_CELL
    return quantity is not None and quantity.step < 1 and not in_table


def _currency(claim: Claim) -> str:
    """The currency; any dollar where the text does not say which."""
    unit = claim.figure.quantity.unit if claim.figure.quantity else None
    plain = (unit or "XXX").partition(" / ")[0]
    return "dollar" if plain in _DOLLARS else plain
