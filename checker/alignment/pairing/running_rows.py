"""Running totals in a row: each value with a later point, none of which can be less than the last.

In: the claims of one story. Out: every two neighbours of which the later is less, with the grounds:
in the column of a table that is headed as a running total; in a sentence that counts from one
beginning by the end of several months ("since May 70 tonnes by June, 95 by July"); among the
split times of a race ("41:10 at 12 km, 1:22:35 at 24").

A row that falls more than once is no running total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.passages import Sentence, sentences_of
from checker.alignment.summing.grids import Grid, figure_at, is_total
from checker.alignment.summing.tabulated import tables
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

# So many values show that they run.
_FEWEST = 3
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_BOUNDS = frozenset({Modifier.LESS_THAN, Modifier.AT_MOST})
_AT_MARK = lazy(r",?\s+(?:at|after|through|for|to|by)\s+(?:the\s+)?$")


class Fall(NamedTuple):
    """A value, the lesser one behind it, and where they stand."""

    earlier: Claim
    later: Claim
    grounds: str


def falls_in_rows(claims: tuple[Claim, ...]) -> Iterator[Fall]:
    """Every fall in a row of running totals."""
    for grid in tables(claims):
        yield from _in_a_table(grid)
    for sentence in sentences_of(claims):
        if len(sentence.claims) < _FEWEST:
            continue
        if sum(":" in claim.figure.surface for claim in sentence.claims) >= _FEWEST:
            yield from _among_splits(sentence)
        elif _counts_on(sentence):
            yield from _by_the_end(sentence)


def _counts_on(sentence: Sentence) -> bool:
    """Whether a sentence counts from one beginning, and what it counts is added to."""
    if sentence.says("movement", "counted_from"):
        return True
    return sentence.says("movement", "counted_since") and sentence.says("movement", "adding")


def _one_fall(row: Sequence[tuple[Claim, Decimal]]) -> tuple[Claim, Claim] | None:
    """The only fall of a row whose other values rise, and would without one of the two."""
    found = [at for at, (one, other) in enumerate(pairwise(row)) if other[1] < one[1]]
    if len(row) < _FEWEST or len(found) != 1:
        return None
    at = found[0]
    without = [[*row[:each], *row[each + 1 :]] for each in (at, at + 1)]
    if not any(all(b[1] >= a[1] for a, b in pairwise(rest)) for rest in without):
        return None
    return row[at][0], row[at + 1][0]


def _value(claim: Claim | None) -> Decimal | None:
    """The plain value of a claim, as low as it can be."""
    if claim is None or claim.figure.kind not in _KINDS or claim.figure.form is not Form.POINT:
        return None
    quantity = claim.figure.quantity
    return None if quantity is None or claim.figure.modifier in _BOUNDS else quantity.low


def _in_a_table(grid: Grid) -> Iterator[Fall]:
    rows = sorted(grid)
    for column, header in grid[rows[0]].items():
        if cue("movement", "running_headers").search(header.text) is None:
            continue
        row = [
            (claim, value)
            for number in rows[1:]
            if (claim := figure_at(grid, number, column)) is not None
            if (value := _value(claim)) is not None
            if not is_total(grid[number][min(grid[number])].text)
        ]
        if (fall := _one_fall(row)) is not None:
            yield Fall(*fall, "running totals in a column")


def _by_the_end(sentence: Sentence) -> Iterator[Fall]:
    """ "Since May the mill had ground 70 tonnes by the end of June, 95 by the end of July"."""
    row = [
        (claim, value)
        for claim in sentence.claims
        if (value := _value(claim)) is not None
        if frame(
            "movement", r"(?: [^\W\d_]+)? by (?:the end of |the {end_of} of |late |mid-)?{months}\b"
        ).match(sentence.after(claim, 40))
    ]
    units = {claim.figure.quantity.unit for claim, _ in row if claim.figure.quantity} - {None}
    if len(units) > 1:
        return
    if (fall := _one_fall(row)) is not None:
        earlier, later = (_in_unit(claim, next(iter(units), None)) for claim in fall)
        yield Fall(earlier, later, "running totals of one sentence")


def _in_unit(claim: Claim, unit: str | None) -> Claim:
    """A claim in the unit that its row has named before."""
    quantity = claim.figure.quantity
    if quantity is None or unit is None or quantity.unit == unit:
        return claim
    return replace(claim, figure=replace(claim.figure, quantity=replace(quantity, unit=unit)))


def _among_splits(sentence: Sentence) -> Iterator[Fall]:
    """ "41:10 at 12 km, 1:22:35 at 24": the marks lie ever farther on."""
    row: list[tuple[Claim, Decimal]] = []
    marks: list[Decimal] = []
    for time, mark in pairwise(sentence.claims):
        seconds, at = _seconds(time), mark.figure.quantity
        if seconds is None or at is None or at.low is None or ":" in mark.figure.surface:
            continue
        if _AT_MARK.match(sentence.between(time, mark)):
            row.append((time, seconds))
            marks.append(at.low)
    if len(row) < _FEWEST or any(b <= a for a, b in pairwise(marks)):
        return
    if (fall := _one_fall(row)) is not None:
        yield Fall(*fall, "split times of one race")


def _seconds(claim: Claim) -> Decimal | None:
    """The seconds of a time that is told to the second, "41:10" or "1:22:35"."""
    quantity = claim.figure.quantity
    if claim.figure.kind is not Kind.DURATION or ":" not in claim.figure.surface:
        return None
    return quantity.low if quantity is not None and quantity.unit == "second" else None
