"""Countries and states by what articles call them.

In: words. Out: ISO 3166-1 codes, those of a state of the United States as "US-IL".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from checker import lexicon
from checker.geography.keys import key

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")


@cache
def _countries() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon.load("countries")
    return {key(form): code for code, forms in table.items() for form in forms}


@cache
def _states() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon.load("us_states")
    return {key(form): f"US-{code}" for code, forms in table.items() for form in forms}


def country(words: str) -> str | None:
    """The code of the country that the words name, as a noun or as an adjective."""
    return _countries().get(key(words))


def regions(words: str) -> frozenset[str]:
    """The codes of the country and of the American state that the words name: two for Georgia."""
    form = key(words)
    return frozenset({_countries().get(form), _states().get(form)} - {None})  # type: ignore[arg-type]


def is_no_city(words: str) -> bool:
    """Whether the words name a country or a state, and no city of the same name."""
    return bool(regions(words)) and key(words) not in _cities_too()


@cache
def _cities_too() -> frozenset[str]:
    return frozenset(lexicon.load("geography")["cities_too"])


def names(code: str) -> tuple[str, ...]:
    """What articles call a country, as nouns and as adjectives; the name that messages use first,
    and the code itself for a country without one."""
    table: dict[str, list[str]] = lexicon.load("countries")
    return tuple(table.get(code, [code]))


def name(region: str) -> str:
    """What a message calls a region: "Ukraine", "Illinois, United States"."""
    whole = names(region[:2])[0]
    states: dict[str, Any] = lexicon.load("us_states")
    state = states.get(region[3:])
    return f"{state[0]}, {whole}" if state else whole


def mentioned(text: str) -> frozenset[str]:
    """The codes of the countries that a text speaks of, an American state as its country. Names of
    up to three words are looked for."""
    words = _WORD.findall(text)
    found = set()
    words = [part for word in words for part in word.split("-")]
    for at, word in enumerate(words):
        if not word[:1].isupper():
            continue
        for length in (1, 2, 3):
            named = regions(" ".join(words[at : at + length]))
            found |= {code[:2] for code in named}
    return frozenset(found)
