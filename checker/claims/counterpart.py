"""The two ends of a distance: what lies how far from what.

In: a ``Site`` whose figure is a length. Out: ``Ends``, the second end with the words that say so;
``None`` where the figure is no distance between two things.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.claims import phrase
from checker.claims.page import Site
from checker.claims.phrase import Phrase

_ROAD = 4  # so many words say what lies between: "64 miles of winding road between X and Y"
_AWAY = frozenset({"away", "distant", "off", "out"})
_SEPARATING = frozenset({"separate", "separates", "separated"})
_LYING = frozenset({"lie", "lies", "lay", "stretch", "stretches", "stretched", "are", "is", "were"})
_FILLERS = frozenset({"or", "so", "just", "further", "due", "straight", "the", "to"})


class Ends(NamedTuple):
    """``far`` is the end that is named behind or before the figure, ``near`` the other one where
    the phrase names both ("between X and Y"); ``compass`` are the points of the compass."""

    far: Phrase
    near: Phrase | None = None
    compass: str | None = None


@cache
def _compass() -> frozenset[str]:
    return frozenset(lexicon.load("names")["compass"])


def read(site: Site) -> Ends | None:
    """The ends of a distance, from the words behind the figure or else before it."""
    lower, last = site.page.lower, site.sentence.last
    at = _past_brackets(site)
    if at < last and (beside := _beside(site, at)) is not None:
        return beside
    while at < last and lower[at] in _AWAY | _FILLERS:
        at += 1
    if at + 1 < last and lower[at] in _LYING and lower[at + 1] == "between":
        return _between(site, at + 2)
    if at + 1 < last and lower[at] == "," and lower[at + 1] == "from":
        at += 1  # "is an hour's drive, or 90 km, from Telmar"
    if at >= last:
        return _before(site)
    points = []
    while at < last and lower[at] in _compass():
        points.append(lower[at])
        at += 1
    compass = " ".join(points) or None
    if at < last and (
        lower[at] == "from" or (points and lower[at] == "of") or (lower[at] == "outside")
    ):
        return _from(site, at, compass)
    if at < last and lower[at] == "of" and lower[site.first - 1] == "within":
        return _from(site, at, compass)
    if at < last and lower[at] == "around" and _is_zone(site):
        return _from(site, at, compass)
    for between in range(at, min(last, at + 1 + (_ROAD if lower[at] == "of" else 0))):
        if lower[between] == "between":
            return _between(site, between + 1)
    return _before(site)


def _beside(site: Site, at: int) -> Ends | None:
    """The ends that are named without "from": "40 km off Cape Sorn", "40 km behind the front", "40
    km separate X from Y"."""
    page, last = site.page, site.sentence.last
    word = page.lower[at]
    before = page.lower[site.first - 1] if site.first > site.sentence.first else ""
    if word in {"off", "behind"} and before not in _motion():
        far = phrase.ahead(page, at + 1, last)
        known = far is not None and (far.named or far.key in _table("borders"))
        return Ends(far) if known and far is not None else None
    if word in _SEPARATING:
        near = phrase.ahead(page, at + 1, last)
        if near is None or near.last >= last or page.lower[near.last] != "from":
            return None
        far = phrase.ahead(page, near.last + 1, last)
        return None if far is None else Ends(far, near)
    return None


def _from(site: Site, at: int, compass: str | None) -> Ends | None:
    """The ends of "12 km from X". What goes "from X to Y" is an extent, unless both are names, and
    so is what a verb of motion says: "fell 12 m from the bridge"."""
    page, last = site.page, site.sentence.last
    far = phrase.ahead(page, at + 1, last)
    if far is None:
        return None
    if page.lower[at] == "from" and far.last < last and page.lower[far.last] == "to":
        end = phrase.ahead(page, far.last + 1, last)
        both = end is not None and far.named and end.named
        return Ends(end, far, compass) if both and end is not None else None
    before = page.lower[site.first - 1] if site.first > site.sentence.first else ""
    if compass is None and before in _motion():
        return None
    return Ends(far, None, compass)


def _is_zone(site: Site) -> bool:
    """Whether it is how far a zone reaches: "a radius of 8 km around the crater"."""
    lower, low = site.page.lower, max(site.sentence.first, site.first - _ROAD)
    return not _table("zones").isdisjoint(lower[low : site.last + 2])


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")[kind])


@cache
def _motion() -> frozenset[str]:
    return frozenset(lexicon.load("names")["motion"])


def _past_brackets(site: Site) -> int:
    """The word behind the figure, and behind a bracket that follows it at once."""
    lower, last = site.page.lower, site.sentence.last
    at = site.last
    if at < last and lower[at] == ")":
        at += 1
    if at < last and lower[at] == "(":
        while at < last and lower[at] != ")":
            at += 1
        at += 1
    return at


def _between(site: Site, at: int, last: int | None = None) -> Ends | None:
    last = site.sentence.last if last is None else last
    near = phrase.ahead(site.page, at, last)
    if near is None or near.last >= last or site.page.lower[near.last] != "and":
        return None
    far = phrase.ahead(site.page, near.last + 1, last)
    if far is None or _is_time(site, near) or _is_time(site, far):
        return None  # "between Monday and Tuesday"
    return Ends(far, near)


def _is_time(site: Site, end: Phrase) -> bool:
    return any(
        hit.meaning[0] == "period" and hit.first < end.last and end.first < hit.last
        for hit in site.sentence.cues
    )


def _before(site: Site) -> Ends | None:
    """ "Its proximity to the border, just 40 kilometres away"; "the distance from X to Y is"."""
    lower = site.page.lower
    away = _past_brackets(site)
    is_away = away < site.sentence.last and lower[away] in _AWAY
    for at in range(site.sentence.first, site.first - 1):
        word, following = lower[at], lower[at + 1]
        if word in {"proximity", "closeness", "nearness"} and following == "to" and is_away:
            far = phrase.ahead(site.page, at + 2, site.first)
            return None if far is None else Ends(far)
        if word == "distance" and following == "between":
            return _between(site, at + 2)
        if word == "between" and at == site.left and lower[site.first - 1] in _LYING:
            return _between(site, at + 1, site.first - 1)
        if word == "distance" and following == "from":
            near = phrase.ahead(site.page, at + 2, site.first)
            if near is not None and lower[near.last] == "to":
                far = phrase.ahead(site.page, near.last + 1, site.first)
                return None if far is None else Ends(far, near)
    return None
