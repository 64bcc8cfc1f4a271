"""Where everything stands on the page: numbers for figures, articles, sources, measures and rules.

In: a ``Judgement``. Out: an ``Index``, by which one part of the page names what is in another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from checker.model import Claim, Figure, Finding, Judgement, Mention, Severity
from checker.sheet import columns, source_name

Place = tuple[str, int]
"""The name of a document, and where in it a figure starts."""


@dataclass(frozen=True, slots=True)
class Index:
    """The numbers of the page's parts, all from 1, and what stands behind them."""

    judgement: Judgement
    findings: tuple[Finding, ...]
    articles: dict[str, int]
    sources: dict[str, int]
    rules: dict[str, int]
    figures: dict[Place, int]
    claims: dict[Place, Claim]
    found: dict[Place, tuple[int, ...]]
    rows: dict[Place, int] = field(default_factory=dict)
    measures: dict[str, int] = field(default_factory=dict)

    def mention(self, mention: Mention) -> int | None:
        """The number of the figure that a finding mentions."""
        return self.figures.get((mention.path, mention.start))

    def measure(self, name: str) -> int:
        """The number of a measure, a new one for a new name."""
        return self.measures.setdefault(name, len(self.measures) + 1)

    def findings_at(self, places: Iterable[Place]) -> tuple[int, ...]:
        """The numbers of the findings at any of the places, in order."""
        return tuple(sorted({number for place in places for number in self.found.get(place, ())}))


def index(judgement: Judgement) -> Index:
    """The numbers for a judgement. Its findings come gravest first."""
    grave = list(Severity)
    findings = tuple(sorted(judgement.findings, key=lambda each: grave.index(each.severity)))
    found: dict[Place, list[int]] = {}
    for number, finding in enumerate(findings, start=1):
        for mention in finding.mentions:
            found.setdefault((mention.path, mention.start), []).append(number)
    sheets = judgement.sheets
    named = [column.name for column in columns(sheets)]
    rows = [row for sheet in sheets for row in sheet.rows]
    documents = [document for sheet in sheets for document in sheet.documents]
    return Index(
        judgement=judgement,
        findings=findings,
        articles=_numbered(document.name for document in documents or judgement.documents),
        sources=_numbered(named or map(source_name, judgement.documents)),
        rules=_numbered(sorted({finding.rule for finding in findings})),
        figures=_numbered(place(figure) for sheet in sheets for figure in sheet.figures),
        claims={place(claim.figure): claim for sheet in sheets for claim in sheet.claims},
        found={where: tuple(dict.fromkeys(numbers)) for where, numbers in found.items()},
        rows={
            place(claim.figure): number
            for number, row in enumerate(rows, start=1)
            for claim in row.claims
        },
    )


def place(figure: Figure) -> Place:
    """Where a figure stands."""
    return (figure.path, figure.span.start)


_T = TypeVar("_T")


def _numbered(values: Iterable[_T]) -> dict[_T, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values), start=1)}
