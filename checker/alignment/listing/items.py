"""The items of a list: how many there may be.

In: the text of a list. Out: the fewest and the most items that it can be read as, and where it
ends; ``None`` where it is none, or goes on.

``counted`` takes anything that an "and" closes; what stands between commas may be an item or go on
about the one before it. ``named`` takes names alone, and finds where they end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from checker import lexicon
from checker.alignment.wording import cue, frame, listed
from checker.patterns import lazy

_LONGEST_ITEM = 6
_SHORT = 4
_WORD = lazy(r"\S+")
_AND = lazy(r"\s+and\s+", re.IGNORECASE)
_LED = lazy(r"and\s+", re.IGNORECASE)
_ENDS_NAMES = lazy(r"[;:()–—?!]|\s-\s|\.\W*$")
_ONE_AND_ONE = lazy(
    r"(?:the )?(?:one|first)\b[^.;:]*\b(?:one|another|other|second)\b", re.IGNORECASE
)
_QUOTES = "\"'“”‘’«»*_"
AGE = "\1"
"""What stands in the place of an age, to the length of it."""


class Items(NamedTuple):
    """The fewest and the most items of a list, and how long it is."""

    fewest: int
    most: int
    length: int


def counted(text: str) -> Items | None:
    """The items of a text that is all a list, closed by an "and"."""
    if cue("itemised", "open").search(text) or _ONE_AND_ONE.match(text):
        return None  # what each is like, with commas of its own
    pieces = [piece.strip() for piece in text.replace(AGE, " ").split(",") if piece.strip()]
    while len(pieces) > 1 and cue("itemised", "tails").search(pieces[-1]):
        if _LED.match(pieces.pop()):
            return None
    if not pieces or re.search(r"\band$", pieces[-1], re.IGNORECASE):
        return None  # what stands behind the last "and" could not be read
    if not _AND.search(f" {pieces[-1]} "):
        return None
    led = _LED.match(pieces[-1])
    last = pieces[-1][led.end() :] if led else pieces[-1]
    items = [item for piece in [*pieces[:-1], last] for item in _AND.split(piece)]
    if any(len(item.split()) > (_LONGEST_ITEM if len(pieces) > 1 else _SHORT) for item in items):
        return None
    if has_several(items):
        return None
    asides = frame("itemised", r"{asides}")
    most = len(items)
    alike = pieces[0].split()[0].lower()  # "the Heron, the Osprey and the Tern"
    plain = [
        p
        for p in pieces[1:]
        if _article(p.split()[0]) == _article(alike) != "" or not asides.match(p)
    ]
    fewest = 1 + len(plain)
    if len(pieces) == 1:
        fewest = 1 if last == pieces[-1] and len(_AND.split(last)) > 2 else 2
    elif last == pieces[-1] and len(_AND.split(last)) == 2 and plain[-1:] == [last]:
        fewest += 0 if _is_pair_of_names(last) else 1
    return Items(min(fewest, most), most, len(text))


def _article(word: str) -> str:
    """Items that begin with "a" and "an" begin alike."""
    word = word.lower()
    return "a" if word == "an" else word


def has_several(items: Iterable[str]) -> bool:
    """Whether an item is of several, as "the twins", "A350s and A330s"."""
    several = listed("itemised", "several")
    return any(word in several or _is_of_a_model(word) for item in items for word in item.split())


def _is_of_a_model(word: str) -> bool:
    return word.endswith("s") and word[:-1].rstrip("'’")[-1:].isdecimal()


def _is_pair_of_names(piece: str) -> bool:
    """ "Tyne and Wear" may be one item or two."""
    return all(word[:1].isupper() or word == "and" for word in piece.split())


# ------------------------------------------------------------------------------ names alone


def named(text: str) -> Items | None:
    """The items of the list of names that a text begins with; it may go on behind them."""
    end = _ENDS_NAMES.search(text)
    whole = text if end is None else text[: end.start()]
    items: list[str] = []
    behind, aged = 0, True
    for piece, following in pairwise((*whole.split(","), "")):
        start, behind = behind, behind + len(piece) + 1
        told = piece.replace(AGE, " ").strip()
        led = _LED.match(told)
        parts = _AND.split(told[led.end() :] if led else told)
        if led or len(parts) > 1:
            *first, last = parts
            name = _leading_name(last) if items or first else ""
            if not name or not all(map(is_name, first)) or _is_more(following):
                return None
            stop = start + piece.rindex(name) + len(name)
            stop += len(text[stop:]) - len(text[stop:].lstrip(AGE))
            found = _made([*items, *first, name], stop, two=bool(led) and not aged)
            within = len(parts) // 2 if led or len(parts) > 2 else 0  # "Tyne and Wear"
            return found and found._replace(fewest=max(found.fewest - within, 1))
        if is_name(told):
            items.append(told)
            aged = aged and AGE in piece
        elif not items or not _is_aside(told):
            return None
    return None


def _is_more(piece: str) -> bool:
    """Whether a list goes on with a piece: the "and" before it stood in a name."""
    return all(map(is_name, _AND.split(piece.strip())))


def _leading_name(text: str) -> str:
    """The name that a text begins with, as long as it may be."""
    ends = [found.end() for found in _WORD.finditer(text)]
    name = next((text[:end] for end in reversed(ends) if is_name(text[:end])), "")
    return "" if text[len(name) :].lstrip()[:1].isupper() else name


def _made(items: list[str], length: int, two: bool) -> Items | None:
    """The items with those taken for asides that may be; ``two`` where the one before the last may
    go on about the first."""
    if has_several(items):
        return None
    places = _places()
    of_places = [item.lower() in places for item in items]
    doubtful = 0 if all(of_places) else sum(of_places[1:])  # "Paris, Texas, and Boston"
    with_the = [item.lower().startswith("the ") for item in items]
    if not all(with_the):
        doubtful = max(doubtful, sum(with_the))  # "Ali Karn, the Mayor of Dorn, and"
    if two and len(items) == 3:
        doubtful = max(doubtful, 1)  # "Ali Karn, Chairman, and Omar Weller"
    return Items(max(len(items) - doubtful, 1), len(items), length)


@cache
def _places() -> frozenset[str]:
    """States and countries, which may say where the place before them is."""
    states = (name for names in lexicon.load("us_states").values() for name in names)
    lands = (names[0] for names in lexicon.load("countries").values())
    return frozenset(name.lower() for name in (*states, *lands))


def is_name(text: str) -> bool:
    """Whether a text is a name and nothing else, maybe with an article."""
    words = text.strip(_QUOTES).split()
    if words and words[0].lower() == "the":
        words = words[1:]
    if not 1 <= len(words) <= _LONGEST_ITEM:
        return False
    joining = listed("names", "joining") | {"the"}
    if not (_is_capital(words[0]) and _is_capital(words[-1])):
        return False
    return all(_is_capital(word) or word.lower() in joining for word in words)


def _is_capital(word: str) -> bool:
    return word.strip(_QUOTES + "-")[:1].isupper()


def _is_aside(piece: str) -> bool:
    """Whether a piece goes on about the name before it: "from Dorn", "a baker"."""
    return not piece or frame("itemised", r"{asides}\b").match(piece) is not None
