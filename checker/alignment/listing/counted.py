"""A number of things that a list may belong to, and the list as a figure.

In: a ``Sentence`` and a claim in it. Out: whether it is a small exact number of things; the list
as a claim whose quantity is how many items it may have.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame, listed
from checker.model import Claim, Form, Kind, Modifier, Quantity, Span

_MOST = 12


class Listed(NamedTuple):
    """Where a list stands, and the fewest and the most items that it may have."""

    span: Span
    fewest: int
    most: int


def number_of(claim: Claim) -> int | None:
    """The number of a small exact count."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.COUNT or figure.form is not Form.POINT or quantity is None:
        return None
    if figure.modifier is not Modifier.EXACTLY or quantity.low is None:
        return None
    whole = quantity.low == quantity.low.to_integral_value()
    return int(quantity.low) if whole and 2 <= quantity.low <= _MOST else None


def is_number_of_things(sentence: Sentence, claim: Claim) -> bool:
    """Whether all of so many things may be listed, not the first or some of them."""
    if number_of(claim) is None:
        return False
    before = frame("itemised", r"{at_least}(?:\s+[^\W\d_]+)?\s+$")
    return not before.search(sentence.before(claim, 32))


def behind_it(sentence: Sentence, claim: Claim) -> Iterator[Claim]:
    """The figures of the sentence behind one, in order."""
    first = bisect_right(sentence.claims, claim.figure.span.start, key=_start)
    return islice(sentence.claims, first, None)


def _start(claim: Claim) -> int:
    return claim.figure.span.start


def is_named(noun: str) -> bool:
    """Whether things of this kind are told apart by their names."""
    return noun.lower() in listed("itemised", "named") | listed("persons", "nouns", "generic")


def is_listed_noun(lead: str) -> bool:
    """Whether the words between a number and its list may be those of what is listed."""
    return not cue("itemised", "not_listed").search(lead)


def of_another(sentence: Sentence, claim: Claim, found: Listed) -> bool:
    """Whether the list fits another number of the sentence."""
    return any(
        number is not None and found.fewest <= number <= found.most
        for other in sentence.claims
        if other is not claim and other.figure.span.start not in range(*found.span)
        for number in (number_of(other),)
    )


def as_figure(claim: Claim, found: Listed) -> Claim:
    """The list as a claim: how many items it may have."""
    low, high = Decimal(found.fewest), Decimal(found.most)
    text, start = claim.document.text, found.span.start
    figure = replace(
        claim.figure,
        span=found.span,
        line=claim.figure.line + _breaks(text, claim.figure.span.start, start),
        column=start - text.rfind("\n", 0, start),
        surface=" ".join(text[slice(*found.span)].split()),
        quantity=Quantity(low, high, Decimal(1)),
        form=Form.POINT if low == high else Form.RANGE,
        noun=None,
        noun_span=None,
    )
    return replace(claim, figure=figure)


def _breaks(text: str, here: int, there: int) -> int:
    """How many lines farther down another place is."""
    return text.count("\n", here, there) - text.count("\n", there, here)
