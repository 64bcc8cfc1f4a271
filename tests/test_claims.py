"""What a claim says of its figure: measure, owner, place, time, scope, source.

In: sentences of our own. Out: the slots that they fill, and those that they must leave open.
"""

from __future__ import annotations

from datetime import date

import pytest

import checker
from checker import measures, spelling
from checker.claims import claims as claims_of
from checker.errors import LexiconError
from checker.figures import figures
from checker.model import Claim
from checker.segments import segments

PUBLISHED = "2025-06-12"  # a Thursday


def read(text: str, name: str = "a.md") -> dict[str, Claim]:
    """The claims of a text by the words of their figures."""
    document = checker.document(text, name=name, published=PUBLISHED)
    found = claims_of(document, segments(document), figures(document))
    return {claim.figure.surface: claim for claim in found}


def slot(claim: Claim, name: str) -> str | None:
    found = getattr(claim, name)
    return None if found is None else found.value


MEASURES = [
    ("Twelve people were killed in Berrow.", "Twelve", "killed"),
    ("The blast killed 12.", "12", "killed"),
    ("Ferry sinks, 48 dead", "48", "killed"),
    ("The landslide has claimed the lives of 31 villagers.", "31", "killed"),
    ("Six died and 17 were wounded.", "Six", "killed"),
    ("Six died and 17 were wounded.", "17", "injured"),
    ("Nine miners are unaccounted for.", "Nine", "missing"),
    ("The death toll from the shelling of the market stood at 64.", "64", "killed"),
    ("Some 900 people fled their homes.", "Some 900", "displaced"),
    ("The dam is 40 metres high.", "40 metres", "height"),
    ("The fire killed 400 sheep.", "400", "livestock_died"),
    ("Fighting drove 300 villagers from their homes.", "300", "displaced"),
    ("The airport handled 4.2 million passengers.", "4.2 million", "passengers_carried"),
    ("Storms forced the cancellation of 640 flights.", "640", "flights_cancelled"),
    ("Seven of the night train's nine coaches derailed.", "Seven", "carriages_derailed"),
    ("Seven of the night train's nine coaches derailed.", "nine", None),
    ("Six of the 12 men aboard were rescued.", "Six", "rescued"),
    ("Six of the 12 men aboard were rescued.", "12", "people_aboard"),
    ("Turnout did the rest. The final count puts it at 64.1%.", "64.1%", "turnout"),
    ("The bridge was completed on 9 April.", "9 April", "completion_date"),
    ("A strong quake struck the coast at 4.17am.", "4.17am", "occurrence_date"),
    ("The council voted 7-2 for the plan.", "7-2", "vote_split"),
    ("Amaral, 51, is a teacher.", "51", "age_of_person"),
    ("Prices rose 2% in May, down from 3%.", "3%", "inflation_rate"),
    ("Telmar missed 12 chances.", "12", None),
    ("The council bought 14 buses.", "14", None),
]


@pytest.mark.parametrize(("text", "figure", "expected"), MEASURES)
def test_the_measure_is_the_nearest_that_fits(text: str, figure: str, expected: str | None) -> None:
    assert slot(read(text)[figure], "measure") == expected


def test_every_figure_but_an_identifier_makes_a_claim() -> None:
    text = "On 3 May 2025 the 58th exchange freed 20 men near the M4 motorway."
    assert list(read(text)) == ["3 May 2025", "58th", "20"]


OWNERS = [
    ("Orlaven lies 20 km from the border.", "20 km", "orlaven", "border"),
    (
        "The river runs by Orlaven, a farming village 12 km north of Telmar.",
        "12 km",
        "orlaven",
        "telmar",
    ),
    ("The 20 km between Orlaven and Telmar took a day.", "20 km", "orlaven", "telmar"),
    (
        "Orlaven was hit. Its proximity to the border, just 40 km away, is why.",
        "just 40 km",
        "orlaven",
        "border",
    ),
    ("Orlaven was hit. The town is 9 km from Telmar.", "9 km", "orlaven", "telmar"),
    ("The column moved 5 km towards Orlaven.", "5 km", None, None),
]


@pytest.mark.parametrize(("text", "figure", "near", "far"), OWNERS)
def test_a_distance_has_two_ends(text: str, figure: str, near: str | None, far: str | None) -> None:
    claim = read(text)[figure]
    assert slot(claim, "counterpart") == far
    if far is not None:
        assert slot(claim, "entity") == near
        assert slot(claim, "measure") == "distance"


def test_the_owner_is_the_thing_that_a_figure_modifies() -> None:
    assert (
        slot(read("A coach fell into a 30-metre (98-foot) ravine.")["30-metre"], "entity")
        == "ravine"
    )
    assert slot(read("They stood by a ravine 40 metres deep.")["40 metres"], "entity") == "ravine"
    assert (
        slot(read("The 240-megawatt Corvo Reef wind farm was opened.")["240-megawatt"], "entity")
        == "corvo reef farm"
    )


MODALITIES = [
    ("The poll found that 40% would vote.", "40%", "poll"),
    ("Some 46,000 polling stations opened.", "Some 46,000", "asserted"),
    ("The survey found 120 deer.", "120", "asserted"),
    ("Shots made the illness 31% less likely to return.", "31%", "asserted"),
    ("Rates went up to 4%.", "4%", "asserted"),
    ("They face fines of up to $500.", "$500", "limit"),
    ("He scored 28 goals.", "28", "asserted"),
    ("The council could lose 40 jobs.", "40", "forecast"),
    ("Police could not find 40 of the guns.", "40", "asserted"),
]


@pytest.mark.parametrize(("text", "figure", "expected"), MODALITIES)
def test_idle_phrases_say_nothing_of_modality(text: str, figure: str, expected: str) -> None:
    found = [claim for surface, claim in read(text).items() if figure in surface]
    assert [claim.modality.value for claim in found] == [expected]


SPEAKERS = [
    ("Residents were told that 40 people died.", "40", None),
    ("The city's murder count fell to 37.", "37", None),
    ("A force beyond the river, put at 9,000 by the mayor, has tanks.", "9,000", "mayor"),
    ("Port Authority figures show 40 ships sank.", "40", "authority figures port show"),
    (
        "The coastguard, whose count we follow, said at nine that 40 people died.",
        "40",
        "coastguard",
    ),
    ("The coastguard, whose boats came, said 40 people had died.", "40", "coastguard"),
    ("The heirs hold 40 shares and have not said what they will do.", "40", None),
    (
        '"We sprayed 40 fields," the farm minister, Ana Ruiz, told this paper.',
        "40",
        "ana farm minister ruiz",
    ),
    ("The petition, lodged on Friday, says that the forms of 40 clubs burned.", "40", "petition"),
]


@pytest.mark.parametrize(("text", "figure", "expected"), SPEAKERS)
def test_who_is_told_and_what_is_counted_is_no_speaker(
    text: str, figure: str, expected: str | None
) -> None:
    said = read(text)[figure].attribution
    assert (said.key if said is not None else None) == expected


DONE_TO = [
    ("Lorries cross a pontoon bridge that engineers completed on 9 April.", "9 April", "bridge"),
    ("They crossed the garrison's pontoon bridge, finished on 2 April.", "2 April", "bridge"),
    ("The army completed the bridge on 9 April.", "9 April", "bridge"),
    ("In the gale 72 towers of the Corvo wind farm turned.", "72", "corvo farm"),
    ("The ferry, licensed for 250 passengers, sank.", "250", "ferry"),
    ("Orlaven, a farming village, 12 km north of Telmar.", "12 km", "orlaven"),
]


@pytest.mark.parametrize(("text", "figure", "owner"), DONE_TO)
def test_the_owner_is_what_something_happened_to(text: str, figure: str, owner: str) -> None:
    assert slot(read(text)[figure], "entity") == owner


def test_what_reaches_from_end_to_end_is_no_distance() -> None:
    claim = read("The hull measures 365 metres from bow to stern.")["365 metres"]
    assert (slot(claim, "measure"), slot(claim, "counterpart")) == ("length", None)


def test_what_is_of_a_country_is_the_country_s() -> None:
    assert spelling.same(spelling.fold("ukrainian"), spelling.fold("ukraine"))


PERIODS = [
    ("On Tuesday 90 people died.", "2025-06-10", "2025-06-10"),
    ("Last Thursday 90 people died.", "2025-06-05", "2025-06-05"),
    ("In March 90 people died.", "2025-03-01", "2025-03-31"),
    ("In the first quarter 90 people died.", "2025-01-01", "2025-03-31"),
    ("Between January and April 90 people died.", "2025-01-01", "2025-04-30"),
    ("Over the past week 90 people died.", "2025-06-05", "2025-06-12"),
    ("In the three months to May 90 people died.", "2025-03-01", "2025-05-31"),
    ("In 2019 a flood took the town and 90 people died.", "2019-01-01", "2019-12-31"),
    ("Last year 90 people died.", "2024-01-01", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_a_period_is_seen_from_the_day_of_publication(text: str, start: str, end: str) -> None:
    period = read(text)["90"].period
    assert period is not None
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))


def test_the_day_on_which_somebody_spoke_is_no_period() -> None:
    assert read("Some 90 people died, the mayor said on Monday.")["Some 90"].period is None
    assert read("BERROW, June 12 — Some 90 people died.")["Some 90"].period is None


def test_what_counts_since_or_until_a_day_is_cumulative() -> None:
    since = read("Since March 90 people have died.")["90"].period
    assert since is not None
    assert since.cumulative
    assert since.start == date(2025, 3, 1)
    until = read("By Wednesday 90 people had died.")["90"].period
    assert until is not None
    assert until.cumulative
    assert until.end == date(2025, 6, 11)


FACETS = [
    ("Sixty died, among them 12 children.", "12", "scope", "part"),
    ("Of the 60 dead, 12 of them were children.", "12", "scope", "of-them"),
    ("Another 12 people died.", "12", "scope", "new"),
    ("Twelve people died.", "Twelve", "scope", None),
    ("An average of 12 people died.", "12", "statistic", "mean"),
    ("It sells 12 loaves a day.", "12", "statistic", "rate"),
    ("It sells 12 loaves.", "12", "statistic", None),
]


@pytest.mark.parametrize(("text", "figure", "name", "expected"), FACETS)
def test_words_beside_the_figure_limit_it(
    text: str, figure: str, name: str, expected: str | None
) -> None:
    claim = next(c for surface, c in read(text).items() if figure in surface)
    assert slot(claim, name) == expected


def test_modality_and_movement() -> None:
    assert read("The flood could kill 5,000 people.")["5,000"].modality == "forecast"
    assert read("In May, 5,000 people were killed.")["5,000"].modality == "asserted"
    moved = read("The toll rose to 63, up from 58, after prices had risen by 4%.")
    assert [moved[each].aspect for each in ("63", "58", "4%")] == ["level", "old", "change"]
    assert read("They may choose from 58 dishes.")["58"].aspect == "level"


SOURCED = [
    "Twelve people were killed, the regional governor said.",
    "According to the health ministry, 12 people were killed.",
    "Twelve people were killed. The toll was given by the mayor, who said more may lie below.",
    "“Twelve people were killed,” Dalia Werren told reporters.",
    "Twelve people were killed, officials said.",
    "We counted 12 people killed at the gate.",
    "The court found that neglect had killed 12 workers.",
    "Twelve people were killed in Berrow.\n\nIt rained.\n\nPolice said twelve people were killed.",
    "The ministry gave these figures, it said:\n\n- 12 people killed\n- 30 injured",
]

UNSOURCED = [
    "Twelve people were killed in the strike.",
    "The blast killed 12 workers. The street was full of glass.",
    "Twelve people were found dead. Their cars stood in the orchard.",
    "The mayor said that rain would come.\n\nTwelve people were killed.\n\nThe road is shut.",
]


@pytest.mark.parametrize("text", SOURCED)
def test_a_source_is_seen(text: str) -> None:
    assert all(claim.attribution is not None for claim in read(text).values())


@pytest.mark.parametrize("text", UNSOURCED)
def test_where_nobody_is_named_there_is_no_source(text: str) -> None:
    assert all(claim.attribution is None for claim in read(text).values())


SPEAKERS = [
    ("Twelve died, the interior ministry said.", "interior ministry", False),
    ("Twelve died, according to the coastguard.", "coastguard", False),
    ("Twelve died, said Dalia Werren, 44.", "dalia werren", False),
    ("Dalia Werren said the road was shut. She said twelve died.", "dalia werren", False),
    ("Twelve died, sources said.", "sources", True),
]


@pytest.mark.parametrize(("text", "key", "vague"), SPEAKERS)
def test_the_speaker_is_named(text: str, key: str, vague: bool) -> None:
    said = next(c for s, c in read(text).items() if s.lower() == "twelve").attribution
    assert said is not None
    assert (said.key, said.vague) == (key, vague)


def test_a_conversion_stands_where_the_first_figure_stands() -> None:
    found = read("Orlaven lies 20 km (12 miles) from the border.")
    assert slot(found["12 miles"], "counterpart") == slot(found["20 km"], "counterpart") == "border"


def test_no_figure_makes_no_claim_and_an_empty_text_none() -> None:
    assert read("Nothing is counted here.") == {}
    assert read("") == {}


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [("kyiv", "kiev"), ("volchansk", "vovchansk"), ("slaviansk", "sloviansk"), ("karsak", "qarsaq"),
     ("marj ain", "merj el ain"), ("orlaven", "orlaven town"), ("josé", "jose")],
)  # fmt: skip
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert spelling.same(spelling.fold(one), spelling.fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("orlaven", "telmar"), ("lena", "luna"), ("north sea", "south sea")]
)
def test_two_names_stay_apart(one: str, other: str) -> None:
    assert not spelling.same(spelling.fold(one), spelling.fold(other))


# The lexicon


def test_every_measure_is_sound_and_its_neighbours_exist() -> None:
    table = measures.measures()
    assert len(table) >= 300
    for measure in table.values():
        assert measure.behaviour in measures.BEHAVIOURS
        assert measure.dimensions


def test_forms_are_spelled_out() -> None:
    assert {"die", "dies", "died", "dying"} <= set(measures.inflections("die"))
    assert {"stop", "stops", "stopped", "stopping"} <= set(measures.inflections("stop"))
    assert {"shoot", "shoots", "shot", "shooting"} <= set(measures.inflections("shoot"))
    assert [measures.plural(noun) for noun in ("body", "loss", "man", "day")] == [
        "bodies",
        "losses",
        "men",
        "days",
    ]
    assert [measures.singular(noun) for noun in ("bodies", "losses", "men", "days")] == [
        "body",
        "loss",
        "man",
        "day",
    ]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"dimension": "count"}, "behaviour"),
        ({"behaviour": "event"}, "dimension"),
        ({"behaviour": "event", "dimension": "count", "verb": ["kill"]}, "did you mean 'verbs'"),
        ({"behaviour": "event", "dimension": "count", "verbs": "kill"}, "list of words"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(
    entry: dict[str, object], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures.lexicon, "names", lambda _: ("measures/mine",))
    monkeypatch.setattr(measures.lexicon, "load", lambda _: {"toll": entry})
    measures._entries.cache_clear()
    try:
        with pytest.raises(LexiconError, match=fault) as raised:
            measures._entries()
        assert str(raised.value).startswith("measures/mine.yml: measure 'toll'")
    finally:
        measures._entries.cache_clear()
