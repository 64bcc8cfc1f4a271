"""Compared: two figures of which words say that the first is more, or less, than the second.

In: a ``Sentence``. Out: the lesser and the greater, as the words have it: "raised £5,200, more than
its £5,000 target", "sold for £1,800, well below the estimate of £2,000 to £3,000", "£11m, short of
the £12m that analysts expected", "320 metres long, longer than the 310-metre one it replaced".

A comma or a verb parts the first from the word: "£200 more than its target" is how far apart they
are. Where less is better, or a word says so little that it may mean either, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.alignment.bounding.one_thing import KINDS, of_one_thing
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier

_FAR = 3
_REACH = 40


def compared(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every two figures that words hold against each other, the lesser first."""
    figures = [claim for claim in sentence.claims if claim.figure.kind in KINDS]
    for first, second in pairwise(figures):
        over = _way(sentence, first, second)
        if over is None:
            continue
        pair = _pair(first, second, over)
        if pair is not None and not _is_how_far(sentence, first):
            yield pair


def _is_how_far(sentence: Sentence, first: Claim) -> bool:
    """Whether a figure is how much more or less there is, or only where something began, and no
    level: "rose by £200"."""
    led = sentence.before(first, 24)
    bid = frame("compared", r"\b{bids}\b[^.;:,]{0,16} {begin_at} $").search(
        sentence.before(first, 40)
    )
    if bid is not None:
        return True  # "bidding began at £900, passed the record of £2,400": it rose from there
    surface = frame("compared", r"{apart}\b").match(first.figure.surface)
    return surface is not None or frame("compared", r"\b{apart} (?:by )?$").search(led) is not None


def _way(sentence: Sentence, first: Claim, second: Claim) -> bool | None:
    """Whether the first is said to be more than the second, or less; ``None`` where neither is."""
    gap = sentence.between(first, second)
    tail = sentence.after(second, _REACH)
    aim = r"(?P<aim>(?:(?!{no_aim}\b)[^\W\d_][\w’'-]* ){0,3}?{aims}(?: (?:of|set at|at))? )?"
    parted = r"[^.;:()]{0,32}?(?:, | [–—-] | \(|\b{be} )(?:(?:and|but) )?(?:{much} )?"
    way = "(?:(?P<over>{over})|(?P<under>{under})|(?P<best>{beating}))"
    told = rf"{parted}{way} (?:{{owners}} )?{aim}"
    found = frame("compared", told).fullmatch(gap)
    if found is None or cue("compared", "denied").search(gap):
        return None
    behind = frame("compared", r"[- ](?:(?!{no_aim}\b)[^\W\d_]+[- ]){0,2}?{aims}\b").match(tail)
    meant = frame("compared", r" (?:that |which )?(?:[^\W\d_]+ ){0,3}?{expected}\b").match(tail)
    aimed = found["aim"] is not None or behind is not None or meant is not None
    if first.figure.kind is Kind.COUNT and gap.endswith("than the "):
        return None  # of these two levels the change from one to the other tells
    if found["best"]:
        record = first.figure.kind is Kind.MEASURE and "record" in gap
        more_is_better = first.figure.kind in (Kind.MONEY, Kind.COUNT) or record
        return True if more_is_better and aimed else None
    if not aimed and frame("compared", r"\b{owners} $").search(gap) is None:
        return None
    return found["over"] is not None


def _pair(first: Claim, second: Claim, over: bool) -> tuple[Claim, Claim] | None:
    """The two as points that can be held against each other, the lesser first."""
    if not (_is_level(first) and _is_level(second)) or first.figure.form is not Form.POINT:
        return None
    if not of_one_thing(first, _bare(second)):
        return None
    held = _nearest(second, over)
    if held is None or not 0 < size(first) <= _FAR * size(held) <= _FAR * _FAR * size(first):
        return None
    return (held, first) if over else (first, held)


def _bare(second: Claim) -> Claim:
    """The second as a point; its noun may be that of what it is an aim of."""
    figure = replace(second.figure, form=Form.POINT)
    return replace(second, figure=figure)


def _is_level(claim: Claim) -> bool:
    return claim.figure.modifier is Modifier.EXACTLY and claim.figure.form is not Form.CHANGE


def _nearest(claim: Claim, over: bool) -> Claim | None:
    """A figure, of a range its lower end where more is told and its upper end where less is."""
    quantity = claim.figure.quantity
    end = None if quantity is None else quantity.low if over else quantity.high
    if quantity is None or end is None:
        return None
    point = replace(quantity, low=end, high=end)
    return replace(claim, figure=replace(claim.figure, form=Form.POINT, quantity=point))
