"""Based: a share that can only be of what its sentence names: the one other thing, and its part.

In: the sentences of a paragraph. Out: a part, its whole and the share: "wrote to 4,060 miners and
heard from 1,104, a response rate of 24 per cent", "was built for 800 men and holds 1,040, so it is
140 per cent full", "a levy of 3 per cent, so a $640,000 house comes with a bill of $12,900".

The share is the only one of its sentence, beside the only two figures of one kind. Words say that
it is of the one: it is called a rate, or one of "its weight", "capacity", "them". Or no words do,
and the share of the one is the other, to its last digit, but for two digits in the wrong order.
Nothing is told where any two figures near it make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker import tolerance
from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.told import (
    MEANT,
    SHARES,
    Told,
    figures_of,
    makes_none,
    middle,
    same_kind,
    united,
)
from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import slips
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.once import once

_MEMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_PAIR = 2
_NEAR = Decimal(2)
_TENFOLD = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_MOST_STEPS = Decimal(10) ** 12
_SLACK = Decimal("0.001")


class Based(NamedTuple):
    """A part, its whole and the share that it is said to be."""

    part: Claim
    whole: Claim
    share: Claim


class Triple(NamedTuple):
    """The only share of a sentence and the only two figures of one kind, in their order."""

    sentence: Sentence
    share: Claim
    first: Claim
    second: Claim


def based(paragraph: Sequence[Sentence]) -> Iterator[Based]:
    """Every share that the two figures beside it are said to make, and do not."""
    for at, sentence in enumerate(paragraph):
        triple = triple_of(sentence) if {"shares", "parted"} <= sentence.may else None
        if triple is None:
            continue
        found = _called(triple) or _of_the_part(triple) or _slipped(triple) or _swapped(triple)
        if found is not None and makes_none(paragraph, at, found.share, found.part, found.whole):
            yield found


@once
def triple_of(sentence: Sentence) -> Triple | None:
    """The only share of a sentence with the only two figures of one kind; ``None`` where there are
    more of either."""
    shares = [as_share(sentence, claim) for claim in sentence.claims]
    shares = [claim for claim in shares if claim.figure.kind in SHARES]
    if len(shares) != 1 or shares[0].figure.form is not Form.POINT:
        return None
    quantity = shares[0].figure.quantity
    if quantity is None or quantity.unit not in (None, "percent") or not middle(shares[0]):
        return None
    told = [each.claim for each in united(figures_of(sentence)) if _is_member(each)]
    told = [claim for claim in told if claim.figure.span != shares[0].figure.span]
    pairs = [
        (a, b)
        for place, a in enumerate(told)
        for b in told[place + 1 :]
        if same_kind(a, b) and sum(same_kind(a, c) for c in told) == _PAIR
    ]
    if len(pairs) != 1 or size(pairs[0][0]) == size(pairs[0][1]):
        return None
    return Triple(sentence, shares[0], *pairs[0])


def _is_member(told: Told) -> bool:
    figure = told.claim.figure
    return figure.kind in _MEMBERS and figure.modifier in MEANT


# ---------------------------------------------------------------------------- what words say of it


def _called(triple: Triple) -> Based | None:
    """A share behind both figures that words say is of the one, and that comes near."""
    sentence, share, first, second = triple
    if second.figure.span.end > share.figure.span.start:
        return None
    gap = sentence.document.text[second.figure.span.end : share.figure.span.start]
    if not _leads_to(triple, gap):
        return None
    less, more = sorted((first, second), key=size)
    part, whole = (more, less) if middle(share) > 1 else (less, more)
    value, stated = size(part) / size(whole), middle(share)
    if max(value, stated) > min(value, stated) * _NEAR:
        return None
    return Based(part, whole, share)


def _leads_to(triple: Triple, gap: str) -> bool:
    sentence, share = triple.sentence, triple.share
    if re.search(r"[.;:?!]", gap):
        return False
    around = f"{sentence.before(share, 48)} | {sentence.after(share, 48)}"
    if sentence.says_in(around, "movements", "reckoned_otherwise"):
        return False
    tail = sentence.after(share, 60)
    closes = re.match(r"\s?(?:[.,;:)–—]|$)", tail) is not None
    behind = r" (?:{of_it}(?=\s?(?:[.,;:)–—]|$| {goes_on}\b))|{of_them}(?=\s?(?:[.,;:)–—]|$)))"
    of_it = frame("based", behind).match(tail) is not None
    named = frame("based", r"[^,]*?[,(–—]\s?(?:{so} )?(?:an? |the )?(?:[\w-]+ ){0,2}?{rates} of $")
    if (closes or of_it) and named.search(gap):
        return True
    if share.figure.direction is not None:
        return False
    if frame("based", r" {of_them}\b").match(tail) and (
        triple.second.figure.kind is not Kind.COUNT or cue("based", "breaks").search(gap)
    ):
        return False  # "and pupils on benefits, 65 per cent of them"
    apposed = frame("based", r"[,(–—]\s?(?:{so}\b[^,]{0,40} |[^\W\d_]+ing )?$").search(gap)
    return of_it and apposed is not None


def _of_the_part(triple: Triple) -> Based | None:
    """A share beside so many of so many: "turnout was 48 per cent, with 61,200 of 170,000 voting",
    "with 126 of 180 beds taken it is 80 per cent full"."""
    sentence, share, first, second = triple
    part = frame(
        "based",
        r"(?:(?: [^\W\d_]+)?,? (?:out )?|(?: [^\W\d_]+){2,3} out )of "
        r"(?:(?:the|its|their|his|her|all) )?(?:[^\W\d_]+['’]s? )?",
    )
    if part.fullmatch(f" {sentence.between(first, second).lstrip()}") is None:
        return None
    if share.figure.direction is not None or size(first) >= size(second):
        return None
    value, stated = size(first) / size(second), middle(share)
    if max(value, stated) > min(value, stated) * _NEAR:
        return None
    before, after = sentence.before(share, 60), sentence.after(share, 40)
    full = frame("based", r" {full}\s?(?:[.,;:)–—]|$)").match(after)
    full = full if cue("based", "places").is_one(noun_of(second) or noun_of(first)) else None
    if first.figure.span.start < share.figure.span.start:
        gap = sentence.document.text[second.figure.span.end : share.figure.span.start]
        told = full or _is_restated(sentence, share, gap)
        return Based(first, second, share) if told and not re.search(r"[.;:]", gap) else None
    named = frame(
        "based", r"\b{rates}(?: (?:in|at|for|among) [^,;:.]{1,40})? (?:{be} )?(?:{about} )?$"
    ).search(before)
    with_it = frame(
        "based", r",? (?:{with_it})(?: [^\W\d_]+)? |, (?:(?:or|some|that is) )?"
    ).fullmatch(sentence.between(share, first))
    if cue("based", "of_some").search(sentence.after(second, 80)):
        return None  # "with 61,200 of the 170,000 voters in the capital"
    return Based(first, second, share) if (named or full) and with_it else None


def _is_restated(sentence: Sentence, share: Claim, gap: str) -> bool:
    """ "41,500 of the 96,000 had been seen, which the ministry works out at 43 per cent"."""
    led = frame("based", r", which (?:(?:the |an? )?[^\W\d_]+ )?{works_out} $").search(gap)
    closed = re.match(r"\s?(?:[.;:)–—]|$)", sentence.after(share, 8))
    return led is not None and closed is not None


# ------------------------------------------------------------------------------ what a slip tells


def _slipped(triple: Triple) -> Based | None:
    """A share before the figures of which the last one is that share of the other, but for its
    digits in another order; or ten times too much or little, where words say that it comes to
    it."""
    sentence, share, first, second = triple
    if share.figure.kind is not Kind.PERCENT or size(second) > size(first):
        return None
    if share.figure.span.start > second.figure.span.start:
        return None
    value, quantity = size(first) * middle(share), second.figure.quantity
    if quantity is None:
        return None
    start = max(first.figure.span.end, share.figure.span.end)
    gap = sentence.document.text[start : second.figure.span.start]
    owned = share.figure.span.end < first.figure.span.start and frame(
        "based", r" (?:of|on)(?: [^\W\d_]+){0,3} "
    ).fullmatch(sentence.between(share, first))
    if not owned and cue("based", "comes_to").search(gap) is None:
        return None
    if slips(value.quantize(quantity.step), size(second)) and tolerance.reordered(value, quantity):
        return Based(second, first, share)
    tenfold = any(abs(value * times / size(second) - 1) <= _SLACK for times in _TENFOLD)
    return Based(second, first, share) if tenfold else None


def _swapped(triple: Triple) -> Based | None:
    """A percentage that of the one figure would be the other to its last digit, had not two digits
    changed places: "£18m for 2.4 per cent, a price of £705m for the whole"."""
    _, share, *pair = triple
    if share.figure.kind is not Kind.PERCENT or share.figure.direction is not None:
        return None
    less, more = sorted(pair, key=size)
    true = ((less, size(more) * middle(share)), (more, size(less) / middle(share)))
    for claim, value in true:
        quantity = claim.figure.quantity
        if quantity is None or claim.figure.modifier is not Modifier.EXACTLY:
            continue
        if not quantity.step or abs(value) >= quantity.step * _MOST_STEPS:
            continue  # so many digits are no slip of two
        exact = value % quantity.step == 0
        if exact and slips(value, size(claim)) and tolerance.reordered(value, quantity):
            return Based(less, more, share)
    return None
