"""What a number counts: the head noun behind it.

In: a text and where the number ends. Out: the noun and its span, or ``None``. There is no grammar
of English here: the head is the last plural of the run of words behind the number, before anything
that cannot stand inside a noun phrase.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.figures import cues
from checker.figures.numerals import SMALL, TENS
from checker.lexicon import load
from checker.patterns import lazy

_LEXICON = load("nouns")
PLURALS: frozenset[str] = frozenset(_LEXICON["plurals"])
NOT_PLURALS: frozenset[str] = frozenset(_LEXICON["not_plurals"])
SINGULARS: frozenset[str] = frozenset(_LEXICON["singulars"])
COMPOUNDING: frozenset[str] = frozenset(_LEXICON["compounding"])
PERSON_VERBS: frozenset[str] = frozenset(_LEXICON["person_verbs"])
LINKING: frozenset[str] = frozenset(_LEXICON["linking"])
SIMPLE_PAST: frozenset[str] = frozenset(_LEXICON["simple_past"])
SIZES: frozenset[str] = frozenset(_LEXICON["sizes"])
_VERB_ENDS = tuple(f" {word}" for word in _LEXICON["particles"])
STOPS: frozenset[str] = frozenset(map(str, _LEXICON["stops"]))

# How many words a noun phrase may have before its head.
_LONGEST = 7
_TOKEN = lazy(
    r"(?P<gap>\s+|-)(?P<word>[^\W\d_][\w’'&.-]*[^\W_]|[^\W\d_])"
    r"|(?P<comma>,\s+)(?P<next>[a-z][a-z-]+)"
)
_MORE = lazy(r"\s+(?:more|fewer)(?=\s)", re.IGNORECASE)
_AND_ADJECTIVE = lazy(r"\s+([^\W\d_][\w-]*)\s+[^\W\d_]+s(?![\w])")
_OF = lazy(
    r"\s+of\s+(?:(?:the|its|their|his|her|our|all|these|those|them|us|your|my|such)"
    r"(?:\s+|(?=[.,;]|$)))*",
    re.IGNORECASE,
)
_SPLIT_POSSESSIVE = lazy(r"['’]s?$")
# "grandchildren", "policewomen"
_MANY = ("children", "women")
_NOT_MANY = frozenset(("specimen",))
_ADJECTIVE_ENDS = ("ous", "ss", "us", "is", "ics")


class Noun(NamedTuple):
    """A counted noun: the word as written in lower case, and where it stands."""

    word: str
    start: int
    end: int


def _are_initials(word: str) -> bool:
    """Whether a word is the plural of initials as it is written: "GPs", "EVs", "TEUs"."""
    return word[-1] == "s" and word[:-1].isupper() and word[:-1].isalpha() and len(word) > 2


def is_plural(word: str) -> bool:
    """True for a word that looks like the plural of something one can count."""
    if word in PLURALS or (word.endswith(_MANY) and word not in _NOT_MANY):
        return True
    return (
        word.endswith("s")
        and len(word) > 3
        and word not in NOT_PLURALS
        and not word.endswith(_ADJECTIVE_ENDS)
        and not _SPLIT_POSSESSIVE.search(word)
    )


def _ends_phrase(word: str, lowered: str, *, one: bool) -> bool:
    """Whether a word cannot stand in a noun phrase: the next number ("two of them six years old"),
    a verb behind the singular ("one report changes little"), any of the words that never do."""
    if lowered in STOPS or lowered in SMALL or lowered in TENS:
        return True
    if lowered.endswith(("n't", "n’t")):
        return True
    if one and lowered in NOT_PLURALS and lowered not in SINGULARS:
        return True  # "one goes to market"
    return one and word[0].islower() and is_plural(lowered) and lowered not in COMPOUNDING


def _second_adjective(text: str, at: int, end: int) -> int | None:
    """Where to go on behind the "and" of "African and Asian countries"; ``None`` where it joins
    something else ("one tug and eleven yachts")."""
    match = _AND_ADJECTIVE.match(text, at, end)
    if match is None or match[1].lower() in SMALL or match[1].lower() in TENS:
        return None
    return match.start(1) - 1


def counted(text: str, at: int, end: int, *, one: bool = False) -> Noun | None:
    """The noun that a number ending at ``at`` counts. With ``one`` the noun is singular."""
    hyphenated = text[at : at + 1] == "-"
    best: Noun | None = None
    last: Noun | None = None
    position = at
    if not one and (more := _MORE.match(text, at, end)):
        position = more.end()  # "two more people"
    for index in range(_LONGEST):
        token = _TOKEN.match(text, position, end)
        if token is None:
            break
        if token["comma"]:
            # "three small, wooden boats": an adjective may follow a comma, but not a clause.
            if index == 0 or one or token["next"] in STOPS or best is not None:
                break
            position = token.start("next") - 1
            continue
        word = token["word"]
        lowered = word.lower().rstrip(".")
        joins = lowered == "and" and index and best is None and not one
        if joins and (second := _second_adjective(text, token.end(), end)):
            position = second
            continue
        if lowered == "times" and index == 0:
            return Noun("times", token.start("word"), token.end())
        if lowered in SIZES and best is None and index <= one:
            position = token.end()
            continue  # "four old bulls"; "two long" finds no noun behind it
        told = index and ((one and lowered in SIMPLE_PAST) or (best and lowered in PERSON_VERBS))
        if (
            one
            and index
            and lowered in PERSON_VERBS
            and _CLOSED.match(text, token.end("word"), end)
        ):
            break  # "with one wheel missing"
        if told or _ends_phrase(word, lowered, one=one):
            break
        start, position = token.start("word"), token.start("word") + len(word.rstrip("."))
        found = Noun(lowered, start, position)
        if hyphenated and index == 0:
            return _attributive(found)
        plural = is_plural(lowered.rsplit("-", 1)[-1]) or _are_initials(word)
        if not _goes_on(best, lowered, plural=plural, one=one):
            break
        if plural:
            if index == 0 and lowered in OR_VERBS and text.startswith(_VERB_ENDS, position, end):
                break  # "in a town of 24,000 works out at €150"
            best = found
        last = found
        if word.endswith("."):
            break
    if one:
        return _one_of(best, last)
    return best


def _goes_on(best: Noun | None, word: str, *, plural: bool, one: bool) -> bool:
    """Whether a word may belong to the noun phrase whose last plural is ``best``: "sports cars",
    "staff members", "one police officer"."""
    if best is None:
        return True
    if plural:
        return best.word in COMPOUNDING or best.word == "people"
    return best.word in COMPOUNDING and not (one and word.endswith(("ed", "ing")))


def _one_of(plural: Noun | None, last: Noun | None) -> Noun | None:
    """What "one" counts, from the plural and the last word that stand behind it."""
    if plural is not None:
        return plural if plural is last else last
    verb = last is not None and (
        last.word in SIMPLE_PAST
        or (last.word.endswith("ed") and (len(last.word) > _SHORT or last.word in PERSON_VERBS))
    )
    return None if verb else last  # "one preferred a cut"


_CLOSED = lazy(r"\s*(?:[.,;:!?)—–]|$)|\s+(?:and|after|in|on|as|when|since|following)(?![^\W_])")
OR_VERBS = frozenset(("works", "runs", "leaves", "turns", "stands", "holds", "takes", "goes"))


def _attributive(first: Noun) -> Noun | None:
    """ "a three-man crew" counts men; "a 30-year plan" never comes here, being a duration."""
    head = first.word.split("-")[0]
    if len(head) < 3 or head.endswith("ly") or first.word in STOPS or head in SMALL or head in TENS:
        return None
    return Noun(head, first.start, first.start + len(head))


_VERB_BEFORE = lazy(
    rf"\b(?:{cues.pattern('harm')})\s+(?:(?:{cues.pattern('hedging')})\s*)?$", re.IGNORECASE
)
# "one bed", "one shed" and "one seed" are things.
_SHORT = 5
_VERB_REACH = 30
# "The 197 aboard", "all 168 on board"
_ABOARD = lazy(r"\s+(?:on\s+board|aboard)(?![^\W_])")
_INHABITED = lazy(
    rf"\b(?:{cues.pattern('inhabited')})\s+of\s+(?:(?:{cues.pattern('hedging')})\s+)?$",
    re.IGNORECASE,
)
_NOTHING_BEHIND = lazy(rf"\s*(?:[,.;:!?)—–]|$)|\s+(?:{cues.pattern('alone')})(?![^\W_])")


def people_before(text: str, floor: int, start: int, at: int, end: int) -> bool:
    """True where the words around a bare number say that people were counted: "killed 12.", "a town
    of 24,000", "the 197 aboard"."""
    if _ABOARD.match(text, at, end):
        return True
    near = text[max(floor, start - _VERB_REACH) : start]
    if " of " in near and _INHABITED.search(text, max(floor, start - _VERB_REACH), start):
        return True
    if not _NOTHING_BEHIND.match(text, at, end):
        return False
    return _VERB_BEFORE.search(text, max(floor, start - _VERB_REACH), start) is not None


def of_what(text: str, at: int, end: int) -> tuple[Noun | None, bool]:
    """The noun behind "of" ("a third of residents"), and whether there was an "of"."""
    of = _OF.match(text, at, end)
    if of is None:
        return None, False
    noun = (
        counted(text, of.end() - 1, end)
        if of.end() < end and text[of.end() - 1].isspace()
        else None
    )
    return noun, True


_PEOPLE = lazy(r"(?:(?:,|;|\s)\s*)?((?:[^\W\d_]+)(?:[\s\u00a0]+(?:[^\W\d_]+)){0,4})")


def people_left_out(text: str, at: int, end: int) -> bool:
    """True where a verb says that the number counts people: "12 were killed", "30 injured"."""
    match = _PEOPLE.match(text, at, end)
    if match is None:
        return False
    if text[at : at + 1] in ",;":
        return False
    said = match[1].lower().split()
    for word, behind in zip(said, (*said[1:], ""), strict=True):
        if word in PERSON_VERBS:
            return bool(behind != "down")  # drones are shot down
        if word not in LINKING:
            return False
    return False
