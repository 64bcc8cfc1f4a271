"""The rows of tables, found by the name of what they are about.

In: ``Table``s; names and days. Out: rows, which are claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from checker import spelling
from checker.model import Claim
from checker.reference.table import Table

_HEARD = 4
"""So many consonants tell one name from another, as :func:`checker.spelling.same` has it."""


class Known:
    """What tables say of things, by their names."""

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        self.tables = tuple(tables)
        self._by_name: dict[str, list[Claim]] = defaultdict(list)
        self._by_sound: dict[str, list[Claim]] = defaultdict(list)
        for table in self.tables:
            for row in table.rows:
                for name in row.names:
                    self._by_name[name].append(row)
                for heard in {_heard(name) for name in row.names}:
                    self._by_sound[heard].append(row)

    def about(self, name: str, table: str | None = None) -> tuple[Claim, ...]:
        """The rows about what is called ``name``, of one ``table`` or of all: by the same name or
        an alias, or else by one that is only spelled otherwise. None where two things may be
        meant."""
        key = spelling.fold(name.lower())
        found = [row for row in self._by_name.get(key, ()) if table in {None, _table(row)}]
        if not found and len(heard := _heard(key)) >= _HEARD:
            found = [row for row in self._by_sound.get(heard, ()) if table in {None, _table(row)}]
        things = {(_table(row), row.names[0]) for row in found}
        alone = len(things) == len({of for of, _ in things})
        return tuple(found) if alone else ()


def _table(row: Claim) -> str | None:
    return row.document.source


def _heard(name: str) -> str:
    return "".join(map(spelling.sound, name.split()))


def holds(row: Claim, first: date | None, last: date | None) -> bool:
    """Whether a row holds all the time from ``first`` to ``last``. Where these are not known, only
    one that holds always does."""
    period = row.period
    if period is None:
        return True
    if first is None or last is None:
        return False
    begins = period.start is None or period.start <= first
    return begins and (period.end is None or last <= period.end)
