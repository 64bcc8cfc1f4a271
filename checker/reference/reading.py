"""Table files as cells with their places: CSV, YAML, Parquet and queries of SQLite.

In: a file's bytes, or its path. Out: a ``Grid`` of the columns that are wanted. The only module
beside ``checker.tables`` that knows pandas (1.4 s to import); what it read is kept by
``checker.reference.loading``.

Files and queries are not trusted. A query can only read: SQLite opens the file read-only, and asks
for leave before it touches another file, a setting or a function that is not among ours.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import TableError, suggestion
from checker.model import Span
from checker.reference.table import Cell, Grid, Line
from checker.yaml_nodes import Listing, Node, Scalar, Table, compose

if TYPE_CHECKING:
    import pandas as pd

SQLITE = (".sqlite", ".sqlite3", ".db")
SUFFIXES = (".csv", ".tsv", ".yml", ".yaml", ".parquet", *SQLITE)
MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 200_000
_MOST_STEPS = 40_000_000
"""Steps of SQLite's machine after which a query is stopped: about a second."""

_EVERY = 100_000
_SEPARATORS = ",;\t"


def read(suffix: str, data: bytes, path: Path, query: str | None, wanted: Collection[str]) -> Grid:
    """The columns ``wanted`` of a table. ``data`` is the content of the file at ``path``.

    Raises :class:`checker.errors.TableError`, with the path, the row and the column as far as they
    are known.
    """
    match suffix:
        case ".csv" | ".tsv":
            return _csv(_decoded(data))
        case ".yml" | ".yaml":
            return _yaml(_decoded(data))
        case ".parquet":
            return _drawn(_parquet(data, wanted))
    return _drawn(_asked(path, query or ""))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TableError(f"{line}: is not UTF-8 at byte {error.start}") from error


# ----------------------------------------------------------------------------------------- CSV


def _csv(text: str) -> Grid:
    import pandas as pd

    head = text.lstrip("\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    records = list(_records(text, separator))
    if not records:
        raise TableError("1: the table is empty")
    columns = tuple(cell.text.strip() for cell in records[0][2])
    _once(columns)
    for number, _, cells in records[1:]:
        if len(cells) != len(columns):
            raise TableError(
                f"{number}: has {len(cells)} cells where the first row has {len(columns)}"
            )
    try:
        frame = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False, sep=separator,
                            header=0, names=list(columns), index_col=False)  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise TableError(f"1: {' '.join(str(error).split())}") from error
    if len(frame) != len(records) - 1:
        raise TableError("1: its quotation marks do not pair")
    _few(len(frame))
    lines = [
        Line(
            number,
            span,
            {
                name: Cell(str(value).strip(), cell.span)
                for name, value, cell in zip(columns, values, cells, strict=True)
            },
        )
        for (number, span, cells), values in zip(
            records[1:], frame.itertuples(index=False, name=None), strict=True
        )
    ]
    return Grid(columns, tuple(lines), text)


def _records(text: str, separator: str) -> Iterator[tuple[int, Span, list[Cell]]]:
    """The rows of a CSV file with the places of their cells, which pandas does not tell."""
    field = re.compile(rf'"((?:[^"]|"")*+)"[^{separator}\n]*|([^{separator}\n]*)')
    at, line = 0, 1
    while at < len(text):
        start, first, cells = at, line, []
        while True:
            found = field.match(text, at)
            assert found is not None  # noqa: S101 - the second way matches anything
            group = 1 if found[1] is not None else 2
            cells.append(Cell(found[group], Span(*found.span(group))))
            line += found[0].count("\n")
            at = found.end()
            if text[at : at + 1] != separator:
                break
            at += 1
        if len(cells) > 1 or cells[0].text.strip():
            yield first, Span(start, at), cells
        at, line = at + 1, line + 1


def _once(columns: Sequence[str]) -> None:
    for name in columns:
        if columns.count(name) > 1:
            raise TableError(f"1: column '{name}' stands twice")


def _few(count: int) -> None:
    if count > MOST_ROWS:
        raise TableError(f"1: has {count:,} rows, and at most {MOST_ROWS:,} are read")


# ---------------------------------------------------------------------------------------- YAML


def _yaml(text: str) -> Grid:
    """A list of mappings, each a row."""
    root, faults = compose(text, "a table")
    if faults:
        raise TableError(f"{faults[0].line}: {faults[0].message}")
    if not isinstance(root, Listing):
        raise TableError("1: a table is a list of rows, each a mapping of columns to values")
    lines = [_yaml_line(text, node) for node in root.items]
    columns = tuple(dict.fromkeys(name for line in lines for name in line.cells))
    if not lines:
        raise TableError("1: the table is empty")
    return Grid(columns, tuple(lines), text)


def _yaml_line(text: str, node: Node) -> Line:
    if not isinstance(node, Table):
        raise TableError(f"{node.line}: a row is a mapping of columns to values")
    cells = {}
    for key, value in node.entries:
        scalars = value.items if isinstance(value, Listing) else (value,)
        parts = [each for each in scalars if isinstance(each, Scalar)]
        if len(parts) < len(scalars):
            raise TableError(f"{value.line}: column '{key.text}': is no plain value")
        written = ["" if each.style is None and each.text in {"null", "~"} else each.text
                   for each in parts]  # fmt: skip
        start = parts[0].start if parts else key.end
        end = parts[-1].end if parts else key.end
        quoted = len(parts) == 1 and parts[0].style in {"'", '"'}
        span = Span(start + 1, end - 1) if quoted else Span(start, end)
        cells[key.text] = Cell("; ".join(written).strip(), span)
    last = max([cell.span.end for cell in cells.values()], default=0)
    first = min([key.start for key, _ in node.entries], default=0)
    return Line(node.line, Span(first, min(last, len(text))), cells)


# ------------------------------------------------------------------------- Parquet and SQLite


def _parquet(data: bytes, wanted: Collection[str]) -> pd.DataFrame:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise TableError("1: Parquet needs pyarrow: pip install 'figcheck[parquet]'")
    import pandas as pd
    from pyarrow import ArrowException, parquet

    try:
        about = parquet.ParquetFile(BytesIO(data))
        _few(about.metadata.num_rows)
        names = about.schema_arrow.names
        wide = [name for name in names if name in wanted]
        groups = range(about.metadata.num_row_groups)
        size = sum(about.metadata.row_group(group).total_byte_size for group in groups)
        if size > MOST_BYTES:
            raise TableError(
                f"1: takes {size:,} bytes unpacked, and at most {MOST_BYTES:,} are read"
            )
        _once(names)
        return pd.read_parquet(BytesIO(data), columns=wide, engine="pyarrow")
    except (ArrowException, OSError, ValueError, KeyError) as error:
        raise TableError(f"1: no Parquet that can be read: {_one_line(error)}") from error


def _asked(path: Path, query: str) -> pd.DataFrame:
    import pandas as pd

    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            _guard(connection)
            chunks = pd.read_sql_query(query, connection, chunksize=MOST_ROWS + 1)
            frame = next(iter(chunks), pd.DataFrame())
    except (sqlite3.Error, pd.errors.DatabaseError, TypeError, OverflowError) as error:
        told = _one_line(error.__cause__ or error)
        raise TableError(f"1: the query was refused: {told}") from error
    _few(len(frame))
    _once([str(name) for name in frame.columns])
    return frame


_LEAVE = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)


def _guard(connection: sqlite3.Connection) -> None:
    """Let a query read its own file and nothing else, and not for ever."""
    steps = iter(range(_MOST_STEPS // _EVERY))

    def allowed(action: int, _: Any, name: Any, *__: Any) -> int:
        unsafe = action == sqlite3.SQLITE_FUNCTION and str(name).lower() == "load_extension"
        return sqlite3.SQLITE_OK if action in _LEAVE and not unsafe else sqlite3.SQLITE_DENY

    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma cache_size = -16000")
    connection.set_authorizer(allowed)
    connection.set_progress_handler(lambda: next(steps, None) is None, _EVERY)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


def _drawn(frame: pd.DataFrame) -> Grid:
    """A table without a text of its own, a line for each row."""
    columns = tuple(str(name) for name in frame.columns)
    written: list[str] = []
    lines, at = [], 0
    for number, values in enumerate(frame.itertuples(index=False, name=None), 1):
        cells, start = {}, at
        for name, value in zip(columns, values, strict=True):
            text = _written(value)
            cells[name] = Cell(text, Span(at, at + len(text)))
            at += len(text) + len(" | ")
            written += [text, " | "]
        written[-1:] = ["\n"]
        at = at - len(" | ") + 1
        lines.append(Line(number, Span(start, at - 1), cells))
    return Grid(columns, tuple(lines), "".join(written))


def _written(value: Any) -> str:
    """A value of pandas as one line of text; empty where there is none."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Iterable):
        return "; ".join(filter(None, map(_written, value)))
    if value is None or value != value:  # noqa: PLR0124 - a missing value is not itself
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if whole else " ".join(str(value).split())


def missing(name: str, columns: Sequence[str], setting: str) -> TableError:
    """The fault of a table that lacks a column."""
    return TableError(f"1: column '{name}', the {setting}, is missing{suggestion(name, columns)}")
