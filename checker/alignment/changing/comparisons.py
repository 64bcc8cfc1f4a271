"""Comparisons: levels that the words beside them call so much more than another, or another again.

In: a ``Sentence`` and figures of it. Out: whether one is a difference from the next, and the level
without the words that compare.
"""

from __future__ import annotations

import re
from dataclasses import replace

from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Modifier, Span
from checker.patterns import lazy

_MORE_THAN = lazy(
    r" (?:more|fewer|less|extra)(?: [\w’'-]+){1,8} than(?: (?:the|its|their|his|her))? ",
    re.IGNORECASE,
)


def is_difference(sentence: Sentence, a: Claim, b: Claim) -> bool:
    """Whether a figure is how much more or less than the next: "30 fewer than the 400"."""
    gap = sentence.between(a, b)
    if frame("movements", r"(?: [^\W\d_]+)? {compared} $").fullmatch(gap):
        return True
    if _MORE_THAN.fullmatch(gap):
        return True  # "1,100 more hip and knee operations this year than the 2,750 of last"
    return (
        begins_with_than(b) and frame("movements", r"(?: [^\W\d_]+)? ").fullmatch(gap) is not None
    )


def begins_with_than(claim: Claim) -> bool:
    """Whether the surface takes in the words before the figure: "more than the 40"."""
    than = frame("movements", r"(?:more|less|fewer)\s+than\s+the\b")
    return " " in claim.figure.surface and than.match(claim.figure.surface) is not None


def plain(claim: Claim) -> Claim:
    """The 40 in "25% more than the 40": no bound, for the words belong to the change."""
    if not begins_with_than(claim):
        return claim
    start, end = claim.figure.span
    cut = claim.document.text.lower().rindex("the", start, end) + 4
    figure = replace(
        claim.figure,
        span=Span(cut, end),
        column=claim.figure.column + cut - start,
        surface=claim.document.text[cut:end],
        modifier=Modifier.EXACTLY,
    )
    return replace(claim, figure=figure)


def is_restated(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure says the one before it in another unit: "$5 a bushel, or $190 a tonne"."""
    before = sentence.before(claim, 16)
    return re.search(r"(?:\bor(?:\s(?:about|some|nearly))?\s|\()$", before) is not None
