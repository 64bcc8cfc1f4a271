"""Bounding: figures that hold others down or up.

In: sentences and their claims. Out: pairs of a figure that may be no greater than another.

``compared`` are two of which words say that the one is more, ``extremes`` the least, the mean and
the most by the words that name them, ``ranges`` the ends of a range with what lies within,
``capacities`` the places and those who take them, ``ceilings`` a limit that held and a level
beyond, ``kept`` a limit and on which side of it
something is said to be, ``specified`` bounds with the figure beside them that says it closely,
``ordered`` the greatest or the least of some and the others, ``all_of`` a bound of all of them and
the greatest or the least, ``ranks`` a place in a field or a step of so many; ``one_thing`` says
whether two are of one.
"""

from __future__ import annotations
