"""``sarif``: SARIF 2.1.0, as GitHub's code scanning takes it.

In: a ``Judgement``. Out: one run, with every rule that ran whether or not it fired, a result a
finding, the other side as related locations, what could not be read as notifications, and the
counts of what was read among the run's properties. Findings
that do not count are there too, with the reason as a suppression.

GitHub shows the first location alone, wants all four ends of a region and no empty text, and
computes ``primaryLocationLineHash`` itself: it warns where a tool sets it, so our fingerprint has
a key of its own. Columns are code points, and the run says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from checker.indented import indented
from checker.model import Finding, Judgement, Mention, Rule, Severity, Suppressed
from checker.reports.json import counts_as_dict
from checker.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST_RESULTS = 25_000
"""GitHub refuses a run of more; the gravest are kept."""

_DESCRIPTION = 1024
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def render(judgement: Judgement, *, summary: bool = True) -> str:
    """The report as indented JSON."""
    run = _run(judgement)
    if summary:
        run["properties"] = {"counts": counts_as_dict(judgement)}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return indented(log) + "\n"


def _run(judgement: Judgement) -> dict[str, Any]:
    places = {rule.id: place for place, rule in enumerate(judgement.rules)}
    kept = _kept(judgement.findings)
    told = [_notification(line, "error") for line in (*judgement.faults, *judgement.failed)]
    if len(kept) < len(judgement.findings):
        left = len(judgement.findings) - len(kept)
        told.append(_notification(f"{left} findings of the least severity are left out", "warning"))
    return {
        "tool": {
            "driver": {
                "name": "figcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in judgement.rules],
            }
        },
        "automationDetails": {"id": "figcheck/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": judgement.complete, "toolExecutionNotifications": told}
        ],
        "results": [
            *(_result(finding, places) for finding in kept),
            *(
                _suppressed(each, places)
                for each in judgement.suppressed[: MOST_RESULTS - len(kept)]
            ),
        ],
    }


def _suppressed(suppressed: Suppressed, places: Mapping[str, int]) -> dict[str, Any]:
    why = {"justification": suppressed.reason} if suppressed.reason else {}
    return {
        **_result(suppressed.finding, places),
        "suppressions": [{"kind": suppressed.kind, **why}],
    }


def _kept(findings: tuple[Finding, ...]) -> list[Finding]:
    if len(findings) <= MOST_RESULTS:
        return list(findings)
    grave = list(Severity)
    ranked = sorted(range(len(findings)), key=lambda i: (grave.index(findings[i].severity), i))
    return [findings[i] for i in sorted(ranked[:MOST_RESULTS])]


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}


def _rule(rule: Rule) -> dict[str, Any]:
    why = rule.why.strip() or rule.summary
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": why[:_DESCRIPTION]},
        "help": {"text": why, "markdown": _page(rule, why)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": ["figures", rule.given],
            "precision": "high",
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _page(rule: Rule, why: str) -> str:
    refs = "".join(f"\n* {ref}" for ref in rule.refs)
    return f"# {rule.id}\n\n{rule.summary}\n\n{why}" + (f"\n\nReferences:\n{refs}" if refs else "")


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    first, *others = finding.mentions
    made: dict[str, Any] = {"ruleId": finding.rule}
    if finding.rule in places:
        made["ruleIndex"] = places[finding.rule]
    made |= {
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [_location(first)],
        "partialFingerprints": {"figcheck/v1": finding.fingerprint},
        "properties": {"grounds": list(finding.grounds), "arithmetic": finding.arithmetic},
    }
    if others:
        made["relatedLocations"] = [
            {"id": number, **_location(other), "message": {"text": _label(other)}}
            for number, other in enumerate(others, 1)
        ]
    return made


def _message(finding: Finding) -> str:
    """The message, and a link to each related location by its number."""
    text = _unlinked(finding.message)
    links = [
        f"[{_unlinked(_label(other))}]({number})"
        for number, other in enumerate(finding.mentions[1:], 1)
    ]
    stop = "" if text.endswith((".", "!", "?")) else "."
    return f"{text}{stop}" + (f" Compare {', '.join(links)}." if links else "")


def _unlinked(text: str) -> str:
    """``text`` with its own brackets kept from making a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _label(mention: Mention) -> str:
    surface = " ".join(mention.surface.split())
    return f"{mention.role}: {surface} in {mention.path}, line {mention.line}"


def _location(mention: Mention) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(mention.path)},
            "region": {
                "startLine": mention.line,
                "startColumn": mention.column,
                "endLine": mention.end_line,
                "endColumn": mention.end_column,
                "snippet": {"text": mention.surface},
            },
        }
    }


def _uri(path: str) -> str:
    """A path as a relative reference: forward slashes, no ``./``, and percent-encoded, colons
    too: one in the first part would read as a scheme."""
    forward = path.replace("\\", "/")
    while forward.startswith("./"):
        forward = forward[2:]
    return quote(forward.encode("utf-8", "surrogateescape"), safe="/")
