"""Portions: figures for parts of one whole that exclude each other, and need not be all of it.

In: the claims of one story. Out: alignments of ``whole`` and ``parts``: "of the 618, 487 came
from the north, 79 from the east and 62 from the west". Shares of a whole that has no figure ("73%
from fees, 17% from gifts and 22% from trusts") have no ``whole``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.alignment.fitting import holds
from checker.alignment.passages import (
    Place,
    Sentence,
    aligned,
    paragraphs_of,
    place_of,
    sentences_of,
)
from checker.alignment.summing import contests
from checker.alignment.summing.enumerations import listings_of
from checker.alignment.summing.membership import Listing, size
from checker.alignment.summing.overfull import of_two_sorts_counted, overfull
from checker.alignment.wording import cue
from checker.model import Alignment, Claim
from checker.patterns import lazy

NAME = "portions"


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every open list of parts that exclude each other, then what two sides split."""
    listed: set[Place] = set()
    for listing in listings_of(paragraphs_of(claims)):
        if not listing.closed:
            listed.add(place_of(listing.parts[0]))
            yield from _open(listing)
    for paragraph in paragraphs_of(claims):
        for sentence in paragraph if "percentages" in paragraph.may else ():
            for first, second in contests.rival_shares(sentence):
                if place_of(first) not in listed:
                    yield aligned(NAME, ("shares of two sides",), parts=(first, second))
            for shares in overfull(sentence):
                if place_of(shares[0]) not in listed:
                    yield aligned(NAME, ("shares of all",), parts=shares)
    yield from _of_two_sorts(claims)
    voted: set[Place] = set()
    for passage in _passages(claims):
        for members, cast in contests.votes(passage):
            if place_of(cast[0]) in voted:
                continue
            voted.add(place_of(cast[0]))
            yield aligned(NAME, ("votes in a chamber",), whole=members, parts=cast)


def _of_two_sorts(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    for sentence in sentences_of(claims):
        for whole, parts in of_two_sorts_counted(sentence) if "two sorts" in sentence.may else ():
            yield aligned(NAME, ("of sorts that are all",), whole=whole, parts=parts)


def _open(listing: Listing) -> Iterator[Alignment]:
    if listing.whole is not None:
        yield aligned(NAME, (listing.grounds,), whole=listing.whole, parts=listing.parts)
    elif not any(map(_is_of_what, listing.parts[1:])) and not _is_one_of_all(listing.parts):
        yield aligned(NAME, (listing.grounds,), parts=listing.parts)


def _is_one_of_all(shares: Sequence[Claim]) -> bool:
    """Whether one share is what the others make: "with 46 and 24 percent, hold 70 percent between
    them"."""
    most, text = max(shares, key=size), shares[0].document.text
    told = text[shares[0].segment.span.start : most.figure.span.end + _NEXT]
    if not cue("enumerations", "jointly").search(told):
        return False
    return len(shares) > _TWO and holds(sum(map(size, shares), -size(most)), most)


_TWO = 2
_NEXT = 24


def _is_of_what(share: Claim) -> bool:
    """Whether a share says itself what it is of: "74% of what it would take at full price"."""
    text, end = share.document.text, share.figure.span.end
    return _OF_WHAT.match(text, end) is not None


_OF_WHAT = lazy(r" of (?:what|how|all that)\b")


def _passages(claims: tuple[Claim, ...]) -> Iterator[Sequence[Sentence]]:
    """Every paragraph with the next one of its text, where one of them speaks of votes."""
    told = paragraphs_of(claims)
    for paragraph, following in zip(told, (*told[1:], None), strict=False):
        joined = following and following[0].document.name == paragraph[0].document.name
        if joined and following and ("votes" in paragraph.may or "votes" in following.may):
            yield (*paragraph, *following)
        elif "votes" in paragraph.may:
            yield paragraph
