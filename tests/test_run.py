"""The options of a run: what is compared with what, what counts, and what is said about it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.cli import main
from checker.cli.group import COMMANDS, figcheck
from checker.cli.init import TEXT
from checker.config import KEYS, load

ROOT = Path(__file__).parent.parent
WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
NEAR = "Telmar lies 40 km from the coast.\n"
FAR = "Telmar lies 70 km from the coast.\n"


class Ran(NamedTuple):
    status: int
    out: str
    err: list[str]

    @property
    def found(self) -> list[tuple[str, ...]]:
        """For each finding of a JSON report its rule and the paths of its figures."""
        return [
            (f["rule"], *(each["path"] for each in f["figures"]))
            for f in json.loads(self.out)["findings"]
        ]


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def running(*args: str) -> Ran:
        status = main(list(args))
        said = capsys.readouterr()
        return Ran(status, said.out, said.err.splitlines())

    return running


def put(name: str, text: str = WRONG) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def git(*args: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *identity, *args], check=True, capture_output=True)


# What is compared with what


def test_a_corpus_is_compared_with_and_not_reported_on(run: Run) -> None:
    put("figcheck.toml", 'corpus = ["published"]\nstory = "all"\n')
    put("published/old.md", f"{FAR}\nThe bell weighs 40 kilograms (35 pounds).\n")
    put("drafts/new.md", NEAR)
    ran = run("check", "drafts", "--format", "json")
    assert ran.found == [("distance-disagrees", "drafts/new.md", "published/old.md")]
    put("drafts/new.md", FAR)
    assert run("check", "drafts", "--format", "json").found == []


def test_an_article_of_the_corpus_that_is_checked_is_read_once(run: Run) -> None:
    put("figcheck.toml", 'corpus = ["."]\n')
    put("a.md", NEAR)
    put("b.md", FAR)
    ran = run("check", "a.md", "--format", "json")
    assert [rule for rule, *_ in ran.found] == ["distance-disagrees"]
    assert run("check", "a.md").out.splitlines()[-1].startswith("2 documents")


@pytest.mark.parametrize(("story", "count"), [("folder", 0), ("all", 1), ("file", 0)])
def test_stories_are_folders_all_or_single_files(run: Run, story: str, count: int) -> None:
    put("figcheck.toml", f'story = "{story}"\n')
    put("a/one.md", NEAR)
    put("b/two.md", FAR)
    assert len(run("check", ".", "--format", "json").found) == count


def test_files_alone_are_not_compared_but_stories_are(run: Run) -> None:
    put("figcheck.toml", 'story = "file"\n')
    put("one.md", NEAR)
    put("two.md", FAR)
    assert run("check", ".").status == 0
    put("one.md", f"---\nstory: coast\n---\n\n{NEAR}")
    put("two.md", f"---\nstory: coast\n---\n\n{FAR}")
    assert run("check", ".").status == 1


def test_changed_since_reports_what_touches_a_changed_file(run: Run) -> None:
    git("init", "-q")
    put("a.md", NEAR)
    put("b.md", NEAR)
    put("c.md", WRONG)
    git("add", ".")
    git("commit", "-q", "-m", "first")
    assert run("check", ".", "--changed-since", "HEAD", "--format", "json").found == []
    put("b.md", FAR)
    ran = run("check", ".", "--changed-since", "HEAD", "--format", "json")
    assert ran.found == [("distance-disagrees", "b.md", "a.md")]
    put("new.md", WRONG)
    assert len(run("check", ".", "--changed-since", "HEAD", "--format", "json").found) == 2
    git("add", ".")
    git("commit", "-q", "-m", "second")
    assert run("check", ".", "--changed-since", "HEAD").status == 0
    assert run("check", ".", "--changed-since", "HEAD~1").status == 1


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x"])
def test_a_revision_that_git_does_not_know_is_one_line(run: Run, revision: str) -> None:
    git("init", "-q")
    put("a.md")
    ran = run("check", "a.md", f"--changed-since={revision}")
    assert (ran.status, len(ran.err)) == (2, 1)
    assert "--changed-since" in ran.err[0]


def test_what_is_no_revision_is_one_short_line(run: Run) -> None:
    git("init", "-q")
    put("a.md")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    ran = run("check", "a.md", "--changed-since", "HEAD:a.md")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == ["figcheck: --changed-since: git takes no 'HEAD:a.md'"]


def test_staged_files_are_compared_with_the_whole_repository(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q")
    put("figcheck.toml", 'story = "all"\n')
    put("published/old.md", FAR)
    put("drafts/other.md", WRONG)
    git("add", ".")
    git("commit", "-q", "-m", "first")
    put("drafts/new.md", NEAR)
    git("add", ".")
    found = ("distance-disagrees", "drafts/new.md", "published/old.md")
    assert run("check", "--staged", "--format", "json").found == [found]
    monkeypatch.chdir("drafts")  # the paths are as seen from here, what is compared is the same
    found = ("distance-disagrees", "new.md", "../published/old.md")
    assert run("check", "--staged", "--format", "json").found == [found]


def test_where_nothing_is_staged_drafts_count_as_the_corpus_does(run: Run) -> None:
    git("init", "-q")
    put("figcheck.toml", 'corpus = ["published"]\nstory = "all"\n')
    put("published/old.md", FAR)
    put("drafts/new.md", NEAR)
    git("add", ".")
    git("commit", "-q", "-m", "first")
    ran = run("check", "--staged", "--format", "json")
    assert ran.found == [("distance-disagrees", "drafts/new.md", "published/old.md")]
    assert ran.err == ["figcheck: nothing is staged: every article counts"]


def test_staged_files_that_are_no_articles_are_not_all_articles(run: Run) -> None:
    git("init", "-q")
    put("a.md")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    put("notes.csv", "1,2\n")
    git("add", ".")
    ran = run("check", "--staged")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == ["figcheck: --staged: no article is staged; --allow-empty lets that pass"]
    assert run("check", "--staged", "--allow-empty").status == 0


def test_changed_since_needs_a_repository(run: Run) -> None:
    put("a.md")
    ran = run("check", "a.md", "--changed-since", "HEAD")
    assert (ran.status, len(ran.err)) == (2, 1)
    assert "not a git repository" in ran.err[0]


# What is walked


def test_what_git_ignores_is_passed_over(run: Run) -> None:
    for name in ("a.md", "build/b.md", "notes/c.draft.md", "notes/keep.draft.md", "deep/x/d.md"):
        put(name)
    put(".gitignore", "# built\nbuild/\n*.draft.md\n!keep.draft.md\n")
    put("deep/.gitignore", "/x\n")
    every = {"a.md", "build/b.md", "notes/c.draft.md", "notes/keep.draft.md", "deep/x/d.md"}

    def seen(*args: str) -> set[str]:
        return {path for _, path, *_ in run("check", *args, "--format", "json").found}

    assert seen(".") == every  # no repository, nothing that git would ignore
    git("init", "-q")
    assert seen(".") == {"a.md", "notes/keep.draft.md"}
    assert seen("notes") == {"notes/keep.draft.md"}
    assert seen("build/b.md") == {"build/b.md"}  # what is named is read


# What counts


def test_per_file_ignores_rules_where_the_first_figure_stands(run: Run) -> None:
    put("figcheck.toml", '[per-file."wires/**"]\nignore = ["conversion-disagrees"]\n')
    put("wires/a.md")
    put("desk/a.md")
    assert run("check", ".", "--format", "json").found == [
        ("conversion-disagrees", "desk/a.md", "desk/a.md")
    ]
    put("figcheck.toml", '[per-file."wires/**"]\nignore = ["conversion-disagree"]\n')
    ran = run("check", ".")
    assert (ran.status, len(ran.err)) == (2, 1)
    assert "did you mean 'conversion-disagrees'?" in ran.err[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('story = "town"', "story must be one of folder, all, file"),
        ("baseline = 3", "baseline must be the path of a file"),
        ('require-reasons = "yes"', "require-reasons must be true or false"),
        ("per-file = 3", "per-file takes a table for each pattern"),
        ('[per-file."a.md"]\nselect = ["x"]', "unknown key of per-file 'select'"),
    ],
)
def test_a_wrong_value_is_one_line_with_its_place(run: Run, text: str, says: str) -> None:
    put("figcheck.toml", text + "\n")
    put("a.md")
    ran = run("check", "a.md")
    assert (ran.status, ran.out, len(ran.err)) == (2, "", 1)
    assert re.match(r"figcheck: .*figcheck\.toml:[12]: ", ran.err[0])
    assert says in ran.err[0]


# What is said


def test_statistics_count_the_findings_of_each_rule(run: Run) -> None:
    put("a.md", f"{WRONG}\n{WRONG}")
    plain = run("check", "a.md", "--format", "json")
    ran = run("check", "a.md", "--format", "json", "--statistics")
    assert ran.out == plain.out
    assert ran.err == ["     2 error    conversion-disagrees"]


def test_verbose_says_what_was_used(run: Run) -> None:
    put("a.md")
    ran = run("check", "a.md", "--verbose", "--no-cache")
    assert len(ran.err) == 1
    assert re.search(r"configuration: none; rules: \d+; articles: 1; cache: none", ran.err[0])
    assert run("check", "a.md", "--no-cache").err == []


def test_the_configuration_shows_every_key(run: Run) -> None:
    put("figcheck.toml", 'baseline = "b.json"\n[per-file."a.md"]\nignore = ["range-reversed"]\n')
    shown = run("check", "--show-config").out
    for key in KEYS:
        assert key == "rules" or key in shown
    for command in ("table", "report"):
        assert run(command, "--show-config") == (0, shown, [])
    # Of a baseline, --output is the file that the setting names.
    for action in ("write", "prune"):
        assert run("baseline", action, "--show-config") == (0, shown, [])


# A configuration to begin with


def test_init_writes_a_configuration_that_changes_nothing(run: Run) -> None:
    put("a.md")
    before = run("check", "a.md")
    assert run("init") == (0, "figcheck.toml\n", [])
    assert run("check", "a.md") == before
    again = run("init")
    assert (again.status, len(again.err)) == (2, 1)
    assert run("init", "no-such-folder").status == 2


def test_every_line_that_init_shows_is_valid(run: Run) -> None:
    told = "\n".join(
        line.removeprefix("# ")
        for line in TEXT.splitlines()
        if re.match(r"# (\[|[a-z-]+ = )", line)
    )
    put("figcheck.toml", told)
    config = load(Path("figcheck.toml"))
    keys = {key for key, _ in config.origins}
    assert keys == set(KEYS) - {"plugins"}
    assert run("init", "--help").status == 0


def test_a_shell_completes_commands_options_rules_and_files(tmp_path: Path) -> None:
    (tmp_path / "figcheck.toml").write_text("rule-paths = ['gone']\n")
    for words, wanted in (
        ("figcheck ch", "plain,check\n"),
        ("figcheck check --base", "plain,--baseline\n"),
        ("figcheck check dra", "file,dra\n"),
        ("figcheck check a.md --output rep", "file,rep\n"),
        ("figcheck check a.md --cache-dir kep", "dir,kep\n"),
        ("figcheck check a.md --select range", "plain,range-reversed\n"),
        ("figcheck rules show range", "plain,range-reversed\n"),
        ("figcheck explain dra", "file,dra\n"),
    ):
        asked = {
            "_FIGCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
            "PYTHONPATH": str(ROOT),
        }
        code = "import sys; from checker.cli import main; sys.exit(main([]))"
        ran = subprocess.run(
            [sys.executable, "-c", code], env=asked, cwd=tmp_path, capture_output=True, text=True
        )
        assert ran.stdout == wanted


# The help and the page say the same


def _options(command: Any) -> set[str]:
    return {name for one in command.params for name in one.opts if name.startswith("--")}


def test_every_option_is_on_the_page() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    context: Any = None
    for name in COMMANDS:
        command = figcheck.get_command(context, name)
        assert command is not None
        assert f"`figcheck {name}" in page
        inner = getattr(command, "commands", {name: command})
        for each in inner.values():
            missing = [o for o in _options(each) if f"`{o}" not in page]
            assert missing == [], f"{name}: {missing}"


def test_every_command_has_an_example() -> None:
    context: Any = None
    for name in COMMANDS:
        command: Any = figcheck.get_command(context, name)
        for each in getattr(command, "commands", {name: command}).values():
            assert re.match(r"Examples?: figcheck ", each.epilog or ""), each.name
