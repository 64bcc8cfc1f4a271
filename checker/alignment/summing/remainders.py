"""Remainders: a number of things, how many of them went, and how many are said to be left.

In: the sentences of a paragraph. Out: the first number as a whole, with the two others as its
parts: "the firm had 412 staff. It let 57 go, leaving 355", "they looked at 83 films and turned down
71, which leaves 12".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import alike, is_about, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_HAS_GONE = lazy(r"(?: [^\W\d_]+)? (?:have|has|had|were|was)\b[^,;]*,|(?: [^\W\d_]+ed),")
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


def remainders(paragraph: Sequence[Sentence]) -> Iterator[tuple[Claim, tuple[Claim, Claim]]]:
    """The numbers of one sentence, or of one and the next, that are what there was, what went
    and what is left: no other of their kind may stand beside them."""
    for sentence in paragraph:
        yield from _remainder((sentence,))
    for first, second in pairwise(paragraph):
        if len(_figures(first)) == 1 and len(_figures(second)) == 2:
            yield from _remainder((first, second))


def _figures(sentence: Sentence) -> list[Claim]:
    return [claim for claim in sentence.claims if claim.figure.kind in _KINDS]


def _remainder(told: tuple[Sentence, ...]) -> Iterator[tuple[Claim, tuple[Claim, Claim]]]:
    figures = [claim for sentence in told for claim in _figures(sentence)]
    if len(figures) != 3 or not all(map(_is_plain, figures)):
        return
    had, gone, left = figures
    last = told[-1]
    if not alike(had, gone) or not alike(had, left) or max(size(gone), size(left)) >= size(had):
        return
    between = (last.before(gone, 60) if len(told) > 1 else last.between(had, gone)).rstrip()
    if len(told) == 1 and _HAS_GONE.match(between) and cue("remainders", "gone").search(between):
        return  # "27 had turned for home, five had got a lift, leaving 17": both went
    around = f"{between} {last.between(gone, left)}"
    if not cue("remainders", "gone").search(around) or cue("remainders", "not_gone").search(around):
        return
    if _is_left(last, gone, left) and is_about(had, (gone, left)):
        yield had, (gone, left)


def _is_left(sentence: Sentence, gone: Claim, left: Claim) -> bool:
    """Whether words call the last figure what is left: "leaving 12", "so he has 12 left"."""
    gap = sentence.between(gone, left)
    ends = frame("remainders", r"(?: [^\W\d_]+){0,2}(?: {left})?\s*(?:[.,;]|$)")
    if frame("remainders", r"[^.;:]*[\s,;–—]{leaving} ").fullmatch(gap):
        return ends.match(sentence.after(left, 40)) is not None
    so = frame("remainders", r"[^.;:]*[,;] {so} ").fullmatch(gap)
    behind = frame("remainders", r"(?: [^\W\d_]+){0,2} {left}\s*(?:[.,;]|$)")
    return so is not None and behind.match(sentence.after(left, 40)) is not None


def _is_plain(claim: Claim) -> bool:
    return claim.figure.form is Form.POINT and claim.figure.modifier is Modifier.EXACTLY
