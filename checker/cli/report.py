"""``figcheck report``: write a page to look at.

In: paths and options. Out: one HTML file, and the exit status.
"""

from __future__ import annotations

from typing import Any

import click

from checker.cli import FAILED, OK
from checker.cli.reading import OUTPUT
from checker.cli.run import configuration, options, run
from checker.cli.sheets import with_sheets
from checker.cli.writing import check_output, emit


@click.command(epilog="Example: figcheck report drafts/harbour --output report.html")
@OUTPUT
@click.option("--title", default="", metavar="TEXT", help="What stands at its top. [default: "
              "the story]")  # fmt: skip
@options
def report(output: str | None, title: str, **given: Any) -> int:
    """Write one page about a story: the findings, the sheet of what each source says, and the
    articles side by side with every figure marked.

    The page holds all that it needs, opens from disk and asks the network for nothing. The status
    is 0 whatever was found; `check --format html` writes the same page and fails on findings.
    """
    from checker.reports.html import render

    if output is not None:
        check_output(output)
    made = run(given.pop("paths"), given, configuration(given), (output,))
    judgement = with_sheets(made.judgement, made.config.story)
    emit(render(judgement, title=title, summary=not given["quiet"]), output)
    return OK if judgement.complete else FAILED
