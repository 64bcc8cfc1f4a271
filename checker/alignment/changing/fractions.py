"""Fractions: figures that are shares by the words beside them.

In: a ``Sentence`` and a claim of it. Out: the claim as a percentage or a fraction: "84p in every
pound", "a pass percentage of 80", "300, or a third".
"""

from __future__ import annotations

import re
from dataclasses import replace

from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Kind, Quantity, Span
from checker.patterns import lazy

_STOPS = lazy(r"\s?(?:[).,;–—]|$)")


def as_share(sentence: Sentence, claim: Claim) -> Claim:
    """ "84p in every pound" as 84%, "a pass percentage of 80", and "300, or a third,"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is Kind.ORDINAL:
        return _as_fraction(sentence, claim)
    if figure.kind is Kind.COUNT and figure.noun is None and quantity is not None:
        named = frame("shares", r"{in_hundred}(?: of)? $")
        if "in hundred" in sentence.may and named.search(sentence.before(claim, 40)) is not None:
            percent = replace(quantity, unit="percent")
            return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=percent))
    if figure.kind is not Kind.MONEY or quantity is None or quantity.high is None:
        return claim
    if "in every coin" not in sentence.may:
        return claim
    if quantity.high >= 1 or not frame("shares", r"\s+{in_every_coin}").match(
        sentence.after(claim)
    ):
        return claim
    low = None if quantity.low is None else quantity.low * 100
    percent = replace(quantity, low=low, high=quantity.high * 100, step=quantity.step * 100)
    percent = replace(percent, unit="percent")
    return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=percent))


def _as_fraction(sentence: Sentence, claim: Claim) -> Claim:
    """ "A third" where nothing behind it says whether it is a share or the next after two."""
    figure, number = claim.figure, claim.figure.quantity
    article = re.search(r"\ba $", sentence.before(claim, 4), re.IGNORECASE)
    if article is None or number is None or number.low is None or not 3 <= number.low <= 10:
        return claim
    if not figure.surface.isalpha() or not _STOPS.match(sentence.after(claim)):
        return claim
    size = 1 / number.low
    start = figure.span.start - len("a ")
    share = replace(
        figure,
        kind=Kind.RATIO,
        span=Span(start, figure.span.end),
        column=figure.column - len("a "),
        surface=f"a {figure.surface}",
        quantity=Quantity(size, size, size),
    )
    return replace(claim, figure=share)
