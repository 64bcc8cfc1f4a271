"""Balance: how many there were, what came and what went since, and how many there are.

In: the claims of one story. Out: alignments of ``before``, ``came``, ``went`` and ``after``: "the
herd was 412 in May. It lost 36 to drought, gained 58 calves and now numbers 434".

The four stand in no more than three sentences with no other figure of their kind, and come near. A
balance that holds in any reading is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from checker.alignment.passages import Sentence, aligned, paragraphs_of
from checker.alignment.summing.kindred import Told, claims, is_of_a_slip, is_plain, lines
from checker.alignment.summing.membership import alike, noun_of, size
from checker.alignment.summing.moves import came_by, went_by
from checker.alignment.wording import frame
from checker.model import Alignment, Claim

NAME = "balance"

_REACH = 3
_FEWEST, _MOST = 4, 7
_LEVELS = 2
_NEAR = 4


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every balance that does not hold, though it comes near."""
    for paragraph in paragraphs_of(claims):
        if "came" in paragraph.may and "went" in paragraph.may:
            yield from _balances(paragraph)


def _balances(paragraph: Sequence[Sentence]) -> Iterator[Alignment]:
    for told in lines(paragraph):
        for first in range(len(told)):
            found = None
            for last in range(first + 1, min(len(told), first + _REACH) + 1):
                window = [each for some in told[first:last] for each in some]
                if told[first] and found is None:
                    found = _balance([each for each in window if _is_kin(each, told[first][0])])
            if found is not None:
                yield found
                return


def _is_kin(told: Told, first: Told) -> bool:
    nouns = {noun_of(told.claim), noun_of(first.claim)} - {""}
    moves = bool(came_by(told) or went_by(told))
    return alike(told.claim, first.claim) and (len(nouns) < _LEVELS or moves)


def _balance(told: Sequence[Told]) -> Alignment | None:
    if not _FEWEST <= len(told) <= _MOST or not all(is_plain(each.claim) for each in told):
        return None
    came = [each for each in told if came_by(each)]
    went = [each for each in told if went_by(each) and each not in came]
    levels = [each for each in told if each not in came and each not in went]
    if any(map(_is_told_as_moved, levels)):
        return None
    if len(levels) > _LEVELS:  # "there were 37 weddings that week"
        levels = [each for each in levels if not noun_of(each.claim)]
    if (
        not came
        or not went
        or len(levels) != _LEVELS
        or levels[0] is not told[0]
        or _holds(levels, [*came, *went])
    ):
        return None
    moved = sum(size(each.claim) for each in came) - sum(size(each.claim) for each in went)
    first, second = levels
    for before, after in ((first, second), (second, first)):
        apart = abs(size(before.claim) + moved - size(after.claim))
        if is_of_a_slip(apart) and apart * _NEAR <= max(size(each.claim) for each in levels):
            return aligned(
                NAME,
                ("what came and what went",),
                before=before.claim,
                came=claims(came),
                went=claims(went),
                after=after.claim,
            )
    return None


def _is_told_as_moved(told: Told) -> bool:
    """Whether words say that a level is rather how far something went: "burglary down 12"."""
    before = told.sentence.before(told.claim, 12)
    return frame("balances", r"\b(?:up|down)(?: by)? $").search(before) is not None


def _holds(levels: Sequence[Told], moves: Sequence[Told]) -> bool:
    """Whether the levels are apart by any of the moves, each taken either way or left out."""
    apart = abs(size(levels[0].claim) - size(levels[1].claim))
    sizes = [size(each.claim) for each in moves]
    return any(
        abs(sum(way * each for way, each in zip(ways, sizes, strict=True))) == apart
        for ways in product((-1, 0, 1), repeat=len(sizes))
    )
