"""``python -m checker``, the same as ``figcheck``.

In: the command line. Out: the exit status.
"""

from __future__ import annotations

import sys

from checker.cli import main

sys.exit(main())
