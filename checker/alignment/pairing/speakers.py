"""What kind of speaker a name is: a body or a person.

In: the words for a speaker. Out: the kind, or ``None`` where they tell neither.
"""

from __future__ import annotations

from functools import cache, lru_cache

from checker import lexicon

_SHORT = 2


@lru_cache(maxsize=4096)
def kind_of_speaker(speaker: str) -> str | None:
    """A body, a person, or ``None`` where the words tell neither, as those of a clause do."""
    words = [word.strip(".,'’") for word in speaker.split()]
    if not words or words[0].lower() in _vague():
        return None
    if any(word.lower() in _bodies() for word in words):
        return "a body"
    long = [word for word in words if len(word) > _SHORT]
    return "a person" if long and all(word[0].isupper() for word in long) else None


@cache
def _vague() -> frozenset[str]:
    return frozenset({"some", "many", "several", "most", *lexicon.load("attribution")["vague"]})


@cache
def _bodies() -> frozenset[str]:
    said = lexicon.load("attribution")
    return frozenset({*said["bodies"], *said["issuers"]}) - frozenset(said["before_name"])
