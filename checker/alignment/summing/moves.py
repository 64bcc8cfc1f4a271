"""Moves: figures that words call what came or what went.

In: a ``Told`` figure. Out: whether so many were added to what there was ("gained 58 calves", "took
20 on", "110 joined"), or taken from it ("lost 36", "put 310 off", "75 left").
"""

from __future__ import annotations

import re

from checker.alignment.summing.kindred import Told
from checker.alignment.wording import frame

# What may be counted between.
_THING = r"(?: [^\W\d_]+)??"
_CLAUSE = re.compile(r"[,;:.–—]|\b(?:and|but)\b", re.IGNORECASE)


def came_by(told: Told) -> bool:
    """Whether words beside a figure say that so many came."""
    return _moved(told, "came", "came_behind", ("took", "on"))


def went_by(told: Told) -> bool:
    """Whether words beside a figure say that so many went."""
    return _moved(told, "went", "went_behind", ("put", "off"))


def _moved(told: Told, ahead: str, behind: str, around: tuple[str, str]) -> bool:
    """Whether words stand ahead of a figure, behind it, or one before and one behind."""
    verb, particle = around
    if not told.sentence.may_say("balances", ahead, behind, verb):
        return False
    before, after = _clause(told)
    return (
        frame("balances", rf"\b{{{ahead}}} (?:{{more}} )?$").search(before) is not None
        or frame("balances", rf"{_THING} (?:{{be}} )?{{{behind}}}\b").match(after) is not None
        or (
            frame("balances", rf"\b{{{verb}}} (?:{{more}} )?$").search(before) is not None
            and frame("balances", rf"{_THING} {{{particle}}}\b").match(after) is not None
        )
    )


def _clause(told: Told) -> tuple[str, str]:
    """The text of a figure's clause before it and behind it."""
    before, after = told.sentence.before(told.claim, 60), told.sentence.after(told.claim, 48)
    return _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
