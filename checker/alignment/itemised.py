"""Itemised lists: a number of things, and the things by name.

In: the claims of one story. Out: alignments of ``count`` and ``items``, the list as a figure of
its own: "three suspects: Ali and Omar". ``items`` is a range where an "and" or a comma may stand
inside an item ("Tyne and Wear"; "Omar, a baker").

The list has no figures but ages, or is one of years, and is closed by an "and" or is set out in
lines. Where it has as many items as another number of its sentence, it may belong to that one.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.alignment.listing.bulleted import below
from checker.alignment.listing.counted import as_figure, is_number_of_things, of_another
from checker.alignment.listing.dated import in_ages, in_years
from checker.alignment.listing.introduced import behind
from checker.alignment.listing.summed_up import before
from checker.alignment.passages import Sentence, aligned, sentences_of
from checker.model import Alignment, Claim

NAME = "itemised"


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every small number with the list of so many things."""
    for sentence in sentences_of(claims):
        for claim in sentence.claims:
            if is_number_of_things(sentence, claim):
                yield from _listed(sentence, claim)


def _listed(sentence: Sentence, claim: Claim) -> Iterator[Alignment]:
    for grounds, read in _FORMS:
        found = read(sentence, claim)
        if found is not None:
            if not of_another(sentence, claim, found):
                yield aligned(NAME, (grounds,), count=claim, items=as_figure(claim, found))
            return


_FORMS = (
    ("listed below it", below),
    ("the years of each", in_years),
    ("the ages of each", in_ages),
    ("listed behind it", behind),
    ("listed before it", before),
)
