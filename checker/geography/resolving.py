"""Which of the places of a name is meant, where that can be known.

In: the candidates for one name or for both ends of a distance. Out: the candidates between which a
distance is measured, and whether one can be sure of them.

A name that is not in the gazetteer often has a namesake there, and a hamlet of which there are
twenty is one of those that have no entry. So only these are sure: a large place that outweighs its
namesakes; and a place near the other end, or in its country, that has no namesake there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from checker.geography import nations, sphere
from checker.geography.keys import key
from checker.geography.store import Gazetteer, Place

# How many times as large as its namesakes a place is that is meant without saying so, and how many
# times as large one is beside which nobody means the other.
_OUTWEIGHS = 5
_DWARFS = 20
# People in a city known in other countries, in a town, and in a place that is meant at all.
_GREAT = 100_000
_TOWN = 5_000
_LEAST = 1_000
# So near each other places are that a text names together.
_NEAR_KM = 400.0
_SAME_PLACE_KM = 12.0
_MOST_PAIRS = 4_000


class Named(NamedTuple):
    """A place as a text names it: its name, the region written behind it, if any ("Springfield,
    Illinois"), and the countries of which the text speaks."""

    name: str
    within: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()


class Pair(NamedTuple):
    """Two places and the distance between their centres in km."""

    first: Place
    second: Place
    km: float


def candidates(gazetteer: Gazetteer, named: Named, spellings: Sequence[str] = ()) -> list[Place]:
    """The places that a name can mean, each once; by ``spellings`` too where the name itself has
    no entry. A region that is written behind it must be theirs."""
    found: tuple[Place, ...] = ()
    forms = tuple(dict.fromkeys((key(named.name), *map(key, spellings))))
    for form in forms:
        found = gazetteer.places(form)
        if found:
            break
    found = tuple(place._replace(renamed=key(place.name) not in forms) for place in found)
    kept: list[Place] = []
    for place in found:
        if named.within and not {place.region, place.country} & named.within:
            continue
        if not any(_same_place(place, other) for other in kept):
            kept.append(place)
    return kept


def _same_place(a: Place, b: Place) -> bool:
    """GeoNames has a town and its municipality as two entries."""
    return a.country == b.country and between(a, b) <= _SAME_PLACE_KM


def between(a: Place, b: Place) -> float:
    """The distance between the centres of two places in km."""
    return sphere.distance(a.latitude, a.longitude, b.latitude, b.longitude)


def pairs(first: Sequence[Place], second: Sequence[Place]) -> list[Pair]:
    """All that two names can mean together, the nearest first; none where there are too many."""
    if len(first) * len(second) > _MOST_PAIRS:
        return []
    found = [Pair(a, b, between(a, b)) for a, b in product(first, second)]
    return sorted(found, key=lambda pair: (pair.km, pair[:2]))


def sure(first: Sequence[Place], second: Sequence[Place], about: frozenset[str]) -> Pair | None:
    """The two places that the names mean, where that can be known. ``about`` are the countries of
    which the text speaks and their neighbours: where there are any, the places lie in one of them
    or are great."""
    found: list[Pair] = []
    for anchors, others, turned in ((first, second, False), (second, first, True)):
        anchor = outweighing(anchors)
        other = None if anchor is None else _beside(anchor, others)
        if anchor is None or other is None or not (_fits(anchor, about) and _fits(other, about)):
            continue
        km = between(anchor, other)
        found.append(Pair(other, anchor, km) if turned else Pair(anchor, other, km))
    meant = min(found, key=lambda pair: pair.km, default=None)
    if meant is None or (meant.km > _NEAR_KM and _may_be_near(first, second, meant)):
        return None
    return meant


def _may_be_near(first: Sequence[Place], second: Sequence[Place], meant: Pair) -> bool:
    """Whether two names that stand for great places far apart may well mean two near each other:
    Cordoba in Spain beside Seville, though there is a greater one in Argentina."""
    one = [each for each in first if _weight(each) * _DWARFS > _weight(meant.first)]
    two = [each for each in second if _weight(each) * _DWARFS > _weight(meant.second)]
    return any(between(a, b) <= _NEAR_KM for a, b in product(one, two))


def of_like_weight(found: Sequence[Pair], meant: Pair) -> list[Pair]:
    """The pairs that a text can mean beside the one that it surely does. Of two great places in one
    country, namesakes with a twentieth of the people are not meant."""
    if (
        min(meant.first.population, meant.second.population) < _GREAT
        or meant.first.country != meant.second.country
    ):
        return list(found)
    return [
        pair
        for pair in found
        if pair.first.population * _DWARFS >= meant.first.population
        and pair.second.population * _DWARFS >= meant.second.population
    ]


def outweighing(found: Sequence[Place]) -> Place | None:
    """The place that a name means wherever it stands: the only one of its name that is a town, or
    one with five times the people of any other."""
    ranked = sorted(found, key=lambda place: (-_weight(place), place))
    if not ranked or ranked[0].population < _TOWN:
        return None
    if len(ranked) > 1 and _weight(ranked[0]) < _OUTWEIGHS * _weight(ranked[1]):
        return None
    return ranked[0]


def _weight(place: Place) -> float:
    """Its people; a tenth of them where it has the name beside its own, as one that it had once."""
    return place.population / 10 if place.renamed else place.population


def _beside(anchor: Place, found: Sequence[Place]) -> Place | None:
    """The place of a name that is meant beside a known one."""
    ranked = sorted((between(anchor, place), place) for place in found)
    if not ranked:
        return None
    near = [place for km, place in ranked if km <= _NEAR_KM]
    at_home = [place for place in found if place.country == anchor.country]
    great = outweighing(found)
    if near:
        nearest = near[0]
        alone = len(near) == 1 and (at_home in ([], [nearest]))
        if nearest.population >= (_LEAST if len(found) == 1 else _TOWN) and (
            alone or outweighing(near) == nearest == (outweighing(at_home) or nearest)
        ):
            return nearest
        return None
    return great if great is not None and great.population >= _GREAT <= anchor.population else None


def _fits(place: Place, about: frozenset[str]) -> bool:
    return not about or place.country in about or place.population >= _GREAT


def at_border(found: Sequence[Place], bordering: Sequence[str], named: Named) -> Place | None:
    """The place that a name means beside the border of a country: the only one in that country or
    a neighbour of it (``bordering``), or the one that outweighs the others there."""
    near = [place for place in found if place.country in bordering]
    great = outweighing(found)
    if len(near) == 1 and near[0].population >= _LEAST:
        place = near[0]
        if len(found) > 1 and place.population < _TOWN:
            return None
    else:
        meant = outweighing(near)
        if meant is None:
            return None
        place = meant
    if great is not None and great.country not in bordering:
        return None
    return place if _fits(place, named.about) else None


def described(place: Place, written: str) -> str:
    """A place as a message names it, as written and as the gazetteer has it: "Chuguev (Chuhuyiv,
    Ukraine)"."""
    name = written.partition(",")[0]
    other = [] if key(name) == key(place.name) else [place.name]
    return f"{name} ({', '.join([*other, nations.name(place.region)])})"
