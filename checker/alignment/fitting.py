"""Fitting: whether figures make another one, as their sum, difference, product, share or change.

In: claims. Out: true or false, by what each figure leaves room for (``tolerance``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from checker import tolerance
from checker.alignment.summing.membership import noun_of, size
from checker.measures import are_persons, generic_persons
from checker.model import Claim, Form, Interval, Kind, Modifier

_ADDED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
_RELATIVE = frozenset({Kind.PERCENT, Kind.RATIO})
_READ = _ADDED | {Kind.PERCENTAGE_POINT, Kind.RATIO}
_MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT})
_LEAST = 10
"""Of lesser numbers chance makes most others."""

_SUMMANDS = (1, 2, 3)
_HUNDRED = Decimal(100)


def is_told(claim: Claim) -> bool:
    """Whether a figure says how much something is, so that it can bear another out: no bound."""
    figure = claim.figure
    plain = figure.form is Form.POINT and figure.modifier in _MEANT
    return plain and figure.kind in _READ and size(claim) > 0


def is_like(one: Claim, other: Claim) -> bool:
    """Whether two figures can be of one unit: a bare number of any, and a rate of what it is a rate
    of; of two counts, whether they can be of one thing."""
    if one.figure.kind is other.figure.kind is Kind.COUNT:
        nouns = {noun_of(one), noun_of(other)}
        anybody = bool(nouns & generic_persons()) and all(map(are_persons, nouns))
        return "" in nouns or len(nouns) == 1 or anybody
    if one.figure.kind is not other.figure.kind:
        return any(c.figure.kind is Kind.COUNT and c.figure.noun is None for c in (one, other))
    above, below = (
        (c.figure.quantity.unit or "").partition(" / ")[0] if c.figure.quantity else ""
        for c in (one, other)
    )
    return above == below


def _lies_in(value: Decimal, room: Interval) -> bool:
    return (room.low is None or room.low <= value) and (room.high is None or value <= room.high)


def holds(value: Decimal, claim: Claim) -> bool:
    """Whether a figure leaves room for a value in its own unit."""
    return _lies_in(value, tolerance.added(claim.figure))


def stands(value: Decimal, others: Iterable[Claim]) -> bool:
    """Whether a sum is told by another figure."""
    return value >= _LEAST and any(size(each) == value for each in others)


def is_made(claim: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether figures add up or multiply to another, as :func:`is_added` and
    :func:`is_multiplied`."""
    return is_added(claim, own, others) or is_multiplied(claim, own, others)


def is_added(claim: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether figures add up to another, or lie so far apart; at least one of them is none of the
    alignment's ``own``."""
    if size(claim) < _LEAST:
        return False
    alike = [each for each in others if is_like(each, claim)]
    own = [each for each in own if is_like(each, claim)]
    for place, each in enumerate(alike):
        rest = [*alike[:place], *alike[place + 1 :], *own]
        if any(holds(abs(size(each) - size(other)), claim) for other in rest):
            return True
        for many in _SUMMANDS:
            for some in combinations(rest, many):
                if holds(size(each) + sum(map(size, some)), claim):
                    return True
    return False


def is_multiplied(claim: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether two figures multiply to another; at least one of them is none of the alignment's
    ``own``."""
    if size(claim) < _LEAST:
        return False
    factors = [each for each in (*others, *own) if each.figure.kind is not Kind.PERCENT]
    new = set(map(id, others))
    return any(
        holds(size(a) * size(b), claim)
        for a, b in combinations(factors, 2)
        if (id(a) in new or id(b) in new) and min(size(a), size(b)) > 1
        if is_like(a, claim) or is_like(b, claim)
    )


def is_of_the_rest(total: Claim, factors: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether a total is what the rate makes of a number without another: of 33 innings the 30 that
    ended, of nine hours the seven on the road."""
    rate, figures = factors[0], (*factors[1:], *others)
    return any(
        holds(size(rate) * abs(size(a) - size(b)), total)
        for a, b in combinations(figures, 2)
        if is_like(a, b) and any(each is one for each in (a, b) for one in others)
    )


def is_less_a_share(made: Decimal, total: Claim, others: Sequence[Claim]) -> bool:
    """Whether a total is a product without a share that was lost, or that share of it: "sowed
    750,000 hectares, lost a tenth and brought in 5.4m tonnes, eight for each hectare"."""
    return any(
        holds(made * part, total)
        for each in others
        if each.figure.kind in _RELATIVE and each.segment.span == total.segment.span
        if 0 < (share := _share(each)) < 1
        for part in (share, 1 - share)
    )


def _share(claim: Claim) -> Decimal:
    return size(claim) / _HUNDRED if claim.figure.kind is Kind.PERCENT else size(claim)


def is_raised(whole: Claim, parts: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether a total is that of its parts, with a share of one of them or of all on top or taken
    off: "with a levy of 25 per cent the $800 ticket and a $40 fee come to $1,040"."""
    together = sum(map(size, parts), Decimal(0))
    shares = [_share(each) for each in others if each.figure.kind is Kind.PERCENT]
    return any(
        holds(together + way * share * base, whole)
        for share in shares
        for base in (together, *map(size, parts))
        for way in (1, -1)
    )


def is_made_up(missing: Decimal, factors: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether what a product has more or less than its total is told: a fee, or so much for each,
    "€24,000 to set up and 80 cents a copy for 15,000 copies, €2.40 each"."""
    return missing >= _LEAST and (
        any(size(each) == missing for each in others)
        or any(size(a) * size(b) == missing for a in others for b in factors[1:])
        or any(size(a) * size(b) == missing for a, b in combinations(others, 2))
    )


def is_of_two(percent: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether a percentage is what two amounts of one unit are of each other, or how far they lie
    apart; at least one of them is none of the alignment's own."""
    new = set(map(id, others))
    amounts = [each for each in (*own, *others) if each.figure.kind in _ADDED - _RELATIVE]
    if any(each.figure.kind is Kind.COUNT for each in own):
        small = [coins for each in others if (coins := _in_coins(each)) is not None]
        amounts, new = [*amounts, *small], new | set(map(id, small))
    return any(
        test(*pair, percent)
        for a, b in combinations(amounts, 2)
        if (id(a) in new or id(b) in new) and is_like(a, b)
        for pair in ((a, b), (b, a))
        for test in (is_share, are_apart)
    )


def _in_coins(claim: Claim) -> Claim | None:
    """The 64 of "suspended at 64 pence, reopened at 48"."""
    quantity = claim.figure.quantity
    if claim.figure.kind is not Kind.MONEY or quantity is None or quantity.low is None:
        return None
    if not claim.figure.surface.lower().endswith(_COINS):
        return None
    low, step = quantity.low * _HUNDRED, quantity.step * _HUNDRED
    bare = replace(quantity, low=low, high=low, step=step, unit=None)
    figure = replace(claim.figure, kind=Kind.COUNT, quantity=bare, noun=None, noun_span=None)
    return replace(claim, figure=figure)


_COINS = ("p", "pence", "cents", "c")


def is_share(part: Claim, whole: Claim, share: Claim) -> bool:
    """Whether a percentage or fraction is what the one is of the other."""
    return _lies_in(size(part) / size(whole) * _HUNDRED, _room(share))


def is_share_together(parts: Sequence[Claim], whole: Claim, share: Claim) -> bool:
    """Whether a share is what several figures of one kind make of a whole: "six golds and four
    silvers, half of its 20 medals"."""
    if len({part.figure.kind for part in parts}) > 1:
        return False
    together = sum(map(size, parts), Decimal(0))
    return _lies_in(together / size(whole) * _HUNDRED, _room(share))


def is_share_of_both(part: Claim, wholes: tuple[Claim, Claim], share: Claim) -> bool:
    """Whether a share is of what two figures of one unit make together: of those who have an
    account and those who had one."""
    if not is_like(*wholes) or wholes[0].figure.kind is not wholes[1].figure.kind:
        return False
    together = sum(map(size, wholes), Decimal(0))
    return _lies_in(size(part) / together * _HUNDRED, _room(share))


def is_share_of_sums(parts: Sequence[Claim], wholes: Sequence[Claim], share: Claim) -> bool:
    """Whether a share is what several parts together are of their wholes: "43 per cent: 230 of the
    600 in the north and 280 of the 590 in the south"."""
    if len({each.figure.kind for each in (*parts, *wholes)}) > 1:
        return False
    if any(size(part) > size(whole) for part, whole in zip(parts, wholes, strict=True)):
        return False
    together = sum(map(size, parts), Decimal(0)) / sum(map(size, wholes), Decimal(0))
    return _lies_in(together * _HUNDRED, _room(share))


def are_apart(before: Claim, after: Claim, change: Claim) -> bool:
    """Whether a percentage or fraction is how far two levels lie apart, by the first."""
    moved = abs(size(after) - size(before)) / size(before)
    return _lies_in(moved * _HUNDRED, _room(change))


def is_none_of(claim: Claim) -> bool:
    """Whether a figure is nothing or less, so that it is no share of anything."""
    return size(claim) <= 0


def _room(percent: Claim) -> Interval:
    if percent.figure.kind is Kind.PERCENT:
        return tolerance.of_figure(percent.figure)
    low = size(percent) * _HUNDRED
    return Interval(low, low)
