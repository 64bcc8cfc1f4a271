"""Whether what stands behind a number is a unit, or a word, an initial or a quotation mark.

In: a site and a unit of the lexicon found behind its numeral. Out: yes or no. "5 m deep" is metres,
"2 in the town" no inches, "400 meters" no length where water meters are spoken of.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import units
from checker.figures import cues
from checker.figures.numerals import Form as Written
from checker.figures.numerals import Numeral
from checker.figures.reading import Site
from checker.patterns import lazy

BLANKS = " \t\r\n\u00a0\u2007\u2009\u202f"


def acceptable(site: Site, gap: str, found: units.Match) -> bool:
    """Whether a unit found behind the site's numeral is one; ``gap`` is what stands between."""
    n, text = site.numeral, site.text
    word = text[found.end - 1 : found.end]
    hyphen = gap.strip(BLANKS) != ""
    if hyphen and gap[-1:] in BLANKS:
        return False
    if found.unit == "meter" and not hyphen and _is_device(site, found):
        return False
    if not found.loose or _is_money(n, found):
        return True
    if n.form != Written.DIGITS:
        return False
    blank = gap != ""
    # "in a month" is no inch a month: the first word decides.
    form, *rate = text[n.end + len(gap) : found.end].split(None, 1) or [""]
    if word in '"”' and _closes(text, n.start, word):
        return False
    if not blank:
        # "the 60s" are years, "737s" aircraft
        whole = n.step == 1 and (n.value % 10 == 0 or n.value >= _HUNDRED)
        return not (form == "s" and whole and n.value >= 10) and not (
            word in "'’" and not _ends(text, found.end)
        )
    if found.unit == "stone" and _POUNDS_AFTER.match(text, found.end, site.end):
        return True
    if hyphen:
        return form not in ("a", "A", "s", "t", "in", "c", "C") or form in ("C", "F", "m", "g")
    # With a blank between, a loose form needs the look of a symbol: digits, then no word after it.
    if form == "in":
        # "On Sunday there were 24,470 in."
        return not rate and n.value < _THOUSAND and bool(_INCH_END.match(text, found.end, site.end))
    if form in (
        "a",
        "as",
        "am",
        "at",
        "s",
        "d",
        "h",
        "p",
        "c",
        "won",
        "bar",
        "st",
        "mark",
        "real",
        "l",
        "b",
    ):
        return form in ("won", "h", "l", "st") and _symbol_like(text, found.end)
    return _symbol_like(text, found.end)


def _is_money(n: Numeral, found: units.Match) -> bool:
    """Whether a word that is something else too is money: "two crowns an hour", "12.40 crowns", "9
    million marks"."""
    if found.dimension.startswith("currency/"):
        return True
    return found.dimension == "currency" and (n.scale >= _MILLION or n.step == _CENT)


_MILLION = 1_000_000
_THOUSAND = 1000
_HUNDRED = 100
_CENT = Decimal("0.01")
_DEVICE = lazy(rf"\b(?:{cues.pattern('device')})\s+meters?\b", re.IGNORECASE)
_LENGTH_AFTER = lazy(rf"\s+(?:{cues.pattern('length')})(?![^\W_])", re.IGNORECASE)


def _is_device(site: Site, found: units.Match) -> bool:
    """Whether "400 meters" are instruments: the text around speaks of water meters and the like."""
    text = site.text
    if not text.endswith(("meter", "meters"), found.end - 6, found.end):
        return False
    near = _DEVICE.search(text, max(0, found.end - 2000), found.end + 2000)
    return near is not None and not _LENGTH_AFTER.match(text, found.end, site.end)


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether a quotation mark behind a number ends a quotation that began before it: no inches."""
    begin = max(0, at - 400, text.rfind("\n\n", max(0, at - 400), at))
    if mark == "”":
        return text.count("“", begin, at) > text.count("”", begin, at)
    return text.count(mark, begin, at) % 2 == 1


def _ends(text: str, at: int) -> bool:
    return not text[at : at + 1].isalnum()


# "10 stone 7 pounds"
_POUNDS_AFTER = lazy(r"\s+(?:and\s+)?\d{1,2}\s?(?:lbs?|pounds?)(?![^\W_])")
# "2 in thick" and "2 in." are inches, "2 in the town" is not.
_INCH_END = lazy(
    r"\.?\s*(?:[)\]x×]|$)|\.(?=\s[A-Z]|$)|\.?\s(?:thick|wide|long|tall|deep|high|across|by)\b"
)
_SYMBOL_END = lazy(rf"\s*(?:[,.;:()\]/—–-]|$|\s(?:{cues.pattern('after_symbol')})(?![^\W_]))")


def _symbol_like(text: str, at: int) -> bool:
    return bool(_SYMBOL_END.match(text, at))
