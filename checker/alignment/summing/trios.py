"""Trios: the only three amounts of their kind in a sentence, of which two make the third but for a
digit.

In: a sentence with its figures. Out: the greatest as a whole, with the other two: "valued at $18.2
million; after debts of $5.7 million the family received $13.5 million".

Chance seldom brings three amounts so near to a sum that one wrong digit, or two that are swapped,
would make it. So a word that tells of what was added, taken or left is enough, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.alignment.summing.groups import in_unit_of
from checker.alignment.summing.kindred import UNITED, Line, Sum, Told, claims, holds, slips
from checker.alignment.summing.leftovers import is_rest
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Modifier
from checker.patterns import lazy

_THREE = 3
_FIRM = 2
_AROUND = 32
_ITEM = lazy(r" (for|from|in|to|at|on|by) ")
_NEXT_ITEM = lazy(r", (?:an?|the) (?:[^\W\d_][\w’'-]* ){1,4}")
_LAST_ITEM = lazy(r",? and (?:an?|the) (?:[^\W\d_][\w’'-]* ){1,4}")
_OF_IT = lazy(r"(?: [^\W\d_]+)? (?:out )?of (?:his|her|its|their|the|those|that) ")


def trios(lines: Iterable[Line]) -> Iterator[Sum]:
    """The wholes of the sentences of a paragraph that have three amounts of one kind."""
    for told in lines:
        for own in told:
            amounts = [each for each in own if each.claim.figure.kind in UNITED]
            if len(amounts) != _THREE or len(own) > 2 * _THREE:
                continue
            found = _weighed(amounts)
            if found is not None and not holds(told, found.whole, found.parts):
                yield found


def _weighed(amounts: Sequence[Told]) -> Sum | None:
    same = [in_unit_of(amounts[0].claim, each.claim) for each in amounts]
    if not all(each is not None and _is_plain(each) for each in same):
        return None
    three = [
        Told(each.sentence, claim)
        for each, claim in zip(amounts, same, strict=True)
        if claim is not None
    ]
    whole = max(three, key=lambda told: size(told.claim))
    parts = [each for each in three if each is not whole]
    if is_rest(whole) or any(map(_is_than_another, amounts)):
        return None
    if not any(slips(true, size(told.claim)) for told, true in _true(whole, parts)):
        return None
    sentence = whole.sentence
    if any(_OF_IT.fullmatch(sentence.between(a.claim, b.claim)) for a, b in pairwise(amounts)):
        return None  # "made up 21 seconds of his 48-second gap"
    if _are_items(amounts):
        return None
    start = max(amounts[0].claim.figure.span.start - _AROUND, sentence.segment.span.start)
    end = min(amounts[-1].claim.figure.span.end + _AROUND, sentence.segment.span.end)
    text = sentence.document.text[start:end]
    if cue("trios", "tells").search(text) is None or cue("trios", "apart").search(text):
        return None
    return Sum(whole.claim, claims(parts), "the only three of their kind")


def _are_items(amounts: Sequence[Told]) -> bool:
    """Whether three amounts are the items of one list: "$410m for roads, $260m for rail and $220m
    for ports", "a day ticket costs €22, a family card €58 and an annual pass €85" are no sums."""
    gaps = [each.sentence.between(each.claim, other.claim) for each, other in pairwise(amounts)]
    if _NEXT_ITEM.fullmatch(gaps[0]) and _LAST_ITEM.fullmatch(gaps[1]):
        return True
    behind = [_ITEM.match(each.sentence.after(each.claim, _AROUND)) for each in amounts]
    said = {found[1] for found in behind if found is not None}
    return None not in behind and len(said) == 1 and gaps[-1].endswith(" and ")


def _is_than_another(told: Told) -> bool:
    """Whether an amount is how far something lies from what has no figure: "a surplus $12 million
    bigger than before"."""
    than = frame("gaps", r"[^.;:,]{0,40}? than {another}\b")
    return than.match(told.sentence.after(told.claim, 48)) is not None


def _true(whole: Told, parts: Sequence[Told]) -> Iterator[tuple[Told, Decimal]]:
    """Each of the three with what the other two make of it."""
    yield whole, sum((size(each.claim) for each in parts), Decimal(0))
    for one, other in (parts, parts[::-1]):
        yield one, size(whole.claim) - size(other.claim)


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    plain = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
    return plain and len(size(claim).normalize().as_tuple().digits) >= _FIRM
