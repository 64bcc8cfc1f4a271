"""Times: points, lengths and ages that a text tells of one thing.

In: sentences and their claims. Out: alignments of ``start``, ``end`` and ``length``, or when a
thing can have begun.

``points`` writes out what a sentence tells. ``beside``, ``onwards``, ``anniversaries``,
``weekdays``, ``nth_weekdays``, ``turned_days``, ``stretches`` and ``bound_spans`` read what words
join, ``reckonings``, ``looking_back`` and ``lifetimes`` what only fits but for a slip, by
``lapses`` and ``aging``, and ``framed`` what two points hold. ``years_of_life`` reads the births,
ages and points of a sentence, ``told_days`` points told in words, ``until_now`` lengths up to one,
``ages_at`` the point of each age, ``birthdays`` how far it lies off one; ``one_life`` asks whether
all of them can be of one person. ``births`` asks ``lives``; ``two_ages`` lie so many years apart,
``parents`` are those at a birth, ``other_years`` lengths that go with another year, ``jubilees``
words for many years. ``ages_told``, ``standing``, ``tenures``, ``since`` and ``subjects`` are for
the relation ``beginnings``, across documents.
"""

from __future__ import annotations
