"""What the groups of like words promise: single words, each group of at least two, and forms of a
word that meet whatever their ending.

In: ``checker/lexicon/synonyms.yml``. Out: a failure that names the group or the words.
"""

from __future__ import annotations

import pytest

from checker import lexicon
from checker.alignment.pairing.words import meanings, stem

GROUPS: list[list[str]] = lexicon.load("synonyms")["groups"]


def test_a_group_holds_single_words_that_do_not_meet_already() -> None:
    """Words are looked up one by one, so that a member with a blank would never be found."""
    assert not [g for g in GROUPS if not all(isinstance(w, str) and w and " " not in w for w in g)]
    assert not [group for group in GROUPS if len({stem(word) for word in group}) < 2]


@pytest.mark.parametrize(
    "forms",
    [
        ("car", "cars"),
        ("family", "families"),
        ("ban", "bans", "banned", "banning"),
        ("ship", "shipped", "shipping"),
        ("traveller", "traveler", "travellers", "travelled"),
        ("kill", "kills", "killed", "killing"),
        ("pass", "passes", "passed"),
        ("bus", "buses"),
    ],
)
def test_the_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("letter", "let"), ("ladder", "lad"), ("dinner", "din")],
)
def test_words_that_only_look_alike_do_not_meet(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lorries", "trucks"),
        ("families", "households"),
        ("warders", "guards"),
        ("storeys", "floors"),
        ("dismissed", "sacked"),
        ("impounded", "confiscated"),
        ("concluded", "signed"),
        ("astronauts", "cosmonauts"),
        ("motorists", "drivers"),
        ("goalkeeper", "goalie"),
    ],
)
def test_two_newsrooms_words_for_one_thing_meet(one: str, other: str) -> None:
    assert set(meanings(stem(one))) & set(meanings(stem(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "wounded"),
        ("wheat", "barley"),
        ("battalions", "brigades"),
        ("calves", "heifers"),
        ("petrol", "diesel"),
        ("import", "export"),
        ("parents", "mothers"),
        ("students", "undergraduates"),
        ("buyers", "sellers"),
        ("arrivals", "departures"),
        ("divorces", "marriages"),
        ("terraces", "seats"),
    ],
)
def test_neighbours_and_parts_do_not_meet(one: str, other: str) -> None:
    assert not set(meanings(stem(one))) & set(meanings(stem(other)))
