"""Clock times that no clock shows: "3:71 a.m.", "17:14 a.m.", "at 26:10".

In: a site. Out: a reading of kind ``time`` with a minute and no hour, by which a rule knows it.
"""

from __future__ import annotations

import re

from checker.figures import cues
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.model import Kind, Moment
from checker.patterns import lazy

NAME = "no_hours"
FORMS = frozenset((Written.DIGITS,))
_WIDEST = 5
_LOOK = 120
_NOON, _LAST_HOUR, _LAST_MINUTE, _LAST_SLIP = 12, 24, 59, 29
_SHOWN = lazy(r"(\d{1,2})([.:])(\d\d)(?![\d:]|\.\d)")
_HALF = lazy(r"[\s\u00a0]?([ap])(?:\.[\s\u00a0]?m\.?|m)(?![^\W_])", re.IGNORECASE)
_ZONE = lazy(r"[\s\u00a0](?:GMT|BST|CET|CEST|EST|EDT|UTC|local time)\b")
_MONEY = frozenset("£$€¥₹")
_AT = frozenset(
    ("at", "by", "until", "till", "before", "after", "from", "since", "around", "about")
)
_HAPPENED = lazy(
    rf"\b(?:[^\W\d_]+ed|{cues.pattern('happened')})\s+(?:[^\W\d_]+\s+){{0,3}}"
    rf"(?:at|by|until|till|before|after|since|around|about)\s+$"
)
# Minutes and seconds of a match or a film, verses and scores are written in the same way.
_STOPWATCH = lazy(rf"\b(?:{cues.pattern('stopwatch')})(?![^\W_])", re.IGNORECASE)
_TIDE = lazy(r"\b(?:(?:low|high) (?:water|tide)|tide)\b[^.;]{0,30}?\b(?:at|as|was|is)\s+$", re.I)
_SERVICE = lazy(rf"\s+(?:(?:from|to)\s+[A-Z]|(?:{cues.pattern('service')})\b)")
# What has its hour: a hearing, a ferry, the dawn.
_EVENT = lazy(rf"\b(?:{cues.pattern('has_its_hour')})(?![^\W_])", re.IGNORECASE)
_MOVED = frozenset(cues.words("moved"))
_EVERY_DAY = lazy(rf"\s+(?:{cues.pattern('every_day')})(?![^\W_])", re.IGNORECASE)
_UNPRICED = lazy(
    rf"\b(?:{cues.pattern('market')}|{cues.pattern('priced')})(?![^\W_])", re.IGNORECASE
)
_LEVELS = frozenset(cues.words("level"))
_BEGINS = frozenset((*cues.words("begins"), *cues.words("open_hours"), *cues.words("ends")))
_A_CLOCK = lazy(r"(?<![\d:.,])(\d{1,2}):(\d\d)(?![\d:])")
_FEWEST_LISTED = 2
_WHOLE_RATIO = 100


def read(site: Site) -> Reading | None:
    """The clock time at this site, where no clock shows it."""
    n, text = site.numeral, site.text
    if n.scale != 1 or n.end - n.start > _WIDEST or text[n.start - 1 : n.start] in _MONEY:
        return None
    if text[n.end : n.end + 1] != ":" and "." not in text[n.start : n.end]:
        return None
    shown = _SHOWN.match(text, n.start, site.end)
    if shown is None:
        return None
    hour, minute = int(shown[1]), int(shown[3])
    half = _HALF.match(text, shown.end(), site.end)
    afternoon = half is not None and half[1] in "aA" and hour > _NOON  # "17:14 a.m."
    if hour <= _LAST_HOUR and minute <= _LAST_MINUTE and not afternoon:
        return None
    cue = site.words[0] if site.words else ""
    if half and hour <= _LAST_SLIP and (shown[2] == ":" or cue in _AT):
        return _time(n.start, half.end(), minute)
    return _time(n.start, shown.end(), minute) if _is_told(site, shown, cue) else None


def _is_told(site: Site, shown: re.Match[str], cue: str) -> bool:
    """Whether the words around it make it an hour of the day."""
    n, text = site.numeral, site.text
    near = text[max(0, n.start - _LOOK) : min(site.end, shown.end() + _LOOK)]
    zoned = cue in _AT and _ZONE.match(text, shown.end(), site.end)
    if zoned and int(shown[1]) <= _LAST_SLIP:
        return True
    if _is_moved(site, cue):
        return int(shown[1]) <= _LAST_SLIP and _EVENT.search(_clause(site)) is not None
    if _STOPWATCH.search(near):
        return False
    if int(shown[1]) > _LAST_SLIP:
        # Only where the hour is that of what has one: much else is so written.
        at_a_minute = shown[2] == ":" and cue in _AT and int(shown[3]) <= _LAST_MINUTE
        return at_a_minute and not _is_ratio(shown) and _has_its_hour(site)
    if shown[2] == ":":
        if cue == "the" and _SERVICE.match(text, shown.end(), site.end):
            return True  # "the 09:77 to Harwich"
        if _HAPPENED.search(text, max(0, n.start - _LOOK), n.start) or _is_listed(site, shown):
            return True
        level = len(site.words) > 1 and site.words[1] in _LEVELS - {"is", "was", "count"}
        plain = cue == "at" and not level and not _is_ratio(shown)
        return plain and _UNPRICED.search(_clause(site)) is None
    if cue in _AT and _has_its_hour(site, shown.end()):
        return True
    if int(shown[3]) > _LAST_MINUTE:
        return False  # a decimal: "at 14.75"
    if _TIDE.search(text, max(0, n.start - _LOOK), n.start):
        return True
    return cue == "the" and _SERVICE.match(text, shown.end(), site.end) is not None


def _is_moved(site: Site, cue: str) -> bool:
    """ "Kick-off was moved to 27:30"."""
    return cue == "to" and len(site.words) > 1 and site.words[1] in _MOVED


def _clause(site: Site) -> str:
    start = site.numeral.start
    return re.split(r"[.;:]\s|\n", site.text[max(0, start - _LOOK) : start])[-1]


def _has_its_hour(site: Site, end: int | None = None) -> bool:
    """Whether what begins or ends "at" that number is what has its hour, and no share or price:
    "the hearing, starting at 25.30", "shuts at 27.30 each night"."""
    clause = _clause(site)
    if _UNPRICED.search(clause):
        return False
    if end is None:
        return _EVENT.search(clause) is not None
    if not any(word.strip(",") in _BEGINS for word in site.words[1:3]):
        return False
    told = _EVERY_DAY.match(site.text, end, site.end)
    return told is not None or _EVENT.search(clause) is not None


def _is_ratio(shown: re.Match[str]) -> bool:
    """Whether the two numbers make a hundred: "split at 60:40"."""
    return int(shown[1]) + int(shown[3]) == _WHOLE_RATIO


def _is_listed(site: Site, shown: re.Match[str]) -> bool:
    """Whether it stands in a list of hours of the day: "at 07:15, 11:40 and 20:75"."""
    text, start, end = site.text, site.numeral.start, shown.end()
    line = text[max(text.rfind("\n", 0, start), start - _LOOK, 0) : min(site.end, end + _LOOK)]
    others = [
        (int(each[1]), int(each[2])) for each in _A_CLOCK.finditer(line) if each[0] != shown[0]
    ]
    hours = all(hour < _LAST_HOUR and minute <= _LAST_MINUTE for hour, minute in others)
    return len(others) >= _FEWEST_LISTED and hours


def _time(start: int, end: int, minute: int) -> Reading:
    return Reading(start, end, Kind.TIME, NAME, moment=Moment(minute=minute))
