"""Leftovers: what there was, what became of it, and a figure that is called what is left.

In: the figures of a paragraph that may be added. Out: the first as a whole, with
all others of its kind as its parts: "out of 19 counts they convicted on seven and acquitted on
eight. They could not agree on the other four", "from £84m take the £30m of the state and the £19m
of a brewer. The town paid the other £35m", "seventeen of the 31 beagles found homes. That left
14".

As for ``sums_told`` no form of a list is asked for, and nothing is told where another reading of
the figures holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import (
    Line,
    Sum,
    Told,
    claims,
    holds,
    is_of_a_slip,
    is_plain,
    near,
)
from checker.alignment.summing.membership import alike, is_person, noun_of, size
from checker.alignment.wording import cue, frame, listed
from checker.model import Aspect

_OF_WHICH = re.compile(r"\bof wh(?:ich|om) $")
_REACH = 2
_FEWEST, _MOST = 3, 6
_BEFORE = 3
_CLOSE = Decimal("0.15")


def may_tell_a_rest(sentence: Sentence) -> bool:
    """Whether a sentence has a word for what is left."""
    return "rest told" in sentence.may


def leftovers(lines: Iterable[Line]) -> Iterator[Sum]:
    """Every whole that what became of it and the rest come near, and do not make."""
    for told in lines:
        for place, sentence in enumerate(told):
            if not sentence or not may_tell_a_rest(sentence[0].sentence):
                continue
            for rest in sentence:
                if not is_plain(rest.claim) or not is_rest(rest):
                    continue
                window = [
                    each for some in told[max(0, place - _REACH) : place + 1] for each in some
                ]
                found = _made(_up_to(window, rest))
                if found is not None and not holds(told, found.whole, found.parts):
                    yield found


def _up_to(window: Sequence[Told], rest: Told) -> list[Told]:
    """The figures from the whole that is nearest before the rest to the end of what is told of it:
    a number "of the" whole belongs to it, and so do those behind a rest in a clause of its own."""
    start = rest.claim.figure.span.start
    kin = [each for each in window if _is_kin(each, rest)]
    told = [each for each in kin if each.claim.figure.span.start <= start]
    if rest.sentence.before(rest.claim, 2) == ", ":
        told = kin
    ahead = [each for each in told if each.claim.figure.span.start < start]
    after = told[len(ahead) :]
    for place in range(len(ahead) - 1, -1, -1):
        inner = [*ahead[place + 1 :], *after]
        if not inner or size(ahead[place].claim) <= max(size(each.claim) for each in inner):
            continue
        if _OF_WHICH.search(ahead[place].sentence.before(ahead[place].claim, 12)):
            continue  # a part of what stands before it
        some = [ahead[place - 1]] if place and _is_some_of(ahead[place - 1], ahead[place]) else []
        found = [ahead[place], *some, *inner]
        enough = len(found) >= _FEWEST and near(ahead[place], found[1:])
        if enough and (some or _begins(ahead[place], inner)):
            return found
        before = ahead[max(0, place - _BEFORE) : place]
        if len(before) > 1 and len(inner) == 1 and _had_before(ahead[place], before):
            return [ahead[place], *before, *inner]
    return []


def _had_before(whole: Told, gone: Sequence[Told]) -> bool:
    """Whether what went is told before what there was: "having lost a dozen staff and seven more,
    the home, which had 35, is making do with 16"."""
    before = whole.sentence.before(whole.claim, 32)
    first = gone[0]
    start = max(first.sentence.segment.span.start, first.claim.figure.span.start - 40)
    text = whole.sentence.document.text[start : whole.claim.figure.span.start]
    had = frame("sums_told", r"\b{had} (?:the |all |a )?$").search(before)
    return had is not None and cue("sums_told", "gone", "lost").search(text) is not None


def _begins(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether a figure is what there was, and no first item of the list behind it."""
    before = whole.sentence.before(whole.claim, 32)
    if frame("sums_told", r"(?:^|\b){out_of} (?:[^\W\d_]+['’]?s? ){0,3}$").search(before):
        return True
    first = min(parts, key=lambda each: each.claim.figure.span.start)
    told_of = frame("sums_told", r"(?: [^\W\d_]+)? {of_those}\b")
    if told_of.match(first.sentence.after(first.claim, 24)):
        return True
    gap = whole.sentence.document.text[whole.claim.figure.span.end : first.claim.figure.span.start]
    if frame("sums_told", r"[^,;.]*[,;] {of_those} ").fullmatch(gap):
        return True
    if frame(
        "sums_told",
        r"[^,;.]*[,;](?: of which| of whom| and)?(?: he| she| it| they)? {gone} (?:[^\W\d_]+ )?",
    ).fullmatch(gap):
        return True
    if first.sentence is whole.sentence and ";" not in gap:
        return False
    had = frame("sums_told", r"\b{had} (?:the |all |a )?$").search(before)
    together, total = sum((size(each.claim) for each in parts), Decimal(0)), size(whole.claim)
    return had is not None or (
        abs(together - total) <= total * _CLOSE and is_of_a_slip(abs(together - total))
    )


def _is_kin(told: Told, rest: Told) -> bool:
    return alike(told.claim, rest.claim) and told.claim.aspect is Aspect.LEVEL


def _is_some_of(first: Told, second: Told) -> bool:
    """ "Six of the 23"."""
    if first.sentence is not second.sentence:
        return False
    gap = f" {first.sentence.between(first.claim, second.claim).strip()} "
    of = r"(?: [^\W\d_]+){0,2} of(?: [^\W\d_]+(?:['’]s?)?){0,3} "
    return re.fullmatch(of, gap) is not None


def _made(told: Sequence[Told]) -> Sum | None:
    if not _FEWEST <= len(told) <= _MOST:
        return None
    nouns = {noun_of(each.claim) for each in told} - {""} - listed("sums_told", "ones")
    if len(nouns) > 1 and not all(map(is_person, nouns)):
        return None
    if not all(is_plain(each.claim) for each in told) or _are_apart(told):
        return None
    return Sum(told[0].claim, claims(told[1:]), "one is what is left")


def is_rest(told: Told) -> bool:
    """Whether words call a figure what is left."""
    if not may_tell_a_rest(told.sentence):
        return False
    before, after = told.sentence.before(told.claim, 40), told.sentence.after(told.claim, 40)
    if frame("sums_told", r"\b{rest}(?: of)?,? $").search(before):
        clause = re.split(r"[.;:]", told.sentence.after(told.claim, 60))[0]
        return cue("sums_told", "rest_later").search(clause) is None
    ones = frame("sums_told", r"(?: [^\W\d_]+)? {ones}\b")
    if re.search(r"\bthe $", before, re.IGNORECASE) and ones.match(after):
        return True
    behind = frame("sums_told", r"(?: [^\W\d_]+)? {rest_behind}(?:\s*(?:[.,;:)]|$)| {goes_on}\b)")
    return behind.match(after) is not None


def _is_taken_on(told: Told) -> bool:
    """ "It took 20 on"."""
    return (
        frame("sums_told", r"\b{took} $").search(told.sentence.before(told.claim, 16)) is not None
        and frame("sums_told", r"(?: [^\W\d_]+)? {on}\b").match(told.sentence.after(told.claim, 24))
        is not None
    )


def _are_apart(told: Sequence[Told]) -> bool:
    told = sorted(told, key=lambda each: each.claim.figure.span.start)
    if any(re.search(r"\bof the $", each.sentence.before(each.claim, 8)) for each in told[2:]):
        return True  # "eleven of the 19 are by one hand"
    if any(map(_is_taken_on, told)):
        return True
    first, last = told[0], told[-1]
    text = first.sentence.document.text[first.claim.figure.span.start : last.claim.figure.span.end]
    return cue("sums_told", "rest_apart", "came").search(text) is not None
