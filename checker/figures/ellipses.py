"""What is left out of a figure because the one beside it has it: "10 and 20 per cent", "57 per
cent, up from 49", "70 per cent ... the other 30".

In: the readings of a block in order, and the text. Out: a bare number with the unit or the noun
that it shares.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.figures import cues
from checker.figures.reading import Reading
from checker.model import Form, Kind
from checker.patterns import lazy

# How far a bare number may stand from what it shares a unit with, and from its article.
_REACH = 72
_NEAR = 24
MOVES = lazy(
    rf"\b(?:{cues.pattern('movement')}|add\w*|gain\w*)\s+(?:by\s+)?(?:(?:{cues.pattern('hedging')})\s+)?$",
    re.IGNORECASE,
)
"""A verb of moving straight before a figure: "rose by about"."""
_MIXABLE = frozenset(
    (
        Kind.MEASURE,
        Kind.MONEY,
        Kind.PERCENT,
        Kind.PERCENTAGE_POINT,
        Kind.DURATION,
        Kind.COUNT,
        Kind.RATIO,
        Kind.AGE,
        Kind.SCALE,
        Kind.MULTIPLE,
        Kind.YEAR,
    )
)


def may_join(reading: Reading) -> bool:
    """Whether a reading is one number that may go together with another."""
    known = reading.low is not None and reading.high is not None
    return known and reading.kind in _MIXABLE and reading.form is Form.POINT


def value_of(reading: Reading) -> Decimal:
    """The value of a point that may be joined."""
    assert reading.low is not None  # noqa: S101 - _may_join has looked
    return reading.low


def lent(text: str, first: Reading, second: Reading) -> Reading:
    """The first of "10 and 20 per cent" with the unit that the second carries."""
    gap = text[first.end : second.start]
    if (
        first.kind is not Kind.COUNT
        or not first.bare
        or first.noun is not None
        or second.kind not in _LENDING
        or second.form is not Form.POINT
        or first.scale != second.scale
        or not _AND.fullmatch(gap)
        or not (text[first.start].isdecimal() and text[second.start].isdecimal())
        or _LATER.match(text, second.end)
    ):
        return first
    return first._replace(
        kind=second.kind, unit=second.unit, dimension=second.dimension, bare=False
    )


def shared(text: str, joined: list[Reading], bare: Reading) -> Reading:
    """The 49 of "57 per cent, up from 49", the 29 of "Labour took 48 per cent, the Greens 29": a
    bare number that goes on from a percentage with its unit left out. Not where the percentage
    itself goes beside a count: "60 of them, or 40%, up from 54"."""
    if bare.noun in _POINTS and bare.kind is Kind.COUNT:
        return _in_points(text, joined, bare)
    if bare.kind is Kind.COUNT and bare.bare and _is_rest(text, joined, bare):
        return _in_percent(bare)
    if joined and joined[-1].kind is Kind.COUNT:
        return _counted_alike(text, joined[-1], bare)
    if not joined or joined[-1].kind is not Kind.PERCENT:
        return bare
    if bare.kind is not Kind.COUNT or not bare.bare:
        return bare
    before = joined[-1]
    counted = len(joined) > 1 and joined[-2].kind in _COUNTED
    if counted and not _ENDED.search(text, joined[-2].end, before.start):
        return bare
    if bare.noun is not None or bare.form is not Form.POINT or not may_join(bare):
        return bare
    gap = text[before.end : bare.start]
    if len(gap) > _REACH or not _GOES_ON.search(gap) or _APART.search(gap):
        return bare
    if MOVES.search(text, max(0, before.start - _REACH), before.start):
        return bare  # "sales rose 12 per cent, from 49 to 55"
    if not _CLOSED.match(text, bare.end) or value_of(bare) > _HUNDRED:
        return bare
    return bare._replace(kind=before.kind, unit=before.unit, dimension=before.dimension, bare=False)


_POINTS = frozenset(("points", "point"))


def _in_points(text: str, joined: list[Reading], points: Reading) -> Reading:
    """The seven points of "sold 93 per cent, seven points more than in May": of a hundred, as the
    percentage before them, where no index and no game is spoken of."""
    last = joined[-1] if joined else None
    if last is None or last.kind is not Kind.PERCENT or value_of(points) > _FEW_POINTS:
        return points
    gap = text[last.end : points.start]
    if len(gap) > _PARAGRAPH or _ENDED.search(gap) or _OR.search(gap):
        return points
    around = text[max(0, last.start - _REACH) : points.end + _REACH]
    if _SCORED.search(around):
        return points
    return points._replace(
        kind=Kind.PERCENTAGE_POINT,
        end=max(points.end, points.noun_end),
        unit="percentage_point",
        dimension="percentage_point",
        noun=None,
        noun_start=0,
        noun_end=0,
        bare=False,
    )


_FEW_POINTS = 60
_OR = lazy(r"\bor\s+(?:(?:about|some|nearly|almost|just)\s+)?$")  # "1.1 per cent, or 23 points"
_SCORED = lazy(rf"\b(?:{cues.pattern('scored')})(?![^\W_])", re.IGNORECASE)


def _in_percent(bare: Reading) -> Reading:
    return bare._replace(kind=Kind.PERCENT, unit="percent", dimension="percent", bare=False)


def _is_rest(text: str, joined: list[Reading], bare: Reading) -> bool:
    """Whether "the other 30" is what the percentages before it leave of a hundred."""
    if not _REST.search(text, max(0, bare.start - _NEAR), bare.start):
        return False
    total = value_of(bare) if may_join(bare) else Decimal(0)
    for reading in reversed(joined):
        if bare.start - reading.start > _PARAGRAPH or total > _HUNDRED:
            return False
        if reading.kind is Kind.PERCENT and may_join(reading):
            total += value_of(reading)
            if total == _HUNDRED:
                return True
    return False


_REST = lazy(r"\b(?:the|its)\s+(?:other|remaining|rest,)\s+$")
_PARAGRAPH = 400


def _counted_alike(text: str, before: Reading, bare: Reading) -> Reading:
    """The 36 of "24 ships a day, down from the usual 36", the 12,600 of "rose by 400 farmers to
    12,600": a bare number that goes on from a count with the noun left out."""
    if before.noun is None or bare.kind is not Kind.COUNT or bare.noun is not None:
        return bare
    if not (bare.bare and may_join(bare) and may_join(before)) or not before.noun_end:
        return bare
    gap = text[max(before.end, before.noun_end) : bare.start]
    if len(gap) > _REACH or _APART.search(gap):
        return bare
    moved = _TO.fullmatch(gap) and MOVES.search(text, max(0, before.start - _REACH), before.start)
    fewer = _FEWER.match(text, bare.end)
    if not (moved or fewer or _FORMER.search(gap)) or not (fewer or _CLOSED.match(text, bare.end)):
        return bare
    return bare._replace(noun=before.noun, noun_start=bare.end, noun_end=bare.end)


_TO = lazy(rf"\s+to\s+(?:(?:{cues.pattern('hedging')}|a\s+record)\s+)?")
_FEWER = lazy(r"\s+(?:fewer|more)\s+than(?![^\W_])")
_FORMER = lazy(
    rf"\b(?:{cues.pattern('level_before')})\s+(?:(?:the|a|an|its|their|last\s+year['’]s)\s+)?"
    rf"(?:(?:{cues.pattern('ordinary')})\s+)?(?:(?:{cues.pattern('hedging')})\s+)?$"
)
_HUNDRED = 100
_COUNTED = frozenset((Kind.COUNT, Kind.VAGUE))
_APART = lazy(r"[;:()?!\"”]|\.\s")
_ENDED = lazy(r"[;:?!]|\.\s")
_GOES_ON = lazy(
    rf"(?:\b(?:{cues.pattern('level_before')})|,\s+from)\s+$"
    r"|(?:,|\band)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,3}$"
)
_CLOSED = lazy(
    r"\s*(?:[,.;:)—–](?!\d)|$)|\s+(?:and|in|a\s+\w+\s+(?:ago|earlier|before)|last|while|but|when|at)(?![^\W_])"
)
_AND = lazy(r"[\s\u00a0]+and[\s\u00a0]+")
_LATER = lazy(r"[\s\u00a0]+(?:later|earlier|further|away|from|before|after)(?![^\W_])")
_LENDING = frozenset((Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MEASURE))
