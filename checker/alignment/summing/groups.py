"""Groups: the figures of a sentence that may be a whole and its parts.

In: ``Told`` figures in the order of the text. Out: lists of those that can be added to each other:
all of a kind, those of one noun, and some in a row of which the last or the first is the greatest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from checker import units
from checker.alignment.summing.kindred import UNITED, Told
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.set_off import is_set_off
from checker.alignment.wording import frame
from checker.errors import UnitError
from checker.model import Aspect, Claim, Kind, Quantity

FEWEST, MOST = 3, 8
_SCORE = 20
"""Of lesser numbers some in a row are easily what others make."""


def groups(told: Sequence[Told]) -> Iterator[list[Told]]:
    """The figures of a sentence that can be added to each other, all in the unit of the first."""
    kinds: dict[Kind, list[Told]] = {}
    for each in told:
        if each.claim.aspect is Aspect.LEVEL and each.claim.figure.quantity is not None:
            kinds.setdefault(each.claim.figure.kind, []).append(each)
    for left in kinds.values():
        while len(left) >= FEWEST:
            first = left[0].claim
            claims = [in_unit_of(first, each.claim) for each in left]
            kin = [
                each if claim is each.claim else Told(each.sentence, claim)
                for each, claim in zip(left, claims, strict=True)
                if claim is not None
            ]
            if len(kin) >= FEWEST:
                yield from _of_one_noun(kin)
            left = [  # noqa: PLW2901 - those in other units
                each for each, claim in zip(left, claims, strict=True) if claim is None
            ]


def _of_one_noun(kin: Sequence[Told]) -> Iterator[list[Told]]:
    """Figures of one kind, those up to one that is more than each before it, and those of each noun
    alone: a bare number may be of any."""
    nouns = dict.fromkeys(noun_of(each.claim) for each in kin)
    found = [list(kin), *_up_to_the_most(kin), *_runs(kin)]
    parts = [each for at, each in enumerate(kin) if each is kin[-1] or not _counts_them(each, at)]
    if len(parts) < len(kin):
        found += [parts, *_runs(parts)]
    if len(nouns) > 1:
        found += [[each for each in kin if noun_of(each.claim) in ("", noun)] for noun in nouns]
    yield from (some for some in found if FEWEST <= len(some) <= MOST)


def _up_to_the_most(kin: Sequence[Told]) -> Iterator[list[Told]]:
    """What ends with a greater figure that is set off: "235 homes in a town with one shop"."""
    most = max(size(each.claim) for each in kin[: FEWEST - 1])
    for end in range(FEWEST, min(len(kin), MOST + 1)):
        *parts, whole = kin[:end]
        less, most = most, max(most, size(whole.claim))
        if less < most and is_set_off(whole, parts, between(parts[-1], whole)):
            yield [*parts, whole]


def _counts_them(told: Told, many: int) -> bool:
    """Whether a number says how many stand before it: "98, 41 and 17 ... the three parties"."""
    if told.claim.figure.kind is not Kind.COUNT or size(told.claim) != many:
        return False
    return frame("poised", r"\b{the} $").search(told.sentence.before(told.claim, 8)) is not None


def _runs(kin: Sequence[Told]) -> Iterator[list[Told]]:
    """Some of the figures in a row, of which the last or the first is the greatest."""
    if len(kin) <= FEWEST:
        return
    sizes = [size(each.claim) for each in kin]
    for start, end in combinations(range(min(len(kin), 2 * MOST) + 1), 2):
        if not FEWEST <= end - start <= MOST or end - start == len(kin):
            continue
        most = max(sizes[start:end])
        if (
            most >= _SCORE
            and sizes.index(most, start) in (start, end - 1)
            and (start == 0 or _begins_anew(*kin[start - 1 : start + 1]))
        ):
            yield list(kin[start:end])


def _begins_anew(before: Told, first: Told) -> bool:
    """Whether a figure begins another list than the one before it is in."""
    return first.sentence is not before.sentence or (
        re.search(r"[.;:]", first.sentence.between(before.claim, first.claim)) is not None
    )


def in_unit_of(model: Claim, claim: Claim) -> Claim | None:
    """A claim in the unit of another of its kind: megawatts as gigawatts, months as years; ``None``
    where the two cannot be added."""
    one, other = model.figure.quantity, claim.figure.quantity
    if one is None or other is None or model.figure.kind is not claim.figure.kind:
        return None
    if one.unit == other.unit:
        return claim
    if claim.figure.kind not in UNITED - {Kind.MONEY} or one.unit is None or other.unit is None:
        return None
    if other.low is None or other.high is None:
        return None
    try:
        times = units.convert(Decimal(1), other.unit, one.unit)
    except UnitError:
        return None
    low, high = ((end * times).normalize() for end in (other.low, other.high))
    made = Quantity(low, high, other.step * times, one.unit)
    return replace(claim, figure=replace(claim.figure, quantity=made))


def between(first: Told, second: Told) -> str:
    """The text between two figures, in the sentence of the second."""
    start = max(first.claim.figure.span.end, second.sentence.segment.span.start)
    return second.sentence.document.text[start : second.claim.figure.span.start]
