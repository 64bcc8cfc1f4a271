"""Dates, years and decades.

In: a site. Out: a reading of kind ``date`` or ``year`` with its moment, as far as it is written.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import units
from checker.figures import cues
from checker.figures.calendar import MONTH, MONTHS, WEEKDAY, YEAR_CUES, month, weekday
from checker.figures.nouns import is_plural
from checker.figures.numerals import SMALL
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.model import Form, Kind, Moment
from checker.patterns import lazy

NAME = "dates"
FORMS = frozenset((Written.DIGITS, Written.ORDINAL))
_GAP = r"[\s\u00a0]{1,8}"
_DAY_FIRST = lazy(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:{_GAP}day)?(?:{_GAP}of)?[\s\u00a0-]{{1,8}}({MONTH})(?:,?[\s\u00a0-]{{1,8}}(\d{{4}})(?!\d|,\d|\.\d))?"
)
# Most numbers are followed by nothing that could be a month: one look spares two patterns.
_MONTH_NEAR = lazy(r"[^.;:,%]{0,16}?[\s\u00a0-](?=[JFMASOND])")
_ORDINAL_FIRST = lazy(rf"[a-z-]+(?:{_GAP}of){_GAP}({MONTH})(?:,?{_GAP}(\d{{4}})(?!\d|,\d))?")
_DAY_PAIR = lazy(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s?(?:[-–/]|to|and|or)[\s\u00a0]{{0,8}}(\d{{1,2}})(?:st|nd|rd|th)?(?:{_GAP}of)?{_GAP}({MONTH})(?:,?{_GAP}(\d{{4}})(?!\d|,\d))?"
)
_MONTH_BEFORE = lazy(rf"({MONTH}){_GAP}(?:the{_GAP})?$")
_AFTER_MONTH = lazy(
    r"(\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.:]\d|,\d{3})(?:\s?[-–]\s?(\d{1,2})(?:st|nd|rd|th)?(?!\d)|\s(?:and|to|through)\s(\d{1,2})(?=[.,;:)]|$))?(?:,?[\s\u00a0]{1,8}(\d{4})(?!\d|,\d|\.\d))?"
)
_TWO_DIGITS, _LAST_DAY = 2, 31
_ON_DAYS = (("on",), ("until",), ("dated",), ("since",), ("of",))
_NO_DAY_END = lazy(
    r"\s*(?:[,.;:)]|$)|\s+(?:in|at|and|to|when|after|for|with|by|was|were|as|said)\b"
)
_BETWEEN_DAYS = (("to",), ("and",), ("through",), ("or",))
_FIRST_DAY = lazy(
    rf"(?:\b(?P<cue>[Ff]rom|[Bb]etween)\s)?(?P<month>{MONTH}){_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:\s?[-–]\s?|\s(?P<word>to|and|through|or)\s)$"
)
_DAY_END = lazy(r"[.,;:)]|$|\s(?:in|at|with|when|while|this|next|last)\s")
_ISO = lazy(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMERIC = lazy(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_WEEKDAY_BEFORE = lazy(rf"({WEEKDAY}),?{_GAP}(?:the{_GAP})?$")
_WEEKDAY_AFTER = lazy(rf",?{_GAP}\(({WEEKDAY})\)")
_DECADE = lazy(r"(\d{3}0)['’]?s(?![^\W_])")
_SHORT_DECADE = lazy(r"['’]?(\d0)s(?![^\W_])")
_CODE_BEFORE = lazy(r"(?<![^\W_])[A-Z]{1,5}[-‑/]$")  # "KX-2023-0417" is a file's number
_YEAR = lazy(r"\d{4}(?![\w%°]|,\d|\.\d)")
_DECADE_ENDS = ("s", "'", "’")
_SEASON = lazy(r"(\d{4})[-–/](\d{2}|\d{4})(?![\d-])")
_UNDER_WAY = lazy(
    r"\s+(?:(?!(?:and|or|but|in|at|on|as|is|was|has|with|by|from|to|when|after|before|under|near)\b)"
    r"[a-z][\w-]*\s+){0,2}?[a-z][\w-]*s(?![\w-])"
)
# "from 2019 levels"
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_OF_A_YEAR = lazy(rf"\s+(?:{cues.pattern('of_a_year')})(?![^\W_])")
_PERSONS_OWN = frozenset(("his", "her", "their", "my", "our", "your"))
_FAR_PAST = Decimal(1500)
_PLAIN_END = lazy(r"\s*(?:[,.;:)](?!\d)|$)")
_NEAR_PAST = Decimal(1900)
_NEAR_FUTURE = Decimal(2100)
_BETWEEN_YEARS = lazy(r"\b\d{4}\s+and\s+$|^\s*and\s+$")
_ORDINARY_PLURALS = lazy(r"\s+(?:people|men|women|children|troops|soldiers|civilians|police)\b")


def read(site: Site) -> Reading | None:
    """The date or year at this site."""
    n = site.numeral
    if n.form == Written.ORDINAL:
        return _spelled_day(site) or _digit_day(site) or _no_day(site)
    if n.form != Written.DIGITS or n.scale != 1:
        return None
    head = site.text[n.start : n.start + 1]
    if not head.isdigit():
        return None
    return _full_numeric(site) or _digit_day(site) or _no_day(site) or _year(site)


def _date(start: int, end: int, moment: Moment) -> Reading:
    return Reading(start, end, Kind.DATE, NAME, moment=moment)


def _with_weekday(site: Site, start: int, end: int, moment: Moment) -> Reading:
    """Widen a date by the weekday written before or behind it."""
    from dataclasses import replace

    before = _WEEKDAY_BEFORE.search(site.text, max(site.floor, start - 16), start)
    if before:
        return _date(before.start(), end, replace(moment, weekday=weekday(before[1])))
    after = _WEEKDAY_AFTER.match(site.text, end, min(site.end, end + 16))
    if after:
        return _date(start, after.end(), replace(moment, weekday=weekday(after[1])))
    return _date(start, end, moment)


def _full_numeric(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if text[n.end : n.end + 1] not in ("-", "/", ".") and "." not in text[n.start : n.end]:
        return None
    if iso := _ISO.match(text, n.start, site.end):
        year, mon, day = int(iso[1]), int(iso[2]), int(iso[3])
        if 1 <= mon <= 12 and 1 <= day <= 31:
            return _date(n.start, iso.end(), Moment(year=year, month=mon, day=day))
    if numeric := _NUMERIC.match(text, n.start, site.end):
        first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        if not (1 <= first <= 31 and 1 <= second <= 31 and (first <= 12 or second <= 12)):
            return None
        if numeric[2] == "." and len(numeric[4]) == 2:
            return None
        if len(numeric[4]) == len("2025") and not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None  # a version: "2.30.9000"
        year += 2000 if year < 50 else 1900 if year < 100 else 0
        # Day and month are told apart only where one of them cannot be a month.
        if first > 12:
            return _date(n.start, numeric.end(), Moment(year=year, month=second, day=first))
        if second > 12:
            return _date(n.start, numeric.end(), Moment(year=year, month=first, day=second))
        return _date(n.start, numeric.end(), Moment(year=year))
    return None


def _spelled_day(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    match = _ORDINAL_FIRST.match(text, n.start, site.end)
    if match and match.end() > n.end and n.value <= 31:
        year = int(match[2]) if match[2] else None
        moment = Moment(year=year, month=month(match[1]), day=int(n.value))
        return _with_weekday(site, n.start, match.end(), moment)
    return None


def _digit_day(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    wide = n.end - n.start
    if n.form == Written.DIGITS and (wide == 3 or wide > 4):
        return None
    day = n.value <= 31
    if not day and (wide < 4 or n.form != Written.DIGITS):
        return None
    if day and _MONTH_NEAR.match(text, n.end, site.end):
        match = _DAY_FIRST.match(text, n.start, site.end)
        if match and not _ends_a_stretch(site, match):
            year = int(match[3]) if match[3] else None
            moment = Moment(year=year, month=month(match[2]), day=int(match[1]))
            return _with_weekday(site, n.start, match.end(), moment)
        if pair := _DAY_PAIR.match(text, n.start, site.end):
            year = int(pair[4]) if pair[4] else None
            if int(pair[1]) < int(pair[2]) <= 31:
                # "4 to 28 June": the second day is read with its month, as a figure of its own
                return _date(n.start, n.end, Moment(year, month(pair[3]), int(pair[1])))
            return _date(n.start, pair.end(), Moment(year=year, month=month(pair[3])))
    if day and (second := _second_day(site)):
        return second
    near = site.words[0].rstrip(".") if site.words else ""
    if near not in MONTHS and near != "the" and not site.before.endswith(". "):
        return None
    named = _MONTH_BEFORE.search(site.text, max(site.floor, n.start - 18), n.start)
    if not named:
        return None
    if not day:
        if _YEAR.match(text, n.start, site.end):
            return _date(named.start(), n.end, Moment(year=int(n.value), month=month(named[1])))
        return None
    found = _AFTER_MONTH.match(text, n.start, site.end)
    if not found or n.value == 0:
        return None
    year = int(found[4]) if found[4] else None
    several = found[2] or found[3]
    moment = Moment(year=year, month=month(named[1]), day=int(found[1]))
    end = n.end if several and int(found[1]) < int(several) <= 31 else found.end()
    return _with_weekday(site, named.start(), end, moment)


def _no_day(site: Site) -> Reading | None:
    """ "On 45 March", "41 June 2021": the day of a date that no calendar has."""
    n, text = site.numeral, site.text
    ordinal = n.form == Written.ORDINAL  # "the 32nd of May"
    wide = _TWO_DIGITS + len("nd") * ordinal
    if n.end - n.start != wide or n.step != 1 or n.value <= _LAST_DAY:
        return None
    if not _MONTH_NEAR.match(text, n.end, site.end):
        return None
    match = _DAY_FIRST.match(text, n.start, site.end)
    cued = site.words[:1] in _ON_DAYS or (ordinal and site.words[:1] == ("the",))
    if match is None:
        return None
    told = ordinal and text[match.end() : match.end() + 1] not in ("'", "’")
    if not (match[3] or (cued and (told or _NO_DAY_END.match(text, match.end(), site.end)))):
        return None
    year = int(match[3]) if match[3] else None
    return _date(n.start, match.end(), Moment(year, month(match[2]), int(match[1])))


def _ends_a_stretch(site: Site, match: re.Match[str]) -> bool:
    """The 31 of "Jan 31 - Feb 2" belongs to the month before it."""
    start = site.numeral.start
    if "-" not in site.text[start : match.start(2)]:
        return False
    return _MONTH_BEFORE.search(site.text, max(site.floor, start - 18), start) is not None


def _second_day(site: Site) -> Reading | None:
    """The 28 of "June 4-28" and "from June 4 to 28"."""
    n, text = site.numeral, site.text
    last = site.before[-1:]
    if last not in ("-", "–") and site.words[:1] not in _BETWEEN_DAYS:
        return None
    first = _FIRST_DAY.search(text, max(0, n.start - 40), n.start)
    day = _AFTER_MONTH.match(text, n.start, site.end) if first else None
    if first is None or day is None or not int(first["day"]) < n.value:
        return None
    if first["word"] and not first["cue"] and not _DAY_END.match(text, day.end(), site.end):
        return None
    year = int(day[4]) if day[4] else None
    return _date(n.start, day.end(), Moment(year, month(first["month"]), int(n.value)))


def _year(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    if n.end - n.start < 4:
        if (
            text[n.end : n.end + 1] in _DECADE_ENDS
            and (short := _SHORT_DECADE.match(text, n.start, site.end))
            and (
                text[n.start - 1 : n.start] in ("'", "’")
                or (site.words and site.words[0] in ("the", "early", "late", "mid", "mid-"))
            )
            and not set(site.words[:2]) & _PERSONS_OWN
        ):
            low = Decimal(1900 + int(short[1]))
            return Reading(n.start, short.end(), Kind.YEAR, NAME, low, low + 9, form=Form.RANGE)
        return None
    if n.end - n.start != 4 or _CODE_BEFORE.search(site.before):
        return None
    if decade := _DECADE.match(text, n.start, site.end):
        low = Decimal(decade[1])
        span = 99 if low % 100 == 0 else 9
        return Reading(n.start, decade.end(), Kind.YEAR, NAME, low, low + span, form=Form.RANGE)
    if season := _SEASON.match(text, n.start, site.end):
        first = int(season[1])
        second = int(season[2])
        second += first // 100 * 100 if second < 100 else 0
        if 1500 <= first <= 2100 and 0 < second - first < 200:
            low, high = Decimal(first), Decimal(second)
            return Reading(n.start, season.end(), Kind.YEAR, NAME, low, high, form=Form.RANGE)
    if not _YEAR.match(text, n.start, site.end) or not 1000 <= n.value < _NEAR_FUTURE + 100:
        return None
    return _bare_year(site)


def _bare_year(site: Site) -> Reading | None:
    """A four-digit number is a year unless something is counted with it."""
    n = site.numeral
    cue = site.words[0] if site.words else ""
    if cue in ("between", "and") and _counted_between(site):
        return None
    if cue == "to" and _is_end_of_years(site):
        return Reading(
            n.start, n.end, Kind.YEAR, NAME, n.value, n.value, moment=Moment(year=int(n.value))
        )
    if (
        cue in ("between", "and")
        and n.value >= 1000
        and (cue == "between" or _BETWEEN_YEARS.search(site.before))
    ):
        return Reading(
            n.start, n.end, Kind.YEAR, NAME, n.value, n.value, moment=Moment(year=int(n.value))
        )
    if _FAR_PAST <= n.value < _NEAR_PAST and _is_told_as_year(site):
        return Reading(
            n.start, n.end, Kind.YEAR, NAME, n.value, n.value, moment=Moment(year=int(n.value))
        )
    labelled = cue.endswith(":") and _PLAIN_END.match(site.text, n.end, site.end)
    if labelled and _FAR_PAST <= n.value < _NEAR_PAST:
        return Reading(
            n.start, n.end, Kind.YEAR, NAME, n.value, n.value, moment=Moment(year=int(n.value))
        )
    cued = cue in YEAR_CUES or site.before.endswith(("(", "-", "–", "©", "/", "’", "'"))
    likely = _NEAR_PAST <= n.value < _NEAR_FUTURE
    if not likely and not (
        cued
        and n.value >= 1000
        and cue
        in (
            "in",
            "since",
            "by",
            "until",
            "of",
            "from",
            "circa",
            "(",
            "around",
            "before",
            "after",
            "year",
            "to",
            "and",
            "early",
            "late",
        )
    ):
        return None
    if likely and n.value % 100 and _OF_A_YEAR.match(site.text, n.end, site.end):
        return Reading(
            n.start, n.end, Kind.YEAR, NAME, n.value, n.value, moment=Moment(year=int(n.value))
        )
    counted = _is_counted(site)
    if counted and cue not in (
        "in",
        "since",
        "by",
        "until",
        "the",
        "during",
        "of",
        "after",
        "before",
        "for",
        "early",
        "late",
        "mid",
    ):
        return None
    if not likely and counted:
        return None
    if _ORDINARY_PLURALS.match(site.text, n.end, site.end) and cue not in (
        "in",
        "since",
        "by",
        "until",
        "during",
        "before",
        "after",
    ):
        return None
    return Reading(
        n.start, n.end, Kind.YEAR, NAME, n.value, n.value, moment=Moment(year=int(n.value))
    )


def _is_counted(site: Site) -> bool:
    """Whether a plural stands behind the number: "2026 new homes", but "2026 has brought"."""
    end = site.numeral.end
    following = site.after.split()[:1]
    if following and (following[0].lower() in SMALL or following[0] in ("until", "till")):
        return False  # "from 2012 three times that", "from 1214 until bombs fell"
    plural = _UNDER_WAY.match(site.text, end, min(site.end, end + REACH_NOUN))
    return plural is not None and is_plural(plural[0].split()[-1])


def _is_told_as_year(site: Site) -> bool:
    """ "In its best year, 1839, it paid"."""
    told = any(word.rstrip(",") == "year" for word in site.words)
    return told and _PLAIN_END.match(site.text, site.numeral.end, site.end) is not None


REACH_NOUN = 40
_FROM_A_YEAR = lazy(r"\bfrom\s+(?:1[89]|20)\d\d\s+to\s+$")
_PLURAL_BEHIND = lazy(r"\s+[^\W\d_]+s\b")


def _is_end_of_years(site: Site) -> bool:
    """Whether a number is likely to be the end of some years, and no plural stands behind it: "from
    1988 to 2026 make hers the longest", not "from 1900 to 2000 members"."""
    n, text = site.numeral, site.text
    if not _NEAR_PAST <= n.value < _NEAR_FUTURE:
        return False
    led = _FROM_A_YEAR.search(text[max(0, n.start - 24) : n.start])
    return led is not None and _PLURAL_BEHIND.match(text, n.end, site.end) is None


_PARTNER_BEHIND = lazy(r"\s+and\s+(\d[\d,]{2,8})(?![\d.])")
_PARTNER_BEFORE = lazy(r"(\d[\d,]{1,8})\s+and\s+$")


def _counted_between(site: Site) -> bool:
    """ "between 1500 and 2000 people": of two numbers one is no likely year, and something is
    counted or measured with them."""
    n, text = site.numeral, site.text
    partner = _PARTNER_BEHIND.match(text, n.end, site.end)
    end = partner.end() if partner else n.end
    partner = partner or _PARTNER_BEFORE.search(text[max(0, n.start - 16) : n.start])
    if partner is None:
        return False
    both = (n.value, Decimal(partner[1].replace(",", "")))
    if all(_NEAR_PAST <= value < _NEAR_FUTURE for value in both):
        return False
    if any(value % 50 for value in both) and min(both) >= 1000:
        return False  # "between 1815 and 1848": what is counted in thousands is round
    if _UNDER_WAY.match(text, end, min(site.end, end + REACH_NOUN)):
        return True
    unit = units.match(text, end + 1, site.end) if text[end : end + 1].isspace() else None
    return unit is not None and not unit.loose
