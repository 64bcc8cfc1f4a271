"""Points and lengths as they are compared: of a sentence those alone, written out.

In: a sentence with its claims. Out: the same without its ordinals, the two years of "1988-1998" as
figures of their own, clock times with the weekday beside them, and "two years and three months" as
so many months.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from checker.alignment.passages import Sentence
from checker.alignment.timing.weekdays import weekday_named
from checker.alignment.wording import alternatives, frame
from checker.model import Claim, Form, Kind, Moment, Quantity, Span
from checker.patterns import lazy

_MONTHS = {("year", "month"): 12}
_AND = lazy(r",?\s(?:and\s)?")


def plain(sentence: Sentence) -> Sentence:
    """A sentence with its points and lengths alone."""
    claims = [
        part
        for claim in sentence.claims
        if claim.figure.kind is not Kind.ORDINAL
        for part in years_of(claim)
    ]
    return joined(sentence.of(tuple(_on_its_day(sentence, claim) for claim in claims)))


def joined(sentence: Sentence) -> Sentence:
    """A sentence whose years and months are one length: "seven years and three months"."""
    found: list[Claim] = []
    for claim in sentence.claims:
        both = together(sentence, found[-1], claim, _MONTHS) if found else None
        if both is not None:
            found[-1] = both
        else:
            found.append(claim)
    return sentence if len(found) == len(sentence.claims) else sentence.of(tuple(found))


def together(
    sentence: Sentence, whole: Claim, rest: Claim, in_each: Mapping[tuple[str, str], int]
) -> Claim | None:
    """Two lengths told together as one in the lesser unit, where ``in_each`` says how many of that
    the greater has: "three days and four hours" as hours."""
    a, b = whole.figure.quantity, rest.figure.quantity
    if a is None or b is None or a.low is None or b.low is None or a.low != a.high:
        return None
    many = in_each.get((a.unit or "", b.unit or ""))
    if many is None or not 0 < b.low < many:
        return None
    if not _AND.fullmatch(sentence.between(whole, rest)):
        return None
    value = a.low * many + b.low
    span = Span(whole.figure.span.start, rest.figure.span.end)
    surface = " ".join(whole.document.text[slice(*span)].split())
    told = replace(b, low=value, high=value)
    return replace(whole, figure=replace(whole.figure, span=span, surface=surface, quantity=told))


def in_turn(start: Claim, end: Claim) -> tuple[Claim, Claim]:
    """Two clock times, the one that something went on "since" or "from" as the first: "13:10 The
    fire is out. It had burned since 2.40am"."""
    if end.figure.kind is Kind.TIME and _is_since(end) and not _is_since(start):
        return end, start
    return start, end


def _is_since(claim: Claim) -> bool:
    start = claim.figure.span.start
    return claim.document.text[max(0, start - 6) : start].lower().endswith("since ")


def years_of(claim: Claim) -> tuple[Claim, ...]:
    """The two years of "1988-1998" as claims of their own."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.YEAR or figure.form is not Form.RANGE or quantity is None:
        return (claim,)
    if quantity.low is None or quantity.high is None:
        return (claim,)
    link = re.search(r"[-–/]", figure.surface)
    if link is None or figure.span.end - figure.span.start != len(figure.surface):
        return (claim,)  # a decade
    cut = figure.span.start + link.start()
    spans = Span(figure.span.start, cut), Span(cut + 1, figure.span.end)
    return tuple(
        _as_year(claim, span, value)
        for span, value in zip(spans, (quantity.low, quantity.high), strict=True)
    )


def _as_year(claim: Claim, span: Span, value: Decimal) -> Claim:
    figure = replace(
        claim.figure,
        span=span,
        column=claim.figure.column + span.start - claim.figure.span.start,
        surface=claim.document.text[span.start : span.end],
        quantity=Quantity(value, value, Decimal(1)),
        form=Form.POINT,
        moment=Moment(year=int(value)),
    )
    return replace(claim, figure=figure)


def _on_its_day(sentence: Sentence, claim: Claim) -> Claim:
    """A clock time with the weekday that stands beside it: "4am on Tuesday"."""
    moment = claim.figure.moment
    if claim.figure.kind is not Kind.TIME or moment is None or moment.weekday is not None:
        return claim
    day = f"({alternatives('calendar', 'weekdays')})"
    found = frame("spans", rf" (?:on )?{day}").match(sentence.after(claim, 24))
    found = found or frame("spans", rf"{day}(?: {{dayparts}})? (?:at )?$").search(
        sentence.before(claim, 32)
    )
    if found is None:
        return claim
    dated = replace(moment, weekday=weekday_named(found[1]))
    return replace(claim, figure=replace(claim.figure, moment=dated))
