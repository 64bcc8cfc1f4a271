"""What a shell may complete: files, folders and the ids of rules.

In: what click gives a completion: its context, the parameter, and the word so far. Out: the words
to choose from, or the order to the shell to look among its files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def files(_: click.Context, __: click.Parameter, word: str) -> list[CompletionItem]:
    """The shell's own files and folders."""
    return _of("file", word)


def folders(_: click.Context, __: click.Parameter, word: str) -> list[CompletionItem]:
    """The shell's own folders."""
    return _of("dir", word)


def rule_ids(ctx: click.Context, __: click.Parameter, word: str) -> list[CompletionItem]:
    """The ids of the built-in rules, and of those of the configuration where it is sound."""
    from click.shell_completion import CompletionItem

    from checker.cli.rule_files import current_config, known_rules
    from checker.config import Config
    from checker.errors import FigcheckError

    try:
        config = current_config(ctx.params.get("config_file"))
        known = known_rules(config, config.rule_paths).rules
    except FigcheckError:
        known = known_rules(Config(), ()).rules
    return [CompletionItem(rule.id) for rule in known if rule.id.startswith(word)]


def _of(kind: str, word: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, type=kind)]
