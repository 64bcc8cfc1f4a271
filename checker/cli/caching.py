"""The cache of a run: where it lies, and what its entries depend on.

In: the options of a command line, the environment, the ``Config``. Out: a ``Cache``; the rules, out
of it where they were loaded before; and the digest of all that findings depend on but the articles.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.cache import Cache, digest
from checker.config import Config
from checker.model import Rule
from checker.records import plain, restored
from checker.suppressions import Policy
from checker.version import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_LARGE = 100_000_000
_LIBRARIES = ("pyromark", "simpleeval", "yaml")
"""What a result may depend on beyond this package."""


def opened(folder: str | None, off: bool) -> Cache:
    """The cache in ``folder``, or else in the user's folder for caches; a store of nothing with
    ``off``. The lexicons look in it from here on."""
    from checker import lexicon

    if off:
        lexicon.use(None)
        return Cache(None)
    made = Cache(Path(folder) if folder else _folder(), _program())
    lexicon.use(made)
    return made


def _folder() -> Path | None:
    """``$XDG_CACHE_HOME/figcheck`` or ``~/.cache/figcheck`` (XDG Base Directory 0.8: a path that is
    not absolute is ignored), on Windows ``%LOCALAPPDATA%\\figcheck``."""
    named = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if named and os.path.isabs(named):
        return Path(named, "figcheck")
    try:
        return Path.home() / ".cache" / "figcheck"
    except RuntimeError:  # a user without a home
        return None


class Rules:
    """The rules of a run, and how suppressions in the text are taken. Where all rules are plain
    values they come out of the cache, and no rule file is read again. ``faults`` are those of
    plugins, ``unread`` those of reference tables."""

    def __init__(self, config: Config, cache: Cache) -> None:
        self.faults: tuple[str, ...] = ()
        self.unread: tuple[str, ...] = ()
        self._config = config
        self._cache = cache

    @cached_property
    def made_of(self) -> str | None:
        """The digest of the rules, the desk's own words and the configuration. ``None`` where
        plugins take part, of which nobody knows what they depend on."""
        said = self._config
        if said.plugins:
            return None
        choice = replace(
            said, path=None, origins=(), exclude=(), corpus=(), baseline=None, fail_on="never"
        )
        folders = (_PACKAGE.parent / "rules", _PACKAGE / "builtin_rules")
        own = [*said.lexicon, *([said.gazetteer] if said.gazetteer is not None else ())]
        files = [*_rule_files([*map(str, folders), *said.rule_paths]), *map(Path, own)]
        for spec in said.tables:
            files += [Path(spec.path), *Path(spec.path).parent.glob(f"{Path(spec.path).name}-wal")]
        return digest(repr(choice), *_contents(files))

    @cached_property
    def chosen(self) -> tuple[tuple[Rule, ...], Policy]:
        """The rules that run, by id, with the tables that they look at, and how suppressions are
        taken.

        Raises :class:`checker.errors.RuleError` and :class:`checker.errors.ConfigError`.
        """
        rules, policy = self._plain()
        if self._config.tables:
            from checker.cli.rule_files import tables, with_tables

            self.begin()
            loaded = tables(self._config, self._cache)
            self.unread = loaded.faults
            rules = with_tables(rules, loaded)
        return rules, policy

    def _plain(self) -> tuple[tuple[Rule, ...], Policy]:
        kept = self._cache.get("rules", self.made_of) if self.made_of is not None else None
        if kept is not None:
            return restored(tuple[Rule, ...], kept[0]), restored(Policy, kept[1])
        from checker.cli.rule_files import for_run

        self.begin()
        found = for_run(self._config)
        self.faults = found.faults
        if self.made_of is not None and not found.faults:
            with contextlib.suppress(TypeError):  # a rule that is more than plain values
                self._cache.put("rules", self.made_of, [plain(found.rules), plain(found.policy)])
        return found.rules, found.policy

    def begin(self) -> None:
        """Bring in the desk's own words. To be called before anything is read; a second time
        changes nothing."""
        if self._config.lexicon:
            from checker import desk

            desk.install(self._config.lexicon)
        if self._config.gazetteer is not None:
            from checker.geography import distances

            distances.install(self._config.gazetteer)


def _program() -> str:
    """What tells this program from another version of it: a checkout is edited without a new
    version number."""
    parts = [__version__, sys.version]
    for path in sorted(_sources(str(_PACKAGE))):
        parts += [path, _stamp(os.stat(path))]
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            parts += [name, _stamp(os.stat(spec.origin))]
    return digest(*parts)


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as inside:
        for each in inside:
            if each.name.endswith((".py", ".yml", ".json", ".gazetteer")):
                yield each.path
            elif each.is_dir() and each.name != "__pycache__":
                yield from _sources(each.path)


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns}"


def _rule_files(paths: Sequence[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".yaml"))
        else:
            yield path


def _contents(files: Sequence[Path]) -> Iterator[Any]:
    """The names and contents of the files; one that cannot be read, or is no plain file, is
    reported where it is used. Of one that is too large for anything, size and time are enough."""
    for path in files:
        yield str(path)
        try:
            found = os.stat(path)
            small = stat.S_ISREG(found.st_mode) and found.st_size <= _LARGE
            yield path.read_bytes() if small else _stamp(found)
        except OSError as error:
            yield str(error)
