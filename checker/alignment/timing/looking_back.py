"""Looking back: a point and the length that is said to have passed since, up to the day of the
article.

In: a paragraph with its points, lengths and ordinals. Out: a point and a length that do not fit
but for one slip of the pen: "Half a century to the day after it burned down, on 3 May 1967, a
plaque was put up on Sunday", "it opened in 1951. This year it marks its 65th birthday".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.alignment.passages import Sentence
from checker.alignment.timing import aging, lapses
from checker.alignment.timing.framed import is_hyphened, points_near
from checker.alignment.timing.reckonings import PRONOUN, in_years, is_length
from checker.alignment.wording import frame
from checker.model import Claim, Kind

_YEAR = 12


def looking_back(paragraph: Sequence[Sentence]) -> Iterator[tuple[Claim, Claim]]:
    """Every point with the length that is said to have passed since, up to the day of the article,
    where it is off by a slip: "Half a century to the day after it burned down, on 3 May 1967, a
    plaque was put up on Sunday"."""
    for place, sentence in enumerate(paragraph):
        near = paragraph[max(0, place - 1) : place + 2]
        for claim in sentence.claims:
            length = _of_a_birthday(sentence, claim)
            told = lapses.told(length.figure)
            if told is None or told.unit not in ("year", "month"):
                continue
            if told.unit == "month" and (told.value < _YEAR or not _is_later_now(sentence, length)):
                continue
            points = points_near(near, length)
            if len(points) != 1 or is_hyphened(length.figure.surface):
                continue
            goes_on = _goes_on_to_this_day(sentence, length, *points[0])
            goes_on = goes_on or _is_ever_since(sentence, length, *points[0])
            if not goes_on and not (
                is_length(sentence, length) and _is_back(sentence, length, *points[0])
            ):
                continue
            day, point = length.document.published, points[0][1].figure.moment
            if day is None or point is None:
                continue
            today = aging.moment_of(day)
            if lapses.goes(point, today, told, day.year):
                continue
            by_years = goes_on and aging.is_slip(int(told.value), point, today)
            if by_years or lapses.is_slip(point, today, told, day.year):
                yield points[0][1], in_years(length)


def _is_back(sentence: Sentence, length: Claim, home: Sentence, point: Claim) -> bool:
    """Whether a length goes from a point to the day of the article: "it will be 50 years on Sunday
    since", "half a century after ...", "Sixty-nine years on from", "Forty-four years!"."""
    before, behind = sentence.before(length, 40), sentence.after(length, 120)
    if home is sentence and point.figure.span > length.figure.span:
        gap = sentence.between(length, point)
        if frame("spans", r" on from (?:the )?").fullmatch(gap):
            return True
        since = frame("spans", r"(?: on {days})? since\b[^.;:]*").fullmatch(gap)
        if since and frame("spans", r"\b{it_is} (?:{barely} )?$").search(before):
            return True
        after = frame("spans", r"(?: to the (?:day|week|month))? after\b[^.;:]*").fullmatch(gap)
        return bool(after) and frame("spans", r"\b{day_now}\b").search(behind) is not None
    if home.segment.span < sentence.segment.span and _is_later_now(sentence, length):
        return True
    alone = re.fullmatch(r"\W*", before) and re.match(r"\W*(?:[.!?]|$)", behind)
    around = f"{home.text} {sentence.text}"
    return bool(alone) and frame("spans", r"\b{day_now}\b").search(around) is not None


def _is_ever_since(sentence: Sentence, length: Claim, home: Sentence, point: Claim) -> bool:
    """ "It has stood empty since 1981, and 34 years of rain have ..."."""
    if home is not sentence or point.figure.span > length.figure.span:
        return False
    now = r" of (?:[\w’'-]+ ){1,3}?(?:has|have) "
    return (
        re.search(r"\bha(?:s|ve)\b[^.;:]* since $", sentence.before(point, 80)) is not None
        and re.fullmatch(r"[,;:–—]?\s?(?:and |so )?", sentence.between(point, length)) is not None
        and re.match(now, sentence.after(length, 48)) is not None
    )


def _is_later_now(sentence: Sentence, length: Claim) -> bool:
    """ "Three years later there is still no roof": up to the day of the article."""
    begins = re.fullmatch(r"\W*", sentence.before(length, 40))
    now = r" {later},?(?: [\w’'-]+){0,3}? (?:is|are|has|have|stands|stand|remains|remain)\b"
    return bool(begins) and frame("spans", now).match(sentence.after(length, 60)) is not None


def _of_a_birthday(sentence: Sentence, claim: Claim) -> Claim:
    """ "Its 65th birthday" as 65 years."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.ORDINAL or quantity is None or quantity.low is None:
        return claim
    if frame("spans", r" {anniversary}\b").match(sentence.after(claim, 24)) is None:
        return claim
    if frame("spans", r"\b(?:its|their|the) $").search(sentence.before(claim, 8)) is None:
        return claim
    years = replace(quantity, unit="year", step=Decimal(1))
    return replace(claim, figure=replace(figure, kind=Kind.DURATION, quantity=years))


def _goes_on_to_this_day(sentence: Sentence, length: Claim, home: Sentence, point: Claim) -> bool:
    """Whether what began at a point is said to go on, or to be kept, for so long to the day of the
    article: "it opened in 1951. This year it marks its 75th birthday", "has stood there for 25
    years, having been moved in 2001", "it is 38 years since it sank"."""
    if sentence.says("spans", "other_year"):
        return False
    goes_on = r"{to_this_day}|{it_is}|{stands}\b(?:(?! by )[^,;:.]){0,40} for"
    led = rf"\b(?:{goes_on}) (?:{{barely}} )?(?:(?:its|their|the) )?$"
    if frame("spans", led).search(sentence.before(length, 64)) is None:
        return False
    before = home.before(point, 60)
    begun = frame("spans", r"\b(?:{made}|{begun}|{entered}|{set_going})\b[^,;:.]{0,40}$")
    if begun.search(before) is None:
        return False
    later = home if home.segment.span.start > sentence.segment.span.start else sentence
    return home is sentence or PRONOUN.match(later.text) is not None
