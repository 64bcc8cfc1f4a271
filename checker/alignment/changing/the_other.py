"""The other: a share that is told of what a part leaves of its whole.

In: the sentences of a paragraph. Out: what is left, the whole and the share: "31 of the 48 icons
have been found. The other three-quarters are still missing".

The part and its whole stand in the sentence or the one before it, and no other figure of their kind
stands between them and the share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.changing.sharing import MEMBERS, one_unit
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier, Quantity

_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_TWO = 2
_ONE = Decimal(1)


class Left(NamedTuple):
    """What is left of a whole, and its share."""

    rest: Claim
    whole: Claim
    share: Claim


def the_other(paragraph: Sequence[Sentence]) -> Iterator[Left]:
    """The shares of a paragraph that are told of what a part leaves."""
    for place, sentence in enumerate(paragraph):
        if not sentence.may_say("shares", "the_other"):
            continue
        for share in filter(None, (_as_other(sentence, claim) for claim in sentence.claims)):
            start = share.figure.span.start
            own = [c for c in sentence.claims if c.figure.span.end <= start]
            told = _split(sentence, own)
            if told is None and place and not any(c.figure.kind in MEMBERS for c in own):
                before = paragraph[place - 1]
                told = _split(before, list(before.claims))
            if told is not None:
                part, whole = told
                yield Left(_rest(part, whole), whole, share)


def _as_other(sentence: Sentence, claim: Claim) -> Claim | None:
    """A share that is called the other one; "the remaining third" as a fraction."""
    if not frame("shares", r"\b{the_other} $").search(sentence.before(claim, 16)):
        return None
    if re.match(r"\s(?:of|in|to)\b", sentence.after(claim, 8)):
        return None  # "the other third of his income"
    figure, number = claim.figure, claim.figure.quantity
    if figure.kind in _SHARES:
        plain = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
        return claim if plain and size(claim) > 0 else None
    if figure.kind is not Kind.ORDINAL or number is None or number.low is None:
        return None
    bare = frame("shares", r"(?:[.,;]|$| (?:{goes_on}|[^\W\d_]+ed)\b)")
    if not 3 <= number.low <= 10 or bare.match(sentence.after(claim, 24)) is None:
        return None
    part = 1 / number.low
    return replace(
        claim, figure=replace(figure, kind=Kind.RATIO, quantity=Quantity(part, part, part))
    )


def _split(sentence: Sentence, claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The only two counts of a sentence, where the one is said to be of the other: "31 of the 48",
    "of the 240 flats, 90 are let"."""
    counts = [claim for claim in claims if claim.figure.kind in MEMBERS]
    if len(counts) != _TWO or any(claim.figure.kind in _SHARES for claim in claims):
        return None
    first, second = counts
    if not one_unit(first, second) or not all(map(_is_plain, counts)):
        return None
    gap = sentence.between(first, second)
    if size(first) < size(second) and frame("shares", r"(?: [^\W\d_]+)? {of} ").fullmatch(gap):
        return first, second
    ahead = frame("shares", r"(?:^|[,;:] ){out_of_the} $|^of {owned} $").search(
        sentence.before(first, 24)
    )
    bare = noun_of(second) in ("", noun_of(first))
    return (second, first) if size(second) < size(first) and ahead is not None and bare else None


def _is_plain(claim: Claim) -> bool:
    return claim.figure.modifier is Modifier.EXACTLY and size(claim) > 0


def _rest(part: Claim, whole: Claim) -> Claim:
    """What a part leaves of its whole, told where the part is."""
    left = size(whole) - size(part)
    told = part.figure.quantity or Quantity(left, left, _ONE)
    figure = replace(
        part.figure,
        quantity=replace(told, low=left, high=left),
        surface=f"the other {left:,f}",
        noun=None,
        noun_span=None,
    )
    return replace(part, figure=figure)
