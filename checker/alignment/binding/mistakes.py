"""Mistakes: how somebody may have reckoned who did not make the last figure of a tie of the others.

In: a ``Tie``. Out: the names of what the last figure is instead: a change of the later figure where
it is told of the earlier, a share of what is left where it is told of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.alignment.binding.ties import Tie


def mistakes(tie: Tie) -> Iterator[str]:
    """What the last figure of a tie is instead of what it is told to be."""
    if tie.relation in ("share", "change", "times"):
        one, other, told = tie.values
        low, high = told.low / told.scale, told.high / told.scale
        for name, made in _instead(tie.relation, one.number, other.number):
            if low <= made <= high:
                yield name


def _instead(relation: str, one: float, other: float) -> Iterator[tuple[str, float]]:
    if relation == "times":
        yield "how many times more", other / one - 1
        yield "turned round", one / other
    elif relation == "change":
        yield "change of the later", abs(other - one) / other
        yield "share", min(one, other) / max(one, other)
        yield "how many times", other / one
    else:
        yield "the rest", 1 - one / other
