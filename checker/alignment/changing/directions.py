"""Directions: which way the words around two levels say that it went.

In: a ``Sentence``, two levels of it and the change that is told of them, if any. Out: up, down, or
``None`` where the words leave it open: "slipped to 40 from 50", "cut the grant from 20 to 15".
"""

from __future__ import annotations

import re

from checker.alignment.changing.levels import Levels
from checker.alignment.multiplying.exchange import is_rate_of_exchange
from checker.alignment.passages import Ends, Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Direction, Form, Kind

_PLACES = 60
"""There are seldom more places in a list."""


def _is_held_against(sentence: Sentence, level: Claim) -> bool:
    """Whether a level is another's, and none of before: "fell to 24 per cent, just above the 22 per
    cent that Telmar owns"."""
    led = frame("movements", r"\b(?:above|below|over|under|ahead of|behind) (?:the |its |their )?$")
    return led.search(sentence.before(level, 24)) is not None


def direction(
    sentence: Sentence, figures: list[Claim], levels: Levels, change: Claim | None
) -> Direction | None:
    """Which way the words say it went: those before the levels, or those of the change."""
    first = figures[levels.first]
    if any(is_rate_of_exchange(sentence, level) for level in levels.ends):
        return None  # "the crown eased to 10.92 per euro from 10.88"
    gap = sentence.before(first, 64)
    if first.figure.kind is Kind.COUNT and cue("movements", "coins").search(gap):
        return None  # "the yen slid to 151 from 149"
    if levels.first > 0 and _is_range(figures[levels.first - 1], first):
        return None  # "earnings of $3.90 to $4.05, down from $4.20 to $4.35"
    if change is None and _is_held_against(sentence, levels.ends.before):
        return None
    if levels.first > 0:
        reach = first.figure.span.start - figures[levels.first - 1].figure.span.end
        gap = gap[-reach:] if reach < len(gap) and figures[levels.first - 1] is not change else gap
    ways = set()
    if first.figure.kind is Kind.PERCENT and levels.last > levels.first:
        # "Rose 6.7%, slower than the 7.1% of March": the verb is that of prices, not of their rise.
        gap = gap if re.search(r"\b(?:from|to|at)\s+$", gap) else ""
    for way, verbs in ((Direction.UP, "moving_up"), (Direction.DOWN, "moving_down")):
        if not cue("movements", verbs, f"{verbs}_it").may_be_in(gap):
            continue
        moves = frame("movements", rf"{{{verbs}}}(?: {{steps}})*(?: from)?\s+$").search(gap)
        moves = moves or frame("movements", rf"{{{verbs}_it}}(?: [^\W_]+){{1,3}}\s+$").search(gap)
        if moves and _may_be_place(moves[0], levels.ends):
            continue
        if moves and not cue("movements", "denied").search(gap[: moves.start()][-24:]):
            ways.add(way)
    if levels.last > levels.first:
        between = sentence.between(first, figures[levels.last])
        for way, verbs in ((Direction.UP, "up"), (Direction.DOWN, "down")):
            if frame("movements", rf"{{{verbs}}}\s+from\s+$").search(between):
                ways.add(way)
            held = rf"\b(?:is|are|was|were|,)\s{{{verbs}}} (?:on|than)(?: the| its| {{earlier}})? $"
            if frame("movements", held).search(between):
                ways.add(way)
    if change is not None and change.figure.direction is not None:
        ways.add(change.figure.direction)
    return ways.pop() if len(ways) == 1 else None


def _may_be_place(moves: str, levels: Ends) -> bool:
    """Whether two bare numbers may be places in a list: "slipped to 14 from nine"."""
    bare = all(
        level.figure.kind is Kind.COUNT and level.figure.noun is None and size(level) <= _PLACES
        for level in levels
    )
    return bare and cue("movements", "slipping").search(moves) is not None


def _is_range(ahead: Claim, first: Claim) -> bool:
    return (
        ahead.figure.form in {Form.RANGE, Form.CHANGE}
        and first.figure.form is not Form.POINT
        and ahead.figure.kind is first.figure.kind
    )
