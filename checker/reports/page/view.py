"""The whole page as values: what its template sets down.

In: a ``Judgement``. Out: a ``Page``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from checker.intervals import interval_text
from checker.model import Accord, Claim, Judgement, Rule, Severity, Sheet
from checker.model import Row as Told
from checker.reports.page.articles import LEGEND, Article, article
from checker.reports.page.cards import cards
from checker.reports.page.frames import Found, found, suppressed
from checker.reports.page.index import Index, index, place
from checker.reports.page.plot import Mark, Plot, plot
from checker.reports.page.wording import counted, day, listed, shown
from checker.sheet import Column, cells, columns, label, line, source_name

_GRID = 6
"""With so many sources a column each is still readable; with more a row names those that speak."""

_GREAT = 1000
"""Pages with more figures are laid out piece by piece, as they come into view."""

_ACCORDS = {
    Accord.DISAGREE: ("≠", "disagree"),
    Accord.DIFFER: ("≈", "differ, no rule objects"),
    Accord.AGREE: ("=", "agree"),
}


class Cell(NamedTuple):
    """What one source says of a quantity: each figure as written, its number, and who says so."""

    source: str
    letter: str
    said: tuple[tuple[str, int, str], ...]


class Said(NamedTuple):
    """A figure as written, and who writes it so: letter, name and the figure's number."""

    text: str
    sources: tuple[tuple[str, str, int], ...]


class Row(NamedTuple):
    """A quantity of the sheet. ``measures``, ``sources`` and ``findings`` are numbers."""

    number: int
    accord: str
    mark: str
    told: str
    measure: str
    about: str
    when: str
    grounds: tuple[str, ...]
    cells: tuple[Cell, ...]
    says: tuple[Said, ...]
    plot: Plot | None
    measures: tuple[int, ...]
    sources: tuple[int, ...]
    findings: tuple[int, ...]


class Alone(NamedTuple):
    """A figure that was compared with no other."""

    number: int
    text: str
    measure: str
    about: str
    source: str
    measures: tuple[int, ...]
    sources: tuple[int, ...]


class Story(NamedTuple):
    """One story: its sheet and its articles. ``grid`` says that each source has a column."""

    number: int
    name: str
    grid: bool
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]
    alone: tuple[Alone, ...]
    articles: tuple[Article, ...]


class Manual(NamedTuple):
    """A rule's page: why, as paragraphs and whether each is an example, and what it refers to."""

    number: int
    id: str
    severity: str
    summary: str
    why: tuple[tuple[str, bool], ...]
    refs: tuple[str, ...]


class Page(NamedTuple):
    """The page. ``great`` says that it had better be laid out piece by piece; ``total`` counts its
    findings, ``known`` are the numbers of the rules that have a page; ``choices`` are the filters:
    name, and each value with its number."""

    title: str
    great: bool
    total: int
    known: frozenset[int]
    verdict: str
    read: str
    groups: tuple[tuple[str, tuple[Found, ...]], ...]
    stories: tuple[Story, ...]
    rules: tuple[Manual, ...]
    suppressed: tuple[tuple[str, str, str], ...]
    faults: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    choices: dict[str, list[tuple[str, str]]]
    data: dict[str, Any]


def page(judgement: Judgement, title: str = "") -> Page:
    """The page of a judgement; ``title`` stands at its top."""
    at = index(judgement)
    made = [found(number, finding, at) for number, finding in enumerate(at.findings, start=1)]
    stories = tuple(_stories(judgement.sheets, at))
    figures = [figure for sheet in judgement.sheets for figure in sheet.figures]
    data = {"figures": cards(figures, at), "articles": _articles(stories)}
    return Page(
        title=title or _title(judgement),
        great=len(figures) > _GREAT,
        total=len(made),
        known=frozenset(at.rules[rule.id] for rule in judgement.rules if rule.id in at.rules),
        verdict=_verdict(judgement),
        read=_read(judgement),
        groups=tuple(
            (severity.value, group)
            for severity in Severity
            if (group := tuple(each for each in made if each.severity == severity.value))
        ),
        stories=stories,
        rules=tuple(_manual(rule, at) for rule in judgement.rules if rule.id in at.rules),
        suppressed=tuple(suppressed(each) for each in judgement.suppressed),
        faults=(*judgement.faults, *judgement.failed),
        legend=LEGEND,
        choices=_choices(at, [group[0].severity for group in _grouped(made)]),
        data=data,
    )


def _grouped(made: Sequence[Found]) -> Iterator[list[Found]]:
    for severity in Severity:
        group = [each for each in made if each.severity == severity.value]
        if group:
            yield group


def _title(judgement: Judgement) -> str:
    names = [sheet.story for sheet in judgement.sheets]
    if len(names) == 1:
        return names[0].replace("\\", "/").rstrip("/").rpartition("/")[2] or "Figures"
    return counted(len(names), "story", "stories") if names else "Figures"


def _verdict(judgement: Judgement) -> str:
    """The verdict in a sentence."""
    findings = judgement.findings
    if not findings:
        if not judgement.tally.comparisons:
            return "No findings, and nothing was there to be compared."
        return "No figures contradict each other."
    counts = [(s.value, sum(each.severity is s for each in findings)) for s in Severity]
    parts = [counted(count, name) for name, count in counts if count]
    if len(parts) == 1:
        return f"{parts[0]}."
    return f"{counted(len(findings), 'finding')}: {listed(parts)}."


def _read(judgement: Judgement) -> str:
    """What was read, compared and left alone, so that silence never looks like agreement."""
    tally = judgement.tally
    read = [
        f"{counted(tally.figures, 'figure')} in {counted(tally.documents, 'article')} were read as "
        f"{counted(tally.claims, 'claim')}; {counted(tally.comparisons, 'comparison')} made, "
        f"{counted(tally.alone, 'claim')} left alone."
    ]
    if tally.apart or tally.undecided:
        read.append(
            "Of the pairs of claims that could have been the same, something that differs keeps "
            f"{tally.apart:,} apart, and {tally.undecided:,} are undecided."
        )
    return " ".join(read)


def _articles(stories: Sequence[Story]) -> list[list[Any]]:
    """For each article, in the order of their numbers: what it is called in a card."""
    named = [(a.number, a.source, a.name) for story in stories for a in story.articles]
    return [[source, name] for _, source, name in sorted(named)]


def _choices(at: Index, severities: list[str]) -> dict[str, list[tuple[str, str]]]:
    return {
        "severity": [(name, name) for name in severities],
        "rule": [(str(number), name) for name, number in at.rules.items()],
        "measure": sorted(
            ((str(n), name.replace("_", " ")) for name, n in at.measures.items()),
            key=lambda each: each[1],
        ),
        "source": [(str(number), name) for name, number in at.sources.items()],
    }


def _manual(rule: Rule, at: Index) -> Manual:
    paragraphs = [part.strip("\n") for part in rule.why.split("\n\n") if part.strip()]
    why = tuple((line, part[:1] == " ") for part in paragraphs for line in _lines(part))
    return Manual(at.rules[rule.id], rule.id, rule.severity.value, rule.summary, why, rule.refs)


def _lines(paragraph: str) -> list[str]:
    """An example keeps its lines."""
    return paragraph.splitlines() if paragraph[:1] == " " else [paragraph]


# --------------------------------------------------------------------------------------- sheet


def _stories(sheets: Sequence[Sheet], at: Index) -> Iterator[Story]:
    first = 1
    for number, sheet in enumerate(sheets, start=1):
        named = columns([sheet])
        letters = _letters(named)
        yield Story(
            number,
            sheet.story,
            len(named) <= _GRID,
            tuple((letters[c.name], c.name, day(c.published)) for c in named),
            tuple(_row(n, row, named, letters, at) for n, row in enumerate(sheet.rows, first)),
            tuple(_alone(claim, at) for claim in sheet.alone),
            tuple(
                article(document, [f for f in sheet.figures if f.path == document.name], at)
                for document in sheet.documents
            ),
        )
        first += len(sheet.rows)


def _letters(named: Sequence[Column]) -> dict[str, str]:
    """A short name for each source: A to Z, then A2 to Z2 and so on."""
    return {
        column.name: chr(ord("A") + place % 26) + (str(place // 26 + 1) if place >= 26 else "")
        for place, column in enumerate(named)
    }


def _row(
    number: int, row: Told, named: Sequence[Column], letters: dict[str, str], at: Index
) -> Row:
    told, on, own = label(row.claims), line(row.claims), cells(row.claims)
    mark, words = _ACCORDS[row.accord]
    marks = [
        Mark(letters[source_name(claim.document)], interval_text(room, on.unit), room, claim.figure)
        for claim, room in zip(row.claims, on.rooms, strict=True)
        if room is not None
    ]
    return Row(
        number,
        row.accord.value,
        mark,
        words,
        told.measure,
        told.about,
        told.when,
        row.grounds,
        tuple(_cell(c, letters[c.name], own.get(c.name, ()), at) for c in named),
        _says(row.claims, letters, at),
        plot(sorted(marks, key=lambda mark: (len(mark.label), mark.label)), on.unit),
        _measures(row.claims, at),
        tuple(sorted({at.sources[name] for name in own})),
        at.findings_at(place(claim.figure) for claim in row.claims),
    )


def _cell(column: Column, letter: str, claims: Sequence[Claim], at: Index) -> Cell:
    said = tuple(
        (
            claim.figure.surface,
            at.figures[place(claim.figure)],
            claim.attribution.speaker if claim.attribution else "",
        )
        for claim in claims
    )
    return Cell(column.name, letter, said)


def _says(claims: Sequence[Claim], letters: dict[str, str], at: Index) -> tuple[Said, ...]:
    """What is said, each wording once, the most frequent first."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for claim in claims:
        name = source_name(claim.document)
        said = found.setdefault(shown(claim.figure.surface), [])
        said.append((letters[name], name, at.figures[place(claim.figure)]))
    ranked = sorted(found.items(), key=lambda each: -len(each[1]))
    return tuple(Said(text, tuple(sources)) for text, sources in ranked)


def _measures(claims: Sequence[Claim], at: Index) -> tuple[int, ...]:
    return tuple(sorted({at.measure(c.measure.value) for c in claims if c.measure is not None}))


def _alone(claim: Claim, at: Index) -> Alone:
    told, source = label([claim]), source_name(claim.document)
    return Alone(
        at.figures[place(claim.figure)],
        claim.figure.surface,
        told.measure,
        told.about,
        source,
        _measures([claim], at),
        (at.sources[source],),
    )
