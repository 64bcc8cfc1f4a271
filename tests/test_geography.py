"""The map: its file, the script that builds it, and what it says of distances in texts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker import pipeline, ruleset, use_gazetteer
from checker.config import load
from checker.documents import document
from checker.errors import ConfigError, GazetteerError
from checker.geography import distances, nations, resolving, sphere, store
from checker.geography.keys import key
from checker.geography.populations import populations
from checker.geography.resolving import Named
from checker.geography.store import Gazetteer, Place
from scripts import build_gazetteer as build

RULES = tuple(
    rule
    for rule in ruleset.builtin()
    if rule.id in ("distance-implausible", "border-distance-implausible")
)
SHIPPED = distances.SHIPPED


@pytest.fixture(scope="module")
def atlas() -> Gazetteer:
    return Gazetteer(SHIPPED)


def fired(text: str) -> int:
    """How many distances of a text the map contradicts."""
    return len(pipeline.check([document(text, name="a.txt")], RULES).findings)


# Names and measures


@pytest.mark.parametrize(
    ("written", "meets"),
    [
        ("Kam'yans'ke", "Kamyanske"),
        ("Kam’yans’ke", "Kamyanske"),
        ("Łódź", "Lodz"),
        ("Stratford-upon-Avon", "Stratford upon Avon"),
        ("St. Louis", "Saint Louis"),
        ("Tromsø", "tromso"),
        ("Ḩalab", "Halab"),
    ],
)
def test_spellings_of_a_name_meet(written: str, meets: str) -> None:
    assert key(written) == key(meets)


@given(st.text(max_size=30))
@example("₨")
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        # By Karney's algorithm, as pyproj has it.
        ((49.710, 37.616), (50.291, 36.941), 80.7),
        ((48.853, 2.349), (40.714, -74.006), 5852.9),
        ((-33.868, 151.207), (51.508, -0.126), 16989.3),
        ((0.0, 179.5), (0.0, -179.5), 111.3),
        ((89.0, 0.0), (89.0, 180.0), 223.4),
    ],
)
def test_distances_are_those_of_the_ellipsoid(
    a: tuple[float, float], b: tuple[float, float], km: float
) -> None:
    assert sphere.distance(*a, *b) == pytest.approx(km, rel=2e-3)


POINT = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(POINT, POINT)
def test_a_distance_is_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    there = sphere.distance(*a, *b)
    assert there == pytest.approx(sphere.distance(*b, *a), abs=1e-3)
    assert 0 <= there <= 20_040


STEP = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


@given(POINT, STEP, st.lists(STEP, min_size=2, max_size=6))
def test_a_line_is_no_nearer_than_the_box_around_it(
    start: tuple[float, float], beside: tuple[float, float], steps: list[tuple[float, float]]
) -> None:
    north, east = [start[0] + up for up, _ in steps], [start[1] + over for _, over in steps]
    point = (start[0] + beside[0], start[1] + beside[1])
    box = (min(north), min(east), max(north), max(east))
    assert sphere.to_box(*point, box) <= sphere.to_line(*point, north, east) + 1e-6


def test_the_distance_to_a_line_is_that_to_its_nearest_point() -> None:
    degree = sphere.distance(50.0, 30.0, 51.0, 30.0)
    assert sphere.to_line(50.0, 30.0, [51.0, 51.0], [29.0, 31.0]) == pytest.approx(degree, rel=1e-2)
    assert sphere.to_line(50.0, 30.0, [50.0], [30.0]) == 0


def test_a_town_is_as_wide_as_it_has_people() -> None:
    assert sphere.radius(0) == 0
    assert 1 < sphere.radius(20_000) < 3
    assert 10 < sphere.radius(1_400_000) < 20
    assert sphere.radius(40_000_000) == 50


def test_countries_are_known_as_nouns_and_as_adjectives() -> None:
    assert nations.country("Russian") == nations.country("Russia") == "RU"
    assert nations.country("Norway") == "NO"
    assert nations.country("Orlaven") is None
    assert nations.regions("Georgia") == {"GE", "US-GA"}
    assert nations.regions("Ill.") == {"US-IL"}
    assert nations.name("US-IL") == "Illinois, United States"
    assert nations.mentioned("The Estonian-Russian border, and the United States.") == {
        "EE",
        "RU",
        "US",
    }


# The file that ships


def test_the_file_is_small_and_whole(atlas: Gazetteer) -> None:
    assert SHIPPED.stat().st_size < 8_000_000
    keys = [own for own, _ in atlas]
    assert len(keys) > 200_000
    assert keys == sorted(keys)
    assert all(-90 <= p.latitude <= 90 and -180 <= p.longitude <= 180 for _, p in atlas)


def test_the_file_says_what_it_is_made_of(atlas: Gazetteer) -> None:
    page = SHIPPED.with_name("SOURCES.md").read_text(encoding="utf-8")
    assert page == build.sources(atlas.data)
    assert [each["licence"] for each in atlas.data] == ["CC BY 4.0", "public domain"]
    assert all(each["name"] and each["date"] for each in atlas.data)


def test_places_are_found_by_their_other_names(atlas: Gazetteer) -> None:
    for form in ("Chuguev", "Chuhuiv", "Chuhuyiv"):
        assert [(p.name, p.region) for p in atlas.places(key(form))] == [("Chuhuyiv", "UA")]
    assert atlas.places(key("Slaviansk")) or atlas.places(key("Sloviansk"))
    assert {p.region for p in atlas.places(key("Springfield"))} >= {"US-IL", "US-MO", "US-MA"}
    assert atlas.places(key("Orlaven")) == ()
    assert atlas.places("") == ()
    assert atlas.places("zzzzzz") == ()


def test_every_place_is_found_by_its_own_name(atlas: Gazetteer) -> None:
    for number, (own, place) in enumerate(atlas):
        if number % 4_999 == 0:
            assert place in atlas.places(own)


def test_every_land_border_is_between_countries_that_have_a_name(atlas: Gazetteer) -> None:
    assert atlas.neighbours("UA") == ("BY", "HU", "MD", "PL", "RO", "RU", "SK")
    assert atlas.neighbours("IS") == ()
    for code in ("UA", "DE", "BR", "CD", "CN", "US"):
        assert all(nations.name(each) != each for each in atlas.neighbours(code))
        assert all(len(line.latitudes) > 1 for line in atlas.lines(code))


def test_the_border_of_a_country_is_its_nearest_land_border(atlas: Gazetteer) -> None:
    (town,) = atlas.places("chuguev")
    assert atlas.to_border(town, "RU") == pytest.approx(41.5, abs=0.5)
    assert atlas.to_border(town, "RU", "UA") == pytest.approx(41.5, abs=0.5)
    assert atlas.to_border(town, "RU", "FI") == pytest.approx(1_300, rel=0.2)
    assert atlas.to_border(town, "IS") is None


# A file of a desk's own


CITIES = [
    {"name": "Orlaven", "latitude": 50.0, "longitude": 10.0, "countrycode": "DE",
     "population": 30_000, "alternatenames": ["Orlavin", "ORL", "Орлавен", "ao la wen"]},
    {"name": "Berrow", "latitude": 50.9, "longitude": 10.0, "countrycode": "DE",
     "population": 40_000, "alternatenames": []},
    {"name": "Berrow", "latitude": 40.0, "longitude": -90.0, "countrycode": "US",
     "admin1code": "IL", "population": 900, "alternatenames": []},
]  # fmt: skip
COUNTRIES = [{"iso": "DE", "isonumeric": 276}, {"iso": "CZ", "isonumeric": 203}]
TOPOLOGY = {
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "arcs": [[[110, 490], [0, 10], [0, 10]], [[110, 510], [-50, 0]], [[110, 510], [50, 0]]],
    "objects": {"countries": {"geometries": [
        {"type": "Polygon", "id": "276", "properties": {"name": "Germany"}, "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": "203", "properties": {"name": "Czechia"},
         "arcs": [[[-1, 2]]]},
        {"type": "Polygon", "properties": {"name": "A base"}, "arcs": [[2]]},
    ]}},
}  # fmt: skip
DATA = [
    {"of": of, "name": f"Desk {of}", "date": "2026", "licence": "own", "url": "-", "edition": "1"}
    for of in ("places", "borders")
]


def small(folder: Path) -> Path:
    lines = build.borders(TOPOLOGY, build.codes(COUNTRIES))
    path = folder / "desk.gazetteer"
    path.write_bytes(build.gazetteer(build.rows(CITIES), lines, DATA))
    return path


@pytest.fixture
def own_map(tmp_path: Path) -> Iterator[Path]:
    path = small(tmp_path)
    use_gazetteer(path)
    yield path
    use_gazetteer(SHIPPED)


def test_rows_leave_out_codes_and_transcriptions() -> None:
    rows = build.rows(CITIES)
    assert [(row.key, row.region) for row in rows] == [
        ("berrow", "DE"),
        ("berrow", "US-IL"),
        ("orlaven", "DE"),
    ]
    assert rows[-1].others == ("orlavin",)


def test_a_border_is_what_two_countries_share() -> None:
    lines = build.borders(TOPOLOGY, build.codes(COUNTRIES))
    assert list(lines) == [("CZ", "DE")]
    assert lines["CZ", "DE"] == [[(11.0, 49.0), (11.0, 50.0), (11.0, 51.0)]]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = small(tmp_path)
    assert small(tmp_path).read_bytes() == path.read_bytes()
    read = Gazetteer(path)
    assert read.places("orlavin") == (Place("Orlaven", 50.0, 10.0, "DE", 30_000, renamed=True),)
    assert [place.region for place in read.places("berrow")] == ["DE", "US-IL"]
    assert read.neighbours("DE") == ("CZ",)
    (line,) = read.lines("DE")
    assert (list(line.latitudes), set(line.longitudes)) == ([49.0, 50.0, 51.0], {11.0})


@pytest.mark.usefixtures("own_map")
def test_a_desk_measures_on_its_own_map() -> None:
    found = pipeline.check([document("Orlavin lies 20 km from Berrow.", name="a.txt")], RULES)
    (finding,) = found.findings
    assert "Orlavin (Orlaven, Germany) and Berrow (Germany) lie 100" in finding.message
    assert "Desk places, 2026" in finding.message
    assert fired("Orlaven lies 100 km from Berrow.") == 0
    assert fired("Orlaven is 300 km from the Czech border.") == 1
    assert fired("Lyon, 20 km from Paris, was hit.") == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"PK\x03\x04 something else altogether", "is no gazetteer of this version"),
        (store.FORMAT + b"\x05\x00\x00\x00abcde", "is damaged"),
        (store.FORMAT, "is damaged"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    path = tmp_path / "wrong.gazetteer"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError, match=re.escape(f"{path}: {told}")) as refused:
        use_gazetteer(path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(GazetteerError, match="cut short"):
        Gazetteer(path)


def test_a_block_that_is_damaged_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = small(tmp_path)
    content = bytearray(path.read_bytes())
    content[-8:] = b"\xff" * 8
    path.write_bytes(bytes(content))
    with pytest.raises(GazetteerError, match="is damaged"):
        Gazetteer(path).lines("DE")


def test_the_configuration_names_the_map(tmp_path: Path) -> None:
    (tmp_path / "figcheck.toml").write_text('gazetteer = "desk.gazetteer"\n', encoding="utf-8")
    assert load(tmp_path / "figcheck.toml").gazetteer == str(tmp_path / "desk.gazetteer")
    (tmp_path / "figcheck.toml").write_text("gazetteer = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"figcheck.toml:1: gazetteer must be the path of a file"):
        load(tmp_path / "figcheck.toml")


# Which place is meant


def candidates(atlas: Gazetteer, name: str, within: frozenset[str] = frozenset()) -> list[Place]:
    return resolving.candidates(atlas, Named(name, within))


def test_a_name_is_resolved_by_the_other_place(atlas: Gazetteer) -> None:
    pair = resolving.sure(candidates(atlas, "Hamilton"), candidates(atlas, "Auckland"), frozenset())
    assert pair is not None
    assert (pair.first.name, pair.first.region) == ("Hamilton", "NZ")
    pair = resolving.sure(candidates(atlas, "Hamilton"), candidates(atlas, "Toronto"), frozenset())
    assert pair is not None
    assert (pair.first.name, pair.first.region) == ("Hamilton", "CA")
    pair = resolving.sure(candidates(atlas, "Cordoba"), candidates(atlas, "Seville"), frozenset())
    assert pair is not None
    assert pair.first.region == "ES"  # though there is a greater one in Argentina


def test_a_name_is_resolved_by_the_region_behind_it(atlas: Gazetteer) -> None:
    assert len(candidates(atlas, "Springfield")) > 10
    (town,) = candidates(atlas, "Lyon", frozenset({"FR"}))
    assert town.population > 400_000
    assert {p.region for p in candidates(atlas, "Springfield", frozenset({"US-IL"}))} == {"US-IL"}


def test_what_cannot_be_known_is_left_alone(atlas: Gazetteer) -> None:
    springfield, petrovka = candidates(atlas, "Springfield"), candidates(atlas, "Petrovka")
    assert resolving.outweighing(springfield) is None
    assert resolving.sure(springfield, candidates(atlas, "Georgetown"), frozenset()) is None
    assert resolving.sure(petrovka, candidates(atlas, "Poltava"), frozenset()) is None


def test_a_town_in_a_story_about_elsewhere_is_left_alone(atlas: Gazetteer) -> None:
    first, second = candidates(atlas, "Merefa"), candidates(atlas, "Liubotyn")
    assert resolving.sure(first, second, frozenset()) is not None
    assert resolving.sure(first, second, frozenset({"BR"})) is None


# Texts made from the map

WORDINGS = (
    "{a}, a town {d} from {b}, was shelled.",
    "{a} lies {d} north of {b}.",
    "In {a}, {d} from {b}, a school burned.",
    "{a} is {d} away from {b}.",
    "{a} and {b} are {d} apart.",
    "The distance between {a} and {b} is {d}.",
    "Residents of {a}, some {d} from {b}, left.",
    "The town of {a} is about {d} from the city of {b}.",
    "Nobody drove the {d} from {a} to {b}.",
    "{a}, which lies {d} from {b}, has a port.",
    "Officials in {a}, located just {d} southwest of {b}, were silent.",
)
BORDER_WORDINGS = (
    "{a}, {d} from the {adjective} border, was shelled.",
    "{a} lies {d} from the border with {country}.",
    "The town of {a} is about {d} from {country}'s border.",
    "In {a}, just {d} from the {adjective} frontier, a school burned.",
    "{a} is {d} from {country}.",
)
UNITS = {"km": 1.0, "kilometres": 1.0, "miles": 1.609344, "nautical miles": 1.852}


def towns(atlas: Gazetteer) -> dict[str, list[Place]]:
    """The towns of each country with 20,000 people or more, whose name no other place has."""
    found: dict[str, list[Place]] = {}
    for own, place in atlas:
        if place.population >= 20_000 and place.name.isascii() and place.name.isalpha():
            alone = len(resolving.candidates(atlas, Named(place.name))) == 1
            if alone and nations.country(own) is None:
                found.setdefault(place.country, []).append(place)
    return {country: listed for country, listed in found.items() if len(listed) > 9}


@pytest.fixture(scope="module")
def by_country(atlas: Gazetteer) -> dict[str, list[Place]]:
    return towns(atlas)


def pairs(
    by_country: dict[str, list[Place]], chance: random.Random
) -> Iterator[tuple[str, str, float]]:
    """Two towns of a country and their distance, many times as long as they are wide."""
    countries = sorted(by_country)
    while True:
        first, second = chance.sample(by_country[chance.choice(countries)], 2)
        km = resolving.between(first, second)
        if 30 < km < 350 and km > 8 * (sphere.radius(first.population + second.population) + 2):
            yield first.name, second.name, km


def written(km: float, chance: random.Random) -> str:
    unit = chance.choice(sorted(UNITS))
    return f"{round(km / UNITS[unit]):,} {unit}"


def test_true_distances_are_silent_and_those_off_by_a_factor_of_two_are_not(
    by_country: dict[str, list[Place]],
) -> None:
    chance = random.Random(20)  # noqa: S311 - the same pairs in every run
    made = pairs(by_country, chance)
    for number in range(50):
        first, second, km = next(made)
        wording = WORDINGS[number % len(WORDINGS)]
        for factor in (1.0, 0.5, 2.0):
            text = wording.format(a=first, b=second, d=written(km * factor, chance))
            journey = factor == 2 and "drove" in text
            assert fired(text) == (factor != 1 and not journey), (text, km)


def test_true_distances_to_borders_are_silent_and_those_off_by_a_factor_of_two_are_not(
    atlas: Gazetteer, by_country: dict[str, list[Place]]
) -> None:
    chance = random.Random(21)  # noqa: S311
    countries, tried = sorted(by_country), 0
    while tried < 50:
        place = chance.choice(by_country[chance.choice(countries)])
        other = chance.choice(atlas.neighbours(place.country) or ("",))
        name, *rest = nations.names(other)
        km = atlas.to_border(place, other, place.country) if rest else None
        nearest = atlas.to_border(place, other) if rest else None
        if km is None or nearest is None or not 90 < km < 350 or nearest < 0.9 * km:
            continue
        if km < 12 * sphere.radius(place.population) or rest[-1][-1] not in "nh":
            continue
        if atlas.to_border(place, other, None, False) != nearest:
            continue
        wording = BORDER_WORDINGS[tried % len(BORDER_WORDINGS)]
        for factor in (1.0, 0.5, 2.0):
            d = written(km * factor, chance)
            text = wording.format(a=place.name, d=d, adjective=rest[-1], country=name)
            assert fired(text) == (factor != 1), (text, km)
        tried += 1


def test_the_map_is_opened_only_for_a_distance_between_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(path: str) -> Gazetteer:
        raise AssertionError(path)

    monkeypatch.setattr(store, "opened", never)
    assert fired("The wall is 40 km long. He walked 20 km from the village. It cost $3m.") == 0


def test_a_table_of_towns_has_each_name_once(atlas: Gazetteer) -> None:
    found = list(populations(atlas, {"GB", "US"}, 20_000))
    assert len({key(place.name) for place in found}) == len(found) > 1000
    assert all(place.country in {"GB", "US"} and place.population >= 20_000 for place in found)
    names = {(place.name, place.country) for place in found}
    assert ("London", "GB") in names  # far larger than its namesakes
    assert not {("Springfield", "US"), ("Newport", "GB")} & names  # several of like size
