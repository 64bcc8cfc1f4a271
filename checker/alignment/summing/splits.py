"""Splits: listed percentages that divide one thing, so that they cannot make more than all of it.

In: a ``Sentence`` and a run of percentages in it. Out: whether they are such shares: "73% from
fees, 17% from gifts and 22% from trusts".
"""

from __future__ import annotations

import re
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.exclusion import parallel
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
    if frame("enumerations", r"\b(?:in|of|over|across) {several}\b").search(
        sentence.before(run[0], 80)
    ):
        return False  # "in the two rounds she won 47 per cent and 53 per cent"
    splitting = [
        frame("enumerations", r"(?:\s+of [^,;]{1,30}?)?\s+(?:\w+\s+)?{splitting}\b").match(
            sentence.after(part, 48)
        )
        for part in run
    ]
    if all(found is not None and found[0].endswith("for") for found in splitting):
        return False  # "40% for the one and 72% for the other" may each be of something else
    if _is_split(sentence, run) or _composes(sentence, run):
        return True
    exclusive = cue("enumerations", "exclusive").search(sentence.text)
    return all(splitting) or (exclusive is not None and _of_one_base(sentence, run))


def _is_split(sentence: Sentence, run: list[Claim]) -> bool:
    """ "Sales split 61% at home, 24% abroad", "of the money, 55% goes on wages, 30% on rent"."""
    lead = sentence.before(run[0], 60)
    if frame("enumerations", r"\b{splits}(?: [^\W\d_]+){0,2} $").search(lead):
        return True
    of_it = frame(
        "enumerations", r"^\W*of (?:the|its|their|his|her|this|that)(?: [^\W\d_]+){1,2}, $"
    )
    split = of_it.match(lead) is not None and parallel(sentence, run)
    return split and _of_one_base(sentence, run)


def _composes(sentence: Sentence, run: list[Claim]) -> bool:
    """ "Oil makes 38% of its power, gas 33%, wind 18% and sun 21%": the rest have no verb."""
    if len(run) < 3 or not frame("enumerations", r"\b{composing} $").search(
        sentence.before(run[0], 24)
    ):
        return False
    gaps = [sentence.between(a, b) for a, b in pairwise(run)]
    whole = frame("enumerations", r" of (?:[^\W\d_]+ ){1,3}?[^\W\d_]+,(?: [^\W\d_]+){1,2} ")
    bare = frame("enumerations", r",?(?: and)?(?: [^\W\d_]+){1,2} ")
    return whole.fullmatch(gaps[0]) is not None and all(map(bare.fullmatch, gaps[1:]))


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
