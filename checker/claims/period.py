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
from itertools import pairwise
from typing import NamedTuple

from checker import lexicon
from checker.claims.page import Cue, Site
from checker.lexicon.phrases import Hit
from checker.model import Figure, Kind, Period

# A time longer than that gives way to a shorter one in the same clause.
_LONG = timedelta(days=40)
_DAY = timedelta(days=1)
_DATED = frozenset({Kind.DATE, Kind.YEAR})


# Behind these, in another clause than the figure's, a time is that of something else: "31,000
# people, down from 36,000 in 2020", "a lead of 12, after a count that began on Friday".
_ELSEWHERE = frozenset(
    {"against", "from", "than", "compared", "versus", "after", "before", "since", "while", "but"}
    | {"which", "who", "where", "whose", ";", "—", "–", "until", "because", "although"}
)
_TIMES_OF_DAY = frozenset(
    {"dawn", "noon", "midnight", "dusk", "sunrise", "sunset", "midday", "daybreak", "nightfall"}
)
# What follows these tells of them: "the year that begins on July 1".
_PERIODS = frozenset({"year", "month", "week", "season", "quarter", "period", "term", "decade"})
_RELATIVES = frozenset({"which", "who", "whose", "where", "when", "that"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "had", "have", "will", "would"})
# A clock stands behind these where it says when, and not at the head of an entry or before a train.
_CLOCKED = frozenset(
    {"at", "by", "about", "around", "after", "before", "until", "till", "from", "since", "near"}
    | {"just", "shortly", "soon", "of", "to", "and", "between", "past", "only"}
)
_HOURS = 24
# An age behind these is today's: "he is 88 and has sailed since 1945".
_NOW = frozenset({"is", "'s", "now", "am"})
_PARTING = frozenset({",", ";", ":", "—", "–", "(", ")"})
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
    """The period whose words stand nearest to the figure, those of its clause first. A day or a
    year that is itself the figure has none."""
    if site.figure.kind in _DATED:
        return None
    today = site.page.document.published
    found = [
        time
        for time in _times(site, today)
        if not (_is_of_saying(site, time.first) or _is_elsewhere(site, time))
    ]
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
    if (time.since or before == "since") and not _goes_on(site, time):
        return Period(time.start, today, cumulative=True)
    if before in {"by", "until", "till", "through"}:
        return Period(None, time.end, cumulative=True)
    if before in {"before", "after"}:
        return None
    return Period(time.start, time.end)


def hour(site: Site) -> int | None:
    """The hour of the day that stands in the figure's clause, 0 to 23; none where it has two, and
    none from the head of an entry: "1.05pm The gauge reads 5.4 metres"."""
    found = set()
    for other in site.sentence.figures:
        if other.kind is Kind.TIME and other.moment is not None and other.moment.hour is not None:
            at = site.page.word_at(other.span.start)
            behind = at > site.sentence.first and site.page.lower[at - 1] in _CLOCKED
            named = other is site.figure or behind
            if site.left <= at < site.right and named and other.moment.hour < _HOURS:
                found.add(other.moment.hour)
    return found.pop() if len(found) == 1 else None


def _is_elsewhere(site: Site, time: _Time) -> bool:
    """Whether a time is of something else than the figure, told in another clause."""
    lower = site.page.lower
    before = lower[site.first - 1] if site.first > site.sentence.first else ""
    if site.figure.kind is Kind.AGE and (before in _NOW or _is_aside(site)):
        return True
    if time.first >= site.last:
        return not _in_clause(site, time) and _is_led_away(site, time)
    at = time.first - 1
    while at > site.sentence.first and lower[at] not in {",", ";", "—", "–", "("}:
        if lower[at] in _RELATIVES and not _is_said(site, at):
            if lower[at - 1] in _PERIODS:
                return False
            aside = lower[at - 1] == "," and "," in lower[time.last : site.first]
            return aside or lower[time.last] == ","
        at -= 1
    return False


def _is_led_away(site: Site, time: _Time) -> bool:
    """Whether words between the figure and a time behind it lead to something else."""
    lower = site.page.lower
    between = lower[site.last : time.first]
    if between.count("(") > between.count(")"):
        return True
    day = time.end - time.start <= _DAY
    for word, following in pairwise([*between, ""]):
        if word == "," and following in {*_FINITE, "when", "as"}:
            return True
        if not following or word not in _ELSEWHERE or following in _TIMES_OF_DAY:
            continue
        if not (word == "from" and day):
            return True
    return False


def _is_said(site: Site, at: int) -> bool:
    return any(hit.meaning[0] == "said" and hit.last == at for hit in site.sentence.cues)


def _is_aside(site: Site) -> bool:
    """Whether the figure stands alone between commas: "Dalia Werren, 44, opened it in 2011"."""
    lower = site.page.lower
    before = lower[site.first - 1] if site.first > site.sentence.first else ""
    after = lower[site.last] if site.last < site.sentence.last else ""
    return before == "," and after in {",", "."}


def _goes_on(site: Site, time: _Time) -> bool:
    """Whether a clause that tells of the time has the figure: "since 2018, when 94 drowned"."""
    return time.last < site.first and "when" in site.page.lower[time.last : time.last + 2]


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


def _is_ahead(site: Site, at: int) -> bool:
    """Whether the words before a time say that it is to come: "will reopen on Monday"."""
    lower = site.page.lower
    words: list[str] = lexicon.load("periods")["ahead"]
    low = at
    while low > site.sentence.first and lower[low - 1] not in _PARTING:
        low -= 1
    clause = f" {' '.join(lower[low:at])} "
    return any(f" {word} " in clause for word in words)


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
    ahead = before == "next" or _is_ahead(site, hit.first)
    if kind == "weekday":
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
        year = today.year + (month < today.month if ahead else -(month > today.month))
        since = before == "since"
        start, end = _month(year, month)
        if before == "to" and (back := _months_to(site, hit.first - 2)):
            number = year * 12 + month - back
            start = date(number // 12, number % 12 + 1, 1)
            yield _Time(hit.first, hit.last, start, end, span=True)
            return
        yield _Time(hit.first, hit.last, start, end, since)
