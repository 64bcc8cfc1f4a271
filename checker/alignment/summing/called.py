"""Called: the text behind a figure in which words may call it a total.

In: a ``Sentence`` and a figure. Out: what stands behind it, without words that only look like such:
"in all competitions", "in all three counties", "to bring all 263 together"; and none of another
figure: "fined 57 drivers a total of £14,820".
"""

from __future__ import annotations

from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim

_OF_ALL_THINGS = r"\bin all (?!{no_things}\b)[^\W\d_]+s\b"
"""A plural; "in all was" and "in all this" are none."""


def said_behind(sentence: Sentence, claim: Claim, reach: int) -> str:
    """The text behind a figure, no more than ``reach`` code points, in which a word may call it a
    total."""
    text = sentence.after(claim, reach)
    start = claim.figure.span.end
    after = (each.figure.span.start for each in sentence.claims if each.figure.span.start >= start)
    following = min(after, default=start + reach) - start
    if following < reach:
        text = frame("sums_told", r"\b{leads_to_one} $").sub("", text[:following])
    if " in all " in text:
        text = frame("sums_told", _OF_ALL_THINGS).sub("", text)
    if "together" in text and frame("sums_told", r"\b{gathered} (?:(?:all|the|these) )*$").search(
        sentence.before(claim, 24)
    ):
        text = text.replace("together", "")
    return text
