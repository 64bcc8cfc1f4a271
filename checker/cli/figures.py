"""``figcheck figures``: show every figure that is read.

In: paths and options. Out: a table or a data format, and the exit status.
"""

from __future__ import annotations

from typing import Any

import click

from checker.cli.listing import listed, options
from checker.model import Document, Figure

_OWN, _SECOND = "figcheck", "quantulum3"


@click.command(epilog="Example: figcheck figures drafts/ --format csv --output figures.csv")
@options
@click.option("--reader", type=click.Choice((_OWN, _SECOND)), default=_OWN, show_default=True,
              help="Who reads: quantulum3 is slow, and for comparison.")  # fmt: skip
def figures(reader: str, **given: Any) -> int:
    """Show every figure that is read: its place, kind, value, unit, noun and modifier.

    Dates, clock times, ordinals and identifiers are shown as what they are.
    """
    from checker.figures import figures as read

    return listed("figures", _second_opinion if reader == _SECOND else read, given)


def _second_opinion(document: Document) -> tuple[Figure, ...]:
    from checker import second_reader
    from checker.segments import segments

    return second_reader.figures(document, segments(document))
