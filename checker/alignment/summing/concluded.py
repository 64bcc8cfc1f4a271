"""Concluded: figures, and one that words only lead on to from them.

In: the figures before a total, sentence by sentence. Out: those that one wrong digit keeps from
making it: "41 miles by the old road and 18 on, so a rider has 69 to do".
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.alignment.summing.kindred import Told, is_of_a_slip, near
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import frame
from checker.model import Kind

_MOST = 6
_SEVERAL = 5
_FIRM = 2
"""With fewer digits that are no zeros at the end, one wrong one explains too much."""


def concluded(told: Sequence[Sequence[Told]], whole: Told) -> list[Told]:
    """The figures of a sentence, or of two, where words only lead on from them to another, or call
    it a heap of such: "41 miles by the old road and 18 on, so a rider has 69 to do", "$2.3m to the
    one and $1.9m to the other, a debt of $4.7m". One wrong digit has to explain it."""
    if not whole.sentence.may_say("sums_told", "concluded", "heaps"):
        return []
    own = list(told[-1])
    parts = own if len(own) > 1 else [*(told[-2] if len(told) > 1 else ()), *own]
    if not 1 < len(parts) <= _SEVERAL:
        return []
    start = max(whole.sentence.segment.span.start, parts[-1].claim.figure.span.end)
    lead = whole.sentence.document.text[start : whole.claim.figure.span.start]
    leads_on = frame("sums_told", r"(?:^|[\s,;.:–—]){concluded}\b[^.;:]{0,60}$|\b{heaps} $")
    nouns = {noun_of(each.claim) for each in parts} - {""}
    if leads_on.search(lead) is None or len(nouns) > 1:
        return []
    if noun_of(whole.claim) not in {"", *nouns}:
        return []  # "the mill employs 340 and the mine 210, so a town of 560 houses"
    heaped = frame("sums_told", r"\b{heaps} $").search(lead)
    if not heaped and len(size(whole.claim).normalize().as_tuple().digits) < _FIRM:
        return []
    if any(_is_a_few_times(each, whole) for each in parts):
        return []  # "a bed is €15, and €11 for members, so that two pay €30"
    together = sum(size(each.claim) for each in parts)
    return parts if is_of_a_slip(abs(together - size(whole.claim))) and near(whole, parts) else []


def _is_a_few_times(part: Told, whole: Told) -> bool:
    return whole.claim.figure.kind is Kind.MONEY and any(
        size(part.claim) * times == size(whole.claim) for times in range(2, _MOST)
    )
