"""The words of a text by their stems, and the groups of words that mean the same.

In: a text, or a word. Out: stems of what says something of its matter, without small words; and the
groups of ``lexicon/synonyms.yml`` in which a stem stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from checker import lexicon, spelling
from checker.dimensions import head
from checker.measures import singular

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORT = 3
_ENDINGS = (
    *("ations", "ation", "ating", "ated", "ates", "ate", "ions", "ion", "ings", "ing", "ees"),
    *("ee", "ies", "ied", "ers", "ed", "es", "er", "ly", "e", "y"),
)
_STEM = 4
# Endings before which a last consonant is doubled, and letters that are double without any.
_DOUBLING = frozenset({"ed", "ing", "ings"})
_ALWAYS_DOUBLE = frozenset("sfz")


@lru_cache(maxsize=4096)
def content_stems(text: str) -> tuple[str, ...]:
    forms = (content(word) for word in WORD.findall(text))
    return tuple(form for form in forms if form is not None)


@lru_cache(maxsize=1 << 14)
def content(word: str) -> str | None:
    """The stem of a word, ``None`` for one that says nothing of what a sentence is about."""
    return None if len(word) < _SHORT or word.lower() in _empty() else stem(word)


def stems(text: str) -> frozenset[str]:
    """The content words of a short text, and the groups of words that they stand in."""
    return frozenset(meaning for form in content_stems(text) for meaning in meanings(form))


def are_like(one: str, other: str) -> bool:
    """Whether two nouns may be of one thing: "freight vehicles", "the cars"."""
    return not _sorts(one).isdisjoint(_sorts(other))


@cache
def _sorts(noun: str) -> frozenset[str]:
    return stems(head(noun))


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of what a sentence is about, those for units with them."""
    lengths = {"length", "mass", "area", "volume", "speed"}
    units = frozenset(
        word.strip()
        for unit in lexicon.load("units")["units"].values()
        if unit["dimension"] in lengths
        for word in unit.get("words", "").split(",")
    )
    return (
        units
        | frozenset(lexicon.load("synonyms")["common"])
        | frozenset(str(word) for word in lexicon.load("nouns")["stops"])
    )


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without the endings that its forms differ in: "completed" and "completion" meet."""
    plain = spelling.fold(word)
    plain = _irregular().get(plain, plain)
    if len(plain) > _SHORT:
        plain = singular(plain)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _STEM:
            return _undoubled(plain[: -len(ending)], ending)
    return _undoubled(plain, "")


def _undoubled(form: str, ending: str) -> str:
    """A stem whose last letter is written twice before some endings: "banned"; and an l by some
    writers only: "traveller", "traveler"."""
    if len(form) <= _SHORT or form[-1] != form[-2]:
        return form
    spare = form[-1] not in _ALWAYS_DOUBLE if ending in _DOUBLING else form[-1] == "l"
    return form[:-1] if spare else form


@cache
def _irregular() -> dict[str, str]:
    table = lexicon.load("verbs")
    forms = {form: lemma for lemma, forms in table["irregular"].items() for form in forms}
    return forms | {many: one for one, many in table["plurals"].items()}


@cache
def meanings(form: str) -> tuple[str, ...]:
    """A stem, and the groups of words that mean the same in which it stands."""
    return (form, *_groups().get(form, ()))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    made: dict[str, list[str]] = lexicon.kept("groups of words", _grouped)
    return {form: tuple(numbers) for form, numbers in made.items()}


def _grouped() -> dict[str, list[str]]:
    """The groups in which each stem stands, by their numbers."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, group in enumerate(lexicon.load("synonyms")["groups"]):
        for form in dict.fromkeys(map(stem, group)):
            found[form].append(f"#{number}")
    return found


KEPT = {"groups of words": _grouped}
"""What :func:`checker.lexicon.kept` keeps of it, by its name."""
