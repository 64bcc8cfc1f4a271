"""``figcheck rules``: list, show, validate, write and test rules.

In: rule files or ids. Out: text or JSON, and the exit status.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

import click

from checker import ruleset
from checker.cli import FAILED, OK, completing
from checker.cli.reading import DEBUG, OUTPUT
from checker.cli.rule_files import current_config, known_rules, table_names
from checker.cli.rule_writing import new, test
from checker.cli.running import complain
from checker.cli.writing import check_output, coloured, columns, emit
from checker.config import Config, overridden
from checker.errors import UsageError, suggestion
from checker.model import Rule
from checker.ruleset.manual import page
from checker.suppressions import RULE as UNUSED
from checker.terminal import visible

_RULES = click.option(
    "--rules",
    "paths",
    multiple=True,
    metavar="PATH",
    shell_complete=completing.files,
    help="A rule file or folder to add.",
)


@click.group(epilog="Example: figcheck rules show range-reversed")
def rules() -> None:
    """List, show, validate, write and test rules: the built-in ones and your own."""


@rules.command(
    "list",
    short_help="List the rules as configured.",
    epilog="Example: figcheck rules list --rules our-rules",
)
@_RULES
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table",
              help="How to show them.")  # fmt: skip
@DEBUG
def list_(paths: tuple[str, ...], form: str) -> int:
    """List the rules: id, severity as configured (off for those that do not run), what each looks
    at, and its summary."""
    known = _known(paths)
    if form == "json":
        emit(json.dumps([_as_dict(rule) for rule in known], indent=2, ensure_ascii=False) + "\n")
        return OK
    lines = [
        (rule.id, rule.severity.value if rule.enabled else "off", rule.given, rule.summary)
        for rule in known
    ]
    widths = [max((len(line[column]) for line in lines), default=0) for column in range(3)]
    for line in lines:
        head = "  ".join(cell.ljust(wide) for cell, wide in zip(line, widths, strict=False))
        emit(f"{head}  {line[3]}\n")
    return OK


@rules.command(
    short_help="Show the manual page of a rule.",
    epilog="Example: figcheck rules show range-reversed",
)
@click.argument("rule_id", metavar="ID", shell_complete=completing.rule_ids)
@_RULES
@DEBUG
def show(rule_id: str, paths: tuple[str, ...]) -> int:
    """Show the manual page of a rule: what it finds, what it leaves alone and why."""
    known = {rule.id: rule for rule in _known(paths)}
    rule = known.get(rule_id)
    if rule is None:
        raise UsageError(f"no such rule {rule_id!r}{suggestion(rule_id, known)}")
    emit(_rendered("".join(f"{visible(line)}\n" for line in page(rule).splitlines())))
    return OK


def _rendered(markdown: str) -> str:
    """Markdown for the terminal; where there is none, as it is."""
    wide = columns()
    if wide is None:
        return markdown
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(
        width=min(wide, 100), force_terminal=True, color_system="standard" if coloured() else None
    )
    with console.capture() as captured:
        console.print(Markdown(markdown))
    return captured.get()


@rules.command(
    short_help="Write the JSON Schema of rule files.",
    epilog="Example: figcheck rules schema --output figcheck-rule.schema.json",
)
@OUTPUT
@DEBUG
def schema(output: str | None) -> int:
    """Write the JSON Schema of rule files, which editors complete and underline by.

    It knows the measures of the configuration's lexicons and the relations of its plugins.
    """
    from checker.ruleset.schema import schema as describe

    if output is not None:
        check_output(output)
    config = current_config()
    plugins, faults = ruleset.load_plugins(config.plugins)
    for fault in faults:
        complain(str(fault))
    described = describe(ruleset.lexicon_measures(), plugins.relations, plugins.functions)
    emit(json.dumps(described, indent=2, ensure_ascii=False) + "\n", output)
    return FAILED if faults else OK


@rules.command(
    short_help="Validate rule files.", epilog="Example: figcheck rules validate our-rules"
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completing.files)
@DEBUG
def validate(paths: tuple[str, ...]) -> int:
    """Validate rule files and folders, or those of the configuration and the built-in ones.

    Every fault of every file is one line: path:line:column, and what to do. Exit status 2 where
    there is one.
    """
    config = current_config()
    given: tuple[Any, ...] = paths or (ruleset.builtin_folder(), *config.rule_paths)
    plugins, broken = ruleset.load_plugins(config.plugins)
    sound, wrong = ruleset.read(given, plugins=plugins, tables=table_names(config))
    faults = (*broken, *wrong)
    for fault in faults:
        complain(str(fault))
        if fault.excerpt:
            print(f"    {visible(fault.excerpt.strip())}", file=sys.stderr)
    emit(f"{len(sound)} sound, {len(faults)} {'fault' if len(faults) == 1 else 'faults'}\n")
    return FAILED if faults else OK


rules.add_command(new)
rules.add_command(test)


def _known(paths: tuple[str, ...]) -> tuple[Rule, ...]:
    """The built-in rules, those of the configuration and those of ``paths``, by id, with the
    severity and the options that the configuration gives them."""
    config: Config = current_config()
    found = known_rules(config, (*config.rule_paths, *paths))
    for fault in found.faults:
        complain(fault)
    own = [each for each in config.rules if each.rule != UNUSED.id]
    return overridden(found.rules, replace(config, rules=tuple(own)))


def _as_dict(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "summary": rule.summary,
        "severity": rule.severity.value,
        "given": rule.given,
        "enabled": rule.enabled,
        "options": {option.name: str(option.value) for option in rule.options},
        "path": rule.position.path,
    }
