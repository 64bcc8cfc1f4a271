"""Fractions of something: "two-thirds of residents", "half the crew", "a quarter".

In: a site whose numeral is a fraction and has no unit. Out: a reading of kind ``ratio``, as a share
of one.
"""

from __future__ import annotations

from checker.figures import cues
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site, point
from checker.model import Kind
from checker.patterns import lazy

NAME = "fractions"
FORMS = frozenset((Written.FRACTION,))
# A whole that "half" may be of; elsewhere it is a name ("half-time", "the better half").
_HALF_OF = lazy(rf"\s+(?:{cues.pattern('whole_of_half')})(?![^\W_])|\s*(?:[,.;:)]|$)")
# Behind a fraction by which something moved: "up by half from £200m".
_MOVED = lazy(rf"\s+(?:{cues.pattern('behind_a_move')})(?![^\W_])")
_OF = lazy(r"[\s\u00a0]+(?:of|as|more|less|fewer|lower|higher)(?![^\W_])")
_NAMED_HALF = frozenset(
    (
        "first",
        "second",
        "better",
        "other",
        "latter",
        "top",
        "bottom",
        "upper",
        "lower",
        "same",
        "previous",
        "preceding",
        "corresponding",
        "northern",
        "southern",
        "eastern",
        "western",
        "one",
        "the",
        "this",
        "each",
        "either",
        "last",
        "next",
        "final",
        "every",
        "-",
        "my",
        "his",
        "her",
        "their",
        "right",
        "left",
    )
)

_TO_AN_HOUR = lazy(r"\s+(?:to|past)\s+[^\W\d_]+\s*(?:[.,;)]|$)")


def read(site: Site) -> Reading | None:
    """The share at this site."""
    n, text = site.numeral, site.text
    if n.form != Written.FRACTION:
        return None
    word = text[n.start : n.end].lower()
    if word == "a half" and site.words[:2] == ("and", "time"):
        return None  # "time and a half" is how overtime is paid
    if word == "quarter" and _TO_AN_HOUR.match(text, n.end, site.end):
        return None  # "by quarter to ten", but "fell by a quarter to ten"
    if "by" in site.words[:2] and _MOVED.match(text, n.end, site.end):
        return point(site, Kind.RATIO, NAME)
    if word.endswith("half") and not word.startswith("one"):
        if (site.words and site.words[0] in _NAMED_HALF) or site.before[-1:] == "-":
            return None
        if not _HALF_OF.match(text, n.end, site.end):
            return None
    elif word.endswith("quarter") and not word.startswith("one"):
        # A bare "quarter" is a season or a part of a match.
        tight = text[n.end : n.end + 1]
        if word[0] != "a" or not (_OF.match(text, n.end, site.end) or (tight and tight in ",.;:)")):
            return None
    return point(site, Kind.RATIO, NAME)
