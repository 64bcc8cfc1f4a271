"""``rdjson``: reviewdog's diagnostic format.

In: a ``Judgement``. Out: one ``DiagnosticResult`` as JSON. Its columns count UTF-8 bytes from 1, so
they are counted anew from the source line; ends are exclusive. It has no place for anything but
diagnostics: how much was read stands in the other formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.indented import indented
from checker.model import Document, Finding, Judgement, Mention, Severity

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(judgement: Judgement, *, summary: bool = True) -> str:  # noqa: ARG001 - no place
    """The report as indented JSON."""
    documents = {document.name: document for document in judgement.documents}
    made = {
        "source": {"name": "figcheck"},
        "diagnostics": [_diagnostic(finding, documents) for finding in judgement.findings],
    }
    return indented(made) + "\n"


def _diagnostic(finding: Finding, documents: Mapping[str, Document]) -> dict[str, Any]:
    first, *others = finding.mentions
    made: dict[str, Any] = {
        "message": finding.message,
        "location": _location(first, documents),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if others:
        made["related_locations"] = [
            {"message": f"{other.role}: {other.surface}", "location": _location(other, documents)}
            for other in others
        ]
    return made


def _location(mention: Mention, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents.get(mention.path)
    start, end = mention.column, mention.end_column
    if document is not None:
        start = _column(document.original, mention.start)
        end = _column(document.original, mention.end)
    return {
        "path": mention.path.replace("\\", "/"),
        "range": {
            "start": {"line": mention.line, "column": start},
            "end": {"line": mention.end_line, "column": end},
        },
    }


def _column(text: str, offset: int) -> int:
    """The column of ``offset`` in UTF-8 bytes, from 1."""
    line = text.rfind("\n", 0, offset) + 1
    return len(text[line:offset].encode("utf-8")) + 1
