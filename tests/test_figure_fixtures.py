"""The figure fixtures: one meaning, many wordings, and what must not be read.

In: ``fixtures/figures/*.yml``. Out: one test for each wording, and tests of the collection itself.

Each file is a list of entries, of four shapes:

* ``means`` and ``in``: wordings whose one bracketed part carries the meaning;
* ``many``: texts with one meaning for each bracket, in order;
* ``types`` and ``in``: wordings whose brackets are read as that kind, which is no quantity;
* ``reads_nothing``: texts without any quantity. Dates, ordinals and the like may be read there.

A bracket must overlap exactly one quantity, or none where its kind is no quantity. Only the keys
that a meaning gives are compared. ``only: true`` forbids any other quantity in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from checker.documents import document
from checker.figures import figures as read_figures
from checker.model import Direction, Figure, Form, Kind, Modifier, Span

FOLDER = Path(__file__).parent.parent / "fixtures" / "figures"
PATHS = sorted(FOLDER.glob("*.yml"))
SHAPES = ({"means", "in"}, {"many"}, {"types", "in"}, {"reads_nothing"})
VALUES = {"kind": Kind, "modifier": Modifier, "direction": Direction, "form": Form}
KEYS = {*VALUES, "low", "high", "unit", "noun", "only"}
BRACKET = re.compile(r"\[([^\[\]]*)\]")

Meaning = dict[str, Any]


class Wording(NamedTuple):
    """A text with its brackets, and what each of them means. No brackets: it means nothing."""

    file: str
    marked: str
    meanings: tuple[Meaning, ...]

    @property
    def text(self) -> str:
        return BRACKET.sub(r"\1", self.marked)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the brackets stand in ``text``: each one before shifts it by two."""
        return tuple(
            Span(mark.start() - 2 * index, mark.end() - 2 * index - 2)
            for index, mark in enumerate(BRACKET.finditer(self.marked))
        )


def _wordings(path: Path) -> Iterator[Wording]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert set(entry) in SHAPES, f"{path.name}: unknown shape {sorted(entry)}"
        if "many" in entry:
            for case in entry["many"]:
                yield Wording(path.stem, case["text"], tuple(case["means"]))
        elif "reads_nothing" in entry:
            for text in entry["reads_nothing"]:
                yield Wording(path.stem, text, ())
        elif "types" in entry:
            for text in entry["in"]:
                marks = len(BRACKET.findall(text))
                yield Wording(path.stem, text, ({"kind": entry["types"]},) * marks)
        else:
            for text in entry["in"]:
                yield Wording(path.stem, text, (entry["means"],))


WORDINGS = [wording for path in PATHS for wording in _wordings(path)]


def _overlaps(figure: Figure, span: Span) -> bool:
    return figure.span.start < span.end and span.start < figure.span.end


def _plain(number: Decimal | None, wanted: object) -> object:
    """A value as the fixtures write it: fractions to four places at most."""
    if number is None or not isinstance(wanted, float):
        return number
    return float(round(number, 4))


def _read_as(figure: Figure, meaning: Meaning) -> Meaning:
    """What ``figure`` has under the keys of ``meaning``."""
    quantity = figure.quantity
    found: Meaning = {}
    for key, wanted in meaning.items():
        if key in {"low", "high"}:
            found[key] = _plain(getattr(quantity, key), wanted) if quantity else "no quantity"
        elif key == "unit":
            found[key] = quantity.unit if quantity else "no quantity"
        elif key == "noun":
            found[key] = figure.noun.lower() if figure.noun else None
        elif key != "only":
            value = getattr(figure, key)
            found[key] = value.value if value is not None else None
    return found


def _described(found: tuple[Figure, ...]) -> str:
    return "; ".join(f"{figure.surface!r} as {figure.kind}" for figure in found) or "nothing"


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda w: f"{w.file}: {w.marked}")
def test_wording_means_what_the_fixture_says(wording: Wording) -> None:
    figures = read_figures(document(wording.text, "wording.txt"))
    quantities = tuple(figure for figure in figures if figure.kind.is_quantity)
    if not wording.meanings:
        assert not quantities, f"read {_described(quantities)}"
    for span, meaning in zip(wording.spans, wording.meanings, strict=True):
        here = tuple(figure for figure in figures if _overlaps(figure, span))
        counted = tuple(figure for figure in here if figure.kind.is_quantity)
        place = f"{wording.text[span.start : span.end]!r}: read {_described(here)}"
        if "kind" in meaning and not Kind(meaning["kind"]).is_quantity:
            assert not counted, place
            assert meaning["kind"] in {figure.kind for figure in here}, place
            continue
        assert len(counted) == 1, place
        wanted = {key: value for key, value in meaning.items() if key != "only"}
        assert _read_as(counted[0], meaning) == wanted, place
        if meaning.get("only"):
            assert len(quantities) == len(wording.spans), f"read {_described(quantities)}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_file_is_well_formed(path: Path) -> None:
    for wording in _wordings(path):
        marks = BRACKET.findall(wording.marked)
        assert len(marks) == len(wording.meanings), wording.marked
        assert all(mark and mark == mark.strip() for mark in marks), wording.marked
        for meaning in wording.meanings:
            assert meaning, wording.marked
            assert set(meaning) <= KEYS, wording.marked
            for key, values in VALUES.items():
                if meaning.get(key) is not None:
                    values(meaning[key])


def test_there_are_enough_wordings_and_none_stands_twice() -> None:
    assert len(WORDINGS) >= 400
    texts = Counter(wording.text for wording in WORDINGS)
    assert [text for text, times in texts.items() if times > 1] == []


def test_every_kind_modifier_direction_and_form_occurs() -> None:
    meant = [meaning for wording in WORDINGS for meaning in wording.meanings]
    for key, values in VALUES.items():
        assert {meaning.get(key) for meaning in meant} >= {value.value for value in values}, key


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_file_has_something_that_must_not_be_read(path: Path) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert any(entry.get("reads_nothing") for entry in entries)
