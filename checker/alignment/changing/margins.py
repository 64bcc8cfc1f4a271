"""Margins: two times over one course, and how far the one is ahead of the other.

In: the sentences of a paragraph. Out: the one time, the other and the margin: "the record had stood
at 2hr 22min 50sec. She came home in 2hr 21min 48sec, 62 seconds faster".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker import units
from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind

_APART = Decimal("0.1")
_NEAR = Decimal("1.75")
_LEAST = 4


class Margin(NamedTuple):
    """Two times and what is said to lie between them."""

    one: Claim
    other: Claim
    between: Claim


def margins(paragraph: Sequence[Sentence]) -> Iterator[Margin]:
    """The margins of a paragraph with the times of their sentence, or of the one or two before."""
    for place, sentence in enumerate(paragraph):
        for claim in sentence.claims:
            if _is_time(claim) and _is_margin(sentence, claim):
                found = _times(paragraph[: place + 1], claim)
                if found is None:
                    continue
                if not _is_near(*found, claim) and not _is_between(sentence, *found, claim):
                    continue
                if not _lies_elsewhere(paragraph[: place + 1], found, claim):
                    yield Margin(*found, claim)


def _is_time(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    timed = claim.figure.kind is Kind.DURATION and claim.figure.form is Form.POINT
    return timed and quantity is not None and quantity.unit in ("second", "minute", "hour")


def _is_margin(sentence: Sentence, claim: Claim) -> bool:
    behind = r" (?:{ahead}(?! (?:at|in|when|than (?:in|at|on|last))\b)|off (?:the|his|her|its)\b)"
    if frame("movements", behind).match(sentence.after(claim, 40)):
        return True
    beaten = frame("movements", r"\b{beaten}\b[^;:]* by $").search(sentence.before(claim, 120))
    return beaten is not None


def _seconds(claim: Claim) -> Decimal:
    quantity = claim.figure.quantity
    if quantity is None or quantity.low is None or quantity.unit is None:
        return Decimal(0)
    return units.convert(quantity.low, quantity.unit, "second")


def _times(sentences: Sequence[Sentence], margin: Claim) -> tuple[Claim, Claim] | None:
    """The two times that a margin lies between: one at least in its own sentence, or both before
    one that begins with "it" or "that"."""
    least = _seconds(margin) * _LEAST
    last = sentences[-1]

    def of(sentence: Sentence) -> list[Claim]:
        times = [c for c in sentence.claims if c is not margin and _is_time(c)]
        return [c for c in times if _seconds(c) > least]

    own = of(last)
    before = [claim for sentence in sentences[-2:-1] for claim in of(sentence)]
    if not own:
        if not frame("movements", r"(?:it|that) (?:is|was)\b").match(last.text):
            return None
        before = [claim for sentence in sentences[-3:-1] for claim in of(sentence)]
    found = own if len(own) > 1 else [*before, *own]
    if len(found) != 2:
        return None
    one, other = sorted(found, key=_seconds, reverse=True)
    alike = _seconds(one) - _seconds(other) <= _seconds(one) * _APART
    return (one, other) if alike and _seconds(one) > _seconds(other) else None


def _lies_elsewhere(
    sentences: Sequence[Sentence], times: tuple[Claim, Claim], margin: Claim
) -> bool:
    """Whether more than two ran: another margin is told in the sentence ("23 seconds adrift, and
    Moll third, 95 seconds behind the winner", "52 seconds behind him and a third man a further 31
    away in 2:09:57"), or this one fits two other times of the paragraph."""
    last = max(claim.figure.span.start for claim in times)
    others = [c for c in sentences[-1].claims if c is not margin and c not in times]
    begin = margin.figure.span.end
    if any(_is_time(c) or begin <= c.figure.span.start < last for c in others):
        return True
    told = _seconds(margin)
    known = [c for s in sentences for c in s.claims if c is not margin and _is_time(c)]
    return any(
        {one, other} != set(times) and abs(_seconds(one) - _seconds(other)) == told
        for one in known
        for other in known
    )


def _is_between(sentence: Sentence, one: Claim, other: Claim, margin: Claim) -> bool:
    """Whether a margin stands between the only two times of its sentence and says whose the second
    is: "in 2:05:40, 75 seconds ahead of the Dane, who was timed at 2:06:55"."""
    times = [claim for claim in sentence.claims if _is_time(claim)]
    if len(times) != len((one, margin, other)) or times[1] is not margin:
        return False
    told = f"{sentence.between(times[0], margin)} | {sentence.between(margin, times[2])}"
    if not {one, other} <= set(times) or cue("movements", "other_times").search(told):
        return False
    behind = r" (?:ahead|behind|clear|adrift) of? ?"
    return re.match(behind, sentence.between(margin, times[2])) is not None


def _is_near(one: Claim, other: Claim, margin: Claim) -> bool:
    """Whether a margin is near enough to what lies between the times to be meant for it."""
    apart, told = _seconds(one) - _seconds(other), _seconds(margin)
    return max(apart, told) <= _NEAR * min(apart, told)
