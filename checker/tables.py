"""Figures, claims, findings and sheets as rows: a table to read, JSON, CSV, Parquet, a DataFrame.

In: ``Figure``s, ``Claim``s, ``Finding``s or ``Sheet``s. Out: text or bytes, or a
:class:`pandas.DataFrame`.

Columns of a figure, in this order: ``path``; ``line`` and ``column`` from 1, ``start`` and ``end``
from 0, in code points; ``surface``; ``kind``; ``low`` and ``high`` in ``unit``, empty where open;
``unit``, a pint name, ``percent``, ``percentage_point`` or an ISO 4217 code; ``noun``;
``modifier``; ``direction``. A claim has these and its facets. A finding has one row for each figure
that takes part. A sheet has one row for each quantity, with ``sheet.SHEET_COLUMNS`` and a column
for each source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.indented import indented
from checker.model import Claim, Figure, Finding, Row, Sheet, Slot
from checker.sheet import SHEET_COLUMNS, By, column_name, columns, headings, label, line, records
from checker.terminal import visible, width

if TYPE_CHECKING:
    import pandas as pd

    Value = Figure | Claim | Finding

FORMATS = ("table", "json", "jsonl", "csv", "parquet")

_TEXT, _WHOLE, _NUMBER, _TRUTH, _DAY = "string", "Int64", "Float64", "boolean", "datetime64[s]"

FIGURE_COLUMNS: Mapping[str, str] = {
    "path": _TEXT,
    "line": _WHOLE,
    "column": _WHOLE,
    "start": _WHOLE,
    "end": _WHOLE,
    "surface": _TEXT,
    "kind": _TEXT,
    "low": _NUMBER,
    "high": _NUMBER,
    "unit": _TEXT,
    "noun": _TEXT,
    "modifier": _TEXT,
    "direction": _TEXT,
}
"""The columns of figures, with their pandas types."""

CLAIM_COLUMNS: Mapping[str, str] = {
    **FIGURE_COLUMNS,
    "source": _TEXT,
    "measure": _TEXT,
    "entity": _TEXT,
    "counterpart": _TEXT,
    "place": _TEXT,
    "scope": _TEXT,
    "period_start": _DAY,
    "period_end": _DAY,
    "cumulative": _TRUTH,
    "statistic": _TEXT,
    "modality": _TEXT,
    "speaker": _TEXT,
    "cue": _TEXT,
}
"""The columns of claims. Slots are in the form that is compared; days are ISO 8601 in JSON."""

FINDING_COLUMNS: Mapping[str, str] = {
    "rule": _TEXT,
    "severity": _TEXT,
    "message": _TEXT,
    "fingerprint": _TEXT,
    "role": _TEXT,
    "path": _TEXT,
    "line": _WHOLE,
    "column": _WHOLE,
    "end_line": _WHOLE,
    "end_column": _WHOLE,
    "start": _WHOLE,
    "end": _WHOLE,
    "surface": _TEXT,
    "interval": _TEXT,
    "arithmetic": _TEXT,
}
"""The columns of findings: one row a figure; rows of one finding share its fingerprint and stand
together, the figure that is blamed first."""

_SHOWN = {
    "figures": ("place", "surface", "kind", "low", "high", "unit", "noun", "modifier", "direction"),
    "claims": ("place", "surface", "unit", "noun", "measure", "entity", "counterpart", "where",
               "scope", "period", "modality", "speaker"),
}  # fmt: skip
_CELL = 32


def to_pandas(values: Iterable[Value]) -> pd.DataFrame:
    """Figures, claims or findings, all of one type, as a DataFrame with the columns and types of
    ``FIGURE_COLUMNS``, ``CLAIM_COLUMNS`` or ``FINDING_COLUMNS``. No values give the columns of
    figures.

    Raises :class:`TypeError` for values of several types, or of another.
    """
    listed = list(values)
    types = {type(value) for value in listed} or {Figure}
    if len(types) > 1:
        names = ", ".join(sorted(each.__name__ for each in types))
        raise TypeError(f"to_pandas takes values of one type, not {names}")
    columns = _columns(types.pop())
    return _frame([row for value in listed for row in rows(value)], columns)


def rows(value: Value) -> list[dict[str, Any]]:
    """A value as rows of plain values: one for a figure or a claim, one a figure for a finding."""
    if isinstance(value, Figure):
        return [value.as_dict()]
    if isinstance(value, Claim):
        return [claim_as_dict(value)]
    return _finding_rows(value)


def claim_as_dict(claim: Claim) -> dict[str, Any]:
    """A claim as plain values, in the form of ``figcheck claims --format json``."""
    period, said = claim.period, claim.attribution
    return {
        **claim.figure.as_dict(),
        "source": claim.document.source,
        "measure": _slot(claim.measure),
        "entity": _slot(claim.entity),
        "counterpart": _slot(claim.counterpart),
        "place": _slot(claim.place),
        "scope": _slot(claim.scope),
        "period_start": period.start.isoformat() if period and period.start else None,
        "period_end": period.end.isoformat() if period and period.end else None,
        "cumulative": period.cumulative if period else None,
        "statistic": _slot(claim.statistic),
        "modality": claim.modality.value,
        "speaker": said.speaker if said else None,
        "cue": said.cue if said else None,
    }


def render(values: Sequence[Figure] | Sequence[Claim], kind: str, form: str) -> str | bytes:
    """Figures or claims (``kind``) in one of ``FORMATS``; Parquet as bytes, all else as text.

    Raises :class:`checker.errors.UsageError` where Parquet is asked for and cannot be written.
    """
    made = [row for value in values for row in rows(value)]
    columns = FIGURE_COLUMNS if kind == "figures" else CLAIM_COLUMNS
    match form:
        case "json":
            return indented(made) + "\n"
        case "jsonl":
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
        case "csv":
            return _csv(made, columns)
        case "parquet":
            return _parquet(made, columns)
    return _table(made, kind)


def sheet_frame(sheets: Sequence[Sheet], by: By = "source", alone: bool = False) -> pd.DataFrame:
    """Sheets as a DataFrame: ``SHEET_COLUMNS``, then a column for each source or speaker, in order
    of publication, with the figures as written. With ``alone`` also the figures that stand
    alone."""
    kinds = dict.fromkeys(SHEET_COLUMNS, _TEXT)
    kinds |= {"low": _NUMBER, "high": _NUMBER, "period_start": _DAY, "period_end": _DAY}
    kinds |= dict.fromkeys(headings(sheets, by, alone).values(), _TEXT)
    return _frame(records(sheets, by, alone), kinds)


def sheet_csv(sheets: Sequence[Sheet], by: By = "source", alone: bool = False) -> str:
    """Sheets as CSV, with the columns of :func:`sheet_frame`."""
    names = [*SHEET_COLUMNS, *headings(sheets, by, alone).values()]
    return _csv(records(sheets, by, alone), dict.fromkeys(names, _TEXT))


def sheet_json(sheets: Sequence[Sheet], by: By = "source", alone: bool = False) -> str:
    """Sheets as one JSON object: the columns, and each row with its figures, in the form of
    ``figcheck claims``, and what each leaves room for in the unit of the row."""
    made = {
        "version": 1,
        "columns": [
            {"name": c.name, "published": c.published.isoformat() if c.published else None}
            for c in columns(sheets, by, alone)
        ],
        "stories": [
            {
                "story": sheet.story,
                "rows": [_row(row, by) for row in sheet.rows],
                "alone": [claim_as_dict(c) for c in sheet.alone] if alone else len(sheet.alone),
            }
            for sheet in sheets
        ],
    }
    return indented(made) + "\n"


def _row(row: Row, by: By) -> dict[str, Any]:
    told, on = label(row.claims), line(row.claims)
    return {
        "accord": row.accord.value,
        **{name: part or None for name, part in told._asdict().items()},
        "grounds": list(row.grounds),
        "unit": on.unit,
        "figures": [
            {
                "column_name": column_name(claim, by),
                **claim_as_dict(claim),
                "room_low": None if room is None or room.low is None else float(room.low),
                "room_high": None if room is None or room.high is None else float(room.high),
            }
            for claim, room in zip(row.claims, on.rooms, strict=True)
        ],
    }


def _slot(slot: Slot | None) -> str | None:
    return slot.value if slot else None


def _finding_rows(finding: Finding) -> list[dict[str, Any]]:
    whole = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "arithmetic": finding.arithmetic,
    }
    names = [name for name in FINDING_COLUMNS if name not in whole]
    return [
        {**whole, **{name: getattr(mention, name) for name in names}}
        for mention in finding.mentions
    ]


def _columns(kind: type) -> Mapping[str, str]:
    columns = {Figure: FIGURE_COLUMNS, Claim: CLAIM_COLUMNS, Finding: FINDING_COLUMNS}.get(kind)
    if columns is None:
        raise TypeError(f"to_pandas takes figures, claims or findings, not {kind.__name__}")
    return columns


def _frame(made: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(made), columns=list(columns))
    for name, kind in columns.items():
        column = frame[name]
        frame[name] = pd.to_datetime(column).astype(_DAY) if kind == _DAY else column.astype(kind)  # type: ignore[call-overload]
    return frame


def _csv(made: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.DictWriter(out, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue()


def _parquet(made: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> bytes:
    from importlib.util import find_spec
    from io import BytesIO

    if find_spec("pyarrow") is None:
        raise UsageError("parquet needs pyarrow: pip install 'figcheck[parquet]'")
    out = BytesIO()
    _frame(made, columns).to_parquet(out, engine="pyarrow", index=False)
    return out.getvalue()


def _table(made: Sequence[Mapping[str, Any]], kind: str) -> str:
    """A table in columns, safe for a terminal; a long cell is cut."""
    head = _SHOWN[kind]
    lines = [head, *(tuple(_cell(row, name) for name in head) for row in made)]
    widths = [max(width(line[place]) for line in lines) for place in range(len(head))]
    text = ["  ".join(map(_padded, line, widths)) for line in lines]
    text.insert(1, "  ".join("-" * wide for wide in widths))
    return "".join(f"{line.rstrip()}\n" for line in text) + f"{len(made):,} {kind}\n"


def _padded(cell: str, columns: int) -> str:
    return cell + " " * (columns - width(cell))


def _cell(row: Mapping[str, Any], name: str) -> str:
    if name == "place":
        return visible(f"{row['path']}:{row['line']}:{row['column']}")
    if name == "period":
        days = (row["period_start"], row["period_end"])
        return "" if days == (None, None) else f"{days[0] or ''}..{days[1] or ''}"
    value = row["place" if name == "where" else name]
    text = visible(" ".join(str(value).split())) if value is not None else ""
    return text if len(text) <= _CELL else text[: _CELL - 3] + "..."
