"""``figcheck table``: show what each source says of each quantity, side by side.

In: paths and options. Out: a table, CSV, JSON or a page, and the exit status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from checker.cli import FAILED, OK
from checker.cli.reading import OUTPUT
from checker.cli.run import configuration, options, run
from checker.cli.sheets import with_sheets
from checker.cli.writing import check_output, columns, emit
from checker.model import Accord, Claim, Judgement, Sheet
from checker.sheet import BY, By, Column, cells, label, written
from checker.sheet import columns as columns_of
from checker.terminal import visible, width

FORMATS = ("table", "csv", "json", "html")

_MARKS = {Accord.DISAGREE: "!", Accord.DIFFER: "~", Accord.AGREE: ""}
_GAP = "  "
_WIDE = 44


@click.command(
    epilog="Examples: figcheck table drafts/harbour  |  "
    "figcheck table drafts --format csv --output sheet.csv"
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
              help="How to show it.")  # fmt: skip
@OUTPUT
@click.option("--by", type=click.Choice(BY), default="source", show_default=True,
              help="What a column stands for: an article's source, or who is named as saying "
                   "it.")  # fmt: skip
@click.option("--all", "alone", is_flag=True, help="List the figures that stand alone, too.")
@options
def table(form: str, output: str | None, by: By, alone: bool, **given: Any) -> int:
    """Show each quantity that the articles of a story tell twice or more: a row a quantity, a
    column a source in order of publication, in each cell the figures as written.

    Rows marked ! disagree, and a finding of `check` says so; rows marked ~ differ, and no rule
    objects. What stands alone is counted.
    """
    if output is not None:
        check_output(output)
    made = run(given.pop("paths"), given, configuration(given), (output,))
    judgement = with_sheets(made.judgement, made.config.story)
    emit(_rendered(judgement, form, by, alone, output is None), output)
    return OK if judgement.complete else FAILED


def _rendered(judgement: Judgement, form: str, by: By, alone: bool, shown: bool) -> str:
    from checker.tables import sheet_csv, sheet_json

    match form:
        case "csv":
            return sheet_csv(judgement.sheets, by, alone)
        case "json":
            return sheet_json(judgement.sheets, by, alone)
        case "html":
            from checker.reports.html import render

            return render(judgement, parts=("sheet",))
    room = columns() if shown else None
    return "\n".join(_told(sheet, by, alone, room) for sheet in judgement.sheets)


def _told(sheet: Sheet, by: By, alone: bool, room: int | None) -> str:
    """One story: its name, its rows, and what was read."""
    lines = [visible(sheet.story)] if sheet.story else []
    rows = [(_MARKS[row.accord], row.claims) for row in sheet.rows]
    rows += [("", (claim,)) for claim in sheet.alone] if alone else []
    if rows:
        lines += _grid(rows, columns_of([sheet], by, alone), by, room)
    counts = {accord: sum(row.accord is accord for row in sheet.rows) for accord in Accord}
    said = [_counted(count, f"{accord}s", accord) for accord, count in counts.items()]
    lines.append(
        f"{_counted(len(sheet.rows), 'quantity', 'quantities')} told more than once: "
        f"{', '.join(said)}; {_counted(len(sheet.alone), 'figure stands', 'figures stand')} alone"
    )
    return "".join(f"{line}\n" for line in lines)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _grid(
    rows: Sequence[tuple[str, Sequence[Claim]]], named: Sequence[Column], by: By, room: int | None
) -> Iterator[str]:
    """The rows in columns; where there are more columns than there is room, one block of them
    after another."""
    head = [("", "quantity"), *((m, _name(claims)) for m, claims in rows)]
    told = [cells(claims, by) for _, claims in rows]
    table = [
        [_heading(column), *(_cut(visible(written(own.get(column.name, ())))) for own in told)]
        for column in named
    ]
    left = [f"{mark or ' '} {_cut(visible(name))}" for mark, name in head]
    for block in _blocks(left, table, room):
        widths = [max(map(width, column)) for column in block]
        for place, cells_of in enumerate(zip(*block, strict=True)):
            if place == 1:
                yield _GAP.join("-" * wide for wide in widths)
            line = zip(cells_of, widths, strict=True)
            yield _GAP.join(cell + " " * (wide - width(cell)) for cell, wide in line).rstrip()


def _blocks(left: list[str], table: list[list[str]], room: int | None) -> Iterator[list[list[str]]]:
    """The columns in blocks that fit, each led by the quantities."""
    block, taken = [left], max(map(width, left))
    for column in table:
        wide = len(_GAP) + max(map(width, column))
        if room is not None and len(block) > 1 and taken + wide > room:
            yield block
            block, taken = [left], max(map(width, left))
        block.append(column)
        taken += wide
    yield block


def _name(claims: Sequence[Claim]) -> str:
    told = label(claims)
    return "; ".join(filter(None, (told.measure, told.about, told.when)))


def _heading(column: Column) -> str:
    day = f" ({column.published.day} {column.published:%b})" if column.published else ""
    return visible(column.name) + day


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else text[: _WIDE - 3] + "..."
