"""What the commands share about configuration and rules.

In: the options of a command line. Out: the ``Config`` that governs it, and the ``Rule``s to run.
"""

from __future__ import annotations

from pathlib import Path

from checker import ruleset
from checker.config import Config, adjusted, find, load
from checker.model import Rule


def current_config(given: str | None = None) -> Config:
    """The configuration in the file ``given``, or the one that governs the working directory, or
    the built-in values.

    Raises :class:`checker.errors.ConfigError`.
    """
    path = Path(given) if given is not None else find(Path.cwd())
    return load(path) if path is not None else Config()


def configured_rules(config: Config) -> tuple[Rule, ...]:
    """The built-in rules and those of the configuration, as it adjusts and selects them.

    Raises :class:`checker.errors.RuleError` and :class:`checker.errors.ConfigError`.
    """
    added = ruleset.load(config.rule_paths) if config.rule_paths else ()
    return adjusted((*ruleset.builtin(), *added), config)
