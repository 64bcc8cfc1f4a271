"""A DataFrame that a notebook shows as the sheet it was made of. To be imported when it is needed:
it loads pandas.

In: a table and its ``Sheet``s. Out: a :class:`pandas.DataFrame`.
"""

from __future__ import annotations

from typing import ClassVar

import pandas as pd

from checker.model import Judgement, Sheet


class SheetFrame(pd.DataFrame):
    """The table of ``checker.table``. What is selected from it is a plain DataFrame."""

    _metadata: ClassVar[list[str]] = []
    _sheets: tuple[Sheet, ...] = ()

    @classmethod
    def of(cls, frame: pd.DataFrame, sheets: tuple[Sheet, ...]) -> SheetFrame:
        """``frame``, which shows itself as ``sheets``."""
        made = cls(frame)
        made._sheets = sheets
        return made

    def _repr_html_(self) -> str:
        if not self._sheets:
            return super()._repr_html_()  # type: ignore[misc, no-any-return]
        from checker.reports.html import fragment

        return fragment(Judgement(sheets=self._sheets), part="sheet")
