"""A part and its whole in one document, and the share that the one is of the other in another.

In: the claims of one story. Out: alignments of ``part``, ``whole`` and ``share``: "of its 2,300
workers 840 came from Telmar" in one text, "one worker in five came from Telmar" in the other.

The whole and the share name one sort of things, what is said of the part is said of the share, and
either document has but one such figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.pairing.agreement import agree, same_period
from checker.alignment.pairing.words import stems
from checker.alignment.passages import Sentence, aligned, same_rate, sentences_of
from checker.alignment.timing.subjects import clause_behind
from checker.alignment.wording import cue, frame
from checker.dimensions import head
from checker.measures import generic_persons, persons
from checker.model import Alignment, Aspect, Claim, Form, Kind, Modality, Role

NAME = "proportion"

_COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_SHARES = frozenset({Kind.RATIO, Kind.PERCENT})
# What is said of a part and of a share has so many words in common, and the sentences so many.
_SAID, _TOLD = 1, 2
# So many shares of one sort are no longer of one thing.
_MANY = 12


class _Part(NamedTuple):
    part: Claim
    whole: Claim
    noun: str
    said: frozenset[str]
    told: frozenset[str]


class _Share(NamedTuple):
    claim: Claim
    noun: str
    said: frozenset[str]
    told: frozenset[str]


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every part and whole with the one share of another document that is said of it."""
    if len({claim.document.name for claim in claims}) < 2:
        return
    parts: dict[str, list[_Part]] = defaultdict(list)
    shares: dict[str, list[_Share]] = defaultdict(list)
    for sentence in sentences_of(claims):
        if sentence.role in (Role.TABLE_CELL, Role.HEADLINE):
            continue
        parts[sentence.document.name] += _parts(sentence)
        shares[sentence.document.name] += _shares(sentence)
    for name, found in parts.items():
        for other, told in shares.items():
            if name == other or len(told) > _MANY or len(found) > _MANY:
                continue
            pairs = [(a, b) for a in found for b in told if _are_one(a, b)]
            if len(pairs) != 1:
                continue
            part, share = pairs[0]
            if any(agree(share.claim, each.claim) for each in shares.get(name, ())):
                continue
            grounds = (f"said of both: {_shown(part.said & share.said)}",)
            yield aligned(NAME, grounds, part=part.part, whole=part.whole, share=share.claim)


def _parts(sentence: Sentence) -> Iterator[_Part]:
    """ "840 of the 2,300 workers", "2,300 workers, of whom 840"."""
    for a, b in pairwise(c for c in sentence.claims if c.figure.kind in _COUNTED):
        if not _are_alike(a, b):
            continue
        gap = sentence.between(a, b)
        if frame(
            "shares", r"[^.;:]*,? of (?:whom|which|them|these|those) (?:some |about )?"
        ).fullmatch(gap):
            whole, part = a, b
        elif frame(
            "shares", r"(?: [^\W\d_]+)? (?:out )?of (?:(?:its|the|their|his|her|all|some) )?"
        ).fullmatch(gap):
            part, whole = a, b
        else:
            continue
        low, high = part.figure.quantity, whole.figure.quantity
        if low is None or high is None or low.low is None or high.low is None:
            continue
        noun = whole.figure.noun
        behind = clause_behind(sentence, b)
        if (
            noun is not None
            and low.low < high.low
            and not cue("shares", "remaining").search(behind)
        ):
            yield _Part(part, whole, head(noun), _said(behind, noun), _said(sentence.text, noun))


def _are_alike(a: Claim, b: Claim) -> bool:
    one, two = a.figure.quantity, b.figure.quantity
    if a.figure.kind is not b.figure.kind or one is None or two is None:
        return False
    points = a.figure.form is Form.POINT and b.figure.form is Form.POINT
    asserted = a.modality is Modality.ASSERTED and b.modality is Modality.ASSERTED
    return points and asserted and same_rate(one.unit, two.unit)


def _shares(sentence: Sentence) -> Iterator[_Share]:
    """ "One worker in five", "40% of the workers"."""
    for claim in sentence.claims:
        figure = claim.figure
        if figure.kind not in _SHARES or figure.noun is None or figure.form is not Form.POINT:
            continue
        if claim.aspect is not Aspect.LEVEL or claim.modality is not Modality.ASSERTED:
            continue
        if figure.direction is not None or (
            figure.quantity and figure.quantity.unit not in (None, "percent")
        ):
            continue
        behind = clause_behind(sentence, claim)
        if not cue("shares", "remaining").search(behind):
            noun = head(figure.noun)
            yield _Share(claim, noun, _said(behind, figure.noun), _said(sentence.text, figure.noun))


def _said(text: str, noun: str) -> frozenset[str]:
    return stems(text) - stems(noun)


def _are_one(part: _Part, share: _Share) -> bool:
    if part.noun != share.noun and not _are_of_one_sort(part.noun, share.noun):
        return False
    for claim in (part.part, part.whole):
        one, other = claim.period, share.claim.period
        if one is not None and other is not None and not same_period(claim, share.claim):
            return False
    said = {word for word in part.said & share.said if not word.startswith("#")}
    told = {word for word in part.told & share.told if not word.startswith("#")}
    return len(said) >= _SAID and len(told) >= _TOLD


def _are_of_one_sort(one: str, other: str) -> bool:
    """Whether two nouns can be of one sort of things, or of people where one does not say which."""
    if stems(one) & stems(other):
        return True
    return {one, other} <= persons() and bool({one, other} & generic_persons())


def _shown(words: frozenset[str]) -> str:
    return ", ".join(sorted(word for word in words if not word.startswith("#"))[:3])
