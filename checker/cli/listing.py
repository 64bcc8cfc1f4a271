"""What ``figures`` and ``claims`` share: read the inputs, show the values.

In: paths and a format. Out: a table or a data format, and the exit status.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from checker.cli import FAILED, OK, completing
from checker.cli.caching import opened
from checker.cli.reading import DEBUG, PATHS, STDIN_NAME, Inputs, Reading
from checker.cli.rule_files import current_config
from checker.cli.writing import check_output, emit
from checker.errors import UsageError
from checker.model import Claim, Document, Figure
from checker.tables import FORMATS, render

_OPTIONS = (
    PATHS,
    click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
                 help="How to show them."),
    click.option("--output", metavar="FILE", shell_complete=completing.files,
                 help="Where to, instead of standard output."),
    STDIN_NAME,
    click.option("--config", "config_file", metavar="FILE", shell_complete=completing.files,
                 help="Take the words of this configuration file."),
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
    given: Mapping[str, Any],
) -> int:
    """Show what ``read`` finds in the documents, with the options as ``given``; the status is 2
    where one could not be read."""
    form, output = given["form"], given["output"]
    if output is not None:
        check_output(output)
    elif form == "parquet" and sys.stdout.isatty():
        raise UsageError("parquet is no text to print: give --output FILE")
    with opened(None, off=False):  # for the lexicons
        current_config(given["config_file"])  # for the desk's own words
        inputs = Inputs(given["paths"], Reading(given["stdin_name"], outputs=(output,)))
        values: list[Any] = [value for document in inputs for value in read(document)]
    emit(render(values, kind, form), output)
    return FAILED if inputs.faults else OK
