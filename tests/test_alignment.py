"""Which claims belong together, and which must not be put side by side.

In: short texts of our own. Out: the pairs that a relation makes, or none.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

import checker
from checker.alignment import RELATIONS, align, compare
from checker.alignment.pairing.agreement import transposed
from checker.alignment.pairing.candidates import candidates
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.vetoes import ALL, CHECKS
from checker.claims import claims as claims_of
from checker.figures import figures
from checker.model import Alignment, Claim
from checker.relations import RELATIONS as ROLES
from checker.segments import segments

DAY = "2025-06-12"
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def read(text: str, name: str = "a.md", published: str = DAY) -> tuple[Claim, ...]:
    document = checker.document(text, name=name, published=published, source=name)
    return claims_of(document, segments(document), figures(document))


def one(text: str) -> Claim:
    """The first claim about a quantity."""
    return next(c for c in read(text) if c.figure.quantity is not None)


def pairs(relation: str, *texts: str, days: tuple[str, ...] = (DAY, DAY)) -> list[tuple[str, ...]]:
    """The alignments of one relation over texts of one story, as the words of their figures."""
    claims = tuple(
        claim
        for number, text in enumerate(texts)
        for claim in read(text, f"{number}.md", days[number])
    )
    return [
        tuple(claim.figure.surface for member in found for claim in member.claims)
        for found in align(claims, {relation})
    ]


SAME = [
    ("Orlaven lies 20 km from the border.", "Orlaven, 25 miles from the border, was hit."),
    ("Orlaven lies 20 km from the border.", "The border is 40 km from Orlaven."),
    ("Orlaven lies 20 km from the border.", "The town of Orlaven is 20 km from the Ruvian border."),
    (
        "Seven coaches derailed, the operator Norrail said.",
        "Five coaches left the track, Norrail said.",
    ),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_thing_is_known_whatever_the_value(first: str, second: str) -> None:
    found = compare(one(first), one(second))
    assert (found.verdict, found.vetoes) == ("same", ())
    assert found.grounds


def test_what_two_sentences_leave_open_a_story_may_decide() -> None:
    said = "Annual inflation was 9.4% in May, the statistics office said."
    says = "Annual inflation slowed to 9.8% in May, according to the statistics office."
    assert compare(one(said), one(says)).verdict == "unknown"
    texts = {"a.md": said, "b.md": says}
    story = [checker.document(text, name=name) for name, text in texts.items()]
    assert [found.rule for found in checker.check(story)] == ["percentages-disagree"]


DIFFERENT = [
    (
        "Twelve people were killed in Berrow.",
        "Twelve people were injured in Berrow.",
        "killed and injured",
    ),
    (
        "Orlaven lies 20 km from the border.",
        "Telmar lies 20 km from the border.",
        "not the same two ends",
    ),
    (
        "Orlaven lies 20 km north of Telmar.",
        "Orlaven lies 20 km south of Telmar.",
        "north and south",
    ),
    ("Twelve people died in March.", "Twelve people died in April.", "two periods"),
    (
        "Twelve people died in Berrow.",
        "Twelve people could die in Berrow.",
        "asserted and forecast",
    ),
    ("Some 90 children were killed.", "Some 90 soldiers were killed.", "children and soldiers"),
    ("It has 40 lamps.", "It has 40 windows.", "lamps and windows"),
    ("It cost $40.", "It cost €40.", "two currencies"),
    ("It took 40 days.", "It took 40 people.", "time and count"),
    ("Another 12 people died in Berrow.", "In Berrow 15 people died.", "new and all"),
    (
        "Twelve died, Dalia Werren said.",
        "Twelve died, Ivo Sandmark said.",
        "Dalia Werren and Ivo Sandmark",
    ),
    ("In Berrow 12 people died.", "In Telmar 12 people died.", "Berrow and Telmar"),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Turnout was two-thirds.", "Turnout was 66.4%."),
        ("Just under 230,000 people asked for asylum.", "229,751 people asked for asylum."),
        ("Four dozen miners are trapped.", "48 miners are trapped."),
        ("Band D bills are £1,849 a year.", "The band D bill is £1,849."),
        ("The temperature hit 49.6 degrees.", "The temperature hit 49.6C."),
    ],
)
def test_one_value_is_told_in_many_ways(first: str, second: str) -> None:
    assert "the same value" in compare(one(first), one(second)).grounds


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Turnout was two-thirds.", "Turnout was 58%."),
        ("More than 100,000 people asked for asylum.", "229,751 people asked for asylum."),
        ("The grant is £1,849 a year.", "The fine is £1,849."),
    ],
)
def test_what_only_leaves_room_for_a_value_is_not_it(first: str, second: str) -> None:
    assert "the same value" not in compare(one(first), one(second)).grounds


@pytest.mark.parametrize(("first", "second", "veto"), DIFFERENT)
def test_a_known_slot_that_differs_is_a_veto(first: str, second: str, veto: str) -> None:
    found = compare(one(first), one(second))
    assert found.verdict == "different"
    assert found.vetoes == (veto,)


NO_VETO = [
    ("The shed is 9 km from the quay.", "The shed lies on the lake, 6 km to the south."),
    (
        "The repair will cost the firm $3 million.",
        "The firm expects the repair to cost $5 million.",
    ),
    ("The plan will save £74 million.", "The plan will trim that by £47 million."),
    (
        "It has run 40 boats since January, the harbour said.",
        "The harbour said 60 boats have run since 11 January.",
    ),
    (
        "At the vote of 1979 they took 11 seats.",
        "It governed from 1979 to 1990. At its first vote it took nine seats.",
    ),
    ("By noon 40 people had left Berrow.", "By midday 60 people had left Berrow."),
    ("It carried 40 tonnes of fuel oil.", "It carried 60 tonnes of heavy oil."),
    ("The mill pressed 40 tonnes of pears.", "The mill pressed 60 tonnes of fruit."),
    ("She sailed with 40 tonnes in her tanks.", "She sailed, with 60 tonnes in her tanks."),
    ("The barge lost 40 barrels of oil.", "From the barge 60 barrels leaked out."),
    ("Of the quay she told nothing, and 40 left.", "The staff, 60 in all, left."),
    ("The debt stood at £3m on 31 March last year.", "The debt was £4m at the end of March 2024."),
]


@pytest.mark.parametrize(("first", "second"), NO_VETO)
def test_what_can_be_told_in_two_ways_is_no_veto(first: str, second: str) -> None:
    assert compare(one(first), one(second)).vetoes == ()


STILL_APART = [
    ("The plant has four pumps.", "Three of the plant's set are broken."),
    ("The shed is 9 km from the quay.", "The shed is 6 km long."),
    ("The repair cost the firm $3 million.", "The firm expects the repair to cost $5 million."),
    ("In the morning 40 people left Berrow.", "By midday 60 people had left Berrow."),
    ("It carried 40 tonnes of fuel oil.", "It carried 60 tonnes of raw sugar."),
    ("The barge held 40 barrels.", "The barge lost 60 barrels."),
    ("Of the staff, 40 left.", "The staff, 60 in all, left."),
    ("At the vote of 1979 they took 11 seats.", "At the vote it took nine seats."),
    ("In 2009 the lift had 46 cabins.", "The lift has 52 cabins."),
]


@pytest.mark.parametrize(("first", "second"), STILL_APART)
def test_what_sounds_alike_and_is_not_stays_apart(first: str, second: str) -> None:
    assert compare(one(first), one(second)).verdict == "different"


UNKNOWN = [
    ("There were 40.", "There were 50."),
    ("The village is 20 km from the border.", "They live 45 km from the border."),
    ("Unemployment stood at 4.1%.", "Unemployment stood at 4.6%."),
    ("Dozens were killed in Berrow.", "Hundreds were killed in Berrow."),
]


@pytest.mark.parametrize(("first", "second"), UNKNOWN)
def test_without_enough_in_common_the_answer_is_unknown(first: str, second: str) -> None:
    assert compare(one(first), one(second)).verdict == "unknown"


TEXTS = [text for group in (SAME, DIFFERENT, UNKNOWN) for row in group for text in row[:2]]


def test_comparing_does_not_depend_on_the_order() -> None:
    claims = [one(text) for text in TEXTS]
    for a in claims:
        assert compare(a, a).verdict != "different"
        for b in claims:
            assert compare(a, b).verdict == compare(b, a).verdict


# Relations


def test_each_claim_stands_alone_in_the_relation_claim() -> None:
    assert pairs("claim", "It has 40 seats and 12 doors.", days=(DAY,)) == [("40",), ("12",)]


def test_same_pairs_across_documents_and_hardly_within_one() -> None:
    first, second = SAME[3]
    assert pairs("same", first, second) == [("Seven", "Five")]
    assert pairs("same", f"{first} {second}", days=(DAY,)) == []
    near, far = SAME[0]
    assert pairs("same", f"{near}\n\n{far}", days=(DAY,)) == [("20 km", "25 miles")]


def test_a_pair_has_the_measure_that_one_text_alone_tells() -> None:
    first = "The number of dead in Berrow since 1 June stands at 57, the fire service said."
    second = "In Berrow, since 1 June, it is 49, the fire service said."
    claims = (*read(first, "0.md", "2025-06-10"), *read(second, "1.md"))
    found = [
        claim.measure.value
        for alignment in align(claims, {"same"})
        for member in alignment
        for claim in member.claims
        if claim.measure is not None
    ]
    assert found == ["killed", "killed"]


def test_a_dozen_is_no_twenty_one() -> None:
    found = [one("A dozen rafts sank."), one("The rafts were 21.")]
    assert not transposed(*found)


def test_a_text_that_knows_the_other_value_is_left_alone() -> None:
    first, second = SAME[3]
    knowing = f"{second} Early reports had spoken of seven coaches."
    assert pairs("same", first, knowing) == [("Seven", "seven")]


def test_a_conversion_in_brackets_is_not_paired_again() -> None:
    assert pairs("same", "Orlaven lies 20 km (12 miles) from the border.", SAME[0][1]) == [
        ("20 km", "25 miles")
    ]


def test_a_running_toll_may_have_grown() -> None:
    early = "Police said 12 people were killed in Berrow on Monday."
    assert pairs("same", early, early.replace("12", "15"), days=("2025-06-10", DAY)) == []


HEADLINES = [
    (
        "# Fund slides to £4.1m deficit\n\nThe year left a deficit of £1.4m, it said.",
        [("£4.1m", "£1.4m")],
    ),
    (
        "# Airlift brings 46 children out\n\nForty children landed on Sunday night.",
        [("46", "Forty")],
    ),
    ("# Airlift brings 46 children out\n\nForty-six children landed on Sunday night.", []),
    ("# Toll passes 160\n\nThe dead now number 163, police said.", []),
    (
        "# Airlift brings 46 children out\n\nForty children and 20 women landed, then 6 children.",
        [],
    ),
    ("# Fare rises 5%\n\nA ticket costs £3.", []),
    ("# One bend at a time\n\nOne can see four bends of the road.", []),
]


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_a_headline_is_held_against_the_one_rival_below(
    text: str, expected: list[tuple[str, ...]]
) -> None:
    assert pairs("headline", text, days=(DAY,)) == expected


def test_the_grounds_of_a_headline_show_words_as_it_has_them() -> None:
    text = (
        "# Ferry sinking kills 14 passengers near Loren pier\n\n"
        "At least 41 passengers were killed when two ferries met near the Loren pier, police said."
    )
    (found,) = checker.check([checker.document(text, published=DAY)])
    assert "words in both: Ferry" in "; ".join(found.grounds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BERROW, April 6 — Fire took the mill on", "BERROW, April 8 — The fire at the mill took"),
        ("BERROW, April 6 (Wire) - Fire at the mill took", "BERROW, April 8 (Wire) - Fire took"),
        ("ÉTRÉ-SUR-LAC, 6 April – Fire took the mill of", "ÉTRÉ-SUR-LAC, 8 April – Fire took"),
        ("SANTA LÚCIA DEL RÍO, Apr 6 -- Fire at the mill", "SANTA LÚCIA DEL RÍO, Apr 8 -- Fire"),
    ],
)
def test_the_day_of_a_dateline_is_no_day_of_the_news(one: str, other: str) -> None:
    end = " the mill in an hour, the county fire service said."
    assert pairs("same", one + end, other + end, days=(DAY, DAY)) == []


def test_a_message_tells_a_part_without_the_noun_of_its_whole() -> None:
    text = "In the town 18 of 27 schools, or 76 per cent, did not open on Tuesday."
    (found,) = checker.check([checker.document(text, published=DAY)])
    assert found.message == "18 of 27 schools is 66.7%, not 76 per cent"


STATES = [
    ("Civil defence listed 17 people as missing.", "Civil defence listed 14 people as missing."),
    ("There are 23 people in hospital, police said.", "Police said 19 people were in hospital."),
]


@pytest.mark.parametrize(("one", "other"), STATES)
def test_how_many_people_are_in_a_state_may_change_in_a_day(one: str, other: str) -> None:
    assert pairs("same", one, other, days=("2025-06-10", "2025-06-11")) == []


def test_a_count_up_to_now_may_grow_by_the_next_report() -> None:
    early = "The naval mission says that attacks go on in the strait. It counts 14 ships as hit."
    late = (
        "It was another attack in the strait, the naval mission said. Fifteen ships have been hit."
    )
    assert pairs("same", early, late, days=("2025-06-04", "2025-06-10")) == []


def test_a_series_needs_one_speaker_and_two_days() -> None:
    early, late = "Police put the death toll at 34.", "The death toll is 28, police said."
    days = ("2025-06-11", DAY)
    assert pairs("series", early, late, days=days) == [("34", "28")]
    assert pairs("series", early, late) == []
    assert pairs("series", early, late.replace("police", "the mayor"), days=days) == []
    assert pairs("series", early, "The death toll is 28.", days=days) == []


def test_the_relations_are_those_that_rules_may_name() -> None:
    names = [relation.NAME for relation in RELATIONS]
    assert len(names) == len(set(names))
    assert set(names) <= set(ROLES)


def test_alignments_do_not_depend_on_chance() -> None:
    texts = [text for row in (*SAME, *DIFFERENT) for text in row[:2]]
    claims = [claim for number, text in enumerate(texts) for claim in read(text, f"{number}.md")]
    once = align(tuple(claims))
    assert align(tuple(claims)) == once

    def paths(found: Alignment) -> list[str]:
        return sorted(claim.figure.path for member in found for claim in member.claims)

    back = align(tuple(reversed(claims)), {"same", "headline", "series", "claim"})
    there = [found for found in once if found.relation in {"same", "headline", "series", "claim"}]
    assert sorted(map(paths, there)) == sorted(map(paths, back))


STORY = [
    (
        "Seven of the train's nine coaches came off at Telmar, the operator Norrail said.",
        "Norrail said five of the nine coaches had come off the line at Telmar.",
        ("Seven", "five"),
    ),
    (
        "The Berrow museum shut for an £18.6m overhaul.",
        "The museum in Berrow comes back from a £16.8m refit.",
        ("£18.6m", "£16.8m"),
    ),
    (
        "The recorder shows 87 km/h as the leading coach entered the Telmar bend.",
        "The train was doing 64mph when it came into the Telmar curve, the recorder shows.",
        ("87 km/h", "64mph"),
    ),
    # one side of the event, told by two words
    (
        "The Telmar hall is licensed for 412 guests.",
        "In the Telmar hall there is room for 480.",
        ("412", "480"),
    ),
    # two nouns for one thing
    (
        "The Berrow ferry had 73 vehicles on deck.",
        "On the deck of the Berrow ferry stood some fifty cars.",
        ("73", "some fifty"),
    ),
]


@pytest.mark.parametrize(("first", "second", "pair"), STORY)
def test_the_story_decides_where_no_slot_does(
    first: str, second: str, pair: tuple[str, str]
) -> None:
    assert pair in pairs("same", first, second)


APART = [
    # a part and its whole
    (
        "Seven of the nine coaches derailed, Norrail said.",
        "All nine coaches were new, Norrail said.",
    ),
    # another occasion
    ("Last season's derby in Berrow ended with 14 arrests.", "Police in Berrow made nine arrests."),
    # other words before the noun
    ("Cases rose in four southern counties of Telmar.", "Telmar and two neighbouring counties."),
    # by how much they differ is said
    ("Police in Berrow made 14 arrests.", "Police in Berrow made nine arrests, five fewer."),
    # the value stands in the other text too
    (
        "The Berrow museum shut for an £18.6m overhaul; its roof had cost £16.8m.",
        "The museum in Berrow comes back from a £16.8m refit.",
    ),
    # of other substances
    ("The Berrow mine milled 900 tonnes of ore.", "The Berrow mine sold 680 tonnes of gold."),
    # to come and come
    (
        "The river at Telmar is due to crest at 31 feet on 15 June.",
        "The river at Telmar crested at 29 feet on 11 June.",
    ),
    # as the crow flies and by road
    ("Berrow lies 11 km off as the crow flies.", "From Telmar it is a walk of 14 km to Berrow."),
    # the side of a surface and a depth
    ("The Berrow wreck lies under a mound 19 metres by seven.", "It is 27 metres to the wreck."),
    # two persons
    ("The crash in Berrow killed a woman of 86.", "One man, aged 68, died in the Berrow crash."),
    # two bearers of names
    ("The 12-day Berrow strike ended on Friday.", "The 21-day Telmar strike ended on Friday."),
    # a mean and a count
    ("Berrow jail has 2.4 men for every place.", "Inmates held three of the Berrow jail's blocks."),
    # no slip turns months into days
    ("Norrail promised jobs for 12 months.", "Norrail's own notice is 21 days."),
    # morning and evening
    (
        "Berrow reopened its runway at 9.30pm, Norrail said.",
        "A car was on the Berrow runway at 5.40am, Norrail said.",
    ),
    # what another figure counts
    (
        "In Berrow slept 148 residents and 47 campers.",
        "Above Berrow 40 or so inhabitants left by bus.",
    ),
    # a part of a land and the land
    ("Western Telmaria's growers expect 19 million tonnes.", "Telmaria expects 34 million tonnes."),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_the_story_joins_nothing_that_differs(first: str, second: str) -> None:
    assert all(a == b for a, b in pairs("same", first, second))


def test_a_check_that_is_not_asked_finds_nothing() -> None:
    claims = checker.claims(FIXTURES / "rules")
    for a, b in combinations(claims[:: len(claims) // 150], 2):
        asked = ALL.between(a, b)
        assert not [check for check in CHECKS[1:] if check not in asked and check(a, b)]


def test_pairs_grow_with_the_claims_and_not_with_their_square() -> None:
    def count(articles: int) -> int:
        claims = tuple(
            claim
            for at in range(articles)
            for claim in read(f"In Berrow {100 + 7 * at} people were evacuated.", f"{at}.md")
        )
        return len(candidates(claims, Context(claims)))

    few, many = count(200), count(400)
    assert 0 < many <= 2.2 * few
