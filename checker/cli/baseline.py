"""``figcheck baseline``: write down the findings of today, so that only new ones count.

In: paths and options. Out: the baseline file, and the exit status.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.baseline import Compared, Entry, compared, entries, read, written
from checker.cli import FAILED, OK
from checker.cli.run import Run, configuration, options, run
from checker.cli.writing import check_output, emit
from checker.errors import ConfigError
from checker.terminal import visible

DEFAULT = "figcheck-baseline.json"

_OUTPUT = click.option(
    "--output",
    "baseline",
    metavar="FILE",
    help=f"The file. [default: that of the configuration, else {DEFAULT}]",
)


@click.group()
def baseline() -> None:
    """Write down the findings of today, so that figcheck check --baseline counts only new ones."""


@baseline.command(epilog="Example: figcheck baseline write articles")
@_OUTPUT
@options
def write(paths: tuple[str, ...], **given: Any) -> int:
    """Write all findings of today to the file."""
    config = configuration(given)
    output = config.baseline or DEFAULT
    check_output(output)
    made = run(paths, given, config)
    listed = entries(made.judgement.findings, made.relative)
    emit(written(listed), output)
    emit(f"{visible(output)}: {_counted(listed)}\n")
    return OK if made.judgement.complete else FAILED


@baseline.command(epilog="Example: figcheck baseline prune articles")
@_OUTPUT
@options
def prune(paths: tuple[str, ...], **given: Any) -> int:
    """Take out what is not found any more in the articles that are named; add nothing."""
    config = configuration(given).with_options(baseline=given["baseline"] or None)
    output = config.baseline or DEFAULT
    known = _known(output)
    made = run(paths, given, config)
    if not made.judgement.complete:
        return FAILED
    found = _compared(made, known)
    emit(written(found.left), output)
    emit(f"{visible(output)}: {_counted(found.left)}, {_counted(found.stale)} taken out\n")
    return OK


def compare(made: Run) -> Compared:
    """A run's findings beside the baseline of its configuration.

    Raises :class:`checker.errors.ConfigError` where that cannot be read.
    """
    return _compared(made, _known(made.config.baseline or DEFAULT))


def _compared(made: Run, known: tuple[Entry, ...]) -> Compared:
    read = {made.relative(document.name) for document in made.judgement.documents}
    gone = {e.path for e in known if not (made.config.folder / e.path).exists()}
    return compared(made.judgement.findings, known, read | gone)


def _known(path: str) -> tuple[Entry, ...]:
    if Path(path).exists() and not Path(path).is_file():
        raise ConfigError(f"{path}: the baseline is no file")
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"{path}: the baseline cannot be read: {why}; figcheck baseline write makes one"
        ) from error
    return read(text, path)


def _counted(listed: tuple[Entry, ...]) -> str:
    count = sum(entry.count for entry in listed)
    return f"{count:,} finding{'' if count == 1 else 's'}"
