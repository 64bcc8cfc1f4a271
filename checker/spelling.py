"""The forms in which two spellings of one name meet.

In: names. Out: keys that compare, and whether two keys can be one name.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from checker import lexicon
from checker.patterns import lazy


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")[kind])


@cache
def _aliases() -> dict[str, str]:
    """Every other form of a name, with the first; the words for what is of a country are such."""
    found = {_plain(form): _plain(forms[0]) for forms in lexicon.load("aliases") for form in forms}
    for country, forms in lexicon.load("demonyms").items():
        found.update((_plain(form), found.get(country, country)) for form in forms)
    return found


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def fold(name: str) -> str:
    """A name in the form that is compared: lower case, no accents, no articles, aliases brought to
    their first form."""
    plain = _plain(name)
    table = _aliases()
    if plain in table:
        return table[plain]
    kept = [word for word in plain.split() if word not in _words("articles")]
    return " ".join(table.get(word, word) for word in kept)


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return {_plain(forms[0]): tuple(map(_plain, forms)) for forms in lexicon.load("aliases")}


def spellings(key: str) -> tuple[str, ...]:
    """All spellings of a name of which the aliases know, by its key; the key itself first."""
    return (key, *(form for form in _forms().get(key, ()) if form != key))


# A family is named by so many letters with its s.
_SURNAME = 5
# Letters that transliterations interchange; then doubled letters, then vowels inside a word.
_SOUNDS = (
    *(("shch", "s"), ("tch", "c"), ("sch", "s"), ("kh", "h"), ("gh", "g"), ("zh", "z")),
    *(("ch", "c"), ("sh", "s"), ("ts", "c"), ("ph", "f"), ("th", "t"), ("ck", "k")),
    *(("q", "k"), ("w", "v"), ("x", "ks"), ("j", "y")),
)
_DOUBLE = lazy(r"(.)\1+")
_VOWEL = lazy(r"(?<!^)[aeiouy]")


@cache
def sound(word: str) -> str:
    """A word without what spellings of one name differ in: "karsak" and "qarsaq" meet."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", _VOWEL.sub("", word))


@lru_cache(maxsize=1 << 16)
def same(a: str, b: str) -> bool:
    """True where two keys of names can be one name: equal, one part of the other, or alike in
    sound with three consonants or more."""
    if a == b or (len(a) >= _SURNAME and a == f"{b}s") or (len(b) >= _SURNAME and b == f"{a}s"):
        return True  # "Ria Moor", "the Moors"
    first, second = a.split(), b.split()
    kinds = _words("kinds")
    mine = {word for word in first if word not in kinds} or set(first)
    yours = {word for word in second if word not in kinds} or set(second)
    if mine <= yours or yours <= mine:
        return True
    heard, again = "".join(map(sound, first)), "".join(map(sound, second))
    return heard == again and len(heard) >= 4
