"""Seasons: matches won, drawn and lost, and those that were played.

In: a ``Sentence``, or a table as a ``Grid``. Out: all matches, and the three that make them: "They
won 12, drew five and lost three of their 20 games", a row of a league table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.summing.grids import Grid, figure_at
from checker.alignment.summing.membership import shortfall
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind

_RESULTS = ("won", "drawn", "lost")
_FEW = 3
"""Of which more are missing, other matches are meant."""


class Season(NamedTuple):
    """All matches, and those won, drawn and lost."""

    played: Claim
    results: tuple[Claim, ...]


def season(sentence: Sentence) -> Season | None:
    """The season of a sentence that tells all three results."""
    drawn = cue("seasons", "drawn", "drawn_by_name")
    if len(sentence.claims) <= len(_RESULTS) or not drawn.may_be_in(sentence.text):
        return None
    counts = [c for c in sentence.claims if c.figure.kind is Kind.COUNT and _is_plain(c)]
    found = {
        result: [c for c in counts if _stands_behind(sentence, c, result)] for result in _RESULTS
    }
    if any(len(each) != 1 for each in found.values()):
        return None
    results = tuple(found[result][0] for result in _RESULTS)
    played = [c for c in counts if c not in results and _is_all(sentence, results, c)]
    if not played:
        played = [c for c in counts if c not in results and _is_of_matches(sentence, results, c)]
    return Season(played[0], results) if len(played) == 1 else None


def _is_plain(claim: Claim) -> bool:
    return claim.figure.form is Form.POINT and claim.figure.quantity is not None


def _stands_behind(sentence: Sentence, claim: Claim, result: str) -> bool:
    before = frame("seasons", rf"\b{{{result}}}(?: {{only}})? $").search(sentence.before(claim, 32))
    noun = (claim.figure.noun or "").lower()
    if cue("seasons", f"{result}_by_name").is_one(noun):
        return True
    return before is not None and (not noun or cue("seasons", "matches").is_one(noun))


def _is_all(sentence: Sentence, results: tuple[Claim, ...], claim: Claim) -> bool:
    if frame("seasons", r"\b{played}(?: {only})? $").search(sentence.before(claim, 24)):
        return True
    last = max(results, key=lambda each: each.figure.span.end)
    gap = sentence.document.text[last.figure.span.end : claim.figure.span.start]
    of = frame("seasons", r"(?: {matches})? {of_all}(?: {whose})?(?: {which})? ").fullmatch(gap)
    tail = frame("seasons", r"(?: [^\W\d_]+)? {matches}\b").match(sentence.after(claim, 40))
    return of is not None and tail is not None


def _is_of_matches(sentence: Sentence, results: tuple[Claim, ...], claim: Claim) -> bool:
    """Whether a number ahead counts matches, about as many as the results make: "after 30 league
    games they have won 18 ..."."""
    if claim.figure.span.start > min(each.figure.span.start for each in results):
        return False
    tail = frame("seasons", r"(?: [^\W\d_]+){0,2} {matches}\b").match(sentence.after(claim, 40))
    return tail is not None and abs(shortfall(claim, results)) <= _FEW


def standings(grid: Grid) -> Iterator[Season]:
    """The rows of a league table, where most of them add up."""
    head = grid[min(grid)]
    columns = []
    for name in ("played", *_RESULTS):
        header = cue("seasons", f"{name}_headers")
        found = [column for column, cell in head.items() if header.is_one(cell.text)]
        if len(found) != 1:
            return
        columns += found
    rows: list[Season] = []
    for row in sorted(grid)[1:]:
        figures = [figure_at(grid, row, column) for column in columns]
        told = [figure for figure in figures if figure is not None]
        if len(told) == len(columns):
            rows.append(Season(told[0], tuple(told[1:])))
    if sum(_adds_up(row) for row in rows) * 3 >= len(rows) * 2:
        yield from rows


def _adds_up(row: Season) -> bool:
    numbers = [c.figure.quantity.low for c in (row.played, *row.results) if c.figure.quantity]
    played, *results = [number or 0 for number in numbers]
    return played == sum(results)
