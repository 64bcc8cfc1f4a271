"""Limits: the least and the most of one thing, told beside each other.

In: the claims of one story. Out: alignments of ``least`` and ``most``: "no fewer than 26 and no
more than 30", "a minimum of 12 tonnes and a maximum of 20", "fines run from $40 to $450", where the
verb says that it is a range and no change; "the cheapest is €95 and the dearest €495". The package
``bounding`` has those that other words tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.alignment.bounding.capacities import capacities
from checker.alignment.bounding.ceilings import ceilings
from checker.alignment.bounding.extremes import extremes
from checker.alignment.bounding.generations import generations
from checker.alignment.bounding.one_thing import KINDS, in_one_unit, of_one_thing
from checker.alignment.bounding.ranges import ranges
from checker.alignment.bounding.specified import specified
from checker.alignment.passages import Sentence, aligned, paragraphs_of
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Modifier

NAME = "limits"

_LEAST = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})
_MOST = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
# Limits that lie farther apart are of two things.
_NEAR = 3


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every least and most that one sentence tells of one thing."""
    for paragraph in paragraphs_of(claims):
        for sentence in paragraph:
            yield from _in_sentence(sentence)
            for grounds, least, most in _bounded(sentence):
                yield aligned(NAME, (grounds,), least=least, most=most)


def _in_sentence(sentence: Sentence) -> Iterator[Alignment]:
    for least, most in ranges(sentence):
        yield aligned(NAME, ("the ends of a range",), least=least, most=most)
    for first, second in pairwise(sentence.claims):
        pair = _pair(sentence, first, second)
        if pair is not None:
            yield aligned(NAME, ("the one and the other limit",), least=pair[0], most=pair[1])
    for least, most in extremes(sentence) if "extremes" in sentence.may else ():
        yield aligned(NAME, ("the least and the most of a kind",), least=least, most=most)


def _bounded(sentence: Sentence) -> Iterator[tuple[str, Claim, Claim]]:
    """The limits of a sentence that the modules of ``bounding`` find."""
    for least, most in specified(sentence):
        yield "a bound and what it is closely", least, most
    for least, most in ceilings(sentence) if "ceilings" in sentence.may else ():
        yield "a limit that held and a level beyond it", least, most
    for least, most in capacities(sentence) if "capacities" in sentence.may else ():
        yield "what there is room for and what there is", least, most
    for least, most in generations(sentence) if "generations" in sentence.may else ():
        yield "a child and a parent", least, most


def _pair(sentence: Sentence, first: Claim, second: Claim) -> tuple[Claim, Claim] | None:
    """Two limits of one thing as the least and the most."""
    if not {first.figure.kind, second.figure.kind} <= KINDS:
        return None
    if first.figure.modifier not in _LEAST or second.figure.modifier not in _MOST:
        return None  # "fewer than 10 or more than 20" leaves out what lies between
    if frame("shares", r"(?: [^\W\d_]+)? {of_which}\b").match(sentence.after(second, 24)):
        return None  # "at least 40 days, but no more than 35 of them in public"
    least, most = in_one_unit(first, second)
    joined = frame(
        "shares",
        r"(?: [^\W\d_][\w-]*){0,3},? (?:and|but|yet|to)(?: (?:for|in|by|at))?(?: {of_each})? ",
    )
    told = joined.fullmatch(sentence.between(first, second)) is not None
    if not told or not of_one_thing(least, most) or size(least) > _NEAR * size(most):
        return None
    return least, most
