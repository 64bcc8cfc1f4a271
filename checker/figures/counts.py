"""Counts, with or without the noun that is counted, and vague ones: "42 civilians", "dozens".

In: a site. Out: a reading of kind ``count`` or ``vague``. This pattern is tried last and takes
whatever the others left, unless the number is a mere word ("no one", "one another").
"""

from __future__ import annotations

import re
from functools import cache

from checker.figures import cues
from checker.figures.nouns import Noun, counted, is_plural, of_what, people_before, people_left_out
from checker.figures.numerals import ORDINALS, SMALL, TENS
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.lexicon import load
from checker.model import Kind, Modifier
from checker.patterns import lazy

NAME = "counts"
FORMS = frozenset((Written.DIGITS, Written.WORDS, Written.VAGUE))
_PRONOUN_BEFORE = frozenset(cues.words("not_one"))
# What may follow "one" where it counts nothing: "one of the best", "one who", "one-off".
_IDIOM_AFTER = lazy(
    rf"\s+(?:of\s+the\s+(?:{cues.pattern('one_of_the')})|of\s+(?:{cues.pattern('one_of')}|[A-Z])"
    rf"|{cues.pattern('one_then')})\b"
    r"|\s*[-–]\s*(?:off|time|sided|way|on-one|stop|size|man band)\b|['’]s\b|[,.;:?!)]",
    re.IGNORECASE,
)


_TO_MORE = lazy(
    rf"\s+(?:(?:to|and)\s+(?:\d|(?:{'|'.join([*SMALL, *TENS])})\b)|or\s+two\b)", re.IGNORECASE
)
_ARE = lazy(
    r"\s+(?:were|are)\s+(?P<first>[a-z][a-z-]+)(?:\s+(?P<second>[a-z]+))?(?=[\s]*(?:[,.;)]|$|and\s|from\s|in\s))"
)
_NO_NOUN: tuple[str | None, int, int] = (None, 0, 0)
_ODD = lazy(r"-(?:odd|plus|some|ish)(?=\s)")  # "60-odd lorries"
_OF_NUMBER = lazy(
    r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|some|about|around|nearly)\s+)*"
    r"(?:(?:[A-Z][\w.-]*\s+)?[^\W\d_][\w.-]*['’]s?\s+)?"
    rf"(?:\d[\d,.]*|{'|'.join([*SMALL, *TENS])})(?=\s)",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = lazy(rf"(?:{'|'.join(ORDINALS)}|\d(?:st|nd|rd|th))\s+$", re.IGNORECASE)


def read(site: Site) -> Reading | None:
    """The count at this site."""
    n, text = site.numeral, site.text
    if n.form == Written.VAGUE:
        return _vague(site)
    if n.form in (Written.ORDINAL, Written.FRACTION):
        return None
    one = n.form == Written.WORDS and n.value == 1 and n.scale == 1
    if one and not _counts_one(site):
        return None
    if (
        n.value == 0
        and n.form == Written.WORDS
        and site.words
        and site.words[0] in ("ground", "net", "near", "absolute", "carbon", "day")
    ):
        return None
    odd = _ODD.match(text, n.end, site.end) if site.after[:1] == "-" else None
    noun = counted(text, odd.end() if odd else n.end, site.end, one=n.value == 1)
    if noun is None:
        noun = _elsewhere(site)
    if one and noun is None and not _begins_range(site):
        return None
    couple = n.form == Written.WORDS and text[n.start : n.end].lower().endswith("couple of")
    word, start, end = noun or _NO_NOUN
    return Reading(
        n.start,
        n.end,
        Kind.COUNT,
        NAME,
        n.value,
        n.value,
        n.step,
        scale=n.scale,
        bare=noun is None,
        modifier=Modifier.ABOUT if couple else Modifier.EXACTLY,
        noun=word,
        noun_start=start,
        noun_end=end,
    )


def _begins_range(site: Site) -> bool:
    """Whether "one" is the lower end of a range: "one to three days", "one or two", "between one
    and three"."""
    found = _TO_MORE.match(site.text, site.numeral.end, site.end)
    return found is not None and ("and" not in found[0].split() or site.words[:1] == ("between",))


def _elsewhere(site: Site) -> Noun | None:
    """What a number counts whose noun does not stand straight behind it."""
    n, text = site.numeral, site.text
    noun, had_of = of_what(text, n.end, site.end)
    if noun is not None:
        return noun
    of_things = site.words[:1] == ("which",)  # "of which 12 were hurt" are no people
    if (not had_of and not of_things and people_left_out(text, n.end, site.end)) or people_before(
        text, site.floor, n.start, n.end, site.end
    ):
        return Noun("people", n.end, n.end)
    return _of_number(site) or _said_to_be(site) or _done(site)


def _done(site: Site) -> Noun | None:
    """The shows of "played 40 shows at the Sphere": a word that may be a verb too, behind what was
    done to so many or behind an article, and with nothing behind it that it could do it to."""
    if not site.words or not (site.words[0] in _DETERMINERS or _is_done(site.words[0])):
        return None
    found = _NOUN_OR_VERB.match(site.text, site.numeral.end, site.end)
    return None if found is None else Noun(found[1].lower(), found.start(1), found.end(1))


def _is_done(word: str) -> bool:
    return word.endswith("ed") or word in _past_forms()


@cache
def _past_forms() -> frozenset[str]:
    return frozenset(form for forms in load("verbs")["irregular"].values() for form in forms)


_DETERMINERS = frozenset(("the", "these", "those", "all", "its", "their", "his", "her"))
_NOUN_OR_VERB = lazy(
    rf"\s+({cues.pattern('noun_or_verb')})"
    rf"(?=\s*(?:[,.;:)]|$)|\s+(?:{cues.pattern('behind_noun')})(?![^\W_]))"
)


def _said_to_be(site: Site) -> Noun | None:
    """The children of "17 were children", "four are foreign students"."""
    said = _ARE.match(site.text, site.numeral.end, site.end)
    if said is None:
        return None
    word = said["second"] or said["first"]
    if (
        said["first"] in SMALL
        or not is_plural(word)
        or (said["second"] and said["first"].endswith(("ed", "ing")))
    ):
        return None
    return Noun(word, said.end() - len(word), said.end())


def _of_number(site: Site) -> Noun | None:
    """The drones of "38 of 47 drones", "12 out of the 19 seats"."""
    of = _OF_NUMBER.match(site.text, site.numeral.end, site.end)
    noun = counted(site.text, of.end(), site.end) if of else None
    # "than the 9,067,000 of ten years earlier"
    return None if noun is None or noun.word in _TIMES else noun


_TIMES = frozenset(("years", "months", "weeks", "days", "decades", "centuries"))


def _counts_one(site: Site) -> bool:
    """ "one" counts when a noun follows ("one soldier died"), not as a pronoun."""
    n = site.numeral
    if site.words and (site.words[0] in _PRONOUN_BEFORE or site.before[-1:] in "-‑"):
        return site.words[0] in _BEFORE_RANGE and _begins_range(site)  # "on one to four nights"
    # An ordinal before it is a figure of its own: "the third one".
    if not site.before.strip() and _ORDINAL_BEFORE.search(site.text, max(0, n.start - 16), n.start):
        return False
    return _IDIOM_AFTER.match(site.text, n.end, site.end) is None


_BEFORE_RANGE = frozenset(("on", "is", "was", "be", "as"))


def _vague(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    word = text[n.start : n.end].lower()
    if word == "scores" and not lazy(
        r"\s+(?:of|were|more|have|are|people|killed|dead|injured)\b"
    ).match(text, n.end, site.end):
        return None
    if (
        word in ("several", "many", "numerous", "countless")
        and site.words
        and site.words[0] in ("as", "so", "too", "how", "not", "very", "the", "that")
    ):
        return None
    noun, had_of = of_what(text, n.end, site.end)
    if noun is None and not had_of:
        noun = counted(text, n.end, site.end)
    if noun is None and word == "many":
        return None
    reading = Reading(n.start, n.end, Kind.VAGUE, NAME, n.value, n.high, n.step)
    if noun is None and people_left_out(text, n.end, site.end):
        return reading._replace(noun="people", noun_start=n.end, noun_end=n.end)
    return _named(reading, noun)


def _named(reading: Reading, noun: Noun | None) -> Reading:
    if noun is None:
        return reading
    return reading._replace(noun=noun.word, noun_start=noun.start, noun_end=noun.end, bare=False)
