"""Which claims belong together: one module a relation, each with its ``NAME`` and ``find``.

In: the claims of one story. Out: ``Alignment``s, with the grounds on which each was made.

The other modules are what relations are made of. Within a passage: ``parts`` and ``portions`` ask
``enumerations`` (runs of figures, for which ``wholes``, ``addends``, ``continued`` and ``splits``
look for what they make, by ``membership`` and ``exclusion``), ``differences``, ``remainders``,
``rests``, ``sums_told``, ``leftovers``, ``manifests``, ``rolls``, ``seasons`` and ``contests``;
``span`` asks ``births``, which asks ``lives`` and ``earlier_ages``, ``anniversaries``,
``nth_days``, ``stretches``, ``weekdays``, ``lifetimes`` and ``reckonings``, by ``lapses``;
``product`` asks ``averages``, ``incidence`` and ``exchange``, all by ``factors``; ``conversion``
asks ``periods``, ``restatements`` and ``sides``; ``change`` asks ``levels``, ``margins`` and
``sequels``, and with ``share`` ``comparisons`` and ``ratios_told``; tables are ``grids``,
``tabulated`` and ``tallies``. Across documents, ``beginnings`` holds ages against years of birth
and building; ``same`` takes ``candidates``, compares them by ``vetoes`` and ``agreement``
(``comparing``), asks whether the texts account for what differs (``told``), and leaves the rest to
``resolution``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from checker.alignment import (
    beginnings,
    borders,
    change,
    claim,
    conversion,
    headline,
    itemised,
    parts,
    places,
    portions,
    product,
    proportions,
    reference,
    repeat,
    same,
    series,
    share,
    span,
    support,
)
from checker.alignment.comparing import compare
from checker.alignment.rows import Place, rows
from checker.model import Alignment, Claim

RELATIONS = (
    claim,
    conversion,
    change,
    parts,
    portions,
    product,
    share,
    span,
    itemised,
    repeat,
    headline,
    support,
    places,
    borders,
    same,
    proportions,
    beginnings,
    series,
    reference,
)

__all__ = ["RELATIONS", "Aligned", "Place", "align", "aligned", "compare", "rows"]


class Aligned(NamedTuple):
    """The alignments of one story. Of the pairs that could have been the same, a veto kept
    ``apart`` some, and for some the texts leave it ``undecided``."""

    alignments: tuple[Alignment, ...]
    apart: int
    undecided: int


def aligned(claims: tuple[Claim, ...], relations: Collection[str] | None = None) -> Aligned:
    """The alignments of the claims of one story, relation by relation, and how many pairs were
    left alone.

    ``relations`` are the names of those that are wanted; all if ``None``.
    """
    made: list[Alignment] = []
    apart = undecided = 0
    for relation in RELATIONS:
        if relations is not None and relation.NAME not in relations:
            continue
        if relation is same:
            pairs = same.pairs(claims)
            apart, undecided = pairs.apart, pairs.undecided
            made += pairs.alignments
        else:
            made += relation.find(claims)
    return Aligned(tuple(made), apart, undecided)


def align(
    claims: tuple[Claim, ...], relations: Collection[str] | None = None
) -> tuple[Alignment, ...]:
    """The alignments alone, as :func:`aligned` finds them."""
    return aligned(claims, relations).alignments
