"""A second opinion on the figures: quantulum3's quantities, made into ours.

In: a ``Document`` and its ``Segment``s. Out: ``Figure``s in text order, which never overlap.
quantulum3 gets one sentence at a time, since its time grows with the square of the text; what it is
known to misread is left out, and a figure holds no more than it reads: a value and a unit, without
modifier, direction or noun. The reader of this program is ``checker.figures``; the two are never
merged.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from checker import lexicon, units
from checker.model import Document, Figure, Form, Kind, Modifier, Quantity, Segment, Span
from checker.patterns import lazy

NAME = "quantulum3"
# A sentence that is longer is read in pieces: a table in one line would take minutes.
LONGEST = 1000
_KINDS = {
    units.CURRENCY: Kind.MONEY,
    "time": Kind.DURATION,
    "percent": Kind.PERCENT,
    "percentage_point": Kind.PERCENTAGE_POINT,
}
_DIGIT = lazy(r"\d")
_FIRST = lazy(r"\d(?:[\d,.]*\d)?|[^\W\d_]+|\S")
_LAST_PLACE = lazy(r"\d[\d,]*(?:\.(\d+))?")
_YEAR = lazy(r"(?:1[5-9]|20)\d\d")
_ARTICLE = lazy(r"an?\b", re.IGNORECASE)
_MINUS = lazy(r"[-−–]|minus\b|negative\b", re.IGNORECASE)
_UNCERTAIN = lazy(r"±|\+/-|plus or minus", re.IGNORECASE)
_ORDINAL_END = lazy(r"(?:st|nd|rd|th)(?![^\W_])", re.IGNORECASE)
_CLOCK = lazy(r"\s?[ap]\.?\s?m(?![^\W_])|[:.]\d\d(?![\d%])", re.IGNORECASE)
_CLOCK_BEFORE = lazy(r"\d:$")
_GLUED = lazy(r"[^\W_][-‑/]?$")
_CAPITAL_BEFORE = lazy(r"[^\s.!?]\s+[(\"“‘']?[^\W\d_a-z][\w&'’-]*\s$")


class _Read(NamedTuple):
    """One of quantulum3's quantities where it stands in the document."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    uncertain: bool
    unit: str


def figures(document: Document, segments: Sequence[Segment]) -> tuple[Figure, ...]:
    """The figures in ``segments`` of a document as quantulum3 reads them, without its known false
    readings."""
    text = document.text
    found: list[Figure] = []
    line, seen, floor = 1, 0, 0
    for read in _reads(text, segments):
        made = None if read.start < floor else _figure(text, read)
        if made is None:
            continue
        line, seen = line + text.count("\n", seen, read.start), read.start
        column = read.start - text.rfind("\n", 0, read.start)
        surface = " ".join(text[read.start : read.end].split())
        span, (kind, quantity, modifier, form) = Span(read.start, read.end), made
        place = (document.name, line, column, span, surface)
        found.append(Figure(*place, kind, NAME, quantity, modifier, form=form))
        floor = read.end
    return tuple(found)


def _reads(text: str, segments: Sequence[Segment]) -> Iterator[_Read]:
    for segment in segments:
        for start, end in _windows(text, segment.span):
            yield from sorted(_sentence(text, start, end))


def _windows(text: str, span: Span) -> Iterator[Span]:
    """A sentence, or its pieces, cut at the last blank before they get too long."""
    start, end = span
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        cut = blank if blank > 0 else start + LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _sentence(text: str, start: int, end: int) -> Iterator[_Read]:
    """What quantulum3 makes of ``text[start:end]``; nothing where it fails."""
    # One code point for one: it counts on blanks that are blanks.
    sentence = "".join(" " if c.isspace() else c for c in text[start:end])
    try:
        quantities = _parse(sentence)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return
    for quantity in quantities:
        left, right = quantity.span
        if sentence[left:right] != quantity.surface or not quantity.surface:
            continue  # its count of places went wrong behind a rewritten number
        middle, around = _decimal(quantity.value), _decimal(quantity.uncertainty or 0.0)
        if middle is None or around is None:
            continue
        unsure = bool(around) and bool(_UNCERTAIN.search(quantity.surface))
        low, high = (middle, middle) if unsure else (middle - around, middle + around)
        yield _Read(start + left, start + right, low, high, unsure, quantity.unit.name)


def _parse(sentence: str) -> list[Any]:
    """quantulum3 sets up the caller's logging with each call, unless somebody has done so."""
    silent = logging.NullHandler()
    logging.root.addHandler(silent)
    try:
        return units.quantulum()(sentence)
    finally:
        logging.root.removeHandler(silent)


def _decimal(number: float) -> Decimal | None:
    """The shortest decimal of a float: quantulum3 has read "1.1" into one."""
    value = Decimal(repr(float(number)))
    if not value.is_finite():
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value


def _figure(text: str, read: _Read) -> tuple[Kind, Quantity, Modifier, Form] | None:
    """What a reading is in our terms, or ``None`` where it is one of the known false ones."""
    surface = text[read.start : read.end]
    if _is_no_number(text, read, surface):
        return None
    unit, dimension, scale = None, "", Decimal(1)
    if read.unit != "dimensionless":
        match = _unit(read.unit)
        if match is None:
            return None  # "litre inch penny inch": letters taken for units
        unit, dimension, scale = match.unit, match.dimension, match.scale
    elif _is_name_or_date(text, read, surface):
        return None
    low, high = read.low * scale, read.high * scale
    if low < 0 and not _MINUS.match(surface):
        low, high = -low, -high  # a parenthesis is no minus sign
    kind = _KINDS.get(dimension, Kind.MEASURE) if unit else Kind.COUNT
    if unit is None and 0 < low < 1 and not _DIGIT.search(surface):
        kind = Kind.RATIO
    modifier = Modifier.ABOUT if read.uncertain else Modifier.EXACTLY
    form = Form.POINT if low == high else Form.RANGE
    return kind, Quantity(low, high, _step(surface, abs(read.high)) * scale, unit), modifier, form


def _is_no_number(text: str, read: _Read, surface: str) -> bool:
    """Articles ("a mile"), ordinals ("third") and clock times ("3 a", before ".m.")."""
    if _ARTICLE.match(surface) and read.low == read.high == 1:
        return True
    first = _FIRST.match(surface)
    if first is None or first[0].lower() in lexicon.load("numerals")["ordinals"]:
        return True
    if not first[0][0].isdecimal():
        return False
    behind = read.start + first.end()
    return bool(
        _ORDINAL_END.match(text, behind)
        or _CLOCK.match(text, behind)
        or _CLOCK_BEFORE.search(text[max(0, read.start - 2) : read.start])
    )


def _is_name_or_date(text: str, read: _Read, surface: str) -> bool:
    """Bare numbers that count nothing: years, days of a month, "S&P 500", "F-16"."""
    if not _DIGIT.match(surface):
        return False
    before = text[max(0, read.start - 40) : read.start]
    after = text[read.end : read.end + 12].split()
    months = lexicon.load("calendar")["months"]
    beside = [*before.split()[-1:], *after[:1]]
    if _YEAR.fullmatch(surface) or any(word.strip(".,").lower() in months for word in beside):
        return True
    return bool(_GLUED.search(before) or _CAPITAL_BEFORE.search(before))


@cache
def _unit(name: str) -> units.Match | None:
    """The unit that quantulum3 calls ``name``; ``None`` for those that no article means."""
    american = name.replace("metre", "meter").replace("litre", "liter").replace(" ", "_")
    ours = lexicon.load("unit_overlay")["quantulum3"]["same"].get(name, american)
    if " / " in ours or ours in lexicon.load("units")["units"]:
        return units.Match(ours, units.unit(ours).dimension, len(name))
    found = units.match(name, 0, len(name))
    return found if found is not None and found.end == len(name) else None


def _step(surface: str, value: Decimal) -> Decimal:
    """The place of the last written digit, as far as the digits show it: that of "2.5 million" is
    100,000."""
    digits = _LAST_PLACE.search(surface)
    if digits is None:
        return Decimal(1)
    written = Decimal(digits[0].replace(",", ""))
    magnitude = value / written if written else Decimal(1)
    known = magnitude in (10**3, 10**6, 10**9, 10**12)
    return Decimal(1).scaleb(-len(digits[1] or "")) * (magnitude if known else 1)
