"""Brought: a first figure, so many more, and the total that these are said to bring it to.

In: the figures that may be parts of a whole, sentence by sentence. Out: those of them that come
near it: "arrested 47 on Saturday. A further 38 were held on Sunday, bringing the total to 95".

There may have been others before the first. So the total may only be off by one wrong digit, or two
that are swapped, and by little, and nothing may say that it is that of a longer time.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.alignment.summing.kindred import UNITED, Told, is_of_a_slip, is_plain, slips
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Kind

_CLOSE = Decimal("0.12")
_FIRM, _TWO = 2, 2
_REACH = 48


def brought_to(told: Sequence[Sequence[Told]], whole: Told) -> list[Told]:
    """The first figure and those that more are said to be of, where they bring a total nearly to
    what words call it."""
    if not whole.sentence.may_say("brought", "brings") or not _is_brought(whole):
        return []
    parts = [each for some in told for each in some]
    more = [place for place, each in enumerate(parts) if place and is_more(each)]
    parts = parts[more[0] - 1 :] if more else []
    if len(parts) < _TWO or not all(map(is_more, parts[1:])):
        return []
    if len({noun_of(each.claim) for each in (*parts, whole)} - {""}) > 1:
        return []
    total = size(whole.claim)
    apart = abs(sum(size(each.claim) for each in parts) - total)
    counted = whole.claim.figure.kind is Kind.COUNT
    firm = len(total.normalize().as_tuple().digits) >= (_FIRM if counted else _FIRM + 1)
    return parts if firm and apart <= total * _CLOSE and is_of_a_slip(apart) else []


def brought_together(parts: Sequence[Told], whole: Told) -> list[Told]:
    """All amounts of a sentence, which bring what they are for to a total: "£14,200 for lost pay
    and £9,500 for distress, bringing the award to £23,700". There may have been others before, so a
    greater total has to be off by a slip; a lesser one cannot be."""
    if whole.claim.figure.kind not in UNITED or len(parts) < _TWO:
        return []
    before = whole.sentence.before(whole.claim, _REACH + 16)
    led = frame("brought", r",? {brings} (?:[^\W\d_][\w’'-]* ){1,5}to $").search(before)
    if led is None or cue("brought", "longer").search(whole.sentence.text):
        return []
    first = parts[0].claim.figure.span.start
    if cue("brought", "earlier").search(whole.sentence.before(parts[0].claim)) or cue(
        "brought", "on_top"
    ).search(whole.sentence.text):
        return []
    among = [c for c in whole.sentence.claims if c.figure.kind is whole.claim.figure.kind]
    if any(not is_plain(c) for c in among if c.figure.span.start >= first):
        return []
    if len([c for c in among if c.figure.span.start < whole.claim.figure.span.start]) != len(parts):
        return []
    if parts[-1].claim.figure.span.end > whole.claim.figure.span.start - len(led[0]):
        return []
    total, made = size(whole.claim), sum((size(each.claim) for each in parts), Decimal(0))
    if made > total:
        return list(parts) if made <= total * _TWO else []
    firm = len(total.normalize().as_tuple().digits) > _FIRM
    return list(parts) if firm and total - made <= total * _CLOSE and slips(made, total) else []


def _is_brought(whole: Told) -> bool:
    before = whole.sentence.before(whole.claim, _REACH)
    found = frame("brought", r"\b{brings} (?:the|its|their|his|her)(?: [^\W\d_]+)? {totals} to $")
    if found.search(before) is None:
        return False
    return cue("brought", "longer").search(whole.sentence.after(whole.claim, _REACH)) is None


def is_more(told: Told) -> bool:
    """Whether a figure is told as so much more: "another four", "38 more"."""
    before, after = told.sentence.before(told.claim, 16), told.sentence.after(told.claim, 32)
    if before.lower().endswith("the "):
        return False  # "the two others" were told of before
    return (
        frame("sums_told", r"^{another}\b").match(told.claim.figure.surface) is not None
        or frame("sums_told", r"\b{another} $").search(before) is not None
        or frame("sums_told", r"(?: [^\W\d_]+)? {more}\b(?! than\b)").match(after) is not None
    )
