"""Stations: ages that a sentence tells with the year in which they were, or as those of today.

In: the sentences of a paragraph with their dates, years, ages, lengths and bare numbers. Out:
alignments of two stations of one life that lie farther apart, or less far, than the ages do: "she
joined at 24 in 1999 and left in 2012, aged 45"; of a birth and a station: "born in March 1952, he
was called up in the winter of 1971, when he was 29"; and of two ages and by how many years the one
is said to be older.

An age goes with a year only where it stands straight beside it, or where "when" joins them within
a clause. Whatever fits but for a year is left alone, and so is whatever may be of two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.aging import (
    At,
    are_of_one,
    fits,
    passed,
    today_of,
    whole,
)
from checker.alignment.timing.bonds import is_bound, is_of_its_own, told_of
from checker.alignment.timing.subjects import is_of_theirs
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Kind, Moment, Quantity, Slot
from checker.patterns import lazy

_FAR = 90
_BESIDE = lazy(
    r"\s?[,(–—-]?\s?(?:(?:back |only |just )?(?:in|on|by|at|aged|from)\s)?"
    r"(?:(?!and\b|but\b|or\b)\w+\s)?"
)
_BREAK = lazy(r"[;:?!“”\"]|\.\s")
_SPREAD = 25
"""Ages that are off by more years are rather of two people."""


class Station(NamedTuple):
    """An age and the point at which it was; ``point`` is ``None`` for the day of the article and
    for one that is told in words alone."""

    age: At
    moment: Moment
    point: Claim | None


def stations(sentence: Sentence, ages: Sequence[At], points: Sequence[At]) -> list[Station]:
    """The ages of a sentence of which it tells when they were."""
    own = [each for each in ages if each.sentence is sentence]
    dated = [each for each in points if each.sentence is sentence]
    found = (_station(age, own, dated) for age in own)
    return [each for each in found if each is not None]


def _station(age: At, ages: Sequence[At], points: Sequence[At]) -> Station | None:
    told = [*ages, *points]
    joined = [p for p in points if _is_joined(age, p, told) or is_bound(age, p, told, [])]
    today, then = today_of(age.claim), told_of(age)
    if len(joined) == 1:
        moment = joined[0].claim.figure.moment
        return None if moment is None else Station(age, moment, joined[0].claim)
    if not joined and then is not None:
        return Station(age, then, None)
    if not joined and today is not None and is_of_today(age):
        return Station(age, today, None)
    return None


def _is_joined(age: At, point: At, told: Sequence[At]) -> bool:
    """Whether an age is that of a point: "at 24 in 1999", "33 when he first raced, in 1980"."""
    sentence = age.sentence
    first, last = sorted((age.claim, point.claim), key=lambda claim: claim.figure.span)
    if any(first.figure.span < each.claim.figure.span < last.figure.span for each in told):
        return False
    gap = sentence.between(first, last)
    if len(gap) > _FAR or _BREAK.search(gap):
        return False
    if _BESIDE.fullmatch(gap):
        return True
    joins = r",? (?:when|as) [^,;:.]*,? ?" if first is age.claim else r"[^;:.]*,? when [^,;:.]*"
    when = frame(
        "spans", rf"{joins}\b(?:in|on|by|at|of|aged|was|turned|is|just|only|still) (?:\S+ )?"
    )
    own = first is age.claim and is_of_its_own(age, point.claim)
    return when.fullmatch(gap) is not None and not own


def is_of_today(age: At) -> bool:
    """Whether an age is that of the day of the article: "is 65", "now 66", "90 when she died
    on Sunday"."""
    before, behind = age.sentence.before(age.claim, 40), age.sentence.after(age.claim, 60)
    if frame("spans", r"\b(?:{is_so_old}|now) (?:aged )?$").search(before):
        return frame("spans", r"[^,;:.]{0,12} {then}\b").match(behind) is None
    lately = r",? when [^,;:.]{1,40} (?:{day_now}|{lately_now})\b"
    return frame("spans", lately).match(behind) is not None


# ------------------------------------------------------------------------------- who is the elder


def elders(sentence: Sentence, ages: Sequence[At]) -> Iterator[Alignment]:
    """Two ages of a sentence and by how many years it says that the one is the older: "Karn, 34,
    is six years older than Adam, 31"."""
    own = sorted((a for a in ages if a.sentence is sentence), key=lambda at: at.claim.figure.span)
    lengths = [c for c in sentence.claims if c.figure.kind is Kind.DURATION]
    if len(own) != 2 or len(lengths) != 1:
        return
    (one, other), length = own, lengths[0]
    quantity = length.figure.quantity
    if quantity is None or quantity.unit != "year" or quantity.low is None:
        return
    if not one.claim.figure.span < length.figure.span < other.claim.figure.span:
        return
    apart = abs(whole(one) - whole(other))
    gap = sentence.between(length, other.claim)
    if _ELDER.fullmatch(gap) and abs(apart - quantity.low) > 1 and apart <= _SPREAD:
        young, old = sorted(own, key=whole)
        grounds = ("two ages, and who is the elder",)
        yield aligned("span", grounds, start=young.claim, end=old.claim, length=length)


_THE_AGE = r"(?:[,;] | \(| )(?:(?:who|she|he) )?(?:(?:is|was|at|aged) ){0,2}"
_NAMED_SO = r"(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?"
_ELDER = lazy(
    rf" (?:(?:almost )?to the day )?(?:older|younger) than [^,;:.()]{{2,60}}?{_NAMED_SO}{_THE_AGE}"
    rf"|(?: [\w’'-]+){{1,3}} (?:senior|junior){_THE_AGE}"
    r"|,? (?:older|younger), [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,? (?:who )?"
    r"(?:is |was |at |now |aged )?"
)


# --------------------------------------------------------------------------------- what disagrees


def disagreeing(
    paragraph: Sequence[Sentence], ages: Sequence[At], points: Sequence[At], births: Sequence[At]
) -> Iterator[Alignment]:
    """The stations of a paragraph that are not of one life, sentence by sentence, and those that do
    not go with its only birth."""
    found = [each for s in paragraph for each in stations(s, ages, points)]
    if len(births) == 1:
        for station in found:
            if _is_beside(births[0], station) and _is_off_birth(births[0], station):
                yield _since_birth(births[0], station)
    elif not births:
        for sentence in paragraph:
            own = [each for each in found if each.age.sentence is sentence]
            if len(own) == 2 and _are_of_one(own) and _are_off(own[0], own[1]):
                yield _apart(own[0], own[1])


def _is_off_birth(birth: At, station: Station) -> bool:
    start, today, old = birth.claim.figure.moment, today_of(birth.claim), whole(station.age)
    if start is None or station.point is None or station.point is birth.claim:
        return False
    rooms = [passed(start, each) for each in (station.moment, today) if each is not None]
    return not any(fits(old, room) for room in rooms) and abs(old - rooms[0][1]) <= _SPREAD


def _is_beside(birth: At, station: Station) -> bool:
    """Whether a birth and a station are of one person: of one sentence, or of two of which the
    later goes on about the same one."""
    told = [birth, station.age]
    one, other = (each.sentence for each in sorted(told, key=lambda at: at.claim.figure.span))
    if one is not other and not _GOES_ON.match(other.text):
        return False
    return are_of_one(told) and not _is_of_another(station.age)


_GOES_ON = lazy(r"\W*(?:he|she)\b", re.IGNORECASE)
_NAMED = lazy(r"(?<![.?!] )[A-Z][\w’'-]+,? \(?(?:was |is )?$")


def _is_of_another(age: At) -> bool:
    """Whether a name stands before an age, or "her coach", which may be that of somebody else."""
    before = age.sentence.before(age.claim, 48)
    return _NAMED.search(before) is not None or is_of_theirs(before)


def _are_of_one(told: Sequence[Station]) -> bool:
    later = max((each.age for each in told), key=lambda at: at.claim.figure.span)
    return are_of_one([each.age for each in told]) and not _is_of_another(later)


def _are_off(one: Station, other: Station) -> bool:
    """Whether two ages lie farther apart, or less far, than their points do."""
    first, last = sorted((one, other), key=_when)
    today = today_of(first.age.claim)
    years = whole(last.age) - whole(first.age)
    rooms = [passed(first.moment, last.moment)]
    rooms += [passed(each.moment, today) for each in (first, last) if today is not None]
    if first.point is last.point or any(fits(years, room) for room in rooms):
        return False
    return years > 0 and abs(years - rooms[0][1]) <= _SPREAD


def _when(station: Station) -> tuple[int, int]:
    return station.moment.year or 0, station.moment.month or 0


def _since_birth(birth: At, station: Station) -> Alignment:
    age = station.age.claim
    length = replace(age, scope=Slot("then", age.figure.surface, age.figure.span))
    end = station.point or birth.claim
    return aligned(
        "span", ("a birth, and an age of later",), start=birth.claim, end=end, length=length
    )


def _apart(one: Station, other: Station) -> Alignment:
    """Two stations, with the years between their ages as the length."""
    first, last = sorted((one, other), key=_when)
    years = Decimal(whole(last.age) - whole(first.age))
    quantity = Quantity(years, years, Decimal(1), "year")
    surface = f"the {years} years from {whole(first.age)} to {whole(last.age)}"
    figure = replace(last.age.claim.figure, kind=Kind.DURATION, quantity=quantity, surface=surface)
    length = replace(last.age.claim, figure=figure)
    grounds = ("two ages of one life",)
    if first.point is not None and last.point is not None:
        return aligned("span", grounds, start=first.point, end=last.point, length=length)
    surface = last.age.claim.figure.surface
    since = replace(figure, surface=surface)
    length = replace(length, figure=since, scope=Slot("since", surface, figure.span))
    start = first.point or first.age.claim
    return aligned("span", grounds, start=start, end=first.age.claim, length=length)
