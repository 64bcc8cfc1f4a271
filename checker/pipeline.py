"""The order of the stages, known here and nowhere else.

In: ``Document``s and ``Rule``s. Out: a ``Judgement``: the findings in one total order, and how much
was read on the way.

The result depends on the documents and the rules alone, not on the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from checker.alignment import Aligned, Place, reference, rows
from checker.alignment import aligned as align
from checker.claims import claims as claims_of
from checker.errors import RuleError
from checker.expressions.references import looked_up
from checker.figures import figures as figures_of
from checker.findings import verdicts
from checker.judgements import joined, loose, order
from checker.model import Alignment, Claim, Document, Figure, Judgement, Rule, Sheet, Tally
from checker.once import forget
from checker.reference.known import Known
from checker.reference.table import Table
from checker.relations import RELATIONS, Relation, related
from checker.segments import segments as segments_of
from checker.support import draws_on
from checker.suppressions import DEFAULT, Policy, applied

_OPPOSING = frozenset({"same", "headline", "repeat", "series"})
"""Relations of two figures that ought to have one value."""


class Reading(NamedTuple):
    """What one document says: how many figures it has, and its claims."""

    document: Document
    figures: int
    claims: tuple[Claim, ...]


def reading(document: Document) -> Reading:
    """Read the figures of one document and make its claims."""
    figures, made = _read(document)
    return Reading(document, len(figures), made)


def _read(document: Document) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    figures = figures_of(document)
    return figures, claims_of(document, segments_of(document), figures)


def with_tables(rules: Iterable[Rule], tables: Iterable[Table]) -> tuple[Rule, ...]:
    """The rules, those that look at reference tables with what they need of ``tables``: the
    relation ``reference``, and ``lookup`` in expressions."""
    known = Known(tables)
    if not known.tables:
        return tuple(rules)
    roles = RELATIONS[reference.NAME]
    relation = Relation(reference.NAME, roles, partial(reference.find, known=known))
    call = ("lookup", partial(looked_up, known))
    made = []
    for rule in rules:
        if rule.given == reference.NAME and rule.relation is None:
            rule = replace(rule, relation=relation)  # noqa: PLW2901 - the same rule
        expressions = (rule.when, rule.message, rule.fix, *(each for _, each in rule.let))
        if any("lookup" in each.source for each in expressions if each is not None):
            rule = replace(rule, functions=(*rule.functions, call))  # noqa: PLW2901
        made.append(rule)
    return tuple(made)


def claims(document: Document) -> tuple[Claim, ...]:
    """The claims of one document, in the order of its text."""
    return reading(document).claims


def story(document: Document, grouping: str = "folder") -> tuple[str, str]:
    """What groups a document with others: its story, or else what ``grouping`` says."""
    return loose(document.name, grouping) if document.story is None else ("story", document.story)


def sheets(judgement: Judgement, grouping: str = "folder") -> tuple[Sheet, ...]:
    """The sheets of the documents of a judgement, one a story, in the order of their names; its
    findings say which rows disagree. ``grouping`` is as for :func:`checker.judgements.loose`."""
    given = {rule.id: rule.given for rule in judgement.rules}
    opposed = {
        frozenset(Place(each.path, each.start) for each in finding.mentions): finding.grounds
        for finding in judgement.findings
        if given.get(finding.rule) in _OPPOSING
    }
    stories: dict[tuple[str, str], list[Document]] = {}
    for document in {each.name: each for each in judgement.documents}.values():
        stories.setdefault(story(document, grouping), []).append(document)
    _join_sources(stories)
    return tuple(
        _sheet(name, sorted(members, key=lambda each: each.name), opposed)
        for (_, name), members in sorted(stories.items())
    )


def _join_sources(stories: dict[tuple[str, str], list[Document]]) -> None:
    """Put each story together with those that have a source which one of its documents lists."""
    drafts = [(own, d) for own, members in stories.items() for d in members if d.sources]
    for own, draft in drafts:
        for other in [key for key in stories if key != own and own in stories]:
            if any(draws_on(draft, each) for each in stories[other]):
                stories[own] += stories.pop(other)


def _sheet(
    name: str, documents: Sequence[Document], opposed: Mapping[frozenset[Place], tuple[str, ...]]
) -> Sheet:
    figures: list[Figure] = []
    claims: list[Claim] = []
    for document in documents:
        read, made = _read(document)
        figures += read
        claims += made
    together, alone = rows(tuple(claims), opposed)
    return Sheet(name, tuple(documents), tuple(figures), tuple(claims), together, alone)


def check(
    documents: Iterable[Document],
    rules: Sequence[Rule],
    *,
    progress: Callable[[Document], object] | None = None,
    relative: Callable[[str], str] = str,
    policy: Policy = DEFAULT,
    sources: Callable[[Document], Iterable[Document]] | None = None,
) -> Judgement:
    """Run ``rules`` over ``documents``; those of one story are compared with each other.

    ``documents`` may be an iterator: each is read and broken into claims as it comes, and
    ``progress`` is called after each. ``relative`` turns a document's name into the path that a
    rule's ``paths`` are matched against; ``policy`` says how suppressions in the text are taken.
    ``sources`` gives the documents that one lists as its sources: the story is compared with them.
    A rule that fails is named in ``failed`` of the judgement, and the others still run.
    """
    stories: dict[tuple[str, str], list[Reading]] = {}
    for document in documents:
        stories.setdefault(story(document), []).append(reading(document))
        if progress is not None:
            progress(document)
    known = {each.document.name: each for read in stories.values() for each in read}
    judged = []
    for _, readings in sorted(stories.items()):
        beside = _beside(readings, known, sources) if sources is not None else ()
        judged.append(judge(readings, rules, relative=relative, policy=policy, beside=beside))
    return joined(judged, rules)


def _beside(
    readings: Sequence[Reading],
    known: dict[str, Reading],
    sources: Callable[[Document], Iterable[Document]],
) -> tuple[Reading, ...]:
    """What the documents of a story list as their sources and is not in it."""
    own = {each.document.name for each in readings}
    found: dict[str, Reading] = {}
    for each in readings:
        for source in sources(each.document) if each.document.sources else ():
            if source.name not in own and source.name not in found:
                found[source.name] = known.get(source.name) or reading(source)
    return tuple(found.values())


def judge(
    readings: Iterable[Reading],
    rules: Sequence[Rule],
    *,
    checked: Collection[str] | None = None,
    relative: Callable[[str], str] = str,
    policy: Policy = DEFAULT,
    beside: Iterable[Reading] = (),
) -> Judgement:
    """Run ``rules`` over the documents of one story.

    ``checked`` are the names of those under check: only findings that touch one of them count, and
    its figure comes first in them; ``None`` for all. ``beside`` are sources from elsewhere, which
    are compared with the story, and neither checked nor counted. The rest as for :func:`check`.
    """
    own = sorted(readings, key=lambda each: each.document.name)
    ordered = sorted((*own, *beside), key=lambda each: each.document.name)
    if checked is None and len(ordered) > len(own):
        checked = {each.document.name for each in own}
    aligned, broken = _aligned(ordered, rules)
    judged = verdicts(_by_id(rules), aligned.alignments, checked, relative)
    forget()
    documents = tuple(each.document for each in ordered)
    found = [
        finding
        for finding in judged.findings
        if checked is None or any(mention.path in checked for mention in finding.mentions)
    ]
    ran = frozenset(rule.id for rule in rules)
    kept, suppressed = applied(found, documents, ran, policy, checked)
    return Judgement(
        findings=tuple(sorted(kept, key=order)),
        documents=documents,
        rules=_by_id(rules),
        tally=_tally(own, aligned),
        failed=tuple(str(fault) for fault in (*broken, *judged.faults)),
        suppressed=suppressed,
    )


def _tally(readings: Sequence[Reading], aligned: Aligned) -> Tally:
    """What was read, put side by side, and left alone."""
    beside = [a for a in aligned.alignments if sum(len(member.claims) for member in a) > 1]
    compared = {id(claim) for a in beside for member in a for claim in member.claims}
    claims = [claim for each in readings for claim in each.claims]
    return Tally(
        documents=len(readings),
        figures=sum(each.figures for each in readings),
        claims=len(claims),
        comparisons=len(beside),
        alone=sum(id(claim) not in compared for claim in claims),
        apart=aligned.apart,
        undecided=aligned.undecided,
    )


def _by_id(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.id))


def _aligned(
    readings: Sequence[Reading], rules: Sequence[Rule]
) -> tuple[Aligned, tuple[RuleError, ...]]:
    """The alignments of one story, and the faults of relations: those that plugins brought, and
    those that met a number too great for them."""
    names = frozenset(rule.given for rule in rules)
    added = {rule.given: rule.relation for rule in rules if rule.relation is not None}
    together = tuple(claim for each in readings for claim in each.claims)
    found = align(together, names)
    made = list(found.alignments)
    first = readings[0].document.name if readings else ""
    faults = [
        RuleError(f"{first}: relation '{name}' gave up: a number has too many digits")
        for name in found.broken
    ]
    for _, relation in sorted(added.items()):
        made.extend(_related(relation, together, faults))
    return found._replace(alignments=tuple(made)), tuple(faults)


def _related(
    relation: Relation, claims: tuple[Claim, ...], faults: list[RuleError]
) -> tuple[Alignment, ...]:
    try:
        return related(relation, claims)
    except RuleError as fault:
        faults.append(fault)
        return ()
