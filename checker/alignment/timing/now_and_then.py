"""Now and then: how old somebody is, and was in a year or so many years ago, told in plain words.

In: a paragraph with its only two ages, its points and its lengths in years. Out: alignments of the
other year, the age in it, and the years between both ages, which has the scope ``since``: "Mr Marr,
who is 84, sold the shop at 61, in 2003"; or of the two ages and the years that are said to have
passed: "she took it up 30 years ago, when she was 41; at 71 she has ...".

Words of the one age say that it is that of today, words of the other join it to its point, so that
no slip has to be shown for both to be of one life. Nothing is told where another person may come in
between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.aging import At, are_of_one, fits, near, passed, today_of, whole
from checker.alignment.timing.stations import is_of_today
from checker.alignment.timing.subjects import is_of_theirs
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Kind, Quantity, Slot
from checker.patterns import lazy

_FAR = 300
_SPREAD = 30
"""Ages that are off by more years are rather of two people."""
_AT_HEAD = lazy(
    r"\W*(?:(?:[A-Z][\w.’'-]*|[Tt]he|[a-z]+-?[a-z]+) ){0,4}[A-Z][\w’'-]*,? \(?(?:now )?$"
)
_HEADS = lazy(r"(?:^|[;:] )\W*[Aa]t $")
_STILL = lazy(r",? [^.;:]{1,40}?\b(?:still|now|is|has|remains)\b")
_NAMED = lazy(r"[A-Z][\w’'-]+,? \(?(?:who (?:is|was) )?(?:now )?(?:just |only )?$")
_OTHER = lazy(
    r"(?<![A-Z’'])\b(?!(?:in|of|at|near|from|on|to|the|since|by)\s)[a-z,]+\s+[A-Z][\w’'-]+"
)
_GOES_ON = lazy(r"\W*(?:he|she)\b", re.IGNORECASE)
_ONLY = r"(?:only |just |still |barely )?"
_LED = (
    rf",? (?:at the age of |at age |at |aged |when (?:he|she) was {_ONLY}(?:an? )?"
    rf"|(?:he|she) was {_ONLY}|as an? (?:[a-z]+ )?)"
)
_MONTH = r"(?:[A-Z][a-z]+ )?"
_BEHIND = (
    rf",? (?:in|on|since) (?:early |late )?{_MONTH}",
    rf",? when [^.;:,]{{3,80}}?,? \b(?:in|on) {_MONTH}",
)


def now_and_then(
    ages: Sequence[At], points: Sequence[At], lengths: Sequence[At]
) -> Iterator[Alignment]:
    """The two ages of a paragraph, where they do not lie as far apart as it says."""
    if len(ages) != 2 or not near([*ages, *points, *lengths], _FAR):
        return
    for now, then in (tuple(ages), tuple(reversed(ages))):
        if not _is_now(now) or _is_now(then) or not _are_of_one(now, then):
            continue
        if len(points) == 1 and not lengths and _is_joined(then, points[0]):
            yield from _since(now, then, points[0])
        elif len(lengths) == 1 and not points and _is_ago(then, lengths[0]):
            yield from _apart(now, then, lengths[0])


def _is_now(age: At) -> bool:
    """Whether an age is that of the day of the article: "who is 84", "Karn, 84,", "at 84 she
    still"."""
    before, behind = age.sentence.before(age.claim, 60), age.sentence.after(age.claim, 60)
    if is_of_today(age):
        return True
    if re.fullmatch(r"\W*The ", before) and _is_year_old(age.claim):
        return True
    if _HEADS.search(before):
        return _STILL.match(behind) is not None
    return _AT_HEAD.fullmatch(before) is not None and behind[:1] in ",)"


def _is_year_old(claim: Claim) -> bool:
    return claim.document.text[: claim.figure.span.end].endswith("-year-old")


def _are_of_one(now: At, then: At) -> bool:
    """Whether both ages are of one person, and nobody else may be "he" or "who"."""
    if not are_of_one([now, then]):
        return False
    first, last = sorted((now, then), key=lambda at: at.claim.figure.span)
    before = last.sentence.before(last.claim, 60)
    if _NAMED.search(before) or is_of_theirs(before):
        return False  # "Karn, 61, succeeded Marr, who was 34"
    if first.sentence is not last.sentence and not _GOES_ON.match(last.sentence.text):
        return False
    text = first.sentence.document.text
    between = text[first.claim.figure.span.end : last.claim.figure.span.start]
    return _OTHER.search(between) is None


def _is_joined(age: At, point: At) -> bool:
    """Whether words join an age to a point: "in 1989 at the age of 44", "34 when he
    came in 1989"."""
    if age.sentence is not point.sentence:
        return False
    sentence, claim = age.sentence, age.claim
    if claim.figure.span < point.claim.figure.span:
        gap = sentence.between(claim, point.claim)
        if any(re.fullmatch(way, gap) for way in _BEHIND):
            return True
        if sentence.document.text[: claim.figure.span.end].endswith("-old"):
            return re.fullmatch(rf"(?: [a-z-]+){{1,4}} in {_MONTH}", gap) is not None
        return frame("spans", rf",? when the {{events}} of {_MONTH}").fullmatch(gap) is not None
    gap = sentence.between(point.claim, claim) + _opening(claim)
    return re.fullmatch(_LED, gap) is not None


def _opening(claim: Claim) -> str:
    """The words with which an age begins: "aged 30", "at the age of 30"."""
    found = re.match(r"(?:at the age of|aged|at age|at) ", claim.figure.surface)
    return found[0] if found else ""


def _is_ago(age: At, length: At) -> bool:
    """Whether words join an age to so many years ago: "30 years ago, when she was 41"."""
    if age.sentence is not length.sentence:
        return False
    sentence, claim = age.sentence, age.claim
    if claim.figure.span > length.claim.figure.span:
        gap = sentence.between(length.claim, claim) + _opening(claim)
        return re.fullmatch(rf" ago{_LED}", gap) is not None
    gap, behind = sentence.between(claim, length.claim), sentence.after(length.claim, 5)
    when = frame("spans", r",? (?:when (?:he|she)|{at_that_time} of) [^.;:,]{3,60} ")
    return when.fullmatch(gap) is not None and behind.startswith(" ago")


def _since(now: At, then: At, point: At) -> Iterator[Alignment]:
    start, today = point.claim.figure.moment, today_of(point.claim)
    if start is None or today is None:
        return
    years, room = whole(now) - whole(then), passed(start, today)
    if years <= 0 or room[0] < 1 or fits(years, room) or abs(years - room[1]) > _SPREAD:
        return
    quantity = Quantity(Decimal(years), Decimal(years), Decimal(1), "year")
    figure = replace(now.claim.figure, kind=Kind.DURATION, quantity=quantity)
    length = replace(now.claim, figure=figure, scope=Slot("since", figure.surface, figure.span))
    grounds = ("an age of today and one of then",)
    yield aligned("span", grounds, start=point.claim, end=then.claim, length=length)


def _apart(now: At, then: At, length: At) -> Iterator[Alignment]:
    years = whole(now) - whole(then)
    if years > 0 and 1 < abs(years - whole(length)) <= _SPREAD:
        grounds = ("an age of today and one of then",)
        yield aligned("span", grounds, start=then.claim, end=now.claim, length=length.claim)


# ------------------------------------------------------------------------------- so it is so old


def so_old(sentence: Sentence, births: Sequence[At], points: Sequence[At]) -> Iterator[Alignment]:
    """The only birth of a sentence, and the age that it is said to make: "born in June 2004, which
    makes her 21"."""
    own = [each for each in births if each.sentence is sentence]
    if len(own) != 1 or len([each for each in points if each.sentence is sentence]) != 1:
        return
    birth = own[0].claim
    behind = [c for c in sentence.claims if c.figure.span.start > birth.figure.span.end]
    age = behind[0] if behind else None
    if age is None or age.figure.kind not in (Kind.AGE, Kind.COUNT) or age.figure.noun:
        return
    gap, after = sentence.between(birth, age), sentence.after(age, 24)
    made = frame("spans", r"(?:,|:| –| —| and)? ?{makes} (?:just |only |now |still |about )?")
    if not made.fullmatch(gap) or not re.match(r"(?: years old)?(?:[.,;:)]|$| and\b)", after):
        return
    if age.figure.quantity is not None:
        years = replace(age.figure.quantity, unit="year")
        length = replace(age, figure=replace(age.figure, kind=Kind.AGE, quantity=years))
        yield aligned("span", ("a birth, and what it makes",), start=birth, length=length)
