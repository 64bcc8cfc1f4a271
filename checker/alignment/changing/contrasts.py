"""Contrasts: two levels that words set against each other, and how far it is between them.

In: the sentences of a paragraph. Out: the level before, the level after and the change, in one
sentence or in neighbouring ones: "guards are 340 now. In 2010 they were 510. There are fewer by
half", "rolls have doubled, to 640. They were 370 when she came".

A change is told by a word right beside it ("a jump of", "shorter", "doubled"), the levels by when
each was so, or by a word such as "against"; where no word says so, they have to be the only two
figures of their kind and to stand before the change. Nothing is told where the change is that of
any two figures near it, or where the two levels make another change that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.linked import is_from_another_time, is_linked
from checker.alignment.changing.stated import (
    CHANGES,
    Change,
    as_change,
    is_points,
    is_verb,
    may_be_change,
)
from checker.alignment.changing.times import is_earlier, is_elsewhere, is_whole, time_of
from checker.alignment.changing.told import (
    MEANT,
    MOST,
    Told,
    figures_of,
    meets,
    readings,
    same_kind,
    united,
)
from checker.alignment.passages import Ends, Place, Sentence, place_of, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Aspect, Claim, Direction, Kind

_LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_PAIR = 2
_FEW = 4


class Moved(NamedTuple):
    """Two levels and how far it is said to be between them."""

    levels: Ends
    change: Claim


def contrasts(paragraph: Sequence[Sentence], known: Container[Place]) -> Iterator[Moved]:
    """Every change that two levels near it do not make and might be meant to, but for those that
    are ``known``."""
    if sum(len(sentence.claims) for sentence in paragraph) <= _PAIR:
        return
    for at, sentence in enumerate(paragraph):
        for claim in sentence.claims:
            if not may_be_change(sentence, claim):
                continue
            if place_of(claim) in known:
                continue
            change = as_change(sentence, at, claim)
            levels = None if change is None else _levels(paragraph, change)
            if change is None or levels is None or _is_made(paragraph, change, levels):
                continue
            if _is_over_another_time(sentence, levels):
                continue
            yield Moved(levels, change.claim)


def _is_over_another_time(home: Sentence, levels: Ends) -> bool:
    """Whether a change of a sentence of its own is told of a longer time: "profit in the quarter
    fell to £38m from £95m. Over twelve months the fall is 22%"."""
    if any(level in home.claims for level in levels):
        return False
    return (
        frame("contrasts", r"\W*{over_all} [^,;:.]{0,24}?\b{stretches}\b").match(home.text)
        is not None
    )


# ------------------------------------------------------------------------------------ the levels


def _levels(paragraph: Sequence[Sentence], change: Change) -> Ends | None:
    """The two levels that a change is between: in its own sentence, or with those beside it."""
    at = change.at
    for window in ((at,), (at - 1, at), (at, at + 1), (at - 1, at, at + 1), (at - 2, at - 1, at)):
        near = [paragraph[n] for n in window if 0 <= n < len(paragraph)]
        if len(near) < len(window):
            continue
        told = united([each for sentence in near for each in figures_of(sentence)])
        told = [each for each in told if each.claim.figure.span != change.claim.figure.span]
        if len(told) > MOST:
            return None
        pairs = [
            pair
            for pair in combinations(told, 2)
            if _may_be_levels(*pair, change) and not _has_its_own(paragraph[at], change, pair, told)
        ]
        opposed = [
            (pair, found) for pair in pairs if (found := _in_time(*pair, told, change)) is not None
        ]
        if len(opposed) > 1:
            opposed = [each for each in opposed if _are_beside(*each[0], change)]
        if len(opposed) == 1:
            (one, other), levels = opposed[0]
            before = one if one.claim is levels.before else other
            if is_from_another_time(paragraph[at], change, before, told):
                return None
            linked = is_linked(paragraph[at], change, one, other)
            return levels if linked or _is_example(paragraph[at], change, levels) else None
        if len(pairs) == 1 and len(told) <= _FEW:
            if any(time_of(each, told).opposed and is_elsewhere(each) for each in pairs[0]):
                return None  # "won with 48% against 33% for his rival": of two people
            levels_told = _the_only_two(change, pairs[0])
            if is_from_another_time(paragraph[at], change, pairs[0][0], told):
                return None
            return levels_told if is_linked(paragraph[at], change, *pairs[0]) else None
        if pairs:
            return None
    return None


def _is_example(home: Sentence, change: Change, levels: Ends) -> bool:
    """Whether two levels show how much something has doubled, and are nearer each other than that:
    "fees have doubled, with the cheapest now at £310 against £220"."""
    claim = change.claim
    first = min(levels, key=lambda level: level.figure.span)
    if claim.figure.kind is not Kind.MULTIPLE or not is_verb(claim):
        return False
    if not claim.figure.span.start < first.figure.span.start < home.segment.span.end:
        return False
    shown = frame("contrasts", r"[^;:,]*, with (?:[^\W\d_]+ ){1,6}{shows} ")
    if shown.fullmatch(home.between(claim, first)) is None:
        return False
    return 1 < size(levels.after) / size(levels.before) < size(claim)


def _has_its_own(
    home: Sentence, change: Change, pair: tuple[Told, Told], told: Sequence[Told]
) -> bool:
    """Whether a change stands behind a level of its own sentence, and two others are not of it:
    "they had hoped for 60 grams and have 40 per cent more"."""
    if any(each.sentence is home for each in pair):
        return False
    start = change.claim.figure.span.start
    levels = [each for each in told if each.sentence is home and each.claim.figure.span.end < start]
    return any(each.claim.figure.kind in _LEVELS for each in levels)


def _are_beside(one: Told, other: Told, change: Change) -> bool:
    """Whether two levels stand in one sentence before a change."""
    last = max(one.claim.figure.span.end, other.claim.figure.span.end)
    return one.sentence is other.sentence and last <= change.claim.figure.span.start


def _may_be_levels(one: Told, other: Told, change: Change) -> bool:
    alike = _are_alike(one, other, change) and _is_lost(one) is _is_lost(other)
    if any(_is_taken(each, change) for each in (one, other)):
        return False
    if _is_able(one) is not _is_able(other) or any(map(_lies_off, (one, other))):
        return False
    return alike and not _is_broken(one, other, change)


def _lies_off(told: Told) -> bool:
    """Whether a figure is itself how far it is from something: "and 2.5 less than they wanted"."""
    off = frame("contrasts", r"(?: points?)? (?:{up}|{down}) than\b")
    return off.match(told.sentence.after(told.claim, 24)) is not None


def _is_able(told: Told) -> bool:
    """Whether a level is what can be, and not what was: "the works can make 640,000 tonnes"."""
    before = told.sentence.before(told.claim, 40)
    return frame("contrasts", r"\b{able} (?:[^\W\d_]+ ){0,2}$").search(before) is not None


def _is_taken(told: Told, change: Change) -> bool:
    """Whether a level goes with another of its own sentence, as that from which it moved: "can make
    700,000 tons, up from 550,000"; and the change stands in a sentence behind."""
    if change.claim.figure.span.start < told.sentence.segment.span.end:
        return False
    moved = frame("contrasts", r"\b(?:{up}|{down}) (?:from|on) (?:{between} )?$")
    if moved.search(told.sentence.before(told.claim, 32)) is None:
        return False
    led = frame("contrasts", r"[^.;:]{0,40}?,? (?:{up}|{down}) (?:from|on) (?:{between} )?")
    return any(
        led.fullmatch(told.sentence.between(each, told.claim))
        for each in told.sentence.ahead_of(told.claim)
        if each.figure.kind is told.claim.figure.kind
    )


def _is_lost(told: Told) -> bool:
    """ "Lost €250,000 and have now made €50,000": the one is below nothing."""
    lost = told.claim.figure.kind is Kind.MONEY and told.sentence.may_say("contrasts", "lost")
    before = told.sentence.before(told.claim, 32)
    return lost and frame("contrasts", r"\b{lost} (?:[^\W\d_]+ ){0,2}$").search(before) is not None


def _are_alike(one: Told, other: Told, change: Change) -> bool:
    a, b = one.claim.figure, other.claim.figure
    if a.kind is not b.kind or a.quantity is None or b.quantity is None:
        return False
    if Aspect.CHANGE in (one.claim.aspect, other.claim.aspect) or any(map(is_whole, (one, other))):
        return False
    if not {a.modifier, b.modifier} <= MEANT or size(one.claim) == size(other.claim):
        return False
    if is_points(change.claim) and a.kind is not Kind.PERCENT:
        return False
    nouns = {noun_of(one.claim), noun_of(other.claim)} - {""}
    if a.kind is Kind.COUNT and len(nouns) == _PAIR:
        return False
    return same_rate(a.quantity.unit, b.quantity.unit)


def _in_time(one: Told, other: Told, told: Sequence[Told], change: Change) -> Ends | None:
    """Two levels in the order of their times, as far as words tell them; ``None`` where these do
    not set the one against the other."""
    a, b = time_of(one, told), time_of(other, told)
    ordered = is_earlier(a, b)
    if ordered is None and a.is_told and b.is_told and change.way is not None:
        ordered = (size(one.claim) < size(other.claim)) is (change.way is Direction.UP)
    if ordered is None:
        return None
    timed = one.claim.figure.kind is not Kind.DURATION or a.opposed != b.opposed
    before, after = (one, other) if ordered else (other, one)
    if (a.opposed or b.opposed) and is_elsewhere(one if a.opposed else other):
        return None
    if not timed or not _goes(before.claim, after.claim, change.way):
        return None
    return Ends(before.claim, after.claim)


def _goes(before: Claim, after: Claim, way: Direction | None) -> bool:
    if way is None:
        return True
    return (size(after) > size(before)) is (way is Direction.UP)


def _is_broken(one: Told, other: Told, change: Change) -> bool:
    """Whether another matter begins between a change and two levels behind it."""
    first = min(one.claim.figure.span.start, other.claim.figure.span.start)
    end = change.claim.figure.span.end
    if first < end:
        return False
    gap = one.sentence.document.text[end:first]
    return cue("contrasts", "breaks").search(gap) is not None


def _the_only_two(change: Change, pair: tuple[Told, Told]) -> Ends | None:
    """Two levels of which no words say when they were so: the change has to stand behind them, or
    between them."""
    first, last = sorted(pair, key=lambda told: told.claim.figure.span.start)
    if first.claim.figure.kind is Kind.DURATION or _is_part(first, last):
        return None
    if last.sentence.segment.span.start >= change.claim.figure.span.end or _are_of_two(first, last):
        return None
    less, more = sorted((first.claim, last.claim), key=size)
    levels = Ends(more, less) if change.way is Direction.DOWN else Ends(less, more)
    return levels if first.claim.figure.span.end < change.claim.figure.span.start else None


def _are_of_two(first: Told, last: Told) -> bool:
    """Whether two figures are of two things: "new leases cost £17, while old ones are at £9", "£118
    a night ... £84 of income per room"."""
    if first.sentence is last.sentence and cue("contrasts", "aside").search(
        first.sentence.between(first.claim, last.claim)
    ):
        return True
    each = frame("contrasts", r"(?: of [^\W\d_]+)? {for_each} (?:[^\W\d_]+ )??([^\W\d_]+)(?=\W|$)")
    of_each = [each.match(told.sentence.after(told.claim, 48)) for told in (first, last)]
    return len({found[1].lower() for found in of_each if found is not None}) == _PAIR


def _is_part(first: Told, last: Told) -> bool:
    """ "61,400 of its 88,000 customers", "of every $5, $1"."""
    if first.sentence is not last.sentence:
        return False
    gap = first.sentence.between(first.claim, last.claim)
    if frame("contrasts", r".*\bof (?:[^\W\d_]+(?:['’]s?)? ){0,3}").fullmatch(f"{gap.strip()} "):
        return True
    before = first.sentence.before(first.claim, 24)
    return re.search(r"\bof (?:the |every |its |all )?$", before, re.IGNORECASE) is not None


# ---------------------------------------------------------------------------- what they come to


def _is_made(paragraph: Sequence[Sentence], change: Change, levels: Ends) -> bool:
    """Whether the levels make the change, or any other figures near it do; or they make another
    one that stands there."""
    near = paragraph[max(0, change.at - 2) : change.at + 3]
    told = [each.claim for each in united([e for s in near for e in figures_of(s)])]
    own = {level.figure.span for level in levels}
    if is_points(change.claim):
        shares = [size(each) for each in told if each.figure.kind is Kind.PERCENT]
        return any(change.is_met(abs(a - b)) for a, b in combinations(shares, 2))
    before, after = map(size, levels)
    moved = abs(after / before - 1)
    if change.claim.figure.kind is Kind.MULTIPLE:
        more = change.claim.figure.direction is not None and not is_verb(change.claim)
        if change.is_met(after / before) or (more and change.is_met(moved)):
            return True
    elif change.is_met(moved):
        return True
    others = [
        (a, b)
        for a, b in combinations(told, 2)
        if {a.figure.span, b.figure.span} != own and same_kind(a, b)
    ]
    if any(
        change.is_met(each)
        for a, b in others
        for each in readings(size(a), size(b), a.segment is b.segment)
    ):
        return True
    ratios = [as_share(s, c) for s in near for c in s.claims if c.figure.kind in CHANGES]
    return any(
        meets(ratio, each)
        for ratio in ratios
        if ratio.figure.span not in {*own, change.claim.figure.span}
        for each in readings(before, after)
    )
