"""Repeats: two figures of one document with the same digits and the same word behind them.

In: the claims of one story. Out: alignments of ``a`` and ``b``, in the order of the text, that
differ by a power of ten: "the €4.2bn package" and "the €4.2m package". Figures of
two or three digits have to stand a thousand or a million apart, those of more also ten or a
hundred; measures of four digits need no word.

Of two passages behind each other the second may also go on about the sum of the first with no word
behind it ("the €4.2m will be paid in June"), or with one that stands in the other passage ("a gift
of €4.2bn. The gift of €4.2m").

Where both stand in one sentence, nothing is aligned, for there one may be a part of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from checker import units
from checker.alignment.pairing.slips import misscaled
from checker.alignment.pairing.words import stems
from checker.alignment.passages import Place, aligned, place_of
from checker.alignment.wording import frame
from checker.errors import UnitError
from checker.model import Alignment, Claim, Form, Kind

NAME = "repeat"

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_WORD = re.compile(r"[-\s]+(?:of\s+)?(?:the\s+|a\s+|an\s+|its\s+)?([^\W\d_]{4,})")
_OF = re.compile(r"\b([^\W\d_]{4,}) of\s+$")
_CHANCE = 3
"""So many digits may be the same by chance where two figures are only ten or a hundred apart."""
_LEAST = 1000
"""Counts below that are of other things: "35 people" in a city of "35 million people"."""
_FAR = frozenset({Decimal(1000), Decimal(1_000_000)})
_NEAR = frozenset({Decimal(10), Decimal(100)})


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair of like digits with another magnitude, of one thing, in one document."""
    index: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.figure.kind in _KINDS and claim.figure.form is Form.POINT:
            key = _key(claim)
            if key is not None:
                index[key].append(claim)
    found = [
        alignment
        for group in index.values()
        if len(group) > 1 and len({_base(claim) for claim in group}) == 2
        for alignment in _pair(group)
    ]
    yield from found
    taken = {place_of(claim) for each in found for member in each for claim in member.claims}
    yield from _gone_on(claims, taken)


def _pair(group: list[Claim]) -> Iterator[Alignment]:
    """The first two that differ."""
    for a, b in combinations(group, 2):
        if _base(a) == _base(b):
            continue
        if a.segment != b.segment and _apart(a, b):
            yield aligned(NAME, ("the same digits and the same word",), a=a, b=b)
        return


def _apart(a: Claim, b: Claim) -> bool:
    one, other = sorted((_base(a), _base(b)))
    ratio = other / one
    return ratio in _FAR or (ratio in _NEAR and len(_digits(one)) > _CHANCE)


def _key(claim: Claim) -> tuple[str, str, str] | None:
    """What two figures have to share: the document, the digits with the dimension, and the word."""
    value = _base(claim)
    if value <= 0 or (claim.figure.kind is Kind.COUNT and value < _LEAST):
        return None
    text, end = claim.document.text, claim.figure.span.end
    word = _WORD.match(text, end, min(len(text), end + 40))
    measured = claim.figure.kind is Kind.MEASURE
    if word is None and not measured:
        return None
    digits = _digits(value)
    if len(digits) < 2:
        return None
    unit = claim.figure.quantity.unit if claim.figure.quantity else None
    like = f"{digits} {_dimension(unit)}"
    if measured and len(digits) > _CHANCE:
        return claim.document.name, like, ""
    return None if word is None else (claim.document.name, like, word[1].lower())


# ------------------------------------------------------------------------- in two passages, the one


def _gone_on(claims: tuple[Claim, ...], taken: set[Place]) -> Iterator[Alignment]:
    """The pairs of two neighbouring sentences or paragraphs of which the second goes on about the
    figure of the first."""
    index: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        if figure.kind in _KINDS and figure.form is Form.POINT and _base(claim) > 0:
            index[claim.document.name, _alike(claim)].append(claim)
    for group in index.values():
        known: set[Decimal] = set()
        for a, b in pairwise(group):
            known.add(_base(a))
            if _base(b) in known or place_of(a) in taken or place_of(b) in taken:
                continue
            if _is_scaled_otherwise(a, b) and _is_next(a, b) and _is_same(a, b):
                yield aligned(NAME, ("the same digits, told once more",), a=a, b=b)


def _alike(claim: Claim) -> str:
    quantity = claim.figure.quantity
    return f"{_digits(_base(claim))} {_dimension(quantity.unit if quantity else None)}"


def _is_scaled_otherwise(a: Claim, b: Claim) -> bool:
    one, other = sorted((_base(a), _base(b)))
    return other / one in _FAR and misscaled(a, b)


def _is_next(a: Claim, b: Claim) -> bool:
    apart = b.segment.paragraph - a.segment.paragraph
    return a.segment is not b.segment and 0 <= apart <= 1


def _is_same(a: Claim, b: Claim) -> bool:
    """Whether the second says no more than "the" of its sum, or the word behind the one stands in
    the passage of the other."""
    text, (start, end) = b.document.text, b.figure.span
    led = frame("comparing", r"\b{again_led} $").search(text, max(0, start - 12), start)
    closed = frame("comparing", r"(?:\s?[.,;:!?)”\"’–—]|\s*$| {again_goes_on}\b)")
    if led and closed.match(text, end):
        return True
    if Kind.MEASURE in (a.figure.kind, b.figure.kind):
        return False  # "the 12m mast fell, and under it lay a bolt. A 12 mm bolt"
    return any(
        _named(claim) & stems(other.document.text[slice(*other.segment.span)])
        for claim, other in ((a, b), (b, a))
    )


def _named(claim: Claim) -> frozenset[str]:
    """What the word behind a figure, or the one of which it is, may mean."""
    text, (start, end) = claim.document.text, claim.figure.span
    behind = _WORD.match(text, end, min(len(text), end + 40, claim.segment.span.end))
    before = _OF.search(text, max(claim.segment.span.start, start - 40), start)
    return stems(" ".join(found[1] for found in (behind, before) if found is not None))


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.normalize().as_tuple().digits)).strip("0")


def _base(claim: Claim) -> Decimal:
    """The value in the base of its unit, so that 300 mg and 300 g differ by a thousand."""
    quantity = claim.figure.quantity
    if quantity is None or quantity.low is None:
        return Decimal(0)
    if quantity.unit is None:
        return quantity.low.normalize()
    return (quantity.low * _factor(quantity.unit)).normalize()


@cache
def _factor(unit: str | None) -> Decimal:
    try:
        found = units.unit(unit) if unit else None
    except UnitError:
        return Decimal(1)
    if found is None or found.dimension == units.CURRENCY or found.offset:
        return Decimal(1)
    return found.factor if set(_digits(found.factor)) <= {"1"} else Decimal(1)


@cache
def _dimension(unit: str | None) -> str:
    """Units of one system that are powers of ten apart go together, all others with themselves."""
    if unit is None:
        return ""
    try:
        found = units.unit(unit)
    except UnitError:
        return unit
    metric = found.dimension != units.CURRENCY and set(_digits(found.factor)) <= {"1"}
    return found.dimension if metric and not found.offset else unit
