"""Bonds: the point in time at which somebody was so old, as the words between the two say.

In: an age and a point, with the births that may stand between them. Out: whether the one is bound
to the other: "was 58 when she sailed on 9 May 2021", "19 on the night of the fire, 7 June
2022", "on 3 May 2021 at the age of 24", "died on 6 April 2017. He was 88".

A bound age has to be the right one, however near another comes. What begins something that goes on
to the point ("34 when he signed the contract, which runs to 2027") binds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.alignment.passages import Sentence
from checker.alignment.timing.aging import At, moment_of
from checker.alignment.wording import frame
from checker.model import Claim, Kind, Moment
from checker.patterns import lazy

_FAR = 110
_NAME_ENDS = lazy(r"[A-Z][\w’'-]+\s?$")
_BREAK = lazy(r"[;:?!“”\"]|\.\s|\s[–—]\s")
# Between a preposition and the point: "on the evening of Tuesday,", "in the summer of".
_NEAR = (
    r"(?:(?:the|early|late|in|of|[A-Z][a-z]+day|spring|summer|autumn|fall|winter|evening|night"
    r"|{dayparts}),? )*"
)
_OF_THEN = (
    rf"(?: years? old| years? of age)?(?: |,?\s?(?:back )?(?:in|on|by) |,?\s?\(){_NEAR}",
    r"(?: years? old)?,? {at_that_time}(?: of [^,;:.()]{1,48}?|,? when [^,;:.()]{1,48}?"
    rf"| (?:he|she) [^,;:.()]{{1,40}}?)?,?\s?\(?(?:(?:in|on|of) )?{_NEAR}",
    rf"(?: years? old)?,? (?:when|as) (?P<told>[^,;:.()]{{2,90}}?),?\s?\(?(?:in|on) {_NEAR}",
)
_THEN = (
    r"(?:\)|,)?\s?(?:and )?(?:at|aged|at the age of|at age|as an?|then|still) "
    r"(?:only |just |still )?",
    r"(?:\)|,)?\s?(?:by )?(?:when|at which time|at which point|by which time) (?:he|she) "
    r"(?:was|had turned|turned|was still) (?:only |just |still |already )?",
    r", (?:just |only |barely )?[\w-]+ (?:days?|weeks?|months?) after (?:he|she) (?:had )?turned ",
    r"(?:\)|,)?\s?when the [a-z]+ (?:was|had turned) (?:only |just |still |already )?",
)
_AS_THEN = lazy(r"(?:^|[,;:] )(?:[Aa]nd )?(?:[Ww]hen|[Bb]y the time)\b[^,;:.]{2,80}$")
_THEN_SO = lazy(r",? (?:he|she) was (?:only |just |still |already )?")
_SUBORDINATE = lazy(
    r"\b(?:that|which|who|whose|whom|where|before|after|until|till|and|but|or|while|because|since"
    r"|if|though|when)\b"
)
_HEADS = lazy(r"\W*(?:aged|at|at the age of) ", re.IGNORECASE)
_IS_SO_OLD = lazy(r"\W*(?:[Hh]e|[Ss]he) was (?:only |just |still |already )?$")
_STOPS = lazy(r"(?: years old)?(?:[.;)]|,? and\b|, but\b|$)")


def is_bound(age: At, point: At, told: Sequence[At], births: Sequence[At]) -> bool:
    """Whether words bind an age to a point of its sentence. ``told`` are the other ages and points
    that must not come in between, but for ``births``."""
    sentence = age.sentence
    if point.sentence is not sentence:
        return False
    first, last = sorted((age.claim, point.claim), key=lambda claim: claim.figure.span)
    between = [t for t in told if first.figure.span < t.claim.figure.span < last.figure.span]
    gap = _without(sentence, first, last, [each for each in between if each in births])
    if any(each not in births for each in between) or gap is None:
        return False
    if len(gap) > _FAR or _BREAK.search(gap):
        return False
    if first is age.claim:
        dies = frame(
            "spans", rf",? [^,;:.()]{{2,60}}\b{{dying}} (?:[^,;:.()]{{2,30}} )?(?:in|on) {_NEAR}"
        )
        heads = _HEADS.fullmatch(sentence.before(age.claim, 32) + opening(age.claim))
        return _is_behind(gap) or bool(heads and dies.fullmatch(gap))
    gap += opening(age.claim)
    if any(frame("spans", way).fullmatch(gap) for way in _THEN):
        return _ends(sentence, age.claim)
    led = _AS_THEN.search(sentence.before(point.claim, 100))
    as_then = led is not None and not _SUBORDINATE.search(re.split(r"(?i)when|time", led[0])[-1])
    return as_then and _THEN_SO.fullmatch(gap) is not None


def _is_behind(gap: str) -> bool:
    """Whether the text from an age to a point binds the two."""
    for way in _OF_THEN:
        found = frame("spans", way).fullmatch(gap)
        if found is None:
            continue
        told = found.groupdict().get("told")
        if told is None or not _SUBORDINATE.search(told):
            return True
    return False


def _ends(sentence: Sentence, age: Claim) -> bool:
    """Whether no noun follows an age: "in 1964, at 24 schools"."""
    if age.figure.kind is Kind.AGE:
        return True
    return re.match(r"\s?(?:[.,;:)–—]|and\b|$)", sentence.after(age, 8)) is not None


def _without(sentence: Sentence, first: Claim, last: Claim, births: Sequence[At]) -> str | None:
    """The text between two figures without what it says of a birth: "when the author, whose
    birthday was 28 July 1866, was"."""
    start, text = first.figure.span.end, sentence.document.text
    gap = text[start : last.figure.span.start]
    for birth in births:
        at = birth.claim.figure.span
        ahead = max(gap.rfind(mark, 0, at.start - start) for mark in ",(")
        closes = re.match(r"[^,;:.()]{0,30}[,)]", gap[at.end - start :])
        if ahead < 0 or closes is None or _NAME_ENDS.search(gap[:ahead]):
            return None
        gap = gap[:ahead] + gap[at.end - start + closes.end() :]
    return gap


def opening(claim: Claim) -> str:
    """The words with which an age begins: "aged 30", "at the age of 30"."""
    found = re.match(r"(?i)(?:at the age of|aged|at age|at) ", claim.figure.surface)
    return found[0] if found else ""


def is_told_behind(age: At, ahead: Sentence, point: At) -> bool:
    """Whether a sentence says how old somebody was at the only point of the one before it: "... on
    6 April 2017. He was 88, and ..."."""
    if point.sentence is not ahead or ahead.segment.paragraph != age.sentence.segment.paragraph:
        return False
    between = ahead.document.text[ahead.segment.span.end : age.sentence.segment.span.start]
    if between.strip() or not _IS_SO_OLD.fullmatch(age.sentence.before(age.claim, 40)):
        return False
    return _STOPS.match(age.sentence.after(age.claim, 14)) is not None


def is_of_its_own(age: At, point: Claim) -> bool:
    """Whether an age is said to be that of another time than a point: "34 when he signed the
    contract, which runs to 30 June 2027"."""
    sentence = age.sentence
    when = re.match(r"(?: years old)?,? when\b", sentence.after(age.claim, 24))
    if when is None:
        return False
    told = sentence.after(age.claim, 160)[when.end() :]
    span = point.figure.span
    inside = sentence.segment.span.start <= span.start < sentence.segment.span.end
    if not inside or span.start < age.claim.figure.span.end:
        return True
    told = told[: max(0, span.start - age.claim.figure.span.end - when.end())]
    return re.search(r"[,;:.]", told) is not None or _SUBORDINATE.search(told) is not None


def with_year(point: At) -> At | None:
    """A point with its year: a day without one is the last one before the article."""
    moment, published = point.claim.figure.moment, point.claim.document.published
    if moment is None:
        return None
    if moment.year is not None:
        return point
    if published is None or moment.month is None or moment.day is None:
        return None
    later = (moment.month, moment.day) > (published.month, published.day)
    dated = replace(moment, year=published.year - later)
    return At(
        point.sentence, replace(point.claim, figure=replace(point.claim.figure, moment=dated))
    )


def told_of(age: At) -> Moment | None:
    """The time, told in words alone, at which somebody was so old: "last year, by which time she
    was 53", "at 46, told the board this spring", "died on Tuesday aged 80"."""
    day = age.claim.document.published
    if day is None:
        return None
    before, behind = age.sentence.before(age.claim, 100), age.sentence.after(age.claim, 100)
    before += opening(age.claim)
    then = r"(?:(?:by which time|at which point|when) (?:he|she) was (?:only |already )?|aged |at )"
    if frame("spans", rf"\blast year,? {then}$").search(before):
        return Moment(year=day.year - 1)
    if frame("spans", r"(?:,| and| but) (?:now )?(?:at|aged) $").search(before) and frame(
        "spans", r", [^,;:.]{2,60} {day_now}\b"
    ).match(behind):
        return moment_of(day)
    return None
