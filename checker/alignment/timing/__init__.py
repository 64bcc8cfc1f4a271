"""Times: points, lengths and ages that a text tells of one thing.

In: sentences and their claims. Out: alignments of ``start``, ``end`` and ``length``, or when a
thing can have begun.

``births`` asks ``lives`` and ``earlier_ages``; ``anniversaries``, ``nth_days``, ``weekdays``,
``turned_days`` and ``stretches`` read what words join, ``reckonings`` and ``lifetimes`` what only
fits but for a slip, by ``lapses`` and ``aging``; ``two_ages`` lie so many years apart, ``stations``
are ages with their years.
``ages_told``, ``standing``, ``tenures``, ``since`` and ``subjects`` are for the relation
``beginnings``, across documents.
"""

from __future__ import annotations
