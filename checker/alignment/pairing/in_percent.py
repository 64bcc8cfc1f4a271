"""Shares and changes that are told in words, in per cent.

In: a ``Claim``. Out: the same claim with its figure in per cent, as wide as such words are: "half",
"by a third", "doubles".
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker.model import Aspect, Claim, Direction, Form, Kind, Quantity

# The patterns that read such words.
_WORDS = frozenset({"fractions", "ratios", "multiples"})
_HUNDRED = Decimal(100)
# How far from the word a headline writer goes, as a share: "by half" is said of 46 and of 54 per
# cent, "doubles" of a rise of 90 per cent.
_OF_A_SHARE = Decimal("0.1")
_OF_A_MULTIPLE = Decimal("0.15")


def in_percent(claim: Claim) -> Claim:
    """The claim, its share or change in per cent where it is told as a fraction or a multiple."""
    figure, quantity = claim.figure, claim.figure.quantity
    if quantity is None or figure.form is not Form.POINT:
        return claim
    if figure.kind is Kind.RATIO:
        return _as_percent(claim, _OF_A_SHARE, claim.aspect)
    if figure.kind is Kind.MULTIPLE and figure.direction is not None:
        return _as_percent(claim, _OF_A_MULTIPLE, Aspect.CHANGE)
    return claim


def is_in_words(claim: Claim) -> bool:
    """Whether a percentage is told as a fraction or a multiple, which leave much room."""
    return claim.figure.pattern in _WORDS


def _as_percent(claim: Claim, width: Decimal, aspect: Aspect) -> Claim:
    quantity = claim.figure.quantity
    if quantity is None:
        return claim
    ends = [_percent(claim, end) for end in (quantity.low, quantity.high)]
    size = max((end for end in ends if end is not None), default=_HUNDRED)
    made = Quantity(ends[0], ends[1], abs(size) * width * 2, "percent")
    return replace(
        claim, figure=replace(claim.figure, kind=Kind.PERCENT, quantity=made), aspect=aspect
    )


def _percent(claim: Claim, end: Decimal | None) -> Decimal | None:
    if end is None:
        return None
    if claim.figure.kind is Kind.RATIO:
        return end * _HUNDRED
    change = (end - 1) * _HUNDRED
    return -change if claim.figure.direction is Direction.DOWN else change
