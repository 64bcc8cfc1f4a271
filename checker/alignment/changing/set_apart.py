"""Set apart: percentages that stand beside two levels and are no change from the one to the other.

In: what was taken for a change, its levels and the other figures of the passage. Out: whether it is
a share that each of the levels has, a level itself, or a change of some of what they count.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.alignment.fitting import holds
from checker.alignment.passages import right_before
from checker.alignment.summing.membership import size
from checker.model import Claim, Kind
from checker.patterns import lazy


def is_of_each(change: Claim, levels: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether a percentage stands by one level as another does by the other level, or is a level
    itself: "152, 7.6% of all grades, as against 137 (7.0%)", "a cut to 4% at 34%, compared with
    58%"."""
    if change.figure.direction is not None:
        return False
    percents = [each for each in others if each.figure.kind is Kind.PERCENT]
    beside = [_is_straight_behind(each, level) for level in levels for each in percents]
    if any(beside) and any(_is_straight_behind(change, level) for level in levels):
        return True
    before, after = levels
    if not _AT.search(right_before(change)) or holds(abs(size(before) - size(after)), change):
        return False
    text, end = change.document.text, change.figure.span.end
    return any(
        level.figure.kind is Kind.PERCENT
        and level.segment is change.segment
        and _HELD.fullmatch(text[end : level.figure.span.start]) is not None
        for level in levels
    )


_HELD = lazy(r",? (?:as )?(?:compared (?:with|to)|against|versus|up from|down from|from) ")
_AT = lazy(r"\b(?:at|is|was|are|were|to|stands at|stood at) $")
_BEHIND = lazy(r"(?: [^\W\d_][\w'’*-]*){0,5}(?:, | \(|: | – | — )(?:or )?")


def _is_straight_behind(percent: Claim, level: Claim) -> bool:
    """Whether a percentage is told right behind a level: "1,310 vacancies, 6.2%", "137 (7.0%)"."""
    if percent.segment is not level.segment or percent.figure.span < level.figure.span:
        return False
    text = level.document.text[level.figure.span.end : percent.figure.span.start]
    return _BEHIND.fullmatch(text) is not None


def is_of_some(change: Claim, levels: Sequence[Claim]) -> bool:
    """Whether a change is that of some of what the levels count: "31% fewer of the largest",
    "Among its directors the gap is 16%"."""
    text, span = change.document.text, change.figure.span
    if _OF_SOME.match(text, span.end):
        return True
    if any(level.segment is change.segment for level in levels):
        return False
    return _AMONG.match(text, change.segment.span.start) is not None


_OF_SOME = lazy(r" (?:more|fewer|less) of the [^\W\d_]+est\b")
_AMONG = lazy(r"\W*(?:A|(?:But|And|Yet) a)mong(?:st)? ")
