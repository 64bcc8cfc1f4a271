"""Tables of what is known, which a desk keeps: populations, areas, budgets, tolls.

In: ``table.Spec``s, as a configuration has them. Out: ``loading.load`` gives ``Table``s, whose rows
are claims like those of an article, each with its place, or a line for each fault of a table;
``known.Known`` finds rows by the name of what they are about.
"""

from __future__ import annotations
