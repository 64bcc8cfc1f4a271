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
from checker.figures import figures as figures_of
from checker.findings import judge
from checker.model import Alignment, Claim, Document, Judgement, Rule, Tally
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
    rule's ``paths`` are matched against.
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
    alignments = _aligned(stories, frozenset(rule.given for rule in rules))
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    return Judgement(
        findings=judge(ordered, alignments, relative=relative),
        documents=tuple(sorted(read, key=lambda document: document.name)),
        rules=ordered,
        tally=Tally(len(read), figures, found, len(alignments)),
    )


def _aligned(
    stories: dict[tuple[str, str], list[tuple[str, tuple[Claim, ...]]]],
    relations: frozenset[str],
) -> tuple[Alignment, ...]:
    """The alignments of each story, stories and their documents in the order of their names."""
    made: list[Alignment] = []
    for _, members in sorted(stories.items()):
        together = [claim for _, made in sorted(members, key=_name) for claim in made]
        made.extend(align(tuple(together), relations))
    return tuple(made)


def _name(member: tuple[str, tuple[Claim, ...]]) -> str:
    return member[0]
