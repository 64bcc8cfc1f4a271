"""The hooks in a newsroom's repository, run by the real pre-commit and the real git.

In: the manifest of this repository, and a repository that each test makes. Out: commits that pass
and commits that are blocked.

pre-commit clones the manifest from a ``file://`` repository. A hook in Python would then be
installed from a package index; a configuration may set another ``language``, and with ``system``
the hooks run the figcheck that is under test, so that nothing is fetched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from checker.documents import SUFFIXES

pytest.importorskip("pre_commit")
if not shutil.which("git"):
    pytest.skip("git is not installed", allow_module_level=True)

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ".pre-commit-hooks.yaml"
PUBLISHED = "The port of Orlava lies 62 kilometres north of the border.\n"
AGREES = "Gulls woke Orlava, 62 kilometres from the border.\n"
DISAGREES = "Gulls woke Orlava, 26 kilometres from the border.\n"
CONVERTED_WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
CONVERTED_RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"
REASON = "<!-- figcheck: ignore[distance-disagrees] by the old road -->\n"
SETTINGS = 'corpus = ["published"]\nstory = "all"\n'


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the manifest in it, as pre-commit clones it."""
    folder = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / MANIFEST, folder)
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("commit", "-q", "-m", "hooks"),
        ("tag", "v1.0.0"),
    ):
        assert git(folder, *command).returncode == 0
    return folder


class Newsroom:
    """A repository with hooks. ``commit`` writes files, stages them and commits."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._environment = environment

    def commit(self, files: Mapping[str, str]) -> tuple[int, str]:
        """The status of the commit and what it printed."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.run("git", "add", *files)
        return self.run("git", *IDENTITY, "commit", "-m", "news")

    def run(self, *command: str) -> tuple[int, str]:
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        return ran.returncode, ran.stdout


IDENTITY = ("-c", "user.name=desk", "-c", "user.email=desk@news.example")


def git(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *IDENTITY, *command], cwd=folder, capture_output=True)


def newsroom(folder: Path, hooks: Path, *ids: str, settings: str = SETTINGS) -> Newsroom:
    """A repository in ``folder`` in which the hooks of those ``ids`` watch commits."""
    listed = "".join(f"      - id: {name}\n        language: system\n" for name in ids)
    config = f"repos:\n  - repo: {hooks.as_uri()}\n    rev: v1.0.0\n    hooks:\n{listed}"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    made = Newsroom(
        folder,
        {
            **clean,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PRE_COMMIT_HOME": str(hooks.parent / "pre-commit-home"),
            "NO_COLOR": "1",
        },
    )
    assert git(folder, "init", "-q").returncode == 0
    first = {
        ".pre-commit-config.yaml": config,
        "figcheck.toml": settings,
        "published/port.md": PUBLISHED,
    }
    status, printed = made.commit(first)
    assert status == 0, printed
    status, printed = made.run(sys.executable, "-m", "pre_commit", "install")
    assert status == 0, printed
    return made


def test_a_commit_that_contradicts_the_corpus_is_blocked(tmp_path: Path, hooks: Path) -> None:
    made = newsroom(tmp_path, hooks, "figcheck-corpus")
    status, printed = made.commit({"drafts/sea.md": DISAGREES})
    assert status == 1, printed
    assert "drafts/sea.md:1:" in printed
    assert "published/port.md" in printed
    assert "distance-disagrees" in printed
    status, printed = made.commit({"drafts/sea.md": AGREES})
    assert status == 0, printed
    assert "Passed" in printed


def test_only_what_touches_a_staged_file_is_reported(tmp_path: Path, hooks: Path) -> None:
    made = newsroom(tmp_path, hooks, "figcheck-corpus")
    (tmp_path / "published/old.md").write_text(CONVERTED_WRONG, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/unstaged.md").write_text(CONVERTED_WRONG, encoding="utf-8")
    assert made.commit({"drafts/sea.md": AGREES})[0] == 0
    status, printed = made.commit({"drafts/ford.md": CONVERTED_WRONG})
    assert status == 1
    assert "drafts/ford.md:1:" in printed
    assert "old.md" not in printed
    assert "unstaged.md" not in printed


def test_all_files_are_checked_where_nothing_is_staged(tmp_path: Path, hooks: Path) -> None:
    made = newsroom(tmp_path, hooks, "figcheck-corpus")
    (tmp_path / "published/old.md").write_text(CONVERTED_WRONG, encoding="utf-8")
    made.run("git", "add", "published/old.md")
    made.run("git", *IDENTITY, "commit", "-q", "--no-verify", "-m", "unseen")
    status, printed = made.run(sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert status == 1, printed
    assert "published/old.md:1:" in printed
    between = ("--from-ref", "HEAD~1", "--to-ref", "HEAD")
    status, printed = made.run(sys.executable, "-m", "pre_commit", "run", *between)
    assert status == 1, printed
    assert "published/old.md:1:" in printed


def test_the_changed_articles_by_themselves(tmp_path: Path, hooks: Path) -> None:
    made = newsroom(tmp_path, hooks, "figcheck")
    status, printed = made.commit({"drafts/ford.md": CONVERTED_WRONG})
    assert status == 1
    assert "conversion-disagrees" in printed
    status, printed = made.commit({"drafts/ford.md": CONVERTED_RIGHT, "drafts/sea.md": DISAGREES})
    assert status == 0, printed  # what contradicts the corpus is for the other hook


def test_an_article_that_is_excluded_blocks_nothing(tmp_path: Path, hooks: Path) -> None:
    settings = f'exclude = ["drafts/old/*"]\n{SETTINGS}'
    made = newsroom(tmp_path, hooks, "figcheck", "figcheck-corpus", settings=settings)
    status, printed = made.commit({"drafts/old/ford.md": CONVERTED_WRONG})
    assert status == 0, printed


def test_a_suppression_lets_a_commit_pass_and_may_need_a_reason(
    tmp_path: Path, hooks: Path
) -> None:
    made = newsroom(
        tmp_path, hooks, "figcheck-corpus", settings=f"require-reasons = true\n{SETTINGS}"
    )
    status, printed = made.commit(
        {"drafts/sea.md": REASON.replace("by the old road ", "") + DISAGREES}
    )
    assert status == 1
    assert "unused-suppression" in printed
    status, printed = made.commit({"drafts/sea.md": REASON + DISAGREES})
    assert status == 0, printed


def test_a_baseline_lets_old_findings_pass_and_blocks_new_ones(tmp_path: Path, hooks: Path) -> None:
    settings = f'baseline = "figcheck-baseline.json"\n{SETTINGS}'
    made = newsroom(tmp_path, hooks, settings=settings)
    made.commit({"drafts/sea.md": DISAGREES})
    status, printed = made.run("figcheck", "baseline", "write", ".")
    assert (status, printed) == (0, "figcheck-baseline.json: 1 finding\n")
    hook = (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hook += "      - id: figcheck-corpus\n        language: system\n"
    baseline = (tmp_path / "figcheck-baseline.json").read_text(encoding="utf-8")
    settled = {".pre-commit-config.yaml": hook, "figcheck-baseline.json": baseline}
    status, printed = made.commit({**settled, "drafts/sea.md": f"A new line.\n\n{DISAGREES}"})
    assert status == 0, printed
    status, printed = made.commit({"drafts/sea.md": f"{CONVERTED_WRONG}\n{DISAGREES}"})
    assert status == 1
    assert "conversion-disagrees" in printed
    assert "distance-disagrees" not in printed


def test_rules_are_validated_and_tested(tmp_path: Path, hooks: Path) -> None:
    made = newsroom(tmp_path, hooks, "figcheck-rules", settings='rule-paths = ["desk-rules"]\n')
    assert made.run("figcheck", "rules", "new", "counts-too-high", "--folder", "desk-rules")[0] == 0
    rule = (tmp_path / "desk-rules/counts-too-high.yml").read_text(encoding="utf-8")
    cases = (tmp_path / "desk-rules/counts-too-high.md").read_text(encoding="utf-8")
    status, printed = made.commit({"desk-rules/counts-too-high.yml": f"sevrity: note\n{rule}"})
    assert status == 1
    assert "desk-rules/counts-too-high.yml:1:1: " in printed
    failing = cases.replace("9,000", "900")
    wrong = {"desk-rules/counts-too-high.yml": rule, "desk-rules/counts-too-high.md": failing}
    status, printed = made.commit(wrong)
    assert status == 1
    assert "1 fail" in printed
    status, printed = made.commit({"desk-rules/counts-too-high.md": cases})
    assert status == 0, printed
    assert made.commit({"desk-rules/counts-too-high.md": f"{cases}\n"})[0] == 0


def test_the_three_hooks_keep_the_contract() -> None:
    """What an article cannot show: the corpus hook is given no names and runs once."""
    listed = yaml.safe_load((ROOT / MANIFEST).read_text(encoding="utf-8"))
    assert [hook["id"] for hook in listed] == ["figcheck", "figcheck-corpus", "figcheck-rules"]
    assert all(hook["require_serial"] for hook in listed)
    assert [hook.get("pass_filenames", True) for hook in listed] == [True, False, False]


def test_a_news_item_that_contradicts_the_corpus_is_blocked(tmp_path: Path, hooks: Path) -> None:
    desk = newsroom(tmp_path, hooks, "figcheck-corpus")
    status, said = desk.commit({"drafts/gulls.ninjs": json.dumps({"body_text": DISAGREES})})
    assert status != 0, said
    assert "distance-disagrees" in said


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_hooks_see_every_format(suffix: str) -> None:
    hooks = yaml.safe_load((ROOT / MANIFEST).read_text())
    for hook in hooks[:2]:
        assert re.search(hook["files"], f"drafts/gulls{suffix}")
        assert not re.search(hook["files"], f"drafts/gulls{suffix}.bak")
