"""Collects the prose of a marked-up article, element by element.

In: the source, then calls of ``start``, ``end`` and ``text`` in the order of the source. Out: the
text, as long as the source, and its ``Block``s. Elements have HTML's names, whatever the markup
was, so that all formats share one notion of what is prose, a headline, a cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.documents.blanking import blank, blank_references, trimmed
from checker.model import Block, Cell, Role
from checker.patterns import lazy


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The elements that a browser sets apart from what stands before and after them.
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody td tfoot th thead title tr ul"
)
# What is no prose of the article: code, scripts, pictures, controls, the site's menu, what an
# editor has struck out.
_SKIPPED = _names(
    "audio button canvas code del iframe kbd math nav noembed noframes noscript object pre s samp "
    "script select strike style svg template textarea video xmp"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
# Of these, what cannot reach beyond its paragraph: one that is never closed must not hide the rest.
_FORMATTING = _names("code del kbd s samp strike")
# Elements that end without an end tag, and the start tags that end them.
_ENDED_BY = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
}
_CONTAINERS = _names("article blockquote body div dl main ol section table ul")
_COUNTED = {
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dl": "list",
    "figcaption": "caption",
    "caption": "caption",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "emphasis",
    "b": "emphasis",
    "hgroup": "deck",
    "title": "title",
    "sup": "superscript",
}
_DECK_CLASSES = frozenset({"standfirst", "deck", "dek", "subtitle", "subheadline"})
_NOT_DISPLAYED = lazy(r"display\s*:\s*none", re.IGNORECASE)
# The lengths (and the second) whose second and third power is written as a superscript.
_POWERED = lazy(r"(?<![^\W\d_])(?:[kcdmnµμ]?m|mi|ft|in|yd|s|metres?|meters?)\Z")
_POWERS = {"2": "²", "3": "³"}
_WIDEST_TABLE = 200


@dataclass(slots=True)
class _Grid:
    """Where we are in a table. ``taken`` says up to which row a cell above reaches down."""

    number: int
    row: int = -1
    column: int = -1
    cell: Cell | None = None
    taken: dict[int, int] = field(default_factory=dict)

    def next_row(self) -> None:
        self.row, self.column, self.cell = self.row + 1, -1, None

    def next_cell(self, attributes: Mapping[str, str]) -> None:
        self.row = max(self.row, 0)
        self.column += 1
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        self.cell = Cell(self.number, self.row, self.column)
        if self.column > _WIDEST_TABLE:
            return
        wide, high = (_size(attributes.get(name)) for name in ("colspan", "rowspan"))
        if high > 1:
            self.taken.update({self.column + step: self.row + high for step in range(wide)})
        self.column += wide - 1


def _size(value: str | None) -> int:
    value = (value or "").strip()
    return (
        min(int(value), 100) or 1 if value.isascii() and value.isdigit() and len(value) < 6 else 1
    )


@dataclass(slots=True)
class _Draft:
    """A block in the making. ``heading`` counts the headings of the page, 0 for none."""

    start: int
    end: int
    role: Role
    cell: Cell | None
    level: int
    heading: int
    title: bool
    deck: bool
    emphasised: bool = True


class Page:
    """The article in the making; ``start`` is where its body begins."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._pieces = [blank(source[:start])]
        self._at = start
        self._drafts: list[_Draft] = []
        self._draft: _Draft | None = None
        self._open: Counter[str] = Counter()
        self._level = self._headings = self._titles = 0
        self._deck = self._paragraph = self._after_break = False
        self._tables: list[_Grid] = []
        self._table_count = 0
        self._hidden = ""
        self._depth = 0
        self._hidden_in_paragraph = False
        self._tail = ""

    def start(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """An element begins; names of elements and attributes are in lower case."""
        if self._hidden and not self._shown_by_start(name):
            return
        if name in _BLOCKS:
            self.split()
        attributes = attributes or {}
        if self._is_skipped(name, attributes):
            self._hidden, self._depth = name, 1
            self._hidden_in_paragraph = self._paragraph and name in _FORMATTING
        elif name in _COUNTED:
            self._open[_COUNTED[name]] += 1
        elif name in _HEADINGS:
            self._level = int(name[1])
            self._headings += 1
            self._deck = _is_deck(attributes)
        elif name == "p":
            self._paragraph = True
            self._deck = _is_deck(attributes)
        elif name == "br":
            self._break()
        else:
            self._start_table_part(name, attributes)

    def end(self, name: str) -> None:
        """An element ends; an end without a start is ignored."""
        if self._hidden and not self._shown_by_end(name):
            return
        if name in _BLOCKS:
            self.split()
        if name in _COUNTED:
            self._open[_COUNTED[name]] = max(0, self._open[_COUNTED[name]] - 1)
        elif name in _HEADINGS:
            self._level, self._deck = 0, False
        elif name == "p":
            self._paragraph = self._deck = False
        elif self._tables and name == "table":
            self._tables.pop()
        elif self._tables and name in ("td", "th", "tr"):
            self._tables[-1].cell = None

    def text(self, position: int, piece: str) -> None:
        """``piece``, what the source means at ``position`` and for as many code points."""
        if self._hidden or position < self._at:
            return
        if self._open["superscript"]:
            piece = superscript(piece, self._tail)
        self._pieces += (blank(self._source[self._at : position]), piece)
        self._at = position + len(piece)
        self._tail = piece[-8:]
        if not piece or piece.isspace():
            return
        self._after_break = False
        if self._draft is None:
            self._draft = self._new_draft(position)
            self._drafts.append(self._draft)
        self._draft.end = self._at
        if not self._open["emphasis"]:
            self._draft.emphasised = False

    def split(self) -> None:
        """End the current block, if any."""
        self._draft = None
        self._tail = ""
        self._open["emphasis"] = 0

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """The blanked text and its blocks; the page is of no use afterwards."""
        self._pieces.append(blank(self._source[self._at :]))
        text = blank_references("".join(self._pieces))
        drafts = self._drafts
        headings = [draft for draft in drafts if draft.level == 1]
        for draft in drafts:
            if headings and draft.title:
                struck = blank(text[draft.start : draft.end])
                text = text[: draft.start] + struck + text[draft.end :]
        drafts = [draft for draft in drafts if not (headings and draft.title)]
        _set_roles(drafts)
        blocks = []
        for draft in drafts:
            span = trimmed(text, draft.start, draft.end)
            if span.start < span.end:
                blocks.append(Block(span, draft.role, draft.cell))
        return text, tuple(blocks)

    def _new_draft(self, position: int) -> _Draft:
        cell = self._tables[-1].cell if self._tables else None
        if self._level or self._open["title"]:
            role = Role.BODY
        elif self._open["caption"]:
            role = Role.CAPTION
        elif cell:
            role = Role.TABLE_CELL
        elif self._open["quote"]:
            role = Role.QUOTE
        else:
            role = Role.LIST_ITEM if self._open["list"] else Role.BODY
        return _Draft(
            start=position,
            end=position,
            role=role,
            cell=cell if role is Role.TABLE_CELL else None,
            level=self._level,
            heading=self._headings if self._level else 0,
            title=bool(self._open["title"]),
            deck=self._deck or bool(self._open["deck"]),
        )

    def _start_table_part(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self._tables.append(_Grid(self._table_count))
            self._table_count += 1
        elif self._tables and name == "tr":
            self._open["caption"] = 0
            self._tables[-1].next_row()
        elif self._tables and name in ("td", "th"):
            self._open["caption"] = 0
            self._tables[-1].next_cell(attributes)

    def _is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name == "title":
            # A page has one title; what else is called so labels a drawing.
            self._titles += 1
            return self._titles > 1
        return name in _SKIPPED or (
            bool(attributes) and name not in _VOID and _is_hidden(attributes)
        )

    def _break(self) -> None:
        """Two line breaks with nothing between them part paragraphs."""
        if self._after_break:
            self.split()
        self._after_break = True

    def _shown_by_start(self, name: str) -> bool:
        enders = _ENDED_BY.get(self._hidden)
        if self._hidden_in_paragraph and name == "p":
            self._hidden = ""
        elif enders is None:
            self._depth += name == self._hidden
        elif name in enders:
            self._hidden = ""
        return not self._hidden

    def _shown_by_end(self, name: str) -> bool:
        """Whether the end tag ``name`` both ends what is hidden and means something beyond it."""
        if name == self._hidden:
            self._depth -= 1
            if not self._depth:
                self._hidden = ""
        elif (name == "p" and self._hidden_in_paragraph) or (
            self._hidden in _ENDED_BY and name in _CONTAINERS
        ):
            self._hidden = ""
        return not self._hidden


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or bool(_NOT_DISPLAYED.search(attributes.get("style", "")))
    )


def _is_deck(attributes: Mapping[str, str]) -> bool:
    return not _DECK_CLASSES.isdisjoint(attributes.get("class", "").lower().split())


def superscript(piece: str, before: str) -> str:
    """A power stays beside its unit, "th" beside its number; the mark of a footnote goes."""
    if piece in _POWERS and _POWERED.search(before):
        return _POWERS[piece]
    return piece if len(piece) > 1 and piece.isalpha() else blank(piece)


def _set_roles(drafts: list[_Draft]) -> None:
    """Which block is the headline: the first heading of level 1, else the page's title, else a
    heading that opens the article. A standfirst is marked as one, or all emphasised and directly
    below the headline. All other headings are body: they head a part, not the whole."""
    head = next((draft for draft in drafts if draft.level == 1), None)
    head = head or next((draft for draft in drafts if draft.title), None)
    head = head or next((draft for draft in drafts[:1] if draft.level), None)
    below = False
    for draft in drafts:
        if draft is head or (head and head.heading and draft.heading == head.heading):
            draft.role = Role.HEADLINE
            below = True
            continue
        below = below and draft.role is Role.BODY and draft.emphasised and not draft.level
        if below or draft.deck:
            draft.role = Role.DECK
