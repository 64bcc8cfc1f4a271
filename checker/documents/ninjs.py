"""Extracts the article from a news item in JSON: ninjs of the IPTC, and what agencies make of it.

In: the text of the file. Out: the article's text, a line for each block, as ``outline`` has it,
with ``source`` and ``published`` in front matter.

The properties are those of ninjs 1 (``headline``, ``body_text``, ``body_xhtml``, ``body_html``,
``versioncreated``, ``firstcreated``, ``source``) and, of ninjs 2, ``headlines`` and ``bodies``
(iptc.org/standards/ninjs). All others are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from checker.documents import html, plain
from checker.documents.front_matter import iso_date
from checker.documents.outline import Line, written
from checker.errors import DocumentError
from checker.model import Block, Role
from checker.patterns import lazy

_MARKUP = ("body_xhtml", "body_html")
_DATES = ("versioncreated", "firstcreated")
# Markup that was blanked out, and entities, are as long as they were.
_SPACES = lazy(r"(\s)\s+")
_MARKS = {Role.HEADLINE: "##", Role.DECK: "~", Role.QUOTE: ">", Role.LIST_ITEM: "-"}


def extracted(text: str, name: str) -> str:
    """The article in ``text``, the file ``name``.

    Raises :class:`checker.errors.DocumentError` for what is no JSON, has no article in it, or has a
    property of another type.
    """
    try:
        item = json.loads(text.removeprefix("\ufeff"), parse_int=float)
    except RecursionError:
        _refuse(name, "its JSON is nested too deeply")
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"{name}:{error.lineno}:{error.colno}: is no valid JSON: {error.msg}"
        ) from error
    if not isinstance(item, dict):
        _refuse(name, "is no news item: a JSON object with headline and body_text or body_xhtml")
    headline = _string(item, "headline", name) or _listed(item, "headlines", name)
    lines = [*([Line("#", (headline,)), Line("", ("",))] if headline else []), *_body(item, name)]
    if not lines:
        _refuse(name, "is no news item: it has no headline, body_text or body_xhtml")
    return _matter(item, name) + written(lines)


def _matter(item: dict[str, Any], name: str) -> str:
    said = []
    source = _string(item, "source", name)
    if source:
        said.append(f"source: {json.dumps(source)}\n")
    for key in _DATES:
        date = _string(item, key, name)
        if date:
            day = iso_date(date)
            if day is None:
                _refuse(name, f"{key} {date[:40]!r} is no date; write it like 2025-03-12T08:30:00Z")
            said.append(f"published: {day.isoformat()}\n")
            break
    return f"---\n{''.join(said)}---\n" if said else ""


def _body(item: dict[str, Any], name: str) -> Sequence[Line]:
    for key in _MARKUP:
        if markup := _string(item, key, name):
            return list(_lines(*html.read(markup, 0)))
    text = _string(item, "body_text", name)
    if text:
        return list(_lines(*plain.read(text, 0)))
    body = _listed(item, "bodies", name)
    reader = html if body.lstrip().startswith("<") else plain
    return list(_lines(*reader.read(body, 0)))


def _lines(text: str, blocks: tuple[Block, ...]) -> Iterator[Line]:
    row: tuple[int, int] | None = None
    cells: list[str] = []
    for block in blocks:
        words, cell = _SPACES.sub(r"\1", text[slice(*block.span)]), block.cell
        here = (cell.table, cell.row) if cell else None
        if row is not None and here != row:
            yield Line("|", tuple(cells))
            if here is None or here[0] != row[0]:
                yield Line("", ("",))
            cells = []
        row = here
        if cell is None:
            yield Line(_MARKS.get(block.role, ""), (words,))
        else:
            cells += [""] * (min(cell.column, 1000) - len(cells))
            if len(cells) > cell.column:  # a second paragraph of the same cell
                cells[-1] += f" {words}"
            else:
                cells.append(words)
    if row is not None:
        yield Line("|", tuple(cells))


def _string(item: dict[str, Any], key: str, name: str) -> str:
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        _refuse(name, f"{key} must be text")
    # Half a surrogate pair is no character, and nothing could print it.
    return (value or "").encode("utf-8", "replace").decode("utf-8").strip()


def _listed(item: dict[str, Any], key: str, name: str) -> str:
    """The value of the first of ninjs 2's ``headlines`` or ``bodies``."""
    values = item.get(key) or []
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        _refuse(name, f"{key} must be a list of objects")
    return next((said for each in values if (said := _string(each, "value", name))), "")


def _refuse(name: str, why: str) -> NoReturn:
    raise DocumentError(f"{name}: {why}")
