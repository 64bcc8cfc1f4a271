"""What is left over of two articles once the figures that both give are put together.

In: the claims of one story. Out: for two claims of two articles that tell mostly the same, whether
either is met by a figure of the other article, and whether they are the only ones of their sort
that are not: then they are likely one, told in two ways.

Two long stories of one event have most of their figures for themselves, and what is left over of
them tells nothing: it is asked only of texts that have few figures, and many of them in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.pairing.agreement import (
    agree,
    digits,
    is_bare,
    same_measure,
    same_noun,
    same_value,
    transposed,
)
from checker.alignment.pairing.pairable import HEADS, pairable
from checker.alignment.pairing.past import is_ago
from checker.alignment.pairing.predicates import predicate
from checker.alignment.pairing.sizes import family, size
from checker.alignment.pairing.windows import behind
from checker.alignment.pairing.words import are_like
from checker.alignment.wording import cue, frame
from checker.measures import persons
from checker.model import Claim, Kind
from checker.once import once

LEFT, ALONE = "left over", "alone left over"
# An article of more figures than that is a long one.
_MANY = 40
# So many of the figures of either article, at least, stand in both where they tell the same.
_SHARE, _MET = 0.12, 2
# Nor do values in two units differ that lie so near each other.
_NEARLY = Decimal("1.04")
# Nor is one so many times another meant.
_TIMES_OF_KIN = Decimal(4)
# A bare number is met by one of any unit that is no less.
_CHANCE = 13
# So many characters behind a length say where it leads.
_TO = 20
_EXTENTS = frozenset({"depth", "height", "width", "long"})
# All of it, in per cent, and how far a fraction in words may be off.
_WHOLE, _ROUND = 100, 3
_COUNT = "count"


class Rest(NamedTuple):
    """What is left over of two articles: the lesser of the ``share``s of figures that the other one
    gives too, which claims those are, by ``id``, and the ``others``, of each article by family, one
    of each value."""

    share: float
    met: frozenset[int]
    others: Mapping[tuple[str, str], list[Claim]]


class Told(NamedTuple):
    """The figures of an article by family, and the values that one of anything has, and those of
    ``bare`` numbers."""

    kin: Mapping[str, list[Claim]]
    united: frozenset[Decimal | None]
    bare: frozenset[Decimal | None]


class Leftovers:
    """What is left over of any two articles of one story."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._told: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.figure.quantity is not None or claim.figure.moment is not None:
                self._told[claim.document.name].append(claim)
        self._open: dict[str, list[Claim]] = defaultdict(list)
        for claim in pairable(claims):
            if is_ago(claim):
                continue  # how long ago it was is left out by most
            self._open[claim.document.name].append(claim)
        self._sorted: dict[str, Told] = {}
        self._values: dict[str, set[object]] = {
            name: set(map(_value, found)) for name, found in self._told.items()
        }
        self._rests: dict[tuple[str, str], Rest | None] = {}

    def between(self, a: Claim, b: Claim) -> Rest | None:
        """What is left over of the articles of two claims; ``None`` where they do not tell mostly
        the same."""
        one, other = sorted((a.document.name, b.document.name))
        if (one, other) not in self._rests:
            self._rests[one, other] = self._rest(one, other)
        return self._rests[one, other]

    def evidence(self, a: Claim, b: Claim) -> dict[str, float]:
        """What the rests of their articles tell of two claims, by name."""
        rest = self.between(a, b)
        if rest is None or id(a) in rest.met or id(b) in rest.met:
            return {}
        if Kind.DATE in _kinds(a, b) or not HEADS.isdisjoint((a.segment.role, b.segment.role)):
            return {}  # a headline's figure stands below, too
        if _are_as_great(a, b):
            return {}  # one was rounded when it was converted: "75 metres", "beyond 250 feet"
        mine, yours = digits(a), digits(b)
        return {
            LEFT: 1,
            "left over of like texts": rest.share - _SHARE,
            "left over with as many digits": 1 < len(mine) == len(yours),
            "left over of another": _are_of_two(a, b),
            ALONE: _is_alone(a, b, rest),
        }

    def alone(self, a: Claim, b: Claim) -> Iterator[tuple[Claim, Claim]]:
        """The claims of the articles of two that are all that is left over of a sort."""
        rest = self.between(a, b)
        if rest is None:
            return
        one, other = a.document.name, b.document.name
        for name, kind in rest.others:
            if name != one:
                continue
            for mine in rest.others[name, kind]:
                for yours in rest.others.get((other, kind), ()):
                    # Each is there once: what may not be one with it is not alone with it.
                    if _may_be_one(mine, yours) and _is_alone(mine, yours, rest):
                        yield mine, yours

    def _rest(self, one: str, other: str) -> Rest | None:
        mine, yours = self._open[one], self._open[other]
        if not mine or not yours or max(map(len, (self._told[one], self._told[other]))) > _MANY:
            return None
        if not self._values[one] & self._values[other]:
            return None
        met: set[int] = set()
        shares = []
        many = _MANY
        others: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for name, claims, beside in ((one, mine, other), (other, yours, one)):
            values: dict[object, bool] = {}
            told = self._sorts(beside)
            for claim in claims:
                value = _value(claim)
                if value not in values:
                    values[value] = _is_met(claim, told)
                    if not values[value]:
                        others[name, family(claim)].append(claim)
                if values[value]:
                    met.add(id(claim))
            many = min(many, sum(values.values()))
            shares.append(sum(values.values()) / len(values))
        if min(shares) < _SHARE or many < _MET:
            return None
        return Rest(min(shares), frozenset(met), others)

    def _sorts(self, name: str) -> Told:
        """The figures of one article, sorted."""
        found = self._sorted.get(name)
        if found is None:
            found = self._sorted[name] = _told(self._told[name])
        return found


def _told(claims: Sequence[Claim]) -> Told:
    kin: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        kin[family(claim)].append(claim)
    return Told(
        kin,
        frozenset(_low(claim) for claim in claims if family(claim) != _COUNT),
        frozenset(_low(claim) for claim in claims if is_bare(claim)),
    )


@once
def _value(claim: Claim) -> object:
    figure = claim.figure
    quantity = figure.quantity
    kind = family(claim)
    if quantity is None:
        return kind, figure.moment
    return kind, quantity.low, quantity.high, quantity.unit, figure.modifier


def _is_met(claim: Claim, told: Told) -> bool:
    """Whether a figure is told by the value of one of an article; a bare number may be one of
    anything."""
    kind, low = family(claim), _low(claim)
    if low is not None and low >= _CHANCE:
        beside = told.bare if kind != _COUNT else told.united if is_bare(claim) else ()
        if low in beside:
            return True
    return any(_meet(claim, each) for each in told.kin.get(kind, ()))


def _low(claim: Claim) -> Decimal | None:
    return None if claim.figure.quantity is None else claim.figure.quantity.low


def _meet(claim: Claim, other: Claim) -> bool:
    """Whether two figures of one family are told by one value."""
    if claim.figure.quantity is None or other.figure.quantity is None:
        return claim.figure.kind is other.figure.kind and agree(claim, other)
    same = _number(claim) == _number(other) or same_value(claim, other) > 0
    return same or _are_of_one_whole(claim, other)


def _are_as_great(a: Claim, b: Claim) -> bool:
    """Whether two sizes in two units are nearly one."""
    one, other = size(a).value, size(b).value
    return _number(a)[1] != _number(b)[1] and bool(one and other) and _are_close(a, b, _NEARLY)


def _are_of_one_whole(a: Claim, b: Claim) -> bool:
    """Whether two shares make up a whole, as those who say yes and those who say no."""
    if family(a) != "percent":
        return False
    one, other = size(a).value, size(b).value
    if one is None or other is None or one == other:
        return False
    return abs(one + other - _WHOLE) <= (_ROUND if Kind.RATIO in _kinds(a, b) else 0)


def _kinds(a: Claim, b: Claim) -> frozenset[Kind]:
    return frozenset({a.figure.kind, b.figure.kind})


def _number(claim: Claim) -> tuple[Decimal | None, str | None]:
    """The number of a figure and its unit, however it is bounded."""
    quantity = claim.figure.quantity
    if quantity is None:
        return None, None
    return quantity.high if quantity.low is None else quantity.low, quantity.unit


def _is_alone(a: Claim, b: Claim, rest: Rest) -> bool:
    """Whether no other figure that is left over in either article may be the other side of one of
    two."""
    for one, other in ((a, b), (b, a)):
        kin = [
            each
            for each in rest.others.get((one.document.name, family(one)), ())
            if _may_be_one(each, other)
        ]
        if len(kin) != 1 or _value(kin[0]) != _value(one):
            return False
    return True


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether what two figures count may be one thing, by its noun and its size."""
    if not _are_close(a, b, _TIMES_OF_KIN) or _are_of_two(a, b):
        return False
    one, other = a.figure.noun, b.figure.noun
    if (one is None and other is None) or same_noun(a, b) is not None:
        return True
    if one is None or other is None:
        return a.figure.kind is not Kind.COUNT or transposed(a, b) or same_measure(a, b)
    return {one, other} <= persons() or are_like_nouns(a, b)


def _are_of_two(a: Claim, b: Claim) -> bool:
    """Whether one is of another than the other: an age or a length of time of somebody's brother or
    the like, a sum that somebody gave for something, a depth and a width."""
    if _of_another(a) != _of_another(b):
        return True
    one, other = _extent(a), _extent(b)
    return one is not None and other is not None and one != other


@once
def _of_another(claim: Claim) -> bool:
    if claim.figure.kind is Kind.MONEY:
        found = predicate(claim)
        return found is not None and found.name == "given"
    if claim.figure.kind is Kind.MEASURE:
        # The way to somewhere, "the 22 km to her school", is no length of a thing.
        return frame("comparing", r"\s+to\s+{somewhere}\b").match(behind(claim, _TO)) is not None
    if claim.figure.kind not in (Kind.AGE, Kind.DURATION):
        return False
    told = claim.document.text[slice(*claim.segment.span)]
    return cue("spans", "kin").search(told) is not None


@once
def _extent(claim: Claim) -> str | None:
    """Which way a length goes, where a word straight beside it says so."""
    if claim.figure.kind is not Kind.MEASURE:
        return None
    found = predicate(claim)
    return found.name if found is not None and found.name in _EXTENTS else None


def are_like_nouns(a: Claim, b: Claim) -> bool:
    """Whether two counts are of one thing by two nouns: vehicles and cars."""
    one, other = a.figure.noun, b.figure.noun
    if one is None or other is None or same_noun(a, b) is not None:
        return False
    return are_like(one, other)


def _are_close(a: Claim, b: Claim, times: Decimal) -> bool:
    """Whether one value is less than so many times the other; what has no size is near enough."""
    one, other = size(a).value, size(b).value
    if one is None or other is None or not one or not other:
        return one == other
    return abs(one) < times * abs(other) and abs(other) < times * abs(one)


def apart(a: Claim, b: Claim) -> float:
    """How far apart two figures stand in their articles, as a share of their lengths."""
    return abs(_place(a) - _place(b))


@once
def _place(claim: Claim) -> float:
    """Where in its article a figure stands: 0 at its beginning, 1 at its end."""
    blocks = claim.document.blocks
    start, end = (blocks[0].span.start, blocks[-1].span.end) if blocks else (0, 0)
    return (claim.figure.span.start - start) / max(1, end - start)
