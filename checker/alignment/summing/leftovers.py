"""Leftovers: what there was, what became of it, and a figure that is called what is left.

In: the figures of a paragraph that may be added. Out: the first as a whole, with all others of its
kind as its parts: "out of 19 counts they convicted on seven and acquitted on eight. They could not
agree on the other four", "from £84m take the £30m of the state and the £19m of a brewer. The town
paid the other £35m".

As for ``sums_told`` no form of a list is asked for, and nothing is told where another reading of
the figures holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.alignment.summing.membership import alike, noun_of, size
from checker.alignment.summing.sums_told import (
    Addable,
    Sum,
    Told,
    claims,
    holds,
    is_plain,
    near,
)
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import cue, frame
from checker.model import Aspect, Kind

_REACH = 3
_FEWEST, _MOST = 3, 6


def leftovers(told: Addable) -> Iterator[Sum]:
    """Every whole that one part and the rest come near, and do not make."""
    rests = [any(map(_is_rest, sentence)) for sentence in told]
    for place, sentence in enumerate(told):
        if not any(rests[place : place + _REACH]):
            continue
        window = [each for some in told[place : place + _REACH] for each in some]
        for start, first in enumerate(sentence):
            found = _left_of(list(_in_unit_of(first, window[start:])))
            if found is not None and not holds(told, found.whole, found.parts):
                yield found
                break


def _in_unit_of(first: Told, window: Sequence[Told]) -> Iterator[Told]:
    """The figures of one kind with the first, bare numbers in its unit."""
    kind = first.claim.figure.kind
    for each in window:
        shared = each.claim
        if kind is not Kind.COUNT and shared.figure.kind is Kind.COUNT and not noun_of(shared):
            shared = in_the_unit_of(first.claim, shared)
        if alike(first.claim, shared) and shared.aspect is Aspect.LEVEL:
            yield Told(each.sentence, shared)


def _left_of(window: Sequence[Told]) -> Sum | None:
    """A whole that comes first, or second behind "six of the", and the figures up to the rest."""
    for place, rest in enumerate(window):
        if place >= _FEWEST - 1 and _is_rest(rest):
            if rest.sentence.before(rest.claim, 2) == ", ":
                return _made([e for e in window if _is_up_to(e, rest)])
            return _made(window[: place + 1])
    return None


def _is_up_to(told: Told, rest: Told) -> bool:
    """Whether a figure stands before the end of the sentence that the rest stands in."""
    return told.claim.figure.span.start < rest.sentence.segment.span.end


def _made(told: Sequence[Told]) -> Sum | None:
    whole = max(told, key=lambda each: size(each.claim))
    parts = [each for each in told if each is not whole]
    nouns = {noun_of(each.claim) for each in told} - {""}
    if not _begins(told, whole) or len(told) > _MOST or len(nouns) > 1:
        return None
    if not all(is_plain(each.claim) for each in told) or _are_apart(told):
        return None
    if not near(whole, parts):
        return None
    return Sum(whole.claim, claims(parts), "one is what is left")


def _begins(told: Sequence[Told], whole: Told) -> bool:
    """Whether the whole is told first, as what there was: "of the 118", "it had 655"; or second,
    behind "six of the"."""
    first, second = told[:2]
    if first is whole:
        of_them = frame("sums_told", r"(?: [^\W\d_]+)? {of_those}\b")
        if of_them.match(second.sentence.after(second.claim, 24)):
            return True
        before = whole.sentence.before(whole.claim, 32)
        if frame("sums_told", r"(?:^|\b){out_of} (?:[^\W\d_]+['’]?s? ){0,3}$").search(before):
            return True
        had = frame("sums_told", r"\b{had} (?:the |all )?$").search(before)
        return second.sentence is not first.sentence and had is not None
    if second is not whole or first.sentence is not second.sentence:
        return False
    gap = f" {first.sentence.between(first.claim, second.claim).strip()} "
    of = r"(?: [^\W\d_]+){0,2} of(?: [^\W\d_]+(?:['’]s?)?){0,3} "
    return re.fullmatch(of, gap) is not None


def _is_rest(told: Told) -> bool:
    if not told.sentence.may_say("sums_told", "rest"):
        return False
    before = told.sentence.before(told.claim, 32)
    return frame("sums_told", r"\b{rest}(?: of)?,? $").search(before) is not None


def _are_apart(told: Sequence[Told]) -> bool:
    if any(re.search(r"\bof the $", each.sentence.before(each.claim, 8)) for each in told[2:]):
        return True  # "eleven of the 19 are by one hand"
    first, last = told[0], told[-1]
    text = first.sentence.document.text[first.claim.figure.span.start : last.claim.figure.span.end]
    return cue("sums_told", "apart").search(text) is not None
