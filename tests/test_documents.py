"""What a reader promises: text as long as the file, markup blanked, blocks with their roles."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.documents import READERS, decode, document, front_matter, paragraphs, read
from checker.errors import DocumentError
from checker.model import Block, Cell, Document, Role

ENTITIES = re.compile(r"&[#\w]+;?")


def words(found: Document) -> list[tuple[str, str]]:
    """Each block's role and its words, with all runs of blanks as one."""
    return [
        (block.role.value, " ".join(found.text[slice(*block.span)].split()))
        for block in found.blocks
    ]


def prose(text: str, name: str = "a.md") -> str:
    """All words that are read, with all runs of blanks as one."""
    return " ".join(" ".join(body for _, body in words(document(text, name))).split())


# Spans index the file


ARTICLE = """\
# Café crowds grow by *40%* 🎉

*At least nine were hurt, **two badly***

About **1.2 _million_** people 🇺🇦 came — [30 km](https://a.example/7 "8 km") by rail.

- one 😀 item
- [ ] two items
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no-bom", "bom"])
@pytest.mark.parametrize("matter", ["", "---\nsource: Zürich Desk\n---\n"], ids=["bare", "matter"])
@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.txt", "a.html", "a.unknown"])
def test_spans_index_the_decoded_bytes(
    tmp_path: Path, name: str, newline: str, bom: str, matter: str
) -> None:
    data = (bom + matter + ARTICLE).replace("\n", newline).encode()
    path = tmp_path / name
    path.write_bytes(data)
    found = read(path)
    decoded = data.decode("utf-8")
    assert found.original == decoded
    assert len(found.text) == len(decoded)
    assert found.name == str(path)
    assert found.source == ("Zürich Desk" if matter else None)
    for phrase in ("40%", "million", "30 km", "🎉", "😀 item", "two items"):
        at = found.text.index(phrase)
        assert decoded[at : at + len(phrase)] == phrase
        assert any(block.span.start <= at < block.span.end for block in found.blocks)


def test_nested_emphasis_and_roles_survive_bom_and_crlf() -> None:
    found = document("\ufeff" + ARTICLE.replace("\n", "\r\n"), "a.md")
    assert words(found) == [
        ("headline", "Café crowds grow by 40% 🎉"),
        ("deck", "At least nine were hurt, two badly"),
        ("body", "About 1.2 million people 🇺🇦 came — 30 km by rail."),
        ("list-item", "one 😀 item"),
        ("list-item", "[ ] two items"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "blanked"),
    [
        ("a.md", "5&nbsp;km", "5" + 6 * "\xa0" + "km"),
        ("a.html", "5&nbsp;km", "5" + 6 * "\xa0" + "km"),
        ("a.md", "&pound;3m", "      £3m"),
        ("a.html", "&pound;3m", "      £3m"),
        ("a.html", "&pound3m", "     £3m"),
        ("a.md", "5&deg;C", "5    °C"),
        ("a.html", "5&#176;C &#x20ac;4", "5     °C        €4"),
        ("a.md", r"\$5", " $5"),
        ("a.md", "5&#10;6&#8203;7&bogus;", "5     6       7&bogus;"),
        ("a.html", "AT&T, S&P 500, A&bogus;", "AT&T, S&P 500, A&bogus;"),
        ("a.html", "5 < 6 and 7 > 4", "5 < 6 and 7 > 4"),
        ("a.html", "9 km<sup>2</sup>", "9 km     ²      "),
        ("a.md", "9 km<sup>2</sup>", "9 km     ²      "),
        ("a.html", "the 5<sup>th</sup>", "the 5     th      "),
        ("a.html", "said<sup>2</sup>", "said            "),
        ("a.html", "H<sub>2</sub>O", "H     2      O"),
    ],
)
def test_decoded_characters_keep_the_length(name: str, text: str, blanked: str) -> None:
    assert document(text, name).text == blanked


# What must not be read


@pytest.mark.parametrize(
    "text",
    [
        "Kept `code 5` kept",
        "Kept\n\n    code 5\n\nkept",
        "Kept\n\n```\ncode 5\n```\n\nkept",
        "Kept <!-- note 5 --> kept",
        "Kept\n\n<!--\nnote 5\n\nnote 6\n-->\n\nkept",
        "<div>\nKept <!-- note 5\n\nnote 6 --> kept\n</div>",
        "Kept ~~5~~ kept",
        "Kept <del>5</del> kept",
        "Kept <s>5 <b>6</b></s> kept",
        "Kept https://a.example/5?x=6#7 kept",
        "Kept www.example.com/5 kept",
        "Kept <https://a.example/5> kept",
        "Kept <tel:5> kept",
        "Kept desk5@news.example kept",
        "Kept <desk5@news.example> kept",
        "[Kept](https://a.example/5 'title 6') kept",
        "[Kept][5] kept\n\n[5]: https://a.example/5 'title 6'",
        "Kept[^5] kept",
        "Kept kept ![](map5.png)",
        "<script>var a = 5</script>\n\nKept kept",
        "<p data-n='5'>Kept kept</p>",
        "Kept <span hidden>5</span>kept",
    ],
)
def test_markdown_reads_no_more_than_prose(text: str) -> None:
    assert prose(text).lower() == "kept kept"


@pytest.mark.parametrize(
    "text",
    [
        "<p>Kept<!-- 5 --> kept",
        "<p>Kept<!-- 5 <p>6</p> > -- --> kept",
        "<!doctype html 5><p>Kept kept",
        "<style>p {width: 5px}</style><p>Kept kept",
        "<script>if (a < 5) '</p>6'</script><p>Kept kept",
        "<SCRIPT>5</SCRIPT ><p>Kept kept",
        "<noscript>5</noscript><p>Kept kept",
        "<template><p>5</p></template><p>Kept kept",
        "<nav><ul><li>5</ul></nav><p>Kept kept",
        "<p>Kept <code>5</code><kbd>6</kbd> kept",
        "<pre>5\n6</pre><p>Kept kept",
        "<p>Kept <del>5</del><s>6</s><strike>7</strike> kept",
        "<svg><title>5</title><text>6</text></svg><p>Kept kept",
        "<svg/><p>Kept kept",
        "<p hidden>5<p>Kept kept",
        "<div hidden><div>5</div>6</div><p>Kept kept",
        "<p>Kept <span aria-hidden='true'>5</span> kept",
        "<p style='display: none'>5</p><p>Kept kept",
        "<p title='a > 5' data-x=6>Kept kept",
        "<p>Kept https://a.example/5 desk5@news.example kept",
        "<p>Kept<sup><a href=#n5>[5]</a></sup> kept",
        "<title>Site 5</title><h1>Kept</h1><p>kept",
        "<p>Kept <s>5<p>kept",
        "<ul><li hidden>5<li>Kept</ul>kept",
        "<?xml version='1.0'?><html><script src='5'/><p>Kept kept</p></html>",
        "<p>Kept <img src=5.png alt=''> kept",
        "<p>Kept kept<a b='5",
    ],
)
def test_html_reads_what_a_browser_shows(text: str) -> None:
    assert prose(text, "a.html").lower() == "kept kept"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "~5~ km, from ~6 to ~7, 8~9", "5 km, from ~6 to ~7, 8~9"),
        ("a.md", "<p>5 km</p>\n\n<div>6 km</div>", "5 km 6 km"),
        ("a.md", "<b>5</b> km and <ins>6</ins>", "5 km and 6"),
        ("a.md", "Word[^1].\n\n[^1]: At 5 km.", "Word . At 5 km."),
        ("a.html", "<p>5</del> km</nav> on", "5 km on"),
        ("a.html", "<details>5 km</details>", "5 km"),
        (
            "a.txt",
            "See https://a.example/5. Then 6 km (desk@news.example).",
            "See . Then 6 km ( ).",
        ),
    ],
)
def test_prose_beside_markup_is_read(name: str, text: str, expected: str) -> None:
    assert prose(text, name) == expected


# Roles


def test_html_roles_and_cells() -> None:
    found = document(
        "<html><head><title>Nine hurt | Desk</title></head><body><h1>Nine <i>hurt</i></h1>"
        "<p class='x standfirst'>Two badly.</p><p>First.<br>Same.<br><br>Second.<h2>Part</h2>"
        "<blockquote><p>Said.</blockquote><ul><li>One<li>Two</ul>"
        "<figure><img src=a alt='A map'><figcaption>By desk</figcaption></figure>"
        "<table><caption>Tolls<tr><th>Day<th colspan=2>Toll<tr><td rowspan=2>Mon<td>1<td>2"
        "<tr><td>3<td>4</table>Last.",
        "a.html",
    )
    assert words(found) == [
        ("headline", "Nine hurt"),
        ("deck", "Two badly."),
        ("body", "First. Same."),
        ("body", "Second."),
        ("body", "Part"),
        ("quote", "Said."),
        ("list-item", "One"),
        ("list-item", "Two"),
        ("caption", "A map"),
        ("caption", "By desk"),
        ("caption", "Tolls"),
        ("table-cell", "Day"),
        ("table-cell", "Toll"),
        ("table-cell", "Mon"),
        ("table-cell", "1"),
        ("table-cell", "2"),
        ("table-cell", "3"),
        ("table-cell", "4"),
        ("body", "Last."),
    ]
    cells = [block.cell for block in found.blocks if block.cell]
    assert cells == [
        Cell(0, *place) for place in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)]
    ]


def test_markdown_roles_and_cells() -> None:
    found = document(
        "# Head\n\n**All bold**\n\nBody *not* all.\n\n## Part\n\n> Quote\n> goes on\n\n1. One\n\n"
        "   More\n\n| a | |\n|--|--|\n| 1 | 2 |\n\n![A map](m.png)\n\nText ![pin](p.png) on.\n\n"
        "# Second\n\n|x|\n|-|\n",
        "a.md",
    )
    assert words(found) == [
        ("headline", "Head"),
        ("deck", "All bold"),
        ("body", "Body not all."),
        ("body", "Part"),
        ("quote", "Quote goes on"),
        ("list-item", "One"),
        ("list-item", "More"),
        ("table-cell", "a"),
        ("table-cell", "1"),
        ("table-cell", "2"),
        ("caption", "A map"),
        ("body", "Text"),
        ("caption", "pin"),
        ("body", "on."),
        ("body", "Second"),
        ("table-cell", "x"),
    ]
    cells = [block.cell for block in found.blocks if block.cell]
    assert cells == [Cell(0, 0, 0), Cell(0, 1, 0), Cell(0, 1, 1), Cell(1, 0, 0)]


def test_page_title_is_the_headline_only_without_a_heading() -> None:
    assert words(document("<title>Nine</title><p>Body", "a.html"))[0] == ("headline", "Nine")
    assert words(document("<title>Nine</title><h1>Ten</h1>", "a.html")) == [("headline", "Ten")]


WRAPPED = (
    "Rail link opens a year late\n\n"
    "The line between the two towns opened on Sunday after a delay of\n"
    "twelve months, and the first train carried 300 people. The company\n"
    "Northern Rail said it had cost more than planned but\n"
    "was worth it.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One para.\nStill one?\nThree.", ["One para.", "Still one?", "Three."]),
        ("Ends in mid sentence\nand goes on.", ["Ends in mid sentence and goes on."]),
        ("Tolls:\n- 5 dead\n- 6 hurt\n• more", ["Tolls:", "5 dead", "6 hurt", "more"]),
        ("It sold:\n1. five\n2. six", ["It sold:", "five", "six"]),
        ("A\n \nB\r\n\r\nC\rD.", ["A", "B", "C", "D."]),
        ("***\n\nBody.", ["Body."]),
        (
            WRAPPED,
            [
                "Rail link opens a year late",
                "The line between the two towns opened on Sunday after a delay of twelve months, "
                "and the first train carried 300 people. The company Northern Rail said it had "
                "cost more than planned but was worth it.",
            ],
        ),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_plain_text_paragraphs(text: str, expected: list[str]) -> None:
    found = document(text, "a.txt")
    assert [body for _, body in words(found)] == expected
    assert paragraphs(text) == found.blocks


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        ("Nine hurt in fire\n\nA fire broke out.", 1),
        ("Nine hurt in ‘fire’\n\nNine hurt in 'fire'\n\nA fire broke out.", 2),
        ("Who will pay?\n\nNobody knows.", 1),
        ("A fire broke out.\n\nNine were hurt.", 0),
        ("about 40 km away", 0),
        (f"{'Long ' * 50}line\n\nBody.", 0),
        ("- item\n\nBody.", 0),
    ],
)
def test_plain_text_headline(text: str, headlines: int) -> None:
    roles = [block.role for block in document(text, "a.txt").blocks]
    assert roles.count(Role.HEADLINE) == headlines
    assert Role.HEADLINE not in roles[headlines:]


# Front matter


FULL = """\
---
source: "Desk: North"
published: 2025-03-12
story: bridge
sources:
  - notes/a.md
  - ../wire/b.txt
tags: [x, {y: z}]
---
# Head
"""


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_front_matter(name: str) -> None:
    found = document(FULL, name)
    assert (found.source, found.published, found.story) == (
        "Desk: North",
        date(2025, 3, 12),
        "bridge",
    )
    assert found.sources == ("notes/a.md", "../wire/b.txt")
    assert found.text[: FULL.index("#")].isspace()


def test_arguments_go_before_front_matter() -> None:
    found = document(FULL, "a.md", source="Me", published="2024-01-02T03:04:05Z")
    assert (found.source, found.published) == ("Me", date(2024, 1, 2))
    assert document("x", published=datetime(2024, 1, 2, 3)).published == date(2024, 1, 2)
    with pytest.raises(DocumentError, match="'soon' is no date"):
        document("x", published="soon")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-03-12", date(2025, 3, 12)),
        ("'2025-03-12'", date(2025, 3, 12)),
        ("2025-3-2", date(2025, 3, 2)),
        ("2025-03-12T23:30:00+02:00", date(2025, 3, 12)),
        ("2025-03-12 23:30:00 -5", date(2025, 3, 12)),
        ("", None),
        ("null", None),
    ],
)
def test_published(value: str, day: date | None) -> None:
    assert document(f"---\npublished: {value}\n---\nx", "a.md").published == day


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("source: [a\n---\n", "3:1", "no valid YAML"),
        ("source: 'a\n---\n", "3:1", "no valid YAML"),
        ("source: a: b\n---\n", "2:10", "no valid YAML"),
        ("source: a\nstory: \x01\n---\n", "3:8", "no valid YAML"),
        ("source: a\n", "1:1", "has no end"),
        ("- a\n- b\n---\n", "2:1", "key: value"),
        ("source: 404\n---\n", "2:9", 'source must be text; put it in quotes: "404"'),
        ("source: yes\n---\n", "2:9", "source must be text"),
        ("story: [a]\n---\n", "2:8", "story must be text"),
        ("source: a\nsource: b\n---\n", "3:9", "source twice"),
        ("published: soon\n---\n", "2:12", "'soon' is no date"),
        ("published: 2025-02-30\n---\n", "2:12", "is no date"),
        ("published: 20250312\n---\n", "2:12", "is no date"),
        ("sources: {a: b}\n---\n", "2:10", "sources must be text"),
        ("sources: [a, 5]\n---\n", "2:14", "sources must be text"),
        ("sources: [/etc/passwd]\n---\n", "2:11", "relative to the article"),
        ("sources: ['C:\\a.md']\n---\n", "2:11", "relative to the article"),
        ("sources: [https://a.example/b]\n---\n", "2:11", "relative to the article"),
        ("a: &a [x]\nb: *a\n---\n", "2:4", "anchors and aliases"),
        ("a: !!python/object/apply:os.system [x]\nsource: !!x y\n---\n", "3:9", "must be text"),
        ("a: " + "[" * 5000 + "\n---\n", "2:", "no valid YAML"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no-bom", "bom"])
def test_broken_front_matter_is_one_line_with_the_place(
    mark: str, text: str, where: str, message: str
) -> None:
    with pytest.raises(DocumentError) as raised:
        document(f"{mark}---\n{text}Body.", "draft é.md")
    assert str(raised.value).startswith(f"draft é.md:{where}")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    ["---\n\nBody 5.\n\n---\n", "----\nBody 5.\n---\n", "---\nBody 5.\n", "\n---\na: b\n---\n"],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert front_matter.read(text, "a.md") == front_matter.FrontMatter()


def test_title_and_standfirst_of_front_matter_stand_in_for_missing_ones() -> None:
    text = "---\ntitle: 'Nine hurt'\nstandfirst: Two of them badly é\n---\nBody.\n"
    found = document(text, "a.md")
    assert words(found) == [
        ("headline", "Nine hurt"),
        ("deck", "Two of them badly é"),
        ("body", "Body."),
    ]
    with_heading = document(text.replace("Body.", "# Ten hurt\n\nTwo of them badly é"), "a.md")
    assert words(with_heading) == [("headline", "Ten hurt"), ("body", "Two of them badly é")]


SCALAR = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"\A[\w .,'\"&:#-]{0,12}\Z"),
    st.from_regex(r"\A\"[\w :#',.–]{0,8}\"\Z"),
    st.from_regex(r"\A'[\w :#,.–]{0,8}'\Z"),
    st.sampled_from(
        ["2025-03-12", "null", "Yes", "y", "true", "~", "a - b", "a -", "O'Neil & Co."]
    ),
)


@given(st.lists(st.tuples(st.sampled_from(["source", "story", "title", "x"]), SCALAR), max_size=3))
@example([("source", "a\x85b")])
def test_simple_front_matter_means_what_yaml_says(pairs: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    simple = front_matter._simple(text, 0, len(text))
    if simple is not None:
        parsed = list(front_matter._parsed(text, "a.md", 0, len(text)))
        assert [(key, value.type, value.text) for key, value in simple] == [
            (key, value.type, value.text) for key, value in parsed
        ]


# Bad input


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9 5 km", "a.md: not UTF-8 at byte 3"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.md: a binary file"),
        (b"\xff\xfea", "a.md: not UTF-16 at byte"),
        (b"\xff\xfe\0\0a\0\0\0", "a.md: a binary file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as raised:
        decode(data, "a.md")
    assert str(raised.value).startswith(message)


def test_utf16_is_decoded_and_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert decode("é 5 😀".encode("utf-16"), "a.md") == "é 5 😀"
    for path in (tmp_path / "none.md", tmp_path, Path("a\0b")):
        with pytest.raises(DocumentError, match="cannot be read"):
            read(path)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_an_empty_file_has_no_blocks(name: str) -> None:
    assert document("", name).blocks == ()
    assert document("\ufeff", name).blocks == ()


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    "piece",
    [
        "word 5 km. ",
        "<",
        "<a b='",
        "<!--",
        "</",
        "&a",
        "[",
        "a@",
        "http://",
        "<![CDATA[",
        "[^",
        ".)",
    ],
)
def test_a_line_of_megabytes_is_read(name: str, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(document(text, name).text) == len(text)


# Laws for any text


# What readers give a meaning to, one a line; the rest of the alphabet is spaces and odd characters.
PIECES = r"""
#
>
-
1.
*
**
_
`
```
~~
[
](x 5)
![
<b>
</b>
<p>
<p hidden>
</p>
<!--
-->
<del>
</del>
<td>
<table>
<tr>
<h1>
<sup>
2
</sup>
<script>
</script>
<title>
<li>
<br>
<img alt='5'>
&amp;
&nbsp;
&pound;
&nGt;
&#0;
&#13;
\
|
5 km
é
😀
---
a: b
http://a.b/5
x@y.zz
[^1]
[^1]:
=
'
"
.”
""".strip("\n").splitlines()
ODD = [" ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "\0", "\u2028", "\ufeff", "\ud800", "\x1c"]
MARKUP = st.lists(st.sampled_from(PIECES + ODD), max_size=25).map("".join)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@given(text=st.one_of(MARKUP, st.text()))
@example(text="<h1><title>\n#5")
@example(text="\ud800")
def test_laws(name: str, text: str) -> None:
    try:
        found = document(text, name)
    except DocumentError as error:
        assert "front matter" in str(error)  # noqa: PT017 - the only error that text can have
        return
    assert found.original == text
    assert len(found.text) == len(text)
    last = 0
    for block in found.blocks:
        assert last <= block.span.start < block.span.end <= len(text)
        piece = found.text[slice(*block.span)]
        assert piece == piece.strip()
        assert (block.cell is not None) == (block.role is Role.TABLE_CELL)
        last = block.span.end
    ends = {match.end() - 1 for match in ENTITIES.finditer(text)}
    for at, (here, there) in enumerate(zip(found.text, text, strict=True)):
        entity = any(at <= end <= at + 8 for end in ends)
        assert here == there or here.isspace() or entity or here in "²³"
        assert (there in "\r\n") == (here in "\r\n")


def test_every_reader_names_its_endings() -> None:
    endings = [suffix for reader in READERS for suffix in reader.SUFFIXES]
    assert len(endings) == len(set(endings))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in endings)
    for ending in endings:
        blocks: tuple[Block, ...] = document("<p>5 km", f"A{ending.upper()}").blocks
        assert len(blocks) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (rb"{\rtf1 The ford lies 40 km away.}", "a.txt: RTF, not text; save it as .docx"),
        (b"%PDF-1.4\n40 km", "a.txt: PDF, not text; save the article itself"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.txt: an old Word document, or one with a password"),
        (b"PK\x03\x04\x14\0", "a.txt: a ZIP archive, not text; a Word document must end in .docx"),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith(told)
