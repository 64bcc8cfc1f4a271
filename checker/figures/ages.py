"""Ages of people and things: "52-year-old", "aged 7", ", 52," behind a name, "in his 50s".

In: a site. Out: a reading of kind ``age``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.model import Form, Kind, Modifier

NAME = "ages"
_UNITS = {"year": "year", "month": "month", "week": "week", "day": "day"}
_OLD = re.compile(
    r"[\s\u00a0-]{0,2}(?:to\s)?[-\s]?(year|month|week|day)s?[\s\u00a0-]+(?:of[\s-]age|olds?(?![^\W_]))", re.IGNORECASE
)
_YO = re.compile(r"[\s-]?y(?:\.?/?o\.?)(?![^\W_])")
_AGED = frozenset(("aged", "age", "ages"))
_AGED_WORDS = frozenset(("of", "about", "around", "between", "only", "just", "under", "over", "at", "from", "to", "and"))
_NAME_BEFORE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*['’.-]?[^\W\d_]*|\b(?:jr|sr|de|la|van|von|al|bin|el)\b\.?)['’]?s?(?P<mark>,|\s?\()[\s\u00a0]$"
)
_NAME_PAREN = re.compile(r"[^\W\d_a-z][^\W\d_]+['’]?\s?\($")
_APPOSITION_END = re.compile(r"\s*(?:,|\)|\.(?!\d)|;|$|\s+(?:and|who|was|is|of|from)\b)")
_RELATIONS = frozenset(
    ("son", "daughter", "wife", "husband", "mother", "father", "brother", "sister", "grandmother", "grandfather", "widow", "partner", "nephew", "niece", "cousin", "she", "he", "him", "her")
)
_DECADE = re.compile(r"(?:['’])?s(?![^\W_])")
_POSSESSIVE = frozenset(("his", "her", "their", "my", "early", "late", "mid", "mid-", "our", "your"))
_PLURAL_AGES = re.compile(r"['’]?s(?![^\W_])")
_MONTHISH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?,\s$")


def read(site: Site) -> Reading | None:
    """The age at this site."""
    n, text = site.numeral, site.text
    if n.form not in (Written.DIGITS, Written.WORDS):
        return None
    if old := _OLD.match(text, n.end, site.end):
        unit = old[1].lower()
        return _age(n.start, old.end(), n.value, unit)
    if n.value > 125 or n.scale != 1:
        return None
    if yo := _YO.match(text, n.end, site.end):
        return _age(n.start, yo.end(), n.value, "year")
    words = site.words
    if words:
        if words[0] in _AGED and _whole(n.value) and not (words[0] == "ages"):
            return _age(n.start, n.end, n.value, "year")
        if len(words) > 1 and words[0] in _AGED_WORDS and words[1] in ("aged", "age", "ages"):
            return _age(n.start, n.end, n.value, "year")
        if len(words) > 2 and words[0] in _AGED_WORDS and words[1] in ("the", "an", "of") and words[2] in ("age",):
            return _age(n.start, n.end, n.value, "year")
        if words[0] == "of" and len(words) > 1 and words[1] == "age":
            return _age(n.start, n.end, n.value, "year")
    if n.form == Written.DIGITS and n.value % 10 == 0 and n.value >= 10:
        decade = _DECADE.match(text, n.end, site.end)
        if decade and words and words[0] in _POSSESSIVE and not (words[0] in ("early", "late", "mid") and _the(words)):
            return Reading(
                n.start, decade.end(), Kind.AGE, NAME, n.value, n.value + 9, unit="year", dimension="age", form=Form.RANGE
            )
    glued = site.before[-1:] == "-"
    if glued and words and words[0] in ("under-", "over-") and _PLURAL_AGES.match(text, n.end, site.end):
        modifier = Modifier.LESS_THAN if words[0] == "under-" else Modifier.MORE_THAN
        return _age(n.start, n.end + 1, n.value, "year")._replace(modifier=modifier)
    if n.form == Written.DIGITS and _whole(n.value) and n.value >= 1 and "," not in text[n.start : n.end]:
        return _apposition(site)
    return None


def _the(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and words[1] == "the"


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _apposition(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if not _APPOSITION_END.match(text, n.end, site.end):
        return None
    named = _NAME_BEFORE.search(site.before) or _NAME_PAREN.search(site.before)
    if named is None:
        if site.before.endswith(", ") and site.words and site.words[0].rstrip(",") in _RELATIONS and text[n.end : n.end + 1] in (",", "."):
            return _age(n.start, n.end, n.value, "year")
        return None
    if _MONTHISH.search(site.before):
        return None
    closing = text[n.end : n.end + 1]
    paren = site.before.rstrip().endswith("(")
    if paren:
        return _age(n.start, n.end, n.value, "year") if closing in (")", ",") and n.value >= 5 else None
    if closing in (",", ";") or (closing == "." and n.value >= 10) or site.after.startswith((" and ", " was ", " who ")) and n.value >= 10:
        return _age(n.start, n.end, n.value, "year") if n.value >= 1 else None
    return None


def _age(start: int, end: int, value: Decimal, unit: str) -> Reading:
    return Reading(start, end, Kind.AGE, NAME, value, value, unit=unit, dimension="age")
