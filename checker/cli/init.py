"""``figcheck init``: write a configuration to begin with, every line explained.

In: a folder. Out: its ``figcheck.toml``, and the exit status.
"""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli import OK, completing
from checker.cli.reading import DEBUG
from checker.cli.writing import emit
from checker.config import NAME
from checker.errors import UsageError
from checker.terminal import visible

TEXT = """\
# Settings of figcheck for this folder and those below it. All of them may be left out; a line that
# begins with "#" shows what holds without it, or an example. Paths are relative to this file.

# Exit with status 1 from here on: error, warning, note or never.
# fail-on = "warning"

# How articles are grouped that name no story in their front matter: those of one "folder" are
# compared with each other, "all" of them, or none ("file").
# story = "folder"

# What is not checked. A pattern without a slash is a file's name in any folder.
# exclude = ["archive/**", "*.draft.md"]

# What the articles on the command line are compared with. Only findings that touch one of those are
# reported.
# corpus = ["published"]

# Run these rules alone, or all but these. "figcheck rules list" shows them.
# select = ["distance-disagrees"]
# ignore = ["casualties-unsourced"]

# Rule files and folders of your own: "figcheck rules new my-rule --folder rules" begins one.
# rule-paths = ["rules"]

# Measures, names, units and hedges of your own.
# lexicon = ["words.yml"]

# The map that distances are measured on, instead of the one that ships.
# gazetteer = "desk.gazetteer"

# Findings that are known and do not count: "figcheck baseline write ." makes the file.
# baseline = "figcheck-baseline.json"

# A suppression in the text counts only with a reason.
# require-reasons = false

# A table of what is known, which figures are compared with: docs/reference-tables.md.
# [[tables]]
# path = "tables/towns.csv"
# key = "town"
# value = "people"
# measure = "population"

# Rules that are ignored in some files.
# [per-file."wires/**"]
# ignore = ["casualties-unsourced"]

# A rule's severity and options, or enabled = false. "figcheck rules show ID" names the options.
# [rules.distance-disagrees]
# severity = "note"
"""


@click.command(epilog="Example: figcheck init")
@click.argument("folder", default=".", metavar="[FOLDER]", shell_complete=completing.folders)
@DEBUG
def init(folder: str) -> int:
    """Write a figcheck.toml to begin with. It changes nothing until a line of it is uncommented."""
    path = Path(folder, NAME)
    if path.exists():
        raise UsageError(f"{path}: is there already")
    if not Path(folder).is_dir():
        raise UsageError(f"{folder}: no such folder")
    emit(TEXT, str(path))
    emit(f"{visible(str(path))}\n")
    return OK
