"""Products in which a figure was written with two digits swapped, or ten times too great or small.

In: the sentences of a paragraph. Out: a rate, the number of those that it is for each of, and the
total: "1,140 hours at £275 an hour came to £331,500".

Such a slip shows by itself: chance hardly ever makes three figures fit whose digits have only to be
put in order. So no words need say that the one is made of the others, only that the first is for
each of something that the second may count. Where any pair fits as it stands, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

from checker import tolerance
from checker.alignment.multiplying.averages import (
    Made,
    holds,
    in_unit_of,
    is_larger,
    made_of,
    shares,
)
from checker.alignment.multiplying.factors import goes, is_for_several, may_multiply, unit_of
from checker.alignment.multiplying.rates import Figures, beside
from checker.alignment.passages import Placed
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind, Modifier, Span

_ROLES = ("rate", "number", "total")
_TENFOLD = tuple(Decimal(10) ** power for power in (-1, 1))
_THOUSAND = 3
_LONGEST = 7
_MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT})
_LITTLE = Decimal("0.02")
_ROOM = 10
"""With more figures than that in two sentences too many pairs could fit."""


def slips(here: Figures, near: Figures) -> Iterator[Made]:
    """The triples of a sentence and the one before it that a slip keeps from fitting, those of one
    rate together, where there is but one of them."""
    places = near.places + here.places
    kinds = [claim.figure.kind for _, claim in places]
    if not len(_ROLES) <= len(kinds) <= _ROOM or len(set(kinds)) == len(kinds):
        return  # a rate and its total are of one kind
    own = {claim.figure.span for _, claim in here.places}
    both = beside(near, here)
    again = _is_done_again(places)
    for rate in places:
        if not both.is_rate(rate) and not (again and rate[1].figure.kind in _DONE_AGAIN):
            continue
        found = list(_triples(rate, places))
        mean = rate[1].figure.span in both.means
        plain = rate[1].figure.kind in (Kind.MONEY, Kind.DURATION) and not mean
        test = makes if plain else holds
        if any(map(test, found)) or any(_holds_with_more(made, places) for made in found):
            continue
        bare = {claim.figure.span for _, claim in filter(is_bare, places)}
        slipped = [made for made in found if _is_slip(made, bare)]
        if len(slipped) == 1 and any(claim.figure.span in own for claim in slipped[0]):
            yield slipped[0]


_DONE_AGAIN = frozenset({Kind.MEASURE, Kind.MONEY, Kind.DURATION})


def _is_done_again(places: Sequence[Placed]) -> bool:
    """Whether what an amount is of is done a number of times: "a lap is 7 miles ... 14 times"."""
    nouns = ((claim.figure.noun or "").lower() for _, claim in places)
    return any(cue("products", "again").is_one(noun) for noun in nouns)


def _triples(rate: Placed, places: Sequence[Placed]) -> Iterator[Made]:
    if rate[1].figure.modifier not in _MEANT:
        return
    wholes = [
        (place, price, total)
        for place in places
        for price, total in (alike(rate, place),)
        if is_larger(price, total)
    ]
    # What the numbers rule out needs no look at the words.
    if not wholes or is_for_several(rate):
        return
    in_full = " / " in (unit_of(rate[1]) or "")
    numbers = [
        own
        for place in filter(may_multiply, places)
        if shares(rate, own := _in_its_time(rate, place)) or is_bare(own)
    ]
    for number, (place, price, total) in product(numbers, wholes):
        spans = {claim.figure.span for claim in (rate[1], number[1], place[1])}
        if len(spans) < len(_ROLES):
            continue
        behind = number[1].figure.span.start > place[1].figure.span.start
        if is_bare(number) and _is_for_a_time(rate):
            continue  # "11 a week ... make it twelve"
        if in_full and is_bare(number) and (behind or " / " not in (unit_of(place[1]) or "")):
            continue
        claim = in_unit_of(price[1], total[1])
        if claim is not None:
            yield Made(claim, number[1], total[1])


def _is_for_a_time(rate: Placed) -> bool:
    """Whether a number without a unit is one for each day, week or the like."""
    home, claim = rate
    if claim.figure.kind is not Kind.COUNT or claim.figure.noun is not None:
        return False
    return (
        frame("products", r" (?:an?|per|each|every) {time_units}\b").match(home.after(claim, 16))
        is not None
    )


def _in_its_time(rate: Placed, number: Placed) -> Placed:
    """A number without what it is for: of "16 tonnes a week" the tonnes, at so much a tonne."""
    home, claim = number
    above, slash, _ = (unit_of(claim) or "").rpartition(" / ")
    below = (unit_of(rate[1]) or "").rpartition(" / ")[2]
    if not slash or not goes(above, below) or claim.figure.quantity is None:
        return number
    told = replace(claim.figure.quantity, unit=above)
    return home, replace(claim, figure=replace(claim.figure, quantity=told))


def alike(rate: Placed, total: Placed) -> tuple[Placed, Placed]:
    """A rate and a total as of one unit, where one of them leaves it out: "750 francs a fare ...
    takes 25,800", "1,800 a crate ... find 342,000 rupees"."""
    (home, price), (other, whole) = rate, total
    if price.figure.kind is Kind.DURATION and whole.figure.kind in (Kind.DURATION, Kind.MEASURE):
        return (home, _measured(price)), (other, _measured(whole))
    if is_bare(total) and price.figure.kind in (Kind.MONEY, Kind.MEASURE):
        return rate, (other, _as(whole, price))
    if is_bare(rate) and whole.figure.kind in (Kind.MONEY, Kind.MEASURE):
        return (home, _as(price, whole)), total
    return rate, total


def _measured(claim: Claim) -> Claim:
    """Hours that are multiplied, as an amount of them."""
    return replace(claim, figure=replace(claim.figure, kind=Kind.MEASURE))


def _as(claim: Claim, model: Claim) -> Claim:
    """A bare number as of the kind and unit of another figure."""
    unit, quantity = (unit_of(model) or "").partition(" / ")[0], claim.figure.quantity
    told = None if quantity is None else replace(quantity, unit=unit or None)
    figure = replace(claim.figure, kind=model.figure.kind, quantity=told)
    return replace(claim, figure=figure)


def makes(made: Made) -> bool:
    """Whether a rate and a number, as written, make a total as far as it may have been rounded."""
    value = made_of(made)
    return value is None or fits(value, made.total)


def is_bare(place: Placed) -> bool:
    """Whether a number leaves out what it counts, as the second of two sentences does: "£7.20 a
    jar. She sold 145"."""
    return place[1].figure.kind is Kind.COUNT and place[1].figure.noun is None


def _holds_with_more(made: Made, places: Sequence[Placed]) -> bool:
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
    return any(fits(value * each, made.total) for each in factors)


def _is_slip(made: Made, bare: set[Span]) -> bool:
    """Whether the total has the digits of the product in another order, or is some tens of it; or
    the rate or the number makes the total with two digits swapped. Where one of the rate and the
    total leaves out its unit, only the first."""
    value = made_of(made)
    if value is None:
        return False
    if is_reordered(value, made.total):
        return True
    if made.total.figure.kind is not Kind.COUNT and bare & {
        made.rate.figure.span,
        made.total.figure.span,
    }:
        return False
    named = made.number.figure.span not in bare
    if named and is_tenfold(value, made.total, typed=_is_typed(made)):
        return True
    return _is_close(made.total) and any(
        fits(value / written * swapped, made.total)
        for claim in (made.rate, made.number)
        for written, swapped in _swapped(claim)
    )


def is_reordered(value: Decimal, total: Claim) -> bool:
    """Whether a total has the digits of a value in another order."""
    written = total.figure.quantity
    return written is not None and tolerance.reordered(value, written)


def is_tenfold(value: Decimal, total: Claim, *, typed: bool = False) -> bool:
    """Whether a total is ten times a value or a tenth of it. One of a single digit, such as 700,
    says so only where the units tell what was multiplied."""
    written = total.figure.quantity
    if written is None or not written.low or not written.step:
        return False
    digits = str((written.low / written.step).quantize(Decimal(1))).strip("0")
    return (typed or len(digits) > 1) and any(
        (value * times / written.step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * written.step
        == written.low
        for times in _TENFOLD
    )


def _is_typed(made: Made) -> bool:
    """Whether the units of all three are given: milligrams a kilo, kilos, and milligrams."""
    below = (unit_of(made.rate) or "").rpartition(" / ")[2]
    known = made.number.figure.kind is Kind.MEASURE and made.total.figure.kind is Kind.MEASURE
    return known and goes(below, unit_of(made.number))


def _is_close(total: Claim) -> bool:
    """Whether a total leaves so little room that not many products fit."""
    room = tolerance.added(total.figure)
    if room.low is None or room.high is None or not room.high:
        return False
    return (room.high - room.low) / room.high < _LITTLE


def fits(value: Decimal, total: Claim) -> bool:
    room = tolerance.added(total.figure)
    return room.low is not None and room.high is not None and room.low <= value <= room.high


def is_of_another_magnitude(made: Made) -> bool:
    """Whether a total has the digits of the product and is thousands of times as much or as little,
    which nothing but a slip explains; or is a tenth of what so many come to, one by one: "12,000
    depositors will get $5,000 each under the $6 million deal"."""
    value, total = made_of(made), made.total.figure.quantity
    if not value or total is None or not total.low or total.low / value < 0:
        return False
    power = int((total.low / value).log10().to_integral_value())
    one_by_one = power == -1 and " / " not in (unit_of(made.rate) or "")
    return (one_by_one or abs(power) >= _THOUSAND) and fits(value.scaleb(power), made.total)


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
