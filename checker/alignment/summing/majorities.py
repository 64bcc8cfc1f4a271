"""Majorities: the votes or points of two sides told as a score, and by how much one has more.

In: the sentences of a paragraph. Out: the greater number as a whole, the lesser and the difference
as its parts: "threw it out by 312 votes to 287, a majority of 25", "won 98-87, an 11-point margin".

The score is the only one of its sentence, and the difference stands straight behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.alignment.passages import Sentence, ends
from checker.alignment.summing.kindred import Sum, slips
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier


def majorities(paragraph: Sequence[Sentence]) -> Iterator[Sum]:
    """Every difference that is not that of the only score beside it."""
    for sentence in paragraph:
        scores = [c for c in sentence.claims if c.figure.kind is Kind.SCORE]
        if not scores:
            yield from _two_sides(sentence)
        if len(scores) != 1:
            continue
        told = _difference(sentence, scores[0])
        sides = None if told is None else _sides(scores[0])
        if told is None or sides is None:
            yield from _by_so_many(sentence, scores[0])
            continue
        greater, lesser = sides
        true = size(greater) - size(lesser)
        if true != size(told) and (slips(true, size(told)) or _is_near(greater, lesser, told)):
            yield Sum(greater, (lesser, told), "the one less the other")


def _by_so_many(sentence: Sentence, score: Claim) -> Iterator[Sum]:
    """ "Passed by 18: 143 votes to 125", "won by 11 points, 84-73": words bind the two."""
    sides = _sides(score)
    ahead = [c for c in sentence.ahead_of(score) if c.figure.kind is Kind.COUNT]
    if sides is None or not ahead or not _is_margin(sentence, ahead[-1]):
        return
    opened = frame("gaps", r"(?: {margin_of})?(?:,|:| [–—-]|\s?\() ?(?:with |by )?")
    greater, lesser = sides
    apposed = opened.fullmatch(sentence.between(ahead[-1], score)) is not None
    if apposed and size(greater) - size(lesser) != size(ahead[-1]) < size(greater):
        yield Sum(greater, (lesser, ahead[-1]), "the one less the other")


def _is_margin(sentence: Sentence, claim: Claim) -> bool:
    figure = claim.figure
    if figure.form is not Form.POINT or figure.modifier is not Modifier.EXACTLY:
        return False
    return (
        frame("gaps", r"\b{prevailed}\b[^.;:]{0,40} by $").search(sentence.before(claim, 64))
        is not None
    )


def _two_sides(sentence: Sentence) -> Iterator[Sum]:
    """ "Beat the ministry by 21: Contents 198, Not-Contents 177": each side behind its name."""
    for told, one, other in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if any(c.figure.kind is not Kind.COUNT or noun_of(c) for c in (told, one, other)):
            continue
        if not _is_margin(sentence, told) or size(one) == size(other):
            continue
        named = re.fullmatch(r"\s?[:(–—]\s?[^\W\d_][\w’'-]* ", sentence.between(told, one))
        against = re.fullmatch(
            r",? (?:and )?[^\W\d_][\w’'-]*(?: [^\W\d_]+)? ", sentence.between(one, other)
        )
        closed = re.match(r"\s*(?:[.,;)]|$)", sentence.after(other, 2))
        greater, lesser = (one, other) if size(one) > size(other) else (other, one)
        if named and against and closed and size(greater) - size(lesser) != size(told):
            yield Sum(greater, (lesser, told), "the one less the other")


def _difference(sentence: Sentence, score: Claim) -> Claim | None:
    """The one figure behind a score, in its clause, that words call a difference."""
    found = [
        claim
        for claim in sentence.claims
        if claim.figure.span.start >= score.figure.span.end and claim.figure.kind is Kind.COUNT
        if _is_majority(sentence, score, claim)
    ]
    return found[0] if len(found) == 1 else None


def _is_majority(sentence: Sentence, score: Claim, claim: Claim) -> bool:
    if claim.figure.form is not Form.POINT or claim.figure.modifier is not Modifier.EXACTLY:
        return False
    gap = sentence.between(score, claim)
    of = r"(?: [^\W\d_]+){0,3},?(?: (?:with|for|by|giving|which is))? (?:an?|the) {heads}"
    side = r"(?: (?:for|against|over|of|in)(?: [^\W\d_]+){1,3}?)? of "
    if frame("gaps", of + side).fullmatch(gap):
        return True
    joined = frame("gaps", r"(?: [^\W\d_]+){0,3},? (?:(?:with|for|by|in) )?an? ").fullmatch(gap)
    named = frame("gaps", r"[- ][^\W\d_]+ {heads}\b").match(sentence.after(claim, 32))
    return joined is not None and named is not None


def _sides(score: Claim) -> tuple[Claim, Claim] | None:
    """The greater and the lesser number of a score."""
    found = ends(replace(score, figure=replace(score.figure, form=Form.RANGE)))
    if found is None or not all(map(size, found)):
        return None
    one, other = (replace(each, figure=replace(each.figure, kind=Kind.COUNT)) for each in found)
    return (one, other) if size(one) > size(other) else (other, one)


def _is_near(greater: Claim, lesser: Claim, told: Claim) -> bool:
    """Whether one wrong digit of a side explains it."""
    by = size(told)
    return slips(size(lesser) + by, size(greater)) or slips(size(greater) - by, size(lesser))
