"""Ceilings: what is never passed, and how much there was all the same.

In: a ``Sentence``. Out: the lesser and the greater of the two, as the words have it: "never went
above 190 during the trial, hit 210 on day six", "no more than £190 at any time in July, and £204 at
best", "at most 30 died, putting the dead at 34".

The limit is told as one that held, not as one that is set, and the level as one that was reached;
nothing between them tells of another time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.alignment.bounding.one_thing import KINDS, in_one_unit, of_one_thing
from checker.alignment.bounding.specified import HIGH, LOW
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier

_NEAR = 3
"""What lies farther beyond a limit is of something else."""
_REACH = 60
_TIMES = frozenset({Kind.YEAR, Kind.DATE})


def ceilings(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every level beyond a limit that is said to have held, with it, the lesser first by the
    words."""
    for limit in sentence.claims:
        holds_down = _holds_down(sentence, limit)
        if holds_down is None:
            continue
        for level in sentence.claims:
            if level is limit or not _was_reached(sentence, level):
                continue
            bound, reached = in_one_unit(_plain(limit), level)
            if not of_one_thing(bound, reached) or _are_apart(sentence, limit, level):
                continue
            lesser, greater = (reached, bound) if holds_down else (bound, reached)
            if size(greater) < size(lesser) <= _NEAR * size(greater):
                yield lesser, greater


def _holds_down(sentence: Sentence, claim: Claim) -> bool | None:
    """Whether a figure is a limit that held from above; ``None`` where it is none at all."""
    figure = claim.figure
    if figure.kind not in KINDS or figure.form is not Form.POINT:
        return None
    before, after = sentence.before(claim, _REACH), sentence.after(claim, _REACH)
    led = f"{before}{figure.surface}"
    if frame("extremes", r"\b{ever_not}\b(?: [^\W\d_]+){0,3}? {passing} \W*\w").search(led):
        never = frame("extremes", r"\b{ever_not}\b(?: [^\W\d_]+){0,3}? {passing_down} ").search(led)
        return never is None
    at_any_time = frame("extremes", r"[^.;:]{0,24}?\b{at_any_time}\b").match(after) is not None
    harm = claim.measure is not None and str(claim.measure.value) in ("killed", "injured")
    if at_any_time or harm:
        if figure.modifier in HIGH:
            return True
        return False if figure.modifier in LOW and at_any_time else None
    if frame("extremes", r"\b{topped_out} (?:just |only )?$").search(before):
        return True
    if frame("extremes", r"\b{bottomed_out} (?:just |only )?$").search(before):
        return False
    return None


def _was_reached(sentence: Sentence, claim: Claim) -> bool:
    """ "Hit 210", "£204 at best", "74 was logged", "putting the dead at 34"."""
    figure = claim.figure
    if figure.form is not Form.POINT or figure.modifier is not Modifier.EXACTLY:
        return False
    if figure.kind not in KINDS or figure.direction is not None:
        return False
    before, after = sentence.before(claim, _REACH), sentence.after(claim, 40)
    if frame("extremes", r"\b(?:{reached}|it {was_it}|they {was_it}) (?:just |only )?$").search(
        before
    ):
        return True
    if frame("extremes", r"\b{putting} [^.;:,\d]{1,40} at $").search(before):
        return True
    behind = r"(?: [^\W\d_]+)?,? (?:{at_its_end}|(?:(?:was|were|being) )?{logged})\b"
    return frame("extremes", behind).match(after) is not None


def _plain(limit: Claim) -> Claim:
    return replace(limit, figure=replace(limit.figure, modifier=Modifier.EXACTLY))


def _are_apart(sentence: Sentence, limit: Claim, level: Claim) -> bool:
    """Whether another time or another thing is told of between them or behind the second."""
    first, second = sorted((limit, level), key=lambda claim: claim.figure.span)
    gap = sentence.between(first, second)
    tail = sentence.after(second, 32)
    if cue("extremes", "till_then").search(gap + tail) or cue("extremes", "forecast").search(gap):
        return True
    start, end = first.figure.span.start, second.figure.span.end
    return any(
        c.figure.kind in _TIMES and start < c.figure.span.start < end + 32 for c in sentence.claims
    )
