"""Sums that figures beside each other have to meet: changes, shares, totals, products, spans.

In: figures (as ``View``) by their role. Out: whether they can meet, and what they would come to.
Everything is reckoned with what each figure leaves room for; a sum that some values within those
rooms meet is met. A function that cannot be decided raises ``AbstainError``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce

from checker import lexicon, tolerance
from checker.expressions.amounts import (
    Reckonable,
    added,
    amount,
    counted,
    in_unit,
    minus,
    multiplied,
    number_text,
    over,
    plus,
    scaled,
    size,
    times,
    written_like,
)
from checker.expressions.names import AbstainError, Amount, View
from checker.model import Interval, Kind, Modifier

_ONE = Decimal(1)
_THREE, _SIX = 3, 6
_HUNDRED = Decimal(100)
_NEAR = Decimal(3)
_MAGNITUDES = tuple(map(Decimal, (10, 100, 1000, 10**6, 60, 3600)))
_TO = Decimal("0.06")
"""What "doubled" and "a third" leave room for, as a share: newsrooms write them for 1.9 times and
for 35%."""


def changes(before: View, after: View, change: View) -> bool:
    """True when `change` can be the way from `before` to `after`, whichever way it goes.

    A change may be a percentage, percentage points between two percentages, a fraction, a multiple
    ("doubled"; "three times more" may also be four times as much) or a plain difference. Small
    whole counts are taken as they are, fractions and multiples may be 10% off, and all else has its
    room for rounding. Abstains where the change cannot be reckoned, such as from zero.
    """
    stated = _stated(change)
    return any(
        tolerance.overlaps(way.room, in_unit(stated, way.unit).room)
        for way in _ways(before, after, change)
    )


def nearly_changes(before: View, after: View, change: View) -> bool:
    """True when `change` is near enough to the way from `before` to `after` to be a slip of it, as
    `slip` has it. Figures that are further off are rather not of one change. Abstains as
    `changes` does."""
    stated = _stated(change)
    if any(_is_slip(size(way), in_unit(stated, way.unit)) for way in _ways(before, after, change)):
        return True
    if change.claim.figure.kind in _RELATIVE:
        return False
    first, second = _levels(before, after)  # "fell 12p to 198p from 200p": a digit of a level
    return in_unit(stated, first.unit).value < min(first.value, second.value) and _is_slip(
        first, second
    )


def _stated(figure: View) -> Amount:
    """A percentage, fraction or multiple as it may be meant. Those in words are 10% wide."""
    found, written = figure.amount, figure.claim.figure
    if written.quantity is None or written.kind not in (Kind.RATIO, Kind.MULTIPLE):
        return found
    modifier = written.modifier
    if written.kind is Kind.MULTIPLE and 0 < found.value < 1:
        modifier = _LESSENING.get(modifier, modifier)
    return Amount(found.value, tolerance.worded(written.quantity, modifier), found.unit)


_RELATIVE = frozenset({Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE, Kind.PERCENTAGE_POINT})

_LESSENING = {
    Modifier.MORE_THAN: Modifier.LESS_THAN,
    Modifier.AT_LEAST: Modifier.AT_MOST,
    Modifier.NEARLY: Modifier.JUST_OVER,
}
"""What a hedge makes of a multiple below one: "more than halved" leaves less than a half."""


def _ways(before: View, after: View, change: View) -> list[Amount]:
    """What a change may come to in the terms of the one that is stated."""
    kind = change.claim.figure.kind
    if kind is Kind.PERCENT:
        return [growth(before, after)]
    if kind is Kind.RATIO:
        return [scaled(growth(before, after), _ONE / _HUNDRED, None)]
    if kind is Kind.MULTIPLE:
        multiple = _times(before, after)
        if all(map(_is_fine, (before, after))):  # "doubled" has room enough of its own
            multiple = Amount(multiple.value, Interval(multiple.value, multiple.value), None)
        if change.amount.value < 1 or not _may_come_on_top(change):
            return [multiple]
        return [multiple, minus(multiple, Amount(_ONE, Interval(_ONE, _ONE), None))]
    moved = move(before, after)
    if kind is Kind.PERCENTAGE_POINT:
        if moved.unit != "percent":
            raise AbstainError("points lie between percentages")
        moved = Amount(moved.value, moved.room, "percentage_point")
    return [moved]


def _is_fine(level: View) -> bool:
    """Whether a level is written to two digits or more."""
    figure = level.claim.figure
    quantity = figure.quantity
    if quantity is None or not quantity.low or figure.modifier is not Modifier.EXACTLY:
        return False
    return len(quantity.low.normalize().as_tuple().digits) > 1


def _may_come_on_top(multiple: View) -> bool:
    """Whether a multiple may also be how much more there is: "three times more" may be four times
    as much, but neither "trebled" nor "three times the 40" is."""
    figure = multiple.claim.figure
    verbs = lexicon.load("multiples")["verbs"]
    return figure.direction is not None and figure.surface.split()[-1].lower() not in verbs


def _levels(before: View, after: View) -> tuple[Amount, Amount]:
    """Two levels in one unit, each as fine as the finer of the two, but for one digit at most:
    beside 5.25%, 5% is 5.0%, and beside €4.6bn, €4bn is €4.0bn."""
    first, second = counted(before), counted(after)
    if before.claim.figure.kind is after.claim.figure.kind:
        fine, coarse = sorted((_step(before), _step(after)))
        step = fine if before.claim.figure.kind is Kind.PERCENT else max(fine, coarse / 10)
        first, second = _written_to(before, first, step), _written_to(after, second, step)
    return first, _of_one_rate(second, first.unit)


def _of_one_rate(of: Amount, unit: str | None) -> Amount:
    """An amount in another unit, where the one may be a rate whose "an hour" is written once."""
    one, other = (of.unit or "").partition(" / "), (unit or "").partition(" / ")
    if of.unit != unit and one[0] == other[0] and not (one[2] and other[2]):
        return Amount(of.value, of.room, unit)
    return in_unit(of, unit)


def _step(of: View) -> Decimal:
    quantity = of.claim.figure.quantity
    return _ONE if quantity is None else quantity.step


def _written_to(of: View, found: Amount, step: Decimal) -> Amount:
    quantity = of.claim.figure.quantity
    if quantity is None or quantity.step <= step:
        return found
    room = tolerance.interval(replace(quantity, step=step), of.claim.figure.modifier)
    return Amount(found.value, room, found.unit)


def _times(before: View, after: View) -> Amount:
    first, second = _levels(before, after)
    if first.value <= 0 or second.value < 0:
        raise AbstainError("no multiple of nothing, or of a debt")
    return over(second, first, None)


def growth(before: View, after: View) -> Amount:
    """How much greater or less `after` is than `before`, in per cent and without a sign: 40 to 50
    is 25%, and so is 40 to 30.

    Abstains where `before` is zero, where one is negative, and without a conversion between the
    units.
    """
    multiple = _times(before, after)
    return size(
        scaled(minus(multiple, Amount(_ONE, Interval(_ONE, _ONE), None)), _HUNDRED, "percent")
    )


def move(before: View, after: View) -> Amount:
    """How far it is from `before` to `after`, without a sign, in the unit of `before`: from 4% to
    6% it is 2 of them. Abstains without a conversion between the units."""
    first, second = _levels(before, after)
    return size(minus(second, first))


def change_as(before: View, after: View, change: View) -> str:
    """What `change` should read: the way from `before` to `after`, as a percentage where that is
    one, else as points, a multiple or a difference: "25%". Abstains as `changes` does."""
    way = _ways(before, after, change)[0]
    kind = change.claim.figure.kind
    number = number_text(way.value)
    match kind:
        case Kind.PERCENT:
            return f"{number}%"
        case Kind.RATIO:
            return f"{number_text(way.value * _HUNDRED)}%"
        case Kind.MULTIPLE:
            return f"{number_text(way.value)} times"
        case Kind.PERCENTAGE_POINT:
            return f"{number} percentage points"
    if way.unit is None:
        return number
    told = written_like(in_unit(way, change.amount.unit).value, change)
    return told or f"{number} {way.unit}"


def sums(whole: View, parts: Sequence[View]) -> bool:
    """True when the parts can add up to the whole.

    Small whole counts are taken as they are; rounder numbers with half the place of their last
    digit that is not zero, since each was rounded for itself; but three parts are not all rounded
    one way so that two units are missing. Abstains without a conversion between the units.
    """
    total = added(whole)
    together = _together(parts, total.unit)
    if together.value == total.value:
        return True
    return tolerance.overlaps(total.room, together.room) and not _is_beyond_rounding(whole, parts)


def _is_beyond_rounding(whole: View, parts: Sequence[View]) -> bool:
    """Whether a whole and its parts, all written to one place, are so many units of it apart as
    rounding hardly ever makes them: two of three parts, three of six. (Of four numbers that are
    rounded to units the sum is off by two in one case of two hundred.)"""
    figures = [each.claim.figure for each in (whole, *parts)]
    written = [figure.quantity for figure in figures if figure.quantity is not None]
    first = written[0] if written else None
    if first is None or len(written) < len(figures) or len(parts) > _SIX:
        return False
    if any(figure.modifier is not Modifier.EXACTLY for figure in figures):
        return False
    if any((each.step, each.unit) != (first.step, first.unit) for each in written):
        return False
    values = [each.low for each in written if each.low is not None]
    coarse = sum(value % (first.step * 10) == 0 for value in values)
    if len(values) < len(written) or coarse * 2 > len(values) or not values[0] % (first.step * 10):
        return False  # some of them may have been rounded to tens
    apart = abs(sum(values[1:], Decimal(0)) - values[0])
    return apart >= first.step * (2 if len(parts) <= _THREE else 3)


def exceeds(parts: Sequence[View], whole: View) -> bool:
    """True when the parts make more than the whole, however each of them was rounded. Abstains
    without a conversion between the units."""
    total = added(whole)
    together = _together(parts, total.unit)
    least, most = together.room.low, total.room.high
    return least is not None and most is not None and least > most


def _together(parts: Sequence[View], unit: str | None) -> Amount:
    """The parts added up, each as fine as the finest of them, but for one digit at most: beside
    £1.5m, £2m is £2.0m."""
    fine = min(map(_step, parts))
    return reduce(plus, (in_unit(_as_fine(part, fine), unit) for part in parts))


def _as_fine(part: View, fine: Decimal) -> Amount:
    found, figure = added(part), part.claim.figure
    if figure.quantity is None or fine >= figure.quantity.step:
        return found
    quantity = replace(figure.quantity, step=max(fine, figure.quantity.step / 10))
    return Amount(found.value, tolerance.added(replace(figure, quantity=quantity)), found.unit)


def slip(a: Reckonable, b: Reckonable) -> bool:
    """True when two figures lie near enough for one to be a slip of the other: neither is more than
    three times the other, or one is, to 6%, ten, a hundred, a thousand or a million times the
    other, or 60 or 3,600 times: hours for minutes and seconds.

    What newspapers print wrongly is a digit, two digits in the wrong order, or a magnitude. Figures
    that lie further apart are rather of two things. False where one of them is zero; abstains
    without a conversion between the units.
    """
    first = amount(a)
    second = amount(b)
    if second.unit is None and first.unit == "percent":  # "a third" beside a percentage
        second = scaled(second, _HUNDRED, "percent")
    return _is_slip(first, in_unit(second, first.unit))


def reordered(a: Reckonable, b: View) -> bool:
    """True when `b`, as it is written, has the digits of `a` in another order, three of them or
    more: 13,788 for 17,388. Abstains without a conversion between the units."""
    quantity = b.claim.figure.quantity
    if quantity is None:
        raise AbstainError("no quantity")
    return tolerance.reordered(in_unit(amount(a), quantity.unit).value, quantity)


def _is_slip(a: Amount, b: Amount) -> bool:
    one, other = abs(a.value), abs(b.value)
    if not one or not other:
        return False
    apart = max(one, other) / min(one, other)
    return apart <= _NEAR or any(abs(apart / each - 1) <= _TO for each in _MAGNITUDES)


def shares(part: View, whole: View, share: View) -> bool:
    """True when `part` of `whole` can be `share`, a percentage or a fraction: 30 of 120 is 25%.

    Small whole counts are taken as they are; fractions in words have 10% more. Abstains where the
    whole is zero and without a conversion between the units.
    """
    stated = _stated(share)
    if stated.unit is None:
        stated = scaled(stated, _HUNDRED, "percent")
    return tolerance.overlaps(proportion(part, whole).room, in_unit(stated, "percent").room)


def proportion(part: View, whole: View) -> Amount:
    """`part` of `whole` in per cent: 30 of 120 is 25%. Abstains where the whole is zero and without
    a conversion between the units."""
    second, first = _levels(whole, part)
    return scaled(over(first, second, None), _HUNDRED, "percent")


def portion(whole: View, share: View) -> Amount:
    """What `share`, a percentage or a fraction, is of `whole`, in the unit of that: 25% of 120 is
    30."""
    stated = _stated(share)
    part = scaled(stated, 1 / _HUNDRED, None) if stated.unit == "percent" else stated
    return times(counted(whole), part, whole.amount.unit)


def multiplies(factors: Sequence[View], total: View) -> bool:
    """True when the factors, the first of which is a rate, can make the total.

    Units are worked out: 120 km/h for 25 minutes are kilometres, $12 for each of 300 are dollars,
    and 947 per 100,000 of 450,000 are a plain number. Each may be anything that rounds to it.
    Abstains where the units do not fit.
    """
    made = product(factors, total)
    return tolerance.overlaps(made.room, added(total).room)


def product(factors: Sequence[View], total: View) -> Amount:
    """What the factors come to, in the unit of `total`: a rate and a number, and numbers that
    multiply both. Abstains where the units do not fit."""
    if len(factors) < 2:
        raise AbstainError("a product of two")
    unit = total.amount.unit
    of_time = _rate_first(factors)
    made = _product(factors[0], of_time[0], unit)
    for each in of_time[1:]:
        made = times(made, multiplied(each), unit)
    return made


def _rate_first(factors: Sequence[View]) -> list[View]:
    """The numbers of a product, the one that its rate is for a unit of before the others."""
    below = (factors[0].amount.unit or "").rpartition(" / ")[2]
    return sorted(factors[1:], key=lambda each: not (below and each.amount.unit is not None))


def _product(of: View, by: View, unit: str | None) -> Amount:
    rate, number = multiplied(of), multiplied(by)
    # Paid by the year; so far every day, for so many days.
    by_it = (rate.unit or "").endswith(f" / {number.unit}")
    whole = number.unit in _CALENDAR and (of.claim.figure.kind is Kind.MONEY or by_it)
    exact = whole or "exactly" in by.claim.figure.surface.lower()
    if by.claim.figure.kind is Kind.DURATION and not exact:
        number = by.amount  # "three hours" may be ten minutes more
    if rate.unit in _OUT_OF:
        return scaled(times(rate, number, unit), _ONE / _OUT_OF[rate.unit], unit)
    above, slash, below = (rate.unit or "").rpartition(" / ")
    if slash and number.unit is not None:
        own, total_of = _without_time(number.unit, unit)
        number = in_unit(Amount(number.value, number.room, own), below)
        made = in_unit(times(Amount(rate.value, rate.room, above), number, above), total_of)
        return Amount(made.value, made.room, unit)
    return times(rate, number, unit)


def _without_time(a: str, b: str | None) -> tuple[str, str | None]:
    """Two units without the "a week" that both have."""
    one, other = a.rpartition(" / "), (b or "").rpartition(" / ")
    return (one[0], other[0]) if one[1] and one[2] == other[2] else (a, b)


_CALENDAR = frozenset({"day", "week", "month", "quarter", "year"})

_OUT_OF = {
    "per_hundred": Decimal(100),
    "per_thousand": Decimal(1_000),
    "per_ten_thousand": Decimal(10_000),
    "per_hundred_thousand": Decimal(100_000),
    "per_million": Decimal(1_000_000),
}
