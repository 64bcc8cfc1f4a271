"""Differences: two figures of one sentence and what lies between them.

In: a ``Sentence``. Out: the greater figure with the lesser and their difference, as a whole and its
parts: "exports of 38 billion and imports of 63 billion, leaving a deficit of 25 billion".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import alike
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_OF_ALL = lazy(r"(?: [^\W\d_]+)? (?:out )?of (?:(?:his|her|its|their|the|those|all) )?")
_OF_THEM = lazy(r"\bof (?:which|whom|them|these)\b")
_KINDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.MEASURE})


def differences(sentence: Sentence) -> Iterator[tuple[Claim, tuple[Claim, Claim]]]:
    """The one triple of figures of which the last is said to be the difference of the others."""
    if len(sentence.claims) < 3:
        return
    figures = [
        c for c in sentence.claims if c.figure.kind in _KINDS and c.figure.form is Form.POINT
    ]
    if len(figures) < 3 or not sentence.says("enumerations", "differences"):
        return
    gaps = [claim for claim in figures if _is_difference(sentence, claim)]
    if len(gaps) != 1:
        return
    others = [claim for claim in figures if claim is not gaps[0] and alike(claim, gaps[0])]
    if (
        len(others) != 2
        or _OF_THEM.search(sentence.text)
        or sentence.says("enumerations", "not_differences")
    ):
        return
    if re.fullmatch(r"\s+(?:from|to)\s+", sentence.between(*others)):
        return  # "gained to 407p from 388p, leaving a gap of 5p": one level, twice
    if _OF_ALL.fullmatch(sentence.between(*others)):
        return  # "29 of its 51 seats, a majority of seven"
    lesser, greater = sorted(others, key=_size)
    # A target that is chased is a run more than what the other side had, by which it wins.
    chased = _size(greater) - _size(lesser) - 1 == _size(gaps[0])
    if chased and sentence.says("gaps", "chased"):
        return
    if _size(gaps[0]) < _size(greater):
        yield greater, (lesser, gaps[0])


def _is_difference(sentence: Sentence, claim: Claim) -> bool:
    before = frame("enumerations", r"{differences}\s+(?:a |an |the )?$").search(
        sentence.before(claim, 40)
    )
    after = frame(
        "enumerations", r"\s+(?:[^\W\d_]+\s+)?(?:deficit|surplus|gap|difference|shortfall)\b"
    )
    return bool(before) or bool(after.match(sentence.after(claim, 40)))


def _size(claim: Claim) -> Decimal:
    quantity = claim.figure.quantity
    return quantity.high if quantity is not None and quantity.high is not None else Decimal(0)
