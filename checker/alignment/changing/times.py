"""Times: when a level was so, by the words beside it.

In: a figure, its sentence and the figures near it. Out: a ``Time``, and which of two levels was the
earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.alignment.changing.told import Told
from checker.alignment.summing.membership import size
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Kind

_REACH = 140


class Time(NamedTuple):
    """What words beside a level say of when it was so."""

    opposed: bool
    old: bool
    new: bool
    dated: bool
    year: int | None

    @property
    def is_told(self) -> bool:
        return self.old or self.dated or self.year is not None


def is_earlier(a: Time, b: Time) -> bool | None:
    """Whether the first of two levels is the earlier one; ``None`` where nothing tells."""
    if a.year and b.year and a.year != b.year:
        return a.year < b.year
    if a.opposed != b.opposed:
        return a.opposed
    if (a.year and b.old) or (b.year and a.old):
        return None  # "in 2023 ... last year"
    was = (a.old and not a.new, b.old and not b.new)
    if was[0] != was[1]:
        return was[0]
    now = (a.new and not a.old, b.new and not b.old)
    if now[0] == now[1]:
        return None
    earlier = a if now[1] else b
    return now[1] if earlier.dated or earlier.year else None


def time_of(level: Told, told: Sequence[Told]) -> Time:
    before, after = _around(level, told)
    near = f"{before} | {after}"
    dates = rf"{alternatives('calendar', 'months')}|{alternatives('calendar', 'weekdays')}"
    opposed = frame("contrasts", r"\b{opposed} (?:{between} )*$").search(before)
    old = cue("contrasts", "old").search(near) or frame(
        "contrasts", r"\b[^\W_]+ {ages} {ago}\b"
    ).search(near)
    by = frame("contrasts", rf"\b{{by}} (?:{dates}|{{seasons}})\b")
    new = cue("contrasts", "new").search(near) or by.search(near)
    came_to = frame("contrasts", r"\b{reached} $").search(before)
    dated = frame("contrasts", rf"\b{{at}} (?:{dates}|{{seasons}})\b").search(near)
    start = level.claim.figure.span.start - len(before)
    years = [
        int(size(claim))
        for claim in level.sentence.claims
        if claim.figure.kind is Kind.YEAR
        and start <= claim.figure.span.start < level.claim.figure.span.end + len(after)
    ]
    return Time(
        opposed is not None,
        old is not None,
        new is not None or came_to is not None,
        dated is not None,
        years[-1] if years else None,
    )


def _around(level: Told, told: Sequence[Told]) -> tuple[str, str]:
    """The text before and behind a level, up to the next figure of its kind and to the end of its
    clause."""
    start, end = level.sentence.segment.span
    span, kind = level.claim.figure.span, level.claim.figure.kind
    for other in told:
        figure = other.claim.figure
        if other.sentence is level.sentence and figure.kind is kind and figure.span != span:
            if figure.span.end <= span.start:
                start = max(start, figure.span.end)
            else:
                end = min(end, figure.span.start)
    text = level.sentence.document.text
    before = re.split(r"[;:(]", text[max(start, span.start - _REACH) : span.start])[-1]
    after = re.split(r"[;:)–—]|, ", text[span.end : min(end, span.end + _REACH // 2)])[0]
    return before, after


def is_elsewhere(level: Told) -> bool:
    """Whether a level that another is held against is that of another place or group: "£289,000,
    against £301,000 in the county"."""
    before, after = level.sentence.before(level.claim, 24), level.sentence.after(level.claim, 32)
    if frame("contrasts", r"\bfrom (?:{between} )*$").search(before):
        return False
    where = frame("contrasts", r"(?: [^\W\d_]+)? {elsewhere}\b").match(after)
    if where is None:
        return False
    dates = rf"{alternatives('calendar', 'months')}|{{seasons}}|{{ages}}"
    timed = frame(
        "contrasts", rf" (?:the |an? )?(?:(?:same|previous|corresponding) )?(?:{dates}|{{terms}})\b"
    )
    start = level.claim.figure.span.end + where.end()
    years = [each for each in level.sentence.claims if each.figure.kind is Kind.YEAR]
    dated = any(start < each.figure.span.start <= start + len(" the ") for each in years)
    return not dated and timed.match(after, where.end()) is None


def is_whole(told: Told) -> bool:
    """Whether a sentence begins with what a share is of: "Of the 890 who had a survey"."""
    led = told.sentence.before(told.claim, 24)
    return re.fullmatch(r"\W*of (?:the |its |these )?", led, re.IGNORECASE) is not None
