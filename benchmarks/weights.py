"""Fit the weights with which a story decides between pairs of figures.

    python benchmarks/weights.py FOLDER... FILE... fixtures/rules/*-disagree.md

Each FOLDER holds stories, folders of articles, with NAME.gold.json beside each. Each FILE has two
articles of one event on every line, as JSON: ``id``, ``a`` and ``b`` with ``text``, ``source`` and
``published``, and ``gold``, the pairs of wordings that contradict each other; or it is the test
file of a rule. The pairs are those
that :mod:`checker.alignment.same` weighs and whose values differ; those that a contradiction of the
gold joins, or a count that drops, are one thing, all others are not. Prints a logistic regression
of what speaks for and against them (Newton's method), which is drawn to the weights that are there:
what few pairs have stays as it is. And what it finds at several thresholds in stories that were
held out of the fit.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

import checker
from checker import pipeline
from checker.alignment import same
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.resolution import Pair, evidence_of
from checker.alignment.pairing.weights import WEIGHTS
from checker.model import Claim
from checker.rule_tests import parse

_RIDGE = 2.0
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


class Story(NamedTuple):
    """The claims of one story, and which pairs of them are one thing."""

    name: str
    claims: tuple[Claim, ...]
    joined: Callable[[Pair], bool]


def stories(given: Path) -> Iterator[Story]:
    """The stories of a folder, or those of two articles that a file has on its lines or in its
    cases."""
    if given.is_dir():
        for path in sorted(given.glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            claims = checker.claims([given / gold["id"]])
            yield Story(gold["id"], claims, partial(_joined, gold))
        return
    if given.suffix == ".md":
        yield from _cases(given)
        return
    for line in given.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents = [
            checker.document(
                row[side]["text"],
                name=f"{side}.md",
                source=row[side]["source"],
                published=row[side]["published"],
            )
            for side in "ab"
        ]
        claims = tuple(claim for document in documents for claim in pipeline.claims(document))
        yield Story(f"{given.name}:{row['id']}", claims, partial(_clashes, row["gold"]))


def _cases(given: Path) -> Iterator[Story]:
    """The cases of a rule's test file that have two articles."""
    for case in parse(given.name, given.read_text(encoding="utf-8")):
        articles = [checker.document(news.text, name=news.name) for news in case.news]
        if len(articles) > 1 and not case.todo:
            claims = tuple(claim for article in articles for claim in pipeline.claims(article))
            gold = [tuple(place.surface for place in found.places) for found in case.expected]
            yield Story(f"{given.name}:{case.line}", claims, partial(_clashes, gold))


def rows(given: Path) -> Iterator[Row]:
    """The pairs of each story that the weights decide on."""
    for name, claims, joined in stories(given):
        context = Context(claims)
        for pair, agrees in same.open_pairs(claims, context):
            found = evidence_of(pair, context)
            text = f"{name}: {pair.a.figure.surface} | {pair.b.figure.surface}"
            yield Row(name, found, joined(pair), agrees, _place(pair.a), _place(pair.b), text)


def _place(claim: Claim) -> tuple[str, int]:
    return Path(claim.document.name).name, claim.figure.span.start


def _clashes(gold: Sequence[tuple[str, str]], pair: Pair) -> bool:
    """Whether two figures stand within two wordings that contradict each other."""
    claims = sorted(pair[:2], key=lambda claim: claim.document.name)
    return any(
        all(_lies_in(claim, wording) for claim, wording in zip(claims, clash, strict=True))
        for clash in gold
        if len(clash) == len(claims)
    )


def _lies_in(claim: Claim, wording: str) -> bool:
    (start, end), text = claim.figure.span, claim.document.text
    return any(
        match.start() < end and start < match.end()
        for match in re.finditer(re.escape(wording), text)
    )


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


def fit(table: np.ndarray, found: Sequence[Row]) -> np.ndarray:
    """The weights, in log-odds for one unit of each column; the first column is free, the others
    are drawn to the weights that are there. Values that agree tell nothing: they are of one thing
    as often as not."""
    differing = np.array([not row.agrees for row in found])
    table, is_one = table[differing], np.array([row.is_one for row in found], float)[differing]
    there = np.array(list(WEIGHTS.values()), float)
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[0] = 1e-6
    weights = there
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (is_one - odds) - ridge * (weights - there)
        bend = (table * (odds * (1 - odds))[:, None]).T @ table + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def held_out(table: np.ndarray, found: Sequence[Row]) -> np.ndarray:
    """The log-odds of each pair by weights that were fitted to other stories."""
    total = np.zeros(len(found))
    names = sorted({row.story for row in found})
    for number in range(_ROUNDS):
        random.Random(number).shuffle(names)  # noqa: S311 - for variety, not for secrets
        fold = {name: place % _FOLDS for place, name in enumerate(names)}
        of = np.array([fold[row.story] for row in found])
        for each in range(_FOLDS):
            others = of != each
            weights = fit(
                table[others], [row for row, kept in zip(found, others, strict=True) if kept]
            )
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
    ask.add_argument("paths", type=Path, nargs="+")
    ask.add_argument("--show", type=int, default=0, help="so many of the surest pairs")
    given = ask.parse_args()
    found = [row for path in given.paths for row in rows(path)]
    names = list(WEIGHTS)
    table = np.array([[float(row.evidence.get(name, 0)) for name in names] for row in found])
    is_one = np.array([row.is_one for row in found], float)
    print(f"{len(found)} pairs, {int(is_one.sum())} of one thing")
    weights = fit(table, found)
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
