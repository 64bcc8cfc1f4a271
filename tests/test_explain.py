"""``figcheck explain``: what was read at a place, and why it was or was not compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli import main

HERALD = """\
---
source: Herald
---

Telmar, 40 kilometres from the border, was shelled. At least 12 people were killed, the mayor said.
"""
COURIER = """\
---
source: Courier
---

Telmar is 40 miles from the border. Officials said 19 people were injured there on 5 May 2025.
The MiG-29 came. The road cost $3 million.
"""


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    Path("drafts/herald.md").write_text(HERALD, encoding="utf-8")
    Path("drafts/courier.md").write_text(COURIER, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    assert main(["explain", *args]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out.splitlines()


def line(lines: list[str], part: str) -> str:
    (found,) = [each for each in lines if part in each]
    return found.strip()


Out = pytest.CaptureFixture[str]


def test_stories_and_the_corpus_are_those_of_the_configuration(capsys: Out) -> None:
    Path("published").mkdir()
    Path("drafts/courier.md").rename("published/courier.md")
    lines = told(capsys, "drafts/herald.md:5:9")
    assert not any("published/courier.md" in each for each in lines)
    Path("figcheck.toml").write_text('story = "all"\ncorpus = ["published"]\n')
    lines = told(capsys, "drafts/herald.md:5:9")
    assert "distance-disagrees fires" in line(lines, "distance-disagrees fires")
    assert any("published/courier.md:5:11" in each for each in lines)


def test_what_was_read_and_what_it_leaves_room_for(capsys: Out) -> None:
    lines = told(capsys, "drafts/herald.md:5:9")
    assert lines[0] == 'drafts/herald.md:5:9 "40 kilometres"'
    assert line(lines, "read as") == "read as measure, exactly, kilometer (pattern amounts)"
    assert line(lines, "leaves room").endswith(": it may have been rounded to its last digit")
    assert line(lines, "  measure: ").startswith("measure: distance")
    assert line(lines, "speaker: ") == "speaker: the mayor, in a sentence beside it"
    assert "period" in line(lines, "unknown: ")


def test_a_bound_says_so(capsys: Out) -> None:
    lines = told(capsys, "drafts/herald.md:5:62")
    assert line(lines, "leaves room").endswith(": 'at least' is a bound, open above")


def test_what_it_was_compared_with_and_what_rules_did(capsys: Out) -> None:
    lines = told(capsys, "drafts/herald.md:5:9")
    assert line(lines, " the same: ").startswith('drafts/courier.md:5:11 "40 miles" the same: ')
    assert line(lines, "distance-disagrees fires").endswith(
        'distance-disagrees fires beside drafts/courier.md:5:11 "40 miles": '
        "40 miles in Courier, but 40 kilometres in Herald"
    )
    assert "casualties-unsourced" in line(lines, "its kind is measure, and the rule wants count")


def test_what_kept_two_figures_apart_is_the_veto(capsys: Out) -> None:
    lines = told(capsys, "drafts/herald.md:5:62", "--select", "casualties-unsourced")
    assert '"19"' in line(lines, "different (killed and injured)")
    assert line(lines, "different (another dimension): ")


def test_a_line_without_a_column_tells_of_every_figure(capsys: Out) -> None:
    lines = told(capsys, "drafts/courier.md:5")
    heads = [each for each in lines if each.startswith("drafts/courier.md:5:")]
    assert [each.partition(" ")[2] for each in heads] == ['"40 miles"', '"19"', '"5 May 2025"']


def test_what_is_no_quantity_is_told_as_what_it_is(capsys: Out) -> None:
    lines = told(capsys, "drafts/courier.md:6:5")
    assert lines == [
        'drafts/courier.md:6:5 "MiG-29"',
        "  read as identifier, which is never compared",
    ]


def test_where_nothing_was_read(capsys: Out) -> None:
    assert told(capsys, "drafts/courier.md:6:60") == [
        "drafts/courier.md:6: no figure was read here"
    ]
    assert told(capsys, "drafts/courier.md:4") == ["drafts/courier.md:4: no figure was read here"]


def test_only_the_named_paths_are_compared(capsys: Out) -> None:
    Path("other").mkdir()
    lines = told(capsys, "drafts/herald.md:5:9", "drafts/herald.md")
    assert not any("courier" in each for each in lines)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("drafts/herald.md", "write a path and a line, as in drafts/harbour.md:12"),
        ("gone.md:3", "gone.md: no such file"),
    ],
)
def test_a_place_that_is_none(capsys: Out, place: str, says: str) -> None:
    assert main(["explain", place]) == 2
    assert says in capsys.readouterr().err
