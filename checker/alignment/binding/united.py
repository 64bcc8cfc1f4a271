"""United: the claims of a tie in units in which they can be reckoned with.

In: a ``Tie``. Out: its claims, in its order. What is taken over a year is often said once, a bare
number has the unit of the one beside it, and a price for each need not say of what: "$14 a head for
600, 8,400 in all". What is written stays as it is, but for ages, which are told as years.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker.alignment.binding.products import is_taken_over
from checker.alignment.binding.ties import (
    APART,
    CONVERSION,
    GREW,
    GROWN,
    OF_AGES,
    SINCE,
    THEN,
    UNTIL,
    Tie,
)
from checker.alignment.binding.values import LEVELS, YEAR, Value
from checker.model import Claim, Kind, Quantity, Slot

_OF_ANOTHER_SORT = frozenset({"share", "change", "many", "factor"})


def united(tie: Tie) -> tuple[Claim, ...]:
    """The claims of a tie, those that are of one sort in one unit."""
    if tie.relation == CONVERSION:
        return tuple(value.claim for value in tie.values)
    if tie.relation in OF_AGES:
        return tuple(_in_years(tie, each) for each in tie.values)
    if tie.relation == UNTIL:
        return tie.values[0].claim, _ago(tie.values[1].claim)
    told = dict(zip(tie.roles, tie.values, strict=True))
    if told.keys() >= {"each", "many"} and is_taken_over(told["each"].like, told["many"].like):
        each, many, total = tie.values
        own = each.sort if total.bare else total.sort
        return _once(each, each.unit), _once(many, many.sort), _once(total, own)
    alike = [
        value
        for role, value in zip(tie.roles, tie.values, strict=True)
        if role not in _OF_ANOTHER_SORT and value.kind in LEVELS
    ]
    model = next((value for value in alike if not value.bare), None)
    return tuple(
        _of_one_sort(value, model)
        if any(value is each for each in alike)
        else _as_number(value)
        if role in ("many", "factor")
        else value.claim
        for role, value in zip(tie.roles, tie.values, strict=True)
    )


def _of_one_sort(value: Value, model: Value | None) -> Claim:
    if model is None or not (value.bare or value.sort == model.sort):
        return value.claim
    return _once(value, model.unit.partition(" / ")[0] or None, model.kind)


def _once(value: Value, unit: str | None, kind: Kind | None = None) -> Claim:
    """A figure in a unit that is not taken over anything."""
    quantity = value.claim.figure.quantity
    if quantity is None or quantity.unit == unit:
        return value.claim
    united = replace(quantity, unit=unit)
    figure = replace(value.claim.figure, kind=kind or value.kind, quantity=united)
    return replace(value.claim, figure=figure)


def _as_number(value: Value) -> Claim:
    """How many there are, whatever they are: "over 52 weeks". "Each" is not said of them."""
    figure, said = value.claim.figure, value.claim.statistic
    if said is not None and said.surface.lower() in _EACH:
        said = None
    if figure.kind is not Kind.COUNT and figure.quantity is not None:
        figure = replace(figure, kind=Kind.COUNT, quantity=replace(figure.quantity, unit=None))
    return replace(value.claim, figure=figure, statistic=said)


_EACH = frozenset({"each", "every", "apiece"})


_SCOPES = {THEN: "then", GROWN: "life", SINCE: "ago"}
_OLD = "-year-old"


def _ago(length: Claim) -> Claim:
    scope = Slot(_SCOPES[SINCE], length.figure.surface, length.figure.span)
    return replace(length, scope=scope)


def _in_years(tie: Tie, value: Value) -> Claim:
    """A point as it is; an age or a length as so many years, and between two ages what lies between
    them."""
    claim, years, surface = value.claim, int(value.number), value.claim.figure.surface
    if value.sort == YEAR:
        return claim
    kind, last = Kind.AGE, value is tie.values[-1]
    if claim.figure.kind is Kind.ORDINAL:
        surface = f"{years}"
    if last and tie.relation == GREW:
        young = int(tie.values[-2].number)
        years, surface = years - young, f"the {years - young} years from {young} to {surface}"
    if last and tie.relation in (GREW, APART, SINCE):
        kind = Kind.DURATION
    figure = claim.figure
    quantity = Quantity(Decimal(years), Decimal(years), Decimal(1), "year")
    figure = replace(figure, kind=kind, quantity=quantity, surface=surface.removesuffix(_OLD))
    said = _SCOPES.get(tie.relation) if last else None
    scope = None if said is None else Slot(said, figure.surface, figure.span)
    return replace(claim, figure=figure, scope=scope)
