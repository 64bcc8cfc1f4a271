"""Eras: years before Christ, and ranges of times ago, which count backwards.

In: the readings of a block. Out: the same, where a year before Christ is no quantity ("from 1700 to
1200 BC") and a range of times ago has its lesser end first ("360 to 345 million years ago").
"""

from __future__ import annotations

from checker.figures.reading import Reading
from checker.model import Form, Kind
from checker.patterns import lazy

NAME = "eras"
_HINT = lazy(r"\b(?:BCE?|B\.C\.|ago|BP)(?![^\W_])")
_BEFORE_CHRIST = lazy(r"\s?(?:BCE?|B\.\s?C\.(?:\s?E\.)?)(?![^\W_])")
_LINK = lazy(r"\s?(?:to|and|or|until|till|through|[-–—/])\s?(?:(?:about|around|c\.|circa)\s)?")
_AGO = lazy(r"\s(?:years\s)?(?:ago|BP|before\s(?:the\s)?present)\b")
_NUMBERS = frozenset({Kind.COUNT, Kind.YEAR, Kind.SCALE, Kind.SCORE})


def dated(text: str, start: int, end: int, readings: list[Reading]) -> list[Reading]:
    """The readings of the block from ``start`` to ``end``, those of times that count backwards as
    such."""
    if _HINT.search(text, start, end) is None:
        return readings
    found: list[Reading] = []
    for reading in reversed(readings):
        if reading.kind in _NUMBERS and _is_before_christ(text, reading, found):
            found.append(_no_quantity(reading))
        elif _runs_back(reading) and _AGO.match(text, reading.end, end):
            found.append(reading._replace(low=reading.high, high=reading.low))
        else:
            found.append(reading)
    return found[::-1]


def _is_before_christ(text: str, reading: Reading, behind: list[Reading]) -> bool:
    """Whether "BC" stands behind a number, or behind the one that it is joined to."""
    if _BEFORE_CHRIST.match(text, reading.end):
        return True
    if not behind or behind[-1].pattern != NAME:
        return False
    return _LINK.fullmatch(text, reading.end, behind[-1].start) is not None


def _no_quantity(reading: Reading) -> Reading:
    return Reading(reading.start, reading.end, Kind.IDENTIFIER, NAME)


def _runs_back(reading: Reading) -> bool:
    low, high = reading.low, reading.high
    return reading.form is Form.RANGE and low is not None and high is not None and low > high
