"""Each claim alone.

In: the claims of one story. Out: an alignment for each, in the role ``c``.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Alignment, Claim, Member

NAME = "claim"


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every claim."""
    for claim in claims:
        yield Alignment(NAME, (Member("c", (claim,)),))
