"""What the commands share about their outputs: files, standard output, terminals and colour.

In: bytes or text. Out: nothing. Standard output is UTF-8 wherever it goes, so that the same input
gives the same bytes on every machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from checker.errors import UsageError


def emit(content: str | bytes, output: str | None = None) -> None:
    """Write to the file ``output``, or else to standard output.

    Raises :class:`checker.errors.UsageError` where the file cannot be written.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error


def check_output(output: str) -> None:
    """Refuse, before any work is done, a file that cannot be written where it should go.

    Raises :class:`checker.errors.UsageError`.
    """
    folder = Path(output).parent
    if not folder.is_dir():
        raise UsageError(f"{output}: there is no folder {folder}; make it first")
    if Path(output).is_dir():
        raise UsageError(f"{output}: is a folder; name a file in it")


def coloured() -> bool:
    """Whether standard output takes colour: a terminal does, unless ``NO_COLOR`` is set;
    ``FORCE_COLOR`` makes anything take it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int | None:
    """How wide the terminal is; ``None`` where standard output is none."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns
