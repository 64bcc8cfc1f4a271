"""Turned days: a stretch of days that ends some days before it begins.

In: a sentence. Out: the two days with the year of the article: "the strike, which began on 26 May
and ended on 19 May". Days that lie farther apart are those of two years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind

_FEWEST, _MOST = 2, 45


def turned_days(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every two days of a sentence that are named as a beginning and an end, in the wrong order."""
    for start, end in pairwise(sentence.claims):
        first, last = _day(start), _day(end)
        if first is None or last is None or not _FEWEST <= (first - last).days <= _MOST:
            continue
        led = frame("spans", r"\b(?:from|(?:{begun}|{opens}) on) (?:the )?(?:{days},? )?$")
        to = r" (?:to|until|till|through|(?:and )?{closes_on} on) (?:the )?(?:{days},? )?"
        if led.search(sentence.before(start, 40)) is None or sentence.says("spans", "yearly"):
            continue
        if frame("spans", to).fullmatch(sentence.between(start, end)) is not None:
            yield _of_year(start, first.year), _of_year(end, last.year)


def _day(claim: Claim) -> date | None:
    """The day that a date without a year would be in the year of the article."""
    moment, published = claim.figure.moment, claim.document.published
    if claim.figure.kind is not Kind.DATE or claim.figure.form is not Form.POINT:
        return None
    if moment is None or published is None or moment.year or not moment.month or not moment.day:
        return None
    try:
        return date(published.year, moment.month, moment.day)
    except ValueError:
        return None


def _of_year(claim: Claim, year: int) -> Claim:
    moment = claim.figure.moment
    dated = None if moment is None else replace(moment, year=year)
    return replace(claim, figure=replace(claim.figure, moment=dated))
