"""``figcheck figures``: show every figure that is read.

In: paths and options. Out: a table or a data format, and the exit status.
"""

from __future__ import annotations

from typing import Any

import click

from checker.cli.listing import listed, options


@click.command(epilog="Example: figcheck figures drafts/ --format csv --output figures.csv")
@options
def figures(**given: Any) -> int:
    """Show every figure that is read: its place, kind, value, unit, noun and modifier.

    Dates, clock times, ordinals and identifiers are shown as what they are.
    """
    from checker.figures import figures as read

    return listed("figures", read, given)
