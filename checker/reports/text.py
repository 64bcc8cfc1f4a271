"""``text``: the report that an editor reads.

In: a ``Judgement``. Out: each finding with its place, rule and message, a frame of each source line
with the figures underlined, the arithmetic and the grounds; then how much was read.

Plain ASCII around the article's own words, unless colour is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.frame import Line, Look, Piece, frame, together
from checker.judgements import counted, told
from checker.model import Document, Finding, Judgement, Mention, Severity
from checker.terminal import visible

WIDTH = 100
"""How many columns a frame takes where no terminal says otherwise."""

_LEAST_WIDTH = 20
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_OTHER = "blue"


def render(
    judgement: Judgement, *, colour: bool = False, columns: int = WIDTH, summary: bool = True
) -> str:
    """The report, ``columns`` wide; with ``summary`` it ends in a line of counts."""
    documents = {document.name: document for document in judgement.documents}
    lines: list[Line] = []
    for finding in judgement.findings:
        lines.extend(_finding(finding, documents, columns, "\u2026" if colour else "..."))
        lines.append(())
    if summary:
        lines.extend(_summary(judgement))
    return _painted(lines) if colour else "".join(f"{_plain(line)}\n" for line in lines)


def _plain(line: Line) -> str:
    return "".join(piece.text for piece in line).rstrip()


def _painted(lines: list[Line]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=10_000, _environ={}
    )
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True, highlight=False)
    return out.getvalue()


def _finding(
    finding: Finding, documents: Mapping[str, Document], columns: int, cut: str
) -> Iterator[Line]:
    first = finding.mentions[0]
    style = _STYLES[finding.severity]
    gutter = max(len(str(mention.line)) for mention in finding.mentions) + 2
    look = Look(gutter, max(columns - gutter - 3, _LEAST_WIDTH), cut)
    yield (
        Piece(_place(first), "bold"),
        Piece(" "),
        Piece(finding.severity.value, style),
        Piece(f" {finding.rule} ", "dim"),
        Piece(visible(finding.message)),
    )
    for group in _groups(finding.mentions, documents, look):
        leads = group[0] is first
        if not leads:
            yield (Piece(" " * gutter + " > ", "dim"), Piece(_place(group[0]), "bold"))
        styles = [style if leads else _OTHER, *[_OTHER] * (len(group) - 1)]
        yield from frame(group, documents.get(group[0].path), look, styles)
    yield from _reasons(finding, gutter)


def _groups(
    mentions: tuple[Mention, ...], documents: Mapping[str, Document], look: Look
) -> list[list[Mention]]:
    """The mentions in their order, those side by side on one line together."""
    groups = [[mentions[0]]]
    for mention in mentions[1:]:
        document = documents.get(mention.path)
        if all(together(one, mention, document, look) for one in groups[-1]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _place(mention: Mention) -> str:
    path = visible(mention.path)
    # A line that begins with a colon could be a command to the runner of a workflow.
    return f"{'./' if path.startswith(':') else ''}{path}:{mention.line}:{mention.column}"


def _reasons(finding: Finding, gutter: int) -> Iterator[Line]:
    pad = Piece(" " * gutter + " = ", "dim")
    if finding.arithmetic:
        yield (pad, Piece(visible(finding.arithmetic)))
    if finding.grounds:
        yield (pad, Piece("grounds: " + visible("; ".join(finding.grounds))))
    if finding.fix:
        yield (pad, Piece("fix: " + visible(finding.fix)))


def _summary(judgement: Judgement) -> Iterator[Line]:
    """What was read and what was found, so that silence never looks like agreement."""
    yield (Piece(f"{told(judgement.tally)}: "), *_verdict(judgement))
    if judgement.suppressed:
        yield (Piece(counted(len(judgement.suppressed), "findings suppressed")),)
    if judgement.faults:
        yield (Piece(counted(len(judgement.faults), "inputs could not be read"), "bold red"),)
    if judgement.failed:
        yield (Piece(counted(len(judgement.failed), "faults in rules or plugins"), "bold red"),)
    if judgement.complete and not judgement.findings and not judgement.tally.comparisons:
        yield (Piece("nothing was there to be compared: this is no agreement"),)


def _verdict(judgement: Judgement) -> Iterator[Piece]:
    if not judgement.findings:
        yield Piece("no findings", "bold green")
        return
    counts = dict.fromkeys(Severity, 0)
    for finding in judgement.findings:
        counts[finding.severity] += 1
    for place, severity in enumerate(Severity):
        said = counted(counts[severity], f"{severity.value}s")
        yield Piece((", " if place else "") + said, _STYLES[severity] if counts[severity] else "")
