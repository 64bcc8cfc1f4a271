"""Which figures of a story may be told by two texts, so that they can be held against each other.

In: the claims of one story. Out: those that may be one of a pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker import lexicon
from checker.alignment.pairing.agreement import counted, is_conversion, is_one
from checker.alignment.pairing.moments import MOMENTS, is_full
from checker.model import Aspect, Claim, Kind, Role

HEADS = frozenset({Role.HEADLINE, Role.DECK})
_MOST = frozenset({"mosts", "leasts"})


def pairable(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that may be one of a pair: not those that make one length only together with the
    next, "four years and six months"."""
    halves = {
        id(each)
        for one, other in pairwise(claims)
        if _are_one_length(one, other)
        for each in (one, other)
    }
    return [claim for claim in claims if id(claim) not in halves and _may_pair(claim)]


def _may_pair(claim: Claim) -> bool:
    """Whether a figure may be one of a pair. A headline's is its own text's, which stands below."""
    return claim.segment.role not in HEADS and may_be_one(claim)


def may_be_one(claim: Claim) -> bool:
    kind = claim.figure.kind
    if claim.aspect is Aspect.OLD:
        return False
    if kind in MOMENTS:
        return is_full(claim) and claim.segment.role is not Role.TABLE_CELL
    if kind is Kind.SCORE:
        return claim.segment.role is not Role.TABLE_CELL
    if not is_quantity(claim) or claim.figure.quantity is None:
        return False
    if kind is Kind.COUNT and claim.figure.noun is None and claim.figure.quantity.step < 1:
        # No count has decimals: a clock time, a score or a price without its sign.
        return False
    if kind is Kind.ORDINAL and not _is_of_a_row(claim):
        return False
    if kind is Kind.COUNT and claim.figure.noun is None and _is_among_numbers(claim):
        return False
    return not (is_conversion(claim) or is_one(claim))


def is_quantity(claim: Claim) -> bool:
    """Whether a figure measures or counts something; an ordinal counts up to itself."""
    return claim.figure.quantity is not None and (
        claim.figure.kind.is_quantity or claim.figure.kind is Kind.ORDINAL
    )


def _is_among_numbers(claim: Claim) -> bool:
    """Whether a number stands between two others in a row, as a lottery's: "4, 11, 19 and 31"."""
    text, (start, end) = claim.document.text, claim.figure.span
    ahead = text[max(0, start - 3) : start - 2].isdigit() and text[start - 2 : start] == ", "
    behind = text[end : end + 6].removeprefix(",").removeprefix(" and").lstrip()
    return ahead and behind[:1].isdigit()


def _is_of_a_row(claim: Claim) -> bool:
    """Whether an ordinal says how often something has happened, and no rank, floor or century."""
    words = counted(claim)
    if not words or any(word in lexicon.load("comparing")["no_rows"] for word in words):
        return False
    nouns = lexicon.load("comparing")["no_superlatives"]
    return words[0] not in _MOST and (not words[0].endswith("ests") or words[0] in nouns)


def _are_one_length(one: Claim, other: Claim) -> bool:
    first, second = one.figure, other.figure
    if not first.kind is second.kind is Kind.DURATION or one.document is not other.document:
        return False
    if first.quantity is None or second.quantity is None:
        return False
    between = one.document.text[first.span.end : second.span.start]
    return between.split() == ["and"] and first.quantity.unit != second.quantity.unit
