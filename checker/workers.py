"""Reads and judges stories, here or in several processes.

In: a ``Task``, all that one story takes. Out: its judgement, and what the cache is to keep of it,
sealed: claims never go from one process to another, but where a story is too large for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from checker.cache import Cache, Entry
from checker.model import Claim, Judgement, Rule
from checker.records import plain, restored

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from checker.pipeline import Reading
    from checker.suppressions import Policy

_T = TypeVar("_T")
_R = TypeVar("_R")


_SELDOM = 200_000
"""So many new objects between two searches for cycles, which hardly anything here is made of: they
take a fifth of the time otherwise."""


class Article(NamedTuple):
    """The name of a document and its decoded text, before anything is read from it."""

    name: str
    text: str


class Bench(NamedTuple):
    """What a process has at hand for every story; ``keeps`` where the cache takes part."""

    cache: Cache
    rules: tuple[Rule, ...]
    policy: Policy
    keeps: bool


class Piece(NamedTuple):
    """An article, and the digest that its claims are kept under."""

    article: Article
    key: str


class Task(NamedTuple):
    """All that reading and judging one story takes, and the digest that its judgement is kept
    under."""

    members: tuple[Piece, ...]
    beside: tuple[Piece, ...]
    checked: frozenset[str] | None
    relative: dict[str, str]
    key: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All articles, those under check first."""
        return (*self.members, *self.beside)


class Read(NamedTuple):
    """What an article says, and its claims sealed where nobody has kept them yet."""

    reading: Reading
    new: Entry | None


class Judged(NamedTuple):
    """The judgement of one story, without its documents and rules; and what is to be kept."""

    judgement: Judgement
    kept: tuple[Entry, ...]


def _read(piece: Piece, bench: Bench, keeps: bool) -> Read:
    from checker.documents import document
    from checker.pipeline import Reading, reading

    article = document(piece.article.text, piece.article.name)
    known = bench.cache.get("claims", piece.key) if keeps else None
    if known is not None:
        figures, claims = known
        return Read(Reading(article, figures, restored(tuple[Claim, ...], claims, article)), None)
    made = reading(article)
    kept = [made.figures, plain(made.claims)]
    return Read(made, bench.cache.sealed("claims", piece.key, kept) if keeps else None)


def judge(task: Task, bench: Bench, read: Sequence[Read] = ()) -> Judged:
    """Judge one story, whose articles may have been ``read`` already."""
    from checker import pipeline

    # One that is a story by itself is never read without being judged.
    keeps = bench.keeps and len(task.pieces) > 1
    read = read or [_read(piece, bench, keeps) for piece in task.pieces]
    readings = [each.reading for each in read]
    made = pipeline.judge(
        readings[: len(task.members)],
        bench.rules,
        checked=task.checked,
        relative=lambda name: task.relative.get(name, name),
        policy=bench.policy,
        beside=readings[len(task.members) :],
    )
    kept: list[Entry] = []
    if bench.keeps and not made.failed:
        found = [plain(made.findings), plain(made.suppressed), plain(made.tally)]
        kept = [bench.cache.sealed("judgement", task.key, found)]
        kept += [each.new for each in read if each.new is not None]
    return Judged(replace(made, documents=(), rules=()), tuple(kept))


def read_there(piece: Piece) -> Read:
    """What an article says; for :meth:`Processes.map`."""
    return _read(piece, _HERE[0], _HERE[0].keeps)


def judge_there(task: Task) -> Judged:
    """The judgement of a story; for :meth:`Processes.map`."""
    return judge(task, _HERE[0])


_HERE: list[Bench] = []
"""The bench of this process, if it is one that others hand their work to."""


class Own(NamedTuple):
    """A desk's own files: those of its words, and that of its map, if any."""

    lexicons: tuple[str, ...] = ()
    gazetteer: str | None = None


class Processes:
    """Processes that are begun when there is enough for them to do, each with the ``bench`` and the
    desk's ``own`` words and map. Rules that may not be handed over stay here: ``judging`` is
    false."""

    def __init__(self, bench: Bench, own: Own, judging: bool) -> None:
        self.bench = bench
        self._own = own
        self._judging = judging
        self._begun: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[_T], _R], items: Sequence[_T], jobs: int, chunk: int
    ) -> Iterator[_R]:
        """What ``function`` makes of each item, in their order, here or in ``jobs`` processes."""
        if jobs <= 1 or not items:
            _HERE[:] = [self.bench]
            return map(function, items)
        return self._started(jobs).map(function, items, chunksize=chunk)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        if self._begun is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # What the others send is unpacked in a thread of its own. Nothing may be imported for
            # the first time there: modules read lexicons, and a database stays in its thread.
            from checker import pipeline  # noqa: F401

            cache, rules, policy, keeps = self.bench
            cache.write()
            folder = cache.path.parent if cache.path else None
            rules = rules if self._judging else ()
            given = (folder, cache.program, self._own, rules, policy, keeps)
            # New ones rather than copies of this, which may have threads and an open database.
            self._begun = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, given)
        return self._begun

    def close(self) -> None:
        """End them."""
        if self._begun is not None:
            self._begun.shutdown(cancel_futures=True)


def _begin(
    folder: Path | None,
    program: str,
    own: Own,
    rules: tuple[Rule, ...],
    policy: Policy,
    keeps: bool,
) -> None:
    """What each process does first: leave interrupts to the one that began it, and have the same
    words, map and rules."""
    import gc
    import signal

    from checker import lexicon

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_SELDOM)
    cache = Cache(folder, program)
    lexicon.use(cache)
    if own.lexicons:
        from checker import desk

        desk.install(own.lexicons)
    if own.gazetteer is not None:
        from checker.geography import distances

        distances.install(own.gazetteer)
    _HERE[:] = [Bench(cache, rules, policy, keeps)]
