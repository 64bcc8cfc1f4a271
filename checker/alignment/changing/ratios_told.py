"""Ratios told: two figures, and beside them the share that the one is said to be of the other.

In: the sentences of a paragraph. Out: a part and its whole with a share: "women are 18 of its 72
members. A fifth is the best yet".

No form is asked for but that the figures are the only two of their kind, so nothing is told where
any two figures of the paragraph make the ratio, either way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from checker.alignment.changing.fractions import as_share, may_have_shares
from checker.alignment.passages import Sentence, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import cue, frame
from checker.model import Claim, Direction, Form, Kind, Modifier

_LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_RATIOS = frozenset({Kind.PERCENT, Kind.RATIO})
_PARTS = frozenset(range(3, 11))
_HUNDRED = Decimal(100)
_ROUNDED = Decimal("1.01")
_WORDED = Decimal("0.15")
_TIMES = Decimal("1.8")
_PAIR = 2
_FEW = 8
_NEAR_BY = 6
_GAP = 90


class Told(NamedTuple):
    """A figure and its sentence."""

    sentence: Sentence
    claim: Claim


class Share(NamedTuple):
    """A part, its whole and the share that it is said to be."""

    part: Claim
    whole: Claim
    share: Claim


def shares_told(paragraph: Sequence[Sentence]) -> Iterator[Share]:
    """Every share that two figures beside it come near, and no two figures make."""
    for ratio, pair in _pairs(paragraph):
        part, whole = sorted(pair, key=lambda told: size(told.claim))
        if ratio.claim.figure.direction is not None or _way(ratio) is not None:
            continue
        value = size(part.claim) * _HUNDRED / size(whole.claim)
        if ratio.sentence is pair[1].sentence and not _closes(ratio):
            continue
        if _is_part(pair, part, whole) and _is_near(value, ratio.claim):
            yield Share(part.claim, whole.claim, ratio.claim)


def _pairs(paragraph: Sequence[Sentence]) -> Iterator[tuple[Told, tuple[Told, Told]]]:
    """Each ratio with the only two figures of one kind before it, in its sentence or with the one
    before; or in the one behind."""
    if sum(len(sentence.claims) for sentence in paragraph) <= _PAIR:
        return
    for place, sentence in enumerate(paragraph):
        if not may_have_shares(sentence):
            continue
        ratios = [Told(sentence, _as_ratio(sentence, claim)) for claim in sentence.claims]
        ratios = [each for each in ratios if _is_ratio(each.claim)]
        if len(ratios) == _PAIR and len(sentence.before(ratios[0].claim).split()) <= 1:
            ratios = ratios[:1]  # "that 25% share was 6% in 2019"
        if len(ratios) != 1 or _is_of_another(ratios[0]):
            continue
        windows = ([place], [place - 1, place]) if place else ([place],)
        for window in windows:
            told = [each for n in window for each in _figures(paragraph[n])]
            pair = _only_two(told)
            if pair is None:
                continue
            otherwise = _is_told_otherwise(paragraph, window) or not _refers(ratios[0], pair)
            if not otherwise and not _holds(paragraph, ratios[0], pair):
                yield ratios[0], pair
            break


def _as_ratio(sentence: Sentence, claim: Claim) -> Claim:
    """A share by the words beside it; "a fifth is the best yet" at the beginning of a sentence."""
    behind = sentence.after(claim, 12).lower()
    begins = sentence.before(claim, 8).strip().lower() == "a"
    if claim.figure.kind is not Kind.ORDINAL or not begins or behind[:4] not in (" is ", " was"):
        return as_share(sentence, claim)
    number = claim.figure.quantity
    if number is None or number.low is None or number.low not in _PARTS:
        return claim
    size_of = 1 / number.low
    worded = replace(number, low=size_of, high=size_of, step=size_of, unit=None)
    return replace(claim, figure=replace(claim.figure, kind=Kind.RATIO, quantity=worded))


def _is_ratio(claim: Claim) -> bool:
    figure = claim.figure
    plain = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
    return plain and figure.kind in _RATIOS and 0 < _percent(claim) < _HUNDRED * 3


def _percent(claim: Claim) -> Decimal:
    return size(claim) * (_HUNDRED if claim.figure.kind is Kind.RATIO else 1)


def _figures(sentence: Sentence) -> list[Told]:
    """The levels of a sentence; a bare number behind one with a unit has that one's."""
    found: list[Told] = []
    for claim in sentence.claims:
        kind = claim.figure.kind
        shared = claim
        if found and kind is Kind.COUNT and not noun_of(claim):
            shared = in_the_unit_of(found[-1].claim, claim)
        if kind in _LEVELS:
            found.append(Told(sentence, shared))
    return found


def _only_two(told: Sequence[Told]) -> tuple[Told, Told] | None:
    """The two figures of one kind and unit, where no others are of it, and no kind has two more."""
    pairs = []
    for n, first in enumerate(told):
        same = [each for each in told[n + 1 :] if _is_alike(first.claim, each.claim)]
        if len(same) == 1:
            pairs.append((first, same[0]))
        elif same:
            return None
    if len(pairs) != 1 or not all(is_plain(each.claim) for each in pairs[0]):
        return None
    return pairs[0]


def _is_alike(a: Claim, b: Claim) -> bool:
    one, two = a.figure.quantity, b.figure.quantity
    if a.figure.kind is not b.figure.kind or one is None or two is None:
        return False
    nouns = {noun_of(a), noun_of(b)} - {""}
    return same_rate(one.unit, two.unit) and (len(nouns) < _PAIR or a.figure.kind is not Kind.COUNT)


def is_plain(claim: Claim) -> bool:
    """Whether a figure is a point as written, above zero."""
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY and size(claim) > 0


def _is_of_another(ratio: Told) -> bool:
    """Whether a ratio is of something else: "20% of them on sand", "50% on 2020"."""
    tail = ratio.sentence.after(ratio.claim, 40)
    if frame("ratios_told", r" (?:{of_another})\b|-[^\W\d_]").match(tail):
        return True
    words = tail.split()
    if len(words) > 1 and words[0] in ("on", "over", "from") and words[1][:1].isdecimal():
        return True
    around = f"{ratio.sentence.before(ratio.claim, 48)} | {ratio.sentence.after(ratio.claim, 48)}"
    base = frame("movements", r"\s*{other_base}").match(tail)
    return base is not None or ratio.sentence.says_in(around, "movements", "reckoned_otherwise")


def _is_told_otherwise(paragraph: Sequence[Sentence], window: Sequence[int]) -> bool:
    return any(paragraph[n].says("ratios_told", "otherwise") for n in window)


def _refers(ratio: Told, pair: tuple[Told, Told]) -> bool:
    """Whether a ratio goes on about two figures: straight behind them, as the first figure of a
    sentence that points back, or before them with a colon."""
    start = ratio.claim.figure.span.start
    last = max(pair, key=lambda told: told.claim.figure.span.start)
    first = min(pair, key=lambda told: told.claim.figure.span.start)
    text = ratio.sentence.document.text
    if last.claim.figure.span.start > start:
        gap = text[ratio.claim.figure.span.end : first.claim.figure.span.start]
        return (
            first.sentence is ratio.sentence and re.search(r":\s(?:\w+\s){0,3}$", gap) is not None
        )
    if last.sentence is ratio.sentence:
        gap = text[last.claim.figure.span.end : start]
        behind = re.split(r"[,;:–—(]| is $", gap)
        if re.match(r"\s*(?:and|but)\b|.*\bat $", behind[-1]):
            return False
        return len(behind) > 1 and len(behind[-1].split()) <= _NEAR_BY and len(gap) <= _GAP
    words = ratio.sentence.before(ratio.claim).split()
    if len(words) > _NEAR_BY:
        return False
    return (
        not words
        or frame("ratios_told", r"\W*{points_back}\b").match(ratio.sentence.text) is not None
    )


def _closes(ratio: Told) -> bool:
    """Whether nothing is said of a ratio, or it stands before its figures with a colon."""
    tail = ratio.sentence.after(ratio.claim)
    return re.match(r"\s?(?:[.,;:)–—]|$)|[^.;]{0,60}:", tail) is not None


def _way(ratio: Told) -> Direction | None:
    """Which way the words beside a ratio say that something moved."""
    before = re.split(r"[.;:]", ratio.sentence.before(ratio.claim, 32))[-1]
    after = re.split(r"[.;:,]", ratio.sentence.after(ratio.claim, 24))[0]
    text = f"{before} | {after}"
    ways = {
        way
        for way, key in ((Direction.UP, "up"), (Direction.DOWN, "down"))
        if cue("ratios_told", key).search(text)
    }
    return ways.pop() if len(ways) == 1 else None


def _is_part(pair: tuple[Told, Told], part: Told, whole: Told) -> bool:
    """ "18 of the assembly's 72 members", "of every $5, $1"."""
    first, second = pair
    if first.sentence is not second.sentence:
        return False
    gap = f" {first.sentence.between(first.claim, second.claim).strip()} "
    if first is part:
        of = r"(?: [^\W\d_]+)? (?:out )?of(?: [^\W\d_]+(?:['’]s?)?){0,3} "
        return re.fullmatch(of, gap) is not None
    before = first.sentence.before(whole.claim, 24)
    return re.search(r"(?:^|\b)of (?:the |every |its |all )?$", before, re.IGNORECASE) is not None


def _is_near(value: Decimal, ratio: Claim) -> bool:
    """Whether a ratio may be a slip of its value: not too far off, or one digit."""
    stated = _percent(ratio)
    if not value or max(value, stated) <= min(value, stated) * _TIMES:
        return bool(value)
    whole = round(value)
    one, other = str(whole), str(stated.normalize())
    return whole % 10 == stated % 10 or sorted(one) == sorted(other)


def _holds(paragraph: Sequence[Sentence], ratio: Told, pair: tuple[Told, Told]) -> bool:
    """Whether any two figures of the paragraph make the ratio, as a share, as a change, or as what
    is left of one; or any other ratio is that of the two."""
    sizes = [size(each.claim) for sentence in paragraph for each in _figures(sentence)]
    sizes = [each for each in sizes if each]
    way = ratio.claim.figure.direction or _way(ratio)
    pairs = permutations(sizes, _PAIR)
    if len(sizes) > _FEW or any(_make(a, b, ratio.claim, way) for a, b in pairs):
        return True
    one, two = (size(each.claim) for each in pair)
    others = [c for s in paragraph for c in s.claims if c.figure.kind in _RATIOS]
    others = [c for c in others if c.figure.span.end != ratio.claim.figure.span.end]
    return any(_make(one, two, each) or _make(two, one, each) for each in others)


def _make(a: Decimal, b: Decimal, ratio: Claim, way: Direction | None = None) -> bool:
    stated = _percent(ratio)
    room = stated * _WORDED if ratio.figure.kind is Kind.RATIO else _ROUNDED
    share = a * _HUNDRED / b
    moved = abs(share - _HUNDRED)
    if way is Direction.DOWN and a > b:
        moved = share  # a fall is of the greater of two
    return any(abs(each - stated) <= room for each in (share, moved))
