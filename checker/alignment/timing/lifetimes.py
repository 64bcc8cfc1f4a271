"""Lifetimes: two ages that do not lie as far apart as a passage says.

In: the paragraphs of a story with their dates, years, ages, lengths and bare numbers. Out: two ages
and the years between them ("At 22 he was there. Twenty-one years later, at 34 ..."), two ages and
the year of the first, who is by how many years the elder, and parents at a birth; all of them off
by a slip, or bound by words, and each with nothing else in its passage that it could go with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.alignment.passages import Sentence
from checker.alignment.timing.aging import At
from checker.alignment.timing.parents import parents
from checker.alignment.timing.two_ages import elders, two_ages
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Span
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_BESIDE = _DATED | {Kind.DURATION}
_OLDEST = 115
_OLD = "-year-old"
_CLOSED = lazy(
    r"\s(?:yesterday|today|last|this)\b|"
    r"\s?(?:[.,;:)\"”–—]|$)|\s(?:when|and|now|then|years|the (?:day|year|night|elder|younger))\b"
    r"|\s(?:at|on|in) (?!the (?!spring|summer|autumn|fall|winter|year|time\b|day\b|night\b|eve\b"
    r"|morning\b|start\b|end\b|outbreak\b))"
)
_WHEN = lazy(r",? (?:when|until|at)\b")
_A_MAN_OF = lazy(r"\ban? \w+ of $")
# "In 1981 she was a raw 17-year-old"
_WAS_A = lazy(r"\b(?:(?:[Hh]e|[Ss]he) was (?:still |just |only )?|as )an? (?:[a-z]+ )?$")
_WHEN_HE = lazy(r",? when (?:he|she)\b")
_BIRTHDAY = lazy(r" birthday\b")
_OWN = lazy(r"\b(?:his|her) $")
_HEADS = lazy(r"(?:^\W*At|; at) $")


def lifetimes(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """The ages of a paragraph that do not go with what is told beside them."""
    kinds = {claim.figure.kind for sentence in paragraph for claim in sentence.claims}
    bore = any(sentence.may_say("spans", "bore", "child_came") for sentence in paragraph)
    if kinds.isdisjoint(_BESIDE) and not bore:
        return
    ages = [At(s, in_years(c)) for s in paragraph for c in s.claims if _is_age(s, c)]
    if bore:
        yield from parents(ages)
    points = [At(s, c) for s in paragraph for c in s.claims if _has_year(c)]
    births = [each for each in points if _is_birth(*each)]
    olds = [At(s, in_years(c)) for s in paragraph for c in s.claims if _is_year_old(c)]
    off = [each for sentence in paragraph for each in elders(sentence, [*ages, *olds])]
    yield from _each_once(off)
    if off or not 1 <= len(ages) <= 2:
        return
    if len(ages) == 2 and not births:
        lengths = [At(s, c) for s in paragraph for c in s.claims if _is_years(c)]
        yield from two_ages((ages[0], ages[1]), lengths, points)


def _each_once(found: Sequence[Alignment]) -> Iterator[Alignment]:
    """Of two that two ways have found for one age the first."""
    known: set[Span] = set()
    for each in found:
        spans = {m.claims[0].figure.span for m in each if m.role == "length"}
        if known.isdisjoint(spans):
            yield each
        known |= spans


# ------------------------------------------------------------------------------------ what is told


def in_years(age: Claim) -> Claim:
    """An age as such, where only a bare number or a birthday is written; the number of
    "17-year-old"."""
    quantity, surface = age.figure.quantity, age.figure.surface
    if surface.endswith(_OLD):
        return replace(age, figure=replace(age.figure, surface=surface.removesuffix(_OLD)))
    if quantity is None or age.figure.kind is Kind.AGE:
        return age
    if age.figure.kind is Kind.ORDINAL:
        surface = f"{quantity.low}"
    return replace(
        age,
        figure=replace(
            age.figure, kind=Kind.AGE, surface=surface, quantity=replace(quantity, unit="year")
        ),
    )


def _is_age(sentence: Sentence, claim: Claim, most: int = _OLDEST) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.form is not Form.POINT or quantity is None or quantity.low is None:
        return False
    if figure.modifier is not Modifier.EXACTLY or not 1 <= quantity.low <= most:
        return False
    if figure.kind is Kind.AGE:
        if _OLD in figure.surface:
            return _WAS_A.search(sentence.before(claim, 40)) is not None
        return quantity.unit in ("year", None)
    if figure.kind is Kind.ORDINAL:
        return _BIRTHDAY.match(sentence.after(claim, 12)) is not None and (
            _OWN.search(sentence.before(claim, 8)) is not None
        )
    if figure.kind is not Kind.COUNT or figure.noun is not None or quantity.step != 1:
        return False
    if _HEADS.search(sentence.before(claim, 8)) and re.match(
        r" (?:the|he|she)\b", sentence.after(claim, 5)
    ):
        return True
    # "A clerk of 33 when he first raced", "24 when she joined and 45 when she left"
    before, behind = sentence.before(claim, 32), sentence.after(claim, 12)
    if (_A_MAN_OF.search(before) and _WHEN_HE.match(behind)) or (
        before.endswith(" and ") and _WHEN.match(behind)
    ):
        return True
    if frame("spans", r"\b{bore} (?:at|aged) $").search(sentence.before(claim, 40)):
        return True
    # "Malk, 41 on the day he took command"
    if re.search(r"[A-Z][\w’'-]+, $", before) and frame("spans", r",? {at_that_time}\b").match(
        sentence.after(claim, 24)
    ):
        return True
    led = frame("spans", r"(?:^|\b){so_old} $").search(sentence.before(claim, 40))
    return led is not None and _CLOSED.match(sentence.after(claim, 12)) is not None


def _is_year_old(claim: Claim) -> bool:
    return claim.figure.kind is Kind.AGE and _OLD in claim.figure.surface


def _has_year(claim: Claim) -> bool:
    moment = claim.figure.moment
    return claim.figure.kind in _DATED and moment is not None and moment.year is not None


def _is_years(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return claim.figure.kind is Kind.DURATION and quantity is not None and quantity.unit == "year"


def _is_birth(sentence: Sentence, point: Claim) -> bool:
    """Whether somebody was born at a point, with no other point in between."""
    before = sentence.before(point, 120)
    dated = [c for c in sentence.claims if c.figure.kind in _DATED]
    ahead = [c for c in dated if c.figure.span < point.figure.span]
    if ahead:
        before = sentence.between(ahead[-1], point)
    if frame("spans", r"\b(?:{cohorts} born\b|born (?:before|after|since|from|between))").search(
        before
    ):
        return False  # "those born before 1962 are not affected"
    return frame("spans", r"\b{born_at}\b[^.;:]{0,80}$").search(before) is not None
