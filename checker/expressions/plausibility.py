"""Whether a figure can be what the words beside it say, by a table of bounds.

In: a figure (as ``View``) and the table ``lexicon/plausible.yml``. Out: whether it is plausible,
and the bound in words. A figure about which the table says nothing is plausible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from checker import lexicon, tolerance, units
from checker.errors import UnitError
from checker.expressions.amounts import number_text
from checker.expressions.names import AbstainError, View
from checker.model import Figure, Form, Interval

_BEFORE = 90
_AFTER = 50


@dataclass(frozen=True, slots=True)
class Bound:
    """An entry of the table."""

    of: str
    unit: str | None
    kind: str | None
    least: Decimal | None
    most: Decimal | None
    near: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    without: re.Pattern[str]


def plausible(c: View) -> bool:
    """True unless a figure lies far beyond what the thing beside it can be: an airliner at 9,100
    km/h, a woman aged 320.

    The bounds stand in the lexicon `plausible`, each with its source, and lie well beyond every
    record. What a figure leaves room for has to lie outside as a whole.
    """
    return _broken(c) is None


def bound(c: View) -> str:
    """The bound that a figure breaks, for messages: "the speed of an airliner: 2,600 kilometer /
    hour at most". Abstains where it breaks none."""
    found = _broken(c)
    if found is None:
        raise AbstainError("no bound is broken")
    beyond = found.most if found.most is not None and _over(c.claim.figure, found) else found.least
    assert beyond is not None  # noqa: S101 - one of the two was broken
    side = "at most" if beyond is found.most else "at least"
    return f"{found.of}: {number_text(beyond)} {found.unit or ''}".rstrip() + f" {side}"


def _broken(c: View) -> Bound | None:
    figure = c.claim.figure
    if figure.quantity is None or figure.form is Form.CHANGE:
        return None
    entries = [entry for entry in _table() if _concerns(figure, entry)]
    if not entries:
        return None
    text, (start, end) = c.claim.document.text, c.claim.segment.span
    before = text[max(start, figure.span.start - _BEFORE) : figure.span.start]
    after = text[figure.span.end : min(end, figure.span.end + _AFTER)]
    for entry in entries:
        stands_by = entry.before.search(before) or entry.behind.match(after)
        if not stands_by or not (entry.near.search(before) or entry.near.search(after)):
            continue
        if not entry.without.search(text[start:end]):
            return entry
    return None


def _concerns(figure: Figure, entry: Bound) -> bool:
    """Whether a figure is of an entry's kind or dimension, and out of its bounds."""
    if entry.kind is not None and figure.kind.value != entry.kind:
        return False
    return _over(figure, entry) or _under(figure, entry)


def _over(figure: Figure, entry: Bound) -> bool:
    room = _room(figure, entry)
    return (
        room is not None
        and entry.most is not None
        and room.low is not None
        and (room.low > entry.most)
    )


def _under(figure: Figure, entry: Bound) -> bool:
    room = _room(figure, entry)
    return (
        room is not None
        and entry.least is not None
        and room.high is not None
        and (room.high < entry.least)
    )


def _room(figure: Figure, entry: Bound) -> Interval | None:
    quantity = figure.quantity
    if quantity is None:
        return None
    room = tolerance.of_figure(figure)
    if entry.unit is None or quantity.unit is None:
        return room if entry.unit == quantity.unit else None
    if not _convertible(quantity.unit, entry.unit):
        return None
    return tolerance.converted(room, quantity.unit, entry.unit)


@cache
def _convertible(a: str, b: str) -> bool:
    try:
        return units.commensurable(a, b)
    except UnitError:
        return False


@cache
def _table() -> tuple[Bound, ...]:
    return tuple(_entry(raw) for raw in lexicon.load("plausible"))


def _entry(raw: dict[str, Any]) -> Bound:
    beside = _any(raw["beside"])
    return Bound(
        raw["of"],
        raw.get("unit"),
        raw.get("kind"),
        Decimal(str(raw["least"])) if "least" in raw else None,
        Decimal(str(raw["most"])) if "most" in raw else None,
        _compiled(_any(raw["near"])),
        _compiled(rf"{beside}(?:\s+[^\W\d_]+)?\s+$"),
        _compiled(rf"(?:-|\s+)(?:[^\W\d_]+(?:-|\s+))?{beside}"),
        _compiled(_any(raw["without"])),
    )


def _any(phrases: list[str]) -> str:
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return rf"\b(?:{listed})\b"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
