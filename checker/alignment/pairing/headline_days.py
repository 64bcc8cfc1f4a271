"""How many days a headline says that something goes on, and the weekdays on which it does.

In: the claims of one story. Out: an alignment for every headline with a number of days whose text
tells the first and the last of them by their weekdays alone, in the roles ``start``, ``end`` and
``length`` of a span: "No ferries for five days", and "begins on Monday and ends on Thursday".

A weekday is no figure, so that its claim is made here, with the date that the week of the article
gives it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from checker.alignment.pairing.borne_out import is_borne_out
from checker.alignment.pairing.context import Context
from checker.alignment.passages import aligned
from checker.alignment.timing.weekdays import weekday_named
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Figure, Form, Kind, Moment, Role, Segment, Span

NAME = "span"
_HEADS = frozenset({Role.HEADLINE, Role.DECK})
_WEEK = 7
# A Monday, for an article without a date.
_SOME_DAY = date(2024, 1, 1)


def headline_days(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """The one span of weekdays in the text of every headline with a number of days that the text
    does not bear out."""
    heads = {claim.document.name for claim in claims if _is_of_days(claim)}
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims if heads else ():
        if claim.document.name in heads:
            documents[claim.document.name].append(claim)
    for inside in documents.values():
        tops = [claim for claim in inside if _is_of_days(claim)]
        if len(tops) != 1:
            continue
        body = [claim for claim in inside if claim.segment.role not in _HEADS]
        found = list(_spans(tops[0]))
        if len(found) == 1 and not is_borne_out(tops[0], body, Context(inside)):
            start, end = found[0]
            yield aligned(
                NAME, ("the days that the text names",), start=start, end=end, length=tops[0]
            )


def _is_of_days(claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    return (
        claim.segment.role in _HEADS
        and figure.kind is Kind.DURATION
        and figure.form is Form.POINT
        and quantity is not None
        and quantity.unit == "day"
        and quantity.low is not None
        and 1 < quantity.low <= _WEEK
    )


def _spans(top: Claim) -> Iterator[tuple[Claim, Claim]]:
    """Every first and last day that the text tells by their weekdays, as claims of its days."""
    text = top.document.text
    for place, block in enumerate(top.document.blocks):
        if block.role is not Role.BODY:
            continue
        for found in _from_to().finditer(text, *block.span):
            end = text.find(".", found.end())
            sentence = text[text.rfind(".", block.span.start, found.start()) + 1 : end]
            dated = any(char.isdigit() for char in text[found.start(1) : found.end() + 2])
            if dated or cue("spans", "weekly").search(sentence):
                continue
            segment = Segment(block.span, block.role, place)
            first = _next(top.document.published or _SOME_DAY, weekday_named(found[1]))
            last = _next(first + timedelta(days=1), weekday_named(found[2]))
            yield (
                _of_day(top, segment, Span(*found.span(1)), first),
                _of_day(top, segment, Span(*found.span(2)), last),
            )


@cache
def _from_to() -> re.Pattern[str]:
    day = alternatives("calendar", "weekdays")
    return frame(
        "spans",
        rf"\b{{sets_in}}\b[^.;]{{0,60}}?\b({day})\b"
        rf"[^.;]{{0,40}}?\b{{until_day}}\b[^.;]{{0,50}}?\b({day})\b",
    )


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % _WEEK)


def _of_day(top: Claim, segment: Segment, span: Span, day: date) -> Claim:
    """The claim of a weekday as a date."""
    original = top.document.original
    figure = Figure(
        path=top.figure.path,
        line=original.count("\n", 0, span.start) + 1,
        column=span.start - original.rfind("\n", 0, span.start),
        span=span,
        surface=top.document.text[slice(*span)],
        kind=Kind.DATE,
        pattern="weekday",
        moment=Moment(day.year, day.month, day.day, day.weekday()),
    )
    return Claim(figure, top.document, segment)
