"""Conversions: one value told twice, in two units or forms.

In: sentences and their claims. Out: pairs of figures.

``periods`` are rates by the day and by the year, ``restatements`` a figure said once more,
``sides`` two lengths and an area, ``two_systems`` the only two of a dimension, by ``systems``.
"""

from __future__ import annotations
