"""Only two: how far something moved, beside the only two figures of their kind in its sentence.

In: the sentences of a paragraph. Out: the level before, the level after and the change: "are 18 per
cent lower than at the peak: a flat that cost £320,000 then fetches £272,000 today", "sales tax of 8
per cent took the bill for the $450 suite to $496"; or what was added, what it was added to, and the
share: "will add 44p to an £8 bottle, a 6.5 per cent increase".

Words tell which way it went, and none that the figures are of something else. Nothing else need
join the three: a sentence with one percentage and two figures of one kind seldom tells of two
matters. Nothing is told where any two figures near the percentage make it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from checker.alignment.changing.based import Based, Triple, triple_of
from checker.alignment.changing.contrasts import Moved
from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.stated import as_change, is_reckoned_otherwise
from checker.alignment.changing.told import SHARES, figures_of, makes_none, middle, same_kind
from checker.alignment.passages import Ends, Place, Sentence, place_of
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Aspect, Claim, Direction, Form, Kind

_NEAR = Decimal("1.8")
_FAR = 80
_COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_AMOUNT = Decimal("0.25")
"""Of two figures that lie further apart, the less is rather what was added."""


class Only(NamedTuple):
    """A change between two levels, or what was added and to what."""

    moved: Moved | None
    added: Based | None


def only_two(paragraph: Sequence[Sentence], known: Container[Place]) -> Iterator[Only]:
    """The changes of a paragraph that the figures beside them do not make, ``known`` ones aside."""
    for at, sentence in enumerate(paragraph):
        if "shares" not in sentence.may:
            continue
        resumed = _resumed(sentence, paragraph[at + 1]) if at + 1 < len(paragraph) else None
        if resumed is not None and place_of(resumed.share) not in known:
            if makes_none(paragraph, at, resumed.share, resumed.part, resumed.whole):
                yield Only(None, resumed)
            continue
        triple = triple_of(sentence) if "parted" in sentence.may else None
        if triple is None or place_of(triple.share) in known:
            continue
        found = _only(triple)
        if found is None:
            continue
        own, told = (triple.first, triple.second), True
        if found.moved is not None and _is_from_to(sentence, *own):
            own, told = found.moved.levels, False
        if makes_none(paragraph, at, triple.share, *own, other_way=told):
            yield found


def _resumed(first: Sentence, second: Sentence) -> Based | None:
    """ "Of 1,500 doctors surveyed 38% said they would go. That is 750 people"."""
    shares = [each for each in map(partial(as_share, first), first.claims) if _is_share(each)]
    told = [each.claim for each in figures_of(first) if each.claim.figure.kind in _COUNTED]
    behind = [each.claim for each in figures_of(second)]
    if len(shares) != 1 or len(told) != 1 or len(behind) != 1:
        return None
    (share,), (whole,), (part,) = shares, told, behind
    led = frame("only_two", r"\W*{resumes} (?:{about} )?").fullmatch(second.before(part, 40))
    of_all = frame("only_two", r"(?:^|[,;] )(?:out )?of (?:{the} )?$").search(
        first.before(whole, 24)
    )
    owned = frame("only_two", r" of (?:{the} )?(?:[^\W\d_]+ )?").fullmatch(
        first.between(share, whole)
    )
    if led is None or not (of_all or owned) or not same_kind(part, whole):
        return None
    near = size(part) < size(whole) and _is_near(size(part) / size(whole), middle(share))
    return Based(part, whole, share) if near else None


def _is_share(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind in SHARES and figure.form is Form.POINT and 0 < middle(claim) < 1


def _only(triple: Triple) -> Only | None:
    sentence, share, *pair = triple
    of_it = _levied(triple) or _filled(triple) or _restated(triple)
    if of_it is not None:
        return Only(None, of_it)
    way = _way(sentence, share)
    if way is None or _are_apart(triple):
        return None
    less, more = sorted(pair, key=size)
    stated = middle(share)
    if size(less) < size(more) * _AMOUNT:
        if not _is_near(size(less) / size(more), stated):
            return None
        return Only(None, Based(less, more, share)) if _is_added(sentence, less) else None
    before, after = (less, more) if way is Direction.UP else (more, less)
    if not _is_near(abs(size(after) - size(before)) / size(before), stated):
        return None
    return Only(Moved(Ends(before, after), share), None)


def _levied(triple: Triple) -> Based | None:
    """ "Royalties are 4% of sales, and on a turnover of €65 million it paid €3.6 million": what a
    share that is taken of something comes to."""
    sentence, share, first, second = triple
    if not share.figure.span < first.figure.span < second.figure.span:
        return None
    if share.figure.kind is not Kind.PERCENT or size(second) >= size(first):
        return None
    before, behind = sentence.before(share, 60), sentence.after(share, 24)
    levied = frame("only_two", r"\b{levies}\b[^;:.]*$").search(before)
    of_each = frame("only_two", r" (?:of|on) {any_one}\b").match(behind)
    led = frame("only_two", r"\b{pays} (?:[^\W\d_]+ of )?(?:{about} )?$")
    gap = sentence.between(first, second)
    if not (levied or of_each) or not led.search(sentence.before(second, 40)):
        return None
    text = sentence.document.text[share.figure.span.end : second.figure.span.start]
    if re.search(r"[;?!]", text) or cue("only_two", "not_levied").search(text) or len(gap) > _FAR:
        return None
    near = _is_near(size(second) / size(first), middle(share))
    return Based(second, first, share) if near else None


def _restated(triple: Triple) -> Based | None:
    """ "Their 66 papers brought 23 top grades, or 45 per cent": a part, and the same as a share of
    the only other figure, which stands before it."""
    sentence, share, whole, part = triple
    if not whole.figure.span < part.figure.span < share.figure.span or size(part) >= size(whole):
        return None
    if share.figure.direction is not None or part.figure.direction is not None:
        return None
    gap = sentence.between(part, share)
    linked = frame("only_two", r"(?: [^\W\d_][\w-]*){0,2},? or (?:{about} )?").fullmatch(gap)
    closed = re.match(r"\s?(?:[.,;)–—]|$)", sentence.after(share, 8))
    between = sentence.between(whole, part)
    if not (linked and closed) or re.search(r"[;:.]", between) or len(between) > _FAR:
        return None
    if (
        cue("only_two", "apart", "adds").search(f"{between} {gap}")
        or part.aspect is not Aspect.LEVEL
    ):
        return None
    if share.figure.kind is not Kind.PERCENT or not _is_near(
        size(part) / size(whole), middle(share)
    ):
        return None
    return Based(part, whole, share)


def _filled(triple: Triple) -> Based | None:
    """ "At 35% of capacity: built to hold 60 million cubic metres, it has 24 million"."""
    sentence, share, *pair = triple
    part, whole = sorted(pair, key=size)
    if frame("only_two", r" {of_capacity}\b").match(sentence.after(share, 32)) is None:
        return None
    around = f"{sentence.before(whole, 40)} | {sentence.after(whole, 32)}"
    if not cue("only_two", "holds").search(around) or not 0 < middle(share) <= 1:
        return None
    now = frame("only_two", r"\b{has_now} (?:{about} )?$").search(sentence.before(part, 32))
    if now is None or re.match(r" of (?:it|them|which|those)\b", sentence.after(part, 12)):
        return None
    return Based(part, whole, share) if _is_near(size(part) / size(whole), middle(share)) else None


def _is_from_to(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether words tell which of two levels was the earlier one."""
    led = sentence.before(first, 8).lower().endswith("from ") or first.figure.surface[:5] == "from "
    return led and re.search(r"\bto $", sentence.between(first, second)) is not None


def _way(sentence: Sentence, share: Claim) -> Direction | None:
    """Which way words say that it went, by so much."""
    change = as_change(sentence, 0, share)
    if change is not None and change.way is not None:
        return change.way
    before, after = sentence.before(share, 48), sentence.after(share, 32)
    if share.figure.kind is not Kind.PERCENT:
        return None
    for way, key in ((Direction.UP, "put_on"), (Direction.DOWN, "taken_off")):
        led = frame("only_two", rf"\b{{{key}}} (?:of |at |by |to )?(?:{{about}} )?$").search(before)
        if led or frame("only_two", rf" {{{key}}}\b").match(after):
            return way
    return None


def _is_near(value: Decimal, stated: Decimal) -> bool:
    return value > 0 and max(value, stated) <= min(value, stated) * _NEAR


def _is_added(sentence: Sentence, amount: Claim) -> bool:
    """Whether a figure is told as an amount that is added or taken off."""
    return (
        frame("only_two", r"\b{adds} (?:{about} )?$").search(sentence.before(amount, 32))
        is not None
    )


def _are_apart(triple: Triple) -> bool:
    """Whether words say that the three are of more than one thing, or another is between them."""
    sentence, *three = triple
    ordered = sorted(three, key=lambda claim: claim.figure.span)
    text = sentence.document.text[ordered[0].figure.span.start : ordered[-1].figure.span.end]
    if re.search(r"[;?!]", text) or cue("only_two", "apart").search(text):
        return True
    nouns = {noun_of(each) for each in (triple.first, triple.second)} - {""}
    if len(nouns) > 1:
        return True
    return is_reckoned_otherwise(sentence, triple.share)
