"""Either: how far something moved, as an amount and as a percentage, and the one level beside it.

In: the sentences of a paragraph. Out: the level before, the level after and the percentage: "gained
14p, or 7 per cent, to 214p", "$15.90 an hour, 90 cents or 6 per cent more than now", "added £30 to
a £1,500 bill, a 2 per cent increase".

The amount and the percentage are one change: an "or", a comma or a bracket joins them, and a word
beside them says which way it went. One of the levels has no figure: it is as far from the other as
the amount says. Nothing is told where the percentage is of either level, or where any other two
figures near it make it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.changing.contrasts import Moved
from checker.alignment.changing.stated import is_points, way_of
from checker.alignment.changing.told import MEANT, makes_none, middle, same_kind, step_of
from checker.alignment.passages import Ends, Place, Sentence, place_of, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Direction, Figure, Form, Kind, Quantity

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_NEAR = Decimal("2.5")
_MOST = 2
_RATIO = 10
_LONG = 60


class _Change(NamedTuple):
    """An amount and a percentage that are one change, and which way it went; and the level between
    them that the amount was added to or taken from, if any."""

    amount: Claim
    percent: Claim
    way: Direction
    base: Claim | None


def either(paragraph: Sequence[Sentence], known: Container[Place]) -> Iterator[Moved]:
    """Every percentage that is one change with an amount, and that the amount and the level beside
    it do not make; none of those ``known``."""
    for at, sentence in enumerate(paragraph):
        for change in _changes(sentence):
            if place_of(change.percent) in known:
                continue
            levels = _levels(sentence, change)
            found = [ends for level in levels if (ends := _moved(sentence, change, level))]
            if not found or len(found) < len(levels):
                continue
            if makes_none(paragraph, at, change.percent, change.amount, levels[0]):
                yield Moved(found[0], change.percent)
        for moved in _of_its_value(sentence):
            if place_of(moved.change) not in known and makes_none(
                paragraph, at, moved.change, *moved.levels
            ):
                yield moved


# ----------------------------------------------------------------------------------- the change


def _changes(sentence: Sentence) -> Iterator[_Change]:
    percents = [c for c in sentence.claims if c.figure.kind is Kind.PERCENT and _is_plain(c)]
    amounts = [c for c in sentence.claims if c.figure.kind in _KINDS and _is_plain(c)]
    for percent in percents:
        for amount in amounts:
            first, last = sorted((amount, percent), key=lambda claim: claim.figure.span.start)
            base = _base(sentence, amount, percent)
            if base is None and not _are_joined(sentence, first, last):
                continue
            way = _way(sentence, amount, percent, last)
            if way is not None:
                yield _Change(amount, percent, way, base)


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier in MEANT and size(claim) > 0


def _are_joined(sentence: Sentence, first: Claim, last: Claim) -> bool:
    """ "14p, or 7 per cent,", "14p (7 per cent)", "90 cents or 6 per cent more", "14p on Friday, or
    7 per cent,"."""
    gap = sentence.between(first, last)
    straight = r"(?: [^\W\d_]+)?(?:,? {links}|,|,?\s?[(–—])\s?(?:{about} )?"
    later = r"(?: [^\W\d_]+)? {when}(?: [\w-]+){0,3}, {links} (?:{about} )?"
    if any(frame("either", way).fullmatch(gap) for way in (straight, later)):
        tail = sentence.after(last, 60)
        return frame("either", r"\s?(?:[.,;:)–—]|$| {behind}\b)").match(tail) is not None
    return False


def _base(sentence: Sentence, amount: Claim, percent: Claim) -> Claim | None:
    """ "Adds £30 to a £1,500 bill, a 2 per cent increase"."""
    start, end = amount.figure.span.start, percent.figure.span.start
    between = [c for c in sentence.claims if start < c.figure.span.start < end]
    if len(between) != 1 or not _is_level(between[0], amount):
        return None
    level = between[0]
    onto = frame("either", r" {onto} (?:{the} )?(?:[^\W\d_]+ ){0,2}")
    apposed = frame("either", r"[^.,;:()–—]{0,40}(?:,|\s?[(–—])\s?(?:{links} )?(?:an? |the )?")
    adds = frame("either", r"\b{adds} (?:{about} )?$").search(sentence.before(amount, 32))
    if frame("either", r"[^.,;:()–—]{0,24}\b{than}\b").match(sentence.after(percent, 40)):
        return None  # "a 4 per cent increase on what it was three years ago"
    joined = adds and onto.fullmatch(sentence.between(amount, level))
    return level if joined and apposed.fullmatch(sentence.between(level, percent)) else None


def _way(sentence: Sentence, amount: Claim, percent: Claim, last: Claim) -> Direction | None:
    """Which way words beside either of them say that it went."""
    tail = sentence.after(last, 60)
    if frame("either", r"\s?[,)]?(?: [^\W\d_]+){0,2} {elsewhen}\b").match(tail):
        return None
    around = f"{sentence.before(percent, 48)} | {sentence.after(percent, 48)}"
    if sentence.says_in(around, "movements", "reckoned_otherwise"):
        return None
    ways = {way for each in (amount, percent) if (way := way_of(sentence, each)) is not None}
    return ways.pop() if len(ways) == 1 else None


# ------------------------------------------------------------------------------------ the levels


def _levels(sentence: Sentence, change: _Change) -> list[Claim]:
    """The figures of a sentence that may be a level of what moved, where there are but few."""
    own = {change.amount.figure.span, change.percent.figure.span}
    found = [
        claim
        for claim in sentence.claims
        if claim.figure.span not in own and _is_level(claim, change.amount)
        if _goes_on(sentence, change, claim)
    ]
    return found if len(found) <= _MOST else []


def _goes_on(sentence: Sentence, change: _Change, level: Claim) -> bool:
    """Whether nothing between a change and a level begins another matter; behind the change words
    lead on to the level: "to 214p", "at 7,432", "from $64"."""
    if level is change.base:
        return True
    first, last = sorted((change.amount, change.percent), key=lambda c: c.figure.span.start)
    if level.figure.span.end <= first.figure.span.start:
        gap = sentence.between(level, first)
        return len(gap) <= _LONG and cue("either", "breaks").search(gap) is None
    gap = sentence.between(last, level)
    if len(gap) > _LONG or cue("either", "breaks").search(gap) is not None:
        return False
    return frame("either", r"\b(?:{reached}|{from}) (?:{the} )?$").search(gap) is not None


def _is_level(claim: Claim, amount: Claim) -> bool:
    a, b = claim.figure, amount.figure
    if a.quantity is None or b.quantity is None or a.kind is not b.kind or not _is_plain(claim):
        return False
    if a.kind is Kind.COUNT and not is_points(amount) and noun_of(claim) and noun_of(amount):
        return noun_of(claim) == noun_of(amount) and size(claim) > size(amount)
    one_unit = same_rate(a.quantity.unit, b.quantity.unit) or _is_in_cents(a, b)
    return one_unit and size(claim) > size(amount)


def _is_in_cents(level: Figure, amount: Figure) -> bool:
    """ "€3.20, 20 cents more": of euros as well."""
    return level.kind is Kind.MONEY and re.search(r"\bcents?\b", amount.surface) is not None


def _moved(sentence: Sentence, change: _Change, level: Claim) -> Ends | None:
    """The two levels, one of them told, that come near the percentage and do not make it."""
    amount, of, stated = size(change.amount), size(level), middle(change.percent)
    up = change.way is Direction.UP
    before, after = (of - amount, of + amount) if up else (of + amount, of - amount)
    bases = [base for base in (of, of - amount, of + amount) if base > 0]
    if any(abs(amount / base - stated) <= step_of(change.percent) for base in bases):
        return None
    was = level is change.base or _was_before(sentence, level)
    value = amount / (of if was else before) if (of if was else before) > 0 else Decimal(0)
    if not value or max(value, stated) > min(value, stated) * _NEAR:
        return None
    return Ends(level, _unsaid(level, after)) if was else Ends(_unsaid(level, before), level)


def _was_before(sentence: Sentence, level: Claim) -> bool:
    """Whether words straight before a level say that it was so before: "from 200p", "on a £1,500
    bill"."""
    led = sentence.before(level, 32)
    return frame("either", r"\b{from} (?:{the} )?$").search(led) is not None


def _unsaid(level: Claim, value: Decimal) -> Claim:
    """The level that has no figure, at the place of the one that has, and written as that is."""
    figure, quantity = level.figure, level.figure.quantity
    step, unit = (Decimal(1), None) if quantity is None else (quantity.step, quantity.unit)
    shown = [at for at, sign in enumerate(figure.surface) if sign.isdecimal()]
    start, end = (shown[0], shown[-1] + 1) if shown else (0, 0)
    written = figure.surface[start:end].replace(",", "")
    surface = f"{value.normalize():f}"
    if written.replace(".", "", 1).isdecimal():
        scaled = (value / size(level) * Decimal(written)).quantize(Decimal(written))
        surface = f"{figure.surface[:start]}{scaled:,f}{figure.surface[end:]}"
    made = Quantity(value, value, step, unit)
    return replace(
        level, figure=replace(figure, quantity=made, surface=surface, noun=None, noun_span=None)
    )


# ------------------------------------------------------------------------------ of its own value


def _of_its_value(sentence: Sentence) -> Iterator[Moved]:
    """ "Bought at $24, the stock has lost 35 per cent of its value and now stands at $18": of the
    only level before it, and so it came to the only one behind."""
    if not sentence.may_say("either", "value"):
        return
    levels = [c for c in sentence.claims if c.figure.kind in _KINDS and _is_plain(c)]
    for claim in sentence.claims:
        if claim.figure.kind is not Kind.PERCENT or not _is_plain(claim):
            continue
        behind = frame("either", r" of {its} {value}\b").match(sentence.after(claim, 48))
        if behind is None or way_of(sentence, claim) is None:
            continue
        before = [c for c in levels if c.figure.span.end <= claim.figure.span.start]
        after = [c for c in levels if c.figure.span.start >= claim.figure.span.end]
        if len(before) != 1 or len(after) != 1 or not same_kind(before[0], after[0]):
            continue
        gap = sentence.between(claim, after[0])[behind.end() :]
        came = frame("either", r"(?:,|\band|\bto) (?:[^\W\d_]+ ){0,4}?{came_to} $|^ to $").search(
            gap
        )
        if came is None or len(gap) > _LONG or cue("either", "then").search(gap):
            continue
        if max(size(before[0]), size(after[0])) <= min(size(before[0]), size(after[0])) * _RATIO:
            yield Moved(Ends(before[0], after[0]), claim)
