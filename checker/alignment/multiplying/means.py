"""Means: what the members of a list come to on the mean.

In: a sentence with its figures. Out: the mean, how many members there are, and their sum: "the four
weighed 21g, 23g, 25g and 31g, an average of 25g".

The mean has to stand straight behind the list, or behind a verb by which the list gives it
("marks of 6, 8, 9 and 9 gave her a mean of 8"), and nothing may say that it is that of more. One
that leaves out the best and the worst, as judges do, is right as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker import tolerance
from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Quantity, Span
from checker.patterns import lazy

_FEWEST = 3
_MOST = 13
_OLDEST = 115
_KINDS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.DURATION})
_LISTED = lazy(r"(?: [\w’'-]+){0,3}(?:,| and|, and) (?:[\w’'-]+ ){0,3}")


class Mean(NamedTuple):
    """A mean, the number of those that it is of, and what they come to."""

    mean: Claim
    number: Claim
    total: Claim


def means(sentence: Sentence) -> Iterator[Mean]:
    """The means of a sentence that are not those of the list before them."""
    if not sentence.may_say("products", "mean_of", "averages"):
        return
    for at, claim in enumerate(sentence.claims):
        members = _members(sentence, at)
        if len(members) < _FEWEST or not _is_mean(sentence, members[-1], claim):
            continue
        values = [_value(each) for each in members]
        if not _may_be(claim, values):
            yield _made(claim, members, values)


def mean_ages(sentence: Sentence) -> Iterator[Mean]:
    """A mean age behind the ages that it is of, the most of which are bare numbers: "were 24, 31
    and 29, which put their average age at 28". It may be the whole years of the mean."""
    for at, claim in enumerate(sentence.claims):
        if claim.figure.kind is not Kind.AGE:
            continue
        members: list[Claim] = []
        for other in reversed(sentence.claims[max(at - _MOST, 0) : at]):
            if not members and other.figure.noun:
                continue  # "aged 45, 52 and 59, the three pilots have a mean age of 52"
            if not _is_bare_age(other):
                break
            if members and not _LISTED.fullmatch(sentence.between(other, members[0])):
                break
            members.insert(0, other)
        if len(members) < _FEWEST or not _is_mean_age(sentence, members[-1], claim):
            continue
        values = [_value(each) for each in members]
        if abs(sum(values, Decimal(0)) / len(values) - _value(claim)) > 1:
            yield _made(claim, members, values)


def _is_bare_age(claim: Claim) -> bool:
    figure = claim.figure
    if figure.form is not Form.POINT or not 0 < _value(claim) <= _OLDEST:
        return False
    return figure.kind is Kind.AGE or (figure.kind is Kind.COUNT and figure.noun is None)


def _is_mean_age(sentence: Sentence, last: Claim, claim: Claim) -> bool:
    gap, behind = sentence.between(last, claim), sentence.after(claim, 40)
    their = r"(?:an?|the|their|its) {mean_age} (?:(?:of|at|to|is|was) )?(?:{barely_so} )?"
    led = r",? (?:\(|(?:which |that |so |and )?(?:(?:{gives}|have|had|with|puts?|brings?) ))?"
    named = r", (?:the|these|all) [^,.;:]{3,40} (?:have|had) "
    if frame("products", rf"(?:{led}|{named}){their}").fullmatch(gap) is None:
        return False
    return cue("products", "of_more").search(f"{gap} | {behind}") is None


def _members(sentence: Sentence, at: int) -> list[Claim]:
    """The list that ends before a figure, of its kind and unit."""
    found: list[Claim] = []
    for claim in reversed(sentence.claims[:at]):
        if not _is_alike(claim, sentence.claims[at]):
            break
        if found and not _LISTED.fullmatch(sentence.between(claim, found[-1])):
            break
        found.append(claim)
    return _without_their_number(found[::-1])


def _without_their_number(members: list[Claim]) -> list[Claim]:
    """Members without a first figure that counts the others: "the five marks, 8, 9, 7, 9 and 7"."""
    first = members[0].figure if members else None
    counts = first is not None and first.kind is Kind.COUNT and first.noun is not None
    return members[1:] if counts and _value(members[0]) == len(members) - 1 else members


def _is_alike(member: Claim, mean: Claim) -> bool:
    a, b = member.figure, mean.figure
    if a.kind not in _KINDS or a.kind is not b.kind or a.form is not Form.POINT:
        return False
    return a.quantity is not None and b.quantity is not None and a.quantity.unit == b.quantity.unit


def _is_mean(sentence: Sentence, last: Claim, claim: Claim) -> bool:
    gap, behind = sentence.between(last, claim), sentence.after(claim, 40)
    led = r"(?: [^\W\d_]+)?\s?[,(–—-]\s?(?:and |or |for |which is |giving |at )?"
    told = led + r"{mean_of} (?:{barely_so} )?"
    given = r",?(?: [^\W\d_]+)? {gives}(?: [^\W\d_]+){0,3}? {mean_of} (?:{barely_so} )?"
    own = r",?(?: [^\W\d_]+)? {averages} (?:out )?(?:at )?(?:{barely_so} )?"
    if not any(frame("products", way).fullmatch(gap) for way in (told, given, own)):
        return False
    return cue("products", "of_more").search(f"{gap} | {behind}") is None


def _value(claim: Claim) -> Decimal:
    quantity = claim.figure.quantity
    return quantity.low if quantity is not None and quantity.low is not None else Decimal(0)


def _may_be(mean: Claim, values: list[Decimal]) -> bool:
    """Whether a mean is that of some values, of all but the best and the worst, or their median."""
    room = tolerance.of_figure(mean.figure)
    inner = sorted(values)[1:-1]
    of = [sum(values) / len(values), sum(inner) / len(inner), sorted(values)[len(values) // 2]]
    return any(
        (room.low is None or room.low <= each) and (room.high is None or each <= room.high)
        for each in of
    )


def _made(mean: Claim, members: list[Claim], values: list[Decimal]) -> Mean:
    """The mean, with the whole list as its number and as their sum."""
    first, last = members[0].figure, members[-1].figure
    span = Span(first.span.start, last.span.end)
    listed = " ".join(mean.document.text[slice(*span)].split())
    step = max(each.figure.quantity.step for each in members if each.figure.quantity is not None)
    unit = None if first.quantity is None else first.quantity.unit
    many, sum_of = Decimal(len(values)), sum(values, Decimal(0))
    number = replace(
        first,
        kind=Kind.COUNT,
        span=span,
        surface=f"the {many} of them",
        quantity=Quantity(many, many, Decimal(1)),
    )
    whole = Quantity(sum_of, sum_of, step, unit)
    total = replace(first, span=span, surface=f"{listed} ({sum_of})", quantity=whole)
    return Mean(mean, replace(members[0], figure=number), replace(members[0], figure=total))
