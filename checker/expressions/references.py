"""What rules ask of reference tables.

In: the ``Known`` of the tables that a configuration names; rows and claims as ``View``s. Out:
amounts and texts.
"""

from __future__ import annotations

from datetime import date

from checker import tolerance, units
from checker.expressions.names import AbstainError, Amount, View
from checker.model import Claim, Period
from checker.reference.known import Known, holds


def lookup(
    table: str, key: View | str, measure: str | None = None, on: date | None = None
) -> Amount | None:
    """What a reference table has for a thing, with its unit and the room that its last digit
    leaves: `lookup('rates', 'Norvale')`.

    `table` is the name of a table of the configuration, in quotation marks; `key` is a name, or the
    figure that is about the thing. `measure` picks among the rows of a table that has several, and
    `on` is the day on which the row has to hold; without it the row has to be the only one. Names
    meet by their aliases too, and by sound where they are only spelled otherwise. Gives None where
    there is no such row, where there are several, or where `key` may mean two things; what
    reckons with that abstains, and `lookup(...) is None` asks for it.
    """
    return looked_up(Known(), table, key, measure, on)


def looked_up(
    known: Known,
    table: str,
    key: View | str,
    measure: str | None = None,
    on: date | None = None,
) -> Amount | None:
    """:func:`lookup` in the tables of a configuration."""
    name = key if isinstance(key, str) else key.entity
    if name is None:
        return None
    rows = [
        row
        for row in known.about(name, table)
        if (measure is None or (row.measure is not None and row.measure.value == measure))
        and (on is None or holds(row, on, on))
    ]
    if len(rows) != 1:
        return None
    figure = rows[0].figure
    quantity = figure.quantity
    if quantity is None or quantity.high is None:
        return None
    return Amount(quantity.high, tolerance.of_figure(figure), quantity.unit)


def entry(known: View) -> str:
    """A row of a reference table in words, for messages: "12,400 for Berrow (table towns, row 3,
    since 2021-01-01)". Abstains for a figure that stands in no table."""
    row = known.claim
    quantity = row.figure.quantity
    if row.figure.pattern != "table" or row.entity is None or quantity is None:
        raise AbstainError(f"'{row.figure.surface}' stands in no table")
    told = f"{quantity.high:,f}"
    if quantity.unit is not None:
        told += "%" if quantity.unit == "percent" else f" {units.plural(quantity.unit)}"
    place = f"table {row.document.source}, row {row.figure.line}{_validity(row)}"
    return f"{told} for {row.entity.surface} ({place})"


def _validity(row: Claim) -> str:
    match row.period:
        case Period(start=None, end=date() as end):
            return f", until {end}"
        case Period(start=date() as start, end=None):
            return f", since {start}"
        case Period(start=start, end=end):
            return f", {start} to {end}"
    return ""
