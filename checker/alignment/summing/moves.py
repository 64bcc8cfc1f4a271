"""Moves: figures that words call what came or what went.

In: a ``Told`` figure. Out: whether so many were added to what there was ("gained 58 calves", "took
20 on", "110 joined"), or taken from it ("lost 36", "put 310 off", "75 left").
"""

from __future__ import annotations

import re

from checker.alignment.summing.kindred import Told
from checker.alignment.wording import frame

_CLAUSE = re.compile(r"[,;:.–—]|\b(?:and|but)\b", re.IGNORECASE)


def came_by(told: Told) -> bool:
    """Whether words beside a figure say that so many came."""
    before, after = _clause(told)
    return (
        frame("balances", r"\b{came} (?:{more} )?$").search(before) is not None
        or frame("balances", r"(?: [^\W\d_]+)?? (?:{be} )?{came_behind}\b").match(after) is not None
        or (
            frame("balances", r"\b{took} (?:{more} )?$").search(before) is not None
            and frame("balances", r"(?: [^\W\d_]+)?? {on}\b").match(after) is not None
        )
    )


def went_by(told: Told) -> bool:
    """Whether words beside a figure say that so many went."""
    before, after = _clause(told)
    return (
        frame("balances", r"\b{went} (?:{more} )?$").search(before) is not None
        or frame("balances", r"(?: [^\W\d_]+)?? (?:{be} )?{went_behind}\b").match(after) is not None
        or (
            frame("balances", r"\b{put} (?:{more} )?$").search(before) is not None
            and frame("balances", r"(?: [^\W\d_]+)?? {off}\b").match(after) is not None
        )
    )


def _clause(told: Told) -> tuple[str, str]:
    """The text of a figure's clause before it and behind it."""
    before, after = told.sentence.before(told.claim, 60), told.sentence.after(told.claim, 48)
    return _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
