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
    try:
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(output).write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "standard output" if output is None else output
        raise UsageError(f"{where}: cannot be written: {error.strerror or error}") from error


def replace(content: str, output: str) -> None:
    """Write to the file ``output`` all or nothing: what cannot be written leaves it as it was. A
    link stays a link, and what is no plain file is written to.

    Raises :class:`checker.errors.UsageError` as :func:`emit` does.
    """
    path = Path(os.path.realpath(output))
    if path.exists() and not path.is_file():
        emit(content, output)
        return
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        emit(content, str(new))
        if path.exists():
            new.chmod(path.stat().st_mode)
        new.replace(path)
    except (OSError, UsageError) as error:
        new.unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or str(error).rpartition(": ")[2]
        raise UsageError(f"{output}: cannot be written: {why}; it is as it was") from error


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
