"""Whether a source bears out a figure: gives it, or what may have been rounded to it.

In: the ``Figure`` of a draft and one of its source; for which documents are its sources, the draft
and a name. Out: true or false. This is sharper than
*consistent*, and looks one way: "more than 40" is consistent with 4,000, and "1.04" with "about 1",
but nobody who read the one would write the other.

* A value of the source lies in what the draft's figure leaves room for, each end of a range by
  itself; or both are the same number, whatever hedge was dropped on the way.
* A number with a magnitude is not rounded by more than 8%: "$2 billion" is not $1.8 billion.
* A bound is a round number near the value: "more than 40" for 43 and for 49, not for 400. Where
  both are bounds, they are the same.
* In another unit the one has to be a fair conversion of the other (``checker.conversion``).
* Dates and times agree in all that both have written.
* Shares may be written as fractions, ages as spans of years, money without its currency.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from checker import conversion, tolerance
from checker.dimensions import dimension
from checker.errors import UnitError
from checker.model import Document, Figure, Form, Kind, Modifier, Moment, Quantity

# How far beyond its bound a value may be, and by how much a number with a magnitude is rounded.
_BEYOND = Decimal("0.25")
_ROUGH = Decimal("0.08")
_HALF_DAY = 12
_NO_CURRENCY = "XXX"
# What may be written as the other: a share as a fraction, an age as years, a year as a date.
_ALIKE = {"ratio": "percent", "age": "time", "year": "date"}
_UP = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})
_DOWN = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
_BOUNDS = _UP | _DOWN


def places(draft: Document) -> tuple[str, ...]:
    """Where the sources of a draft are, as names of files and folders: they are listed relative to
    its folder."""
    folder = posixpath.dirname(draft.name.replace("\\", "/"))
    return tuple(posixpath.normpath(posixpath.join(folder, each)) for each in draft.sources)


def lies_at(name: str, places: Iterable[str]) -> bool:
    """True where a document is at one of the places or in a folder there."""
    plain = posixpath.normpath(name.replace("\\", "/"))
    return any(each in {plain, "."} or plain.startswith(f"{each}/") for each in places)


def draws_on(draft: Document, source: Document) -> bool:
    """True where a draft lists a document among its sources."""
    return bool(draft.sources) and lies_at(source.name, places(draft))


def drawn(documents: Collection[Document]) -> frozenset[frozenset[str]]:
    """The pairs of names of which one is a draft and the other a source that it lists."""
    return frozenset(
        frozenset({draft.name, each.name})
        for draft in documents
        if draft.sources
        for each in documents
        if each.name != draft.name and draws_on(draft, each)
    )


def sort(figure: Figure) -> str:
    """What a figure of a draft is looked for among: its dimension, with those that are written for
    one another taken as one."""
    if figure.kind in (Kind.ORDINAL, Kind.TIME):
        return figure.kind.value
    found = dimension(figure)
    return _ALIKE.get(found, found)


def bears_out(source: Figure, figure: Figure) -> bool:
    """True when ``source`` gives what ``figure`` says. False for figures of two sorts."""
    if sort(source) != sort(figure):
        return False
    if source.moment is not None and figure.moment is not None:
        return agree(source.moment, figure.moment)
    given, said = _quantity(source), _quantity(figure)
    if given is None or said is None:
        return source.surface.casefold() == figure.surface.casefold()
    if figure.kind is Kind.SCORE:
        return {given.low, given.high} == {said.low, said.high}
    if given.unit != said.unit and _NO_CURRENCY not in (given.unit, said.unit):
        try:
            return conversion.converts(source, figure)
        except (UnitError, ValueError):
            return False
    if figure.modifier in _BOUNDS and source.modifier in _BOUNDS:
        return _ends(given) == _ends(said) and (figure.modifier in _UP) == (source.modifier in _UP)
    return _gives(_ends(given), said, figure)


def agree(a: Moment, b: Moment) -> bool:
    """True when two dates or times have the finest part of ``b`` in common and differ in none that
    both have. Clock times may lie twelve hours apart: "3.30" is half past three in the afternoon
    too."""
    if a.hour is not None and b.hour is not None:
        same_hour = (a.hour - b.hour) % _HALF_DAY == 0
        return same_hour and (a.minute or 0) == (b.minute or 0)
    dates = ((a.day, b.day), (a.month, b.month), (a.year, b.year), (a.weekday, b.weekday))
    wanted = [(one, other) for one, other in dates if other is not None]
    same = all(one in {None, other} for one, other in wanted)
    return bool(wanted) and wanted[0][0] is not None and same


def _quantity(figure: Figure) -> Quantity | None:
    """The quantity of a figure, a fraction in per cent."""
    found = figure.quantity
    if found is None or figure.kind is not Kind.RATIO or found.unit is not None:
        return found
    low, high = (None if end is None else end * 100 for end in (found.low, found.high))
    return replace(found, low=low, high=high, step=found.step * 100, unit="percent")


def _ends(quantity: Quantity) -> list[Decimal]:
    return [end for end in dict.fromkeys((quantity.low, quantity.high)) if end is not None]


def _gives(given: list[Decimal], said: Quantity, figure: Figure) -> bool:
    """Whether the values of a source, in the unit of what is said, are those that are said."""
    wanted = _ends(said)
    if figure.form is not Form.POINT:
        return all(any(_rounds(value, end, said.step) for value in given) for end in wanted)
    return any(v == end or _holds(v, end, said, figure) for v in given for end in wanted)


def _rounds(value: Decimal, end: Decimal, step: Decimal) -> bool:
    return abs(value - end) <= tolerance.rounding(end, step)


def _holds(value: Decimal, end: Decimal, said: Quantity, figure: Figure) -> bool:
    """Whether a value lies in what the figure leaves room for; for a bound, in the round number
    beyond it, as far as a quarter."""
    reach = min(tolerance.place(end), abs(end) * _BEYOND)
    if figure.modifier in _UP:
        return end <= value < end + reach
    if figure.modifier in _DOWN:
        return end - reach < value <= end
    room = tolerance.interval(said, figure.modifier)
    if figure.kind in (Kind.COUNT, Kind.AGE) and figure.modifier is Modifier.EXACTLY:
        room = tolerance.counted(figure)
    low, high = room.low, room.high
    if low is None or high is None or not low <= value <= high:
        return False
    rough = said.step > 1 and figure.modifier is Modifier.EXACTLY
    return not rough or abs(value - end) < abs(end) * _ROUGH
