"""The form in which the gazetteer compares names.

In: a name as written. Out: its key. The same function makes the keys of the shipped file and those
that are looked up in it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
     "ə": "a", "ħ": "h"}
)  # fmt: skip
# Soft signs and glottal stops, which transliterations write or leave out.
_SILENT = frozenset("'’ʼʹ`´‘ʿʾ")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name in small letters without accents and apostrophes, its words with one blank between
    them: "Kup'yans'k" is "kupyansk", "Stratford-upon-Avon" is "stratford upon avon"."""
    # Taken apart first: the rupee sign is "Rs", whose capital has to go as well.
    apart = unicodedata.normalize("NFKD", name).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", apart)
    kept = (
        char if char.isalnum() else " "
        for char in plain
        if char not in _SILENT and not unicodedata.combining(char)
    )
    words = "".join(kept).split()
    return " ".join("saint" if word == "st" else word for word in words)
