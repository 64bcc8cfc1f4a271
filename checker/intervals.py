"""Intervals in words.

In: an ``Interval`` and a unit, or a ``Figure``. Out: text: "34.5 to 35.5 miles".
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from checker import tolerance, units
from checker.expressions import number_text
from checker.model import Figure, Interval, Kind


def room_of(figure: Figure) -> Interval | None:
    """What a figure leaves room for as a reader takes it, in its own unit: things are counted
    whole, so that 16.5 to 17.5 civilians are 17. ``None`` for a figure that is no quantity."""
    quantity = figure.quantity
    if quantity is None:
        return None
    room = tolerance.of_figure(figure)
    whole = quantity.unit is None and quantity.step == 1
    if whole and room.low is not None and room.high is not None:
        return Interval(_whole(room.low, ROUND_CEILING), _whole(room.high, ROUND_FLOOR))
    return room


def room_text(figure: Figure) -> str:
    """What a figure leaves room for, in words; empty for one that is no quantity."""
    room = room_of(figure)
    if room is None or figure.quantity is None:
        return ""
    return interval_text(room, figure.quantity.unit, figure.kind)


def _whole(end: Decimal, towards: str) -> Decimal:
    return end.to_integral_value(towards)


def interval_text(room: Interval, unit: str | None, kind: Kind | None = None) -> str:
    """An interval in words: "34.5 to 35.5 miles", "more than 40", "at most 3"; of years, a
    ``kind`` that is written without a comma, "1967 to 1968"."""
    written = _year_text if kind is Kind.YEAR else _end_text
    ends = [None if end is None else written(end) for end in (room.low, room.high)]
    low, high = ends
    if low is None and high is None:
        text = "any number"
    elif high is None:
        text = f"{'more than' if room.low_open else 'at least'} {low}"
    elif low is None:
        text = f"{'less than' if room.high_open else 'at most'} {high}"
    else:
        text = low if low == high else f"{low} to {high}"
    if unit is None:
        return text
    one = text == "1"
    return f"{text}{'%' if unit == 'percent' else ' ' + (unit if one else units.plural(unit))}"


def _year_text(end: Decimal) -> str:
    return str(int(end))


def _end_text(end: Decimal) -> str:
    """An end of an interval: with two decimal places as it is ("209.5"), with more rounded."""
    plain = f"{end:,f}"
    whole, _, places = plain.partition(".")
    places = places.rstrip("0")
    if len(places) > 2:
        return number_text(end)
    return f"{whole}.{places}" if places else whole
