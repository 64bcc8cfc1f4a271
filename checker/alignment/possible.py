"""What may be found in a passage, by the ``needs`` of what looks for it.

In: the figures and the words of a sentence or a paragraph. Out: the names of the needs that they
meet.

Most passages have nothing of most kinds: no second figure that could be a level, no word for a
rest. One look at the figures and one at the words says so for all at once; that is most of what a
relation has to know of most passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from checker import lexicon
from checker.alignment.needs import NEEDS, NIGHTS, UNITED, Mark, Need, Sort
from checker.alignment.wording import cue
from checker.model import Claim, Form, Kind

_WIDTH = 24
_PLACES = {sort: _WIDTH * place for place, sort in enumerate((*Kind, *Mark))}
_ONE = {kind: (1 << _PLACES[kind]) + (1 << _PLACES[Mark.ANY]) for kind in Kind}
_STRETCHED, _MOVED, _RATED, _UNNAMED, _NIGHTS = (
    1 << _PLACES[mark] for mark in (Mark.STRETCH, Mark.MOVED, Mark.RATE, Mark.BARE, Mark.NIGHTS)
)
_POINT, _COUNT = Form.POINT, Kind.COUNT
_MANY = (1 << _WIDTH) - 1


def tally(claims: Iterable[Claim]) -> int:
    """How many figures there are of each kind and mark, as one number that can be added to
    others."""
    total = 0
    for claim in claims:
        figure = claim.figure
        total += _ONE[figure.kind]
        if figure.form is not _POINT:
            total += _STRETCHED
        if figure.direction is not None:
            total += _MOVED
        if figure.kind is _COUNT:
            noun, behind = figure.noun, figure.noun_span
            if noun is None or behind is None or behind.start > figure.span.end + 1:
                total += _UNNAMED
            if noun in NIGHTS:
                total += _NIGHTS
        quantity = figure.quantity
        if quantity is not None and quantity.unit is not None and " / " in quantity.unit:
            total += _RATED
    return total


@lru_cache(maxsize=1 << 12)
def _met(figures: int) -> int:
    """The bits of the needs that so many figures meet."""
    many = {sort: figures >> at & _MANY for sort, at in _PLACES.items()}
    return sum(1 << place for place, (_, need) in enumerate(_numbered()) if _is_met(need, many))


@lru_cache(maxsize=1 << 12)
def _named(bits: int) -> frozenset[str]:
    """The names of the needs with these bits."""
    return frozenset(name for place, (name, _) in enumerate(_numbered()) if bits >> place & 1)


def enough(name: str, figures: int) -> bool:
    """Whether so many figures, as :func:`tally` counts them, are enough for what has that name,
    whatever words are there."""
    return bool(_met(figures) & _bits(name))


def possible(figures: int, words: frozenset[str]) -> frozenset[str]:
    """The names of what may be in a passage with these figures, as :func:`tally` counts them, and
    these words."""
    told, known, said = _telling()
    for word in known & words:
        said |= told[word]
    return _named(_met(figures) & said)


@cache
def _numbered() -> tuple[tuple[str, Need], ...]:
    """Every need with the name of what has it; its place is its bit."""
    return tuple((name, need) for name, needs in NEEDS.items() for need in needs)


@cache
def _bits(name: str) -> int:
    return sum(1 << place for place, (each, _) in enumerate(_numbered()) if each == name)


@cache
def _telling() -> tuple[Mapping[str, int], frozenset[str], int]:
    """The bits of the needs that each word meets, all those words, and the bits of the needs that
    need none."""
    found = {word: int(bits, 16) for word, bits in lexicon.kept("needs", _told).items()}
    always = found.pop(_ANY_WORD)
    return found, frozenset(found), always


_ANY_WORD = ""


def _told() -> dict[str, str]:
    """The bits of the needs that each word meets, and those that need none, as JSON can hold
    them."""
    told = {_ANY_WORD: 0}
    for place, (_, need) in enumerate(_numbered()):
        words = set(need.words)
        for name, *keys in need.says:
            words |= cue(name, *keys).telling
        if not (need.words or need.says):
            words.add(_ANY_WORD)
        for word in words:
            told[word] = told.get(word, 0) | 1 << place
    return {word: f"{bits:x}" for word, bits in sorted(told.items())}


KEPT = {"needs": _told}
"""What :func:`checker.lexicon.kept` keeps of it, by its name."""


def _is_met(need: Need, many: Mapping[Sort, int]) -> bool:
    if any(sum(many[sort] for sort in sorts) < least for sorts, least in need.figures):
        return False
    if need.alike is None:
        return True
    sorts, least = need.alike
    more = many[Mark.STRETCH] if need.ends else 0
    bare = many[Mark.BARE]
    return any(
        many[sort] + (bare if many[sort] and sort in UNITED else 0) + more >= least
        for sort in sorts
    )
