"""``figcheck baseline``: write down the findings of today, so that only new ones count.

In: paths and options. Out: the baseline file, and the exit status.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from checker.baseline import Compared, Entry, compared, entries, read, written
from checker.cli import FAILED, OK, completing
from checker.cli.rule_files import from_here
from checker.cli.run import Run, configuration, options, run
from checker.cli.running import complain
from checker.cli.writing import check_output, emit, replace
from checker.errors import ConfigError
from checker.terminal import visible

DEFAULT = "figcheck-baseline.json"

_OUTPUT = click.option(
    "--output",
    "baseline",
    metavar="FILE",
    shell_complete=completing.files,
    help=f"The file. [default: that of the configuration, else {DEFAULT}]",
)


@click.group(epilog="Example: figcheck baseline write articles")
def baseline() -> None:
    """Write down the findings of today, so that figcheck check --baseline counts only new ones."""


@baseline.command(epilog="Example: figcheck baseline write articles")
@_OUTPUT
@options
def write(paths: tuple[str, ...], **given: Any) -> int:
    """Write all findings of today to the file. Where something cannot be read, the file stays as it
    is."""
    config = configuration(given)
    output = config.baseline or DEFAULT
    check_output(output)
    made = run(paths, given, config, (output,))
    if not made.judgement.complete:
        return _left(output)
    listed = entries(made.judgement.findings, made.relative)
    replace(written(listed), output)
    emit(f"{visible(_named(output))}: {_counted(listed)}\n")
    return OK


def _named(output: str) -> str:
    """The file as seen from here, where it lies below."""
    near = from_here(output)
    return output if near.startswith(os.pardir) else near


def _left(output: str) -> int:
    complain(f"{_named(output)}: nothing is written, as not everything could be read; mend that "
             "or leave it out with exclude")  # fmt: skip
    return FAILED


@baseline.command(
    short_help="Take out what is not found any more.",
    epilog="Example: figcheck baseline prune articles",
)
@_OUTPUT
@options
def prune(paths: tuple[str, ...], **given: Any) -> int:
    """Take out what is not found any more in the articles that are named; add nothing."""
    config = configuration(given).with_options(baseline=given["baseline"] or None)
    output = config.baseline or DEFAULT
    known = _known(output)
    made = run(paths, given, config, (output,))
    if not made.judgement.complete:
        return _left(output)
    found = _compared(made, known)
    replace(written(found.left), output)
    emit(f"{visible(_named(output))}: {_counted(found.left)}, {_counted(found.stale)} taken out\n")
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
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(
            f"{path}: the baseline cannot be read: {why}; figcheck baseline write makes one"
        ) from error
    return read(text, path)


def _counted(listed: tuple[Entry, ...]) -> str:
    count = sum(entry.count for entry in listed)
    return f"{count:,} finding{'' if count == 1 else 's'}"
