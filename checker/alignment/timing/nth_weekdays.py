"""Weekdays that are counted, or shared: "the third Tuesday of the month, 25 November", "both
fall on a Monday, the 6th and the 14th of October".

In: a sentence and the years of its paragraph. Out: alignments of ``start`` alone, as ``weekdays``
gives them: a date with the weekday that is told; with the scope ``nth`` where it has that weekday,
but is another one of its month.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.weekdays import at_place, nearest, weekday_named, weekday_of
from checker.alignment.wording import alternatives, frame, listed
from checker.model import Alignment, Claim, Kind, Moment, Slot, Span

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": 0}
_WEEK, _THREE, _LAST = 7, 3, 31
_TO_LIST = r"\s?[,:;(–—-]?\s?(?:on )?(?:the )?(?:[^\W\d_]+ )?(?:[^\W_]{1,2}, )*"
_LIST = r"(?:,|,? and|,? or|,? then) (?:the )?"


def nth_weekdays(sentence: Sentence, years: set[int | None]) -> Iterator[Alignment]:
    """The dates of a sentence that are not the weekday of their month that they are said to be, or
    not the weekday that they are said to share."""
    days = [c for c in sentence.claims if _is_day(c)]
    published = sentence.document.published
    if published is None:
        return
    others = years - {None, published.year}
    for day in days:
        if not others or (day.figure.moment is not None and day.figure.moment.year is not None):
            yield from _nth(sentence, day)
    if days and not others:
        yield from _shared(sentence, days)
    elif not days and not others:
        yield from _alike(sentence)


def _is_day(claim: Claim) -> bool:
    moment = claim.figure.moment
    return claim.figure.kind is Kind.DATE and moment is not None and moment.day is not None


def _with_year(claim: Claim) -> Claim | None:
    """A date with its year, where the day of the article leaves only one."""
    moment, published = claim.figure.moment, claim.document.published
    if moment is None or published is None or moment.month is None or moment.day is None:
        return None
    if moment.year is not None:
        return claim
    meant = nearest(moment.month, moment.day, published)
    if len(meant) != 1:
        return None
    dated = replace(moment, year=meant[0].year)
    return replace(claim, figure=replace(claim.figure, moment=dated))


# ---------------------------------------------------------------------------------------- counted


def _nth(sentence: Sentence, day: Claim) -> Iterator[Alignment]:
    """ "The third Tuesday of the month, 25 November", "25 November, the third Tuesday of it"."""
    named, month = alternatives("calendar", "weekdays"), alternatives("calendar", "months")
    which = rf"the (?P<nth>{'|'.join(_NTH)}) (?P<day>{named})"
    of = rf" (?:of|in) (?:the month|(?:this|that|each|every) month|{month})"
    behind = rf"{which}{of}(?:,| \(|, which (?:this year )?(?:is|falls on)) (?:on )?$"
    led = frame("spans", behind.replace(r" \(", r"\s\(").replace(") (?:on", r")\s?(?:on"))
    before, span = sentence.before(day, 80), day.figure.span
    found = led.search(before)
    if found is not None:
        closes = "(" in found[0] and sentence.after(day, 1) == ")"
        span = Span(span.start - len(before) + found.start("nth"), span.end + closes)
    else:
        found = frame("spans", rf",? {which}{of}(?=\W|$)").match(sentence.after(day, 60))
        span = Span(span.start, span.end + (found.end("day") if found else 0))
    dated = _with_year(day)
    moment = dated.figure.moment if dated is not None else None
    if found is None or dated is None or moment is None:
        return
    dated, told = at_place(dated, span), weekday_named(found["day"])
    wanted = _NTH[found["nth"].lower()]
    grounds = ("a weekday of its month",)
    if weekday_of(moment.year or 0, moment) != told:
        figure = replace(dated.figure, moment=replace(moment, weekday=told))
        yield aligned("span", grounds, start=replace(dated, figure=figure))
    elif not _is_nth(moment, wanted):
        figure = replace(dated.figure, moment=replace(moment, weekday=told))
        scope = Slot("nth", day.figure.surface, day.figure.span)
        yield aligned("span", grounds, start=replace(dated, figure=figure, scope=scope))


def _is_nth(moment: Moment, nth: int) -> bool:
    """Whether a day is the first, the second, ... or, with 0, the last such weekday of a month."""
    day = moment.day or 1
    if nth:
        return (day - 1) // _WEEK + 1 == nth
    return day + _WEEK > calendar.monthrange(moment.year or 1, moment.month or 1)[1]


# ----------------------------------------------------------------------------------------- shared


def _shared(sentence: Sentence, days: list[Claim]) -> Iterator[Alignment]:
    """ "On two Mondays, 6 and 14 October": where some of the dates have the weekday, those that
    have not."""
    named = alternatives("calendar", "weekdays")
    all_of = rf"\b(?:both|each|all)\b[^.;:]{{0,40}}? on an? ({named})\b"
    some = r"(?:two|three|four|five|on|successive|consecutive)"
    all_of += rf"|\b{some}\b (?:[a-z]+ )?({'|'.join(sorted(listed('spans', 'days')))})s\b"
    found = frame("spans", all_of).search(sentence.text)
    if found is None:
        return
    told = weekday_named(found[1] or found[2])
    at = sentence.segment.span.start + found.end()
    in_list = _listed(sentence, [day for day in days if day.figure.span.start >= at])
    # Bare numbers of the list are no figures here.
    begun = next((c.figure.span.start for c in sentence.claims if c.figure.span.start >= at), at)
    if not frame("spans", _TO_LIST).fullmatch(sentence.document.text[at:begun]):
        return
    if len(in_list) < len(("one", "other")):
        return
    on = [weekday_of(m.year or 0, m) for c in in_list if (m := c.figure.moment) is not None]
    for day, weekday in zip(in_list, on, strict=True):
        moment = day.figure.moment
        if told in on and weekday != told and moment is not None and moment.weekday is None:
            figure = replace(day.figure, kind=Kind.DATE, moment=replace(moment, weekday=told))
            grounds = ("one of some days on one weekday",)
            yield aligned("span", grounds, start=replace(day, figure=figure))


def _listed(sentence: Sentence, days: list[Claim]) -> list[Claim]:
    """The dates that stand in one list, with "the 12th" before "the 18th of September"."""
    if not days:
        return []
    first = days[0].figure.moment
    nth = [
        replace(c, figure=replace(c.figure, moment=replace(first, day=int(quantity.low))))
        for c in sentence.claims
        if c.figure.kind is Kind.ORDINAL
        and (quantity := c.figure.quantity) is not None
        and quantity.low is not None
        and first is not None
        and c.figure.span < days[0].figure.span
    ]
    found: list[Claim] = []
    for claim in [*nth, *days]:
        dated = _with_year(claim)
        if dated is None:
            return []
        if found and not frame("spans", _LIST).fullmatch(sentence.between(found[-1], claim)):
            found = []
        found.append(dated)
    return found


def _alike(sentence: Sentence) -> Iterator[Alignment]:
    """ "The usual Tuesdays, the 4th, 11th, 18th and 24th": the one of some days of a month that is
    not some weeks from the others."""
    named = "|".join(sorted(listed("spans", "days")))
    found = frame("spans", rf"\b({named})s\b").search(sentence.text)
    day = sentence.document.published
    nth = [c for c in sentence.claims if c.figure.kind is Kind.ORDINAL and _day_of(c)]
    if found is None or day is None or len(nth) < _THREE:
        return
    if sentence.start + found.end() > nth[0].figure.span.start:
        return
    begun = sentence.document.text[sentence.start + found.end() : nth[0].figure.span.start]
    joined = (sentence.between(a, b) for a, b in pairwise(nth))
    if not frame("spans", _TO_LIST).fullmatch(begun) or not all(
        frame("spans", _LIST).fullmatch(gap) for gap in joined
    ):
        return
    weeks = [_day_of(c) % _WEEK for c in nth]
    told, most = weekday_named(found[1]), max(set(weeks), key=weeks.count)
    off = [c for c, week in zip(nth, weeks, strict=True) if week != most]
    if len(off) != 1 or len(nth) - len(off) < len(("one", "other")):
        return
    right = next(c for c in nth if c not in off)
    for month in (day.month, day.month - 1, day.month + 1):
        year, at = day.year + (month - 1) // 12, (month - 1) % 12 + 1
        if weekday_of(year, Moment(year=year, month=at, day=_day_of(right))) == told:
            moment = Moment(year=year, month=at, day=_day_of(off[0]), weekday=told)
            span = Span(sentence.start + found.start(), off[0].figure.span.end)
            figure = replace(off[0].figure, kind=Kind.DATE, moment=moment, quantity=None)
            start = at_place(replace(off[0], figure=figure), span)
            yield aligned("span", ("one of some days on one weekday",), start=start)
            return


def _day_of(claim: Claim) -> int:
    """The number of a day of a month, or none."""
    quantity = claim.figure.quantity
    if quantity is None or quantity.low is None or not 1 <= quantity.low <= _LAST:
        return 0
    return int(quantity.low)
