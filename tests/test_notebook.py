"""What a notebook shows: findings and the sheet render themselves, and stay what they are."""

from __future__ import annotations

import pickle

import pandas as pd

import checker
from checker.model import Document

STORY = "fixtures/kupyansk"
PWN = "<script>document.title='pwned'</script>"


def test_findings_are_a_tuple_that_renders_itself() -> None:
    found = checker.check(STORY)
    assert isinstance(found, tuple)
    assert isinstance(found, checker.Findings)
    assert found == tuple(found)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own
    shown = found._repr_html_()
    assert "34 miles in Meridian Post, but 40 kilometres in Oskil Courier" in shown
    assert "<mark>40 kilometres</mark>" in shown
    assert "3 findings: 1 error and 2 warnings." in shown


def test_no_findings_render_too() -> None:
    assert "No findings" in checker.check(checker.document("It is 40 km long."))._repr_html_()
    assert "No findings" in checker.Findings()._repr_html_()


def test_the_table_renders_itself_with_number_lines_and_what_is_selected_as_a_frame() -> None:
    table = checker.table(STORY)
    assert isinstance(table, pd.DataFrame)
    shown = str(table._repr_html_())  # type: ignore[operator]
    assert shown.count('class="plot"') == len(table)
    assert "Russian border" in shown
    chosen = table[["measure", "accord"]]
    assert type(chosen) is pd.DataFrame
    assert pickle.loads(pickle.dumps(table)).equals(table)  # noqa: S301 - our own


def hostile(number: int) -> Document:
    text = f"Orlava lies {number} kilometres (5 miles) from the border. {PWN}"
    return checker.document(text, name=f"{number}{PWN}.txt", source=f"{PWN}{number}")


def test_hostile_text_stays_text() -> None:
    articles = [hostile(40), hostile(62)]
    found = checker.check(articles)
    assert found
    shown = found._repr_html_() + str(checker.table(articles)._repr_html_())  # type: ignore[operator]
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
