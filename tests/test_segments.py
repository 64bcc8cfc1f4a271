"""What the segmenter promises: whole sentences, each inside one block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import lexicon
from checker.documents import document
from checker.model import Role
from checker.segments import segments, sentences

# Each sentence ends where "|" stands.
SENTENCES = [
    "It rained.| Nobody came.",
    "Was it cold?| It was!| Really…| Yes.",
    "And then... it went on.| So they say.",
    "It grew 5.6% to $1.2bn.| Costs fell.",
    "The river is 6 km.| 40 people swam it.",
    "It was 1994.| Then came 1995.",
    # titles and initials
    "Mr. Hale and Dr. A. B. Coe met Lt. Col. Smith.| They left.",
    "Gen. The Lord Hill and Sen. In Kim spoke.| He did too.",
    "J.K. Orr won.| J. R. Lee lost.",
    "They chose plan B.| It worked.",
    "St. Anne is on Main St. in the north.| He lives on Main St.| The house is small.",
    # numbers and months
    "See No. 10 and Fig. 3 on p. 7.| Then stop.",
    "She said no.| No.| Nobody did.",
    "On Nov. 14 it rained, as in Sept. 2020.| It was Nov.| Rain fell.",
    "1. First we ate.| Then we slept.",
    "a. First we ate.| Then we slept.",
    # clock
    "It was 3 a.m.| Nobody slept.",
    "It was 3 a.m. Monday in Rome and 4 p.m. GMT.| We slept.",
    "At 9 p.m. on Friday it shut.| At 9 p.m.| The doors closed.",
    # states and companies
    "The U.S. Army left the U.S.| The war ended.",
    "Exports to the U.K. rose.| In the E.U.| However, they fell.",
    "Orrin Inc. shares fell.| Orrin Ltd.| The firm said so.",
    "A Ph.D. student of Hale et al. wrote it.| It is long.",
    # units
    "He is 5 ft. 3 in. tall and 150 lb. heavy.| She is not.",
    "They let him in.| Bob followed.",
    "It has approx. 5 sq. miles.| Half is wood.",
    # quotes and brackets
    "“We lost.”| He left.",
    "“We lost!” he said.| “Why?” she asked.",
    "He said: ‘Go.’| ‘Where?’| ‘Home.’",
    '"We lost." "We won."'.replace('" "', '"| "'),
    "(He fell.| She rose.)| All sat.",
    "It fell [see above].| It rose.",
    "“Mr. Hale came.| He ate.”| (Dr. Coe did not.)",
    # letters beyond English
    "Łódź grew.| Élan fell.| Ångström rose.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[slice(*span)] for span in sentences(text, 0, len(text))]
    assert found == [piece.strip() for piece in marked.split("|")]


def test_line_breaks_and_blanked_markup_part_nothing() -> None:
    text = "It is 5&nbsp;km\nfrom <b>St.</b>\nAnne. The <i>U.S.</i> Army left."
    found = document(text, "a.html")
    pieces = [" ".join(found.text[slice(*each.span)].split()) for each in segments(found)]
    assert pieces == ["It is 5 km from St. Anne.", "The U.S. Army left."]


def test_headlines_cells_and_captions_are_whole() -> None:
    text = (
        "# Nine hurt. Two badly.\n\nOne. Two.\n\n> Three. Four.\n\n|Five. Six.|\n|-|\n\n"
        "![Seven. Eight.](x.png)\n\n- Nine. Ten.\n"
    )
    found = document(text, "a.md")
    assert [(each.role, found.text[slice(*each.span)]) for each in segments(found)] == [
        (Role.HEADLINE, "Nine hurt. Two badly."),
        (Role.BODY, "One."),
        (Role.BODY, "Two."),
        (Role.QUOTE, "Three."),
        (Role.QUOTE, "Four."),
        (Role.TABLE_CELL, "Five. Six."),
        (Role.CAPTION, "Seven. Eight."),
        (Role.LIST_ITEM, "Nine."),
        (Role.LIST_ITEM, "Ten."),
    ]


@given(
    st.lists(
        st.sampled_from(
            ["a", "The ", "U.S.", "3 ", "a.m. ", ". ", "...", "!? ", "”", "(", "\n", "\n\n", "No. "]
        ),
        max_size=30,
    ).map("".join)
    | st.text()
)
def test_segments_tile_their_blocks(text: str) -> None:
    found = document(text, "a.txt")
    last = 0
    covered: list[str] = []
    for each in segments(found):
        block = found.blocks[each.paragraph]
        assert last <= each.span.start < each.span.end
        assert block.span.start <= each.span.start
        assert each.span.end <= block.span.end
        assert each.role is block.role
        piece = found.text[slice(*each.span)]
        assert piece == piece.strip()
        covered.append(piece)
        last = each.span.end
    blocks = "".join(found.text[slice(*block.span)] for block in found.blocks)
    assert "".join("".join(covered).split()) == "".join(blocks.split())


def test_every_abbreviation_is_a_word_without_its_stop() -> None:
    lists = lexicon.load("abbreviations")
    for name, entries in lists.items():
        assert len(entries) == len(set(entries)), name
        for entry in entries:
            assert isinstance(entry, str), f"{name}: {entry!r} needs quotes"
            assert entry
            assert not entry.endswith(".")
    assert set(lists["units"]) <= set(lists["anywhere"])


def test_what_is_longer_than_any_sentence_is_cut_between_words() -> None:
    long = " ".join(f"word{number}," for number in range(900))
    made = segments(document(long, "a.md"))
    assert len(made) > 10
    pieces = [long[slice(*each.span)] for each in made]
    assert " ".join(pieces) == long
    assert max(map(len, pieces)) < 500
    whole = " ".join(["word"] * 390)
    assert len(segments(document(whole, "a.md"))) == 1
