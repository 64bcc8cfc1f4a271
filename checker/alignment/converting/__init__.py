"""Conversions: one value told twice, in two units or forms.

In: sentences and their claims. Out: pairs of figures.

``periods`` are rates by the day and by the year, ``restatements`` a figure said once more,
``sides`` lengths that are multiplied, ``two_systems`` the only two of a dimension, by ``systems``.
``likeness`` says what may be a slip.
"""

from __future__ import annotations
