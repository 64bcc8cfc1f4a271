"""Short magnitudes that are units elsewhere: "5m people" are millions, "5m deep" is metres.

In: a site. Out: its numeral with the magnitude folded in, or ``None``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import units
from checker.figures import cues
from checker.figures.nouns import counted, of_what
from checker.figures.numerals import MONEY_SUFFIXES, Numeral
from checker.figures.numerals import Form as Written
from checker.figures.reading import Site
from checker.patterns import lazy


def suffixed(site: Site) -> Numeral | None:
    """A number whose short magnitude is only one beside a plural noun: "5m people"."""
    n = site.numeral
    if n.form != Written.DIGITS or n.scale != 1:
        return None
    short = _SHORT.match(site.text, n.end, site.end)
    if short is None or _LONG.match(site.text, n.end + 1, site.end):
        return None
    if short[1] in "mM" and _WITHIN.search(site.text, max(0, n.start - 24), n.start):
        return None  # "within 350m of the nearest houses"
    behind = units.match(site.text, short.end(), site.end)
    tight = site.text[short.end() : short.end() + 1] in ("-", "–")  # "2m-3m", "1.5m-strong"
    # "£", "4.28m sq km": a unit stands behind no other
    united = behind is not None and not behind.loose and behind.dimension != "length"
    if not tight and not united:
        at = n.end + 1
        if shared := _SHARED.match(site.text, at, site.end):
            at = shared.end()  # "between 3.7m and 3.9m units"
        noun = counted(site.text, at, site.end) or of_what(site.text, at, site.end)[0]
        # "a 5m waves barrier" is rarer than "5m people", but "100m hurdles" is a race.
        if noun is not None and noun.word in _RACES:
            return None
        if noun is None and not _in_millions(site):
            return None
    size = Decimal(MONEY_SUFFIXES[short[1]])
    return Numeral(n.start, n.end + 1, n.value * size, n.step * size, Written.DIGITS, size)


def _in_millions(site: Site) -> bool:
    """Whether a bare "7.4m" is a number of millions: something that comes in millions is spoken of,
    or a verb of level stands before it and nothing that has a length."""
    n, text = site.numeral, site.text
    begin = max(0, n.start - 60)
    if _GONE.search(text, begin, n.start):
        return False
    if _MULTITUDE.search(text, begin, n.start) or _OF_THOSE.match(text, n.end + 1):
        return True
    if _THEY.match(text, n.end + 1) and not has_length(text, n.start, n.end, site.end):
        return True
    if "," in text[n.start : n.end] or (n.value >= _GREAT and n.step >= 1):
        return False  # "climbed to 5,000m", "fell to 300m"
    if not _LEVEL.search(text, max(0, n.start - 60), n.start):
        return False
    return not has_length(text, n.start, n.end, site.end)


def has_length(text: str, start: int, at: int, end: int) -> bool:
    """Whether the clause around a number speaks of something that has a length."""
    clause = _CLAUSE.split(text[max(0, start - 120) : start])[-1]
    ahead = _CLAUSE.split(text[at : min(end, at + 60)])[0]
    return bool(_LENGTHS.search(clause) or _LENGTHS.search(ahead))


# "4.9m go hungry", "30.4m in want of food": what is said of many, and of no length.
_THEY = lazy(rf"\s+(?:{cues.pattern('many_do')})(?![^\W_])", re.IGNORECASE)
_OF_THOSE = lazy(rf"\s+(?:{cues.pattern('of_those')})\b", re.IGNORECASE)
_WITHIN = lazy(rf"\bwithin\s+(?:(?:{cues.pattern('hedging')})\s+)?$", re.IGNORECASE)
_GREAT = 100
# "cleared 4.8m", "a height of 3m"
_GONE = lazy(rf"\b(?:{cues.pattern('gone_by')})\s+(?:(?:{cues.pattern('hedging')})\s+)?$")
# "32.5m long", "3m apart": lengths, whatever comes in millions before them.
_LONG = lazy(rf"\s+(?:{cues.pattern('long_by')})(?![^\W_])")
_SHORT = lazy(r"([mMbB])(?:\s+(?=[^\W\d_])|(?=[-–]\d)|(?=-strong(?![^\W_]))|(?=[,.;:)])|$)")
_SHARED = lazy(r"\s+(?:and|to|or)\s+\d[\d.]*m(?=\s)")
_LEVEL = lazy(
    rf"\b(?:{cues.pattern('level_verbs')})\s+(?:(?:{cues.pattern('hedging')})\s+)*"
    r"(?:[\d.]+m,?\s+(?:(?:up|down)\s+)?(?:from|against|and|to|compared\s+with)\s+)?$",
    re.IGNORECASE,
)
_LENGTHS = lazy(rf"\b(?:{cues.pattern('lengths')})\b", re.IGNORECASE)
_CLAUSE = lazy(r"[.;:!?](?:\s|$)|\n\n")
# What comes in millions: "the population reached 68.9m".
_MULTITUDE = lazy(rf"\b(?:{cues.pattern('multitude')})\b", re.IGNORECASE)
_RACES = frozenset(("hurdles", "metres", "meters", "waves", "races", "heats", "times"))
