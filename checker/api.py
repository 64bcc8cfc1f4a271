"""The verbs of the public interface, over texts, files, folders and documents alike.

In: texts, paths or ``Document``s. Out: ``Document``s, ``Figure``s, ``Claim``s or ``Finding``s.

A path that cannot be read raises: a program that asked for four files must not get the findings of
three without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import RuleError, TableError, UsageError
from checker.model import Claim, Comparison, Document, Figure, Judgement, Rule
from checker.notebook import Findings

if TYPE_CHECKING:
    from typing import TypeAlias

    import pandas as pd

    from checker.reference.table import Table
    from checker.sheet import By

    Input: TypeAlias = "str | PathLike[str] | Document"


def document(
    text: str,
    name: str = "a.md",
    source: str | None = None,
    published: date | str | None = None,
) -> Document:
    """``text`` as a document. The ending of ``name`` says how it is read (``.md``, ``.html``,
    ``.txt``); ``source`` and ``published`` (a date, or ISO 8601) go before those of its front
    matter.

    Raises :class:`checker.errors.DocumentError` for a broken front matter or a bad date.
    """
    from checker.documents import document as read

    return read(text, name=name, source=source, published=published)


def figures(text: str | Document) -> tuple[Figure, ...]:
    """Every figure of a text or a document, in the order of the text. A bare text is read as
    Markdown."""
    from checker.figures import figures as read

    return read(text if isinstance(text, Document) else document(text))


def claims(inputs: Input | Iterable[Input]) -> tuple[Claim, ...]:
    """The claims of files, folders or documents, in the order of their names and texts.

    Raises :class:`checker.errors.DocumentError` for what cannot be read and
    :class:`checker.errors.UsageError` where there is nothing to read.
    """
    from checker.pipeline import claims as read

    return tuple(claim for each in documents(inputs) for claim in read(each))


def compare(a: Claim, b: Claim) -> Comparison:
    """Whether two claims speak of the same quantity of the same thing, whatever their values.

    The answer holds a ``verdict`` (same, different or unknown), the ``grounds`` that agreed and the
    ``vetoes``, slots that are known on both sides and differ.
    """
    from checker.alignment import compare as compare_claims

    return compare_claims(a, b)


def check(
    inputs: Input | Iterable[Input],
    rules: str | PathLike[str] | Iterable[str | PathLike[str] | Rule] | None = None,
    plugins: Iterable[str] = (),
    tables: Iterable[Table] = (),
) -> Findings:
    """The findings of ``rules`` on files, folders or documents, sorted by path, start and rule.

    ``rules`` are rule files, folders of them, or rules; without it the built-in ones run, and the
    rules of ``plugins``, which are entry points of installed packages. Documents that share a
    ``story``, or else a folder, are compared with each other, with the files that they list as
    their ``sources``, and with the reference ``tables`` that :func:`reference_table` made.
    The findings are a tuple, which in a notebook shows itself as a report.

    Raises :class:`checker.errors.DocumentError`, :class:`checker.errors.UsageError` as
    :func:`claims` does, and :class:`checker.errors.RuleError` for a rule that is wrong or fails.
    """
    judged = _judged(inputs, rules, plugins, tables)
    return Findings(judged.findings, judged)


def table(
    inputs: Input | Iterable[Input],
    rules: str | PathLike[str] | Iterable[str | PathLike[str] | Rule] | None = None,
    *,
    plugins: Iterable[str] = (),
    tables: Iterable[Table] = (),
    by: By = "source",
    alone: bool = False,
) -> pd.DataFrame:
    """What each source says, side by side: a row for each quantity that is told twice or more,
    those that disagree first, and a column for each source, in order of publication.

    The columns before the sources are ``story``; ``accord``, which is disagree (a finding says so),
    differ, agree or alone; ``measure``, ``entity``, ``counterpart``, ``period_start``,
    ``period_end`` and ``scope``, which tell the quantity; ``low``, ``high`` and ``unit``, all that
    its figures leave room for. With ``by="speaker"`` a column is whoever is named as saying it;
    with ``alone`` the figures that are told once are rows too. In a notebook the whole table shows
    itself with a number line for each row. The rest as for :func:`check`.
    """
    from checker import pipeline
    from checker.sheet_frame import SheetFrame
    from checker.tables import sheet_frame

    sheets = pipeline.sheets(_judged(inputs, rules, plugins, tables))
    return SheetFrame.of(sheet_frame(sheets, by, alone), sheets)


def _judged(
    inputs: Input | Iterable[Input],
    rules: str | PathLike[str] | Iterable[str | PathLike[str] | Rule] | None,
    plugins: Iterable[str],
    tables: Iterable[Table] = (),
) -> Judgement:
    from checker import pipeline

    given = documents(inputs)
    chosen = pipeline.with_tables(_rules(rules, tuple(plugins)), tables)
    judged = pipeline.check(given, chosen, sources=lambda draft: _sources(draft, given))
    for fault in judged.failed:
        raise RuleError(fault)
    return judged


def documents(inputs: Input | Iterable[Input]) -> tuple[Document, ...]:
    """Files, folders and documents as documents, in the order of their names.

    Raises as :func:`claims` does.
    """
    from checker.documents import read
    from checker.documents.discovery import discover

    given = [inputs] if isinstance(inputs, str | PathLike | Document) else list(inputs)
    made = [each for each in given if isinstance(each, Document)]
    paths = [str(each) for each in given if not isinstance(each, Document)]
    if paths:
        found = discover(paths)
        for fault in found.faults:
            raise fault
        made += [read(Path(path)) for path in found.files]
    if not made:
        raise UsageError("nothing to read: no file and no document was given")
    return tuple(sorted(made, key=lambda each: each.name))


def _sources(draft: Document, given: tuple[Document, ...]) -> Iterator[Document]:
    """What a draft lists as its sources: of the documents that were given, else from its files."""
    from checker.documents import read
    from checker.documents.sources import listed
    from checker.support import lies_at, places

    for source, place in zip(draft.sources, places(draft), strict=True):
        held = [each for each in given if each is not draft and lies_at(each.name, (place,))]
        yield from held or (read(Path(name)) for name in listed(draft.name, [source]))


def reference_table(path: str | PathLike[str], *, key: str, value: str, **settings: str) -> Table:
    """A reference table for :func:`check`: a CSV, YAML, Parquet or SQLite file. ``key`` and
    ``value`` are columns; ``settings`` are those of a configuration: ``name``, ``aliases``,
    ``unit``, ``measure``, ``valid_from``, ``valid_to`` and, for SQLite, ``query``.

    Raises :class:`checker.errors.TableError` for the first fault, with the row and the column.
    """
    from checker.cache import Cache
    from checker.reference.loading import load
    from checker.reference.table import Spec

    whole = Path(path)
    spec = Spec(**{"name": whole.stem, **settings, "path": str(whole), "key": key, "value": value})
    loaded = load([spec], whole.resolve().parent, Cache(None))
    for fault in loaded.faults:
        raise TableError(fault)
    return loaded.tables[0]


def use_lexicon(*paths: str | PathLike[str]) -> None:
    """Add a desk's own measures, names, units and hedges, from YAML files, to the lexicons for as
    long as the process lives. To be called once, before anything is read.

    Raises :class:`checker.errors.LexiconError` for a fault in a file, and where it is called late.
    """
    from checker import desk

    desk.install(Path(path) for path in paths)


def use_gazetteer(path: str | PathLike[str]) -> None:
    """Measure distances on another map from here on: a file of places and borders, as
    ``scripts/build_gazetteer.py`` writes it.

    Raises :class:`checker.errors.GazetteerError` where the file is none.
    """
    from checker.geography import distances

    distances.install(Path(path))


def _rules(
    given: str | PathLike[str] | Iterable[str | PathLike[str] | Rule] | None,
    names: tuple[str, ...],
) -> tuple[Rule, ...]:
    from checker import ruleset

    plugins, faults = ruleset.load_plugins(names)
    for fault in faults:
        raise fault
    if given is None:
        return ruleset.joined(ruleset.builtin(), plugins.rules)
    listed = [given] if isinstance(given, str | PathLike) else list(given)
    paths = [str(each) for each in listed if not isinstance(each, Rule)]
    made = [each for each in listed if isinstance(each, Rule)]
    loaded = ruleset.load(paths, plugins=plugins) if paths else ()
    return ruleset.joined(loaded, made, plugins.rules)
