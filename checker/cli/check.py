"""``figcheck check``: run the rules over articles and report what contradicts.

In: paths and options. Out: reports on standard output or in files, and the exit status.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from checker.cli import FAILED, FOUND, OK
from checker.cli.reading import DEBUG, PATHS, STDIN_NAME, Inputs
from checker.cli.rule_files import configured_rules, current_config
from checker.cli.writing import check_output, coloured, columns, emit, repository
from checker.config import FAIL_ON, Config, shown
from checker.errors import UsageError
from checker.glob import matches
from checker.model import Document, Judgement, Severity
from checker.reports import FORMATS, report

_IN_REPOSITORY = ("sarif", "github")
"""Formats whose paths are relative to the top of the repository, wherever the command runs."""

_HANDFUL = 8
"""Up to so many files are checked before a bar could be read."""


class Target(NamedTuple):
    """A format and the file it goes to; ``None`` is standard output."""

    format: str
    output: str | None


class _Ordered(click.Command):
    """A command that remembers in which order ``--format`` and ``--output`` were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["order"] = [one.name for one in order if one.name in ("formats", "outputs")]
        return super().parse_args(ctx, args)


@click.command(
    cls=_Ordered,
    epilog="Examples: figcheck check drafts/  |  figcheck check - --stdin-name a.md < a.md  |  "
    "figcheck check . --format sarif --output out.sarif --format text",
)
@PATHS
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
    help="Where the --format before it goes, instead of standard output.",
)
@click.option(
    "--rules", "rule_paths", multiple=True, metavar="PATH", help="A rule file or folder to add."
)
@click.option("--select", multiple=True, metavar="ID", help="Run this rule; repeatable.")
@click.option("--ignore", multiple=True, metavar="ID", help="Do not run this rule; repeatable.")
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from here on. [default: warning]"
)
@STDIN_NAME
@click.option("--config", "config_file", metavar="FILE", help="Take this configuration file.")
@click.option("--show-config", is_flag=True, help="Print the configuration and leave.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only: no counts, no bar.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 where findings would make it 1.")
@DEBUG
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Check articles and folders, and report the figures that contradict each other.

    Documents that share a `story` in their front matter, or else a folder, are compared with each
    other. Exit status: 0, nothing at or above --fail-on; 1, findings; 2, something could not be
    read or done.
    """
    targets = _targets(ctx.meta["order"], given["formats"], given["outputs"])
    config = current_config(given["config_file"]).with_options(
        rule_paths=given["rule_paths"],
        select=given["select"],
        ignore=given["ignore"],
        fail_on=given["fail_on"],
    )
    if given["show_config"]:
        emit(shown(config, Path.cwd()))
        return OK
    if not paths:
        raise UsageError("name a file or a folder to check, or - for standard input")
    rules = configured_rules(config)
    relative = _relative(config)
    inputs = Inputs(
        paths,
        given["stdin_name"],
        lambda path: any(matches(relative(path), pattern) for pattern in config.exclude),
    )
    bar = not (given["no_progress"] or given["quiet"]) and len(inputs) > _HANDFUL
    from checker import pipeline

    with _progress(len(inputs), bar and sys.stderr.isatty()) as tick:
        judged = pipeline.check(inputs, rules, progress=tick, relative=relative)
    judgement = replace(judged, faults=tuple(inputs.faults))
    for target in targets:
        emit(_rendered(target, judgement, given["quiet"]), target.output)
    return _status(judgement, config, given["exit_zero"])


def _status(judgement: Judgement, config: Config, exit_zero: bool) -> int:
    if judgement.faults:
        return FAILED
    if config.fail_on == "never" or exit_zero:
        return OK
    grave = list(Severity)[: list(Severity).index(Severity(config.fail_on)) + 1]
    return FOUND if any(finding.severity in grave for finding in judgement.findings) else OK


def _rendered(target: Target, judgement: Judgement, quiet: bool) -> str:
    if target.format in _IN_REPOSITORY:
        judgement = _placed(judgement, repository())
    if target.format != "text":
        return report(target.format).render(judgement)
    from checker.reports import text

    if target.output is not None:
        return text.render(judgement, summary=not quiet)
    return text.render(
        judgement, colour=coloured(), columns=columns() or text.WIDTH, summary=not quiet
    )


def _placed(judgement: Judgement, top: Path) -> Judgement:
    """The judgement with its paths relative to ``top``, links resolved; those outside as given."""

    def placed(path: str) -> str:
        whole = Path(path).resolve()
        return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path

    findings = [
        replace(
            finding,
            mentions=tuple(
                replace(mention, path=placed(mention.path)) for mention in finding.mentions
            ),
        )
        for finding in judgement.findings
    ]
    return replace(judgement, findings=tuple(findings))


def _targets(order: list[str], formats: tuple[str, ...], outputs: tuple[str, ...]) -> list[Target]:
    """Each format with the output that follows it; one of each belong together in any order."""
    if len(formats) <= 1 and len(outputs) <= 1:
        targets = [Target(formats[0] if formats else "text", outputs[0] if outputs else None)]
    else:
        targets = _paired(order, iter(formats), iter(outputs))
    for target in targets:
        if target.output is not None:
            check_output(target.output)
    loose = [target.format for target in targets if target.output is None]
    if len(loose) > 1:
        raise UsageError(
            f"{' and '.join(loose)} cannot share standard output: give --output FILE after "
            f"--format {loose[0]}"
        )
    if len({target.output for target in targets}) < len(targets):
        raise UsageError("two formats have the same --output file")
    return targets


def _paired(order: list[str], formats: Iterator[str], outputs: Iterator[str]) -> list[Target]:
    targets: list[Target] = []
    for name in order:
        if name == "formats":
            targets.append(Target(next(formats), None))
            continue
        output = next(outputs)
        if not targets or targets[-1].output is not None:
            raise UsageError(f"--output {output} must follow the --format that it belongs to")
        targets[-1] = targets[-1]._replace(output=output)
    return targets


def _relative(config: Config) -> Callable[[str], str]:
    """From a path to the same path as seen from the configuration's folder: what the patterns of
    ``exclude`` and of a rule's ``paths`` are matched against."""
    folder = config.folder.resolve()

    def relative(path: str) -> str:
        whole = Path(path).resolve()
        return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else path

    return relative


@contextmanager
def _progress(count: int, wanted: bool) -> Iterator[Callable[[Document], object] | None]:
    """A bar on standard error that moves on with each document; nothing where it is unwanted."""
    if not wanted:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=count)
        yield lambda _: bar.advance(task)
