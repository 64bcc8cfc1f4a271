"""Sharing: which figures can be part and whole of each other, by their units and sizes.

In: two or three figures. Out: whether they are of one unit, a bare number in the unit of its whole,
and whether a share fits them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker import tolerance
from checker.alignment.passages import same_rate
from checker.alignment.summing.membership import size
from checker.model import Claim, Form, Kind, Span

MEMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_ALL = 100
_ROUNDED = Decimal("0.6")
_WORDED = 10
"""What a fraction in words leaves room for, in hundredths of itself."""


def one_unit(a: Claim, b: Claim) -> bool:
    """Whether two figures are points of one kind and unit, so that one can be a part of the
    other."""
    if a.figure.kind is not b.figure.kind or a.figure.kind not in MEMBERS:
        return False
    if a.figure.form is not Form.POINT or b.figure.form is not Form.POINT:
        return False
    one, two = a.figure.quantity, b.figure.quantity
    return one is not None and two is not None and same_rate(one.unit, two.unit)


def in_unit_of(whole: Claim, part: Claim) -> Claim:
    """The 24 of "40% of its capacity of 60 litres, or 24", the 630 of "630 of its 2,400 acres"."""
    figure, quantity, shared = part.figure, part.figure.quantity, whole.figure.quantity
    if figure.kind is not Kind.COUNT or quantity is None:
        return part
    if figure.noun is not None and not _is_in(figure.noun_span, whole):
        return part
    if shared is None or whole.figure.kind not in (Kind.MEASURE, Kind.MONEY):
        return part
    united = replace(quantity, unit=shared.unit)
    return replace(part, figure=replace(figure, kind=whole.figure.kind, quantity=united))


def _is_in(noun: Span | None, claim: Claim) -> bool:
    """Whether the noun that a number has is the unit of another figure."""
    return noun is not None and claim.figure.span.start <= noun.start < claim.figure.span.end


def is_share_of(part: Claim, whole: Claim, share: Claim) -> bool:
    """Whether a share is about what a part is of its whole."""
    stated = share.figure.quantity
    room = _ROUNDED if stated is None else max(stated.step, _ROUNDED)
    of, told = size(whole), size(share)
    if share.figure.kind is Kind.RATIO:
        told, room = told * 100, told * _WORDED
    return of > 0 and abs(size(part) * 100 / of - told) <= room


def tells_more(part: Claim, whole: Claim, share: Claim) -> bool:
    """Whether a percentage says that there is so much more than what it is held against: "102mm,
    150 per cent of the usual 68mm"."""
    told, most, of = (each.figure.quantity for each in (share, part, whole))
    if share.figure.kind is not Kind.PERCENT or told is None or most is None or of is None:
        return False
    if told.low is None or told.low <= _ALL or not most.low or not of.low:
        return False
    room = tolerance.of_figure(share.figure)
    made = most.low / of.low * _ALL
    return (room.low is None or room.low <= made) and (room.high is None or made <= room.high)
