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
from checker.errors import UnitError
from checker.expressions import number_text
from checker.model import Figure, Interval

_LEFT, _RIGHT = 34, 292
_LANE, _TOP, _AXIS = 15, 6, 20
_UNIT = 13
_PAD = 0.08
_GREATEST = 1e15
"""No number line goes further: a page must not fail on a number of a thousand digits."""

_EACH = 6
"""So many figures have a lane each; of more, those that say the same share one."""

_MOST = 12
"""So many lanes are drawn; the rest are in the table beside it."""


class Mark(NamedTuple):
    """A figure to be drawn: the label of its lane, its interval in words and as it is drawn. The
    ``figure`` decides whether it meets others, and without it the interval."""

    label: str
    text: str
    room: Interval | None
    figure: Figure | None = None


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


def plot(marks: Sequence[Mark], unit: str | None) -> Plot | None:
    """The number line of marks in ``unit``. ``None`` where fewer than two can be drawn, or their
    numbers are too great."""
    known = list(dict.fromkeys(mark for mark in marks if mark.room is not None))
    ends = [float(end) for mark in known for end in _ends(mark.room)]
    if len(known) < 2 or not ends or max(map(abs, ends)) > _GREATEST:
        return None
    low, high = min(ends), max(ends)
    spread = (high - low) or max(abs(high) * 0.1, 2.0 if high.is_integer() else 0) or 1.0
    low, high = low - spread * _PAD, high + spread * _PAD

    def x(value: float) -> float:
        return round(_LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT), 1)

    meet = [all(_meets(mark, other) for other in known) for mark in known]
    drawn = _together(known, meet)[:_MOST]
    band, gap = _shared([mark.room for mark in known if mark.room is not None])
    axis = _TOP + _LANE * len(drawn) + 3
    told = "; ".join(f"{mark.label}: {mark.text}" for mark, _ in drawn)
    return Plot(
        height=axis + _AXIS + (_UNIT if unit else 0),
        axis=axis,
        lanes=tuple(_lane(at, mark, meets, x) for at, (mark, meets) in enumerate(drawn)),
        ticks=tuple(_ticks(low, high, x)),
        unit=unit_text(unit),
        band=(x(band[0]), x(band[1])) if band else None,
        gap=(x(gap[0]), x(gap[1])) if gap and not all(meet) else None,
        told=f"{told}. {'They meet.' if all(meet) else 'They do not all meet.'}",
    )


def _ends(room: Interval | None) -> list[Decimal]:
    return [end for end in (room.low, room.high) if end is not None] if room else []


def _meets(mark: Mark, other: Mark) -> bool:
    if mark.figure is not None and other.figure is not None:
        try:
            return tolerance.consistent(mark.figure, other.figure)
        except (UnitError, ValueError):
            return True
    if mark.room is None or other.room is None:
        return True
    return tolerance.overlaps(mark.room, other.room)


def _together(marks: Sequence[Mark], meet: Sequence[bool]) -> list[tuple[Mark, bool]]:
    """The marks with whether each meets all others; of many, those that say the same as one."""
    pairs = list(zip(marks, meet, strict=True))
    if len(pairs) <= _EACH:
        return pairs
    found: dict[tuple[str, Interval | None], list[tuple[Mark, bool]]] = {}
    for mark, meets in pairs:
        found.setdefault((mark.text, mark.room), []).append((mark, meets))
    return [
        (group[0][0]._replace(label=_labels([mark.label for mark, _ in group])), group[0][1])
        for group in found.values()
    ]


def _labels(labels: Sequence[str]) -> str:
    own = list(dict.fromkeys(labels))
    return "".join(own) if len("".join(own)) <= 3 else f"{own[0]}+{len(own) - 1}"


def _lane(at: int, mark: Mark, meets: bool, x: Callable[[float], float]) -> Lane:
    low, high = (mark.room.low, mark.room.high) if mark.room else (None, None)
    start = _LEFT if low is None else x(float(low))
    end = _RIGHT if high is None else x(float(high))
    return Lane(
        mark.label,
        _TOP + _LANE * at + _LANE / 2,
        start,
        max(end, start + 0.8),
        round((start + end) / 2, 1),
        low is None,
        high is None,
        meets,
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
        anchor = "start" if at < _LEFT + 16 else "end" if at > _RIGHT - 20 else "middle"
        made.append(Tick(at, _short(value), anchor))
        value += step
    return made


def _step(least: Decimal) -> Decimal:
    """The first of 1, 2 and 5 times a power of ten that is not below ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next((power * times for times in (1, 2, 5) if power * times >= least), power * 10)


def _short(value: Decimal) -> str:
    """A number that is short enough for a tick: "25", "1.5M"."""
    for size, sign in ((Decimal("1e12"), "tn"), (Decimal("1e9"), "bn"), (Decimal("1e6"), "M")):
        if abs(value) >= size:
            return f"{(value / size).normalize():f}{sign}"
    if value == value.to_integral_value():
        return f"{value:,.0f}"
    return f"{value.normalize():f}" if value.normalize().adjusted() >= -4 else number_text(value)
