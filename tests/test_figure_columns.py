"""A number in a table has the unit that stands in its header, its label, the corner or the next
cell.

In: tables in Markdown. Out: tests.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.documents import document
from checker.figures import figures
from checker.model import Figure, Kind


def cells(*rows: str) -> tuple[Figure, ...]:
    """The quantities of a table, whose first row is its header."""
    lines = [f"| {row} |" for row in rows]
    rule = "|" + "---|" * (rows[0].count("|") + 1)
    text = "\n".join(("Numbers of the year:", "", lines[0], rule, *lines[1:]))
    return tuple(f for f in figures(document(text, "table.md")) if f.kind.is_quantity)


@pytest.mark.parametrize(
    ("header", "cell", "value", "unit"),
    [
        ("Revenue (£m)", "3.4", "3400000", "GBP"),
        ("Revenue, £m", "3.4", "3400000", "GBP"),
        ("Revenue in £ million", "2019", "2019000000", "GBP"),
        ("US$ million", "12", "12000000", "USD"),
        ("Outlay (Rs crore)", "95", "950000000", "INR"),
        ("Area (km²)", "1,200", "1200", "kilometer ** 2"),
        ("Area in sq km", "1,200", "1200", "kilometer ** 2"),
        ("Distance (km)", "about 12", "12", "kilometer"),
        ("Height (m)", "12.5", "12.5", "meter"),
        ("Population (m)", "68.9", "68900000", None),
        ("Staff (thousands)", "8.5", "8500", None),
        ("Staff ('000)", "8.5", "8500", None),
        ("Growth, %", "-1.1", "-1.1", "percent"),
        ("Share (% of total)", "12", "12", "percent"),
        ("Tonnes", "900", "900", "metric_ton"),
        ("Emissions (tonnes of CO2)", "900", "900", "metric_ton"),
        ("Price (US$ a barrel)", "73", "73", "USD / oil_barrel"),
    ],
)
def test_a_header_gives_its_column_a_unit(
    header: str, cell: str, value: str, unit: str | None
) -> None:
    (figure,) = cells(f"Region | {header}", f"North | {cell}")
    assert figure.quantity is not None
    assert figure.quantity.low == figure.quantity.high == Decimal(value)
    assert figure.quantity.unit == unit


def test_the_unit_may_stand_in_the_next_cell_the_label_or_the_corner() -> None:
    beside = cells("Place | Distance | Unit", "Leeds | 12 | km")
    label = cells("Company | 2019 | 2020", "Revenue (£m) | 1,200 | 1,300")
    corner = cells("In thousands | Men | Women", "Visitors | 1,200 | 1,300")
    assert [f.quantity and f.quantity.unit for f in (*beside, *label)] == [
        "kilometer",
        "GBP",
        "GBP",
    ]
    assert [f.quantity and f.quantity.low for f in corner] == [1_200_000, 1_300_000]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Height (m)", "12 feet"),  # its own unit
        ("Revenue (£m)", "3 of 4 quarters"),  # not a number alone
        ("Killed", "12"),
        ("Year", "3"),
        ("Sales, points", "12"),
        ("Votes (m)", "fell by 12"),
        ("People in 2020", "12"),
    ],
)
def test_other_cells_stay_as_they_are(header: str, cell: str) -> None:
    alone = [f for f in figures(document(cell, "cell.md")) if f.kind.is_quantity]
    assert [(f.kind, f.quantity) for f in cells(f"Region | {header}", f"North | {cell}")] == [
        (f.kind, f.quantity) for f in alone
    ]


def test_years_below_a_plain_header_stay_years() -> None:
    text = "| Region | Founded |\n|---|---|\n| North | 1919 |\n"
    assert [f.kind for f in figures(document(text, "table.md"))] == [Kind.YEAR]
