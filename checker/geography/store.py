"""The gazetteer: a file of places and borders, read as little of it as an answer takes.

In: the path of a file that ``scripts/build_gazetteer.py`` wrote. Out: ``Place``s by their keys, and
``Line``s, the land borders of a country.

The file is a line that names its format, the length of a table of contents, that table (JSON), and
blocks, each compressed for itself with zlib. The places are sorted by their keys, and so are the
other names; the table has the first key of each block, so that a look-up unpacks one block of some
kilobytes. That is a third of what SQLite needs for the same, in the wheel and on the disk, and the
file is mapped into memory: nothing is read that is not asked for.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from checker.errors import GazetteerError
from checker.geography import sphere

FORMAT = b"figcheck gazetteer 1\n"
_LENGTH = struct.Struct("<I")
_KEYS = {"data", "places", "names", "borders"}
SCALE = 10_000
"""Borders are kept in ten-thousandths of a degree, 11 metres."""


class Place(NamedTuple):
    """A populated place. ``region`` is its country by ISO 3166-1, with the state behind a dash in
    the United States ("US-IL"). ``renamed`` is set where it was found by another of its names."""

    name: str
    latitude: float
    longitude: float
    region: str
    population: int
    renamed: bool = False

    @property
    def country(self) -> str:
        """The ISO 3166-1 code of its country."""
        return self.region[:2]


class Line(NamedTuple):
    """A stretch of the land border between two countries, in degrees. ``contested`` says that its
    course is not agreed; ``box`` is south, west, north, east."""

    countries: tuple[str, str]
    contested: bool
    box: tuple[float, float, float, float]
    latitudes: array[float]
    longitudes: array[float]


class Gazetteer:
    """An open file. ``data`` says what it was made of: for each source its name, version, date,
    licence and address."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises :class:`checker.errors.GazetteerError` where it is none."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise GazetteerError(f"{path}: cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            raise GazetteerError(f"{path}: is empty, and no gazetteer") from error
        if self._bytes[: len(FORMAT)] != FORMAT:
            raise GazetteerError(
                f"{path}: is no gazetteer of this version: it does not begin with "
                f"'{FORMAT.decode().strip()}' (scripts/build_gazetteer.py writes one)"
            )
        start = len(FORMAT) + _LENGTH.size
        try:
            (length,) = _LENGTH.unpack(self._bytes[len(FORMAT) : start])
            table: Any = json.loads(zlib.decompress(self._bytes[start : start + length]))
            if not isinstance(table, dict) or table.keys() != _KEYS:
                raise ValueError("its table of contents lacks a part")
            self.data: list[dict[str, str]] = table["data"]
            self._places, self._names = table["places"], table["names"]
            self._borders: dict[str, list[int]] = table["borders"]
            self._end = start + length + sum(self._places["sizes"]) + sum(self._names["sizes"])
            if len(self._bytes) != self._end + sum(size for size, _ in self._borders.values()):
                raise ValueError("it is cut short, or has more than it should")
        except (ValueError, struct.error, zlib.error, KeyError, TypeError) as error:
            raise GazetteerError(f"{path}: is damaged: {error}") from error
        starts = list(accumulate(self._places["sizes"], initial=start + length))
        self._place_starts = starts
        self._name_starts = list(accumulate(self._names["sizes"], initial=starts[-1]))
        self._lines_of = lru_cache(maxsize=128)(self._unpacked_text)
        self._lines = lru_cache(maxsize=16)(self._unpacked_lines)

    def __iter__(self) -> Iterator[tuple[str, Place]]:
        """Every place with its key, in the order of the keys."""
        for block in range(len(self._places["keys"])):
            for line in self._place_lines(block):
                yield line.partition("\t")[0], _place(line)

    def places(self, key: str) -> tuple[Place, ...]:
        """The places of that name, those that have it as their main name first."""
        own = list(self._own(key))
        rows = {row for row, _ in own}
        found = [place for _, place in own]
        others = [self._at(row) for row in self._other(key) if row not in rows]
        return (*found, *(place._replace(renamed=True) for place in others))

    def _own(self, key: str) -> Iterator[tuple[int, Place]]:
        firsts, counts = self._places["keys"], self._places["rows"]
        block = max(0, bisect_left(firsts, key) - 1)
        while block < len(firsts) and firsts[block] <= key:
            lines = self._place_lines(block)
            at = bisect_left(lines, f"{key}\t")
            while at < len(lines) and lines[at].startswith(f"{key}\t"):
                yield counts[block] + at, _place(lines[at])
                at += 1
            block += 1

    def _other(self, key: str) -> Iterator[int]:
        block = bisect_right(self._names["keys"], key) - 1
        if block < 0:
            return
        lines = self._lines_of(self._name_starts[block], self._name_starts[block + 1])
        at = bisect_left(lines, f"{key}\t")
        if at < len(lines) and lines[at].startswith(f"{key}\t"):
            yield from map(int, lines[at].partition("\t")[2].split(","))

    def _at(self, row: int) -> Place:
        block = bisect_right(self._places["rows"], row) - 1
        return _place(self._place_lines(block)[row - self._places["rows"][block]])

    def _place_lines(self, block: int) -> list[str]:
        return self._lines_of(self._place_starts[block], self._place_starts[block + 1])

    def _unpacked_text(self, start: int, end: int) -> list[str]:
        return self._unpacked(start, end).decode("utf-8").split("\n")

    def _unpacked(self, start: int, end: int) -> bytes:
        try:
            return zlib.decompress(self._bytes[start:end])
        except zlib.error as error:
            raise GazetteerError(f"{self.path}: is damaged: {error}") from error

    # ---------------------------------------------------------------------------------- borders

    def neighbours(self, country: str) -> tuple[str, ...]:
        """The countries with which a country has a land border, by code, in order."""
        pairs = (pair.split() for pair in self._borders if country in pair.split())
        return tuple(sorted(a if b == country else b for a, b in pairs))

    def lines(self, country: str, with_country: str | None = None) -> tuple[Line, ...]:
        """The stretches of a country's land border, or of its border with one other country."""
        found: list[Line] = []
        at = self._end
        for pair, (size, _) in self._borders.items():
            ends = pair.split()
            if country in ends and (with_country is None or with_country in ends):
                found += self._lines(pair, at, at + size)
            at += size
        return tuple(found)

    def _unpacked_lines(self, pair: str, start: int, end: int) -> list[Line]:
        """A border's stretches: for each its number of points, whether it is contested, and the
        steps from point to point, north and east by turns."""
        numbers = array("i", self._unpacked(start, end))
        if sys.byteorder == "big":
            numbers.byteswap()
        first, second = pair.split()
        lines = []
        at = 0
        while at < len(numbers):
            points, contested = numbers[at], numbers[at + 1]
            steps = numbers[at + 2 : at + 2 + 2 * points]
            north = array("d", (each / SCALE for each in accumulate(steps[0::2])))
            east = array("d", (each / SCALE for each in accumulate(steps[1::2])))
            box = (min(north), min(east), max(north), max(east))
            lines.append(Line((first, second), bool(contested), box, north, east))
            at += 2 + 2 * points
        return lines

    def to_border(
        self, place: Place, country: str, with_country: str | None = None, contested: bool = True
    ) -> float | None:
        """The distance in km from a place to the nearest point of a country's land border, or of
        its border with one other country; ``None`` where there is none. Without ``contested``,
        stretches whose course is not agreed are left out.

        A stretch is no nearer than the box around it, so that most are never gone along.
        """
        north, east = place.latitude, place.longitude
        lines = [
            (sphere.to_box(north, east, line.box), number, line)
            for number, line in enumerate(self.lines(country, with_country))
            if contested or not line.contested
        ]
        nearest: float | None = None
        for least, _, line in sorted(lines, key=lambda each: each[:2]):
            if nearest is not None and least >= nearest:
                break
            found = sphere.to_line(north, east, line.latitudes, line.longitudes)
            nearest = found if nearest is None else min(nearest, found)
        return nearest


def _place(line: str) -> Place:
    """A line of the table of places; the name is left out where the key gives it."""
    key, name, north, east, region, people = line.split("\t")
    return Place(name or key.title(), int(north) / 1000, int(east) / 1000, region, int(people))


@lru_cache(maxsize=4)
def opened(path: str) -> Gazetteer:
    """The gazetteer in a file, opened once. Raises as :class:`Gazetteer` does."""
    return Gazetteer(Path(path))
