"""Contrasts: two levels that words set against each other, and how far it is said to be between them.

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
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from checker import lexicon, tolerance
from checker.alignment.changing.comparisons import plain
from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.ratios_told import Moved, Told, in_points, is_points
from checker.alignment.passages import Ends, Sentence, ends, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Aspect, Claim, Direction, Form, Kind, Modifier

_LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
_CHANGES = frozenset({Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE})
_MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})
_ONE, _HUNDRED = Decimal(1), Decimal(100)
_ROUNDED = Decimal("0.0101")
_PAIR = 2
_FEW = 4
_AHEAD, _BEHIND = 6, 3
_BESIDE = 3
_REACH = 140
_WORD = re.compile(r"[^\W\d_]+")


class _Change(NamedTuple):
    """A change at a place of its paragraph. ``way`` is ``None`` where words say no more than that
    two figures differ, ``low`` and ``high`` what it leaves room for as a part of one."""

    at: int
    claim: Claim
    way: Direction | None
    low: Decimal | None
    high: Decimal | None

    def is_met(self, value: Decimal) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


class _Time(NamedTuple):
    """What words beside a level say of when it was so."""

    opposed: bool
    old: bool
    new: bool
    dated: bool
    year: int | None


def contrasts(paragraph: Sequence[Sentence]) -> Iterator[Moved]:
    """Every change that two levels near it do not make and might be meant to."""
    for at, sentence in enumerate(paragraph):
        for claim in sentence.claims:
            change = _as_change(sentence, at, claim)
            if change is None:
                continue
            levels = _levels(paragraph, change)
            if levels is not None and not _is_made(paragraph, change, levels):
                yield Moved(levels, change.claim)


# ------------------------------------------------------------------------------------ the change


def _as_change(sentence: Sentence, at: int, claim: Claim) -> _Change | None:
    figure = claim.figure
    if figure.form is not Form.POINT or figure.quantity is None:
        return None
    if is_points(claim):
        way = _way(sentence, claim)
        taken = frame("contrasts", r"\b{give_or_take} ").search(
            f"{sentence.before(claim, 24)}{figure.surface}"
        )
        low = high = figure.quantity.low
        if taken or (way is None and not _tells_apart(sentence, claim)):
            return None
        points = replace(claim, figure=in_points(figure))
        return _Change(at, points, way, low, high)
    if figure.kind is Kind.ORDINAL:
        claim = as_share(sentence, claim)
    if claim.figure.kind not in _CHANGES or not _is_plain_change(sentence, claim):
        return None
    way = _way(sentence, claim)
    if way is None and not _tells_apart(sentence, claim):
        return None
    return _Change(at, claim, way, *_room(claim))


def _room(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    quantity = claim.figure.quantity
    assert quantity is not None  # noqa: S101 - a change is a point
    if claim.figure.kind is Kind.PERCENT:
        room = tolerance.of_figure(claim.figure)
        low, high = room.low, room.high
        slack = _ROUNDED if quantity.step >= 1 else Decimal(0)
        return (
            None if low is None else low / _HUNDRED - slack,
            None if high is None else high / _HUNDRED + slack,
        )
    room = tolerance.worded(quantity, claim.figure.modifier)
    return room.low, room.high


def _is_plain_change(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is no level, no share of something, and reckoned in the plain way."""
    before, after = sentence.before(claim, 48), sentence.after(claim, 48)
    if claim.figure.quantity is not None and claim.figure.quantity.unit not in (None, "percent"):
        return False
    if frame("contrasts", r"\b{level} (?:{between} )?$").search(before):
        return False
    if claim.figure.direction is None and frame("contrasts", r" of\b").match(after):
        return False
    if _is_from_another(sentence, claim):
        return False
    if claim.figure.kind is Kind.MULTIPLE and not _is_multiple(sentence, claim):
        return False
    return cue("movements", "reckoned_otherwise").search(f"{before} | {after}") is None


def _is_from_another(sentence: Sentence, claim: Claim) -> bool:
    """Whether a change is one from something that has no figure: "4% above the outcome"."""
    than = frame("contrasts", r"(?: [^\W\d_]+){0,2} {than} (?:{between} )*")
    found = than.match(sentence.after(claim, 72))
    if found is None:
        return False
    start = claim.figure.span.end + found.end()
    beside = (each.figure.span for each in sentence.claims if each is not claim)
    if any(span.start <= start + 1 and span.end > start for span in beside):
        return False
    behind = " ".join(sentence.document.text[start : start + _REACH].split()[:_AHEAD])
    return cue("contrasts", "old").search(f"{found[0]} {behind}") is None


def _is_multiple(sentence: Sentence, claim: Claim) -> bool:
    """Whether a multiple is of a level, and no number of times: "doubled", "twice as many", "three
    times the 40"; not "twice a week" and "three times what it was"."""
    words, last = lexicon.load("multiples"), claim.figure.surface.split()[-1].lower()
    if last in words["verbs"] or last in words["folds"]:
        return re.match(r" (?:that|what)\b", sentence.after(claim, 8)) is None
    return frame("contrasts", r" (?:{as_many}|(?:the|its|their) (?=\W*\d))").match(
        sentence.after(claim, 24)
    ) is not None


def _way(sentence: Sentence, claim: Claim) -> Direction | None:
    """Which way the words right beside a change say that something went."""
    if claim.figure.direction is not None:
        return claim.figure.direction
    if claim.figure.kind is Kind.MULTIPLE:
        return Direction.UP if size(claim) >= 1 else Direction.DOWN
    words = _beside(sentence, claim)
    ways = {
        way
        for way, key in ((Direction.UP, "up"), (Direction.DOWN, "down"))
        if cue("contrasts", key).search(words)
    }
    return ways.pop() if len(ways) == 1 else None


def _tells_apart(sentence: Sentence, claim: Claim) -> bool:
    words = _beside(sentence, claim)
    moved = cue("contrasts", "up", "down").search(words)
    return moved is None and cue("contrasts", "apart").search(words) is not None


def _beside(sentence: Sentence, claim: Claim) -> str:
    """The words beside a change, up to another figure and to the end of its clause."""
    start, end = sentence.segment.span.start, claim.figure.span.start
    for other in sentence.claims:
        if other.figure.span.end <= end:
            start = max(start, other.figure.span.end)
    text = sentence.document.text
    ahead = _WORD.findall(re.split(r"[;:(]|\.\s", text[start:end])[-1])
    many = _AHEAD if ahead and ahead[-1].lower() in ("by", "of", "is") else _BESIDE
    behind = _WORD.findall(re.split(r"[.;:(,)–—]", sentence.after(claim, 40))[0])[:_BEHIND]
    for stop in ("of", "in", "and"):
        if stop in behind:
            behind = behind[: behind.index(stop)]
    return f"{' '.join(ahead[-many:])} | {' '.join(behind)}"


# ------------------------------------------------------------------------------------ the levels


def _levels(paragraph: Sequence[Sentence], change: _Change) -> Ends | None:
    """The two levels that a change is between: in its own sentence, or with those beside it."""
    at = change.at
    for window in ((at,), (at - 1, at), (at, at + 1), (at - 1, at, at + 1)):
        told = [e for n in window if 0 <= n < len(paragraph) for e in _figures(paragraph[n])]
        told = [each for each in told if each.claim.figure.span != change.claim.figure.span]
        pairs = [pair for pair in combinations(told, _PAIR) if _are_alike(*pair, change)]
        opposed = [
            found for pair in pairs if (found := _in_time(*pair, told, change)) is not None
        ]
        if opposed:
            return opposed[0] if len(opposed) == 1 else None
        if len(pairs) == 1 and len(told) <= _FEW:
            return _the_only_two(paragraph[at], change, pairs[0])
        if pairs:
            return None
    return None


def _figures(sentence: Sentence) -> list[Told]:
    """The levels of a sentence, a change as its two ends; a bare number behind one with a unit has
    that one's."""
    found: list[Told] = []
    for claim in sentence.claims:
        figure, shown = claim.figure, found[-1].claim if found else None
        if figure.kind not in _LEVELS or claim.aspect is Aspect.CHANGE:
            continue
        if figure.form is Form.CHANGE and (pair := ends(claim)) is not None:
            found += [Told(sentence, pair.before), Told(sentence, pair.after)]
        elif figure.form is Form.POINT and size(claim) > 0:
            bare = figure.kind is Kind.COUNT and not noun_of(claim)
            if bare and shown is not None and shown.figure.kind is not Kind.COUNT:
                claim = in_the_unit_of(shown, claim)  # noqa: PLW2901 - the same figure
            found.append(Told(sentence, plain(claim)))
    return found


def _are_alike(one: Told, other: Told, change: _Change) -> bool:
    a, b = one.claim.figure, other.claim.figure
    if a.kind is not b.kind or a.quantity is None or b.quantity is None:
        return False
    if not {a.modifier, b.modifier} <= _MEANT or size(one.claim) == size(other.claim):
        return False
    if is_points(change.claim) and a.kind is not Kind.PERCENT:
        return False
    nouns = {noun_of(one.claim), noun_of(other.claim)} - {""}
    if a.kind is Kind.COUNT and len(nouns) == _PAIR:
        return False
    return same_rate(a.quantity.unit, b.quantity.unit)


def _in_time(one: Told, other: Told, told: Sequence[Told], change: _Change) -> Ends | None:
    """Two levels in the order of their times, as far as words tell them; ``None`` where these do
    not set the one against the other."""
    a, b = _time(one, told), _time(other, told)
    ordered = _order(a, b)
    if ordered is None or _is_broken(one, other, change):
        return None
    timed = one.claim.figure.kind is not Kind.DURATION or a.opposed != b.opposed
    before, after = (one, other) if ordered else (other, one)
    if not timed or not _goes(before.claim, after.claim, change.way):
        return None
    return Ends(before.claim, after.claim)


def _order(a: _Time, b: _Time) -> bool | None:
    """Whether the first of two levels is the earlier one; ``None`` where nothing tells."""
    if a.year and b.year and a.year != b.year:
        return a.year < b.year
    if a.opposed != b.opposed:
        return a.opposed
    was = (a.old and not a.new, b.old and not b.new)
    if was[0] != was[1]:
        return was[0]
    now = (a.new and not a.old, b.new and not b.old)
    if now[0] == now[1]:
        return None
    earlier = a if now[1] else b
    return now[1] if earlier.dated or earlier.year else None


def _goes(before: Claim, after: Claim, way: Direction | None) -> bool:
    if way is None:
        return True
    return (size(after) > size(before)) is (way is Direction.UP)


def _time(level: Told, told: Sequence[Told]) -> _Time:
    before, after = _around(level, told)
    near = f"{before} | {after}"
    dates = rf"{alternatives('calendar', 'months')}|{alternatives('calendar', 'weekdays')}"
    opposed = frame("contrasts", r"\b{opposed} (?:{between} )*$").search(before)
    old = cue("contrasts", "old").search(near) or frame(
        "contrasts", r"\b[^\W_]+ {ages} {ago}\b"
    ).search(near)
    by = frame("contrasts", rf"\b{{by}} (?:{dates}|{{seasons}}|\d{{4}})\b")
    new = cue("contrasts", "new").search(near) or by.search(near)
    came_to = frame("contrasts", r"\b{reached} $").search(before)
    dated = frame("contrasts", rf"\b{{at}} (?:{dates}|{{seasons}})\b").search(near)
    start = level.claim.figure.span.start - len(before)
    years = [
        int(size(claim))
        for claim in level.sentence.claims
        if claim.figure.kind is Kind.YEAR
        and start <= claim.figure.span.start < level.claim.figure.span.end + len(after)
    ]
    return _Time(
        opposed is not None,
        old is not None,
        new is not None or came_to is not None,
        dated is not None,
        years[-1] if years else None,
    )


def _around(level: Told, told: Sequence[Told]) -> tuple[str, str]:
    """The text before and behind a level, up to the next figure of its kind and to the end of its
    clause."""
    start, end = level.sentence.segment.span
    span, kind = level.claim.figure.span, level.claim.figure.kind
    for other in told:
        figure = other.claim.figure
        if other.sentence is level.sentence and figure.kind is kind and figure.span != span:
            if figure.span.end <= span.start:
                start = max(start, figure.span.end)
            else:
                end = min(end, figure.span.start)
    text = level.sentence.document.text
    before = re.split(r"[;:(]", text[max(start, span.start - _REACH) : span.start])[-1]
    after = re.split(r"[;:)–—]|, ", text[span.end : min(end, span.end + _REACH // 2)])[0]
    return before, after


def _is_broken(one: Told, other: Told, change: _Change) -> bool:
    """Whether another matter begins between a change and two levels behind it."""
    first = min(one.claim.figure.span.start, other.claim.figure.span.start)
    end = change.claim.figure.span.end
    if first < end:
        return False
    gap = one.sentence.document.text[end:first]
    return cue("contrasts", "breaks").search(gap) is not None


def _the_only_two(sentence: Sentence, change: _Change, pair: tuple[Told, Told]) -> Ends | None:
    """Two levels of which no words say when they were so: the change has to stand right behind
    them, or between them."""
    first, last = sorted(pair, key=lambda told: told.claim.figure.span.start)
    if first.claim.figure.kind is Kind.DURATION or _is_part(first, last):
        return None
    less, more = sorted((first.claim, last.claim), key=size)
    levels = Ends(more, less) if change.way is Direction.DOWN else Ends(less, more)
    start, end = change.claim.figure.span
    if last.claim.figure.span.start > end:
        beyond = r"(?: [^\W\d_]+){0,3} (?:{than}|on)(?: {between})* "
        gap = sentence.document.text[end : last.claim.figure.span.start]
        held = frame("contrasts", beyond).fullmatch(gap)
        if is_points(change.claim):
            held = frame("contrasts", r"(?: [^\W\d_]+){0,2} {apart_from}\b").match(gap)
        return levels if held and first.claim.figure.span.end < start else None
    text = sentence.document.text
    if last.sentence is sentence:
        gap = text[last.claim.figure.span.end : start]
        behind = re.split(r"[,;:–—(]", gap)
        return levels if len(behind) > 1 and len(behind[-1].split()) <= _AHEAD else None
    words = sentence.before(change.claim).split()
    back = frame("contrasts", r"\W*{points_back}\b").match(sentence.text)
    return levels if len(words) <= _AHEAD and back else None


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


def _is_made(paragraph: Sequence[Sentence], change: _Change, levels: Ends) -> bool:
    """Whether the levels make the change, or any other figures near it do; or they make another
    one that stands there."""
    near = paragraph[max(0, change.at - 2) : change.at + 3]
    told = [each.claim for sentence in near for each in _figures(sentence)]
    own = {level.figure.span for level in levels}
    if is_points(change.claim):
        shares = [size(each) for each in told if each.figure.kind is Kind.PERCENT]
        return any(change.is_met(abs(a - b)) for a, b in combinations(shares, _PAIR))
    before, after = map(size, levels)
    moved = abs(after / before - 1)
    if change.claim.figure.kind is Kind.MULTIPLE:
        if change.is_met(after / before) or change.is_met(moved):
            return True
    elif change.is_met(moved):
        return True
    others = [
        (size(a), size(b))
        for a, b in combinations(told, _PAIR)
        if {a.figure.span, b.figure.span} != own and _same_kind(a, b)
    ]
    if any(change.is_met(each) for a, b in others for each in _readings(a, b)):
        return True
    ratios = [as_share(s, c) for s in near for c in s.claims if c.figure.kind in _CHANGES]
    return any(
        _is_met(ratio, each)
        for ratio in ratios
        if ratio.figure.span not in {*own, change.claim.figure.span}
        for each in _readings(before, after)
    )


def _is_met(ratio: Claim, value: Decimal) -> bool:
    if ratio.figure.quantity is None or ratio.figure.form is not Form.POINT:
        return False
    low, high = _room(ratio)
    return (low is None or value >= low) and (high is None or value <= high)


def _same_kind(a: Claim, b: Claim) -> bool:
    one, two = a.figure.quantity, b.figure.quantity
    alike = a.figure.kind is b.figure.kind and one is not None and two is not None
    return alike and same_rate(one.unit if one else None, two.unit if two else None)


def _readings(a: Decimal, b: Decimal) -> Iterator[Decimal]:
    """What two figures may come to as a part of one: as a share, as what is left, as a change
    either way, as shares of both together, and as a part that was added."""
    less, more = sorted((a, b))
    if not less or less == more:
        return
    yield from (less / more, _ONE - less / more, more / less, more / less - _ONE)
    yield from (less / (less + more), more / (less + more), less / (more - less))
