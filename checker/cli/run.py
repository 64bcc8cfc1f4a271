"""One run of the checks, as ``check`` and ``baseline`` share it.

In: paths and the options that both have. Out: the ``Judgement``, and what it was made with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from checker.cache import Cache
from checker.cli import OK, completing
from checker.cli.caching import Rules, opened
from checker.cli.reading import DEBUG, PATHS, STDIN_NAME, Inputs, Reading
from checker.cli.rule_files import from_here, passed_over
from checker.cli.running import complain
from checker.cli.writing import emit
from checker.config import Config, find, load, require_present, shown, top
from checker.documents import SUFFIXES, text_of
from checker.documents.discovery import resolver
from checker.errors import UsageError
from checker.glob import covers
from checker.incremental import Work, check
from checker.model import Judgement
from checker.workers import Article

_HANDFUL = 8
"""Up to so many files are checked before a bar could be read."""

_OPTIONS = (
    PATHS,
    click.option("--rules", "rule_paths", multiple=True, metavar="PATH",
                 shell_complete=completing.files, help="A rule file or folder to add."),
    click.option("--select", multiple=True, metavar="ID", shell_complete=completing.rule_ids,
                 help="Run this rule; repeatable."),
    click.option("--ignore", multiple=True, metavar="ID", shell_complete=completing.rule_ids,
                 help="Do not run this rule; repeatable."),
    STDIN_NAME,
    click.option("--changed-since", metavar="REV",
                 help="Report only what touches a file that differs from this git revision."),
    click.option("--staged", is_flag=True,
                 help="Report only what touches a staged file. Without a PATH, compare those files "
                      "with the corpus, or else with the whole repository."),
    click.option("--no-corpus", is_flag=True, help="Leave the configured corpus out."),
    click.option("--allow-empty", is_flag=True, help="Exit with 0 where no article is left."),
    click.option("--config", "config_file", metavar="FILE", shell_complete=completing.files,
                 help="Take this configuration file."),
    click.option("--show-config", is_flag=True, help="Print the configuration and leave."),
    click.option("--jobs", "-j", type=click.IntRange(1), metavar="N",
                 help="Read articles in N processes. [default: as many as pay]"),
    click.option("--no-cache", is_flag=True, help="Reckon everything anew and keep nothing."),
    click.option("--cache-dir", metavar="FOLDER", shell_complete=completing.folders,
                 help="Where to keep what was reckoned. [default: the user's folder for caches]"),
    click.option("--no-progress", is_flag=True, help="Show no progress bar."),
    click.option("--quiet", "-q", is_flag=True, help="Print findings only: no counts, no bar."),
    click.option("--verbose", "-v", is_flag=True, help="Say on standard error what was used."),
    DEBUG,
)  # fmt: skip


def options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of a run."""
    made: Any = command
    for option in reversed(_OPTIONS):
        made = option(made)
    return made  # type: ignore[no-any-return]


class Run(NamedTuple):
    """What a run came to. ``relative`` gives a path as seen from the configuration's folder."""

    judgement: Judgement
    config: Config
    relative: Callable[[str], str]


def configuration(given: dict[str, Any]) -> Config:
    """The configuration with what the command line says. The desk's words are not read yet. With
    ``--show-config`` it is printed, and the command ends.

    Raises :class:`checker.errors.ConfigError`.
    """
    path = Path(given["config_file"]) if given["config_file"] else find(Path.cwd())
    config = load(path) if path is not None else Config()
    said = ("rule_paths", "select", "ignore", "fail_on", "baseline")
    config = config.with_options(**{name: given.get(name) for name in said})
    if given["show_config"]:
        emit(shown(config, Path.cwd()))
        raise click.exceptions.Exit(OK)
    return config


def run(
    paths: tuple[str, ...],
    given: dict[str, Any],
    config: Config,
    outputs: Collection[str | None] = (),
) -> Run:
    """Check the articles at ``paths`` with the options ``given``. What will be written to
    ``outputs`` is no article.

    Raises what the configuration, the rules and the paths can raise.
    """
    if given["staged"] and given["changed_since"]:
        raise UsageError("--staged and --changed-since exclude each other")
    if not paths and not given["staged"]:
        raise UsageError("name a file or a folder to check, or - for standard input")
    relative = _relative(config)
    for path in () if given["quiet"] or given["config_file"] else passed_over(paths, config):
        complain(f"{path}: is not used: taken is the nearest configuration upwards from here; run "
                 f"figcheck there, or name it with --config")  # fmt: skip
    if given["no_corpus"]:
        config = replace(config, corpus=())
    require_present(config)
    reading = Reading(given["stdin_name"], _skipped(config, relative), outputs)
    with opened(given["cache_dir"], given["no_cache"]) as cache:
        judgement = _judgement(paths, given, config, cache, relative, reading)
        cache.write()
        if cache.fault and not given["quiet"]:
            complain(f"{cache.fault}; --no-cache does without")
    return Run(_per_file(judgement, config, relative), config, relative)


def _judgement(
    paths: tuple[str, ...],
    given: dict[str, Any],
    config: Config,
    cache: Cache,
    relative: Callable[[str], str],
    reading: Reading,
) -> Judgement:
    rules = Rules(config, cache)
    chosen, policy = rules.chosen
    if not chosen and policy.rule is None:
        raise UsageError("no rule is left to run: select and ignore leave all of them out")
    changed = _changed(given)
    if given["staged"] and not paths:
        paths, corpus = _staged(changed, config)
        config = replace(config, corpus=corpus)
        if not paths and not given["allow_empty"]:
            raise UsageError("--staged: no article is staged; --allow-empty lets that pass")
    inputs = Inputs(paths, reading, empty=given["allow_empty"])
    others = _corpus(inputs, config, reading)
    count = len(inputs) + (len(others) if others else 0)
    bar = count > _HANDFUL and not (given["no_progress"] or given["quiet"])
    if given["verbose"]:
        complain(f"configuration: {config.path or 'none'}; rules: {len(chosen)}; "
                 f"articles: {count}; cache: {cache.path or 'none'}")  # fmt: skip
    with _progress(count, bar and sys.stderr.isatty()) as tick:
        work = Work(
            rules=chosen,
            policy=policy,
            begin=rules.begin,
            made_of=rules.made_of,
            cache=cache,
            checked=_checked(inputs, others, changed),
            relative=relative,
            grouping=config.story,
            lexicons=config.lexicon,
            sources=_sources,
            gazetteer=config.gazetteer,
            jobs=given["jobs"],
            processors=os.cpu_count() or 1,
            progress=tick,
            complain=complain,
        )
        made = check(_articles(inputs, others), work)
    for fault in (*rules.unread, *rules.faults):
        complain(fault)
    beside = others.faults if others is not None else []
    unread = (*rules.unread, *inputs.faults, *beside, *made.faults)
    ran = made.rules if policy.rule is None else (*made.rules, policy.rule)
    return replace(
        made,
        rules=tuple(sorted(ran, key=lambda rule: rule.id)),
        faults=unread,
        failed=(*rules.faults, *made.failed),
    )


def _skipped(config: Config, relative: Callable[[str], str]) -> Callable[[str], bool] | None:
    """Whether the configuration excludes a file; ``None`` where it excludes nothing."""

    def skipped(path: str) -> bool:
        return any(covers(pattern, relative(path)) for pattern in config.exclude)

    return skipped if config.exclude else None


def _changed(given: dict[str, Any]) -> frozenset[str] | None:
    """The real paths of the files that findings have to touch, ``None`` for all of them."""
    if given["changed_since"] is not None:
        from checker.cli.changed import changed_since

        return changed_since(given["changed_since"])
    if not given["staged"]:
        return None
    from checker.cli.changed import staged

    found = staged()
    if not found:
        # As in "pre-commit run --all-files": a hook that passed would have checked nothing.
        complain("nothing is staged: every article counts")
    return found or None


def _staged(
    found: frozenset[str] | None, config: Config
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles among the staged files, and what they are compared with; where no file is
    staged (``None``), all of the repository and the corpus."""
    whole = from_here(str(top(config)))
    if found is None:
        return (whole,), config.corpus
    articles = sorted(from_here(p) for p in found if os.path.splitext(p)[1].lower() in SUFFIXES)
    return tuple(articles), config.corpus or (whole,)


def _sources(name: str, sources: tuple[str, ...]) -> Iterator[Article]:
    """The articles that the draft called ``name`` lists. Raises
    :class:`checker.errors.DocumentError` where one cannot be read."""
    from checker.documents.sources import listed

    return (Article(path, text_of(Path(path))) for path in listed(name, sources))


def _corpus(inputs: Inputs, config: Config, reading: Reading) -> Inputs | None:
    if not config.corpus or not len(inputs):
        return None
    own = {os.path.realpath(name) for name in inputs.names}

    def skipped(path: str) -> bool:
        return os.path.realpath(path) in own or bool(reading.skipped and reading.skipped(path))

    # Called as the articles beside them are: folders are compared by name.
    corpus = [from_here(path) for path in config.corpus]
    return Inputs(corpus, reading._replace(skipped=skipped), empty=True)


def _articles(inputs: Inputs, others: Inputs | None) -> Iterator[Article]:
    yield from inputs.articles()
    if others is not None:
        yield from others.articles()


def _checked(
    inputs: Inputs, others: Inputs | None, changed: frozenset[str] | None
) -> frozenset[str] | None:
    """The names of the documents under check, ``None`` for all that are read."""
    if changed is None:
        return None if others is None else frozenset(inputs.names)
    return frozenset(name for name in inputs.names if os.path.realpath(name) in changed)


def _per_file(judgement: Judgement, config: Config, relative: Callable[[str], str]) -> Judgement:
    """The judgement without what ``per-file`` ignores where the first figure stands."""
    if not config.per_file:
        return judgement
    kept = [
        finding
        for finding in judgement.findings
        if not any(
            finding.rule in table.ignore
            and covers(table.pattern, relative(finding.mentions[0].path))
            for table in config.per_file
        )
    ]
    return replace(judgement, findings=tuple(kept))


def _relative(config: Config) -> Callable[[str], str]:
    """From a path to the same path as seen from the configuration's folder: what the patterns of
    ``exclude`` and of a rule's ``paths`` are matched against."""
    folder = os.path.join(os.path.realpath(config.folder), "")
    real = resolver()

    def relative(path: str) -> str:
        whole = real(path)
        return whole[len(folder) :].replace(os.sep, "/") if whole.startswith(folder) else path

    return relative


@contextmanager
def _progress(count: int, wanted: bool) -> Iterator[Callable[[str], object] | None]:
    """A bar on standard error that moves on with each document; nothing where it is unwanted."""
    if not wanted:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=count)
        yield lambda _: bar.advance(task)
