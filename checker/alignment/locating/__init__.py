"""Places: the two names of the map that a distance lies between.

In: a sentence and the map. Out: the names, and which places they may be.

``toponyms`` finds names of places in a sentence, ``localities`` the two ends of its distance.
"""

from __future__ import annotations
