"""Which claims belong together: one module a relation, each with its ``NAME`` and ``find``.

In: the claims of one story. Out: ``Alignment``s, with the grounds on which each was made.

The packages are what relations are made of; the docstring of each has its map. Within a passage:
``parts`` and ``portions`` ask ``summing``, ``span`` asks ``timing``, ``product`` ``multiplying``,
``conversion`` ``converting``, ``change`` and ``share`` ``changing``, ``itemised`` ``listing``;
``passages`` are the sentences that all of them look at, by the words of ``wording``; ``needs`` says
what a passage must have for each, and ``possible`` which of that it has. Across documents ``same``,
``headline``, ``repeat`` and ``series`` ask ``pairing``; ``beginnings`` asks ``timing``,
``places`` and ``borders`` ask ``locating``. ``binding`` adds, to what these are sure of, figures
that many weak signs speak for, and takes out what they speak against. ``otherwise`` takes out what
a passage shows to be misread, by what ``fitting`` makes of its other figures.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from checker.alignment import (
    balance,
    beginnings,
    borders,
    change,
    claim,
    conversion,
    headline,
    itemised,
    limits,
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
from checker.alignment.binding import beyond, borne
from checker.alignment.otherwise import is_told_otherwise, may_be_told_otherwise
from checker.alignment.pairing.comparing import compare
from checker.alignment.rows import Place, rows
from checker.model import Alignment, Claim

RELATIONS = (
    claim,
    conversion,
    change,
    parts,
    portions,
    balance,
    product,
    share,
    limits,
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
    ``apart`` some, and for some the texts leave it ``undecided``. ``broken`` are the relations
    that gave up over a number with more digits than can be reckoned with."""

    alignments: tuple[Alignment, ...]
    apart: int
    undecided: int
    broken: tuple[str, ...] = ()


def aligned(claims: tuple[Claim, ...], relations: Collection[str] | None = None) -> Aligned:
    """The alignments of the claims of one story, relation by relation, and how many pairs were
    left alone.

    ``relations`` are the names of those that are wanted; all if ``None``.
    """
    made: list[Alignment] = []
    broken: list[str] = []
    apart = undecided = 0
    for relation in RELATIONS:
        if relations is not None and relation.NAME not in relations:
            continue
        try:
            if relation is same:
                pairs = same.pairs(claims)
                apart, undecided = pairs.apart, pairs.undecided
                made += pairs.alignments
            else:
                told = borne(relation.NAME, claims, tuple(relation.find(claims)))
                found = (*told, *beyond(relation.NAME, claims, told))
                if may_be_told_otherwise(relation.NAME):
                    found = tuple(each for each in found if not is_told_otherwise(each, claims))
                made += found
        except ArithmeticError:
            broken.append(relation.NAME)
    return Aligned(tuple(made), apart, undecided, tuple(broken))


def align(
    claims: tuple[Claim, ...], relations: Collection[str] | None = None
) -> tuple[Alignment, ...]:
    """The alignments alone, as :func:`aligned` finds them."""
    return aligned(claims, relations).alignments
