"""Findings made by hand, for the tests of what comes after the judging.

In: texts and the words of a figure in them. Out: ``Document``s, ``Mention``s, a ``Judgement``.
"""

from __future__ import annotations

from checker.model import (
    Block,
    Document,
    Expression,
    Finding,
    Judgement,
    Mention,
    Position,
    Role,
    Rule,
    Severity,
    Span,
    Tally,
)


def article(name: str, text: str) -> Document:
    return Document(name, text, text, (Block(Span(0, len(text)), Role.BODY),))


def mention(document: Document, surface: str, role: str = "a", interval: str = "") -> Mention:
    text = document.original
    start = text.index(surface)
    end = start + len(surface)
    line, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    column = start - text.rfind("\n", 0, start)
    end_column = end - text.rfind("\n", 0, end)
    return Mention(
        document.name, line, column, last, end_column, start, end, surface, role, interval
    )


def rule(name: str = "distance-disagrees", severity: Severity = Severity.WARNING) -> Rule:
    place = Position(f"rules/{name}.yml", 1, 1)
    return Rule(
        id=name,
        summary="Two places have two distances.",
        why="A road has one length.\n",
        severity=severity,
        given="same",
        when=Expression("not consistent(a, b)", place),
        message=Expression("{a} but {b}", place),
        position=place,
        refs=("https://example.org/roads",),
    )


def finding(
    *mentions: Mention,
    message: str = "40 km in one place, but 60 km in another",
    severity: Severity = Severity.WARNING,
    name: str = "distance-disagrees",
) -> Finding:
    return Finding(
        name,
        severity,
        message,
        "f" * 16,
        mentions,
        grounds=("same measure: distance", "same places: Orlava, the sea"),
        arithmetic="39.5 to 40.5 km and 59.5 to 60.5 km do not meet",
    )


NORTH = article("north.md", "# Roads\n\nOrlava lies 40 km from the sea, officials said.\n")
SOUTH = article("south.md", "Orlava is 60 km from the sea.\n")


def judgement(*findings: Finding, documents: tuple[Document, ...] = (NORTH, SOUTH)) -> Judgement:
    return Judgement(findings, documents, (rule(),), Tally(len(documents), 2, 2, 1))


def contradiction() -> Judgement:
    """North says 40 km where South says 60 km."""
    return judgement(
        finding(
            mention(NORTH, "40 km", "a", "39.5 to 40.5 km"),
            mention(SOUTH, "60 km", "b", "59.5 to 60.5 km"),
        )
    )
