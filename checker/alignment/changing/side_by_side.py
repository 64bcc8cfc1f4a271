"""Side by side: several parts of one whole, each with the share that it is.

In: the sentences of a paragraph. Out: the part whose share is not what it is of the whole of the
others: "spending is $44.6bn. Health takes $14.7bn, a third of it; schools are next with $9.8bn, or
26 per cent".

The others show which figure is the whole: it makes all of their shares. Nothing is told where
another figure of the passage makes the last share as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.changing.based import Based
from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.told import (
    MEANT,
    MOST,
    SHARES,
    figures_of,
    meets,
    middle,
    same_kind,
    step_of,
    united,
)
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind

_PARTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_NEAR = Decimal("1.5")
_PAIR = 2


class _Pair(NamedTuple):
    """A part and the share beside it."""

    part: Claim
    share: Claim

    def is_of(self, whole: Claim) -> bool:
        return meets(self.share, size(self.part) / size(whole))


def side_by_side(passage: Sequence[Sentence]) -> Iterator[Based]:
    """The shares of a passage that are not of the whole of those beside them."""
    pairs = [pair for sentence in passage if "shares" in sentence.may for pair in _pairs(sentence)]
    if len(pairs) < _PAIR:
        return
    told = [each.claim for each in united([e for s in passage for e in figures_of(s)])]
    if len(told) > MOST:
        return
    for off in pairs:
        others = [pair for pair in pairs if pair is not off and same_kind(pair.part, off.part)]
        wholes = [c for c in told if _may_be_whole(c, [off, *others])]
        if not others or any(off.is_of(each) for each in wholes):
            continue
        known = [each for each in wholes if all(pair.is_of(each) for pair in others)]
        if known and all(_is_near(off, each) for each in known):
            yield Based(off.part, min(known, key=lambda whole: _misses(others, whole)), off.share)


def _misses(pairs: Sequence[_Pair], whole: Claim) -> Decimal:
    """How far a whole is from making the shares of some parts."""
    return sum((abs(size(p.part) / size(whole) - middle(p.share)) for p in pairs), Decimal(0))


def _pairs(sentence: Sentence) -> Iterator[_Pair]:
    """Parts that a share follows as the same in other words: "$9.8bn, or 26 per cent", "14 (a
    third)"."""
    figures = {each.claim.figure.span: each.claim for each in united(figures_of(sentence))}
    for part, share in zip(sentence.claims, sentence.claims[1:], strict=False):
        ratio = as_share(sentence, share)
        own = figures.get(part.figure.span)
        if own is None or own.figure.kind not in _PARTS or own.figure.modifier not in MEANT:
            continue
        if ratio.figure.kind not in SHARES or ratio.figure.form is not Form.POINT:
            continue
        if ratio.figure.direction is not None or not 0 < middle(ratio) < 1:
            continue
        between = sentence.document.text[part.figure.span.end : ratio.figure.span.start]
        linked = frame("based", r"(?: [^\W\d_]+)?(?:,? or|,|\s?[(–—])\s?(?:about |some )?")
        if linked.fullmatch(between):
            yield _Pair(own, ratio)


def _may_be_whole(claim: Claim, pairs: Sequence[_Pair]) -> bool:
    return all(same_kind(claim, each.part) and size(claim) > size(each.part) for each in pairs)


def _is_near(off: _Pair, whole: Claim) -> bool:
    value, stated = size(off.part) / size(whole), middle(off.share)
    apart = abs(value - stated) > step_of(off.share) * 2
    return apart and max(value, stated) <= min(value, stated) * _NEAR
