"""Distances on the earth.

In: latitudes and longitudes in degrees. Out: kilometres. To a line the earth is taken for a ball,
which is wrong by 0.5% at most; a distance in an article is seldom as good.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan, cos, hypot, pi, radians, sin, sqrt, tan

EARTH_RADIUS = 6371.0088
"""The mean radius of the earth in kilometres (Moritz 2000, "Geodetic Reference System 1980")."""

EQUATOR_RADIUS = 6378.137
"""The radius of the equator in kilometres (WGS 84)."""

_FLATTENING = 1 / 298.257223563
_DEGREE = EARTH_RADIUS * pi / 180.0
_A_KM2 = 1500.0
_LARGEST_RADIUS = 50.0


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The distance in km along the surface: the great circle, by the haversine formula (Sinnott
    1984, "Virtues of the Haversine", Sky and Telescope 68), with Lambert's correction for the
    flattening of the earth (WGS 84), which leaves some ten metres in a thousand kilometres."""
    first, second = _reduced(latitude), _reduced(to_latitude)
    half_up = (second - first) / 2
    half_over = radians(to_longitude - longitude) / 2
    chord = sin(half_up) ** 2 + cos(first) * cos(second) * sin(half_over) ** 2
    arc = 2 * asin(min(1.0, sqrt(chord)))
    if not 1e-9 < arc < pi - 1e-3:  # no distance, or the other side of the earth
        return EQUATOR_RADIUS * arc
    middle = (first + second) / 2
    x = (arc - sin(arc)) * (sin(middle) * cos(half_up) / cos(arc / 2)) ** 2
    y = (arc + sin(arc)) * (cos(middle) * sin(half_up) / sin(arc / 2)) ** 2
    return EQUATOR_RADIUS * (arc - _FLATTENING / 2 * (x + y))


def _reduced(latitude: float) -> float:
    """The latitude on the ball that the earth is squeezed into, in radians."""
    return atan((1 - _FLATTENING) * tan(radians(latitude)))


def to_line(
    latitude: float, longitude: float, latitudes: Sequence[float], longitudes: Sequence[float]
) -> float:
    """The distance in km from a point to the nearest point of a line through the given points.

    The segments are laid out on a plane that touches the ball at the point (equirectangular), which
    keeps a hundredth of the distance for what lies within some hundred kilometres. ``inf`` for a
    line of no points.
    """
    scale = cos(radians(latitude))
    x = [((each - longitude + 180.0) % 360.0 - 180.0) * scale for each in longitudes]
    y = [each - latitude for each in latitudes]
    if len(x) == 1:
        nearest = hypot(x[0], y[0])
    else:
        nearest = min(map(_to_segment, x, y, x[1:], y[1:]), default=float("inf"))
    return nearest * _DEGREE


def to_box(latitude: float, longitude: float, box: tuple[float, float, float, float]) -> float:
    """The distance in km from a point to a box (south, west, north, east), as :func:`to_line` has
    it: nothing in the box is nearer. 0 inside."""
    south, west, north, east = box
    up = max(south - latitude, 0.0, latitude - north)
    over = min((west - longitude) % 360.0, (longitude - east) % 360.0)
    if (longitude - west) % 360.0 <= (east - west) % 360.0:
        over = 0.0
    return hypot(up, over * cos(radians(latitude))) * _DEGREE


def _to_segment(ax: float, ay: float, bx: float, by: float) -> float:
    """How far the origin is from the segment between two points of a plane."""
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + along * dx, ay + along * dy)


def radius(population: int) -> float:
    """How far, in km, a place reaches from its centre: that of a circle with 1,500 people to the
    square kilometre, between the built-up areas of Europe and those of North America (Demographia
    World Urban Areas); never more than 50 km."""
    return min(_LARGEST_RADIUS, sqrt(max(population, 0) / _A_KM2 / pi))
