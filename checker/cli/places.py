"""``figcheck places``: the towns of the map with their populations, as a table.

In: countries and a least population. Out: CSV that a desk can name as a reference table.
"""

from __future__ import annotations

import csv
import io

import click

from checker.cli import OK
from checker.cli.reading import DEBUG, OUTPUT
from checker.cli.writing import check_output, emit
from checker.errors import UsageError

COLUMNS = ("place", "country", "population")


@click.command(
    epilog="Example: figcheck places --country UA --least 50000 --output tables/towns.csv"
)
@click.option("--country", "countries", multiple=True, metavar="CODE",
              help="Only this country, by its ISO 3166-1 code (UA); repeatable.")  # fmt: skip
@click.option("--least", type=click.IntRange(1), default=10_000, show_default=True, metavar="N",
              help="Only places with so many people or more.")  # fmt: skip
@OUTPUT
@DEBUG
def places(countries: tuple[str, ...], least: int, output: str | None) -> int:
    """Write the towns of the map with their populations as CSV.

    Nothing is compared with them until a desk names the file as a reference table
    (docs/reference-tables.md). A name that several places share is left out, unless one of them is
    ten times as large as the next.
    """
    from checker.geography import distances, nations
    from checker.geography.populations import populations

    if output is not None:
        check_output(output)
    wanted = {code.upper() for code in countries}
    found = list(populations(distances.gazetteer(), wanted, least))
    if not found:
        raise UsageError(
            "the map has no such place; give a country as UA or PL, or a lower --least"
        )
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows((place.name, nations.name(place.country), place.population) for place in found)
    emit(lines.getvalue(), output)
    return OK
