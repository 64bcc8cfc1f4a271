"""What ``figures`` and ``claims`` share: read the inputs, show the values.

In: paths and a format. Out: a table or a data format, and the exit status.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from checker.cli import FAILED, OK
from checker.cli.reading import DEBUG, PATHS, STDIN_NAME, Inputs
from checker.cli.writing import check_output, emit
from checker.errors import UsageError
from checker.model import Claim, Document, Figure
from checker.tables import FORMATS, render

_OPTIONS = (
    PATHS,
    click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
                 help="How to show them."),
    click.option("--output", metavar="FILE", help="Where to, instead of standard output."),
    STDIN_NAME,
    DEBUG,
)  # fmt: skip


def options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the arguments that both have."""
    made: Any = command
    for option in reversed(_OPTIONS):
        made = option(made)
    return made  # type: ignore[no-any-return]


def listed(
    kind: str,
    read: Callable[[Document], Sequence[Figure] | Sequence[Claim]],
    *,
    paths: tuple[str, ...],
    stdin_name: str,
    form: str,
    output: str | None,
) -> int:
    """Show what ``read`` finds in the documents; the status is 2 where one could not be read."""
    if output is not None:
        check_output(output)
    elif form == "parquet" and sys.stdout.isatty():
        raise UsageError("parquet is no text to print: give --output FILE")
    inputs = Inputs(paths, stdin_name)
    values: list[Any] = [value for document in inputs for value in read(document)]
    emit(render(values, kind, form), output)
    return FAILED if inputs.faults else OK
