"""When a figure holds: the days that the words of its sentence mean, seen from the day of
publication.

In: a ``Site``. Out: a ``Period`` or ``None``, and the hour of the day where one is written.

A day that only says when somebody spoke ("said on Wednesday", "in its bulletin of Wednesday") is
left out, and so is a time that another clause or something beside the figure is of.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from itertools import pairwise

from checker import lexicon
from checker.claims.page import Site
from checker.claims.stretches import Time, month_of
from checker.claims.times import PARTING, is_parting, times
from checker.model import Figure, Kind, Period

# A time longer than that gives way to a shorter one in the same clause.
_LONG = timedelta(days=40)
# Unless it stands so close behind the figure: "the 2.6 billion voted in 2018".
_CLOSE = 4
_OF = frozenset({"in", "for", "of", "during", "by"})
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_DATED = frozenset({Kind.DATE, Kind.YEAR})
_CALENDAR = frozenset({"date", "year"})
# Behind these, in another clause than the figure's, a time is that of something else: "31,000
# people, down from 36,000 in 2020", "a lead of 12, after a count that began on Friday".
_ELSEWHERE = frozenset(
    {"against", "from", "than", "compared", "versus", "after", "before", "since", "while", "but"}
    | {"which", "who", "where", "whose", ";", "—", "–", "until", "because", "although"}
)
# Behind these, in any clause, it is that of what the figure is compared with.
_COMPARED = frozenset({"than", "compared", "versus"})
# A change is measured from the time behind these: "38% above Friday's close".
_BASES = frozenset({"above", "below", "over", "under", "on", "to", "than", "from", "against"})
_CHANGING = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO, Kind.MULTIPLE})
_JOINS = frozenset({"and", "but"})
_SUBJECTS = frozenset({"he", "she", "it", "they", "there", "we"})
_TIMES_OF_DAY = frozenset(
    {"dawn", "noon", "midnight", "dusk", "sunrise", "sunset", "midday", "daybreak", "nightfall"}
)
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "lunchtime"})
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
_LATE = frozenset({"night", "evening", "afternoon", "tonight"})
_AFTER = 5
# An age behind these is today's: "he is 88 and has sailed since 1945".
_NOW = frozenset({"is", "'s", "now", "am"})
_UNTIL = frozenset({"by", "until", "till", "through"})
# What is told from a day on: "counted from 1 September".
_FROM = frozenset({"counted", "counting", "reckoned", "dating"})
_STARTING = frozenset({"from", "come"})
# A time behind one of these and "since" is that of the record, and one before these that of a norm.
_RECORDS = frozenset(
    {"worst", "most", "least", "first", "record", "best", "time", "fewest", "busiest"}
)
_NORMS = frozenset(
    {"average", "baseline", "mean", "norm", "normal", "levels", "level", "benchmark"}
)
_RECORD_REACH = 4
_LEADING = frozenset({"the", "late", "early", "about", "around"}) | _TIMES_OF_DAY
_SMALL = frozenset({"on", "of", "from", "for", "in", "late", "early", "dated", "the", "its", "a"})
# "Figures from the board showed on Wednesday"
_SHOWN = frozenset({"show", "shows", "showed", "showing"})
# Behind these a year and a noun are what the figure is of: "died in the 2004 flood".
_WITHIN = frozenset({"in", "during", "for", "of", "at", "since", "after", "by"})
# Verbs of saying that also tell what was done on a day.
_DONE = frozenset({"counted", "count", "counts", "recorded", "logged", "registered", "charged"}) | {
    "found",
    "released",
    "issued",
    "published",
    "identified",
}


def read(site: Site) -> Period | None:
    """The period whose words stand nearest to the figure, those of its clause first. A day or a
    year that is itself the figure has none."""
    if site.figure.kind in _DATED:
        return None
    found = [
        time for time in times(site) if not (_is_of_saying(site, time) or _is_elsewhere(site, time))
    ]
    if not found:
        return None
    after = _relative_clause(site)
    time = min(
        found,
        key=lambda t: (
            not _in_clause(site, t),
            after and t.first < site.last,
            t.end - t.start > _LONG and not _is_close(site, t),
            _gap(site, t) - _CLOSE * _is_close(site, t),
        ),
    )
    return _of(site, time)


def _of(site: Site, time: Time) -> Period | None:
    """The days that a figure holds for, by the words that lead to a time: "since", "by"."""
    lead, at = _lead(site, time)
    if time.span:
        return Period(time.start, time.end)
    since = lead == "since" or (lead == "from" and lower_at(site, at - 1) in _FROM)
    if (time.since or since or _opens(site, time)) and not _goes_on(site, time):
        return Period(time.start, site.page.document.published, cumulative=True)
    if lead in _STARTING and time.start == time.end and time.start.day == 1:
        return Period(time.start, month_of(time.start))  # "from 1 April" is "from April"
    if lead in _UNTIL or (lead == "to" and time.first < time.last - 1):
        return Period(None, time.end, cumulative=True)
    by_day = lower_at(site, at + 1) in _TIMES_OF_DAY
    if lead in {"before", "after"} and not by_day:
        return None
    between = site.page.lower[site.last : time.first]
    if "before" in between and not by_day:
        return Period(None, time.end, cumulative=True)
    return Period(time.start, time.end)


def lower_at(site: Site, at: int) -> str:
    """A word of the figure's sentence, empty before its beginning and behind its end."""
    return site.page.lower[at] if site.sentence.first <= at < site.sentence.last else ""


def _lead(site: Site, time: Time) -> tuple[str, int]:
    """The word that leads to a time, and where it stands: "by" in "by the end of March", "by noon
    on Tuesday"."""
    at = time.first - 1
    while lower_at(site, at) in _LEADING or (
        lower_at(site, at) == "on" and lower_at(site, at - 1) in _TIMES_OF_DAY
    ):
        at -= 1
    clock = _clock_before(site, at) if lower_at(site, at) == "on" else None
    if clock is not None and lower_at(site, clock - 1) in _UNTIL:
        return lower_at(site, clock - 1), clock - 1  # "by 6pm on Monday"
    return lower_at(site, at), at


def _clock_before(site: Site, at: int) -> int | None:
    """Where the clock time begins that ends before a word."""
    for other in site.sentence.figures:
        if other.kind is Kind.TIME and site.page.word_at(other.span.end) == at:
            return site.page.word_at(other.span.start)
    return None


def _opens(site: Site, time: Time) -> bool:
    """Whether a clause with "since" has the time: "since the river began to rise on 1 June"."""
    at = time.first - 1
    while at >= site.sentence.first and not is_parting(site.page, at):
        if at == site.last - 1:
            return False
        if site.page.lower[at] == "since":
            return True
        at -= 1
    return False


def _is_close(site: Site, time: Time) -> bool:
    """Whether a time stands straight behind what is told: "a budget of 40 million for 2026"."""
    lead = _lead(site, time)[0]
    return site.last <= time.first and time.first - site.last <= _CLOSE and lead in _OF


def hour(site: Site) -> int | None:
    """The hour of the day that stands in the figure's clause, 0 to 23; none where it has two, and
    none from the head of an entry: "1.05pm The gauge reads 5.4 metres"."""
    found = set()
    for other in site.sentence.figures:
        if other.kind is Kind.TIME and other.moment is not None and other.moment.hour is not None:
            at = site.page.word_at(other.span.start)
            behind = at > site.sentence.first and site.page.lower[at - 1] in _CLOCKED
            behind = behind and not _ends_stretch(site, at)
            named = other is site.figure or behind
            if _is_clock_of_saying(site, other, at):
                continue
            if site.left <= at < site.right and named and other.moment.hour < _HOURS:
                found.add(_of_day(site, other, other.moment.hour))
    return found.pop() if len(found) == 1 else None


def _ends_stretch(site: Site, at: int) -> bool:
    """Whether a clock is the end of a stretch of the day: "between midnight and 05:00"."""
    lower = site.page.lower[max(site.sentence.first, at - _AFTER) : at]
    return lower[-1:] == ["and"] and "between" in lower


def _is_clock_of_saying(site: Site, clock: Figure, at: int) -> bool:
    """Whether it was said then: "said at nine last night that five had died"."""
    if site.figure is clock or site.first < at:
        return False
    end = site.page.word_at(clock.span.end)
    told = site.page.lower[end : min(end + _AFTER, site.sentence.last)]
    return "that" in told and any(
        hit.meaning[0] == "said" and 0 < at - hit.last <= 2 for hit in site.sentence.cues
    )


def _of_day(site: Site, clock: Figure, hour: int) -> int:
    """An hour as one of 24, where the words behind a clock say so: "at ten that night"."""
    lower, at = site.page.lower, site.page.word_at(clock.span.end)
    told = lower[at : min(at + _AFTER, site.sentence.last)]
    end = next((place for place, word in enumerate(told) if word in PARTING), len(told))
    half = _HOURS // 2
    words = clock.surface.lower()
    if "m" in words.rpartition(" ")[2] or not _LATE.intersection(told[:end]):
        return hour
    return hour + half if _AFTER <= hour < half or (hour < half and "night" not in told) else hour


def _is_elsewhere(site: Site, time: Time) -> bool:
    """Whether a time is of something else than the figure, told in another clause."""
    lower = site.page.lower
    before = lower_at(site, site.first - 1)
    if site.figure.kind is Kind.AGE and (before in _NOW or _is_aside(site)):
        return True
    normal = lower_at(site, time.last) in _NORMS
    norm = normal and (time.first >= site.last or lower_at(site, time.last + 1) == "by")
    if norm or _is_of_record(site, time) or _is_name_of_thing(site, time):
        return True
    if lower_at(site, time.last) == "ago" and _is_ago_of_other(site, time):
        return True
    if time.first >= site.last:
        return _is_base(site, time) or _is_led_away(site, time)
    if _is_of_thing(site, time) or _is_of_decision(site, time) or _is_left(site, time):
        return True
    at = time.first - 1
    while at > site.sentence.first and lower[at] not in {",", ";", "—", "–", "("}:
        if lower[at] in _RELATIVES and not _is_said(site, at):
            if lower[at - 1] in _PERIODS:
                return False
            aside = lower[at - 1] == "," and "," in lower[time.last : site.first]
            return aside or lower[time.last] == ","
        at -= 1
    return False


def _is_of_record(site: Site, time: Time) -> bool:
    """Whether a time only tells how long nothing like it was: "the worst since 2003"."""
    lead, at = _lead(site, time)
    if lead != "since" or _goes_on(site, time):
        return False
    before = site.page.lower[max(site.sentence.first, at - _RECORD_REACH) : at]
    return any(
        word in _RECORDS or (word.endswith("est") and f"{word}s" not in _table("no_superlatives"))
        for word in before
    )


def _is_name_of_thing(site: Site, time: Time) -> bool:
    """Whether a year before a noun only tells which thing is meant: "new cables for the bridge, on
    the 1966 towers", "a 1958 mural"."""
    at = time.first - 1
    if time.last - time.first != 1 or time.end - time.start <= _LONG:
        return False
    if lower_at(site, at) not in {"the", "a", "its"} or lower_at(site, at - 1) in _WITHIN:
        return False
    behind = lower_at(site, time.last)
    return behind.isalpha() and behind not in _PERIODS and behind not in _ELSEWHERE


def _is_ago_of_other(site: Site, time: Time) -> bool:
    """Whether it was so long ago that something else was: "it cost $380 two years ago and costs
    $475 now", "the fire that began nine days ago has burned 30,600 acres"."""
    page = site.page
    others = [
        (page.word_at(other.span.start), page.word_at(other.span.end))
        for other in site.sentence.figures
        if other is not site.figure and other.quantity is not None
    ]
    if time.first >= site.last:
        return any(site.last <= first < time.first for first, _ in others)
    if any(time.last < first < site.first for first, _ in others):
        return True
    if any(0 <= time.first - last <= _CLOSE for _, last in others):
        return True
    at = time.first - 1
    while at > site.sentence.first and not is_parting(page, at):
        if page.lower[at] in _RELATIVES:
            return True
        at -= 1
    return False


def _is_base(site: Site, time: Time) -> bool:
    """Whether a time is that of what the figure is compared with: "a fifth more than it was in
    May", "38% above Friday's close"."""
    lower = site.page.lower
    between = lower[site.last : time.first]
    if not _COMPARED.isdisjoint(between):
        return True
    changing = site.figure.kind in _CHANGING
    return changing and lower_at(site, time.last) == "'s" and not _BASES.isdisjoint(between)


def _is_of_thing(site: Site, time: Time) -> bool:
    """Whether a time before the figure only tells of the thing: when it was made, "the lift, opened
    in 2009, has 46 cabins", or what has it, "washed up in 1899, whose skeleton is 17 metres"."""
    lower = site.page.lower
    between = lower[time.last : site.first]
    if "whose" in between:
        return True
    if "," not in between or time.end - time.start <= _LONG:
        return False
    at = time.first - 1
    while at > site.sentence.first and not is_parting(site.page, at):
        at -= 1
    aside = lower_at(site, at) == ","
    return aside and any(
        at < hit.first and hit.last <= time.first and hit.meaning.measure.dimensions & _CALENDAR
        for hit in site.sentence.expressions
    )


def _is_of_decision(site: Site, time: Time) -> bool:
    """Whether on a day before the figure somebody decided to do what has it: "voted on Wednesday to
    switch off 46 lamps". Not so "met on Wednesday to hear 46 witnesses"."""
    page, at = site.page, time.last
    if lower_at(site, at) != "to" or at + 2 > site.first or not page.raw[at + 1].islower():
        return False
    before = {lower_at(site, place) for place in range(time.first - 2, time.first)}
    return not before.isdisjoint(lexicon.load("periods")["deciding"])


def _is_left(site: Site, time: Time) -> bool:
    """Whether a clause of its own has the time, and another one that begins with "as" or "while"
    the figure: "before the fair opens on 5 May, as bookings reached 240"."""
    lower = site.page.lower
    if lower_at(site, time.last) != "," or lower_at(site, time.last + 1) not in {"as", "while"}:
        return False
    at = time.first - 1
    while at > site.sentence.first and not is_parting(site.page, at):
        if lower[at] in {"before", "until", "after", "when", "by"}:
            return True
        at -= 1
    return False


def _is_led_away(site: Site, time: Time) -> bool:
    """Whether words between the figure and a time behind it lead to something else."""
    lower = site.page.lower
    between = lower[site.last : time.first]
    if between.count("(") > between.count(")"):
        return True
    if _is_of_relative(site, time):
        return True
    for word, following in pairwise([*between, ""]):
        if word in _JOINS and (following in {",", *_FINITE} or following in _SUBJECTS):
            return True
    if _in_clause(site, time):
        return False
    day = time.end - time.start <= _DAY
    for word, following in pairwise([*between, ""]):
        if word == "," and following in {*_FINITE, "when", "as"}:
            return True
        if not following or word not in _ELSEWHERE or following in _TIMES_OF_DAY:
            continue
        if not (word == "from" and day):
            return True
    return False


def _is_of_relative(site: Site, time: Time) -> bool:
    """Whether a clause about another noun than the counted one has a time: "650 tonnes in the
    season, which runs to September"."""
    lower, span = site.page.lower, site.figure.noun_span
    counted = site.last if span is None else max(site.last, site.page.word_at(span.end))
    return any(
        lower[at] == "," and lower[at + 1] in _RELATIVES
        for at in range(counted + 1, time.first - 1)
    )


def _is_said(site: Site, at: int) -> bool:
    return any(hit.meaning[0] == "said" and hit.last == at for hit in site.sentence.cues)


def _is_aside(site: Site) -> bool:
    """Whether the figure stands alone between commas: "Dalia Werren, 44, opened it in 2011"."""
    lower = site.page.lower
    before = lower[site.first - 1] if site.first > site.sentence.first else ""
    after = lower[site.last] if site.last < site.sentence.last else ""
    return before == "," and after in {",", "."}


def _goes_on(site: Site, time: Time) -> bool:
    """Whether a clause that tells of the time has the figure: "since 2018, when 94 drowned"."""
    return time.last < site.first and "when" in site.page.lower[time.last : time.last + 2]


def _relative_clause(site: Site) -> bool:
    """Whether a clause about what is counted follows: "the doses that arrived on Friday"."""
    span = site.figure.noun_span
    at = site.last if span is None else max(site.last, site.page.word_at(span.end))
    return at < site.sentence.last and site.page.lower[at] in {"that", "which", "who"}


def _in_clause(site: Site, time: Time) -> bool:
    """Whether a time stands in the figure's clause; a year, as a figure itself, at its edge."""
    within = site.left <= time.first and time.last <= site.right
    return within or time.first == site.right or time.last == site.left


def _gap(site: Site, time: Time) -> int:
    return site.first - time.last if time.last <= site.first else time.first - site.last


def _is_of_saying(site: Site, time: Time) -> bool:
    """Whether a day is that on which something was said: "said on Wednesday", "told a meeting on
    Wednesday night that", "on Wednesday gave the number as", "in its bulletin of Wednesday"."""
    lower = site.page.lower
    if time.end - time.start <= _WEEK and _is_told_in(site, time):
        return True
    if _lead(site, time)[0] == "from" or _opens(site, time):
        return False
    end = time.last + (lower_at(site, time.last) in _PARTS_OF_DAY)
    for hit in site.sentence.cues:
        if hit.meaning[0] != "said":
            continue
        if 0 <= time.first - hit.last <= 2:
            return True
        said = lower[hit.first]
        if hit.first == end and time.end - time.start <= _LONG and said not in _DONE:
            return True
        between = lower[hit.last : time.first]
        if hit.last < time.first and lower_at(site, end) == "that" and PARTING.isdisjoint(between):
            return True
    return False


def _is_told_in(site: Site, time: Time) -> bool:
    """Whether a day is that of a bulletin, a meeting or the like."""
    lower, nouns = site.page.lower, _tellings()
    at = time.first - 1
    while at > site.sentence.first and lower[at] in _SMALL:
        at -= 1
    if at >= site.sentence.first and lower[at] in _SHOWN | nouns and at != site.last - 1:
        return True
    at = time.last
    while lower_at(site, at) in _PARTS_OF_DAY | {"'s"}:
        at += 1
    return at > time.last - 1 and (lower_at(site, at) in nouns or lower_at(site, at + 1) in nouns)


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("comparing")[kind])


@cache
def _tellings() -> frozenset[str]:
    return frozenset(lexicon.load("periods")["told_in"])
