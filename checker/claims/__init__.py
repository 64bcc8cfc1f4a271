"""Claims: who says what quantity of which thing, when and where.

In: a ``Document``, its ``Segment``s and ``Figure``s. Out: one ``Claim`` for every figure but
identifiers, in text order. A facet that the text does not decide is ``None``.
"""

from __future__ import annotations

from dataclasses import replace

from checker.claims import (
    aspect,
    attribution,
    counterpart,
    entity,
    facets,
    measure,
    modality,
    period,
    unharmed,
    victims,
)
from checker.claims.page import Page, Sentence, Site, site
from checker.claims.phrase import Phrase
from checker.dimensions import dimension
from checker.model import Attribution, Claim, Document, Figure, Kind, Period, Segment, Slot

_NONE = frozenset({Kind.IDENTIFIER})
_DISTANCE = "distance"
_CASUALTIES = frozenset({"killed", "injured", "missing", "casualties"})


def claims(
    document: Document, segments: tuple[Segment, ...], figures: tuple[Figure, ...]
) -> tuple[Claim, ...]:
    """The claims of a document: one for every figure that is a quantity, a date or an ordinal."""
    if not figures:
        return ()
    page = Page(document, segments, figures)
    said: dict[int, Attribution | None] = {}
    made = []
    for figure in figures:
        if figure.kind in _NONE:
            continue
        sentence = page.sentence_of(figure)
        if sentence is None:
            continue
        if sentence.number not in said:
            said[sentence.number] = attribution.read(page, sentence)
        made.append(_claim(page, sentence, figure, said[sentence.number]))
    return _shared_sources(made)


def _shared_sources(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims, those without a source with that of another one that says the same: a text often
    gives a count first and says further down who counted."""
    sources = {
        (claim.measure.value, claim.figure.quantity): claim.attribution
        for claim in reversed(claims)
        if claim.measure is not None and claim.attribution is not None
    }
    return tuple(
        claim
        if claim.attribution is not None or claim.measure is None
        else _sourced(claim, sources.get((claim.measure.value, claim.figure.quantity)))
        for claim in claims
    )


def _sourced(claim: Claim, said: Attribution | None) -> Claim:
    return claim if said is None else replace(claim, attribution=replace(said, carried=True))


def _site(page: Page, sentence: Sentence, figure: Figure) -> Site:
    """The place of a figure; a conversion in brackets stands where the figure before it stands."""
    start = figure.span.start
    if page.document.text[start - 1 : start] == "(":
        for other in sentence.figures:
            between = page.document.text[other.span.end : start]
            if other.span.end < start and between.strip() == "(" and other.kind is figure.kind:
                return site(page, sentence, other)._replace(figure=figure)
    return site(page, sentence, figure)


def _claim(page: Page, sentence: Sentence, figure: Figure, said: Attribution | None) -> Claim:
    at = _site(page, sentence, figure)
    said = attribution.reaching(at, said)
    ends = counterpart.read(at) if dimension(figure) == "length" else None
    of = measure.read(at, said) if ends is None else _distance(at)
    owner = entity.owner(at, of, said, ends.far if ends is not None else None)
    scope = facets.of_those(at, of) or facets.scope(at, of) or facets.known(at, of)
    when = period.read(at)
    far = None
    if ends is not None:
        far = _slot(at, ends.far)
        owner = _slot(at, ends.near) if ends.near is not None else owner
        if ends.compass is not None:
            scope = Slot(ends.compass, ends.compass, figure.span)
    return Claim(
        figure,
        page.document,
        sentence.segment,
        measure=of,
        entity=owner,
        counterpart=far,
        place=entity.place(at, said),
        scope=scope,
        period=when,
        statistic=facets.statistic(at),
        modality=modality.read(at, of),
        attribution=said,
        aspect=aspect.read(at),
        names=tuple(dict.fromkeys(name.key for name in sentence.names)),
        hour=period.hour(at),
        settled=any(hit.meaning[0] == "settled" for hit in sentence.cues)
        or victims.tells_which(at)
        or (of is not None and of.value in _CASUALTIES and _looks_back(at, when)),
    )


def _looks_back(at: Site, when: Period | None) -> bool:
    if victims.is_statistic(at) or unharmed.is_of_register(at) or unharmed.is_past(at):
        return True
    return victims.are_known(at) or victims.befell_long_ago(at, when)


def _slot(at: Site, found: Phrase) -> Slot:
    return Slot(found.key, at.text(found.first, found.last), at.span(found.first, found.last))


def _distance(at: Site) -> Slot:
    return Slot(_DISTANCE, at.text(at.first, at.last), at.figure.span)
