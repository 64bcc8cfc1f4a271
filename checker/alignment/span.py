"""Spans: two points in time and what lies between them.

In: the claims of one story. Out: alignments of ``start``, ``end`` and ``length``: "57 days, from
3 March to 14 April", "left at 3.14am and landed at 4.02am, 48 minutes later", "from 1998 to 2012,
a term of 14 years". An age has its birth as ``start``. Where the end is the day of the article
("in June 1997, 28 years ago"), ``end`` is missing and ``length`` has the scope ``ago``. A weekday
with a date stands alone as ``start``, with the year that the article suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned, paragraphs
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Quantity, Slot

NAME = "span"

_POINTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_FAR = 90
_NEIGHBOURS = 400
_NEAR_THE_ARTICLE = timedelta(days=200)
_BREAK = re.compile(r"[;:?!]|\.\s")
_NAME_BEFORE_AGE = re.compile(r"([^\W\d_][\w’'-]+),?\s*\(?\s*$")


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every span with its length, every age with its birth, and every weekday with its date."""
    timed = tuple(c for c in claims if c.figure.kind in _POINTS or c.figure.kind in _LENGTHS)
    ages: list[tuple[str, Claim]] = []
    births: list[tuple[Sentence, Claim]] = []
    for paragraph in paragraphs(timed):
        years = {c.figure.moment.year for s in paragraph for c in s.claims if c.figure.moment}
        for sentence in paragraph:
            yield from _weekdays(sentence, years)
            yield from _lengths(sentence)
            yield from _ago(sentence)
        yield from _across(paragraph)
        yield from _later(paragraph)
        found, aligned_ages = _births(paragraph)
        yield from aligned_ages
        births += found
        if not aligned_ages:
            ages += _named_ages(paragraph)
    yield from _of_one_name(ages, births)


_LENGTHS = frozenset({Kind.DURATION, Kind.AGE, Kind.ORDINAL})


# ------------------------------------------------------------------------------ weekday and date


def _weekdays(sentence: Sentence, years: set[int | None]) -> Iterator[Alignment]:
    """Dates that name their weekday, with the year that is meant."""
    for claim in sentence.claims:
        moment = claim.figure.moment
        if moment is None or moment.weekday is None or moment.day is None or moment.month is None:
            continue
        if frame("spans", r"\b{named_days}\s+$").search(sentence.before(claim, 16)):
            continue
        if moment.year is not None:
            yield aligned(NAME, ("a weekday with its date",), start=claim)
            continue
        published = claim.document.published
        if published is None or _speaks_of_another_year(sentence, years, published):
            continue
        meant = _nearest(moment.month, moment.day, published)
        if len(meant) == 1:
            dated = replace(claim.figure, moment=replace(moment, year=meant[0].year))
            grounds = f"{meant[0].year} from the day of the article"
            yield aligned(NAME, (grounds,), start=replace(claim, figure=dated))


def _speaks_of_another_year(sentence: Sentence, years: set[int | None], published: date) -> bool:
    near = {None, published.year - 1, published.year, published.year + 1}
    return bool(years - near) or cue("spans", "history").search(sentence.text) is not None


def _nearest(month: int, day: int, published: date) -> list[date]:
    """The days that a date without a year may mean: those within some months of the article."""
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return [each for each in found if abs(each - published) <= _NEAR_THE_ARTICLE]


# ------------------------------------------------------------------------------ points and lengths


def _lengths(sentence: Sentence) -> Iterator[Alignment]:
    """Two points and a length beside them: "from A to B, a wait of N", "N, from A to B"."""
    claims = [c for c in sentence.claims if c.figure.kind is not Kind.ORDINAL]
    for place, (start, end) in enumerate(pairwise(claims)):
        if not _is_pair(sentence, start, end):
            continue
        before = claims[place - 1] if place else None
        after = claims[place + 2] if place + 2 < len(claims) else None
        lengths = [
            length
            for length, fits in (
                (before, before is not None and _leads(sentence, before, start)),
                (after, after is not None and _follows(sentence, end, after)),
            )
            if fits and length is not None
        ]
        if len(lengths) == 1:
            yield aligned(NAME, ("beside each other",), start=start, end=end, length=lengths[0])
        elif not lengths and frame("spans", r"(?:from|between)\s+$").search(
            sentence.before(start, 12)
        ):
            yield aligned(NAME, ("from the one to the other",), start=start, end=end)


def _is_pair(sentence: Sentence, start: Claim, end: Claim) -> bool:
    """Whether two points are the ends of one span: "from 3 March to 14 April"."""
    a, b = start.figure, end.figure
    if a.kind not in _POINTS or b.kind is not a.kind or Form.POINT is not a.form is not b.form:
        return False
    gap = sentence.between(start, end)
    if len(gap) > _FAR or _BREAK.search(gap.rstrip(".")):
        return False
    if not frame("spans", r"{from}\s+(?:the )?$").search(sentence.before(start, 24)):
        return False
    return frame("spans", r".*?\b{to}\s+(?:the )?|\s?[–—-]\s?").fullmatch(f" {gap}") is not None


def _leads(sentence: Sentence, length: Claim, start: Claim) -> bool:
    """ "57 days, from 3 March to ...", "the nine-week trial opened on ..." """
    if not _is_length(length):
        return False
    gap = sentence.between(length, start)
    if len(gap) > _FAR or _BREAK.search(gap) or cue("spans", "ago").search(gap):
        return False
    if frame("spans", r"[^,]{0,40},?\s*(?:from|between)\s+(?:the )?").fullmatch(gap):
        return True
    hyphened = "-" in length.figure.surface
    return (
        hyphened
        and frame("spans", r"(?: [^\W\d_]+){1,3} {from}\s+(?:the )?").fullmatch(gap) is not None
    )


def _follows(sentence: Sentence, end: Claim, length: Claim) -> bool:
    """ "... to 14 April, a wait of 42 days", "... at 4.02am, 48 minutes later"."""
    if not _is_length(length):
        return False
    gap = sentence.between(end, length)
    if frame("spans", r"\s+of\s").match(sentence.after(length, 8)):
        return False  # "from 3 March to 14 April, 20 days of that because of snow"
    if frame("spans", r"\s*{lasting}\s*(?:of\s+)?").fullmatch(gap):
        return True
    tail = sentence.after(length, 16)
    return gap.strip() in {",", ""} and frame("spans", r"\s+{later}").match(tail) is not None


def _is_length(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind is Kind.DURATION and figure.form is Form.POINT


def _later(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """ "At 3.14am they called. They were on the ground at 4.02am, 48 minutes later." """
    earlier: list[Claim] = []
    for sentence in paragraph:
        points = [c for c in sentence.claims if c.figure.kind in _POINTS]
        for end, length in pairwise(sentence.claims):
            if end.figure.kind not in _POINTS or not _is_length(length):
                continue
            gap, tail = sentence.between(end, length), sentence.after(length, 12)
            if gap.strip() != "," or not frame("spans", r"\s+{later}").match(tail):
                continue
            ahead = [c for c in (*earlier, *points) if c.figure.span.end <= end.figure.span.start]
            same = [c for c in ahead if c.figure.kind is end.figure.kind]
            if same and not _is_pair(sentence, same[-1], end):
                grounds = "from the point before it"
                yield aligned(NAME, (grounds,), start=same[-1], end=end, length=length)
        earlier = points


def _across(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """A time limit and, one sentence on, the day on which it runs out."""
    for first, second in pairwise(paragraph):
        points = [c for c in first.claims if c.figure.kind is Kind.DATE]
        lengths = [c for c in first.claims if _is_length(c)]
        ends = [c for c in second.claims if c.figure.kind is Kind.DATE]
        one_each = len(points) == len(lengths) == len(ends) == len(second.claims) == 1
        if one_each and cue("spans", "runs_out").search(second.before(ends[0], 40)):
            yield aligned(
                NAME,
                ("the sentence behind them",),
                start=points[0],
                end=ends[0],
                length=lengths[0],
            )


# --------------------------------------------------------------------------- back from the article


def _ago(sentence: Sentence) -> Iterator[Alignment]:
    """ "In June 1997, 28 years ago", "the 50th anniversary of the 1974 flood"."""
    for a, b in pairwise(sentence.claims):
        for point, length in ((a, b), (b, a)):
            if point.figure.kind not in (Kind.DATE, Kind.YEAR) or not _has_year(point):
                continue
            if _is_length(length) and (
                _counts_back(sentence, a, b, length) or _is_since(sentence, a, b, length)
            ):
                yield _back(point, length)
            elif length is a and _is_anniversary(sentence, length, point):
                yield _back(point, _years(length))


def _counts_back(sentence: Sentence, a: Claim, b: Claim, length: Claim) -> bool:
    if not frame("spans", r"\s+ago\b").match(sentence.after(length, 12)):
        return False
    gap = sentence.between(a, b)
    if b is length:
        return re.fullmatch(r"\s*[,(–—-]\s*", gap) is not None
    return frame("spans", r"\s+ago,?\s*(?:in|on|,)?\s*").fullmatch(gap) is not None


def _is_since(sentence: Sentence, a: Claim, b: Claim, length: Claim) -> bool:
    """ "Has led the town since 2009, for 16 years"; "set in 1997, it has stood for 28 years"."""
    gap = sentence.between(a, b)
    if len(gap) > _FAR or _BREAK.search(gap):
        return False
    if length is b and frame("spans", r".*\b{standing}\s+").fullmatch(gap):
        return True
    if cue("spans", "past").search(sentence.text):
        return False
    if length is b:
        since = frame("spans", r"\bsince\s+$").search(sentence.before(a, 12))
        return since is not None and frame("spans", r"\s*{lasting}\s*").fullmatch(gap) is not None
    return re.fullmatch(r",?\s+since\s+", gap) is not None


def _is_anniversary(sentence: Sentence, length: Claim, point: Claim) -> bool:
    gap = sentence.between(length, point)
    return (
        length.figure.kind is Kind.ORDINAL
        and frame(
            "spans", r"\s+{anniversary} {anniversary_of}(?: [^\W\d_]+){0,4}?\s+(?:of |in |on )?"
        ).fullmatch(gap)
        is not None
    )


def _years(length: Claim) -> Claim:
    quantity = length.figure.quantity
    if quantity is None:
        return length
    years = Quantity(quantity.low, quantity.high, Decimal(1), "year")
    return replace(length, figure=replace(length.figure, kind=Kind.DURATION, quantity=years))


def _back(point: Claim, length: Claim) -> Alignment:
    figure = length.figure
    back = replace(length, scope=Slot("ago", figure.surface, figure.span))
    return aligned(NAME, ("back from the day of the article",), start=point, length=back)


def _has_year(claim: Claim) -> bool:
    return claim.figure.moment is not None and claim.figure.moment.year is not None


# ---------------------------------------------------------------------------------- birth and age


def _births(
    paragraph: Sequence[Sentence],
) -> tuple[list[tuple[Sentence, Claim]], list[Alignment]]:
    """The births of a paragraph, and those with the one age that stands by them."""
    births = [(s, c) for s in paragraph for c in s.claims if _is_birth(s, c)]
    ages = [(s, c) for s in paragraph for c in s.claims if _is_age(s, c)]
    if len(births) != 1 or len(ages) != 1:
        return births, []
    (sentence, birth), (other, age) = births[0], ages[0]
    if sentence is other:
        fits = _of_one_clause(sentence, birth, age)
    else:
        fits = _neighbours(sentence, other) and _one_person(sentence, other)
    if not fits:
        return births, []
    return births, [aligned(NAME, ("an age and a birth",), start=birth, length=age)]


_AGE_TO_BIRTH = (
    r"[^\W\d_]*,?\s*\(?(?:(?:who|which|that|and|he|she|it) )?"
    r"(?:(?:was|is|having been) )?{made}\b[^,.;]*"
)


def _of_one_clause(sentence: Sentence, birth: Claim, age: Claim) -> bool:
    """ "Maria, 52, who was born in ...", "born in 1961, the 68-year-old ...", and of things only
    what is said to be so old."""
    person = cue("spans", "born").search(sentence.before(birth, 60)) is not None
    if not person and "old" not in age.figure.surface:
        return False
    if birth.figure.span.start < age.figure.span.start:
        return frame("spans", r"[\W_]*{made}\b").match(sentence.text) is not None
    return frame("spans", _AGE_TO_BIRTH).fullmatch(sentence.between(age, birth).strip()) is not None


def _neighbours(a: Sentence, b: Sentence) -> bool:
    return abs(a.segment.span.start - b.segment.span.start) < _NEIGHBOURS


_PERSONAL = re.compile(r"\s*(?:born\b|(?:he|she|it)\s+(?:was|is)\b)", re.IGNORECASE)


def _one_person(birth: Sentence, age: Sentence) -> bool:
    """Whether the later sentence goes on about the one of the first."""
    later = max(birth, age, key=lambda sentence: sentence.segment.span.start)
    return later is birth and _PERSONAL.match(later.text) is not None


def _is_birth(sentence: Sentence, claim: Claim) -> bool:
    if claim.figure.kind not in (Kind.DATE, Kind.YEAR) or not _has_year(claim):
        return False
    before = sentence.before(claim, 60)
    return (
        frame("spans", r"\b{made}\b(?:[^,.;:]{0,40}?\b(?:in|on)|,?)\s*$").search(before) is not None
    )


def _is_age(sentence: Sentence, claim: Claim) -> bool:
    figure = claim.figure
    if figure.kind is not Kind.AGE or figure.form is not Form.POINT:
        return False
    around = f"{sentence.before(claim, 20)} | {sentence.after(claim, 24)}"
    if cue("spans", "died").search(sentence.text):
        return False
    return cue("spans", "then").search(around) is None


def _named_ages(paragraph: Sequence[Sentence]) -> Iterator[tuple[str, Claim]]:
    """Ages behind a name: "Ilsa Karn, 52"."""
    for sentence in paragraph:
        for claim in sentence.claims:
            name = _NAME_BEFORE_AGE.search(sentence.before(claim, 32))
            if name is not None and name[1][0].isupper() and _is_age(sentence, claim):
                yield name[1], claim


def _of_one_name(
    ages: list[tuple[str, Claim]], births: list[tuple[Sentence, Claim]]
) -> Iterator[Alignment]:
    """A birth whose sentence begins with the name, or names it behind "Born ..."."""
    for name, age in ages:
        found = [
            birth
            for sentence, birth in births
            if birth.document.name == age.document.name and _is_about(sentence, name)
        ]
        if len(found) == 1:
            yield aligned(NAME, ("an age and a birth of one name",), start=found[0], length=age)


def _is_about(sentence: Sentence, name: str) -> bool:
    text = sentence.text
    named = re.escape(name)
    if re.match(r"born\b", text, re.IGNORECASE):
        return re.search(rf",\s+(?:[^\W\d_]+\s+)?{named}\b", text) is not None
    return (
        re.match(rf"(?:[^\W\d_.]+\.?\s+){{0,2}}{named}(?:,\s+who)?\s+was\s+born\b", text)
        is not None
    )
