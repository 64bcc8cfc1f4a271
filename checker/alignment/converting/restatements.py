"""Restatements: one quantity in two ways of counting the same unit.

In: a ``Sentence``. Out: pairs of figures, the second of which says the first once more: "₹4,860
crore (₹48.6 billion)", "45 lakh voters (4.5 million)", "104 minutes, or one hour and 44 minutes".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.timing.points import together
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY})


def restatements(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of one sentence, where the second stands in a bracket or behind "or"."""
    if not sentence.may_say("conversions", "indian", "hours", "joined"):
        return
    claims = [*_joined_up(sentence)]
    joined = {c.figure.span for c in claims}.difference(c.figure.span for c in sentence.claims)
    for first, behind in pairwise(claims):
        second = _united(first, behind)
        one_joined = (first.figure.span in joined) is not (second.figure.span in joined)
        if not _is_one_unit(first, second) or not (one_joined or _are_two_ways(first, second)):
            continue
        gap, tail = sentence.between(first, second), sentence.after(second, 24)
        if one_joined and not _CLOSED.match(tail):
            continue  # "two years and six months, or four months less than she did"
        if _THAN.match(tail):
            continue  # "two hours and 25 minutes, which is 61 minutes longer than the train"
        bracket = frame("conversions", r"(?: [^\W\d_]+)?\s?[(\[]\s?(?:{leads}\s?)?").fullmatch(gap)
        closed = frame("conversions", r"(?: [^\W\d_]+)?[)\],;]").match(tail)
        dash = first.figure.kind is Kind.DURATION and frame(
            "conversions", r"\s?(?:[–—]|--|\s-\s)\s?(?:{leads}\s)?"
        ).fullmatch(gap)
        told = frame("conversions", r",?\s(?:or|{equals})\s(?:{leads}\s)?").fullmatch(gap)
        if (bracket and closed) or told or (dash and _are_near(first, second)):
            yield (second, first) if second.figure.span in joined else (first, second)


_CLOSED = lazy(r"\s?(?:[.,;:)–—]|$)| (?:in|at) (?:the|all|a)\b")
_THAN = lazy(r" (?:[^\W\d_]+er|more|less)\b")
_TOGETHER = lazy(r",? and ")
_IN_EACH = {("week", "day"): 7, ("day", "hour"): 24, ("year", "month"): 12}


def _joined_up(sentence: Sentence) -> Iterator[Claim]:
    """The figures of a sentence, "three days and four hours" as so many hours."""
    whole: Claim | None = None
    for claim in sentence.claims:
        both = None if whole is None else _both(sentence, whole, claim)
        if whole is not None and both is None:
            yield whole
        whole = both or claim
    if whole is not None:
        yield whole


def _both(sentence: Sentence, whole: Claim, rest: Claim) -> Claim | None:
    if not whole.figure.kind is rest.figure.kind is Kind.DURATION:
        return None
    if not _TOGETHER.fullmatch(sentence.between(whole, rest)):
        return None
    return together(sentence, whole, rest, _IN_EACH)


_NEAR = Decimal("1.5")


def _are_near(first: Claim, second: Claim) -> bool:
    """Whether two lengths of time are so much alike that they may be one."""
    a, b = first.figure.quantity, second.figure.quantity
    if a is None or b is None or not a.low or not b.low:
        return False
    return max(a.low, b.low) <= _NEAR * min(a.low, b.low)


def _united(first: Claim, second: Claim) -> Claim:
    """A bare number in a bracket as of the unit before it: "3 crore rupees (30 million)"."""
    one, other = first.figure, second.figure
    if one.kind is not Kind.MONEY or other.kind is not Kind.COUNT or other.noun is not None:
        return second
    if one.quantity is None or other.quantity is None:
        return second
    quantity = replace(other.quantity, unit=one.quantity.unit)
    return replace(second, figure=replace(other, kind=Kind.MONEY, quantity=quantity))


def _is_one_unit(first: Claim, second: Claim) -> bool:
    a, b = first.figure, second.figure
    if a.kind is not b.kind or a.quantity is None or b.quantity is None:
        return False
    if a.form is not Form.POINT or b.form is not Form.POINT:
        return False
    one_noun = None in (a.noun, b.noun) or a.noun == b.noun
    return a.quantity.unit == b.quantity.unit and one_noun


def _are_two_ways(first: Claim, second: Claim) -> bool:
    """Whether one counts in lakhs and crores and the other in millions, or one in minutes alone and
    the other in hours as well."""
    one, other = first.figure.surface, second.figure.surface
    if first.figure.kind in _NUMBERS:
        indian, western = cue("conversions", "indian"), cue("conversions", "western")
        return bool(
            (indian.search(one) and western.search(other))
            or (western.search(one) and indian.search(other))
        )
    hours = cue("conversions", "hours")
    return first.figure.kind is Kind.DURATION and bool(hours.search(one)) != bool(
        hours.search(other)
    )
