"""Which articles are judged together, and the judgements of several stories as one.

In: names of documents; ``Judgement``s. Out: names of groups; one ``Judgement``, which does not
depend on the order of those it was made of.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from checker.model import Finding, Judgement, Rule, Tally


def loose(name: str, grouping: str = "folder") -> tuple[str, str]:
    """What groups a document that names no story with others: its ``folder``, nothing (``file``),
    or that it names none (``all``)."""
    if grouping == "all":
        return ("all", "")
    forward = name.replace("\\", "/")
    if grouping == "file":
        return ("file", forward)
    return ("folder", posixpath.normpath(posixpath.dirname(forward)))


def order(finding: Finding) -> tuple[Any, ...]:
    """What findings are sorted by: path, start and rule first."""
    first = finding.mentions[0]
    rest = tuple((m.path, m.start, m.end) for m in finding.mentions[1:])
    return (first.path, first.start, finding.rule, first.end, rest, finding.message)


def joined(judgements: Iterable[Judgement], rules: Sequence[Rule]) -> Judgement:
    """Several judgements by the same ``rules`` as one. A rule that failed in more than one of them
    is one fault."""
    made = list(judgements)
    documents = {document.name: document for one in made for document in one.documents}
    tallies = [Tally(), *(one.tally for one in made)]
    failed = {fault.partition(" failed: ")[0]: fault for one in made[::-1] for fault in one.failed}
    return Judgement(
        findings=tuple(sorted((f for one in made for f in one.findings), key=order)),
        documents=tuple(documents[name] for name in sorted(documents)),
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        tally=Tally(*(sum(column) for column in zip(*map(astuple, tallies), strict=True))),
        faults=tuple(fault for one in made for fault in one.faults),
        failed=tuple(sorted(failed.values())),
        suppressed=tuple(
            sorted((s for one in made for s in one.suppressed), key=lambda s: order(s.finding))
        ),
    )


def counts(tally: Tally) -> Mapping[str, int]:
    """What was read and compared and what was left alone, by the words in which every report has
    it."""
    return {
        "documents": tally.documents,
        "figures": tally.figures,
        "claims": tally.claims,
        "comparisons": tally.comparisons,
        "claims left alone": tally.alone,
        "pairs kept apart": tally.apart,
        "pairs undecided": tally.undecided,
    }


def told(tally: Tally) -> str:
    """The counts in one line: "2 documents, 4 figures, 4 claims, 1 comparison"; of what was left
    alone, only what there is."""
    return ", ".join(
        counted(count, what)
        for place, (what, count) in enumerate(counts(tally).items())
        if count or place < _ALWAYS
    )


def counted(count: int, what: str) -> str:
    """A count of things, given in the plural: "1 pair kept apart"."""
    first, _, rest = what.partition(" ")
    return f"{count:,} {first.removesuffix('s') if count == 1 else first} {rest}".rstrip()


_ALWAYS = 4
