"""Windows: the text of a figure's sentence that stands beside it.

In: a ``Claim`` and how many characters to reach at most. Out: that text; it never leaves the
sentence.
"""

from __future__ import annotations

from checker.model import Claim


def before(claim: Claim, reach: int) -> str:
    """What stands before a figure."""
    start = claim.figure.span.start
    return claim.document.text[max(claim.segment.span.start, start - reach) : start]


def behind(claim: Claim, reach: int) -> str:
    """What stands behind a figure."""
    end = claim.figure.span.end
    return claim.document.text[end : min(claim.segment.span.end, end + reach)]


def around(claim: Claim, ahead: int, after: int) -> str:
    """A figure with what stands before it and behind it."""
    (start, end), (low, high) = claim.figure.span, claim.segment.span
    return claim.document.text[max(low, start - ahead) : min(high, end + after)]
