"""What an expression can see: the slots of a claim, and the types by which expressions are checked.

In: a ``Claim``. Out: a read-only ``View`` of it, whose slots are the closed list ``SLOTS``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from checker import tolerance
from checker.dimensions import dimension
from checker.errors import suggestion
from checker.model import (
    Claim,
    Direction,
    Form,
    Interval,
    Kind,
    Modality,
    Modifier,
    Role,
)


class Type(StrEnum):
    """What a piece of an expression stands for; the value is how messages put it."""

    NUMBER = "a number"
    TEXT = "text"
    DATE = "a date"
    FLAG = "true or false"
    CLAIM = "a figure"
    SUM = "a sum"
    CLAIMS = "a list of figures"
    TEXTS = "a list of texts"
    NUMBERS = "a list of numbers"
    NOTHING = "None"


class AbstainError(Exception):
    """An expression cannot be decided, because something in it is unknown. The message is the
    reason. The rule abstains: it neither fires nor agrees."""


_Value = TypeVar("_Value")
Day: TypeAlias = date  # a slot is called date, too


def known(value: _Value | None, what: str = "a slot") -> _Value:
    """``value``, for a rule in Python that needs it: raises :class:`AbstainError` for ``None``, so
    that the rule abstains. ``what`` is how the reason calls it."""
    if value is None:
        raise AbstainError(f"{what} is unknown")
    return value


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that functions reckon with: a figure's, or a sum of several."""

    value: Decimal
    room: Interval
    unit: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A name after the dot: ``get`` takes the claim and returns ``None`` where the text does not
    say; ``values`` are the only values it can have, if they are few; ``missing`` is how a message
    puts an unknown one. With ``listed`` it may also stand in a rule's ``where``."""

    name: str
    type: Type
    get: Callable[[Claim], Any]
    doc: str
    values: tuple[str, ...] = ()
    missing: str = "unknown"
    listed: bool = True


class View:
    """A claim as rules see it: its slots are attributes, ``None`` where the text does not say. Made
    once for a claim, so that its amount is reckoned once."""

    __slots__ = ("_amount", "claim")

    if TYPE_CHECKING:  # the types of SLOTS, for rules in Python
        value: Decimal | None
        low: Decimal | None
        high: Decimal | None
        unit: str | None
        kind: str
        dimension: str
        form: str
        modifier: str
        direction: str | None
        noun: str | None
        surface: str
        measure: str | None
        entity: str | None
        counterpart: str | None
        place: str | None
        scope: str | None
        statistic: str | None
        modality: str
        speaker: str | None
        attributed: bool
        vague: bool
        in_quote: bool
        settled: bool
        role: str
        source: str | None
        path: str
        published: Day | None
        period_start: Day | None
        period_end: Day | None
        date: Day | None
        year: int | None
        month: int | None
        day: int | None
        weekday: int | None

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self._amount: Amount | None = None

    def __getattr__(self, name: str) -> Any:
        slot = SLOTS.get(name)
        if slot is None:
            raise AttributeError(f"unknown slot '{name}'{suggestion(name, SLOTS, 40)}")
        return slot.get(self.claim)

    def __str__(self) -> str:
        """The figure as written, on to what it counts where that follows: "at least 23 dockers"."""
        figure, noun = self.claim.figure, self.claim.figure.noun_span
        if noun is not None and figure.span.end <= noun.start <= figure.span.end + 40:
            text = self.claim.document.text
            # Of "18 of 27 schools" the 18 is told without the whole, which is a figure of its own.
            if not any(mark.isdigit() for mark in text[figure.span.end : noun.start]):
                return " ".join(text[figure.span.start : noun.end].split())
        return " ".join(figure.surface.split())

    @property
    def amount(self) -> Amount:
        """The claim's quantity with what it leaves room for, in its own unit. Raises
        :class:`AbstainError` for a figure that is no quantity."""
        if self._amount is None:
            figure = self.claim.figure
            value = _value(self.claim)
            if figure.quantity is None or value is None:
                raise AbstainError(f"'{figure.surface}' is no quantity")
            self._amount = Amount(value, tolerance.of_figure(figure), figure.quantity.unit)
        return self._amount


def _value(claim: Claim) -> Decimal | None:
    quantity = claim.figure.quantity
    if quantity is None:
        return None
    low, high = quantity.low, quantity.high
    if claim.figure.form is Form.CHANGE:
        return high
    if low is None or high is None:
        return high if low is None else low
    return low if low == high else (low + high) / 2


def _date(claim: Claim) -> date | None:
    moment = claim.figure.moment
    if moment is None or moment.year is None or moment.month is None or moment.day is None:
        return None
    try:
        return date(moment.year, moment.month, moment.day)
    except ValueError:
        return None


_CLOSERS = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’"}
_MARK = re.compile('["“”„«»‘’]')


def in_quotation(claim: Claim) -> bool:
    """True where the figure stands in a quotation: a quoted block, or between quotation marks that
    opened in its paragraph. A ’ between two letters is an apostrophe."""
    if claim.segment.role is Role.QUOTE:
        return True
    text, at, blocks = claim.document.text, claim.figure.span.start, claim.document.blocks
    start, end = claim.segment.span
    if claim.segment.paragraph < len(blocks):
        start, end = blocks[claim.segment.paragraph].span
    turns = _turns(text, start, max(end, at))
    passed = bisect_left(turns, at)
    if passed % 2 == 0:
        return False
    # A ’ right before a figure in words closes: what follows belongs to the figure.
    return not (text[at - 1] == "’" and text[turns[passed - 1]] == "‘")


@lru_cache(maxsize=4096)
def _turns(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where quotations open and close in a paragraph, by turns: walked once, however many figures
    stand in it."""
    turns: list[int] = []
    closers = ""
    for mark in _MARK.finditer(text, start, end):
        char, place = mark[0], mark.start()
        if not closers:
            closers = _CLOSERS.get(char, "")
        elif char in closers and not (char == "’" and text[place + 1 : place + 2].isalpha()):
            closers = ""
        else:
            continue
        if closers or len(turns) % 2:
            turns.append(place)
    return tuple(turns)


def _slot(name: str) -> Callable[[Claim], str | None]:
    def get(claim: Claim) -> str | None:
        found = getattr(claim, name)
        return None if found is None else str(found.value)

    return get


def _quantity(name: str) -> Callable[[Claim], Any]:
    def get(claim: Claim) -> Any:
        return getattr(claim.figure.quantity, name, None)

    return get


def _moment(name: str) -> Callable[[Claim], int | None]:
    def get(claim: Claim) -> int | None:
        return getattr(claim.figure.moment, name, None)

    return get


def _period(name: str) -> Callable[[Claim], date | None]:
    def get(claim: Claim) -> date | None:
        return getattr(claim.period, name, None)

    return get


def _words(values: type[StrEnum]) -> tuple[str, ...]:
    return tuple(value.value for value in values)


_N, _T, _D, _F = Type.NUMBER, Type.TEXT, Type.DATE, Type.FLAG

SLOTS: MappingProxyType[str, Slot] = MappingProxyType(
    {
        slot.name: slot
        for slot in (
            Slot("value", _N, _value, "the number in its own unit: the middle of a range, the "
                 "later end of a change, the one known end of an open range", listed=False),
            Slot("low", _N, _quantity("low"), "the end written first; None where the words leave "
                 "it open", listed=False),
            Slot("high", _N, _quantity("high"), "the end written last; None where the words leave "
                 "it open", listed=False),
            Slot("unit", _T, _quantity("unit"), "a pint name, percent, percentage_point or an ISO "
                 "4217 code; None for a bare count", missing="no unit"),
            Slot("kind", _T, lambda c: c.figure.kind.value, "what the figure is", _words(Kind)),
            Slot("dimension", _T, lambda c: dimension(c.figure), "what kind of unit it has: area, "
                 "money, time, count, percent and so on"),
            Slot("form", _T, lambda c: c.figure.form.value, "a point, a range or a change",
                 _words(Form)),
            Slot("modifier", _T, lambda c: c.figure.modifier.value, "how the words bound the "
                 "number", _words(Modifier)),
            Slot("direction", _T, lambda c: None if c.figure.direction is None
                 else c.figure.direction.value, "which way it moved", _words(Direction)),
            Slot("noun", _T, lambda c: c.figure.noun, "what is counted, as written",
                 missing="an unnamed thing"),
            Slot("surface", _T, lambda c: c.figure.surface, "the figure as written", listed=False),
            Slot("measure", _T, _slot("measure"), "what is measured, a name of the measures "
                 "lexicon", missing="an unknown measure"),
            Slot("entity", _T, _slot("entity"), "what the figure is about",
                 missing="an unnamed thing"),
            Slot("counterpart", _T, _slot("counterpart"), "the other end of a distance",
                 missing="an unnamed place"),
            Slot("place", _T, _slot("place"), "where it happened", missing="an unnamed place"),
            Slot("scope", _T, _slot("scope"), "a limit of the count, such as new or so-far"),
            Slot("statistic", _T, _slot("statistic"), "total, mean, rate and the like"),
            Slot("modality", _T, lambda c: c.modality.value, "how far the text says that it is "
                 "so", _words(Modality)),
            Slot("speaker", _T, lambda c: c.attribution.speaker if c.attribution else None,
                 "who is named as saying it", missing="an unnamed speaker"),
            Slot("attributed", _F, lambda c: c.attribution is not None, "whether anyone is named "
                 "as saying it"),
            Slot("vague", _F, lambda c: c.attribution is not None and c.attribution.vague,
                 "whether those named are nobody in particular, such as officials"),
            Slot("in_quote", _F, in_quotation, "whether it stands in a quotation"),
            Slot("settled", _F, lambda c: c.settled, "whether its sentence looks back on what is "
                 "long past (an anniversary, an old war), or it only tells which thing is meant"),
            Slot("role", _T, lambda c: c.segment.role.value, "the part of the article",
                 _words(Role)),
            Slot("source", _T, lambda c: c.document.source, "who published the document",
                 missing="an unnamed source"),
            Slot("path", _T, lambda c: c.document.name, "the document's path", listed=False),
            Slot("published", _D, lambda c: c.document.published, "the document's date"),
            Slot("period_start", _D, _period("start"), "the first day for which it holds"),
            Slot("period_end", _D, _period("end"), "the last day for which it holds"),
            Slot("date", _D, _date, "the date that is written; None where it is incomplete or "
                 "impossible"),
            Slot("year", _N, _moment("year"), "the year as written", listed=False),
            Slot("month", _N, _moment("month"), "the month as written, 1 to 12", listed=False),
            Slot("day", _N, _moment("day"), "the day of the month as written", listed=False),
            Slot("weekday", _N, _moment("weekday"), "the weekday as written, Monday is 0",
                 listed=False),
        )
    }
)  # fmt: skip

WHERE_SLOTS: tuple[str, ...] = tuple(
    slot.name for slot in SLOTS.values() if slot.listed and slot.type in {Type.TEXT, Type.FLAG}
)

SUM_SLOTS: tuple[str, ...] = ("value", "low", "high", "unit")


def slot_of_sum(amount: Amount, name: str) -> Decimal | str | None:
    """A slot of a sum: its value, unit, or an end of what it leaves room for."""
    if name == "value":
        return amount.value
    if name == "unit":
        return amount.unit
    return amount.room.low if name == "low" else amount.room.high


def source_name(claim: Claim) -> str:
    """How a message names where a claim stands: the document's source, or else its file's name."""
    return claim.document.source or PurePath(claim.document.name).name


def where_value(claim: Claim, slot: str) -> str | None:
    """A slot as ``where`` compares it: text in lower case, ``true`` and ``false`` for flags."""
    value = SLOTS[slot].get(claim)
    if value is None:
        return None
    return str(value).lower()
