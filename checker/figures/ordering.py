"""Numbers that put things in order or tell them apart: "day three", "row 41", "lines 9 and 12".

In: a site whose number stands behind a word. Out: whether it names which one is meant.
"""

from __future__ import annotations

from checker.figures.nouns import OR_VERBS, counted
from checker.figures.numerals import SMALL, TENS
from checker.figures.numerals import Form as Written
from checker.figures.reading import REACH, Site
from checker.lexicon import load
from checker.patterns import lazy

_LEXICON = load("identifiers")
ANY: frozenset[str] = frozenset(str(word).lower() for word in _LEXICON["any"])
"""Words that make a name of a number behind them, in any case."""
CAPITAL: frozenset[str] = frozenset(_LEXICON["capital"])
"""Words that do so where they are capitalised."""
ORDERED: frozenset[str] = frozenset(_LEXICON["ordered"])
"""Plain words that a number behind them puts in order."""
_NOT_ORDERED: frozenset[str] = frozenset(_LEXICON["not_ordered"])


def is_one_of_several(site: Site) -> bool:
    """Whether a number is in a list of names: "gates 7 and 11"; or how far they go: "level four of
    five"."""
    return _is_another(site) or _is_first_of_several(site) or _is_the_top(site)


def _is_another(site: Site) -> bool:
    """Whether a number goes on with the names before it: "lines 9 and 12", "Years seven and
    eight"."""
    if site.words[0] not in JOINING or not site.floor:
        return False
    n = site.numeral
    found = _NAMES.search(site.text, max(0, n.start - REACH), n.start)
    if found is None:
        return False
    word = found["word"]
    if word.lower() in _COUNTING:
        return False
    named = word.lower() in ANY | ORDERED or word in CAPITAL
    return named and counted(site.text, n.end, site.end) is None


def _is_first_of_several(site: Site) -> bool:
    """Whether a number is the first of "gates 7 and 11"."""
    word, n = site.words[0], site.numeral
    one = word.removesuffix("s")
    if one == word or one in _COUNTING or one not in ANY or n.form != Written.DIGITS:
        return False
    behind = _AND_NUMBER.match(site.text, n.end, site.end)
    return behind is not None and counted(site.text, behind.end(), site.end) is None


_AND_NUMBER = lazy(r"(?:,\s+\d{1,4})*,?\s+(?:and|or)\s+\d{1,4}(?![\w.,]\d|[^\W_]|%)")
_COUNTING = frozenset(("number", "figure"))  # "the crew numbers 20 to 30"
JOINING = frozenset(("and", "to", "or", "through", "&"))
"""Words between two names of a list."""
LINKS = JOINING | {"of"}
"""Words before a number that may belong with a name before them."""
_ITEM = rf"(?:[A-Z]?\d{{1,4}}[A-Z]?|{'|'.join(SMALL)}|{'|'.join(TENS)})"
_NAMES = lazy(
    rf"(?<![^\W_])(?P<word>[A-Za-z]+)s\s+(?:{_ITEM},\s+){{0,4}}{_ITEM},?\s+(?:and|to|or|through|&)\s+$"
)


def _is_the_top(site: Site) -> bool:
    """Whether a number says how far an order goes: "alert level four of five", "page 3 of 12"."""
    n = site.numeral
    if site.words[0] != "of":
        return False
    found = _OUT_OF.search(site.text, max(0, n.start - REACH), n.start)
    if found is None or found["word"].lower() not in ANY | ORDERED:
        return False
    return counted(site.text, n.end, site.end) is None


_OUT_OF = lazy(rf"(?<![^\W_])(?P<word>[A-Za-z]+)\s+{_ITEM}\s+(?:out\s+)?of\s+$")


def is_in_order(site: Site) -> bool:
    """ "on day three", "won stage 5": which one it was, where no article makes a time of the word
    ("that day 12 died") and nothing is counted behind."""
    spot = site.words[0] in _SPOTS and site.words[1:2] == ("from",)
    if not spot and site.words[1:2] and site.words[1] in _NOT_ORDERED:
        return False
    n = site.numeral
    noun = counted(site.text, n.end, site.end)
    return n.value <= _LAST and (noun is None or noun.word in OR_VERBS)


_SPOTS = frozenset(("row", "line", "seat", "lane", "cell"))  # "smoke came from row 41"
# The hundredth day is told, and the three-hundredth.
_LAST = 366
