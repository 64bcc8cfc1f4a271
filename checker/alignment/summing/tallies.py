"""Tallies: the columns of a table that follow from others beside them.

In: a table as a ``Grid`` of cells. Out: alignments of rows whose share is not that of the total, or
whose change is not that from one column to the next. Which column follows from which is taken from
the headers, and believed only where most of the rows bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.summing.grids import Grid, figure_at, is_total
from checker.alignment.wording import frame
from checker.model import Claim, Kind

_FEWEST = 3
_ROUNDED = Decimal("0.6")


class Shared(NamedTuple):
    """A part of a column's total, and its share as another column has it."""

    part: Claim
    whole: Claim
    share: Claim


class Changed(NamedTuple):
    """Two columns of a row and the change between them as a third has it."""

    before: Claim
    after: Claim
    change: Claim


def shares(grid: Grid) -> Iterator[Shared]:
    """The rows of a table with one column of amounts, one of shares and a row of totals."""
    columns = _columns(grid, "share_headers")
    if columns is None or len(columns.amounts) != 1:
        return
    rows = sorted(grid)
    totals = [row for row in rows[1:] if is_total(grid[row][0].text)]
    if len(totals) != 1:
        return
    whole = figure_at(grid, totals[0], columns.amounts[0])
    found = [
        Shared(part, whole, share)
        for row in rows[1:]
        if row != totals[0] and whole is not None
        if (part := figure_at(grid, row, columns.amounts[0])) is not None
        if (share := figure_at(grid, row, columns.derived)) is not None
    ]
    found = [Shared(part, whole, _as_percent(share)) for part, whole, share in found]
    if _borne_out([_is_share(each) for each in found]):
        yield from found


def changes(grid: Grid) -> Iterator[Changed]:
    """The rows of a table with two columns of amounts and one of the change between them."""
    columns = _columns(grid, "change_headers")
    if columns is None or len(columns.amounts) != len(("before", "after")):
        return
    header = grid[min(grid)][columns.derived].text
    relative = frame("enumerations", r".*(?:%|\bper ?cent)").match(header) is not None
    orders = (columns.amounts, columns.amounts[::-1])  # the later year may come first
    made = [_changes(grid, order, columns.derived, relative) for order in orders]
    fit = [sum(map(_is_change, rows)) for rows in made]
    best = made[fit.index(max(fit))]
    if len(best) >= _FEWEST and max(fit) * 3 >= len(best) * 2:
        yield from best


def _changes(grid: Grid, order: tuple[int, ...], derived: int, relative: bool) -> list[Changed]:
    first, second = order
    return [
        Changed(before, after, _unsigned(_as_percent(change) if relative else change))
        for row in sorted(grid)[1:]
        if (before := figure_at(grid, row, first)) is not None
        if (after := figure_at(grid, row, second)) is not None
        if (change := figure_at(grid, row, derived)) is not None
    ]


class _Columns(NamedTuple):
    amounts: tuple[int, ...]
    derived: int


def _columns(grid: Grid, headers: str) -> _Columns | None:
    """The one column under such a header, and the others that hold amounts."""
    rows = sorted(grid)
    if len(rows) <= _FEWEST or not all(0 in grid[row] for row in rows):
        return None
    named = frame("enumerations", rf"\W*(?:{{{headers}}})\W*(?:[,(/].*)?")
    derived = [c for c, cell in grid[rows[0]].items() if c and named.fullmatch(cell.text)]
    amounts = [
        column
        for column in sorted(grid[rows[0]])
        if column
        and column not in derived
        and sum(figure_at(grid, row, column) is not None for row in rows[1:]) > 1
    ]
    return _Columns(tuple(amounts), derived[0]) if len(derived) == 1 else None


def _borne_out(fit: list[bool]) -> bool:
    """Whether most rows fit, so that one that does not is a slip."""
    return len(fit) >= _FEWEST and sum(fit) * 3 >= len(fit) * 2


def _value(claim: Claim) -> Decimal:
    quantity = claim.figure.quantity
    return quantity.low if quantity is not None and quantity.low is not None else Decimal(0)


def _is_share(row: Shared) -> bool:
    whole = _value(row.whole)
    return bool(whole) and abs(_value(row.part) * 100 / whole - _value(row.share)) <= _near(
        row.share
    )


def _is_change(row: Changed) -> bool:
    before, after, change = _value(row.before), _value(row.after), abs(_value(row.change))
    if row.change.figure.kind is Kind.PERCENT:
        return bool(before) and abs(abs(after - before) * 100 / before - change) <= _near(
            row.change
        )
    return abs(abs(after - before) - change) <= _near(row.change)


def _near(claim: Claim) -> Decimal:
    """How far a figure may be off that was rounded."""
    quantity = claim.figure.quantity
    return _ROUNDED * (quantity.step if quantity is not None else 1)


def _as_percent(claim: Claim) -> Claim:
    """The 10 under "Change (%)"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.COUNT or quantity is None:
        return claim
    share = replace(quantity, unit="percent")
    return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=share))


def _unsigned(claim: Claim) -> Claim:
    """A change without its sign: how far it is, whichever way it goes."""
    figure, quantity = claim.figure, claim.figure.quantity
    if quantity is None or quantity.low is None or quantity.high is None or quantity.low >= 0:
        return claim
    size = replace(quantity, low=abs(quantity.low), high=abs(quantity.high))
    return replace(claim, figure=replace(figure, quantity=size))
