"""Sums told: figures in neighbouring sentences, and one that is said to be what they come to.

In: the figures of a paragraph that may be added. Out: a whole with its parts: "the lighter landed
67 on its first trip and 48 on its second. That accounted for all 115", "he has 29 of them, owns ten
more and has never found the last six. There are 45".

No form of a list is asked for, only that all figures of the kind make the whole or come near it,
with words that call it one. So nothing is told where any other reading of the figures holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import alike, is_person, noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import cue, frame, may_end_with
from checker.model import Aspect, Claim, Form, Kind, Modifier, Span
from checker.patterns import lazy
from checker.tolerance import added

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
_UNITED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.DURATION})
_SHARED = frozenset({Kind.MONEY, Kind.MEASURE})
_REACH = 3
_TWO = 2
_MOST = 6
_ROOM = 10
"""With more figures than that in a paragraph too many sums could hold."""

_NEAR = Decimal("0.25")
_BREAK = lazy(r"[;:]")
_JOINED = lazy(r"[,;:]|\b(?:and|plus)\b", re.IGNORECASE)


class Sum(NamedTuple):
    """A whole, and what has to come to it."""

    whole: Claim
    parts: tuple[Claim, ...]
    grounds: str


class Told(NamedTuple):
    """A figure and its sentence."""

    sentence: Sentence
    claim: Claim


Addable = Sequence[Sequence[Told]]
"""The figures of a paragraph that may be added, sentence by sentence."""


def addable(paragraph: Sequence[Sentence]) -> Addable:
    """What may be added in a paragraph: nothing where it has less than two parts and a whole."""
    if sum(len(sentence.claims) for sentence in paragraph) <= _TWO:
        return ()
    return [figures(sentence) for sentence in paragraph]


def sums_told(told: Addable) -> Iterator[Sum]:
    """Every total that figures before it come near, and none of them makes."""
    for place in range(len(told)):
        window = told[max(0, place - _REACH) : place + 1]
        for whole in window[-1]:
            found = _told(window, whole)
            if found is not None and not holds(told, whole.claim, found.parts):
                yield found


def _told(window: Sequence[Sequence[Told]], whole: Told) -> Sum | None:
    if not is_plain(whole.claim):
        return None
    behind, said, told = _is_added_up(whole), _is_said(whole), _is_told(whole)
    if not (behind or said or told or any(map(_may_be_more, window))):
        return None
    could_be = [[each for each in some if _can_be_part(each, whole)] for some in window]
    if could_be[-1] and behind:
        parts, grounds = _ahead(could_be, whole), "added up behind them"
    elif said:
        parts, grounds = _ahead(could_be, whole), "said to be all"
    elif told:
        parts, grounds = _list_before(could_be), "told again"
    else:
        parts, grounds = [], ""
    if not parts:
        parts, grounds = _with_more(could_be), "the one and so many more"
    if parts and _has_another_between(window, whole, parts[0]):
        return None
    if not 1 < len(parts) <= _MOST or not near(whole, parts) or _are_apart(whole, parts):
        return None
    return Sum(whole.claim, claims(parts), grounds)


def _is_added_up(whole: Told) -> bool:
    """Whether words behind a total call it one: "45 in all"."""
    if not whole.sentence.may_say("sums_told", "sum_behind"):
        return False
    behind = frame("sums_told", r"(?: [^\W\d_]+){0,3},? {sum_behind}\b")
    return behind.match(whole.sentence.after(whole.claim, 48)) is not None


def _is_said(whole: Told) -> bool:
    """Whether a total is called one: "that is", "which makes"; "in all" at the beginning of a
    sentence may count more than the one before it."""
    if not whole.sentence.may_say("sums_told", "sum_ahead"):
        return False
    before = whole.sentence.before(whole.claim, 40)
    return (
        frame("sums_told", _SAID).search(before) is not None
        and re.search(r"\bin all,? $", before, re.IGNORECASE) is None
    )


_SAID = r"\b{sum_ahead}(?: for[^.;:]{0,16}| [^\W\d_]+ of)?[:,]? $"


def _has_another_between(window: Sequence[Sequence[Told]], whole: Told, first: Told) -> bool:
    """Whether a greater figure stands among the parts, which are rather its, or one in another
    unit."""
    start, end = first.claim.figure.span.start, whole.claim.figure.span.start
    return any(
        start < each.claim.figure.span.start < end
        and each.claim.figure.kind is whole.claim.figure.kind
        and (not alike(each.claim, whole.claim) or size(each.claim) >= size(whole.claim))
        for sentence in window
        for each in sentence
    )


def _is_told(whole: Told) -> bool:
    """Whether a number is one that the text has told of: "the 40 coins", "26 of them"."""
    before, after = whole.sentence.before(whole.claim, 40), whole.sentence.after(whole.claim, 16)
    if may_end_with(before, "sums_told", "told"):
        return frame("sums_told", r"\b{told} $").search(before) is not None
    return frame("sums_told", r" {of_them}\b").match(after) is not None


def claims(told: Sequence[Told]) -> tuple[Claim, ...]:
    """The figures alone."""
    return tuple(each.claim for each in told)


def figures(sentence: Sentence) -> list[Told]:
    """What may be added in a sentence; a bare number behind one with a unit has that one's."""
    found: list[Told] = []
    united: Claim | None = None
    labelled = sentence.may_say("sums_told", "labels")
    for claim in sentence.claims:
        kind = claim.figure.kind
        near_by = united is not None and _BREAK.search(sentence.between(united, claim)) is None
        if kind is Kind.COUNT and noun_of(claim) == "" and united is not None and near_by:
            united = in_the_unit_of(united, claim)
            found.append(Told(sentence, united))
            continue
        united = claim if kind in _SHARED else None
        if kind in KINDS and not (labelled and _is_label(sentence, claim)):
            found.append(Told(sentence, claim))
    return [each for place, each in enumerate(found) if not _is_within(each, found[:place])]


def _is_label(sentence: Sentence, claim: Claim) -> bool:
    """ "On day 38"."""
    return frame("sums_told", r"\b{labels} $").search(sentence.before(claim, 16)) is not None


def _is_within(told: Told, before: Sequence[Told]) -> bool:
    """Whether a figure is only some of a part beside it: "17 are let and 28 stand empty, nine of
    them for years"; behind the first figure of a sentence it may be some of a whole."""
    if len(before) < _TWO or not alike(before[-1].claim, told.claim):
        return False
    less = size(told.claim) < size(before[-1].claim)
    gap = told.sentence.between(before[-1].claim, told.claim)
    of_them = frame("sums_told", r" {of_those}\b").match(told.sentence.after(told.claim, 16))
    return less and of_them is not None and re.search(r"\band\b", gap) is None


def is_plain(claim: Claim) -> bool:
    """Whether a figure is a point as written, and more than one."""
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY and size(claim) > 1


def _ahead(told: Sequence[Sequence[Told]], whole: Told) -> list[Told]:
    """The figures before a total that come nearest to it: those of its own sentence, or with some
    sentences before it."""
    parts: list[Told] = []
    nearest: list[Told] = []
    for sentence in reversed(told):
        parts = [*sentence, *parts]
        if 1 < len(parts) <= _MOST and (not nearest or _gap(whole, parts) < _gap(whole, nearest)):
            nearest = parts
    return nearest


def _gap(whole: Told, parts: Sequence[Told]) -> Decimal:
    return abs(sum(size(each.claim) for each in parts) - size(whole.claim))


def _list_before(told: Sequence[Sequence[Told]]) -> list[Told]:
    """The figures of one list, in the last of some sentences or just before it; or such as close a
    sentence each: "Belgium: 13. Denmark: six. Latvia: four"."""
    *others, own = told
    if not own and others:
        *others, own = others
    if len(own) > 1:
        before = others[-1] if others and _goes_on(own[0]) else ()
        return [*before, *own] if _are_listed(own) and len(before) <= 1 else []
    closing: list[Told] = []
    for sentence in reversed([*others, own]):
        if len(sentence) != 1 or sentence[0].sentence.after(sentence[0].claim).strip() != ".":
            break
        closing = [*sentence, *closing]
    return closing


def _goes_on(told: Told) -> bool:
    """Whether a sentence begins with a bare number: "19 matches were won. Five were drawn"."""
    return not noun_of(told.claim) and not told.sentence.before(told.claim).strip()


def _may_be_more(told: Sequence[Told]) -> bool:
    """False where no figure of a sentence is said to be added to one before it."""
    return bool(told) and told[0].sentence.may_say("sums_told", "another", "more")


def _with_more(told: Sequence[Sequence[Told]]) -> list[Told]:
    """ "They had four hoses on the mill, and got another four to work": the figures from the one
    that others are added to."""
    parts = [each for sentence in told for each in sentence]
    more = [place for place, each in enumerate(parts) if place and _is_more(each)]
    parts = parts[more[0] - 1 :] if more else []
    nouns = {noun_of(each.claim) for each in parts} - {""}
    return parts if len(nouns) <= 1 else []


def _is_more(told: Told) -> bool:
    before, after = told.sentence.before(told.claim, 16), told.sentence.after(told.claim, 32)
    if before.lower().endswith("the "):
        return False  # "the two others" were told of before
    return (
        frame("sums_told", r"^{another}\b").match(told.claim.figure.surface) is not None
        or frame("sums_told", r"\b{another} $").search(before) is not None
        or frame("sums_told", r"(?: [^\W\d_]+)? {more}\b(?! than\b)").match(after) is not None
    )


def _are_listed(parts: Sequence[Told]) -> bool:
    return all(
        a.sentence is b.sentence and _JOINED.search(a.sentence.between(a.claim, b.claim))
        for a, b in pairwise(parts)
    )


def _can_be_part(part: Told, whole: Told) -> bool:
    claim = part.claim
    return (
        claim.figure.span.end <= whole.claim.figure.span.start
        and alike(claim, whole.claim)
        and claim.aspect is Aspect.LEVEL
        and 0 < size(claim) < size(whole.claim)
    )


def near(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether parts come so near a whole that a slip may be what keeps them apart."""
    together, total = sum(size(each.claim) for each in parts), size(whole.claim)
    return abs(together - total) <= max(together, total) * _NEAR


def _are_apart(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether words between the first part and the total keep them from being added."""
    if not all(is_plain(each.claim) or size(each.claim) == 1 for each in parts):
        return True
    broken = {size(each.claim) % 1 != 0 for each in (*parts, whole)}
    if whole.claim.figure.kind is Kind.COUNT and len(broken) > 1:
        return True  # "10.34, 9.12 and 9.31 from the other three"
    nouns = {noun_of(each.claim) for each in parts} - {""}
    if len(set(map(is_person, nouns))) > 1:
        return True  # "two porters carried 31 crates"
    if any(map(_is_rate, (*parts, whole))):
        return True
    first = parts[0]
    start = max(first.sentence.segment.span.start, first.claim.figure.span.start - 40)
    text = whole.sentence.document.text[start : whole.claim.figure.span.start]
    tail = re.split(r"[.;:()–—]", whole.sentence.after(whole.claim, 32))[0]
    return bool(cue("sums_told", "apart").search(text) or cue("sums_told", "runs").search(tail))


def _is_rate(told: Told) -> bool:
    """Whether a figure is for each of something, or of so many things each."""
    before, after = told.sentence.before(told.claim, 24), told.sentence.after(told.claim, 40)
    each = frame("sums_told", r"(?: [^\W\d_]+)? {for_each}\b").match(after)
    many = re.search(r"[^\W_]s (?:of|at|worth) $", before)
    return each is not None or (many is not None and told.claim.figure.kind in _UNITED)


def holds(told: Sequence[Sequence[Told]], claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether any other figures of the paragraph make a total, or the parts make another one, or it
    is one that is told again. Of parts in a row none is left out that has others on both sides."""
    total, room = size(claim), added(claim.figure)
    own = {each.figure.span for each in (*parts, claim)}
    others = [
        size(each.claim)
        for sentence in told
        for each in sentence
        if each.claim.figure.span not in own and alike(each.claim, claim)
        if size(each.claim) > (each.claim.figure.span.start > claim.figure.span.start)
    ]
    together = sum(map(size, parts))
    if not {total, together}.isdisjoint(others) or len(others) > _ROOM:
        return True
    ones = [Decimal(1)] * min(2, _single(claim, own))
    low, high = room.low or total, room.high or total
    sizes = [size(each) for each in parts]
    runs = [sum(sizes[a:b]) for a, b in combinations(range(len(sizes) + 1), 2)]
    sums = (
        run + sum(some)
        for count in range(len(others) + len(ones) + 1)
        for some in combinations([*others, *ones], count)
        for run in (*runs, 0)
    )
    if any(low <= each <= high for each in sums):
        return True
    every = [*sizes, *others]
    return any(total in (abs(a - b), a * b) for a, b in combinations(every, 2))


def _single(claim: Claim, own: Collection[Span]) -> int:
    """How many in a row may be one without a number: "41 trawlers, 17 yachts and a tug"."""
    start, end = min(span.start for span in own), max(span.end for span in own)
    pattern = r"(?:(?:[,;]|\band|\bplus) {single}|\bwith {oneself})\b(?! [^\W\d_]+ of\b)"
    found = frame("sums_told", pattern).finditer(claim.document.text, start, end)
    ends = {span.end for span in own}
    return sum(match.end() not in ends for match in found)
