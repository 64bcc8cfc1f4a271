"""Which claims belong together: one module a relation, each with its ``NAME`` and ``find``.

In: the claims of one story. Out: ``Alignment``s, with the grounds on which each was made.
"""

from __future__ import annotations

from collections.abc import Collection

from checker.alignment import (
    change,
    claim,
    conversion,
    headline,
    itemised,
    parts,
    portions,
    product,
    repeat,
    same,
    series,
    share,
    span,
)
from checker.alignment.comparing import compare
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
    same,
    series,
)

__all__ = ["RELATIONS", "align", "compare"]


def align(
    claims: tuple[Claim, ...], relations: Collection[str] | None = None
) -> tuple[Alignment, ...]:
    """The alignments of the claims of one story, relation by relation.

    ``relations`` are the names of those that are wanted; all if ``None``.
    """
    return tuple(
        alignment
        for relation in RELATIONS
        if relations is None or relation.NAME in relations
        for alignment in relation.find(claims)
    )
