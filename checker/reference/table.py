"""What a reference table is.

In: nothing. Out: the types of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from checker.model import (
    Claim,
    Document,
    Figure,
    Kind,
    Period,
    Quantity,
    Role,
    Segment,
    Slot,
    Span,
)

REQUIRED = ("path", "key", "value")
KEYS = (*REQUIRED, "name", "query", "aliases", "unit", "measure", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Spec:
    """A table as a configuration names it.

    ``key``, ``value`` and ``aliases`` are columns; ``unit``, ``measure``, ``valid_from`` and
    ``valid_to`` are columns too, or else what holds for all rows. ``query`` is asked of an SQLite
    file. ``place`` is where the configuration says so.
    """

    path: str
    key: str
    value: str
    name: str
    query: str | None = None
    aliases: str | None = None
    unit: str | None = None
    measure: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    place: str = ""


class Cell(NamedTuple):
    """The text of a cell, and where it stands in the text of its table."""

    text: str
    span: Span


class Line(NamedTuple):
    """One row as it was read: its number (the line of a CSV or YAML file, else counted from 1), the
    stretch of the text that it takes up, and its cells by column."""

    number: int
    span: Span
    cells: dict[str, Cell]


class Grid(NamedTuple):
    """A table as it was read, before anything in it is understood. ``text`` is the file's; a table
    with no text of its own has a line for each row."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row, checked. ``key`` is as written, ``names`` are it and its aliases in the form that is
    compared; ``period`` is when it holds, ``None`` for always. ``span`` is that of the value,
    ``line`` and ``column`` are where it begins, ``whole`` is the row's."""

    key: str
    names: tuple[str, ...]
    measure: str | None
    quantity: Quantity
    period: Period | None
    line: int
    column: int
    span: Span
    whole: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its text as a document, and its rows."""

    name: str
    document: Document
    rows: tuple[Row, ...]

    def claim(self, row: Row) -> Claim:
        """One of its rows as a claim like those of an article, with its place in the document."""
        unit, text = row.quantity.unit, self.document.text
        surface = text[slice(*row.span)]
        name, place = self.document.name, (row.line, row.column)
        return Claim(
            Figure(name, *place, row.span, surface, kind(unit), "table", row.quantity),
            self.document,
            Segment(row.whole, Role.TABLE_CELL, 0),
            measure=None if row.measure is None else Slot(row.measure, row.measure, row.span),
            entity=Slot(row.names[0], row.key, row.whole),
            period=row.period,
            names=row.names,
        )


def kind(unit: str | None) -> Kind:
    """What a number in a unit is."""
    if unit is None:
        return Kind.COUNT
    # Every configuration imports this, and most have no table.
    from checker import units

    of = units.unit(unit).dimension
    if units.CURRENCY in of:
        return Kind.MONEY
    named = {"percent": Kind.PERCENT, "percentage_point": Kind.PERCENTAGE_POINT}
    return named.get(of, Kind.DURATION if of == "time" else Kind.MEASURE)


class Loaded(NamedTuple):
    """The sound tables, and a line for each fault of the others."""

    tables: tuple[Table, ...]
    faults: tuple[str, ...]
