"""Word documents: what is read of them, and what is refused. Each file is built by its test."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from checker import check
from checker.documents import docx, read, text_of
from checker.errors import DocumentError
from checker.model import Document, Role

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {NAMESPACE}>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Punkte"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:styleId="Unterzeile"><w:name w:val="Subtitle"/></w:style>
</w:styles>"""


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; one that is no markup is put into a run of its own."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    made = (
        "".join(f"<w:tc>{cell}</w:tc>" for cell in map(as_cell, row)) for row in rows
    )  # fmt: skip
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in made)}</w:tbl>"


def as_cell(cell: str) -> str:
    return cell if cell.startswith("<") else paragraph(cell)


def word(body: str, **parts: str) -> bytes:
    """A Word document with that body; ``header1`` and the like are further parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACE}><w:body>{body}<w:sectPr/></w:body></w:document>",
        )
        archive.writestr("word/styles.xml", STYLES)
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:hdr {NAMESPACE}>{xml}</w:hdr>")
    return made.getvalue()


def lines(body: str, **parts: str) -> list[str]:
    """The lines that are read of a document with that body, blank ones left out."""
    return [line for line in docx.extracted(word(body, **parts), "a.docx").splitlines() if line]


def opened(folder: Path, body: str, **parts: str) -> Document:
    path = folder / "article.docx"
    path.write_bytes(word(body, **parts))
    return read(path)


def blocks(document: Document) -> list[tuple[str, Role]]:
    return [(document.text[slice(*block.span)], block.role) for block in document.blocks]


def test_headings_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    article = opened(
        tmp_path,
        paragraph("Ford closed", style="berschrift1")
        + paragraph("Ferry to run", style="Unterzeile")
        + paragraph("The ford lies ", "40 km", " away.")
        + paragraph("two boats", properties=numbered)
        + table(("boat", "length"), ("Ada", "12 m"))
        + table(("other", "table"))
        + paragraph("Later", style="Heading2"),
    )
    assert blocks(article) == [
        ("Ford closed", Role.HEADLINE),
        ("Ferry to run", Role.DECK),
        ("The ford lies 40 km away.", Role.BODY),
        ("two boats", Role.LIST_ITEM),
        ("boat", Role.TABLE_CELL),
        ("length", Role.TABLE_CELL),
        ("Ada", Role.TABLE_CELL),
        ("12 m", Role.TABLE_CELL),
        ("other", Role.TABLE_CELL),
        ("table", Role.TABLE_CELL),
        ("Later", Role.BODY),
    ]
    cells = [block.cell for block in article.blocks if block.cell]
    assert [(c.table, c.row, c.column) for c in cells] == [
        (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1)
    ]  # fmt: skip
    assert len(article.text) == len(article.original)


def test_styles_are_known_by_their_names_and_not_their_ids() -> None:
    assert lines(paragraph("one boat", style="Punkte")) == ["- one boat"]
    assert lines(paragraph("one boat", style="Unknown")) == ["one boat"]


def test_headers_come_first_and_once() -> None:
    header = paragraph("Desk copy of 12 March 2025")
    assert lines(paragraph("Body."), header1=header, header2=header) == [
        "Desk copy of 12 March 2025",
        "Body.",
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>40</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('45')}</w:ins>"
    moved = f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run(' here')}</w:moveTo>"
    assert lines(paragraph("It is ", deleted, inserted, " km", moved)) == ["It is 45 km here"]


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_goes() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert lines(paragraph("One ", properties=mark) + paragraph("two.")) == ["One two."]
    assert lines(paragraph("Last", properties=mark)) == ["Last"]
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('old')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{paragraph('new')}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row}{kept}</w:tbl>") == ["| new"]


def test_what_is_not_shown_is_not_read() -> None:
    hidden = run("secret", "<w:vanish/>")
    field = "<w:r><w:instrText>PAGE 12</w:instrText></w:r>"
    assert lines(paragraph("Seen", hidden, field, run(" too", '<w:vanish w:val="0"/>'))) == [
        "Seen too"
    ]


def test_powers_breaks_tabs_and_hyphens() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert lines(paragraph("5 km", run("2", raised), " wide")) == ["5 km² wide"]
    assert lines(paragraph("word", run("2", raised))) == ["word"]
    assert lines(paragraph("5<w:br/>km".replace("<w:br/>", ""), "<w:r><w:br/></w:r>", "on")) == [
        "5km on"
    ]
    assert lines(paragraph("a", "<w:r><w:noBreakHyphen/></w:r>", "b")) == ["a\u2011b"]
    assert lines(paragraph("5\u00a0km")) == ["5\u00a0km"]


def test_symbols_of_figures_are_read_and_pictures_are_not() -> None:
    degree, picture = (
        f'<w:r><w:sym w:font="Symbol" w:char="{char}"/></w:r>' for char in ("F0B0", "F04A")
    )
    assert lines(paragraph("It was 10", degree, "C", picture)) == ["It was 10°C\ufffd"]


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("both")}'
    article = opened(tmp_path, table((wide, "third"), ("1 m", "2 m", "3 m")))
    columns = [block.cell.column for block in article.blocks if block.cell]
    assert columns == [0, 2, 0, 1, 2]


@pytest.mark.parametrize("text", ["# 40 km", "- 40 km", "| 40 km", "> 40 km"])
def test_a_paragraph_is_no_mark(tmp_path: Path, text: str) -> None:
    article = opened(tmp_path, paragraph("First.") + paragraph(text.replace(">", "&gt;")))
    assert blocks(article)[1][1] is Role.BODY
    assert "40 km" in blocks(article)[1][0]


def test_figures_are_compared_and_placed_by_line(tmp_path: Path) -> None:
    text = "The ford lies 40 kilometres (35 miles) north of Orlava."
    (finding,) = check([opened(tmp_path, paragraph("Ford") + paragraph(text))])
    assert finding.rule == "conversion-disagrees"


# What is refused


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        docx.extracted(data, "a.docx")
    message = str(caught.value)
    assert message.startswith("a.docx: ")
    assert "\n" not in message
    return message


def packed(xml: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return made.getvalue()


def test_an_external_entity_is_refused() -> None:
    kind = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert "document type" in refused(packed(f"{kind}<w>&e;</w>"))


def test_entities_that_expand_are_refused() -> None:
    kind = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "document type" in refused(packed(f"{kind}<w>&b;</w>"))


def test_a_bomb_is_refused_by_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LARGEST", 100_000)
    assert "unpacks to more than" in refused(packed(b"<w>" + b" " * 1_000_000))


def test_a_bomb_is_refused_by_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LARGEST", 100_000)
    data = packed(b"<w>" + b" " * 1_000_000)
    size = (1_000_003).to_bytes(4, "little")
    assert data.count(size) == 2
    refused(data.replace(size, (50_000).to_bytes(4, "little")))


def test_many_parts_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LARGEST", 10_000)
    headers = {f"header{number}": " " * 3_000 for number in range(1, 5)}
    assert "unpacks to more than" in refused(word(paragraph("Body."), **headers))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no Word document"),
        (b"PK\x03\x04 and no more", "no Word document"),
        (b"The ford lies 40 km away.", "no Word document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
            "is an old Word document, or has a password",
        ),
        (packed("<w><p></w>"), "XML is broken"),
        (packed("<a>" * 1_000 + "</a>" * 1_000), "nested"),
        (packed("<?xml version='1.0' encoding='none-such'?><a/>"), "XML is broken"),
    ],
)
def test_a_damaged_file_is_one_line(data: bytes, why: str) -> None:
    assert why in refused(data)


def test_an_archive_of_something_else_is_one_line() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert "word/document.xml" in refused(made.getvalue())


def test_no_damage_is_more_than_one_line() -> None:
    """Bytes changed at random: the document, or one clear error."""
    whole = word(paragraph("The ford lies 40 km away.") + table(("a", "b")))
    chance = random.Random(7)  # noqa: S311 - a fixed sequence is what is wanted
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            docx.extracted(bytes(data), "a.docx")
        except DocumentError as error:
            assert "\n" not in str(error)  # noqa: PT017 - most damage is refused, some is not


def test_text_of_reads_it_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "A.DOCX"
    path.write_bytes(word(paragraph("Body.")))
    assert text_of(path) == "Body.\n"
