"""Tables and bulleted lists: columns, rows and items with a total.

In: the claims of one story. Out: ``Total``s: the figure that is called the total, and those that
make it up, each of which has to have exactly one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from checker.alignment.enumerations import alike
from checker.alignment.wording import cue, frame
from checker.model import Block, Claim, Document, Form, Kind, Role

_EMPTY = frozenset("-–—.…/*  \t\n")
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})


@dataclass(frozen=True, slots=True)
class Total:
    """A total and its parts."""

    whole: Claim
    parts: tuple[Claim, ...]
    grounds: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a table's cell, and its figures."""

    text: str
    claims: tuple[Claim, ...]

    @property
    def figure(self) -> Claim | None:
        """The one quantity in the cell, if nothing else is."""
        found = [c for c in self.claims if c.figure.kind in _KINDS]
        if len(found) != 1 or len(self.claims) != 1 or found[0].figure.form is not Form.POINT:
            return None
        return found[0]

    @property
    def is_empty(self) -> bool:
        """True for a blank or a dash."""
        return not set(self.text) - _EMPTY


Grid = dict[int, dict[int, Cell]]


def totals(claims: tuple[Claim, ...]) -> Iterator[Total]:
    """Every total of a table or a bulleted list."""
    for _, group in groupby(claims, key=lambda claim: claim.document.name):
        of = list(group)
        blocks = of[0].document.blocks
        if any(block.cell is not None or block.role is Role.LIST_ITEM for block in blocks):
            by_block: dict[int, list[Claim]] = {}
            for claim in of:
                by_block.setdefault(claim.segment.paragraph, []).append(claim)
            yield from _tables(of[0].document, by_block)
            yield from _lists(of[0].document, by_block)


# ------------------------------------------------------------------------------------------ tables


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


def _tables(document: Document, by_block: dict[int, list[Claim]]) -> Iterator[Total]:
    for grid in grids(document, by_block):
        yield from _column_totals(grid)
        yield from _row_totals(grid)


def _is_total(text: str) -> bool:
    return frame("enumerations", r"\W*{total_labels}\W*").fullmatch(text) is not None


def _adds_up(label: str) -> bool:
    return cue("enumerations", "no_sum_labels").search(label) is None and "%" not in label


def _column_totals(grid: Grid) -> Iterator[Total]:
    """The row called total against those above it, or below it where it comes first."""
    rows = sorted(grid)
    labelled = (
        [row for row in rows[1:] if _is_total(grid[row][0].text)] if _has_labels(grid) else []
    )
    if len(labelled) != 1 or len(rows) < 4:
        return
    place = rows.index(labelled[0])
    body = rows[1:place] if place == len(rows) - 1 else rows[place + 1 :] if place == 1 else []
    if len(body) < 2 or not all(_adds_up(grid[row][0].text) for row in body):
        return
    for column in sorted(grid[labelled[0]]):
        header = grid[rows[0]].get(column)
        if column == 0 or (header is not None and not _adds_up(header.text)):
            continue
        found = _sum(grid[labelled[0]][column], [grid[row].get(column) for row in body])
        if found is not None:
            yield Total(found[0], found[1], "the total of its column")


def _has_labels(grid: Grid) -> bool:
    return all(0 in row and not row[0].claims for number, row in grid.items() if number)


def _row_totals(grid: Grid) -> Iterator[Total]:
    """The last column, where it is called total, against those before it."""
    rows = sorted(grid)
    header = grid[rows[0]]
    columns = sorted(header)
    if len(columns) < 4 or not _is_total(header[columns[-1]].text):
        return
    if not all(_adds_up(header[column].text) for column in columns[1:]):
        return
    for row in rows[1:]:
        cells = [grid[row].get(column) for column in columns[1:-1]]
        last = grid[row].get(columns[-1])
        if last is None or 0 not in grid[row] or not _adds_up(grid[row][0].text):
            continue
        found = _sum(last, cells)
        if found is not None:
            yield Total(found[0], found[1], "the total of its row")


def _sum(last: Cell, cells: Sequence[Cell | None]) -> tuple[Claim, tuple[Claim, ...]] | None:
    whole = last.figure
    if whole is None:
        return None
    parts: list[Claim] = []
    for cell in cells:
        figure = None if cell is None else cell.figure
        if figure is not None and alike(whole, figure):
            parts.append(figure)
        elif cell is not None and not cell.is_empty:
            return None
    return (whole, tuple(parts)) if len(parts) > 1 else None


# ------------------------------------------------------------------------------------------- lists


def _lists(document: Document, by_block: dict[int, list[Claim]]) -> Iterator[Total]:
    """Items under a paragraph that ends in a colon, or with a last item called total."""
    blocks = list(enumerate(document.blocks))
    for is_item, group in groupby(blocks, key=lambda pair: pair[1].role is Role.LIST_ITEM):
        if not is_item:
            continue
        items = list(group)
        if len(items) < 2:
            continue
        firsts = [_first(by_block.get(number, ())) for number, _ in items]
        yield from _closing_total(document, items, firsts)
        before = items[0][0] - 1
        if before >= 0 and None not in firsts:
            whole = _announced(document, document.blocks[before], by_block.get(before, ()), firsts)
            if whole is not None:
                yield Total(whole, tuple(f for f in firsts if f is not None), "listed under it")


def _first(claims: Sequence[Claim]) -> Claim | None:
    """The first figure of an item, where it begins with it or has no other of its kind."""
    found = [c for c in claims if c.figure.kind in _KINDS and c.figure.form is Form.POINT]
    if not found:
        return None
    same = [c for c in found if alike(c, found[0])]
    return found[0] if len(same) == 1 else None


def _closing_total(
    document: Document, items: list[tuple[int, Block]], firsts: list[Claim | None]
) -> Iterator[Total]:
    last = document.text[items[-1][1].span.start : items[-1][1].span.end]
    whole, parts = firsts[-1], [f for f in firsts[:-1] if f is not None]
    if whole is None or len(parts) < 2 or len(parts) != len(items) - 1:
        return
    label = re.split(r"[:=–—-]", last, maxsplit=1)[0]
    if _is_total(label) and all(alike(whole, part) for part in parts):
        yield Total(whole, tuple(parts), "the total of its list")


def _announced(
    document: Document, block: Block, claims: Sequence[Claim], firsts: list[Claim | None]
) -> Claim | None:
    text = document.text[block.span.start : block.span.end].rstrip()
    if not text.endswith(":") or cue("enumerations", "open").search(text[-60:]):
        return None
    wholes = [c for c in claims if all(f is not None and alike(c, f) for f in firsts)]
    if len(wholes) != 1:
        return None
    sizes = [f.figure.quantity.low for f in firsts if f is not None and f.figure.quantity]
    total = wholes[0].figure.quantity
    if total is None or total.high is None or any(s is None or s >= total.high for s in sizes):
        return None
    together = sum(size for size in sizes if size is not None)
    return wholes[0] if total.high <= together * 2 and together <= total.high * 2 else None
