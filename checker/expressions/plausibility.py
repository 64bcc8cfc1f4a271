"""Whether a figure can be what the words beside it say, by a table of bounds.

In: a figure (as ``View``) and the table ``lexicon/plausible.yml``. Out: whether it is plausible,
and the bound in words. A figure about which the table says nothing is plausible.
"""

from __future__ import annotations

import re
from collections.abc import Collection
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
_EACH = r"\beach\b[^,;]*$"
_STATES = frozenset({"degree_Celsius", "percent"})


@dataclass(frozen=True, slots=True)
class Bound:
    """An entry of the table, with its patterns as text: few of them are ever asked for."""

    of: str
    unit: str | None
    kind: str | None
    least: Decimal | None
    most: Decimal | None
    near: str
    thing: str
    before: str
    behind: str
    without: str


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
    beyond = found.most if _over(_room(c.claim.figure, found), found) else found.least
    assert beyond is not None  # noqa: S101 - one of the two was broken
    side = "at most" if beyond is found.most else "at least"
    return f"{found.of}: {number_text(beyond)} {found.unit or ''}".rstrip() + f" {side}"


def _broken(c: View) -> Bound | None:
    figure = c.claim.figure
    if figure.quantity is None or figure.form is Form.CHANGE:
        return None
    entries = _outside(figure)
    if not entries:
        return None
    text, (start, end) = c.claim.document.text, c.claim.segment.span
    before = text[max(start, figure.span.start - _BEFORE) : figure.span.start]
    after = text[figure.span.end : min(end, figure.span.end + _AFTER)]
    for entry in entries:
        stands_by = _compiled(entry.before).search(before) or _compiled(entry.behind).match(after)
        if not stands_by or not (
            _compiled(entry.thing).search(before) or _compiled(entry.near).search(after)
        ):
            continue
        if _is_of_other(c, entry, before):
            continue
        if not _compiled(entry.without).search(text[start:end]):
            return entry
    return None


def _is_of_other(c: View, entry: Bound, before: str) -> bool:
    """Whether the claim says of what the figure is, and that is another thing. A temperature or a
    share is of a place as often as of a thing, and "each" takes up what was counted before."""
    owner = c.claim.entity
    if owner is None or entry.unit in _STATES or _compiled(_EACH).search(before):
        return False
    return _compiled(entry.near).search(owner.surface) is None


def _outside(figure: Figure) -> list[Bound]:
    """The entries of a figure's kind and dimension that it lies outside of."""
    rooms: dict[str | None, Interval] = {}
    found = []
    for entry in _entries(figure.kind.value, figure.quantity.unit if figure.quantity else None):
        room = rooms.get(entry.unit)
        if room is None:
            room = rooms[entry.unit] = _room(figure, entry)
        if _over(room, entry) or _under(room, entry):
            found.append(entry)
    return found


@cache
def _entries(kind: str, unit: str | None) -> tuple[Bound, ...]:
    """The entries for figures of a kind in a unit."""
    return tuple(
        entry
        for entry in _table()
        if entry.kind in {None, kind}
        and (
            entry.unit == unit
            or (entry.unit is not None and unit is not None and _convertible(unit, entry.unit))
        )
    )


def _over(room: Interval, entry: Bound) -> bool:
    return entry.most is not None and room.low is not None and room.low > entry.most


def _under(room: Interval, entry: Bound) -> bool:
    return entry.least is not None and room.high is not None and room.high < entry.least


def _room(figure: Figure, entry: Bound) -> Interval:
    """What a figure leaves room for, in the entry's unit."""
    unit = figure.quantity.unit if figure.quantity else None
    return tolerance.converted(tolerance.of_figure(figure), unit, entry.unit)


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
    return Bound(
        raw["of"],
        raw.get("unit"),
        raw.get("kind"),
        Decimal(str(raw["least"])) if "least" in raw else None,
        Decimal(str(raw["most"])) if "most" in raw else None,
        _any(raw["near"]),
        _any(raw["near"]) + _head(raw.get("before", ())),
        rf"{_any(raw.get('before', ()))}(?:\s+[^\W\d_]+)?\s+$",
        rf"(?:-|\s+)(?:[^\W\d_]+(?:-|\s+))?{_any(raw.get('behind', ()))}",
        _any(raw["without"]),
    )


def _head(leads: Collection[str]) -> str:
    """What must not stand behind the name of a thing, since with another noun behind it the name
    is that of something else: "bath house", "potato harvest". Verbs are known by their ending, by
    the words that end a noun, or as what leads up to the figure."""
    stops = {*map(str, lexicon.load("nouns")["stops"]), *(lead.split()[0] for lead in leads)}
    return rf"(?!\s(?!{_any(stops)})[a-z]+(?<!s)(?<!ed)(?<!ing)\b)"


def _any(phrases: Collection[str]) -> str:
    if not phrases:
        return r"(?!)"
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases))
    return rf"\b(?:{listed})\b"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
