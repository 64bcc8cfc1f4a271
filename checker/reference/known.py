"""The rows of tables, found by the name of what they are about.

In: ``Table``s; names and days. Out: rows, which are claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from checker import spelling
from checker.model import Claim
from checker.reference.table import Table

_Place: TypeAlias = tuple[int, int]
_HEARD = 4
"""So many consonants tell one name from another, as :func:`checker.spelling.same` has it."""


class Known:
    """What tables say of things, by their names. Claims are made of the rows that are asked for."""

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        self.tables = tuple(tables)
        self._by_name: dict[str, list[_Place]] = defaultdict(list)
        self._by_sound: dict[str, list[_Place]] = defaultdict(list)
        self._claims: dict[_Place, Claim] = {}
        for number, table in enumerate(self.tables):
            for at, row in enumerate(table.rows):
                for name in row.names:
                    self._by_name[name].append((number, at))
        for name, places in self._by_name.items():
            self._by_sound[_heard(name)] += places

    def about(self, name: str, table: str | None = None) -> tuple[Claim, ...]:
        """The rows about what is called ``name``, of one ``table`` or of all: by the same name or
        an alias, or else by one that is only spelled otherwise. None where two things may be
        meant."""
        key = spelling.fold(name.lower())
        found = self._of(self._by_name.get(key, ()), table)
        if not found and len(heard := _heard(key)) >= _HEARD:
            found = self._of(self._by_sound.get(heard, ()), table)
        things = {(of, self.tables[of].rows[at].names[0]) for of, at in found}
        alone = len(things) == len({of for of, _ in things})
        return tuple(map(self._claim, found)) if alone else ()

    def _of(self, places: Iterable[_Place], table: str | None) -> list[_Place]:
        wanted = dict.fromkeys(places)
        return [(of, at) for of, at in wanted if table in {None, self.tables[of].name}]

    def _claim(self, place: _Place) -> Claim:
        if place not in self._claims:
            table = self.tables[place[0]]
            self._claims[place] = table.claim(table.rows[place[1]])
        return self._claims[place]


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
