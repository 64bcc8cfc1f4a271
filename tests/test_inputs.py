"""What a run takes for its articles, and that what it writes is none of them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli import main

WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"

Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def running(*args: str, given: str = "") -> tuple[int, str, list[str]]:
        if given:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        status = main(list(args))
        said = capsys.readouterr()
        return status, said.out, said.err.splitlines()

    return running


def put(name: str, text: str = WRONG) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


# What is written is no article


@pytest.mark.parametrize(
    "command",
    [
        ("check", "a.md", "--output", "a.md"),
        ("check", "a.md", "--format", "json", "--output", "./a.md", "--format", "text"),
        ("figures", "a.md", "--output", "a.md"),
        ("claims", "a.md", "--output", "a.md"),
        ("table", "a.md", "--output", "a.md"),
        ("report", "a.md", "--output", "a.md"),
        ("baseline", "write", "a.md", "--output", "link.md"),
    ],
)
def test_no_article_is_overwritten_by_a_report_on_it(run: Run, command: tuple[str, ...]) -> None:
    put("a.md")
    Path("link.md").symlink_to("a.md")
    status, out, err = run(*command)
    assert (status, out) == (2, "")
    assert err == ["figcheck: a.md: is to be checked, and --output would overwrite it"]
    assert Path("a.md").read_text() == WRONG


@pytest.mark.parametrize("form", ["html", "text"])
def test_a_report_in_a_folder_is_no_article_of_it(run: Run, form: str) -> None:
    put("a.md")
    output = {"html": "report.html", "text": "report.txt"}[form]
    written = []
    for _ in range(2):
        status, _, err = run("check", ".", "--format", form, "--output", output)
        assert (status, err) == (1, [])
        written.append(Path(output).read_bytes())
    assert written[0] == written[1]


def test_one_file_by_two_names_is_one_file(run: Run) -> None:
    put("a.md")
    two = ("--format", "json", "--output", "o.json", "--format", "sarif", "--output", "./o.json")
    status, _, err = run("check", "a.md", *two)
    assert (status, err) == (2, ["figcheck: two formats have the same --output file"])


def test_what_cannot_be_written_is_one_line(run: Run) -> None:
    put("a.md")
    status, _, err = run("check", "a.md", "--output", "/dev/full")
    assert (status, err) == (2, ["figcheck: /dev/full: cannot be written: No space left on device"])


def test_a_report_of_another_run_is_passed_over(run: Run) -> None:
    put("a.md", RIGHT)
    run("report", "a.md", "--output", "report.html")
    status, out, err = run("check", ".")
    assert (status, out[:11]) == (0, "1 document,")
    assert err == ["figcheck: report.html: a report of figcheck is no article, and is passed over"]


# Standard input


def test_standard_input_stands_for_the_file_whose_name_it_bears(run: Run) -> None:
    put("desk/a.md", WRONG)
    put("desk/b.md", RIGHT)
    status, out, _ = run("check", "-", "desk", "--stdin-name", "desk/a.md", given=RIGHT)
    assert (status, out.splitlines()[-1][:12]) == (0, "2 documents,")


def test_standard_input_has_a_name(run: Run) -> None:
    status, _, err = run("check", "-", "--stdin-name", "", given=RIGHT)
    assert (status, err) == (2, ["figcheck: --stdin-name must not be empty"])


# What is walked, and what is left out


def test_the_lock_of_an_open_document_is_passed_over(run: Run) -> None:
    put("a.md", RIGHT)
    put("~$a.docx", "\x05desk")
    assert run("check", ".")[0] == 0
    assert run("check", "~$a.docx")[0] == 2


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("archive", ["desk/a.md", "desk/old archive/c.md"]),
        ("*archive", ["desk/a.md"]),
        ("archive/*", ["desk/a.md", "desk/archive/b.md", "desk/old archive/c.md"]),
        ("desk/old archive/*.md", ["archive/a.md", "desk/a.md", "desk/archive/b.md"]),
        ("a.md", ["desk/archive/b.md", "desk/old archive/c.md"]),
    ],
)
def test_a_name_alone_leaves_files_and_folders_out(run: Run, pattern: str, left: list[str]) -> None:
    for name in ("archive/a.md", "desk/a.md", "desk/archive/b.md", "desk/old archive/c.md"):
        put(name)
    put("figcheck.toml", f'exclude = ["{pattern}"]\n')
    _, out, _ = run("check", ".", "--quiet")
    found = [line.partition(":")[0] for line in out.splitlines() if " error " in line]
    assert found == left


# The corpus


def test_a_corpus_that_is_not_there_is_no_corpus_without_contradictions(run: Run) -> None:
    put("a.md", RIGHT)
    put("figcheck.toml", 'story = "all"\ncorpus = ["publshed"]\n')
    status, out, (told,) = run("check", "a.md")
    assert (status, out) == (2, "")
    folder = re.escape(str(Path.cwd()))
    told_of = rf"figcheck: {folder}/figcheck\.toml:2: corpus: {folder}/publshed: no such file.*"
    assert re.fullmatch(told_of, told)
    assert run("check", "a.md", "--no-corpus")[0] == 0


def test_a_corpus_without_articles_is_a_beginning(run: Run) -> None:
    put("a.md", RIGHT)
    Path("published").mkdir()
    put("figcheck.toml", 'corpus = ["published"]\n')
    assert run("check", "a.md")[0] == 0


def test_an_article_of_the_corpus_that_cannot_be_read_is_status_2(run: Run) -> None:
    put("a.md", RIGHT)
    Path("old.md").write_bytes(b"caf\xe9")
    put("figcheck.toml", 'corpus = ["old.md"]\n')
    status, _, err = run("check", "a.md")
    assert (status, err) == (2, ["figcheck: old.md: not UTF-8 at byte 3; save the file as UTF-8"])


# What is asked for


def test_where_no_rule_is_left_nothing_is_said_to_be_sound(run: Run) -> None:
    put("a.md")
    both = ("--select", "age-disagrees", "--ignore", "age-disagrees")
    status, out, err = run("check", "a.md", *both)
    assert (status, out) == (2, "")
    assert err == ["figcheck: no rule is left to run: select and ignore leave all of them out"]


@pytest.mark.parametrize("args", [(), ("rules",), ("baseline",)])
def test_a_command_without_a_subcommand_shows_its_help(run: Run, args: tuple[str, ...]) -> None:
    status, out, err = run(*args)
    assert (status, out) == (2, "")
    assert err[0].startswith("Usage: figcheck")
    assert "Commands:" in err
    assert not any(line.endswith("...") for line in err[1:])


def test_a_nearer_configuration_that_does_not_hold_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("desk/figcheck.toml", 'fail-on = "never"\n')
    put("desk/drafts/a.md")
    put("desk/drafts/b.md", RIGHT)
    told = (
        "figcheck: desk/figcheck.toml: is not used: taken is the nearest configuration upwards "
        "from here; run figcheck there, or name it with --config"
    )
    status, _, err = run("check", "desk/drafts", "desk/drafts/b.md")
    assert (status, err) == (1, [told])
    assert run("check", "desk/drafts", "--quiet")[2] == []
    assert run("check", "desk/drafts", "--config", "desk/figcheck.toml")[::2] == (0, [])
    monkeypatch.chdir("desk")
    assert run("check", "drafts", "../desk/drafts/a.md")[::2] == (0, [])


@pytest.mark.parametrize("command", ["figures", "claims"])
def test_what_is_shown_is_read_with_the_words_of_a_configuration(run: Run, command: str) -> None:
    put("a.md", RIGHT)
    put("desk/figcheck.toml", 'lexicon = ["gone.yml"]\n')
    status, _, (told,) = run(command, "a.md", "--config", "desk/figcheck.toml")
    assert (status, "gone.yml" in told) == (2, True)
    assert run(command, "a.md")[0] == 0
