"""Areas: two sides and what they cover.

In: a sentence with its figures. Out: the sides and the area, where the one does not make the other:
"the yard is 40 metres long and 25 wide and covers 1,200 square metres".

What lies flat covers no more than its length times its width, whatever its shape; that it covers
less proves nothing, unless the text says that it is a rectangle, or so much "by" so much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker import tolerance, units
from checker.alignment.multiplying.factors import goes, unit_of
from checker.alignment.passages import Sentence
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_METER, _AREA = "meter", "meter ** 2"
_SIDES = 2
_LEAST, _MOST = Decimal("0.4"), Decimal("2.2")
# "The hedge shelters a garden of 150 square metres".
_OF_ANOTHER = lazy(r"\b(?:an?|the|its|their) (?!area|total|extent|surface|footprint)[\w-]+ of $")
_BY = lazy(r"(?:[ -][^\W\d_]+)?\s?(?:by|x|×)\s?(?:a\s)?")
_AND = lazy(r"(?: long| wide| broad| across| in length)?,?(?: and| by|,) (?:[^\W\d_]+ )?")


class Area(NamedTuple):
    """A side, as so many square metres to the metre of the other, and what both cover."""

    side: Claim
    other: Claim
    area: Claim


def areas(sentence: Sentence) -> Iterator[Area]:
    """The area of a sentence that its two sides do not make."""
    covered = [c for c in sentence.claims if _is_plain(c) and goes(unit_of(c), _AREA)]
    lengths = [c for c in sentence.claims if _is_plain(c) and goes(unit_of(c), _METER)]
    if len(covered) != 1 or not lengths or cue("products", "storeys").search(sentence.text):
        return
    if _OF_ANOTHER.search(sentence.before(covered[0], 40)):
        return
    sides = _sides(sentence, lengths[0], covered[0])
    if sides is None or len(lengths) > _SIDES or not set(lengths) <= set(sides[:_SIDES]):
        return
    one, other, by = sides
    made = Area(_to_the_metre(one), other, covered[0])
    share = _share(made)
    if share is None or not _LEAST <= share <= _MOST:
        return
    if share > 1 or by or sentence.says("products", "rectangle"):
        yield made


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    meant = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
    return figure.kind is Kind.MEASURE and meant and figure.quantity is not None


def _sides(sentence: Sentence, length: Claim, area: Claim) -> tuple[Claim, Claim, bool] | None:
    """A length with the figure beside it that is the other side, and whether "by" joins them."""
    claims = sentence.claims
    at = claims.index(length)
    beside = [*claims[max(0, at - 1) : at], *claims[at + 1 : at + 2]]
    for each in beside:
        side = _as_side(each, length)
        if side is None or each is area:
            continue
        first, last = sorted((length, each), key=lambda claim: claim.figure.span)
        gap = sentence.between(first, last)
        by = _BY.fullmatch(gap) is not None
        wide = frame("products", r"\s?(?:{wide})\b").match(sentence.after(last, 16))
        if by or (_AND.fullmatch(gap) and wide):
            return (length, side, by) if first is length else (side, length, by)
    return None


def _as_side(claim: Claim, length: Claim) -> Claim | None:
    """A side, or a bare number as one in the unit of the other: "40 metres long and 25 wide"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if quantity is None or figure.form is not Form.POINT:
        return None
    if figure.kind is Kind.MEASURE:
        return claim if goes(quantity.unit, _METER) else None
    if figure.kind is not Kind.COUNT or figure.noun is not None:
        return None
    return in_the_unit_of(length, claim)


def _to_the_metre(side: Claim) -> Claim:
    quantity = side.figure.quantity
    if quantity is None or quantity.unit is None or quantity.low is None:
        return side
    times = units.convert(Decimal(1), quantity.unit, _METER)
    low, step = quantity.low * times, quantity.step * times
    told = replace(quantity, low=low, high=low, step=step, unit=f"{_AREA} / {_METER}")
    return replace(side, figure=replace(side.figure, quantity=told))


def _share(made: Area) -> Decimal | None:
    """How much of its sides' rectangle an area is; ``None`` where it may be all of it."""
    one, other, area = (claim.figure.quantity for claim in made)
    if one is None or other is None or area is None or other.unit is None or area.unit is None:
        return None
    if not one.low or not other.low or not area.low:
        return None
    value = one.low * units.convert(other.low, other.unit, _METER)
    told = units.convert(area.low, area.unit, _AREA)
    room = tolerance.converted(tolerance.of_figure(made.area.figure), area.unit, _AREA)
    if room.low is not None and room.high is not None and room.low <= value <= room.high:
        return None
    return told / value
