"""Ratios told: a part that words say is of its whole, and near them the share that it is.

In: the sentences of a paragraph. Out: a part, its whole and the share: "women are 18 of its 72
members. A fifth is the best yet", "he has made 66 of his 120 kicks. A rate of 65 per cent", "it
lost 30 per cent of its 5,000 hens. That left 3,000".

The part has to be said to be of the whole, and between them and the share no other thing may be
named. Nothing is told where any other two figures near it make the share, or where the two make
another share that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.linked import is_plain, leads_on
from checker.alignment.changing.stated import as_change
from checker.alignment.changing.told import (
    MEANT,
    MOST,
    SHARES,
    Told,
    figures_of,
    meets,
    middle,
    readings,
    same_kind,
    united,
)
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import frame
from checker.model import Aspect, Claim, Form, Kind
from checker.patterns import lazy

_PARTS = frozenset(range(3, 11))
_ONE = Decimal(1)
_TIMES = Decimal(2)
_GAP = 90
_OWNED = r"(?:(?:[^\W\d_]+['’]s?|[^\W\d_]+) ){0,3}"


class Share(NamedTuple):
    """A part, its whole and the share that it is said to be."""

    part: Claim
    whole: Claim
    share: Claim


class _Parted(NamedTuple):
    """A part of a whole; of one that is ``left`` the share may be what is gone."""

    part: Told
    whole: Told
    left: bool = False


def shares_told(paragraph: Sequence[Sentence]) -> Iterator[Share]:
    """Every share that a part and its whole come near and do not make."""
    for at, sentence in enumerate(paragraph):
        if "shares" not in sentence.may:
            continue
        for claim in sentence.claims:
            ratio = _as_ratio(sentence, claim)
            if not _is_share(sentence, at, ratio):
                continue
            found = _parted(paragraph, at, ratio)
            if found is None or _is_of_another(sentence, ratio, found):
                continue
            if _has_its_amount(sentence, ratio, found):
                continue
            if not _is_made(paragraph, at, ratio, found):
                yield Share(found.part.claim, found.whole.claim, ratio)


# ------------------------------------------------------------------------------------- the share


_OR = lazy(r"(?: [\w’'-]+){0,4}(?:,| \() ?(?:or )?(?:about |some )?")


def _is_of_another(sentence: Sentence, ratio: Claim, found: _Parted) -> bool:
    """Whether a share stands straight behind a number that is neither part nor whole: "12 of 41
    seats; four years ago it had 15 with 36%"."""
    ahead = list(sentence.ahead_of(ratio))
    if not ahead or ahead[-1].figure.kind is not Kind.COUNT:
        return False
    own = {found.part.claim.figure.span, found.whole.claim.figure.span}
    gap = sentence.between(ahead[-1], ratio)
    return ahead[-1].figure.span not in own and (
        re.fullmatch(r"(?: [^\W\d_]+)? (?:with|on|from|by) ", gap) is not None
    )


def _has_its_amount(sentence: Sentence, ratio: Claim, found: _Parted) -> bool:
    """Whether a share is told again as an amount that is neither of the two: "half the harvest,
    or 600kg, went to the pigs: of the 1.2 tonnes picked, 0.5 tonnes was bruised"."""
    own = {found.part.claim.figure.span, found.whole.claim.figure.span}
    return any(
        each.figure.span not in own
        and each.figure.span > ratio.figure.span
        and _OR.fullmatch(sentence.between(ratio, each)) is not None
        for each in sentence.claims
    )


def _as_ratio(sentence: Sentence, claim: Claim) -> Claim:
    """A share by the words beside it; "a fifth is the best yet" at the beginning of a sentence."""
    if claim.figure.kind is not Kind.ORDINAL:
        return as_share(sentence, claim)
    behind = sentence.after(claim, 12).lower()
    begins = sentence.before(claim, 8).strip().lower() == "a"
    of_them = re.match(r" of (?:them|those|these)\b", behind)
    if not (begins and behind[:4] in (" is ", " was")) and of_them is None:
        return as_share(sentence, claim)
    number = claim.figure.quantity
    if number is None or number.low is None or number.low not in _PARTS:
        return claim
    size_of = 1 / number.low
    worded = replace(number, low=size_of, high=size_of, step=size_of, unit=None)
    return replace(claim, figure=replace(claim.figure, kind=Kind.RATIO, quantity=worded))


def _is_share(sentence: Sentence, at: int, ratio: Claim) -> bool:
    """Whether a figure is a share, and no level, no change and no share of something else."""
    figure = ratio.figure
    if figure.kind not in SHARES or figure.form is not Form.POINT or figure.quantity is None:
        return False
    if figure.quantity.unit not in (None, "percent") or not 0 < middle(ratio) < 1:
        return False
    if frame("contrasts", r"\b{level} (?:{between} )?$").search(sentence.before(ratio, 32)):
        return False
    if re.match(r" (?:of|off) ", sentence.after(ratio, 5)):
        return True  # "lost 30% of its hens"
    level = figure.direction is None and ratio.aspect is Aspect.LEVEL
    return level and as_change(sentence, at, ratio) is None


# ------------------------------------------------------------------------- the part and its whole


def _parted(paragraph: Sequence[Sentence], at: int, ratio: Claim) -> _Parted | None:
    """The one part and whole that a share is told of, in its sentence or with one beside it."""
    for window in ((at,), (at - 1, at), (at, at + 1)):
        near = [paragraph[n] for n in window if 0 <= n < len(paragraph)]
        if len(near) < len(window):
            continue
        told = united([each for sentence in near for each in figures_of(sentence)])
        told = [each for each in told if each.claim.figure.span != ratio.figure.span]
        if len(told) > MOST:
            return None
        found = [
            parted
            for one, other in combinations(told, 2)
            if (parted := _of_each_other(paragraph[at], ratio, one, other)) is not None
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _of_each_other(sentence: Sentence, ratio: Claim, one: Told, other: Told) -> _Parted | None:
    """Two figures as a part and its whole with which a share belongs together."""
    one = _in_unit_behind(one, other)
    if not same_kind(one.claim, other.claim) or size(one.claim) == size(other.claim):
        return None
    if not {one.claim.figure.modifier, other.claim.figure.modifier} <= MEANT:
        return None
    part, whole = sorted((one, other), key=lambda told: size(told.claim))
    left = _is_of_the_whole(sentence, ratio, part, whole)
    if left is not None:
        return _Parted(part, whole, left)
    if not _is_part(part, whole):
        return None
    return _Parted(part, whole) if _goes_with(sentence, ratio, part, whole) else None


def _in_unit_behind(one: Told, other: Told) -> Told:
    """The 2.7 billion of "2.7 billion of 18 billion euros"."""
    a, b = one.claim.figure, other.claim.figure
    own = a.noun_span is not None and a.noun_span.start < b.span.start
    if a.kind is not Kind.COUNT or own or b.kind not in (Kind.MONEY, Kind.MEASURE):
        return one
    gap = one.sentence.document.text[a.span.end : b.span.start]
    if re.fullmatch(rf" of {_OWNED}", gap) is None:
        return one
    return Told(one.sentence, in_the_unit_of(other.claim, one.claim))


def _is_of_the_whole(sentence: Sentence, ratio: Claim, part: Told, whole: Told) -> bool | None:
    """Whether a share is of the whole in so many words, and the part behind it is what it comes
    to, or what is left: "30 per cent of its 5,000 hens. They left me 3,000"."""
    if whole.sentence is not sentence or whole.claim.figure.span.start < ratio.figure.span.end:
        return None
    own = part.claim
    if own.figure.span.start < whole.claim.figure.span.end:
        return None
    if noun_of(own) and noun_of(own) != noun_of(whole.claim):
        return None
    gap = sentence.between(ratio, whole.claim)
    if re.fullmatch(rf"\s(?:of|off) {_OWNED}", gap) is None:
        return None
    led = part.sentence.before(own, 32)
    if frame("ratios_told", r"\b{leaving} (?:{whom} )?$").search(led):
        return True
    return False if frame("ratios_told", r"\b{meaning} $").search(led) else None


def _is_part(part: Told, whole: Told) -> bool:
    """ "18 of the assembly's 72 members", "of every $5, $1", "£88m, of which it asked for £66m"."""
    if part.sentence is not whole.sentence or whole.claim.figure.kind is Kind.PERCENT:
        return False
    sentence, text = part.sentence, part.sentence.document.text
    one, other = part.claim.figure, whole.claim.figure
    if one.span.end <= other.span.start:
        gap = f" {text[one.span.end : other.span.start].strip()} "
        return re.fullmatch(rf"(?: [^\W\d_]+)? (?:out )?of {_OWNED}", gap) is not None
    if part.claim.figure.noun_span is not None and noun_of(part.claim) != noun_of(whole.claim):
        return False
    gap = text[other.span.end : one.span.start]
    if len(gap) > _GAP or re.search(r"[.;:?!]", gap):
        return False
    if frame("shares", r".*\b{of_which}\b.*").fullmatch(gap):
        return True
    before = sentence.before(whole.claim, 48)  # not "66 of his 120 kicks from the 22"
    of_all = r"(?:\A\W*|[,;:–—(]\s?|\b(?:and|but|many)\s)of (?:the |every |its |all |h[ie][sr] )?$"
    return re.search(of_all, before, re.IGNORECASE) is not None


def _goes_with(sentence: Sentence, ratio: Claim, part: Told, whole: Told) -> bool:
    """Whether nothing else is named between a share and the part and whole that it is told of."""
    text = sentence.document.text
    first, last = sorted((part, whole), key=lambda told: told.claim.figure.span.start)
    start, end = ratio.figure.span
    if last.claim.figure.span.end <= start:
        if not _is_of_them(sentence, ratio):
            return False
        if last.sentence is sentence:
            closed = re.match(r"\s?(?:[.,;:)–—]|$)| of ", sentence.after(ratio, 5)) is not None
            return closed and leads_on(text[last.claim.figure.span.end : start], part, whole)
        led = text[sentence.segment.span.start : start]
        back = frame("ratios_told", r"\W*{points_back}\b").match(led)
        said = re.match(r" (?:is|was) ", sentence.after(ratio, 5))
        return (back or said) is not None and is_plain(led, first, last)
    if first.claim.figure.span.start < end:
        return False
    if first.sentence is sentence:
        gap = text[end : first.claim.figure.span.start]
        return re.search(r":\s(?:\w+\s){0,3}$|, or (?:about |some )?$", gap) is not None
    led = first.sentence.before(first.claim, 32)
    return frame("ratios_told", r"\b{meaning} $").search(led) is not None


def _is_of_them(sentence: Sentence, ratio: Claim) -> bool:
    """Whether what stands behind a share names no other whole."""
    tail = sentence.after(ratio, 40)
    if frame("shares", r"\s*{same_whole}\b").match(tail):
        return True
    if re.match(r" of (?:them|those|these|it)(?=\s?(?:[.,;:)–—]|$))", tail):
        return True
    if frame("ratios_told", r" (?:{of_another})\b|-[^\W\d_]").match(tail):
        return False
    around = f"{sentence.before(ratio, 48)} | {sentence.after(ratio, 48)}"
    return not sentence.says_in(around, "movements", "reckoned_otherwise")


# ---------------------------------------------------------------------------- what they come to


def _is_made(paragraph: Sequence[Sentence], at: int, ratio: Claim, found: _Parted) -> bool:
    """Whether a part and its whole make the share or lie too far from it; or any other two figures
    near it make it, or the two another share that stands there."""
    part, whole = found.part.claim, found.whole.claim
    value = size(part) / size(whole)
    ways = [value, _ONE - value] if found.left else [value]
    if any(meets(ratio, each) for each in ways):
        return True
    stated = middle(ratio)
    if all(max(each, stated) > min(each, stated) * _TIMES for each in ways):
        return True
    near = paragraph[max(0, at - 2) : at + 3]
    told = [each.claim for each in united([e for s in near for e in figures_of(s)])]
    own = {part.figure.span, whole.figure.span}
    for a, b in combinations(told, 2):
        spans = {a.figure.span, b.figure.span}
        if spans == own or ratio.figure.span in spans or not same_kind(a, b):
            continue
        if any(meets(ratio, e) for e in readings(size(a), size(b), a.segment is b.segment)):
            return True
    others = [as_share(s, c) for s in near for c in s.claims if c.figure.kind in SHARES]
    return any(
        meets(other, each)
        for other in others
        if other.figure.span not in {*own, ratio.figure.span}
        for each in (value, _ONE - value)
    )
