"""The functions that rules may call: a closed list, each documented by its docstring.

In: figures (as ``View``), sums (as ``Amount``), numbers and dates. Out: numbers, flags and sums. A
function that cannot be decided raises ``AbstainError``, and the rule then abstains.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from types import MappingProxyType
from typing import Any

from checker import conversion, tolerance, units
from checker.errors import UnitError
from checker.expressions import (
    arithmetic,
    calendar,
    geography,
    plausibility,
    references,
    sourcing,
)
from checker.expressions.amounts import WRITTEN_NUMBER, Reckonable, plus, scale_of
from checker.expressions.amounts import amount as _amount
from checker.expressions.amounts import in_unit as _in_unit
from checker.expressions.names import AbstainError, Amount, Type, View
from checker.expressions.signatures import Function, Parameter
from checker.model import Interval

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def consistent(a: Reckonable, b: Reckonable, tolerance: Decimal = Decimal(0)) -> bool:
    """True when the two figures agree: what each leaves room for, in the unit of `a`, overlaps.

    `tolerance` is a share, such as 15%: the two may then lie apart by so much of the greater one.
    An open interval ("more than 40") agrees with everything on its open side. Abstains when there
    is no conversion between the units.
    """
    first, second = _amount(a), _amount(b)
    if isinstance(a, View) and isinstance(b, View):
        try:
            return _consistent(a.claim.figure, b.claim.figure, Decimal(tolerance))
        except UnitError as error:
            raise AbstainError(str(error)) from error
    return _agrees(first.room, _in_unit(second, first.unit).room, Decimal(tolerance))


_agrees = tolerance.agrees
_consistent = tolerance.consistent


def overlaps(a: Reckonable, b: Reckonable) -> bool:
    """True when the figures overlap as written, with no room for rounding or hedges.

    "10 to 20" overlaps "20 to 30", and "19" does not overlap "20". Open intervals ("more than 40")
    reach as far as they do in `consistent`. Abstains when there is no conversion between the units.
    """
    first, second = _amount(a), _amount(b)
    room = tolerance.converted
    try:
        return tolerance.overlaps(_written(a), room(_written(b), second.unit, first.unit))
    except UnitError as error:
        raise AbstainError(str(error)) from error


def _written(figure: Reckonable) -> Interval:
    room = _amount(figure).room
    if isinstance(figure, Amount) or room.low is None or room.high is None:
        return room
    quantity = figure.claim.figure.quantity
    value = figure.amount.value
    ends = [value, value]
    if quantity is not None and figure.claim.figure.form == "range":
        ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return Interval(builtins.min(ends), builtins.max(ends))


def converts(stated: View, converted: View) -> bool:
    """True when `converted` is a fair conversion of `stated`, such as "40 km (25 miles)".

    Either number may have been rounded, to its last written digit or, with trailing zeros, to the
    place of its last digit that is not zero; "ton", "gallon" and "ounce" may have any of their
    meanings; a range is compared end by end. Abstains when there is no conversion between the
    units.
    """
    try:
        return conversion.converts(stated.claim.figure, converted.claim.figure)
    except UnitError as error:
        raise AbstainError(str(error)) from error
    except ValueError as error:
        raise AbstainError(str(error)) from error


def convert(x: Reckonable, unit: str) -> Decimal:
    """The value of `x` in another unit, as a number: `convert(a, 'mile')`.

    `unit` is a pint name. Of a range it takes the middle, of an open interval the known end.
    Abstains when there is no conversion.
    """
    if fault := unit_fault(unit):
        raise AbstainError(fault)
    return _in_unit(_amount(x), unit).value


def unit_fault(name: str) -> str | None:
    """What is wrong with a unit that a rule names, or ``None``."""
    if not units.is_plain(name):
        return f"'{name}' is no name of a unit: write one such as 'mile' or 'kilometer / hour'"
    try:
        units.unit(name)
    except UnitError as error:
        return str(error)
    return None


def ratio(a: Reckonable, b: Reckonable) -> Decimal:
    """How many times `b` goes into `a`, after both have been brought to one unit.

    Of a range it takes the middle, of an open interval the known end. Abstains when `b` is zero or
    when there is no conversion between the units.
    """
    first = _amount(a)
    second = _in_unit(_amount(b), first.unit)
    if not second.value:
        raise AbstainError("division by zero")
    return first.value / second.value


def difference(a: Reckonable, b: Reckonable) -> Decimal:
    """`a` less `b`, in the unit of `a`; negative where `b` is the greater.

    Of a range it takes the middle, of an open interval the known end. Abstains when there is no
    conversion between the units.
    """
    first = _amount(a)
    return first.value - _in_unit(_amount(b), first.unit).value


def _date(value: View | date) -> date:
    if isinstance(value, date):
        return value
    from checker.expressions.names import SLOTS

    found = SLOTS["date"].get(value.claim)
    if not isinstance(found, date):
        raise AbstainError(f"'{value.claim.figure.surface}' is no complete date")
    return found


def days(a: View | date, b: View | date) -> Decimal:
    """The number of days from `a` to `b`, negative where `b` is the earlier.

    Both are dates or figures that are dates. Abstains on an incomplete or impossible date.
    """
    return Decimal((_date(b) - _date(a)).days)


def weekday(on: View | date) -> Decimal:
    """The weekday of a date, by the calendar: Monday is 0 and Sunday 6.

    Takes a date or a figure that is one. Abstains on an incomplete or impossible date.
    """
    return Decimal(_date(on).weekday())


def weekday_name(on: View | date) -> str:
    """The name of the weekday of a date, for messages: "Thursday".

    Takes a date or a figure that is one. Abstains on an incomplete or impossible date.
    """
    return _WEEKDAYS[_date(on).weekday()]


def age(born: View | date, on: View | date) -> Decimal:
    """The age in completed years, on the date `on`, of someone born on the date `born`.

    Abstains on an incomplete or impossible date, and where `on` comes before `born`.
    """
    start, end = _date(born), _date(on)
    if end < start:
        raise AbstainError(f"{end} comes before {start}")
    return Decimal(end.year - start.year - ((end.month, end.day) < (start.month, start.day)))


def same_digits(a: Reckonable, b: Reckonable) -> bool:
    """True when two values have the same digits, whatever their magnitude: 4.2 billion and 4.2
    million, 153,710 and 15,371.

    Units and trailing zeros are not looked at. Of a range it takes the middle, of an open interval
    the known end.
    """
    return _digits(_amount(a).value) == _digits(_amount(b).value)


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def round_like(x: Reckonable | Decimal, like: View) -> Decimal:
    """`x` rounded as coarsely as `like` is written, half up: 24.85 like "25" is 25.

    The place is that of the last digit of `like` that is not zero. A figure `x` is first brought to
    the unit of `like`; a number is taken to be in it already.
    """
    amount = like.amount
    number = _in_unit(_amount(x), amount.unit).value if isinstance(x, Reckonable) else x
    quantity = like.claim.figure.quantity
    assert quantity is not None  # noqa: S101 - amount abstains without one
    place = builtins.max(quantity.step, tolerance.place(amount.value))
    return (Decimal(number) / place).quantize(Decimal(1), ROUND_HALF_UP) * place


def restated(x: View, like: View) -> str:
    """`x` as it would read in the unit and the words of `like`: 40 kilometres, restated like "35
    miles", is "25 miles".

    It is rounded as coarsely as `like` is written, but to no less than two digits; a range is
    restated end by end. Where `like` is spelled out, the number stands before the unit's name.
    Abstains when there is no conversion between the units.
    """
    figure, quantity = x.claim.figure, x.claim.figure.quantity
    target = like.amount.unit
    if quantity is None:
        raise AbstainError(f"'{figure.surface}' is no quantity")
    written = like.claim.figure
    ends = [quantity.low, quantity.high] if written.form != "point" else [x.amount.value]
    values = [
        _two_digits(_in_unit(Amount(end, Interval(end, end), quantity.unit), target).value, like)
        for end in ends
        if end is not None
    ]
    numbers = list(WRITTEN_NUMBER.finditer(written.surface))
    scale = scale_of(like, numbers[-1][0]) if numbers else None
    if target == "minute" and quantity.unit == target and written.form == "point":
        return calendar.clock_text(int(values[0]), 60)
    if scale is None or len(numbers) != len(values):
        shown = units.plural(target) if target and " ** " in target else target or ""
        return " ".join([" to ".join(f"{value:,f}" for value in values), shown]).strip()
    text = written.surface
    for number, value in reversed(list(zip(numbers, values, strict=True))):
        shown = f"{(value / scale).normalize():,f}"
        text = text[: number.start()] + shown + text[number.end() :]
    return text


def _two_digits(number: Decimal, like: View) -> Decimal:
    """A number rounded like a figure, but to no less than two digits."""
    quantity = like.claim.figure.quantity
    step = quantity.step if quantity else Decimal(1)
    place = builtins.max(step, tolerance.place(like.amount.value))
    if number:
        place = builtins.min(place, Decimal(1).scaleb(number.adjusted() - 1))
    return (number / place).quantize(Decimal(1), ROUND_HALF_UP) * place


def _several(values: tuple[Any, ...]) -> Sequence[Any]:
    return values[0] if len(values) == 1 and isinstance(values[0], tuple) else values


def _numbers(values: tuple[Any, ...]) -> list[Decimal]:
    found = _several(values)
    if not found:
        raise AbstainError("an empty list")
    if isinstance(found[0], Reckonable):
        unit = _amount(found[0]).unit
        return [_in_unit(_amount(one), unit).value for one in found]
    return list(found)


def least(*values: Any) -> Decimal:
    """The least of several numbers, or of a list role's values in the unit of its first.

    Of a range it takes the middle, of an open interval the known end. Abstains when there is no
    conversion between the units.
    """
    return builtins.min(_numbers(values))


def greatest(*values: Any) -> Decimal:
    """The greatest of several numbers, or of a list role's values in the unit of its first.

    Of a range it takes the middle, of an open interval the known end. Abstains when there is no
    conversion between the units.
    """
    return builtins.max(_numbers(values))


def total(*values: Any) -> Amount:
    """The sum of a list role, or of several figures, in the unit of the first.

    What the parts leave room for adds up too, so that `consistent(whole, sum(parts))` allows for
    the rounding of each part; one open part makes the sum open. Abstains when there is no
    conversion between the units.
    """
    found = _several(values)
    if not found:
        raise AbstainError("an empty list")
    unit = _amount(found[0]).unit
    return reduce(plus, (_in_unit(_amount(one), unit) for one in found))


def length(values: Sequence[View]) -> Decimal:
    """How many figures a list role has: `len(parts)`."""
    return Decimal(len(values))


def absolute(x: Decimal) -> Decimal:
    """A number without its sign."""
    return abs(x)


def rounded(x: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    """A number rounded half up to so many decimal places; a negative count rounds to tens,
    hundreds and so on. `places` lies between -12 and 12."""
    if abs(places) > 12:
        raise AbstainError(f"round takes -12 to 12 places, not {places}")
    unit = Decimal(1).scaleb(-int(places))
    return (Decimal(x) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


_AMOUNT = frozenset({Type.CLAIM, Type.SUM})
_NAMED = frozenset({Type.CLAIM, Type.TEXT})
_CLAIM = frozenset({Type.CLAIM})
_DATE = frozenset({Type.CLAIM, Type.DATE})
_NUMBER = frozenset({Type.NUMBER})
_TEXT = frozenset({Type.TEXT})
_PAIR = (Parameter("a", _AMOUNT), Parameter("b", _AMOUNT))
_WRITTEN = (Parameter("a", _AMOUNT), Parameter("b", _CLAIM))
_MANY = frozenset({Type.CLAIMS, Type.CLAIM, Type.SUM, Type.NUMBER})

_MOVE = (Parameter("before", _CLAIM), Parameter("after", _CLAIM))
_LIST = frozenset({Type.CLAIMS})
_PRODUCT = (Parameter("factors", _LIST), Parameter("total", _CLAIM))
_CHANGE = Parameter("change", _CLAIM)

_LENGTH = Parameter("length", _CLAIM)
_SOURCES = Parameter("sources", _LIST)
_START, _END = Parameter("start", _CLAIM), Parameter("end", _CLAIM)

_ONE = Parameter("c", _CLAIM)
_FACTORS = tuple(Parameter(name, _NUMBER) for name in ("shorter", "longer", "by_route"))

_REFERENCE = (
    Function("entry", references.entry, Type.TEXT, (Parameter("known", _CLAIM),)),
    Function(
        "lookup",
        references.lookup,
        Type.SUM,
        (
            Parameter("table", _TEXT),
            Parameter("key", _NAMED),
            Parameter("measure", _TEXT, optional=True),
            Parameter("on", frozenset({Type.DATE}), optional=True),
        ),
    ),
)

_ARITHMETIC = (
    Function("bears_out", sourcing.bears_out, Type.FLAG, (_SOURCES, Parameter("claim", _CLAIM))),
    Function("possible_distance", geography.possible_distance, Type.FLAG, (_ONE, *_FACTORS)),
    Function("on_the_map", geography.on_the_map, Type.TEXT, (_ONE,)),
    Function("map_sources", geography.map_sources, Type.TEXT, (_ONE,)),
    Function("plausible", plausibility.plausible, Type.FLAG, (_ONE,)),
    Function("bound", plausibility.bound, Type.TEXT, (_ONE,)),
    Function("shown_by_clocks", calendar.shown_by_clocks, Type.FLAG, (_ONE,)),
    Function("lasts", calendar.lasts, Type.FLAG, (_START, _END, _LENGTH)),
    Function("nearly_lasts", calendar.nearly_lasts, Type.FLAG, (_START, _END, _LENGTH)),
    Function("time_between", calendar.time_between, Type.TEXT, (_START, _END)),
    Function("ago", calendar.ago, Type.FLAG, (_START, _LENGTH)),
    Function("aged", calendar.aged, Type.FLAG, (Parameter("born", _CLAIM), _LENGTH)),
    Function("aged_on", calendar.aged_on, Type.FLAG, (Parameter("born", _CLAIM), _END, _LENGTH)),
    Function("nearly_aged", calendar.nearly_aged, Type.FLAG, (Parameter("born", _CLAIM), _LENGTH)),
    Function("changes", arithmetic.changes, Type.FLAG, (*_MOVE, _CHANGE)),
    Function("nearly_changes", arithmetic.nearly_changes, Type.FLAG, (*_MOVE, _CHANGE)),
    Function("change_as", arithmetic.change_as, Type.TEXT, (*_MOVE, _CHANGE)),
    Function("growth", arithmetic.growth, Type.SUM, _MOVE),
    Function("move", arithmetic.move, Type.SUM, _MOVE),
    Function(
        "sums", arithmetic.sums, Type.FLAG, (Parameter("whole", _CLAIM), Parameter("parts", _LIST))
    ),
    Function(
        "exceeds",
        arithmetic.exceeds,
        Type.FLAG,
        (Parameter("parts", _LIST), Parameter("whole", _CLAIM)),
    ),
    Function(
        "shares",
        arithmetic.shares,
        Type.FLAG,
        (Parameter("part", _CLAIM), Parameter("whole", _CLAIM), Parameter("share", _CLAIM)),
    ),
    Function("multiplies", arithmetic.multiplies, Type.FLAG, _PRODUCT),
    Function("product", arithmetic.product, Type.SUM, _PRODUCT),
    Function("slip", arithmetic.slip, Type.FLAG, _PAIR),
    Function("reordered", arithmetic.reordered, Type.FLAG, _WRITTEN),
    Function(
        "proportion",
        arithmetic.proportion,
        Type.SUM,
        (Parameter("part", _CLAIM), Parameter("whole", _CLAIM)),
    ),
    Function(
        "portion",
        arithmetic.portion,
        Type.SUM,
        (Parameter("whole", _CLAIM), Parameter("share", _CLAIM)),
    ),
)

FUNCTIONS: MappingProxyType[str, Function] = MappingProxyType(
    {
        function.name: function
        for function in (
            Function(
                "consistent",
                consistent,
                Type.FLAG,
                (*_PAIR, Parameter("tolerance", _NUMBER, optional=True)),
            ),
            Function("overlaps", overlaps, Type.FLAG, _PAIR),
            Function(
                "converts",
                converts,
                Type.FLAG,
                (Parameter("stated", _CLAIM), Parameter("converted", _CLAIM)),
            ),
            Function(
                "convert", convert, Type.NUMBER, (Parameter("x", _AMOUNT), Parameter("unit", _TEXT))
            ),
            Function("ratio", ratio, Type.NUMBER, _PAIR),
            Function("difference", difference, Type.NUMBER, _PAIR),
            Function("days", days, Type.NUMBER, (Parameter("a", _DATE), Parameter("b", _DATE))),
            Function("weekday", weekday, Type.NUMBER, (Parameter("on", _DATE),)),
            Function("weekday_name", weekday_name, Type.TEXT, (Parameter("on", _DATE),)),
            Function("age", age, Type.NUMBER, (Parameter("born", _DATE), Parameter("on", _DATE))),
            Function("same_digits", same_digits, Type.FLAG, _PAIR),
            Function(
                "round_like",
                round_like,
                Type.NUMBER,
                (Parameter("x", _AMOUNT | _NUMBER), Parameter("like", _CLAIM)),
            ),
            Function(
                "restated", restated, Type.TEXT, (Parameter("x", _CLAIM), Parameter("like", _CLAIM))
            ),
            *_ARITHMETIC,
            *_REFERENCE,
            Function("min", least, Type.NUMBER, (Parameter("values", _MANY, many=True),)),
            Function("max", greatest, Type.NUMBER, (Parameter("values", _MANY, many=True),)),
            Function("sum", total, Type.SUM, (Parameter("values", _MANY - _NUMBER, many=True),)),
            Function("len", length, Type.NUMBER, (Parameter("values", frozenset({Type.CLAIMS})),)),
            Function("abs", absolute, Type.NUMBER, (Parameter("x", _NUMBER),)),
            Function(
                "round",
                rounded,
                Type.NUMBER,
                (Parameter("x", _NUMBER), Parameter("places", _NUMBER, optional=True)),
            ),
        )
    }
)
