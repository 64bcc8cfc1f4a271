"""Weekdays beside dates: which weekday a text gives to a day, and the year that is meant.

In: a sentence and the years of its paragraph. Out: alignments of ``start`` alone, a date with its
weekday: "Tuesday, 14 March 2024", "21 April, a Monday", "on Sunday night (13 April)".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from checker import lexicon
from checker.alignment.passages import Sentence, aligned
from checker.alignment.wording import BLANK, alternatives, cue, frame
from checker.model import Alignment, Claim, Kind, Moment, Span
from checker.patterns import lazy

_NEAR_THE_ARTICLE = timedelta(days=200)
# Of what lies further off the year before or after may be meant as well.
_SURELY = timedelta(days=140)
_MARKS, _FULL_YEAR = ".,;:()–—", len("2022")
_SOME_WEEKS = timedelta(days=45)
_SOON = timedelta(days=60)

# The years of the change from the Julian calendar, in Britain and in the last countries.
_CHANGED, _CHANGED_LAST = 1752, 1923

# "Friday the 13th" is no day of this month.
_UNLUCKY = 13
# So many characters open a sentence.
_OPENING = 24


def looked_back_to(claims: Iterable[Claim]) -> frozenset[tuple[str, int]]:
    """The years before that of an article, by its name, which it names and in which two of its days
    without a year have their weekdays, as they have not in the year that lies nearest."""
    named: set[tuple[str, int]] = set()
    found: dict[tuple[str, int], set[tuple[int, int]]] = defaultdict(set)
    for claim in claims:
        moment, published, name = claim.figure.moment, claim.document.published, claim.document.name
        if moment is None or published is None:
            continue
        if moment.year is not None:
            named.add((name, moment.year))
        elif moment.weekday is not None and moment.month and moment.day:
            meant = nearest(moment.month, moment.day, published)
            if all(each.weekday() != moment.weekday for each in meant):
                for year in _before(published.year):
                    if weekday_of(year, moment) == moment.weekday:
                        found[name, year].add((moment.month, moment.day))
    return frozenset(each for each, told in found.items() if len(told) > 1 and each in named)


_YEARS_BACK = 3


def weekdays(
    sentence: Sentence,
    years: set[int | None],
    days: Sequence[Claim] = (),
    back: frozenset[tuple[str, int]] = frozenset(),
) -> Iterator[Alignment]:
    """Dates that name their weekday, with the year that is meant. ``years`` and ``days`` are those
    that the paragraph names, ``back`` the years to which the article looks back."""
    for claim in sentence.claims:
        moment = claim.figure.moment
        if claim.figure.kind is Kind.ORDINAL:
            day = _day_of_a_month(sentence, years, claim)
            if day is not None:
                yield aligned("span", ("a weekday with its day of the month",), start=day)
            continue
        if claim.figure.kind is not Kind.DATE or moment is None:
            continue
        if moment.day is None or moment.month is None:
            continue
        told = claim if moment.weekday is not None else _with_weekday(sentence, claim, moment)
        told = _first_of_two(sentence, told)
        moment = told.figure.moment
        if moment is None or moment.weekday is None or not _is_named(sentence, claim):
            continue
        if moment.year is not None and _may_be_of_the_old_calendar(sentence, moment.year):
            continue
        year, grounds = moment.year, "a weekday with its date"
        if year is None and (near := _year_beside(sentence, claim, moment)) is not None:
            year, grounds = near, f"{near} from the day before it"
        if year is None:
            known: set[int | None] = (
                {None} if any(_is_beside(claim, day) for day in days) else years
            )
            year = _year(sentence, known, claim, moment)
            name = claim.document.name
            if any(
                (name, y) in back and weekday_of(y, moment) == moment.weekday for y in _before(year)
            ):
                year = None
            grounds = f"{year} from the day of the article"
        if year is not None:
            dated = replace(told.figure, moment=replace(moment, year=year))
            yield aligned("span", (grounds,), start=replace(told, figure=dated))


def _before(year: int | None) -> Iterable[int]:
    return () if year is None else range(year - _YEARS_BACK, year)


def _year_beside(sentence: Sentence, claim: Claim, moment: Moment) -> int | None:
    """The year of a day some weeks before, which the sentence gives with its weekday: "sailed on
    Tuesday 6 May 2025 and fell silent on Friday 9 May"."""
    published = claim.document.published
    if published is not None and weekday_of(published.year, moment) == moment.weekday:
        return None  # "the race on Sunday, May 9, 2027, for which entries open on Monday, June 1"
    for other in sentence.ahead_of(claim):
        told = other.figure.moment
        if told is None or None in (told.year, told.month, told.day, told.weekday):
            continue
        year = told.year or 0
        if weekday_of(year, told) != told.weekday or weekday_of(year, moment) is None:
            continue
        first = date(year, told.month or 1, told.day or 1)
        behind = date(year, moment.month or 1, moment.day or 1) - first
        if timedelta(0) < behind <= _SOME_WEEKS:
            return year
    return None


def _may_be_of_the_old_calendar(sentence: Sentence, year: int) -> bool:
    """Whether a date may be one of the Julian calendar: up to 1923 in the lands that changed last,
    in others up to 1752."""
    if year >= _CHANGED_LAST:
        return False
    return (
        year <= _CHANGED
        or cue("calendar", "late_to_change").search(sentence.document.text) is not None
    )


def _is_beside(claim: Claim, day: Claim) -> bool:
    """Whether a day whose weekday is right in the year of the article is in the month of another,
    and so says which year is meant, whatever other years a paragraph tells of."""
    moment, other, published = claim.figure.moment, day.figure.moment, claim.document.published
    if day.figure.span == claim.figure.span:
        return False
    if moment is None or other is None or published is None:
        return False
    if other.weekday is None or other.year is not None or other.month != moment.month:
        return False
    meant = nearest(other.month or 1, other.day or 1, published)
    return [each.weekday() for each in meant] == [other.weekday]


_CLOSED = lazy(
    r"\s*(?:[.,;:)–—]|$)|\s(?:of (?:this|the) month|at|and|to|for|when|with|after|before)\b"
)


def _day_of_a_month(sentence: Sentence, years: set[int | None], claim: Claim) -> Claim | None:
    """ "Sunday the 25th", where neither the month of the article nor the one before or after has
    such a day: the day in the month of the article."""
    published, quantity = claim.document.published, claim.figure.quantity
    if published is None or quantity is None or quantity.low is None:
        return None
    named = frame("spans", rf"\b({alternatives('calendar', 'weekdays')}),? (?:the )?$")
    found = named.search(sentence.before(claim, 24))
    if found is None or _CLOSED.match(sentence.after(claim, 20)) is None:
        return None
    if _speaks_of_another_year(sentence, years, published):
        return None
    day, weekday = int(quantity.low), weekday_named(found[1])
    if day == _UNLUCKY or not found[0].strip().endswith("the"):
        return None
    if "," in found[0] and claim.figure.surface.isalpha():
        return None  # "Thursday, the fourth and last day"
    months = (published.month - 1, published.month, published.month + 1)
    if _months_around(sentence) - {(month - 1) % 12 + 1 for month in months}:
        return None
    near = [
        Moment(year=published.year + (month - 1) // 12, month=(month - 1) % 12 + 1, day=day)
        for month in months
    ]
    if any(weekday_of(each.year or 0, each) == weekday for each in near):
        return None
    meant = replace(near[1], weekday=weekday)
    return replace(claim, figure=replace(claim.figure, kind=Kind.DATE, moment=meant))


def _months_around(sentence: Sentence) -> set[int]:
    """The months that the paragraph of a sentence and the one before it name."""
    blocks, at = sentence.document.blocks, sentence.segment.paragraph
    spans = [block.span for block in blocks[max(0, at - 1) : at + 1]] or [sentence.segment.span]
    text = sentence.document.text[spans[0].start : spans[-1].end].lower()
    months = lexicon.load("calendar")["months"]
    return {int(months[word]) for word in re.findall(r"[a-z]+", text) if word in months}


def _is_named(sentence: Sentence, claim: Claim) -> bool:
    """Whether the weekday is that of the date: no name ("Black Friday"), and no date that owns
    what follows ("Monday, 21 April's figures")."""
    if sentence.after(claim, 2).startswith(("'s", "’s")):
        return False
    before = sentence.before(claim, 32)
    return frame("spans", r"\b{named_days}\s+$").search(before) is None


def _first_of_two(sentence: Sentence, claim: Claim) -> Claim:
    """The first day of "Tuesday and Wednesday, September 19-20" with the first of the weekdays, or
    with none where the second is not so many days on."""
    before, moment = sentence.before(claim, 32), claim.figure.moment
    two = frame("calendar", r"\b({weekdays}) (and|or|to)\s+(?:({weekdays}),?\s+)?$").search(before)
    if two is None or moment is None or not _ANOTHER_DAY.match(sentence.after(claim, 24)):
        return claim
    first, last = weekday_named(two[1]), moment.weekday
    if two[3] is not None:
        last = weekday_named(two[3])
    behind = [c for c in sentence.claims if c.figure.span.start > claim.figure.span.start]
    other = behind[0].figure.moment if behind else None
    days = other.day - moment.day if other and other.day and moment.day else None
    known = days is not None and last is not None and (last - first) % 7 == days and two[2] != "or"
    weekday = first if known else None
    return replace(claim, figure=replace(claim.figure, moment=replace(moment, weekday=weekday)))


_ANOTHER_DAY = lazy(r"\s?(?:[-–]|and|to|or)\s?[^\W_]")


def weekday_named(name: str) -> int:
    """The number of a weekday, Monday is 0."""
    return int(lexicon.load("calendar")["weekdays"][name.lower()])


def _with_weekday(sentence: Sentence, claim: Claim, moment: Moment) -> Claim:
    """A date with the weekday that stands a few words off, up to there: "21 April, a Monday",
    "Sunday night, 13 April", "Sunday's vote, held on 13 April"."""
    named = alternatives("calendar", "weekdays")
    is_on = r"(?:(?:and )?(?:which|this|that|it) |)(?:is|was|being|will be|falls on|fell on) "
    is_on = is_on.replace(" ", BLANK)
    year = rf"(?:{BLANK}this{BLANK}year)?"
    parted = rf"(?:(?:{BLANK}[a-z]+){{0,2}},|{BLANK}[–—])?"
    ends = rf"(?={{closes}}|{BLANK}[–—]|{_GOES_ON}|$)"
    behind = rf"{parted}{BLANK}(?:{is_on})?a{BLANK}({named}){year}{ends}"
    found = frame("spans", behind).match(sentence.after(claim, 60))
    span, end = claim.figure.span, claim.figure.span.end
    if found is not None:
        span = Span(span.start, end + found.end(1))
    else:
        before = sentence.before(claim, 90)
        told = rf"({named})(?:{BLANK}{{dayparts}})?,?\s*\(?$"
        found = frame("spans", told).search(before)
        if found is not None and "(" in found[0] and sentence.after(claim, 1) != ")":
            found = None
        if found is None:
            found = frame("spans", _OF_THAT_DAY.format(named=named)).search(before)
        if found is not None:
            closes = sentence.after(claim, 1) == ")" and "(" in found[0]
            span = Span(span.start - len(before) + found.start(1), end + closes)
    if found is None:
        return claim
    moment = replace(moment, weekday=weekday_named(found[1]))
    return at_place(replace(claim, figure=replace(claim.figure, moment=moment)), span)


# "21 April, a Monday I spent at home"
_GOES_ON = r"\s+(?:I|we|he|she|they|it|which|on which|evening|night|morning|afternoon)\b"
# "Sunday's vote, held on 13 April"
_OF_THAT_DAY = (
    r"\b({named})['’]s (?:[^\W\d_]+ ){{0,3}}?[^\W\d_]+,? (?:which was |that was )?"
    r"(?:held|due|set|scheduled|played|staged|fixed)(?: for)? (?:on )?$"
)


def at_place(claim: Claim, span: Span) -> Claim:
    """A claim as one that stands at another place of its text."""
    text, figure = claim.document.text, claim.figure
    line = figure.line + text.count("\n", figure.span.start, span.start)
    line -= text.count("\n", span.start, figure.span.start)
    column = span.start - text.rfind("\n", 0, span.start)
    surface = " ".join(text[slice(*span)].split())
    told = replace(figure, span=span, line=line, column=column, surface=surface)
    return replace(claim, figure=told)


def _year(sentence: Sentence, years: set[int | None], claim: Claim, moment: Moment) -> int | None:
    """The year of a date that names none, where the day of the article leaves only one."""
    published = claim.document.published
    if published is None:
        return None
    ahead = cue("spans", "future").search(sentence.before(claim)) is not None
    if _is_day_of_a_year(sentence, claim):
        return None
    told = {year for year in years if not ahead or year is None or year > published.year}
    if _speaks_of_another_year(sentence, told, published):
        return None
    if _follows_a_day_ahead(sentence, claim, moment, published):
        return None
    meant = nearest(moment.month or 1, moment.day or 1, published)
    until = ahead or _UNTIL.search(sentence.before(claim, 32)) is not None
    if len(meant) != 1 or _may_be_of_the_other_year(meant[0], moment, published, until):
        return None
    if _is_of_a_month_told(sentence, claim, moment, meant[0].year):
        return None
    # "They left on 19 April last year. ... On Friday 16 May they landed."
    fits = weekday_of(published.year - 1, moment) == moment.weekday
    if fits and _tells_of_last_year(sentence):
        return None
    # "Next year's dates are Saturday 21 August to Sunday 5 September." Anywhere else the words
    # would hide every weekday that is one too far: "signed off next year's budget on Wednesday".
    ahead = weekday_of(published.year + 1, moment) == moment.weekday
    told_ahead = ahead and cue("spans", "next_year").search(sentence.text[:_OPENING]) is not None
    return None if told_ahead else meant[0].year


def _is_day_of_a_year(sentence: Sentence, claim: Claim) -> bool:
    """Whether a date is of what the sentence says of another year: "next year's dates are", "the
    2027 race will be on"."""
    text, start = sentence.document.text, claim.figure.span.start
    years = [
        each.figure.span.end for each in sentence.ahead_of(claim) if each.figure.kind is Kind.YEAR
    ]
    of_it = frame("spans", r"(?: [^\W\d_]+){1,4} {is_on} $")
    if any(of_it.fullmatch(text, year, start) for year in years):
        return True
    next_years = frame("spans", r"{next_years}(?: [^\W\d_]+){1,4} {is_on} $")
    return next_years.search(sentence.before(claim)) is not None


# "The timetable runs until Saturday, October 24": what lasts till a day mostly lies ahead.
_UNTIL = lazy(r"\b(?:until|till|through)(?: [^\W\d_]+(?: night| evening)?,?)? $")


def _may_be_of_the_other_year(meant: date, moment: Moment, published: date, ahead: bool) -> bool:
    """Whether a date lies about as far from the article in the next year, or in the last, and has
    its weekday there; or is said to be to come, and is so in the next year alone: "next year, when
    the race will be on Sunday 20 September"."""
    if ahead and meant < published:
        return weekday_of(meant.year + 1, moment) == moment.weekday
    other = meant.year + 1 if meant < published else meant.year - 1
    # What no word says is to come happened rather a year before: "taken on Sunday, March 17".
    surely = _SURELY if ahead or meant < published else _SOON
    if abs(meant - published) <= surely:
        return False
    return weekday_of(other, moment) == moment.weekday


def _is_of_a_month_told(sentence: Sentence, claim: Claim, moment: Moment, year: int) -> bool:
    """Whether the text before a date names its month with another year, in which the date has its
    weekday: "in May 2022 ... She was fired on Monday, May 16"."""
    if weekday_of(year, moment) == moment.weekday:
        return False
    months = lexicon.load("calendar")["months"]
    words = sentence.document.text[: claim.figure.span.start].split()
    years = {
        int(year.strip(_MARKS))
        for month, year in pairwise(words)
        if months.get(month.strip(_MARKS).lower()) == moment.month
        if year.strip(_MARKS).isdecimal() and len(year.strip(_MARKS)) == _FULL_YEAR
    }
    return any(weekday_of(told, moment) == moment.weekday for told in years)


def _follows_a_day_ahead(sentence: Sentence, claim: Claim, moment: Moment, published: date) -> bool:
    """Whether a day comes after another of its sentence that lies ahead of the article: "term
    begins on Monday 31 August and ends on Friday 18 December"."""
    for other in sentence.claims:
        earlier = other.figure.moment
        if other.figure.span >= claim.figure.span or earlier is None or earlier.year is not None:
            continue
        for year in (published.year, published.year + 1):
            if earlier.weekday is None or weekday_of(year, earlier) != earlier.weekday:
                continue
            told = (earlier.month or 1, earlier.day or 1)
            ahead = (year, *told) > (published.year, published.month, published.day)
            then = year if (moment.month or 1, moment.day or 1) > told else year + 1
            if ahead and weekday_of(then, moment) == moment.weekday:
                return True
    return False


def _tells_of_last_year(sentence: Sentence) -> bool:
    blocks, paragraph = sentence.document.blocks, sentence.segment.paragraph
    span = blocks[paragraph].span if paragraph < len(blocks) else sentence.segment.span
    return cue("spans", "last_year").search(sentence.document.text[slice(*span)]) is not None


def weekday_of(year: int, moment: Moment) -> int | None:
    try:
        return date(year, moment.month or 1, moment.day or 1).weekday()
    except ValueError:
        return None


def _speaks_of_another_year(sentence: Sentence, years: set[int | None], published: date) -> bool:
    near = {None, published.year - 1, published.year, published.year + 1}
    return bool(years - near) or sentence.says("spans", "history")


def nearest(month: int, day: int, published: date) -> list[date]:
    """The days that a date without a year may mean: those within some months of the article."""
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return [each for each in found if abs(each - published) <= _NEAR_THE_ARTICLE]
