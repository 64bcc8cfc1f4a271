"""A span that two sentences tell: what the one begins, the other ends.

In: a paragraph with its points and lengths alone. Out: a start, an end and a length: "At 3.14am
they called. They had landed by 4.02am, 48 minutes later", "The siege began on 3 March. It lasted 42
days and ended on 14 April".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.beside import (
    NAME,
    POINTS,
    is_later,
    is_length,
    is_pair,
    of_one_kind,
)
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Kind
from checker.patterns import lazy


def spans_across(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """The spans of a paragraph of which one sentence tells the start and the next the end."""
    yield from _across(paragraph)
    yield from _later(paragraph)


# ------------------------------------------------------------------------------- two sentences


def _later(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """ "At 3.14am they called. They had landed by 4.02am, 48 minutes later." """
    earlier: list[Claim] = []
    for sentence in paragraph:
        points = [c for c in sentence.claims if c.figure.kind in POINTS]
        for end, length in pairwise(sentence.claims):
            if end.figure.kind not in POINTS or not is_length(length):
                continue
            gap, tail = sentence.between(end, length), sentence.after(length, 16)
            on_its_day = rf"(?: (?:on )?{alternatives('calendar', 'weekdays')})?\s*,\s*"
            if not frame("spans", on_its_day).fullmatch(gap) or not is_later(tail):
                continue
            ahead = [c for c in (*earlier, *points) if c.figure.span.end <= end.figure.span.start]
            same = [c for c in ahead if of_one_kind(c, end)]
            if same and not is_pair(sentence, same[-1], end):
                grounds = "from the point before it"
                yield aligned(NAME, (grounds,), start=same[-1], end=end, length=length)
        earlier = points


def _across(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    """A time limit and, one sentence on, the day on which it runs out; a beginning and, one
    sentence on, how long it lasted and when it ended."""
    for first, second in pairwise(paragraph):
        if _ANOTHER.match(second.text):
            continue
        ways = (_runs_out, _lasted, _until, _late_then)
        found = next((each for way in ways if (each := way(first, second)) is not None), None)
        if found is not None:
            start, end, length = found
            yield aligned(NAME, ("the sentence behind it",), start=start, end=end, length=length)


# "Her last ended on": of another one.
_ANOTHER = lazy(
    r"\W*(?:the|his|her|its|their|a) (?:last|next|second|third|final|other|previous|latest)\b",
    re.IGNORECASE,
)
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
    if led and late and of_one_kind(due[0], end) and second.between(end, length) == ", ":
        return (due[0], end, length) if came.search(second.before(end)) else None
    return None


def _runs_out(first: Sentence, second: Sentence) -> _Three | None:
    points = [c for c in first.claims if c.figure.kind is Kind.DATE]
    lengths = [c for c in first.claims if is_length(c)]
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
    if not of_one_kind(start, end) or not is_length(length):
        return None
    if not _is_beginning(first, start):
        return None
    lasted = frame("spans", r"^\W*it {lasted} $").search(second.before(length, 40))
    ended = frame("spans", r",? (?:and|until) (?:it )?(?:{gets_there} )?(?:(?:at|on|in) )?")
    if lasted and ended.fullmatch(second.between(length, end)):
        return start, end, length
    return None


def _until(first: Sentence, second: Sentence) -> _Three | None:
    """ "In 1960 they married. They lived there for 40 years, until his death in 2000." """
    starts = [c for c in first.claims if c.figure.kind in POINTS]
    if len(starts) != 1 or len(second.claims) != 2:
        return None
    length, end = second.claims
    if not of_one_kind(starts[0], end) or not is_length(length):
        return None
    if not first.says("spans", "entered"):
        return None
    went_on = frame("spans", r"^\W*(?:he|she|it|they|we)\b[^,;:.]* for $")
    until = frame("spans", r",? until\b[^,;:.]{0,40}? (?:in )?")
    if went_on.search(second.before(length)) and until.fullmatch(second.between(length, end)):
        return starts[0], end, length
    return None


def _is_beginning(sentence: Sentence, claim: Claim) -> bool:
    """Whether something began at a point: "since 3 March", "began on 3 March"."""
    before = sentence.before(claim, 32)
    return frame("spans", r"\b(?:since|{begun}(?: (?:on|in|at))?)\s+$").search(before) is not None
