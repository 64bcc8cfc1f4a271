"""Who says so: what kind of speaker a name is, and whether two claims are told by two parties.

In: the words for a speaker, or two ``Claim``s. Out: the kind, or ``None`` where the words tell
neither; what differs, in words, or ``None``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from checker import lexicon
from checker.alignment.pairing.agreement import same_speaker
from checker.model import Claim

_BODY, _PERSON = "a body", "a person"
_SHORT = 2


def speakers(a: Claim, b: Claim) -> str | None:
    """Two parties, or two persons. A person may speak for a body, and a document for its author."""
    one, other = a.attribution, b.attribution
    if one is None or other is None or one.carried or other.carried or one.vague or other.vague:
        return None
    if not one.key or not other.key or same_speaker(a, b):
        return None
    if one.cue.lower().endswith("heard") or other.cue.lower().endswith("heard"):
        return None  # somebody told the court
    kinds = kind_of_speaker(one.speaker), kind_of_speaker(other.speaker)
    if kinds[0] is None or kinds[0] != kinds[1]:
        return None
    if kinds[0] == _BODY and not are_two_parties(one.speaker, other.speaker):
        return None
    return f"{one.speaker} and {other.speaker}"


@lru_cache(maxsize=4096)
def kind_of_speaker(speaker: str) -> str | None:
    """A body, a person, or ``None`` where the words tell neither, as those of a clause do."""
    words = [word.strip(".,'’") for word in speaker.split()]
    if not words or words[0].lower() in _vague():
        return None
    if any(word.lower() in _bodies() for word in words):
        return _BODY
    long = [word for word in words if len(word) > _SHORT]
    return _PERSON if long and all(word[0].isupper() for word in long) else None


def are_two_parties(one: str, other: str) -> bool:
    """Whether two bodies can hardly speak for each other. Newsrooms name one source in many ways,
    "the tourist board" and "the island's tourism office", of which two of one camp may be a pair:
    not two proper names, nor two of one sort, "the health ministry" and "the interior ministry"."""
    first, second = _told(one), _told(other)
    if not first.camps or not second.camps or (first.names and second.names):
        return True
    if first.camps.isdisjoint(second.camps):
        return True
    both = first.heads & second.heads
    return bool(both and all(told.sorts or told.heads > both for told in (first, second)))


class _Body(NamedTuple):
    """What the words for a body tell: its nouns and the camps of those, its proper names, and the
    words that say which of its sort it is."""

    heads: frozenset[str]
    camps: frozenset[str]
    names: frozenset[str]
    sorts: frozenset[str]


@lru_cache(maxsize=4096)
def _told(speaker: str) -> _Body:
    words = [word.strip(".,'’") for word in speaker.replace("'s", "").replace("’s", "").split()]
    heads = {word.lower() for word in words} & (_bodies() | _camps().keys())
    camps = {camp for word in heads for camp in _camps().get(word, ())}
    rest = [word for word in words if word.lower() not in heads | _frame()]
    names = {word for word in rest if word[:1].isupper()}
    return _Body(
        frozenset(heads), frozenset(camps), frozenset(names), frozenset(map(str.lower, rest))
    )


@cache
def _camps() -> dict[str, frozenset[str]]:
    """The camps that each noun for a speaker may be of."""
    table = lexicon.load("comparing")["camps"]
    return {
        word: frozenset(camp for camp, words in table.items() if word in words)
        for words in table.values()
        for word in words
    }


@cache
def _frame() -> frozenset[str]:
    return frozenset(lexicon.load("attribution")["frame"])


@cache
def _vague() -> frozenset[str]:
    return frozenset({"some", "many", "several", "most", *lexicon.load("attribution")["vague"]})


@cache
def _bodies() -> frozenset[str]:
    said = lexicon.load("attribution")
    return frozenset({*said["bodies"], *said["issuers"]}) - frozenset(said["before_name"])
