"""To come: an age that somebody is about to reach, with the birth.

In: a paragraph with its ages and births. Out: alignments of ``start``, the birth, and ``length``,
the age, where it is not the one that is reached in the year of the article: "born in May 1950, she
will turn 76 this May"; or would have been, had he lived: "born in 1936, he would have been 90 this
year".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.aging import At, whole
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Kind
from checker.patterns import lazy

_APART = 12
_DECEMBER = 12
_NEXT = len(" on Wednesday, the ")
_AGES = frozenset({Kind.AGE, Kind.COUNT, Kind.ORDINAL})
# "The carpenter, 67 this year,"
_APPOSED = lazy(r"(?<!\bis)(?<!\bare)[\w’'-]+,? \(?$")
_THIS_YEAR = lazy(r" this year(?:[,;)]| and\b)")
_BIRTHDAY = lazy(r" birthday (?:is|falls|will be|would have (?:been|fallen)) (?:on|in|this|next) ")


def to_come(paragraph: Sequence[Sentence], births: Sequence[At]) -> Iterator[Alignment]:
    """The only birth of a paragraph with an age that is reached this year."""
    if len(births) != 1 or len(paragraph) > len(("birth", "age", "rest")):
        return
    birth = births[0]
    moment, day = birth.claim.figure.moment, birth.claim.document.published
    if moment is None or moment.year is None or day is None:
        return
    for age in (At(s, c) for s in paragraph for c in s.claims if c.figure.kind in _AGES):
        # "Whose 95th birthday" is of the one before it.
        told = age.sentence.text.replace("whose ", "")
        if not _is_reached_this_year(age) or cue("spans", "kin").search(told):
            continue
        reached = day.year - moment.year
        if 0 < abs(whole(age) - reached) <= _APART:
            grounds = ("the birth, and an age that is near",)
            length = _in_years(age.claim)
            yield aligned("span", grounds, start=birth.claim, length=length)


def _is_of_a_year(age: At) -> bool:
    """Whether an age is that of a day with its year: "would have turned 80 on 4 May 2019"."""
    end, day = age.claim.figure.span.end, age.claim.document.published
    for claim in age.sentence.claims:
        moment = claim.figure.moment
        if moment is None or moment.year is None or day is None:
            continue
        if 0 < claim.figure.span.start - end <= _NEXT and moment.year != day.year:
            return True
    return False


def _in_years(claim: Claim) -> Claim:
    quantity = claim.figure.quantity
    years = None if quantity is None else replace(quantity, unit="year")
    return replace(claim, figure=replace(claim.figure, kind=Kind.AGE, quantity=years))


def _is_reached_this_year(age: At) -> bool:
    """Whether words say that an age is reached soon: "will turn 76 this May"."""
    before, behind = age.sentence.before(age.claim, 24), age.sentence.after(age.claim, 32)
    month = alternatives("calendar", "months")
    soon = frame(
        "spans", rf" (?:this (?:year|month|week|autumn|summer|spring|winter|{month})|on|{{soon}})\b"
    )
    if age.claim.figure.kind is Kind.ORDINAL:
        return _BIRTHDAY.match(behind) is not None
    apposed = _APPOSED.search(before) and _THIS_YEAR.match(behind)
    if _is_of_a_year(age):
        return False
    turns = frame("spans", r"\b(?:{turns}|would have (?:been|turned)) $")
    if apposed:
        return True
    day = age.claim.document.published
    if behind.startswith(" next month"):
        return turns.search(before) is not None and day is not None and day.month < _DECEMBER
    return turns.search(before) is not None and soon.match(behind) is not None
