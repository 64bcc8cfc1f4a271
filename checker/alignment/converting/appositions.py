"""Appositions: a number told twice in one unit, in words and in digits, between two commas.

In: a ``Sentence``. Out: pairs of figures, of which the second has the digits of the first and
another magnitude: "half a billion euros, €500,000, has been spent". What is told again between
commas is the same, so that noughts alone make the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_KINDS = frozenset({Kind.COUNT, Kind.MONEY})
_NOUNS = lazy(r"(?:(?: of)?(?: [^\W\d_][\w-]*){1,4})?,\s")
_CLOSES = lazy(r"\s?(?:[,;.)–—](?!\s(?:and|or)\b)|$)")


def appositions(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of one sentence that say one number again, where no other is of its kind."""
    for first, second in pairwise(sentence.claims):
        if not _may_be_one(first, second) or _has_more(sentence, first, second):
            continue
        gap, tail = sentence.between(first, second), sentence.after(second, 6)
        if _NOUNS.fullmatch(gap) is None or _CLOSES.match(tail) is None:
            continue
        if first.figure.kind is Kind.COUNT and gap == ", ":
            continue  # "in 5, 50, and 500"
        if _is_in_words(first) is not _is_in_words(second):
            yield first, second


def _may_be_one(first: Claim, second: Claim) -> bool:
    """Whether two figures are of one unit, and the second is the first but for noughts."""
    a, b = first.figure, second.figure
    if a.kind is not b.kind or a.kind not in _KINDS or b.noun is not None:
        return False
    if a.form is not Form.POINT or b.form is not Form.POINT or not size(first) or not size(second):
        return False
    if a.quantity is None or b.quantity is None or a.quantity.unit != b.quantity.unit:
        return False
    less, more = sorted((abs(size(first)), abs(size(second))))
    return less != more and (more / less).normalize().as_tuple().digits == (1,)


def _has_more(sentence: Sentence, first: Claim, second: Claim) -> bool:
    return any(
        claim is not first and claim is not second and claim.figure.kind is first.figure.kind
        for claim in sentence.claims
    )


def _is_in_words(claim: Claim) -> bool:
    """Whether a number is written without digits: "half a billion"."""
    return not any(char.isdigit() for char in claim.figure.surface)
