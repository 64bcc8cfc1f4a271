"""The places of the map with their populations, for a desk that wants them as a reference table.

In: a ``Gazetteer``, countries and a least population. Out: ``Place``s of which no text can mean
another: a name that several places share stands for one of them only where it is ten times as large
as the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter

from checker.geography.store import Gazetteer, Place

_OUTWEIGHS = 10


def populations(gazetteer: Gazetteer, countries: Collection[str], least: int) -> Iterator[Place]:
    """The places with ``least`` people or more in ``countries`` (ISO 3166-1 codes; all countries
    where there is none), in the order of their names. Only namesakes in those countries count."""
    for _, namesakes in groupby(gazetteer, itemgetter(0)):
        found = [place for _, place in namesakes if not countries or place.country in countries]
        found.sort(key=lambda place: -place.population)
        if not found or found[0].population < max(least, 1):
            continue
        if len(found) == 1 or found[0].population >= found[1].population * _OUTWEIGHS:
            yield found[0]
