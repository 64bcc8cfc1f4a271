"""Ages at a point: when somebody was as old as a sentence says.

In: a sentence as ``years_of_life`` reads it, with what its passage tells of a death, and the only
point of the sentence before it. Out: ``Told``s: each age with its point and the days between which
whoever it is of can have been born: "was 14 when the firm failed in March 2021", "in 1956 at 16",
"two days after her 90th birthday", "turned 50 last year", "the 81-year-old".

It asks how a sentence is built, and hardly for its words: an age belongs to the one point to which
no turn of the sentence ("and", "who", "before") lies in between. An age beside a name is of the day
of the article, or of any point of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.timing.aging import At
from checker.alignment.timing.birthdays import (
    AWAY_TURNED,
    LAST_BIRTHDAY,
    by_birthday,
    is_of_a_birthday,
    on_a_birthday,
)
from checker.alignment.timing.told_days import told_day
from checker.alignment.timing.years_of_life import (
    ONLY,
    OPENS,
    TURN,
    Room,
    Told,
    Whole,
    aged_then,
    dated,
    days_of,
    death_of,
    next_point,
    opening,
    turned_then,
    years_old,
)
from checker.alignment.wording import alternatives, frame
from checker.model import Claim
from checker.patterns import lazy

_FAR = 120
_LATELY, _SOON = timedelta(days=60), timedelta(days=8)
_ABOUT = timedelta(days=800)

_ONLY = r"(?:only |just |exactly |still |barely |already |now |then |thus |all of )*"
_WILL = lazy(
    r"(?:(?:\bwill|['’]ll|['’]d|\bwould) (?:be|turn|reach|have been|have turned)|\bturns"
    rf"|\b(?:is|about|due) to (?:turn|be)) {_ONLY}$",
    re.IGNORECASE,
)
_TURNED = lazy(
    rf"\b(?:turned|turning|reached|reaching|hit|celebrated being) {_ONLY}$", re.IGNORECASE
)
_IS = lazy(
    r"(?:\b(?:is|am|are)|['’](?:m|s|re)|\b(?:makes|making) (?:him|her|it|them|me)|\b[Nn]ow"
    r"|\b[Ss]till)"
    rf"(?:,? (?:at|aged))? {_ONLY}$"
)
_WAS = lazy(
    rf"\b(?:was|were|been|being|becoming|as|made (?:him|her|it|them|me)) {_ONLY}"
    r"(?:an? (?:[\w-]+ ){0,3}(?:of )?)?$",
    re.IGNORECASE,
)
_AT = lazy(
    r"(?:^|[\s(])(?:at|aged|age|(?:at|by)(?: about| around)? the (?:[a-z]+ )?age of|at age"
    r"|as an? (?:[a-z]+ )?of)"
    rf" {_ONLY}$",
    re.IGNORECASE,
)
_YEARS_AGO = lazy(r",? [\w-]+(?: [a-z]+)? years ago(?=,)")
_IN_BRACKETS = lazy(
    rf"\s?\((?:when |then )?(?:(?:he|she|they) (?:was|were) |aged |at |then )?{_ONLY}",
    re.IGNORECASE,
)
# "In 1985 Karn, then 17,"
_THEN = lazy(r",? then $")
_WHO_WAS_THEN = lazy(r"(?:,| \() ?then (?:aged )?$")
_SOMEBODY = lazy(r"[A-Z][\w’'-]+ $")
_WHO_WAS = lazy(rf",? who (?:was|were) {_ONLY}$")
_AS_A = lazy(r"\bas an? (?:[\w-]+ ){1,3}(?:of )?$")
_A_MAN_OF = lazy(r"(?:^\W*|, )[Aa]n? (?:[\w-]+ ){1,2}of $")
# "In 2003, when he took the job, he was 41"
_WHEN_HE_DID = lazy(r",? when (?:he|she|they) [^,;:.–—]*,(?= (?:he|she|they) )")
_HEADS = lazy(rf"\W*(?:(?:at|aged|at the age of|at age|only|just|still) ){_ONLY}", re.IGNORECASE)
_OLD = r"(?: years old| years of age)?"
_WHEN = lazy(
    rf"{_OLD},?\s(?:when|as|at the time|on the (?:day|night|morning|evening|eve)"
    r"|the (?:day|year|night|summer|winter|spring|autumn|week|month)|at (?:the |his |her |their )"
    r"(?:[\w’'-]+ ){0,3}(?:of|in|on))\b"
)
_PLAIN = lazy(
    rf"{_OLD},?\s(?:(?:back )?(?:in|on|by|at|during|from) |(?=\0))"
    r"(?:(?:the|early|late|in|of|[A-Z][a-z]+day|spring|summer|autumn|fall|winter|evening|night"
    r"|morning|afternoon|end|start|beginning),? )*"
)
_WHEN_HE = lazy(
    r"\b(?:when|by which time|at which (?:point|time)) (?:(?:he|she|they|I)|the [a-z]+) (?:was|were"
    rf"|had (?:turned|just turned)|turned) {_ONLY}$"
)
# "When he first came to notice, commanding a garrison in", not "when the audit began, left on"
_GOES_ON = lazy(r"\s?(?:(?:[a-z]+ing|in|on|at|against|near|for|with)\b.*)?")
_CLOSED = lazy(r"(?: years old)?\s?(?:$|[.,;:)]| and\b)")


class Around(NamedTuple):
    """The death of which a passage tells, and the sentences before and behind one."""

    death: Claim | None
    before: Whole | None
    behind: Whole | None


def ages_of(whole: Whole, around: Around) -> Iterator[Told]:
    """The ages of a sentence whose point it tells, or what stands around it."""
    for age in whole.ages:
        found = _told(whole, age, around)
        if found is not None:
            yield found


def _told(whole: Whole, age: Claim, around: Around) -> Told | None:
    sentence, at = whole.sentence, At(whole.sentence, age)
    before, behind = _before(sentence, age), sentence.after(age, 80)
    if behind.startswith(" birthday") or AWAY_TURNED.search(before):
        return by_birthday(whole, at, behind)
    if LAST_BIRTHDAY.match(behind):
        return on_a_birthday(whole, at)
    if _WILL.search(before):
        return _to_come(whole, at, behind)
    day = told_day(age, behind)
    reached = _TURNED.search(before) is not None
    if reached or (day is not None and not _IS.search(before) and not _WAS.search(before)):
        return _reached(whole, at, behind) or _by_point(whole, at, before, behind)
    return (
        _by_point(whole, at, before, behind)
        or _by_words(at, before, behind)
        or _at_death(at, before, behind, around.death)
        or _told_behind(at, before, behind, around.before)
        or _that_was(at, before, behind, around.behind)
        or _by_now(whole, at, before, behind)
    )


def _before(sentence: Sentence, age: Claim) -> str:
    """The text before an age, with what is written as a part of it."""
    text = sentence.before(age, 100) + opening(age)
    if only := ONLY.match(age.figure.surface):
        text += only[0].lower()
    return text


def _now(claim: Claim) -> Room | None:
    day = claim.document.published
    return None if day is None else Room(day - _LATELY, day + _SOON)


# ----------------------------------------------------------------------- a point of the sentence


def _by_point(whole: Whole, at: At, before: str, behind: str) -> Told | None:
    """An age that is bound to a point: "six when she came in 1958", "in 1956 at 16"."""
    age, now, years = at.claim, _now(at.claim), years_old(at.claim)
    found = [p for p in whole.points if _is_bound(whole, age, p, before)]
    if len(found) != 1:
        return None
    point = dated(found[0])
    if any(
        _apart(other, point) < _apart(age, point)
        and _is_bound(whole, other, found[0], _before(whole.sentence, other))
        for other in whole.ages
    ):
        return None
    then = days_of(point)
    if then is None:
        return None
    if re.search(r"\b(?:about|around)\b", before[-24:]):
        then = Room(then.first - _ABOUT, then.last + _ABOUT)
    rooms = [aged_then(years, then)]
    # "At 54, she runs the shop that opened in 1990"
    if _HEADS.fullmatch(before) and behind[:1] == "," and now is not None:
        rooms.append(aged_then(years, now))
    return Told(at, point, tuple(rooms))


def _apart(one: Claim, other: Claim) -> int:
    first, last = sorted((one.figure.span, other.figure.span))
    return last.start - first.end


def _is_bound(whole: Whole, age: Claim, point: Claim, before: str) -> bool:
    first, last = sorted((age.figure.span, point.figure.span))
    for other in (*whole.ages, *whole.points):
        span = other.figure.span
        if first.end <= span.start < last.start and not whole.is_blank(span):
            return False
    gap = _YEARS_AGO.sub("", whole.between(first.end, last.start))
    if len(gap) > _FAR:
        return False
    if first == age.figure.span:
        # "Plays a man who is 30 in 1940"
        told = _IS.search(before) is not None and _PLAIN.fullmatch(gap) is not None
        return _is_then(gap, before) or (told and _is_past(point))
    if whole.is_blank(age.figure.span):
        # "In 1989 (he was 39)"
        text = whole.sentence.document.text[first.end : last.start]
        return _IN_BRACKETS.fullmatch(text + opening(age)) is not None
    then = _THEN.search(gap) is not None
    gap = (_THEN.sub(" ", gap) if then else gap) + opening(age)
    if only := ONLY.match(age.figure.surface):
        gap += only[0].lower()
    when = _WHEN_HE.search(gap) or _WHO_WAS.search(gap)
    if when is not None:
        return not TURN.search(gap[: when.start()])
    gap = _WHEN_HE_DID.sub("", gap)
    for way in (_AS_A, _A_MAN_OF):
        if way.search(gap):
            return not TURN.search(way.sub("", gap))
    if TURN.search(gap):
        return False
    if _AT.search(gap) or (gap.endswith(" ") and _SOMEBODY.search(gap) and then):
        return True
    made = re.search(r"\b(?:he|she|they|I|was|were|made)\b", gap) is not None
    return made and _WAS.search(gap) is not None


def _is_past(point: Claim) -> bool:
    day, moment = point.document.published, point.figure.moment
    return day is not None and moment is not None and (moment.year or day.year) < day.year


def _is_then(gap: str, before: str) -> bool:
    """Whether the text from an age to a point binds the two."""
    if _PLAIN.fullmatch(gap):
        ways = (_AT, _WAS, _A_MAN_OF)
        return any(way.search(before) for way in ways) or OPENS.match(before) is not None
    when = _WHEN.match(gap)
    if when is not None:
        first, *others = gap[when.end() :].split(",")
        if TURN.search(" ".join((first, *others))):
            return False
        return all(map(_GOES_ON.fullmatch, others))
    heads = _HEADS.fullmatch(before) or _WHO_WAS_THEN.search(before)
    return heads is not None and gap[:1] in (",", ")") and not TURN.search(gap)


# ------------------------------------------------------------------------- told in words, and now


def _by_words(at: At, before: str, behind: str) -> Told | None:
    """ "Last year, by which time she was 53", "70 when he died on Sunday", "at 46, told the board
    this spring"."""
    day, years, now = at.claim.document.published, years_old(at.claim), _now(at.claim)
    if day is None or now is None:
        return None
    then = r"(?:(?:by which time|at which point|when) (?:he|she) was (?:only |already )?|aged |at )"
    if frame("spans", rf"\blast year,? {then}$").search(before):
        year = Room(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))
        return Told(at, None, (aged_then(years, year),))
    told_so = r",? when [^,;:.]{1,40} (?:{day_now}|{lately_now})"
    at_now = frame("spans", r"(?:,| and| but) (?:now )?(?:at|aged) $").search(before)
    if frame("spans", told_so).match(behind) or (
        at_now and frame("spans", r", [^,;:.]{2,60} {day_now}\b").match(behind)
    ):
        return Told(at, None, (aged_then(years, now),), current=True)
    return None


def _at_death(at: At, before: str, behind: str, death: Claim | None) -> Told | None:
    """An age at the death of which the passage tells, or of one who died lately: "has died at 75",
    "was 86", "Age: 93"."""
    now, years = _now(at.claim), years_old(at.claim)
    closed = _CLOSED.match(behind) is not None
    dead = frame("spans", r"\b{dying}\b[^.;:]{0,80}?,? {at_age} $").search(before) is not None
    was = _AT_HIS_END.search(before) is not None
    was = was or (re.search(r",? aged $", before) is not None and behind[:1] == ".")
    if death is not None and (_LABEL.search(before) or (closed and (dead or was))):
        then = days_of(death)
        return None if then is None else Told(at, death, (aged_then(years, then),))
    day = rf"(?:{alternatives('calendar', 'weekdays')}|yesterday|today|this week|last week)"
    lately = (
        rf"(?:\b{{lately}}\b|\b{{dying}}\b[^.;:]*?\b{day}(?: {{dayparts}})?)[^.;:]*?,? {{at_age}} $"
    )
    if now is not None and closed and frame("spans", lately).search(before):
        return Told(at, None, (aged_then(years, now),), current=True)
    return None


_AT_HIS_END = lazy(r"(?:\b[Hh]e|\b[Ss]he|,) was $|; (?:aged )?$")
_LABEL = lazy(r"(?:^|[.;] )\W*Aged?: $")
_HE_WAS = lazy(rf"\W*(?:[Hh]e|[Ss]he|[Tt]hey) (?:was|were) {_ONLY}$")


def _told_behind(at: At, before: str, behind: str, ahead: Whole | None) -> Told | None:
    """ "... on 6 April 2017. He was 88": at the only point of the sentence before."""
    if ahead is None or len(ahead.points) != 1 or not _HE_WAS.fullmatch(before):
        return None
    if not re.match(rf"{_OLD}(?:\s?(?:$|[.;)])|,? (?:and|but|at the time|then)\b)", behind):
        return None
    between = at.sentence.document.text[
        ahead.sentence.segment.span.end : at.sentence.segment.span.start
    ]
    point = dated(ahead.points[0])
    room = days_of(point)
    apart = ahead.sentence.segment.paragraph != at.sentence.segment.paragraph
    if between.strip() or apart or room is None:
        return None
    return Told(at, point, (aged_then(years_old(at.claim), room),))


_THAT_WAS = lazy(r"\W*That (?:was|came|happened) (?:in |on )?(?:[A-Z]\w+ )?", re.IGNORECASE)


def _that_was(at: At, before: str, behind: str, next_: Whole | None) -> Told | None:
    """ "She drove until she was 70. That was in 2006"."""
    if next_ is None or not next_.points or not re.match(r"\W*$", behind):
        return None
    point = dated(next_.points[0])
    room = days_of(point)
    led = _AT.search(before) or _WAS.search(before)
    apart = next_.sentence.segment.paragraph != at.sentence.segment.paragraph
    if (
        room is None
        or apart
        or not led
        or not _THAT_WAS.fullmatch(next_.sentence.before(point, 32))
    ):
        return None
    return Told(at, point, (aged_then(years_old(at.claim), room),))


def _by_now(whole: Whole, at: At, before: str, behind: str) -> Told | None:
    now, years = _now(at.claim), years_old(at.claim)
    if now is None:
        return None
    now_at = _AT.search(before) is not None and _IS_NOW.match(behind) is not None
    if now_at or (_IS.search(before) and not _WHEN.match(behind)):
        return Told(at, None, (aged_then(years, now),), current=True)
    return _apposed(whole, at, before, now)


# "At 51 is its oldest member", "at 70 she commands a frigate"
_IS_NOW = lazy(r",? (?:(?:he|she) (?:is|has|still|(?!was\b)[a-z]+s)|is|has|still|remains)\b")
# "The defendant, aged 44,"
_SUBJECT_AGED = lazy(r"^\W*(?:[Tt]he|[Aa]n?|[A-Z]\S+)(?: [\w’'-]+){0,3}, aged $")


def _apposed(whole: Whole, at: At, before: str, now: Room) -> Told | None:
    """ "Karn, 81,", "(63)", "the 81-year-old": of today, or of any point of its sentence."""
    age, text, years = at.claim, at.sentence.document.text, years_old(at.claim)
    old = text[: age.figure.span.end].endswith("-year-old")
    if _SUBJECT_AGED.search(before):
        before = before.removesuffix("aged ")
    closed = at.sentence.after(age, 1) in (",", ")")
    opens = OPENS.match(before) is not None and before.strip() and closed
    if not (old or opens or (closed and re.search(r"[\w’'-]+(?:, | \()$", before))):
        return None
    if at.sentence.says("spans", "died", "inquest") and not whole.points:
        return None
    dying = death_of(whole)
    if dying is not None and (then := days_of(dying)) is not None:
        return Told(at, dying, (aged_then(years, then),))
    points = [dated(p) for p in whole.points if not is_of_a_birthday(whole, p)]
    rooms = [aged_then(years, then) for p in points if (then := days_of(p)) is not None]
    return Told(at, None, (aged_then(years, now), *rooms), current=True)


# ----------------------------------------------------------------------------- reached, and to come


def _to_come(whole: Whole, at: At, behind: str) -> Told | None:
    """ "Will be 82 in July", "would have been 95 on December 30", "will be 103 tomorrow"."""
    years = years_old(at.claim)
    day = told_day(at.claim, behind, ahead=True)
    if day is not None:
        return Told(at, day.point, (turned_then(years, day.room),), turned=True)
    point = next_point(whole, at.claim)
    if point is None:
        return None
    gap = whole.between(at.claim.figure.span.end, point.figure.span.start)
    ahead = dated(point, ahead=True)
    room = days_of(ahead)
    if room is None:
        return None
    if _PLAIN.fullmatch(gap):
        return Told(at, ahead, (turned_then(years, room),), turned=True)
    if re.match(r"(?: years old)? when\b", gap) and not TURN.search(gap.split("when", 1)[1]):
        return Told(at, ahead, (aged_then(years, room),))
    return None


def _reached(whole: Whole, at: At, behind: str) -> Told | None:
    """ "Turned ten in April 2023", "turned 50 last year", "reaching 72 in 2009"."""
    years, point = years_old(at.claim), next_point(whole, at.claim)
    if point is not None and _PLAIN.fullmatch(
        whole.between(at.claim.figure.span.end, point.figure.span.start)
    ):
        past = dated(point)
        room = days_of(past)
        told = None if room is None else turned_then(years, room)
        return None if told is None else Told(at, past, (told,), turned=True)
    day = told_day(at.claim, behind)
    if day is None:
        return None
    return Told(at, day.point, (turned_then(years, day.room),), turned=True)
