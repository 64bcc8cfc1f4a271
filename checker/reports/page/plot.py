"""A number line: what each source leaves room for, one lane a figure, drawn as SVG.

In: labelled intervals in one unit. Out: a ``Plot``, whose numbers are ready to be set down. Where
all meet, the stretch that they share is a band; where two do not, the gap between them is hatched
and their marks are diamonds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from checker import tolerance, units
from checker.expressions import number_text
from checker.model import Interval

WIDTH = 300
_LEFT, _RIGHT = 22, 292
_LANE, _TOP, _AXIS = 15, 6, 20
_UNIT = 13
_PAD = 0.08
_MOST = 10
"""So many lanes are drawn; the rest are in the table beside it."""


class Lane(NamedTuple):
    """One figure: where it is drawn, and whether it meets all others. An end without a bound runs
    off the line."""

    label: str
    y: float
    start: float
    end: float
    middle: float
    open_left: bool
    open_right: bool
    meets: bool


class Tick(NamedTuple):
    """A number on the line. ``anchor`` keeps the outermost ones inside."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A number line. ``band`` is what all share, ``gap`` the widest stretch between two that do
    not meet; ``told`` says in words what is drawn."""

    height: int
    axis: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    unit: str
    band: tuple[float, float] | None
    gap: tuple[float, float] | None
    told: str


def plot(rooms: Sequence[tuple[str, str, Interval | None]], unit: str | None) -> Plot | None:
    """The number line of intervals in ``unit``, each with the label of its lane and its text in
    words. ``None`` where fewer than two can be drawn."""
    known = list(dict.fromkeys((a, b, room) for a, b, room in rooms if room is not None))[:_MOST]
    ends = [float(end) for _, _, room in known for end in (room.low, room.high) if end is not None]
    if len(known) < 2 or not ends:
        return None
    low, high = min(ends), max(ends)
    spread = (high - low) or max(abs(high) * 0.1, 2.0 if high.is_integer() else 0) or 1.0
    low, high = low - spread * _PAD, high + spread * _PAD

    def x(value: float) -> float:
        return round(_LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT), 1)

    lanes = []
    for place, (label, _, room) in enumerate(known):
        start = _LEFT if room.low is None else x(float(room.low))
        end = _RIGHT if room.high is None else x(float(room.high))
        meets = all(tolerance.overlaps(room, other) for _, _, other in known)
        lanes.append(
            Lane(
                label,
                _TOP + _LANE * place + _LANE / 2,
                start,
                max(end, start + 0.8),
                round((start + end) / 2, 1),
                room.low is None,
                room.high is None,
                meets,
            )
        )
    band, gap = _shared([room for _, _, room in known])
    axis = _TOP + _LANE * len(known) + 3
    verdict = "They do not all meet." if gap else "They meet."
    told = "; ".join(f"{label}: {text}" for label, text, _ in known)
    return Plot(
        height=axis + _AXIS + (_UNIT if unit else 0),
        axis=axis,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(low, high, x)),
        unit=unit_text(unit),
        band=(x(band[0]), x(band[1])) if band else None,
        gap=(x(gap[0]), x(gap[1])) if gap else None,
        told=f"{told}. {verdict}",
    )


def unit_text(unit: str | None) -> str:
    """A unit as the line is named by: "miles", "%"; empty for bare numbers."""
    return "" if unit is None else "%" if unit == "percent" else units.plural(unit)


def _shared(
    rooms: Sequence[Interval],
) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    """The stretch that all share where they meet, and else the one between the two furthest
    apart. A stretch without an end is none."""
    lows = [room.low for room in rooms if room.low is not None]
    highs = [room.high for room in rooms if room.high is not None]
    if not lows or not highs:
        return None, None
    start, end = float(max(lows)), float(min(highs))
    return ((start, end), None) if start <= end else (None, (end, start))


def _ticks(low: float, high: float, x: Callable[[float], float]) -> list[Tick]:
    """Two to four round numbers inside the line."""
    step = _step(Decimal(repr(high - low)) / 3)
    first = (Decimal(repr(low)) / step).to_integral_value("ROUND_CEILING")
    made = []
    value = first * step
    while value <= Decimal(repr(high)):
        at = x(float(value))
        anchor = "start" if at < _LEFT + 20 else "end" if at > _RIGHT - 20 else "middle"
        made.append(Tick(at, _short(value), anchor))
        value += step
    return made


def _step(least: Decimal) -> Decimal:
    """The first of 1, 2 and 5 times a power of ten that is not below ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next((power * times for times in (1, 2, 5) if power * times >= least), power * 10)


def _short(value: Decimal) -> str:
    """A number that is short enough for a tick: "25", "1.5M"."""
    for size, sign in ((Decimal("1e12"), "tn"), (Decimal("1e9"), "bn"), (Decimal("1e6"), "m")):
        if abs(value) >= size:
            return f"{(value / size).normalize():f}{sign}"
    if value == value.to_integral_value():
        return f"{value:,.0f}"
    return f"{value.normalize():f}" if value.normalize().adjusted() >= -4 else number_text(value)
