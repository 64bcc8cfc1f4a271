"""Spans: two moments and a length of time that would lie between them, or one and the day of the
article.

In: the moments and the lengths of a passage. Out: ``Tie``s of ``start``, ``end`` and ``length``, or
of ``start`` and ``length``. Within a paragraph they are told by ``spans``; ``across`` tells those
whose figures stand in paragraphs that follow each other, and those up to the day of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import combinations
from math import log

from checker.alignment.binding.moments import DAY_OF, POINT, ROUND, UNSURE
from checker.alignment.binding.ties import ACROSS, SPAN, UNTIL, Room, Tie, are_near
from checker.alignment.binding.values import Value

_ANYTHING = (-1e9, 1e9)
_MINUTE = 1 / 1440
_LATELY, _SOON = 7.0, 1.0
"""What an article tells happened in the week before it, or on the day."""
_YEARS = frozenset({"year", "decade"})
_are_near = partial(are_near, reach=5)


def spans(moments: Sequence[Value], lengths: Sequence[Value]) -> Iterator[Tie]:
    """Every two moments of a paragraph with every length that could lie between them."""
    for one, other in combinations(moments, 2) if lengths else ():
        if _may_be_ends(one, other) and are_near(one, other):
            for length in lengths:
                if are_near(one, other, length):
                    yield from _span(SPAN, one, other, length)


def across(moments: Sequence[Value], lengths: Sequence[Value], today: date | None) -> Iterator[Tie]:
    """Every two moments of an article with every length that could lie between them, and every one
    with a length up to the day of the article."""
    now = None if today is None else float(today.toordinal())
    for length in lengths:
        near = [each for each in moments if _are_near(each, length)]
        for one, other in combinations(near, 2):
            is_across = len({_paragraph(each) for each in (one, other, length)}) > 1
            if is_across and _may_be_ends(one, other) and _are_near(one, other):
                yield from _span(ACROSS, one, other, length)
        for start in near:
            is_of_ages = length.unit in _YEARS and _paragraph(start) == _paragraph(length)
            if now is not None and start.sort == POINT and not is_of_ages:
                yield from _until(start, length, now)


def _may_be_ends(one: Value, other: Value) -> bool:
    return (one.sort == POINT) == (other.sort == POINT)


def _paragraph(value: Value) -> int | None:
    return value.claim.segment.paragraph


def _span(relation: str, one: Value, other: Value, length: Value) -> Iterator[Tie]:
    unit = DAY_OF[length.unit]
    if one.sort == POINT:
        start, end = (other, one) if other.low < one.low else (one, other)
        room = _days(start, end)
    else:
        start, end, room = _clocks(one, other, length.number * unit)
    if room is not None:
        needed = (max(room[0] / unit, 0.0), room[1] / unit)
        rooms = (_ANYTHING, _ANYTHING, needed)
        yield Tie(relation, ("start", "end", "length"), (start, end, length), rooms)


def _clocks(one: Value, other: Value, told: float) -> tuple[Value, Value, Room | None]:
    """Two clock times of days in the order in which they are nearer to the length that is told,
    others in that of the text."""
    if ROUND[one.sort] == 1 or ROUND[other.sort] == 1:
        return one, other, _hours(one, other, told)
    there, back = _hours(one, other, told), _hours(other, one, told)
    if there is None or back is None or _off(there, told) <= _off(back, told):
        return one, other, there
    return other, one, back


def _off(room: Room, told: float) -> float:
    return abs(log((room[0] + room[1]) / 2 / told))


def _days(start: Value, end: Value) -> Room | None:
    """Both days may be counted, or neither."""
    low, high = end.low - start.high, end.high - start.low
    return (low - 1, high + 1) if high > 0 else None


def _hours(start: Value, end: Value, told: float) -> Room | None:
    """From one clock time to another: of the ways in which they can be read, the one that is
    nearest to the length that is told."""
    both = ROUND[start.sort] == ROUND[end.sort]
    turn = ROUND[start.sort] if both else 1.0
    passed = (end.low - start.low) % turn
    read = [passed]
    if start.sort in UNSURE or end.sort in UNSURE:
        read += [passed + 0.5, passed - 0.5]
    if turn > 1 and any(each.low % 1 == 0 for each in (start, end)):
        # The midnight of a day may be the one at which it begins or the one at which it ends.
        read += [passed + 1, abs(passed - 1)]
    read = [each for each in read if each > _MINUTE]
    if not read or told >= turn:
        return None
    nearest = min(read, key=lambda each: abs(log(each / told)))
    return nearest - _MINUTE, nearest + _MINUTE


def _until(start: Value, length: Value, today: float) -> Iterator[Tie]:
    low, high = today - _LATELY - start.high - 1, today + _SOON - start.low + 1
    if high > 1:
        unit = DAY_OF[length.unit]
        needed = (max(low / unit, 0.0), high / unit)
        yield Tie(UNTIL, ("start", "length"), (start, length), (_ANYTHING, needed))
