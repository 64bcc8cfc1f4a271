"""News items in JSON: what is read of them, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker import check
from checker.documents import decode, document, read
from checker.errors import DocumentError
from checker.model import Document, Role


def article(**properties: Any) -> Document:
    data = json.dumps(properties).encode()
    return document(decode(data, "a.ninjs"), "a.ninjs")


def blocks(made: Document) -> list[tuple[str, Role]]:
    return [(made.text[slice(*block.span)], block.role) for block in made.blocks]


def test_headline_text_source_and_date() -> None:
    made = article(
        headline="Ford closed at Orlava",
        body_text="The ford lies 40\u00a0km away.\n\nIt won\u2019t open.",
        source='The "Wire"',
        versioncreated="2025-03-12T23:30:00+01:00",
        uri="urn:x",
    )
    assert (made.source, made.published) == ('The "Wire"', date(2025, 3, 12))
    assert blocks(made) == [
        ("Ford closed at Orlava", Role.HEADLINE),
        ("The ford lies 40\u00a0km away.", Role.BODY),
        ("It won\u2019t open.", Role.BODY),
    ]


def test_markup_is_read_as_html_is() -> None:
    body = (
        "<h2>Later</h2><p>It is <b>40</b> km &amp; more.</p><ul><li>one boat</li></ul>"
        "<table><tr><td>boat</td><td></td><td>12 m</td></tr></table>"
        "<table><tr><td>other</td></tr></table><script>99 km</script>"
    )
    made = article(headline="Ford", body_xhtml=body, body_text="Not this.")
    assert blocks(made) == [
        ("Ford", Role.HEADLINE),
        ("Later", Role.BODY),
        ("It is 40 km & more.", Role.BODY),
        ("one boat", Role.LIST_ITEM),
        ("boat", Role.TABLE_CELL),
        ("12 m", Role.TABLE_CELL),
        ("other", Role.TABLE_CELL),
    ]
    cells = [block.cell for block in made.blocks if block.cell]
    assert [(c.table, c.row, c.column) for c in cells] == [(0, 0, 0), (0, 0, 2), (1, 0, 0)]


def test_what_is_blanked_out_leaves_no_gap() -> None:
    made = article(body_xhtml="<p>It lies 40&nbsp;<b><i>km</i></b> away.</p>")
    assert blocks(made) == [("It lies 40\u00a0km away.", Role.BODY)]


def test_a_number_that_nobody_asks_for_is_no_fault() -> None:
    text = '{"headline": "Ford", "size": ' + "9" * 10_000 + "}"
    assert decode(text.encode(), "a.ninjs") == "# Ford\n\n"


def test_lists_of_headlines_and_bodies() -> None:
    made = article(
        headlines=[{"role": "main", "value": "Ford"}],
        bodies=[{"contenttype": "text/html", "value": "<p>Closed.</p>"}],
    )
    assert blocks(made) == [("Ford", Role.HEADLINE), ("Closed.", Role.BODY)]


def test_front_matter_cannot_be_smuggled_in() -> None:
    made = article(source="A\nstory: stolen\n---\n", body_text="---\nstory: stolen\n---\nText.")
    assert made.story is None
    assert made.source == "A\nstory: stolen\n---"
    assert article(headline="", body_text="Text of 5 km.").source is None


def test_a_json_file_is_read_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wire.json"
    text = "The ford lies 40 kilometres (35 miles) north of Orlava."
    path.write_text(json.dumps({"headline": "Ford", "body_text": text}), encoding="utf-8")
    (finding,) = check([read(path)])
    assert finding.rule == "conversion-disagrees"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "a.ninjs:1:2: is no valid JSON: "),
        (b"[1]", "a.ninjs: is no news item: "),
        (b"{}", "a.ninjs: is no news item: "),
        (b'{"headline": 5}', "a.ninjs: headline must be text"),
        (b'{"headline": "a", "versioncreated": "soon"}', "a.ninjs: versioncreated 'soon' is no da"),
        (b'{"headlines": ["a"]}', "a.ninjs: headlines must be a list of objects"),
        (b"[" * 100_000, "a.ninjs: its JSON is nested too deeply"),
        (b'{"headline": ' + b"9" * 10_000 + b"}", "a.ninjs: headline must be text"),
        (b"\xff", "a.ninjs: not UTF-8 at byte 0"),
    ],
)
def test_what_is_wrong_is_one_line(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.ninjs")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
