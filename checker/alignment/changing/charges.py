"""Charges: a sum, the percentage that is charged on it, and what that comes to.

In: a sentence with its figures. Out: the charge, the sum and the percentage: "the £2,600 bill is
subject to a 20 per cent tax, or £520", "a service charge of 12 per cent, or £10.80, takes the £90
meal to £100.80".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.changing.sharing import one_unit
from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind


class Charge(NamedTuple):
    """What is charged, on what, and at which percentage."""

    charge: Claim
    base: Claim
    share: Claim


def charges(sentence: Sentence) -> Iterator[Charge]:
    """The percentages of a sentence behind which a comma and "or" tell what they come to, with the
    sum that words beside them set them on."""
    figures = [c for c in sentence.claims if c.figure.kind in (Kind.PERCENT, Kind.MONEY)]
    for at, (share, charge) in enumerate(pairwise(figures)):
        if share.figure.kind is not Kind.PERCENT or charge.figure.kind is not Kind.MONEY:
            continue
        if not _is_called(sentence, share, charge):
            continue
        ahead = figures[at - 1] if at else None
        behind = figures[at + 2] if at + 2 < len(figures) else None
        if ahead is not None and _bears(sentence, ahead, share) and one_unit(charge, ahead):
            yield Charge(charge, ahead, share)
        elif behind is not None and _is_put_on(sentence, charge, behind):
            yield Charge(charge, behind, share)


def _is_called(sentence: Sentence, share: Claim, charge: Claim) -> bool:
    """Whether a percentage is one that is charged, and a sum its other name."""
    if share.figure.form is not Form.POINT or share.figure.direction is not None:
        return False
    gap = sentence.between(share, charge)
    named = frame("shares", r"(?: [^\W\d_]+){0,2} {charges}, {same} (?:about |some )?").fullmatch(
        gap
    )
    bare = frame("shares", r", {same} (?:about |some )?").fullmatch(gap)
    led = frame("shares", r"\b{charges} of $").search(sentence.before(share, 24))
    closed = frame("shares", r"\s?(?:[,.;)]|$)").match(sentence.after(charge, 2))
    return closed is not None and (named is not None or (bare is not None and led is not None))


def _bears(sentence: Sentence, base: Claim, share: Claim) -> bool:
    """ "The £2,600 bill is subject to a 20 per cent tax"."""
    if base.figure.kind is not Kind.MONEY:
        return False
    gap = sentence.between(base, share)
    bears = r"(?: [^\W\d_][\w-]*){0,3},? {bears} (?:an? |the )?(?:(?:[^\W\d_]+ )?{charges} of )?"
    return frame("shares", bears).fullmatch(gap) is not None


def _is_put_on(sentence: Sentence, charge: Claim, base: Claim) -> bool:
    """ "..., or £10.80, takes the £90 meal to £100.80"."""
    put = frame("shares", r",? {put_on} (?:an? |the |his |her |its |their )?(?:[^\W\d_]+ of )?")
    if put.fullmatch(sentence.between(charge, base)) is None:
        return False
    return base.figure.kind is Kind.MONEY and one_unit(charge, base)
