"""The findings as the page shows them: each with what every side says, in its own words.

In: a ``Finding`` and the ``Index``. Out: a ``Found`` with a ``Frame`` for each sentence.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from checker.model import Claim, Document, Finding, Mention, Span, Suppressed
from checker.reports.page.index import Index
from checker.reports.page.plot import Mark, Plot, plot
from checker.reports.page.wording import day, readable
from checker.sheet import line, source_name

_AROUND = 220
"""So many characters of a sentence are shown on either side of its figures."""

_ONE_VALUE = frozenset({"same", "headline", "repeat", "series", "conversion"})
"""Relations of figures that ought to have one value, which a number line can show."""


class Part(NamedTuple):
    """A stretch of a sentence, or one of the finding's figures with its number and its letter."""

    text: str
    figure: int = 0
    letter: str = ""


class Side(NamedTuple):
    """A figure of a finding: its letter, its role, as written, and what it leaves room for."""

    letter: str
    role: str
    surface: str
    interval: str


class Frame(NamedTuple):
    """A sentence with figures of the finding: where it stands, its text, and its figures."""

    source: str
    published: str
    place: str
    parts: tuple[Part, ...]
    sides: tuple[Side, ...]


class Found(NamedTuple):
    """A finding. ``measures`` and ``sources`` are numbers; ``rule_number`` leads to its page."""

    number: int
    severity: str
    rule: str
    rule_number: int
    message: str
    frames: tuple[Frame, ...]
    arithmetic: tuple[str, ...]
    grounds: tuple[str, ...]
    fix: str
    plot: Plot | None
    measures: tuple[int, ...]
    sources: tuple[int, ...]


def found(number: int, finding: Finding, index: Index) -> Found:
    """A finding as the page shows it."""
    letters = {each: chr(ord("a") + place % 26) for place, each in enumerate(finding.mentions)}
    documents = {document.name: document for document in index.judgement.documents}
    groups = groupby(finding.mentions, lambda mention: _sentence(mention, documents, index))
    frames = tuple(
        _frame(tuple(group), documents.get(path), span, letters, index)
        for (path, span), group in groups
    )
    claims = [c for m in finding.mentions if (c := index.claims.get((m.path, m.start)))]
    own = {source_name(documents[m.path]) for m in finding.mentions if m.path in documents}
    return Found(
        number,
        finding.severity.value,
        finding.rule,
        index.rules[finding.rule],
        finding.message,
        frames,
        tuple(finding.arithmetic.split("; ")) if finding.arithmetic else (),
        finding.grounds,
        finding.fix or "",
        _plot(finding, claims, letters, index),
        tuple(sorted({index.measure(c.measure.value) for c in claims if c.measure is not None})),
        tuple(sorted(index.sources[name] for name in own if name in index.sources)),
    )


def suppressed(each: Suppressed) -> tuple[str, str, str]:
    """A finding that does not count: its rule and message, its place, and the reason."""
    finding = each.finding
    first = finding.mentions[0]
    where = "in the text" if each.kind == "inSource" else "in the baseline"
    reason = f"{where}: {each.reason}" if each.reason else where
    return f"{finding.rule}: {finding.message}", _place(first), reason


def _place(mention: Mention) -> str:
    return f"{mention.path}:{mention.line}:{mention.column}"


def _sentence(mention: Mention, documents: dict[str, Document], index: Index) -> tuple[str, Span]:
    """The document of a mention, and the sentence, or else the paragraph or line in which it
    stands."""
    claim = index.claims.get((mention.path, mention.start))
    if claim is not None:
        return mention.path, claim.segment.span
    document = documents.get(mention.path)
    if document is None:
        return mention.path, Span(mention.start, mention.end)
    for block in document.blocks:
        if block.span.start <= mention.start < block.span.end:
            return mention.path, block.span
    start = document.original.rfind("\n", 0, mention.start) + 1
    end = document.original.find("\n", mention.end)
    return mention.path, Span(start, len(document.original) if end < 0 else end)


def _frame(
    mentions: tuple[Mention, ...],
    document: Document | None,
    span: Span,
    letters: dict[Mention, str],
    index: Index,
) -> Frame:
    first = mentions[0]
    return Frame(
        source_name(document) if document else first.path,
        day(document.published) if document else "",
        _place(first),
        _parts(mentions, document, span, letters, index),
        tuple(Side(letters[m], m.role, m.surface, m.interval) for m in mentions),
    )


def _parts(
    mentions: tuple[Mention, ...],
    document: Document | None,
    span: Span,
    letters: dict[Mention, str],
    index: Index,
) -> tuple[Part, ...]:
    """The sentence around the figures, cut where it runs on far beyond them."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    if document is None:
        return tuple(Part(m.surface, index.mention(m) or 0, letters[m]) for m in ordered)
    start = max(span.start, ordered[0].start - _AROUND)
    end = min(span.end, ordered[-1].end + _AROUND)
    made = [Part("… " if start > span.start else "")]
    at = start
    for mention in ordered:
        text = readable(document, mention.start, mention.end)
        made.append(Part(readable(document, at, mention.start)))
        made.append(Part(text, index.mention(mention) or 0, letters[mention]))
        at = mention.end
    made.append(Part(readable(document, at, end)))
    made.append(Part(" …" if end < span.end else ""))
    return tuple(part for part in made if part.text)


def _plot(
    finding: Finding, claims: list[Claim], letters: dict[Mention, str], index: Index
) -> Plot | None:
    given = {rule.id: rule.given for rule in index.judgement.rules}
    if given.get(finding.rule) not in _ONE_VALUE or len(claims) != len(finding.mentions):
        return None
    on = line(claims)
    marks = [
        Mark(letters[each], each.interval, room, claim.figure)
        for each, claim, room in zip(finding.mentions, claims, on.rooms, strict=True)
    ]
    return plot(marks, on.unit)
