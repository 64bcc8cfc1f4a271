"""Ties: figures of one paragraph that would make each other, if words bound them.

In: ``Value``s. Out: ``Tie``s: a part, its whole and a share; two levels and a change; a whole and
its parts; a price, a number and what they come to. Whether figures are tied is for words to say:
``traits`` looks at those.

Each is within a few neighbouring sentences. A tie that holds is one, too: it accounts for its
figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, permutations, product
from math import log
from operator import attrgetter

from checker.alignment.binding.misprints import is_of_another_magnitude, misprint
from checker.alignment.binding.values import LEVELS, RELATIVE, Value
from checker.model import Kind

SPAN, ACROSS, UNTIL = "span", "span across", "until now"
OF_TIME = frozenset({SPAN, ACROSS, UNTIL})
CONVERSION = "conversion"
AS_PERCENT = "points as percent"
"""Two percentages and one that is as much as they lie apart: there it is a fault that it holds."""

THEN, NOW, GROWN, GREW, APART, SINCE = (
    "aged then",
    "aged now",
    "grown since",
    "grown between",
    "apart",
    "years since",
)
OF_AGES = frozenset({THEN, NOW, GROWN, GREW, APART, SINCE})
_MANY = 9
Room = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Tie:
    """Figures by the ``roles`` that they would have. ``needed`` is what each of them would have to
    be for the others to be right."""

    relation: str
    roles: tuple[str, ...]
    values: tuple[Value, ...]
    needed: tuple[Room, ...]

    @property
    def holds(self) -> bool:
        """Whether the figures make each other."""
        last = self.values[-1]
        low, high = self.needed[-1]
        return low <= last.high * _A_BIT_MORE and last.low <= high * _A_BIT_MORE

    @property
    def off(self) -> float:
        """How far the last figure is from what it would have to be: the logarithm."""
        low, high = self.needed[-1]
        return log((low + high) / 2 / self.values[-1].number) if low + high > 0 else _FAR_OFF

    @property
    def missed(self) -> float:
        """By how much the last figure misses what it would have to be."""
        low, high = self.needed[-1]
        return max(low - self.values[-1].high, self.values[-1].low - high, 0.0)

    @property
    def reach(self) -> int:
        """How far its first figure is from the last in the text."""
        places = [value.place for value in self.values]
        return max(places) - min(places)

    @cached_property
    def slips(self) -> frozenset[tuple[str, str]]:
        """Which slips of which figures would explain that they do not make each other."""
        found = set()
        for role, value, room in zip(self.roles, self.values, self.needed, strict=True):
            slip = misprint(value, *room) if value.is_of_digits else None
            if slip == "carry" and self.relation in OF_AGES:
                slip = "digit"  # nobody adds years up with a carry
            if slip is not None:
                found.add((role, slip))
        return frozenset(found)

    @property
    def is_of_another_magnitude(self) -> bool:
        """Whether one of the slips is that of the point, or of thousands for millions."""
        for value, (low, high) in zip(self.values, self.needed, strict=True):
            if value.is_of_digits and is_of_another_magnitude(value, low, high):
                return True
        return False


_A_BIT_MORE = 1 + 1e-9
_FAR_OFF = 9.0


def ties(found: Sequence[Value]) -> Iterator[Tie]:
    """Every tie that the kinds and units of some figures allow."""
    levels = [each for each in found if each.kind in LEVELS]
    yield from _of_relatives([each for each in found if each.kind in RELATIVE], levels)
    yield from _of_points(found)
    yield from _of_sums(found)


def are_alike(one: Value, other: Value) -> bool:
    """Whether two figures can be of one sort: of one unit, or without one; what they are taken over
    is often written once."""
    if one.per != other.per and one.per and other.per:
        return False
    return one.sort == other.sort or ((one.bare or other.bare) and one.kind is not Kind.PERCENT)


_REACH = 4
"""Of the sentences that have figures: news tells a whole and its parts in as many."""


def are_near(*values: Value, reach: int = _REACH) -> bool:
    """Whether figures stand in one sentence, or in sentences that are near each other."""
    places = [value.at for value in values]
    return max(places) - min(places) <= reach


def sentences_near(one: Value, other: Value) -> range:
    """Where a third figure is near two: nowhere if these are not near each other."""
    first, last = (one.at, other.at) if one.at < other.at else (other.at, one.at)
    return range(last - _REACH, first + _REACH + 1) if last - first <= _REACH else range(0)


# ------------------------------------------------------------------- shares, changes and multiples


def _of_relatives(relatives: Sequence[Value], levels: Sequence[Value]) -> Iterator[Tie]:
    for one, other in permutations(levels, 2) if relatives else ():
        near = sentences_near(one, other)
        if not near or one.number == other.number or not are_alike(one, other):
            continue
        for told in relatives:
            if told.at not in near:
                continue
            if told.kind is Kind.MULTIPLE:
                yield _times(one, other, told)
                continue
            if one.number < other.number and told.number < told.scale:
                yield _share(one, other, told)
            yield _change(one, other, told)
            if told.kind is Kind.PERCENT:
                yield from _moved(one, other, told)


def is_rate(tie: Tie) -> bool:
    """Whether a share is one of so many in a hundred thousand or the like."""
    return tie.relation == "share" and tie.values[-1].scale > _HUNDRED


_HUNDRED = 100


def _share(part: Value, whole: Value, told: Value) -> Tie:
    scale = told.scale
    needed = (
        (whole.low * told.low / scale, whole.high * told.high / scale),
        (part.low / told.high * scale, part.high / max(told.low, _LEAST) * scale),
        (part.low / whole.high * scale, part.high / max(whole.low, _LEAST) * scale),
    )
    return Tie("share", ("part", "whole", "share"), (part, whole, told), needed)


_LEAST = 1e-9


def _change(before: Value, after: Value, told: Value) -> Tie:
    scale = told.scale
    low, high = told.low / scale, told.high / scale
    least, most = after.low / before.high, after.high / max(before.low, _LEAST)
    if after.number > before.number:
        factors, moved = (1 + low, 1 + high), (least - 1, most - 1)
    else:
        factors, moved = (max(1 - high, _LEAST), max(1 - low, _LEAST)), (1 - most, 1 - least)
    needed = (
        (after.low / factors[1], after.high / factors[0]),
        (before.low * factors[0], before.high * factors[1]),
        (max(moved[0], 0.0) * scale, max(moved[1], 0.0) * scale),
    )
    return Tie("change", ("before", "after", "change"), (before, after, told), needed)


def _moved(by: Value, to: Value, told: Value) -> Iterator[Tie]:
    """How far something moved, up or down, the level it came to, and the change, where they fit:
    "rose 54 cents, or 6.2%, to $9.28". They account for their figures."""
    for before in (to.number - by.number, to.number + by.number):
        change = by.number / before * told.scale if before > 0 else 0.0
        if told.low <= change <= told.high:
            anything = (0.0, _ANYTHING)
            needed = (anything, anything, (told.low, told.high))
            yield Tie(MOVED, ("by", "to", "change"), (by, to, told), needed)


MOVED = "moved"
_ANYTHING = 1e15


def _times(before: Value, after: Value, told: Value) -> Tie:
    needed = (
        (after.low / told.high, after.high / max(told.low, _LEAST)),
        (before.low * told.low, before.high * told.high),
        (after.low / before.high, after.high / max(before.low, _LEAST)),
    )
    return Tie("times", ("before", "after", "change"), (before, after, told), needed)


def _of_points(found: Sequence[Value]) -> Iterator[Tie]:
    """Two percentages and how far they lie apart, in points or called per cent."""
    percents = [each for each in found if each.kind is Kind.PERCENT]
    points = [each for each in found if each.kind is Kind.PERCENTAGE_POINT]
    for (one, other), told in product(combinations(percents, 2), (*points, *percents)):
        if told is one or told is other or one.number == other.number:
            continue
        if not are_near(one, other, told):
            continue
        relation = "points" if told.kind is Kind.PERCENTAGE_POINT else AS_PERCENT
        greater, lesser = (one, other) if one.number > other.number else (other, one)
        above = lesser.low + told.low, lesser.high + told.high
        below = greater.low - told.high, greater.high - told.low
        needed = (
            above if greater is one else below,
            above if greater is other else below,
            (max(greater.low - lesser.high, 0.0), greater.high - lesser.low),
        )
        tie = Tie(relation, ("before", "after", "change"), (one, other, told), needed)
        if relation == "points" or (tie.holds and told.number != lesser.number):
            yield tie


# --------------------------------------------------------------------------------------------- sums


def _of_sums(found: Sequence[Value]) -> Iterator[Tie]:
    """Figures of one sort in a row, of which the greatest would be what the others come to, or the
    last what is there after some came and some went."""
    for alike in _sorted(found):
        for first in range(len(alike) - 2):
            for last in range(first + 3, min(len(alike), first + _MANY) + 1):
                row = alike[first:last]
                if not are_near(row[0], row[-1]):
                    break
                tie = _sum(row)
                if tie is not None:
                    yield tie
                if len(row) in _FEW:
                    yield from _balances(row)
        yield from _with_gaps(alike)


def _with_gaps(alike: Sequence[Value]) -> Iterator[Tie]:
    """A whole and two or three of the figures before it, or of those behind it, with others
    between them, where they would nearly be a sum: "412 on cots, out of 550, and 136 at the school,
    558 in all"."""
    for at, whole in enumerate(alike):
        least, most = whole.number * _NEARLY, whole.number / _NEARLY
        for beside in (alike[max(0, at - _MANY + 1) : at], alike[at + 1 : at + _MANY]):
            near = [v for v in beside if v.number < whole.number and are_near(v, whole)]
            for many in _PARTS:
                for parts in combinations(near, many):
                    if least < sum([part.number for part in parts]) < most:
                        row = sorted((*parts, whole), key=_place)
                        tie = None if _is_a_row(row, alike) else _sum(row)
                        if tie is not None:
                            yield tie


def _is_a_row(row: Sequence[Value], alike: Sequence[Value]) -> bool:
    """Whether no figure is left out between those."""
    first = alike.index(row[0])
    return alike[first + len(row) - 1] is row[-1] if first + len(row) <= len(alike) else False


_number, _place = attrgetter("number"), attrgetter("place")
_PARTS = (2, 3)
_NEARLY = 0.7


def _sorted(found: Sequence[Value]) -> Iterator[list[Value]]:
    """The figures of each sort, with the bare numbers among them; those of no sort at all."""
    levels = [value for value in found if value.kind in LEVELS or value.kind is Kind.PERCENT]
    for sort in dict.fromkeys(value.sort for value in levels):
        if sort == "percent":
            yield [value for value in levels if value.sort == sort]
        else:
            yield [value for value in levels if value.sort == sort or value.bare]


_FEW = (4, 5)


def _balances(row: Sequence[Value]) -> Iterator[Tie]:
    """The greatest of what is added is what was there before; the last figure, or the first, what
    is there after."""
    for after, others in ((row[-1], row[:-1]), (row[0], row[1:])):
        for came_at, went_at in _parted(len(others)):
            came = [others[at] for at in came_at]
            before = max(came, key=_number)
            if after.number < before.number * 2 and before.number > others[went_at[0]].number:
                came.remove(before)
                yield _balance(before, came, [others[at] for at in went_at], after)


@cache
def _parted(many: int) -> list[tuple[list[int], list[int]]]:
    """Every way to part so many figures into two and more that came, and one and more that went."""
    signs = product((True, False), repeat=many)
    ways = (
        [[at for at in range(many) if each[at] is came] for came in (True, False)] for each in signs
    )
    return [(came, went) for came, went in ways if len(came) > 1 and went]


def _balance(before: Value, came: list[Value], went: list[Value], after: Value) -> Tie:
    added, taken = (before, *came), (*went, after)
    low = sum([*[v.low for v in added], *[-v.high for v in taken]])
    high = sum([*[v.high for v in added], *[-v.low for v in taken]])
    # Without itself, the rest of the equation comes to something between these.
    needed = (
        *[(v.high - high, v.low - low) for v in added],
        *[(low + v.high, high + v.low) for v in taken],
    )
    roles = ("before", *["came"] * len(came), *["went"] * len(went), "after")
    return Tie("balance", roles, (*added, *taken), needed)


def _sum(row: Sequence[Value]) -> Tie | None:
    whole = max(row, key=_number)
    parts = [value for value in row if value is not whole]
    if whole.number in [part.number for part in parts]:
        return None
    low, high = sum([part.low for part in parts]), sum([part.high for part in parts])
    needed = [(whole.low - (high - part.high), whole.high - (low - part.low)) for part in parts]
    roles = ("part",) * len(parts)
    return Tie("sum", (*roles, "whole"), (*parts, whole), (*needed, (low, high)))


# ------------------------------------------------------------------------------------------ misses


def may_be_wrong(tie: Tie) -> bool:
    """Whether figures, if they are tied, are wrong, and by so little that a slip may explain it; a
    conversion may be in another unit."""
    if tie.relation == AS_PERCENT:
        return True
    if tie.relation == CONVERSION:
        return _ROUNDED < abs(tie.off) < _IN_ANOTHER_UNIT
    if tie.holds:
        return False
    if tie.relation in OF_AGES:
        near = max(_YEARS_OFF, tie.values[-1].number * _A_TENTH_PART)
        return tie.missed < near or (tie.missed < _YEARS_BY_A_SLIP and bool(tie.slips))
    off, (near, by_a_slip) = abs(tie.off), _NEAR.get(tie.relation, _AS_A_RULE)
    if off < near:
        return True
    return bool(tie.slips) if off < by_a_slip else tie.is_of_another_magnitude


_YEARS_OFF, _YEARS_BY_A_SLIP = 12, 50
_A_TENTH_PART = 0.1
_ROUNDED = 0.06
_IN_ANOTHER_UNIT = 7.0
_AS_A_RULE = 0.3, 9.0
_NEAR = {
    "product": (0.3, 0.6),
    "sum": (0.12, 0.4),
    "balance": (0.04, 0.25),
    "times": (0.8, 0.8),
    SPAN: (0.6, 2.5),
    ACROSS: (0.6, 2.5),
    UNTIL: (0.6, 2.5),
}
"""How far a tie may miss, as a logarithm, without a slip of digits that explains it, and with one.
Where numbers are added or multiplied by chance, a slip of a first digit explains most."""
