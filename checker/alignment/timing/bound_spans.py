"""Bound spans: how long something had gone on, up to another day that its sentence names or up to
that of the article, as words say that leave no other reading.

In: a sentence with its points and lengths alone. Out: alignments of ``start``, ``end`` and
``length``: "left on 9 May 2023, having been kept there since 2 April 2018: more than seven years";
or without ``end`` and with the scope ``ago``: "in the family since 1925, it closes this week after
80 years", "who broke out on 5 November, has now been in hiding for 19 days", "shut since 3
September, five weeks ago"; or, for a length that is counted, with the unit of it: "now in its ninth
week, it began on 3 October".
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
from checker.alignment.timing.years_of_life import dated
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Moment, Slot
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_SHORT = frozenset({"day", "week", "month"})
_SINCE = lazy(r"\bsince (?:(?:early|late|the) )?$")
_BEHIND = lazy(r"\)?\s?(?:[:;,(–—]|\s[–—])\s?(?:or |for |that is |so for )?")
_SO_LONG = r"(?:{barely} |very |now )?"
_CLOSED = lazy(r"\s?(?:[.,;:)–—]|$)|\s(?:of|in|as|with|on|without|and)\b")
_ENDED = lazy(r"\s?(?:[.,;:)–—]|$)")
_APART = lazy(
    r"\s(?:ago|later|after|before|earlier|from|behind|late|longer|shorter|more|less|too)\b"
)
_BEGUN = (
    r"\b(?:since|{begun}|{made}|{entered}|{set_going}|{got_away})(?: [^,;:.]{0,40}?)?"
    r"(?: (?:in|on|at))? $"
)
_SPENT = lazy(r"\b(?:spent|spending|served) (?:[a-z]+ )??$")
_OF_THEM = lazy(r" of (?:them|it|that|those|these|which)\b")
_NOW = r"\b(?:has|have|had|is|are) now (?:been )?(?:(?!not\b)[^,;:.]){0,40}? for (?:{barely} )?$"


def bound_spans(sentence: Sentence) -> Iterator[Alignment]:
    """The spans of a sentence whose length is bound to their beginning."""
    points = [c for c in sentence.claims if _is_point(c)]
    for length in sentence.claims:
        if length.figure.kind is not Kind.DURATION or length.figure.form is not Form.POINT:
            continue
        found = (
            _since(sentence, points, length)
            or _ends_now(sentence, points, length)
            or _spent(sentence, points, length)
        )
        if found is not None:
            yield found


def _is_point(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind in _DATED and figure.form is Form.POINT and figure.moment is not None


def _back(point: Claim, length: Claim, grounds: str) -> Alignment:
    """A point with the time since, back from the day of the article."""
    back = replace(length, scope=Slot("ago", length.figure.surface, length.figure.span))
    return aligned("span", (grounds,), start=point, length=back)


# ----------------------------------------------------------------------------- behind its beginning


def _since(sentence: Sentence, points: list[Claim], length: Claim) -> Alignment | None:
    """ "Kept here since 2 April 2018: over seven years", "shut since 3 September, five weeks"."""
    ahead = [c for c in sentence.claims if c.figure.span < length.figure.span]
    if not ahead or ahead[-1] not in points:
        return None
    start = ahead[-1]
    if not _SINCE.search(sentence.before(start, 24)):
        return None
    gap = sentence.between(start, length)
    if not frame("spans", rf"{_BEHIND.pattern}{_SO_LONG}").fullmatch(gap):
        return None
    tail = sentence.after(length, 24)
    if tail.startswith(" ago") and re.match(r" ago\b\s?(?:[.,;:)]|$)", tail):
        return _up_to_now(start, length)
    if _APART.match(tail) or _OF_THEM.match(tail) or not _CLOSED.match(tail):
        return None
    others = [each for each in points if each is not start]
    lead = sentence.before(start, 120)
    if len(others) == 1 and _is_sooner(start, others[0]) and others[0] in ahead:
        grounds = "so long since then"
        return aligned("span", (grounds,), start=start, end=others[0], length=length)
    if not others and frame("spans", r"\b{perfect}\b[^;:.]*$").search(lead):
        return _up_to_now(start, length, near=True)
    return None


def _is_sooner(one: Claim, other: Claim) -> bool:
    a, b = one.figure.moment, other.figure.moment
    if a is None or b is None:
        return False
    if (a.year is None) is not (b.year is None):
        return False
    return _order(a) < _order(b)


def _order(moment: Moment) -> tuple[int, int, int]:
    return moment.year or 0, moment.month or 0, moment.day or 0


def _up_to_now(start: Claim, length: Claim, *, near: bool = False) -> Alignment | None:
    """A point with the time since, where it is another than has passed to the day of the article;
    with ``near`` it has to come near."""
    moment = dated(start).figure.moment
    day, told = length.document.published, lapses.told(length.figure)
    if day is None or told is None:
        return None
    if moment is None or moment.year is None or _order(moment) > (day.year, day.month, day.day):
        return None
    today = moment_of(day)
    slip = lapses.is_slip(moment, today, told, day.year)
    if near and not slip and not lapses.is_near(moment, today, told, day.year):
        return None
    if told.unit not in _SHORT and start.figure.moment != moment:
        return None
    return _back(dated(start), length, "so long up to the day of the article")


def _spent(sentence: Sentence, points: list[Claim], length: Claim) -> Alignment | None:
    """ "Seized on 7 March 2018, he got home on 20 October 2021, having spent more than four years
    in a fort": nobody spends more of it there than there was."""
    ahead = [c for c in points if c.figure.span < length.figure.span]
    if len(points) != 2 or len(ahead) != 2 or not _is_sooner(*points):
        return None
    if not _SPENT.search(sentence.before(length, 40)) or sentence.says("spans", "pairs"):
        return None
    begun = r"\b(?:{got_away}|{taken})(?: [^,;:.]{0,30}?)?(?: (?:in|on))? $"
    if not frame("spans", begun).search(sentence.before(points[0], 60)):
        return None
    moments = [each.figure.moment for each in points]
    told, day = lapses.told(length.figure), length.document.published
    if moments[0] is None or moments[1] is None or told is None:
        return None
    year = 2001 if day is None else day.year
    if not lapses.is_more(moments[0], moments[1], told, year):
        return None
    return aligned("span", ("spent in between",), start=points[0], end=points[1], length=length)


# -------------------------------------------------------------------------------- up to the article


def _ends_now(sentence: Sentence, points: list[Claim], length: Claim) -> Alignment | None:
    """ "In the family since 1925, it closes this week after 80 years", "launched in 2010 and
    retired this week, it lived for 12 years", "who broke out on 5 November, has now been in
    hiding for 19 days"."""
    ahead = [c for c in points if c.figure.span < length.figure.span]
    if len(ahead) != 1:
        return None
    start = ahead[0]
    others = [
        c
        for c in sentence.claims
        if c.figure.kind is Kind.DURATION and c is not length and not _is_counted_on(sentence, c)
    ]
    if others or cue("spans", "kin", "pairs").search(sentence.text):
        return None
    if not frame("spans", _BEGUN).search(sentence.before(start, 60)):
        return None
    gap, tail = sentence.between(start, length), sentence.after(length, 24)
    if _APART.match(tail):
        return None
    after = r"[^;:.]*\b{ends_now}\b[^,;:.]{0,40}? after (?:{barely} )?"
    if frame("spans", after).fullmatch(gap) and _ENDED.match(tail):
        return _up_to_now(start, length, near=True)
    lived = r"[^;.]*\b{ended_now}\b[^;.]*\b(?:{lasted}|lived)(?: for)? (?:{barely} )?"
    if frame("spans", lived).fullmatch(gap) and _ENDED.match(tail):
        return _up_to_now(start, length, near=True)
    if len(points) > len(ahead) and not _is_today(sentence, points[-1]):
        return None
    away = r"\b(?:since|{got_away}|{taken})(?: [^,;:.]{0,40}?)?(?: (?:in|on|at))? $"
    if not frame("spans", away).search(sentence.before(start, 60)):
        return None  # "who joined in 2010, has now been captain for 12 years"
    if frame("spans", _NOW).search(sentence.between(start, length)) and _CLOSED.match(tail):
        return _up_to_now(start, length, near=True)
    return None


def _is_counted_on(sentence: Sentence, length: Claim) -> bool:
    """Whether a length counts from one thing to another: "three years before it was sold"."""
    return re.match(r" (?:before|after|later|earlier)\b", sentence.after(length, 10)) is not None


def _is_today(sentence: Sentence, point: Claim) -> bool:
    """Whether a point is the day of telling: "police said on Thursday, 14 August"."""
    told = frame("spans", r"\b{said}(?: on)?(?: [a-z]+day,?)? $")
    return told.search(sentence.before(point, 32)) is not None


# ----------------------------------------------------------------------------------------- counted


_IN_ITS = lazy(
    r"\b(?:in|into|entered|enters|entering|begins|beginning|for|completed|completes|on) "
    r"(?:its|his|her|their|the) $"
)
_UNIT = lazy(r" (day|week|month|year)\b(?! (?:of|in) (?!the\b|a row))")
_OFF = {"day": 2, "week": 1, "month": 1, "year": 1}


def counted_units(sentence: Sentence) -> Iterator[Alignment]:
    """ "The strike, now in its ninth week, began on 3 October"."""
    points = [c for c in sentence.claims if _is_point(c)]
    nth = [c for c in sentence.claims if c.figure.kind is Kind.ORDINAL]
    if len(points) == 2 and len(nth) == 1:
        yield from _counted_between(sentence, points, nth[0])
    if len(points) != 1 or len(nth) != 1 or nth[0].figure.quantity is None:
        return
    unit = _UNIT.match(sentence.after(nth[0], 16))
    before = sentence.before(nth[0], 24)
    if unit is None or not _IN_ITS.search(before) or not _is_now(sentence, nth[0]):
        return
    begun = r"\b(?:since|{begun}|called|launched)(?: (?:in|on|at))? $"
    if not frame("spans", begun).search(sentence.before(points[0], 32)):
        return
    if nth[0].figure.span < points[0].figure.span:
        # "followed one that began on 3 May" is of another.
        its = r" {unit}(?: of [^,;:.]{1,30})?,?(?: the [^\W\d_]+)?"
        its += r"(?: (?:which|it|has|had|lasted|gone on|was)){0,3} "
        its += r"(?:since|{begun}|called|launched)(?: (?:in|on|at))? "
        if not frame("spans", its.replace("{unit}", unit[1])).fullmatch(
            sentence.between(nth[0], points[0])
        ):
            return
    quantity = replace(nth[0].figure.quantity, unit=unit[1], step=Decimal(1))
    surface = f"{quantity.low} {unit[1]}s"
    figure = replace(nth[0].figure, kind=Kind.DURATION, quantity=quantity, surface=surface)
    length = replace(nth[0], figure=figure)
    told, day = lapses.told(figure), length.document.published
    moment = dated(points[0]).figure.moment
    if moment is None or moment.year is None or told is None or day is None:
        return
    days = Decimal(_OFF[told.unit])
    if not lapses.goes(moment, moment_of(day), told, day.year, days + _PART):
        found = _up_to_now(points[0], length)
        if found is not None:
            yield found


_PART = Decimal("0.5")
_LONG = {"day": 1, "week": 7}
_ON_THAT = r" {unit}(?: of [^,;:.]{1,30})?,?(?: on)?(?: the)? (?:{days},? )?"
_BEHIND_IT = lazy(r"\s?(?:,|:|\s[–—]) (?:which was )?(?:its|his|her|their|the) ")


def _as_date(moment: Moment) -> date:
    return date(moment.year or 1, moment.month or 1, moment.day or 1)


def _counted_between(sentence: Sentence, points: list[Claim], nth: Claim) -> Iterator[Alignment]:
    """ "Which began on 3 June, ended in its third week on 25 June", "retired on 6 March and came
    back on 10 March, their fifth day": the day or week of two points in which the last one lies."""
    unit, quantity = _UNIT.match(sentence.after(nth, 16)), nth.figure.quantity
    start, end = (dated(point) for point in points)
    a, b = start.figure.moment, end.figure.moment
    if unit is None or unit[1] not in _LONG or quantity is None or quantity.low is None:
        return
    if a is None or b is None or None in (a.year, a.month, a.day, b.year, b.month, b.day):
        return
    if nth.figure.span < points[1].figure.span:
        on = frame("spans", _ON_THAT.replace("{unit}", unit[1]))
        told = nth.figure.span > points[0].figure.span and on.fullmatch(
            sentence.between(nth, points[1])
        )
    else:
        told = _BEHIND_IT.fullmatch(sentence.between(points[1], nth))
    begun = r"\b(?:since|{begun}|called|launched|retired|went out|walked out)(?: (?:in|on|at))?"
    begun += r"(?: {days},?)? $"
    if not told or not frame("spans", begun).search(sentence.before(points[0], 40)):
        return
    passed = (_as_date(b) - _as_date(a)).days
    many, number = _LONG[unit[1]], int(quantity.low)
    right = {passed // many + 1, (passed + 1) // many + 1, max(0, passed - (many > 1)) // many + 1}
    near = max(number, *right) <= 2 * min(number, *right)
    if passed < 0 or number in right or not near:
        return
    days = Decimal(number * many if number < passed // many + 1 else (number - 1) * many + 1)
    length = replace(quantity, low=days, high=days, unit="day", step=Decimal(1))
    surface = f"{nth.figure.surface} {unit[1]}"
    figure = replace(nth.figure, kind=Kind.DURATION, quantity=length, surface=surface)
    yield aligned(
        "span",
        ("counted from the one to the other",),
        start=start,
        end=end,
        length=replace(nth, figure=figure),
    )


def _is_now(sentence: Sentence, nth: Claim) -> bool:
    before, behind = sentence.before(nth, 60), sentence.after(nth, 60)
    return re.search(r"\b(?:now|today|this|is|are|has|have)\b", f"{before} | {behind}") is not None
