"""Clock times.

In: a site. Out: a reading of kind ``time`` with its hour and minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.figures import cues
from checker.figures.calendar import ZONES
from checker.figures.nouns import counted
from checker.figures.numerals import SMALL, TENS
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.model import Kind, Moment
from checker.patterns import lazy

NAME = "times"
FORMS = frozenset((Written.DIGITS, Written.WORDS))
# The longest that a clock time in digits is: "17.05"; and what "am" may stand behind.
_WIDEST = 5
_BEFORE_HALF = frozenset((*".: aApP\u00a0\n", ""))
_HALF_DAY = lazy(
    r"(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?[\s\u00a0]?(?:([ap])(?:\.[\s\u00a0]?m\.?|m)(?![^\W_]))",
    re.IGNORECASE,
)
_HALF_NEAR = lazy(r"(?:[.:]\d\d){0,2}[\s\u00a0]?[apAP]\.?[\s\u00a0]?[mM]")
_COLON = lazy(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])")
# "3:34.56", "1:02:03.4": how long, to parts of a second
_CLOCKED = lazy(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d\.\d{1,3})(?![\d:])")
_DOTTED = lazy(r"(\d{1,2})\.(\d{2})[\s\u00a0](?:([A-Za-z]{1,5})(?![\w]))")
_MILITARY = lazy(r"([012]\d)([0-5]\d)[\s\u00a0]?([A-Za-z]{1,5})(?![\w])")
# "under control at 0910."
_PADDED = lazy(r"0\d[0-5]\d(?!\w|[.,]\d|-)")
_PADDED_DOT = lazy(r"(0\d)\.([0-5]\d)(?!\w|[.,]\d|-)")  # "the 07.40"
_AT_HOUR = (("at",), ("by",), ("until",), ("till",), ("before",), ("after",), ("around",))
_HOURS = lazy(r"([012]?\d)h([0-5]\d)(?!\w)")
_CLOCK = lazy(r"[\s\u00a0]+o['’]clock", re.IGNORECASE)
_PAST = lazy(
    r"(?:\bhalf[\s-]+past|\b(?:a\s+)?quarter\s+(?:past|to)|\bminutes?\s+(?:past|to)|\b(?:ten|five|twenty|twenty-five|10|5|20|25)\s+past)\s+$",
    re.IGNORECASE,
)
_MINUTES_PAST = lazy(
    r"(?:\s+minutes?)?\s+past\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})(?![\w%])(?!\s+(?:per|million|billion))",
    re.IGNORECASE,
)
_MINUTES_TO = lazy(
    r"\s+to\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=[\s]*[.,;)]|$|\s+(?:the|and|in|on)\b)",
    re.IGNORECASE,
)
# "eight minutes to four"
_TO_THE_HOUR = lazy(
    r"\s+minutes?\s+(?:to|before|past|after)\s+"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|midday)"
    r"(?![^\W_]|[-\s](?:hundred|thousand|million|and|hours?|days?|minutes?|years?|weeks?|months?))"
)
_IN_THE_DAY = lazy(
    r"\s+(?:in the (?:morning|afternoon|evening)|at night|sharp"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:yesterday|tomorrow|this|that|the next|the same) (?:morning|afternoon|evening|night))\b",
    re.IGNORECASE,
)
# "Nine last night" are people, "at nine last night" is an hour.
_LAST_NIGHT = lazy(r"\s+(?:last night|tonight)\b", re.IGNORECASE)
_PLAIN_END = lazy(r"\s*(?:[,.;:)—–]|$|\s+(?:there|the|and (?:again )?at|when|as)\b)")
_TOLD = lazy(r"\s*(past|after|to|before)\s+")
_FROM = frozenset(("from", "up from", "down from", "and from"))
# "stands at 9": a level, not an hour.
_LEVELS = frozenset(cues.words("level"))
# Of these also where a part of the day follows: "the toll stood at nine last night".
_STANDING = _LEVELS - {"is", "was", "now", "set"}
# "lost by two": a margin
_MARGINS = frozenset(cues.words("margins"))
_BEGINS = frozenset(cues.words("begins"))
_TIME_CUES = frozenset(
    ("at", "by", "until", "till", "before", "after", "around", "about", "past", "since", "from")
)


# "the 7.42 from Leeds"
_SERVICE = lazy(
    rf"([01]?\d|2[0-3])[.:]?([0-5]\d)\s+(?:(?:from|to|for|at)\s+(?=[A-Z])|(?:{cues.pattern('service')})\b)"
)
HINT = lazy("noon|midday|midnight")
_NAMED_HOURS = {"noon": 12, "midday": 12, "midnight": 0}
_NAMED_HOUR = lazy(
    rf"\b(?:{cues.pattern('before_hour')})\s+(noon|midday|midnight)(?![\w-]|['’]s)", re.IGNORECASE
)


def words(text: str, start: int, end: int) -> Iterator[Reading]:
    """Clock times that hold no numeral: "at noon", "until midnight"."""
    for hint in HINT.finditer(text, start, end):
        at = hint.start()
        match = _NAMED_HOUR.search(text, max(start, at - 12), min(end, at + 12))
        if match and match.start(1) == at:
            yield _time(at, match.end(1), _NAMED_HOURS[hint[0]])


def read(site: Site) -> Reading | None:
    """The clock time at this site."""
    n, text = site.numeral, site.text
    if n.scale != 1:
        return None
    if n.form == Written.DIGITS:
        if n.end - n.start > _WIDEST or not text[n.start].isdigit():
            return None
        found = _digits(site)
        if found is not None:
            return found
    return _spoken(site) if n.value <= 59 else None


def _time(start: int, end: int, hour: int, minute: int = 0) -> Reading:
    return Reading(start, end, Kind.TIME, NAME, moment=Moment(hour=hour, minute=minute))


def _clocked(start: int, match: re.Match[str]) -> Reading:
    seconds = Decimal(match[3])
    low = int(match[1] or 0) * 3600 + int(match[2]) * 60 + seconds
    step = Decimal(1).scaleb(int(seconds.as_tuple().exponent))
    return Reading(
        start, match.end(), Kind.DURATION, NAME, low, low, step, unit="second", dimension="time"
    )


def _padded(site: Site) -> Reading | None:
    """ "The 07.40", "under control at 0910": hours with a nought before them."""
    n, text = site.numeral, site.text
    if dotted := _PADDED_DOT.match(text, n.start, site.end):
        return _time(n.start, n.end, int(dotted[1]), int(dotted[2]))
    if site.words[:1] in _AT_HOUR and _PADDED.match(text, n.start, site.end):
        return _time(n.start, n.end, int(text[n.start : n.start + 2]), int(n.value) % 100)
    return None


def _digits(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if (
        n.end - n.start <= _WIDEST
        and site.after[:1] in _BEFORE_HALF
        and n.value < 13
        and _HALF_NEAR.match(text, n.end, site.end)
        and (half := _HALF_DAY.match(text, n.start, site.end))
    ):
        hour, minute = int(half[1]), int(half[2] or 0)
        if 1 <= hour <= 12 and minute < 60:
            return _time(n.start, half.end(), hour % 12 + (12 if half[3] in "pP" else 0), minute)
    if (
        site.words[:1] == ("the",)
        and n.end - n.start > 3
        and (train := _SERVICE.match(text, n.start, site.end))
        and train.end(2) == n.end
    ):
        return _time(n.start, n.end, int(train[1]), int(train[2]))
    if text[n.start] == "0" and (padded := _padded(site)) is not None:
        return padded
    nearby = text[n.end : n.end + 1] == ":"
    if nearby and (clocked := _CLOCKED.match(text, n.start, site.end)):
        return _clocked(n.start, clocked)
    if nearby and (colon := _COLON.match(text, n.start, site.end)):
        hour, minute = int(colon[1]), int(colon[2])
        if minute < 60:
            return _time(n.start, colon.end(), hour, minute)
    if (
        "." in text[n.start : n.end]
        and n.value < 24
        and (dotted := _DOTTED.match(text, n.start, site.end))
    ) and (
        dotted[3].lower() in ZONES
        and dotted[3].lower() not in ("h", "hours", "z")
        and int(dotted[2]) < 60
    ):
        return _time(n.start, dotted.end(), int(dotted[1]), int(dotted[2]))
    if n.end - n.start == 4 and (military := _MILITARY.match(text, n.start, site.end)):
        zone = military[3].lower()
        if zone in ZONES and int(military[1]) < 25 and zone not in ("local", "pt", "ct", "et"):
            plain_year = (
                zone == "hours"
                and military[1] not in ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09")
                and not site.before.rstrip().endswith("at")
            )
            if not plain_year:
                return _time(n.start, military.end(), int(military[1]), int(military[2]))
    if (
        text[n.end : n.end + 1] == "h"
        and n.value < 25
        and (hours := _HOURS.match(text, n.start, site.end))
    ):
        return _time(n.start, hours.end(), int(hours[1]), int(hours[2]))
    return None


def _follows_a_figure(site: Site) -> bool:
    """Whether nothing but "from" stands between this number and the figure before it."""
    behind = site.text[site.floor - 1 : site.floor] if site.floor else ""
    return behind.isalnum() and site.before.strip(" ,\n").lower() in _FROM


def _past_or_to(site: Site) -> Reading | None:
    """ "half past nine", "ten past seven", "eight minutes to four"."""
    n, text = site.numeral, site.text
    if (
        site.words
        and site.words[0] in ("past", "to")
        and n.value <= 12
        and (past := _PAST.search(site.before))
    ):
        return _told(text, n.start - len(site.before) + past.start(), n.end)
    nearby = " past" in site.after[:14]
    if (
        nearby
        and n.value in (5, 10, 20, 25)
        and (past := _MINUTES_PAST.match(text, n.end, site.end))
    ):
        return _told(text, n.start, past.end())
    if (
        "minute" in site.after[:8]
        and n.value < 30
        and (to := _TO_THE_HOUR.match(text, n.end, site.end))
    ):
        return _told(text, n.start, to.end())
    if (
        site.words[:1] in (("at",), ("by",), ("until",))
        and n.value in (5, 10, 20, 25)
        and (to := _MINUTES_TO.match(text, n.end, site.end))
    ):
        return _told(text, n.start, to.end())
    return None


def _told(text: str, start: int, end: int) -> Reading:
    """The time of "a quarter to six", "twenty-five past 7", "eight minutes after eleven"."""
    minutes, link, hour = _TOLD.split(text[start:end].lower(), maxsplit=1)
    stated = _NAMED_HOURS.get(hour.strip()) if hour.strip() in _NAMED_HOURS else _number(hour)
    passed = 30 if "half" in minutes else 15 if "quarter" in minutes else _number(minutes)
    if stated is None or passed is None:
        return Reading(start, end, Kind.TIME, NAME)
    if link in ("past", "after"):
        return _time(start, end, stated, passed)
    before = stated - 1 if stated else 23
    return _time(start, end, before or 12, 60 - passed)


def _number(words: str) -> int | None:
    """Eleven, "twenty-five minutes": what the words of a time say, ``None`` for others."""
    found = [
        int(word) if word.isdigit() else int((SMALL | TENS)[word])
        for word in re.findall(r"[^\W_]+", words)
        if word.isdigit() or word in SMALL or word in TENS
    ]
    return sum(found) if found else None


def _spoken(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if (
        "clock" in site.after[:10]
        and n.value <= 24
        and (clock := _CLOCK.match(text, n.end, site.end))
    ):
        return _time(n.start, clock.end(), int(n.value))
    if (told := _past_or_to(site)) is not None:
        return told
    if not site.words or not 1 <= n.value <= 12:
        return None
    stands = site.words[0] == "at" and len(site.words) > 1 and site.words[1] in _STANDING
    if site.after[:1] == " " and not stands and _IN_THE_DAY.match(text, n.end, site.end):
        if site.words[0] == "from" and _follows_a_figure(site):
            return None  # "to 12 from 9 on Monday", "12, up from nine on Friday"
        if text[n.start - 1 : n.start] in "-–" and text[max(0, n.start - 2)].isdigit():
            return None  # "won 6-3 on Thursday"
        return _time(n.start, n.end, int(n.value), _minute(text[n.start : n.end]))
    cue = site.words[0]
    before = site.words[1] if len(site.words) > 1 else ""
    if (cue == "at" and before in _LEVELS) or (cue == "by" and before in _MARGINS):
        return None
    if cue in _TIME_CUES and _LAST_NIGHT.match(text, n.end, site.end):
        return _time(n.start, n.end, int(n.value), _minute(text[n.start : n.end]))
    begins = cue == "at" and before in _BEGINS
    if begins and n.form == Written.WORDS and counted(text, n.end, site.end) is None:
        return _time(n.start, n.end, int(n.value))
    if cue in ("at", "by", "until", "till", "after", "before") or (
        cue in _TIME_CUES and len(site.words) > 1 and site.words[1] == "at"
    ):
        spelled = n.form == Written.WORDS
        if (
            spelled
            and _PLAIN_END.match(text, n.end, site.end)
            and cue in ("at", "until", "till", "after", "before", "by")
        ):
            return _time(n.start, n.end, int(n.value))
        if (
            not spelled
            and cue == "at"
            and lazy(r"\s*[.,;)]").match(text, n.end, site.end)
            and text[n.start - 1] == " "
        ):
            return _time(n.start, n.end, int(n.value), _minute(text[n.start : n.end]))
    return None


def _minute(written: str) -> int:
    """The 20 of "at 8.20"."""
    _, dot, minute = written.partition(".")
    return int(minute) if dot and len(minute) == 2 and int(minute) < 60 else 0
