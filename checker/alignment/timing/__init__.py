"""Times: points, lengths and ages that a text tells of one thing.

In: sentences and their claims. Out: alignments of ``start``, ``end`` and ``length``, or when a
thing can have begun.

``points`` writes out what a sentence tells. ``beside``, ``onwards``, ``terms``, ``anniversaries``,
``nth_days``, ``weekdays``, ``nth_weekdays``, ``turned_days``, ``stretches`` and ``bound_spans``
read what words join, ``reckonings``, ``looking_back`` and ``lifetimes`` what only fits but for a
slip, by ``lapses`` and ``aging``. ``births`` asks ``lives`` and ``earlier_ages``; ``two_ages`` lie
so many years apart, ``parents`` are those at a birth, ``bonds`` are the words that bind an age to
a point, ``bound_ages`` such ages, ``stations`` ages with their years, ``made_and_ended`` one
beside those of a beginning and an end, ``to_come`` are ages that are reached soon, ``jubilees``
words for many years.
``ages_told``, ``standing``, ``tenures``, ``since`` and ``subjects`` are for the relation
``beginnings``, across documents.
"""

from __future__ import annotations
