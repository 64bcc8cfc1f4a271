"""``github``: workflow commands, which GitHub Actions shows beside the lines of a pull request.

In: a ``Judgement``. Out: one ``::error``, ``::warning`` or ``::notice`` a finding, and one notice
with the counts of what was read.

What an article or a file name says must not end a command and begin another: percent signs and
line ends are encoded, in properties colons and commas too, as the runner decodes them.
"""

from __future__ import annotations

from checker.judgements import told
from checker.model import Finding, Judgement, Severity
from checker.terminal import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(judgement: Judgement, *, summary: bool = True) -> str:
    """The report; without ``summary`` empty where nothing was found. An unreadable input and a rule
    that failed are an ``::error``."""
    lines = (*judgement.faults, *judgement.failed)
    faults = [f"::error title=figcheck::{_data(line)}\n" for line in lines]
    last = [f"::notice title=figcheck::{_data(told(judgement.tally))}\n"] if summary else []
    return "".join([*faults, *map(_command, judgement.findings), *last])


def _command(finding: Finding) -> str:
    first, *others = finding.mentions
    one_line = first.line == first.end_line
    where: dict[str, object] = {
        "file": first.path.replace("\\", "/"),
        "line": first.line,
        "endLine": first.end_line,
        # Annotations have columns within one line only.
        **({"col": first.column, "endColumn": first.end_column} if one_line else {}),
        "title": f"{finding.rule}: {first.surface}",
    }
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
    lines = [finding.message]
    lines += [f"{m.role}: {m.surface} in {m.path}:{m.line}:{m.column}" for m in others]
    lines += [finding.arithmetic] if finding.arithmetic else []
    message = _data("\n".join(lines))
    return f"::{_COMMANDS[finding.severity]} {properties}::{message}\n"


def _data(text: str) -> str:
    shown = "\n".join(map(visible, text.splitlines()))
    return shown.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(" ".join(text.split())).replace(":", "%3A").replace(",", "%2C")
