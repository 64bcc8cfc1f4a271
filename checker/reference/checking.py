"""Rows out of cells: each is understood, or refused with its row and column.

In: a ``Spec`` and the ``Grid`` that was read for it. Out: ``Row``s, or the faults of the table,
each beginning with the number of the row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from checker import lexicon, spelling, units
from checker.errors import TableError, UnitError, suggestion
from checker.measures import measures
from checker.model import Kind, Period, Quantity
from checker.patterns import lazy
from checker.reference.reading import missing
from checker.reference.table import Grid, Line, Row, Spec, kind

_T = TypeVar("_T")
_NUMBER = lazy(r"[+-]?(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{1,20})(?:\.\d{1,12})?")
_DOTTED = lazy(r"[1-9]\d{0,2}\.\d{3}")
_BETWEEN = lazy(r"[,\u00a0\u202f ]")
_DAY = lazy(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]00:00(?::00)?)?")
_LONGEST = 200
_DAY_LONG = timedelta(days=1)


def rows(spec: Spec, grid: Grid) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a table that have a value, and the faults of the table by row."""
    if fault := _columns_fault(spec, grid.columns):
        return (), (fault,)
    starts = [0, *(found.end() for found in re.finditer("\n", grid.text))]
    read: list[Row] = []
    faults: list[tuple[int, str]] = []
    for line in grid.lines:
        try:
            row = _row(spec, grid.columns, line, starts)
        except TableError as fault_of_row:
            faults.append((line.number, str(fault_of_row)))
        else:
            read += [row] if row is not None else []
    if spec.valid_from is not None and spec.valid_to is None:
        read = _until_the_next(read)
    faults += _twice(spec, read)
    return tuple(read), tuple(text for _, text in sorted(faults))


def _columns_fault(spec: Spec, columns: Sequence[str]) -> str | None:
    """What is wrong with the whole table."""
    for setting in ("key", "value", "aliases"):
        name = getattr(spec, setting)
        if name is not None and name not in columns:
            return str(missing(name, columns, setting))
    for setting, check in _SETTINGS.items():
        said = getattr(spec, setting)
        if said is None or _is_column(spec, columns, said):
            continue
        try:
            check(said)
        except TableError as fault:
            lacks = f"1: the {setting} '{said}' is no column"
            return f"{lacks}, and {fault}{suggestion(said, columns)}"
    return None


def _row(spec: Spec, columns: Sequence[str], line: Line, starts: Sequence[int]) -> Row | None:
    """One row, ``None`` for one without a value. Raises :class:`checker.errors.TableError`."""
    value = line.cells.get(spec.value)
    if value is None or not value.text:
        return None
    key = _cell(line, spec.key)
    if not key or len(key) > _LONGEST:
        raise _fault(line, spec.key, "is too long for a name" if key else "is empty")
    unit = _asked(spec, columns, line, "unit", _unit)
    measure = _asked(spec, columns, line, "measure", _measure)
    if measure is not None and (misfit := _misfit(measure, unit)):
        of_unit = spec.unit is not None and _is_column(spec, columns, spec.unit)
        raise _fault(line, spec.unit if of_unit else spec.value, misfit)
    start = _asked(spec, columns, line, "valid_from", _first)
    end = _asked(spec, columns, line, "valid_to", _last)
    if start is not None and end is not None and end < start:
        raise _fault(line, spec.valid_to, f"{end} comes before {start}")
    try:
        number = _number(value.text, unit)
    except TableError as fault:
        raise _fault(line, spec.value, str(fault)) from fault
    names = [key, *(_cell(line, spec.aliases).split(";") if spec.aliases else ())]
    at = bisect_right(starts, value.span.start)
    return Row(
        key=key,
        names=tuple(dict.fromkeys(spelling.fold(n.strip().lower()) for n in names if n.strip())),
        measure=measure,
        quantity=Quantity(number, number, _step(number), unit),
        period=None if start is None and end is None else Period(start, end),
        line=at,
        column=value.span.start - starts[at - 1] + 1,
        span=value.span,
        whole=line.span,
    )


def _is_column(spec: Spec, columns: Sequence[str], said: str) -> bool:
    """Whether a setting names a column; that of the values may be called like their measure."""
    return said in columns and said not in {spec.key, spec.value, spec.aliases}


def _cell(line: Line, column: str | None) -> str:
    cell = line.cells.get(column or "")
    return "" if cell is None else cell.text


def _asked(
    spec: Spec, columns: Sequence[str], line: Line, name: str, read: Callable[[str], _T]
) -> _T | None:
    """What a row has for a setting, its cell where that names a column; ``None`` for nothing."""
    said = getattr(spec, name)
    if said is None:
        return None
    text = _cell(line, said) if _is_column(spec, columns, said) else said
    if not text:
        return None
    try:
        return read(text)
    except TableError as fault:
        raise _fault(line, said, str(fault)) from fault


def _fault(line: Line, column: str | None, what: str) -> TableError:
    return TableError(f"{line.number}: column '{column}': {what}")


# ----------------------------------------------------------------------------------- single cells


def _number(text: str, unit: str | None) -> Decimal:
    if unit is None and _DOTTED.fullmatch(text):
        whole = text.replace(".", "")
        raise TableError(f"'{text}' may be {whole} or {Decimal(text)}: write digits alone")
    if not _NUMBER.fullmatch(text):
        raise TableError(f"'{text[:40]}' is no number: write digits, as in 12400 or 12,400.5")
    return Decimal(_BETWEEN.sub("", text))


def _step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


@lru_cache(maxsize=1024)
def _unit(text: str) -> str:
    """The name of a unit that is written by its name or as articles write it."""
    table = lexicon.load("units")["units"]
    if text in table or text in lexicon.load("currencies")["currencies"]:
        return text
    written = units.match(text, 0, len(text))
    if written is not None and written.end == len(text) and written.scale == 1:
        return written.unit
    try:
        if units.is_plain(text):
            return units.unit(text).name
    except UnitError as error:
        raise TableError(str(error)) from error
    raise TableError(f"unknown unit {text[:40]!r}{suggestion(text[:40], table)}")


@lru_cache(maxsize=1024)
def _measure(text: str) -> str:
    known = measures()
    if text not in known:
        raise TableError(f"unknown measure '{text[:40]}'{suggestion(text[:40], known)}")
    return text


def _misfit(measure: str, unit: str | None) -> str | None:
    of = {Kind.COUNT: "count", Kind.MONEY: "money"}.get(kind(unit))
    of = of or units.unit(str(unit)).dimension
    wanted = measures()[measure].dimensions
    if of in wanted:
        return None
    return f"{measure} is {' or '.join(sorted(wanted))}, and {unit or 'a plain number'} is {of}"


def _first(text: str) -> date:
    return _days(text)[0]


def _last(text: str) -> date:
    return _days(text)[1]


@lru_cache(maxsize=4096)
def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year."""
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None  # noqa: S101 - it is always written
            last = month or 12
            ends = day or monthrange(year, last)[1]
            return date(year, month or 1, day or 1), date(year, last, ends)
    except ValueError:
        pass
    raise TableError(f"'{text[:40]}' is no date: write 2024-05-31, 2024-05 or 2024")


_SETTINGS: dict[str, Callable[[str], object]]
_SETTINGS = {"unit": _unit, "measure": _measure, "valid_from": _first, "valid_to": _last}


# ------------------------------------------------------------------------------------- many rows


def _until_the_next(read: Sequence[Row]) -> list[Row]:
    """Rows that say only from when they hold: each does until the next one of its thing."""
    by_thing: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for place, row in enumerate(read):
        by_thing[row.names[0], row.measure].append(place)
    made = list(read)
    for places in by_thing.values():
        ordered = sorted(places, key=lambda place: _start(read[place]))
        for one, later in pairwise(ordered):
            first, second = _start(read[one]), _start(read[later])
            if first < second:
                begun = read[one].period
                start = None if begun is None else begun.start
                made[one] = replace(read[one], period=Period(start, second - _DAY_LONG))
    return made


def _start(row: Row) -> date:
    return date.min if row.period is None or row.period.start is None else row.period.start


def _end(row: Row) -> date:
    return date.max if row.period is None or row.period.end is None else row.period.end


def _twice(spec: Spec, read: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Rows of which another says what the same thing is at the same time."""
    by_name: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in read:
        for name in row.names:
            by_name[name, row.measure].append(row)
    told = set()
    for (name, _), same in by_name.items():
        ordered = sorted(same, key=lambda row: (_start(row), row.line))
        for one, other in pairwise(ordered):
            first, second = sorted((one, other), key=lambda row: row.line)
            if _start(other) > _end(one) or (first.line, second.line) in told:
                continue
            told.add((first.line, second.line))
            day = _start(other)
            when = "" if day == date.min else f" for {day}"
            what = f"'{name}' stands in row {first.line} too{when}"
            yield second.line, f"{second.line}: column '{spec.key}': {what}"
