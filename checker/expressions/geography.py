"""Functions of the rule language that ask the map.

In: figures (as ``View``) of the relations ``place-distance`` and ``border-distance``. Out: flags
and text. The gazetteer is opened when the first of them is asked.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from checker.expressions.names import AbstainError, View

if TYPE_CHECKING:
    from checker.geography.distances import Measured

# The map is imported when it is asked: hardly any article needs it.


def _measured(c: View) -> Measured:
    from checker.geography import distances

    found = distances.measured(c.claim)
    if found is None:
        raise AbstainError("the gazetteer does not have both places")
    return found


def possible_distance(c: View, shorter: Decimal, longer: Decimal, by_route: Decimal) -> bool:
    """True when the map has room for a distance between two places, or from a place to a border.

    The line on the map, from edge to edge, may be `shorter` times as long as stated, and the stated
    distance `longer` times as long as the line, or `by_route` times where it is measured along a
    road or a journey. True also when any other place of the same name would do. Abstains where a
    place is not in the gazetteer, or where it cannot be known which of several is meant.
    """
    from checker.geography import distances

    found = _measured(c)
    room = distances.stated(c.claim)
    if room is None:
        raise AbstainError(f"'{c.claim.figure.surface}' is no distance")
    scope = c.claim.scope
    most = by_route if scope is not None and scope.value == distances.ROUTE else longer
    if distances.agrees(found, room, float(shorter), float(most)):
        return True
    if found.unsure:
        raise AbstainError(found.unsure)
    if distances.beyond_belief(found, room):
        raise AbstainError("the places that the gazetteer has are too far off to be meant")
    return False


def on_the_map(c: View) -> str:
    """What the map says of a distance: "Berrow (Wales) and Sorn (Wales) lie 20.3 km apart in a
    straight line". In the unit of the figure, with kilometres.

    Abstains as `possible_distance` does.
    """
    from checker.geography import distances

    found = _measured(c)
    if found.unsure:
        raise AbstainError(found.unsure)
    return distances.told(found, c.claim)


def map_sources(c: View) -> str:
    """The names and the dates of the data that `on_the_map` measured with."""
    from checker.geography import distances

    return distances.sources("borders" if _measured(c).countries else "places")
