"""Live texts, whose paragraphs each begin with the time at which they were written.

In: the claims of one document. Out: every two of one running count by one speaker, of which the
later entry has the lower. Such entries are short: one of the two may leave out what it counts, "The
ministry: 46 up."
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checker import lexicon
from checker.alignment.pairing.agreement import (
    behaviour,
    revised,
    revised_around,
    same_measure,
    same_noun,
    same_speaker,
    slot,
)
from checker.alignment.pairing.sizes import size
from checker.dimensions import dimension
from checker.model import Aspect, Claim, Form, Kind, Modality, Modifier, Role

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 3
# Each count is held against so many that follow it.
_NEXT = 60
# A count that is set right is hardly less than so much of what it was.
_LEAST = Decimal("0.6")
_KINDS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY})
_SCOPES = frozenset({None, "so-far", "total"})
_BOUNDS = frozenset({Modifier.LESS_THAN, Modifier.AT_MOST})
_HOURS, _MINUTES, _WEEK = 24, 60, 7


def falls(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Every two counts of one thing, of which the later is lower and no entry tells why."""
    moments = _moments(claims)
    if not moments:
        return
    timed = [
        (minute, claim)
        for claim in claims
        if (minute := moments.get((claim.document.name, claim.segment.paragraph))) is not None
        and _is_plain(claim)
    ]
    timed.sort(key=lambda each: (each[1].document.name, each[0], each[1].figure.span.start))
    beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        beside[claim.document.name, claim.segment.paragraph].append(claim)
    for at, (minute, earlier) in enumerate(timed):
        for then, later in timed[at + 1 : at + 1 + _NEXT]:
            same = later.document.name == earlier.document.name
            if same and then > minute and _is_a_fall(earlier, later, beside):
                yield earlier, later


def _is_a_fall(
    earlier: Claim, later: Claim, beside: Mapping[tuple[str, int], Sequence[Claim]]
) -> bool:
    if dimension(earlier.figure) != dimension(later.figure) or not _are_of_one(earlier, later):
        return False
    first, second = _value(earlier), _value(later)
    if first is None or second is None or not first * _LEAST <= second < first:
        return False
    if not _are_of_one_speaker(earlier, later) or revised(earlier) or revised_around(later):
        return False
    # The later entry gives no greater count beside it.
    entry = beside[later.document.name, later.segment.paragraph]
    return not any(
        dimension(claim.figure) == dimension(later.figure)
        and claim.aspect is Aspect.LEVEL
        and _may_be_one_noun(claim, later)
        and claim.measure is not None
        and (value := _value(claim)) is not None
        and first <= value
        for claim in entry[:_NEXT]
    )


def _is_plain(claim: Claim) -> bool:
    """Whether a figure counts or measures what there was at the time of its entry."""
    return (
        claim.segment.role is not Role.HEADLINE
        and claim.figure.kind in _KINDS
        and claim.figure.quantity is not None
        and claim.figure.form is Form.POINT
        and claim.aspect is Aspect.LEVEL
        and claim.modality is Modality.ASSERTED
        and slot(claim, "scope") in _SCOPES
        and claim.figure.modifier not in _BOUNDS
    )


def _are_of_one(a: Claim, b: Claim) -> bool:
    """Whether both are of one measure that runs, or one of them is, and the other is a bare number
    or the only size of its kind in its entry."""
    one, other = a.measure, b.measure
    if one is not None and other is not None:
        return same_measure(a, b) and behaviour(a) == "running" and _may_be_one_noun(a, b)
    told, bare = (a, b) if one is not None else (b, a)
    if told.measure is None or behaviour(told) != "running" or not _may_be_one_noun(a, b):
        return False
    return bare.period is None and (bare.figure.noun is None or told.figure.noun is not None)


def _may_be_one_noun(a: Claim, b: Claim) -> bool:
    return None in (a.figure.noun, b.figure.noun) or same_noun(a, b) is not None


def _are_of_one_speaker(a: Claim, b: Claim) -> bool:
    """Whether one speaker tells both, by name or as a word of the other's entry."""
    if same_speaker(a, b):
        return True
    return any(
        one.attribution is not None
        and one.attribution.key
        and other.attribution is None
        and not set(one.attribution.key.split()).isdisjoint(_words(other))
        for one, other in ((a, b), (b, a))
    )


def _words(claim: Claim) -> list[str]:
    return _WORD.findall(claim.document.text[slice(*claim.segment.span)].lower())


def _value(claim: Claim) -> Decimal | None:
    quantity = claim.figure.quantity
    return None if quantity is None or quantity.low != quantity.high else size(claim).value


def _moments(claims: Sequence[Claim]) -> dict[tuple[str, int], int]:
    """The entries of live texts by document and paragraph, with the minute at which each was
    written, counted from some day."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for claim in claims:
        minute = _minute(claim)
        if minute is not None:
            found[claim.document.name][claim.segment.paragraph] = minute
    return {
        (name, paragraph): minute
        for name, stamps in found.items()
        if len(stamps) >= _FEW
        for paragraph, minute in stamps.items()
    }


def _minute(claim: Claim) -> int | None:
    """The minute that a clock time says with which a paragraph begins, or a weekday before it."""
    moment, blocks = claim.figure.moment, claim.document.blocks
    if claim.figure.kind is not Kind.TIME or moment is None or moment.hour is None:
        return None
    if claim.segment.paragraph >= len(blocks):
        return None
    start = blocks[claim.segment.paragraph].span.start
    before = claim.document.text[start : claim.figure.span.start].lower()
    words = _WORD.findall(before)
    days: dict[str, int] = lexicon.load("calendar")["weekdays"]
    if len(words) > 1 or any(word not in days for word in words):
        return None
    today = claim.document.published
    # The day as one of the seven up to that of publication: the greater, the later.
    day = -((today.weekday() - days[words[0]]) % _WEEK) if words and today is not None else 0
    return (day * _HOURS + moment.hour) * _MINUTES + (moment.minute or 0)
