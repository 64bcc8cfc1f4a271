"""Outlays: so many at a price each and one thing more, and what they cost together.

In: a ``Sentence``. Out: the total with what the first come to, as one figure, and the other:
"seven trams at $12 million apiece and a $25 million depot will set the city back $109 million".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import Sum, is_plain
from checker.alignment.summing.membership import alike, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind, Span

_NEAR = Decimal("0.25")
_THREE = 3


def outlays(sentence: Sentence) -> Iterator[Sum]:
    """The total of a sentence that is not what its only two outlays come to."""
    amounts = [claim for claim in sentence.claims if claim.figure.kind is Kind.MONEY]
    if len(amounts) != _THREE or not all(map(is_plain, amounts)):
        return
    price, other, total = amounts
    if not alike(price, other) or not alike(other, total):
        return
    many = _many(sentence, price)
    if (
        many is None
        or not _is_added(sentence, price, other)
        or not _comes_to(sentence, other, total)
    ):
        return
    if cue("outlays", "otherwise").search(sentence.text):
        return
    made = _product(many, price)
    apart = abs(size(made) + size(other) - size(total))
    if 0 < apart <= size(total) * _NEAR:
        yield Sum(total, (made, other), "so many at a price and one more")


def _many(sentence: Sentence, price: Claim) -> Claim | None:
    """The number straight before a price: "eight tugs at $14 million"."""
    ahead = list(sentence.ahead_of(price))[-1:]
    if not ahead or ahead[0].figure.kind is not Kind.COUNT or not is_plain(ahead[0]):
        return None
    gap = frame("outlays", r"(?: [^\W\d_][\w’'-]*){1,4},? {at} ")
    return ahead[0] if gap.fullmatch(sentence.between(ahead[0], price)) else None


def _is_added(sentence: Sentence, price: Claim, other: Claim) -> bool:
    """ "Apiece and a $25 million depot", "each, plus a fee of $25"."""
    gap = frame("outlays", r"(?: {each})?,? {plus} (?:an? |the )?(?:[^\W\d_]+ ){0,3}")
    return gap.fullmatch(sentence.between(price, other)) is not None


def _comes_to(sentence: Sentence, other: Claim, total: Claim) -> bool:
    gap = frame("outlays", r"[^.;:()]{0,60}\b{comes_to} (?:[^\W\d_]+ ){0,4}")
    return gap.fullmatch(sentence.between(other, total)) is not None


def _product(many: Claim, price: Claim) -> Claim:
    """What so many cost, as a figure of its own that reaches from the number to the price."""
    quantity = price.figure.quantity
    made = size(many) * size(price)
    if quantity is None:
        return price
    span = Span(many.figure.span.start, price.figure.span.end)
    figure = replace(
        price.figure,
        span=span,
        line=many.figure.line,
        column=many.figure.column,
        surface=" ".join(price.document.text[slice(*span)].split()),
        quantity=replace(quantity, low=made, high=made),
    )
    return replace(price, figure=figure)
