"""Whether time accounts for two values that differ: one was so earlier, is to be later, or grew.

In: two ``Claim``s that may be of one thing. Out: true where both can be right, each at its time: a
running count may have grown, people came out of hospital, votes are still counted, a year lies
ahead, and one rate is adjusted for the season.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from checker import measures
from checker.alignment.pairing.agreement import (
    is_lasting,
    same_measure,
    same_period,
    same_speaker,
    slot,
    times_apart,
    transposed,
)
from checker.alignment.pairing.moments import are_of_one_end
from checker.alignment.wording import cue
from checker.dimensions import head
from checker.model import Claim, Kind, Modifier
from checker.once import once

_LITTLE_MORE = Decimal("1.5")
_SOME_DAYS = timedelta(days=2)
_FAR_AHEAD = timedelta(days=400)
# What ended so long before its article has been counted.
_LONG_OVER = timedelta(days=120)
_FOR_THE_SEASON = {"adjusted", "unadjusted"}
# "Fifteen ships have been hit": up to now.
_HAVE_BEEN = re.compile(r"(?: [^\W\d_]+){0,3} ha(?:ve|s)(?: now| already)? been ")


def are_of_two_times(a: Claim, b: Claim) -> bool:
    """Whether both values can be right, each at its time or in its way of counting."""
    return (
        _may_have_grown(a, b)
        or _may_have_changed(a, b)
        or _is_partly_counted(a) is not _is_partly_counted(b)
        or (_is_far_ahead(a) is not _is_far_ahead(b) and not transposed(a, b))
        or {slot(a, "scope"), slot(b, "scope")} == _FOR_THE_SEASON
    )


@once
def _is_far_ahead(claim: Claim) -> bool:
    """Whether a figure is of a day far ahead of its article: "by 2036 there will be"."""
    period, today = claim.period, claim.document.published
    end = None if period is None or period.start is not None else period.end
    return end is not None and today is not None and end - today > _FAR_AHEAD


@once
def _is_partly_counted(claim: Claim) -> bool:
    """Whether a sentence says that the count goes on: "with the votes of 80% of wards in"."""
    told = claim.document.text[slice(*claim.segment.span)]
    return cue("comparing", "part_counted").search(told) is not None


def _may_have_grown(a: Claim, b: Claim) -> bool:
    """Whether a running count can have been both, at two times. Told for one hour it cannot, and
    the same digits in another order are rather a slip."""
    if not transposed(a, b) and (_has_grown_since(a, b) or _has_grown_since(b, a)):
        return True
    if a.measure is None or measures.measure(a.measure.value).behaviour != "running":
        return False
    if _is_over(a, b) and not measures.measure(a.measure.value).persons:
        return False  # bodies alone are found later
    if same_period(a, b) and _is_long_over(a) and _is_long_over(b):
        return False
    if (a.hour is not None and a.hour == b.hour) or transposed(a, b) or are_of_one_end(a, b):
        return False
    if _is_told_at_once(a, b):
        return False
    # `series` tells of a drop, where both are known to be of one running count.
    return same_measure(a, b) or not _has_dropped(a, b)


def _has_dropped(a: Claim, b: Claim) -> bool:
    """Whether one speaker's count is lower in what was published later."""
    one, other = a.figure.quantity, b.figure.quantity
    first, second = a.document.published, b.document.published
    if not same_speaker(a, b) or one is None or other is None or first is None or second is None:
        return False
    if one.low is None or other.low is None or first == second:
        return False
    return (one.low > other.low) == (first < second)


def _is_told_at_once(a: Claim, b: Claim) -> bool:
    """Whether both are given on one day, at no hour, and neither as a count that goes on: the
    coastguard's 14 dead in one paper, and its 15 in the other."""
    one, other = a.document.published, b.document.published
    if one is None or one != other:
        return False
    if any(_is_of_a_moment(claim) for claim in (a, b)):
        return False
    apart = times_apart(a, b)
    if apart is None or apart > _LITTLE_MORE or not _count_one_sort(a, b):
        return False
    return a.figure.modifier is b.figure.modifier is Modifier.EXACTLY


def _count_one_sort(a: Claim, b: Claim) -> bool:
    """Whether no noun tells two sorts apart: people and lives, not people and children."""
    nouns = [head(claim.figure.noun) for claim in (a, b) if claim.figure.noun is not None]
    one_sort = len(set(nouns)) < len(nouns) or len(nouns) < len((a, b))
    return one_sort or all(noun in measures.generic_persons() for noun in nouns)


def _is_of_a_moment(claim: Claim) -> bool:
    """Whether a count is told for an hour, as one so far, or as what it has come to."""
    if claim.hour is not None or _is_so_far(claim) or claim.figure.direction is not None:
        return True
    told = claim.document.text[slice(*claim.segment.span)]
    return any(cue("comparing", key).search(told) for key in ("running_totals", "by_then"))


def _may_have_changed(a: Claim, b: Claim) -> bool:
    """Whether both tell on two days how many people are in a state: so many missing, in hospital,
    without power."""
    one, other = a.document.published, b.document.published
    if one is None or other is None or one == other or same_period(a, b):
        return False
    if a.measure is None or not same_measure(a, b) or transposed(a, b):
        return False
    of = measures.measure(a.measure.value)
    if a.figure.kind is not Kind.COUNT or is_lasting(a):
        return False  # a share of those who passed, how many there is room for
    return of.behaviour == "state" and of.persons


def _is_over(a: Claim, b: Claim) -> bool:
    """Whether both are of one time of some days, "from Saturday to Monday"."""
    period = a.period
    return (
        same_period(a, b)
        and period is not None
        and not period.cumulative
        and period.start != period.end
    )


def _is_long_over(claim: Claim) -> bool:
    """Whether a count is of a time that ended months before its article: the dead of a fire
    fourteen years ago."""
    period, today = claim.period, claim.document.published
    end = None if period is None or period.cumulative else period.end
    return end is not None and today is not None and today - end > _LONG_OVER


def _has_grown_since(earlier: Claim, later: Claim) -> bool:
    """Whether a count since some day is greater in what was published later."""
    first, second = earlier.document.published, later.document.published
    one, other = earlier.figure.quantity, later.figure.quantity
    if first is None or second is None or first >= second or one is None or other is None:
        return False
    if one.low is None or other.low is None or one.unit != other.unit or one.low > other.low:
        return False
    if are_of_one_end(earlier, later):
        return False
    both = _is_so_far(earlier), _is_so_far(later)
    return all(both) or (any(both) and second - first >= _SOME_DAYS)


@once
def _is_so_far(claim: Claim) -> bool:
    period, today = claim.period, claim.document.published
    past = period is not None and (period.end is None or today is None or period.end <= today)
    if slot(claim, "scope") == "so-far" or (period is not None and period.cumulative and past):
        return True
    text, end = claim.document.text, claim.figure.span.end
    if cue("comparing", "so_far").search(text[claim.segment.span.start : end]):
        return True
    counted = claim.figure.kind is Kind.COUNT
    return counted and _HAVE_BEEN.match(text, end, claim.segment.span.end) is not None
