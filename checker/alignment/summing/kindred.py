"""Kindred: the figures of a paragraph that can be added, and whether any of them fit.

In: the sentences of a paragraph, or some of their figures. Out: ``Told`` figures, bare numbers in
the unit of the one before them; whether parts come near a whole, and whether another reading of the
paragraph's figures holds. What looks for a sum by words alone, without the form of a list, asks
these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.summing.continued import goes_on_between
from checker.alignment.summing.membership import alike, noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modality, Modifier, Span
from checker.tolerance import added

UNITED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.DURATION})
KINDS = UNITED | {Kind.COUNT}
_ROOM = 10
"""With more figures than that in a paragraph too many sums could hold."""

_LISTED = re.compile(r",? and |, ")
_OF_WHICH = re.compile(r"[^.;:]*, of wh(?:ich|om) ")
_NEAR = Decimal("0.25")
_FAR = Decimal("0.45")
_TWO = 2
_NOT_YET = frozenset({Modality.TARGET, Modality.FORECAST, Modality.LIMIT})


class Sum(NamedTuple):
    """A whole, and what has to come to it."""

    whole: Claim
    parts: tuple[Claim, ...]
    grounds: str


class Told(NamedTuple):
    """A figure and its sentence."""

    sentence: Sentence
    claim: Claim


Line = list[list[Told]]
"""The figures of a paragraph, sentence by sentence."""


def lines(paragraph: Sequence[Sentence]) -> Iterator[Line]:
    """The figures of a paragraph, bare numbers in the unit of the figure before them, in their own
    sentence or the one before; once more as they are written where any was read so, since it need
    not have that unit."""
    if sum(len(sentence.claims) for sentence in paragraph) <= _TWO:
        return
    yield from figures_in(paragraph)


def figures_in(sentences: Sequence[Sentence]) -> Iterator[Line]:
    """As :func:`lines`, of any sentences in a row."""
    shared = []
    united: Claim | None = None
    for sentence in sentences:
        shared.append(_figures(sentence, united, UNITED))
        united = _last_united(shared[-1])
    yield shared
    written = {id(claim) for sentence in sentences for claim in sentence.claims}
    if any(id(each.claim) not in written for some in shared for each in some):
        yield [_figures(sentence, None, frozenset()) for sentence in sentences]


def _last_united(told: Sequence[Told]) -> Claim | None:
    return told[-1].claim if told and told[-1].claim.figure.kind in UNITED else None


def _figures(sentence: Sentence, united: Claim | None, shared: frozenset[Kind]) -> list[Told]:
    """What may be added in a sentence; a bare number behind one of a kind that is ``shared`` has
    that one's unit."""
    found: list[Told] = []
    labelled = "labels" in sentence.may
    for claim in sentence.claims:
        kind = claim.figure.kind
        if shared and united and kind is Kind.COUNT and noun_of(claim) == "":
            united = in_the_unit_of(united, claim)
            found.append(Told(sentence, united))
        elif kind in KINDS:
            united = claim if kind in shared else None
            if not (labelled and _is_label(sentence, claim)):
                found.append(Told(sentence, claim))
    found = _with_the_unit_behind(sentence, found) if shared else found
    if "some of one" not in sentence.may:
        return found
    return [each for place, each in enumerate(found) if not _is_within(each, found[:place])]


def _with_the_unit_behind(sentence: Sentence, told: Sequence[Told]) -> list[Told]:
    """ "Stages of 182, 164 and 207 kilometres": the unit stands behind the last of a list."""
    found = list(told)
    for at in range(len(found) - 2, -1, -1):
        claim, behind = found[at].claim, found[at + 1].claim
        bare = claim.figure.kind is Kind.COUNT and not noun_of(claim)
        if (
            bare
            and behind.figure.kind in UNITED
            and _LISTED.fullmatch(sentence.between(claim, behind))
        ):
            found[at] = Told(sentence, in_the_unit_of(behind, claim))
    return found


def _is_label(sentence: Sentence, claim: Claim) -> bool:
    """ "On day 38"; not "a four-day total of 38"."""
    label = frame("sums_told", r"(?<![-‑–])\b{labels} $")
    return label.search(sentence.before(claim, 16)) is not None


def _is_within(told: Told, before: Sequence[Told]) -> bool:
    """Whether a figure is only some of a part beside it: "17 are let and 28 stand empty, nine of
    them for years"; behind the first figure of a sentence it may be some of a whole."""
    if not before or not alike(before[-1].claim, told.claim):
        return False
    less = size(told.claim) < size(before[-1].claim)
    gap = told.sentence.between(before[-1].claim, told.claim)
    opens = len(before) == 1 and _OF_WHICH.fullmatch(gap)
    if less and not opens and frame("sums_told", r"[^.;:]*[,(]? {some_of} ").fullmatch(gap):
        return True
    of_them = frame("sums_told", r" {of_those}\b").match(told.sentence.after(told.claim, 16))
    return len(before) > 1 and less and of_them is not None and re.search(r"\band\b", gap) is None


def claims(told: Sequence[Told]) -> tuple[Claim, ...]:
    """The figures alone."""
    return tuple(each.claim for each in told)


def is_plain(claim: Claim) -> bool:
    """Whether a figure is a point as written, and more than one."""
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY and size(claim) > 1


def near(whole: Told, parts: Sequence[Told], *, called: bool = False) -> bool:
    """Whether parts come so near a whole that a slip may be what keeps them apart: farther where
    the whole is ``called`` their sum."""
    together = sum((size(each.claim) for each in parts), Decimal(0))
    total = size(whole.claim)
    apart, most = abs(together - total), max(together, total)
    few = len(parts) == _TWO and min(size(each.claim) for each in parts) < apart
    if few and not slips(together, total):
        return False  # the lesser part is no nearer to the whole than nothing
    return apart <= most * _NEAR or (called and apart <= most * _FAR and is_of_a_slip(apart))


def is_meant_otherwise(whole: Claim, part: Claim) -> bool:
    """Whether a whole is only aimed at or foretold, and its parts are there: "it has 26 shops and
    wants to have 28"."""
    return whole.modality is not part.modality and whole.modality in _NOT_YET


def is_of_a_slip(apart: Decimal) -> bool:
    """Whether sums are so far apart as one wrong digit in any of their figures, or two that are
    swapped, would set them: one digit and zeros, or a multiple of nine."""
    digits = apart.normalize().as_tuple().digits
    return len(digits) == 1 or (len(digits) == _TWO and (10 * digits[0] + digits[1]) % 9 == 0)


def slips(true: Decimal, told: Decimal) -> bool:
    """Whether one number is another with one digit changed, two digits swapped, or ten times as
    much or as little."""
    if true <= 0 or told <= 0:
        return False
    if true in (told * 10, told / 10):
        return True
    one, other = _digits(true, told)
    if len(one) != len(other) or len(one) < 2:
        return False
    differ = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) == 1:
        return True
    if len(differ) != 2 or differ[1] - differ[0] != 1:
        return False
    first, second = differ
    return one[first] == other[second] and one[second] == other[first]


def _digits(*numbers: Decimal) -> list[str]:
    """The digits of numbers, written out to the same place."""
    last = min(int(number.normalize().as_tuple().exponent) for number in numbers)
    return [str(int(number.scaleb(-last))) for number in numbers]


def holds(told: Sequence[Sequence[Told]], claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether any other figures of the paragraph make a total, or the parts make another one, or it
    is one that is told again. Of parts in a row none is left out that has others on both sides."""
    total, room = size(claim), added(claim.figure)
    own = {each.figure.span for each in (*parts, claim)}
    if _are_of_another_whole(told, claim, parts):
        return True
    others = [
        size(each.claim)
        for sentence in told
        for each in sentence
        if each.claim.figure.span not in own and _may_be_alike(each.claim, claim)
        if size(each.claim) > (each.claim.figure.span.start > claim.figure.span.start)
    ]
    together = sum(map(size, parts))
    if not {total, together}.isdisjoint(others) or len(others) > _ROOM:
        return True
    ones = [Decimal(1)] * min(2, _single(claim, own))
    if 0 < total - together <= _TWO and goes_on_between(claim, parts):
        return True
    low, high = room.low or total, room.high or total
    sizes = [size(each) for each in parts]
    runs = [sum(sizes[a:b]) for a, b in combinations(range(len(sizes) + 1), 2)]
    sums = (
        run + sum(some)
        for count in range(len(others) + len(ones) + 1)
        for some in combinations([*others, *ones], count)
        for run in (*runs, 0)
    )
    if any(low <= each <= high for each in sums):
        return True
    every = [*sizes, *others]
    if any(total == abs(a - b) for a, b in combinations(every, 2)):
        return True
    multiplied = claim.figure.kind is not Kind.COUNT or any(
        some and some[0].sentence.may_say("sums_told", "multiplied") for some in told
    )
    return multiplied and any(total == a * b for a, b in combinations(every, 2))


def _are_of_another_whole(
    told: Sequence[Sequence[Told]], claim: Claim, parts: Sequence[Claim]
) -> bool:
    """Whether another figure is what all of them make, whatever time it is for: "of £2,400 a month
    £1,150 goes on rent, £420 on food ..., which leaves £375"."""
    if claim.figure.kind not in UNITED:
        return False  # "five children", "for 11 years"
    written = [each for some in told for one in some[:1] for each in one.sentence.claims]
    every = size(claim) + sum(map(size, parts))
    own = {each.figure.span for each in (*parts, claim)}
    return any(
        each.figure.span not in own
        and each.figure.kind is claim.figure.kind
        and each.figure.quantity is not None
        and each.figure.quantity.low == every
        and _base(each) == _base(claim)
        for each in written
    )


def _base(claim: Claim) -> str:
    """A unit without the time that it is for."""
    quantity = claim.figure.quantity
    return ((quantity.unit if quantity is not None else None) or "").partition(" / ")[0]


def _may_be_alike(claim: Claim, other: Claim) -> bool:
    """Whether two figures can be added, a bare number taken for one in the other's unit."""
    bare = claim.figure.kind is Kind.COUNT and other.figure.kind in UNITED and not noun_of(claim)
    return alike(claim, other) or bare


def _single(claim: Claim, own: Collection[Span]) -> int:
    """How many in a row may be one without a number: "41 trawlers, 17 yachts and a tug"."""
    start, end = min(span.start for span in own), max(span.end for span in own)
    pattern = r"(?:(?:[,;]|\band|\bplus) {single}|\bwith {oneself})\b(?! [^\W\d_]+ of\b)"
    found = frame("sums_told", pattern).finditer(claim.document.text, start, end)
    return sum(all(not span.start < match.end() <= span.end for span in own) for match in found)
