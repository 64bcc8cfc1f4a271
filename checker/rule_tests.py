"""Tests of rules, written in Markdown: articles beside the findings that they should yield.

In: the text of a test file, a rule, and how to read and check documents. Out: an ``Outcome`` for
each case: what was missed and what was found beyond. A file is named for its rule and looks like
this:

    ## The title says what the case shows

    ```news a.md
    The ford is 40 kilometres (35 miles) away.
    ```

    ```findings
    a.md:1 "40 kilometres" vs "35 miles"
    ```

Every ``##`` begins a case, with one ``news`` block a document (``a.md``, ``b.md`` ... where no
name is given; front matter is allowed). A ``table`` block, CSV or YAML by its ending, is a
reference table; behind its name stand its settings: ``table towns.csv key=town value=people``.
A line of ``findings`` is one finding: its figures in quotation marks with ``vs`` between them,
before each the document, with a line and a column or without. A case without findings must stay
silent. A title that begins with "todo" is a gap that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.errors import RuleError, TableError
from checker.frame import Look, frame
from checker.model import Document, Finding, Mention, Rule
from checker.patterns import lazy
from checker.reference.table import KEYS, Spec, Table

_LOOK = Look(gutter=3, columns=80, cut="...")

Read = Callable[[str, str], Document]
"""Makes a document of a text and a name."""

Check = Callable[[tuple[Document, ...], tuple[Rule, ...]], tuple[Finding, ...]]
"""Finds what rules have to say about documents."""


@dataclass(frozen=True, slots=True)
class News:
    """One article of a case; ``line`` is where its text begins in the test file."""

    name: str
    text: str
    line: int


Attach = Callable[[Rule, tuple[Table, ...]], Rule]
"""Gives a rule the reference tables of a case."""


@dataclass(frozen=True, slots=True)
class Place:
    """One figure of an expected finding; ``None`` where the line does not say."""

    surface: str
    path: str | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a case should yield, as written on ``line`` of the test file."""

    places: tuple[Place, ...]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a test file."""

    title: str
    line: int
    news: tuple[News, ...]
    expected: tuple[Expected, ...]
    tables: tuple[Table, ...] = ()

    @property
    def todo(self) -> bool:
        """True for a gap that is known."""
        return self.title.lower().startswith("todo")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: the expected findings that were not found, and the findings that were
    not expected."""

    case: Case
    missed: tuple[Expected, ...]
    beyond: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """True where exactly what was expected was found."""
        return not self.missed and not self.beyond

    @property
    def failed(self) -> bool:
        """True where something is wrong that is not a known gap."""
        return not self.passed and not self.case.todo


def run(
    path: str, text: str, rule: Rule, read: Read, check: Check, attach: Attach
) -> tuple[Outcome, ...]:
    """Run the test file ``text`` of ``rule``, case by case.

    Raises :class:`checker.errors.RuleError` for a test file that is malformed, or that lacks a
    case that fires or one that is silent.
    """
    cases = parse(path, text)
    settled = [case for case in cases if not case.todo]
    for lacking, there in (
        ("fires", any(case.expected for case in settled)),
        ("is silent", any(not case.expected for case in settled)),
    ):
        if not there:
            raise RuleError(
                f"{path}:1:1: there is no case in which the rule {lacking}", (path, 1, 1)
            )
    return tuple(
        _outcome(case, attach(rule, case.tables) if case.tables else rule, read, check)
        for case in cases
    )


def _outcome(case: Case, rule: Rule, read: Read, check: Check) -> Outcome:
    documents = tuple(read(news.text, news.name) for news in case.news)
    findings = list(check(documents, (rule,)))
    missed = []
    for expected in case.expected:
        found = next((f for f in findings if _answers(f, expected)), None)
        if found is None:
            missed.append(expected)
        else:
            findings.remove(found)
    return Outcome(case, tuple(missed), tuple(findings))


def _answers(finding: Finding, expected: Expected) -> bool:
    """True where each expected figure is one of the finding's, in any order."""
    return _assign(list(finding.mentions), expected.places)


def _assign(mentions: list[Mention], places: tuple[Place, ...]) -> bool:
    if not places:
        return True
    return any(
        _is_at(mention, places[0]) and _assign(mentions[:i] + mentions[i + 1 :], places[1:])
        for i, mention in enumerate(mentions)
    )


def _is_at(mention: Mention, place: Place) -> bool:
    return (
        place.path in (None, mention.path)
        and place.line in (None, mention.line)
        and place.column in (None, mention.column)
        and _same_words(mention.surface, place.surface)
    )


def _same_words(found: str, written: str) -> bool:
    """True where the one holds the other, word by word: "about 40 km" and "40 km"."""
    a, b = f" {' '.join(found.split())} ", f" {' '.join(written.split())} "
    return a in b or b in a


# ------------------------------------------------------------------------------- reading the file

_BLOCKS = ("news", "findings", "table")
_FENCE = lazy(r"(`{3,}|~{3,})\s*(\S*)\s*(.*?)\s*$")
_TITLE = lazy(r"##\s+(.+?)\s*#*\s*$")
_PLACE = lazy(r'\s*(?:([^\s":]+)(?::(\d+))?(?::(\d+))?\s+)?"([^"]+)"\s*')


def parse(path: str, text: str) -> tuple[Case, ...]:
    """The cases of a test file. Raises :class:`checker.errors.RuleError`, with the place, where it
    is malformed."""
    cases: list[Case] = []
    title: tuple[str, int] | None = None
    news: list[News] = []
    expected: tuple[Expected, ...] | None = None
    tables: list[Table] = []
    for line, kind, name, content in _parts(path, text):
        if kind == "title":
            if title is not None:
                cases.append(_case(path, title, news, expected, tables))
            title, news, expected, tables = (name, line), [], None, []
        elif title is None:
            raise _error(path, line, f"a '{kind}' block stands before the first '## title'")
        elif kind == "news":
            named = name or f"{chr(ord('a') + len(news))}.md"
            if any(one.name == named for one in news):
                raise _error(path, line, f"the case has two documents '{named}'")
            news.append(News(named, content, line + 1))
        elif kind == "table":
            tables.append(_table(path, line, name, content))
        elif expected is not None:
            raise _error(path, line, "the case has a second 'findings' block")
        else:
            expected = tuple(_expected(path, line + 1, content))
    if title is not None:
        cases.append(_case(path, title, news, expected, tables))
    if not cases:
        raise _error(path, 1, "there is no case: begin one with '## title'")
    return tuple(cases)


def _case(
    path: str,
    title: tuple[str, int],
    news: list[News],
    expected: tuple[Expected, ...] | None,
    tables: list[Table],
) -> Case:
    if not news:
        raise _error(path, title[1], f"the case '{title[0]}' has no 'news' block")
    names = {one.name for one in news} | {table.document.name for table in tables}
    for one in expected or ():
        for place in one.places:
            if place.path is not None and place.path not in names:
                raise _error(path, one.line, f"the case has no document '{place.path}'")
    return Case(title[0], title[1], tuple(news), expected or (), tuple(tables))


def _table(path: str, line: int, name: str, content: str) -> Table:
    """The reference table of a block, whose settings stand behind its name."""
    from checker.reference.loading import of_text

    file, *settings = name.split() or [""]
    said = dict(setting.partition("=")[::2] for setting in settings)
    unknown = [key for key in said if key not in KEYS]
    lacking = [key for key in ("key", "value") if not said.get(key)]
    if not file or unknown or lacking:
        raise _error(path, line, "a table reads: table towns.csv key=town value=people, and "
                     f"may have {', '.join(KEYS)}")  # fmt: skip
    spec = Spec(**{"name": file.rpartition(".")[0], **said, "path": file})
    try:
        loaded = of_text(spec, content)
    except TableError as fault:
        raise _error(path, line, str(fault)) from fault
    for each in loaded.faults:
        raise _error(path, line, each)
    return loaded.tables[0]


def _parts(path: str, text: str) -> Iterator[tuple[int, str, str, str]]:
    """The titles and blocks of a file: line, kind, name and content."""
    lines = text.replace("\r\n", "\n").split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        if title := _TITLE.match(line):
            yield place + 1, "title", title[1], ""
        elif fence := _FENCE.match(line):
            end = _closing(lines, place, fence[1])
            if end is None:
                raise _error(path, place + 1, "this block is never closed")
            if fence[2] not in _BLOCKS:
                told = f"a block is 'news', 'findings' or 'table', not '{fence[2]}'"
                raise _error(path, place + 1, told)
            content = "".join(f"{inside}\n" for inside in lines[place + 1 : end])
            yield place + 1, fence[2], fence[3], content
            place = end
        place += 1


def _closing(lines: Sequence[str], place: int, fence: str) -> int | None:
    for index in range(place + 1, len(lines)):
        found = lines[index].strip()
        if found.startswith(fence) and not found.strip(fence[0]):
            return index
    return None


def _expected(path: str, line: int, content: str) -> Iterator[Expected]:
    for offset, text in enumerate(content.split("\n")):
        if text.strip():
            yield Expected(tuple(_places(path, line + offset, text)), text.strip(), line + offset)


def _places(path: str, line: int, text: str) -> Iterator[Place]:
    start, document = 0, None
    while True:
        match = _PLACE.match(text, start)
        if match is None:
            raise _error(path, line, 'a finding reads: a.md:1 "40 km" vs "35 miles"', start + 1)
        name, number, column, surface = match.groups()
        document = name or document
        yield Place(
            surface,
            document,
            int(number) if number else None,
            int(column) if column else None,
        )
        if match.end() == len(text):
            return
        if not text.startswith("vs ", match.end()):
            raise _error(path, line, "figures are joined by 'vs'", match.end() + 1)
        start = match.end() + 2


def _error(path: str, line: int, message: str, column: int = 1) -> RuleError:
    return RuleError(f"{path}:{line}:{column}: {message}", (path, line, column))


# --------------------------------------------------------------------------------- the difference


def difference(path: str, outcome: Outcome) -> str:
    """What a case should have yielded and what it did, for a terminal: one line a finding, ``-``
    for one that was missed and ``+`` for one that was not expected, with its figures underlined."""
    documents = {one.name: Document(one.name, one.text, one.text, ()) for one in outcome.case.news}
    lines = [f"{path}:{outcome.case.line}: {outcome.case.title}"]
    lines += [f"  - {expected.text}" for expected in outcome.missed]
    for finding in outcome.beyond:
        figures = " vs ".join(
            f'{mention.path}:{mention.line} "{mention.surface}"' for mention in finding.mentions
        )
        lines.append(f"  + {figures}  {finding.message}")
        for mention in finding.mentions:
            for shown in frame((mention,), documents.get(mention.path), _LOOK, ("",)):
                lines.append(f"    {''.join(piece.text for piece in shown)}".rstrip())
    return "\n".join(lines)
