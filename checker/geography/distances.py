"""What the map says of a distance in a text.

In: a ``Claim`` with two places, as the relations ``place-distance`` and ``border-distance`` make
them: ``entity`` the one place, ``counterpart`` the other or a border, whose value is then the codes
of its countries, ``scope`` "route" for a distance that is measured along a way. Out: a
``Measured``.

A stated distance is possible where what it leaves room for (``checker.tolerance``) meets the
distance on the map with the room that this needs: each place reaches from its centre to its edge, a
road is longer than the line, and the entries of a gazetteer lie a kilometre or two beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from checker import tolerance, units
from checker.errors import UnitError
from checker.geography import nations, resolving, sphere, store
from checker.geography.resolving import Named
from checker.geography.store import Gazetteer, Place
from checker.model import Claim, Document, Interval, Slot
from checker.spelling import fold, spellings

ROUTE = "route"
"""The scope of a distance along a road or a journey."""

SHIPPED = Path(__file__).parent / "places.gazetteer"

# How far beside the truth the map's places may be, two of them together, and its borders.
_BESIDE_KM = 2.0
_BORDER_BESIDE_KM = 5.0
# So many times off, another place of the name is likelier than a slip.
_FARTHEST = 10.0
# People in a city that is known in other countries.
_GREAT = 100_000
"""People: places that are known beyond their country."""

_INSTALLED: list[Path] = []


@dataclass(frozen=True, slots=True)
class Measured:
    """A distance on the map: ``km`` between the centres of the places, or from the first to the
    border of ``countries``; ``possible`` are the distances that the words can mean as well, each
    with the km by which it may differ for the size of the places. ``unsure`` says why one cannot
    know what is meant, empty where one can."""

    first: Place | None
    second: Place | None
    km: float
    possible: tuple[tuple[float, float], ...]
    countries: tuple[str, ...] = ()
    unsure: str = ""


def install(path: str | Path) -> None:
    """Measure with another gazetteer from here on, for as long as the process lives.

    Raises :class:`checker.errors.GazetteerError` where the file is none.
    """
    store.opened(str(path))
    _INSTALLED[:] = [Path(path)]


def gazetteer() -> Gazetteer:
    """The gazetteer in use, opened when it is first asked for."""
    return store.opened(str(_INSTALLED[-1] if _INSTALLED else SHIPPED))


def measured(claim: Claim) -> Measured | None:
    """What the map says; ``None`` for a claim without the names of both ends, or with a name that
    the gazetteer does not have."""
    near, far = claim.entity, claim.counterpart
    if near is None or far is None:
        return None
    return _measured(_named(near, claim.document), _named(far, claim.document), far.value)


@lru_cache(maxsize=256)
def _about(text: str) -> frozenset[str]:
    """The countries of which a text speaks, and their neighbours: a story from Kharkiv may name
    Russia alone."""
    named = nations.mentioned(text)
    return named.union(*map(gazetteer().neighbours, named))


def _named(slot: Slot, document: Document) -> Named:
    name, _, behind = slot.surface.partition(", ")
    return Named(name, nations.regions(behind) if behind else frozenset(), _about(document.text))


def _measured(near: Named, far: Named, value: str) -> Measured | None:
    found = resolving.candidates(gazetteer(), near, spellings(fold(near.name)))
    if not found:
        return None
    if value.isupper():
        return _to_border(near, found, tuple(value.split()))
    others = resolving.candidates(gazetteer(), far, spellings(fold(far.name)))
    pairs = resolving.pairs(found, others)
    if not pairs:
        return None
    pair = resolving.sure(found, others, near.about | far.about)
    if pair is not None:
        pairs = resolving.of_like_weight(pairs, pair)
    possible = tuple((each.km, _reach(each.first) + _reach(each.second)) for each in pairs)
    if pair is None:
        return Measured(None, None, pairs[0].km, possible, unsure=_several(near, far))
    return Measured(pair.first, pair.second, pair.km, possible)


def _several(*named: Named) -> str:
    told = " or ".join(f"'{each.name}'" for each in named)
    return f"which {told} is meant cannot be known"


def _reach(place: Place) -> float:
    return sphere.radius(place.population) + _BESIDE_KM / 2


def _to_border(near: Named, found: list[Place], countries: tuple[str, ...]) -> Measured | None:
    """The distance to the border of one country, or to that between two. What is meant by the
    border of Russia in a story from Ukraine may be that of the two alone, and may leave out a
    stretch that is not agreed."""
    country, *partners = countries
    atlas = gazetteer()
    possible = []
    for place in found:
        others = [None, place.country] if not partners else [partners[0]]
        for other in others:
            for contested in (True, False):
                km = None
                if other != country:
                    km = atlas.to_border(place, country, other, contested)
                if km is not None:
                    possible.append((km, sphere.radius(place.population) + _BORDER_BESIDE_KM))
    if not possible:
        return None
    bordering = (country, *atlas.neighbours(country))
    meant = resolving.at_border(found, bordering, near)
    possible = sorted(set(possible))
    if meant is None:
        return Measured(None, None, possible[0][0], tuple(possible), countries, _several(near))
    partner = partners[0] if partners else None
    if partner is None and meant.country in atlas.neighbours(country):
        partner = meant.country
    km = atlas.to_border(meant, country, partner)
    if km is None:
        return None
    return Measured(meant, None, km, tuple(possible), countries)


def stated(claim: Claim) -> Interval | None:
    """What the claim's figure leaves room for, in km."""
    quantity = claim.figure.quantity
    if quantity is None:
        return None
    try:
        return tolerance.converted(tolerance.of_figure(claim.figure), quantity.unit, "kilometer")
    except UnitError:
        return None


def agrees(found: Measured, room: Interval, shorter: float, longer: float) -> bool:
    """True where a stated distance is possible for any of the places that the words can mean.
    ``shorter`` and ``longer`` are the factors by which it may be less than the line on the map
    from edge to edge, and more than that from far edge to far edge."""
    return any(
        (room.low is None or float(room.low) <= (km + reach) * longer)
        and (room.high is None or float(room.high) >= max(0.0, km - reach) / shorter)
        for km, reach in found.possible
    )


def beyond_belief(found: Measured, room: Interval) -> bool:
    """True where stated and measured lie so far apart that another place is more likely than a
    slip, unless both places are great ones."""
    great = found.first is not None and found.first.population >= _GREAT
    great = great and (found.second is None or found.second.population >= _GREAT)
    if great:
        return False
    low = found.km if room.low is None else float(room.low)
    high = found.km if room.high is None else float(room.high)
    return high * _FARTHEST < found.km or low > max(found.km, 5.0) * 2 * _FARTHEST


def told(found: Measured, claim: Claim) -> str:
    """The distance on the map in words, in the unit of the claim and in km."""
    assert found.first is not None  # noqa: S101 - asked for only where the places are known
    km = Decimal(repr(found.km))
    unit = claim.figure.quantity.unit if claim.figure.quantity else None
    near, far = (slot.surface if slot else "" for slot in (claim.entity, claim.counterpart))
    shown = f"{_rounded(km)} km"
    if unit not in (None, "kilometer"):
        own = units.convert(km, "kilometer", str(unit))
        shown = f"{_rounded(own)} {units.plural(str(unit))} ({shown})"
    one = resolving.described(found.first, near)
    if found.second is not None:
        two = resolving.described(found.second, far)
        return f"{one} and {two} lie {shown} apart in a straight line"
    if len(found.countries) == 1:
        link = "of" if found.countries[0] == found.first.country else "with"
        return f"{one} lies {shown} from the border {link} {nations.name(found.countries[0])}"
    names = " and ".join(nations.name(code) for code in found.countries)
    return f"{one} lies {shown} from the border between {names}"


def _rounded(number: Decimal) -> str:
    return f"{number:,.1f}" if number < 100 else f"{number:,.0f}"


def sources(of: str) -> str:
    """The names and dates of the data: ``places``, or all of it with ``borders``."""
    listed = [each for each in gazetteer().data if of == "borders" or each["of"] == of]
    return "; ".join(f"{each['name']}, {each['date']}" for each in listed)
