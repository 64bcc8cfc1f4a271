"""Changes: two levels of one thing, the way between them, and shares.

In: sentences and their claims. Out: levels with a change, or figures as shares.

``levels`` and ``sequels`` find the two levels beside each other, ``contrasts`` those that stand
farther off: it asks ``stated`` for the change, ``times`` which level was the earlier one and
``linked`` whether they belong together. ``directions`` says which way it went by its words,
``margins`` are by how much two results differ, ``either``
is a change told as an amount and as a percentage beside one level, ``based`` a share of what its
sentence names, ``only_two`` a change beside the only two figures of one kind, ``described`` a share
of a whole told elsewhere by the same words; ``side_by_side`` are shares of one whole, ``beyond`` an
amount and the level that it lies beyond; ``comparisons`` are words that compare, ``ratios_told``
and ``fractions`` shares by the words beside them, ``charges`` are what a percentage comes to,
``sharing`` says which figures can be part and whole, ``the_other`` is what a part leaves,
``partitives`` parts that are more than the whole before them, ``so_much_of`` those by their size.
"""

from __future__ import annotations
