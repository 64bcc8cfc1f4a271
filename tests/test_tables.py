"""Figures, claims and findings as rows: the promised columns, in every format."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest

import checker
from checker import tables
from checker.errors import UsageError

TEXT = (
    "About 1.2 million people left Orlava on 12 March; fares rose 40% and dozens slept "
    "on the quay.\n"
)
FIGURES = checker.figures(TEXT)
CLAIMS = checker.claims(checker.document(TEXT, source="The Lamp"))
FINDINGS = checker.check(checker.document("It is 40 kilometres (35 miles) long.\n"))


def test_there_is_something_to_show() -> None:
    assert len(FIGURES) >= 3
    assert CLAIMS
    assert FINDINGS


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        (FIGURES, tables.FIGURE_COLUMNS),
        (CLAIMS, tables.CLAIM_COLUMNS),
        (FINDINGS, tables.FINDING_COLUMNS),
        ((), tables.FIGURE_COLUMNS),
    ],
)
def test_a_frame_has_the_documented_columns_and_types(
    values: tuple[Any, ...], columns: dict[str, str]
) -> None:
    frame = checker.to_pandas(values)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(columns)


def test_a_frame_has_a_row_a_figure_and_the_open_end_is_missing() -> None:
    frame = checker.to_pandas(FIGURES)
    assert list(frame["surface"]) == [figure.surface for figure in FIGURES]
    people = frame[frame["noun"] == "people"].iloc[0]
    assert (people["low"], people["modifier"]) == (1_200_000, "about")
    dozens = frame[frame["surface"] == "dozens"].iloc[0]
    assert pd.isna(dozens["high"])


def test_the_rows_of_a_finding_share_its_fingerprint() -> None:
    frame = checker.to_pandas(FINDINGS)
    assert list(frame["surface"]) == ["40 kilometres", "35 miles"]
    assert frame["fingerprint"].nunique() == 1


def test_values_of_two_types_or_another_are_refused() -> None:
    with pytest.raises(TypeError, match="one type"):
        checker.to_pandas([*FIGURES, *CLAIMS])
    with pytest.raises(TypeError, match="not str"):
        checker.to_pandas(["40 km"])  # type: ignore[list-item]


@pytest.mark.parametrize("kind", ["figures", "claims"])
def test_json_jsonl_csv_and_parquet_say_the_same(kind: str) -> None:
    values = FIGURES if kind == "figures" else CLAIMS
    made = json.loads(tables.render(values, kind, "json"))
    lines = str(tables.render(values, kind, "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == made
    rows = list(csv.DictReader(io.StringIO(str(tables.render(values, kind, "csv")))))
    assert [row["surface"] for row in rows] == [row["surface"] for row in made]
    assert list(rows[0]) == list(made[0])
    parquet = tables.render(values, kind, "parquet")
    assert isinstance(parquet, bytes)
    frame = pd.read_parquet(io.BytesIO(parquet))
    assert list(frame.columns) == list(made[0])
    assert frame["start"].tolist() == [row["start"] for row in made]


def test_a_figure_has_the_keys_of_the_contract() -> None:
    keys = "path line column start end surface kind low high unit noun modifier direction"
    assert list(json.loads(tables.render(FIGURES, "figures", "json"))[0]) == keys.split()


@pytest.mark.parametrize("form", tables.FORMATS)
def test_nothing_read_renders_in_every_format(form: str) -> None:
    assert tables.render((), "claims", form) or form == "jsonl"


def test_a_table_is_aligned_and_holds_no_control_character() -> None:
    text = "東京 saw 40 km\x1b[H of queues and 5 people.\n"
    made = str(tables.render(checker.figures(text), "figures", "table"))
    assert "\x1b" not in made
    head, rule, *lines = made.splitlines()
    assert head.startswith("place")
    assert set(rule) == {"-", " "}
    assert lines[-1] == "2 figures"


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'figcheck\[parquet\]'"):
        tables.render(FIGURES, "figures", "parquet")
