"""Fit the weights with which a story decides between pairs of figures.

    python benchmarks/weights.py FOLDER...

Each FOLDER holds stories, folders of articles, with NAME.gold.json beside each. The pairs are those
that :mod:`checker.alignment.same` weighs; those that a contradiction of the gold joins, or a count
that drops, are one thing, all others are not. Prints a ridge-regularised logistic regression of
what speaks for and against them (Newton's method), and what it finds at several thresholds in
stories that were held out of the fit.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

import checker
from checker.alignment import same
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.resolution import WEIGHTS, Pair, evidence_of
from checker.model import Claim

_RIDGE = 0.5
_FOLDS = 8
_ROUNDS = 3
_STEPS = 30
_KINDS = ("contradiction", "monotonic")


class Row(NamedTuple):
    """One pair: what speaks for it, whether it is one thing, and where it stands."""

    story: str
    evidence: dict[str, float]
    is_one: bool
    agrees: bool
    a: tuple[str, int]
    b: tuple[str, int]
    text: str


def rows(folder: Path) -> Iterator[Row]:
    """The pairs of each story that the weights decide on."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        claims = checker.claims([folder / gold["id"]])
        context = Context(claims)
        for pair, agrees in same.open_pairs(claims, context):
            found = evidence_of(pair, context)
            text = f"{gold['id']}: {pair.a.figure.surface} | {pair.b.figure.surface}"
            joined = _joined(gold, pair)
            yield Row(gold["id"], found, joined, agrees, _place(pair.a), _place(pair.b), text)


def _place(claim: Claim) -> tuple[str, int]:
    return Path(claim.document.name).name, claim.figure.span.start


def _joined(gold: dict[str, object], pair: Pair) -> bool:
    figures = gold["figures"]
    ends = [
        {
            name
            for name, figure in figures.items()
            if figure["doc"] == Path(claim.document.name).name
            and claim.figure.span.start < figure["end"]
            and figure["start"] < claim.figure.span.end
        }
        for claim in pair[:2]
    ]
    return any(
        row["kind"] in ("contradiction", "monotonic")
        and all(end & set(row["figures"]) for end in ends)
        for row in gold["findings"]
    )


def fit(table: np.ndarray, is_one: np.ndarray) -> np.ndarray:
    """The weights, in log-odds for one unit of each column; the first column is not shrunk."""
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[0] = 1e-6
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (is_one - odds) - ridge * weights
        bend = (table * (odds * (1 - odds))[:, None]).T @ table + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def held_out(table: np.ndarray, found: Sequence[Row]) -> np.ndarray:
    """The log-odds of each pair by weights that were fitted to other stories."""
    is_one = np.array([row.is_one for row in found], float)
    total = np.zeros(len(found))
    names = sorted({row.story for row in found})
    for number in range(_ROUNDS):
        random.Random(number).shuffle(names)  # noqa: S311 - for variety, not for secrets
        fold = {name: place % _FOLDS for place, name in enumerate(names)}
        of = np.array([fold[row.story] for row in found])
        for each in range(_FOLDS):
            others = of != each
            weights = fit(table[others], is_one[others])
            weights[list(WEIGHTS).index("one value")] = WEIGHTS["one value"]
            total[of == each] += table[of == each] @ weights
    return total / _ROUNDS


def taken(found: Sequence[Row], odds: np.ndarray, margin: float) -> list[int]:
    """The pairs that no rival comes near, the surest first."""
    best: dict[object, list[int]] = defaultdict(list)
    for number, row in enumerate(found):
        best[row.story, row.a, row.b[0]].append(number)
        best[row.story, row.b, row.a[0]].append(number)
    made = []
    for number, row in enumerate(found):
        rivals = {*best[row.story, row.a, row.b[0]], *best[row.story, row.b, row.a[0]]} - {number}
        if not row.agrees and all(odds[each] + margin <= odds[number] for each in rivals):
            made.append(number)
    return sorted(made, key=lambda number: -odds[number])


def main() -> None:
    """Print the weights and what they find."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folders", type=Path, nargs="+")
    ask.add_argument("--show", type=int, default=0, help="so many of the surest pairs")
    given = ask.parse_args()
    found = [row for folder in given.folders for row in rows(folder)]
    names = list(WEIGHTS)
    table = np.array([[float(row.evidence.get(name, 0)) for name in names] for row in found])
    is_one = np.array([row.is_one for row in found], float)
    print(f"{len(found)} pairs, {int(is_one.sum())} of one thing")
    weights = fit(table, is_one)
    for name, weight, column in sorted(zip(names, weights, table.T, strict=True)):
        has = column != 0
        print(f'    "{name}": {weight:.1f},  # {has.sum()} pairs, {is_one[has].sum():.0f} of one')
    odds = held_out(table, found)
    for margin in (0.3, 0.7, 1.2):
        order = taken(found, odds, margin)
        right = wrong = 0
        line = []
        for number in order:
            right, wrong = right + found[number].is_one, wrong + (not found[number].is_one)
            if not found[number].is_one and wrong in (1, 2, 3, 5, 8, 12, 20):
                line.append(f"{right} at {wrong} wrong (above {odds[number]:.1f})")
        print(f"held out, margin {margin}: " + "; ".join(line))
    for number in taken(found, odds, 0.5)[: given.show]:
        print(
            f"{odds[number]:5.1f} {'one' if found[number].is_one else 'not'} {found[number].text}"
        )


if __name__ == "__main__":
    main()
