"""The times that the words of a sentence mean, seen from the day of publication.

In: a ``Site``. Out: ``Time``s in the order of the text: the days from first to last of each, and
the words that say so. Which of them a figure holds for is told in :mod:`checker.claims.period`.

A weekday is the last one before publication; a month without a year the last one that began. "The
Friday before the vote" is no day that can be told.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from checker import lexicon
from checker.claims.page import Cue, Page, Site
from checker.claims.stretches import ENDS, Time, back_from, stretched
from checker.lexicon.phrases import Hit
from checker.model import Figure, Form, Kind, Role

PARTING = frozenset({",", ";", ":", "—", "–", "(", ")"})
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# Behind these a month begins something, which is to come with one of the others.
_FROM_THEN = frozenset({"of", "from"})
_TO_BE = frozenset({"will", "shall", "would"})
# "May" is the month behind these.
_MAY = "5"
_BEFORE_MAY = frozenset(
    {"in", "since", "by", "until", "last", "of", "to", "and", "from", "through", "early", "late"}
    | {"mid"}
)
# A weekday between these is the one beside something, or any: "the Friday before the sale".
_BEFORE_ANY = frozenset({"a", "every", "each", "any", "one", "most", "some"})
_BESIDE = frozenset({"before", "after", "when", "that"})
_TO = frozenset({"to", "until", "till", "through"})
_JOINING = _TO | {"and"}
_OPENING = frozenset({"between", "from", "in", "the", "for"})
_DASHES = frozenset({"-", "‑", "–"})
_APART = 4
_MONTH = timedelta(days=31)
_SATURDAY = 5
# Behind these a participle is what will be done; so many words open the future.
_BEING = frozenset({"be", "been", "being", "get", "was", "were", "is", "are", "and", "have", "has"})
_FUTURE = 2
# So many words before a weekday tell what is arranged for it; behind these a verb is a noun.
_ARRANGED = 5
# So many words before a time tell that an event was moved from it.
_MOVED = 12
_NOUNS_BEHIND = frozenset({"the", "a", "its", "their", "his", "her", "false", "at", "from"})
_SHORT = 4
_UNDER = frozenset({"under", "of", "after", "following", "since", "from"})
_QUOTES = frozenset('"“”')
# So many months of a year that have not ended are told when they have: "in the fourth quarter".
_LONG_PART = 3
# Before "the first half" of a year, and so many words of sport make it that of a match.
_LED = frozenset({"in", "for", "during", "over", "of", "from", "to", "through", "with"})
_SPORTING = 3
# Behind a year, or before one and "of", the worth of money is told in: "at 2019 prices".
_WORTHS = frozenset({"prices", "money", "terms", "values", "dollars", "pounds", "euros", "levels"})


def times(site: Site) -> tuple[Time, ...]:
    """All times of a figure's sentence but the figure itself."""
    today = site.page.document.published
    found = [*_of_figures(site, today), *_of_cues(site, today)]
    if not found:
        return ()
    found.sort(key=lambda time: time.first)
    whole = _joined(site, list(_set_back(site, found, today)))
    made = [time if time.span else stretched(site, time) for time in whole]
    return tuple(time for time in made if not any(_is_within(time, other) for other in made))


def is_parting(page: Page, at: int) -> bool:
    """Whether a mark parts what stands before and behind it, and is none within a number: the comma
    of "1,300"."""
    if page.lower[at] != "," or at + 1 == len(page.starts):
        return page.lower[at] in PARTING
    return not page.ends[at - 1] == page.starts[at] == page.starts[at + 1] - 1


def _is_within(time: Time, other: Time) -> bool:
    """Whether the words of a time are some of those of a longer one: "overnight into Sunday"."""
    longer = other.last - other.first > time.last - time.first
    return longer and other.first <= time.first and time.last <= other.last


def _of_figures(site: Site, today: date | None) -> Iterator[Time]:
    page = site.page
    for figure in site.sentence.figures:
        if figure is site.figure or page.starts[site.sentence.first] > figure.span.start:
            continue
        found = _of_moment(figure, today) or back_from(site, figure, today)
        if found is None:
            continue
        first, last = page.word_at(figure.span.start), page.word_at(figure.span.end)
        if not _is_worth(site, first, last):
            yield Time(first, last, *found)


def _is_worth(site: Site, first: int, last: int) -> bool:
    """Whether a year behind a sum only says in which money it is told: "in 2019 prices"."""
    lower = site.page.lower
    if site.figure.kind not in {Kind.MONEY, Kind.COUNT} or first < site.last:
        return False
    behind = lower[last : min(last + 1, site.sentence.last)]
    before = lower[max(site.sentence.first, first - 2) : first]
    return not _WORTHS.isdisjoint(behind) or (
        len(before) > 1 and before[1] == "of" and before[0] in _WORTHS
    )


def _of_moment(figure: Figure, today: date | None) -> tuple[date, date] | None:
    moment, quantity = figure.moment, figure.quantity
    if figure.kind is Kind.YEAR and figure.form is Form.RANGE and quantity is not None:
        if quantity.low is None or quantity.high is None or not 1 <= quantity.low <= quantity.high:
            return None
        return date(int(quantity.low), 1, 1), date(int(quantity.high), 12, 31)
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


def _of_cues(site: Site, today: date | None) -> Iterator[Time]:
    if today is None:
        return
    end = site.sentence.first
    for hit in site.sentence.cues:
        if hit.meaning[0] == "period" and hit.first >= end and not _is_in_date(site, hit):
            end = hit.last
            yield from _of_cue(site, hit, today)


def _is_in_date(site: Site, hit: Hit[Cue]) -> bool:
    start = site.page.starts[hit.first]
    return any(
        figure.kind is Kind.DATE
        and figure.moment is not None
        and figure.span.start <= start < figure.span.end
        for figure in site.sentence.figures
    )


def _of_cue(site: Site, hit: Hit[Cue], today: date) -> Iterator[Time]:
    kind, phrase = hit.meaning[1], hit.meaning[2]
    when = lexicon.load("periods")
    before = site.page.lower[hit.first - 1] if hit.first > site.sentence.first else ""
    ahead = before == "next" or _is_ahead(site, hit.first)
    ahead = ahead or (kind == "weekday" and _is_arranged(site, hit.first))
    if kind == "weekday":
        if _is_any(site, hit, before):
            return
        back = (today.weekday() - int(phrase)) % 7
        if before == "last" and back == 0:
            back = 7
        on = (
            7 - back if back or before == "next" else 0
        )  # told on a Monday, "will on Monday" is today
        day = today + timedelta(days=on) if ahead else today - timedelta(days=back)
        yield Time(hit.first, hit.last, day, day)
    elif kind == "relative":
        first, last = when[kind][phrase]
        day = _day_of_saying(site, hit, today)
        yield Time(hit.first, hit.last, day + timedelta(days=first), day + timedelta(days=last))
    elif kind == "years":
        year = today.year + when[kind][phrase]
        yield Time(hit.first, hit.last, date(year, 1, 1), date(year, 12, 31))
    elif kind == "months":
        number = today.year * 12 + today.month - 1 + when[kind][phrase]
        yield Time(hit.first, hit.last, *_month(number // 12, number % 12 + 1))
    elif kind == "quarters":
        number = today.year * 4 + (today.month - 1) // 3 + when[kind][phrase]
        month = number % 4 * 3 + 1
        yield Time(hit.first, hit.last, *_month(number // 4, month, month + 2))
    elif kind == "named":
        month, number = when[kind][phrase]
        past = (month, number) <= (today.month, today.day)
        day = date(today.year + (past if ahead else past - 1), month, number)
        yield Time(hit.first, hit.last, day, day)
    elif kind == "weekend":
        saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7)
        yield Time(hit.first, hit.last, saturday, saturday + _DAY)
    elif kind == "parts" and not _is_of_game(site, hit):
        first, last = when[kind][phrase]
        begun = first <= today.month <= last and last - first < _LONG_PART
        past = today.month < first or begun
        year = today.year + (today.month > last if ahead else -past)
        yield Time(hit.first, hit.last, *_month(year, first, last))
    elif kind == "month" and site.page.raw[hit.first][0].isupper():
        month = int(phrase)
        ahead = ahead or _starts_ahead(site, hit.last, before)
        if phrase == _MAY and before not in _BEFORE_MAY:
            return
        year = today.year + (month < today.month if ahead else -(month > today.month))
        yield Time(hit.first, hit.last, *_month(year, month), since=before == "since")


def _day_of_saying(site: Site, hit: Hit[Cue], today: date) -> date:
    """The day that "today" is in a quotation, where the sentence says on what day it was said:
    "We have 40 men out tonight," she said on Sunday."""
    text, start = site.page.document.text, site.sentence.segment.span.start
    marks = [mark for mark in text[start : site.page.starts[hit.first]] if mark in _QUOTES]
    if not len(marks) % 2:
        return today
    for other in site.sentence.cues:
        behind = text[site.page.starts[hit.first] : site.page.starts[other.first]]
        named = other.meaning[:2] == ("period", "weekday") and not _QUOTES.isdisjoint(behind)
        if named and other.first > hit.first:
            return today - timedelta(days=(today.weekday() - int(other.meaning[2])) % 7)
    return today


def _is_of_game(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a half is one of a match or a race: "her second half took 71 minutes"."""
    page, at = site.page, hit.first
    if page.lower[hit.last - 1] != "half" or page.lower[hit.last : hit.last + 1] == ["of"]:
        return False
    if page.document.text[page.ends[at]] == "-":
        return False  # "first-half profit"
    led = page.lower[max(site.sentence.first, at - 2) : at]
    if len(led) < 2 or led[1] != "the" or led[0] not in _LED:
        return True
    return len(page.topics().get("sport", ())) >= _SPORTING


def _is_any(site: Site, hit: Hit[Cue], before: str) -> bool:
    """Whether a weekday is any of its name, or one beside something that has no date here."""
    if before in _BEFORE_ANY:
        return True
    beside = site.page.lower[hit.last] if hit.last < site.sentence.last else ""
    return before == "the" and beside in _BESIDE


def _is_ahead(site: Site, at: int) -> bool:
    """Whether the words before a time say that it is to come: "will reopen on Monday"; not so where
    they only tell of what was done then: "will be cut under the plan presented on Monday"."""
    lower = site.page.lower
    words: list[str] = lexicon.load("periods")["ahead"]
    low = at
    while low > site.sentence.first and not is_parting(site.page, low - 1):
        low -= 1
    clause = f" {' '.join(_without_days(lower[low:at]))} "
    found = [place for word in words if (place := clause.rfind(f" {word} ")) >= 0]
    if not found:
        return False
    behind = clause[max(found) :].split()
    return not (_is_done(behind) or _is_after(site, at))


def _without_days(words: list[str]) -> list[str]:
    """Words without the weekdays on which something was decided: "agreed on Monday to close"."""
    days = lexicon.load("calendar")["weekdays"]
    return [
        word
        for word, following in pairwise([*words, ""])
        if word not in days and not (word == "on" and following in days)
    ]


def _starts_ahead(site: Site, at: int, before: str) -> bool:
    """Whether a month from which something holds is followed by words for what is to come: "as of
    April her street will be dark"."""
    lower = site.page.lower
    if before not in _FROM_THEN:
        return False
    end = at
    while end < site.sentence.last and not is_parting(site.page, end):
        end += 1
    return not _TO_BE.isdisjoint(lower[at:end])


def _is_arranged(site: Site, at: int) -> bool:
    """Whether a verb in the present tense close before a weekday tells what is arranged for it:
    "the lifts start turning on Saturday", not "the start on Saturday"."""
    lower = site.page.lower
    low = max(site.sentence.first, at - _ARRANGED)
    words = lower[low:at]
    if words[-1:] != ["on"] or site.sentence.segment.role is Role.HEADLINE:
        return False
    clause = f" {' '.join(words)} "
    found = [
        clause[:place].split()
        for verb in lexicon.load("periods")["arranged"]
        if (place := clause.find(f" {verb} ")) >= 0
    ]
    return any(not before or before[-1] not in _NOUNS_BEHIND for before in found)


def _is_done(words: list[str]) -> bool:
    """Whether a participle tells what was done, behind what is to be done: "under the plan
    presented"."""
    return any(
        word.endswith("ed") and len(word) > _SHORT and before not in _BEING
        for before, word in pairwise(words[_FUTURE:])
    )


def _is_after(site: Site, at: int) -> bool:
    """Whether something follows from what a day had: "under Monday's ruling"."""
    lower = site.page.lower
    behind = lower[at + 1] if at + 1 < site.sentence.last else ""
    return behind == "'s" and lower[at - 1] in _UNDER


def _set_back(site: Site, found: list[Time], today: date | None) -> Iterator[Time]:
    """The times, with what says of which year or week one is as part of it: "31 March last year",
    "Thursday of last week"."""
    lower = site.page.lower
    taken: Time | None = None
    for one, other in zip(found, [*found[1:], None], strict=False):
        if one is taken:
            continue
        moved = None
        between = [] if other is None else lower[one.last : other.first]
        if between == ["of"] and lower[one.first] == "last" and one.end > one.start:
            continue  # the part of it that comes last
        if other is not None and between in ([], ["of"]):
            moved = _moved(one, other, today)
        taken = other if moved is not None else None
        yield moved or one


def _moved(one: Time, other: Time, today: date | None) -> Time | None:
    length = other.end - other.start
    if one.end - one.start < length and 360 < length.days < 370 and one.start.year == one.end.year:
        back = other.start.year - one.start.year
        try:
            start, end = (day.replace(year=day.year + back) for day in (one.start, one.end))
        except ValueError:
            return None
        return one._replace(last=other.last, start=start, end=end)
    if today is None or one.start != one.end or not 7 < length.days < 13:
        return None
    # "Last week" and "this week": the weeks from Monday.
    weeks = (other.start + length / 2 - today).days // 7 + 1
    monday = today - timedelta(days=today.weekday())
    day = monday + _WEEK * min(0, weeks) + timedelta(days=one.start.weekday())
    return one._replace(last=other.last, start=day, end=day)


def _joined(site: Site, found: list[Time]) -> Iterator[Time]:
    """Two times with "and", "to" or "until" between them as one: "between January and August"."""
    lower = site.page.lower
    at = 0
    while at < len(found):
        one = found[at]
        if at + 1 < len(found):
            other = found[at + 1]
            between = lower[one.last : other.first]
            opened = one.first > 0 and lower[one.first - 1] in _OPENING
            short = 0 < len(between) <= _APART and not _JOINING.isdisjoint(between)
            tied = _is_tied(site, one, other)
            alike = _are_alike(one, other) or not ENDS.isdisjoint(between)
            start = _before(one, other)
            if opened and short and _are_of_a_move(site, one):
                at += 2
                continue
            if ((opened and short) or tied) and start <= other.end and alike:
                yield Time(one.first, other.last, start, other.end, span=True)
                at += 2
                continue
        yield one
        at += 1


def _are_of_a_move(site: Site, one: Time) -> bool:
    """Whether an event was moved from a time to another, at which nothing else happens: "pushed
    back the opening from June 30 to August 12 after finding 37 cracks"."""
    moves = set(lexicon.load("periods")["moves_dates"])
    low = max(site.sentence.first, one.first - _MOVED)
    return not moves.isdisjoint(site.page.lower[low : one.first])


def _before(one: Time, other: Time) -> date:
    """When a span begins: October is that of the year before, where it goes on "to January"."""
    month = one.start.day == 1 and _DAY < one.end - one.start < _MONTH
    if one.start <= other.end or not month or other.end - other.start > _MONTH:
        return one.start
    return one.start.replace(year=other.end.year - (one.start.month > other.end.month))


def _is_tied(site: Site, one: Time, other: Time) -> bool:
    """Whether only a dash stands between two times: "January-March"."""
    page = site.page
    between = page.document.text[page.ends[one.last - 1] : page.starts[other.first]]
    return between in _DASHES


def _are_alike(one: Time, other: Time) -> bool:
    """Whether two times are told alike: two days, two months or two years."""
    first, second = one.end - one.start, other.end - other.start
    return (first <= _DAY) == (second <= _DAY)
