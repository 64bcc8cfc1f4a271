"""Two points and a length that stand beside each other in one sentence.

In: a sentence with its points and lengths alone. Out: a start, an end and a length, or a start and
an end where no length is told: "from 3 March to 14 April, a wait of 42 days", "on 14 April, 42 days
after the first shells fell on 3 March", "due at 20.05, it arrived at 20.50, 45 minutes late".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Form, Kind

NAME = "span"
POINTS = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_FAR = 90
_BREAK = re.compile(r"[;:?!]|\.\s")
_OF_A_DAY = frozenset({"hour", "minute", "second"})
_DAYS = frozenset({"day", "hour"})
_HALF_HOUR = 30
_HALF_DAY = 720


def spans_in(sentence: Sentence) -> Iterator[Alignment]:
    """The spans of a sentence whose words say that they are one."""
    yield from _lengths(sentence)
    yield from _after(sentence)
    yield from _from_until(sentence)
    yield from _late(sentence)


# ------------------------------------------------------------------------------ points and lengths


def _lengths(sentence: Sentence) -> Iterator[Alignment]:
    """Two points and a length beside them: "from A to B, a wait of N", "N, from A to B"."""
    claims = sentence.claims
    for place, (start, end) in enumerate(pairwise(claims)):
        if not is_pair(sentence, start, end) or _goes_on(sentence, place):
            continue
        if _is_again(sentence, place):
            continue
        if frame("spans", r",? and (?:again|then|from|between) ").match(sentence.after(end, 16)):
            continue  # "ten years in all, from 1988 to 1993 and again between 2007 and 2012"
        if place and frame(
            "spans", r"\b(?:and|then) (?:(?:again|once more|later) )?(?:from|between) $"
        ).search(sentence.before(start, 32)):
            continue  # "from 1998 to 2012 and again from 2016 to 2020, 18 years in all"
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
        if any(_is_some_of_it(sentence, length, start) for length in lengths):
            continue
        if len(lengths) == 1 and not may_cross_zones(sentence, start, end, lengths[0]):
            yield aligned(NAME, ("beside each other",), start=start, end=end, length=lengths[0])
        elif not lengths and frame("spans", r"(?:from|between)\s+$").search(
            sentence.before(start, 12)
        ):
            yield aligned(NAME, ("from the one to the other",), start=start, end=end)


def _is_some_of_it(sentence: Sentence, length: Claim, start: Claim) -> bool:
    """Whether hours are some of those between two days: "ran 31 hours between 24 and 27 May", days
    some of them: "on 12 days between", "188 nights of work from March 2022 to April 2025"."""
    quantity = length.figure.quantity
    if re.search(r"\bon $", sentence.before(length, 4)) and length.figure.span < start.figure.span:
        return True
    moment = start.figure.moment
    whole = moment is not None and start.figure.kind is not Kind.TIME and moment.day is None
    if whole and quantity is not None and quantity.unit in _DAYS:
        return True
    if start.figure.kind is Kind.TIME or quantity is None or quantity.unit not in _OF_A_DAY:
        return False
    return frame("spans", r"\bbetween (?:the )?$").search(sentence.before(start, 16)) is not None


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Whether a second stretch follows, so that a length may be of both: "12 years, from 1960 to
    1966 and from 1970 to 1976"."""
    after = sentence.claims[place + 1 : place + 4]
    if len(after) < 3 or not is_pair(sentence, after[1], after[2]):
        return False
    return re.search(r"\b(?:and|then)\b", sentence.between(after[0], after[1])) is not None


def _is_again(sentence: Sentence, place: int) -> bool:
    """Whether a stretch came before, so that a length may be of both: "from 1990 to 1995 and again
    from 2001 to 2004, eight years in all"."""
    before = sentence.claims[max(0, place - 2) : place]
    if len(before) != 2 or not is_pair(sentence, *before):
        return False
    gap = sentence.between(before[1], sentence.claims[place])
    return re.search(r"\b(?:and|then|,)\b", gap) is not None


def is_pair(sentence: Sentence, start: Claim, end: Claim) -> bool:
    """Whether two points are the ends of one span: "from 3 March to 14 April"."""
    if not of_one_kind(start, end):
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
    # "From 1214 until bombs fell on it in 1944"
    then = r"(?:night|evening|morning|early hours|end|close) of "
    to = rf".*?\b{{to}}\s+(?:the )?(?:{then})?|\s?[–—-]\s?"
    to += r"| until [^,;:.]{3,40}? (?:in|on|at) (?:the )?"
    to += r"| and (?:its|the) last(?: [^\W\d_]+){0,2} (?:on|in) "
    return frame("spans", f"{to}|{there}").fullmatch(f" {gap}") is not None


def of_one_kind(start: Claim, end: Claim) -> bool:
    a, b = start.figure, end.figure
    if a.kind is not b.kind or a.kind not in POINTS:
        return False
    return a.form is Form.POINT and b.form is Form.POINT and None not in (a.moment, b.moment)


def _leads(sentence: Sentence, length: Claim, start: Claim) -> bool:
    """ "57 days, from 3 March to ...", "the nine-week trial opened on ...", "15 years (1988-"."""
    if not is_length(length) or frame("spans", r"\b{recurring} $").search(
        sentence.before(length, 12)
    ):
        return False
    gap = sentence.between(length, start)
    if len(gap) > _FAR or _BREAK.search(gap):
        return False
    hyphened = r"(?: [^\W\d_]+){1,3}(?:,? (?:which|that))?,? {from}\s+(?:the )?"
    if "-" in length.figure.surface and frame("spans", hyphened).fullmatch(gap):
        return True
    first = r"(?: [^\W\d_]+){1,4} (?:its|the) first(?: [^\W\d_]+){0,2} (?:on|in) "
    if "-" in length.figure.surface and frame("spans", first).fullmatch(gap):
        return True
    if cue("spans", "apart").search(gap):
        return False
    if re.fullmatch(r"\s+\(", gap):
        return True
    leads = r"[^,]{0,40},?\s*(?:from|between|{setting_out})\s+(?:the )?"
    return frame("spans", leads).fullmatch(gap) is not None


def _follows(sentence: Sentence, end: Claim, length: Claim) -> bool:
    """ "... to 14 April, a wait of 42 days", "... at 4.02am, 48 minutes later"."""
    if not is_length(length) or _is_of_something_else(sentence, length):
        return False
    gap, tail = sentence.between(end, length), sentence.after(length, 24)
    day = alternatives("calendar", "weekdays")
    if frame("spans", r"\s*{ended_after} ").fullmatch(gap):
        return re.match(r"\s*(?:[.,;)]|$)", tail) is not None
    if frame("spans", rf"(?: (?:on )?{day}|\))?\s*{{lasting}}\s*(?:of\s+)?").fullmatch(gap):
        return True
    return frame("spans", rf"(?: (?:on )?{day})?\s*,?\s*").fullmatch(gap) is not None and (
        is_later(tail)
    )


def is_later(tail: str) -> bool:
    """Whether a length counts on from the point before it: "48 minutes later", "two days on."."""
    return (
        frame("spans", r" {later}\b(?! than)| {afterwards}\s*(?:[.,;)]|$)").match(tail) is not None
    )


def _is_of_something_else(sentence: Sentence, length: Claim) -> bool:
    """ "To 14 April, 20 days of that", "two days longer than planned", "five years after it
    opened", "40 hours a week", "took two hours in 1990"."""
    return is_then(sentence, length) or (
        frame("spans", r" {no_length}\b| after (?=[^\W_])").match(sentence.after(length, 16))
        is not None
    )


def is_then(sentence: Sentence, length: Claim) -> bool:
    """ "A journey of two hours in 1990": the length of another time."""
    behind = (c for c in sentence.claims if c.figure.span.start >= length.figure.span.end)
    point = next(behind, None)
    if point is None or point.figure.kind is Kind.DURATION:
        return False
    gap = sentence.between(length, point)
    return re.fullmatch(r" (?:in|on|at|during) (?:the )?", gap) is not None


def is_length(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind is Kind.DURATION and figure.form is Form.POINT


def may_cross_zones(sentence: Sentence, start: Claim, end: Claim, length: Claim) -> bool:
    """Clock times of a flight may be those of two zones: nothing is said of whole half hours. Nor
    of a length with a break in it."""
    a, b, quantity = start.figure.moment, end.figure.moment, length.figure.quantity
    if start.figure.kind is not Kind.TIME or a is None or b is None or quantity is None:
        return False
    if sentence.says("spans", "pauses"):
        return True
    if not sentence.says("spans", "zones") or sentence.says("spans", "same_zone"):
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
        if not is_length(length) or not of_one_kind(start, end):
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
        if start.figure.kind is not Kind.TIME or not of_one_kind(start, end):
            continue
        due = frame("spans", r"\b{due}(?: [^,;:.]{1,16})? (?:in )?at $").search(
            sentence.before(start, 40)
        )
        came = frame("spans", r"[^;:.]*\b{came}\b[^,;:.]{0,24} at ").fullmatch(
            sentence.between(start, end)
        )
        late = frame("spans", r" late\b").match(sentence.after(length, 8))
        if due and came and late and is_length(length) and sentence.between(end, length) == ", ":
            yield aligned(NAME, ("so late",), start=start, end=end, length=length)


def _after(sentence: Sentence) -> Iterator[Alignment]:
    """ "On 14 April, 42 days after the first shells fell on 3 March"; "in 1990, eight years before
    the 1998 flood"."""
    for end, length, start in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if not is_length(length) or not of_one_kind(start, end):
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
