"""Clock times.

In: a site. Out: a reading of kind ``time`` with its hour and minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.figures import clock, cues
from checker.figures.calendar import MONTHS, WEEKDAYS, ZONES
from checker.figures.nouns import counted
from checker.figures.numerals import ONE, SMALL
from checker.figures.numerals import Form as Written
from checker.figures.reading import REACH, Reading, Site
from checker.model import Kind
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
_COLON = lazy(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d|:\S)")
# Behind these "5:42:13" is an hour of the day; elsewhere in a sentence it is how long a race took.
_AT_A_CLOCK = frozenset(cues.words("clock_cues"))
_STAMPED = lazy(
    rf"[\s\u00a0]?(?:{'|'.join(sorted(ZONES - {'et', 'h', 'z'}))})(?![^\W_])", re.IGNORECASE
)
# "Was timed at 2:05:55": how long a race took all the same.
_CLOCKED_AT = (("timed",), ("clocked",), ("stopped",), ("stands",), ("stood",), ("remains",))
# "passed halfway in 70:12": no clock shows such an hour.
_TIMED = frozenset(cues.words("timed"))
_LAST_HOUR = 24
_SIXTY = 60
# "3:34.56", "1:02:03.4": how long, to parts of a second
_CLOCKED = lazy(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d\.\d{1,3})(?![\d:])")
# "41:10 at 12 km, 1:22:35 at 24": how long it took to come so far
_AT_A_MARK = lazy(
    r"\s+(?:at|after|through|to)\s+(?:the\s+)?\d{1,3}(?:\.\d+)?[\s\u00a0-]?(?:km|k|kilomet(?:re|er)s?|miles?|met(?:re|er)s|m)\b"
    r"|(?<=:\d\d:\d\d)\s+at\s+\d{1,2}(?=\s*(?:[,.;)]|and\b|$))"
)
_DOTTED = lazy(r"(\d{1,2})\.(\d{2})[\s\u00a0](?:([A-Za-z]{1,5})(?![\w]))")
_MILITARY = lazy(r"([012]\d)([0-5]\d)[\s\u00a0]?([A-Za-z]{1,5})(?![\w])")
# "under control at 0910."
_PADDED = lazy(r"0\d[0-5]\d(?!\w|[.,]\d|-)")
_PADDED_DOT = lazy(r"(0\d)\.([0-5]\d)(?!\w|[.,]\d|-)")  # "the 07.40"
_AT_HOUR = (("at",), ("by",), ("until",), ("till",), ("before",), ("after",), ("around",))
_HOURS = lazy(r"([012]?\d)h([0-5]\d)(?!\w)")
_CLOCK = lazy(r"[\s\u00a0]+o['’]clock", re.IGNORECASE)
_IN_THE_DAY = lazy(r"\s+(?:in the (?:morning|afternoon|evening)|at night|sharp)\b", re.IGNORECASE)
# "Nine last night" and "six on Thursday" are people, "at nine last night" is an hour.
_ON_A_DAY = lazy(
    r"\s+(?:last night|tonight|on (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?|on weekdays"
    r"|(?:yesterday|tomorrow|this|that|the next|the same) (?:morning|afternoon|evening|night))\b",
    re.IGNORECASE,
)
# What begins the words behind an hour: "in the", "at night", "on Monday", "tomorrow morning".
_DAYS_BEGIN = frozenset(("in", "at", "sh", "la", "to", "on", "ye", "th"))
# "Every 12 in the evening" are minutes.
_NO_HOURS = frozenset(("every", "each", "another", "only", "just"))
_FROM = frozenset(("from", "up from", "down from", "and from"))
# "stands at 9": a level, not an hour.
_LEVELS = frozenset(cues.words("level"))
# Of these also where a part of the day follows: "the toll stood at nine last night".
_STANDING = _LEVELS - {"is", "was", "now", "set"}
# "lost by two": a margin
_MARGINS = frozenset(cues.words("margins"))
_BEGINS = frozenset(cues.words("begins"))


# "the 7.42 from Leeds"
_SERVICE = lazy(
    rf"([01]?\d|2[0-3])[.:]?([0-5]\d)\s+(?:(?:from|to|for|at)\s+(?=[A-Z])|(?:{cues.pattern('service')})\b)"
)
HINTS = ("noon", "midday", "midnight")
_HINT = lazy("|".join(HINTS))
_NAMED_HOUR = lazy(
    rf"\b(?:{cues.pattern('before_hour')})\s+(noon|midday|midnight)(?![\w-]|['’]s)", re.IGNORECASE
)


def words(text: str, start: int, end: int) -> Iterator[Reading]:
    """Clock times that hold no numeral: "at noon", "until midnight"."""
    for hint in _HINT.finditer(text, start, end):
        at = hint.start()
        match = _NAMED_HOUR.search(text, max(start, at - 12), min(end, at + 12))
        if told := clock.QUARTERS.search(text, max(start, at - 20), at):
            yield clock.told(text, told.start(), hint.end())
        elif match and match.start(1) == at:
            yield clock.time(at, match.end(1), clock.NAMED_HOURS[hint[0]])


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


def _is_day(word: str) -> bool:
    return word in MONTHS or word in WEEKDAYS


def _clocked(start: int, match: re.Match[str]) -> Reading:
    seconds = Decimal(match[3])
    low = int(match[1] or 0) * 3600 + int(match[2]) * 60 + seconds
    step = ONE.scaleb(int(seconds.as_tuple().exponent))
    return _lasted(start, match.end(), low, step)


def _with_colons(site: Site, colon: re.Match[str]) -> Reading | None:
    """ "At 5:42" is a time of the day, "in 2:08:40" and "in 70:12" are how long something took."""
    n = site.numeral
    first, second = int(colon[1]), int(colon[2])
    cue = site.words[0] if site.words else ""
    if cue not in _AT_A_CLOCK and _AT_A_MARK.match(site.text, colon.end(), site.end):
        parts = (first, second) if colon[3] is None else (first * 60 + second, int(colon[3]))
        return _lasted(n.start, colon.end(), Decimal(parts[0] * 60 + parts[1]))
    if colon[3] is not None:
        # "Winner: Daniel Roe, 2:06:14", but "on Friday, 14:06:14"
        word = cue.rstrip(",")
        lasted = word.isalpha() and (
            (word not in _AT_A_CLOCK and not _is_day(word)) or site.words[1:2] in _CLOCKED_AT
        )
        if first >= _LAST_HOUR or (lasted and not _STAMPED.match(site.text, colon.end(), site.end)):
            low = Decimal(first * 3600 + second * 60 + int(colon[3]))
            return _lasted(n.start, colon.end(), low)
    elif first > _LAST_HOUR:
        if cue in _TIMED:
            return _lasted(n.start, colon.end(), Decimal(first * 60 + second))
        return Reading(n.start, colon.end(), Kind.SCORE, NAME, Decimal(first), Decimal(second))
    return clock.time(n.start, colon.end(), first, second)


def _lasted(start: int, end: int, seconds: Decimal, step: Decimal = ONE) -> Reading:
    return Reading(
        start, end, Kind.DURATION, NAME, seconds, seconds, step, unit="second", dimension="time"
    )


def _padded(site: Site) -> Reading | None:
    """ "The 07.40", "under control at 0910": hours with a nought before them."""
    n, text = site.numeral, site.text
    if dotted := _PADDED_DOT.match(text, n.start, site.end):
        return clock.time(n.start, n.end, int(dotted[1]), int(dotted[2]))
    if site.words[:1] in _AT_HOUR and _PADDED.match(text, n.start, site.end):
        return clock.time(n.start, n.end, int(text[n.start : n.start + 2]), int(n.value) % 100)
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
            return clock.time(
                n.start, half.end(), hour % 12 + (12 if half[3] in "pP" else 0), minute
            )
    if (
        site.words[:1] == ("the",)
        and n.end - n.start > 3
        and (train := _SERVICE.match(text, n.start, site.end))
        and train.end(2) == n.end
    ):
        return clock.time(n.start, n.end, int(train[1]), int(train[2]))
    if text[n.start] == "0" and (padded := _padded(site)) is not None:
        return padded
    nearby = text[n.end : n.end + 1] == ":"
    if nearby and (clocked := _CLOCKED.match(text, n.start, site.end)):
        return _clocked(n.start, clocked)
    if nearby and (colon := _COLON.match(text, n.start, site.end)) and int(colon[2]) < _SIXTY:
        return _with_colons(site, colon)
    if "." in text[n.start : n.end] and n.value < _LAST_HOUR and (told := _dotted(site)):
        return told
    if n.end - n.start == 4 and (military := _MILITARY.match(text, n.start, site.end)):
        zone = military[3].lower()
        if zone in ZONES and int(military[1]) < 25 and zone not in ("local", "pt", "ct", "et"):
            plain_year = (
                zone == "hours"
                and military[1] not in ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09")
                and not site.before.rstrip().endswith("at")
            )
            if not plain_year:
                return clock.time(n.start, military.end(), int(military[1]), int(military[2]))
    if (
        text[n.end : n.end + 1] == "h"
        and n.value < 25
        and (hours := _HOURS.match(text, n.start, site.end))
    ):
        return clock.time(n.start, hours.end(), int(hours[1]), int(hours[2]))
    return None


def _dotted(site: Site) -> Reading | None:
    """ "17.05 GMT", "21.10   The last of them is up", "at 18.52 and again"."""
    n, text = site.numeral, site.text
    hour, minute = int(n.value), _minute(text[n.start : n.end])
    zoned = _DOTTED.match(text, n.start, site.end)
    if zoned and zoned[3].lower() in ZONES - _NO_ZONES and int(zoned[2]) < _SIXTY:
        return clock.time(n.start, zoned.end(), int(zoned[1]), int(zoned[2]))
    written = text[n.start : n.end]
    if written[-3] != "." or int(written[-2:]) >= _SIXTY:
        return None
    if text[n.start - 1 : n.start] in ("\n", "") and _STAMP_END.match(text, n.end, site.end):
        return clock.time(n.start, n.end, hour, minute)
    cue = site.words[0] if site.words else ""
    before = site.words[1] if len(site.words) > 1 else ""
    if cue not in _DOTTED_CUES or _is_priced(site, before):
        return None
    if cue in _OF_ORDER and before not in _SHORTLY:
        return None  # "8.97 seconds after 10.33"
    if not _CLAUSE_GOES_ON.match(text, n.end, site.end):
        return None
    late = hour >= _TWO_DIGITS or text[n.start] == "0"
    if late or before.rstrip(",") in _BEGINS or (cue == "by" and not before):
        return clock.time(n.start, n.end, hour, minute)
    return None


def _is_priced(site: Site, before: str) -> bool:
    """Whether "at 12.40" is a price or a mark rather than an hour: "traded at 12.40", "the shares
    ended the day at 12.40"."""
    if before.rstrip(",") in _LEVELS | _PRICED:
        return True
    clause = site.text[max(0, site.numeral.start - REACH) : site.numeral.start]
    return _MARKET.search(re.split(r"[.;:]\s|\n", clause)[-1]) is not None


_TWO_DIGITS = 10
_MARKET = lazy(rf"\b(?:{cues.pattern('market')})(?![^\W_])", re.IGNORECASE)
_NO_ZONES = frozenset(("h", "hours", "z"))
# What is said of a minute in a live report stands well apart from it.
_STAMP_END = lazy(r"(?:[ \t\u00a0]{2,}|\s*[–—]\s+|:\s+)[\"“‘']?[^\W\d_a-z]")
_DOTTED_CUES = frozenset(("at", "by", "until", "till", "after", "before"))
_OF_ORDER = frozenset(("after", "before"))
_SHORTLY = frozenset(("shortly", "just", "soon", "moments", "minutes", "well", "long", "not"))
_PRICED = frozenset(cues.words("priced"))
_CLAUSE_GOES_ON = lazy(rf"\s*(?:[,.;:!?)—–](?!\d)|$)|\s+(?:{cues.pattern('after_hour')})(?![^\W_])")


def _follows_a_figure(site: Site) -> bool:
    """Whether nothing but "from" stands between this number and the figure before it."""
    behind = site.text[site.floor - 1 : site.floor] if site.floor else ""
    return behind.isalnum() and site.before.strip(" ,\n").lower() in _FROM


def _hours_open(site: Site, cue: str, before: str) -> Reading | None:
    """The hours of "open from 10 to six": two numbers that nothing is counted with."""
    n, text = site.numeral, site.text
    end = n.end
    if cue == "from" and before in _OPEN:
        shut = _SHUT_AT.match(text, n.end, site.end)
        if shut is None:
            return None
        end = shut.end()
    elif cue not in _TO or not _is_closing(text, n.start):
        return None
    if counted(text, end, site.end) is not None:
        return None
    return clock.time(n.start, n.end, int(n.value), _minute(text[n.start : n.end]))


def _is_closing(text: str, at: int) -> bool:
    """Whether the hour that something opens at stands before the one at ``at``."""
    near = text[max(0, at - REACH) : at]
    return " from " in near and _OPEN_FROM.search(near) is not None


_OPEN = frozenset(cues.words("open_hours"))
_TO = frozenset(("to", "until", "till"))
_ENDS = _TO | {"from"}
_UP_SINCE = frozenset(cues.words("up_since"))
_HOUR = rf"(?:\d{{1,2}}(?:\.[0-5]\d)?|{'|'.join(w for w, v in SMALL.items() if 1 <= v <= 12)})"
_SHUT_AT = lazy(rf"\s+(?:to|until|till)\s+{_HOUR}(?![\w.,]\d|[^\W_]|%)", re.IGNORECASE)
_OPEN_FROM = lazy(
    rf"\b(?:{cues.pattern('open_hours')})\s+from\s+{_HOUR}\s+(?:to|until|till)\s+$", re.IGNORECASE
)
_WITH_MINUTES = lazy(r"\d{1,2}\.[0-5]\d(?!\d)")


def _is_in_day(site: Site, cue: str, before: str) -> bool:
    """Whether the words behind a number say when on a day it was: "two in the morning", but "nine
    on Wednesday" only behind "at" and its like."""
    n, text = site.numeral, site.text
    if _IN_THE_DAY.match(text, n.end, site.end):
        return cue not in _NO_HOURS and not _follows_a_figure(site)
    if cue not in clock.TIME_CUES or not _ON_A_DAY.match(text, n.end, site.end):
        return False
    if cue in _LOOSE_CUES:
        # "About nine on Monday" may be people; "at about nine" is an hour.
        return before in ("", "at") and not _follows_a_figure(site)
    return not (cue == "by" and _is_margin(site, before))


def _is_margin(site: Site, before: str) -> bool:
    """Whether "by two" says by how many: a verb of winning or moving stands before it, or what it
    goes with was told in the same way ("fell by 22 votes and the next one by four")."""
    if before in _MARGINS:
        return True
    start = site.numeral.start
    return _BY_SO_MANY.search(site.text, max(0, start - 90), start) is not None


_LOOSE_CUES = frozenset(("about", "around", "past", "from", "since"))
_BY_SO_MANY = lazy(rf"\b(?:{cues.pattern('margins')})\s+by\s+[^.;:]*\bby\s+$", re.IGNORECASE)


def _spoken(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if (
        "clock" in site.after[:10]
        and n.value <= 24
        and (stated := _CLOCK.match(text, n.end, site.end))
    ):
        return clock.time(n.start, stated.end(), int(n.value))
    if (told := clock.past_or_to(site)) is not None:
        return told
    if not site.words or not 1 <= n.value <= 12:
        return None
    stands = site.words[0] == "at" and len(site.words) > 1 and site.words[1] in _STANDING
    cue = site.words[0]
    before = site.words[1] if len(site.words) > 1 else ""
    if n.step < 1 and (not _WITH_MINUTES.match(text, n.start) or _is_priced(site, before)):
        return None
    if cue in _ENDS and (hours := _hours_open(site, cue, before)) is not None:
        return hours
    if cue == "since" and before in _UP_SINCE and clock.PLAIN_END.match(text, n.end, site.end):
        return clock.time(n.start, n.end, int(n.value))
    near = site.after[1:3]
    if near in _DAYS_BEGIN and not stands and _is_in_day(site, cue, before):
        return clock.time(n.start, n.end, int(n.value), _minute(text[n.start : n.end]))
    if (cue == "at" and before in _LEVELS) or (cue == "by" and _is_margin(site, before)):
        return None
    begins = cue == "at" and before in _BEGINS
    if begins and n.form == Written.WORDS and counted(text, n.end, site.end) is None:
        return clock.time(n.start, n.end, int(n.value))
    if cue in ("at", "by", "until", "till", "after", "before") or (
        cue in clock.TIME_CUES and len(site.words) > 1 and site.words[1] == "at"
    ):
        spelled = n.form == Written.WORDS
        if (
            spelled
            and clock.PLAIN_END.match(text, n.end, site.end)
            and cue in ("at", "until", "till", "after", "before", "by")
        ):
            return clock.time(n.start, n.end, int(n.value))
        if (
            not spelled
            and cue == "at"
            and lazy(r"\s*[.,;)]").match(text, n.end, site.end)
            and text[n.start - 1] == " "
        ):
            return clock.time(n.start, n.end, int(n.value), _minute(text[n.start : n.end]))
    return None


def _minute(written: str) -> int:
    """The 20 of "at 8.20"."""
    _, dot, minute = written.partition(".")
    return int(minute) if dot and len(minute) == 2 and int(minute) < 60 else 0
