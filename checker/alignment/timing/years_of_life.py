"""Years of a life: births and ages of a sentence, with the point at which somebody was so old.

In: a sentence with all its claims. Out: ``Told``s: a birth, or an age with its point, each with the
days between which whoever it is of can have been born: "born on 4 May 1951", "(1929-2025)", "was 14
when the firm failed in March 2021", "in 1956 at 16", "two days after her 90th birthday".

It asks how a sentence is built, and hardly for its words: an age belongs to the one point to which
no turn of the sentence ("and", "who", "before") lies in between. What brackets or a birth put in
between is left out. Where a point is told in words, it lies beside the day of the article.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.timing.aging import At, of_a_horse
from checker.alignment.timing.bonds import opening
from checker.alignment.timing.points import years_of
from checker.alignment.wording import alternatives, frame
from checker.model import Claim, Form, Kind, Modifier, Moment
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_OLDEST = 115
_LATELY, _SOON = timedelta(days=60), timedelta(days=8)
_YEAR_LONG = 300
_SHORTLY = 100
"""So many days are "shortly"."""


class Room(NamedTuple):
    """The first and the last day on which somebody can have been born."""

    first: date
    last: date

    def meets(self, other: Room) -> bool:
        """Whether both leave room for one birth."""
        return self.first <= other.last and other.first <= self.last


class Told(NamedTuple):
    """A birth or an age: its figure, its point (``None`` for now), and the rooms of which one is
    meant, the likeliest first. ``own`` says that it names when somebody was born, ``now`` that it is
    of the day of the article, ``turned`` that the age was reached at its point, and ``away`` by how
    much the point lies off the birthday."""

    at: At
    point: Claim | None
    rooms: tuple[Room, ...]
    own: bool = False
    now: bool = False
    turned: bool = False
    away: Claim | None = None


class Whole(NamedTuple):
    """A sentence with its points and its text, blank where brackets or a birth come in between."""

    sentence: Sentence
    points: tuple[Claim, ...]
    births: tuple[Claim, ...]
    ages: tuple[Claim, ...]
    text: str

    def between(self, first: int, last: int) -> str:
        """The text from one offset of the document to another, without what is blank."""
        start = self.sentence.segment.span.start
        return " ".join(self.text[first - start : last - start].split(" "))


# --------------------------------------------------------------------------------- a sentence whole

_BRACKETS = lazy(r"\s?\([^()]*\)")
_DATE_ON = r"(?:[^,;:.–—()]|, (?=[12]\d{3}\b|[A-Z])|\.(?=\w)|\b[A-Z][a-z]{2}\.)"
_BIRTH_CLAUSE = lazy(
    rf"(?:,|\s[–—])\s(?:who (?:was|had been) |having been )?(?:born|foaled)\b{_DATE_ON}*(?:,|\s[–—]|$)"
)
_TURN = lazy(
    r"[;:?!“”\"]|\.\s|\s[–—]\s|\b(?:and(?! [A-Z])|but|or|who|whom|whose|which|that|where|before|after"
    r"|until|till|while|since|because|if|although|though|than|then|later|earlier|ago|previously"
    r"|when|as|having|now|today)\b|,\s[a-z]+ing\b"
)


def whole_of(sentence: Sentence) -> Whole:
    """A sentence with what is read in it."""
    start = sentence.segment.span.start
    text = sentence.document.text[start : sentence.segment.span.end].replace("\n", " ")
    points = [p for c in sentence.claims if c.figure.kind in _DATED for p in years_of(c)]
    points = [p for p in points if p.figure.moment is not None and _is_point(p)]
    births = [of_a_horse(sentence, p) for p in points if _is_birth(sentence, p)]
    own = {each.figure.span for each in births}
    blank = _blanked(text)
    seen = [p for p in points if p.figure.span not in own]
    ages = tuple(age for c in sentence.claims if (age := _age(sentence, c)) is not None)
    return Whole(sentence, tuple(seen), tuple(births), ages, blank)


def _blanked(text: str) -> str:
    for way in (_BRACKETS, _BIRTH_CLAUSE):
        text = way.sub(lambda found: "\0" * len(found[0]), text)
    return text


def _is_point(point: Claim) -> bool:
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
    if frame("spans", _NOT_BORN).search(before):
        return False
    born = frame("spans", r"(?:\b{born_at}\b|\bb\.):?(?P<on>[^.;:–—]{0,80})$").search(before)
    return born is not None and not _TURN.search(re.sub(r"\bas $", "", born["on"]))


def _is_begun_life(sentence: Sentence, point: Claim) -> bool:
    """ "Anselm Roth (14 July 1947 – 2 July 2022)": the first of two points in brackets."""
    end = _end_of_life(sentence, point)
    return end is not None


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
    r"|now|still|only|just|barely|already|becoming|became|past)|['’](?:m|s|re)|\bof|\bAge:) $"
)
_LED = lazy(_AGE_LED, re.IGNORECASE)
_APPOSED = lazy(r"[\w’'.-]+, $|[A-Z][\w’'-]+ \($")
_OPENS = lazy(r"^\W*(?:(?:only|just|still|barely|now|aged) )?$", re.IGNORECASE)
_ENDS = lazy(
    r"(?: years old| years of age)?(?:\s?(?:$|[.,;:()–—”\"])|\s(?:when|as|and|but|at|on|in|by|after|before"
    r"|last|this|next|years|tomorrow|today|yesterday|then|now|until)\b)"
)
_AT_A_TIME = lazy(
    r"\s(?:on (?:his|her|their)|(?:when|as) (?:he|she|they)|at the time|on the (?:day|night|eve)"
    r"|(?:last|this|next) (?:week|month|year|[A-Z][a-z]+)|yesterday|today|tomorrow)\b"
)
# "The average age is 26", "the age limit of 66"
_NOT_ONES = lazy(
    r"\bage (?:limit |bar )?(?:of|is|was|are|were|at|be)\b(?! (?:\w+ )?$)|\b(?:average|mean|median) age\b"
)
_OWN = lazy(r"\b(?:his|her|their|my|whose|a) $")
_ONLY = lazy(r"^(?:only|just|barely|still) ", re.IGNORECASE)


def _age(sentence: Sentence, claim: Claim) -> Claim | None:
    """A figure as an age in years, where it can be one."""
    figure, quantity = claim.figure, claim.figure.quantity
    if quantity is None or quantity.low is None or not 1 <= quantity.low <= _OLDEST:
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
        led = _LED.search(before) or _ONLY.match(figure.surface)
        apart = _APPOSED.search(before.replace("( ", "(")) and (
            behind[:1] in ",)" or _AT_A_TIME.match(behind)
        )
        opens = _OPENS.match(before) and re.match(r",| when\b| on\b| at the\b", behind)
        if not (led or apart or opens):
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


def days_of(moment: Moment | None) -> Room | None:
    """The first and the last day of a point that has its year."""
    if moment is None or moment.year is None:
        return None
    try:
        if moment.month is None:
            return Room(date(moment.year, 1, 1), date(moment.year, 12, 31))
        last = moment.day or calendar.monthrange(moment.year, moment.month)[1]
        return Room(
            date(moment.year, moment.month, moment.day or 1), date(moment.year, moment.month, last)
        )
    except ValueError:
        return None


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


def _now(claim: Claim) -> Room | None:
    day = claim.document.published
    return None if day is None else Room(day - _LATELY, day + _SOON)


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


# ------------------------------------------------------------------------------ at which point


_WILL = lazy(
    r"\b(?:will (?:be|turn|reach)|would (?:be|have been|have turned|turn)|turns|is to turn|about to turn"
    r"|to turn) (?:only |just |exactly )?$",
    re.IGNORECASE,
)
_TURNED = lazy(
    r"\b(?:turned|turning|reached|reaching|hit|celebrated being) (?:only |just )?$", re.I
)
_IS = lazy(
    r"(?:\b(?:is|am|are)|['’](?:m|s|re)|\b[Nn]ow|\b[Ss]till)(?: now| only| just| still| already| barely)?"
    r"(?:,? at| aged)? $"
)
_WAS = lazy(
    r"\b(?:was|were|been|being|becoming|as) (?:only |just |still |barely |already |all of |then )*"
    r"(?:an? (?:[\w-]+ ){0,3}(?:of )?)?$",
    re.IGNORECASE,
)
_AT = lazy(
    r"(?:^|[\s(])(?:at|aged|age|at the (?:[a-z]+ )?age of|by the age of|at age|as an? (?:[a-z]+ )?of)"
    r" (?:only |just |barely )?$",
    re.IGNORECASE,
)
_WHEN = lazy(
    r"(?: years old| years of age)?,?\s(?:when|as|at the time|on the (?:day|night|morning|evening|eve)"
    r"|the (?:day|year|night|summer|winter|spring|autumn|week|month)|at (?:the |his |her |their )"
    r"(?:[\w’'-]+ ){0,3}(?:of|in|on))\b"
)
_PLAIN = lazy(
    r"(?: years old| years of age)?,?\s(?:(?:back )?(?:in|on|by|at|during|from) )"
    r"(?:(?:the|early|late|in|of|[A-Z][a-z]+day|spring|summer|autumn|fall|winter|evening|night"
    r"|morning|afternoon|end|start|beginning),? )*"
)
_WHEN_HE = lazy(
    r"\b(?:when|by which time|at which (?:point|time)) (?:(?:he|she|they|I)|the [a-z]+) (?:was|were"
    r"|had (?:turned|just turned)|turned) (?:only |just |still |barely |already )?$"
)
_MODAL = lazy(r"\b(?:will|would|is due|are due|is to|next)\b")
_PAST_DAY = lazy(r"(?:,? on)?[ ,]+(?:yesterday|today|last week|this week|last month|this month)\b")
_LAST_YEAR = lazy(r"[ ,]+last year\b")
_NEXT_DAY = lazy(r"[ ,]+(?:tomorrow|today|this week|next week|this month)\b")


def ages_of(whole: Whole, death: Claim | None) -> Iterator[Told]:
    """The ages of a sentence whose point it tells; ``death`` is that of its passage."""
    for age in whole.ages:
        found = _told(whole, age, death)
        if found is not None:
            yield found


def births_of(whole: Whole) -> Iterator[Told]:
    """The births of a sentence."""
    for birth in whole.births:
        room = days_of(birth.figure.moment)
        if room is not None:
            yield Told(At(whole.sentence, birth), None, (room,), own=True)


def _told(whole: Whole, age: Claim, death: Claim | None) -> Told | None:
    sentence, years = whole.sentence, _years(age)
    before = sentence.before(age, 80) + opening(age)
    behind = sentence.after(age, 80)
    if only := _ONLY.match(age.figure.surface):
        before += only[0].lower()
    at = At(sentence, age)
    if sentence.after(age, 10).startswith(" birthday"):
        return _by_birthday(whole, at)
    if _LAST_BIRTHDAY.match(behind):
        return _on_a_birthday(whole, at)
    if _WILL.search(before):
        return _to_come(whole, at, behind)
    if _TURNED.search(before) or (_PAST_DAY.match(behind) and not _IS.search(before)):
        return _reached(whole, at, behind)
    now = _now(age)
    point = _bound(whole, age, before)
    if point is not None:
        then = days_of(point.figure.moment)
        if then is None:
            return None
        rooms = [aged_then(years, then)]
        # "At 54, she runs the shop that opened in 1990"
        if _HEADS.fullmatch(before) and behind[:1] == "," and now is not None:
            rooms.append(aged_then(years, now))
        return Told(at, point, tuple(rooms))
    if _is_at_death(sentence, before, behind) and death is not None:
        then = days_of(death.figure.moment)
        return None if then is None else Told(at, death, (aged_then(years, then),))
    if now is None:
        return None
    if _HAS_DIED.search(before):
        return Told(at, None, (aged_then(years, now),), now=True)
    if _IS.search(before) and not _WHEN.match(behind) and not _PLAIN.match(behind + "|"):
        return Told(at, None, (aged_then(years, now),), now=True)
    return _apposed(whole, at, before, now)


_HAS_DIED = frame("spans", r"\b{lately}\b[^.;:]*,? {at_age} $")
_LABEL = lazy(r"(?:^|[.;] )\W*Aged?: $")
_LAST_BIRTHDAY = lazy(r" on (?:his|her|their) (?:last|latest|next|most recent) birthday\b")


def _is_at_death(sentence: Sentence, before: str, behind: str) -> bool:
    """Whether an age is that at the death of which a passage tells: "has died at 75", "was 86",
    "Age: 93"."""
    if _LABEL.search(before):
        return True
    closed = re.match(r"(?: years old)?\s?(?:$|[.,;:)]| and\b)", behind) is not None
    died = frame("spans", r"\b{dying}\b[^.;:]{0,60}?,? {at_age} $").search(before) is not None
    return closed and (died or re.search(r"(?:\b[Hh]e|\b[Ss]he|,) was $", before) is not None)


def _on_a_birthday(whole: Whole, at: At) -> Told | None:
    """ "Is 73 on his last birthday, 3 February"."""
    point, day = _next(whole, at.claim), at.claim.document.published
    if point is None or day is None:
        return None
    gap = whole.between(at.claim.figure.span.end, point.figure.span.start)
    ahead = " next " in gap
    then = dated(point, ahead=ahead)
    room = days_of(then.figure.moment)
    if room is None or not re.fullmatch(r" on (?:his|her|their) [a-z ]+ birthday,? (?:on )?", gap):
        return None
    return Told(at, then, (turned_then(_years(at.claim), room),), turned=True)


def _years(age: Claim) -> int:
    quantity = age.figure.quantity
    return int(quantity.low) if quantity is not None and quantity.low is not None else 0


def _apposed(whole: Whole, at: At, before: str, now: Room) -> Told | None:
    """ "Karn, 81,", "(63)", "the 81-year-old": of today, or of any point of its sentence."""
    age, text = at.claim, at.sentence.document.text
    old = text[: age.figure.span.end].endswith("-year-old")
    closed = at.sentence.after(age, 1) in (",", ")")
    opens = _OPENS.match(before) is not None and before.strip() and closed
    if not (old or opens or (closed and re.search(r"[\w’'-]+(?:, | \()$", before))):
        return None
    if at.sentence.says("spans", "died", "inquest") and not whole.points:
        return None
    if not (old or opens) and (_AT.search(before) or _WAS.search(before)):
        return None
    years = _years(age)
    dying = death_of(whole)
    points = [dated(p) for p in whole.points if not _is_of_a_birthday(whole, p)]
    rooms = [aged_then(years, then) for p in points if (then := days_of(p.figure.moment))]
    if dying is not None and (then := days_of(dying.figure.moment)) is not None:
        return Told(at, dying, (aged_then(years, then),))
    return Told(at, None, (aged_then(years, now), *rooms), now=True)


def _is_of_a_birthday(whole: Whole, point: Claim) -> bool:
    """ "Her 16th birthday on 2 May", "turned 16 on 2 May"."""
    before = whole.sentence.before(point, 40)
    return (
        frame("spans", r"\b(?:birthday|{turned} \S+)[a-z ]{0,8} (?:on )?$").search(before)
        is not None
    )


def death_of(whole: Whole) -> Claim | None:
    """When the sentence says that somebody died."""
    for birth in whole.births:
        end = _end_of_life(whole.sentence, birth)
        if end is not None:
            return end
    for point in whole.points:
        before = whole.between(
            max(whole.sentence.start, point.figure.span.start - 60), point.figure.span.start
        )
        died = frame("spans", r"\b{dying}\b:?(?P<on>[^.;:]{0,40})$").search(before)
        if died is not None and not _TURN.search(died["on"]):
            return dated(point)
    return None


def _bound(whole: Whole, age: Claim, before: str) -> Claim | None:
    """The one point to which an age is bound."""
    found = [p for p in whole.points if _is_bound(whole, age, p, before)]
    if len(found) != 1 or any(
        _apart(other, found[0]) < _apart(age, found[0]) for other in whole.ages
    ):
        return None
    return dated(found[0])


def _apart(one: Claim, other: Claim) -> int:
    first, last = sorted((one.figure.span, other.figure.span))
    return last.start - first.end


def _is_bound(whole: Whole, age: Claim, point: Claim, before: str) -> bool:
    first, last = sorted((age.figure.span, point.figure.span))
    start = whole.sentence.segment.span.start
    for other in (*whole.ages, *whole.points):
        span = other.figure.span
        if (
            first.end <= span.start < last.start
            and "\0" not in whole.text[span.start - start : span.end - start]
        ):
            return False
    gap = whole.between(first.end, last.start).replace("\0", "")
    if len(gap) > 120:
        return False
    if first == age.figure.span:
        return _is_then(gap, before)
    gap = _YEARS_AGO.sub("", gap) + opening(age)
    if only := _ONLY.match(age.figure.surface):
        gap += only[0].lower()
    when = _WHEN_HE.search(gap)
    if when is not None:
        return not _TURN.search(gap[: when.start()])
    if _TURN.search(gap):
        return False
    if _AT.search(gap):
        return True
    return (
        _WAS.search(gap) is not None
        and re.search(r"\b(?:he|she|they|I|was|were)\b", gap) is not None
    )


_YEARS_AGO = lazy(r",? [\w-]+(?: [a-z]+)? (?:years?|decades?) (?:ago|earlier|before)(?=,)")


def _is_then(gap: str, before: str) -> bool:
    """Whether the text from an age to a point binds the two."""
    if _PLAIN.fullmatch(gap):
        return bool(_AT.search(before) or _WAS.search(before) or _OPENS.match(before))
    when = _WHEN.match(gap)
    if when is not None:
        first, *others = gap[when.end() :].split(",")
        return not _TURN.search(" ".join((first, *others))) and all(map(_GOES_ON.fullmatch, others))
    heads = _HEADS.fullmatch(before)
    return heads is not None and gap.startswith(",") and not _TURN.search(gap)


# "When he first came to notice, commanding a garrison in", not "when the audit began, left on"
_GOES_ON = lazy(r"\s?(?:(?:[a-z]+ing|in|on|at|against|near|for|with)\b.*)?")
_HEADS = lazy(
    r"\W*(?:(?:at|aged|at the age of|at age|only|just|still) )(?:only |just )?", re.IGNORECASE
)


def _to_come(whole: Whole, at: At, behind: str) -> Told | None:
    """ "Will be 82 in July", "would have been 95 on December 30", "will be 103 tomorrow"."""
    years, day = _years(at.claim), at.claim.document.published
    if day is None:
        return None
    soon = _NEXT_DAY.match(behind)
    if soon is not None:
        return _turned_about(at, soon[0], day, Room(day - _SOON, day + _SOON))
    year = re.match(r"[ ,]+this year\b", behind)
    if year is not None:
        return _turned_about(at, year[0], day, Room(date(day.year, 1, 1), date(day.year, 12, 31)))
    point = _next(whole, at.claim)
    if point is None:
        return None
    gap = whole.between(at.claim.figure.span.end, point.figure.span.start)
    ahead = dated(point, ahead=True)
    room = days_of(ahead.figure.moment)
    if room is None:
        return None
    if _PLAIN.fullmatch(gap):
        return Told(at, ahead, (turned_then(years, room),), turned=True)
    if re.match(r"(?: years old)? when\b", gap) and not _TURN.search(gap.split("when", 1)[1]):
        return Told(at, ahead, (aged_then(years, room),))
    return None


def _reached(whole: Whole, at: At, behind: str) -> Told | None:
    """ "Turned ten in April 2023", "turned 50 last year", "reaching 72 in 2009"."""
    years, day = _years(at.claim), at.claim.document.published
    point = _next(whole, at.claim)
    if point is not None and _PLAIN.fullmatch(
        whole.between(at.claim.figure.span.end, point.figure.span.start)
    ):
        past = dated(point)
        room = days_of(past.figure.moment)
        told = None if room is None else turned_then(years, room)
        return None if told is None else Told(at, past, (told,), turned=True)
    if day is None:
        return None
    if (then := _LAST_YEAR.match(behind)) is not None:
        room = Room(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))
        return _turned_about(at, then[0], date(day.year - 1, 12, 31), room)
    if (then := _PAST_DAY.match(behind)) is not None:
        return _turned_about(at, then[0], day, Room(day - _LATELY / 2, day + timedelta(days=1)))
    return None


def _turned_about(at: At, words: str, day: date, room: Room) -> Told:
    """An age that is reached at a point told in words: "last year", "tomorrow"."""
    whole_year = (room.last - room.first).days > _YEAR_LONG
    moment = Moment(day.year) if whole_year else Moment(day.year, day.month, day.day)
    surface = words.strip(" ,")
    figure = replace(at.claim.figure, kind=Kind.DATE, surface=surface, quantity=None, moment=moment)
    point = replace(at.claim, figure=figure)
    return Told(at, point, (turned_then(_years(at.claim), room),), turned=True)


def _next(whole: Whole, age: Claim) -> Claim | None:
    return next((p for p in whole.points if p.figure.span.start >= age.figure.span.end), None)


_FALLS = lazy(
    r" birthday,? (?:(?:falls|fell|is|was|will be|will fall|would have (?:been|fallen)|comes|came|is due"
    r"|was celebrated) )?(?:(?:on|in) )?(?:[A-Z][a-z]+day,? )?"
)
_AWAY = (
    r"(?P<some>shortly|soon|not long|just|(?:[a-z]+ )?(?:days?|weeks?)|a few (?:days|weeks))? ?"
    r"(?P<turn>after|before|short of|on|the day after|the day before|the eve of)? "
    r"(?:what would have been )?(?:his|her|their|my|whose) $"
)


def _by_birthday(whole: Whole, at: At) -> Told | None:
    """ "Shortly after her 70th birthday", "his 17th birthday falls on 19 August"."""
    years, sentence = _years(at.claim), whole.sentence
    point = _next(whole, at.claim)
    if point is not None:
        gap = sentence.between(at.claim, point)
        ahead = re.search(r"\b(?:falls|is|will|would|comes)\b", gap) is not None
        if _FALLS.fullmatch(gap):
            then = dated(point, ahead=ahead)
            room = days_of(then.figure.moment)
            told = None if room is None else turned_then(years, room)
            return None if told is None else Told(at, then, (told,), turned=True)
    ahead_of = [p for p in whole.points if p.figure.span.end <= at.claim.figure.span.start]
    if not ahead_of:
        return None
    then = dated(ahead_of[-1])
    room = days_of(then.figure.moment)
    gap = whole.between(ahead_of[-1].figure.span.end, at.claim.figure.span.start).replace("\0", "")
    away = re.search(_AWAY, gap)
    if away is None or room is None or _TURN.search(gap[: away.start()]):
        return None
    turn, length = away["turn"] or "", _length_to(whole, at.claim)
    off = _days_off(length, away["some"])
    if off is None:
        return None
    least, most = off
    if turn in ("before", "short of", "the day before", "the eve of"):
        room = Room(room.first + timedelta(days=least), room.last + timedelta(days=most))
    elif turn in ("after", "the day after"):
        room = Room(room.first - timedelta(days=most), room.last - timedelta(days=least))
    elif turn != "on" or most:
        return None
    return Told(at, then, (turned_then(years, room),), turned=True, away=length)


def _length_to(whole: Whole, age: Claim) -> Claim | None:
    """The length by which a point lies off a birthday: "three days before his 90th"."""
    lengths = [
        c
        for c in whole.sentence.claims
        if c.figure.kind is Kind.DURATION and 0 < age.figure.span.start - c.figure.span.end < 20
    ]
    return lengths[-1] if lengths else None


def _days_off(length: Claim | None, some: str | None) -> tuple[int, int] | None:
    """How many days a birthday is off, at least and at most."""
    if length is not None and length.figure.quantity is not None:
        quantity = length.figure.quantity
        times = {"day": 1, "week": 7}.get(quantity.unit or "")
        if times is None or quantity.low is None:
            return None
        off = int(quantity.low * times)
        return (off - times // 2 - 1, off + times // 2 + 1) if times > 1 else (off, off)
    if some is None:
        return 0, 1
    return (0, _SHORTLY) if some else (0, 1)
