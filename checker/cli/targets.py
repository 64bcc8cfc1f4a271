"""Where each report goes, and how its paths are written.

In: the ``--format`` and ``--output`` options in the order of the command line; a ``Judgement``.
Out: ``Target``s, and the text of each report.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.cli.writing import check_output, coloured, columns
from checker.config import repository
from checker.errors import UsageError
from checker.model import Finding, Judgement
from checker.reports import report

_IN_REPOSITORY = ("sarif", "github")
"""Formats whose paths are relative to the top of the repository, wherever the command runs."""


class Target(NamedTuple):
    """A format and the file it goes to; ``None`` is standard output."""

    format: str
    output: str | None


def targets(order: list[str], formats: tuple[str, ...], outputs: tuple[str, ...]) -> list[Target]:
    """Each format with the output that follows it; one of each belong together in any order.

    Raises :class:`checker.errors.UsageError` for what cannot be.
    """
    if len(formats) <= 1 and len(outputs) <= 1:
        made = [Target(formats[0] if formats else "text", outputs[0] if outputs else None)]
    else:
        made = _paired(order, iter(formats), iter(outputs))
    for target in made:
        if target.output is not None:
            check_output(target.output)
    loose = [target.format for target in made if target.output is None]
    if len(loose) > 1:
        raise UsageError(
            f"{' and '.join(loose)} cannot share standard output: give --output FILE after "
            f"--format {loose[0]}"
        )
    places = [target.output and os.path.realpath(target.output) for target in made]
    if len(set(places)) < len(made):
        raise UsageError("two formats have the same --output file")
    return made


def _paired(order: list[str], formats: Iterator[str], outputs: Iterator[str]) -> list[Target]:
    made: list[Target] = []
    for name in order:
        if name == "formats":
            made.append(Target(next(formats), None))
            continue
        output = next(outputs)
        if not made or made[-1].output is not None:
            raise UsageError(f"--output {output} must follow the --format that it belongs to")
        made[-1] = made[-1]._replace(output=output)
    return made


def rendered(target: Target, judgement: Judgement, quiet: bool) -> str:
    """The report that goes to ``target``; with ``quiet`` without counts."""
    if target.format in _IN_REPOSITORY:
        judgement = _placed(judgement, repository(Path.cwd()))
    if target.format != "text":
        return report(target.format).render(judgement, summary=not quiet)
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

    def moved(finding: Finding) -> Finding:
        mentions = tuple(replace(each, path=placed(each.path)) for each in finding.mentions)
        return replace(finding, mentions=mentions)

    return replace(
        judgement,
        findings=tuple(map(moved, judgement.findings)),
        suppressed=tuple(replace(s, finding=moved(s.finding)) for s in judgement.suppressed),
    )
