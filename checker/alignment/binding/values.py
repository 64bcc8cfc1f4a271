"""Values: the figures of a paragraph as plain numbers with what they leave room for.

In: a ``Paragraph``. Out: ``Value``s, in the order of the text; a figure that goes from one number
to another is two of them.

Ties are tried by the hundred, and only near misses are looked at more closely: here numbers are
floats. Whether a tie holds is for a rule to say, which reckons exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from checker import tolerance
from checker.alignment.passages import Paragraph, Sentence, ends
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

YEAR = "year of a point"
"""The sort of a point in time of which the year is what may be misprinted."""

_NO_DIGITS = frozenset({Kind.RATIO, Kind.MULTIPLE, Kind.DATE, Kind.YEAR, Kind.TIME})
LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
RELATIVE = frozenset({Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE})
_READ = LEVELS | RELATIVE | {Kind.PERCENTAGE_POINT}
_WIDE = frozenset({Modifier.MORE_THAN, Modifier.LESS_THAN, Modifier.AT_LEAST, Modifier.AT_MOST})
_SCALES = {
    None: 1.0,
    "percent": 100.0,
    "per_thousand": 1e3,
    "per_ten_thousand": 1e4,
    "per_hundred_thousand": 1e5,
    "per_million": 1e6,
}


_AS_RATES = {
    "knot": "nautical_mile / hour",
    **{f"{size}watt": f"{size}watt_hour / hour" for size in ("", "kilo", "mega", "giga", "tera")},
}
"""Units of one word that say how much there is in an hour."""

NUMBER, _UNKNOWN = "number", "XXX"
_FOUR = 4
_LEAST, _MOST = 1e-9, 1e15
"""Beyond these floats get coarse, and no article adds anything up."""


@dataclass(frozen=True, eq=False)
class Like:
    """What figures have in common that can be reckoned with in the same way, each such once."""

    kind: Kind
    unit: str
    sort: str
    per: str
    bare: bool


_like = cache(Like)


@dataclass(frozen=True, eq=False)
class Value:
    """A figure as a number between ``low`` and ``high``, written to ``step``; ``sort`` says what it
    can be added to, ``per`` what it is a rate of, ``scale`` what a whole would be (a percentage of
    100). A ``bare`` number has nothing behind it that it counts, and may have the unit of another
    one. ``at`` is the place of its sentence in the paragraph."""

    claim: Claim
    at: int
    number: float
    low: float
    high: float
    step: float
    unit: str
    sort: str
    per: str
    scale: float
    bare: bool

    @cached_property
    def place(self) -> int:
        """Where its figure begins."""
        return self.claim.figure.span.start

    @cached_property
    def kind(self) -> Kind:
        """The kind of the figure."""
        return self.claim.figure.kind

    @cached_property
    def like(self) -> Like:
        """What it has in common with others."""
        return _like(self.kind, self.unit, self.sort, self.per, self.bare)

    @cached_property
    def is_of_digits(self) -> bool:
        """Whether a digit of it may be misprinted."""
        return self.kind not in _NO_DIGITS or self.sort == YEAR

    @cached_property
    def written(self) -> tuple[tuple[str, float], ...]:
        """Its digits and the place of the last; the same up to the last that is not zero, where it
        ends in zeros: of 127,000 that is 127."""
        digits = str(round(self.number / self.step))
        told = digits.rstrip("0")
        if not told or told == digits:
            return ((digits, self.step),)
        return (digits, self.step), (told, self.step * 10.0 ** (len(digits) - len(told)))

    @cached_property
    def digits(self) -> int:
        """How many digits it has, but for zeros at the end: four for more than that."""
        return min(_FOUR, len(self.written[0][0].rstrip("0"))) if self.step else 1


def values(paragraph: Paragraph) -> list[Value]:
    """The figures of a paragraph that can be reckoned with, each once: "all forty-one names" are
    those told before."""
    found = [value for at, sentence in enumerate(paragraph) for value in _of_sentence(sentence, at)]
    return [value for at, value in enumerate(found) if not _is_told_before(value, found[:at])]


_AGAIN = lazy(r"\b(?:all|these|those|the same)(?: of)?(?: the| these| those)? $", re.IGNORECASE)
_BEFORE = 20


def _is_told_before(value: Value, others: Sequence[Value]) -> bool:
    text, start = value.claim.document.text, value.place
    if _AGAIN.search(text, max(0, start - _BEFORE), start) is None:
        return False
    return any(other.number == value.number and other.kind is value.kind for other in others)


def _of_sentence(sentence: Sentence, at: int) -> Iterator[Value]:
    for claim in sentence.claims:
        if claim.figure.kind not in _READ or claim.figure.quantity is None:
            continue
        if claim.figure.form is Form.POINT:
            both: tuple[Claim, ...] = (claim,)
        else:
            found = ends(claim)
            both = () if found is None else (found.before, found.after)
        for each in both:
            value = _value(each, at)
            if value is not None:
                yield value


def _value(claim: Claim, at: int) -> Value | None:
    figure = claim.figure
    quantity = figure.quantity
    if quantity is None or quantity.low is None:
        return None
    kind, unit = figure.kind, quantity.unit
    relative = kind in RELATIVE
    if relative and unit not in _SCALES:
        return None
    number = float(abs(quantity.low))
    if not _LEAST < number < _MOST:
        return None
    if (kind is Kind.RATIO and unit is None) or kind is Kind.MULTIPLE:
        room = tolerance.worded(quantity, figure.modifier)
    elif figure.modifier in _WIDE:  # "up to 15 metres (46 feet)"
        room = tolerance.interval(quantity)
    else:
        room = tolerance.added(figure)
    if room.low is None or room.high is None:
        return None
    unit = _AS_RATES.get(unit or "", unit)
    above, _, per = (unit or "").partition(" / ")
    sort = NUMBER if kind is Kind.COUNT else above or _UNKNOWN
    low, high = sorted((abs(float(room.low)), abs(float(room.high))))
    scale = _SCALES.get(unit, 1.0) if relative else 1.0
    return Value(
        claim,
        at,
        number,
        low,
        high,
        float(quantity.step),
        unit or "",
        sort,
        per,
        scale,
        sort == NUMBER and figure.noun is None,
    )
