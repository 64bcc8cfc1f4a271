"""Products in which a figure was written with two digits swapped, or ten times too great or small.

In: the sentences of a paragraph. Out: a rate, the number of those that it is for each of, and the
total: "1,140 hours at £275 an hour came to £331,500".

Such a slip shows by itself: chance hardly ever makes three figures fit whose digits have only to be
put in order. So no words need say that the one is made of the others, only that the first is for
each of something that the second may count. Where any pair fits as it stands, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

from checker import tolerance
from checker.alignment.averages import (
    Made,
    figures,
    holds,
    in_unit_of,
    is_each_of,
    is_larger,
    is_mean,
    is_price,
    made_of,
    shares,
)
from checker.alignment.factors import Place
from checker.alignment.passages import Sentence
from checker.model import Claim, Kind

_MANY = 3
"""So many digits of a total, in any other order, are a slip."""

_ROLES = ("rate", "number", "total")
_TENFOLD = tuple(Decimal(10) ** power for power in (-1, 1))
_LONGEST = 7
_LITTLE = Decimal("0.02")
_ROOM = 10
"""With more figures than that in two sentences too many pairs could fit."""


def slips(sentence: Sentence, before: Sentence | None) -> Iterator[Made]:
    """The triples of a sentence and the one before it that a slip keeps from fitting, those of one
    rate together, where there is but one of them."""
    here = list(figures(sentence))
    places = here if before is None else [*figures(before), *here]
    kinds = [claim.figure.kind for _, claim in places]
    if not len(_ROLES) <= len(kinds) <= _ROOM or len(set(kinds)) == len(kinds):
        return  # a rate and its total are of one kind
    own = {claim.figure.span for _, claim in here}
    for rate in places:
        if not (is_each_of(rate) or is_mean(rate) or is_price(rate)):
            continue
        found = list(_triples(rate, places))
        if any(map(holds, found)) or any(_holds_with_more(made, places) for made in found):
            continue
        slipped = [made for made in found if _is_slip(made)]
        if len(slipped) == 1 and any(claim.figure.span in own for claim in slipped[0]):
            yield slipped[0]


def _triples(rate: Place, places: Sequence[Place]) -> Iterator[Made]:
    numbers = [place for place in places if shares(rate, place) or _is_bare(place)]
    totals = [place for place in places if is_larger(rate, place)]
    for number, total in product(numbers, totals):
        own = in_unit_of(rate[1], total[1])
        spans = {claim.figure.span for claim in (rate[1], number[1], total[1])}
        if own is not None and len(spans) == len(_ROLES):
            yield Made(own, number[1], total[1])


def _is_bare(place: Place) -> bool:
    """Whether a number leaves out what it counts, as the second of two sentences does: "£7.20 a
    jar. She sold 145"."""
    return place[1].figure.kind is Kind.COUNT and place[1].figure.noun is None


def _holds_with_more(made: Made, places: Sequence[Place]) -> bool:
    """Whether a third figure makes the total fit: of rooms at a price a night, the nights."""
    value, many = made_of(made), made.number.figure.span
    if value is None:
        return True
    others = [
        claim.figure.quantity.low
        for _, claim in places
        if claim.figure.span not in {many, made.rate.figure.span, made.total.figure.span}
        and claim.figure.quantity is not None
        and claim.figure.quantity.low is not None
    ]
    factors = [*others, *(a * b for a, b in combinations(others, 2))]
    return any(_fits(value * each, made.total) for each in factors)


def _is_slip(made: Made) -> bool:
    """Whether the total has the digits of the product in another order, or is some tens of it; or
    the rate or the number makes the total with two digits swapped."""
    value, total = made_of(made), made.total.figure.quantity
    if value is None or total is None or not total.low or not total.step:
        return False
    units = (value / total.step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    one, other = str(units), str((total.low / total.step).quantize(Decimal(1)))
    if len(one) == len(other) >= _MANY and one != other and sorted(one) == sorted(other):
        return True
    if len(other.strip("0")) > 1 and any(
        (value * times / total.step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * total.step
        == total.low
        for times in _TENFOLD
    ):
        return True
    return _is_close(made.total) and any(
        _fits(value / written * swapped, made.total)
        for claim in (made.rate, made.number)
        for written, swapped in _swapped(claim)
    )


def _is_close(total: Claim) -> bool:
    """Whether a total leaves so little room that not many products fit."""
    room = tolerance.added(total.figure)
    if room.low is None or room.high is None or not room.high:
        return False
    return (room.high - room.low) / room.high < _LITTLE


def _fits(value: Decimal, total: Claim) -> bool:
    room = tolerance.added(total.figure)
    return room.low is not None and room.high is not None and room.low <= value <= room.high


def _swapped(claim: Claim) -> Iterator[tuple[Decimal, Decimal]]:
    """The digits of a figure as a number, and with two neighbours in the other order, in every
    way."""
    quantity = claim.figure.quantity
    if quantity is None or not quantity.low:
        return
    digits = "".join(map(str, quantity.low.as_tuple().digits)).strip("0")
    if len(digits) > _LONGEST:  # one that was converted, and not written so
        return
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            other = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield Decimal(digits), Decimal(other)
