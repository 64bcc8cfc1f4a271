"""Specified: a bound, and straight behind it the figure that says closely how much it is.

In: a ``Sentence``. Out: the least and the most that the two tell of one thing: "fewer than 300
wolves, 287 by the last count, are left", "just over half, at 51.2 per cent".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

LOW = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.JUST_OVER})
HIGH = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN, Modifier.NEARLY})
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION}) | _SHARES
_HUNDRED = Decimal(100)
_LITTLE = Decimal("0.01")
"""So far apart rounding alone brings two figures of one thing."""

_APPOSED = lazy(r"(?: (?:of|in|on|at)(?: [^\W\d_][\w-]*){1,3})?, (?:at )?")
_CLOSED = lazy(r"\s?(?:[,;.)–—](?! (?:and|or)\b)|$)")


def specified(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The bounds of one sentence with what says them closely, the least before the most."""
    for bound, told in pairwise(sentence.claims):
        if bound.figure.modifier not in LOW | HIGH or not _are_of_one_kind(bound, told):
            continue
        if not _is_apposed(sentence, bound, told):
            continue
        one, other = _in_percent(bound), _in_percent(told)
        if abs(size(one) - size(other)) <= _LITTLE * size(one):
            continue
        yield (one, other) if bound.figure.modifier in LOW else (other, one)


def _are_of_one_kind(bound: Claim, told: Claim) -> bool:
    one, other = bound.figure, told.figure
    if other.modifier not in {Modifier.EXACTLY, Modifier.ABOUT} or other.form is not Form.POINT:
        return False
    if not {one.kind, other.kind} <= _KINDS or one.form is not Form.POINT:
        return False
    if {one.kind, other.kind} <= _SHARES:
        return other.kind is Kind.PERCENT
    if one.kind is not other.kind or one.quantity is None or other.quantity is None:
        return False
    return one.quantity.unit == other.quantity.unit and other.noun is None


def _is_apposed(sentence: Sentence, bound: Claim, told: Claim) -> bool:
    """Whether the second figure stands between commas behind the noun of the first, or is that of a
    count or a survey."""
    noun = bound.figure.noun_span
    start = bound.figure.span.end if noun is None else max(noun.end, bound.figure.span.end)
    gap = sentence.document.text[start : told.figure.span.start]
    if _APPOSED.fullmatch(gap) is None:
        return False
    tail = sentence.after(told, 60)
    by = frame(
        "extremes", r"(?: [^\W\d_]+){0,2} {counted_by}(?: [^\W\d_]+(?:['’]s?)?){0,3} {counts}\b"
    )
    if by.match(tail):
        return True
    like = [c for c in sentence.claims if c.figure.kind is told.figure.kind or c is bound]
    return len(like) == 2 and _CLOSED.match(tail) is not None


def _in_percent(claim: Claim) -> Claim:
    """A fraction in per cent."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.RATIO or quantity is None or quantity.low is None:
        return claim
    low = quantity.low * _HUNDRED
    told = replace(quantity, low=low, high=low, step=quantity.step * _HUNDRED, unit="percent")
    return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=told))
