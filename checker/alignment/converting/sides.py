"""Sides: lengths that are multiplied, in two units: "10 by 15 metres (33 by 49 feet)".

In: a ``Sentence``. Out: pairs of a side and its conversion. A number without a unit has that of the
side behind it; sides that stand in the other order are put into that of the first two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.alignment.passages import Sentence
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_BY = lazy(r"(?:-?[^\W\d_]+)?\s?(?:by|x|×)\s?(?:a\s)?", re.IGNORECASE)
_CLOSED = lazy(r"(?:[^()]{0,16})?[)\],]")


def sides(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The sides of a sentence with their conversions."""
    claims = sentence.claims
    for a, b, c, d in zip(claims, claims[1:], claims[2:], claims[3:], strict=False):
        if b.figure.kind is not Kind.MEASURE or d.figure.kind is not Kind.MEASURE:
            continue
        first, third = _in_unit_of(a, b), _in_unit_of(c, d)
        if first is None or third is None or not _are_sides(sentence, a, b, c, d):
            continue
        pairs = ((first, third), (b, d))
        if _size(first) < _size(b) and _size(third) > _size(d):
            pairs = ((first, d), (b, third))
        yield from pairs


def _are_sides(sentence: Sentence, a: Claim, b: Claim, c: Claim, d: Claim) -> bool:
    if not _BY.fullmatch(sentence.between(a, b)) or not _BY.fullmatch(sentence.between(c, d)):
        return False
    gap = sentence.between(b, c)
    opened = frame("conversions", r"[^()\[\].;:,]{0,24}?\s?[(\[]\s?(?:{leads}\s?)?")
    joined = frame("conversions", r"\s?,?\s?(?:or|{equals})\s")
    if opened.fullmatch(gap):
        return _CLOSED.match(sentence.after(d, 24)) is not None
    return joined.fullmatch(gap) is not None


def _in_unit_of(side: Claim, other: Claim) -> Claim | None:
    figure, quantity, shared = side.figure, side.figure.quantity, other.figure.quantity
    if quantity is None or shared is None or figure.form is not Form.POINT:
        return None
    if figure.kind is Kind.MEASURE:
        return side if quantity.unit == shared.unit else None
    if figure.kind is not Kind.COUNT or figure.noun is not None:
        return None
    return in_the_unit_of(other, side)


def _size(claim: Claim) -> float:
    quantity = claim.figure.quantity
    return float(quantity.low) if quantity is not None and quantity.low is not None else 0.0
