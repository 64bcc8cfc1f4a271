"""``json``: the findings as one JSON object.

In: a ``Judgement``. Out: ``{"version": 1, "findings": [...]}``, ``"suppressed"`` where findings do
not count, ``"unread"`` and ``"failed"`` with a line for each input and each rule of that kind, and
``"counts"`` of what was read. Lines and columns count from 1, ``start`` and ``end`` from 0, all in
code points of the file's decoded text.
"""

from __future__ import annotations

from typing import Any

from checker.indented import indented
from checker.judgements import counts
from checker.model import Finding, Judgement, Mention


def render(judgement: Judgement, *, summary: bool = True) -> str:
    """The report as indented JSON."""
    made: dict[str, Any] = {
        "version": 1,
        "findings": [finding_as_dict(finding) for finding in judgement.findings],
    }
    if judgement.suppressed:
        made["suppressed"] = [
            {**finding_as_dict(each.finding), "suppressed": each.kind, "reason": each.reason}
            for each in judgement.suppressed
        ]
    for name, lines in (("unread", judgement.faults), ("failed", judgement.failed)):
        if lines:
            made[name] = list(lines)
    if summary:
        made["counts"] = counts_as_dict(judgement)
    return indented(made) + "\n"


def counts_as_dict(judgement: Judgement) -> dict[str, int]:
    """How much was read and compared and left alone, by name."""
    return {name.replace(" ", "_"): count for name, count in counts(judgement.tally).items()}


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "grounds": list(finding.grounds),
        "arithmetic": finding.arithmetic,
        "fix": finding.fix,
        "figures": [_mention_as_dict(mention) for mention in finding.mentions],
    }


def _mention_as_dict(mention: Mention) -> dict[str, Any]:
    return {
        "path": mention.path,
        "line": mention.line,
        "column": mention.column,
        "end_line": mention.end_line,
        "end_column": mention.end_column,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "role": mention.role,
        "interval": mention.interval,
    }
