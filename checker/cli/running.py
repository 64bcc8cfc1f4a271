"""Run a command and turn whatever goes wrong into one line and an exit status.

In: arguments. Out: the exit status.
"""

from __future__ import annotations

import os
import sys

import click

from checker.cli import FAILED, FOUND, INTERRUPTED, OK
from checker.cli.group import figcheck
from checker.errors import FigcheckError
from checker.terminal import visible


def run(args: list[str]) -> int:
    """Run ``args``. With ``--debug`` an error keeps its traceback."""
    options = args[: args.index("--")] if "--" in args else args
    debug = "--debug" in options
    try:
        status = figcheck.main(args, prog_name="figcheck", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return FOUND  # as click has it
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted")
        return INTERRUPTED
    except click.ClickException as error:
        _usage(error)
        return FAILED
    except Exception as error:
        if debug:
            raise
        complain(_told(error))
        return FAILED
    return status if isinstance(status, int) else OK


def complain(message: str) -> None:
    """One line on standard error, safe for a terminal."""
    print(f"figcheck: {visible(message)}", file=sys.stderr)


def _told(error: Exception) -> str:
    if isinstance(error, FigcheckError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}"
    return f"an error in figcheck itself: {type(error).__name__}: {error}; --debug shows where"


def _usage(error: click.ClickException) -> None:
    """One line, and which help to ask for; all of the help where nothing was asked."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        print(error.format_message(), file=sys.stderr)
        return
    hint = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = f" (see {error.ctx.command_path} --help)"
    complain(f"{' '.join(error.format_message().split())}{hint}")


def _silence() -> None:
    """The reader of our output went away, as ``head`` does: what is left goes nowhere, or Python
    complains of it when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
