"""The articles, set down block by block with every figure marked.

In: a ``Document`` and its figures. Out: ``Block``s of ``Piece``s: text, or a figure and its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from checker.model import Block as Stretch
from checker.model import Document, Figure, Kind, Role
from checker.reports.page.index import Index, place
from checker.reports.page.wording import day, readable
from checker.sheet import source_name

_LOOKS = {
    Kind.COUNT: "count",
    Kind.VAGUE: "count",
    Kind.RATIO: "share",
    Kind.MULTIPLE: "share",
    Kind.PERCENT: "share",
    Kind.PERCENTAGE_POINT: "share",
    Kind.MEASURE: "measure",
    Kind.SCALE: "measure",
    Kind.MONEY: "money",
    Kind.DURATION: "time",
    Kind.AGE: "time",
}
LEGEND = (
    ("count", "counts"),
    ("measure", "measures"),
    ("money", "money"),
    ("share", "shares and multiples"),
    ("time", "ages and durations"),
    ("read", "dates and the like, which are not compared"),
)
"""How kinds of figures are underlined: the class, and what it stands for."""

_ELEMENTS = {
    Role.HEADLINE: "h4",
    Role.QUOTE: "blockquote",
    Role.LIST_ITEM: "li",
    Role.TABLE_CELL: "td",
}


class Piece(NamedTuple):
    """A stretch of text, or a figure: its number, how it is underlined, the figure that a click on
    it shows, the gravest finding in which it stands."""

    text: str
    number: int = 0
    look: str = ""
    leads: str = ""
    severity: str = ""


class Block(NamedTuple):
    """A paragraph or its like; a table or a list holds ``parts`` instead: rows of cells, items."""

    element: str
    role: str
    pieces: tuple[Piece, ...] = ()
    parts: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


class Article(NamedTuple):
    """An article: what it is called, by whom and when it was published, and its text."""

    number: int
    name: str
    source: str
    source_number: int
    published: str
    figures: int
    blocks: tuple[Block, ...]


def article(document: Document, figures: Sequence[Figure], index: Index) -> Article:
    """An article as the page shows it."""
    return Article(
        index.articles[document.name],
        document.name,
        source_name(document),
        index.sources[source_name(document)],
        day(document.published),
        len(figures),
        tuple(_blocks(document, figures, index)),
    )


def _blocks(document: Document, figures: Sequence[Figure], index: Index) -> Iterator[Block]:
    ordered = sorted(figures, key=lambda figure: figure.span)
    for (element, table), group in groupby(document.blocks, _kind):
        stretches = [(each, _pieces(document, each, ordered, index)) for each in group]
        if element == "td":
            yield Block("table", "table", parts=tuple(_table(stretches)))
        elif element == "li":
            yield Block("ul", "list", parts=tuple((pieces,) for _, pieces in stretches))
        else:
            for stretch, pieces in stretches:
                yield Block(element, stretch.role.value, pieces)
        del table


def _kind(stretch: Stretch) -> tuple[str, int | None]:
    return _ELEMENTS.get(stretch.role, "p"), stretch.cell.table if stretch.cell else None


def _table(
    stretches: Iterable[tuple[Stretch, tuple[Piece, ...]]],
) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    for _, row in groupby(stretches, lambda each: each[0].cell and each[0].cell.row):
        yield tuple(pieces for _, pieces in row)


def _pieces(
    document: Document, stretch: Stretch, ordered: Sequence[Figure], index: Index
) -> tuple[Piece, ...]:
    at, end = stretch.span
    made = []
    for figure in _inside(ordered, at, end):
        if figure.span.start < at:
            continue
        made.append(Piece(readable(document, at, figure.span.start)))
        made.append(_figure(document, figure, index))
        at = figure.span.end
    made.append(Piece(readable(document, at, end)))
    return tuple(piece for piece in made if piece.text)


def _inside(ordered: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    from bisect import bisect_left

    first = bisect_left(ordered, start, key=lambda figure: figure.span.start)
    last = bisect_left(ordered, end, key=lambda figure: figure.span.start)
    return ordered[first:last]


def _figure(document: Document, figure: Figure, index: Index) -> Piece:
    where = place(figure)
    found = index.findings_at([where])
    return Piece(
        readable(document, *figure.span),
        index.figures[where],
        _LOOKS.get(figure.kind, "read"),
        _leads(where, index),
        index.findings[found[0] - 1].severity.value if found else "",
    )


def _leads(where: tuple[str, int], index: Index) -> str:
    """What a click on a figure shows: the next figure of its gravest finding, or else its row."""
    for number in index.findings_at([where]):
        mentions = index.findings[number - 1].mentions
        numbers = [n for mention in mentions if (n := index.mention(mention)) is not None]
        own = index.figures[where]
        if own in numbers and len(set(numbers)) > 1:
            return f"figure-{numbers[(numbers.index(own) + 1) % len(numbers)]}"
        return f"finding-{number}"
    row = index.rows.get(where)
    return f"row-{row}" if row else ""
