"""Clock times in words around an hour: "half past nine", "twenty to midnight", "half four".

In: a site. Out: a reading of kind ``time``; :func:`time` makes one of an hour and its minutes.
"""

from __future__ import annotations

import re

from checker.figures.numerals import SMALL, TENS
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.model import Kind, Moment
from checker.patterns import lazy

NAME = "times"
_PAST = lazy(
    r"(?:\bhalf[\s-]+past|\b(?:a\s+)?quarter\s+(?:past|to)|\bminutes?\s+(?:past|to)|\b(?:ten|five|twenty|twenty-five|10|5|20|25)\s+past)\s+$",
    re.IGNORECASE,
)
_MINUTES_PAST = lazy(
    r"(?:\s+minutes?)?\s+past\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})(?![\w%])(?!\s+(?:per|million|billion))",
    re.IGNORECASE,
)
_MINUTES_TO = lazy(
    r"\s+to\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=[\s]*[.,;)]|$"
    r"|\s+(?:the|and|in|on|when|before|as|last\s+night|this\s+(?:morning|afternoon|evening)|tonight|yesterday|today|tomorrow)\b)",
    re.IGNORECASE,
)
# "by twenty to midnight"
_TO_A_NAMED_HOUR = lazy(r"\s+(?:to|past|after)\s+(?:midnight|noon|midday)(?!\w)", re.IGNORECASE)
# "at half four": the half hour behind it, where English is British
_HALF_HOUR = lazy(r"\b(?:at|by|until|till|around|about|before|after)\s+(half)\s+$", re.IGNORECASE)
# "eight minutes to four"
_TO_THE_HOUR = lazy(
    r"\s+minutes?\s+(?:to|before|past|after)\s+"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|midday)"
    r"(?![^\W_]|[-\s](?:hundred|thousand|million|and\s+(?:an?|one|three)[-\s](?:half|quarter)"
    r"|hours?|days?|minutes?|years?|weeks?|months?))"
)
PLAIN_END = lazy(
    r"\s*(?:[,.;:)—–]|$|\s+(?:there|the|and (?:again )?at|when|as|you|he|she|they|we|it|I)\b)"
)
_TOLD = lazy(r"\s*(past|after|to|before)\s+")
TIME_CUES = frozenset(
    ("at", "by", "until", "till", "before", "after", "around", "about", "past", "since", "from")
)

NAMED_HOURS = {"noon": 12, "midday": 12, "midnight": 0}
# "a quarter to midnight", "half past noon"
QUARTERS = lazy(r"\b(?:half\s+past|(?:a\s+)?quarter\s+(?:past|to))\s+$", re.IGNORECASE)

# "It is ten to six."
_IT_IS = lazy(r"\b[Ii]t(?:\s+(?:is|was)|['’]s)\s+(?:(?:now|only|just|already|about|nearly)\s+)?$")


def time(start: int, end: int, hour: int, minute: int = 0) -> Reading:
    """A clock time at some place of the text."""
    return Reading(start, end, Kind.TIME, NAME, moment=Moment(hour=hour, minute=minute))


def past_or_to(site: Site) -> Reading | None:
    """ "half past nine", "ten past seven", "eight minutes to four"."""
    n, text = site.numeral, site.text
    if (
        site.words
        and site.words[0] in ("past", "half-past", "to")
        and n.value <= 12
        and (past := _PAST.search(site.before))
    ):
        return told(text, n.start - len(site.before) + past.start(), n.end)
    nearby = " past" in site.after[:14]
    if (
        nearby
        and n.value in (5, 10, 20, 25)
        and (past := _MINUTES_PAST.match(text, n.end, site.end))
    ):
        return told(text, n.start, past.end())
    if (
        "minute" in site.after[:8]
        and n.value < 30
        and (to := _TO_THE_HOUR.match(text, n.end, site.end))
    ):
        return told(text, n.start, to.end())
    if (
        (site.words[:1] in (("at",), ("by",), ("until",)) or _IT_IS.search(site.before))
        and n.value in (5, 10, 20, 25)
        and (to := _MINUTES_TO.match(text, n.end, site.end))
    ):
        return told(text, n.start, to.end())
    if (
        site.words
        and site.words[0] in TIME_CUES - {"from"}  # "from ten to midnight" is two hours long
        and n.value in (5, 10, 20, 25)
        and (to := _TO_A_NAMED_HOUR.match(text, n.end, site.end))
    ):
        return told(text, n.start, to.end())
    if (
        site.words[:1] == ("half",)
        and n.value <= 12
        and n.form == Written.WORDS
        and (half := _HALF_HOUR.search(site.before))
        and PLAIN_END.match(text, n.end, site.end)
    ):
        return time(n.start - len(site.before) + half.start(1), n.end, int(n.value), 30)
    return None


def told(text: str, start: int, end: int) -> Reading:
    """The time of "a quarter to six", "twenty-five past 7", "eight minutes after eleven"."""
    minutes, link, hour = _TOLD.split(text[start:end].lower(), maxsplit=1)
    stated = NAMED_HOURS.get(hour.strip()) if hour.strip() in NAMED_HOURS else _number(hour)
    passed = 30 if "half" in minutes else 15 if "quarter" in minutes else _number(minutes)
    if stated is None or passed is None:
        return Reading(start, end, Kind.TIME, NAME)
    if link in ("past", "after"):
        return time(start, end, stated, passed)
    before = stated - 1 if stated else 23
    return time(start, end, before or 12, 60 - passed)


def _number(words: str) -> int | None:
    """Eleven, "twenty-five minutes": what the words of a time say, ``None`` for others."""
    found = [
        int(word) if word.isdigit() else int((SMALL | TENS)[word])
        for word in re.findall(r"[^\W_]+", words)
        if word.isdigit() or word in SMALL or word in TENS
    ]
    return sum(found) if found else None
