"""How far a clause says that its figure is so: asserted, forecast, a target, a limit, a poll's.

In: a ``Site`` and the measure that was read of it. Out: a ``Modality``. What reaches the figure is
told in :mod:`checker.claims.cues`.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.claims import cues
from checker.claims.page import Cue, Site
from checker.lexicon.phrases import Hit
from checker.model import Kind, Modality, Modifier, Slot

# So many words a condition has.
_CONDITION = 12
_IF = "if"
_MAY = "may"
_BOUNDS = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
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
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("polls")[kind])
