"""Limits: what is allowed or has room, which "no more than 210" states and does not bound.

In: two ``Claim``s. Out: the same two, without the bound where both say how much is allowed or has
room: "licensed for 250 passengers" and "certified for as many as 210" are two limits.
"""

from __future__ import annotations

from dataclasses import replace

from checker.alignment.pairing.windows import around
from checker.alignment.wording import cue
from checker.model import Claim, Modality, Modifier
from checker.once import once

_ABOUT = 90
_UPPER = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})


def as_limits(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Two claims; where both are of a limit, each as the limit itself."""
    if not {a.figure.modifier, b.figure.modifier} & _UPPER:
        return a, b
    return (_itself(a), _itself(b)) if _is_limit(a) and _is_limit(b) else (a, b)


def _itself(claim: Claim) -> Claim:
    if claim.figure.modifier not in _UPPER:
        return claim
    return replace(claim, figure=replace(claim.figure, modifier=Modifier.EXACTLY))


@once
def _is_limit(claim: Claim) -> bool:
    if claim.modality is Modality.LIMIT:
        return True
    return cue("comparing", "allowing").search(around(claim, _ABOUT, _ABOUT)) is not None
