"""Years back from the article: how long ago something was, and its anniversaries.

In: a sentence. Out: alignments of ``start`` and ``length``, which has the scope ``ago``: "in June
1997, 28 years ago", "the 50th anniversary of the 1974 flood", "it is 20 years since the mine shut
in 1990". They end on the day of the article, so that a sentence that speaks of another year, or of
an anniversary that may have been in one, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing import lapses
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Moment, Quantity, Slot

_FAR = 90
_BREAK = re.compile(r"[;:?!]|\.\s")


def backwards(sentence: Sentence) -> Iterator[Alignment]:
    """Every point with the time that has passed since."""
    for a, b in pairwise(sentence.claims):
        for point, length in ((a, b), (b, a)):
            if not _has_year(point):
                continue
            if length is b and re.match(r" (?:of them|too)\b", sentence.after(b, 12)):
                continue  # "since 1990 (12 years of them in the top league)"
            if length is b and _has_stood(sentence, a, b):
                yield since_then(point, length)
            elif not _is_of_now(sentence, point):
                continue
            elif _is_passed(sentence, a, b, length):
                yield since_then(point, length)
            elif _is_anniversary(sentence, a, b, length):
                yield since_then(point, _years(length))


def _has_year(claim: Claim) -> bool:
    moment = claim.figure.moment
    return claim.figure.kind in (Kind.DATE, Kind.YEAR) and bool(moment and moment.year)


def _is_of_now(sentence: Sentence, point: Claim) -> bool:
    """Whether the sentence names no other year but that of the article and its neighbours, and
    does not count back twice."""
    published = sentence.document.published
    if published is None:
        return False
    others = {c.figure.moment.year for c in sentence.claims if c is not point and c.figure.moment}
    near = {None, published.year - 1, published.year, published.year + 1}
    if others - near:
        return False
    lengths = [c for c in sentence.claims if c.figure.kind in (Kind.DURATION, Kind.ORDINAL)]
    return len(lengths) == 1 and not sentence.says("spans", "ago_then")


def _has_stood(sentence: Sentence, point: Claim, length: Claim) -> bool:
    """ "The mark that he set in 1997 and that had stood for 28 years"."""
    gap = sentence.between(point, length)
    if not _is_length(length) or len(gap) > _FAR or _BREAK.search(gap):
        return False
    if re.match(r" (?:until|till) ", sentence.after(length, 8)):
        return False
    ahead = [c for c in sentence.claims if c.figure.span.end <= point.figure.span.start]
    if ahead and _has_year(ahead[-1]):
        # Not "opened in 1903 and was blown up in 1944, stood for 41 years".
        if _lasts(ahead[-1], point, length):
            return False
        own = r"(?:,| and|, and)? (?:which |that |it )?(?={has_had}\b){standing} "
        return frame("spans", own).fullmatch(gap) is not None
    return frame("spans", r".*\b{standing}\s+").fullmatch(gap) is not None


def _lasts(start: Claim, end: Claim, length: Claim) -> bool:
    """Whether a length is what lies between two points: nothing is left of it to count back."""
    first, last, told = start.figure.moment, end.figure.moment, lapses.told(length.figure)
    if first is None or last is None or told is None or last.year is None:
        return False
    return lapses.goes(first, last, told, last.year)


def _is_length(claim: Claim) -> bool:
    return claim.figure.kind is Kind.DURATION and claim.figure.form is Form.POINT


def _is_passed(sentence: Sentence, a: Claim, b: Claim, length: Claim) -> bool:
    if not _is_length(length):
        return False
    return (
        _counts_back(sentence, a, b, length)
        or _is_since(sentence, a, b, length)
        or (length is a and _has_been(sentence, length, b))
    )


def _counts_back(sentence: Sentence, a: Claim, b: Claim, length: Claim) -> bool:
    if not frame("spans", r"\s+ago\b").match(sentence.after(length, 12)):
        return False
    gap = sentence.between(a, b)
    if b is length:
        return re.fullmatch(r"\s*[,(–—-]\s*", gap) is not None
    then = r"\s+ago,?\s*(?:in|on|,)?\s*(?:the [^\W\d_]+ of )?"
    return frame("spans", then).fullmatch(gap) is not None


def _is_since(sentence: Sentence, a: Claim, b: Claim, length: Claim) -> bool:
    """ "Has led the town since 2009, for 16 years"."""
    gap = sentence.between(a, b)
    if len(gap) > _FAR or _BREAK.search(gap):
        return False
    if length is b and _goes_on_since(sentence, a, gap, length):
        return True
    since = re.fullmatch(r",?\s+(?:ever )?since\s+", gap) is not None
    if length is a and since and _TO_THIS_DAY.search(sentence.before(a, 60)):
        return True  # whatever else is told of then: "since 1874, when one bought a loaf"
    if sentence.says("spans", "past"):
        return False
    if length is b:
        led = frame("spans", r"\bsince\s+$").search(sentence.before(a, 12))
        return led is not None and frame("spans", r"\s*{lasting}\s*").fullmatch(gap) is not None
    return since


_TO_THIS_DAY = re.compile(r"(?:\b(?:have|has)|['’](?:ve|s)) [^,;:.]{0,40}\bfor $", re.IGNORECASE)
_GOES_ON = (
    r"(?:,| and) (?:for|in those|over those|in all those|during those) ",
    r",? (?:has|have) [^,;:.]{1,48} for ",
    r",? (?:is|are) (?:due )?to [^,;:.]{1,32} after ",
    r",? and (?:this (?:year|week|month) )?(?:celebrates|marks|is celebrating|is marking) ",
)


def _goes_on_since(sentence: Sentence, point: Claim, gap: str, length: Claim) -> bool:
    """ "Set up in March 2011, has fed the town for 15 years", "has run it since 2011 and in those
    15 years": what began then goes on to the day of the article."""
    begun = r"\b(?:since|(?:{begun}|{made}|{entered})(?: [^\W\d_]+)?(?: (?:in|on))?) $"
    led = frame("spans", begun).search(sentence.before(point, 40))
    if led is None or "born" in led[0]:  # what a person has done for years began later than that
        return False
    tail = sentence.after(length, 24)
    if frame("spans", r"(?:[^;:.]{0,60},)? (?:and|but) ").fullmatch(gap):
        now = r" (?:later|on),? [^,;:.]{1,40}? (?:is|are|has|have)\b"
        if frame("spans", now).match(sentence.after(length, 60)):
            return True
    way = next((way for way in _GOES_ON if frame("spans", way).fullmatch(gap)), None)
    if way is None:
        return False
    if way is _GOES_ON[1] and not _is_slip_of_now(point, length):
        return False  # what it has done for years may have begun later
    if way is _GOES_ON[0]:
        return frame("spans", r" (?:it |he |she |they )?{has_had}\b").match(tail) is not None
    return re.match(r"\s*(?:[.,;)]|together\b|$)", tail) is not None


def _is_slip_of_now(point: Claim, length: Claim) -> bool:
    """Whether a length would be the time from a point to the day of the article, but for one slip
    of the pen."""
    day, start, told = point.document.published, point.figure.moment, lapses.told(length.figure)
    if day is None or start is None or told is None:
        return False
    now = Moment(day.year, day.month, day.day)
    return lapses.is_slip(start, now, told, day.year)


def _has_been(sentence: Sentence, length: Claim, point: Claim) -> bool:
    """ "It is 20 years since the mine shut in 1990"."""
    gap, led = sentence.between(length, point), sentence.before(length, 24)
    within = frame("spans", r"\b(?:in|over|during) the $").search(led)
    if within and cue("spans", "perfect").search(sentence.after(point, 80)):
        return frame("spans", r" since(?: [^,;:.]{1,48} in)? ").fullmatch(gap) is not None
    if not frame("spans", r"(?:^|\W){it_is} $").search(led):
        return False
    return frame("spans", r" since [^,;:.]{0,48}").fullmatch(gap) is not None


def _is_anniversary(sentence: Sentence, a: Claim, b: Claim, length: Claim) -> bool:
    """ "Marks the 50th anniversary of the 1974 flood", "founded in 1961, it celebrates its 65th
    birthday this year"."""
    if length.figure.kind is not Kind.ORDINAL or sentence.says("spans", "other_year"):
        return False
    if not sentence.says("spans", "anniversary_now"):
        return False
    gap = sentence.between(a, b)
    if length is a:
        of = r"\s+{anniversary} {anniversary_of}(?: [^\W\d_]+){0,4}?\s+(?:of |in |on )?"
        begun = r"\s+{anniversary}(?: {this_year})?,(?: which)? (?:was )?{made} in "
        began = (
            r"\s+{anniversary} {anniversary_of}(?: [^\W\d_]+){1,3}, which (?:{begun}|{made}) in "
        )
        return any(frame("spans", each).fullmatch(gap) for each in (of, begun, began))
    made = frame("spans", r"(?:^|\W){made} (?:in|on) $").search(sentence.before(a, 24))
    own = frame("spans", r"(?:,| and\b)[^,;:.]{0,48} (?:its|their|his|her) $").fullmatch(gap)
    return bool(made and own and frame("spans", r" {anniversary}").match(sentence.after(length)))


def _years(length: Claim) -> Claim:
    quantity = length.figure.quantity
    if quantity is None:
        return length
    years = Quantity(quantity.low, quantity.high, Decimal(1), "year")
    return replace(length, figure=replace(length.figure, kind=Kind.DURATION, quantity=years))


def since_then(point: Claim, length: Claim) -> Alignment:
    """A point with the time since, back from the day of the article."""
    figure = length.figure
    back = replace(length, scope=Slot("ago", figure.surface, figure.span))
    return aligned("span", ("back from the day of the article",), start=point, length=back)
