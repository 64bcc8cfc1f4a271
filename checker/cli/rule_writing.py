"""``figcheck rules new`` and ``test``: what a rule author does besides writing.

In: an id, or rule files with their test files beside them. Out: a rule and a test to begin with, or
what each case should have yielded and did; and the exit status.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker import ruleset
from checker.cache import Cache
from checker.cli import FAILED, FOUND, OK, completing
from checker.cli.reading import DEBUG
from checker.cli.rule_files import current_config, table_names, tables, with_tables
from checker.cli.running import complain
from checker.cli.writing import emit
from checker.config import find, load
from checker.errors import RuleError, UsageError
from checker.model import Document, Finding, Rule
from checker.terminal import visible

if TYPE_CHECKING:
    from checker.reference.table import Table
    from checker.rule_tests import Outcome

_VERDICTS = ("pass", "fail", "todo")

_RULE = """\
id: {id}
summary: A count is above what the desk takes for likely.
why: |
  What is wrong when this fires, and for whom. Then an example that fires:

      Some 9,000 people crossed the bridge.

  Silent: what looks alike and is right.
severity: warning
given: claim
where:
  kind: count
options:
  most: 5000
when: c.low > most
message: "{{c}} is more than {{most}}"
"""

_CASES = """\
# {id}

## A count above the limit

```news a.md
Some 9,000 people crossed the bridge.
```

```findings
a.md:1 "9,000"
```

## A count below it

```news a.md
Some 4,000 people crossed the bridge.
```
"""


@click.command(
    short_help="Begin a rule, with its test file.",
    epilog="Example: figcheck rules new road-length-disagrees --folder our-rules",
)
@click.argument("rule_id", metavar="ID", shell_complete=completing.rule_ids)
@click.option(
    "--folder",
    metavar="FOLDER",
    shell_complete=completing.folders,
    help="Where to, made if need be. [default: the first of the configured rule-paths, or "
    "else here]",
)
@DEBUG
def new(rule_id: str, folder: str | None) -> int:
    """Write a rule and its test file to begin with: both are sound and pass."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule_id):
        raise UsageError(f"{rule_id}: an id is words in lower case with hyphens: counts-too-high")
    folder = folder or _own_folder()
    files = {f"{rule_id}.yml": _RULE, f"{rule_id}.md": _CASES}
    for name in files:
        if (Path(folder) / name).exists():
            raise UsageError(f"{Path(folder) / name}: is there already")
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        emit(text.format(id=rule_id), str(Path(folder) / name))
        emit(f"{visible(str(Path(folder) / name))}\n")
    return OK


def _own_folder() -> str:
    """Where the configuration has rules of one's own."""
    path = find(Path.cwd())
    listed = load(path).rule_paths if path is not None else ()
    return next((os.path.relpath(each) for each in listed if not Path(each).is_file()), ".")


@click.command(
    short_help="Run the test files of rules.", epilog="Example: figcheck rules test our-rules"
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completing.files)
@click.option(
    "--cases",
    metavar="FOLDER",
    shell_complete=completing.folders,
    help="Where the test files lie, if not beside the rules.",
)
@DEBUG
def test(paths: tuple[str, ...], cases: str | None) -> int:
    """Validate rules and run their test files: ID.md beside ID.yml.

    Without a path, those of the configuration, and the rules of its plugins that have a test file
    beside their module. Every fault of a rule file is one line. Exit status: 0, all pass; 1, a
    case fails; 2, a rule or a test file is wrong or missing.
    """
    config = current_config()
    given = paths or config.rule_paths
    plugins, broken = ruleset.load_plugins(config.plugins)
    own = () if paths else tuple(r for r in plugins.rules if _test_file(r, cases).is_file())
    if not given and not own:
        raise UsageError("name a rule file or folder, or rule-paths in the configuration")
    names = table_names(config)
    read = ruleset.read(given, plugins=plugins, tables=names) if given else ((), ())
    loaded = tables(config, Cache(None))
    sound, wrong = with_tables(read[0], loaded), read[1]
    rules = (*sound, *own)
    counts: Counter[str] = Counter(faults=len(broken) + len(wrong) + len(loaded.faults))
    for fault in (*broken, *wrong, *loaded.faults):
        complain(str(fault))
    for rule in rules:
        try:
            outcomes = _outcomes(rule, cases)
        except RuleError as error:
            complain(str(error))
            counts["faults"] += 1
            continue
        counts["rules"] += 1
        for path, outcome in outcomes:
            counts[_verdict(outcome)] += 1
            if not outcome.passed:
                emit("".join(f"{visible(line)}\n" for line in _difference(path, outcome)))
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS)
    emit(f"rules tested: {counts['rules']}; cases: {told}\n")
    if counts["faults"]:
        return FAILED
    return FOUND if counts["fail"] else OK


def _verdict(outcome: Outcome) -> str:
    if outcome.passed:
        return "pass"
    return "fail" if outcome.failed else "todo"


def _difference(path: str, outcome: Outcome) -> list[str]:
    from checker.rule_tests import difference

    return difference(path, outcome).split("\n")


def _outcomes(rule: Rule, folder: str | None) -> list[tuple[str, Outcome]]:
    """The outcome of each case of a rule, with the path of its test file.

    Raises :class:`checker.errors.RuleError` for a test file that is missing or wrong.
    """
    from checker.rule_tests import run

    path = _test_file(rule, folder)
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        what = "no test file" if isinstance(error, FileNotFoundError) else error.strerror
        raise RuleError(f"{path}: {what} for the rule '{rule.id}'") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8 at byte {error.start}") from error
    made = run(str(path), text, rule, _read, _check, _with_tables)
    return [(str(path), outcome) for outcome in made]


def _test_file(rule: Rule, folder: str | None) -> Path:
    return (Path(folder) if folder else Path(rule.position.path).parent) / f"{rule.id}.md"


def _read(text: str, name: str) -> Document:
    from checker.documents import document

    return document(text, name=name)


def _with_tables(rule: Rule, tables: tuple[Table, ...]) -> Rule:
    from checker import pipeline

    return pipeline.with_tables((rule,), tables)[0]


def _check(documents: tuple[Document, ...], rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    from checker import pipeline

    judged = pipeline.check(documents, rules)
    for fault in judged.failed:
        raise RuleError(fault)
    return judged.findings
