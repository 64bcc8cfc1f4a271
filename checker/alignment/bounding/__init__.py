"""Bounding: figures that hold others down or up.

In: sentences and their claims. Out: pairs of a figure that may be no greater than another.

``extremes`` are the least, the mean and the most by the words that name them, ``ranges`` the ends
of a range with what lies within, ``capacities`` the places and those who take them, ``ceilings`` a
limit that held and a level beyond, ``specified`` bounds with the figure beside them that says it
closely, ``generations`` a child and a parent; ``one_thing`` says whether two are of one.
"""

from __future__ import annotations
