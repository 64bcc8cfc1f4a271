"""Ages of people and things: "52-year-old", "aged 7", ", 52," behind a name, "in his 50s".

In: a site. Out: a reading of kind ``age``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.figures import cues, subjects
from checker.figures.calendar import MONTH
from checker.figures.nouns import counted
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.model import Form, Kind, Modifier
from checker.patterns import lazy

NAME = "ages"
FORMS = frozenset((Written.DIGITS, Written.WORDS))
# What "years old" and its like begin with, behind "to" too: "18- to 24-year-olds".
_HEADS = frozenset("ymwdtYMWD")
_AND_OR = ("a", "o")
_AGED = frozenset(("aged", "age", "ages"))
_OLD = lazy(
    r"[\s\u00a0-]{0,2}(?:to\s)?[-\s]?(year|month|week|day)s?[\s\u00a0-]+(?:of[\s-]age|olds?(?![^\W_]))",
    re.IGNORECASE,
)
_YO = lazy(r"[\s-]?y(?:\.?/?o\.?)(?![^\W_])")
_AGED_BEFORE = lazy(
    r"\b(?:(?P<bound>under|over|above|below)\s+the\s+)?(?:aged?|ages)(?:\s+of)?\s+\(?"
    rf"(?:(?:{cues.pattern('hedging')}|between)\s+){{0,2}}$",
    re.IGNORECASE,
)
_TO_AGE = lazy(r"\s?[-–]\s?(\d{1,3})(?!\d)|\s+(?:and|(?P<to>to))\s+(?P<high>\d{1,3})(?![\d,.]*\d)")
_BOUNDS = {
    "under": Modifier.LESS_THAN,
    "below": Modifier.LESS_THAN,
    "over": Modifier.MORE_THAN,
    "above": Modifier.MORE_THAN,
}
_NAME_BEFORE = lazy(
    r"(?:[^\W\d_a-z][^\W\d_]*['’.-]?[^\W\d_]*|\b(?:jr|sr|de|la|van|von|al|bin|el)\b\.?)['’]?s?(?P<mark>,|\s?\()[\s\u00a0]$"
)
_FULL_NAME = lazy(r"[^\W\d_a-z][^\W\d_]+[\s\u00a0]+(?:[A-Z]\.\s)?[^\W\d_a-z][\w’'-]+[\s\u00a0]\($")
_NAME_PAREN = lazy(r"[^\W\d_a-z][^\W\d_]+['’]?\s?\($")
_APPOSITION_END = lazy(
    r"\s*(?:,|\)|\.(?!\d)|;|$|\s+(?:and(?!\s+a\s+(?:half|quarter)\b)|who|was|is|of|from)\b)"
)
_RELATIONS = frozenset(
    (
        "son",
        "daughter",
        "wife",
        "husband",
        "mother",
        "father",
        "brother",
        "sister",
        "grandmother",
        "grandfather",
        "widow",
        "partner",
        "nephew",
        "niece",
        "cousin",
        "she",
        "he",
        "him",
        "her",
    )
)
# "aged 19 and 22": the second of two people
_AGED_PAIR = lazy(r"\bage[ds]?\s+\d{1,3}(?:,\s\d{1,3})*(?:,?\s+and|,)\s+$")
# "the average age is 50", "the pension age rose to 68"
_AGE_IS = lazy(
    rf"\b(?:{cues.pattern('kinds_of_age')})\s+age\b[^.;:]{{0,40}}?\s(?:{cues.pattern('age_levels')})\s+$",
    re.IGNORECASE,
)
_KIN_NAME = lazy(rf"\b(?:{cues.pattern('kin')})\s+[^\W\d_a-z][^\W\d_]+\s\($")
_DECADE = lazy(r"(?:['’])?s(?![^\W_])")
_POSSESSIVE = frozenset(("his", "her", "their", "my", "our", "your"))
_PERSON_BEFORE = lazy(
    r"\b(?:the|an?|his|her|their|my|whose|former|[^\W\d_]+['’]s)\s+(?:[a-z-]+\s+){0,3}"
    rf"(?:[a-z-]+(?:{cues.pattern('trade_endings')})|{cues.pattern('trades')})"
    r"(?:\s+of\s+(?:two|three|four|five|six))?,\s$",
    re.IGNORECASE,
)
# "One bather, 66, drowned": the number word before is read as a figure of its own.
_ONE_PERSON = lazy(
    r"\b(?:one|another)\s+(?:[a-z-]+\s+){0,2}"
    rf"(?:[a-z-]+(?:{cues.pattern('trade_endings')})|{cues.pattern('trades')}),\s$",
    re.IGNORECASE,
)
_DECADE_WORDS = {
    w: Decimal(n)
    for w, n in (
        ("twenties", 20),
        ("thirties", 30),
        ("forties", 40),
        ("fifties", 50),
        ("sixties", 60),
        ("seventies", 70),
        ("eighties", 80),
        ("nineties", 90),
    )
}
_IN_DECADE = lazy(
    r"\b[Ii]n\s+(?:his|her|their|my|your|our)\s+(?:early\s+|mid-?\s?|late\s+)?("
    + "|".join(_DECADE_WORDS)
    + r")(?![^\W_])"
)
HINTS = ("ties",)
_HINT = lazy(r"ties(?![^\W_])")
_PLURAL_AGES = lazy(r"['’]?s(?![^\W_])")
_PERSON_IS = lazy(
    r"\b(?:(?:who|she|he)\s+(?:is|was|will\s+be|would\s+be|(?:had\s+)?turned|turns|will\s+turn|would\s+turn)|s?he['’]s)"
    r"\s+(?:(?:only|just|now)\s+)?$",
    re.IGNORECASE,
)
# "Born in March 1967 and now 58": a figure may stand between.
_BORN_AND_NOW = lazy(r"\bborn\b[^.;:]{3,60}\band\s+(?:is\s+)?now\s+$")
_SINCE_BIRTH = 90
# The longest that an age in digits is: "43.6".
_WIDEST = 5
_DECADE_ENDS = ("s", "'", "’")
# "was 38 when she inherited the keys"
_WAS = frozenset(("was", "is", "been", "turned", "aged"))
_WHEN = lazy(r"\s+when\s+(?:she|he|his|her|I|they|their|my)(?![^\W_])(?:\s(?P<did>[^\W\d_]+))?")
_LIFE = frozenset(cues.words("life"))
# Some words farther off: "died last week in hospital at 88", "died on Saturday, 24 June, at 79".
# Less might be a time of the day.
_LIVED = lazy(rf"\b(?:{cues.pattern('life')})\s+(?:\w+,?\s+){{1,6}}at\s+$", re.IGNORECASE)
_HOURS = 24
_ONE_REACH = 60
_AGE_LEVELS = frozenset(cues.words("age_levels"))
# What may stand before an age that no other sign gives away, or before one of several.
_TOLD_BY = _AGE_LEVELS | subjects.CUES
_IN_LISTS = frozenset((", ", "d "))
_AGE_LEVEL_END = lazy(
    r"\s*(?:[,;:)]|\.(?!\d)|$)|\s(?:and|from|for|in|by|to|at|after|of(?!\s(?:the|its|their|those|these)\b))(?![^\W_])"
)
_NEXT_TO_AGE = frozenset(cues.words("next_to_age"))
_AGE_END = lazy(
    rf"\s*(?:[.;:!?)”\"]|,(?!\d)|$)(?!\d)|\s+(?:{cues.pattern('after_age')})(?![^\W_]|\s+\d)"
)
_PERSON_OF = lazy(
    rf"\b(?:an?|the)\s+(?:[a-z-]+\s+)?(?:{cues.pattern('person_of')}"
    r"|[a-z]{3,}(?:wo)?man)\s+of\s+$",
    re.IGNORECASE,
)
# "a girl of nine was lifted": of those a number is an age, whatever follows
_YOUNG_OF = lazy(
    rf"\b(?:an?|the)\s+(?:[a-z-]+\s+)?(?:{cues.pattern('person_aged')})\s+of\s+"
    rf"(?:(?:{cues.pattern('hedging')})\s+)?$",
    re.IGNORECASE,
)
_GROWN = lazy(
    rf"\b(?:{cues.pattern('grown')}|who\s+(?:are|is|were|was))\s+"
    r"(?P<bound>under|over|below|above)\s+$",
    re.IGNORECASE,
)
_BOUND_END = lazy(
    rf"\s*(?:[,.;:!?)”\"](?!\d)|$|\n)|\s+(?:{cues.pattern('after_age_bound')})(?![^\W_]|\s+\d)"
)
_MEASURED = lazy(
    r"(?:[^\W\d_]|['’′]\d|\s?-?(?:feet|foot|ft|stone|metres?|meters?|kilos?|pounds?)\b)"
)
_MONTHISH = lazy(rf"{MONTH},\s$")


def read(site: Site) -> Reading | None:
    """The age at this site."""
    n, text = site.numeral, site.text
    if n.form not in (Written.DIGITS, Written.WORDS):
        return None
    head = site.after.lstrip(" -\u00a0\n")[:1]
    if head in _HEADS and (old := _OLD.match(text, n.end, site.end)):
        unit = old[1].lower()
        return _age(n.start, old.end(), n.value, unit)
    if head == "y" and (years := _in_years(site)):
        return years
    long = n.form == Written.DIGITS and n.end - n.start > _WIDEST
    if long or n.value > _OLDEST or n.scale != 1:
        return None
    nearest = site.words
    if nearest and (
        not _AGED.isdisjoint(nearest)
        and _whole(n.value)
        and (aged := _AGED_BEFORE.search(site.before))
    ):
        return _aged(site, aged)
    if nearest and not _NEXT_TO_AGE.isdisjoint(nearest[:2]) and n.value >= 1 and _whole(n.value):
        person = _of_person(site)
        if person is not None:
            return person
    if nearest and (nearest[0] in _TOLD_BY or site.before[-2:] in _IN_LISTS) and _is_told(site):
        return _age(n.start, n.end, n.value, "year")
    if head in _AND_OR and _is_bound(site):
        return _age(n.start, n.end, n.value, "year")
    if text[n.end - 1] == "0" and text[n.end : n.end + 1] in _DECADE_ENDS:
        decade = _DECADE.match(text, n.end, site.end)
        if decade and nearest and _possessed(nearest):
            return _decade(n.start, decade.end(), n.value)
    glued = site.before[-1:] == "-"
    if (
        glued
        and nearest
        and nearest[0] in ("under-", "over-")
        and _PLURAL_AGES.match(text, n.end, site.end)
    ):
        modifier = Modifier.LESS_THAN if nearest[0] == "under-" else Modifier.MORE_THAN
        return _age(n.start, n.end + 1, n.value, "year")._replace(modifier=modifier)
    apposed = site.before[-2:-1] == "," or site.before[-1:] == "("
    if apposed and text[n.start : n.end].isdecimal() and n.value >= 1:
        return _apposition(site)
    return None


def _is_told(site: Site) -> bool:
    """Whether the words before a bare number make it an age, as a level or by whose it is."""
    if site.words[0] in _AGE_LEVELS and (_is_age_level(site) or _is_at_death(site)):
        return True
    if subjects.is_age(site):
        return True
    return _is_second(site)


def _is_bound(site: Site) -> bool:
    """ "60 or older", "those 65 and over"."""
    n = site.numeral
    bound = _OR_OLDER.match(site.text, n.end, site.end)
    if bound is None or not _whole(n.value) or n.value < 1:
        return False
    return bound["years"] is not None or _THOSE.search(site.before) is not None


_OR_OLDER = lazy(
    r"\s+(?:and|or)\s+(?:(?P<years>older|younger)|over|above|under|upwards?)(?![^\W_])(?!\s+\d)"
)
_THOSE = lazy(
    rf"\b(?:{cues.pattern('grown')}|now|population|share|proportion)\s+(?:(?:is|are|was|were|now)\s+)*$",
    re.IGNORECASE,
)


def words(text: str, start: int, end: int) -> Iterator[Reading]:
    """Ages that hold no numeral: "in her forties"."""
    for hint in _HINT.finditer(text, start, end):
        match = _IN_DECADE.search(text, max(start, hint.start() - 32), hint.end())
        if match:
            yield _decade(match.start(1), match.end(1), _DECADE_WORDS[match[1]])


def _of_person(site: Site) -> Reading | None:
    """ "she was 52 when", "who turns 84 on": the person is the subject, and nothing is counted."""
    n = site.numeral
    if 5 <= n.value <= 110 and (when := _WHEN.match(site.text, n.end, site.end)):
        second = site.words[0] == "and" and when["did"] in _LIFE
        if second or site.words[0] in _WAS:
            return _age(n.start, n.end, n.value, "year")
    if _MEASURED.match(site.text, n.end, site.end):
        return None  # "a man of 6ft 3in"
    if _PERSON_IS.search(site.before) and _AGE_END.match(site.text, n.end, site.end):
        return _age(n.start, n.end, n.value, "year") if n.value <= 110 else None
    if site.words[0] == "now" and _AGE_END.match(site.text, n.end, site.end):
        led = site.text[max(0, n.start - _SINCE_BIRTH) : n.start]
        if n.value <= 110 and _BORN_AND_NOW.search(led):
            return _age(n.start, n.end, n.value, "year")
    if (
        n.value <= 110
        and _YOUNG_OF.search(site.before)
        and counted(site.text, n.end, site.end) is None
    ):
        return _age(n.start, n.end, n.value, "year")
    if (
        n.value >= (40 if "grand" in site.before[-20:] else 4)
        and _PERSON_OF.search(site.before)
        and _AGE_END.match(site.text, n.end, site.end)
    ):
        return _age(n.start, n.end, n.value, "year") if n.value <= 110 else None
    bound = _GROWN.search(site.before)
    if bound and _BOUND_END.match(site.text, n.end, site.end):
        start = n.start - len(site.before) + bound.start("bound")
        modifier = _BOUNDS[bound["bound"].lower()]
        return _age(n.start, n.end, n.value, "year")._replace(start=start, modifier=modifier)
    return None


def _aged(site: Site, aged: re.Match[str]) -> Reading:
    """ "aged 7", "aged between 18 and 24", "under the age of 18"."""
    n = site.numeral
    other = _TO_AGE.match(site.text, n.end, site.end)
    if other and (other[1] or other["to"] or "between" in aged[0].lower()):
        high = Decimal(other[1] or other["high"])
        between = other[1] is None and "between" in aged[0].lower()
        if high > n.value or between:  # in either order, it is a range
            return _age(n.start, other.end(), n.value, "year")._replace(high=high, form=Form.RANGE)
    reading = _age(n.start, n.end, n.value, "year")
    if aged["bound"]:
        start = n.start - len(site.before) + aged.start()
        return reading._replace(start=start, modifier=_BOUNDS[aged["bound"].lower()])
    return reading


def _possessed(words: tuple[str, ...]) -> bool:
    """ "his 50s" and "her late 60s" are ages, "the late 60s" a time."""
    near = words[1] if len(words) > 1 and words[0] in ("early", "late", "mid", "mid-") else words[0]
    return near in _POSSESSIVE


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _is_age_level(site: Site) -> bool:
    n = site.numeral
    return bool(
        n.value >= 10
        and _AGE_IS.search(site.text, max(0, n.start - 72), n.start)
        and _AGE_LEVEL_END.match(site.text, n.end, site.end)
    )


def _in_years(site: Site) -> Reading | None:
    """ "A 34 y.o.", "the median age was 44.1 years"."""
    n = site.numeral
    if n.value > _OLDEST or n.scale != 1:
        return None
    if yo := _YO.match(site.text, n.end, site.end):
        return _age(n.start, yo.end(), n.value, "year")
    years = _YEARS.match(site.text, n.end, site.end)
    if years is None or not site.words or site.words[0] not in _AGE_LEVELS:
        return None
    if not _AGE_IS.search(site.text, max(0, n.start - 72), n.start):
        return None
    return _age(n.start, years.end(), n.value, "year")


_OLDEST = 125
_YEARS = lazy(r"\s+years(?=\s*(?:[.,;:()]|$)|\s+(?:in|for|and|from|to|by)\b)")


def _is_at_death(site: Site) -> bool:
    """ "dies at 84", "left school at 16", "died on Tuesday at 94"."""
    n, near = site.numeral, site.words
    if near[0] != "at" or not 10 <= n.value <= 115:
        return False
    if not _AGE_LEVEL_END.match(site.text, n.end, site.end):
        return False
    if len(near) > 1 and near[1] in _LIFE:
        return True
    led = site.text[max(0, n.start - _SINCE_BIRTH) : n.start]
    return n.value > _HOURS and _LIVED.search(led) is not None


def _is_second(site: Site) -> bool:
    """Whether the number goes on with a list of ages: the 22 of "aged 19 and 22"."""
    n = site.numeral
    return bool(
        n.form == Written.DIGITS
        and site.before[-2:] in _IN_LISTS
        and _AGED_PAIR.search(site.text, max(0, n.start - 40), n.start)
        and counted(site.text, n.end, site.end) is None
    )


def _apposition(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if not _APPOSITION_END.match(text, n.end, site.end):
        return None
    named = _NAME_BEFORE.search(site.before) or _NAME_PAREN.search(site.before)
    if named is None:
        # "The striker, 24, scored": set off by commas on both sides, behind a person or her trade
        if (
            (_PERSON_BEFORE.search(site.before) or _is_of_one(site))
            and text[n.end : n.end + 1] == ","
            and 1 <= n.value <= 110
        ):
            return _age(n.start, n.end, n.value, "year")
        if (
            site.before.endswith(", ")
            and site.words
            and site.words[0].rstrip(",") in _RELATIONS
            and text[n.end : n.end + 1] in (",", ".")
        ):
            return _age(n.start, n.end, n.value, "year")
        return None
    if _MONTHISH.search(site.before):
        return None
    closing = text[n.end : n.end + 8].lstrip()[
        :1
    ]  # there may be markup between: "**Ann Lee, 52**,"
    paren = site.before.rstrip().endswith("(")
    if paren:
        # "Greens (12)" is a tally; a person's age stands behind two names.
        full = _FULL_NAME.search(site.before)
        if closing == ")" and _KIN_NAME.search(site.before):
            return _age(n.start, n.end, n.value, "year")  # "her son Juan (7)"
        return (
            _age(n.start, n.end, n.value, "year")
            if full and closing in (")", ",") and n.value >= 5
            else None
        )
    if (
        closing in (",", ";")
        or (closing == "." and n.value >= 10)
        or (site.after.startswith((" and ", " was ", " who ")) and n.value >= 10)
    ):
        return _age(n.start, n.end, n.value, "year") if n.value >= 1 else None
    return None


def _is_of_one(site: Site) -> bool:
    start = site.numeral.start
    return _ONE_PERSON.search(site.text, max(0, start - _ONE_REACH), start) is not None


def _decade(start: int, end: int, low: Decimal) -> Reading:
    return _age(start, end, low, "year")._replace(high=low + 9, form=Form.RANGE)


def _age(start: int, end: int, value: Decimal, unit: str) -> Reading:
    return Reading(start, end, Kind.AGE, NAME, value, value, unit=unit, dimension="age")
