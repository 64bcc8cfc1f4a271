"""When a figure holds: the days that the words of its sentence mean, seen from the day of
publication.

In: a ``Site``. Out: a ``Period`` or ``None``, and the hour of the day where one is written.

A weekday is the last one before publication; a month without a year the last one that began. A day
that only says when somebody spoke ("said on Wednesday") is left out.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from checker import lexicon
from checker.claims.page import Cue, Site
from checker.lexicon.phrases import Hit
from checker.model import Figure, Kind, Period

# A time longer than that gives way to a shorter one in the same clause.
_LONG = timedelta(days=40)


# "May" is the month behind these.
_MAY = "5"
_BEFORE_MAY = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "last",
        "of",
        "to",
        "and",
        "from",
        "through",
        "early",
        "late",
        "mid",
    }
)


class _Time(NamedTuple):
    first: int
    last: int
    start: date
    end: date
    since: bool = False
    span: bool = False


def read(site: Site) -> Period | None:
    """The period whose words stand nearest to the figure, those of its clause first."""
    today = site.page.document.published
    found = [time for time in _times(site, today) if not _is_of_saying(site, time.first)]
    if not found:
        return None
    lower = site.page.lower
    after = _relative_clause(site)
    time = min(
        found,
        key=lambda t: (
            not _in_clause(site, t),
            after and t.first < site.last,
            t.end - t.start > _LONG,
            _gap(site, t),
        ),
    )
    before = lower[time.first - 1] if time.first else ""
    if before == "the" and time.first > 1:
        before = lower[time.first - 2]
    if time.span:
        return Period(time.start, time.end)
    if time.since or before == "since":
        return Period(time.start, today, cumulative=True)
    if before in {"by", "until", "till", "through"}:
        return Period(None, time.end, cumulative=True)
    if before in {"before", "after"}:
        return None
    return Period(time.start, time.end)


def hour(site: Site) -> int | None:
    """The hour of the day that stands in the figure's clause, 0 to 23."""
    for other in site.sentence.figures:
        if other.kind is Kind.TIME and other.moment is not None and other.moment.hour is not None:
            at = site.page.word_at(other.span.start)
            if site.left <= at < site.right:
                return other.moment.hour
    return None


def _relative_clause(site: Site) -> bool:
    """Whether a clause about what is counted follows: "the doses that arrived on Friday"."""
    span = site.figure.noun_span
    at = site.last if span is None else max(site.last, site.page.word_at(span.end))
    return at < site.sentence.last and site.page.lower[at] in {"that", "which", "who"}


def _in_clause(site: Site, time: _Time) -> bool:
    return site.left <= time.first and time.last <= site.right


def _gap(site: Site, time: _Time) -> int:
    return site.first - time.last if time.last <= site.first else time.first - site.last


def _is_of_saying(site: Site, at: int) -> bool:
    return any(
        hit.meaning[0] == "said" and 0 <= at - hit.last <= 2 and hit.first >= site.sentence.first
        for hit in site.sentence.cues
    )


def _times(site: Site, today: date | None) -> Iterator[_Time]:
    for figure in site.sentence.figures:
        if site.page.starts[site.sentence.first] > figure.span.start:
            continue
        if figure.moment is not None and figure is not site.figure:
            found = _of_moment(figure, today)
            if found is not None:
                first, last = (
                    site.page.word_at(figure.span.start),
                    site.page.word_at(figure.span.end),
                )
                yield _Time(first, last, *found)
    if today is None:
        return
    spans = [
        time
        for hit in site.sentence.cues
        if hit.meaning[0] == "period"
        for time in _of_cue(site, hit, today)
    ]
    yield from _joined(site, spans)


def _joined(site: Site, times: list[_Time]) -> Iterator[_Time]:
    """Two times with "and", "to" or "until" between them as one: "between January and August"."""
    lower = site.page.lower
    at = 0
    while at < len(times):
        one = times[at]
        if at + 1 < len(times):
            other = times[at + 1]
            between = lower[one.last : other.first]
            opened = one.first > 0 and lower[one.first - 1] in {"between", "from", "in", "the"}
            if (
                opened
                and 0 < len(between) <= 4
                and {"and", "to", "until", "till", "through"} & set(between)
                and one.start <= other.end
            ):
                yield _Time(one.first, other.last, one.start, other.end, span=True)
                at += 2
                continue
        yield one
        at += 1


def _months_to(site: Site, at: int) -> int:
    """How many months "three months to" or "the year to" says, 0 where nothing does. ``at`` is the
    word before "to"."""
    lengths: dict[str, int] = lexicon.load("periods")["lengths"]
    lower = site.page.lower
    if at < 1:
        return 0
    if lower[at] == "months":
        return lengths.get(lower[at - 1], 0)
    return lengths.get(lower[at], 0)


def _of_moment(figure: Figure, today: date | None) -> tuple[date, date] | None:
    moment = figure.moment
    if moment is None or figure.kind is Kind.TIME:
        return None
    year, month, day = moment.year, moment.month, moment.day
    if year is None and today is not None and month is not None:
        ahead = (month, day or 1) > (today.month, today.day) and month - today.month > 2
        year = today.year - ahead
    if year is None or not 1 <= year <= 9999:
        return None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        return _month(year, month) if day is None else (date(year, month, day),) * 2
    except ValueError:
        return None


def _month(year: int, month: int, last: int | None = None) -> tuple[date, date]:
    end = last or month
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])


def _of_cue(site: Site, hit: Hit[Cue], today: date) -> Iterator[_Time]:
    kind, phrase = hit.meaning[1], hit.meaning[2]
    when = lexicon.load("periods")
    before = site.page.lower[hit.first - 1] if hit.first > site.sentence.first else ""
    if any(
        f.moment is not None
        and f.kind is Kind.DATE
        and f.span.start <= site.page.starts[hit.first] < f.span.end
        for f in site.sentence.figures
    ):
        return
    if kind == "weekday":
        ahead = before in {"next", "from", "until"} and before == "next"
        back = (today.weekday() - int(phrase)) % 7
        if before == "last" and back == 0:
            back = 7
        day = today + timedelta(days=7 - back) if ahead else today - timedelta(days=back)
        yield _Time(hit.first, hit.last, day, day)
    elif kind == "relative":
        first, last = when[kind][phrase]
        yield _Time(
            hit.first, hit.last, today + timedelta(days=first), today + timedelta(days=last)
        )
    elif kind == "years":
        year = today.year + when[kind][phrase]
        yield _Time(hit.first, hit.last, date(year, 1, 1), date(year, 12, 31))
    elif kind == "months":
        number = today.year * 12 + today.month - 1 + when[kind][phrase]
        yield _Time(hit.first, hit.last, *_month(number // 12, number % 12 + 1))
    elif kind == "parts":
        first, last = when[kind][phrase]
        year = today.year - (today.month < first)
        yield _Time(hit.first, hit.last, *_month(year, first, last))
    elif kind == "month" and site.page.raw[hit.first][0].isupper():
        month = int(phrase)
        if phrase == _MAY and before not in _BEFORE_MAY:
            return
        year = today.year - (month > today.month)
        since = before == "since"
        start, end = _month(year, month)
        if before == "to" and (back := _months_to(site, hit.first - 2)):
            number = year * 12 + month - back
            start = date(number // 12, number % 12 + 1, 1)
            yield _Time(hit.first, hit.last, start, end, span=True)
            return
        yield _Time(hit.first, hit.last, start, end, since)
