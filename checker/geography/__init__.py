"""The map: where places lie, how far they are from each other and from the borders of countries.

In: a ``Claim`` that names both ends of a distance. Out: what the map says of it.

``keys`` makes the names that are compared, ``store`` reads the file that ships, ``sphere``
measures, ``nations`` knows the countries, ``resolving`` says which of several places is meant, and
``distances`` puts a claim's figure beside the map. Nothing is opened before a story has a distance
between two names.
"""

from __future__ import annotations
