"""``junit``: the XML that continuous integration servers draw their test pages from.

In: a ``Judgement``. Out: a suite a document, a case a finding; a note is no failure. A document
without findings is one case that passes, an unreadable input or a rule that failed one that errs.
A suite without cases has the counts of what was read among its properties.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from checker.judgements import counts
from checker.model import Finding, Judgement, Severity
from checker.terminal import visible


def render(judgement: Judgement, *, summary: bool = True) -> str:
    """The report as indented XML. Characters that XML cannot hold are shown as escapes."""
    names = [document.name for document in judgement.documents]
    placed: dict[str, list[Finding]] = {name: [] for name in names}
    for finding in judgement.findings:
        placed.setdefault(finding.mentions[0].path, []).append(finding)
    root = ET.Element("testsuites", name="figcheck")
    for name, findings in placed.items():
        _suite(root, name, findings)
    if judgement.faults:
        _wrong(root, "unreadable inputs", judgement.faults)
    if judgement.failed:
        _wrong(root, "failed rules", judgement.failed)
    if summary:
        _read(root, judgement)
    for counted in ("tests", "failures", "errors"):
        root.set(counted, str(sum(int(suite.get(counted, "0")) for suite in root)))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ET.Element, name: str, findings: Iterable[Finding]) -> None:
    shown = visible(name)
    suite = ET.SubElement(root, "testsuite", name=shown)
    cases = [_case(suite, shown, finding) for finding in findings]
    failures = cases.count(True)
    if not cases:
        ET.SubElement(suite, "testcase", name="figcheck", classname=shown)
    _counts(suite, max(len(cases), 1), failures, 0)


def _case(suite: ET.Element, name: str, finding: Finding) -> bool:
    """Add the finding as a case; true where it is a failure."""
    first = finding.mentions[0]
    title = f"{finding.rule}:{first.line}:{first.column}"
    case = ET.SubElement(suite, "testcase", name=title, classname=name)
    case.set("file", name)
    case.set("line", str(first.line))
    message = visible(finding.message)
    if finding.severity is Severity.NOTE:
        ET.SubElement(case, "system-out").text = f"{message}\n{_detail(finding)}"
        return False
    failure = ET.SubElement(case, "failure", message=message, type=finding.severity.value)
    failure.text = _detail(finding)
    return True


def _detail(finding: Finding) -> str:
    lines = [f"{m.path}:{m.line}:{m.column} {m.role}: {m.surface}" for m in finding.mentions]
    lines += [finding.arithmetic] if finding.arithmetic else []
    return "\n".join(map(visible, lines))


def _wrong(root: ET.Element, name: str, lines: Iterable[str]) -> None:
    suite = ET.SubElement(root, "testsuite", name=name)
    for line in lines:
        case = ET.SubElement(suite, "testcase", name=visible(line), classname="figcheck")
        ET.SubElement(case, "error", message=visible(line), type=name)
    _counts(suite, len(suite), 0, len(suite))


def _read(root: ET.Element, judgement: Judgement) -> None:
    suite = ET.SubElement(root, "testsuite", name="what was read")
    properties = ET.SubElement(suite, "properties")
    for name, count in counts(judgement.tally).items():
        ET.SubElement(properties, "property", name=name.replace(" ", "_"), value=str(count))
    _counts(suite, 0, 0, 0)


def _counts(suite: ET.Element, tests: int, failures: int, errors: int) -> None:
    suite.set("tests", str(tests))
    suite.set("failures", str(failures))
    suite.set("errors", str(errors))
