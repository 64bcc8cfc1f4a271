"""Grids: the tables of a document as cells by row and column.

In: a document, and its claims by block. Out: ``Grid``s, and what the words of a header or a label
say of the figures beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checker.alignment.wording import cue, frame
from checker.model import Claim, Document, Form, Kind

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
"""What the cells of a column can be that is added up."""

_EMPTY = frozenset("-–—.…/*  \t\n")


class Cell(NamedTuple):
    """The text of a table's cell, and its figures."""

    text: str
    claims: tuple[Claim, ...]

    @property
    def figure(self) -> Claim | None:
        """The one quantity in the cell, if nothing else is."""
        found = [c for c in self.claims if c.figure.kind in KINDS]
        if len(found) != 1 or len(self.claims) != 1 or found[0].figure.form is not Form.POINT:
            return None
        return found[0]

    @property
    def is_label(self) -> bool:
        """True for words, though a figure may follow them: "Total (50 overs)"."""
        return not self.claims or self.text.strip()[:1].isalpha()

    @property
    def is_empty(self) -> bool:
        """True for a blank or a dash."""
        return not set(self.text) - _EMPTY


Grid = dict[int, dict[int, Cell]]


def grids(document: Document, by_block: dict[int, list[Claim]]) -> Iterator[Grid]:
    """The tables of a document: cells by row and column."""
    tables: dict[int, Grid] = {}
    for number, block in enumerate(document.blocks):
        if block.cell is None:
            continue
        text = document.text[block.span.start : block.span.end]
        cell = Cell(text, tuple(by_block.get(number, ())))
        tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})[
            block.cell.column
        ] = cell
    yield from tables.values()


def figure_at(grid: Grid, row: int, column: int) -> Claim | None:
    """The one quantity in a cell, if the row has the cell and nothing else is in it."""
    cell = grid[row].get(column)
    return None if cell is None else cell.figure


def is_total(text: str) -> bool:
    """Whether a label names the sum of the others: "Total", "Total (50 overs)"."""
    label = r"\W*{total_labels}\W*(?:\([^()]*\)\W*)?"
    return frame("enumerations", label).fullmatch(text) is not None


def adds_up(label: str) -> bool:
    """Whether figures under a label can be added: no rates, shares or averages."""
    return cue("enumerations", "no_sum_labels").search(label) is None and "%" not in label
