"""So much of: a part that is told by its size, and is more than what it is of.

In: a ``Sentence``. Out: the part and its whole: "£4.1m lent to the club, out of a facility of £3m",
"620 acres of the estate's 540", "310 hectares of the marsh, which at 280 hectares is small", "the
scores, out of a maximum of 60, were 54, 51 and 64".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.alignment.changing.partitives import AT_MOST, KINDS, NEAR, STOPS, Partitive, may_be
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import frame
from checker.model import Form, Kind, Modifier
from checker.patterns import lazy


def so_much_of(sentence: Sentence) -> Iterator[Partitive]:
    """Every part of a sentence that is told by its size and is more than its whole."""
    yield from _drawn(sentence)
    yield from _measured(sentence)
    yield from _sized(sentence)
    yield from _marked(sentence)


def _marked(sentence: Sentence) -> Iterator[Partitive]:
    """ "Marking the essay out of 60, she gave it 72", "the scores, out of a maximum of 60, were 54,
    51 and 64"."""
    figures = [c for c in sentence.claims if c.figure.kind is Kind.COUNT]
    for whole, *parts in (figures[place:] for place in range(len(figures) - 1)):
        marks = frame(
            "shares", r"\b(?:{marking}|{marks})\b[^.;:]{0,40}?,? out of (?:an? {possible} )?$"
        )
        led = marks.search(f"{sentence.before(whole, 80)}{_LIMIT.sub('', whole.figure.surface, 1)}")
        if whole.figure.form is not Form.POINT or not led:
            continue
        for part in parts:
            bare = not noun_of(part) or frame("shares", r"{marks}").fullmatch(noun_of(part))
            told = part.figure.form is Form.POINT and part.figure.modifier is Modifier.EXACTLY
            if bare and told and size(whole) < size(part) <= NEAR * size(whole):
                yield Partitive(part, whole)

    for part, whole in pairwise(figures):
        gap = sentence.between(part, whole)
        so_many = frame("shares", r" {marks} out of (?:an? {possible} )?").fullmatch(gap)
        if so_many and size(whole) < size(part) <= NEAR * size(whole):
            yield Partitive(part, whole)


_LIMIT = lazy(r"[\w,.]+$")


def _drawn(sentence: Sentence) -> Iterator[Partitive]:
    """ "£4.1m lent to the club, out of a facility of £3m": what is drawn is no more than there
    is."""
    for part, whole in pairwise(sentence.claims):
        if size(part) <= size(whole) or part.figure.kind not in KINDS or not may_be(part, whole):
            continue
        drawn = frame(
            "shares", r"[^.;:()–—]{0,48},? out of (?:an?|the|its|their) {pots} (?P<of>{pot_of} )?"
        )
        match = drawn.fullmatch(sentence.between(part, whole))
        if match is not None and (match["of"] or whole.figure.modifier is Modifier.AT_MOST):
            yield Partitive(part, whole)


def _measured(sentence: Sentence) -> Iterator[Partitive]:
    """ "620 acres of the estate's 540": the unit stands behind the part alone."""
    for part, whole in pairwise(sentence.claims):
        if part.figure.kind not in (Kind.MEASURE, Kind.MONEY) or part.figure.form is not Form.POINT:
            continue
        if whole.figure.kind is not Kind.COUNT or noun_of(whole) or size(part) <= size(whole):
            continue
        if whole.figure.modifier not in AT_MOST or part.figure.modifier is Modifier.ABOUT:
            continue
        whose = _OF_WHOSE.fullmatch(sentence.between(part, whole))
        if whose is not None and STOPS.match(sentence.after(whole, 4)):
            yield Partitive(part, in_the_unit_of(part, whole))


_OF_WHOSE = lazy(
    r" of (?:(?:the|its|their|his|her) )?(?:[^\W\d_][\w-]* ){0,2}[^\W\d_]+(?:['’]s|s['’]) "
)


def _sized(sentence: Sentence) -> Iterator[Partitive]:
    """ "Covers 310 hectares of the estuary, which at 280 hectares is the smallest", "the estate,
    410 acres, includes 450 acres of wood": the size of what something is so much of."""
    for first, second in pairwise(sentence.claims):
        if first.figure.kind is not second.figure.kind or first.figure.kind not in _SIZES:
            continue
        gap = sentence.between(first, second)
        includes = _INCLUDES.fullmatch(gap) is not None
        part, whole = (second, first) if includes else (first, second)
        if size(part) <= size(whole) or not may_be(part, whole):
            continue
        lies = _LIES.match(sentence.after(whole, 16)) is not None
        if includes or (not lies and frame("shares", _OF_WHAT_HAS).fullmatch(gap)):
            yield Partitive(part, whole)


_SIZES = frozenset({Kind.MEASURE, Kind.MONEY})
_INCLUDES = lazy(
    r",? (?:which |that )?(?:includes|included|contains|contained|including) (?:some )?"
)
_LIES = lazy(
    r" (?:away|from|wide|deep|high|tall|inland|off|out|up|below|above|thick|a|an|per|each)\b"
)
_OF_WHAT_HAS = (
    r" of (?:the|its|their|his|her|this|that) (?:[^\W\d_][\w-]* ){0,2}?[^\W\d_][\w-]*"
    r", (?:(?:which|that) (?:at|has|had|is|was|covers|measures|holds|spans|totals)|at|with)"
    r" (?:just |only |some |about )?"
)
