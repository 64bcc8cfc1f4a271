"""What a wheel has that the repository has not: every lexicon and what is made of them as JSON,
which loads far faster.

In: hatchling's call. Out: ``checker/lexicon/compiled.txt`` in the wheel. An editable install has
none, and reads the YAML that is being edited.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Lexicons(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the lexicons while a wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the file into the wheel that hatchling is about to write."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        from checker.alignment import possible  # noqa: PLC0415 - where it lies
        from checker.alignment.pairing import words  # noqa: PLC0415
        from checker.claims import page  # noqa: PLC0415
        from checker.lexicon import COMPILED, compiled  # noqa: PLC0415

        self.folder = TemporaryDirectory()
        path = Path(self.folder.name, COMPILED)
        path.write_text(compiled(page.KEPT | words.KEPT | possible.KEPT), encoding="ascii")
        build_data["force_include"][str(path)] = f"checker/lexicon/{COMPILED}"
