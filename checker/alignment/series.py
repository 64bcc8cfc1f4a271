"""A running count at two times.

In: the claims of one story. Out: an alignment for every two claims of one running count by one
source, in the roles ``earlier`` and ``later``, where nothing speaks of a revision. What may only
grow must not be lower later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checker import measures
from checker.alignment.pairing.agreement import revised, revised_around
from checker.alignment.pairing.comparing import compare
from checker.model import Alignment, Aspect, Claim, Member, Role, Verdict

NAME = "series"
_RUNNING = "running"
_LONG = 60


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every two claims of one running count by one speaker, published on two days."""
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.measure is not None and _runs(claim):
            index[claim.measure.value].append(claim)
    for group in index.values():
        ordered = sorted(group, key=lambda c: c.document.published or c.document.name)
        for at, earlier in enumerate(ordered):
            for later in ordered[at + 1 :]:
                new = earlier.document.published != later.document.published
                if new and not _is_kept(earlier, later, ordered):
                    yield from _pair(earlier, later)


def _is_kept(earlier: Claim, later: Claim, group: list[Claim]) -> bool:
    """Whether the later document gives a count beside it that is no lower, so that the lower one is
    of something less: "1,134 have died, adding 14 to the list"."""
    return any(
        claim is not later
        and claim.document.name == later.document.name
        and abs(claim.segment.paragraph - later.segment.paragraph) <= 1
        and not _is_lower(claim, earlier)
        for claim in group
    )


def _is_lower(one: Claim, other: Claim) -> bool:
    low = one.figure.quantity.low if one.figure.quantity else None
    high = other.figure.quantity.low if other.figure.quantity else None
    return low is None or high is None or low < high


def _runs(claim: Claim) -> bool:
    if claim.measure is None or claim.document.published is None:
        return False
    running = measures.measure(claim.measure.value).behaviour == _RUNNING
    return running and _plain(claim) and not _is_over(claim)


def _is_over(claim: Claim) -> bool:
    """Whether a count is of a time that had long ended, and runs no more: "in 2023"."""
    end = None if claim.period is None else claim.period.end
    published = claim.document.published
    return end is not None and published is not None and (published - end).days > _LONG


def _plain(claim: Claim) -> bool:
    role = claim.segment.role not in {Role.HEADLINE, Role.DECK}
    figure = claim.figure
    return (
        role
        and claim.aspect is Aspect.LEVEL
        and figure.quantity is not None
        and figure.kind.is_quantity
    )


def _pair(earlier: Claim, later: Claim) -> Iterator[Alignment]:
    found = compare(earlier, later, at_two_times=True)
    said = [ground for ground in found.grounds if ground.startswith("same speaker")]
    if (
        found.verdict is not Verdict.DIFFERENT
        and said
        and not (revised(earlier) or revised_around(later))
    ):
        members = (Member("earlier", (earlier,)), Member("later", (later,)))
        yield Alignment(NAME, members, found.grounds)
