"""Spans: two points in time and what lies between them.

In: the claims of one story. Out: alignments of ``start``, ``end`` and ``length``: "57 days, from
3 March to 14 April", "left at 3.14am and landed at 4.02am, 48 minutes later", "from 1998 to 2012,
a term of 14 years". An age has its birth as ``start``. Where the end is the day of the article
("in June 1997, 28 years ago"), ``end`` is missing and ``length`` has the scope ``ago``; it has
the scope ``loose`` where the words do not prove that it goes with the points. A weekday
with a date stands alone as ``start``, with the year that the article suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker.alignment.pairing.headline_days import headline_days
from checker.alignment.passages import Sentence, aligned, narrowed, paragraphs_of
from checker.alignment.timing.anniversaries import backwards, since_then
from checker.alignment.timing.births import ages
from checker.alignment.timing.lifetimes import lifetimes
from checker.alignment.timing.nth_days import is_beginning, nth_days
from checker.alignment.timing.reckonings import looking_back, reckonings
from checker.alignment.timing.stretches import stretches
from checker.alignment.timing.turned_days import turned_days
from checker.alignment.timing.weekdays import weekday_named, weekdays
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Form, Kind, Moment, Quantity, Slot, Span

NAME = "span"

_POINTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_TIMED = _POINTS | {Kind.DURATION, Kind.ORDINAL}
_LENGTHS = frozenset({Kind.DURATION, Kind.ORDINAL})
_FAR = 90
_BREAK = re.compile(r"[;:?!]|\.\s")
_HALF_HOUR = 30
_HALF_DAY = 720


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every span with its length, every age with its birth, and every weekday with its date."""
    ahead: Sentence | None = None
    for paragraph in narrowed(paragraphs_of(claims), _timed):
        years = {c.figure.moment.year for s in paragraph for c in s.claims if c.figure.moment}
        for sentence in paragraph:
            yield from weekdays(sentence, years)
            for start, end in turned_days(sentence):
                yield aligned(NAME, ("the end before the beginning",), start=start, end=end)
        yield from nth_days(paragraph)
        told = tuple(map(_plain, paragraph))
        found = [back for sentence in paragraph for back in backwards(sentence)]
        found += _told(told)
        yield from found
        if ahead is not None and ahead.document.name != told[0].document.name:
            ahead = None
        yield from _loose(told, paragraph, ahead, found)
        ahead = told[-1]
    old = tuple(ages(claims))
    yield from old
    yield from _lifetimes(claims, old)
    yield from headline_days(claims)


def _timed(claim: Claim) -> Claim | None:
    return claim if claim.figure.kind in _TIMED else None


def _lifetimes(claims: tuple[Claim, ...], found: Sequence[Alignment]) -> Iterator[Alignment]:
    """The ages that stand in no other span and that are off by a slip."""
    taken = {c.figure.span for each in found for m in each for c in m.claims}
    for paragraph in paragraphs_of(claims):
        for each in lifetimes(paragraph):
            if not any(c.figure.span in taken for m in each if m.role != "start" for c in m.claims):
                yield each


def _told(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """The spans of a paragraph whose words say that they are one."""
    for sentence in paragraph:
        yield from _lengths(sentence)
        yield from _after(sentence)
        yield from _from_until(sentence)
        yield from _late(sentence)
    yield from _across(paragraph)
    yield from _later(paragraph)


def _loose(
    paragraph: Sequence[Sentence],
    written: Sequence[Sentence],
    ahead: Sentence | None,
    found: Sequence[Alignment],
) -> Iterator[Alignment]:
    """The stretches of a paragraph, of lengths that are in no other span; their scope is
    ``loose``. ``written`` is the paragraph with its ordinals."""
    if not any(c.figure.kind in _LENGTHS for s in written for c in s.claims):
        return
    taken = {c.figure.span for each in found for m in each if m.role == "length" for c in m.claims}
    slips = {each.length.figure.span: each for each in reckonings(paragraph)}
    for start, end, length in stretches(paragraph, ahead):
        slip = slips.get(length.figure.span)
        if slip is not None and {slip.start, slip.end} == {start, end}:
            continue
        slips.pop(length.figure.span, None)
        home = next(each for each in paragraph if length in each.claims)
        if length.figure.span not in taken and not _may_cross_zones(home, start, end, length):
            loose = replace(length, scope=Slot("loose", length.figure.surface, length.figure.span))
            yield aligned(NAME, ("points before it",), start=start, end=end, length=loose)
    spoken_for = taken.copy()
    taken |= slips.keys()
    for point, length in looking_back(written):
        if length.figure.span not in taken:
            yield since_then(point, length)
    for start, end, length in slips.values():
        home = next(each for each in paragraph if each.segment.span == length.segment.span)
        if length.figure.span not in spoken_for and not _may_cross_zones(home, start, end, length):
            grounds = "the only points of the passage, off by a slip"
            yield aligned(NAME, (grounds,), start=start, end=end, length=length)


def _plain(sentence: Sentence) -> Sentence:
    """A sentence with its points and lengths alone, and clock times with their weekdays."""
    claims = [
        part
        for claim in sentence.claims
        if claim.figure.kind is not Kind.ORDINAL
        for part in _years_of(claim)
    ]
    return sentence.of(tuple(_on_its_day(sentence, claim) for claim in claims))


def _years_of(claim: Claim) -> tuple[Claim, ...]:
    """The two years of "1988-1998" as claims of their own."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.YEAR or figure.form is not Form.RANGE or quantity is None:
        return (claim,)
    if quantity.low is None or quantity.high is None:
        return (claim,)
    link = re.search(r"[-–/]", figure.surface)
    if link is None or figure.span.end - figure.span.start != len(figure.surface):
        return (claim,)  # a decade
    cut = figure.span.start + link.start()
    spans = Span(figure.span.start, cut), Span(cut + 1, figure.span.end)
    return tuple(
        _as_year(claim, span, value)
        for span, value in zip(spans, (quantity.low, quantity.high), strict=True)
    )


def _as_year(claim: Claim, span: Span, value: Decimal) -> Claim:
    figure = replace(
        claim.figure,
        span=span,
        column=claim.figure.column + span.start - claim.figure.span.start,
        surface=claim.document.text[span.start : span.end],
        quantity=Quantity(value, value, Decimal(1)),
        form=Form.POINT,
        moment=Moment(year=int(value)),
    )
    return replace(claim, figure=figure)


def _on_its_day(sentence: Sentence, claim: Claim) -> Claim:
    """A clock time with the weekday that stands beside it: "4am on Tuesday"."""
    moment = claim.figure.moment
    if claim.figure.kind is not Kind.TIME or moment is None or moment.weekday is not None:
        return claim
    day = f"({alternatives('calendar', 'weekdays')})"
    found = frame("spans", rf" (?:on )?{day}").match(sentence.after(claim, 24))
    found = found or frame("spans", rf"{day}(?: {{dayparts}})? (?:at )?$").search(
        sentence.before(claim, 32)
    )
    if found is None:
        return claim
    dated = replace(moment, weekday=weekday_named(found[1]))
    return replace(claim, figure=replace(claim.figure, moment=dated))


# ------------------------------------------------------------------------------ points and lengths


def _lengths(sentence: Sentence) -> Iterator[Alignment]:
    """Two points and a length beside them: "from A to B, a wait of N", "N, from A to B"."""
    claims = sentence.claims
    for place, (start, end) in enumerate(pairwise(claims)):
        if not _is_pair(sentence, start, end) or _goes_on(sentence, place):
            continue
        if frame("spans", r",? and (?:again|then|from|between) ").match(sentence.after(end, 16)):
            continue  # "ten years in all, from 1988 to 1993 and again between 2007 and 2012"
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
        if len(lengths) == 1 and not _may_cross_zones(sentence, start, end, lengths[0]):
            yield aligned(NAME, ("beside each other",), start=start, end=end, length=lengths[0])
        elif not lengths and frame("spans", r"(?:from|between)\s+$").search(
            sentence.before(start, 12)
        ):
            yield aligned(NAME, ("from the one to the other",), start=start, end=end)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Whether a second stretch follows, so that a length may be of both: "12 years, from 1960 to
    1966 and from 1970 to 1976"."""
    after = sentence.claims[place + 1 : place + 4]
    if len(after) < 3 or not _is_pair(sentence, after[1], after[2]):
        return False
    return re.search(r"\b(?:and|then)\b", sentence.between(after[0], after[1])) is not None


def _is_pair(sentence: Sentence, start: Claim, end: Claim) -> bool:
    """Whether two points are the ends of one span: "from 3 March to 14 April"."""
    if not _of_one_kind(start, end):
        return False
    gap, before = sentence.between(start, end), sentence.before(start, 24)
    if len(gap) > _FAR or _BREAK.search(gap.rstrip(".")):
        return False
    if before.endswith("("):
        return re.fullmatch(r"\s?[–—-]\s?", gap) is not None
    if start.figure.kind is Kind.TIME and gap == " to " and re.search(r"[:,;—–]\s$", before):
        return True
    there = r".*?\b{gets_there}(?: [^,.;:]{1,30}?)? (?:(?:at|on|in) )?(?:the )?"
    if not frame("spans", r"{from}\s+(?:the )?$").search(before):
        # "The slow 7.42am gets to Telmar at 10.18am"
        named = start.figure.kind is Kind.TIME and frame(
            "spans", r"(?:^|.* )(?:the|a)(?: [\w-]+){0,2} $"
        )
        return bool(named and named.match(before) and frame("spans", there).fullmatch(gap))
    to = r".*?\b{to}\s+(?:the )?|\s?[–—-]\s?"
    return frame("spans", f"{to}|{there}").fullmatch(f" {gap}") is not None


def _of_one_kind(start: Claim, end: Claim) -> bool:
    a, b = start.figure, end.figure
    if a.kind is not b.kind or a.kind not in _POINTS:
        return False
    return a.form is Form.POINT and b.form is Form.POINT and None not in (a.moment, b.moment)


def _leads(sentence: Sentence, length: Claim, start: Claim) -> bool:
    """ "57 days, from 3 March to ...", "the nine-week trial opened on ...", "15 years (1988-"."""
    if not _is_length(length) or frame("spans", r"\b{recurring} $").search(
        sentence.before(length, 12)
    ):
        return False
    gap = sentence.between(length, start)
    if len(gap) > _FAR or _BREAK.search(gap):
        return False
    hyphened = r"(?: [^\W\d_]+){1,3}(?:,? (?:which|that))?,? {from}\s+(?:the )?"
    if "-" in length.figure.surface and frame("spans", hyphened).fullmatch(gap):
        return True
    if cue("spans", "apart").search(gap):
        return False
    if re.fullmatch(r"\s+\(", gap):
        return True
    leads = r"[^,]{0,40},?\s*(?:from|between|{setting_out})\s+(?:the )?"
    return frame("spans", leads).fullmatch(gap) is not None


def _follows(sentence: Sentence, end: Claim, length: Claim) -> bool:
    """ "... to 14 April, a wait of 42 days", "... at 4.02am, 48 minutes later"."""
    if not _is_length(length) or _is_of_something_else(sentence, length):
        return False
    gap, tail = sentence.between(end, length), sentence.after(length, 24)
    day = alternatives("calendar", "weekdays")
    if frame("spans", r"\s*{ended_after} ").fullmatch(gap):
        return re.match(r"\s*(?:[.,;)]|$)", tail) is not None
    if frame("spans", rf"(?: (?:on )?{day}|\))?\s*{{lasting}}\s*(?:of\s+)?").fullmatch(gap):
        return True
    return frame("spans", rf"(?: (?:on )?{day})?\s*,?\s*").fullmatch(gap) is not None and (
        _is_later(tail)
    )


def _is_later(tail: str) -> bool:
    """Whether a length counts on from the point before it: "48 minutes later", "two days on."."""
    return (
        frame("spans", r" {later}\b(?! than)| {afterwards}\s*(?:[.,;)]|$)").match(tail) is not None
    )


def _is_of_something_else(sentence: Sentence, length: Claim) -> bool:
    """ "To 14 April, 20 days of that", "two days longer than planned", "five years after it
    opened", "40 hours a week"."""
    return (
        frame("spans", r" {no_length}\b| after (?=[^\W_])").match(sentence.after(length, 16))
        is not None
    )


def _is_length(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind is Kind.DURATION and figure.form is Form.POINT


def _may_cross_zones(sentence: Sentence, start: Claim, end: Claim, length: Claim) -> bool:
    """Clock times of a flight may be those of two zones: nothing is said of whole half hours. Nor
    of a length with a break in it."""
    a, b, quantity = start.figure.moment, end.figure.moment, length.figure.quantity
    if start.figure.kind is not Kind.TIME or a is None or b is None or quantity is None:
        return False
    if sentence.says("spans", "pauses"):
        return True
    if not sentence.says("spans", "zones"):
        return False
    minutes = ((b.hour or 0) - (a.hour or 0)) * 60 + (b.minute or 0) - (a.minute or 0)
    stated = (quantity.low or Decimal(0)) * (60 if quantity.unit == "hour" else 1)
    off = (stated - minutes) % _HALF_HOUR
    return min(off, _HALF_HOUR - off) <= 1 and abs(stated - minutes) % 1440 <= _HALF_DAY * 2


# ------------------------------------------------------------------------------ one point after


def _from_until(sentence: Sentence) -> Iterator[Alignment]:
    """ "She ran it from 1960 for 40 years, until she retired in 2000"."""
    for start, length, end in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if not _is_length(length) or not _of_one_kind(start, end):
            continue
        begun = frame("spans", r"\b(?:from|in|since) $").search(sentence.before(start, 12))
        goes_on = frame("spans", r"(?:,? and [^,;:.]{0,24})? for ").fullmatch(
            sentence.between(start, length)
        )
        until = frame("spans", r",? until\b[^,;:.]{0,40}? (?:in )?")
        if begun and goes_on and until.fullmatch(sentence.between(length, end)):
            yield aligned(NAME, ("until then",), start=start, end=end, length=length)


def _late(sentence: Sentence) -> Iterator[Alignment]:
    """ "Due at 20.05, it arrived at 20.50, 45 minutes late"."""
    for start, end, length in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if start.figure.kind is not Kind.TIME or not _of_one_kind(start, end):
            continue
        due = frame("spans", r"\b{due}(?: [^,;:.]{1,16})? (?:in )?at $").search(
            sentence.before(start, 40)
        )
        came = frame("spans", r"[^;:.]*\b{came}\b[^,;:.]{0,24} at ").fullmatch(
            sentence.between(start, end)
        )
        late = frame("spans", r" late\b").match(sentence.after(length, 8))
        if due and came and late and _is_length(length) and sentence.between(end, length) == ", ":
            yield aligned(NAME, ("so late",), start=start, end=end, length=length)


def _after(sentence: Sentence) -> Iterator[Alignment]:
    """ "On 14 April, 42 days after the first shells fell on 3 March"; "in 1990, eight years before
    the 1998 flood"."""
    for end, length, start in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if not _is_length(length) or not _of_one_kind(start, end):
            continue
        day = alternatives("calendar", "weekdays")
        if not frame("spans", rf"(?: (?:on )?{day})?\s*,\s*").fullmatch(
            sentence.between(end, length)
        ):
            continue
        way = frame("spans", r" (after|before)( [^,;:.()]{1,48}?)??,?(?: (?:at|in|on))?(?: the)? ")
        found = way.fullmatch(sentence.between(length, start))
        if found is None or cue("spans", "apart").search(found[2] or ""):
            continue
        first, last = (start, end) if found[1].lower() == "after" else (end, start)
        yield aligned(NAME, ("the one after the other",), start=first, end=last, length=length)


# ------------------------------------------------------------------------------- two sentences


def _later(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """ "At 3.14am they called. They had landed by 4.02am, 48 minutes later." """
    earlier: list[Claim] = []
    for sentence in paragraph:
        points = [c for c in sentence.claims if c.figure.kind in _POINTS]
        for end, length in pairwise(sentence.claims):
            if end.figure.kind not in _POINTS or not _is_length(length):
                continue
            gap, tail = sentence.between(end, length), sentence.after(length, 16)
            on_its_day = rf"(?: (?:on )?{alternatives('calendar', 'weekdays')})?\s*,\s*"
            if not frame("spans", on_its_day).fullmatch(gap) or not _is_later(tail):
                continue
            ahead = [c for c in (*earlier, *points) if c.figure.span.end <= end.figure.span.start]
            same = [c for c in ahead if _of_one_kind(c, end)]
            if same and not _is_pair(sentence, same[-1], end):
                grounds = "from the point before it"
                yield aligned(NAME, (grounds,), start=same[-1], end=end, length=length)
        earlier = points


def _across(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """A time limit and, one sentence on, the day on which it runs out; a beginning and, one
    sentence on, how long it lasted and when it ended."""
    for first, second in pairwise(paragraph):
        ways = (_runs_out, _lasted, _until, _late_then)
        found = next((each for way in ways if (each := way(first, second)) is not None), None)
        if found is not None:
            start, end, length = found
            yield aligned(NAME, ("the sentence behind it",), start=start, end=end, length=length)


_Three = tuple[Claim, Claim, Claim]


def _late_then(first: Sentence, second: Sentence) -> _Three | None:
    """ "It was due at 13.05. It landed at 17.50, four hours and 45 minutes late." """
    due = [c for c in first.claims if c.figure.kind is Kind.TIME]
    if len(due) != 1 or len(second.claims) < 2:
        return None
    end, length = second.claims[:2]
    due_at = frame("spans", r"\b{due}(?: [^,;:.]{1,24})? (?:in )?at $")
    came = frame("spans", r"^\W*(?:it|she|he|they|the [^\W\d_]+) [^,;:.]{0,16}\b{came}\b.* at $")
    late = frame("spans", r" late\b").match(second.after(length, 8))
    led = due_at.search(first.before(due[0], 48))
    if led and late and _of_one_kind(due[0], end) and second.between(end, length) == ", ":
        return (due[0], end, length) if came.search(second.before(end)) else None
    return None


def _runs_out(first: Sentence, second: Sentence) -> _Three | None:
    points = [c for c in first.claims if c.figure.kind is Kind.DATE]
    lengths = [c for c in first.claims if _is_length(c)]
    ends = [c for c in second.claims if c.figure.kind is Kind.DATE]
    others = [c for c in second.claims if c.figure.kind is not Kind.TIME]
    one_each = len(points) == len(lengths) == len(ends) == len(others) == 1
    if one_each and cue("spans", "runs_out").search(second.before(ends[0], 40)):
        return points[0], ends[0], lengths[0]
    return None


def _lasted(first: Sentence, second: Sentence) -> _Three | None:
    """ "The siege began on 3 March. It lasted 42 days and ended on 14 April." """
    if len(first.claims) != 1 or len(second.claims) != 2:
        return None
    start, (length, end) = first.claims[0], second.claims
    if not _of_one_kind(start, end) or not _is_length(length):
        return None
    if not is_beginning(first, start):
        return None
    lasted = frame("spans", r"^\W*it {lasted} $").search(second.before(length, 40))
    ended = frame("spans", r",? (?:and|until) (?:it )?(?:{gets_there} )?(?:(?:at|on|in) )?")
    if lasted and ended.fullmatch(second.between(length, end)):
        return start, end, length
    return None


def _until(first: Sentence, second: Sentence) -> _Three | None:
    """ "In 1960 they married. They lived there for 40 years, until his death in 2000." """
    starts = [c for c in first.claims if c.figure.kind in _POINTS]
    if len(starts) != 1 or len(second.claims) != 2:
        return None
    length, end = second.claims
    if not _of_one_kind(starts[0], end) or not _is_length(length):
        return None
    if not first.says("spans", "entered"):
        return None
    went_on = frame("spans", r"^\W*(?:he|she|it|they|we)\b[^,;:.]* for $")
    until = frame("spans", r",? until\b[^,;:.]{0,40}? (?:in )?")
    if went_on.search(second.before(length)) and until.fullmatch(second.between(length, end)):
        return starts[0], end, length
    return None
