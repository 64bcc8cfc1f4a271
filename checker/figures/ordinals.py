"""Ordinals: "58th", "third", "twenty-first".

In: a site. Out: a reading of kind ``ordinal``.
"""

from __future__ import annotations

from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site, point
from checker.model import Kind

NAME = "ordinals"
FORMS = frozenset((Written.ORDINAL,))
# "metres per second", "a split second", "just a second": the unit, not the place.
_UNIT_OF_TIME = frozenset(("per", "a", "each", "every", "split", "this", "one", "/"))


def read(site: Site) -> Reading | None:
    """The ordinal at this site."""
    n = site.numeral
    if n.form != Written.ORDINAL:
        return None
    word = site.text[n.start : n.end].lower()
    if word == "second" and site.words and site.words[0] in _UNIT_OF_TIME:
        follows = site.after[:1]
        if (
            not follows.strip()
            and site.words[0] in ("a", "one", "this")
            and site.after[1:2].isalpha()
        ):
            return point(site, Kind.ORDINAL, NAME)
        return None
    return point(site, Kind.ORDINAL, NAME)
