"""Ranges: the two ends between which something lies, and what is told of it beside them.

In: a ``Sentence``. Out: the lesser and the greater of two that the words set in order: the ends of
"fines run from $40 to $450" and "16C down to 11C", and an end with the least, the mean or the most
that a word names ("ages ran from 18 to 54, the oldest being 51", "at 5.4 to 7.9 percent, averaging
6.2"), which lies within.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.bounding.extremes import End, Place, told_ends
from checker.alignment.bounding.one_thing import KINDS, in_one_unit, of_one_thing
from checker.alignment.passages import Sentence, ends
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_REACH = 40
_NEAR = 3
"""What lies farther beyond an end is of something else."""
_BY = r"(?: in (?:price|size|age|length|height|weight))?(?: upwards?| downwards?| widely)?"


class Range(NamedTuple):
    """The ends of a range, the lesser first by the words, and where it stands."""

    low: Claim
    high: Claim
    span: tuple[int, int]


def ranges(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every two figures that a range sets in order, the lesser first."""
    told = list(_in_words(sentence))
    for each in told:
        yield each.low, each.high
    if sentence.may_say("extremes", "free"):
        yield from bands(sentence)
    if "pressure" in sentence.words:
        yield from _pressures(sentence)
    found = [*told, *_as_figures(sentence)]
    if len(found) != 1 or not sentence.may_say("extremes", "sorts.*.least", "sorts.*.most", "mean"):
        return
    for end in told_ends(sentence):
        yield from _within(sentence, found[0], end)


def bands(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "Children under five go free, those aged from five to 15 pay half": where the one age ends
    and the next begins, which are one."""
    for under, band in pairwise(sentence.claims):
        if under.figure.modifier is not Modifier.LESS_THAN or under.figure.form is not Form.POINT:
            continue
        found = ends(band) if band.figure.form is Form.RANGE else None
        ages = {under.figure.kind, band.figure.kind} <= {Kind.AGE, Kind.COUNT}
        if found is None or not ages or Kind.AGE not in (under.figure.kind, band.figure.kind):
            continue
        free = frame("extremes", r"[^.;:]{0,24}\b{free}\b[^.;:]{0,40}$").match(
            sentence.between(under, band)
        )
        paid = frame("extremes", r"[^.;:,]{0,24}\b{charged}\b").match(sentence.after(band, 40))
        if free and paid and size(found.before) < size(under) <= size(found.after):
            yield (
                replace(under, figure=replace(under.figure, modifier=Modifier.EXACTLY)),
                found.before,
            )


def _pressures(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "A blood pressure of 120 over 80": the first is the greater."""
    for first, second in pairwise(sentence.claims):
        counted = first.figure.kind is second.figure.kind is Kind.COUNT
        if counted and sentence.between(first, second) == " over ":
            led = frame("extremes", r"\bblood pressure\b[^.;:]{0,32}$")
            if led.search(sentence.before(first, _REACH)):
                yield second, first


# ------------------------------------------------------------------------------- the ends of ranges


def _in_words(sentence: Sentence) -> Iterator[Range]:
    """ "Fines run from $40 to $450", "priced from 30 to 45 euros", "ranged from 16C down to 11C",
    "lots ranged from five head to 60"."""
    for claim in sentence.claims:
        if claim.figure.form is Form.CHANGE and claim.figure.kind in KINDS:
            yield from _ranging(sentence, claim)
    for first, second in pairwise(sentence.claims):
        found = _joined(sentence, first, second)
        if found is not None:
            yield Range(*found, (first.figure.span.start, second.figure.span.end))


def _ranging(sentence: Sentence, claim: Claim) -> Iterator[Range]:
    found = ends(claim)
    ranging = "{ranging}" if claim.figure.kind is not Kind.COUNT else "{ranging_surely}"
    led = frame("shares", rf"\b{ranging}{_BY} $").search(sentence.before(claim, _REACH))
    counted_down = frame("extremes", r"[^.;:]{0,16}, {downwards}\b").match(
        sentence.after(claim, 32)
    )
    moved = _OF_A_RANGE.search(sentence.before(claim, _REACH))
    if found is not None and led and not counted_down and not moved and _is_from(claim):
        yield Range(found.before, found.after, claim.figure.span)


# "Lowers the middle of the range from 10 to 2.5": that is where it moved.
_OF_A_RANGE = lazy(r"\b(?:of|in) (?:the|its|their|that) range (?:from )?$")


def _is_from(claim: Claim) -> bool:
    return claim.figure.surface.lower().startswith("from ")


def _joined(sentence: Sentence, first: Claim, second: Claim) -> tuple[Claim, Claim] | None:
    """Two figures as the lesser and the greater, as "up to" and "down to" have it."""
    if not {first.figure.kind, second.figure.kind} <= KINDS:
        return None
    if first.figure.form is not Form.POINT or second.figure.form is not Form.POINT:
        return None
    gap = sentence.between(first, second)
    if _is_up_to(second):
        gap += "up to "  # which is read as a part of the figure
    to = frame("shares", r"(?: [^\W\d_]+){0,2}? (?:(?P<way>up|down) )?to ").fullmatch(gap)
    led = frame("shares", rf"\b(?:{{ranging}}|{{swinging}}){_BY} from $")
    before = sentence.before(first, _REACH)
    if to is None or led.search(before) is None or _OF_A_RANGE.search(before):
        return None
    swung = to["way"] is None and not frame("shares", rf"\b{{ranging}}{_BY} from $").search(
        sentence.before(first, _REACH)
    )
    least, most = in_one_unit(first, _bare(second))
    if swung or not of_one_thing(least, most) or not _is_level(first):
        return None
    return (most, least) if to["way"] == "down" else (least, most)


def _is_up_to(claim: Claim) -> bool:
    up = claim.figure.modifier is Modifier.AT_MOST
    return up and claim.figure.surface.lower().startswith("up to ")


def _bare(claim: Claim) -> Claim:
    """The 16 of "from 12 up to 16", which is no limit of its own."""
    if not _is_up_to(claim):
        return claim
    return replace(claim, figure=replace(claim.figure, modifier=Modifier.EXACTLY))


def _is_level(claim: Claim) -> bool:
    return claim.figure.modifier in (Modifier.EXACTLY, Modifier.ABOUT)


def _as_figures(sentence: Sentence) -> Iterator[Range]:
    """ "5.4 to 7.9 percent", "between £3m and £5m"."""
    for claim in sentence.claims:
        if claim.figure.form is Form.RANGE and claim.figure.kind in KINDS:
            found = ends(claim)
            if found is not None and size(found.before) < size(found.after):
                yield Range(found.before, found.after, claim.figure.span)


# ---------------------------------------------------------------------------- what lies within them


def _within(sentence: Sentence, told: Range, end: End) -> Iterator[tuple[Claim, Claim]]:
    """The end of a range beyond which the least, the mean or the most of it is said to lie."""
    start, stop = end.claim.figure.span
    if told.span[0] <= start and stop <= told.span[1]:
        return
    if (end.noun and end.place is not Place.MEAN) or _are_apart(sentence, told, end):
        return
    low, inner = in_one_unit(told.low, end.claim)
    high, _ = in_one_unit(told.high, end.claim)
    if not of_one_thing(low, inner) or not of_one_thing(high, inner):
        return
    if end.place is not Place.LEAST and size(high) < size(inner) <= _NEAR * size(high):
        yield inner, high
    elif end.place is not Place.MOST and size(inner) < size(low) <= _NEAR * size(inner):
        yield low, inner


def _are_apart(sentence: Sentence, told: Range, end: End) -> bool:
    """Whether a time stands between a range and an end or behind them: they are of two times."""
    start, stop = min(told.span[0], end.span[0]), max(told.span[1], end.span[1])
    text = sentence.document.text[start : min(stop + 24, sentence.segment.span.end)]
    if cue("extremes", "times").search(text):
        return True
    times = (Kind.YEAR, Kind.DATE, Kind.TIME)
    return any(
        c.figure.kind in times and start <= c.figure.span.start < stop + 24 for c in sentence.claims
    )
