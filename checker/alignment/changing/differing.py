"""Differing: two levels of one dimension, and what words call their difference, in whatever units.

In: a ``Sentence``. Out: the two levels with the amount between them: "from a low of 6C to a high of
29C: a swing of 23 degrees", "his jump of 8.45 metres beat the record, 8.31 metres, by 14
centimetres", "117 km/h where 80 is allowed, 37 km/h too fast".

The two are the only other figures of their dimension, and both stand ahead. A rise or a fall needs
words that lead from the one to the other; what is too much needs a limit that is one of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from checker import units
from checker.alignment.changing.contrasts import Moved
from checker.alignment.converting.likeness import SCALES
from checker.alignment.converting.systems import unit_of
from checker.alignment.passages import Ends, Place, Sentence, ends, place_of
from checker.alignment.summing.membership import size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import cue, frame
from checker.errors import UnitError
from checker.model import Claim, Form, Kind, Modifier

_KINDS = frozenset({Kind.MEASURE, Kind.MONEY})
_PAIR = 2
_MOST = 8
_DEGREE = "degree"

_Test = Callable[[Sentence, Sequence[Claim]], bool]


def differing(sentence: Sentence, known: Container[Place]) -> Iterator[Moved]:
    """Every amount that words call the difference of the only two levels ahead; none of those
    ``known``."""
    if len(sentence.claims) > _MOST:
        return
    for gap in sentence.claims:
        if gap.figure.kind not in _KINDS or not _is_plain(gap) or place_of(gap) in known:
            continue
        told = _told(sentence, gap)
        if told is None:
            continue
        levels = _levels(sentence, gap)
        if (
            len(levels) != _PAIR
            or not told(sentence, levels)
            or _is_told_as_sum(sentence, levels, gap)
        ):
            continue
        lesser, greater = sorted(levels, key=size)
        if size(lesser) < size(greater):
            yield Moved(Ends(lesser, greater), _as_difference(gap, lesser))


def _is_plain(claim: Claim) -> bool:
    return claim.figure.form is Form.POINT and claim.figure.modifier is Modifier.EXACTLY


# --------------------------------------------------------------------------------- what words say


def _told(sentence: Sentence, gap: Claim) -> _Test | None:
    """What two levels have to be for the words beside a figure to make it their difference."""
    before, after = sentence.before(gap, 80), sentence.after(gap, 32)
    if frame("gaps", r"(?: [^\W\d_]+)? {from_another}\b").match(after):
        return None
    led = r"(?:[,:;–—(]|\b{come_to}) (?:or |that is |which is )?"
    if frame("gaps", rf"{led}{{between_two}} (?:{{aside}} )?$").search(before):
        return _are_two
    if frame("gaps", rf"{led}{{on_the_way}} (?:{{aside}} )?$").search(before):
        return _lead_on
    if frame("gaps", r"\b{bettered}\b(?:(?! and\b)[^;:])* by (?:{aside} )?$").search(before):
        return _are_two
    if frame("gaps", r"[- ]{too_much}\s*(?:[.,;:!?)–—\"”]|$)").match(after):
        ahead = list(sentence.ahead_of(gap))
        between = sentence.between(ahead[-1], gap) if ahead else ""
        return None if cue("gaps", "another_thing").search(between) else _have_a_limit
    return None


def _is_told_as_sum(sentence: Sentence, levels: Sequence[Claim], gap: Claim) -> bool:
    """Whether it is one of the gaps that ``summing`` looks at, all three in one unit."""
    called = frame("gaps", r"\b{ahead} (?:{aside} )?$").search(sentence.before(gap, 60))
    return called is not None and unit_of(gap) == unit_of(levels[0])


def _are_two(_: Sentence, levels: Sequence[Claim]) -> bool:
    return len(levels) == _PAIR


def _lead_on(sentence: Sentence, levels: Sequence[Claim]) -> bool:
    """Whether words lead from the first level to the second."""
    first, second = levels
    return first.figure.span.end <= second.figure.span.start and (
        frame("gaps", r"\bfrom (?:{level_of} )?$").search(sentence.before(first, 24)) is not None
        and frame("gaps", r"\bto (?:{level_of} )?$").search(sentence.before(second, 24)) is not None
    )


def _have_a_limit(sentence: Sentence, levels: Sequence[Claim]) -> bool:
    """Whether one of two levels is what is allowed."""
    return any(
        frame("gaps", r"\b{limit_of}(?: [^\W\d_]+){0,2} $").search(sentence.before(level, 32))
        or frame("gaps", r"(?:[- ][^\W\d_]+){0,2}[- ]{allowed}\b").match(sentence.after(level, 32))
        for level in levels
    )


# ------------------------------------------------------------------------------------- the levels


def _levels(sentence: Sentence, gap: Claim) -> list[Claim]:
    """The figures ahead of a difference that are of its dimension, in one unit: those with a unit,
    and where there is but one, a bare number beside it. Nothing where one stands behind."""
    told = [
        each for claim in sentence.claims if claim is not gap for each in ends(claim) or (claim,)
    ]
    start = gap.figure.span.start
    known = [claim for claim in told if _goes(claim, gap)]
    if any(claim.figure.span.start > start or not _is_plain(claim) for claim in known):
        return []
    if len(known) == 1:
        bare = [
            in_the_unit_of(known[0], claim)
            for claim in told
            if claim.figure.kind is Kind.COUNT
            and claim.figure.noun is None
            and _is_plain(claim)
            and claim.figure.span.start < start
        ]
        known = sorted((*known, *bare), key=lambda claim: claim.figure.span)
    if len({unit_of(claim) for claim in known}) != 1:
        return []
    return [_in_scale(claim) for claim in known]


def _goes(claim: Claim, gap: Claim) -> bool:
    one, other = unit_of(claim), unit_of(gap)
    if claim.figure.kind is not gap.figure.kind or one is None or other is None:
        return False
    if other == _DEGREE:
        return one in SCALES
    try:
        return units.commensurable(units.difference(one), units.difference(other))
    except UnitError:
        return False


def _in_scale(claim: Claim) -> Claim:
    """A temperature as so many degrees."""
    unit, quantity = SCALES.get(unit_of(claim) or ""), claim.figure.quantity
    if unit is None or quantity is None:
        return claim
    return replace(claim, figure=replace(claim.figure, quantity=replace(quantity, unit=unit)))


def _as_difference(gap: Claim, level: Claim) -> Claim:
    """A difference in the unit of the levels, where it has only "degrees"."""
    quantity = gap.figure.quantity
    if quantity is None or quantity.unit != _DEGREE:
        return _in_scale(gap)
    told = replace(quantity, unit=unit_of(level))
    return replace(gap, figure=replace(gap.figure, quantity=told))
