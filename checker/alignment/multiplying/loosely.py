"""Loosely: a price, a number that may be of what it is the price of, and what they come to.

In: three figures of a sentence that has no others. Out: whether the second may be the number of
what the first is for each of, though it is not called by that name: "pays $1.40 a crate; a good
hand, filling 120, earned $158", "charging £14 a ticket and drawing 1,850 fans".

Names bind less here, so that numbers have to bind more: what the three lack of fitting has to be as
little as a slip makes it.
"""

from __future__ import annotations

from decimal import Decimal

from checker.alignment.multiplying.averages import Made, made_of, per_what
from checker.alignment.multiplying.factors import people, unit_of
from checker.alignment.multiplying.rates import one_of
from checker.alignment.passages import Placed
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Kind

_LEAST, _MOST = Decimal("0.6"), Decimal("1.7")


def is_loosely_for(rate: Placed, number: Placed, total: Placed) -> bool:
    """Whether a rate may be for each of what a number counts by another name, or by none."""
    (home, claim), (other, many) = rate, number
    if many.figure.kind is not Kind.COUNT or claim.figure.span == many.figure.span:
        return False
    _, slash, unit = (unit_of(claim) or "").rpartition(" / ")
    below = unit if slash else ""
    named = per_what(home.after(claim, 48)) or one_of(home, claim) or below
    if not named or cue("products", "time_units").is_one(named):
        return False
    noun = (many.figure.noun or "").lower()
    if noun:
        admits = cue("products", "admits").is_one(named) and noun.split()[-1] in people()
        return admits or (not below and is_concluded(total))
    if below:  # "£3.80 a pint, £19 for a round of five"
        return frame("products", r"\b{rounds} $").search(other.before(many, 24)) is not None
    # "at 62, he makes £90 a night"
    aged = frame("products", r"\b{counted_off} $").search(other.before(many, 16))
    return other is total[0] and aged is None


def is_concluded(total: Placed) -> bool:
    """Whether words straight before a total say that the figures before it make it."""
    home, claim = total
    made = frame("products", r"\b{concluding}(?: {barely_so})? $")
    return made.search(home.before(claim, 48)) is not None


def is_as_near_as_a_slip(made: Made) -> bool:
    """Whether a total is near what a rate and a number come to, and more where some may have paid
    less."""
    value, total = made_of(made), size(made.total)
    if not value:
        return False
    people_pay = (made.number.figure.noun or "").lower() in people()
    least = Decimal(1) if people_pay and made.rate.figure.kind is Kind.MONEY else _LEAST
    return least <= total / value <= _MOST
