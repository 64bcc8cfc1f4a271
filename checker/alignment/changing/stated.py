"""Stated: a change as words beside it state it: "a jump of 12%", "fewer by half", "doubled".

In: a ``Sentence`` and a claim of it. Out: a ``Change``, with the way that something went and what
the figure leaves room for; ``None`` for a level, a share, and a change that was reckoned in another
way or from something that has no figure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker import lexicon, tolerance
from checker.alignment.changing.fractions import as_share
from checker.alignment.passages import Ends, Sentence
from checker.alignment.summing.kindred import slips
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Direction, Figure, Form, Kind, Slot

_GOES_ON = re.compile(r"\s+(?:(?:an?|per|each|every|of)\b|annually|yearly|monthly|weekly|daily)")
_TIED = re.compile(r" (?:to|from) \W?(?![^\W\d_])\w")
_STATED = frozenset({"before its two levels", "behind its two levels"})
CHANGES = frozenset({Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE})
_HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.0101")
_AHEAD, _BEHIND = 8, 3
_BESIDE = 3
_REACH = 140
_WORD = re.compile(r"[^\W\d_]+")


class Change(NamedTuple):
    """A change at a place of its paragraph. ``way`` is ``None`` where words say no more than that
    two figures differ, ``low`` and ``high`` what it leaves room for as a part of one."""

    at: int
    claim: Claim
    way: Direction | None
    low: Decimal | None
    high: Decimal | None

    def is_met(self, value: Decimal) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def may_be_change(sentence: Sentence, claim: Claim) -> bool:
    """False where nothing in its sentence can make a figure a change, which costs little to say."""
    kind = claim.figure.kind
    if kind is Kind.MULTIPLE or claim.figure.direction is not None:
        return True
    if kind not in CHANGES and kind is not Kind.ORDINAL and not is_points(claim):
        return False
    return sentence.may_say("contrasts", "up", "down", "apart")


def as_change(sentence: Sentence, at: int, claim: Claim) -> Change | None:
    figure = claim.figure
    if figure.form is not Form.POINT or figure.quantity is None:
        return None
    if is_points(claim):
        way = way_of(sentence, claim)
        taken = frame("contrasts", r"\b{give_or_take} ").search(
            f"{sentence.before(claim, 24)}{figure.surface}"
        )
        low = high = figure.quantity.low
        if taken or (way is None and not _tells_apart(sentence, claim)):
            return None
        points = replace(claim, figure=_in_points(figure))
        return Change(at, points, way, low, high)
    if figure.kind is Kind.ORDINAL:
        claim = as_share(sentence, claim)
    if claim.figure.kind not in CHANGES or not _is_plain_change(sentence, claim):
        return None
    way = way_of(sentence, claim)
    if way is None and not _tells_apart(sentence, claim):
        return None
    return Change(at, claim, way, *room_of(claim))


def room_of(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
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
    if claim.figure.direction is None and frame("contrasts", r" {answered}\b").match(after):
        return False  # "a third said both"
    if frame("contrasts", r" off {of_each}\b").match(after):
        return False  # "25% off either ticket": of what each costs
    if _is_from_another(sentence, claim):
        return False
    if claim.figure.kind is Kind.MULTIPLE and not _is_multiple(sentence, claim):
        return False
    return not is_reckoned_otherwise(sentence, claim)


def is_reckoned_otherwise(sentence: Sentence, claim: Claim) -> bool:
    """Whether words beside a change say that it is not the plain one; what it is held against is
    another: "a rise of 8% against inflation of 23%"."""
    before, after = sentence.before(claim, 48), sentence.after(claim, 48)
    after = frame("contrasts", r"^ (?:{held_against})\b.*").sub("", after)
    return sentence.says_in(f"{before} | {after}", "movements", "reckoned_otherwise")


def _is_from_another(sentence: Sentence, claim: Claim) -> bool:
    """Whether a change is one from something that has no figure: "4% above the outcome", "twice as
    many people as live here"."""
    than = frame("contrasts", r"(?: [^\W\d_]+){0,2} {than} (?:{between} )*")
    as_many = frame("contrasts", r" {as_many}(?: [^\W\d_]+){0,3} as (?:{between} )*")
    tail = sentence.after(claim, 72)
    found = than.match(tail) or as_many.match(tail)
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
    folds = lexicon.load("multiples")["folds"]
    if is_verb(claim) or claim.figure.surface.split()[-1].lower() in folds:
        return re.match(r" (?:that|what)\b", sentence.after(claim, 8)) is None
    after = sentence.after(claim, 24)
    if frame("contrasts", r" {as_many}\b").match(after):
        return True
    of_it = frame("contrasts", r" (?:the|its|their) ").match(after)
    start = claim.figure.span.end + (of_it.end() if of_it is not None else 0)
    return any(each.figure.span.start == start for each in sentence.claims)


def is_verb(multiple: Claim) -> bool:
    return multiple.figure.surface.split()[-1].lower() in lexicon.load("multiples")["verbs"]


def way_of(sentence: Sentence, claim: Claim) -> Direction | None:
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
    said = frame("contrasts", r",[^,;:]{0,80}\b{says}\b[^,;:]{0,40},")
    text = said.sub("", sentence.document.text[start:end])
    ahead = _WORD.findall(re.split(r"[;:(]|\.\s", text)[-1])
    many = _AHEAD if ahead and ahead[-1].lower() in ("by", "of", "is") else _BESIDE
    behind = _WORD.findall(re.split(r"[.;:(,)–—]", sentence.after(claim, 40))[0])[:_BEHIND]
    for stop in ("of", "in", "and"):
        if stop in behind:
            behind = behind[: behind.index(stop)]
    return f"{' '.join(ahead[-many:])} | {' '.join(behind)}"


def is_points(claim: Claim) -> bool:
    if claim.figure.kind is Kind.PERCENTAGE_POINT:
        return True
    return claim.figure.kind is Kind.COUNT and noun_of(claim) in ("points", "point")


def _in_points(figure: Figure) -> Figure:
    if figure.quantity is None:
        return figure
    points = replace(figure.quantity, unit="percentage_point")
    return replace(figure, kind=Kind.PERCENTAGE_POINT, quantity=points, direction=None)


def as_stated(change: Claim, grounds: str) -> Claim:
    """A change with the scope ``stated`` where cues tie it to both its levels, "from 40 to 50, an
    increase of 61%", "50, up 61% from 40": then it is wrong however far it lies from what they
    make. Not so what goes on behind it: "3% a year", "61% of them"."""
    text, end = change.document.text, change.figure.span.end
    between = grounds == "between its two levels" and change.figure.direction is not None
    tied = between and _TIED.match(text, end) is not None
    if not (grounds in _STATED or tied) or _GOES_ON.match(text, end) is not None:
        return change
    return replace(change, scope=Slot("stated", change.figure.surface, change.figure.span))


def is_beyond(levels: Ends, change: Claim) -> bool:
    """Whether an amount is more than both levels, and no slip of what lies between them: a bill
    that is €35 less, where a unit costs 29 cents and cost 30."""
    before, after, told = map(size, (*levels, change))
    true = abs(before - after)
    if told <= max(before, after) or slips(true, told):
        return False
    return true.normalize().as_tuple().digits != told.normalize().as_tuple().digits
