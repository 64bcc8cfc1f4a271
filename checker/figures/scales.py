"""Positions on scales: "magnitude 6.3", "Category 4", "a 7.1-magnitude quake".

In: a site. Out: a reading of kind ``scale``; or an identifier, where it says how far a scale goes.
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
    r"(?:Richter|Mercalli|moment[- ]magnitude|Beaufort|Saffir|Mohs|pH)\b"
    r"|\s+(?:on|in) (?:an?|the|its|their) (?:[\w-]+ )?scale\b)"
)
# "On a scale of one to ten", "the five-point scale": how far it goes.
_EXTENT_BEFORE = lazy(r"\bscale of (?:[\w.]+ (?:to|through) |up to )?$", re.IGNORECASE)
_LINKS = ("of ", "to ", "through ")
_REACH = 32
_EXTENT_AFTER = lazy(r"-(?:point|step|grade|level|part) scale\b")
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
    if _is_extent(site):
        return Reading(n.start, n.end, Kind.IDENTIFIER, NAME)
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


def _is_extent(site: Site) -> bool:
    """Whether a number says how far a scale goes."""
    if site.after[:1] == "-" and _EXTENT_AFTER.match(site.text, site.numeral.end, site.end):
        return True
    start = site.numeral.start
    led = site.text[max(0, start - _REACH) : start]  # the scale may belong to the figure before
    return led.endswith(_LINKS) and _EXTENT_BEFORE.search(led) is not None
