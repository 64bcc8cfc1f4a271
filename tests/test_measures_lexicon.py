"""What the measures that ship promise: files that parse, ids that mean one thing, words enough, and
words that do not fire elsewhere.

In: ``checker/lexicon/measures/*.yml``. Out: a failure that names file and measure.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

import checker
from checker import lexicon, measures

FOLDER = Path(lexicon.__file__).parent / "measures"
FILES = sorted(FOLDER.glob("*.yml"))
EXPRESSING = ("verbs", "nouns", "adjectives", "phrases", "units", "implied_by")


def _entries() -> list[tuple[str, str, dict[str, object]]]:
    return [
        (path.stem, name, entry)
        for path in FILES
        for name, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    ]


ENTRIES = _entries()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_opens_with_what_it_holds_and_names_no_measure_twice(path: Path) -> None:
    """YAML would silently keep the last of two entries of one name."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    names = Counter(str(key.value) for key, _ in yaml.compose(text).value)
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_keys_and_behaviours_are_of_the_closed_lists(path: Path) -> None:
    for stem, name, entry in ENTRIES:
        if stem == path.stem:
            assert set(entry) <= measures.KEYS, name
            assert entry["behaviour"] in measures.BEHAVIOURS, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_are_words(path: Path) -> None:
    """Bare ``no`` and ``on`` are booleans in YAML 1.1, and a word named twice is a slip."""
    for stem, name, entry in ENTRIES:
        for key in measures.LISTS:
            words = entry.get(key, [])
            if stem == path.stem and isinstance(words, list):
                assert all(isinstance(word, str) and word.strip() for word in words), (name, key)


def test_there_are_at_least_three_hundred_measures() -> None:
    assert len(measures.measures()) >= 300


def test_every_measure_can_be_expressed() -> None:
    expressed = {name for _, name, entry in ENTRIES if any(entry.get(key) for key in EXPRESSING)}
    assert expressed == set(measures.measures())


def test_what_topics_say_of_one_measure_agrees() -> None:
    """A measure may stand in several files, as words of one thing; then its behaviour is one."""
    behaviours: dict[str, set[object]] = {}
    for _, name, entry in ENTRIES:
        behaviours.setdefault(name, set()).add(entry["behaviour"])
    assert not {name for name, found in behaviours.items() if len(found) > 1}


def test_wider_measures_and_neighbours_exist() -> None:
    table = measures.measures()
    named = {
        (measure.name, other)
        for measure in table.values()
        for other in (*measure.apart, *filter(None, (measure.within,)))
    }
    assert not {pair for pair in named if pair[1] not in table}
    assert not {pair for pair in named if pair[0] == pair[1]}


def test_what_is_said_more_closely_is_measured_alike() -> None:
    table = measures.measures()
    for wide, closer in lexicon.load("loose")["closer"].items():
        for name in closer:
            assert wide != name
            assert not table[wide].dimensions.isdisjoint(table[name].dimensions), (wide, name)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("capacity_utilisation", "reservoir_level", True),
        ("reservoir_level", "capacity_utilisation", True),
        ("reservoir_level", "bed_occupancy", False),
        ("profit", "net_profit", True),
        ("killed", "injured", False),
        ("wave_height", "height", True),
    ],
)
def test_measures_that_say_one_thing_more_and_less_closely(
    one: str, other: str, alike: bool
) -> None:
    assert measures.kin(one, other) is alike


def test_no_measure_lies_within_itself() -> None:
    table = measures.measures()
    for start in table.values():
        seen, here = {start.name}, start.within
        while here is not None:
            assert here not in seen, start.name
            seen.add(here)
            here = table[here].within


def test_a_counted_measure_says_what_it_counts() -> None:
    """Without nouns it would take every number in the sentence. An index counts nothing."""
    counted = [m for m in measures.measures().values() if m.dimensions == {"count"}]
    assert not [m.name for m in counted if not (m.counts or m.persons or m.name.endswith("_index"))]


def _measure(text: str, figure: str) -> str | None:
    document = checker.document(text, name="a.txt", source="a", published="2025-06-02")
    for claim in checker.claims([document]):
        if figure in text[claim.figure.span.start : claim.figure.span.end]:
            return claim.measure.value if claim.measure else None
    raise AssertionError(f"no figure {figure} in {text}")


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("Ward staff counted 212 confirmed infections by noon.", "212", "disease_cases"),
        ("Measles has sickened 212 people since spring.", "212", "disease_cases"),
        ("Some 5,400 people came ashore in small boats in May.", "5,400", "migrant_arrivals"),
        ("Organisers said 40,000 people took to the streets.", "40,000", "crowd_size"),
        ("Turnout reached 61.4 per cent.", "61.4", "turnout"),
        ("He threw for 312 yards.", "312", "yards_gained"),
        ("There is a bus every 12 minutes.", "12", "service_frequency"),
        ("Twelve patients dropped out of the trial.", "Twelve", "trial_dropouts"),
        ("The engine fired for 92 seconds.", "92", "burn_duration"),
        ("Wolves killed 87 sheep in the valley.", "87", "predation_losses"),
        ("The bones lay 2.4 metres below street level.", "2.4", "excavation_depth"),
        ("Some 1.8 million people performed the hajj.", "1.8", "pilgrims"),
        ("Twenty charges were dropped.", "Twenty", "charges_dropped"),
        ("A basic funeral costs $4,300.", "4,300", "funeral_cost"),
        ("The bill passed with 214 votes in favour.", "214", "votes_for"),
        ("Primary classes hold 27 pupils on average in a class of their own.", "27", "class_size"),
        ("Wardens issued 9,100 parking tickets.", "9,100", "parking_fines"),
        ("The median age of the island is 38 years.", "38", "median_age"),
        ("The run raised £41,000 for charity.", "£41,000", "donations_raised"),
        ("Only 310 homes were completed last year.", "310", "homes_completed"),
        ("A fifth, or 19 per cent, of drinking water is lost to leaks.", "19", "water_leakage"),
        ("The mayor opened a 900-metre bridge.", "900", "length"),
        ("Guests booked 2.1 million overnight stays.", "2.1", "overnight_stays"),
        ("Fog forced the airline to cancel 140 flights.", "140", "flights_cancelled"),
        ("On Monday 31 ships were at anchor waiting for a berth.", "31", "ships_waiting"),
        ("She won the final in 10.91 seconds, a personal best.", "10.91", "race_time"),
        ("The novel has sold 90,000 copies.", "90,000", "books_sold"),
        ("They were married for 52 years.", "52", "marriage_duration"),
    ],
)
def test_a_topic_is_known_by_its_words(text: str, figure: str, measure: str) -> None:
    assert _measure(text, figure) == measure


@pytest.mark.parametrize(
    ("text", "figure", "not_this"),
    [
        ("The index closed at 9,120 points in March.", "9,120", "crowd_size"),
        ("Shares closed 3 per cent lower.", "3", "schools_closed"),
        (
            "Traffic there reached 52,000 vehicles a day.",
            "52,000",
            "trafficking_victims",
        ),
        ("Police arrested 61 protesters.", "61", "crowd_size"),
        ("The court heard 40 cases.", "40", "disease_cases"),
        ("Thieves stole 12 paintings.", "12", "artworks"),
        ("The troops carried out 14 operations.", "14", "operations_performed"),
        ("Forces killed 47 rebels.", "47", "votes_against"),
        ("Oil changed hands for $81 a barrel.", "$81", "house_price"),
        ("The bank closed 60 branches on Wed.", "60", "marriages"),
    ],
)
def test_words_of_one_topic_stay_silent_in_another(text: str, figure: str, not_this: str) -> None:
    assert _measure(text, figure) != not_this
