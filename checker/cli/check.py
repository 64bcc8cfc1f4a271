"""``figcheck check``: run the rules over articles and report what contradicts.

In: paths and options. Out: reports on standard output or in files, and the exit status.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import click

from checker.cli import FAILED, FOUND, OK, completing
from checker.cli.run import Run, configuration, options, run
from checker.cli.running import complain
from checker.cli.targets import rendered, targets
from checker.cli.writing import emit
from checker.config import FAIL_ON, Config
from checker.model import Judgement, Severity
from checker.reports import FORMATS


class _Ordered(click.Command):
    """A command that remembers in which order ``--format`` and ``--output`` were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["order"] = [one.name for one in order if one.name in ("formats", "outputs")]
        return super().parse_args(ctx, args)


@click.command(
    cls=_Ordered,
    epilog="Examples: figcheck check drafts/  |  figcheck check - --stdin-name a.md < a.md  |  "
    "figcheck check . --format sarif --output out.sarif --format text  |  "
    "figcheck check articles --changed-since origin/main",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="How to report; several may be given, each followed by its --output. [default: text]",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    shell_complete=completing.files,
    help="Where the --format before it goes, instead of standard output.",
)
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from here on. [default: warning]"
)
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=completing.files,
    help="Do not count the findings that this file knows.",
)
@click.option("--statistics", is_flag=True, help="Say how many findings each rule made.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 where findings would make it 1.")
@options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Check articles and folders, and report the figures that contradict each other.

    Documents that share a `story` in their front matter, or else a folder, are compared with each
    other. Exit status: 0, nothing at or above --fail-on; 1, findings; 2, something could not be
    read or done.
    """
    wanted = targets(ctx.meta["order"], given["formats"], given["outputs"])
    config = configuration(given)
    made = run(paths, given, config, [target.output for target in wanted])
    judgement = _without_known(made) if config.baseline else made.judgement
    if any(target.format == "html" for target in wanted):
        from checker.cli.sheets import with_sheets

        judgement = with_sheets(judgement, config.story)
    for target in wanted:
        emit(rendered(target, judgement, given["quiet"]), target.output)
    if given["statistics"]:
        _tell(judgement)
    return _status(judgement, config, given["exit_zero"])


def _without_known(made: Run) -> Judgement:
    """The judgement without the findings of the baseline; stale entries are named."""
    from checker.cli.baseline import compare

    known = compare(made)
    for entry in known.stale:
        complain(
            f"{made.config.baseline}: stale: {entry.path} has no {entry.rule} "
            f"{entry.fingerprint} any more; figcheck baseline prune takes it out"
        )
    suppressed = (*made.judgement.suppressed, *known.known)
    return replace(made.judgement, findings=known.new, suppressed=suppressed)


def _tell(judgement: Judgement) -> None:
    """The findings by rule, most first, on standard error: reports stay what they are."""
    counts = Counter((f.rule, f.severity.value) for f in judgement.findings)
    for (rule, severity), count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        print(f"{count:6} {severity:8} {rule}", file=sys.stderr)
    if judgement.suppressed:
        print(f"{len(judgement.suppressed):6} suppressed", file=sys.stderr)


def _status(judgement: Judgement, config: Config, exit_zero: bool) -> int:
    if not judgement.complete:
        return FAILED
    if config.fail_on == "never" or exit_zero:
        return OK
    grave = list(Severity)[: list(Severity).index(Severity(config.fail_on)) + 1]
    return FOUND if any(finding.severity in grave for finding in judgement.findings) else OK
