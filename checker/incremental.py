"""Checks many articles: what a cache knows is not reckoned again, the rest by several processes.

In: ``Article``s, ``Rule``s, a ``Cache`` and a number of processes. Out: the same ``Judgement`` as
``pipeline.check`` gives, but that its documents have no blocks.

Kept are, by content: to which story an article belongs, its claims, and what was found in a story.
A story's entry is named by all that its findings depend on: the articles with their names, and
``Work.made_of``, a digest of the rules, the lexicons, the configuration and the program.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.cache import Cache, digest
from checker.errors import DocumentError
from checker.judgements import joined, loose
from checker.model import Document, Finding, Judgement, Rule, Suppressed, Tally
from checker.records import restored
from checker.workers import (
    Article,
    Bench,
    Own,
    Piece,
    Processes,
    Task,
    judge,
    judge_there,
    read_there,
)

if TYPE_CHECKING:
    from checker.suppressions import Policy

ARTICLES_A_PROCESS = 64
"""Fewer than so many for each process cost more to hand out than they save."""

_CHUNK = 8
"""About so many articles are handed over at a time."""

_WHOLE = 64
_SHARES = 4
"""A story of more articles than that, and of more than this part of a process's share, is read by
several."""


class Work(NamedTuple):
    """What is to be done with the articles.

    ``rules`` are those that run, and ``policy`` says how suppressions are taken. ``begin`` is
    called before anything is read.

    ``made_of`` is a digest of all that the findings depend on but the articles, ``None`` where that
    is not known and nothing may be kept. ``checked`` and ``relative`` are those of
    :func:`checker.pipeline.judge`, ``grouping`` that of :func:`checker.judgements.loose`,
    ``lexicons`` the files of the desk's own words, ``gazetteer`` that of its map. ``sources`` gives
    the articles that one lists as its sources, and raises
    :class:`checker.errors.DocumentError` where it cannot. ``jobs`` is the number of processes,
    ``None`` for as many as pay of the ``processors`` that there are.
    """

    rules: tuple[Rule, ...]
    policy: Policy
    begin: Callable[[], object]
    made_of: str | None
    cache: Cache
    checked: frozenset[str] | None = None
    relative: Callable[[str], str] = str
    grouping: str = "folder"
    lexicons: tuple[str, ...] = ()
    gazetteer: str | None = None
    sources: Callable[[str, tuple[str, ...]], Iterable[Article]] | None = None
    jobs: int | None = None
    processors: int = 1
    progress: Callable[[str], object] | None = None
    complain: Callable[[str], object] | None = None


@dataclass(slots=True)
class _State:
    """One article on its way: its digest, the story it belongs to and the sources that it lists."""

    article: Article
    key: str
    story: str | None = None
    sources: tuple[str, ...] = ()


def check(articles: Iterable[Article], work: Work) -> Judgement:
    """Judge the articles as ``work`` says. An article that cannot be read is named in the faults
    of the judgement, and the others are judged."""
    states = [_state(each) for each in articles]
    keeps = work.made_of is not None and work.cache.path is not None
    bench = Bench(work.cache, work.rules, work.policy, keeps)
    own = Own(work.lexicons, work.gazetteer)
    with closing(Processes(bench, own, work.made_of is not None)) as processes:
        return _checked(states, work, processes)


def _state(article: Article) -> _State:
    return _State(article, digest(_suffix(article.name), article.text))


def _checked(states: Sequence[_State], work: Work, processes: Processes) -> Judgement:
    faults = _sort(states, work)
    stories: dict[str, list[_State]] = defaultdict(list)
    for state in states:
        if state.story is not None:
            stories[state.story].append(state)
    wanted: list[_Story] = []
    named = {state.article.name: state for state in states if state.story is not None}
    for members in stories.values():
        if work.checked is not None and not any(s.article.name in work.checked for s in members):
            continue
        beside, unfound = _beside(members, named, work)
        faults += _sort(beside, work)
        faults += unfound
        wanted.append(_Story(tuple(members), tuple(s for s in beside if s.story is not None)))
    judged = list(_judged(wanted, work, processes))
    made = joined(judged, work.rules)
    if work.complain is not None:
        for fault in made.failed:
            work.complain(fault)
    return replace(made, faults=faults)


def _suffix(name: str) -> str:
    return posixpath.splitext(name.replace("\\", "/"))[1].lower()


# -------------------------------------------------------------------------------------- stories


class _Story(NamedTuple):
    """The articles that are compared with each other, and the sources from elsewhere that they
    list."""

    members: tuple[_State, ...]
    beside: tuple[_State, ...] = ()

    @property
    def all(self) -> tuple[_State, ...]:
        return (*self.members, *self.beside)


def _sort(states: Sequence[_State], work: Work) -> tuple[str, ...]:
    """Note the story of each. Returns a line for each that cannot be read."""
    unknown = [state for state in states if state.story is None]
    above = {_key(state, work): state for state in unknown if _may_name(state.article.text)}
    known = work.cache.get_all("story of", list(above)) if work.made_of is not None else {}
    faults: list[str] = []
    for state in unknown:
        if not _may_name(state.article.text):
            said: tuple[str, list[str]] | None = ("", [])
        else:
            said = known.get(_key(state, work)) or _said(state, work, faults)
        if said is not None:
            state.story = said[0] or digest(*loose(state.article.name, work.grouping))
            state.sources = tuple(said[1])
    return tuple(faults)


def _may_name(text: str) -> bool:
    """Whether anything stands above an article."""
    return text.startswith(("---", "\ufeff---"))


def _said(state: _State, work: Work, faults: list[str]) -> tuple[str, list[str]] | None:
    """The digest of the name of an article's story, empty for one that goes with its folder; and
    its sources. ``None`` for one that cannot be read."""
    from checker.documents import front_matter

    try:
        matter = front_matter.read(state.article.text, state.article.name)
    except DocumentError as error:
        faults.append(str(error))
        if work.complain is not None:
            work.complain(str(error))
        return None
    said = ("" if matter.story is None else digest("story", matter.story), list(matter.sources))
    if work.made_of is not None:
        work.cache.put("story of", _key(state, work), said)
    return said


def _beside(
    members: Sequence[_State], named: dict[str, _State], work: Work
) -> tuple[list[_State], tuple[str, ...]]:
    """The sources that articles of a story list and that are not in it, and a line for each that
    cannot be had."""
    found: dict[str, _State] = {}
    faults: list[str] = []
    for state in members:
        checked = work.checked is None or state.article.name in work.checked
        if not state.sources or not checked or work.sources is None:
            continue
        try:
            listed = list(work.sources(state.article.name, state.sources))
        except DocumentError as error:
            faults.append(str(error))
            if work.complain is not None:
                work.complain(str(error))
        else:
            for article in listed:
                found[article.name] = named.get(article.name) or _state(article)
    own = {state.article.name for state in members}
    return [state for name, state in found.items() if name not in own], tuple(faults)


def _key(state: _State, work: Work) -> str:
    return digest(work.made_of or "", state.key)


def _story_key(story: _Story, work: Work) -> str:
    parts = [work.made_of or "", str(len(story.beside))]
    in_paths = any(rule.paths for rule in work.rules)
    for state in (*_by_name(story.members), *_by_name(story.beside)):
        name = state.article.name
        checked = work.checked is None or name in work.checked
        parts += [name, state.key, str(checked), work.relative(name) if in_paths else ""]
    return digest(*parts)


def _by_name(states: Iterable[_State]) -> list[_State]:
    return sorted(states, key=lambda each: (each.article.name, each.key))


def _judged(stories: Sequence[_Story], work: Work, processes: Processes) -> Iterator[Judgement]:
    """The judgement of each story: as it is known, or else made, and kept."""
    keys = [_story_key(story, work) for story in stories]
    known = work.cache.get_all("judgement", keys) if work.made_of is not None else {}
    missing = []
    for story, key in zip(stories, keys, strict=True):
        if key in known:
            yield _known_judgement(story, known[key], work)
            _tick(story, work)
        else:
            missing.append((story, key))
    if missing:
        work.begin()
        yield from _made(missing, work, processes)


def _known_judgement(story: _Story, kept: list[Any], work: Work) -> Judgement:
    findings, suppressed, tally = kept
    return Judgement(
        findings=restored(tuple[Finding, ...], findings),
        documents=tuple(_unread(state.article) for state in story.all),
        rules=work.rules,
        tally=restored(Tally, tally),
        suppressed=restored(tuple[Suppressed, ...], suppressed),
    )


def _unread(article: Article) -> Document:
    """A document as reports need it. Its prose was not set off from its markup."""
    return Document(article.name, article.text, article.text, ())


def _tick(story: _Story, work: Work) -> None:
    if work.progress is not None:
        for state in story.members:
            work.progress(state.article.name)


def _made(
    missing: Sequence[tuple[_Story, str]], work: Work, processes: Processes
) -> Iterator[Judgement]:
    """The judgements of stories of which none is known, read and judged."""
    count = sum(len(story.all) for story, _ in missing)
    jobs = work.jobs or min(work.processors, count // ARTICLES_A_PROCESS)
    # Plugins may not be handed to another process, and one story may be most of the work: their
    # articles are read there, and judged here.
    most = max(_WHOLE, count // (jobs * _SHARES)) if jobs > 1 and work.made_of else 0
    tasks = {key: _task(story, key, work) for story, key in missing}
    large = {key for story, key in missing if jobs > 1 and len(story.all) > most}
    pieces = [piece for key, task in tasks.items() if key in large for piece in task.pieces]
    read = processes.map(read_there, pieces, jobs, _CHUNK)
    small = [task for key, task in tasks.items() if key not in large]
    made = processes.map(judge_there, small, jobs, max(1, _CHUNK * len(small) // count))
    for story, key in missing:
        if key in large:
            task = tasks[key]
            found = judge(task, processes.bench, [*islice(read, len(task.pieces))])
        else:
            found = next(made)
        work.cache.add(found.kept)
        yield replace(found.judgement, documents=tuple(_unread(s.article) for s in story.all))
        _tick(story, work)


def _piece(state: _State, work: Work) -> Piece:
    return Piece(state.article, digest(work.made_of or "", state.key, state.article.name))


def _task(story: _Story, key: str, work: Work) -> Task:
    names = [state.article.name for state in story.all]
    in_paths = any(rule.paths for rule in work.rules)
    return Task(
        tuple(_piece(state, work) for state in story.members),
        tuple(_piece(state, work) for state in story.beside),
        None if work.checked is None else work.checked & frozenset(names),
        {name: work.relative(name) for name in names} if in_paths else {},
        key,
    )
