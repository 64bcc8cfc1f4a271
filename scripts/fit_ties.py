"""Fits what the traits of ties speak for, and writes checker/lexicon/weights/ties.json.

    python -m scripts.fit_ties FOLDER [--held-out NAME ...]

FOLDER (``fixtures/passages``) holds JSON lines: a passage with one slip and the same one put right
("text", "right", the surfaces of the "figures" at fault), another that is right ("right2"), or a
"text" without "figures" that is right; and Markdown articles that are right. The cases of the rules
are asked, too: those that are to stay silent like any other text and doubly, since they are
promises; those with findings at a tenth where a construction finds them, since then weights need
not, and in full where none does, gaps that are known among them.

A tie is one of those wanted where its figures are at fault in the one text and hold in the other;
every other one that may be wrong is not. Needs scikit-learn, which nothing else does: ``pip install
figcheck[fit]``.

Ties over paragraphs are asked for in texts as they are, and in those of one paragraph with every
sentence as a paragraph, as newspapers print them.

With ``--only`` the weights of other relations stay as they are. With ``--held-out`` nothing is
written: files whose name begins with one of these are kept apart, and the table says how many of
their slips are found at how many false alarms.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import checker
from checker.alignment.binding import (
    WEIGHED,
    articles,
    candidates,
    candidates_across,
    traits,
    traits_across,
    traits_of_headline,
)
from checker.alignment.binding.headed import OF_A_HEADLINE, headed, told_as
from checker.alignment.binding.ties import AS_PERCENT, OF_AGES, OF_TIME, SINCE, Tie
from checker.alignment.binding.values import Value
from checker.alignment.passages import Paragraph, paragraphs
from checker.pipeline import claims
from checker.rule_tests import parse

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "checker" / "lexicon" / "weights" / "ties.json"
SEEN = 3
"""A trait has to be of so many ties."""
STRENGTH = 0.1
"""The inverse of the penalty on the square of the weights; 0.03 to 0.3 differ little."""
LEAST = 0.04
"""Lesser weights are left out."""

Spot = tuple[int, int]


class Example(NamedTuple):
    """A tie by its relation and its traits. ``wanted`` is ``None`` where it is neither the one at
    fault nor another, ``at_fault`` whether two of its figures are, ``share`` how much it counts."""

    relation: str
    traits: frozenset[str]
    wanted: bool | None
    at_fault: bool
    share: float = 1.0


class Text(NamedTuple):
    """A text by its place, and the ties in it that may be wrong."""

    file: str
    place: str
    examples: tuple[Example, ...]


def texts(folder: Path) -> Iterator[Text]:
    """All texts of a folder."""
    for path in sorted(folder.rglob("*.md")):
        yield Text(path.stem, "", tuple(_examples(path.read_text(encoding="utf-8"), None)))
    for path in sorted(folder.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line.strip():
                for place, found in _of_passage(json.loads(line)):
                    yield Text(path.stem, f"{number} {place}", tuple(found))


def cases() -> Iterator[Text]:
    """The cases of the rules that have one article."""
    for path in sorted((ROOT / "fixtures" / "rules").glob("*.md")):
        for case in parse(path.name, path.read_text(encoding="utf-8")):
            places = [place.surface for each in case.expected for place in each.places]
            if len(case.news) == 1 and (places or not case.todo):
                text = case.news[0].text
                day = None if text.startswith("---") else DAY
                found = _examples(text, day, tuple(places))
                share = (_FOUND if _is_found(text, day) else _IN_FULL) if places else _SILENT
                examples = tuple(each._replace(share=share) for each in found)
                yield Text(f"rules/{path.stem}", case.title, examples)


DAY = "2025-06-12"
_FOUND, _IN_FULL, _SILENT = 0.1, 1.0, 2.0
_FAULTS = frozenset({checker.Severity.ERROR, checker.Severity.WARNING})


def _is_found(text: str, day: str | None) -> bool:
    """Whether something is found in a text without weights."""
    found = checker.check([checker.document(text, name="a.md", published=day)])
    faults = [each for each in found if each.severity in _FAULTS]
    return any(not any(WEIGHED in ground for ground in each.grounds) for each in faults)


def _of_passage(row: dict[str, Any]) -> Iterator[tuple[str, Iterator[Example]]]:
    day = row.get("published")
    yield "text", _examples(row["text"], day, row.get("figures", ()), row.get("right"))
    for name in ("right", "right2"):
        if name in row:
            yield name, _examples(row[name], day)


def _examples(
    text: str, published: str | None, surfaces: tuple[str, ...] = (), right: str | None = None
) -> Iterator[Example]:
    for way in (_WITHIN, _ACROSS, _OF_HEADLINES):
        yield from _read(text, published, surfaces, right, way)
    spread = _spread(text)
    if spread != text and "\n" not in text:
        told = None if right is None else _spread(right)
        yield from _read(spread, published, surfaces, told, _ACROSS)


_SENTENCE = re.compile(r"(?<=[^\W_]{2}[.?!]) (?=[A-Z“\"])|(?<=[.?!][”\"]) (?=[A-Z])")


def _spread(text: str) -> str:
    """A text with every sentence as a paragraph, as many newspapers print it."""
    return _SENTENCE.sub("\n\n", text)


_Asked = Callable[[Paragraph], tuple[list[Value], tuple[Tie, ...]]]


class Way(NamedTuple):
    """In which paragraphs ties are looked for, all that these could have, and those that may be
    wrong with their traits."""

    taken: Callable[[Iterable[Paragraph]], Iterable[Paragraph]]
    asked: _Asked
    told: Callable[[Paragraph], Iterator[tuple[Tie, set[str]]]]


_WITHIN = Way(iter, candidates, traits)
_ACROSS = Way(articles, candidates_across, traits_across)
_OF_HEADLINES = Way(headed, candidates, traits_of_headline)


def _read(
    text: str,
    published: str | None,
    surfaces: tuple[str, ...],
    right: str | None,
    way: Way,
) -> Iterator[Example]:
    """The ties of a text in one way."""
    own = _paragraphs(text, published, way)
    spots = [found.span() for each in surfaces for found in re.finditer(re.escape(each), text)]
    held = None if right is None else _held(own, _paragraphs(right, published, way), way.asked)
    for at, paragraph in enumerate(own):
        figures, _ = way.asked(paragraph)
        for tie, found in way.told(paragraph):
            many = sum(_is_one_of(value, spots) for value in tie.values)
            wanted: bool | None = False
            if many >= len(tie.values) or (many and tie.relation == AS_PERCENT) or many > 1:
                wanted = None
                if tie.relation == AS_PERCENT or held is None:
                    wanted = True if many == len(tie.values) else None
                elif (at, *_name(tie, figures)) in held:
                    wanted = True
            yield Example(told_as(tie), frozenset(found), wanted, many > 1)


def _paragraphs(text: str, published: str | None, way: Way) -> list[Paragraph]:
    document = checker.document(text, name="a.md", published=published)
    return list(way.taken(paragraphs(claims(document))))


def _held(
    own: list[Paragraph], others: list[Paragraph], asked: _Asked
) -> set[tuple[object, ...]] | None:
    """The ties that hold in the text put right, where it has as many figures as the other."""
    found = [asked(each) for each in others]
    if [len(asked(each)[0]) for each in own] != [len(figures) for figures, _ in found]:
        return None
    return {
        (at, *_name(tie, figures))
        for at, (figures, told) in enumerate(found)
        for tie in told
        if tie.holds and tie.relation != AS_PERCENT
    }


def _name(tie: Tie, figures: list[Value]) -> tuple[object, ...]:
    """A tie by the roles of the figures, counted through."""
    places = {value.claim.figure.span.start: at for at, value in enumerate(figures)}
    found = (
        (role, places[value.claim.figure.span.start])
        for role, value in zip(tie.roles, tie.values, strict=True)
    )
    return (tie.relation, *sorted(found))


def _is_one_of(value: Value, spots: list[Spot]) -> bool:
    span = value.claim.figure.span
    return any(start < span.end and span.start < end for start, end in spots)


# ---------------------------------------------------------------------------------------------- fit


def fitted(examples: list[Example]) -> dict[str, dict[str, float]]:
    """The weights by relation and trait.

    A trait is fitted for each relation and for all of them together, and has both in its weight: so
    a word that is rare in one has at least what it says in all.
    """
    told = [each for each in examples if each.wanted is not None]
    counts = Counter(name for each in told for name in _names(each))
    names = sorted(name for name, many in counts.items() if many >= SEEN)
    places = {name: at for at, name in enumerate(names)}
    rows = [
        (row, places[name])
        for row, each in enumerate(told)
        for name in _names(each)
        if name in places
    ]
    where = np.array(rows).T
    matrix = csr_matrix((np.ones(len(rows)), (where[0], where[1])), shape=(len(told), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(matrix, [each.wanted for each in told], [each.share for each in told])
    one = dict(zip(names, map(float, model.coef_[0]), strict=True))
    found: dict[str, dict[str, float]] = {}
    for each in told:
        own = found.setdefault(each.relation, {})
        for trait in each.traits:
            if trait not in own:
                own[trait] = sum(one.get(name, 0.0) for name in _pooled(each.relation, trait))
    for own in found.values():
        own[_ANY] = own.get(_ANY, 0.0) + float(model.intercept_[0])
    return found


_ANY = "any"
"""A trait that every tie has."""


def _names(example: Example) -> Iterator[str]:
    for trait in example.traits:
        yield from _pooled(example.relation, trait)


def _pooled(relation: str, trait: str) -> tuple[str, ...]:
    """A trait of one relation and of all; of a relation that a headline is told in, of it and of
    all headlines, too; of all ages, and of all lengths, which are told in words of their own."""
    found: tuple[str, ...] = f"{relation}|{trait}", f"|{trait}"
    if relation.endswith(OF_A_HEADLINE):
        of = relation.removesuffix(OF_A_HEADLINE)
        found = (*found, f"{of}|{trait}", f"{OF_A_HEADLINE}|{trait}")
    if relation in OF_TIME or relation == SINCE:
        found = (*found, f"time|{trait}")
    return (*found, f"ages|{trait}") if relation in OF_AGES else found


def table(weights: dict[str, dict[str, float]], held_out: list[Text]) -> Iterator[str]:
    """How many slips of texts that were not fitted to are found at so many false alarms."""
    best = []
    for text in held_out:
        scores = [(_weight(weights, each), each.at_fault) for each in text.examples]
        if scores:
            best.append(max(scores))
    yield "| from weight | slips found | false alarms |\n| --- | --- | --- |"
    for threshold in (2.0, 1.5, 1.0, 0.8, 0.6, 0.4, 0.2, 0.0, -0.3):
        above = [is_right for score, is_right in best if score >= threshold]
        yield f"| {threshold} | {sum(above)} | {len(above) - sum(above)} |"


def _weight(weights: dict[str, dict[str, float]], example: Example) -> float:
    known = weights.get(example.relation, {})
    return sum(known.get(trait, 0.0) for trait in example.traits)


def main() -> None:
    """Fits to all texts, or to those not held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", nargs="*", default=[])
    parser.add_argument("--only", nargs="*", default=[], help="leave the others as they are")
    told = parser.parse_args()
    found = [*texts(told.folder), *cases()]
    apart = [each for each in found if each.file.startswith(tuple(told.held_out or ("\0",)))]
    kept_out = {id(each) for each in apart}
    weights = fitted([e for text in found if id(text) not in kept_out for e in text.examples])
    if told.held_out:
        print("\n".join(table(weights, apart)))
        return
    kept = {
        relation: {
            trait: round(own[trait] * 100) for trait in sorted(own) if abs(own[trait]) >= LEAST
        }
        for relation, own in sorted(weights.items())
    }
    if unknown := set(told.only) - kept.keys():
        parser.error(f"no tie is a {', '.join(sorted(unknown))}; there are: {', '.join(kept)}")
    if told.only:
        before = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        kept = {**before, **{each: kept[each] for each in told.only}}
    kept = dict(sorted(kept.items()))
    WEIGHTS.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{sum(map(len, kept.values()))} weights, {WEIGHTS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
