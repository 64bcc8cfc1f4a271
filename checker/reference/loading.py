"""Reference tables from their files, or out of the cache.

In: ``Spec``s, a ``Cache``, the top of the repository. Out: ``Table``s, and a line for each fault:
``path:row: column 'name': what is wrong``. A table with a fault is not used; the others are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from checker.cache import Cache, digest
from checker.errors import TableError, suggestion
from checker.model import Document
from checker.records import plain, restored
from checker.reference.checking import rows
from checker.reference.reading import MOST_BYTES, SQLITE, SUFFIXES, read
from checker.reference.table import Loaded, Row, Spec, Table

_SHOWN = 10
"""So many faults of one table are told."""


def load(specs: Iterable[Spec], top: Path, cache: Cache, made_of: str = "") -> Loaded:
    """The tables of a configuration. Only files below the folder ``top`` are read.

    What was read is kept in ``cache`` by the content of the file, the spec and ``made_of``, the
    digest of the desk's own words.
    """
    tables: list[Table] = []
    faults: list[str] = []
    for spec in specs:
        try:
            made = _loaded(spec, top, cache, made_of)
        except TableError as fault:
            faults.append(str(fault))
        else:
            tables += made.tables
            faults += made.faults
    return Loaded(tuple(tables), tuple(faults))


def _loaded(spec: Spec, top: Path, cache: Cache, made_of: str) -> Loaded:
    path = Path(spec.path)
    name = spec.path
    data = _content(path, name, top)
    key = digest(path.suffix, repr(replace(spec, path="", place="")), made_of, data)
    kept = cache.get("table", key)
    if kept is not None:
        return Loaded((_table(spec, name, restored(tuple[Row, ...], kept[0]), kept[1]),), ())
    made, text, faults = _checked(spec, name, data)
    if faults:
        return Loaded((), faults)
    cache.put("table", key, [plain(made), text])
    return Loaded((_table(spec, name, made, text),), ())


def of_text(spec: Spec, text: str) -> Loaded:
    """The table that a text is, as a file of that name would be."""
    made, content, faults = _checked(spec, spec.path, text.encode())
    return Loaded((), faults) if faults else Loaded((_table(spec, spec.path, made, content),), ())


def _content(path: Path, name: str, top: Path) -> bytes:
    """The bytes of a file below ``top``. Raises :class:`checker.errors.TableError`."""
    if not path.resolve().is_relative_to(top.resolve()):
        raise TableError(f"{name}: lies outside of {top}: a table lies in the repository")
    try:
        if path.exists() and not path.is_file():
            raise TableError(f"{name}: is no file")
        if path.stat().st_size > MOST_BYTES:
            raise TableError(f"{name}: is greater than the {MOST_BYTES:,} bytes that are read")
        beside = path.with_name(f"{path.name}-wal") if path.suffix.lower() in SQLITE else None
        newest = beside.read_bytes() if beside is not None and beside.is_file() else b""
        return path.read_bytes() + newest
    except OSError as error:
        raise TableError(f"{name}: cannot be read: {error.strerror or error}") from error


def _checked(spec: Spec, name: str, data: bytes) -> tuple[tuple[Row, ...], str, tuple[str, ...]]:
    suffix = PurePath(spec.path).suffix.lower()
    if suffix not in SUFFIXES:
        raise TableError(f"{name}: is no table{suggestion(suffix, SUFFIXES)}")
    if (suffix in SQLITE) is (spec.query is None):
        told = "an SQLite file needs a query" if spec.query is None else "only SQLite takes a query"
        raise TableError(f"{spec.place or name}: {told}: {name}")
    wanted = {spec.key, spec.value, spec.aliases, spec.unit, spec.measure, spec.valid_from,
              spec.valid_to}  # fmt: skip
    try:
        grid = read(suffix, data, Path(spec.path), spec.query, {each or "" for each in wanted})
    except TableError as fault:
        raise TableError(f"{name}:{fault}") from fault
    made, found = rows(spec, grid)
    faults = [f"{name}:{fault}" for fault in found[:_SHOWN]]
    if len(found) > _SHOWN:
        faults.append(f"{name}: {len(found) - _SHOWN} more faults")
    return made, grid.text, tuple(faults)


def _table(spec: Spec, name: str, made: Iterable[Row], text: str) -> Table:
    document = Document(name, text, text, (), source=spec.name)
    return Table(spec.name, document, tuple(made))
