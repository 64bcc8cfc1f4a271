"""Dated: the years that stand behind figures.

In: the parts of a sum. Out: whether some are of a year of their own and others are not: "whose film
before began with $38 million in 2022. Abroad the new one earned $96 million".
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.alignment.summing.kindred import Told
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Kind


def are_of_two_times(parts: Sequence[Told]) -> bool:
    """Whether a part has a year behind it, and one of another sentence has none."""
    years = [(_year_of(part), part.sentence.segment.span) for part in parts]
    return any(
        year is not None and other is None and home != elsewhere
        for year, home in years
        for other, elsewhere in years
    )


def _year_of(told: Told) -> int | None:
    start = told.claim.figure.span.end
    for claim in told.sentence.claims:
        if claim.figure.span.start >= start:
            led = frame("sums_told", r"(?: [^\W\d_]+)? (?:in|during|of) ")
            dated = claim.figure.kind is Kind.YEAR and led.fullmatch(
                told.sentence.between(told.claim, claim)
            )
            return int(size(claim)) if dated else None
    return None
