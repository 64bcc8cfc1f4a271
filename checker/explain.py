"""Why a figure was, or was not, found to contradict another.

In: the documents of a run, the rules, and a place. Out: for each figure there an ``Explained``:
what it leaves room for, what was made of it, what it was compared with, and what each rule did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from checker.alignment import align, compare
from checker.dimensions import dimension
from checker.expressions import SLOTS, View
from checker.findings import Verdicts, mention, verdicts
from checker.model import Alignment, Claim, Comparison, Document, Rule, Verdict
from checker.pipeline import claims as claims_of
from checker.pipeline import story
from checker.relations import related
from checker.tolerance import reason

_FACETS = ("measure", "entity", "counterpart", "place", "period", "scope", "statistic")
_COMPARED = ("measure", "entity", "place", "period")
"""What two claims most need to agree in."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Another claim, and whether it speaks of the same thing; ``unknown`` are the facets that the
    text leaves open on either side."""

    claim: Claim
    comparison: Comparison
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule did with a figure: ``outcome`` is ``fires``, ``abstains``, ``agrees``, ``fails``
    or ``does not look``; ``others`` are the other figures that it looked at with it."""

    rule: str
    outcome: str
    detail: str = ""
    others: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """All about one figure. ``room`` is what it leaves room for and why, ``facets`` are the slots
    of its claim with their values, as text; ``unlike`` counts the figures of other dimensions."""

    claim: Claim
    room: str
    facets: tuple[tuple[str, str], ...]
    compared: tuple[Compared, ...]
    unlike: int
    looks: tuple[Look, ...]


def explain(
    documents: Iterable[Document],
    rules: Sequence[Rule],
    here: Document,
    place: tuple[int, int | None],
    relative: Callable[[str], str] = str,
    grouping: str = "folder",
) -> tuple[Explained, ...]:
    """What is to be said of the figures at a ``place`` of the document ``here``, which is one of
    ``documents``: a line and a column from 1, or ``None`` for all of the line. ``relative`` is as
    for :func:`checker.pipeline.check`, ``grouping`` as for :func:`checker.pipeline.story`."""
    own = story(here, grouping)
    group = sorted((d for d in documents if story(d, grouping) == own), key=lambda d: d.name)
    claims = tuple(claim for document in group for claim in claims_of(document))
    wanted = [c for c in claims if c.document is here and _is_at(c, *place)]
    return tuple(_explained(claim, claims, rules, relative) for claim in wanted)


def _is_at(claim: Claim, line: int, column: int | None) -> bool:
    place = mention("", claim)
    if column is None:
        return place.line <= line <= place.end_line
    return (place.line, place.column) <= (line, column) < (place.end_line, place.end_column)


def _is_same(one: Claim, claim: Claim) -> bool:
    """Whether both are of one figure: a relation may hold a claim with other slots."""
    return one.document is claim.document and one.figure.span == claim.figure.span


def _explained(
    claim: Claim,
    claims: tuple[Claim, ...],
    rules: Sequence[Rule],
    relative: Callable[[str], str],
) -> Explained:
    shown = mention("", claim)
    alignments = [
        alignment
        for alignment in _alignments(claims, rules)
        if any(_is_same(one, claim) for member in alignment for one in member.claims)
    ]
    alike = [c for c in claims if dimension(c.figure) == dimension(claim.figure)]
    return Explained(
        claim=claim,
        room=f"{shown.interval}: {reason(claim.figure)}" if shown.interval else "",
        facets=tuple(_facets(claim)),
        compared=tuple(_compared(claim, other) for other in alike if other is not claim),
        unlike=len(claims) - len(alike),
        looks=tuple(look for rule in rules for look in _looks(rule, claim, alignments, relative)),
    )


def _alignments(claims: tuple[Claim, ...], rules: Sequence[Rule]) -> tuple[Alignment, ...]:
    added = {rule.given: rule.relation for rule in rules if rule.relation is not None}
    own = (alignment for relation in added.values() for alignment in related(relation, claims))
    return (*align(claims, frozenset(rule.given for rule in rules)), *own)


def _facets(claim: Claim) -> Iterable[tuple[str, str]]:
    for name in _FACETS:
        found = getattr(claim, name)
        if name == "period":
            if found is not None:
                ends = [str(end) if end else "open" for end in (found.start, found.end)]
                told = f"until {ends[1]}" if found.cumulative else " to ".join(dict.fromkeys(ends))
                yield name, told
        elif found is not None:
            words = " ".join(found.surface.split())
            yield name, found.value if found.value == words else f'{found.value} ("{words}")'
    yield "modality", claim.modality.value
    said = claim.attribution
    beside = ", in a sentence beside it" if said and said.carried else ""
    yield "speaker", f"{said.speaker}{beside}" if said else "nobody is named"


def _compared(claim: Claim, other: Claim) -> Compared:
    comparison = compare(claim, other)
    unknown = []
    if comparison.verdict is Verdict.UNKNOWN:
        for name in _COMPARED:
            missing = [getattr(each, name) is None for each in (claim, other)]
            if any(missing):
                unknown.append(f"{name} {'of both' if all(missing) else 'of one'}")
    return Compared(other, comparison, tuple(unknown))


def _looks(
    rule: Rule, claim: Claim, alignments: Sequence[Alignment], relative: Callable[[str], str]
) -> list[Look]:
    """What a rule did with each alignment in which a claim stands, and why where it did nothing."""
    mine = [alignment for alignment in alignments if alignment.relation == rule.given]
    if not mine:
        return [Look(rule.id, "does not look", f"nothing is aligned with it as '{rule.given}'")]
    looks = []
    for alignment in mine:
        others = tuple(c for member in alignment for c in member.claims if not _is_same(c, claim))
        found = verdicts([rule], [alignment], relative=relative)
        looks.append(Look(rule.id, *_outcome(rule, claim, alignment, found), others))
    return looks


def _outcome(rule: Rule, claim: Claim, alignment: Alignment, found: Verdicts) -> tuple[str, str]:
    if found.faults:
        return "fails", str(found.faults[0])
    if found.findings:
        return "fires", found.findings[0].message
    if found.abstentions:
        return "abstains", found.abstentions[0].reason
    if found.looked:
        return "agrees", ""
    for condition in rule.where:
        only = replace(rule, where=(condition,), paths=())
        if not verdicts([only], [alignment]).looked:
            slot = condition.slot.rpartition(".")[2]
            value = getattr(View(claim), slot)
            value = SLOTS[slot].missing if value is None else str(value).lower()
            wanted = ", ".join("unknown" if v is None else v for v in condition.values)
            negated = "not " if condition.negated else ""
            return "does not look", f"its {slot} is {value}, and the rule wants {negated}{wanted}"
    return "does not look", "its document is not in the rule's paths"
