"""Rules of the desk that YAML cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import checker
from checker import Alignment, Claim, Member, View


@checker.rule(
    id="digits-swapped",
    given="same",
    severity="warning",
    summary="Two figures for one thing have the same digits in another order.",
)
def digits_swapped(a: View, b: View, least: Decimal = Decimal(100)) -> str | None:
    """One of the two was mistyped: 1,532 and 1,352.

    Silent: figures below the option `least`, where the same digits are no surprise.
    """
    one, other = checker.known(a.value), checker.known(b.value)
    if one == other or min(one, other) < least:
        return None
    if sorted(str(one)) != sorted(str(other)):
        return None
    return f"{a} and {b} have the same digits in another order"


@checker.function
def per_head(total: View, people: View) -> Decimal:
    """How much of `total` falls to each of `people`, in the unit of `total`."""
    return checker.known(total.value) / checker.known(people.value)


@checker.relation(name="in-one-breath", roles=("first", "second"))
def in_one_breath(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Two figures that follow each other in a sentence."""
    for first, second in pairwise(claims):
        if (first.document, first.segment) == (second.document, second.segment):
            members = (Member("first", (first,)), Member("second", (second,)))
            yield Alignment("in-one-breath", members, ("side by side",))
