"""A draft's figures and what the sources that it lists say of them.

In: the claims of one story. Out: for every figure of a draft with ``sources`` an alignment of
``claim`` with ``sources``: the figures there that bear it out; where none does, the one rival in a
sentence that says the same in other words; where there is no such sentence, none at all.

What may have been reckoned from two figures of the source is left alone, where a word beside the
figure says that something was reckoned. So are vague counts, multiples, names of things, and
numbers so small that the writer may have counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker import lexicon, support, tolerance
from checker.alignment.pairing.agreement import is_conversion, transposed
from checker.alignment.wording import cue
from checker.dimensions import dimension, head
from checker.measures import persons, singular
from checker.model import Alignment, Claim, Kind, Member

NAME = "support"

_ENOUGH = 0.5
"""Share of the words of a draft's sentence that a sentence of the source must have to say the same:
the best of those measured on pairs of news sentences. With fewer, innocent pairs meet."""

_LEAST = 3
_STEM = 6
_GIVEN = "a source gives it"
# Sources that are shown for one figure.
_SHOWN = 3
# The writer may have counted so few, where they stand in words.
_SMALL = 3
# So many characters to either side are beside a figure.
_BESIDE = 60
_WORD = re.compile(r"[^\W\d_]{2,}")
_PASSED_OVER = frozenset({Kind.VAGUE, Kind.MULTIPLE, Kind.IDENTIFIER})
_COUNTS = frozenset({Kind.COUNT, Kind.ORDINAL})
_Told = tuple[tuple[Claim, ...] | None, tuple[str, ...]]


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every figure of a draft with what its sources have for it."""
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        documents[claim.document.name].append(claim)
    for draft, own in documents.items():
        others = [
            theirs
            for name, theirs in documents.items()
            if name != draft and support.draws_on(own[0].document, theirs[0].document)
        ]
        source = _Source([claim for theirs in others for claim in theirs])
        for claim in own if source else ():
            found, grounds = _told(claim, own, source) if _is_looked_for(claim) else (None, ())
            if found is not None:
                yield Alignment(
                    NAME, (Member("claim", (claim,)), Member("sources", found)), grounds
                )


class _Source:
    """All that the sources of one draft say, in the forms in which it is looked for."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.sorts: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.sorts[support.sort(claim.figure)].append(claim)
        self.words = {_place(claim): _words(claim) for claim in claims}

    def __bool__(self) -> bool:
        return bool(self.words)


def _place(claim: Claim) -> tuple[str, int]:
    return claim.document.name, claim.segment.span.start


def _words(claim: Claim) -> frozenset[str]:
    """What the sentence of a claim is about: its words but the idle ones, each cut to its first
    letters, in which "increase" and "increasing" are one."""
    text = claim.document.text[slice(*claim.segment.span)].lower()
    idle = _idle()
    return frozenset(singular(word)[:_STEM] for word in _WORD.findall(text) if word not in idle)


@cache
def _idle() -> frozenset[str]:
    return frozenset(lexicon.load("support")["idle"])


def _is_looked_for(claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind in _PASSED_OVER:
        return False
    if is_conversion(claim):
        return False  # "140 km/h (87 mph)": the one before it is looked for
    if figure.moment is not None:
        dated = figure.moment.year is not None or figure.moment.day is not None
        return dated or figure.moment.hour is not None
    return quantity is None or quantity.high != 1


def _told(claim: Claim, own: Sequence[Claim], source: _Source) -> _Told:
    """What the sources have for a figure, and on what grounds; no answer where it may have been
    reckoned or counted."""
    alike = source.sorts.get(support.sort(claim.figure), [])
    given = [each for each in alike if support.bears_out(each.figure, claim.figure)]
    if given and not _is_year_told(claim, given, alike):
        given = []
    fitting = [each for each in given if _may_be(claim, each)]
    if fitting:
        return tuple(fitting[:_SHOWN]), (_GIVEN,)
    if not given and (_is_reckoned(claim, alike) or _is_share(claim, own)):
        return None, ()
    rival = _rival(claim, own, alike, source)
    if rival is not None and not any(_is_nearer(each, rival, claim) for each in given):
        return (rival,), ("a sentence of the source says the same",)
    if given:
        return tuple(given[:_SHOWN]), (_GIVEN,)
    return (None, ()) if _is_small(claim) else ((), ("no source gives it",))


def _is_year_told(claim: Claim, given: Sequence[Claim], alike: Sequence[Claim]) -> bool:
    """Whether the year of a date stands in the sources too, where the dates that bear it out name
    none: "17 August" may be one of 2021 only in a source that speaks of 2021, or of no year."""
    moment = claim.figure.moment
    if moment is None or moment.year is None or moment.month is None:
        return True
    dates = [each.figure.moment for each in given]
    years = {each.figure.moment.year for each in alike if each.figure.moment is not None} - {None}
    days = {each.document.published.year for each in given if each.document.published is not None}
    named = any(date is not None and date.year is not None for date in dates)
    return named or not years or moment.year in years | days


def _is_small(claim: Claim) -> bool:
    """Whether a number is one that the writer may have counted: two women, the third time."""
    quantity = claim.figure.quantity
    if claim.figure.kind not in _COUNTS or quantity is None or quantity.high is None:
        return False
    return quantity.high <= _SMALL and not any(map(str.isdigit, claim.figure.surface))


def _may_be(claim: Claim, other: Claim) -> bool:
    """Whether a number may count the same: what is counted is one, or is not said on one side."""
    one, two = _noun(claim), _noun(other)
    return one is None or two is None or one == two or {one, two} <= persons()


def _noun(claim: Claim) -> str | None:
    return None if claim.figure.noun is None else head(claim.figure.noun)


def _rival(
    claim: Claim, own: Sequence[Claim], alike: Sequence[Claim], source: _Source
) -> Claim | None:
    """The figure that the source has in the place of the draft's: of the same kind and noun, in a
    sentence that says the same, and not the one that another figure of the draft's sentence is."""
    words = _words(claim)
    if not words:
        return None
    beside = [each for each in own if each is not claim and each.segment == claim.segment]
    near: list[tuple[float, int, Claim]] = []
    for at, other in enumerate(alike):
        common = len(words & source.words[_place(other)])
        share = common / len(words)
        least = _LEAST - transposed(claim, other)
        if common < least or share < _ENOUGH or not _rivals(claim, other):
            continue
        if any(support.bears_out(other.figure, each.figure) for each in beside):
            continue
        near.append((_likeness(claim, other) + share, -at, other))
    return max(near)[2] if near else None


def _rivals(claim: Claim, other: Claim) -> bool:
    same = dimension(claim.figure) == dimension(other.figure) and _may_be(claim, other)
    return same and claim.figure.kind is other.figure.kind


def _is_nearer(one: Claim, other: Claim, claim: Claim) -> bool:
    """Whether one figure of the source stands more like the draft's than another does."""
    return _place(one) == _place(other) or _likeness(claim, one) >= _likeness(claim, other)


def _likeness(claim: Claim, other: Claim) -> float:
    """How many of the words straight beside one figure stand beside the other."""
    one, two = _beside(claim), _beside(other)
    return len(one & two) / max(1, len(one | two))


def _beside(claim: Claim) -> frozenset[str]:
    text, (start, end) = claim.document.text, claim.figure.span
    first, last = claim.segment.span
    around = f"{text[max(first, start - _BESIDE) : start]} {text[end : min(last, end + _BESIDE)]}"
    return frozenset(_WORD.findall(around.lower()))


def _is_reckoned(claim: Claim, alike: Sequence[Claim]) -> bool:
    """Whether two figures of one paragraph make this one, by a way that a word beside it names."""
    ways = _ways(claim)
    if not ways or claim.figure.quantity is None:
        return False
    room = tolerance.of_figure(claim.figure)
    return any(
        (room.low is None or room.low <= made) and (room.high is None or made <= room.high)
        for together in _paragraphs(alike, claim)
        for one, other in combinations(together, 2)
        for way in ways
        for made in (way(one, other),)
    )


def _is_share(claim: Claim, own: Sequence[Claim]) -> bool:
    """Whether a percentage is that of two figures beside it: "3,400 of the 12,000, or 28%"."""
    if claim.figure.kind is not Kind.PERCENT:
        return False
    room = tolerance.of_figure(claim.figure)
    beside = [
        (quantity.unit, quantity.low)
        for each in own
        if each.segment == claim.segment and each is not claim
        for quantity in (each.figure.quantity,)
        if quantity is not None and quantity.low
    ]
    shares = (
        min(one, other) / max(one, other) * 100
        for (unit, one), (of, other) in combinations(beside, 2)
        if unit == of
    )
    low, high = room.low, room.high
    return low is not None and high is not None and any(low <= each <= high for each in shares)


def _ways(claim: Claim) -> list[_Way]:
    start, end = claim.figure.span
    first, last = claim.segment.span
    text = claim.document.text[max(first, start - _BESIDE) : min(last, end + _BESIDE)]
    found = [name for name in _WAYS if cue("support", f"reckoned.{name}").search(text)]
    if claim.figure.kind is Kind.PERCENT and "difference" in found:
        found.remove("difference")  # that is in percentage points
    return [_WAYS[name] for name in found]


def _paragraphs(alike: Sequence[Claim], claim: Claim) -> Iterator[list[Decimal]]:
    """The values of each paragraph of the source, in the unit of the draft's figure."""
    unit = claim.figure.quantity.unit if claim.figure.quantity else None
    found: dict[tuple[str, int], dict[Decimal, None]] = defaultdict(dict)
    for each in alike:
        quantity = each.figure.quantity
        if quantity is not None and quantity.unit == unit:
            values = found[each.document.name, each.segment.paragraph]
            values.update((end, None) for end in (quantity.low, quantity.high) if end is not None)
    return (list(values) for values in found.values())


def _sum(one: Decimal, other: Decimal) -> Decimal:
    return one + other


def _difference(one: Decimal, other: Decimal) -> Decimal:
    return abs(one - other)


def _average(one: Decimal, other: Decimal) -> Decimal:
    return (one + other) / 2


_Way = Callable[[Decimal, Decimal], Decimal]
_WAYS: dict[str, _Way] = {"sum": _sum, "difference": _difference, "average": _average}
