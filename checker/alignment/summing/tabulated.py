"""Tables and bulleted lists: columns, rows and items with a total.

In: the claims of one story. Out: ``Total``s: the figure that is called the total, and those that
make it up, each of which has to have exactly one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from checker.alignment.passages import Story
from checker.alignment.summing.grids import KINDS, Cell, Grid, adds_up, grids, is_total
from checker.alignment.summing.membership import alike, is_about, shortfall, size
from checker.alignment.wording import cue, frame
from checker.model import Block, Claim, Document, Form, Role

_FEWEST = 3
_CLOSE = Decimal("0.12")


class Total(NamedTuple):
    """A total and its parts."""

    whole: Claim
    parts: tuple[Claim, ...]
    grounds: str


def tables(claims: tuple[Claim, ...]) -> tuple[Grid, ...]:
    """The tables of a story's documents, made once for all relations that ask."""
    return _made(Story(claims))


@lru_cache(maxsize=1)
def _made(story: Story) -> tuple[Grid, ...]:
    return tuple(
        grid
        for document, by_block in _by_document(story.claims)
        if any(block.cell is not None for block in document.blocks)
        for grid in grids(document, by_block)
    )


def totals(claims: tuple[Claim, ...]) -> Iterator[Total]:
    """Every total of a table or a bulleted list."""
    for document, by_block in _by_document(claims):
        yield from _tables(document, by_block)
        yield from _lists(document, by_block)


def _by_document(claims: tuple[Claim, ...]) -> Iterator[tuple[Document, dict[int, list[Claim]]]]:
    """The documents that have a table or a list, with their claims by block."""
    for _, group in groupby(claims, key=lambda claim: claim.document.name):
        first = next(group)
        blocks = first.document.blocks
        if not any(block.cell is not None or block.role is Role.LIST_ITEM for block in blocks):
            continue
        by_block: dict[int, list[Claim]] = {}
        for claim in (first, *group):
            by_block.setdefault(claim.segment.paragraph, []).append(claim)
        yield first.document, by_block


# ------------------------------------------------------------------------------------------ tables


def _tables(document: Document, by_block: dict[int, list[Claim]]) -> Iterator[Total]:
    for grid in grids(document, by_block):
        yield from _column_totals(grid)
        yield from _row_totals(grid)


def _column_totals(grid: Grid) -> Iterator[Total]:
    """The row called total against those above it, or below it where it comes first."""
    rows = sorted(grid)
    labelled = [row for row in rows[1:] if _is_total_row(grid, row)] if _has_labels(grid) else []
    if len(labelled) != 1 or len(rows) < 4:
        return
    place = rows.index(labelled[0])
    body = rows[1:place] if place == len(rows) - 1 else rows[place + 1 :] if place == 1 else []
    if len(body) < 2 or not all(adds_up(grid[row][0].text) for row in body):
        return
    for column in sorted(grid[labelled[0]]):
        header = grid[rows[0]].get(column)
        if column == 0 or (header is not None and not adds_up(header.text)):
            continue
        cells = _without_what_is_summed([grid[row].get(column) for row in body])
        summed = _sum(grid[labelled[0]][column], cells)
        if summed is not None:
            yield Total(summed[0], summed[1], "the total of its column")


def _without_what_is_summed(cells: list[Cell | None]) -> list[Cell | None]:
    """A column without the rows that one below them has the sum of: "housing" over "all else"."""
    sizes = [None if cell is None or cell.figure is None else size(cell.figure) for cell in cells]
    for place in range(len(cells) - 1, 1, -1):
        above = sizes[:place]
        if None not in above and sizes[place] == sum(each for each in above if each is not None):
            return cells[place:]
    return cells


def _is_total_row(grid: Grid, row: int) -> bool:
    """Whether the label of a row is that of a total; it may stand in the second column, where the
    first is empty."""
    first = grid[row][min(grid[row])]
    if 0 not in grid[row]:
        return not first.claims and is_total(first.text)
    return is_total(first.text) or _is_whole_time(grid, row)


def _is_whole_time(grid: Grid, row: int) -> bool:
    """Whether the last row is of all the time that those above it divide: "Year" under quarters."""
    rows = sorted(grid)[1:]
    long = frame("enumerations", r"\W*(?:the )?(?:full |whole )?{long_times}\W*")
    if row != rows[-1] or long.fullmatch(grid[row][0].text) is None:
        return False
    short = frame("enumerations", r"\W*{short_times}\b.{0,16}")
    return all(0 in grid[each] and short.fullmatch(grid[each][0].text) for each in rows[:-1])


def _has_labels(grid: Grid) -> bool:
    rows = [grid[number] for number in sorted(grid) if number]
    return all(0 in row for row in rows[:-1]) and all(row[min(row)].is_label for row in rows)


def _row_totals(grid: Grid) -> Iterator[Total]:
    """The column called total, against those before it. Where it is not the last one, the others
    may be of another kind: most rows have to bear it out."""
    rows = sorted(grid)
    header = grid[rows[0]]
    columns = sorted(header)
    named = [column for column in columns[3:] if is_total(header[column].text)]
    if len(named) != 1:
        return
    last = named[0]
    parts = [column for column in columns if 0 < column < last]
    if not all(adds_up(header[column].text) for column in (*parts, last)):
        return
    found = [
        total
        for row in rows[1:]
        if (cell := grid[row].get(last)) is not None
        if 0 in grid[row] and adds_up(grid[row][0].text)
        if (total := _sum(cell, [grid[row].get(column) for column in parts])) is not None
    ]
    fit = sum(shortfall(whole, made) == 0 for whole, made in found)
    if last == columns[-1] or (len(found) >= _FEWEST and fit * 3 >= len(found) * 2):
        for whole, made in found:
            yield Total(whole, made, "the total of its row")


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
        if len(items) < 2 or _overlap(document, items):
            continue
        firsts = [_first(by_block.get(number, ())) for number, _ in items]
        yield from _closing_total(document, items, firsts)
        yield from _total_behind(document, items, by_block)
        before = items[0][0] - 1
        if before >= 0 and None not in firsts:
            whole = _announced(document, document.blocks[before], by_block.get(before, ()), firsts)
            if whole is not None:
                yield Total(whole, tuple(f for f in firsts if f is not None), "listed under it")


def _overlap(document: Document, items: list[tuple[int, Block]]) -> bool:
    """Whether one of the items counts those of two others again: "233 keep both"."""
    return any(
        cue("enumerations", "of_two_others").search(document.text[slice(*block.span)])
        for _, block in items
    )


def _first(claims: Sequence[Claim]) -> Claim | None:
    """The first figure of an item, where it begins with it or has no other of its kind."""
    found = [c for c in claims if c.figure.kind in KINDS and c.figure.form is Form.POINT]
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
    if is_total(label) and all(alike(whole, part) for part in parts):
        yield Total(whole, tuple(parts), "the total of its list")


_AGAIN = r"(?:{whole_ahead}|{total_ahead}[:,](?: [^.:;,]{0,40})?) $"


def _total_behind(
    document: Document, items: list[tuple[int, Block]], by_block: dict[int, list[Claim]]
) -> Iterator[Total]:
    """A paragraph under a list that begins with what the items come to: "That comes to £9.50"."""
    claims = by_block.get(items[-1][0] + 1, ())
    prices = [_price(document, block, by_block.get(number, ())) for number, block in items]
    parts = [price for price in prices if price is not None]
    if not claims or len(parts) < max(2, len(items)):
        return
    whole, start = claims[0], claims[0].segment.span.start
    lead = document.text[start : whole.figure.span.start]
    if whole.figure.form is not Form.POINT or not all(alike(whole, part) for part in parts):
        return
    comes_to = frame("enumerations", r"[^.:;,]{0,60}(?:, [^.:;,]{0,40})?\b{comes_to} $")
    again = frame("sums_told", _AGAIN)
    elsewhen = any(cue("enumerations", key).search(lead) for key in ("running", "elsewhen"))
    if (comes_to.match(lead) or again.match(lead)) and not elsewhen and is_about(whole, parts):
        yield Total(whole, tuple(parts), "what the list comes to")


def _price(document: Document, block: Block, claims: Sequence[Claim]) -> Claim | None:
    """What an item costs: its one figure, or the last behind a colon, a dash or an "=" ("two jars
    at £1.75: £3.50")."""
    found = [c for c in claims if c.figure.kind in KINDS and c.figure.form is Form.POINT]
    if not found:
        return None
    last, end = found[-1], block.span.end
    before = document.text[block.span.start : last.figure.span.start].rstrip()
    closes = not document.text[last.figure.span.end : end].strip(" .;,\n")
    alone = len([claim for claim in found if alike(claim, last)]) == 1
    return last if closes and (alone or before[-1:] in (":", "=", "–", "—")) else None


def _announced(
    document: Document, block: Block, claims: Sequence[Claim], firsts: list[Claim | None]
) -> Claim | None:
    text = document.text[block.span.start : block.span.end].rstrip()
    if not text.endswith(":") or cue("enumerations", "open").search(text[-60:]):
        return None
    wholes = [c for c in claims if all(f is not None and alike(c, f) for f in firsts)]
    if len(wholes) > 1:  # "$26m, $19m of it from property and $7m from sales:"
        parts = [f for f in firsts if f is not None]
        wholes = [c for c in wholes if abs(shortfall(c, parts)) <= size(c) * _CLOSE]
    if len(wholes) != 1:
        return None
    sizes = [f.figure.quantity.low for f in firsts if f is not None and f.figure.quantity]
    total = wholes[0].figure.quantity
    if total is None or total.high is None or any(s is None or s >= total.high for s in sizes):
        return None
    together = sum(size for size in sizes if size is not None)
    return wholes[0] if total.high <= together * 2 and together <= total.high * 2 else None
