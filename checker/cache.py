"""A store of values that were reckoned before, in one SQLite file.

In: a kind, and the digest of all that a value was made of. Out: the value as it was stored, or
``None``.

Each value is sealed with a key that is made out of that digest, and filed under another: whoever
has the articles can find and open what was made of them, and to anybody else the file tells
nothing. What does not open to exactly what was stored, because the file is damaged, counts as not
stored.

Nothing here ever stops a run. A file that cannot be read or written, a full disk, another process
that holds the file for long: the run goes on without the store, and ``fault`` says why. Values are
JSON; nothing is unpickled.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256, shake_256
from pathlib import Path
from types import TracebackType
from typing import Any
from zlib import compress, decompress

FILE = "figcheck-1.sqlite"
"""The name changes with the form of the table."""

MOST_BYTES = 512_000_000
"""Above this size the older half of the entries goes."""

_AT_ONCE = 16_000_000
"""So many bytes wait in memory before they are written."""

_ASKED = 500
"""So many entries are asked for at a time."""

_WAIT = 2.0
"""Seconds that a run waits for another one that is writing."""

_TABLE = "create table if not exists entries (name blob primary key, value blob not null)"
_MARK = 16
# SQLite says what is wrong with a file in words of the file, which need not be UTF-8.
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
_FAULTS = (sqlite3.Error, OSError, UnicodeDecodeError)


Entry = tuple[bytes, bytes]
"""The name of a value and the value, sealed."""


def digest(*parts: str | bytes) -> str:
    """A digest of all parts, each told apart from the next, as 64 hex digits."""
    whole = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


class Cache:
    """The store in the folder ``folder``, which is made if need be; ``None`` stores nothing.
    ``program`` is a digest of the program and the words that ship with it: nothing that another one
    made is ever found.

    What is put is kept in memory until :meth:`write`, or until it is much. A run that is killed
    leaves the file whole, with what was written by then.
    """

    def __init__(self, folder: Path | None, program: str = "") -> None:
        self.program = program
        self.fault: str | None = None
        self.path = folder / FILE if folder is not None else None
        self._new: dict[bytes, bytes] = {}
        self._waiting = 0
        self._open: sqlite3.Connection | None = None

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            self.write()
        self.close()

    def get(self, kind: str, made_of: str) -> Any | None:
        """What was put under ``kind`` and the digest ``made_of``, or ``None``."""
        made_of = f"{self.program} {made_of}"
        name = _name(kind, made_of)
        sealed = self._new.get(name)
        if sealed is None:
            sealed = self._stored(name)
        return None if sealed is None else _unsealed(sealed, kind, made_of)

    def get_all(self, kind: str, made_of: Sequence[str]) -> dict[str, Any]:
        """What was put under ``kind`` and each of the digests, for those of which it is there."""
        wanted = {_name(kind, f"{self.program} {each}"): each for each in made_of}
        stored = self._stored_all([name for name in wanted if name not in self._new])
        found = {}
        for name, each in wanted.items():
            sealed = self._new.get(name) or stored.get(name)
            if sealed is not None:
                value = _unsealed(sealed, kind, f"{self.program} {each}")
                if value is not None:
                    found[each] = value
        return found

    def put(self, kind: str, made_of: str, value: Any) -> None:
        """Keep ``value``, which JSON can hold, for :meth:`get`."""
        if self.path is not None and self.fault is None:
            self.add([self.sealed(kind, made_of, value)])

    def sealed(self, kind: str, made_of: str, value: Any) -> Entry:
        """What :meth:`put` would keep, for the :meth:`add` of another process."""
        made_of = f"{self.program} {made_of}"
        return _name(kind, made_of), _sealed(value, kind, made_of)

    def add(self, entries: Iterable[Entry]) -> None:
        """Keep entries that :meth:`sealed` made."""
        if self.path is None or self.fault is not None:
            return
        for name, sealed in entries:
            self._new[name] = sealed
            self._waiting += len(sealed)
        if self._waiting > _AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what was put to the file, all of it or nothing."""
        if not self._new or self.path is None or self.fault is not None:
            return
        try:
            connection = self._connection(self.path)
            with connection:
                connection.execute(_TABLE)
                connection.executemany(
                    "insert or replace into entries values (?, ?)", self._new.items()
                )
            self._prune(connection)
        except _FAULTS as error:
            self._give_up(error)
        self._new = {}
        self._waiting = 0

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None

    def _stored(self, name: bytes) -> bytes | None:
        return self._stored_all([name]).get(name)

    def _stored_all(self, names: Sequence[bytes]) -> dict[bytes, bytes]:
        if self.path is None or self.fault is not None or not names:
            return {}
        found: dict[bytes, bytes] = {}
        try:
            if self._open is None and not self.path.exists():
                return {}
            connection = self._connection(self.path)
            for at in range(0, len(names), _ASKED):
                some = names[at : at + _ASKED]
                marks = ",".join("?" * len(some))
                query = f"select name, value from entries where name in ({marks})"  # noqa: S608
                found.update(
                    (name, value)
                    for name, value in connection.execute(query, some)
                    if isinstance(value, bytes)
                )
        except _FAULTS as error:
            self._give_up(error)
            return {}
        return found

    def _connection(self, path: Path) -> sqlite3.Connection:
        if self._open is None:
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with contextlib.suppress(FileExistsError):
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            self._open = sqlite3.connect(path, timeout=_WAIT)
            # A crash of the machine may damage the file; that is noticed, and costs one slow run.
            self._open.execute("pragma synchronous = off")
        return self._open

    def _prune(self, connection: sqlite3.Connection) -> None:
        (pages,) = connection.execute("pragma page_count").fetchone()
        (free,) = connection.execute("pragma freelist_count").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
        if (pages - free) * size > MOST_BYTES:
            with connection:
                connection.execute(
                    "delete from entries where rowid <= "
                    "(select (min(rowid) + max(rowid)) / 2 from entries)"
                )

    def _give_up(self, error: Exception) -> None:
        """Go on without the store. A file that is none of ours or is damaged is taken away, so that
        the next run begins a new one; one that another process holds is left alone."""
        if isinstance(error, sqlite3.OperationalError) and "no such table" in str(error):
            return  # a file that was just made
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        self.fault = f"{self.path}: the cache is not used: {why}"
        self.close()
        self._new = {}
        if type(error) in _DAMAGE and self.path is not None:
            for ending in ("", "-journal"):
                with contextlib.suppress(OSError):
                    os.unlink(f"{self.path}{ending}")


def _name(kind: str, made_of: str) -> bytes:
    return sha256(f"name {kind} {made_of}".encode()).digest()


def _sealed(value: Any, kind: str, made_of: str) -> bytes:
    """The value as JSON, deflated, with a mark to know it by, each bit turned by a stream that only
    ``made_of`` gives (SHAKE256, FIPS 202)."""
    text = compress(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode(), 1)
    return _turned(sha256(text).digest()[:_MARK] + text, kind, made_of)


def _unsealed(sealed: bytes, kind: str, made_of: str) -> Any | None:
    opened = _turned(sealed, kind, made_of)
    mark, text = opened[:_MARK], opened[_MARK:]
    if sha256(text).digest()[:_MARK] != mark:
        return None
    return json.loads(decompress(text))


def _turned(data: bytes, kind: str, made_of: str) -> bytes:
    stream = shake_256(f"seal {kind} {made_of}".encode()).digest(len(data))
    turned = int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")
    return turned.to_bytes(len(data), "big")
