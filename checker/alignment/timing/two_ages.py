"""Two ages: what a passage tells of one person at two times, and the years between them.

In: two ages of a paragraph with its lengths in years and its points. Out: alignments of ``start``
and ``end``, the two ages, and ``length``; or of the point of the first age and the years between
both. All are off by one slip of the pen: "At 22 he was there. Twenty-one years later, at 34 ...",
"he was 44 when he took over and ran it for 17 years. He retired at 71", "had been 16 in March 2009
and turned 43 in March 2026".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.aging import (
    At,
    are_of_one,
    fits,
    is_now,
    near,
    others,
    passed,
    today_of,
    turned,
    whole,
)
from checker.alignment.timing.subjects import clause_before, clause_behind, is_of_theirs
from checker.alignment.timing.years_of_life import whole_of
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Kind, Quantity, Slot
from checker.patterns import lazy

_TEN = 10
_FAR = 300
_SPREAD = 12
_APART = 25
"""Ages that are off by more years are rather of two people."""
_GOES_ON = lazy(r"\W*(?:he|she|it|that)\b", re.IGNORECASE)


def two_ages(
    ages: tuple[At, At], lengths: Sequence[At], points: Sequence[At]
) -> Iterator[Alignment]:
    """The two ages of a paragraph, with all its lengths in years and its points."""
    if any(map(_is_of_kin, ages)):
        return
    if len(points) < 2 and lengths:
        if len(lengths) == 1:
            yield from _apart(ages, lengths[0])
        elif len(lengths) == 2:
            yield from _by_two(ages, lengths)
    elif not lengths and len(points) == 1:
        yield from _since(ages, points[0])
    elif not lengths and len(points) == 2:
        yield from _dated(ages, points)


def _apart(ages: tuple[At, At], length: At) -> Iterator[Alignment]:
    """Two ages and the years that are said to lie between them."""
    young, old = sorted(ages, key=whole)
    years, told = whole(old) - whole(young), whole(length)
    if not years or abs(years - told) <= 1:
        return
    if _is_ago(ages, length):
        grounds = "two ages and the years between them"
        yield aligned("span", (grounds,), start=young.claim, end=old.claim, length=length.claim)
        return
    behind = length.sentence.after(length.claim, 60)
    between = frame(
        "spans",
        r" (?:{later}|{afterwards}|{earlier}|{to_go})\b(?! than)|[^.;:]* (?:between|apart)\b",
    )
    beside = length.sentence in (ages[0].sentence, ages[1].sentence) or "between" in behind
    told_so = beside and between.match(behind) and not all(map(_is_apposed, ages))
    if not told_so and not _is_told_between(ages, length):
        return
    slips = {turned(whole(old)) - whole(young), whole(old) - turned(whole(young))}
    close = told_so and near([*ages, length], _FAR) and abs(years - told) <= _SPREAD
    if years in others(told) or told in slips or (close and are_of_one([*ages, length])):
        grounds = "two ages and the years between them"
        yield aligned("span", (grounds,), start=young.claim, end=old.claim, length=length.claim)


def _is_ago(ages: tuple[At, At], length: At) -> bool:
    """ "He left at 17. That was 12 years ago; now 31, he ...": the later age is that of today."""
    sentence, claim = length.sentence, length.claim
    that_was = re.fullmatch(
        r"\W*That (?:was|is)(?: some| about| nearly)? ", sentence.before(claim, 30)
    )
    if that_was is None or not sentence.after(claim, 5).startswith(" ago"):
        return False
    now = [at for at in ages if re.search(r"(?:^|[,;.] )[Nn]ow $", at.sentence.before(at.claim, 8))]
    return len(now) == 1 and near([*ages, length], _FAR) and are_of_one([*ages, length])


def _is_of_kin(age: At) -> bool:
    """ "At 53, their mother died"."""
    behind = age.sentence.after(age.claim, 24)
    return frame("spans", r",? (?:his|her|their) {kin}\b").match(behind) is not None


_APPOSED = lazy(r"[A-Z][\w’'-]+,? \(?$")


def _is_apposed(age: At) -> bool:
    """ "Karn, 45," """
    return _APPOSED.search(age.sentence.before(age.claim, 24)) is not None


def _is_told_between(ages: tuple[At, At], length: At) -> bool:
    """Whether nothing says that a length is no stretch of the life of which both ages are."""
    told = [*ages, length]
    older = frame("spans", r" (?:{compared})\b").match(length.sentence.after(length.claim, 30))
    if older is None and (all(map(is_now, ages)) or all(map(_is_apposed, ages))):
        return False  # of two people
    if not near(told, _FAR) or not are_of_one(told) or "-" in length.claim.figure.surface[-5:]:
        return False
    around = clause_before(length.sentence, length.claim) + " | "
    around += clause_behind(length.sentence, length.claim)
    if cue("spans", "other_stretch").search(around):
        return False
    return (
        older is not None
        or frame("spans", r" {no_stretch}\b").match(length.sentence.after(length.claim, 24)) is None
    )


def _by_two(ages: tuple[At, At], lengths: Sequence[At]) -> Iterator[Alignment]:
    """Two ages and two stretches that follow each other: "at the age of 50 ... served eight years,
    and then nine. She was thus 77"."""
    young, old = sorted(ages, key=whole)
    years, told = whole(old) - whole(young), sum(map(whole, lengths))
    if not years or abs(years - told) <= 1 or years not in others(told):
        return
    if any(abs(years - whole(each)) <= 1 for each in lengths):
        return
    if not all(_is_told_between(ages, each) for each in lengths):
        return
    last = max(lengths, key=lambda at: at.claim.figure.span)
    yield _of_years(young.claim, old.claim, last.claim, told)


def _of_years(start: Claim, end: Claim, told: Claim, years: int) -> Alignment:
    """Two ages with so many years between them, told by a figure that is a part of those."""
    quantity = Quantity(Decimal(years), Decimal(years), Decimal(1), "year")
    length = replace(told, figure=replace(told.figure, kind=Kind.DURATION, quantity=quantity))
    grounds = "two ages and the years between them"
    return aligned("span", (grounds,), start=start, end=end, length=length)


def _since(ages: tuple[At, At], point: At) -> Iterator[Alignment]:
    """An age in a year, and that of today."""
    now = [each for each in ages if is_now(each) or _is_told_before(each, point)]
    then = [each for each in ages if each.sentence is point.sentence and each not in now]
    start, today = point.claim.figure.moment, today_of(point.claim)
    if len(now) != 1 or len(then) != 1 or start is None or today is None:
        return
    text = point.sentence.document.text
    spans = sorted((now[0].claim.figure.span, then[0].claim.figure.span))
    between = text[spans[0].end : spans[1].start]
    if cue("spans", "kin", "pairs").search(between) or is_of_theirs(between):
        return
    of_one = _is_pronoun(now[0]) or _is_told_before(now[0], point)
    goes_on = now[0].sentence is then[0].sentence or _GOES_ON.match(now[0].sentence.text)
    if not goes_on and not of_one:
        return
    years, room = whole(now[0]) - whole(then[0]), passed(start, today)
    off = turned(whole(now[0])) - whole(then[0])
    slips = {years + _TEN, years - _TEN, off} - {years}
    if years <= 0 or fits(years, room):
        return
    surely = _is_when(then[0], point) and of_one and are_of_one([*then, *now])
    if surely or any(room[0] <= each <= room[1] for each in slips):
        yield _between(point.claim, then[0].claim, now[0].claim, years)


def _is_told_before(age: At, point: At) -> bool:
    """ "Karn, 74, remembers it. In 1971, when she was 31": an age beside a name, in a sentence
    before the point, and no other name up to the end of what is told of that."""
    if age.sentence.segment.span >= point.sentence.segment.span or not _is_apposed(age):
        return False
    start, end = age.claim.figure.span.end, point.sentence.segment.span.end
    return _NAME.search(point.sentence.document.text, start, end) is None


_NAME = lazy(r"\b[A-Z][\w’'-]+ (?:[a-z]{2,3} )?[A-Z][\w’'-]+")


def _is_when(age: At, point: At) -> bool:
    """ "In 2011, when she was 73": an age straight behind its point."""
    if age.claim.figure.span < point.claim.figure.span:
        return False
    gap = point.sentence.between(point.claim, age.claim)
    return re.fullmatch(r",? when (?:he|she) was (?:only |just |still )?", gap) is not None


def _is_pronoun(age: At) -> bool:
    """Whether an age is that of "he" or "she"."""
    before = age.sentence.before(age.claim, 16)
    return re.search(r"\b(?:[Hh]e|[Ss]he) (?:is|was|turned|turns) $", before) is not None


def _dated(ages: tuple[At, At], points: Sequence[At]) -> Iterator[Alignment]:
    """Two ages, and the two points of the passage: "had been 16 in March 2009 ... turned 43 in
    March 2026"."""
    young, old = sorted(ages, key=whole)
    first, last = sorted(points, key=lambda at: _year(at.claim))
    one, other = first.claim.figure.moment, last.claim.figure.moment
    if one is None or other is None or not near([*ages, *points], 2 * _FAR):
        return
    if not are_of_one([*ages, *points]):
        return
    years, room = whole(old) - whole(young), passed(one, other)
    slips = others(years) | {turned(whole(old)) - whole(young), whole(old) - turned(whole(young))}
    today = today_of(first.claim)
    if today is not None and (fits(years, passed(one, today)) or fits(years, passed(other, today))):
        return
    if years <= 0 or fits(years, room) or not any(room[0] <= s <= room[1] for s in slips):
        return
    if any(at.sentence in (ages[0].sentence, ages[1].sentence) for at in points):
        yield _between(first.claim, young.claim, old.claim, years, last.claim)


def _year(claim: Claim) -> int:
    moment = claim.figure.moment
    return 0 if moment is None else moment.year or 0


def _between(
    start: Claim, then: Claim, now: Claim, years: int, end: Claim | None = None
) -> Alignment:
    """The point of an age, with the years from it to another age; with ``end``, two points."""
    quantity = Quantity(Decimal(years), Decimal(years), Decimal(1), "year")
    figure = replace(now.figure, kind=Kind.DURATION, quantity=quantity)
    if end is not None:
        length = replace(now, figure=figure)
        return aligned("span", ("two ages and two points",), start=start, end=end, length=length)
    scope = Slot("since", figure.surface, figure.span)
    length = replace(now, figure=figure, scope=scope)
    return aligned("span", ("two ages",), start=start, end=then, length=length)


# ------------------------------------------------------------------------------- who is the elder


def elders(sentence: Sentence, ages: Sequence[At]) -> Iterator[Alignment]:
    """The only two ages of a sentence and by how many years it says that the one is the older:
    "Karn, 34, is six years older than Adam, 31", "two years her junior, he is 40 to her 44"."""
    told = {a.claim.figure.span: a for a in ages if a.sentence is sentence}
    told |= {age.figure.span: At(sentence, age) for age in whole_of(sentence).ages}
    own = [told[span] for span in sorted(told)]
    own = [age for age in own if not sentence.after(age.claim, 9).startswith(" birthday")]
    lengths = [c for c in sentence.claims if c.figure.kind is Kind.DURATION]
    if len(own) != 2 or len(lengths) != 1:
        return
    length, quantity = lengths[0], lengths[0].figure.quantity
    if quantity is None or quantity.unit != "year" or quantity.low is None:
        return
    compared = _COMPARED.match(sentence.after(length, 40))
    if compared is None:
        return
    pair = _elder_first((own[0], own[1]), At(sentence, length), compared)
    if pair is None:
        return
    old, young = pair
    apart = whole(old) - whole(young)
    if abs(apart - quantity.low) > 1 and abs(apart) <= _APART:
        grounds = ("two ages, and who is the elder",)
        yield aligned("span", grounds, start=young.claim, end=old.claim, length=length)


# "Six years older than", "two years her junior", "three years younger, Adam, 31"
_COMPARED = lazy(
    r"(?: (?:almost )?to the day)?,? (?:(?P<than>older|younger)(?P<by> than\b)?"
    r"|(?P<whose>his|her|their|my|(?:(?:his|her|the) )?[\w-]+['’]s) (?P<rank>senior|junior)\b"
    r"|the (?P<of>senior|junior|elder) of\b)"
)


_HAS = lazy(r"\b(?:has|have|had|with) an? (?:[\w-]+ ){1,3}$")


def _elder_first(ages: tuple[At, At], length: At, compared: re.Match[str]) -> tuple[At, At] | None:
    """Two ages in order, that of the one who is said to be the elder first."""
    one, other = ages
    sentence, claim = length
    at, by = claim.figure.span, compared["by"] or compared["of"]
    if at.end <= one.claim.figure.span.start:
        if not re.fullmatch(r"\W*(?:\w+ )?", sentence.before(claim, 40)):
            return None  # "the hall, 20 years older than the church, was 31 when Karn, 22"
        # "Nine years older than her deputy, who is 44, she, 51"; "two years her junior, he is 40"
        subject, object_ = (other, one) if by else (one, other)
    elif at.start >= other.claim.figure.span.end:
        subject, object_ = other, one
    elif compared["rank"] and re.search(
        r"\w,? (?:at|aged) $", sentence.between(claim, other.claim)
    ):
        subject, object_ = (
            other,
            one,
        )  # "at 39, Karn leads; her deputy is 22 years her senior at 61"
    elif (by or compared["rank"]) and not _HAS.search(sentence.between(one.claim, claim)):
        subject, object_ = one, other
        if re.search(r"\band (?:\w+s|\w+ed|has|was)\b", sentence.between(claim, other.claim)):
            return None  # "is two years older than his sister and lives with Karn, 22"
    else:
        # "34, has a brother six years younger, Adam, 28", "six years his junior, who is 28"
        subject, object_ = other, one
    if (compared["than"] or compared["rank"] or compared["of"]) in ("younger", "junior"):
        return object_, subject
    return subject, object_
