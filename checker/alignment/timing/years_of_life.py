"""Years of a life: the births, ages and points of a sentence, and the days that they leave open.

In: a sentence with all its claims. Out: the sentence whole, with its births ("born on 4 May 1951",
"(1929-2025)"), its other points, the figures that may be ages, and its text without what brackets
or a birth put in between; and ``Room``s, the days between which somebody so old can have been born.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.timing.aging import At, of_a_horse
from checker.alignment.timing.lapses import first_and_last
from checker.alignment.timing.points import years_of
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier, Moment, Slot, Span
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_OLDEST, _LASTING = 115, 999
_A_YEAR = timedelta(days=365)
_AGO, _NEAR = "ago", 6


class Room(NamedTuple):
    """The first and the last day on which somebody can have been born."""

    first: date
    last: date

    def meets(self, other: Room) -> bool:
        """Whether both leave room for one birth."""
        return self.first <= other.last and other.first <= self.last


class Told(NamedTuple):
    """A birth or an age: its figure, its point (``None`` for now), and the rooms of which one is
    meant, the likeliest first. ``current`` says that it is of the day of the article, ``turned``
    that the age was reached at its point, ``away`` by how much the point lies off the birthday;
    ``own`` that it is a birth, and ``thing`` that something was made."""

    at: At
    point: Claim | None
    rooms: tuple[Room, ...]
    own: bool = False
    current: bool = False
    turned: bool = False
    away: Claim | None = None
    thing: bool = False


class Whole(NamedTuple):
    """A sentence with its points, its births, what was made in it, its ages, and its text, blank
    where brackets or a birth come in between."""

    sentence: Sentence
    points: tuple[Claim, ...]
    births: tuple[Claim, ...]
    made: tuple[Claim, ...]
    ages: tuple[Claim, ...]
    text: str

    def between(self, first: int, last: int) -> str:
        """The text from one offset of the document to another, without what is blank."""
        start = self.sentence.segment.span.start
        return self.text[first - start : last - start].replace(_BLANK, "")

    def is_blank(self, span: Span) -> bool:
        """Whether a figure stands in what is blank."""
        start = self.sentence.segment.span.start
        return _BLANK in self.text[span.start - start : span.end - start]


# --------------------------------------------------------------------------------- a sentence whole

_BLANK = "\0"
_BRACKETS = lazy(r"\s?\([^()]*\)")
_DATE_ON = r"(?:[^,;:.–—()]|, (?=[12]\S{3}\b|[A-Z])|\.(?=\w)|\b[A-Z][a-z]{2}\.)"
_BIRTH_CLAUSE = lazy(
    rf"(?:,|\s[–—])\s(?:(?:who (?:was|had been) |having been )?(?:born|foaled)"
    rf"|whose (?:birthday|date of birth|birth)) ?\b{_DATE_ON}*"
    r"(?:,|\s[–—]|$)"
)
TURN = lazy(
    r"[;:?!“”\"]|\.\s|\s[–—]\s|\b(?:and(?! [A-Z])|but|or|who|whom|whose|which|that|where|before"
    r"|after|until|till|while|since|because|if|although|though|than|then|ago|when|as|having|now"
    r"|today|(?:later|earlier|previously)(?! [a-z]))\b|,\s[a-z]+ing\b"
)
"""Where a sentence turns to something else."""


def whole_of(sentence: Sentence) -> Whole:
    """A sentence with what is read in it."""
    start = sentence.segment.span.start
    text = sentence.document.text[start : sentence.segment.span.end].replace("\n", " ")
    told = [p for c in sentence.claims for p in _points_of(sentence, c)]
    points = [p for p in told if p.figure.moment is not None and is_point(p)]
    points = [p for p in points if not is_ago(p) or not _is_beside_another(p, points)]
    births = tuple(of_a_horse(sentence, p) for p in points if _is_birth(sentence, p))
    own = {each.figure.span for each in births}
    made = tuple(p for p in points if p.figure.span not in own and _is_made(sentence, p))
    own |= {each.figure.span for each in made}
    ages = tuple(age for c in sentence.claims if (age := _age(sentence, c)) is not None)
    for way in (_BRACKETS, _BIRTH_CLAUSE):
        text = way.sub(lambda found: _BLANK * len(found[0]), text)
    rest = tuple(p for p in points if p.figure.span not in own)
    return Whole(sentence, rest, births, made, ages, text)


def _points_of(sentence: Sentence, claim: Claim) -> Iterator[Claim]:
    """Dates and years, and the year that was so many years ago."""
    if claim.figure.kind in _DATED:
        yield from years_of(claim)
        return
    quantity, day = claim.figure.quantity, claim.document.published
    if claim.figure.kind is not Kind.DURATION or quantity is None or quantity.low is None:
        return
    if day is None or quantity.unit != "year" or quantity.low >= day.year:
        return
    ago = re.match(r"\s+ago\b", sentence.after(claim, 6))
    if ago is not None:
        moment = Moment(year=day.year - int(quantity.low))
        scope = Slot(_AGO, claim.figure.surface, claim.figure.span)
        span = Span(claim.figure.span.start, claim.figure.span.end + ago.end())
        figure = replace(claim.figure, span=span, kind=Kind.YEAR, moment=moment)
        yield replace(claim, scope=scope, figure=figure)


def _is_beside_another(point: Claim, points: list[Claim]) -> bool:
    """ "In 2003, 20 years ago,"."""
    spans = [p.figure.span for p in points if p is not point]
    own = point.figure.span
    return any(0 <= max(own.start - s.end, s.start - own.end) < _NEAR for s in spans)


def is_ago(point: Claim) -> bool:
    """Whether a point is told as so many years ago."""
    return point.scope is not None and point.scope.value == _AGO and point.figure.kind is Kind.YEAR


def is_point(point: Claim) -> bool:
    """Whether a figure is one point or length, as it is written."""
    figure = point.figure
    return figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY


_LIFE = lazy(r"[A-Z][\w’'.-]+,? \($|^\W*[Tt]he (?:[a-z-]+ ){1,4}\($|[A-Z][\w’'.-]+, $")
_LIFE_ENDS = lazy(r"\s?[-–—]\s?")
_NOT_BORN = r"\b(?:{cohorts} born\b|born (?:before|after|since|from|between))"


def _is_birth(sentence: Sentence, point: Claim) -> bool:
    """Whether somebody was born at a point."""
    moment = point.figure.moment
    if moment is None or moment.year is None:
        return False
    if _is_begun_life(sentence, point):
        return True
    before = sentence.before(point, 120)
    ahead = [
        c for c in sentence.claims if c.figure.kind in _DATED and c.figure.span < point.figure.span
    ]
    if ahead and ahead[-1].figure.span.end <= point.figure.span.start:
        before = sentence.between(ahead[-1], point)
    text, at = sentence.document.text, point.figure.span.start
    if text[max(0, at - 4) : at] == "(b. ":  # which ends the sentence before
        return True
    before = _NTH_BIRTHDAY.sub("", before)
    if frame("spans", _NOT_BORN).search(before) or _is_of_a_birthday(sentence, point):
        return False
    if frame("spans", _OF_A_CHILD).search(before):
        return False  # it is a point in the life of a parent
    born = frame("spans", r"(?:\b{born_at}\b|\bb\.):?(?P<on>[^.;:]{0,80})$").search(before)
    return born is not None and not TURN.search(re.sub(r"\bas $|[–—]", "", born["on"]))


_NTH_BIRTHDAY = lazy(r"\b(?:\w+(?:st|nd|rd|th)|first|last|next) birthday\b")
_OF_A_CHILD = (
    r"\b(?:{kin}|children|twins|boy|girl|(?:first|eldest|youngest) of (?:his|her|their|the))\b"
    r"[^,;:.]{0,30} (?:was|were) born\b"
)


def _is_of_a_birthday(sentence: Sentence, point: Claim) -> bool:
    """ "Her 60th birthday fell on 4 May 2020"."""
    return any(
        c.figure.kind is Kind.ORDINAL
        and re.fullmatch(r" birthday[a-z ]{0,24}", sentence.between(c, point)) is not None
        for c in sentence.ahead_of(point)
    )


def _is_made(sentence: Sentence, point: Claim) -> bool:
    """Whether the thing that a sentence begins with was made at a point: "opened in 1932, the
    cinema", "the tree, planted in 1820,"."""
    lead = sentence.document.text[sentence.segment.span.start : point.figure.span.start]
    begun = r"{made}(?: (?:here|there|in [A-Z][\w’'-]+))?,? (?:back )?(?:in|on) (?:[A-Z][a-z]+ )?"
    thing = r"\W*(?:the|its|this|that|our)(?: [\w’'-]+){1,5}"
    ways = rf"\W*{begun}|{thing},? (?:(?:which|that) )?(?:(?:was|were) )?{begun}"
    return frame("spans", ways).fullmatch(lead) is not None


def _is_begun_life(sentence: Sentence, point: Claim) -> bool:
    """ "Anselm Roth (14 July 1947 – 2 July 2022)": the first of two points in brackets."""
    return _end_of_life(sentence, point) is not None


def _end_of_life(sentence: Sentence, point: Claim) -> Claim | None:
    if not _LIFE.search(sentence.before(point, 60)):
        return None
    told = [p for c in sentence.claims if c.figure.kind in _DATED for p in years_of(c)]
    for other in told:
        if other.figure.span.start < point.figure.span.end or not _LIFE_ENDS.fullmatch(
            sentence.document.text[point.figure.span.end : other.figure.span.start]
        ):
            continue
        a, b = point.figure.moment, other.figure.moment
        closed = sentence.after(other, 1) in (")", ",")
        if a and b and a.year and b.year and closed and 1 < b.year - a.year <= _OLDEST:
            return other
    return None


# ---------------------------------------------------------------------------------- what is an age

_AGE_LED = (
    r"(?:\b(?:at|aged?|was|were|been|being|is|are|am|be|turn(?:ed|s|ing)?|reach(?:ed|es|ing)|hit"
    r"|ma(?:k|d)(?:es?|ing)? (?:him|her|it|them|me)"
    r"|now|still|then|thus|only|just|barely|already|becoming|became|past)"
    r"|['’](?:m|s|re)|\bof|\bAge:) $"
)
_LED = lazy(_AGE_LED, re.IGNORECASE)
_APPOSED = lazy(r"[\w’'.-]+, $|[A-Z][\w’'-]+ \($")
OPENS = lazy(r"^\W*(?:(?:only|just|still|barely|now|aged) )?$", re.IGNORECASE)
_ENDS = lazy(
    r"(?: years old| years of age)?(?:\s?(?:$|[.,;:()–—”\"])|\s(?:when|as|and|but|at|on|in|by|after"
    r"|before|last|this|next|years|tomorrow|today|yesterday|then|now|until|to the|is|has|he|she"
    r"|while|still)\b)"
)
_AT_A_TIME = lazy(
    r"\s(?:on (?:his|her|their)|(?:when|as) (?:he|she|they)|at the time|on the (?:day|night|eve)"
    r"|(?:last|this|next) (?:week|month|year|[A-Z][a-z]+)|yesterday|today|tomorrow)\b"
)
# "The average age is 26", "the age limit of 66"
_NOT_ONES = lazy(
    r"\bage (?:limit |bar )?(?:is|was|are|were|at|be) $"
    r"|\b(?:average|mean|median) age\b|\b(?:average|typical|mean|median) \w+ (?:was|is|were|are) $"
)
_OWN = lazy(r"(?:\b(?:his|her|their|my|whose|a)|['’]s) $")
ONLY = lazy(r"^(?:only|just|barely|still) ", re.IGNORECASE)


def _age(sentence: Sentence, claim: Claim) -> Claim | None:
    """A figure as an age in years, where it can be one."""
    figure, quantity = claim.figure, claim.figure.quantity
    if quantity is None or quantity.low is None or not 1 <= quantity.low <= _LASTING:
        return None
    if figure.form is not Form.POINT or quantity.low != quantity.low.to_integral_value():
        return None
    if figure.modifier is not Modifier.EXACTLY:
        return None
    if figure.kind is Kind.ORDINAL:
        birthday = sentence.after(claim, 10).startswith(" birthday")
        if not (birthday and _OWN.search(sentence.before(claim, 8))):
            return None
    elif figure.kind is Kind.COUNT:
        before, behind = sentence.before(claim, 40), sentence.after(claim, 16)
        before += " " if before.endswith("(") else ""
        if figure.noun is not None or quantity.step != 1 or not _ENDS.match(behind):
            return None
        led = _LED.search(before) or ONLY.match(figure.surface)
        apart = _APPOSED.search(before.replace("( ", "(")) and (
            behind[:1] in ",)" or _AT_A_TIME.match(behind)
        )
        opens = OPENS.match(before) and re.match(r",| when\b| on\b| at the\b", behind)
        second = before.endswith(" and ") and behind.startswith(" when")
        if not (led or apart or opens or second):
            return None
    elif figure.kind is not Kind.AGE or quantity.unit not in ("year", None):
        return None
    if _NOT_ONES.search(sentence.before(claim, 40)):
        return None
    surface = figure.surface.removesuffix("-year-old")
    if figure.kind is Kind.ORDINAL:
        surface = f"{quantity.low}"
    years = replace(quantity, unit="year")
    return replace(claim, figure=replace(figure, kind=Kind.AGE, quantity=years, surface=surface))


# ------------------------------------------------------------------------------------------- rooms


def days_of(point: Claim) -> Room | None:
    """The first and the last day of a point that has its year."""
    room = _days(point.figure.moment)
    if room is not None and is_ago(point):
        return Room(room.first - _A_YEAR, room.last + _A_YEAR)
    return room


def _days(moment: Moment | None) -> Room | None:
    if moment is None or moment.year is None:
        return None
    found = first_and_last(moment, moment.year)
    return None if found is None else Room(*found)


def _back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def aged_then(years: int, then: Room) -> Room:
    """When those were born who were so old at some time within a room."""
    return Room(_back(then.first, years + 1) + timedelta(days=1), _back(then.last, years))


def turned_then(years: int, then: Room) -> Room:
    """When those were born who became so old within a room."""
    return Room(_back(then.first, years), _back(then.last, years))


def dated(point: Claim, *, ahead: bool = False) -> Claim:
    """A point with its year: one without lies before the article, or ``ahead`` of it."""
    moment, day = point.figure.moment, point.document.published
    if moment is None or moment.year is not None or day is None or moment.month is None:
        return point
    later = (moment.month, moment.day or 0) > (day.month, day.day if moment.day else 0)
    year = day.year - later if not ahead else day.year + (not later)
    if ahead and (moment.month, moment.day or 99) >= (day.month, day.day):
        year = day.year
    return replace(point, figure=replace(point.figure, moment=replace(moment, year=year)))


# ------------------------------------------------------------------------------ births and deaths


def births_of(whole: Whole) -> Iterator[Told]:
    """The births of a sentence, and when the thing that it begins with was made."""
    for birth in whole.births:
        if (room := days_of(birth)) is not None:
            yield Told(At(whole.sentence, birth), None, (room,), own=True)
    for made in whole.made:
        if (room := days_of(made)) is not None:
            yield Told(At(whole.sentence, made), None, (room,), own=True, thing=True)


def death_of(whole: Whole) -> Claim | None:
    """When the sentence says that somebody died."""
    for birth in whole.births:
        end = _end_of_life(whole.sentence, birth)
        if end is not None:
            return end
    for point in whole.points:
        at = point.figure.span.start
        before = whole.between(max(whole.sentence.start, at - 60), at)
        ends = "(?:{dying}|{ended_as})" if whole.made else "(?:{dying}|funeral was|buried)"
        died = frame("spans", rf"\b{ends}\b:?(?P<on>[^.;:]{{0,40}})$").search(before)
        if died is not None and not TURN.search(died["on"]):
            return dated(point)
    return None


def opening(claim: Claim) -> str:
    """The words with which an age begins: "aged 30", "at the age of 30"."""
    found = re.match(r"(?i)(?:at the age of|aged|at age|at) ", claim.figure.surface)
    return found[0] if found else ""


def years_old(age: Claim) -> int:
    """The number of an age."""
    quantity = age.figure.quantity
    return int(quantity.low) if quantity is not None and quantity.low is not None else 0


def next_point(whole: Whole, age: Claim) -> Claim | None:
    """The first point behind an age."""
    return next((p for p in whole.points if p.figure.span.start >= age.figure.span.end), None)
