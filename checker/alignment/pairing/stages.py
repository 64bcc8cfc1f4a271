"""Which moment of an event a clock time is of: an event has many, and two texts seldom give the
same ones.

In: two ``Claim``s, or one. Out: what keeps two clock times apart, in words, or ``None``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.alignment.pairing.agreement import same_measure
from checker.alignment.pairing.windows import before, behind
from checker.alignment.pairing.words import stems
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind

_BEFORE = 40
_CLAUSE_ENDS = re.compile(r"[;:—–.!?]\s|,\s+(?:and|but|while|whereas)\s")
# One clock time straight behind another, "at 12:31, 12:58 and 1:31 p.m.".
_CLOCK = r"[^\W_]{1,2}[.:][^\W_]{2}"
_NEXT = re.compile(rf"(?:,|,? and)\s+(?:at )?{_CLOCK}\b")
_PREVIOUS = re.compile(rf"\b{_CLOCK}(?:\s?[ap]\.?m\.?)?(?:,|,? and)\s+(?:at )?$", re.IGNORECASE)


def stages(a: Claim, b: Claim) -> str | None:
    """What tells two clock times apart: one is planned and the other came, one is the first or the
    last of some, or one of several in a row, or nothing that happened is told of both."""
    if not a.figure.kind is b.figure.kind is Kind.TIME:
        return None
    if _is_planned(a) != _is_planned(b):
        return "a planned time and another"
    if _is_end_of_row(a) != _is_end_of_row(b):
        return "the first or the last and another"
    if _is_in_row(a) != _is_in_row(b):
        return "one of several times and another"
    if same_measure(a, b) or _told(a) & _told(b):
        return None
    return "two things that happened"


def _is_planned(claim: Claim) -> bool:
    return cue("comparing", "planned").search(before(claim, _BEFORE)) is not None


def _is_end_of_row(claim: Claim) -> bool:
    return cue("comparing", "row_ends").search(_clause(claim)) is not None


def _is_in_row(claim: Claim) -> bool:
    following, preceding = behind(claim, _BEFORE), before(claim, _BEFORE)
    return _NEXT.match(following) is not None or _PREVIOUS.search(preceding) is not None


def _told(claim: Claim) -> frozenset[str]:
    """What is told of a clock time, but for how long before or after something else it was: "at
    10:56, 14 minutes after lift-off"."""
    text = frame("comparing", r",? [^\W_]+ {clock_units} {offsets} [^,;.]*").sub("", _clause(claim))
    said = claim.attribution.speaker if claim.attribution is not None else ""
    return stems(text) - stems(f"{claim.figure.surface} {said}")


def _clause(claim: Claim) -> str:
    low, high = claim.segment.span
    return _clause_of(
        claim.document.text[low:high], claim.figure.span.start - low, claim.figure.span.end - low
    )


@lru_cache(maxsize=1 << 12)
def _clause_of(sentence: str, start: int, end: int) -> str:
    ends = [found.end() for found in _CLAUSE_ENDS.finditer(sentence, 0, start)]
    found = _CLAUSE_ENDS.search(sentence, end)
    return sentence[ends[-1] if ends else 0 : found.start() if found else len(sentence)]
