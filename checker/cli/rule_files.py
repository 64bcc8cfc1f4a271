"""What the commands share about configuration, words and rules.

In: the options of a command line. Out: the ``Config`` that governs it, and the ``Rule``s to run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.cache import Cache, digest
from checker.config import NAME, Config, adjusted, find, load, top
from checker.model import Rule
from checker.reference.table import Loaded
from checker.suppressions import RULE, Policy


def current_config(given: str | None = None) -> Config:
    """The configuration in the file ``given``, or the one that governs the working directory, or
    the built-in values. The desk's own words are in the lexicons from here on.

    Raises :class:`checker.errors.ConfigError` and :class:`checker.errors.LexiconError`.
    """
    path = Path(given) if given is not None else find(Path.cwd())
    config = load(path) if path is not None else Config()
    if config.lexicon:
        from checker import desk

        desk.install(config.lexicon)
    if config.gazetteer is not None:
        from checker.geography import distances

        distances.install(config.gazetteer)
    return config


def passed_over(paths: Iterable[str], config: Config) -> tuple[str, ...]:
    """The configuration files that lie nearer to ``paths`` than the one that governs, below the
    working directory: whoever wrote them may think that they hold."""
    here = os.getcwd()
    found = []
    folders = {os.path.abspath(p if os.path.isdir(p) else os.path.dirname(p)) for p in paths}
    while folders:
        below = {folder for folder in folders if folder.startswith(os.path.join(here, ""))}
        found += [os.path.join(folder, NAME) for folder in below]
        folders = {os.path.dirname(folder) for folder in below}
    taken = config.path and os.path.abspath(config.path)
    return tuple(sorted(from_here(p) for p in set(found) if p != taken and os.path.isfile(p)))


class Configured(NamedTuple):
    """The rules to run, and a line for each plugin that could not be loaded."""

    rules: tuple[Rule, ...]
    faults: tuple[str, ...]


def configured(config: Config) -> Configured:
    """The built-in rules and those of the configuration and its plugins, as it adjusts and selects
    them, with its reference tables.

    Raises :class:`checker.errors.RuleError` and :class:`checker.errors.ConfigError`.
    """
    found, loaded = for_run(config), tables(config, Cache(None))
    return Configured(with_tables(found.rules, loaded), (*found.faults, *loaded.faults))


def tables(config: Config, cache: Cache) -> Loaded:
    """The reference tables of a configuration, whose words are in the lexicons by now."""
    if not config.tables:
        return Loaded((), ())
    from checker.reference.loading import load as load_tables

    specs = [replace(spec, path=from_here(spec.path)) for spec in config.tables]
    return load_tables(specs, top(config), cache, words(config))


def from_here(path: str) -> str:
    """A path as seen from the working directory, as articles are named."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return path


def words(config: Config) -> str:
    """A digest of the desk's own words."""
    return digest(*(Path(path).read_bytes() for path in config.lexicon))


def with_tables(rules: tuple[Rule, ...], loaded: Loaded) -> tuple[Rule, ...]:
    """The rules with the tables that they look at."""
    if not loaded.tables:
        return rules
    from checker import pipeline

    return pipeline.with_tables(rules, loaded.tables)


def table_names(config: Config) -> frozenset[str]:
    """The names of the reference tables of a configuration."""
    return frozenset(spec.name for spec in config.tables)


class ForRun(NamedTuple):
    """The rules to run; a line for each plugin that could not be loaded; and how suppressions in
    the text are taken."""

    rules: tuple[Rule, ...]
    faults: tuple[str, ...]
    policy: Policy


def for_run(config: Config) -> ForRun:
    """All that a run needs of the rules. Raises as :func:`configured` does."""
    every = known_rules(config, config.rule_paths)
    chosen = adjusted((*every.rules, RULE), config)
    own = next((rule for rule in chosen if rule.id == RULE.id), None)
    known = frozenset(rule.id for rule in every.rules)
    rules = tuple(rule for rule in chosen if rule is not own)
    return ForRun(rules, every.faults, Policy(own, known, config.require_reasons))


def known_rules(config: Config, paths: tuple[str, ...]) -> Configured:
    """The built-in rules, those of plugins and those at ``paths``, by id.

    Raises :class:`checker.errors.RuleError`.
    """
    from checker import ruleset

    plugins, broken = ruleset.load_plugins(config.plugins)
    names = table_names(config)
    added = ruleset.load(paths, plugins=plugins, tables=names) if paths else ()
    every = ruleset.joined(ruleset.builtin(), added, plugins.rules)
    return Configured(every, tuple(str(fault) for fault in broken))
