"""What a headline says that is told nowhere below, with the paragraphs that may make it.

In: the paragraphs of a story. Out: for every headline with such a figure its sentence and each of
the first paragraphs with figures, as one ``Paragraph``: "Nine hundred jobs to go", over "412 of
them at Telmar and 388 at Berrow".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checker.alignment.binding.ties import Tie
from checker.alignment.binding.values import RELATIVE, Value, values
from checker.alignment.passages import Paragraph
from checker.model import Role

_FIRST = 2
"""What a headline is reckoned from stands in the first paragraphs."""


def headed(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Every headline over each of the first paragraphs, where it says what no figure below says."""
    for _, group in groupby(found, key=lambda each: each[0].document.name):
        own = list(group)
        head = next((each for each in own if _role(each) is Role.HEADLINE), None)
        below = [each for each in own if _role(each) is Role.BODY]
        if head is not None and below and _is_told_nowhere(head, below):
            for each in below[:_FIRST]:
                yield Paragraph.of((*head, *each))


def _is_told_nowhere(head: Paragraph, below: Sequence[Paragraph]) -> bool:
    """Whether no figure below says what one of the headline does. "A third" and "doubled" are said
    of anything: far below they need not be of the same."""
    own = values(head)
    if not own:
        return False
    told = [(at, value) for at, each in enumerate(below) for value in values(each)]
    return any(
        not any(
            _say_the_same(value, other)
            for at, other in told
            if at < _FIRST or value.kind not in RELATIVE
        )
        for value in own
    )


def _say_the_same(one: Value, other: Value) -> bool:
    """Whether two figures leave room for one number: a share may be a fraction here and a
    percentage there."""
    if one.scale == other.scale == 1.0 and one.kind is not other.kind:
        return False
    return one.low / one.scale <= other.high / other.scale and (
        other.low / other.scale <= one.high / one.scale
    )


OF_A_HEADLINE = " of a headline"
"""What a tie is called whose last figure, which the others make, stands alone in a headline."""


_RECKONED = frozenset({"sum", "balance", "share", "change", "times", "points", "product"})
"""Lengths and ages of headlines are asked with those of the whole article."""


def told_as(tie: Tie) -> str:
    """The name of a tie by which its traits are weighed."""
    if tie.relation not in _RECKONED:
        return tie.relation
    *others, made = (value.claim.segment.role is Role.HEADLINE for value in tie.values)
    return f"{tie.relation}{OF_A_HEADLINE}" if made and not any(others) else tie.relation


def _role(paragraph: Paragraph) -> Role:
    return paragraph[0].segment.role
