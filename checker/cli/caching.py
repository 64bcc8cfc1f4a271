"""The cache of a run: where it lies, and what its entries depend on.

In: the options of a command line, the environment, the ``Config``. Out: a ``Cache``; the rules, out
of it where they were loaded before; and the digest of all that findings depend on but the articles.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
_LIBRARIES = ("pyromark", "simpleeval", "yaml")
"""What a result may depend on beyond this package."""


def opened(folder: str | None, off: bool) -> Cache:
    """The cache in ``folder``, or else in the user's folder for caches; a store of nothing with
    ``off``. The lexicons look in it from here on."""
    from checker import lexicon

    made = Cache(None if off else Path(folder) if folder else _folder())
    lexicon.use(None if off else made)
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


@dataclass
class Rules:
    """The rules of a run. Those in ``reported`` are what a report needs, out of the cache where
    that is possible; ``loaded`` has them as they can be run, ``faults`` what could not be loaded."""

    config: Config
    cache: Cache

    @cached_property
    def made_of(self) -> str | None:
        """The digest of the program, the rules, the lexicons and the configuration. ``None`` where
        plugins take part, of which nobody knows what they depend on."""
        if self.config.plugins:
            return None
        said = self.config
        choice = replace(said, path=None, origins=(), exclude=(), corpus=(), baseline=None)
        paths = (_PACKAGE.parent / "rules", _PACKAGE / "builtin_rules")
        files = [*_rule_files([*map(str, paths), *said.rule_paths]), *map(Path, said.lexicon)]
        return digest(_program(), repr(choice), *_contents(files))

    @cached_property
    def reported(self) -> tuple[Rule, ...]:
        """The rules that run, by id."""
        kept = self.cache.get("rules", self.made_of) if self.made_of is not None else None
        if kept is not None:
            rules: tuple[Rule, ...] = restored(tuple[Rule, ...], kept)
            return rules
        return self.loaded[0]

    @cached_property
    def loaded(self) -> tuple[tuple[Rule, ...], Policy]:
        """The rules, and how suppressions are taken.

        Raises :class:`checker.errors.RuleError` and :class:`checker.errors.ConfigError`.
        """
        from checker.cli.rule_files import for_run

        if self.config.lexicon:
            from checker import desk

            desk.install(self.config.lexicon)
        found = for_run(self.config)
        self.faults = found.faults
        if self.made_of is not None and not found.faults:
            self.cache.put("rules", self.made_of, plain(found.rules))
        return found.rules, found.policy

    faults: tuple[str, ...] = ()


def _program() -> str:
    """What tells this program from another version of it: a checkout is edited without a new
    version number."""
    parts = [__version__, sys.version]
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".yml"):
            parts += [str(path.relative_to(_PACKAGE)), _stamp(path)]
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            parts += [name, _stamp(Path(spec.origin))]
    return digest(*parts)


def _stamp(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def _rule_files(paths: Sequence[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".yaml"))
        else:
            yield path


def _contents(files: Sequence[Path]) -> Iterator[Any]:
    """The names and contents of the files; one that cannot be read is reported where it is used."""
    for path in files:
        yield str(path)
        try:
            yield path.read_bytes()
        except OSError as error:
            yield str(error)
