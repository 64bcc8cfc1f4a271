"""Ventures: what something cost, what it was sold for, and the profit or loss that it made.

In: the figures of a paragraph that may be added. Out: the price with the costs and the profit as
its parts, or what it cost with the price and the loss: "bought the mill for €240,000, spent €95,000
on it and sold it for €410,000, a profit of €75,000".

Words say of every amount in one to three sentences which of these it is; so no slip has to explain
why they do not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import Line, Sum, Told, claims, is_plain
from checker.alignment.summing.membership import alike, size
from checker.alignment.wording import cue, frame
from checker.model import Kind

_REACH = 3
_MOST = 6
_TWICE = 2


def ventures(lines: Iterable[Line]) -> Iterator[Sum]:
    """Every venture whose profit or loss is not what was made or lost."""
    for told in lines:
        for place, sentence in enumerate(told):
            gains = [each for each in sentence if _is_gain(each)]
            if len(gains) != 1 or not is_plain(gains[0].claim):
                continue
            for first in range(place, max(-1, place - _REACH), -1):
                found = _made([each for some in told[first : place + 1] for each in some], gains[0])
                if found is not None:
                    yield found
                    break


def _made(told: Sequence[Told], gain: Told) -> Sum | None:
    kin = [each for each in told if each.claim.figure.kind is Kind.MONEY]
    others = [each for each in kin if each is not gain]
    costs = [each for each in others if _is_cost(each)]
    sales = [each for each in others if each not in costs and _is_sale(each)]
    if not costs or len(sales) != 1 or len(costs) + 1 != len(others) or len(kin) > _MOST:
        return None
    if not all(alike(each.claim, gain.claim) and is_plain(each.claim) for each in kin):
        return None
    start, end = told[0].sentence.segment.span.start, gain.claim.figure.span.end
    if cue("ventures", "otherwise").search(gain.sentence.document.text[start : end + 40]):
        return None
    cost, price = sum((size(each.claim) for each in costs), Decimal(0)), size(sales[0].claim)
    lost = _is_loss(gain)
    true = cost - price if lost else price - cost
    if true <= 0 or true == size(gain.claim) or size(gain.claim) > max(cost, price) * _TWICE:
        return None
    if lost:
        return (
            Sum(costs[0].claim, claims((sales[0], gain)), "lost on it") if costs[1:] == [] else None
        )
    return Sum(sales[0].claim, claims((*costs, gain)), "made on it")


def may_tell_a_venture(sentence: Sentence) -> bool:
    """Whether a sentence has a word for what is made or lost."""
    return sentence.may_say("ventures", "profit", "loss")


def _is_gain(told: Told) -> bool:
    if told.claim.figure.kind is not Kind.MONEY or not may_tell_a_venture(told.sentence):
        return False
    before, after = told.sentence.before(told.claim, 40), told.sentence.after(told.claim, 24)
    led = r"\b(?:{profit}|{loss}) (?:of )?(?:{only} )?$"
    behind = r" (?:[^\W\d_]+ )?(?:{profit}|{loss})\b"
    return (
        frame("ventures", led).search(before) is not None
        or frame("ventures", behind).match(after) is not None
    )


def _is_loss(told: Told) -> bool:
    before, after = told.sentence.before(told.claim, 40), told.sentence.after(told.claim, 24)
    led = frame("ventures", r"\b{loss} (?:of )?(?:{only} )?$").search(before)
    return (
        led is not None or frame("ventures", r" (?:[^\W\d_]+ )?{loss}\b").match(after) is not None
    )


def _is_cost(told: Told) -> bool:
    """ "Paid £310,000 for", "bought it for £310,000", "spent £95,000 on it"."""
    before = told.sentence.before(told.claim, 72)
    straight = frame("ventures", r"\b{paid} (?:{only} )?(?:another |a further )?$").search(before)
    bought = frame("ventures", r"\b{bought}\b[^.;:]{0,48} (?:for|at) (?:{only} )?$").search(before)
    sold = frame("ventures", r"\b{sold}\b[^.;:]{0,48} (?:for|at) (?:{only} )?$").search(before)
    if straight is not None:
        return True
    return bought is not None and (sold is None or bought.start() > sold.start())


def _is_sale(told: Told) -> bool:
    before = told.sentence.before(told.claim, 72)
    led = r"\b(?:{sold}\b[^.;:]{0,48} (?:for|at)|{fetched}) (?:{only} )?$"
    return frame("ventures", led).search(before) is not None
