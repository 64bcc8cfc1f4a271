"""Parents: how old somebody was when a child was born, and how old both are.

In: a paragraph with its ages. Out: alignments of ``start``, the parent's age at the birth, ``end``,
the parent's age, and ``length``, the child's age, where the first and the last do not make the
other: "gave birth at 23 to a son who is now 46, which makes her 79".

The passage has no other age, and its words say which one was that of the birth. Nothing is told
where any two of the three make the third.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from checker.alignment.passages import aligned
from checker.alignment.timing.aging import At, whole
from checker.alignment.timing.subjects import clause_before
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Kind

_THREE = 3
_GROWN = 12
_OLDEST = 60


def parents(ages: Sequence[At]) -> Iterator[Alignment]:
    """The ages of a paragraph, where there are three and one is that of a parent at a birth."""
    if len(ages) != _THREE or any("-" in each.claim.figure.surface for each in ages):
        return
    first = [each for each in ages if _is_at_birth(each)]
    if len(first) != 1 or not _GROWN <= whole(first[0]) <= _OLDEST:
        return
    if any(abs(whole(a) + whole(b) - whole(c)) <= 1 for a, b, c in permutations(ages)):
        return
    child, parent = sorted((each for each in ages if each is not first[0]), key=whole)
    if whole(parent) <= whole(first[0]) or not _is_of_child(child) or _is_of_kin(parent):
        return
    figure = replace(child.claim.figure, kind=Kind.DURATION)
    length = replace(child.claim, figure=figure)
    grounds = ("a parent and a child",)
    yield aligned("span", grounds, start=first[0].claim, end=parent.claim, length=length)


def _is_of_child(age: At) -> bool:
    """ "A son who is now 46", "he is now 35"."""
    before = age.sentence.before(age.claim, 40)
    return (
        frame("spans", r"\b(?:who|he|she) (?:is|was|turned|turns)(?: now)? $").search(before)
        is not None
    )


def _is_of_kin(age: At) -> bool:
    """Whether a clause tells that an age is that of a relative: "her husband is 79"; not "a son of
    46, which makes her 79"."""
    if frame("spans", r"\bmakes (?:him|her|me) $").search(age.sentence.before(age.claim, 12)):
        return False
    return cue("spans", "kin").search(clause_before(age.sentence, age.claim)) is not None


def _is_at_birth(age: At) -> bool:
    """Whether an age is that of somebody who became a parent: "gave birth at 23", "was 19 when the
    eldest was born"."""
    before, behind = age.sentence.before(age.claim, 48), age.sentence.after(age.claim, 60)
    bore = frame("spans", r"\b{bore}\b[^.;:,]{0,24}(?:\bat|\baged|\bat the age of) $").search(
        before
    )
    bore = bore or frame("spans", r",? when (?:he|she) {bore}\b").match(behind)
    came = frame("spans", r",? when [^.;:,]{0,40}\b{child_came}\b").match(behind)
    return bool(bore or came)
