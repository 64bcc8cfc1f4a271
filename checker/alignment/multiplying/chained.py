"""Chains: so much an hour, so many hours a day and days a week, and what all of them come to.

In: a sentence with its figures. Out: the three factors and their total: "forty boxes an hour leave
the plant, which works 12 hours a day, six days a week: 2,880 boxes a week".

Each goes on where another ends, from the hour to the day and from the day to the week. So nothing
else can be meant, if a mark or a word leads on to the total and it is for no other time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from checker import tolerance, units
from checker.alignment.multiplying.compounded import Compound, time_of
from checker.alignment.multiplying.factors import goes, unit_of
from checker.alignment.multiplying.rates import Figures
from checker.alignment.passages import Placed, Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier

_FOUR = 4
_FAR = 3


def chained(sentence: Sentence, here: Figures) -> Iterator[Compound]:
    """The chain of a sentence with four figures, the last of which its factors do not make."""
    places = here.places
    if len(places) != _FOUR or any(home is not sentence for home, _ in places):
        return
    if not all(_is_plain(claim) for _, claim in places):
        return
    *factors, total = places
    if not _is_led_to(sentence, factors[-1][1], total[1]):
        return
    for rate, one, two in permutations(factors):
        found = _chain(rate, one, two, total)
        if found is not None and _is_off(found):
            yield found


def _is_plain(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    exact = claim.figure.modifier is Modifier.EXACTLY and claim.figure.form is Form.POINT
    return exact and quantity is not None and bool(quantity.low)


def _is_led_to(sentence: Sentence, last: Claim, total: Claim) -> bool:
    gap = sentence.between(last, total)
    leads = frame("products", r"(?: [^\W\d_]+){0,3}(?:\s?[:–—]|,? {chains}) (?:{barely_so} )?")
    ends = frame("products", r"(?: [^\W\d_]+)?(?: {per} {time_units})?\s?(?:[.,;)]|$)")
    if leads.fullmatch(gap) is None or ends.match(sentence.after(total, 40)) is None:
        return False
    return cue("products", "not_plain").search(sentence.text) is None


def _chain(rate: Placed, one: Placed, two: Placed, total: Placed) -> Compound | None:
    """A rate for an hour, the hours of a day, the days of a week, and what they come to a week."""
    first, second = (unit_of(each[1]) or "" for each in (one, two))
    (hours, _, day), (days, _, week) = (each.partition(" / ") for each in (first, second))
    hour = time_of(rate)
    if hour is None or not (hours and day and week) or days != day or not goes(hours, hour):
        return None
    if time_of(total) not in (None, week) or not _is_of_one(rate[1], total[1]):
        return None
    each = units.convert(Decimal(1), hours, hour)
    unit = unit_of(total[1])
    return Compound(
        _as(rate[1], rate[1].figure.kind, unit),
        (_as(one[1], Kind.COUNT, None, each), _as(two[1], Kind.COUNT, None)),
        total[1],
    )


def _is_of_one(rate: Claim, total: Claim) -> bool:
    """Whether a rate and a total are of one thing, the time that they are for left out."""
    nouns = {each.figure.noun for each in (rate, total)} - {None}
    above = {(unit_of(each) or "").partition(" / ")[0] for each in (rate, total)}
    return rate.figure.kind is total.figure.kind and len(nouns) < 2 and len(above) == 1


def _as(claim: Claim, kind: Kind, unit: str | None, times: Decimal = Decimal(1)) -> Claim:
    quantity = claim.figure.quantity
    if quantity is None or quantity.low is None:
        return claim
    value = quantity.low * times
    told = replace(quantity, low=value, high=value, unit=unit)
    return replace(claim, figure=replace(claim.figure, kind=kind, quantity=told))


def _is_off(found: Compound) -> bool:
    """Whether the factors come near their total and do not make it."""
    value = Decimal(1)
    for claim in (found.rate, *found.numbers):
        value *= _value(claim)
    room, told = tolerance.added(found.total.figure), _value(found.total)
    if room.low is None or room.high is None or room.low <= value <= room.high:
        return False
    return max(value, told) <= _FAR * min(value, told)


def _value(claim: Claim) -> Decimal:
    quantity = claim.figure.quantity
    return quantity.low if quantity is not None and quantity.low is not None else Decimal(0)
