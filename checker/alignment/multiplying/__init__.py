"""Products: rates, what they are for each of, and what both come to.

In: sentences and their claims. Out: triples of a rate, a number and a total.

``rates`` says which figures of a sentence are for each of something. ``joined``, ``averages``,
``incidence`` and ``exchange`` read what words join, ``closed`` the only three figures of a passage,
``loosely`` those of them that go by another name, ``swapped`` and ``compounded`` what only fits but
for a slip; all by ``factors``. ``allowances`` says why a total may be another one.
"""

from __future__ import annotations
