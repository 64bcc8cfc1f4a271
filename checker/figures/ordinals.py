"""Ordinals: "58th", "third", "twenty-first".

In: a site. Out: a reading of kind ``ordinal``; of kind ``identifier`` in the name of a unit or a
street ("the 101st Airborne Division", "42nd Street").
"""

from __future__ import annotations

from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site, point
from checker.lexicon import load
from checker.model import Kind
from checker.patterns import lazy

NAME = "ordinals"
FORMS = frozenset((Written.ORDINAL,))
# "metres per second", "a split second", "just a second": the unit, not the place.
_UNIT_OF_TIME = frozenset(("per", "a", "each", "every", "split", "this", "one", "/"))
_NAMED = lazy(
    r"\s(?:[A-Z][\w’'.-]*\s){0,2}(?:"
    + "|".join(load("identifiers")["ordinal_names"])
    + r")(?![\w])"
)


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
    named = _NAMED.match(site.text, n.end, site.end)
    if named is not None:
        return Reading(n.start, n.end, Kind.IDENTIFIER, NAME)
    return point(site, Kind.ORDINAL, NAME)
