"""The sheet of a story laid out: its columns, what a row is called, and one number line for it.

In: ``Sheet``s and their ``Row``s. Out: ``Column``s, ``Label``s, ``Line``s, rows of plain values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from checker import tolerance
from checker.dimensions import dimension
from checker.errors import UnitError
from checker.intervals import room_of
from checker.model import Claim, Document, Interval, Period, Row, Sheet, Slot

By = Literal["source", "speaker"]
BY = ("source", "speaker")
"""What a column stands for: the article's source, or whoever is named as saying it."""

SHEET_COLUMNS = (
    "story",
    "accord",
    "measure",
    "entity",
    "counterpart",
    "period_start",
    "period_end",
    "scope",
    "low",
    "high",
    "unit",
)
"""The columns before those of the sources. ``accord`` is disagree, differ, agree or alone;
``measure`` what is measured, or else what is counted; ``low`` and ``high`` are the ends of all that
the figures of the row leave room for, in ``unit``, empty where open."""

ALONE = "alone"


class Column(NamedTuple):
    """A source or a speaker: its name, and when it first published."""

    name: str
    published: date | None


class Label(NamedTuple):
    """What tells a row from others, each part empty where the texts do not say."""

    measure: str
    entity: str
    counterpart: str
    period: str
    scope: str

    @property
    def about(self) -> str:
        """What it is measured of: "Kupyansk to Russian border"."""
        return " to ".join(filter(None, (self.entity, self.counterpart)))

    @property
    def when(self) -> str:
        """Period and scope."""
        return ", ".join(filter(None, (self.period, self.scope)))


class Line(NamedTuple):
    """What the figures of a row leave room for as a reader takes it, all in one ``unit``; ``None``
    for a figure that does not convert."""

    unit: str | None
    rooms: tuple[Interval | None, ...]


def source_name(document: Document) -> str:
    """Who published a document, or else its file's name."""
    return document.source or PurePath(document.name).name


def column_name(claim: Claim, by: By = "source") -> str:
    """The column in which a claim stands."""
    said = claim.attribution
    if by == "speaker" and said is not None and said.key:
        return _plain(said.speaker)
    return source_name(claim.document)


def columns(sheets: Iterable[Sheet], by: By = "source", alone: bool = False) -> tuple[Column, ...]:
    """The columns of the sheets, in order of publication, those without a day last. By source all
    articles have one; by speaker only who is named in a row, or with ``alone`` for any figure."""
    first: dict[str, date | None] = {}
    for sheet in sheets:
        claims = [claim for row in sheet.rows for claim in row.claims]
        claims += sheet.alone if alone else ()
        named = [(column_name(claim, by), claim.document) for claim in claims]
        if by == "source":
            named += [(source_name(document), document) for document in sheet.documents]
        for name, document in named:
            days = [day for day in (first.get(name), document.published) if day is not None]
            first[name] = min(days) if days else None
    made = [Column(name, published) for name, published in first.items()]
    return tuple(sorted(made, key=lambda c: (c.published is None, c.published or 0, c.name)))


def cells(claims: Iterable[Claim], by: By = "source") -> dict[str, tuple[Claim, ...]]:
    """The claims of a row by column."""
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in claims:
        name = column_name(claim, by)
        found[name] = (*found.get(name, ()), claim)
    return found


def written(claims: Iterable[Claim]) -> str:
    """A cell as text: the figures as written, each once."""
    return "; ".join(dict.fromkeys(_plain(claim.figure.surface) for claim in claims))


def label(claims: Sequence[Claim]) -> Label:
    """What a row is called: what most of its claims say, and of those the first."""
    period = next((claim.period for claim in claims if claim.period is not None), None)
    return Label(
        _measure(claims),
        _words(claim.entity for claim in claims),
        _words(claim.counterpart for claim in claims),
        _days(period) if period else "",
        _words(claim.scope for claim in claims),
    )


def _words(slots: Iterable[Slot | None]) -> str:
    """The words of the first slot that there is."""
    return _plain(next((slot.surface for slot in slots if slot is not None), ""))


def _measure(claims: Sequence[Claim]) -> str:
    known = [claim.measure.value.replace("_", " ") for claim in claims if claim.measure]
    known = known or [_plain(claim.figure.noun) for claim in claims if claim.figure.noun]
    return Counter(known or [dimension(claims[0].figure)]).most_common(1)[0][0]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _days(period: Period) -> str:
    start, end = period.start, period.end
    if start is None:
        return f"until {_day(end)}"
    if end is not None and start != end:
        month = (start.year, start.month) == (end.year, end.month)
        year = start.year == end.year
        left = str(start.day) if month else _day(start).rpartition(" ")[0] if year else _day(start)
        return f"{left} to {_day(end)}"
    return _day(start) if end is not None else f"from {_day(start)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


def line(claims: Sequence[Claim]) -> Line:
    """What each claim leaves room for, in the unit that most of them are written in."""
    written_in = [claim.figure.quantity.unit for claim in claims if claim.figure.quantity]
    unit = Counter(written_in).most_common(1)[0][0] if written_in else None
    return Line(unit, tuple(_room(claim, unit) for claim in claims))


def _room(claim: Claim, unit: str | None) -> Interval | None:
    quantity, room = claim.figure.quantity, room_of(claim.figure)
    if quantity is None or room is None:
        return None
    with suppress(UnitError):
        return tolerance.converted(room, quantity.unit, unit)
    return None


# -------------------------------------------------------------------------------- plain values


def records(
    sheets: Sequence[Sheet], by: By = "source", alone: bool = False
) -> list[dict[str, Any]]:
    """The rows as plain values: ``SHEET_COLUMNS``, then a value for each of :func:`headings`,
    ``None`` where a source is silent. With ``alone`` the figures that stand alone come last."""
    names = headings(sheets, by, alone)
    made = [_record(sheet, row.claims, row.accord.value, by, names) for sheet, row in _rows(sheets)]
    if alone:
        made += [
            _record(sheet, (claim,), ALONE, by, names) for sheet in sheets for claim in sheet.alone
        ]
    return made


def headings(sheets: Sequence[Sheet], by: By = "source", alone: bool = False) -> dict[str, str]:
    """The column of the table for each source: its name, marked where a column has it already."""
    made: dict[str, str] = {}
    for column in columns(sheets, by, alone):
        name = column.name
        while name in SHEET_COLUMNS or name in made.values():
            name += " (source)"
        made[column.name] = name
    return made


def _rows(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, Row]]:
    for sheet in sheets:
        for row in sheet.rows:
            yield sheet, row


def _record(
    sheet: Sheet, claims: Sequence[Claim], accord: str, by: By, names: Mapping[str, str]
) -> dict[str, Any]:
    told = label(claims)
    period = next((claim.period for claim in claims if claim.period is not None), None)
    on = line(claims)
    ends = [room for room in on.rooms if room is not None]
    lows, highs = [room.low for room in ends], [room.high for room in ends]
    cell = {names[name]: written(own) for name, own in cells(claims, by).items()}
    return {
        "story": sheet.story,
        "accord": accord,
        "measure": told.measure,
        "entity": told.entity or None,
        "counterpart": told.counterpart or None,
        "period_start": period.start.isoformat() if period and period.start else None,
        "period_end": period.end.isoformat() if period and period.end else None,
        "scope": told.scope or None,
        "low": None if not ends or None in lows else float(min(x for x in lows if x is not None)),
        "high": None
        if not ends or None in highs
        else float(max(x for x in highs if x is not None)),
        "unit": on.unit,
        **{name: cell.get(name) for name in names.values()},
    }
