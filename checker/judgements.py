"""Which articles are judged together, and the judgements of several stories as one.

In: names of documents; ``Judgement``s. Out: names of groups; one ``Judgement``, which does not
depend on the order of those it was made of.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
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
    faults = {fault.partition(" failed: ")[0]: fault for one in made[::-1] for fault in one.faults}
    return Judgement(
        findings=tuple(sorted((f for one in made for f in one.findings), key=order)),
        documents=tuple(sorted((d for one in made for d in one.documents), key=lambda d: d.name)),
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        tally=Tally(
            sum(one.tally.documents for one in made),
            sum(one.tally.figures for one in made),
            sum(one.tally.claims for one in made),
            sum(one.tally.comparisons for one in made),
            sum(one.tally.alone for one in made),
        ),
        faults=tuple(sorted(faults.values())),
        suppressed=tuple(
            sorted((s for one in made for s in one.suppressed), key=lambda s: order(s.finding))
        ),
    )
