"""``figcheck claims``: show who says what quantity of which thing.

In: paths and options. Out: a table or a data format, and the exit status.
"""

from __future__ import annotations

from typing import Any

import click

from checker.cli.listing import listed, options


@click.command(epilog="Example: figcheck claims drafts/ --format parquet --output claims.parquet")
@options
def claims(**given: Any) -> int:
    """Show every claim: a figure with what it measures, of what, where, when, and who says so."""
    from checker.pipeline import claims as read

    return listed("claims", read, given)
