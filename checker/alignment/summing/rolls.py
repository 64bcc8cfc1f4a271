"""Rolls: the dead, the hurt or the held told by sort, up to two paragraphs behind their number.

In: the claims of one story. Out: the number with the sorts that it is made of: "31 people were
killed ... The dead are 14 women, 12 men and five children".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from checker import lexicon
from checker.alignment.passages import Sentence, sentences_of
from checker.alignment.summing.continued import made_up_by
from checker.alignment.summing.membership import could_be_whole, is_about, noun_of
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_BACK = 2
_ENDS = lazy(r"(?:\s[^\W\d_]+)?(?:\s?[.;]|,\s(?!and\b)|$)")
_NEXT = lazy(r"(?:\s[^\W\d_]+){1,2}(?:,\s|,?\s+and\s+)")


class Roll(NamedTuple):
    """The number of a group, and its sorts."""

    whole: Claim
    parts: tuple[Claim, ...]


def rolls(claims: tuple[Claim, ...]) -> Iterator[Roll]:
    """The rolls of each document."""
    for _, group in groupby(sentences_of(claims), key=lambda each: each.document.name):
        told: list[Sentence] = []
        for sentence, following in pairwise((*group, None)):
            assert sentence is not None  # noqa: S101 - only the last of the pairs has none
            measure = _measure(sentence) if "rolls" in sentence.may else None
            if measure is not None and (parts := _sorts(sentence)):
                for roll in _roll(told, sentence, measure, parts):
                    if not made_up_by(roll.whole, parts, sentence, following):
                        yield roll
            told.append(sentence)


def _measure(sentence: Sentence) -> str | None:
    """What the group at the head of a sentence is counted as: "The dead are 14 women"."""
    if not sentence.may_say("rolls", "verbs"):
        return None
    lead = sentence.before(sentence.claims[0], 48)
    for measure in lexicon.load("rolls")["groups"]:
        if frame("rolls", rf"\W*{{groups.{measure}}} {{verbs}}\s+").fullmatch(lead):
            return str(measure)
    return None


def _sorts(sentence: Sentence) -> tuple[Claim, ...]:
    """The figures that the sentence begins with, each with a noun of its own, in a closed list."""
    parts: list[Claim] = []
    for first, second in pairwise((*sentence.claims, None)):
        if first is None or not _is_exact(first) or not noun_of(first):
            return ()
        parts.append(first)
        if second is None or not _NEXT.fullmatch(sentence.between(first, second)):
            break
    nouns = {noun_of(part) for part in parts}
    if len(parts) < 2 or len(nouns) < len(parts) or not _ENDS.match(sentence.after(parts[-1])):
        return ()
    joined = re.search(r"\band\b", sentence.between(parts[-2], parts[-1]))
    return tuple(parts) if joined else ()


def _roll(
    told: list[Sentence], sentence: Sentence, measure: str, parts: tuple[Claim, ...]
) -> Iterator[Roll]:
    """The one number of the group that the paragraphs before name."""
    wholes = [
        claim
        for each in told
        if 0 <= sentence.segment.paragraph - each.segment.paragraph <= _BACK
        for claim in each.claims
        if claim.measure is not None and claim.measure.value == measure and _is_exact(claim)
    ]
    sizes = {claim.figure.quantity.low for claim in wholes if claim.figure.quantity}
    if len(sizes) == 1 and could_be_whole(wholes[-1], parts) and is_about(wholes[-1], parts):
        yield Roll(wholes[-1], parts)


def _is_exact(claim: Claim) -> bool:
    figure = claim.figure
    return (
        figure.kind is Kind.COUNT
        and figure.form is Form.POINT
        and figure.modifier is Modifier.EXACTLY
    )
