"""Conversions: one value told twice, in two units or forms.

In: sentences and their claims. Out: pairs of figures.

``periods`` are rates by the day and by the year, ``restatements`` a figure said once more,
``appositions`` one in words and in digits, ``sides`` two lengths and an area, ``two_systems`` the
only two of a dimension, ``retold`` two that a comma, a dash or an "as" makes one, by ``systems``.
``likeness`` says what may be a slip.
"""

from __future__ import annotations
