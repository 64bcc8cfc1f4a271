"""What the text below a headline bears out, in so many words or by a simple sum.

In: the claim of a headline and those of the text below it. Out: whether the text says the same, as
roundly as a headline may, or gives what it was reckoned from: the parts that it adds up, what each
of several got, two levels and the change between them, two years and the time between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby, pairwise

from checker import lexicon, tolerance
from checker.alignment.pairing.agreement import agree, digits, same_measure, slot
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.in_percent import is_in_words
from checker.alignment.pairing.sizes import size
from checker.alignment.pairing.words import stems
from checker.alignment.passages import ends
from checker.alignment.wording import cue
from checker.dimensions import dimension, head
from checker.errors import UnitError
from checker.measures import persons
from checker.model import Aspect, Claim, Interval, Kind, Modifier, Quantity

# A headline that says "passes 160" or "more than 160" means little more than 160.
_PASSED = Decimal("1.25")
_NEARED = Decimal("1.15")
_BEFORE = 24
# Lesser counts are borne out only by one of the same thing: every text has a few of them.
_FEW = 13
_SMALL = 100
_WORDS = 1.0
_MOST_PARTS = 6
_NOTHING = Decimal(0)
_ONE = Decimal(1)
_TWO = Decimal(2)
_TEN, _HUNDRED = Decimal(10), Decimal(100)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_SIZES = frozenset({Kind.MEASURE, Kind.DURATION})
_ROUGHLY = Decimal("0.08")
_LESS = re.compile(r"\s+(?:less|more|fewer)\b")
_FURTHER = re.compile(r"\s+(?:more|higher|up|dearer|extra)\b")
_LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION})
# A figure is compared with so many that follow it.
_NEXT = 4
_BOUNDS = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.AT_MOST, Modifier.LESS_THAN})


def is_borne_out(top: Claim, body: Sequence[Claim], context: Context) -> bool:
    """Whether the text says what its headline says, or lets it be reckoned."""
    alike = [claim for claim in body if dimension(claim.figure) == dimension(top.figure)]
    if any(_says(top, claim, context) for claim in alike):
        return True
    if any(_has_its_number(top, claim) for claim in body):
        return True
    if top.figure.kind in {Kind.DURATION, Kind.AGE}:
        lengths = [claim for claim in alike if claim.figure.kind is Kind.DURATION]
        return _is_between(top, body) or (
            top.figure.kind is Kind.DURATION and _is_reckoned(top, lengths, body)
        )
    if dimension(top.figure) == "percent":
        return _is_reckoned_share(top, body)
    return _is_margin(top, body) or _is_reckoned(top, alike, body) or _is_what_remains(top, alike)


def _has_its_number(top: Claim, claim: Claim) -> bool:
    """Whether the text has a headline's number with more, or less, said of its unit: "€14.20" and
    "€14.20 an hour", "4.7 million" and "4.7 million euros"."""
    kind = claim.figure.kind
    if not kind.is_quantity or kind is Kind.ORDINAL or not _are_of_one_unit(top, claim):
        return False
    each = ends(claim)
    if each is not None:
        return any(_has_its_number(top, end) for end in each)
    value = _value(top)
    return value is not None and value >= _FEW and value == _value(claim)


def _are_of_one_unit(top: Claim, claim: Claim) -> bool:
    """Whether one has no unit, or that of the other without its time or its area."""
    one, other = _unit(top), _unit(claim)
    if one is None or other is None:
        return Kind.PERCENT not in (top.figure.kind, claim.figure.kind)
    return one.partition(" / ")[0] == other.partition(" / ")[0]


def _is_what_remains(top: Claim, alike: Sequence[Claim]) -> bool:
    """Whether a headline's figure is exactly what a sentence leaves when it takes one figure from
    another, whatever it calls them: so many who set out less those who gave up."""
    value = _value(top)
    if value is None or value < _SMALL:
        return False
    for _, group in groupby(alike, key=lambda claim: claim.segment.span.start):
        values = [each for claim in group if (each := _value(claim)) is not None]
        if any(abs(one - other) == value for one, other in combinations(values, 2)):
            return True
    return False


def _is_margin(top: Claim, body: Sequence[Claim]) -> bool:
    """Whether a headline's count is by how much the one side of a vote is ahead of the other."""
    votes = [claim.figure.quantity for claim in body if claim.figure.kind is Kind.SCORE]
    return top.figure.kind is Kind.COUNT and any(
        abs(vote.high - vote.low) == _value(top)
        for vote in votes
        if vote is not None and vote.low is not None and vote.high is not None
    )


def is_told(top: Claim, claim: Claim) -> bool:
    """Whether a figure of the text has the headline's value: the same after the rounding that a
    headline may do, or beyond what it says was passed. A bound far off says nothing of it."""
    one, other = _value(top), _value(claim)
    if one is None or other is None:
        return agree(top, claim)
    if _unit(top) != _unit(claim):
        return _in_one_unit(top, claim) and (agree(top, claim) or _is_rounded(top, claim))
    if _passes(top) or _is_bound(top) or _is_bound(claim):
        near = one <= other * _PASSED and other <= one * _PASSED
        return near and (_passes(top) or agree(top, claim))
    if _nears(top) and one <= other * _NEARED and other <= one * _NEARED:
        return True
    if _are_as_exact(top, claim):
        return one == other  # no rounding leads from 1.5 to 1.4
    if agree(top, claim) or _is_rounded(top, claim):
        return True
    try:
        return tolerance.overlaps(tolerance.added(top.figure), tolerance.of_figure(claim.figure))
    except ValueError:
        return True


def _are_as_exact(top: Claim, claim: Claim) -> bool:
    """Whether both are told without a hedge to the same place, with more than one digit."""
    one, other = top.figure.quantity, claim.figure.quantity
    if one is None or other is None or one.step != other.step:
        return False
    if {top.figure.modifier, claim.figure.modifier} != {Modifier.EXACTLY}:
        return False
    return (
        min(len(digits(top)), len(digits(claim))) > 1 and _is_of_place(one) and _is_of_place(other)
    )


def _is_of_place(quantity: Quantity) -> bool:
    """Whether the last digit of a number that is not zero stands at the place it is told to."""
    low = quantity.low
    return low is not None and quantity.step > 0 and (low / quantity.step) % _TEN != 0


def _is_rounded(top: Claim, claim: Claim) -> bool:
    """Whether a headline has a size with one digit, "half an hour", where the text is exact."""
    one, other = size(top).value, size(claim).value
    if top.figure.kind not in _SIZES or len(digits(top)) > 1 or one is None or other is None:
        return False
    return abs(one - other) <= abs(other) * _ROUGHLY


def _in_one_unit(top: Claim, claim: Claim) -> bool:
    """Whether two units are of one dimension: pounds a week are no pounds."""
    try:
        tolerance.converted(Interval(_ONE, _ONE), _unit(claim), _unit(top))
    except UnitError:
        return False
    return True


def _is_bound(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return (
        claim.figure.modifier in _BOUNDS
        or quantity is None
        or None
        in (
            quantity.low,
            quantity.high,
        )
    )


def _passes(top: Claim) -> bool:
    """Whether the headline says that its figure was passed: "cases top 300"."""
    return _word_before(top) in lexicon.load("comparing")["passing"]


def _nears(top: Claim) -> bool:
    """Whether the headline says that its figure was nearly reached: "sinks towards 30"."""
    return _word_before(top) in lexicon.load("comparing")["nearing"]


def _word_before(top: Claim) -> str:
    start = top.figure.span.start
    before = top.document.text[max(top.segment.span.start, start - _BEFORE) : start].lower().split()
    return before[-1] if before else ""


def _says(top: Claim, claim: Claim, context: Context) -> bool:
    """Whether a figure of the text says what the headline says: the same value, and for a small
    count, of what may be the same thing."""
    each = ends(claim)
    if each is not None:
        return any(_says(top, end, context) for end in each)
    counts_up = claim.figure.kind is Kind.ORDINAL and top.figure.kind is not Kind.ORDINAL
    if counts_up:
        return _is_last_of(top, claim)
    if not is_told(top, claim):
        return False
    value = _value(top)
    if top.aspect is Aspect.CHANGE and is_in_words(top) and not moves(claim):
        return False
    if top.figure.kind is not Kind.COUNT or value is None or value >= _FEW:
        return True
    one, other = noun(top), noun(claim)
    if one is None or other is None or one == other or {one, other} <= persons():
        bare = claim.figure.kind is Kind.COUNT and other is None
        measured = top.measure is not None and claim.measure is not None
        if bare or not measured or same_measure(top, claim):
            return True
    elif stems(one) & stems(other):
        return True
    return context.words(top, claim)[0] >= _WORDS


def moves(claim: Claim) -> bool:
    """Whether a figure says how far something went: "20% less cod" as well as "a cut of 20%"."""
    if claim.aspect is Aspect.CHANGE:
        return True
    text, end = claim.document.text, claim.figure.span.end
    return claim.figure.kind is Kind.PERCENT and _LESS.match(text, end) is not None


def _is_last_of(top: Claim, claim: Claim) -> bool:
    """Whether an ordinal tells of the last of so many people: "a sixth worker has died"."""
    one, other = noun(top), noun(claim)
    if one is not None and one not in persons():
        return False
    return _value(top) == _value(claim) and other in persons()


def _is_reckoned(top: Claim, alike: Sequence[Claim], body: Sequence[Claim]) -> bool:
    """Whether a headline adds up, takes from each other or multiplies what the text gives."""
    room = tolerance.added(top.figure)
    usable = [claim for claim in alike if _unit(claim) == _unit(top) and _may_be_part(top, claim)]
    for _, group in groupby(usable, key=_passage(top)):
        values = [value for claim in group if (value := _value(claim)) is not None]
        for start in range(len(values)):
            for end in range(start + 2, min(len(values), start + _MOST_PARTS) + 1):
                if _holds(room, sum(values[start:end], _NOTHING)):
                    return True
    left = [claim for claim in alike if _unit(claim) == _unit(top)]
    for _, group in groupby(left, key=lambda claim: claim.segment.span.start):
        # "Of the 21,480 who set off 825 did not finish": a part is taken from its whole
        values = [value for claim in group if (value := _value(claim)) is not None]
        few = values[: _MOST_PARTS + 1]
        pairs = combinations(few, 2) if not _is_small(top) else pairwise(values)
        if any(_holds(room, abs(one - other)) for one, other in pairs):
            return True
    kin = [(c, v) for c in usable if _is_kin(top, c) and (v := _value(c)) is not None]
    if any(
        one != other and _is_beside(a, b) and _holds(room, one + other)
        for (a, one), (b, other) in combinations(kin, 2)
    ):
        return True
    if _is_of_each_day(top) and any(
        _holds(room, value / days)
        for claim in alike
        if claim.period is not None and (value := _value(claim)) is not None
        for days in _MONTHS
    ):
        return True
    return any(_is_shared_out(room, claim, body) for claim in usable)


def _is_of_each_day(top: Claim) -> bool:
    """Whether a headline counts things by the day, of which the text may tell a month's."""
    return (
        cue("comparing", "by_the_day").search(top.document.text[slice(*top.segment.span)])
        is not None
    )


_MONTHS = tuple(map(Decimal, (28, 29, 30, 31, 365, 366)))


def _is_beside(a: Claim, b: Claim) -> bool:
    return abs(a.segment.paragraph - b.segment.paragraph) <= 1


def _passage(top: Claim) -> Callable[[Claim], int]:
    """Where the parts of a sum stand: in one paragraph, or in one sentence where they are so small
    that some make the sum by chance."""
    if _is_small(top):
        return lambda claim: claim.segment.span.start
    return lambda claim: claim.segment.paragraph


def _is_small(top: Claim) -> bool:
    """Whether a count is so small that figures of a paragraph make it by chance."""
    value = _value(top)
    return value is not None and value < _SMALL and top.figure.kind is Kind.COUNT


def _may_be_part(top: Claim, claim: Claim) -> bool:
    """Whether a figure may be a part of the headline's, by what both count."""
    one, other = noun(top), noun(claim)
    if one is None or other is None or one == other or {one, other} <= persons():
        return slot(claim, "scope") not in {"of-them", "part"}
    return bool(stems(one) & stems(other))


def _is_kin(top: Claim, claim: Claim) -> bool:
    """Whether a figure of the text has the headline's noun or measure."""
    return (noun(top) is not None and noun(top) == noun(claim)) or same_measure(top, claim)


def _is_shared_out(room: Interval, claim: Claim, body: Sequence[Claim]) -> bool:
    """Whether a figure is what each of several got, and the headline has what all of them did."""
    value = _value(claim)
    text = claim.document.text[slice(*claim.segment.span)]
    if not value or not cue("comparing", "apiece").search(text):
        return False
    several = {
        _value(other) for other in body if other.segment.paragraph == claim.segment.paragraph
    }
    return any(_holds(room, value * times) for times in {_TWO, *several} if times)


def _is_reckoned_share(top: Claim, body: Sequence[Claim]) -> bool:
    """Whether two figures beside each other make the headline's percentage, as a share or as the
    change from the one to the other."""
    room = tolerance.added(top.figure)
    levels = [
        part
        for claim in body
        if claim.figure.kind in _LEVELS
        for part in (ends(claim) or (claim,))
        if (value := _value(part)) is not None and value > 0
    ]
    for place, a in enumerate(levels):
        for b in levels[place + 1 : place + _NEXT]:
            if _may_share_a_unit(a, b) and (_are_in_one(a, b, top.aspect) or _are_kin_beside(a, b)):
                first, second = _value(a), _value(b)
                if first and second and _makes(room, first, second):
                    return True
                if _is_more_than_before(b) and _makes_with_more(room, a, b):
                    return True
    return False


def _may_share_a_unit(a: Claim, b: Claim) -> bool:
    """ "12,400 tonnes rather than 15,500", "$7 a kilo, against $5": the second has the unit
    of the first."""
    bare = b.figure.kind is Kind.COUNT and noun(b) is None
    if a.segment.span != b.segment.span:
        return _unit(a) == _unit(b)
    units = [(_unit(each) or "").partition(" / ")[0] for each in (a, b)]
    return bare or units[0] == units[1]


def _makes(room: Interval, one: Decimal, other: Decimal) -> bool:
    shares = (one / other * _HUNDRED, other / one * _HUNDRED)
    return any(_holds(room, share) or _holds(room, abs(share - _HUNDRED)) for share in shares)


def _is_more_than_before(claim: Claim) -> bool:
    """ "£40 more than now", "£40 higher"."""
    return _FURTHER.match(claim.document.text, claim.figure.span.end) is not None


def _makes_with_more(room: Interval, level: Claim, more: Claim) -> bool:
    """Whether a level and how far it went up make a percentage of what it was before."""
    now, wide = _value(level), tolerance.of_figure(more.figure)
    if now is None or wide.low is None or wide.high is None or not wide.high < now:
        return False
    shares = [each / (now - each) * _HUNDRED for each in (wide.low, wide.high)]
    return tolerance.overlaps(room, Interval(min(shares), max(shares)))


def _are_in_one(a: Claim, b: Claim, of: Aspect) -> bool:
    """Whether two figures stand in one sentence; for a change, in one clause."""
    if a.segment.span != b.segment.span:
        return False
    between = a.document.text[a.figure.span.end : b.figure.span.start]
    return of is not Aspect.CHANGE or not cue("comparing", "next_clause").search(between)


def _are_kin_beside(a: Claim, b: Claim) -> bool:
    return _is_beside(a, b) and _is_kin(a, b)


def _is_between(top: Claim, body: Sequence[Claim]) -> bool:
    """Whether two points in time that the text names, the article's own day among them, lie so far
    apart as the headline says."""
    value, unit = _value(top), _unit(top)
    if value is None or (unit not in _DAYS and top.figure.kind is not Kind.AGE):
        return False
    if unit == "year" or top.figure.kind is Kind.AGE:
        today = top.document.published
        years = [(claim.segment.span.start, year) for claim in body for year in _years(claim)]
        gaps = {abs(y - z) for (one, y), (other, z) in combinations(years, 2) if one == other}
        if today is not None:
            gaps |= {abs(today.year - year) for _, year in years}
        return any(abs(value - gap) <= _ONE for gap in gaps)
    length = value * _DAYS.get(unit or "", 1)
    days = {day for claim in body if (day := _day(claim)) is not None}
    return any(
        abs(abs(one - other) - length) <= max(_ONE, length / 10)
        for one, other in combinations(days, 2)
    )


def _years(claim: Claim) -> Iterator[int]:
    moment = claim.figure.moment
    if moment is not None and moment.year is not None:
        yield moment.year
    elif claim.figure.kind is Kind.YEAR and claim.figure.quantity is not None:
        yield from (
            int(end)
            for end in (claim.figure.quantity.low, claim.figure.quantity.high)
            if end is not None
        )


def _day(claim: Claim) -> int | None:
    """The day of a period as a number, where the text tells one."""
    period = claim.period
    return period.start.toordinal() if period is not None and period.start is not None else None


def _holds(room: Interval, value: Decimal) -> bool:
    return tolerance.overlaps(room, Interval(value, value))


def _value(claim: Claim) -> Decimal | None:
    quantity = claim.figure.quantity
    if quantity is None:
        return None
    return quantity.low if quantity.low is not None else quantity.high


def _unit(claim: Claim) -> str | None:
    return claim.figure.quantity.unit if claim.figure.quantity else None


def noun(claim: Claim) -> str | None:
    """The noun that a figure counts, as a plural."""
    return None if claim.figure.noun is None else head(claim.figure.noun)
