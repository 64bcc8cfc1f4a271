"""The documents: what they show runs and prints what they say, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker import ruleset
from checker.cli.group import COMMANDS
from checker.reports import FORMATS
from scripts.run_docs import DOCUMENTS, ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
EVERY = (*DOCUMENTS, ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", ROOT / "benchmarks/README.md")
SET_UP = ("pip install ", "python -m venv ", ". .venv/", "git clone ", "pytest", "pre-commit ",
          "ruff ", "mypy ", "lint-imports", ".ci/run", "python scripts/", "python -m pytest ",
          "python benchmarks/", "python -m benchmarks.")  # fmt: skip


def called(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=called)
def test_what_a_document_shows_is_what_happens(path: Path) -> None:
    """If only an output has changed: ``python scripts/run_docs.py`` fills it in. Read the diff."""
    text = path.read_text(encoding="utf-8")
    filled, faults = run(text)
    assert faults == []
    assert filled == text


@pytest.mark.parametrize("path", EVERY, ids=called)
def test_what_is_not_run_here_only_sets_up(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for block in re.findall(r"^```(?:shell|sh|bash)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            assert line.startswith(SET_UP), line


@pytest.mark.parametrize("path", EVERY, ids=called)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http://", "https://", "#")):
            assert (path.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("path", EVERY, ids=called)
def test_files_that_are_named_exist(path: Path) -> None:
    """`checker/x.py`, `rules/y.yml` and the like in running text."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    named = re.findall(
        r"`((?:checker|rules|tests|fixtures|scripts|benchmarks|docs)/[\w./-]+)`", text
    )
    real = [name for name in named if not re.search(r"/(?:NAME|ID)\b", name)]
    assert [name for name in real if not (ROOT / name).exists()] == []


def test_the_readme_sets_up_in_two_commands() -> None:
    assert re.findall(r"^pip install .* && .*$", README, re.MULTILINE) == [
        "pip install . && figcheck check fixtures/kupyansk",
        "pip install '.[test]' && pytest",
    ]


def test_the_readme_names_every_command_format_and_rule() -> None:
    names = {*COMMANDS, *FORMATS, *(rule.id for rule in ruleset.builtin())}
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", README)} == set()


def test_contributing_names_every_script() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    scripts = [path.stem for path in (ROOT / "scripts").glob("*.py")]
    assert [name for name in scripts if name not in told] == []
