"""Changes: two levels of one thing, the way between them, and shares.

In: sentences and their claims. Out: levels with a change, or figures as shares.

``levels`` finds the two levels beside each other, ``contrasts`` those that stand farther off: it
asks ``stated`` for the change, ``times`` which level was the earlier one and ``linked`` whether
they belong together. ``directions`` says which way it went by its words, ``margins`` are by how
much two results differ, ``either`` is a change told as an amount and as a percentage beside one
level, ``based`` a share of what its sentence names, ``only_two`` a change beside the only two
figures of one kind; ``comparisons`` are words that compare, ``ratios_told`` and ``fractions``
shares by the words beside them, ``sharing`` says which figures can be part and whole,
``partitives`` parts that are more than the whole before them, ``so_much_of`` those by their size.
``joining`` are words that join a share to a part and its whole, ``set_apart`` percentages that are
no change, ``told`` the figures of sentences near each other.
"""

from __future__ import annotations
