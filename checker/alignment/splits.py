"""Splits: listed percentages that divide one thing, so that they cannot make more than all of it.

In: a ``Sentence`` and a run of percentages in it. Out: whether they are such shares: "73% from
fees, 17% from gifts and 22% from trusts".
"""

from __future__ import annotations

import re

from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind
from checker.patterns import lazy

_TIMES = frozenset({Kind.DATE, Kind.YEAR})


def split_one_thing(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether percentages of a list are shares of one thing that has no figure of its own."""
    last = run[-1].figure.span.end
    if any(
        claim.figure.kind in _TIMES
        and run[0].figure.span.start < claim.figure.span.start < last + 24
        for claim in sentence.claims
    ):
        return False  # "54% of the vote in 2019 and 58% in 2023"
    splitting = [
        frame("enumerations", r"(?:\s+of [^,;]{1,30}?)?\s+(?:\w+\s+)?{splitting}\b").match(
            sentence.after(part, 48)
        )
        for part in run
    ]
    if all(found is not None and found[0].endswith("for") for found in splitting):
        return False  # "40% for the one and 72% for the other" may each be of something else
    exclusive = cue("enumerations", "exclusive").search(sentence.text)
    return all(splitting) or (exclusive is not None and _of_one_base(sentence, run))


_BASE = lazy(
    r"[^,;]*?\b(?:in|among|at|during|by|from|over|last|ago|the previous)\s"
    r"|\s+of\s+(?:the\s+)?(?P<of>[^\W\d_]+)",
    re.IGNORECASE,
)


def _of_one_base(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether no share has a place, a time or a whole of its own: "64% of possession and 48% of
    tackles", "58% in the city and 47% in the county"."""
    bases = set()
    for part in run:
        tail = sentence.after(part, 48)
        item = re.split(r"[,;.]|\band\b", tail)[0]
        own = _BASE.match(f"{item} ")
        if own is not None and own["of"] is None:
            return False
        bases |= {own["of"].lower()} if own is not None else set()
        lead = re.split(r"[,;]|\band\b", sentence.before(part, 48))[-1]
        if part is not run[0] and re.search(r"\b(?:in|during)\s", lead):
            return False
    return len(bases) < 2
