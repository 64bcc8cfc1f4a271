"""Bound ages: an age whose sentence says at which point it was, against the birth.

In: a paragraph with its ages, points and births. Out: alignments of ``start``, ``end`` and
``length`` with the scope ``then``: the one birth, the point and the age, where it is another than
that point makes, if only by a year: "born on 12 June 1958, she was 62 when she fell on 3 February
2022", "Pell (1901-1979) flew to Karachi at 27, in 1930"; without ``end``, and with no scope, where
the age is that of the day of the article: "turned 106 yesterday. She was born on 13 March 1916".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.alignment.passages import aligned
from checker.alignment.timing.aging import At, are_of_one, passed, today_of, whole
from checker.alignment.timing.bonds import is_bound, is_told_behind, opening, with_year
from checker.alignment.timing.lives import persons
from checker.alignment.timing.points import years_of
from checker.alignment.timing.subjects import is_of_theirs
from checker.alignment.wording import alternatives, frame
from checker.model import Alignment, Claim, Form, Kind, Slot
from checker.patterns import lazy

_SPREAD = 40
"""Ages that are off by more years are rather of two people."""
_OFF = 120
_NAMED = lazy(r"([A-Z][\w’'-]+),? \(?(?:who )?(?:was |is )?(?:aged |then )?$")
_A_LIFE = lazy(r"([A-Z][\w’'-]+),? \($")
_GOES_ON = lazy(r"\W*(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_PLACES = lazy(r"\b(?:in|at|near|from) [A-Z][\w’' -]+(?:, [A-Z][\w’' -]+)+")
_HE = lazy(r"\b(?:[Hh]e|[Ss]he)\b")
_CLOSED = lazy(r"(?: years old)?(?:[.,;:)]|$|,? (?:and|but|when|after)\b)")


def bound_ages(
    ages: Sequence[At], points: Sequence[At], births: Sequence[At]
) -> Iterator[Alignment]:
    """The ages of a paragraph that are bound to a point and do not go with the birth."""
    past = (each for each in points if not _is_to_come(each))
    dated = [dated for each in past if (dated := with_year(each)) is not None]
    moments = {each.claim.figure.moment for each in births}
    if len(moments) == 1:
        yield from _of(births[0], ages, dated, births)
    elif not births:
        lives = [each for each in points if _is_a_life(each)]
        if len(lives) == 1:
            yield from _of_a_life(lives[0], ages, dated)
        made = [each for each in dated if _is_made(each)]
        if len(made) == 1 and not lives:
            yield from _of_a_thing(made[0], ages, dated)


def _is_to_come(point: At) -> bool:
    """Whether a day without its year may lie ahead: "will turn 86 on 4 December"."""
    moment = point.claim.figure.moment
    if moment is None or moment.year is not None:
        return False
    return (
        frame("spans", r"\b(?:{future}|{turns}|celebrates)\b").search(
            point.sentence.before(point.claim, 200)
        )
        is not None
    )


def _of(
    birth: At, ages: Sequence[At], points: Sequence[At], births: Sequence[At]
) -> Iterator[Alignment]:
    own = {each.claim.figure.span for each in births}
    others = [each for each in points if each.claim.figure.span not in own]
    told = [*ages, *points]
    births = [each for each in points if each.claim.figure.span in own]
    for age in ages:
        bound = [each for each in others if _are_bound(age, each, told, births)]
        if not bound and is_reached_now(age, dying=True):
            # "Has died at 88 ... She died on Tuesday, 4 May 2021"
            bound = [each for each in others if _is_death(each)]
        if len(bound) == 1 and _is_one(birth, age) and _is_off(birth, age, bound[0]):
            yield _then(birth.claim, bound[0].claim, age.claim)
        elif not bound and is_reached_now(age) and _is_one(birth, age):
            yield from _now(birth, age)


def _are_bound(age: At, point: At, told: Sequence[At], births: Sequence[At]) -> bool:
    if is_bound(age, point, told, births):
        return True
    alone = [each for each in told if each.sentence is point.sentence and each not in births]
    return alone == [point] and is_told_behind(age, point.sentence, point)


def _is_off(birth: At, age: At, point: At) -> bool:
    start, end = birth.claim.figure.moment, point.claim.figure.moment
    if start is None or end is None:
        return False
    least, most = passed(start, end)
    old = whole(age)
    return not least <= old <= most and most > 0 and abs(old - most) <= _SPREAD


def _now(birth: At, age: At) -> Iterator[Alignment]:
    start, today = birth.claim.figure.moment, today_of(age.claim)
    if start is None or today is None:
        return
    least, most = passed(start, today)
    # A birthday may be told of some weeks before or behind.
    if abs(whole(age) - most) <= _SPREAD and not least - 1 <= whole(age) <= most:
        grounds = "a birth, and an age that is reached now"
        yield aligned("span", (grounds,), start=birth.claim, length=age.claim)


def _then(birth: Claim, point: Claim, age: Claim) -> Alignment:
    length = replace(age, scope=Slot("then", age.figure.surface, age.figure.span))
    grounds = "a birth, and an age that is bound to a point"
    return aligned("span", (grounds,), start=birth, end=point, length=length)


# ------------------------------------------------------------------------------------ the same one


def _is_one(birth: At, age: At) -> bool:
    """Whether a birth and an age are of one person: nobody else is named between the two, and no
    relative."""
    first, last = sorted((birth, age), key=lambda at: at.claim.figure.span)
    if not are_of_one([birth, age]) or is_of_another(birth, age):
        return False
    text = first.sentence.document.text
    told = _PLACES.sub("", text[first.sentence.segment.span.start : last.claim.figure.span.end])
    if len(set(persons(told))) > 1:
        return False
    if first.sentence is last.sentence:
        return True
    if _GOES_ON.match(last.sentence.text):
        return True
    name = set(persons(told))
    begins = re.match(r"\W*(?:[A-Z][a-z]+\.? ){0,2}([A-Z][\w’'-]+)\b", last.sentence.text)
    if begins is not None and begins[1] in told[: first.sentence.segment.span.end] and name:
        return begins[1] in name
    points = re.match(r"\W*(?:On|In|At|When)\b", last.sentence.text)
    return points is not None and _HE.search(last.sentence.text) is not None


def is_of_another(birth: At, age: At) -> bool:
    """Whether a name stands before an age, or "her coach", which may be that of somebody else."""
    before = age.sentence.before(age.claim, 200)
    named = _NAMED.search(before)
    if named is not None and re.fullmatch(r"\W*", before[: named.start()]):
        named = None  # it heads the sentence
    known = birth.sentence.before(birth.claim, 200)
    ahead = birth.claim.figure.span < age.claim.figure.span
    if named is not None and ahead and named[1] not in known:
        return True
    return is_of_theirs(before)


# -------------------------------------------------------------------------------------- of a thing


def _is_made(point: At) -> bool:
    """Whether a sentence says of the thing that it begins with that it was made at a point."""
    sentence, claim = point.sentence, point.claim
    lead = sentence.document.text[sentence.segment.span.start : claim.figure.span.start]
    begun = r"{made}(?: (?:here|there|in [A-Z][\w’'-]+))?,? (?:back )?(?:in|on) (?:[A-Z][a-z]+ )?"
    thing = r"\W*(?:the|its|this|that|our)(?: [\w’'-]+){1,5}"
    ways = rf"\W*{begun}|{thing},? (?:(?:which|that) )?(?:(?:was|were) )?{begun}"
    if frame("spans", ways).fullmatch(lead):
        return True
    having = frame("spans", rf", having (?:itself )?(?:been )?{begun}$").search(lead)
    return having is not None and re.match(r"\W*(?:The|It)\b", sentence.text) is not None


def _of_a_thing(made: At, ages: Sequence[At], points: Sequence[At]) -> Iterator[Alignment]:
    """ "The tree, planted in 1820, was 304 years old when it fell in 2014", "founded in 1890, it
    turned 125 this year"."""
    told, today = [*ages, *points], today_of(made.claim)
    start = made.claim.figure.moment
    for age in ages:
        if age.sentence is not made.sentence or _names_somebody(made, age) or start is None:
            continue
        bound = [p for p in points if p.claim is not made.claim and is_bound(age, p, told, [])]
        before, behind = age.sentence.before(age.claim, 24), age.sentence.after(age.claim, 24)
        surface = before[-14:] + age.claim.figure.surface + behind
        if len(bound) == 1 and re.search(r"years old\b|at the age of", surface):
            end = bound[0].claim.figure.moment
            if end is not None and _is_far_off(age, passed(start, end)):
                yield _then(made.claim, bound[0].claim, age.claim)
        elif not bound and today is not None and re.match(r" this year\b", behind):
            turned = frame("spans", r"\b{turned} $").search(before)
            if turned and _is_far_off(age, passed(start, today)):
                grounds = "so many years since something was made"
                yield aligned("span", (grounds,), start=made.claim, length=age.claim)


def _is_far_off(age: At, room: tuple[int, int]) -> bool:
    old = whole(age)
    return not room[0] - 1 <= old <= room[1] + 1 and 0 < abs(old - room[1]) <= _OFF


def _names_somebody(made: At, age: At) -> bool:
    """Whether another thing or somebody comes in between."""
    first, last = sorted((made, age), key=lambda at: at.claim.figure.span)
    told = first.sentence.between(first.claim, last.claim)
    return re.search(r"\b(?:he|his|her|whose|who|and)\b|, [A-Z]", told) is not None


# ---------------------------------------------------------------------------------- years of life


def _is_a_life(point: At) -> bool:
    """ "Dorothy Pell (1901-1979)"."""
    figure = point.claim.figure
    if figure.kind is not Kind.YEAR or figure.form is not Form.RANGE:
        return False
    if _A_LIFE.search(point.sentence.before(point.claim, 32)) is None:
        return False
    return point.sentence.after(point.claim, 1) == ")"


def _of_a_life(life: At, ages: Sequence[At], points: Sequence[At]) -> Iterator[Alignment]:
    """The ages of one whose years stand in brackets behind the name."""
    years = years_of(life.claim)
    if len(years) != len(("birth", "death")):
        return
    birth, death = years
    start, end = birth.figure.moment, death.figure.moment
    name = _A_LIFE.search(life.sentence.before(life.claim, 32))
    if start is None or end is None or name is None:
        return
    told = [*ages, *points]
    born = At(life.sentence, birth)
    for age in ages:
        if age.claim.figure.span < life.claim.figure.span or not _is_about(name[1], life, age):
            continue
        bound = [p for p in points if p.claim is not life.claim and is_bound(age, p, told, [])]
        dying = frame("spans", r"\b{dying} {at_age} $").search(
            age.sentence.before(age.claim, 40) + opening(age.claim)
        )
        if not bound and dying:
            bound = [At(life.sentence, death)]
        moment = bound[0].claim.figure.moment if len(bound) == 1 else None
        if moment is None or not start.year or not end.year or not moment.year:
            continue
        if start.year < moment.year <= end.year and _is_off(born, age, bound[0]):
            yield _then(birth, bound[0].claim, age.claim)


def _is_about(name: str, life: At, age: At) -> bool:
    """Whether a sentence goes on about the one whose years stand in brackets."""
    text = life.sentence.document.text
    told = text[life.claim.figure.span.end : age.claim.figure.span.start]
    if not are_of_one([life, age]) or any(each != name for each in persons(told)):
        return False
    if life.sentence is age.sentence:
        return re.search(r" (?:by|and|with) [A-Z]", told) is None
    begins = re.match(r"\W*(?:[A-Z][a-z]+\.? ){0,2}([A-Z][\w’'-]+)\b", age.sentence.text)
    return bool(_GOES_ON.match(age.sentence.text)) or (begins is not None and begins[1] == name)


# ----------------------------------------------------------------------------------- reached lately


def _is_death(point: At) -> bool:
    before = point.sentence.before(point.claim, 40)
    day = rf"(?:{alternatives('calendar', 'weekdays')},? )?"
    return frame("spans", rf"\b{{dying}} (?:on |in )?{day}$").search(before) is not None


def is_reached_now(age: At, *, dying: bool = False) -> bool:
    """Whether an age is said to be that of the last few days: "turned 106 yesterday", "has
    celebrated his 104th birthday today", "has died aged 68"; with ``dying`` the last of
    these alone."""
    before, behind = age.sentence.before(age.claim, 120), age.sentence.after(age.claim, 60)
    day = rf"(?:{alternatives('calendar', 'weekdays')}|yesterday|today|this week|last week)"
    lately = rf"(?: on| last| this)? {day}\b"
    if not dying and "birthday" in behind[:10]:
        behind = behind.partition("birthday")[2]
        kept = frame("spans", r"\b{anniversary_now} (?:his|her) $").search(before)
        kept = kept or frame("spans", r"\bcelebrated (?:his|her) $").search(before)
        return kept is not None and frame("spans", lately).match(behind) is not None
    before += opening(age.claim)
    if not dying and frame("spans", r"\b{turned} $").search(before):
        return frame("spans", lately).match(behind) is not None
    parted = rf"(?:\b{{lately}}\b|\b{{dying}}\b[^.;:]*?\b{day}(?: {{dayparts}})?)[^.;:]*?,? "
    if not _CLOSED.match(behind):
        return False
    return frame("spans", parted + r"{at_age} $").search(before) is not None
