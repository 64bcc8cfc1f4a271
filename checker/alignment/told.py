"""Whether the texts themselves account for two values that differ.

In: two ``Claim``s that may be of one thing, and the quantities of their story, filed. Out: true
where the difference is no contradiction: one text gives the other's value too, or says how far the
two lie apart, or that a count was revised; a running count may have grown; the two lie so far apart
that they hardly mean one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from checker import measures
from checker.alignment.agreement import (
    agree,
    revised,
    same_measure,
    same_speaker,
    times_apart,
    transposed,
)
from checker.alignment.moments import MOMENTS, is_full, meet
from checker.alignment.vetoes import TWO_PERIODS, vetoes
from checker.alignment.wording import Cue, cue
from checker.dimensions import dimension, head
from checker.model import Claim

_CHANCE = 13
_TIMES = 10
_BESIDE = 30

Filed = dict[tuple[str, str], list[Claim]]
"""All quantities by document and dimension."""


def filed(claims: Iterable[Claim]) -> Filed:
    """The quantities of a story by document and dimension."""
    found: Filed = defaultdict(list)
    for claim in claims:
        if claim.figure.quantity is not None or claim.figure.kind in MOMENTS:
            found[claim.document.name, dimension(claim.figure)].append(claim)
    return found


def is_told(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether the texts, or the time between them, account for two values."""
    return (
        _far_apart(a, b)
        or _known_to_both(a, b, story)
        or _may_have_grown(a, b)
        or _is_measured_off(a, b, story)
        or revised(a)
        or revised(b)
    )


def is_given(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether one of the documents gives the other's value anywhere, whatever for."""
    if a.figure.kind in MOMENTS:
        return any(
            claim is not one and is_full(claim) and meet(claim, other)
            for one, other in ((a, b), (b, a))
            for claim in story.get((one.document.name, dimension(other.figure)), ())
        )
    return any(
        claim.figure.quantity is not None
        and other.figure.quantity is not None
        and claim.figure.quantity.low == other.figure.quantity.low
        and claim.figure.quantity.unit == other.figure.quantity.unit
        for one, other in ((a, b), (b, a))
        for claim in story.get((one.document.name, dimension(other.figure)), ())
    )


def _far_apart(a: Claim, b: Claim) -> bool:
    """Whether one value is so many times the other that they hardly mean one thing, and no digits
    were lost or added either."""
    apart = times_apart(a, b)
    if apart is None or not apart.is_finite():
        return False
    return apart > _TIMES and not transposed(a, b)


def _known_to_both(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether one of the documents gives the other's value too, for what can be the same."""
    return any(
        claim is not one
        and _alike(claim, other)
        and agree(claim, other)
        and not _are_of_two_times(claim, other)
        for one, other in ((a, b), (b, a))
        for claim in story.get((one.document.name, dimension(other.figure)), ())
    )


def _are_of_two_times(a: Claim, b: Claim) -> bool:
    return any(veto.text == TWO_PERIODS for veto in vetoes(a, b, False))


def _alike(claim: Claim, other: Claim) -> bool:
    """Whether a claim may be another one by its measure, or else by its noun."""
    if claim.measure is not None and other.measure is not None:
        return same_measure(claim, other)
    if claim.figure.noun is None and claim.measure is None:
        return _exactly(claim, other)
    if claim.figure.noun is None or other.figure.noun is None:
        return False
    return head(claim.figure.noun) == head(other.figure.noun)


def _exactly(claim: Claim, other: Claim) -> bool:
    """Whether a bare number is another one's value, and too great to be so by chance."""
    one, two = claim.figure.quantity, other.figure.quantity
    if one is None or two is None or one.low is None or one.low < _CHANCE:
        return False
    return one.low == two.low and one.high == two.high


def _may_have_grown(a: Claim, b: Claim) -> bool:
    """Whether a running count can have been both, at two times. Told for one hour it cannot, and
    the same digits in another order are rather a slip."""
    if a.measure is None or measures.measure(a.measure.value).behaviour != "running":
        return False
    if (a.hour is not None and a.hour == b.hour) or transposed(a, b):
        return False
    return not _has_dropped(a, b)


def _has_dropped(a: Claim, b: Claim) -> bool:
    """Whether one speaker's count is lower in what was published later."""
    one, other = a.figure.quantity, b.figure.quantity
    first, second = a.document.published, b.document.published
    if not same_speaker(a, b) or one is None or other is None or first is None or second is None:
        return False
    if one.low is None or other.low is None or first == second:
        return False
    return (one.low > other.low) == (first < second)


def _is_measured_off(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether a paragraph of one of them says by how much it differs from the other: "nine arrests,
    five fewer than last time"."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None or one.unit != other.unit:
        return False
    if one.low is None or other.low is None:
        return False
    gap = abs(one.low - other.low)
    return any(
        claim.figure.quantity is not None
        and claim.figure.quantity.low == gap
        and claim.segment.paragraph == each.segment.paragraph
        and _compares(claim)
        for each in (a, b)
        for claim in story.get((each.document.name, dimension(each.figure)), ())
    )


def _compares(claim: Claim) -> bool:
    """Whether a figure says how far something lies from another: "five fewer", "up by 12"."""
    start, end = claim.figure.span
    text = claim.document.text
    near = text[max(0, start - _BESIDE) : end + _BESIDE]
    return _comparatives().search(near) is not None


@cache
def _comparatives() -> Cue:
    return cue("comparing", "comparatives")
