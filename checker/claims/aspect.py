"""Whether a figure is a level, the level before a movement, or the size of one.

In: a ``Site``. Out: an ``Aspect``. What reaches the figure is told in :mod:`checker.claims.cues`.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.claims import cues
from checker.claims.page import Cue, Site
from checker.claims.telling import governed
from checker.dimensions import dimension
from checker.lexicon.phrases import Hit
from checker.model import Aspect, Form, Kind

_MOVING = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MONEY, Kind.RATIO})
_SHARED = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO, Kind.MULTIPLE})
# Levels that a figure moved to stand behind these: "to 19 from 34".
_REACHED = frozenset({"to", "at", "up", "down"})
_BACK = 5
_SIGNS = frozenset("+-−–")
_PLUS = frozenset({"+"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "their"})
_LEVELS = frozenset({"from", "to"})
# So many words tell of which sort a movement is: "a 9% year-on-year climb".
_SORTS = 5
_OF_WHAT = frozenset({"in", "of"})
# So many words stand between a movement and its figure, straight behind: "the slide was a mere 5%".
_COPULA = 3
# So many words a clause has whose comparative a figure behind a comma may measure.
_CLAUSE = 16


def read(site: Site) -> Aspect:
    """Whether it is a level, the level before a movement, or the size of one."""
    if site.figure.form is Form.CHANGE or not site.figure.kind.is_quantity:
        return Aspect.LEVEL
    if site.figure.kind is Kind.PERCENT and _is_signed(site):
        return Aspect.CHANGE
    if site.figure.kind in _SHARED and (_is_compared(site) or _is_of_movement(site)):
        return Aspect.CHANGE
    touching = [
        hit for hit in site.sentence.cues if hit.meaning[0] == "movement" and _touches(site, hit)
    ]
    if any(_changes(site, hit) for hit in touching):
        return Aspect.CHANGE
    if any(_is_old(site, hit) for hit in touching):
        return Aspect.OLD
    return Aspect.LEVEL


def _is_signed(site: Site) -> bool:
    """Whether a sign stands before the figure: "GDP +0.4%". The dash of a range is none."""
    start, text = site.figure.span.start, site.page.document.text
    if site.figure.surface[0] in _SIGNS:
        return True
    return text[start - 1 : start] in _PLUS and not text[start - 2 : start - 1].isalnum()


def _is_compared(site: Site) -> bool:
    """Whether the figure is how far one thing differs from another: "9% fatter than a year ago",
    "5% less than in May", "dearer by a third"."""
    lower, at = site.page.lower, site.first - 1
    if at - 1 >= site.left and lower[at] == "by":
        if _is_comparative(lower[at - 1]):
            return True
        # "Fewer cars pass, by a ninth."
        ahead = lower[max(site.sentence.first, at - _CLAUSE) : at - 1]
        return lower[at - 1] == "," and any(map(_is_comparative, ahead))
    if site.last >= site.right or not _is_comparative(lower[site.last]):
        return False
    return "than" in lower[site.last + 1 : site.right]


@cache
def _is_comparative(word: str) -> bool:
    table = lexicon.load("comparatives")
    return word in table["words"] or (word.endswith("ier") and word not in table["none"])


def _is_of_movement(site: Site) -> bool:
    """Whether the figure tells of a movement that has a name: "a 9% year-on-year climb", "the
    yearly increase in rents stands at 9%"."""
    lower, sorts, names = site.page.lower, _sorts(), _names()
    at = site.last
    while at < min(site.right, site.last + _SORTS) and lower[at] in sorts:
        at += 1
    if at > site.last and at < site.right and lower[at] in names:
        return True
    if not governed(site):
        return False
    return any(
        lower[at] in names
        and (lower[at + 1] in _OF_WHAT or at + _COPULA >= site.first)
        and _is_noun(lower, at, site.left)
        for at in range(site.left, site.first - 1)
    )


def _is_noun(lower: list[str], at: int, left: int) -> bool:
    """Whether a word that may be a verb is a noun here: "the annual rise in food costs"."""
    before = lower[at - 1] if at > left else "the"
    return before in _sorts() or before in _ARTICLES


@cache
def _sorts() -> frozenset[str]:
    return frozenset(lexicon.load("comparatives")["sorts"])


@cache
def _names() -> frozenset[str]:
    return frozenset(lexicon.load("comparatives")["movements"])


def _changes(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a word of movement makes the figure the size of one. "By" needs a verb that moves:
    "fell by 12", not "hit by 12"; words that also mean a thing ("surge") need a share or money."""
    value, position = hit.meaning[1:]
    if value == "lost":
        return site.figure.kind in _SHARED
    if value == "moved" and position == "before" and _leads_to_level(site):
        return True
    if value == "change" and position == "after" and _is_verb(site, hit):
        return False
    if value == "moved" or (value == "change" and position == "after"):
        return site.figure.kind in _MOVING
    return value == "change" and (hit.last - hit.first > 1 or site.figure.direction is not None)


def _is_verb(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a word that may be a noun is what a subject does that has the figure: "fines of £3m
    fall on five firms". Not so "a fine of £3m, a rise of 9%"."""
    lower, at = site.page.lower, site.first - 2
    single = hit.last - hit.first == 1 and lower[hit.first] in _verbs()
    return (
        single
        and site.figure.kind is Kind.MONEY
        and at >= site.left
        and lower[at + 1] in {"of", "worth"}
        and lower[at].endswith("s")
    )


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicon.load("comparatives")["movements"])


def _leads_to_level(site: Site) -> bool:
    """Whether the level that was left or reached follows: "down 72 from Monday's 760"."""
    page, at = site.page, cues.behind_noun(site)
    if at >= site.sentence.last or page.lower[at] not in _LEVELS:
        return False
    reach = page.starts[min(at + _BACK, site.sentence.last) - 1]
    kind = dimension(site.figure)
    return any(
        page.starts[at] < other.span.start <= reach
        and dimension(other) == kind
        and other.noun in {None, site.figure.noun}
        for other in site.sentence.figures
    )


def _touches(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a word of movement stands straight before or behind the figure."""
    if hit.meaning[2] == "before":
        words = site.page.lower[hit.last : site.first]
        return (
            hit.first < site.first
            and hit.last <= site.last
            and not [w for w in words if w not in cues.SKIP]
        )
    return hit.first in {site.last, cues.behind_noun(site)}


def _is_old(site: Site, hit: Hit[Cue]) -> bool:
    """Whether words make the figure the level before a movement. "From" needs a movement from it,
    or a level of the same thing that was reached: "to 19 from 34", not "34 points from 17"."""
    if hit.meaning[1] != "old":
        return False
    if site.text(hit.first, hit.last).lower() != "from":
        return _has_rival(site)
    return _moved_from(site) or _reached_from(site, hit.first)


def _reached_from(site: Site, at: int) -> bool:
    page, lower = site.page, site.page.lower
    for other in site.sentence.figures:
        first, last = page.word_at(other.span.start), page.word_at(other.span.end)
        if other.noun_span is not None:
            last = max(last, page.word_at(other.noun_span.end))
        if other is site.figure or not at - _BACK < last <= at:
            continue
        nouns = {other.noun, site.figure.noun}
        alike = dimension(other) == dimension(site.figure) and (len(nouns) == 1 or None in nouns)
        if alike or other.kind in _SHARED:
            before = lower[max(site.sentence.first, first - _BACK) : first]
            return not (_REACHED | _movements()).isdisjoint(before)
    return False


def _moved_from(site: Site) -> bool:
    """Whether it is the level that a movement began at: "slowed from 9.8%"."""
    lower, at = site.page.lower, site.first - 1
    while at > site.sentence.first and lower[at] in cues.SKIP:
        at -= 1
    return at > site.sentence.first and lower[at] == "from" and lower[at - 1] in _movements()


@cache
def _movements() -> frozenset[str]:
    table = lexicon.load("movements")
    return frozenset(
        (*table["moving_up"], *table["moving_down"], *lexicon.load("comparing")["slowing"])
    )


def _has_rival(site: Site) -> bool:
    kind, now = dimension(site.figure), _says_now(site)
    return any(
        other is not site.figure
        and other.quantity is not None
        and (dimension(other) == kind or (now and other.kind is Kind.COUNT and other.noun is None))
        for other in site.sentence.figures
    )


def _says_now(site: Site) -> bool:
    """Whether the sentence goes on to what is so now, which needs no unit again: "the bill, once
    5.6 billion francs, is now 6.9"."""
    return "now" in site.page.lower[site.last : site.sentence.last]
