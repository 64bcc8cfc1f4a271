"""Factors: what figures have to be like to be multiplied.

In: figures and their sentences. Out: their units, whether one can be stated in another, and the
figures of a sentence without those that say one in another unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from checker import lexicon, units
from checker.alignment.passages import Placed, Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.errors import UnitError
from checker.model import Claim, Kind


def unit_of(claim: Claim) -> str | None:
    return None if claim.figure.quantity is None else claim.figure.quantity.unit


@cache
def goes(a: str | None, b: str | None) -> bool:
    """Whether a value in the one unit can be stated in the other."""
    if a is None or b is None:
        return False
    try:
        return units.commensurable(a, b)
    except UnitError:
        return False


def told_once(sentence: Sentence) -> list[Placed]:
    """The figures of a sentence without those that say one in another unit: "124 miles (200km)"."""
    claims = sentence.claims
    again = [False] + [
        goes(unit_of(a), unit_of(b))
        and sentence.between(a, b).strip() == "("
        and sentence.after(b, 1) == ")"
        for a, b in pairwise(claims)
    ]
    return [(sentence, c) for c, told in zip(claims, again, strict=True) if not told]


def same_thing(one: str, many: str) -> bool:
    """ "Dose" and "doses", "family" and "families"."""
    return many[: max(3, len(one) - 1)] == one[: max(3, len(one) - 1)]


@cache
def people() -> frozenset[str]:
    return frozenset(lexicon.load("persons")["nouns"]) | {"households", "families"}


def is_for_several(rate: Placed) -> bool:
    """Whether a rate is for more than one: "$8 per 1,000 gallons", "three kilos for
    every five litres"."""
    sentence, claim = rate
    behind = [each for each in sentence.claims if each.figure.span.start >= claim.figure.span.end]
    if not behind:
        return False
    gap = sentence.between(claim, behind[0])
    return frame("products", r"(?: [^\W\d_]+)?? (?:{per}|every) ").fullmatch(gap) is not None


def may_multiply(number: Placed) -> bool:
    """Whether a figure can be the number of what a rate is for: no "family of four", no "12 days'
    worth", and no bare number with a broken part, as the 11.30 on which a live page goes on."""
    sentence, claim = number
    if claim.figure.kind is Kind.COUNT and claim.figure.noun is None and size(claim) % 1:
        return False
    if is_shift(number):
        return False
    if frame("products", r"\b{of_people} $").search(sentence.before(claim, 32)):
        return False
    return (
        frame("products", r"(?: [^\W\d_]+)??['’]? {enough_for}\b").match(sentence.after(claim, 24))
        is None
    )


def is_shift(number: Placed) -> bool:
    """Whether a time says how far off something was, and not how long it took: "an hour and five
    minutes later than planned"."""
    sentence, claim = number
    if claim.figure.kind is not Kind.DURATION:
        return False
    return frame("products", r" {shifted}\b").match(sentence.after(claim, 24)) is not None


def is_wage(rate: Claim) -> bool:
    """Whether a rate is so much money an hour."""
    return rate.figure.kind is Kind.MONEY and (unit_of(rate) or "").endswith(" / hour")


def is_of_some(sentence: Sentence, rate: Claim) -> bool:
    """Whether a rate is for some alone: "£250 a day for a suite"."""
    only = r"(?: an? [^\W\d_]+)? for (?:an?(?: [^\W\d_]+){1,2}\s*(?:[.,;)]|$)|{some})"
    found = frame("products", only).match(sentence.after(rate, 40))
    if found is None:
        return False
    start = rate.figure.span.end + found.end() + 1  # not "a second for the first six hours"
    return all(
        claim.figure.kind is not Kind.DURATION or claim.figure.span.start != start
        for claim in sentence.claims
    )


def has_more_of(sentences: Sequence[Sentence], three: Sequence[Claim]) -> bool:
    """Whether a sum of money may be made of more than a rate and a number: "£400 a day for 30 days
    and £2,000 in expenses, £14,000 in all"."""
    total = three[-1]
    if total.figure.kind is not Kind.MONEY:
        return False
    known = {claim.figure.span for claim in three}
    start = min(span.start for span in known)
    end = total.figure.span.start
    return any(
        claim.figure.kind is Kind.MONEY
        and claim.figure.span not in known
        and start < claim.figure.span.start < end
        and frame("products", r"\band (?:[^\W\d_]+ )?$").search(sentence.before(claim, 24))
        for sentence in sentences
        for claim in sentence.claims
    )


def for_all_time(rate: Claim, total: Claim) -> Claim:
    """A total without the "a month" that its rate leaves out: "€32 a square metre, €25,600 a
    month"."""
    (_, of, below), (above, slash, stretch) = (
        (unit_of(claim) or "").rpartition(" / ") for claim in (rate, total)
    )
    if not of or not slash or total.figure.quantity is None:
        return total
    if goes(below, "day") or not goes(stretch, "day"):
        return total
    told = replace(total.figure.quantity, unit=above)
    return replace(total, figure=replace(total.figure, quantity=told))
