"""Stretches: a length of time some words off the two points between which it lies.

In: the paragraphs of a document with their points and lengths alone. Out: a start, an end and a
length: "shut it at 10.40pm and opened it at 5.10am, six hours in which ...", "opened in 1951 and
closed in 1988. In those 37 years ...", "it was 48 minutes between the call at 3.14am and the
arrival at 4.02am".

The words do not prove that the three belong together, so that whoever judges them should leave
alone what lies too far apart for a slip.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.timing import lapses
from checker.alignment.timing.aging import moment_of
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_POINTS = _DATED | {Kind.TIME}
_FAR = 200
_BREAK = lazy(r"[:?!]|\.\s")
_CLOSED = lazy(r"\s*(?:[.,;)]|$)")
_PRONOUN = lazy(r"(?:it|he|she|they)\b", re.IGNORECASE)
_WORD = lazy(r"[^\W\d_]{4,}")


class Stretch(NamedTuple):
    """Two points and the length between them."""

    start: Claim
    end: Claim
    length: Claim


def stretches(paragraph: Sequence[Sentence], ahead: Sentence | None) -> Iterator[Stretch]:
    """Every length of a paragraph with the points that it goes back to. ``ahead`` is the sentence
    with points or lengths before the paragraph."""
    before = ahead
    for place, sentence in enumerate(paragraph):
        behind = paragraph[place + 1] if place + 1 < len(paragraph) else None
        for length in sentence.claims:
            if length.figure.kind is Kind.DURATION and length.figure.form is Form.POINT:
                found = _points(sentence, before, length) or _told_after(sentence, behind, length)
                if found is not None and not _is_up_to_now(found, length):
                    yield Stretch(*found, length)
        before = sentence


_Pair = tuple[Claim, Claim]
_Way = Callable[[Sentence, Sentence | None, Claim], _Pair | None]


def _points(sentence: Sentence, before: Sentence | None, length: Claim) -> _Pair | None:
    if before is not None and before.segment.paragraph != sentence.segment.paragraph:
        named = _of_those(sentence, before, length)
        if named is not None:
            return named
        before = None
    ways: tuple[_Way, ...] = (_between, _until_then, _later_in, _having)
    if not _is_of_something_else(sentence, length):
        ways = (_behind, _of_those, _that_made, _it_took, *ways)
    for way in ways:
        found = way(sentence, before, length)
        if found is not None:
            return found
    return None


def _is_of_something_else(sentence: Sentence, length: Claim) -> bool:
    """ "To 14 April, 20 days longer", "40 minutes for each"; but "making 17 years of digging"."""
    tail = sentence.after(length, 80)
    if frame("spans", r" of [^\W\d_]+ing\b| apart\b").match(tail):
        return False
    if any(_is_beside(sentence, length, claim) for claim in sentence.claims):
        return True
    return frame("spans", r" {no_length}\b").match(tail) is not None


def _is_beside(sentence: Sentence, length: Claim, claim: Claim) -> bool:
    """ "Two hours and 10 minutes in 1990": another point of its own."""
    if not _is_point(claim) or claim.figure.span.start < length.figure.span.end:
        return False
    return (
        frame("spans", r" (?:in|on|at|until|from) ").fullmatch(sentence.between(length, claim))
        is not None
    )


# ------------------------------------------------------------------------------------ the points


def _is_point(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind in _POINTS and figure.form is Form.POINT and figure.moment is not None


def _ahead(sentence: Sentence, length: Claim) -> list[Claim]:
    """The points of a sentence before a length, back to the length before it, unless that is of
    "a 44-year career"."""
    found: list[Claim] = []
    for claim in sentence.claims:
        if claim is length:
            break
        if claim.figure.kind is Kind.DURATION and claim.figure.surface.endswith("-year"):
            continue
        found = [*found, claim] if _is_point(claim) else []
    return found


def _pair(start: Claim, end: Claim) -> _Pair | None:
    """Two points of one kind, or a date and a year."""
    kinds = {start.figure.kind, end.figure.kind}
    if len(kinds) == 1:
        return start, end
    moments = (start.figure.moment, end.figure.moment)
    dated = kinds <= _DATED and all(moment and moment.year for moment in moments)
    return (start, end) if dated else None


def _last_two(sentence: Sentence, points: list[Claim]) -> _Pair | None:
    """The last two of some points, where no new clause begins between them."""
    if len(points) < 2:
        return None
    start, end = points[-2:]
    gap = sentence.between(start, end)
    if len(gap) > _FAR or _BREAK.search(gap.replace("a.m.", "").replace("p.m.", "")):
        return None
    return _pair(start, end)


def _only_two(sentence: Sentence | None) -> _Pair | None:
    """The two points of a sentence that has no others."""
    points = [] if sentence is None else [c for c in sentence.claims if _is_point(c)]
    return _pair(*points) if len(points) == 2 else None


def _only_one(sentence: Sentence | None, end: Claim) -> Claim | None:
    """The one point of a sentence that can stand at the beginning of what ends at another."""
    points = [] if sentence is None else [c for c in sentence.claims if _is_point(c)]
    if sentence is None or len(points) != 1:
        return None
    if end.figure.span.start - points[0].figure.span.end > 2 * _FAR:
        return None
    if frame("spans", r"\b{is_now} $").search(sentence.before(points[0], 24)):
        return None  # "It is seven o'clock. The siege ended at 2.10am, after 15 hours"
    return points[0] if _pair(points[0], end) else None


# ---------------------------------------------------------------------------- behind the second


def _behind(sentence: Sentence, before: Sentence | None, length: Claim) -> _Pair | None:
    """ "... at 5.10am, six and a half hours in which", "... at 4.02am, a wait of 48 minutes"."""
    points = _ahead(sentence, length)
    if not points:
        return None
    end = points[-1]
    first = _only_one(before, end) if len(points) == 1 else None
    pair = (first, end) if first is not None else _last_two(sentence, points)
    if pair is None:
        return None
    gap, tail = sentence.between(end, length), sentence.after(length, 80)
    if frame("spans", r" apart\b").match(tail):
        return pair if frame("spans", r"\s*[,–(] (?:{barely} )?").fullmatch(gap) else None
    led = frame("spans", _LINK).fullmatch(gap)
    if led is None or cue("spans", "other_lengths").search(led["noun"] or ""):
        return None
    told = re.match(r"\s+after\s+(.{1,60})", tail, re.DOTALL)
    if told is not None:
        return pair if _is_told_again(sentence, before, pair, length, told[1]) else None
    spent = _CLOSED.match(tail) or frame("spans", r" (?:{spent}|as (?!an?\b)[^\W\d_]+)\b").match(
        tail
    )
    return pair if spent or not led["after"] else None


_LINK = (
    rf"(?: (?:on )?{alternatives('calendar', 'weekdays')})?(?: {{dayparts}})?\)?(?:"
    r"\s*[:,–—(-]\s*(?:{so_long})?\s*(?:an? (?P<noun>[^,;:.]{1,30}?) of)?\s*"
    r"|(?: [^,;:.–—()]{1,32})?\s*[,–—-]? (?P<after>after) "
    r"|, having (?:[^,;:.]{1,40}? for|[^\W\d_]+) "
    r"|, so(?: that)? [^,;:.]{1,30}? (?:have|had|has|got) )"
    r"(?:{barely} )?"
)


def _is_told_again(
    sentence: Sentence, before: Sentence | None, pair: _Pair, length: Claim, told: str
) -> bool:
    """Whether "after the alarm was raised" and "after it left" are what happened at the start."""
    if _tells_of(pair[0], sentence, before, told):
        return True
    if pair[0] in sentence.claims:
        return frame("spans", r"(?:it|he|she|they) (?:had )?{departed}\b").match(told) is not None
    return bool(_PRONOUN.match(told)) and _minutes_agree(*pair, length)


def _tells_of(start: Claim, sentence: Sentence, before: Sentence | None, told: str) -> bool:
    """Whether "after the alarm was raised" is what happened at the start."""
    home = sentence if start in sentence.claims or before is None else before
    around = f"{home.before(start, 80)} {home.after(start, 40) if home is before else ''}"
    words = set(_WORD.findall(re.split(r"[,;:.]", told)[0].lower()))
    known = words & set(_WORD.findall(around.lower()))
    return len(known) > 1 or (bool(known) and len(words) < 2 + len(known))


def _minutes_agree(start: Claim, end: Claim, length: Claim) -> bool:
    """Whether a length in hours is that between two clock times but for whole hours, which is no
    accident: 11.20am, 4.50pm and four and a half hours."""
    a, b, quantity = start.figure.moment, end.figure.moment, length.figure.quantity
    if start.figure.kind is not Kind.TIME or a is None or b is None or quantity is None:
        return False
    if quantity.unit not in ("hour", "minute") or quantity.low is None or not b.minute:
        return False
    minutes = quantity.low * (60 if quantity.unit == "hour" else 1)
    off = (b.minute or 0) - (a.minute or 0) - minutes
    return bool(minutes % 60) and off % 60 == 0


# ------------------------------------------------------------------------------- named once more


def _of_those(sentence: Sentence, before: Sentence | None, length: Claim) -> _Pair | None:
    """ "In those 35 years", "in the six years between", "in her 12 years in the job"."""
    led, tail = sentence.before(length, 32), sentence.after(length, 40)
    if not (
        frame("spans", r"\b{throughout} (?:all )?(?:those|these) (?:{barely} )?$").search(led)
        or (
            frame("spans", r"\b{throughout} the $").search(led)
            and frame("spans", r" (?:in )?between\s*(?:[,.;]|$)").match(tail)
        )
        or (
            frame("spans", r"\b{throughout} (?:his|her|its|their) $").search(led)
            and frame("spans", r" {tenure}\b").match(tail)
        )
    ):
        return None
    points = _ahead(sentence, length)
    return _last_two(sentence, points) if points else _only_two(before)


def _that_made(sentence: Sentence, before: Sentence | None, length: Claim) -> _Pair | None:
    """ "He learned the trade in 1994 and made his last peal in 2018. That made 24 years" """
    led = sentence.before(length, 40)
    if frame("spans", r"\W*{that_made} (?:{barely} )?").fullmatch(led) is None:
        return None
    if len(led) != length.figure.span.start - sentence.segment.span.start:
        return None
    return _only_two(before)


def _is_up_to_now(pair: _Pair, length: Claim) -> bool:
    """Whether a length is the time from one of two points to the day of the article."""
    day, told = length.document.published, lapses.told(length.figure)
    if day is None or told is None:
        return False
    today = moment_of(day)
    return any(
        moment is not None and moment.year and lapses.goes(moment, today, told, day.year)
        for moment in (point.figure.moment for point in pair)
    )


# ------------------------------------------------------------------------------ before the second


def _between(sentence: Sentence, _: Sentence | None, length: Claim) -> _Pair | None:
    """ "48 minutes between the call at 3.14am and the arrival at 4.02am"; "from the first shot at
    2.15pm to the last at 2.47pm it took 32 minutes"."""
    place = sentence.claims.index(length)
    behind = sentence.claims[place + 1 : place + 3]
    if len(behind) == 2 and all(map(_is_point, behind)):
        start, end = behind
        into = frame("spans", r" (?:between|from) [^,;:.]{1,60}? (?:(?:at|on|in|of) )?(?:the )?")
        to = frame("spans", r" (?:and|to|until) [^,;:.]{1,60}? (?:(?:at|on|in|of) )?(?:the )?")
        if into.fullmatch(sentence.between(length, start)) and to.fullmatch(
            sentence.between(start, end)
        ):
            return _pair(start, end)
    return None


def _until_then(sentence: Sentence, _: Sentence | None, length: Claim) -> _Pair | None:
    """ "Charged on 2 February, on bail for the 20 months between that day and the verdict of 22
    October"; "closed in 1964, and it was 52 years before a train ran on it again, in 2016"."""
    place = sentence.claims.index(length)
    points, behind = _ahead(sentence, length), sentence.claims[place + 1 : place + 2]
    if not points or not behind or not _is_point(behind[0]):
        return None
    gap = sentence.between(length, behind[0])
    between = r" between {that_day} and [^;:.]{1,60}? (?:(?:at|on|in|of) )?(?:the )?"
    led = sentence.before(length, 40)
    waited = frame("spans", r"\b{waited} (?:{barely} )?$").search(led) is not None
    before = r" (?:before|until|till) [^;:.]{1,60}?,? (?:(?:at|on|in|of) )?(?:the )?"
    if frame("spans", between).fullmatch(gap) or (waited and frame("spans", before).fullmatch(gap)):
        return _pair(points[-1], behind[0])
    return None


def _later_in(sentence: Sentence, before: Sentence | None, length: Claim) -> _Pair | None:
    """ "Signed for in June 2021, they ran out five years afterwards, in June 2024"."""
    place = sentence.claims.index(length)
    points, behind = _ahead(sentence, length), sentence.claims[place + 1 : place + 2]
    if not behind or not _is_point(behind[0]):
        return None
    gap = sentence.between(length, behind[0])
    later = r" (?:{later}|{afterwards}), (?:in|on|at) (?:the )?"
    if not frame("spans", later).fullmatch(gap):
        return None
    start = points[-1] if points else _only_one(before, behind[0])
    return None if start is None else _pair(start, behind[0])


def _having(sentence: Sentence, _: Sentence | None, length: Claim) -> _Pair | None:
    """ "She left in January 2019 after 12 years, having been elected in November 2006"."""
    place = sentence.claims.index(length)
    points, behind = _ahead(sentence, length), sentence.claims[place + 1 : place + 2]
    if not points or not behind or not _is_point(behind[0]):
        return None
    after = frame("spans", r",? after (?:{barely} )?").fullmatch(
        sentence.between(points[-1], length)
    )
    having = frame("spans", r",? having [^,;:.]{1,60} (?:in|on|at) (?:the )?")
    if after and having.fullmatch(sentence.between(length, behind[0])):
        return _pair(behind[0], points[-1])
    return None


# ---------------------------------------------------------------------------------- with a verb


def _it_took(sentence: Sentence, before: Sentence | None, length: Claim) -> _Pair | None:
    """ "The court sat at 10am and rose at 12.45pm. The hearing took two hours and 45 minutes." """
    passed = frame("spans", r" {passed}\b").match(sentence.after(length, 16))
    if not (passed or _is_lasting(sentence, length)):
        return None
    points = _ahead(sentence, length)
    if points:
        return _last_two(sentence, points)
    ends = re.match(r"\s*(?:[.,;)]|and\b|$)", sentence.after(length, 8)) is not None
    if ends and len(sentence.claims) == 1:
        return _only_two(before)
    return None


def _is_lasting(sentence: Sentence, length: Claim) -> bool:
    led = frame("spans", r"\b(?:(?:{lasted}|{held})(?: for)?|{state} for) (?:{barely} )?$")
    return led.search(sentence.before(length, 40)) is not None


def _told_after(sentence: Sentence, behind: Sentence | None, length: Claim) -> _Pair | None:
    """ "The bridge stood for 41 years. It opened in 1903 and was blown up in 1944."; "it shut in
    2021 after 132 years. It was founded in 1889." """
    rest = sentence.claims[sentence.claims.index(length) + 1 :]
    points = _ahead(sentence, length)
    goes_on = behind is not None and cue("spans", "goes_on").search(behind.text[:24])
    if points:
        after = frame("spans", r",? after (?:{barely} )?")
        closed = _CLOSED.match(sentence.after(length, 8))
        start = _only_one(behind, points[-1]) if goes_on and closed and not rest else None
        if start is None or behind is None or not _is_begun(behind, start):
            return None
        led = after.fullmatch(sentence.between(points[-1], length))
        return _pair(start, points[-1]) if led else None
    if not _is_lasting(sentence, length):
        return None
    home, pair = sentence, None
    if rest:
        colon = re.match(r"[^.;:]{0,40}:", sentence.after(length, 42))
        pair = _last_two(sentence, list(rest)) if colon and len(rest) == 2 else None
    elif goes_on and behind is not None:
        home, pair = behind, _only_two(behind)
    if pair is None or not all(map(_is_point, pair)):
        return None
    return pair if _is_begun(home, pair[0]) else None


def _is_begun(sentence: Sentence, start: Claim) -> bool:
    begun = frame("spans", r"\b(?:{begun}|{made})(?: (?:at|on|in))? $")
    return begun.search(sentence.before(start, 32)) is not None
