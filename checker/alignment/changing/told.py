"""Told: the figures of sentences that stand near each other, and what two of them may come to.

In: a ``Sentence``. Out: its figures that can be levels, parts and wholes, each with the sentence;
and of two sizes the shares and changes that they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.changing.comparisons import plain
from checker.alignment.changing.stated import is_points, room_of
from checker.alignment.passages import Sentence, ends, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.model import Claim, Form, Kind, Modifier

LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
# How a level may be told: what is only bounded is none.
MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})
_ONE = Decimal(1)
_TIMES = 5
_DOZEN = "a dozen"
# Among more figures than that, no two are meant: a list. It keeps the time from growing with their
# square.
MOST = 24


class Told(NamedTuple):
    """A figure and its sentence."""

    sentence: Sentence
    claim: Claim


def figures_of(sentence: Sentence) -> list[Told]:
    """The figures of a sentence that can be levels or parts, a change as its two ends."""
    found: list[Told] = []
    for claim in sentence.claims:
        figure = claim.figure
        if figure.kind not in LEVELS or is_points(claim):
            continue
        if figure.form is Form.CHANGE and (pair := ends(claim)) is not None:
            found += [Told(sentence, pair.before), Told(sentence, pair.after)]
        elif figure.form is Form.POINT and size(claim) > 0 and figure.surface.lower() != _DOZEN:
            found.append(Told(sentence, plain(claim)))
    return found


def united(told: Sequence[Told]) -> list[Told]:
    """Figures of which a bare number has the unit of the last one that has any, where it is near
    that in size."""
    found: list[Told] = []
    shown: Claim | None = None
    for sentence, claim in told:
        if claim.figure.kind is not Kind.COUNT:
            shown = claim
        elif shown is not None and not noun_of(claim):
            less, more = sorted((size(claim), size(shown)))
            if more <= less * _TIMES:
                claim = in_the_unit_of(shown, claim)  # noqa: PLW2901 - the same figure
        found.append(Told(sentence, claim))
    return found


def meets(ratio: Claim, value: Decimal) -> bool:
    if ratio.figure.quantity is None or ratio.figure.form is not Form.POINT:
        return False
    low, high = room_of(ratio)
    return (low is None or value >= low) and (high is None or value <= high)


def same_kind(a: Claim, b: Claim) -> bool:
    one, two = a.figure.quantity, b.figure.quantity
    alike = a.figure.kind is b.figure.kind and one is not None and two is not None
    return alike and same_rate(one.unit if one else None, two.unit if two else None)


def readings(a: Decimal, b: Decimal, together: bool = True) -> Iterator[Decimal]:
    """What two figures may come to as a part of one: as a share, as what is left, and as a change
    either way; those that stand ``together`` also as shares of both, and as a part that was
    added."""
    less, more = sorted((a, b))
    if not less or less == more:
        return
    yield from (less / more, _ONE - less / more, more / less, more / less - _ONE)
    if together:
        yield from (less / (less + more), more / (less + more), less / (more - less))
