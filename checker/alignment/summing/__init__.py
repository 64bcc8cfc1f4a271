"""Sums: what the figures of a passage come to.

In: a sentence, a paragraph or a table. Out: figures with the one that they make, or that is left.

``enumerations`` finds runs of figures, for which ``wholes``, ``addends``, ``continued`` and
``splits`` look for what they make, by ``membership`` and ``exclusion``; ``sums_told`` (with
``so_many``, ``brought`` and ``concluded``), ``leftovers``, ``gaps`` and ``breakdowns`` read what
words say of a sum, of what is left or lies between, all of the ``kindred`` figures of a paragraph,
of which ``moves`` are what came and went; ``poised`` weighs all figures of a sentence, in the
``groups`` that it may be told of, by ``set_off`` where a mark parts them; ``called`` is what may
call a figure a total and ``dated`` whether parts are of one time; ``singles``, ``manifests``,
``majorities`` and ``contests`` are of their own kinds; ``overfull`` are shares of more than all;
``accounted`` and ``first_part`` say when a sum is none; ``grids``, ``tabulated`` and ``tallies``
are tables.
"""

from __future__ import annotations
