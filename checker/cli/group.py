"""The ``figcheck`` command: its subcommands, each imported when it is called.

In: nothing. Out: the click group.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

import click

from checker.version import __version__

COMMANDS = {
    "baseline": "Write down the findings of today, so that only new ones count.",
    "check": "Report the figures that contradict each other.",
    "claims": "Show who says what quantity of which thing.",
    "explain": "Show what was read at a place, and why it was or was not compared.",
    "figures": "Show every figure that is read.",
    "init": "Write a configuration to begin with.",
    "places": "Write the towns of the map with their populations, as a table.",
    "report": "Write a page to look at: findings, sheet and articles.",
    "rules": "List, show, validate, write and test rules.",
    "table": "Show what each source says of each quantity, side by side.",
}
"""Each command, in a module of its own name, and its line in the help: ``--help`` imports none."""


class _Lazy(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"checker.cli.{cmd_name}")
        return cast(click.Command, getattr(module, cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from checker.errors import suggestion

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no such command {args[0]!r}{suggestion(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: figcheck check drafts/harbour.md",
)
@click.version_option(__version__, message="figcheck %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def figcheck() -> None:
    """Read drafts and their sources, and report the figures that contradict each other."""
