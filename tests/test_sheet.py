"""The sheet: which claims make a row, what a row and a column are called, and how it is shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import checker
from checker import pipeline, ruleset, sheet
from checker.cli import FAILED, OK, main
from checker.model import Accord, Document, Row, Sheet

STORY = "fixtures/kupyansk"
CLEAN = "fixtures/kupyansk-clean"


def article(text: str, source: str, published: str | None = "2025-03-12") -> Document:
    return checker.document(text, name=f"{source.lower()}.md", source=source, published=published)


def sheet_of(*documents: Document) -> Sheet:
    (made,) = pipeline.sheets(pipeline.check(documents, ruleset.builtin()))
    return made


def told(row: Row) -> list[tuple[str, str]]:
    return [(claim.document.source or "", claim.figure.surface) for claim in row.claims]


# Which claims make a row


def test_a_row_holds_what_each_text_says_and_whether_they_disagree() -> None:
    made = sheet_of(
        article("The port of Orlava lies 62 kilometres north of the border.", "Lamp"),
        article("Fog held Orlava, 26 kilometres from the border.", "Bell"),
    )
    (row,) = made.rows
    assert told(row) == [("Bell", "26 kilometres"), ("Lamp", "62 kilometres")]
    assert row.accord is Accord.DISAGREE
    assert any("two ends" in ground for ground in row.grounds)


def test_a_row_agrees_in_two_units() -> None:
    made = sheet_of(
        article("The port of Orlava lies 62 kilometres north of the border.", "Lamp"),
        article("Fog held Orlava, about 39 miles from the border.", "Bell"),
    )
    assert [row.accord for row in made.rows] == [Accord.AGREE]


def test_values_that_no_rule_objects_to_differ() -> None:
    said = "Health officials said {} people have been killed in Orlava since February."
    made = sheet_of(
        article(said.format("1,120"), "Lamp", "2025-05-26"),
        article(said.format("1,134"), "Bell", "2025-06-02"),
    )
    assert [row.accord for row in made.rows] == [Accord.DIFFER]


def test_a_conversion_in_brackets_is_no_row_of_its_own() -> None:
    made = sheet_of(article("The wall of Orlava is 40 kilometres (25 miles) long.", "Lamp"))
    assert made.rows == ()
    assert [claim.figure.surface for claim in made.alone] == ["40 kilometres"]


def test_two_figures_of_one_sentence_are_two_quantities() -> None:
    made = sheet_of(article("Police counted 40 boats in Orlava and 40 boats in Telmar.", "Lamp"))
    assert made.rows == ()


def test_a_draft_stands_beside_the_sources_that_it_lists(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "figcheck.toml").write_text("")
    (tmp_path / "notes" / "port.md").write_text(
        "The port of Orlava lies 62 kilometres north of the border.\n", encoding="utf-8"
    )
    draft = tmp_path / "draft.md"
    draft.write_text(
        "---\nsources: [notes/port.md]\n---\n\nFog held Orlava, 62 kilometres from the border.\n",
        encoding="utf-8",
    )
    table = checker.table(draft)
    assert list(table["accord"]) == ["agree"]
    assert list(table.columns[-2:]) == ["draft.md", "port.md"]


def test_a_value_that_has_a_rival_in_the_other_text_is_left_alone() -> None:
    said = "Health officials said {} people have been killed in Orlava since February."
    made = sheet_of(
        article(said.format("1,120"), "Lamp", "2025-05-26"),
        article(f"{said.format('1,134')}\n\n{said.format('1,190')}", "Bell", "2025-06-02"),
    )
    assert made.rows == ()


def test_a_small_number_alone_makes_no_row_and_a_telling_one_does() -> None:
    def rows_of(one: str, other: str) -> tuple[Row, ...]:
        return sheet_of(
            article(f"The house brought {one}.", "Lamp"),
            article(f"The judge spoke of {other} from its sale.", "Bell"),
        ).rows

    assert rows_of("twelve", "12") == ()
    assert len(rows_of("$680,000", "$680,000")) == 1


def test_every_quantity_is_in_one_row_or_alone() -> None:
    (made,) = pipeline.sheets(pipeline.check(checker.api.documents(STORY), ruleset.builtin()))
    placed = [id(claim) for row in made.rows for claim in row.claims]
    placed += [id(claim) for claim in made.alone]
    assert len(placed) == len(set(placed))
    assert [row.accord for row in made.rows] == sorted(
        (row.accord for row in made.rows), key=list(Accord).index
    )


def test_the_twin_of_the_story_has_no_row_that_disagrees() -> None:
    assert set(checker.table(CLEAN)["accord"]) == {"agree"}


# What rows and columns are called


def test_columns_stand_in_order_of_publication() -> None:
    made = sheet_of(
        article("Orlava.", "Bell", "2025-03-14"),
        article("Orlava.", "Crier", None),
        article("Orlava.", "Lamp", "2025-03-12"),
    )
    assert [column.name for column in sheet.columns([made])] == ["Lamp", "Bell", "Crier"]


def test_by_speaker_a_column_is_who_says_it() -> None:
    made = sheet_of(
        article("Police said 12 people were killed in Orlava on Monday.", "Lamp"),
        article("The hospital said 14 people were killed in Orlava on Monday.", "Bell"),
    )
    names = [column.name for column in sheet.columns([made], "speaker", alone=True)]
    assert "Police" in names
    assert "The hospital" in names


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-11-01", "2025-11-18", "1 to 18 Nov 2025"),
        ("2025-10-30", "2025-11-02", "30 Oct to 2 Nov 2025"),
        ("2024-12-30", "2025-01-02", "30 Dec 2024 to 2 Jan 2025"),
        ("2025-11-18", "2025-11-18", "18 Nov 2025"),
        (None, "2025-11-18", "until 18 Nov 2025"),
        ("2025-11-18", None, "from 18 Nov 2025"),
    ],
)
def test_a_period_is_told_shortly(start: str | None, end: str | None, words: str) -> None:
    from datetime import date

    from checker.model import Period
    from tests.builders import claim

    day = date.fromisoformat
    period = Period(day(start) if start else None, day(end) if end else None)
    assert sheet.label([claim("40", period=period)]).when == words


# How it is shown


def test_the_table_marks_what_disagrees_and_puts_it_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["table", STORY]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == STORY
    assert lines[1].split("  ")[-1] == "Eastern Desk (19 Nov)"
    assert lines[3].startswith("! distance; Kupyansk to Russian border")
    assert "34 miles" in lines[3]
    assert "40 kilometres" in lines[3]
    assert all(not line.startswith("!") for line in lines[4:])
    assert "stand alone" in lines[-1]


def test_what_stands_alone_is_counted_and_listed_on_demand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["table", STORY])
    short = capsys.readouterr().out
    main(["table", STORY, "--all"])
    long = capsys.readouterr().out
    assert "90 tonnes" in long
    assert "90 tonnes" not in short
    assert len(long.splitlines()) - len(short.splitlines()) == int(
        short.splitlines()[-1].split("; ")[-1].split()[0]
    )


def test_what_could_not_be_read_makes_the_status_two(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\xfd 40 km")
    (tmp_path / "b.md").write_text("It is 40 km.", encoding="utf-8")
    assert main(["table", str(tmp_path)]) == FAILED


def test_hostile_text_does_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(
            f'---\nsource: "{name}\\e[31m"\n---\n40\u202e boats lay in Orlava on Monday.\n',
            encoding="utf-8",
        )
    main(["table", str(tmp_path), "--all"])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_csv_has_a_column_a_source(capsys: pytest.CaptureFixture[str]) -> None:
    main(["table", STORY, "--format", "csv"])
    first, *_ = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert first["accord"] == "disagree"
    assert (first["Meridian Post"], first["Oskil Courier"]) == ("34 miles", "40 kilometres")


def test_json_has_every_figure_of_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    main(["table", STORY, "--format", "json", "--all"])
    made = json.loads(capsys.readouterr().out)
    (story,) = made["stories"]
    first = story["rows"][0]
    assert first["unit"] == "mile"
    assert [figure["surface"] for figure in first["figures"]] == ["34 miles", "40 kilometres"]
    assert first["figures"][1]["room_high"] < first["figures"][0]["room_low"]
    assert len(story["alone"]) > 0


def test_the_frame_has_the_documented_columns() -> None:
    frame = checker.table(STORY, alone=True)
    sources = ["Meridian Post", "Oskil Courier", "Eastern Desk"]
    assert list(frame.columns) == [*sheet.SHEET_COLUMNS, *sources]
    assert frame["accord"].iloc[0] == "disagree"
    assert frame["accord"].iloc[-1] == "alone"


def test_a_source_may_be_called_like_a_column() -> None:
    frame = checker.table([article("The quay is 40 metres long.", "unit")], alone=True)
    assert list(frame.columns)[-2:] == ["unit", "unit (source)"]


def test_on_a_line_things_are_counted_whole() -> None:
    said = "Police said {} people were injured in Orlava on Monday."
    made = sheet_of(article(said.format(30), "Lamp"), article(said.format(31), "Bell"))
    (row,) = made.rows
    assert row.accord is not Accord.AGREE
    on = sheet.line(row.claims)
    assert [(room.low, room.high) for room in on.rooms if room] == [(31, 31), (30, 30)]


def test_the_order_of_the_articles_does_not_matter() -> None:
    documents = list(checker.api.documents(STORY))
    assert checker.table(documents).equals(checker.table(documents[::-1]))
