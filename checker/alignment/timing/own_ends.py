"""Own ends: lengths of time that tell where they begin, and clock times that name a train.

In: a length with its ``Sentence``, or a clock time. Out: whether it is no stretch between two other
points, or no point that anything lasts from: "in the four years from 1987", "the 7.05 from Redcar".
"""

from __future__ import annotations

import re

from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim
from checker.patterns import lazy

_SERVICE = lazy(r" (?:from|to) [A-Z]| (?:train|bus|ferry|service|sailing|flight|boat|coach)\b")
_FROM = lazy(r" (?:from|since|after) ")
_APART = lazy(r"\bapart(?: in [^\W\d_]+)?,? and $")


def has_its_start(sentence: Sentence, length: Claim) -> bool:
    """Whether a length is told with the point that it begins at, or parts two things: "three in the
    four years from 1987", "they are a mile apart and nearly 30 years"."""
    if _APART.search(sentence.before(length, 24)):
        return True
    led = frame("spans", r"\b(?:in|over|during|for|of) (?:the|its|their|those) $")
    if led.search(sentence.before(length, 24)) is None:
        return False
    return any(
        _FROM.fullmatch(sentence.between(length, point))
        for point in sentence.claims
        if point.figure.moment is not None and point.figure.span > length.figure.span
    )


def is_a_service(claim: Claim) -> bool:
    """ "The 7.05 from Redcar": a train, whenever it left."""
    text, (start, end) = claim.document.text, claim.figure.span
    led = re.search(r"\b[Tt]he $", text[max(0, start - 4) : start])
    return led is not None and _SERVICE.match(text, end) is not None
