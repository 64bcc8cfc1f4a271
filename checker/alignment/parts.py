"""Parts: a closed list of figures and the total that they make.

In: the claims of one story. Out: alignments of ``whole`` and ``parts``: "19 killed: 11 civilians
and eight soldiers", "of the 62, 38 were shot down and the remaining 24 fell", "11 in Orlaven and
eight in Telmar, 19 in all", a table with a row of totals, items under a line that ends in a
colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.alignment.passages import (
    Paragraph,
    Place,
    Sentence,
    aligned,
    by_role,
    paragraphs_of,
    place_of,
    sentences_of,
)
from checker.alignment.summing import tabulated
from checker.alignment.summing.breakdowns import breakdowns
from checker.alignment.summing.enumerations import listings_of
from checker.alignment.summing.first_part import is_first_part
from checker.alignment.summing.gaps import gaps
from checker.alignment.summing.kindred import Sum, lines
from checker.alignment.summing.leftovers import leftovers
from checker.alignment.summing.majorities import majorities
from checker.alignment.summing.manifests import manifests
from checker.alignment.summing.membership import alike, may_add_up, shortfall, size
from checker.alignment.summing.poised import poised
from checker.alignment.summing.singles import misses, singles, singles_ahead
from checker.alignment.summing.sums_told import sums_told
from checker.model import Alignment, Claim

NAME = "parts"


_TWO = 2


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every whole with its parts, but for wholes that are themselves one of the parts."""
    for found in _found(claims):
        told = by_role(found)
        if not is_first_part(told["whole"][0], told["parts"]):
            yield found


def _found(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every closed list of parts with its whole; first those in prose, then lists and tables, and
    last what only comes near, of figures that have no part in the others."""
    used: list[set[Place]] = []
    for alignment in _listed(claims):
        used.append({place_of(claim) for member in alignment for claim in member.claims})
        yield alignment
    used += [{place_of(each) for each in (one.whole, *one.parts)} for one in _with_ones(claims)]
    previous: Sequence[Sentence] | None = None
    for paragraph in paragraphs_of(claims):
        if previous and not _is_next(previous[-1], paragraph[0]):
            previous = None
        for found in _told(paragraph, previous):
            places = {place_of(claim) for claim in (found.whole, *found.parts)}
            if all(len(places & other) < _TWO for other in used) and not _is_made_up(claims, found):
                used.append(places)
                yield aligned(NAME, (found.grounds,), whole=found.whole, parts=found.parts)
        previous = paragraph


def _is_next(last: Sentence, sentence: Sentence) -> bool:
    """Whether a paragraph follows another, with no heading or other paragraph between them."""
    if last.document.name != sentence.document.name:
        return False
    return sentence.segment.paragraph - last.segment.paragraph == 1


def _told(paragraph: Paragraph, previous: Sequence[Sentence] | None) -> Iterator[Sum]:
    """What words call a sum, what is left, a gap or all there is."""
    may = paragraph.may
    told = tuple(lines(paragraph)) if "sums" in may else ()
    likely = bool(told) and may_add_up(c for sentence in paragraph for c in sentence.claims)
    if likely:
        yield from sums_told(told)
    if "leftovers" in may:
        yield from leftovers(told)
    if "gaps" in may:
        yield from gaps(told)
    if likely:
        yield from breakdowns(told)
    yield from poised(paragraph, told, previous)
    if "majorities" in may:
        yield from majorities(paragraph)


def _is_made_up(claims: tuple[Claim, ...], found: Sum) -> bool:
    """Whether what the parts leave of a whole is told elsewhere in the text: the 17 dead of the
    headline, beside "228 were picked up and five swam ashore, which accounts for all 250"."""
    missing = shortfall(found.whole, found.parts)
    return missing > 0 and any(
        size(claim) == missing and alike(claim, found.whole)
        for claim in claims
        if claim.document.name == found.whole.document.name
        if claim.segment.paragraph != found.whole.segment.paragraph
    )


def _with_ones(claims: tuple[Claim, ...]) -> list[Sum]:
    """The lists of which some items are told one by one, whether they fit or not."""
    return [
        found
        for sentence in sentences_of(claims)
        if "singles" in sentence.may
        for found in singles_ahead(sentence)
    ]


def _listed(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    listed = set()
    ones = _with_ones(claims)
    for found in filter(misses, ones):
        yield aligned(NAME, (found.grounds,), whole=found.whole, parts=found.parts)
    with_ones = {place_of(found.whole) for found in ones}
    for listing in listings_of(paragraphs_of(claims)):
        if listing.closed and listing.whole is not None:
            if place_of(listing.whole) in with_ones:
                continue
            listed.add(listing.parts)
            yield aligned(NAME, (listing.grounds,), whole=listing.whole, parts=listing.parts)
    for sentence in sentences_of(claims):
        for found in singles(sentence) if "singles" in sentence.may else ():
            yield aligned(NAME, (found.grounds,), whole=found.whole, parts=found.parts)
    for manifest in manifests(claims):
        if manifest.parts not in listed:
            yield aligned(NAME, ("those aboard",), whole=manifest.aboard, parts=manifest.parts)
    for total in tabulated.totals(claims):
        yield aligned(NAME, (total.grounds,), whole=total.whole, parts=total.parts)
