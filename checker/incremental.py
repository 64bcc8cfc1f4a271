"""Checks many articles: what a cache knows is not reckoned again, the rest by several processes.

In: ``Article``s, ``Rule``s, a ``Cache`` and a number of processes. Out: the same ``Judgement`` as
``pipeline.check`` gives, but that documents which nothing was read from have no blocks.

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
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from checker.cache import Cache, digest
from checker.errors import DocumentError
from checker.judgements import joined, loose
from checker.model import Claim, Document, Finding, Judgement, Rule, Suppressed, Tally
from checker.records import plain, restored

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from checker.pipeline import Reading
    from checker.suppressions import Policy

ARTICLES_A_PROCESS = 64
"""Fewer than so many for each process cost more to hand out than they save."""

_CHUNK = 8
_HANDED = 16
"""In so many heaps stories with heavy rules are handed out."""

_T = TypeVar("_T")
_R = TypeVar("_R")


class Article(NamedTuple):
    """The name of a document and its decoded text, before anything is read from it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done with the articles.

    ``rules`` are those that run, and ``policy`` says how suppressions are taken. ``begin`` is
    called before anything is read.

    ``made_of`` is a digest of all that the findings depend on but the articles, ``None`` where that
    is not known and nothing may be kept. ``checked`` and ``relative`` are those of
    :func:`checker.pipeline.judge`, ``grouping`` that of :func:`checker.judgements.loose`,
    ``lexicons`` the files of the desk's own words. ``sources`` gives the articles that one lists as
    its sources, and raises :class:`checker.errors.DocumentError` where it cannot. ``jobs`` is the
    number of processes, ``None`` for as many as pay of the ``processors`` that there are.
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
    sources: Callable[[str, tuple[str, ...]], Iterable[Article]] | None = None
    jobs: int | None = None
    processors: int = 1
    progress: Callable[[str], object] | None = None
    complain: Callable[[str], object] | None = None


@dataclass(slots=True)
class _State:
    """One article on its way: its digest, the story it belongs to, the sources that it lists, what
    was read from it."""

    article: Article
    key: str
    story: str | None = None
    sources: tuple[str, ...] = ()
    reading: Reading | None = None


def check(articles: Iterable[Article], work: Work) -> Judgement:
    """Judge the articles as ``work`` says. An article that cannot be read is named in the faults
    of the judgement, and the others are judged."""
    states = [_state(each) for each in articles]
    with closing(_Processes(work)) as processes:
        return _checked(states, work, processes)


def _state(article: Article) -> _State:
    return _State(article, digest(_suffix(article.name), article.text))


def _checked(states: Sequence[_State], work: Work, processes: _Processes) -> Judgement:
    faults = _sort(states, work, processes)
    stories: dict[str, list[_State]] = defaultdict(list)
    for state in states:
        if state.story is not None:
            stories[state.story].append(state)
    judged: list[Judgement] = []
    missing: list[_Story] = []
    named = {state.article.name: state for state in states if state.story is not None}
    for members in stories.values():
        if work.checked is not None and not any(s.article.name in work.checked for s in members):
            continue
        beside, unfound = _beside(members, named, work)
        faults += _sort(beside, work, processes)
        faults += unfound
        story = _Story(tuple(members), tuple(s for s in beside if s.story is not None))
        known = _known_judgement(story, work)
        if known is None:
            missing.append(story)
        else:
            judged.append(known)
    unread = {id(s): s for story in missing for s in story.all if s.reading is None}
    _read(list(unread.values()), work, processes)
    judged += _judged(missing, work, processes)
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


def _sort(states: Sequence[_State], work: Work, processes: _Processes) -> tuple[str, ...]:
    """Note the story of each, and read those for which it is not known. Returns a line for each
    that cannot be read."""
    for state in states:
        if state.story is None:
            _note_known_story(state, work)
    return _read([state for state in states if state.story is None], work, processes)


def _note_known_story(state: _State, work: Work) -> None:
    """The story of an article that was read before: the digest of its name, or of its folder's."""
    kept = work.cache.get("story of", _key(state, work))
    if kept is not None:
        story, sources = kept
        state.story = story or digest(*loose(state.article.name, work.grouping))
        state.sources = tuple(sources)


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


def _story(reading: Reading) -> str:
    """The digest of a story's name; empty for an article that goes with its folder."""
    return "" if reading.document.story is None else digest("story", reading.document.story)


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


def _known_judgement(story: _Story, work: Work) -> Judgement | None:
    if work.made_of is None:
        return None
    kept = work.cache.get("judgement", _story_key(story, work))
    if kept is None:
        return None
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


def _judged(stories: Sequence[_Story], work: Work, processes: _Processes) -> Iterator[Judgement]:
    """The judgement of each story, which is kept."""
    tasks = [_task(story, work) for story in stories]
    weight = sum(len(story.all) for story in stories) if work.made_of is not None else 0
    # Rules that bring tables are long: stories that are handed over together share one copy.
    heavy = any(rule.relation is not None for rule in work.rules)
    chunk = max(1, len(tasks) // _HANDED) if heavy else 1
    for story, task, made in zip(
        stories, tasks, processes.map(_judge, tasks, weight, chunk), strict=True
    ):
        if work.made_of is not None and not made.failed:
            kept = [plain(made.findings), plain(made.suppressed), plain(made.tally)]
            work.cache.put("judgement", _story_key(story, work), kept)
            if len(story.all) > 1:  # one that is a story of its own is never read without judging
                for state in story.all:
                    _keep_claims(state, work)
        together = (*task.readings, *task.beside)
        yield replace(made, documents=tuple(each.document for each in together))


class _Task(NamedTuple):
    """All that judging one story takes. Plugins may not be handed to another process."""

    readings: tuple[Reading, ...]
    rules: tuple[Rule, ...]
    checked: frozenset[str] | None
    relative: dict[str, str]
    policy: Policy
    beside: tuple[Reading, ...]


def _task(story: _Story, work: Work) -> _Task:
    names = [state.article.name for state in story.all] if any(r.paths for r in work.rules) else []
    return _Task(
        _readings(story.members),
        work.rules,
        work.checked,
        {name: work.relative(name) for name in names},
        work.policy,
        _readings(story.beside),
    )


def _readings(states: Iterable[_State]) -> tuple[Reading, ...]:
    return tuple(state.reading for state in states if state.reading is not None)


def _judge(task: _Task) -> Judgement:
    """The judgement of one story, without its documents."""
    from checker import pipeline

    made = pipeline.judge(
        task.readings,
        task.rules,
        checked=task.checked,
        relative=lambda name: task.relative.get(name, name),
        policy=task.policy,
        beside=task.beside,
    )
    return replace(made, documents=())


def _keep_claims(state: _State, work: Work) -> None:
    if state.reading is not None:
        kept = [state.reading.figures, plain(state.reading.claims)]
        work.cache.put("claims", _claims_key(state, work), kept)


# ------------------------------------------------------------------------------------- reading


def _read(states: Sequence[_State], work: Work, processes: _Processes) -> tuple[str, ...]:
    """Read the articles and note the story of each. Returns a line for each that cannot be read."""
    faults = []
    new = []
    if states:
        work.begin()
    for state in states:
        state.reading = _known_reading(state, work)
        if state.reading is None:
            new.append(state)
    articles = [state.article for state in new]
    found_in = processes.map(_reading, articles, len(articles), _CHUNK)
    for state, found in zip(new, found_in, strict=True):
        if isinstance(found, str):
            faults.append(found)
            if work.complain is not None:
                work.complain(found)
        else:
            state.reading = found
            kept = _story(found)
            state.story = kept or digest(*loose(state.article.name, work.grouping))
            state.sources = found.document.sources
            if work.made_of is not None:
                work.cache.put("story of", _key(state, work), [kept, list(state.sources)])
        if work.progress is not None:
            work.progress(state.article.name)
    return tuple(faults)


def _known_reading(state: _State, work: Work) -> Reading | None:
    kept = work.cache.get("claims", _claims_key(state, work)) if work.made_of else None
    if kept is None:
        return None
    from checker.documents import document
    from checker.pipeline import Reading

    figures, claims = kept
    article = document(state.article.text, state.article.name)
    return Reading(article, figures, restored(tuple[Claim, ...], claims, article))


def _claims_key(state: _State, work: Work) -> str:
    return digest(work.made_of or "", state.key, state.article.name)


class _Processes:
    """Processes that are begun when there is enough for them to do."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._begun: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[_T], _R], items: Sequence[_T], articles: int, chunk: int
    ) -> Iterator[_R]:
        """What ``function`` makes of each item, in their order; ``articles`` is how many there are
        in all of them."""
        jobs = self._work.jobs or min(self._work.processors, articles // ARTICLES_A_PROCESS)
        if jobs <= 1 or len(items) <= 1 or articles <= 1:
            return map(function, items)
        return self._started(jobs).map(function, items, chunksize=chunk)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        if self._begun is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # What the others send is unpacked in a thread of its own. Nothing may be imported for
            # the first time there: modules read lexicons, and a database stays in its thread.
            from checker import pipeline  # noqa: F401

            cache = self._work.cache
            cache.write()
            folder = cache.path.parent if cache.path else None
            # New ones rather than copies of this, which may have threads and an open database.
            self._begun = ProcessPoolExecutor(
                jobs, get_context("spawn"), _begin, (folder, cache.program, self._work.lexicons)
            )
        return self._begun

    def close(self) -> None:
        """End them."""
        if self._begun is not None:
            self._begun.shutdown(cancel_futures=True)


def _begin(folder: Path | None, program: str, lexicons: tuple[str, ...]) -> None:
    """What each process does first: leave interrupts to the one that began it, and have the same
    words."""
    import signal

    from checker import lexicon

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lexicon.use(Cache(folder, program))
    if lexicons:
        from checker import desk

        desk.install(lexicons)


def _reading(article: Article) -> Reading | str:
    """What an article says, or why it cannot be read."""
    from checker.documents import document
    from checker.pipeline import reading

    try:
        return reading(document(article.text, article.name))
    except DocumentError as error:
        return str(error)
