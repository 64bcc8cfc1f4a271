"""The command line: where a user's words become calls, and every error one clear line.

In: arguments. Out: an exit status: 0, nothing to report; 1, findings; 2, what was asked could not
be done; 130, interrupted.

``--version`` is answered before anything is imported; each command imports what it needs when it
runs.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from checker.version import __version__

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130

_SELDOM = 200_000
"""So many new objects between two searches for cycles."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (``sys.argv`` without it) and return the exit status."""
    args = list(sys.argv[1:] if argv is None else argv)
    if args == ["--version"]:
        print(f"figcheck {__version__}")
        return OK
    # Hardly anything here is made of cycles; looking for them, which begins with the imports, takes
    # a tenth of a short run.
    gc.set_threshold(_SELDOM)
    from checker.cli.running import run

    try:
        return run(args)
    finally:
        if argv is None:
            # The process ends here, and Python would search all that it holds for cycles once more.
            gc.freeze()
