"""``text``: the report that an editor reads.

In: a ``Judgement``. Out: each finding with its place, rule and message, a frame of each source line
with the figure underlined, the arithmetic and the grounds; then how much was read.

Plain ASCII around the article's own words, unless colour is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.model import Document, Finding, Judgement, Mention, Severity, Tally
from checker.terminal import visible, width

WIDTH = 100
"""How many columns a frame takes where no terminal says otherwise."""

_TAB = 4
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


class _Piece(NamedTuple):
    """A stretch of a line and the style it is printed in."""

    text: str
    style: str = ""


class _Look(NamedTuple):
    """How wide the gutter of line numbers is, how wide the text beside it, and what stands where a
    line is cut."""

    gutter: int
    columns: int
    cut: str


_Line = tuple[_Piece, ...]


def render(
    judgement: Judgement, *, colour: bool = False, columns: int = WIDTH, summary: bool = True
) -> str:
    """The report, ``columns`` wide; with ``summary`` it ends in a line of counts."""
    documents = {document.name: document for document in judgement.documents}
    lines: list[_Line] = []
    for finding in judgement.findings:
        lines.extend(_finding(finding, documents, columns, "\u2026" if colour else "..."))
        lines.append(())
    if summary:
        lines.extend(_summary(judgement))
    return _painted(lines) if colour else "".join(f"{_plain(line)}\n" for line in lines)


def _plain(line: _Line) -> str:
    return "".join(piece.text for piece in line).rstrip()


def _painted(lines: list[_Line]) -> str:
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
) -> Iterator[_Line]:
    first, *others = finding.mentions
    style = _STYLES[finding.severity]
    place = _place(first)
    yield (
        _Piece(place, "bold"),
        _Piece(" "),
        _Piece(finding.severity.value, style),
        _Piece(f" {finding.rule} ", "dim"),
        _Piece(visible(finding.message)),
    )
    gutter = max(len(str(mention.line)) for mention in finding.mentions) + 2
    look = _Look(gutter, max(columns - gutter - 3, 20), cut)
    yield from _frame(first, documents.get(first.path), look, style)
    for mention in others:
        where = _place(mention)
        yield (_Piece(" " * gutter + " > ", "dim"), _Piece(where, "bold"))
        yield from _frame(mention, documents.get(mention.path), look, "blue")
    yield from _reasons(finding, gutter)


def _place(mention: Mention) -> str:
    path = visible(mention.path)
    # A line that begins with a colon could be a command to the runner of a workflow.
    return f"{'./' if path.startswith(':') else ''}{path}:{mention.line}:{mention.column}"


def _reasons(finding: Finding, gutter: int) -> Iterator[_Line]:
    pad = " " * gutter + " = "
    if finding.arithmetic:
        yield (_Piece(pad, "dim"), _Piece(visible(finding.arithmetic)))
    if finding.grounds:
        yield (_Piece(pad, "dim"), _Piece("grounds: " + visible("; ".join(finding.grounds))))
    if finding.fix:
        yield (_Piece(pad, "dim"), _Piece("fix: " + visible(finding.fix)))


def _frame(mention: Mention, document: Document | None, look: _Look, style: str) -> Iterator[_Line]:
    """The source line and the underline below it; the underline alone says the role and what the
    figure leaves room for."""
    pad = " " * look.gutter + " | "
    label = mention.role + (f": {mention.interval}" if mention.interval else "")
    if document is None:
        yield (_Piece(pad, "dim"), _Piece(f"{visible(mention.surface)}  {label}"))
        return
    view = _view(document.original, mention.start, mention.end, look)
    number = str(mention.line).rjust(look.gutter)
    yield (_Piece(f"{number} | ", "dim"), _Piece(view.before), _Piece(view.figure, style),
           _Piece(view.after))  # fmt: skip
    marks = " " * width(view.before) + "^" * max(width(view.figure), 1)
    yield (_Piece(pad, "dim"), _Piece(f"{marks} ", style), _Piece(visible(label)))


class _View(NamedTuple):
    before: str
    figure: str
    after: str


def _view(text: str, start: int, end: int, look: _Look) -> _View:
    """The line of ``text`` around ``start:end``, safe to print, cut to the columns there are.

    Only as much of the text is looked at as may be shown, so that a line of megabytes costs no
    more than a short one.
    """
    _, columns, cut = look
    left = max(text.rfind("\n", max(start - columns, 0), start) + 1, start - columns, 0)
    if left == 0 and text.startswith("\ufeff"):
        left = 1
    stop = text.find("\n", start, end)
    end = end if stop < 0 else stop
    right = text.find("\n", end, end + columns)
    right = min(len(text), end + columns) if right < 0 else right
    figure = _shown(text[start:end].rstrip("\r"))
    before, after = _shown(text[left:start]), _shown(text[end:right].rstrip("\r"))
    room = max(columns - width(figure), 16)
    whole_before = left == 0 or text[left - 1] == "\ufeff" or text[left - 1] == "\n"
    whole_after = right == len(text) or text[right] == "\n"
    if whole_before and whole_after and width(before) + width(after) <= room:
        return _View(before, figure, after)
    share = max(room // 2, room - width(after))
    before = _tail(before, share, cut, whole_before)
    after = _head(after, room - width(before), cut, whole_after)
    return _View(before, figure, after)


def _shown(text: str) -> str:
    """``text`` as it may be printed: tabs as blanks, controls as escapes."""
    return visible(text.replace("\t", " " * _TAB))


def _tail(text: str, columns: int, cut: str, whole: bool) -> str:
    if whole and width(text) <= columns:
        return text
    while width(text) + len(cut) > columns and text:
        text = text[1 + max((width(text) + len(cut) - columns) // 2 - 1, 0) :]
    return cut + text


def _head(text: str, columns: int, cut: str, whole: bool) -> str:
    if whole and width(text) <= columns:
        return text
    while width(text) + len(cut) > columns and text:
        text = text[: -1 - max((width(text) + len(cut) - columns) // 2 - 1, 0)]
    return text + cut


def _summary(judgement: Judgement) -> Iterator[_Line]:
    """What was read and what was found, so that silence never looks like agreement."""
    tally = judgement.tally
    read = ", ".join(
        _counted(count, noun)
        for count, noun in (
            (tally.documents, "document"),
            (tally.figures, "figure"),
            (tally.claims, "claim"),
            (tally.comparisons, "comparison"),
        )
    )
    yield (_Piece(f"{read}: "), *_verdict(judgement))
    if judgement.faults:
        yield (_Piece(f"{_counted(len(judgement.faults), 'input')} could not be read", "bold red"),)
    elif not judgement.findings and not _compared(tally):
        yield (_Piece("nothing was there to be compared: this is no agreement"),)


def _compared(tally: Tally) -> bool:
    return tally.comparisons > 0


def _verdict(judgement: Judgement) -> Iterator[_Piece]:
    if not judgement.findings:
        yield _Piece("no findings", "bold green")
        return
    counts = dict.fromkeys(Severity, 0)
    for finding in judgement.findings:
        counts[finding.severity] += 1
    for place, severity in enumerate(Severity):
        said = _counted(counts[severity], severity.value)
        yield _Piece((", " if place else "") + said, _STYLES[severity] if counts[severity] else "")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
