"""The figure reader beside quantulum3: where they agree, where they differ, and why.

In: ``fixtures/second_reader.yml``, which takes its sentences from the figure fixtures. Out: one
test for each of its lists, and tests of what is kept out.
"""

from __future__ import annotations

import json
import logging
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from checker import second_reader
from checker.cli.figures import figures as figures_command
from checker.documents import document
from checker.figures import figures
from checker.model import Document, Figure, Kind, Segment, Span
from checker.segments import segments

FIXTURES = Path(__file__).parent.parent / "fixtures"


@cache
def table() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(
        (FIXTURES / "second_reader.yml").read_text(encoding="utf-8")
    )
    return made


def _number(value: Decimal | None) -> str:
    if value is None:
        return "-"
    return str(int(value)) if value == value.to_integral_value() else f"{float(round(value, 4)):g}"


def row(figure: Figure) -> str:
    """A figure as the table writes it: "3..5 meter"."""
    quantity = figure.quantity
    assert quantity is not None
    low, high = _number(quantity.low), _number(quantity.high)
    value = low if low == high else f"{low}..{high}"
    return f"{value} {quantity.unit}" if quantity.unit else value


def first_reader(text: str) -> list[str]:
    return [row(f) for f in figures(document(text)) if f.kind.is_quantity]


def found(made: Document, *spans: Segment) -> tuple[Figure, ...]:
    return second_reader.figures(made, spans or segments(made))


def other_reader(text: str) -> list[str]:
    return [row(figure) for figure in found(document(text))]


def test_the_readers_agree_where_the_table_says() -> None:
    texts = table()["agree"]
    assert len(texts) >= 50
    assert {t: other_reader(t) for t in texts} == {t: first_reader(t) for t in texts}


@pytest.mark.parametrize("cause", sorted(table()["causes"]))
def test_each_difference_is_of_a_named_cause(cause: str) -> None:
    cases = {case["text"]: case["theirs"] for case in table()["differ"][cause]}
    assert {text: other_reader(text) for text in cases} == cases
    assert [text for text in cases if first_reader(text) == cases[text]] == []


def test_the_table_is_of_the_fixtures_and_explains_all_it_lists() -> None:
    marked = "\n".join(p.read_text("utf-8") for p in (FIXTURES / "figures").glob("*.yml"))
    known = marked.replace("[", "").replace("]", "")
    differ = table()["differ"]
    assert differ.keys() == table()["causes"].keys()
    texts = [case["text"] for cases in differ.values() for case in cases] + table()["agree"]
    assert len(texts) == len(set(texts))
    stale = [text for text in texts if text not in known and text.isascii() and '"' not in text]
    assert stale == [], "no wordings of fixtures/figures any more: take them out"


@pytest.mark.parametrize(
    "text",
    [
        "The siren went off at 3 a.m. and again at 11 p.m.",
        "Trains stop at 10:30 and 22:15.",
        "She came third, and he came 21st.",
        "A linchpin broke, and an anthem was played.",
        "It was founded in 1987.",
        "They met on 14 November, or on May 5.",
        "The index that everybody watches is the S&P 500.",
        "He flew an F-16 from the base.",
        "Two key men left.",
    ],
)
def test_its_known_false_readings_are_left_out(text: str) -> None:
    assert [reading for reading in other_reader(text) if reading != "2"] == []


def test_a_parenthesis_is_no_minus_sign() -> None:
    assert other_reader("The village (12 km) is nearer than the town (40).") == [
        "12 kilometer",
        "40",
    ]
    assert other_reader("It was -5 degrees Celsius outside.") == ["-5 degree_Celsius"]


def test_places_kinds_and_steps_are_ours() -> None:
    made = document("# Rain\n\nIt fell for\n2.5 hours. The bill is $3.5 million, up 4%.\n", "a.md")
    read = found(made)
    assert [made.text[f.span.start : f.span.end] for f in read] == [f.surface for f in read]
    assert [(f.line, f.column) for f in read] == [(4, 1), (4, 24), (4, 41)]
    assert [f.kind for f in read] == [Kind.DURATION, Kind.MONEY, Kind.PERCENT]
    assert [f.quantity.step for f in read if f.quantity] == [Decimal("0.1"), 100_000, 1]
    assert {f.pattern for f in read} == {"quantulum3"}


def test_any_text_is_read_and_a_long_one_in_pieces() -> None:
    for text in ("½ ⅔ ²³ 1e999 5'6\" ((((", "\u0130 2 km \U0001f600 3 km", "1,1,1 %%% $ 5 5 5", ""):
        made = document(text)
        for figure in found(made):
            assert figure.surface == " ".join(made.text[slice(*figure.span)].split())
    row_of_cells = document("5 km and " * 600)
    assert len(found(row_of_cells)) == 600


def test_only_the_segments_are_read() -> None:
    made = document("It is 5 km away. It took 3 hours.")
    first = segments(made)[0]
    assert [row(figure) for figure in found(made, first)] == ["5 kilometer"]
    assert first.span == Span(0, 16)


def test_the_callers_logging_is_left_alone() -> None:
    before = list(logging.root.handlers)
    other_reader("It is 5 km away.")
    assert logging.root.handlers == before


def test_the_command_line_asks_for_it(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("The ford lies about 40 kilometres from the town.\n", encoding="utf-8")
    ran = CliRunner().invoke(
        figures_command, [str(page), "--reader", "quantulum3", "--format", "json"]
    )
    (figure,) = json.loads(ran.output)
    assert (figure["low"], figure["unit"], figure["surface"]) == (40, "kilometer", "40 kilometres")
    assert figure["modifier"] == "exactly"
