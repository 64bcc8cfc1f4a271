"""Chambers: the seats that parties have, and those of the house that they fill.

In: a ``Sentence``. Out: the house with its parties: "with 58 seats for the Centre, 41 for the
Greens and 21 for others, the 120-seat parliament", "the council will comprise 21 Labour members, 14
Liberals and 10 Greens, with two of the 47 seats vacant".

Words say that these are all: the last are called the others, or the house is made up of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import Sum
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_FEWEST = 3
_NEAR = Decimal("0.25")
_PARTY = lazy(r"(?: [a-z]+)? (?:for|to|from) (?:the )?[A-Z]|(?: [a-z]+)?[ -][A-Z]")
_GAP = lazy(r"[^.;:()\d]{1,60}(?:,|\band|;)[^.;:()\d]{0,24}")


def chambers(sentence: Sentence) -> Iterator[Sum]:
    """The house of a sentence with its parties, where they do not fill it."""
    counts = [c for c in sentence.claims if c.figure.kind is Kind.COUNT]
    houses = [claim for claim in counts if _is_house(sentence, claim)]
    if len(houses) != 1 or len(counts) <= _FEWEST:
        return
    house = houses[0]
    vacant, others = _vacant(sentence, house, counts)
    parties = [claim for claim in counts if claim is not house and claim not in others]
    if len(parties) < _FEWEST or not _are_parties(sentence, parties):
        return
    if not _are_all(sentence, parties):
        return
    apart = abs(sum(map(size, parties)) + vacant - size(house))
    if 0 < apart <= size(house) * _NEAR:
        yield Sum(house, (*parties, *others), "the parties of a house")


def _is_house(sentence: Sentence, claim: Claim) -> bool:
    """ "120-seat", "the 47 seats", "90-member"."""
    if claim.figure.form is not Form.POINT or claim.figure.modifier is not Modifier.EXACTLY:
        return False
    tail = sentence.after(claim, 24)
    if frame("contests", r"[-‑ ]{one_seat}\b").match(tail):
        return True
    of_the = re.search(r"\b(?:the|its|all) $", sentence.before(claim, 8))
    return of_the is not None and frame("contests", r" {all_seats}\b").match(tail) is not None


def _vacant(
    sentence: Sentence, house: Claim, counts: Sequence[Claim]
) -> tuple[Decimal, list[Claim]]:
    """How many seats of the house are said to be empty, and their figure if there is one."""
    found = re.search(r"\b([\w-]+) of (?:the|its) $", sentence.before(house, 32))
    empty = frame("contests", r"[^.;:]{0,32}\b{empty}\b").match(sentence.after(house, 60))
    if found is None or empty is None:
        return Decimal(0), []
    start = house.figure.span.start - len(found[0])
    told = [claim for claim in counts if claim.figure.span.start == start]
    if told:
        return size(told[0]), told
    return Decimal(found[1].lower() in ("one", "a")), []


def _are_parties(sentence: Sentence, parties: Sequence[Claim]) -> bool:
    """Whether the figures are listed, and all but the last stand before a name."""
    plain = all(
        c.figure.form is Form.POINT and c.figure.modifier is Modifier.EXACTLY for c in parties
    )
    named = all(_PARTY.match(sentence.after(claim, 32)) for claim in parties[:-1])
    gaps = [sentence.between(a, b) for a, b in pairwise(parties)]
    return plain and named and all(_GAP.fullmatch(gap) for gap in gaps)


def _are_all(sentence: Sentence, parties: Sequence[Claim]) -> bool:
    """Whether the last are the others, or the house is said to be made up of them."""
    if cue("contests", "some_only").search(sentence.text):
        return False
    last = parties[-1]
    others = frame("contests", r"(?: [a-z]+)? (?:(?:for|to) )?(?:the )?{everyone_else}\b")
    if others.match(sentence.after(last, 40)):
        return True
    lead = sentence.before(parties[0], 48)
    return frame("contests", r"\b{comprises}(?: of)? $").search(lead) is not None
