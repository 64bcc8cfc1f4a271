"""Limits: what is allowed or has room, which "no more than 210" states and does not bound.

In: two ``Claim``s. Out: the same two, without the bound where both say how much is allowed or has
room: "licensed for 250 passengers" and "certified for as many as 210" are two limits; or how far
one thing went, as it was measured: "gusts of up to 68 km/h" and "blew at up to 86 km/h".
"""

from __future__ import annotations

from dataclasses import replace

from checker.alignment.pairing.windows import around
from checker.alignment.wording import cue
from checker.model import Claim, Kind, Modality, Modifier
from checker.once import once

_ABOUT = 90
_UP_TO = ("up to", "as much as", "as high as")
_UPPER = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})


def as_limits(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Two claims; where both are of a limit, each as the limit itself."""
    if not {a.figure.modifier, b.figure.modifier} & _UPPER:
        return a, b
    both = (_is_limit(a) and _is_limit(b)) or (_is_peak(a) and _is_peak(b))
    return (_itself(a), _itself(b)) if both else (a, b)


@once
def _is_peak(claim: Claim) -> bool:
    """Whether a size is the most that was measured of something."""
    measured = claim.figure.kind is Kind.MEASURE and claim.measure is not None
    return measured and claim.figure.surface.lower().startswith(_UP_TO)


def _itself(claim: Claim) -> Claim:
    if claim.figure.modifier not in _UPPER:
        return claim
    return replace(claim, figure=replace(claim.figure, modifier=Modifier.EXACTLY))


@once
def _is_limit(claim: Claim) -> bool:
    if claim.modality is Modality.LIMIT:
        return True
    return cue("comparing", "allowing").search(around(claim, _ABOUT, _ABOUT)) is not None
