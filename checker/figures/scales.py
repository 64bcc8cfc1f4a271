"""Positions on scales: "magnitude 6.3", "Category 4", "a 7.1-magnitude quake".

In: a site. Out: a reading of kind ``scale``.
"""

from __future__ import annotations

import re

from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site, point
from checker.model import Kind
from checker.patterns import lazy

NAME = "scales"
FORMS = frozenset((Written.DIGITS, Written.WORDS))
_BEFORE = lazy(
    r"(?:\b(?:magnitude|category|cat|level|intensity|richter)[\s-]+(?:of\s+)?|\bEF-?|(?<![^\W_])M)$",
    re.IGNORECASE,
)
_WEAK = lazy(r"\b(?:level|intensity)[\s-]+$", re.IGNORECASE)
_AFTER = lazy(
    r"(?:[\s-]magnitude\b|\s+(?:on|at) the (?:open-ended )?"
    r"(?:Richter|Mercalli|moment[- ]magnitude|Beaufort|Saffir|Mohs|pH)\b)"
)
# How "magnitude", "on the Richter scale" and "at the Beaufort" go on behind a number.
_SCALED = frozenset(("mag", "on ", "at "))
_CUES = frozenset(
    (
        "magnitude",
        "category",
        "cat",
        "level",
        "intensity",
        "richter",
        "of",
        "magnitude-",
        "category-",
    )
)


def read(site: Site) -> Reading | None:
    """The position on a scale at this site."""
    n = site.numeral
    cued = not site.words or site.words[0] in _CUES or site.before[-1:] in ("F", "M")
    measured = site.after[1:4] in _SCALED
    if not (cued or measured) or n.value > 20 or n.scale != 1:
        return None
    if measured and (after := _AFTER.match(site.text, n.end, site.end)):
        return point(site, Kind.SCALE, NAME)._replace(end=after.end())
    if not site.before or not (site.before[-1].isspace() or site.before[-1] in "FM-"):
        return None
    if not cued:
        return None
    if site.before[-1] == "M" and n.step == 1:
        return None  # "M6.8" is a magnitude, "M25" a road
    before = _BEFORE.search(site.before)
    if before and not _WEAK.search(site.before):
        return point(site, Kind.SCALE, NAME)._replace(
            start=n.start - len(site.before) + before.start()
        )
    return None
