"""Distances between two places that are named.

In: the claims of one story. Out: an alignment for each distance, in the role ``c``: its claim with
the two places as ``entity`` and ``counterpart``, as written, and ``scope`` "route" where it is
measured along a road or a journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.alignment.locating import localities
from checker.alignment.locating.localities import Ends
from checker.dimensions import dimension
from checker.model import Alignment, Claim, Kind, Member, Modality, Modifier, Slot

NAME = "place-distance"
ROUTE = "route"


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every distance between two named places, the first where it is also given in another unit."""
    for claim in measuring(claims):
        ends = localities.read(claim)
        if ends is not None:
            yield aligned(NAME, claim, ends)


def measuring(claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The claims that can be a distance on a map."""
    for claim in claims:
        figure = claim.figure
        if figure.kind is not Kind.MEASURE or claim.modality is not Modality.ASSERTED:
            continue
        start = figure.span.start
        bracketed = start > 0 and claim.document.text[start - 1] in "([/"
        if dimension(figure) == "length" and not bracketed:
            yield claim


def aligned(relation: str, claim: Claim, ends: Ends) -> Alignment:
    """The claim with its two ends in their slots."""
    figure = claim.figure
    if ends.within and figure.modifier is Modifier.EXACTLY:
        figure = replace(figure, modifier=Modifier.AT_MOST)
    made = replace(
        claim,
        figure=figure,
        entity=ends.near,
        counterpart=ends.far,
        scope=Slot(ROUTE, ROUTE, figure.span) if ends.route else None,
    )
    grounds = f"from {ends.near.surface} to {ends.far.surface}"
    return Alignment(relation, (Member("c", (made,)),), (grounds,))
