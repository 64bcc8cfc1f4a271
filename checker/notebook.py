"""Findings that a notebook shows as an editor would read them.

In: a ``Judgement``. Out: its findings, as the tuple that they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Finding, Judgement


class Findings(tuple[Finding, ...]):
    """A tuple of findings. In a notebook it renders itself: each finding with the sentences of both
    sides, what the figures leave room for, and the reasons."""

    judgement: Judgement | None

    def __new__(
        cls, findings: Iterable[Finding] = (), judgement: Judgement | None = None
    ) -> Findings:
        made = super().__new__(cls, findings)
        made.judgement = judgement
        return made

    def _repr_html_(self) -> str:
        from checker.reports.html import fragment

        return fragment(self.judgement or Judgement(findings=tuple(self)))
