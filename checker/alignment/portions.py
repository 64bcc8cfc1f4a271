"""Portions: figures for parts of one whole that exclude each other, and need not be all of it.

In: the claims of one story. Out: alignments of ``whole`` and ``parts``: "of the 618, 487 came
from the north, 79 from the east and 62 from the west". Shares of a whole that has no figure ("73%
from fees, 17% from gifts and 22% from trusts") have no ``whole``.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.alignment.passages import aligned, paragraphs_of
from checker.alignment.summing import contests
from checker.alignment.summing.enumerations import listings_of
from checker.model import Alignment, Claim

NAME = "portions"


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every open list of parts that exclude each other, then what two sides split."""
    listed: set[tuple[str, int]] = set()
    for listing in listings_of(paragraphs_of(claims)):
        if listing.closed:
            continue
        listed.add(_place(listing.parts[0]))
        if listing.whole is None:
            yield aligned(NAME, (listing.grounds,), parts=listing.parts)
        else:
            yield aligned(NAME, (listing.grounds,), whole=listing.whole, parts=listing.parts)
    for paragraph in paragraphs_of(claims):
        for sentence in paragraph:
            for first, second in contests.rival_shares(sentence):
                if _place(first) not in listed:
                    yield aligned(NAME, ("shares of two sides",), parts=(first, second))
        for members, cast in contests.votes(paragraph):
            yield aligned(NAME, ("votes in a chamber",), whole=members, parts=cast)


def _place(claim: Claim) -> tuple[str, int]:
    return claim.document.name, claim.figure.span.start
