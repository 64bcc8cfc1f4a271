"""Multiples: "doubled", "threefold", "three times as many", "twice the size".

In: a site, or a stretch of text for the words that hold no numeral. Out: a reading of kind
``multiple``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from checker.figures import cues
from checker.figures.numerals import Form as Written
from checker.figures.reading import Reading, Site
from checker.lexicon import load
from checker.model import Direction, Kind
from checker.patterns import lazy

NAME = "multiples"
FORMS = frozenset((Written.DIGITS, Written.WORDS, Written.FRACTION))
_LEXICON = load("multiples")
_VERBS: dict[str, tuple[str, str]] = _LEXICON["verbs"]
_BARE: dict[str, tuple[str, str]] = _LEXICON["bare"]
_LED = frozenset(_LEXICON["led"])
_NO_PLURALS = frozenset(_LEXICON["no_plurals"])
_COMPARING: dict[str, int] = _LEXICON["comparing"]
_FOLDS: dict[str, int] = _LEXICON["folds"]

_TIMES = lazy(
    rf"\s+times(?=\s+(?:(?:{cues.pattern('comparison')}|[a-z]+er)\b|last\s+[a-z]+['’]s))",
    re.IGNORECASE,
)
_FOLD = lazy(r"[\s-]?fold(?![^\W_])", re.IGNORECASE)
_GLUED = lazy(r"x(?![\w])")
_COMPARED = r"(?=\s+(?:as|the|that|its|their|what|his|her|this|last|[a-z]+['’]s)\b)"


def _alternation(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ALL_FOLDS = [*_FOLDS, *(name.replace("fold", "-fold") for name in _FOLDS)]
_GOING_ON = rf"(?=\s*(?:$|[.,;:!?\n)]|\s(?:{_alternation(_LEXICON['going_on'])})\b))"
_WORDS = lazy(
    rf"\b(?:(?P<bare>{_alternation(_BARE)}){_GOING_ON}|(?P<verb>{_alternation(_VERBS)})|(?P<fold>{_alternation(_ALL_FOLDS)})"
    rf"|(?P<comparing>{_alternation(_COMPARING)}){_COMPARED})(?![^\W_])",
    re.IGNORECASE,
)
# A quick look before the full pattern: every such word holds one of these.
_LOW = ("ubl", "ripl", "rebl", "upl", "alv", "fold", "wice", "hrice")
HINTS = (*_LOW, "FOLD", "OUBL", "WICE", "RIPL")
_HINT = lazy("|".join(HINTS))
_ADJECTIVE = lazy(r"\b(?:the|mixed|men['’]s|women['’]s|in|ladies['’])\s+$", re.IGNORECASE)
_HALVES = lazy(
    r"\b(?:in|into|of|the|two|both|between|equal|as|his|her|its|their|our|these|those)\s+$",
    re.IGNORECASE,
)
# "doubled as a nurse", "the doubles final", "double fault": no multiple.
_NOT_AFTER = lazy(
    rf"\s+(?!over\s+(?:{cues.pattern('stretch_behind_over')})\b)"
    rf"(?:{cues.pattern('not_multiple')}|as an?(?!\s+share))(?![^\W_])",
    re.IGNORECASE,
)


def words(text: str, start: int, end: int) -> Iterator[Reading]:
    """The multiples that are words of their own, in text order."""
    floor = start
    for hint in _HINT.finditer(text, start, end):
        at = hint.start()
        # Not back over what an earlier hint has seen: one word is looked at once.
        floor, limit = hint.end(), floor
        while at > limit and (text[at - 1].isalpha() or text[at - 1] == "-"):
            at -= 1
        match = _WORDS.match(text, at, end)
        if match is None or _NOT_AFTER.match(text, match.end(), end):
            continue
        if match[0].lower() == "halves" and _HALVES.search(text, max(start, at - 12), at):
            continue  # "in halves", "both halves"
        if match["bare"] and not _is_led(text, start, at):
            continue
        # "the mixed doubles": a game, not a change
        if match[0].lower().endswith("les") and _ADJECTIVE.search(text, max(start, at - 10), at):
            continue
        yield _word(match)


def _is_led(text: str, start: int, at: int) -> bool:
    """Whether the word before is one that a verb follows: "orders halve", "fees to double"."""
    *_, before = ("", *text[max(start, at - 24) : at].split())
    last = before.lower()
    plural = last.isalpha() and last.endswith("s") and not last.endswith("ss")
    return last in _LED or (plural and last not in _NO_PLURALS)


def _word(match: re.Match[str]) -> Reading:
    if verb := match["verb"] or match["bare"]:
        factor, way = _VERBS.get(verb.lower()) or _BARE[verb.lower()]
        value = Decimal(factor)
        return Reading(
            match.start(), match.end(), Kind.MULTIPLE, NAME, value, value, direction=Direction(way)
        )
    if fold := match["fold"]:
        value = Decimal(_FOLDS[fold.lower().replace("-", "")])
        return Reading(match.start(), match.end(), Kind.MULTIPLE, NAME, value, value)
    value = Decimal(_COMPARING[match["comparing"].lower()])
    return Reading(match.start(), match.end(), Kind.MULTIPLE, NAME, value, value)


def read(site: Site) -> Reading | None:
    """The multiple at this site: a number before "times as many", "-fold" or "x"."""
    n, text = site.numeral, site.text
    if n.form not in (Written.DIGITS, Written.WORDS, Written.FRACTION):
        return None
    near = site.after[:8]
    if "times" not in near and "fold" not in near and near[:1] != "x":
        return None
    for pattern in (_TIMES, _FOLD, _GLUED):
        if match := pattern.match(text, n.end, site.end):
            return Reading(n.start, match.end(), Kind.MULTIPLE, NAME, n.value, n.value, n.step)
    return None
