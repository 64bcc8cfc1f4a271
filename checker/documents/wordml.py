"""Reads one XML part of a Word document, element by element.

In: the bytes of ``document.xml``, of a header or of ``styles.xml``. Out: ``Line``s, or ``Styles``.

The names of elements are those of WordprocessingML (ECMA-376, part 1), without their namespace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from checker.documents.outline import Line
from checker.documents.page import superscript
from checker.errors import DocumentError

_HEADING = re.compile(r"heading ([1-9])")
_ROLES = {"title": "#", "subtitle": "~", "quote": ">", "intense quote": ">"}
_LISTS = ("list bullet", "list number")
# What accepting all changes takes out, what the format keeps twice, and what is not shown.
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "pPrChange",
     "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "sdtPr", "cellDel"}
)  # fmt: skip
_SPACES = frozenset({"tab", "ptab", "br", "cr"})
_HYPHENS = {"noBreakHyphen": "\u2011"}
# The font Symbol, as far as figures go; from other fonts come pictures.
_SYMBOLS = {"F0B0": "°", "F0B1": "±", "F0B4": "×", "F02D": "−", "F0A3": "≤", "F0B3": "≥"}
_NO_CHARACTER = "\ufffd"
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Styles:
    """``marks``: the mark of a line by the id of its style."""

    marks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes, name: str) -> Styles:
        """The styles of ``styles.xml``. Raises as :func:`lines` does."""
        found: dict[str, str] = {}
        style = ""

        def start(element: str, values: Mapping[str, str]) -> None:
            nonlocal style
            if element == "style":
                style = values.get("styleId", "")
            elif element == "name" and style:
                found[style] = _mark(values.get("val", ""))

        _parse(data, name, start, _nothing, _nothing)
        return cls({key: mark for key, mark in found.items() if mark})

    def mark(self, style: str) -> str:
        """The mark of a style, by its id; a document without styles has English ids."""
        return self.marks.get(style) or _mark(re.sub(r"(?<=[a-z])(?=\d)", " ", style))


def _mark(style: str) -> str:
    style = style.lower()
    found = _HEADING.fullmatch(style)
    if found:
        return "#" * min(int(found[1]), 6)
    return "-" if style.startswith(_LISTS) else _ROLES.get(style, "")


@dataclass(slots=True)
class _Paragraph:
    mark: str = ""
    text: list[str] = field(default_factory=list)
    joined: bool = False


@dataclass(slots=True)
class _Table:
    """``cells`` of the row in hand; ``cell`` is the text of that in hand, its paragraphs apart."""

    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    width: int = 1
    dropped: bool = False


def lines(data: bytes, styles: Styles, name: str) -> list[Line]:
    """The blocks of a part. A table in a cell is text of that cell.

    Raises :class:`checker.errors.DocumentError` for broken XML and XML with a document type.
    """
    made = _Part(styles)
    _parse(data, name, made.start, made.end, made.characters)
    made.finish()
    return made.lines


class _Part:
    """The part in the making."""

    def __init__(self, styles: Styles) -> None:
        self.lines: list[Line] = []
        self._styles = styles
        self._path: list[str] = []
        self._skipped = 0
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._hidden = self._raised = False
        self._carried: _Paragraph | None = None

    def start(self, element: str, values: Mapping[str, str]) -> None:
        above = self._path[-1] if self._path else ""
        self._path.append(element)
        if self._skipped or (element in _SKIPPED and above not in ("rPr", "trPr")):
            self._skipped += 1
        elif element == "p":
            self._paragraphs.append(self._carried or _Paragraph())
            self._carried = None
        elif element == "tbl":
            self.finish()
            self._tables.append(_Table())
        elif element == "r":
            self._hidden = self._raised = False
        elif above in ("pPr", "rPr", "trPr", "tcPr", "numPr"):
            self._property(above, element, values)
        elif self._paragraphs and element in _SPACES and above == "r":
            self._write(" ")
        elif self._paragraphs and element in _HYPHENS:
            self._write(_HYPHENS[element])
        elif self._paragraphs and element == "sym" and not self._hidden:
            self._write(_SYMBOLS.get(values.get("char", "").upper(), _NO_CHARACTER))
        elif self._tables and element == "tc":
            self._tables[-1].width = 1

    def _property(self, above: str, element: str, values: Mapping[str, str]) -> None:
        value = values.get("val", "")
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if above == "trPr" and element == "del" and self._tables:
            self._tables[-1].dropped = True
        elif above == "tcPr" and element == "gridSpan" and self._tables:
            self._tables[-1].width = min(int(value), 100) if value.isdecimal() else 1
        elif paragraph is None:
            return
        elif above == "pPr" and element == "pStyle":
            paragraph.mark = self._styles.mark(value) or paragraph.mark
        elif above == "numPr" and element == "numId" and value != "0":
            paragraph.mark = paragraph.mark or "-"
        elif above == "rPr" and self._path[-3:-2] == ["pPr"]:
            paragraph.joined = paragraph.joined or element in ("del", "moveFrom")
        elif above == "rPr" and element == "vanish":
            self._hidden = value.lower() not in _OFF
        elif above == "rPr" and element == "vertAlign":
            self._raised = value == "superscript"

    def end(self, element: str) -> None:
        self._path.pop()
        if self._skipped:
            self._skipped -= 1
        elif element == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif self._tables and element == "tc":
            table = self._tables[-1]
            table.cells += (" ".join(table.cell), *[""] * (table.width - 1))
            table.cell = []
        elif self._tables and element == "tr":
            self._end_row(self._tables[-1])
        elif self._tables and element == "tbl":
            self._tables.pop()
            if not self._tables:
                self.lines.append(Line("", ("",)))

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        if paragraph.joined and not self._paragraphs:
            # The mark of its end is deleted: it runs on into the next, whose style counts.
            self._carried = _Paragraph(text=paragraph.text)
            return
        text = "".join(paragraph.text)
        if self._tables:
            self._tables[-1].cell.append(text.strip())
        else:
            self.lines.append(Line(paragraph.mark, (text,)))

    def finish(self) -> None:
        """Write what was to run on into a paragraph that does not come."""
        if self._carried is not None and not self._tables:
            self.lines.append(Line("", ("".join(self._carried.text),)))
            self._carried = None

    def _end_row(self, table: _Table) -> None:
        cells = tuple(table.cells)
        if not table.dropped and any(cells):
            if len(self._tables) > 1:
                self._tables[-2].cell.append(" ".join(filter(None, cells)))
            else:
                self.lines.append(Line("|", cells))
        table.cells, table.dropped = [], False

    def characters(self, text: str) -> None:
        if not self._skipped and self._paragraphs and self._path[-1] == "t" and not self._hidden:
            self._write(text)

    def _write(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        if self._raised:
            text = superscript(text, "".join(paragraph.text[-4:]))
        paragraph.text.append(text)


def _nothing(*_: object) -> None:
    pass


def _parse(
    data: bytes,
    name: str,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def refuse(*_: object) -> NoReturn:
        raise DocumentError(f"{name}: its XML has a document type, which no Word document has")

    def opened(element: str, values: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise DocumentError(f"{name}: its XML is nested more than {_DEEPEST} deep")
        start(_local(element), {_local(key): value for key, value in values.items()})

    def closed(element: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(element))

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DocumentError(
            f"{name}: its XML is broken: {error}; save it again as .docx"
        ) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
