"""Pairs: whether two claims of a story speak of the same quantity of the same thing.

In: two claims, or all of a story. Out: what they agree on, what keeps them apart, and which pairs
are one.

``pairable`` says which figures may be one of a pair and ``sizes`` how great they are,
``candidates`` picks the pairs that are worth comparing, ``comparing`` compares them by ``kinds``
and ``vetoes`` (``checks`` asks those that may find anything, ``beside`` for the words next to a
figure, ``conditions`` for ways, sides and persons, ``stages`` for clock times, ``past``,
``periods``, ``speakers``) and ``agreement`` (``moments`` for dates and clock times, ``limits`` for
what is allowed, ``values`` for the numbers that are told), ``told`` asks whether the texts account
for what differs, and ``over_time`` whether time does; ``resolution`` weighs what is left by what
stands around both (``context``, ``predicates``), by what is ``leftover`` of their articles, and by
``slips``; ``weights`` has how much each tells.
``windows`` has the text beside a figure, ``words`` what its words mean. ``borne_out``,
``headline_changes``, ``headline_dates``, ``headline_days`` and ``in_percent`` are for headlines,
``live_texts`` and ``running_rows`` for counts in one text. ``aspects`` says what of a quantity is
told, ``days`` which days two articles name, ``framed`` what the head of a sentence narrows down.
"""

from __future__ import annotations
