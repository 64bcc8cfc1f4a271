"""Whose age a bare number is: "Petra Lukes is 33 and drives", "the youngest was 23", "now 71,".

In: a site. Out: whether what stands around the number makes it an age, though neither "aged" nor
"years old" is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from checker.figures import cues
from checker.figures.nouns import counted
from checker.figures.numerals import SMALL, TENS
from checker.figures.reading import Site
from checker.lexicon import load
from checker.patterns import lazy

_REACH = 90
_IRREGULAR = {"men": "man", "children": "child", "wives": "wife"}


def _singular(noun: str) -> str:
    for many, one in _IRREGULAR.items():
        if noun.endswith(many):
            return noun.removesuffix(many) + one
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _any_of(words: set[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# One person, by what she is; not what has as many members or followers as the number says.
_PERSONS = {_singular(str(noun)) for noun in load("persons")["nouns"]}
_PERSONS = (_PERSONS | set(cues.words("roles"))) - set(cues.words("no_role"))
_NO_TRADE = cues.pattern("no_trade")
_PERSON = rf"(?:{_any_of(_PERSONS)}|(?!(?:{_NO_TRADE})\b)[a-z]+(?:{cues.pattern('trade_words')}))"
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_FULL_NAME = rf"{_NAME}(?:\s+(?:{_NAME}|[A-Z]\.|{cues.pattern('name_particles')})){{0,3}}\s+{_NAME}"
_OFTEN = r"(?:\s+(?:only|just|now|still|then|already|barely|about|nearly|almost))?"
_IS = rf"(?:is|was|turned|turns){_OFTEN}"
_UNITS, _TENS = _any_of(set(SMALL)), _any_of(set(TENS))
_NUMBER = rf"(?:\d{{1,3}}|{_UNITS}|(?:{_TENS})(?:-(?:{_UNITS}))?)"
_AGES = rf"(?:{_NUMBER},\s+)*{_NUMBER},?\s+and\s+"

# Nothing is counted or measured behind an age, and the sentence or its clause ends or goes on.
_END = lazy(
    r"\s*(?:[.;:!?)”\"—–]|,(?![\d])|$)(?!\d)"
    rf"|\s+(?!and\s+\d)(?:{cues.pattern('after_age')}|for\s+(?:the|her|his)|and)(?![^\W_])"
)
_VERB = lazy(r"\s+(?:is|was|has|had)(?![^\W_])")
_ON = lazy(r"\s+(?:is|was|has|had|still|can|could|holds|held|became)(?![^\W_])")
_SHE_THEN = lazy(r",\s+s?he(?![^\W_])")
_CLOSED = lazy(r"\s*(?:[.,;:!?)”\"](?!\d)|$)")

_OLDEST = lazy(
    rf"\b(?:oldest|youngest|eldest|elder|older|younger)\b(?!\s+(?:{cues.pattern('no_person')}))"
    rf"[^.;:()]{{0,60}}?\b{_IS}\s+$"
)
_OF_THEM = lazy(
    r"\b(?:oldest|youngest|eldest)(?:\s+of\s+(?:them|whom|these|all))?,?\s+(?:just\s+|only\s+|barely\s+)?$"
)
_NAMED = lazy(
    rf"(?:^|[.;:,!?\"“”]\s*|\n\s*|\b(?:and|but|whose)\s+)(?P<name>{_FULL_NAME})(?:,\s+[^,.;:]{{3,40}},|,)?\s+{_IS}\s+$"
)
_WHO = lazy(rf"\b{_PERSON}(?:,?\s+{_NAME}(?:\s+{_NAME})?,?)?\s+{_IS}\s+$")
_SHE = lazy(rf"\b(?:[Ss]?[Hh]e|who)\s+{_IS}\s+$")
_KNOWN = lazy(rf"{_NAME},\s\d{{1,3}},\s+(?:is|was)\s+$")
_I_AM = lazy(r"(?<![^\W_])(?:I['’]m|(?:I|and)\s+am)(?:\s+(?:only|just|now|already|nearly))?\s+$")
_NOW = lazy(rf"(?:{_PERSON}|{_FULL_NAME}|\b(?:he|she|him|her|who)),\s+now\s+$")
# "Krall, who died on Friday, was 88": what she did stands between her and her age.
_WHO_DID = lazy(rf"{_NAME},\s+who\s+(?:{cues.pattern('lived')})\b[^.;:()]{{0,60}},\s+{_IS}\s+$")
# "Aoife Brannigan, who at 39 has five titles"
_WHO_AT = lazy(rf"{_NAME},?\s+who\s+at\s+$")
# "At 39, she has five titles"
_AT_HEAD = lazy(r"(?:^|[.!?\"“”]\s*)At\s+$")
_OF = lazy(rf"\b[Aa]n?\s+(?:[a-z-]+\s+)?{_PERSON}\s+of\s+$")
_AT = lazy(
    rf"\b(?:{cues.pattern('becomes')})\s+(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){{0,3}}?{_PERSON}"
    r"(?:\s+in\s+(?:[^\W\d_]+\s+)?\d{4})?\s+at\s+$"
)
_ELDER_AT = lazy(rf"{_NAME},?\s+at\s+$")
_THE_ELDER = lazy(r",?\s+the\s+(?:elder|eldest|oldest|younger|youngest)(?![^\W_])")
_PENSION = lazy(
    r"\b(?:pensions?|retire\w*)\b[^.;:]{0,60}\b(?:from|at|before|until|after)\s+$", re.IGNORECASE
)
_KIN_LIST = lazy(rf"\b(?:{cues.pattern('kin_plural')}),\s+(?:{_AGES})?(?:{_NUMBER},\s+)*$")
_MORE_AGES = lazy(
    rf"(?:,\s+{_NUMBER})*,?\s+and\s+{_NUMBER}(?![^\W_])(?=\s*(?:[.,;:!?)”\"](?!\d)|$))"
)
_LEAST_OF = 14
_LEAST_AT = 10
# "At 39, Aoife Dannon is"; less may be a time of the day.
_HOURS, _OLDEST_AT = 24, 110
_NAME_NEXT = lazy(rf",\s+(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.?\s|{_FULL_NAME}(?![^\W_]))")
_PENSIONED = range(45, 81)


def is_age(site: Site) -> bool:
    """Whether the number is somebody's age, by who stands before it."""
    n = site.numeral
    if n.value < 1 or n.scale != 1 or n.step != 1:
        return False
    asked = _BY_CUE.get(site.words[0])
    if asked is None and site.before[-2:] != ", " and site.words[0] not in _LISTED:
        return False
    if site.words[0] in _THEM and _is_youngest(site):
        return True
    if asked is None:
        if not (site.before[-2:] == ", " and _is_apposed(site)) and not _is_of_kin(site):
            return False
        return counted(site.text, n.end, site.end) is None
    before = site.text[max(0, n.start - _REACH) : n.start]
    return asked(site, before) and counted(site.text, n.end, site.end) is None


def _by_verb(site: Site, before: str) -> bool:
    if not _END.match(site.text, site.numeral.end, site.end):
        return False
    if any(found.search(before) for found in (_OLDEST, _WHO, _SHE, _KNOWN, _WHO_DID)):
        return True
    named = _NAMED.search(before)
    return named is not None and named["name"].split()[-1] not in _NO_PEOPLE


def _by_turning(site: Site, _before: str) -> bool:
    return _END.match(site.text, site.numeral.end, site.end) is not None


def _by_speaking(site: Site, before: str) -> bool:
    ends = _END.match(site.text, site.numeral.end, site.end)
    return ends is not None and _I_AM.search(before) is not None


def _by_now(site: Site, before: str) -> bool:
    if _NOW.search(before) and _CLOSED.match(site.text, site.numeral.end, site.end):
        return True
    return _by_verb(site, before) or _by_speaking(site, before)


def _by_of(site: Site, before: str) -> bool:
    n = site.numeral
    if n.value < _LEAST_OF or _OF.search(before) is None:
        return False
    ends = _END.match(site.text, n.end, site.end) or _VERB.match(site.text, n.end, site.end)
    return ends is not None


def _by_at(site: Site, before: str) -> bool:
    n = site.numeral
    if _THE_ELDER.match(site.text, n.end, site.end) and _ELDER_AT.search(before):
        return True
    if n.value < _LEAST_AT:
        return False
    if _WHO_AT.search(before) and _ON.match(site.text, n.end, site.end):
        return True
    if _AT_HEAD.search(before):
        if _SHE_THEN.match(site.text, n.end, site.end):
            return True
        if _HOURS < n.value < _OLDEST_AT and _NAME_NEXT.match(site.text, n.end, site.end):
            return True
    if not _END.match(site.text, n.end, site.end):
        return False
    return _AT.search(before) is not None or _by_pension(site, before)


def _by_pension(site: Site, before: str) -> bool:
    n = site.numeral
    return bool(
        n.value in _PENSIONED and _PENSION.search(before) and _END.match(site.text, n.end, site.end)
    )


def _is_youngest(site: Site) -> bool:
    """ "Three boys, the youngest of them 14,"."""
    n = site.numeral
    before = site.text[max(0, n.start - _REACH) : n.start]
    closed = _CLOSED.match(site.text, n.end, site.end) is not None
    return closed and _OF_THEM.search(before) is not None


_LISTED = frozenset(("and", "them", "whom", "these", "all", "youngest", "oldest", "eldest"))
_THEM = frozenset(("them", "whom", "these", "all", "youngest", "oldest", "eldest", "just", "only"))


def _is_of_kin(site: Site) -> bool:
    """Whether the number is in the ages of several: "her daughters, nine and twelve."."""
    n = site.numeral
    if site.after[:1] not in _ITEM_ENDS and not site.after.startswith(" and "):
        return False
    if not _KIN_LIST.search(site.text, max(0, n.start - _REACH), n.start):
        return False
    last = site.words[0] == "and" and _CLOSED.match(site.text, n.end, site.end)
    return bool(last or _MORE_AGES.match(site.text, n.end, site.end))


def _is_apposed(site: Site) -> bool:
    """Whether a number in words is set off behind a name: "his grandson Cian, eight, who"."""
    n = site.numeral
    if not site.text[n.start].isalpha() or site.text[n.end : n.end + 1] != ",":
        return False
    before = site.text[max(0, n.start - _REACH) : n.start]
    whose = _WHO_BEHIND.match(site.text, n.end, site.end)
    return _KIN_NAMED.search(before) is not None or bool(whose and _NAME_BEFORE.search(before))


_WHO_BEHIND = lazy(r",\s+who(?:se|m)?(?![^\W_])")
_NAME_BEFORE = lazy(rf"(?<![^\W_]){_NAME},\s$")
_KIN_NAMED = lazy(rf"\b{_PERSON}\s+{_NAME}(?:\s+{_NAME})?,\s$")
_ITEM_ENDS = frozenset((",", ".", ";", ":", ")", "!", "?", ""))
_NO_PEOPLE = frozenset(cues.words("no_surname"))
_BY_CUE: dict[str, Callable[[Site, str], bool]] = {
    **dict.fromkeys(("is", "was", "only", "just", "still", "barely"), _by_verb),
    **dict.fromkeys(("turned", "turns", "turning"), _by_turning),
    **dict.fromkeys(("am", "i'm", "i’m"), _by_speaking),
    "now": _by_now,
    "of": _by_of,
    "at": _by_at,
    **dict.fromkeys(("from", "before", "until", "after"), _by_pension),
}
CUES = frozenset(_BY_CUE) | _THEM
"""The words that :func:`is_age` asks about, straight before a number; else it looks at lists."""
