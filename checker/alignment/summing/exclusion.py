"""Exclusion: whether the parts of a list have nothing in common, and whether they are all there is.

In: a ``Sentence`` and the parts of a list in it. Out: whether one preposition sets them beside each
other ("38 in Orlaven, 17 in Telmar"), or what became of them cannot both be true of one ("186
passed and 54 failed").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import is_person, size
from checker.alignment.wording import Cue, cue, frame
from checker.model import Claim
from checker.patterns import lazy

_REACH = 60
_AHEAD = 120
_MISSING = Decimal("0.1")
_SEVERAL = 3
_FEW_WORDS = 3
_PREPOSITION = lazy(
    r"(?:\s+[^\W\d_]+){0,2}?\s+(in|from|at|on|near|to|for|of|by|with)\s", re.IGNORECASE
)
_FOR = lazy(r"(?: [^\W\d_]+){0,2} for [^\W\d_]")
_ITEM_ENDS = lazy(r"[,;:.()–—]|\band\b|\bplus\b", re.IGNORECASE)
_STOPS = lazy(r"[^,;:()–—]{0,60}?(?:[.,;]|$)")
_ARE = lazy(r"\s(?:are|were)\s(?P<noun>[^\W\d_]+s)\s*", re.IGNORECASE)


def parallel(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether one preposition follows each part: "38 in Orlaven, 17 in Telmar"."""
    of_them = frame("shares", r"^\s{of_which}\b")
    found = [_PREPOSITION.match(of_them.sub("", sentence.after(part, 48))) for part in parts]
    words = {match[1].lower() for match in found if match is not None}
    return len(words) == 1 and None not in found


def exclude(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether no thing can be in two of the parts: one preposition sets them beside each other,
    each met with another end, or each is of another kind."""
    return (
        parallel(sentence, parts)
        or _ends_of(sentence, parts) is not None
        or _are_of_kinds(sentence, parts)
        or _is_denied(sentence, parts)
        or _have_fates(sentence, parts)
        or _is_ballot(sentence, parts)
    )


def make_up_all(sentence: Sentence, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts that exclude each other are all of their whole: they leave no third way
    ("passed and failed"), or are three and more, the last behind "and", with nothing said of
    others and little missing."""
    if _goes_on_about_others(sentence) or not exclude(sentence, parts):
        return False
    if _is_denied(sentence, parts):
        return True
    ends = _ends_of(sentence, parts)
    if ends in _exhaustive() and _are_bare(sentence, parts):
        return ends.isdisjoint(_sorts()) or _end_in_it(sentence, parts)
    if len(parts) < _SEVERAL:
        return False
    joined = re.search(r"\b(?:and|plus)\b", sentence.between(parts[-2], parts[-1]))
    last = _STOPS.match(sentence.after(parts[-1], _AHEAD))
    if joined is None or last is None:
        return False
    total, together = size(whole), sum(map(size, parts))
    return total - together <= total * _MISSING


def _is_denied(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """ "287 got round and 25 did not": the second of two did not do what the first did."""
    behind = frame("outcomes", r" {denied}\s*(?:[.,;]|$)").match(sentence.after(parts[-1], 24))
    return len(parts) == 2 and behind is not None


def are_all_ends(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether the parts met with all the ends there are: golds, silvers and bronzes."""
    return len(parts) >= _SEVERAL and _ends_of(sentence, parts) in _exhaustive()


def _is_ballot(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """ "Ten were for closure, six for delay and one undecided"."""
    if len(parts) < _SEVERAL:
        return False
    last = frame("outcomes", r"(?: (?:[^\W\d_]+ )?)?{unsure}\b").match(
        sentence.after(parts[-1], 32)
    )
    tails = [_FOR.match(sentence.after(part, 32)) for part in parts[:-1]]
    return last is not None and all(tails)


def _have_fates(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether each of three parts and more came to another end, told once with "have been" or the
    like: "61 have been delivered, 22 cancelled and 17 sold on"."""
    if len(parts) < _SEVERAL:
        return False
    items = [_ITEM_ENDS.split(sentence.after(part, _REACH))[0] for part in parts]
    led = r"(?: [^\W\d_]+)??(?: (?:{be}|still|since|been|being|now)){0,3} {fates}\b"
    found = [frame("outcomes", led).match(item) for item in items]
    ends = {match[0].split()[-1].lower() for match in found if match is not None}
    return len(ends) == len(parts)


def _are_bare(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether nothing stands behind what became of the parts: "44 failed the first paper" may be
    some of those who failed."""
    items = [_ITEM_ENDS.split(sentence.after(part, _REACH))[0] for part in parts]
    return all(len(item.split()) <= _FEW_WORDS for item in items)


def _end_in_it(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether nothing is told of the parts but their sort: of 61 pupils "33 girls and 25 boys
    passed" are not all."""
    items = [_ITEM_ENDS.split(sentence.after(part, _REACH))[0].strip() for part in parts]
    ending = frame("outcomes", r"(?:.*\s)?{sorts}")
    return all(ending.fullmatch(item) is not None for item in items)


@cache
def _sorts() -> frozenset[str]:
    return frozenset(map(str, lexicon.load("outcomes")["sorts"]))


def _are_of_kinds(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether each part is of another kind: "84 are shops, 29 are offices". Persons may be of two
    kinds at once."""
    items = [_ITEM_ENDS.split(sentence.after(part, _REACH))[0] for part in parts]
    found = [_ARE.fullmatch(item) for item in items]
    kinds = {match["noun"].lower() for match in found if match is not None}
    return len(kinds) == len(parts) and not any(map(is_person, kinds))


def _goes_on_about_others(sentence: Sentence) -> bool:
    """Whether the sentence or the beginning of the next one knows of more than the parts."""
    start, end = sentence.segment.span
    text = sentence.document.text[start : end + _AHEAD]
    return cue("enumerations", "left_over").search(text) is not None


def _ends_of(sentence: Sentence, parts: Sequence[Claim]) -> frozenset[str] | None:
    """The ends that the parts met with, where those are of one kind and all different."""
    items = [_ITEM_ENDS.split(sentence.after(part, _REACH))[0] for part in parts]
    for cues in _outcomes():
        met = [[name for name, words in cues.items() if words.search(item)] for item in items]
        if all(len(names) == 1 for names in met):
            ends = frozenset(names[0] for names in met)
            return ends if len(ends) == len(parts) else None
    return None


@cache
def _outcomes() -> tuple[dict[str, Cue], ...]:
    kinds = lexicon.load("outcomes")["kinds"]
    return tuple({name: Cue(map(str, words)) for name, words in kind.items()} for kind in kinds)


@cache
def _exhaustive() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(map(str, ends)) for ends in lexicon.load("outcomes")["exhaustive"])
