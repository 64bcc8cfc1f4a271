"""Whether the texts themselves account for two values that differ.

In: two ``Claim``s that may be of one thing, and the quantities of their story, filed. Out: true
where the difference is no contradiction: one text gives the other's value too, or says how far the
two lie apart, or that a count was revised; a running count may have grown; the two lie so far apart
that they hardly mean one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from checker import tolerance
from checker.alignment.pairing.agreement import (
    agree,
    digits,
    is_bare,
    revised,
    same_measure,
    same_value,
    times_apart,
    transposed,
)
from checker.alignment.pairing.moments import MOMENTS, is_full, meet
from checker.alignment.pairing.over_time import are_of_two_times
from checker.alignment.pairing.periods import TWO_PERIODS
from checker.alignment.pairing.vetoes import vetoes
from checker.alignment.passages import ends
from checker.alignment.wording import Cue, cue, frame
from checker.dimensions import dimension, head
from checker.model import Aspect, Claim, Form, Interval, Kind, Modifier
from checker.once import once

_CHANCE = 13
# Of numbers so great none is by chance what two others make.
_BY_CHANCE = 30
_TIMES = 10
_BESIDE = 30
_HUNDRED = Decimal(100)
_RELATIVE = ("percent", "ratio", "multiple")
# What stands between two figures that are told as two of one sort; or no more than so many letters.
_JOINING = frozenset({"and", "plus", "but", "with", "or", "besides", "leaving"})
_SHORT = 12

_BEHIND = 24
_BEFORE = 40
_CLAUSE = 60
# What comes so near the whole is no share of it that a text would tell.
_A_SHARE = Decimal("0.8")
_BOUNDS = frozenset({Modifier.MORE_THAN, Modifier.LESS_THAN, Modifier.AT_LEAST, Modifier.AT_MOST})

Filed = dict[tuple[str, str], list[Claim]]
"""All quantities by document and dimension."""


def filed(claims: Iterable[Claim]) -> Filed:
    """The quantities of a story by document and dimension."""
    found: Filed = defaultdict(list)
    for claim in claims:
        if claim.figure.quantity is not None or claim.figure.kind in MOMENTS:
            found[claim.document.name, dimension(claim.figure)].append(claim)
    return found


def is_told(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether the texts, or the time between them, account for two values."""
    return (
        _far_apart(a, b)
        or _was_so(a, b)
        or _was_so(b, a)
        or _known_to_both(a, b, story)
        or are_of_two_times(a, b)
        or _is_made_up(a, b, story)
        or _is_without_the_rest(a, b)
        or _is_without_the_rest(b, a)
        or _is_one_less(a, b)
        or _is_one_less(b, a)
        or _is_of_those_before(a, b)
        or _is_of_those_before(b, a)
        or _is_counted_up(a, b, story)
        or _is_counted_up(b, a, story)
        or _is_mean_and_day(a, b)
        or _is_mean_and_day(b, a)
        or _are_share_and_whole(a, b, story)
        or (not _are_swapped(a, b) and _is_led_to(a, b, story))
        or ((revised(a) or revised(b)) and not _are_recounted(a, b))
    )


def _are_swapped(a: Claim, b: Claim) -> bool:
    """Whether two values have their digits in another order, which hardly any change brings."""
    return transposed(a, b) and digits(a) != digits(b)


def _is_led_to(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether a text says how far the one lies from the other, or from what others say."""
    if any(_is_of_what_others_say(claim) for claim in (a, b)):
        return True
    return _is_measured_off(a, b, story) or _is_so_much_more(a, b, story)


def _are_recounted(a: Claim, b: Claim) -> bool:
    """Whether both are told as what a second count gave, so that neither is the first one; or one
    is, whose digits a second count hardly puts in the order of the first."""
    told = [claim.document.text[slice(*claim.segment.span)] for claim in (a, b)]
    recounted = [cue("comparing", "recounted").search(each) is not None for each in told]
    return all(recounted) or (any(recounted) and _are_swapped(a, b))


def _was_so(a: Claim, b: Claim) -> bool:
    """Whether a change began at the other's value: "cut from €15,000 to €12,000"."""
    levels = ends(a) if a.figure.form is Form.CHANGE else None
    return levels is not None and agree(levels.before, b)


def is_given(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether one of the documents gives the other's value anywhere, whatever for."""
    if a.figure.kind in MOMENTS:
        return any(
            claim is not one and is_full(claim) and meet(claim, other)
            for one, other in ((a, b), (b, a))
            for claim in story.get((one.document.name, dimension(other.figure)), ())
        )
    return any(
        claim.figure.quantity is not None
        and other.figure.quantity is not None
        and claim.figure.quantity.low == other.figure.quantity.low
        and claim.figure.quantity.unit == other.figure.quantity.unit
        for one, other in ((a, b), (b, a))
        for claim in story.get((one.document.name, dimension(other.figure)), ())
    )


def _far_apart(a: Claim, b: Claim) -> bool:
    """Whether one value is so many times the other that they hardly mean one thing, and no digits
    were lost or added either."""
    apart = times_apart(a, b)
    if apart is None or not apart.is_finite():
        return False
    return apart > _TIMES and not transposed(a, b)


def _known_to_both(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether one of the documents gives the other's value too, for what can be the same."""
    return any(
        claim is not one
        and _alike(claim, other)
        and _gives(claim, other)
        and not _are_of_two_periods(claim, other)
        for one, other in ((a, b), (b, a))
        for claim in story.get((one.document.name, dimension(other.figure)), ())
    ) or any(
        is_bare(claim) and _exactly(claim, other)
        for one, other in ((a, b), (b, a))
        if other.figure.quantity is not None and other.figure.quantity.unit is not None
        for claim in story.get((one.document.name, "count"), ())
    )


def _gives(claim: Claim, other: Claim) -> bool:
    """Whether a claim's value is the other's: "dozens" and "no more than 210" only leave room."""
    if claim.figure.kind is Kind.VAGUE:
        return False
    return same_value(claim, other) > 0 or (claim.figure.kind in MOMENTS and agree(claim, other))


def _are_of_two_periods(a: Claim, b: Claim) -> bool:
    return any(veto.text == TWO_PERIODS for veto in vetoes(a, b, False))


def _alike(claim: Claim, other: Claim) -> bool:
    """Whether a claim may be another one by its measure, or else by its noun."""
    if claim.measure is not None and other.measure is not None:
        return same_measure(claim, other)
    if claim.figure.noun is None:
        return _exactly(claim, other)
    if other.figure.noun is None:
        return False
    return head(claim.figure.noun) == head(other.figure.noun)


def _exactly(claim: Claim, other: Claim) -> bool:
    """Whether a bare number is another one's value, and too great to be so by chance."""
    one, two = claim.figure.quantity, other.figure.quantity
    if one is None or two is None or one.low is None:
        return False
    if one.low < _CHANCE and one.step >= 1:
        return False
    return one.low == two.low and one.high == two.high


def _is_made_up(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether one value is what the other makes with the figure beside it: "four against and three
    abstaining" are the seven of the other text, "lost 28 and kept 41" the 69 that there were."""
    return any(
        _makes(one, mate, other)
        for one, other in ((a, b), (b, a))
        for mate in _beside(one, story)
        if mate.figure.form is Form.POINT and mate.figure.kind is not Kind.VAGUE
        if _are_joined(one, mate) or _are_great_counts(one, mate, other)
    )


def _are_great_counts(*claims: Claim) -> bool:
    """Whether all are whole counts so great that none is what two make by chance."""
    sizes = [claim.figure.quantity for claim in claims if claim.figure.kind is Kind.COUNT]
    return len(sizes) == len(claims) and all(
        size is not None and size.step == 1 and (size.low or 0) >= _BY_CHANCE for size in sizes
    )


def _is_without_the_rest(part: Claim, whole: Claim) -> bool:
    """Whether the next sentence tells what became of the rest: "took away seven men. The rest of
    the arrests were made in Orlaven"."""
    one, other = part.figure.quantity, whole.figure.quantity
    if one is None or other is None or one.low is None or other.low is None or one.low >= other.low:
        return False
    if Kind.ORDINAL in (part.figure.kind, whole.figure.kind):
        return False
    text, end = part.document.text, part.segment.span.end
    return frame("comparing", r"\s*{the_rest}\b").match(text[end : end + _BEHIND]) is not None


def _is_one_less(part: Claim, whole: Claim) -> bool:
    """Whether one more is named behind the one that the other has: "38 passengers and a driver"."""
    one, other = part.figure.quantity, whole.figure.quantity
    if not part.figure.kind is whole.figure.kind is Kind.COUNT or part.figure.noun_span is None:
        return False
    if one is None or other is None or one.low is None or one.low + 1 != other.low:
        return False
    behind = part.document.text[part.figure.noun_span.end : part.segment.span.end][:_BEHIND]
    single = frame("comparing", r",? (?:and|plus|with) {a_single} [^\W\d_]+")
    return single.match(behind) is not None


def _is_of_those_before(last: Claim, earlier: Claim) -> bool:
    """Whether the one is the last of so many, and the other counts those before it: "the fourth
    raid" and "three earlier attacks"."""
    one, other = last.figure.quantity, earlier.figure.quantity
    if last.figure.kind is not Kind.ORDINAL or earlier.figure.kind is not Kind.COUNT:
        return False
    if one is None or other is None or one.low is None or one.low - 1 != other.low:
        return False
    start, end = earlier.figure.span
    near = earlier.document.text[max(earlier.segment.span.start, start - _BEFORE) : end + _BEHIND]
    return cue("comparing", "those_before").search(near) is not None


def _is_counted_up(earlier: Claim, later: Claim, story: Filed) -> bool:
    """Whether a paragraph tells of the one that the other text has counted, too: "three dead; a
    fourth victim was found early on Thursday"."""
    one, other = earlier.figure.quantity, later.figure.quantity
    if not earlier.figure.kind is later.figure.kind is Kind.COUNT:
        return False
    if one is None or other is None or one.low is None or one.low + 1 != other.low:
        return False
    return any(
        claim.figure.kind is Kind.ORDINAL
        and claim.figure.quantity is not None
        and claim.figure.quantity.low == other.low
        and claim.segment.paragraph == earlier.segment.paragraph
        for claim in story.get((earlier.document.name, "count"), ())
    )


def _is_mean_and_day(mean: Claim, day: Claim) -> bool:
    """Whether the one is a mean, and the other what came on some day or at some season: "averages
    48,000 cars a day" and "at Easter 71,000 came"."""
    statistics = [claim.statistic.value if claim.statistic else None for claim in (mean, day)]
    if statistics[0] != "mean" or statistics[1] == "mean":
        return False
    low, high = day.segment.span
    text = day.document.text[max(low, day.figure.span.start - _CLAUSE) : day.figure.span.end]
    return cue("comparing", "on_some_day").search(text) is not None and high > low


def _are_share_and_whole(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether a paragraph of one of them says what share the lesser is of the greater: "upheld 128.
    That is 38% of those who wrote" beside "340 complaints"."""
    one, other = _level(a).figure.quantity, _level(b).figure.quantity
    if one is None or other is None or one.unit != other.unit or not one.low or not other.low:
        return False
    share = min(one.low, other.low) / max(one.low, other.low)
    # The digits of a tenth are those of the whole.
    if share > _A_SHARE or _are_swapped(a, b):
        return False
    return any(
        claim.segment.paragraph == each.segment.paragraph
        and _is_of_those(claim)
        and claim.figure.modifier not in _BOUNDS  # "more than half" is nearly any share
        and _may_say(claim, {share})
        for each in (a, b)
        for kind in ("percent", "ratio")
        for claim in story.get((each.document.name, kind), ())
    )


def _is_of_those(claim: Claim) -> bool:
    """Whether a share is one of people or things that a text tells of: "38% of those who wrote"."""
    text, end = claim.document.text, claim.figure.span.end
    return (
        frame("comparing", r" of (?:those|them|the|all|what|its|their|his|her)\b").match(
            text[end : end + _BEHIND]
        )
        is not None
    )


def _are_joined(one: Claim, mate: Claim) -> bool:
    """Whether two figures of a sentence are told as two of one sort: "20 and 12", "nine for, two
    against". What is said of the same thing in another year is none."""
    first, second = sorted((one.figure.span, mate.figure.span))
    gap = one.document.text[first.end : second.start].lower()
    if gap.endswith(", ") or len(gap) <= _SHORT:
        return True  # "nine are out, two remain"
    return any(word.strip(",;:") in _JOINING for word in gap.split())


def _beside(claim: Claim, story: Filed) -> Iterator[Claim]:
    """The figures of a claim's kind, or with no unit of their own, that stand next to it in its
    sentence."""
    kinds = dict.fromkeys((dimension(claim.figure), "count"))
    inside = sorted(
        (
            each
            for kind in kinds
            for each in story.get((claim.document.name, kind), ())
            if each.segment.span == claim.segment.span
            and each.figure.kind is not Kind.ORDINAL
            and (dimension(each.figure) == dimension(claim.figure) or is_bare(each))
        ),
        key=lambda each: each.figure.span,
    )
    for one, other in pairwise(inside):
        if one is claim or other is claim:
            yield other if one is claim else one


def _makes(one: Claim, mate: Claim, other: Claim) -> bool:
    first, second, third = one.figure.quantity, mate.figure.quantity, other.figure.quantity
    if first is None or second is None or third is None or not one.figure.kind.is_quantity:
        return False
    if first.unit != third.unit or not first.low or not second.low:
        return False
    if second.unit not in {first.unit, None}:
        return False
    try:
        room = tolerance.added(other.figure)
    except ValueError:
        return False
    return any(
        tolerance.overlaps(room, Interval(value, value))
        for value in (first.low + second.low, abs(first.low - second.low))
    )


def _is_measured_off(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether a paragraph of one of them says by how much it differs from the other: "nine arrests,
    five fewer than last time"."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None or one.unit != other.unit:
        return False
    if one.low is None or other.low is None:
        return False
    gap = abs(one.low - other.low)
    return any(
        claim.figure.quantity is not None
        and claim.figure.quantity.low == gap
        and claim.segment.paragraph == each.segment.paragraph
        and _compares(claim)
        for each in (a, b)
        for claim in story.get((each.document.name, dimension(each.figure)), ())
    )


def _is_so_much_more(a: Claim, b: Claim, story: Filed) -> bool:
    """Whether a percentage, a fraction or a multiple beside one of them leads from it to
    the other: "24 carriers, 40 per cent fewer than it had planned" beside "40 carriers"."""
    one, other = _level(a).figure.quantity, _level(b).figure.quantity
    if one is None or other is None or one.unit != other.unit or not one.low or not other.low:
        return False
    apart = {each / rest for each, rest in ((one.low, other.low), (other.low, one.low))}
    return any(
        claim.segment.span == each.segment.span and _moves(claim) and _is_way(claim, apart)
        for each in (a, b)
        for kind in _RELATIVE
        for claim in story.get((each.document.name, kind), ())
    )


def _level(claim: Claim) -> Claim:
    """A claim, or the later end of a change: "fell to A$3.56 from A$4.00"."""
    levels = ends(claim) if claim.figure.form is Form.CHANGE else None
    return claim if levels is None else levels.after


def _is_way(claim: Claim, apart: set[Decimal]) -> bool:
    """Whether a share or a multiple is how far it is between two values, by what each is of the
    other."""
    ways = {way for each in apart for way in (each, abs(each - 1), 1 + abs(each - 1))}
    return _may_say(claim, ways)


def _may_say(claim: Claim, shares: set[Decimal]) -> bool:
    """Whether a percentage, a fraction or a multiple leaves room for one of some shares of one."""
    try:
        room = tolerance.of_figure(claim.figure)
    except ValueError:
        return False
    by = _HUNDRED if dimension(claim.figure) == "percent" else Decimal(1)
    return any(tolerance.overlaps(room, Interval(each * by, each * by)) for each in shares)


def _moves(claim: Claim) -> bool:
    """Whether a figure says how far something went or lies from another: "recovered 4.5%"."""
    return claim.aspect is Aspect.CHANGE or claim.figure.direction is not None or _compares(claim)


@once
def _is_of_what_others_say(claim: Claim) -> bool:
    """Whether a sentence holds its figure against that of others: "only 1.1 billion, less than half
    of what ministers say"."""
    text, end = claim.document.text, claim.segment.span.end
    others = frame("comparing", r"[^.;]{0,60}\b{than_others}[^.;]{0,40}\b{say_so}\b")
    return others.match(text, claim.figure.span.end, end) is not None


@once
def _compares(claim: Claim) -> bool:
    """Whether a figure says how far something lies from another: "five fewer", "up by 12"."""
    start, end = claim.figure.span
    text = claim.document.text
    # "Fewer than ten" is a bound, "ten fewer" a gap.
    first = end if claim.figure.modifier in _BOUNDS else max(0, start - _BESIDE)
    near = text[first : end + _BESIDE]
    return _comparatives().search(near) is not None


@cache
def _comparatives() -> Cue:
    return cue("comparing", "comparatives")
