"""Units that a table writes once: "Revenue (£m)" over a column, "in thousands" in its corner.

In: a document and the readings of its cells. Out: the unit that a bare number of a cell has, and
which cells are only such a unit. Of several the nearest one holds: the next cell, the column's
header, the row's label, the corner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from checker import units
from checker.figures import amounts, cues
from checker.figures.numerals import ONE, SCALES, SUFFIXES
from checker.figures.reading import Reading
from checker.model import Document, Form, Kind
from checker.patterns import lazy

_SIZES: dict[str, Decimal] = {
    **{name: Decimal(size) for name, size in (*SCALES.items(), *SUFFIXES.items())},
    **{f"{name}s": Decimal(size) for name, size in SCALES.items()},
    **dict.fromkeys(("m", "M"), Decimal(1_000_000)),
    **{f"{mark}000{s}": Decimal(1000) for mark in ("", "'", "’") for s in ("", "s", "'s", "’s")},
}
# Where a header puts its unit: in brackets, behind a comma, behind "in"; or it is nothing else.
_PLACES = lazy(
    r"[(\[](?P<brackets>[^()\[\]]{1,40})[)\]]\s*$|,\s+(?P<comma>[^,]{1,40})$|\b[Ii]n\s+(?P<in>.{1,40})$"
)
_SIGN = lazy(rf"{units.SIGN_PATTERN}[\s\u00a0]?")
_SIZE = lazy(
    "(?:" + "|".join(sorted(map(re.escape, _SIZES), key=lambda s: (-len(s), s))) + r")(?![^\W_])",
    re.IGNORECASE,
)
_OF = lazy(r"\s+of\s+.+$")
_LONG = lazy(rf"\b(?:{cues.pattern('lengths')})\b", re.IGNORECASE)
_MANY = lazy(rf"\b(?:{cues.pattern('multitude')})\b", re.IGNORECASE)
# As a whole header these head years, dates and ranks rather than lengths of time.
_NO_HEADER = frozenset(cues.words("no_column_unit"))


class Measure(NamedTuple):
    """What a bare number beside it means: times ``scale``, in ``unit``."""

    scale: Decimal = ONE
    unit: str | None = None
    dimension: str = ""


def measured(document: Document) -> tuple[Mapping[int, Measure], frozenset[int]]:
    """The measure of each body cell that has one, by the number of its block, and the cells that
    say a measure themselves."""
    tables: dict[int, dict[tuple[int, int], tuple[int, str]]] = {}
    for number, block in enumerate(document.blocks):
        if block.cell is not None:
            text = " ".join(document.text[slice(*block.span)].split())
            at = (block.cell.row, block.cell.column)
            tables.setdefault(block.cell.table, {})[at] = (number, text)
    found: dict[int, Measure] = {}
    said: set[int] = set()
    for cells in tables.values():
        _fill(cells, found, said)
    return found, frozenset(said)


def _fill(
    cells: Mapping[tuple[int, int], tuple[int, str]], found: dict[int, Measure], said: set[int]
) -> None:
    top = min(row for row, _ in cells)
    heads: dict[tuple[int, int], Measure] = {}
    for (row, column), (number, text) in cells.items():
        measure = _declared(text, whole=row == top) if row == top or column == 0 else _next_to(text)
        if measure is not None:
            heads[row, column] = measure
            said.add(number)
    numbers = [(at, number) for at, (number, text) in cells.items() if _has_digit(text)]
    labelled = not any(column == 0 and row != top for (row, column), _ in numbers)
    for (row, column), number in numbers:
        if row == top:
            continue
        measure = heads.get((row, column + 1)) or heads.get((top, column))
        if measure is None and column:
            measure = heads.get((row, 0))
            if measure is None and labelled and (top, column) in cells:
                measure = heads.get((top, 0))
        if measure is not None:
            found[number] = measure


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def _next_to(text: str) -> Measure | None:
    """A cell of the body that is a unit and nothing else."""
    return None if text[:1].isdecimal() else _measure(text, text, whole=True)


def _declared(text: str, *, whole: bool) -> Measure | None:
    """The measure that a header or a label gives."""
    place = _PLACES.search(text)
    if place is not None:
        return _measure(place["brackets"] or place["comma"] or place["in"], text, whole=False)
    return _measure(text, text, whole=True) if whole else None


def _measure(written: str, header: str, *, whole: bool) -> Measure | None:
    """The measure that is all of ``written``: "£m", "in thousands", "US$ a barrel", "% of GDP"."""
    written = _OF.sub("", written.strip().removeprefix("in ").removeprefix("In "))
    at, code = 0, None
    if sign := _SIGN.match(written):
        code, at = units.SIGNS[sign[0].strip()], sign.end()
    size = _SIZE.match(written, at)
    if written in ("m", "M") and code is None:
        if _LONG.search(header):
            return Measure(ONE, "meter", "length")
        return Measure(Decimal(1_000_000)) if _MANY.search(header) else None
    scale = ONE
    if size is not None:
        scale = _SIZES.get(size[0]) or _SIZES.get(size[0].lower()) or ONE
        at = size.end()
    rest = written[at:].strip()
    if code is not None:
        per = units.match_per(written, len(written[:at].rstrip()), len(written)) if rest else None
        if rest and (per is None or per.end != len(written)):
            return None
        unit = f"{code} / {per.unit}" if per else code
        return Measure(scale, unit, "currency" if per is None else f"currency/{per.dimension}")
    if not rest:
        return Measure(scale) if size is not None else None
    found = units.match(rest, 0, len(rest))
    if found is None or found.end != len(rest) or (whole and rest.lower() in _NO_HEADER):
        return None
    return Measure(scale * found.scale, found.unit, found.dimension)


def completed(reading: Reading, measure: Measure) -> Reading:
    """The reading of a number that is all of its cell, with the measure that stands elsewhere."""
    plain = reading.kind is Kind.COUNT and reading.bare
    year = reading.kind is Kind.YEAR and reading.form is Form.POINT  # "2019" below "£m" is none
    if not (plain or year) or reading.low is None or reading.high is None:
        return reading
    scale = measure.scale if reading.scale == ONE else ONE
    return reading._replace(
        kind=amounts.kind_of(measure.dimension) if measure.unit else Kind.COUNT,
        low=reading.low * scale,
        high=reading.high * scale,
        step=reading.step * scale,
        unit=measure.unit,
        dimension=measure.dimension,
        scale=scale,
        bare=False,
        moment=None,
    )
