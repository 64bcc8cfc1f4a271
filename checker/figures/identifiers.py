"""Numbers that are names: "T-72", "Flight 370", "S&P 500", "Route 66", phone numbers, versions.

In: a site. Out: a reading of kind ``identifier``, which no one compares.
"""

from __future__ import annotations

import re

from checker import units
from checker.figures import cues, ordering
from checker.figures.calendar import MONTH, WEEKDAY
from checker.figures.nouns import counted
from checker.figures.numerals import Form as Written
from checker.figures.ordering import ANY, CAPITAL
from checker.figures.reading import REACH, Reading, Site
from checker.lexicon import load
from checker.model import Kind
from checker.patterns import lazy

NAME = "identifiers"
FORMS = frozenset((Written.DIGITS, Written.WORDS, Written.FRACTION))
_LEXICON = load("identifiers")
_EMERGENCY: frozenset[str] = frozenset(_LEXICON["emergency"])
_GLUED: frozenset[str] = frozenset(_LEXICON["glued"])
_WHOLE: frozenset[str] = frozenset(_LEXICON["whole"])
_STREETS = "|".join(sorted((re.escape(s) for s in _LEXICON["streets"]), key=len, reverse=True))

_WHOLE_RE = lazy("|".join(sorted(map(re.escape, _WHOLE), key=len, reverse=True)) + r"(?![\w])")
_DOTTED = lazy(r"\d+(?:\.\d+){2,}(?![\w])")
_PHONE = lazy(
    r"(?:(?<=\+)\d{1,3}[ .-]|1[.-])?(?:\(?\d{2,5}\)?[ .-]){1,4}\d{3,6}(?:[ -]\d{3,4})?"
    r"(?![\w.,%-]{0,20}\d)"
)
_FORMATION = lazy(r"\d{1,3}(?:-\d{1,3}){2,}(?![\w-])")
_COORDINATE = lazy(
    r"\d{1,3}(?:\.\d+)?\s?°(?:\s?\d{1,2}(?:\.\d+)?\s?['′’])?(?:\s?\d{1,2}(?:\.\d+)?\s?[\"″”])?\s?[NSEWnsew](?![^\W_])"
)
_COORDINATE_WORD = lazy(
    r"\b(?:latitude|longitude|lat\.?|long\.?|lon\.?)\s+(?:of\s+)?[-−]?$", re.IGNORECASE
)
_STREET = lazy(rf"[A-Za-z]?\s+(?:[^\W\d_a-z][\w'’.-]*\s+){{1,3}}(?i:{_STREETS})(?![^\W_])")
_HOUSES = frozenset("ABCDEFab")
_ANGLES = ("lat", "lon", "of")
_LIST_MARK = lazy(r"[.)]\s")
_GLUED_BEFORE = lazy(r"([^\W_][\w&./’'+]*)([-‑/_]?)$")
_TAIL = lazy(r"-?[A-Za-z][\w-]*")
_GROUPS = lazy(r"(?:-\d+)*(?:-[\dX])?(?![\w])")
_ACCOUNT = lazy(r"\([a-z]\)(?![\w])")
_THE_ONE = lazy(r"\s+(?:is|was|has|crew|pilot|jet)\b")
_PLAIN_AFTER = lazy(rf"\s*(?:[,.;:!?)\]’'\"”—–]|$|\s(?:{cues.pattern('after_name')})\b)")
_CAPITAL_BEFORE = lazy(r"(?<![.!?:]\s)(?<!^)(?:[^\W\d_a-z][\w&'’-]*)[\s\u00a0]$")
_SLASH_TAIL = lazy(r"/\d+(?:/\d+)*(?![\w])")
# "03:00 (GMT+2)"
_ZONE_BEFORE = lazy(r"(?<![^\W_])(?:GMT|UTC)\s?[+\-−–±]$")
_SCORE_TAIL = lazy(r"[-–]\d{1,3}(?![\w-]|[.,]\d)")


def read(site: Site) -> Reading | None:
    """The identifier at this site."""
    n, text = site.numeral, site.text
    if n.form == Written.WORDS:
        if text[n.start].isupper() and (name := capital_word(site)):
            return name
        return _named(site) if n.value <= 200 and n.scale == 1 else None
    if n.form not in (Written.DIGITS, Written.FRACTION):
        return None
    last = site.before[-1:]
    if last and last in "+-−–±" and (zone := _ZONE_BEFORE.search(site.before)):
        return _name(n.start - len(zone[0]), n.end)
    if last and (last.isalnum() or last in "-‑_/#@№&"):
        glued = _glued(site, last)
        if glued is not None:
            return glued
    if _is_dialled(site):
        return _name(n.start, n.end)
    return _by_shape(site, last) or _by_place(site) or _named(site)


def _by_shape(site: Site, last: str) -> Reading | None:
    """A number whose own form says that it is a name: a telephone number, a version, "24/7"."""
    n, text = site.numeral, site.text
    nxt = text[n.end : n.end + 1]
    # The groups of a telephone number follow one another at once.
    grouped = nxt in "-. )" and not site.after[1:2].isalpha()
    if last == "(" or grouped or text[n.start - 1 : n.start] == "+":
        phone = _PHONE.match(text, n.start, site.end)
        if phone and _enough_digits(phone[0], site) and not _measured(site, phone):
            return _name(n.start, phone.end())
    if nxt == "-" and (formation := _FORMATION.match(text, n.start, site.end)):
        return _name(n.start, formation.end())
    if nxt == "." and (dotted := _DOTTED.match(text, n.start, site.end)):
        return _name(n.start, dotted.end())
    if nxt in "/-xF" or n.form == Written.FRACTION:
        whole = _WHOLE_RE.match(text, n.start, site.end)
        if whole:
            return _name(n.start, whole.end())
    if nxt == "/" and (slash := _SLASH_TAIL.match(text, n.end, site.end)):
        return _name(n.start, slash.end())
    padded = text[n.start] == "0" and text[n.start + 1 : n.end].isdigit()
    if padded and not _CLOCK.match(text, n.start, site.end):
        return _name(n.start, _tail_end(site))
    return None


def _by_place(site: Site) -> Reading | None:
    """A number that says where: list marks, latitudes, house numbers."""
    n, text = site.numeral, site.text
    nxt = text[n.end : n.end + 1]
    if nxt == "." and n.start == site.floor and n.value < 100:
        return _name(n.start, n.end) if _LIST_MARK.match(text, n.end, site.end) else None
    if "°" in site.after[:2] and (spot := _COORDINATE.match(text, n.start, site.end)):
        return _name(n.start, spot.end())
    near = site.words[0] if site.words else ""
    angular = near.startswith(_ANGLES) and n.value <= 180
    if angular and (angle := _COORDINATE_WORD.search(site.before)):
        # No latitude passes 90 degrees: such a one is left to be read as an angle.
        return _name(n.start, n.end) if n.value <= 90 or "lat" not in angle[0].lower() else None
    named = site.after[1:2].isupper() if nxt == " " else nxt in _HOUSES
    if named and n.scale == 1 and n.end - n.start <= 5:
        street = _STREET.match(text, n.end, site.end)
        if street and street[0].lstrip()[:1].isupper():
            return _name(n.start, n.end)
    return None


_CLOCK = lazy(r"[012]?\d:?[0-5]\d(?:\s?[A-Za-z]{2,5}\b|(?<=:\d\d))")


def _name(start: int, end: int) -> Reading:
    return Reading(start, end, Kind.IDENTIFIER, NAME)


_THREE_TO_FOUR = lazy(r"[1-9]\d\d-\d{4}")
_WORDS_OF_PHONES = lazy(
    r"\s+(?:and|or|for|to|on|at|in|if|between|before|by|with|is|was|now|today|any|a|the|from)\b"
)


def _measured(site: Site, phone: re.Match[str]) -> bool:
    """ "300-3000 geese" is a range, "555-0123" a telephone."""
    if not _THREE_TO_FOUR.fullmatch(phone[0]):
        return False
    low, high = phone[0].split("-")
    if high[0] == "0" or int(low) >= int(high):
        return False
    behind = site.text[phone.end() : phone.end() + 2].lstrip()[:1]
    if not (behind.islower() or (behind and behind in "%°€£$")):
        return False
    return _WORDS_OF_PHONES.match(site.text, phone.end(), site.end) is None


def _enough_digits(written: str, site: Site) -> bool:
    digits = sum(c.isdigit() for c in written)
    if digits < 7 or digits > 16:
        return False
    lead = site.before.rstrip()[-1:]
    groups = re.findall(r"\d+", written)
    # "12 300 450" is a number; a telephone number starts with 0 or + or has unequal groups.
    grouped = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
    return (
        lead in ("+", "(")
        or written[0] == "0"
        or written[0] == "("
        or (not grouped and "-" in written)
    )


def _glued(site: Site, last: str) -> Reading | None:
    """A number that is written together with what stands before it."""
    n = site.numeral
    if last in "#№":
        return _name(n.start - 1, _tail_end(site))
    match = _GLUED_BEFORE.search(site.before)
    if match is None:
        return None
    word, joint = match[1], match[2]
    start = n.start - len(match[0])
    if not joint:
        # A sign in letters ("RM79") has been tried as money before.
        return _name(start, _tail_end(site))
    lowered = word.lower()
    if joint in ("/", "_"):
        return _name(start, _tail_end(site)) if not word[-1].isdigit() else None
    if word[0].isdigit():
        return None
    if word.isupper():
        return _name(start, _tail_end(site))  # "its first AT-90", "the A-9"
    if lowered in _GLUED or (lowered.rsplit("-", 1)[-1] in _GLUED and word.islower()):
        return None
    if lowered in ("magnitude", "category", "under", "over", "plus"):
        return None
    return _name(start, _tail_end(site))


def _tail_end(site: Site) -> int:
    groups = _GROUPS.match(site.text, site.numeral.end, site.end)
    if groups and groups.end() > site.numeral.end:
        return groups.end()
    tail = _TAIL.match(site.text, site.numeral.end, site.end)
    return tail.end() if tail and not tail[0].startswith("-") else site.numeral.end


def _named(site: Site) -> Reading | None:
    """A number that a noun before it turns into a name."""
    n, words = site.numeral, site.words
    if not words or site.before[-1:] not in (" ", "\u00a0", "\n", "-") or n.scale != 1:
        return None
    if _SHARE_BEHIND.match(site.text, n.end, site.end):
        return None  # "the Nasdaq 0.6 per cent"
    raw = site.before.rsplit(None, 1)[-1].rstrip()
    bare = raw.lstrip("(“\"'‘[")
    if words[0] in ANY and _is_name_word(site, words[0], bare):
        return _name(n.start, _tail_end(site))
    if (words[0] in ordering.LINKS or words[0].endswith("s")) and ordering.is_one_of_several(site):
        return _name(n.start, n.end)
    if words[0] in ordering.ORDERED and bare == words[0] and ordering.is_in_order(site):
        return _name(n.start, n.end)
    if bare.rstrip("’'s") in CAPITAL or bare in CAPITAL:
        if n.form == Written.DIGITS and "," in site.text[n.start : n.end]:
            return None
        return _name(n.start, _tail_end(site))
    return None


def _is_dialled(site: Site) -> bool:
    """ "call 999 or 101", "a 911 operator": a number that everyone knows, and nothing counted."""
    n, text = site.numeral, site.text
    if text[n.start : n.end] not in _EMERGENCY:
        return False
    if _OPERATOR.match(text, n.end, site.end):
        return site.words[:1] in _ARTICLES
    return (
        _DIALLED.search(text, max(0, n.start - REACH), n.start) is not None
        and counted(text, n.end, site.end) is None
    )


_ARTICLES = (("a",), ("an",), ("the",))
_OPERATOR = lazy(rf"[\s-](?:{cues.pattern('operator')})(?![^\W_])")
_DIALLED = lazy(
    rf"\b(?:{cues.pattern('dialled')})\s+(?:(?:to|on)\s+)?(?:[\d()-]{{3,}}(?:,\s+|\s+(?:or|and)\s+))*$",
    re.IGNORECASE,
)
_SHARE_BEHIND = lazy(r"\s?(?:%|(?:per\s?cent|pct|pc|points?)(?![^\W_]))")
# Ordinary words too: as names they want a number in digits, straight behind them.
_WEAK = frozenset(
    (
        "number",
        "figure",
        "table",
        "box",
        "ticket",
        "world",
        "type",
        "phase",
        "rule",
        "bus",
        "tram",
        "exit",
        "gate",
        "lot",
        "formula",
        "grade",
        "reference",
        "part",
        "volume",
        "resolution",
        "no",
        "terminal",
        "platform",
        "room",
        "mark",
        "decree",
        "article",
        "item",
        "code",
        "agent",
        "windows",
        "playoff",
        "verse",
        "pin",
        "pages",
        "chapters",
        "articles",
        "sections",
        "extension",
        "pier",
        "dock",
        "berth",
        "section",
        "highway",
        "route",
        "flight",
    )
)


def _verb_number(site: Site) -> bool:
    """ "the dead number 331": the verb, behind a plural."""
    if len(site.words) > 1 and site.words[1].endswith((",", ")")):
        return True  # "students, defined so, number 702"
    if len(site.words) < 2 or site.words[1] in ("is", "was", "has", "as", "his", "its", "this"):
        return False
    return site.words[1].endswith("s") and site.before.split()[-1][:1] == "n"


def _is_measured(site: Site) -> bool:
    found = units.match(site.text, site.numeral.end + 1, site.end)
    return found is not None and not found.loose


# Of those these are names with a number in words too.
_SPELLED = frozenset(("phase", "article", "chapter", "section", "grade", "type", "volume", "part"))
# "The belt was number four."
_NUMBERED = lazy(
    r"(?:\b(?:is|was|at|became|to|as|ranked|from|remains|world|then|current|former)|[^\W\d_a-z][^\W\d_]+[^\W\d_s])"
    r"\s+number\s+$"
)


def _ends(site: Site) -> bool:
    end = site.numeral.end
    return counted(site.text, end, site.end) is None


def _is_name_word(site: Site, word: str, raw: str) -> bool:
    if word in ("no", "no.", "nos", "nos."):
        return raw.endswith(".") or (raw[0] == "N" and site.numeral.form == Written.DIGITS)
    if word in _WEAK:
        n = site.numeral
        if site.after[:1] == " " and _is_measured(site):
            return False  # "a section 30 metres long"
        if (
            n.form == Written.WORDS
            and not raw[:1].isupper()
            and word not in _SPELLED
            and not (word == "number" and _NUMBERED.search(site.before) and _ends(site))
        ):
            return False
        if "," in site.text[n.start : n.end]:
            return False
        if word == "number" and _verb_number(site):
            return False
        if word == "number" and len(site.words) > 1 and site.words[1] in ("the", "a", "total"):
            return raw[:1].isupper() or (
                site.text[n.end : n.end + 1] in (" ", ",", ".")
                and not site.after.strip()[:1].isdigit()
                and site.words[1] == "the"
            )
    return True


def trailing(site: Site) -> Reading | None:
    """The last resort for a number in digits that letters follow with no unit in them: "5G"."""
    n = site.numeral
    if account := _ACCOUNT.match(site.text, n.end, site.end):
        return _name(n.start, account.end())
    tail = _TAIL.match(site.text, n.end, site.end)
    if tail is None or n.form != Written.DIGITS:
        return None
    if tail[0].startswith("-"):
        first = tail[0][1:2]
        return _name(n.start, tail.end()) if first.isupper() and len(tail[0]) > 2 else None
    return _name(n.start, tail.end())


def capitalised(site: Site) -> Reading | None:
    """A small bare number behind a capitalised word inside a sentence: "the Falcon 9", where
    nothing is counted by it."""
    n = site.numeral
    if (
        n.form != Written.DIGITS
        or n.scale != 1
        or "," in site.text[n.start : n.end]
        or "." in site.text[n.start : n.end]
    ):
        return None
    if (
        n.end - n.start == 3
        and site.words
        and site.words[0] == "the"
        and _THE_ONE.match(site.text, n.end, site.end)
    ):
        return _name(n.start, n.end)
    if _SCORE_TAIL.match(site.text, n.end, site.end):
        return None  # "beat Chelsea 2-0"
    if n.end - n.start == 1 and _BEGINS_SENTENCE.search(site.before) and in_sentence_case(site):
        # "Kestrel 2 can lift": newspapers spell out what they count with one digit
        return _name(n.start, n.end) if _NAME_ENDS.match(site.text, n.end, site.end) else None
    named = _CAPITAL_BEFORE.search(site.before)
    if n.end - n.start > 4 or named is None or not in_sentence_case(site):
        return None
    if named[0].rstrip().endswith(("'s", "’s")) or _RANGE_BEHIND.match(site.text, n.end, site.end):
        return None  # "to Harris's 226", "gave the Alliance 22 to 26 seats"
    model = n.end - n.start > 2 and site.after.startswith(" (")  # "the Lindqvar 4060 (£389)"
    if n.end - n.start > 1 and not model and not _PLAIN_AFTER.match(site.text, n.end, site.end):
        return None
    if (
        _CALENDAR.match(named[0])
        or named[0].strip().lower() in _GLUED
        or _is_in_a_list(site, named[0])
    ):
        return None
    return _name(n.start, n.end)


_RANGE_BEHIND = lazy(r"\s(?:to|or)\s\d")
_BEGINS_SENTENCE = lazy(r"(?:^|[.!?:]\s)[^\W\d_a-z][\w’'-]*\s$")
_NAME_ENDS = lazy(
    r"\s(?:is|was|has|had|can|will|would|could|may|took|left|flew|landed|reached|carried|carries)(?![^\W_])"
)
_REACH = 90
_OWNER = r"(?:the\s)?(?:[^\W\d_][\w'’-]*\s){0,2}?[^\W\d_a-z][\w'’-]*\s"
_NEXT = rf"(?:\s\w[\w'’,-]*){{0,8}}(?:[,;]|,?\sand)\s{_OWNER}"
_OWNERS = lazy(rf"(?<![^\W_])[a-z]{{3,}}\s\d{{1,3}}(?:,\d{{3}})*(?:{_NEXT}\d{{1,3}})*{_NEXT}$")
_ITEM_ENDS = lazy(r"\s*(?:[,;.)]|and\b)")


def _is_in_a_list(site: Site, owner: str) -> bool:
    """ "The hospital has lent 46, the family 38, the Prado 22": who has each number stands before
    it, and the first number is no name ("Apollo 11, Gemini 8"), nor is one owner told twice ("nine
    films, Alien 2, Alien 3")."""
    n = site.numeral
    if not _ITEM_ENDS.match(site.text, n.end, site.end):
        return False
    told = site.text[max(0, n.start - _REACH) : n.start]
    beside = told[: -len(owner)] + site.text[n.end : n.end + _REACH]
    return owner not in beside and _OWNERS.search(told) is not None


def in_sentence_case(site: Site) -> bool:
    """False in a headline that capitalises its words, where a capital says nothing of a name."""
    around = site.text[
        max(site.floor, site.numeral.start - 60) : min(site.end, site.numeral.end + 60)
    ]
    return sum(word not in _IN_TITLES for word in _LOWER_WORD.findall(around)) >= 2


def capital_word(site: Site) -> Reading | None:
    """A number word that is capitalised inside a sentence: "the Six Nations", "Ocean's Eleven"."""
    n, text = site.numeral, site.text
    if n.form != Written.WORDS or not text[n.start].isupper():
        return None
    before = site.before.rstrip("\"“‘'( ")
    inside = bool(before) and before[-1] not in ".!?:;—–\n”" and before[-2:] not in (" -", "--")
    if (text[n.start : n.end].isupper() and n.end - n.start > 1) or not in_sentence_case(site):
        return None
    unit = _CAPITAL_AFTER.match(text, n.end, site.end)
    if inside or (unit is not None and unit[1].lower() in _UNIT_WORDS):
        return _name(n.start, unit.end() if unit else n.end)
    return None


_LOWER_WORD = lazy(r"(?<![^\W_])[a-z]{3,}")
# Words that stay small in headlines that capitalise the rest.
_IN_TITLES = frozenset(
    (
        "the",
        "and",
        "for",
        "with",
        "from",
        "over",
        "after",
        "into",
        "but",
        "nor",
        "near",
        "amid",
        "its",
        "per",
        "via",
    )
)
_CALENDAR = lazy(rf"(?:{MONTH}|{WEEKDAY})\s$")
_CAPITAL_AFTER = lazy(r"[\s-]([^\W\d_a-z][\w’']+)")
_UNIT_WORDS = frozenset(
    ("mile", "inch", "day", "days", "year", "years", "minutes", "foot", "hour", "hours", "degrees")
)
