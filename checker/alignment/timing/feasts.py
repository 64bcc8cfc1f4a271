"""Feasts: days with a name and a fixed date, and the weekday that they are said to fall on.

In: a sentence. Out: the day in the year that is told, with that weekday: "Christmas Day falls on a
Friday this year".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from checker import lexicon
from checker.alignment.passages import Sentence
from checker.alignment.timing.weekdays import at_place, weekday_named
from checker.alignment.wording import alternatives, frame
from checker.model import Claim, Form, Kind, Moment, Span

_NEAR = timedelta(days=300)


def feasts(sentence: Sentence) -> Iterator[Claim]:
    """The feasts of a sentence as dates, with the weekdays that it gives to them."""
    published = sentence.document.published
    if published is None or not sentence.claims:
        return
    for found in frame("calendar", _pattern()).finditer(sentence.text):
        month, day = lexicon.load("calendar")["feasts"][" ".join(found["feast"].lower().split())]
        year = published.year + (found["year"].lower().split()[0] == "next")
        if abs(date(year, month, day) - published) > _NEAR:
            continue  # in December, New Year's Day "this year" is the one to come
        start = sentence.segment.span.start + found.start("feast")
        end = sentence.segment.span.start + found.end("weekday")
        moment = Moment(year=year, month=month, day=day, weekday=weekday_named(found["weekday"]))
        yield _as_date(sentence.claims[0], Span(start, end), moment)


def _pattern() -> str:
    named = alternatives("calendar", "weekdays")
    verbs = "is|was|will be|falls|fell|will fall|lands|falling|being"
    return (
        rf"(?P<feast>{{feasts}}),? (?:which )?(?:{verbs}) (?:on )?(?:an? )?(?P<weekday>{named})"
        r",? (?P<year>this year|next year)\b"
    )


def _as_date(claim: Claim, span: Span, moment: Moment) -> Claim:
    """What stands at a place of the sentence of a claim, as a date."""
    placed = at_place(claim, span)
    figure = replace(
        placed.figure,
        kind=Kind.DATE,
        form=Form.POINT,
        quantity=None,
        noun=None,
        noun_span=None,
        moment=moment,
    )
    return replace(placed, figure=figure)
