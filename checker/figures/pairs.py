"""Two figures that are one: ranges, changes and scores.

In: the readings of a block in order, and the text. Out: the readings with each pair joined. "20-30",
"between $2m and $3m" and "10 to 15%" are ranges; "rose from 20 to 30" is a change; "3-2" a score.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.figures import cues
from checker.figures.numerals import ONE
from checker.figures.reading import Reading
from checker.model import Direction, Form, Kind

NAME = "pairs"
_DASH = re.compile(r"[\s\u00a0]?[-‑–—−~][\s\u00a0]?")
_HEDGE = rf"(?:(?:{cues.pattern('hedging')})\s+)?"
_LINK = re.compile(
    rf"(?:\s*[-‑–—]\s*to[\s-]*|\s+(?P<word>to|and|or|through|until)\s+{_HEDGE})", re.IGNORECASE
)
_BETWEEN = re.compile(rf"\b(?P<cue>between|from)\s+{_HEDGE}$", re.IGNORECASE)
_CHANGE_VERB = re.compile(rf"\b(?:{cues.pattern('movement')})\b[^.;:]{{0,60}}$", re.IGNORECASE)
_SPORT = re.compile(rf"\b(?:{cues.pattern('contest')})\b", re.IGNORECASE)
_VOTE = re.compile(rf"\b(?:{cues.pattern('ballot')})\b", re.IGNORECASE)
_VOTES_TO = re.compile(r"\s+votes?\s+to\s+")
_MIXABLE = frozenset(
    (
        Kind.MEASURE,
        Kind.MONEY,
        Kind.PERCENT,
        Kind.PERCENTAGE_POINT,
        Kind.DURATION,
        Kind.COUNT,
        Kind.RATIO,
        Kind.AGE,
        Kind.SCALE,
        Kind.MULTIPLE,
        Kind.YEAR,
    )
)


def join(text: str, floor: int, end: int, readings: list[Reading]) -> list[Reading]:
    """The readings of one block with pairs joined, in order."""
    joined: list[Reading] = []
    index = 0
    while index < len(readings):
        first = readings[index]
        second = readings[index + 1] if index + 1 < len(readings) else None
        if second is not None and second.start - first.end <= 24:
            pair = _pair(text, floor, end, first, second, joined[-1].end if joined else floor)
            if pair is not None:
                joined.append(pair)
                index += 2
                continue
            first = _lent(text, first, second)
        joined.append(first)
        index += 1
    return joined


def _lent(text: str, first: Reading, second: Reading) -> Reading:
    """The first of "10 and 20 per cent" with the unit that the second carries."""
    gap = text[first.end : second.start]
    if (
        first.kind is not Kind.COUNT
        or not first.bare
        or first.noun is not None
        or second.kind not in _LENDING
        or second.form is not Form.POINT
        or first.scale != second.scale
        or not _AND.fullmatch(gap)
        or not (text[first.start].isdecimal() and text[second.start].isdecimal())
        or _LATER.match(text, second.end)
    ):
        return first
    return first._replace(
        kind=second.kind, unit=second.unit, dimension=second.dimension, bare=False
    )


_AND = re.compile(r"[\s\u00a0]+and[\s\u00a0]+")
_LATER = re.compile(r"[\s\u00a0]+(?:later|earlier|further|away|from|before|after)(?![^\W_])")
_LENDING = frozenset((Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MEASURE))


def _pair(
    text: str, floor: int, end: int, first: Reading, second: Reading, behind: int
) -> Reading | None:
    if (
        first.kind not in _MIXABLE
        or second.kind not in _MIXABLE
        or first.form is not Form.POINT
        or second.form is not Form.POINT
    ):
        return None
    if first.low is None or second.low is None or first.high is None or second.high is None:
        return None
    gap = text[first.end : second.start]
    if _VOTES_TO.fullmatch(gap) and first.kind is second.kind is Kind.COUNT:
        return Reading(first.start, second.end, Kind.SCORE, NAME, first.low, second.low)
    before = text[max(behind, first.start - 72) : first.start]
    if (whole := _composite(first, second, gap)) is not None:
        return whole
    if _DASH.fullmatch(gap) or (
        second.low < 0 and text[second.start] in "-−–" and not gap.strip() and len(gap) < 2
    ):
        return _dashed(text, end, first, second, before)
    link = _LINK.fullmatch(gap)
    if link is None:
        return _spaced(first, second, gap, before)
    word = (link["word"] or "to").lower()
    cue = _BETWEEN.search(before)
    if word in ("through", "until"):
        return None
    if word == "and":
        if cue is None or cue["cue"].lower() != "between":
            return None
    elif word == "or":
        if before.rstrip().endswith(","):
            return None  # "£12, £18 or £25.50": a list
        shared = first.low * second.scale if first.scale == ONE and first.low < 1000 else first.low
        if not (
            shared < second.low
            and second.low - shared <= max(second.scale, shared)
            and _agree(first, second)
            and (first.bare or first.unit == second.unit)
            and first.kind is not Kind.YEAR
        ):
            return None
        if first.noun is not None:
            return None
    elif cue is None and not _plain_range(text, first, second, before):
        return _vote(text, first, second, before)
    if not _agree(first, second):
        return None
    left = _completed(first, second)
    if cue is not None and cue["cue"].lower() == "from" and word == "to":
        start = first.start - len(before) + cue.start()
        if second.kind is Kind.YEAR:
            return None
        moved = _CHANGE_VERB.search(before[: cue.start()])
        if left.low is not None and (moved or left.low > second.low):
            way = Direction.UP if second.low > left.low else Direction.DOWN
            return _joined(left, second, Form.CHANGE, start)._replace(direction=way)
        return _joined(left, second, Form.RANGE, start)
    if first.kind is Kind.YEAR:
        return None
    start = first.start - len(before) + cue.start() if cue else first.start
    return _joined(left, second, Form.RANGE, start)


# Units that are written together, the smaller behind the greater, and how many make one.
_SMALLER = {
    ("foot", "inch"): 12, ("yard", "foot"): 3, ("mile", "yard"): 1760, ("pound", "ounce"): 16, ("stone", "pound"): 14, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("kilometer", "meter"): 1000, ("meter", "centimeter"): 100, ("kilogram", "gram"): 1000,
}  # fmt: skip
_JOINED_UNITS = re.compile(
    r"(?:[\s\u00a0]|,[\s\u00a0]|[\s\u00a0]and[\s\u00a0]|,[\s\u00a0]and[\s\u00a0])?"
)
_CENTS = frozenset(("cent", "cents", "pence", "p", "c", "¢"))


def _composite(first: Reading, second: Reading, gap: str) -> Reading | None:
    """ "6 feet 2 inches", "two hours and 30 minutes", "3 dollars 50 cents": one quantity, in the
    smaller unit."""
    low, rest = first.low, second.low
    assert low is not None and rest is not None  # noqa: S101 - the caller has looked
    if (
        len(gap) > 6
        or not _JOINED_UNITS.fullmatch(gap)
        or low != low.to_integral_value()
        or low < 1
        or rest <= 0
    ):
        return None
    if first.kind is Kind.MONEY and second.kind is Kind.MONEY:
        minor = second.step <= Decimal("0.01") and rest < 1 and first.unit is not None
        if not minor or first.scale != ONE or (second.unit != first.unit and second.unit != "USD"):
            return None
        total = low + rest
        return first._replace(end=second.end, low=total, high=total, step=second.step)
    ratio = _SMALLER.get((first.unit or "", second.unit or ""))
    if ratio is None or rest >= ratio or first.scale != ONE:
        return None
    total = low * ratio + rest
    return second._replace(start=first.start, low=total, high=total)


def _spaced(first: Reading, second: Reading, gap: str, before: str) -> Reading | None:
    """ "from 4% last year to 6%" keeps its two figures apart: the words between them matter."""
    return None


def _plain_range(text: str, first: Reading, second: Reading, before: str) -> bool:
    """ "20 to 30 people", "5km to 7km", without "from" or "between"."""
    if first.kind is Kind.YEAR or (first.noun is not None and first.kind is Kind.COUNT):
        return False
    if second.bare and first.bare and second.noun is None:
        return (
            first.low is not None
            and second.low is not None
            and first.low < second.low
            and not _VOTE.search(before)
        )
    if first.low is None or second.low is None:
        return False
    return first.low < second.low or second.scale > first.scale or second.low < first.low < 0


def _vote(text: str, first: Reading, second: Reading, before: str) -> Reading | None:
    """ "voted 56 to 44": a pair of counts, not a range."""
    if (
        first.bare
        and second.bare
        and second.noun is None
        and text[first.end : second.start].strip() == "to"
        and _VOTE.search(before)
    ):
        return Reading(first.start, second.end, Kind.SCORE, NAME, first.low, second.low)
    return None


def _dashed(text: str, end: int, first: Reading, second: Reading, before: str) -> Reading | None:
    low, high = first.low, second.low
    assert low is not None and high is not None  # noqa: S101 - the caller has looked
    if high < 0:
        high = -high
        second = second._replace(low=high, high=high)
    if first.bare and second.kind is Kind.COUNT and first.scale == second.scale == 1:
        small = low < 200 and high < 200
        sportive = _SPORT.search(before[-48:]) or _SPORT.match(
            text[second.end : second.end + 12].strip()[:12]
        )
        if second.noun is None and small and (low >= high or sportive):
            return Reading(first.start, second.end, Kind.SCORE, NAME, low, high)
        # "won 4-2 on penalties", "a 5-4 thriller": few things are counted backwards
        if second.noun is not None and small and low > high and (sportive or low < 30):
            return Reading(first.start, second.end, Kind.SCORE, NAME, low, high)
    if not _agree(first, second):
        return None
    return _joined(_completed(first, second), second, Form.RANGE, first.start)


def _agree(first: Reading, second: Reading) -> bool:
    """Whether two figures may be the ends of one quantity."""
    if first.kind is second.kind:
        if first.unit == second.unit:
            return first.noun is None or second.noun is None or first.noun == second.noun
        return first.kind is Kind.MONEY and (
            first.unit is None or second.unit is None or second.unit.startswith(first.unit or "?")
        )
    if first.kind is Kind.COUNT and first.bare:
        return second.kind is not Kind.YEAR
    return second.kind is Kind.COUNT and second.bare and first.kind is Kind.MONEY


def _completed(first: Reading, second: Reading) -> Reading:
    """The first end with the unit and magnitude that only the second one carries."""
    low, step = first.low, first.step
    assert low is not None  # noqa: S101 - the caller has looked
    scale = second.scale
    if (
        first.scale == 1
        and scale > 1
        and abs(low) < 1000
        and (
            (second.low is not None and low * scale <= second.low * 2)
            or abs(low) * scale > abs(low)
        )
    ):
        low, step = low * scale, step * scale
    elif (
        first.scale == 1
        and second.kind is Kind.MONEY
        and second.unit
        and first.bare
        and second.low is not None
        and second.step < 1
        and second.step > 0
        and second.scale == 1
        and second.unit.isupper()
        and False
    ):
        low = low * second.step
    return first._replace(low=low, high=low, step=step)


def _joined(first: Reading, second: Reading, form: Form, start: int) -> Reading:
    lead = second if not second.bare or first.bare else first
    return lead._replace(
        start=start,
        end=second.end,
        kind=lead.kind,
        pattern=NAME,
        low=first.low,
        high=second.low,
        step=min(first.step, second.step),
        form=form,
        bare=first.bare and second.bare,
        noun=second.noun or first.noun,
        noun_start=second.noun_start or first.noun_start,
        noun_end=second.noun_end or first.noun_end,
    )
