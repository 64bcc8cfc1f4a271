"""How far a clause says that its figure is so: asserted, forecast, a target, a limit, a poll's.

In: a ``Site`` and the measure that was read of it. Out: a ``Modality``. What reaches the figure is
told in :mod:`checker.claims.cues`.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.claims import cues
from checker.claims.page import Cue, Site
from checker.dimensions import dimension
from checker.lexicon.phrases import Hit
from checker.model import Kind, Modality, Modifier, Slot

# So many words a condition has.
_CONDITION = 12
_IF = "if"
# So many words before a limit say that it is passed.
_NEAR = 4
# Between a limit and its figure: "the limit of 50", "the limit, 50".
_STATED = frozenset({"of", ",", ":", "is", "was", "(", "–", "—", "which"})
_PARTICIPLES = ("ed", "en", "wn", "lt", "ld", "ut", "ught")
# Between how far and a target: "400 metres from its target".
_OFF = frozenset({"from", "off", "of", "short", "wide", "past", "beyond", "away"})
_MAY = "may"
_BOUNDS = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
_PLAIN = frozenset({Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})
# In the main clause these make what it says hang on the condition.
_UNREAL = frozenset({"would", "could", "might", "should"})


def read(site: Site, measure: Slot | None) -> Modality:
    """How far the clause says that it is so."""
    found = [hit for hit in cues.reaching(site, "modality") if not _says_else(site, hit, measure)]
    if not found:
        return _by_nature(measure)
    hit = min(found, key=lambda hit: (hit.meaning[2] == "clause", site.gap(hit), hit.first))
    if _forbids(site, hit):
        return Modality.LIMIT
    if _asks(site, hit):
        polled = any(other.meaning[1] == cues.POLL for other in found)
        return Modality.POLL if polled else Modality(hit.meaning[1])
    return Modality(hit.meaning[1])


def _by_nature(measure: Slot | None) -> Modality:
    """What is measured by asking people is a poll's, whether or not the text says so again."""
    polled = measure is not None and measure.value in _table("polled")
    return Modality.POLL if polled else Modality.ASSERTED


def _says_else(site: Site, hit: Hit[Cue], measure: Slot | None) -> bool:
    """Whether a cue says nothing of how far the figure is so."""
    return (
        cues.is_apart(site, hit)
        or _is_counted(site, hit)
        or _is_trusted(site, hit)
        or _is_of_nature(site, hit)
        or _is_only_passed(site, hit)
        or _is_only_done(site, hit)
        or _is_missed(site, hit)
        or _is_of_book(site, hit)
        or _is_of_facts(site, hit, measure)
        or _is_only_condition(site, hit)
    )


def _is_of_facts(site: Site, hit: Hit[Cue], measure: Slot | None) -> bool:
    """Whether a survey tells what is so, and not what people think: "a survey of hives found that
    29% had died"."""
    survey = site.text(hit.first, hit.last).lower() in _table("surveys")
    if hit.meaning[1] != cues.POLL or not survey:
        return False
    if measure is None:
        words = site.page.lower[site.sentence.first : site.sentence.last]
        return _table("opinions").isdisjoint(words)
    return measure.value not in _table("polled") | _table("voted")


def _is_only_condition(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a condition follows that leaves the main clause as it is: "he will serve 14 years if
    the verdict stands". Not so "they would lose 14 seats if the vote were held now"."""
    if hit.meaning[1] != "hypothetical" or site.page.lower[hit.first] != _IF:
        return False
    main = site.page.lower[site.left : hit.first]
    return hit.first >= site.last and _UNREAL.isdisjoint(main)


def _asks(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a condition is the question of a poll: "would vote for them if an election were held
    now"."""
    return site.page.lower[hit.first] == _IF and not _table("elections").isdisjoint(
        site.page.lower[hit.last : min(site.sentence.last, hit.last + _CONDITION)]
    )


def _forbids(site: Site, hit: Hit[Cue]) -> bool:
    """Whether "may" allows so much and no more: "nobody may be paid less than 12 euros", "they may
    land no more than 40 tonnes"."""
    if site.page.lower[hit.first] != _MAY or hit.last > site.first:
        return False
    bounded = site.figure.modifier in _BOUNDS
    return bounded or not _table("nobody").isdisjoint(site.page.lower[site.left : hit.first])


def _is_of_nature(site: Site, hit: Hit[Cue]) -> bool:
    """Whether "of up to" tells the most that was measured, and no limit that somebody set: "gusts
    of up to 212 km/h"."""
    upmost = site.page.lower[hit.last - 2 : hit.last] == ["up", "to"]
    return hit.meaning[1] == "limit" and upmost and site.figure.kind is Kind.MEASURE


def _is_only_passed(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a limit is only what something goes beyond or keeps to: "nitrate above the limit in
    18 wells", "40 lorries broke the limit". Straight behind, a figure is the limit itself: "above
    the limit of 50"."""
    lower = site.page.lower
    if hit.meaning[1] != "limit":
        return False
    behind = hit.first >= site.last
    ahead = lower[max(site.last if behind else site.left, hit.first - _NEAR) : hit.last - 1]
    if _compared("passing_limits").isdisjoint(ahead):
        return False
    told = lower[hit.last : site.first]
    return behind or ("set" not in told and bool(set(told) - cues.SKIP - _STATED))


def _is_only_done(site: Site, hit: Hit[Cue]) -> bool:
    """Whether something must be done with so many, which limits none of them: "must be rehoused
    with 40 others". A limit stands behind straight, "must be 30 metres wide", or is a time or a
    bound, "must be paid within 30 days"."""
    lower = site.page.lower
    counts = site.figure.kind is Kind.COUNT and site.figure.modifier in _PLAIN
    if not counts or lower[hit.first : hit.last] != ["must", "be"] or hit.last >= site.first:
        return False
    return lower[hit.last].endswith(_PARTICIPLES) and not _bounds_ahead(site, hit)


def _bounds_ahead(site: Site, hit: Hit[Cue]) -> bool:
    return not _compared("limiting").isdisjoint(site.page.lower[hit.last : site.first])


def _is_missed(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a target is a place, and the figure how far off it something lies or hit: "landed 400
    metres from its target"."""
    if hit.meaning[1] != "target" or dimension(site.figure) != "length":
        return False
    between = site.page.lower[site.last : hit.first]
    return hit.first >= site.last and not _OFF.isdisjoint(between)


def _is_of_book(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a novel or a film is what is told of, and not where people come to harm: "the novel
    has sold 2.7m copies"."""
    if hit.meaning[1] != "hypothetical":
        return False
    if site.text(hit.first, hit.last).lower() not in lexicon.load("names")["works"]:
        return False
    return not any(
        "casualties" in {told.meaning.measure.name, told.meaning.measure.within}
        for told in site.sentence.expressions
    )


def _is_trusted(site: Site, hit: Hit[Cue]) -> bool:
    """Whether the condition is only that a source be right: "if the map is to be believed", "if you
    go by the final return"."""
    if hit.meaning[1] != "hypothetical" or site.page.lower[hit.first] != _IF:
        return False
    trusted = lexicon.load("attribution")["trusted"]
    told = site.page.lower[hit.last : min(site.sentence.last, hit.last + _CONDITION)]
    end = next((at for at, word in enumerate(told) if word in {",", ";", "."}), len(told))
    clause = f" {' '.join(told[:end])} "
    return any(f" {words} " in clause for words in trusted)


def _is_counted(site: Site, hit: Hit[Cue]) -> bool:
    """Whether the word is what is counted: "28 goals", "64 targets"."""
    span = site.figure.noun_span
    return span is not None and span == site.span(hit.first, hit.last)


@cache
def _compared(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("comparing")[kind])


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("polls")[kind])
