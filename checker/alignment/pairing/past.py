"""Whether a figure is of what is long past, as its period or the text around it says.

In: a ``Claim``. Out: true or false; false where the article has no day of publication.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from checker.alignment.pairing.windows import before
from checker.alignment.wording import frame
from checker.model import Claim, Kind
from checker.once import once

_LONG_PAST = timedelta(days=700)
_FIRST_YEAR = 1000
# So many characters before a length of time say that it lasted.
_FOR = 12


@once
def is_long_past(claim: Claim) -> bool:
    """Whether a figure is of a year or a day long before its article, as a text says for what is no
    longer so: "in 1988 a boy found 412 coins"."""
    end, today = claim.period.end if claim.period else None, claim.document.published
    if end is None or today is None or claim.figure.moment is not None:
        return False
    return today - end > _LONG_PAST


def is_ago(claim: Claim) -> bool:
    """Whether a length of time is only how long ago something was, or how much later: "found guilty
    three weeks ago" is of no trial of 31 days."""
    if claim.figure.kind is not Kind.DURATION:
        return False
    if "for" in before(claim, _FOR).lower().split():
        return False  # it lasted: "stopped for 20 minutes after a fall"
    ago = frame("comparing", r"\s+{times_ago}\b(?! than\b)")  # "18 months later than planned"
    return ago.match(claim.document.text, claim.figure.span.end) is not None


@once
def is_told_of_past(claim: Claim) -> bool:
    """Whether a sentence looks back, or it and those before it in the paragraph name a year long
    past."""
    if claim.settled:
        return True
    today, blocks = claim.document.published, claim.document.blocks
    if today is None or claim.segment.paragraph >= len(blocks):
        return False
    start = blocks[claim.segment.paragraph].span.start
    words = _words(claim.document.text[start : claim.segment.span.end])
    return any(_FIRST_YEAR < int(word) < today.year - 1 for word in words if _is_year(word))


@lru_cache(maxsize=1 << 10)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip(".,;:()’'“”") for word in text.split())


def _is_year(word: str) -> bool:
    return len(word) == len("1999") and word.isascii() and word.isdigit()
