"""The order of the stages, known here and nowhere else.

In: ``Document``s and ``Rule``s. Out: a ``Judgement``: the findings in one total order, and how much
was read on the way.

The result depends on the documents and the rules alone, not on the order in which they are given.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence

from checker.alignment import align
from checker.claims import claims as claims_of
from checker.errors import RuleError
from checker.figures import figures as figures_of
from checker.findings import verdicts
from checker.model import Alignment, Claim, Document, Judgement, Rule, Tally
from checker.relations import Relation, related
from checker.segments import segments as segments_of


def claims(document: Document) -> tuple[Claim, ...]:
    """The claims of one document, in the order of its text."""
    return claims_of(document, segments_of(document), figures_of(document))


def story(document: Document) -> tuple[str, str]:
    """What groups a document with others: its story, or else the folder it lies in."""
    if document.story is not None:
        return ("story", document.story)
    folder = posixpath.dirname(document.name.replace("\\", "/"))
    return ("folder", posixpath.normpath(folder))


def check(
    documents: Iterable[Document],
    rules: Sequence[Rule],
    *,
    progress: Callable[[Document], object] | None = None,
    relative: Callable[[str], str] = str,
) -> Judgement:
    """Run ``rules`` over ``documents``; those of one story are compared with each other.

    ``documents`` may be an iterator: each is read and broken into claims as it comes, and
    ``progress`` is called after each. ``relative`` turns a document's name into the path that a
    rule's ``paths`` are matched against. A rule that fails is named in ``faults`` of the judgement,
    and the others still run.
    """
    read: list[Document] = []
    stories: dict[tuple[str, str], list[tuple[str, tuple[Claim, ...]]]] = {}
    figures = found = 0
    for document in documents:
        read.append(document)
        spans = figures_of(document)
        made = claims_of(document, segments_of(document), spans)
        figures, found = figures + len(spans), found + len(made)
        stories.setdefault(story(document), []).append((document.name, made))
        if progress is not None:
            progress(document)
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    alignments, broken = _aligned(stories, ordered)
    judged = verdicts(ordered, alignments, relative=relative)
    return Judgement(
        findings=judged.findings,
        documents=tuple(sorted(read, key=lambda document: document.name)),
        rules=ordered,
        tally=Tally(len(read), figures, found, len(alignments)),
        faults=tuple(str(fault) for fault in (*broken, *judged.faults)),
    )


def _aligned(
    stories: dict[tuple[str, str], list[tuple[str, tuple[Claim, ...]]]],
    rules: Sequence[Rule],
) -> tuple[tuple[Alignment, ...], tuple[RuleError, ...]]:
    """The alignments of each story, stories and their documents in the order of their names, and
    the faults of relations that plugins brought."""
    names = frozenset(rule.given for rule in rules)
    added = {rule.given: rule.relation for rule in rules if rule.relation is not None}
    made: list[Alignment] = []
    faults: dict[str, RuleError] = {}
    for _, members in sorted(stories.items()):
        together = tuple(claim for _, made in sorted(members, key=_name) for claim in made)
        made.extend(align(together, names))
        for name, relation in sorted(added.items()):
            if name not in faults:
                made.extend(_related(relation, together, faults))
    return tuple(made), tuple(faults.values())


def _related(
    relation: Relation, claims: tuple[Claim, ...], faults: dict[str, RuleError]
) -> tuple[Alignment, ...]:
    try:
        return related(relation, claims)
    except RuleError as fault:
        faults[relation.name] = fault
        return ()


def _name(member: tuple[str, tuple[Claim, ...]]) -> str:
    return member[0]
