"""Told: the figures of sentences that stand near each other, and what two of them may come to.

In: a ``Sentence``. Out: its figures that can be levels, parts and wholes, each with the sentence;
and of two sizes the shares and changes that they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.changing.comparisons import plain
from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.stated import is_points, room_of
from checker.alignment.passages import Sentence, ends, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.model import Claim, Form, Kind, Modifier

SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
# How a level may be told: what is only bounded is none.
MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})
_ONE = Decimal(1)
_EXACT = Decimal("0.000001")
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


def middle(ratio: Claim) -> Decimal:
    """A share or a percentage as a part of one."""
    return size(ratio) / (100 if ratio.figure.kind is Kind.PERCENT else 1)


def step_of(ratio: Claim) -> Decimal:
    """Half the place of a percentage's last digit, and a tenth of a fraction in words, as a part of
    one."""
    quantity = ratio.figure.quantity
    if quantity is None or ratio.figure.kind is not Kind.PERCENT:
        return middle(ratio) / 10
    return quantity.step / 200


def makes_none(
    paragraph: Sequence[Sentence], at: int, ratio: Claim, *own: Claim, other_way: bool = True
) -> bool:
    """Whether no two figures near a share make it, nor do its ``own`` two make another share there:
    else they are rather of something else. Its own two may come near it, but for a rounding; by
    ``other_way`` also as the change from the one that words call the later."""
    near = paragraph[max(0, at - 2) : at + 3]
    told = [each.claim for each in united([e for s in near for e in figures_of(s)])]
    pairs = [(a, b) for place, a in enumerate(told) for b in told[place + 1 :] if same_kind(a, b)]
    spans = {each.figure.span for each in own}
    others = [(a, b) for a, b in pairs if {a.figure.span, b.figure.span} != spans]
    if len(told) > MOST or any(
        meets(ratio, each)
        for a, b in others
        if ratio.figure.span not in (a.figure.span, b.figure.span)
        for each in readings(size(a), size(b), a.segment is b.segment)
    ):
        return False
    stated, step = middle(ratio), step_of(ratio)
    near_own = list(readings(size(own[0]), size(own[1]), False))
    if not other_way:
        one, other = size(own[0]), size(own[1])
        back = abs(other - one) / other
        near_own = [each for each in near_own if abs(each - back) > _EXACT]
    if any(abs(each - stated) <= step for each in near_own):
        return False
    shares = [as_share(s, c) for s in near for c in s.claims if c.figure.kind in SHARES]
    return not any(
        meets(other, each)
        for other in shares
        if other.figure.span not in {*spans, ratio.figure.span}
        for each in readings(size(own[0]), size(own[1]))
    )


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
