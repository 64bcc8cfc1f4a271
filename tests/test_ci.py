"""The action and the examples for continuous integration: their commands run and do what they say.

In: ``action.yml`` and the YAML in ``docs/ci.md``. Out: statuses and reports of their commands.
What is installed from a package index is left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DOCUMENT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
EXAMPLES = {
    name: yaml.safe_load(body)
    for name, body in re.findall(r"^```yaml (\S+)\n(.*?)^```$", DOCUMENT, re.M | re.S)
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A working directory with one article that is wrong."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ford.md").write_text(WRONG, encoding="utf-8")
    return tmp_path


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``script`` as GitHub and GitLab do."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def step(name: str) -> dict[str, Any]:
    return next(each for each in ACTION["runs"]["steps"] if each["name"] == name)


def given(**inputs: str) -> dict[str, str]:
    """The environment of the action's step: its inputs with their defaults."""
    said = {name: str(each["default"]) for name, each in ACTION["inputs"].items()} | inputs
    return {
        key: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: said[found[1]], value)
        for key, value in step("Check the figures")["env"].items()
    }


def test_the_action_reports_on_lines_and_in_sarif(articles: Path) -> None:
    ran = bash(step("Check the figures")["run"], articles, **given(paths="articles"))
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith("::error file=articles/ford.md,line=1,")
    report = json.loads((articles / "figcheck.sarif").read_text(encoding="utf-8"))
    assert len(report["runs"][0]["results"]) == 1


def test_the_action_takes_options_and_its_defaults_are_sound(articles: Path) -> None:
    script = step("Check the figures")["run"]
    assert bash(script, articles, **given()).returncode == 1
    assert bash(script, articles, **given(options="--fail-on never --no-cache")).returncode == 0
    assert bash(script, articles, **given(paths="nowhere")).returncode == 2


def test_no_input_of_the_action_is_run_as_a_command(articles: Path) -> None:
    script = step("Check the figures")["run"]
    assert "${{" not in script
    bash(script, articles, **given(paths="articles;touch stolen $(touch stolen) `touch stolen`"))
    assert not (articles / "stolen").exists()


def test_the_action_installs_what_lies_beside_it(articles: Path) -> None:
    pytest.importorskip("hatchling")
    target = articles / "installed"
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say that there is none
        "PIP_TARGET": str(target),
    }
    ran = bash(step("Install figcheck")["run"], articles, GITHUB_ACTION_PATH=str(ROOT), **offline)
    assert ran.returncode == 0, ran.stderr
    assert (target / "checker" / "builtin_rules").is_dir()


def commands(value: object, key: str = "") -> Iterator[str]:
    """The commands of a workflow: what stands under ``run`` or ``script``."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from commands(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from commands(inner, key)
    elif key in ("run", "script"):
        yield str(value)


RUN = [
    (name, command)
    for name, example in EXAMPLES.items()
    for command in commands(example)
    if not command.startswith("pip install ")
]


@pytest.mark.parametrize(("name", "command"), RUN)
def test_the_commands_of_the_examples_run(name: str, command: str, articles: Path) -> None:
    ran = bash(command, articles)
    assert ran.returncode == 1, f"{name}: {ran.stderr}"
    assert "conversion-disagrees" in ran.stdout


def test_every_file_that_the_examples_name_is_made(articles: Path) -> None:
    for _, command in RUN:
        bash(command, articles)
    junit = EXAMPLES[".gitlab-ci.yml"]["figures"]["artifacts"]["reports"]["junit"]
    assert (articles / junit).is_file()


def test_the_example_uses_the_action_as_it_is() -> None:
    steps = EXAMPLES[".github/workflows/figures.yml"]["jobs"]["check"]["steps"]
    ours = next(each for each in steps if each["uses"].startswith("figcheck/figcheck@"))
    upload = next(each for each in steps if "upload-sarif" in each["uses"])
    assert set(ours["with"]) <= set(ACTION["inputs"])
    assert upload["with"]["sarif_file"] == ACTION["inputs"]["sarif"]["default"]
    assert upload["if"] == "always()"
