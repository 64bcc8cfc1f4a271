"""Listing: how many things a list names, and where the list of so many things stands.

In: sentences and their claims. Out: the list of a number of things, as a figure of its own.

``items`` counts what a list has, ``introduced`` reads the one behind its number, ``summed_up`` the
one before it, ``bulleted`` the one that stands below, ``dated`` years and ages in the place of
things. ``counted`` makes a figure of it.
"""

from __future__ import annotations
