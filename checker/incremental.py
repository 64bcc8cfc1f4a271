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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.cache import Cache, digest
from checker.errors import DocumentError
from checker.judgements import joined, loose
from checker.model import Claim, Document, Finding, Judgement, Rule, Suppressed, Tally
from checker.records import plain, restored

if TYPE_CHECKING:
    from checker.pipeline import Reading
    from checker.suppressions import Policy

ARTICLES_A_PROCESS = 64
"""Fewer than so many for each process cost more to hand out than they save."""

_CHUNK = 8


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
    ``lexicons`` the files of the desk's own words. ``jobs`` is the number of processes, ``None``
    for as many as pay of the ``processors`` that there are.
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
    jobs: int | None = None
    processors: int = 1
    progress: Callable[[str], object] | None = None
    complain: Callable[[str], object] | None = None


@dataclass(slots=True)
class _State:
    """One article on its way: its digest, the story it belongs to, what was read from it."""

    article: Article
    key: str
    story: str | None = None
    reading: Reading | None = None


def check(articles: Iterable[Article], work: Work) -> Judgement:
    """Judge the articles as ``work`` says. An article that cannot be read is named in the faults
    of the judgement, and the others are judged."""
    states = [_State(each, digest(_suffix(each.name), each.text)) for each in articles]
    for state in states:
        state.story = _known_story(state, work)
    faults = _read([state for state in states if state.story is None], work)
    stories: dict[str, list[_State]] = defaultdict(list)
    for state in states:
        if state.story is not None:
            stories[state.story].append(state)
    judged: list[Judgement] = []
    missing: list[list[_State]] = []
    for members in stories.values():
        if work.checked is not None and not any(s.article.name in work.checked for s in members):
            continue
        known = _known_judgement(members, work)
        if known is None:
            missing.append(members)
        else:
            judged.append(known)
    _read([state for members in missing for state in members if state.reading is None], work)
    judged += [_judged(members, work) for members in missing]
    made = joined(judged, work.rules)
    if work.complain is not None:
        for fault in made.faults:
            work.complain(fault)
    return replace(made, faults=(*faults, *made.faults))


def _suffix(name: str) -> str:
    return posixpath.splitext(name.replace("\\", "/"))[1].lower()


# -------------------------------------------------------------------------------------- stories


def _known_story(state: _State, work: Work) -> str | None:
    """The story of an article that was read before: the digest of its name, or of its folder's."""
    kept = work.cache.get("story of", _key(state, work))
    if not isinstance(kept, str):
        return None
    return kept or digest(*loose(state.article.name, work.grouping))


def _key(state: _State, work: Work) -> str:
    return digest(work.made_of or "", state.key)


def _story(reading: Reading) -> str:
    """The digest of a story's name; empty for an article that goes with its folder."""
    return "" if reading.document.story is None else digest("story", reading.document.story)


def _story_key(members: Sequence[_State], work: Work) -> str:
    parts = [work.made_of or ""]
    in_paths = any(rule.paths for rule in work.rules)
    for state in sorted(members, key=lambda each: (each.article.name, each.key)):
        name = state.article.name
        checked = work.checked is None or name in work.checked
        parts += [name, state.key, str(checked), work.relative(name) if in_paths else ""]
    return digest(*parts)


def _known_judgement(members: Sequence[_State], work: Work) -> Judgement | None:
    if work.made_of is None:
        return None
    kept = work.cache.get("judgement", _story_key(members, work))
    if kept is None:
        return None
    findings, suppressed, tally = kept
    return Judgement(
        findings=restored(tuple[Finding, ...], findings),
        documents=tuple(_unread(state.article) for state in members),
        rules=work.rules,
        tally=restored(Tally, tally),
        suppressed=restored(tuple[Suppressed, ...], suppressed),
    )


def _unread(article: Article) -> Document:
    """A document as reports need it. Its prose was not set off from its markup."""
    return Document(article.name, article.text, article.text, ())


def _judged(members: Sequence[_State], work: Work) -> Judgement:
    from checker import pipeline

    made = pipeline.judge(
        [state.reading for state in members if state.reading is not None],
        work.rules,
        checked=work.checked,
        relative=work.relative,
        policy=work.policy,
    )
    if work.made_of is not None and not made.faults:
        kept = [plain(made.findings), plain(made.suppressed), plain(made.tally)]
        work.cache.put("judgement", _story_key(members, work), kept)
        if len(members) > 1:  # an article that is a story of its own is never read without judging
            for state in members:
                _keep_claims(state, work)
    return made


def _keep_claims(state: _State, work: Work) -> None:
    if state.reading is not None:
        kept = [state.reading.figures, plain(state.reading.claims)]
        work.cache.put("claims", _claims_key(state, work), kept)


# ------------------------------------------------------------------------------------- reading


def _read(states: Sequence[_State], work: Work) -> tuple[str, ...]:
    """Read the articles and note the story of each. Returns a line for each that cannot be read."""
    faults = []
    new = []
    if states:
        work.begin()
    for state in states:
        state.reading = _known_reading(state, work)
        if state.reading is None:
            new.append(state)
    for state, found in zip(new, _readings([s.article for s in new], work), strict=True):
        if isinstance(found, str):
            faults.append(found)
            if work.complain is not None:
                work.complain(found)
        else:
            state.reading = found
            kept = _story(found)
            state.story = kept or digest(*loose(state.article.name, work.grouping))
            if work.made_of is not None:
                work.cache.put("story of", _key(state, work), kept)
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


def _readings(articles: Sequence[Article], work: Work) -> Iterator[Reading | str]:
    jobs = work.jobs
    if jobs is None:
        jobs = min(work.processors, len(articles) // ARTICLES_A_PROCESS)
    if jobs <= 1 or len(articles) <= 1:
        yield from map(_reading, articles)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    work.cache.write()
    folder = work.cache.path.parent if work.cache.path else None
    # New processes rather than copies of this one, which may have threads and an open database.
    with ProcessPoolExecutor(
        jobs, get_context("spawn"), _begin, (folder, work.cache.program, work.lexicons)
    ) as processes:
        yield from processes.map(_reading, articles, chunksize=_CHUNK)


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
