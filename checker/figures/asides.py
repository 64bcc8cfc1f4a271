"""What a figure shares with the one in brackets behind it: "60 kilometres (37 miles) an hour",
"warmed by 4C (7.2F)", "9C (16F) above normal".

In: a text and the readings of a block, in order. Out: the readings; the rate or the difference
that is written once holds for both.
"""

from __future__ import annotations

from checker import units
from checker.figures import amounts, cues
from checker.figures.reading import Reading
from checker.model import Kind
from checker.patterns import lazy

_MEASURED = frozenset((Kind.MEASURE, Kind.MONEY))
_GAP = lazy(r"\s?[(\[](?:(?:about|around|roughly|nearly|almost|some|over|or)\s+)?")
_FROM_NORMAL = lazy(rf"\s+(?:{cues.pattern('warmer')})(?![^\W_])")
_LONGEST = 12


def shared(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings, each with what the brackets behind it or before it tell."""
    found = readings
    for index in range(1, len(readings)):
        first, second = found[index - 1], found[index]
        if first.kind not in _MEASURED or second.kind is not first.kind:
            continue
        if second.start - first.end > _LONGEST or not _closes(text, second):
            continue
        if _GAP.fullmatch(text, first.end, second.start):
            if found is readings:
                found = list(readings)
            found[index - 1], found[index] = _alike(text, first, second)
    return found


def _closes(text: str, second: Reading) -> bool:
    return text[second.end : second.end + 1] in (")", "]")


def _alike(text: str, first: Reading, second: Reading) -> tuple[Reading, Reading]:
    if first.unit == "degree" or second.unit == "degree":
        return _on_scale(first, second.unit), _on_scale(second, first.unit)
    if first.unit in amounts.SCALE_OF or second.unit in amounts.SCALE_OF:
        apart = first.dimension == "temperature_difference"
        if apart or _FROM_NORMAL.match(text, second.end + 1):
            return _difference(first), _difference(second)
        return first, second
    if first.dimension == second.dimension or first.kind is Kind.MONEY:
        per = units.match_per(text, second.end + 1, min(len(text), second.end + 40))
        if per is not None and not per.loose:
            return _over(first, per), _over(second, per)
    return first, second


# The other scale than the one in brackets: "94 degrees (34 Celsius)".
_OTHER = {"degree_Celsius": "degree_Fahrenheit", "degree_Fahrenheit": "degree_Celsius"}


def _on_scale(reading: Reading, beside: str | None) -> Reading:
    unit = _OTHER.get(beside or "")
    if reading.unit != "degree" or unit is None:
        return reading
    return reading._replace(unit=unit, dimension="temperature")


def _difference(reading: Reading) -> Reading:
    unit = amounts.SCALE_OF.get(reading.unit or "")
    if unit is None:
        return reading
    return reading._replace(unit=unit, dimension="temperature_difference")


def _over(reading: Reading, per: units.Match) -> Reading:
    if reading.unit is None or "/" in reading.unit:
        return reading
    unit = f"{reading.unit} / {per.unit}"
    return reading._replace(unit=unit, dimension=units.unit(unit).dimension)
