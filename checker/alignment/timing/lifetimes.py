"""Lifetimes: an age that goes neither with the birth, nor with the other age that a passage tells.

In: the paragraphs of a story with their dates, years, ages, lengths and bare numbers. Out: all of
them off by one slip of the pen (ten, or two digits turned), and each with nothing else in its
passage that it could go with: a birth and an age ("She turned 94 on Tuesday; when she was born, in
1922 ..."), with the year in which that was its age; two ages and the years between them ("At 22 he
was there. Twenty-one years later, at 34 ..."); two ages and the year of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.aging import At, fits, is_now, is_slip, passed, today_of, whole
from checker.alignment.timing.bonds import is_of_its_own
from checker.alignment.timing.bound_ages import bound_ages, is_of_another
from checker.alignment.timing.made_and_ended import made_and_ended
from checker.alignment.timing.now_and_then import now_and_then, so_old
from checker.alignment.timing.parents import parents
from checker.alignment.timing.stations import disagreeing, elders
from checker.alignment.timing.to_come import to_come
from checker.alignment.timing.two_ages import two_ages, years_later
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Slot, Span
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_BESIDE = _DATED | {Kind.DURATION}
_OLDEST = 115
_LASTING = 999
_APART = 20
_OLD = "-year-old"
_CLOSED = lazy(
    r"\s(?:yesterday|today|last|this)\b|"
    r"\s?(?:[.,;:)\"”–—]|$)|\s(?:when|and|now|then|years|the (?:day|year|night|elder|younger))\b"
    r"|\s(?:at|on|in) (?!the (?!spring|summer|autumn|fall|winter|year|time\b|day\b|night\b|eve\b"
    r"|morning\b|start\b|end\b|outbreak\b))"
)
# "She had played since she was five"
_OTHER_TIME = lazy(r"\bsince (?:he|she|they) (?:was|were) $")
_NOT = lazy(r",? not\b")
_WHEN = lazy(r",? (?:when|until|at)\b")
_THAT_WAS = lazy(r"\W*That (?:was|came|happened) (?:in |on )?(?:[A-Z]\w+ )?", re.IGNORECASE)
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
    dated = [At(s, c) for s in paragraph for c in s.claims if c.figure.kind in _DATED]
    told = ages
    if not births:  # a thing may be older
        told = [At(s, in_years(c)) for s in paragraph for c in s.claims if _is_age(s, c, _LASTING)]
    off = list(bound_ages(told, dated, births))
    off += disagreeing(paragraph, ages, points, births)
    olds = [At(s, in_years(c)) for s in paragraph for c in s.claims if _is_year_old(c)]
    off += [each for sentence in paragraph for each in elders(sentence, [*ages, *olds])]
    off += [each for sentence in paragraph for each in years_later(sentence, ages)]
    off += to_come(paragraph, births)
    off += [each for sentence in paragraph for each in made_and_ended(sentence)]
    off += [each for sentence in paragraph for each in so_old(sentence, births, points)]
    if not off and not births and len(ages) + len(olds) == 2:
        lengths = [At(s, c) for s in paragraph for c in s.claims if _is_years(c)]
        off += now_and_then([*ages, *olds], points, lengths)
    yield from _each_once(off)
    if off or not 1 <= len(ages) <= 2:
        return
    if len(births) == 1 and len(ages) == 1:
        yield from _born(births[0], ages[0], [each for each in points if each != births[0]])
    elif len(ages) == 2 and not births:
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


# --------------------------------------------------------------------------------------- alignments


def _born(birth: At, age: At, others: Sequence[At]) -> Iterator[Alignment]:
    """A birth and an age, with the year in which it was or on the day of the article."""
    start, today, old = birth.claim.figure.moment, today_of(age.claim), whole(age)
    first, last = sorted((birth, age), key=lambda each: each.claim.figure.span)
    text = birth.sentence.document.text[first.claim.figure.span.end : last.claim.figure.span.start]
    if _NOT.match(age.sentence.after(age.claim, 6)):
        return  # "he said he was 19, not 17"
    if _OTHER_TIME.search(age.sentence.before(age.claim, 24)) or is_of_another(birth, age):
        return
    if start is None or _is_of_kin(age) or _is_of_kin(birth) or _names_kin(text):
        return
    ends = [(each, m) for each in others if (m := each.claim.figure.moment) is not None]
    if any(fits(old, passed(start, moment)) for _, moment in ends):
        return
    then = _WHEN.match(age.sentence.after(age.claim, 8)) is not None
    if today is not None and fits(old, passed(start, today)) and not (then and len(ends) == 1):
        return
    beside = [each for each in ends if each[0].sentence is age.sentence or _is_then(each[0])]
    own = _AT.search(age.sentence.before(age.claim)) is not None
    if not beside and len(ends) == 1 and not (then or own):
        beside = ends
    beside = [each for each in beside if not is_of_its_own(age, each[0].claim)]
    slips = [each for each, moment in beside if is_slip(old, start, moment)]
    if not slips and len(beside) == 1 and _are_all(birth, age, beside[0][0]):
        slips = [beside[0][0]]
    if len(slips) == 1:
        scope = Slot("then", age.claim.figure.surface, age.claim.figure.span)
        length = replace(age.claim, scope=scope)
        grounds = "a birth, an age and a year"
        yield aligned("span", (grounds,), start=birth.claim, end=slips[0].claim, length=length)
    elif not slips and today is not None and is_now(age) and is_slip(old, start, today):
        grounds = "the only birth and the only age"
        yield aligned("span", (grounds,), start=birth.claim, length=age.claim)


def _are_all(birth: At, age: At, then: At) -> bool:
    """Whether a sentence tells of one person a birth, an age and one other point, near enough to be
    of one life."""
    start, end = birth.claim.figure.moment, then.claim.figure.moment
    if not birth.sentence is age.sentence is then.sentence or start is None or end is None:
        return False
    if cue("spans", "kin", "pairs").search(age.sentence.text):
        return False
    room = passed(start, end)
    return room[0] > 0 and min(abs(whole(age) - each) for each in room) <= _APART


# "At 12 she won a place. She came to England in 1953."
_AT = lazy(r"^\W*(?:at|by) (?:the age of )?$", re.IGNORECASE)


def _is_then(point: At) -> bool:
    """Whether a point is that of what the sentence before it tells: "That was in 2006"."""
    return _THAT_WAS.fullmatch(point.sentence.before(point.claim, 24)) is not None


def _is_of_kin(at: At) -> bool:
    """Whether an age or a birth is that of a relative: "whose mother, 76"."""
    clause = re.split(r"[;:]|, (?=who\b)", at.sentence.before(at.claim, 60))[-1]
    return _names_kin(clause)


def _names_kin(text: str) -> bool:
    return frame("spans", r"\b(?:his|her|their|whose|my) {kin}\b").search(text) is not None
