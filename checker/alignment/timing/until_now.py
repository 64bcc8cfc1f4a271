"""Until now: lengths and anniversaries whose other end is told in words: "last week", "tomorrow".

In: a sentence with its points, its lengths and its ordinals. Out: alignments of ``start``, ``end``
and ``length``: "ground was broken in April 2021 and it opened last week, three and a half years
later", "in the 90 years between May 1945 and last week", "keeps the contract until March 2031, a
further seven years"; and of the ordinal of an anniversary with the day that it goes back to:
"founded in 1775, it celebrates its 215th anniversary next year".

The sentence has no other point and no other length. Words beside the length bind it to both ends,
so that it has to be the right one, however near it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing import lapses
from checker.alignment.timing.aging import moment_of
from checker.alignment.timing.told_days import Day, told_day
from checker.alignment.timing.years_of_life import dated, is_point
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Kind, Moment, Quantity, Span
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_DAY = lazy(
    r"\b(?:yesterday|today|tomorrow|tonight|(?:last|this|next) (?:week|month|year|season|spring"
    r"|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
_LATER = lazy(r" (?:later|afterwards|on)\s?(?:[.,;:)]|$| and\b)")
_AFTER_IT = lazy(
    r" (?:after|since) (?:it|they|he|she|the [\w’'-]+(?: [\w’'-]+)?) [^,;:.]{0,40}(?:in|on) "
    r"(?:[A-Z]\w+ )?"
)
_PASSED = lazy(r" (?:(?:will )?have|had|has) (?:now )?(?:passed|elapsed|gone by) since\b")
_BETWEEN = lazy(r" (?:that (?:lie|lay|passed) )?between ")
_FOR = lazy(r"\bfor (?:a (?:period|term) of )?$")
_RUNS_OUT = lazy(r" (?:that|which|and)? ?(?:runs? out|ends?|expires?|is up|are up) ")
_FURTHER = lazy(r"\b(?:a further|another) \S+ \w+$")
_FROM_NOW = lazy(r" (?:from now|from today|hence|away|to go)\b")
_UNTIL = lazy(r"\b(?:until|till|to|in|by|expires in|ends in|runs to) (?:the end of )?$")
_MOST = {"year": Decimal("0.6"), "month": Decimal("0.7"), "week": Decimal("0.6")}


def until_now(sentence: Sentence, behind: Sentence | None) -> Iterator[Alignment]:
    """The lengths and anniversaries of a sentence that do not go with their two ends. What it tells
    of may have begun in the sentence ``behind`` it: "They were married ..."."""
    points = _points(sentence)
    lengths = [c for c in sentence.claims if c.figure.kind is Kind.DURATION]
    ordinals = [c for c in sentence.claims if c.figure.kind is Kind.ORDINAL]
    if len(points) == 1 and len(lengths) == 1 and is_point(lengths[0]):
        yield from _of_a_length(sentence, dated(points[0]), lengths[0])
    elif points and len(points) <= len(("then", "now")) and not lengths:
        for nth in ordinals:
            yield from _of_an_anniversary(sentence, points, nth, behind)


def _points(sentence: Sentence) -> list[Claim]:
    return [c for c in sentence.claims if c.figure.kind in _DATED and is_point(c)]


def _days_told(sentence: Sentence, claim: Claim) -> list[Day]:
    """The points that the sentence tells in words, each with its place."""
    text, start = sentence.text, sentence.start
    found = []
    for word in _DAY.finditer(text):
        day = told_day(claim, " " + text[word.start() :])
        if day is not None:
            span = Span(start + word.start(), start + word.end())
            column = claim.figure.column + span.start - claim.figure.span.start
            figure = replace(day.point.figure, span=span, column=column, surface=word[0])
            found.append(Day(replace(day.point, figure=figure), day.room))
    return found


# ---------------------------------------------------------------------------------------- lengths


def _of_a_length(sentence: Sentence, point: Claim, length: Claim) -> Iterator[Alignment]:
    days, told, day = (
        _days_told(sentence, length),
        lapses.told(length.figure),
        length.document.published,
    )
    moment = point.figure.moment
    if told is None or day is None or moment is None or moment.year is None:
        return
    # "It opens on 18 February this year, and the fair follows two days later": its year, no end.
    days = [
        each
        for each in days
        if each.point.figure.span < point.figure.span or sentence.between(point, each.point).strip()
    ]
    end = _end(sentence, point, length, days, day)
    if end is None or end.figure.moment is None:
        return
    if lapses.goes(moment, end.figure.moment, told, day.year, _MOST.get(told.unit)):
        return
    start, last = (point, end) if _is_past(moment, day) else (end, point)
    yield aligned(
        "span", ("up to a day that is told in words",), start=start, end=last, length=length
    )


def _is_past(moment: Moment, day: date) -> bool:
    return (moment.year or 0, moment.month or 0, moment.day or 0) <= (day.year, day.month, day.day)


def _end(
    sentence: Sentence, point: Claim, length: Claim, days: list[Day], day: date
) -> Claim | None:
    """The end of a length that words bind to a day told in words, or to that of the article."""
    before, behind = sentence.before(length, 60), sentence.after(length, 80)
    moment = point.figure.moment
    past = moment is not None and _is_past(moment, day)
    if len(days) == 1:
        then = days[0].point
        first = point.figure.span < then.figure.span
        if past and first and _LATER.match(behind) and then.figure.span < length.figure.span:
            return then
        ahead = past and not first and then.figure.span < length.figure.span
        if ahead and _AFTER_IT.fullmatch(sentence.between(length, point)):
            return then
        if past and _PASSED.match(behind):
            return then
        if past and first and _BETWEEN.match(behind):
            return then
        if past and first and _FOR.search(before) and _RUNS_OUT.match(behind):
            return then
    if past or moment is None or not _UNTIL.search(sentence.before(point, 24)):
        return None
    if _FURTHER.search(before + length.figure.surface) or _FROM_NOW.match(behind):
        figure = replace(
            length.figure, kind=Kind.DATE, surface="the day of the article", quantity=None
        )
        return replace(length, figure=replace(figure, moment=moment_of(day)))
    return None


# ---------------------------------------------------------------------------------- anniversaries

_ANNIVERSARY = lazy(r" (?:wedding |work )?(?:anniversary|birthday|year of)\b")
_KEPT = lazy(
    r"\b(?:marks?|is marking|are marking|will mark|celebrates?|is celebrating|are celebrating"
    r"|will celebrate|reaches|has (?:thus )?reached|have reached|turns|keeps|toasts|is|on) "
    r"(?:its|their|the|his|her) $",
    re.IGNORECASE,
)
_BEGUN = (
    r"\b(?:{made}|{begun}|formed|licensed|married|wed|dating|dates|established|chartered|consecrated"
    r"|incorporated|elected|signed|crowned)(?: [^,;:.]{0,24}?)?(?: (?:in|on|from))? $"
)
_OF_THE = lazy(r" (?:of|since) [^;:.]{0,48}$")


def _of_an_anniversary(
    sentence: Sentence, points: list[Claim], nth: Claim, behind: Sentence | None
) -> Iterator[Alignment]:
    """ "Founded in 1775, it celebrates its 215th anniversary next year"."""
    day, quantity = nth.document.published, nth.figure.quantity
    if day is None or quantity is None or quantity.low is None:
        return
    kept = _ANNIVERSARY.match(sentence.after(nth, 24))
    if kept is None or not _KEPT.search(sentence.before(nth, 40)):
        return
    start = _begun(sentence, points, nth) or (_begun_behind(behind) if behind else None)
    if start is None:
        return
    days = _days_told(sentence, nth)
    others = [p for p in points if p is not start and _is_about_now(p, day)]
    began, then = start.figure.moment, _kept_in(others, days, day)
    if began is None or began.year is None or then is None:
        return
    year, surely = then
    passed = year - began.year
    right = {passed, passed + 1} if "year of" in kept[0] else {passed}
    if not surely:  # that of the coming year may be meant
        right |= {passed - 1, passed + 1}
    if int(quantity.low) not in right:
        end = others[0] if others else days[0].point if days else nth
        yield _anniversary(start, nth, end, year)


def _is_about_now(point: Claim, day: date) -> bool:
    moment = point.figure.moment
    return moment is not None and abs((moment.year or day.year) - day.year) <= 1


def _kept_in(others: list[Claim], days: list[Day], day: date) -> tuple[int, bool] | None:
    """The year in which an anniversary is kept, and whether the sentence says so."""
    if len(days) + len(others) > 1:
        return None
    if others:
        moment = dated(others[0], ahead=True).figure.moment
        return None if moment is None or moment.year is None else (moment.year, True)
    if days:
        first, last = days[0].room
        return (day.year if first <= day <= last else first.year), True
    return day.year, False


def _begun(sentence: Sentence, points: list[Claim], nth: Claim) -> Claim | None:
    """The only point at which the sentence says that something began."""
    behind = sentence.after(nth, 40)
    if re.search(r"^ (?:[a-z]+ )?[a-z]+ (?:of|since)\b", behind) and "year of" not in behind:
        found = [p for p in points if p.figure.span > nth.figure.span]
        found = [p for p in found if _OF_THE.search(sentence.between(nth, p))]
    else:
        begun = frame("spans", _BEGUN)
        found = [p for p in points if begun.search(sentence.before(p, 48))]
    dates = [p for p in found if p.figure.moment is not None and p.figure.moment.year]
    return dates[0] if len(dates) == 1 else None


def _begun_behind(sentence: Sentence) -> Claim | None:
    """ "They were married on 4 May 1974"."""
    points = _points(sentence)
    begun = frame("spans", rf"^\W*(?:they|it|he|she) (?:was|were) {_BEGUN}")
    found = [p for p in points[:1] if begun.search(sentence.before(p, 60))]
    return found[0] if found and found[0].figure.moment and found[0].figure.moment.year else None


def _anniversary(start: Claim, nth: Claim, end: Claim, year: int) -> Alignment:
    """What began, with the day that is kept and the years that are said to have passed: of a day
    or a year alone as many as the calendar has."""
    figure, quantity, began = nth.figure, nth.figure.quantity, start.figure.moment
    month, day = (began.month or 1, began.day or 1) if began is not None else (1, 1)
    first = Moment(began.year if began is not None else year, month, day)
    many = None if quantity is None else Quantity(quantity.low, quantity.high, Decimal(1), "year")
    surface = f"{'' if quantity is None else quantity.low} years"
    length = replace(figure, kind=Kind.DURATION, quantity=many, surface=surface)
    last = replace(end.figure, kind=Kind.DATE, quantity=None, moment=Moment(year, month, day))
    return aligned(
        "span",
        ("an anniversary",),
        start=replace(start, figure=replace(start.figure, kind=Kind.DATE, moment=first)),
        end=replace(end, figure=last),
        length=replace(nth, figure=length),
    )
