"""Clock times that no clock shows: "3:71 a.m.", "at 26:10".

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
_LAST_HOUR, _LAST_MINUTE, _LAST_SLIP = 24, 59, 29
_SHOWN = lazy(r"(\d{1,2})([.:])(\d\d)(?![\d:]|\.\d)")
_HALF = lazy(r"[\s\u00a0]?[ap](?:\.[\s\u00a0]?m\.?|m)(?![^\W_])", re.IGNORECASE)
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
    if hour <= _LAST_HOUR and minute <= _LAST_MINUTE:
        return None
    half = _HALF.match(text, shown.end(), site.end)
    cue = site.words[0] if site.words else ""
    if half and hour <= _LAST_SLIP and (shown[2] == ":" or cue in _AT):
        return _time(n.start, half.end(), minute)
    if hour > _LAST_SLIP or not _is_told(site, shown, cue):
        return None
    return _time(n.start, shown.end(), minute)


def _is_told(site: Site, shown: re.Match[str], cue: str) -> bool:
    """Whether the words around it make it an hour of the day."""
    n, text = site.numeral, site.text
    near = text[max(0, n.start - _LOOK) : min(site.end, shown.end() + _LOOK)]
    if _STOPWATCH.search(near):
        return False
    if cue in _AT and _ZONE.match(text, shown.end(), site.end):
        return True
    if shown[2] == ":":
        return _HAPPENED.search(text, max(0, n.start - _LOOK), n.start) is not None
    if int(shown[3]) > _LAST_MINUTE:
        return False  # a decimal: "at 14.75"
    if _TIDE.search(text, max(0, n.start - _LOOK), n.start):
        return True
    return cue == "the" and _SERVICE.match(text, shown.end(), site.end) is not None


def _time(start: int, end: int, minute: int) -> Reading:
    return Reading(start, end, Kind.TIME, NAME, moment=Moment(minute=minute))
