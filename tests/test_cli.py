"""The command line: statuses, formats, and one clear line for whatever a user gets wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.cli import main

WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"

RULE = """\
id: any-length
summary: A length.
why: |
  To see what is read.
severity: note
given: claim
when: c.low > 0
message: "{c}"
"""


class Ran(NamedTuple):
    """What a command left behind. ``err`` is split into lines."""

    status: int
    out: str
    err: list[str]


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory without a configuration above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in ``folder`` and catch what it says."""

    def running(*args: str | Path) -> Ran:
        assert folder == Path.cwd()
        status = main([str(arg) for arg in args])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(status, said.out, said.err.splitlines())

    return running


def put(name: str, text: str | bytes = WRONG) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def process(*args: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "checker", *args]
    return subprocess.run(command, check=False, capture_output=True, timeout=120, **options)


# Exit status


def test_nothing_to_report_is_0_and_a_finding_is_1(run: Run) -> None:
    put("right/a.md", RIGHT)
    put("wrong/a.md", WRONG)
    clean, found = run("check", "right"), run("check", "wrong")
    assert (clean.status, clean.err) == (0, [])
    assert clean.out.startswith("1 document, 2 figures")
    assert "no findings" in clean.out
    assert (found.status, found.err) == (1, [])
    assert found.out.startswith("wrong/a.md:1:15 error conversion-disagrees ")


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 0), ("warning", 0), ("note", 1), ("never", 0)]
)
def test_fail_on_says_from_where_a_finding_counts(run: Run, fail_on: str, status: int) -> None:
    rule = put("any-length.yml", RULE)
    put("a.md", RIGHT)
    assert run("check", "a.md", "--rules", rule, "--fail-on", fail_on).status == status


def test_exit_zero_hides_findings_and_not_failures(run: Run) -> None:
    put("a.md", WRONG)
    assert run("check", "a.md", "--exit-zero").status == 0
    assert run("check", "a.md", "gone.md", "--exit-zero").status == 2


# Choosing rules


def test_select_and_ignore_choose_rules(run: Run) -> None:
    put("a.md", WRONG)
    assert run("check", "a.md", "--select", "range-reversed").status == 0
    assert run("check", "a.md", "--select", "conversion-disagrees").status == 1
    assert run("check", "a.md", "--ignore", "conversion-disagrees").status == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused_with_a_suggestion(run: Run, option: str) -> None:
    put("a.md")
    ran = run("check", "a.md", option, "conversion-disagree")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == [
        f"figcheck: {option}: unknown rule 'conversion-disagree'; "
        "did you mean 'conversion-disagrees'?"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (RULE + "sevrity: error\n", "any-length.yml:9:1: "),
        (RULE.replace("c.low > 0", "c.lwo > 0"), "any-length.yml:7:"),
        (RULE.replace("c.low > 0", "c.low >"), "any-length.yml:7:"),
        (RULE.replace("severity: note", "severity: 3"), "any-length.yml:5:"),
        ("id: [", "any-length.yml:2:1: "),
    ],
    ids=["unknown key", "unknown name", "bad expression", "wrong type", "no YAML"],
)
def test_a_bad_rule_file_is_one_line_with_its_place(run: Run, text: str, place: str) -> None:
    put("any-length.yml", text)
    put("a.md")
    ran = run("check", "a.md", "--rules", "any-length.yml")
    assert (ran.status, ran.out, len(ran.err)) == (2, "", 1)
    assert ran.err[0].startswith(f"figcheck: {place}")


# Inputs


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("gone.md", None, "no such file"),
        ("latin.md", b"caf\xe9 40 km", "UTF-8"),
        ("picture.md", b"\x89PNG\r\n\0\0", "binary"),
        ("front.md", "---\nsource: [\n---\n40 km\n", "front.md"),
        ("empty", "", "nothing to check"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_checked(
    run: Run, name: str, content: str | bytes | None, says: str
) -> None:
    if name == "empty":
        Path(name).mkdir()
    elif content is not None:
        put(name, content)
    put("wrong/a.md", WRONG)
    ran = run("check", name, "wrong")
    assert (ran.status, len(ran.err)) == (2, 1)
    assert ran.err[0].startswith(f"figcheck: {name}")
    assert says in ran.err[0]
    assert "conversion-disagrees" in ran.out
    assert "1 input could not be read" in ran.out
    alone = run("check", name, "--format", "json")
    assert alone.status == 2
    told = json.loads(alone.out)
    assert (told["version"], told["findings"]) == (1, [])
    assert says in told["unread"][0]
    assert set(told["counts"].values()) == {0}


def test_an_empty_file_is_no_error(run: Run) -> None:
    put("a.md", "")
    ran = run("check", "a.md")
    assert ran.status == 0
    assert ran.out.startswith("1 document, 0 figures")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(run: Run) -> None:
    put("a.md").chmod(0)
    put("b.md", RIGHT)
    ran = run("check", ".")
    assert ran.status == 2
    assert ran.err == ["figcheck: a.md: cannot be read: Permission denied"]


def test_names_with_escapes_reach_no_terminal(run: Run) -> None:
    put("wrong/\x1b[31mred\u202e.md", WRONG)
    ran = run("check", "wrong", "\x1b[2J.md")
    assert "\x1b" not in ran.out + "".join(ran.err)
    assert "wrong/\\x1b[31mred\\u202e.md:1:15" in ran.out


def test_standard_input_has_the_name_that_it_is_given(folder: Path) -> None:
    ran = process("check", "-", "--stdin-name", "desk/a.md", input=WRONG.encode(), cwd=folder)
    assert ran.returncode == 1
    assert ran.stdout.startswith(b"desk/a.md:1:15 error")
    bad = process("check", "-", input=b"\xff\xfe\xff", cwd=folder)
    assert (bad.returncode, bad.stderr.count(b"\n")) == (2, 1)
    assert bad.stderr.startswith(b"figcheck: stdin.md: ")


def test_fifty_megabytes_are_checked(run: Run) -> None:
    line = "The harbour was quiet through the night and the ferries kept to their times. "
    put("big.md", WRONG + "\n" + (line * 10 + "\n\n") * (50_000_000 // (len(line) * 10)))
    ran = run("check", "big.md", "--format", "json")
    assert [found["rule"] for found in json.loads(ran.out)["findings"]] == ["conversion-disagrees"]


def test_a_line_of_five_megabytes_is_checked_and_shown_in_part(run: Run) -> None:
    words = "the ferries kept to their times and "
    put("a.md", words * 10 + WRONG.strip() + f" And {words}" * (5_000_000 // len(words)))
    ran = run("check", "a.md")
    assert ran.status == 1
    assert len(ran.out) < 2_000


# Configuration


def test_the_configuration_governs_the_run(run: Run) -> None:
    put("figcheck.toml", 'fail-on = "never"\nexclude = ["old/"]\nrule-paths = ["ours"]\n')
    put("ours/any-length.yml", RULE)
    put("a.md", WRONG)
    put("old/b.md", WRONG)
    ran = run("check", ".", "--format", "json")
    found = json.loads(ran.out)["findings"]
    assert ran.status == 0
    assert {Path(one["figures"][0]["path"]) for one in found} == {Path("a.md")}
    assert {one["rule"] for one in found} == {"any-length", "conversion-disagrees"}
    shown = run("check", "--show-config", "--fail-on", "note").out
    assert 'fail-on = "note"  # --fail-on' in shown
    assert "exclude = [" in shown


def test_a_wrong_configuration_is_one_line_with_its_place(run: Run, folder: Path) -> None:
    put("figcheck.toml", "exclud = []\n")
    put("a.md")
    ran = run("check", "a.md")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == [
        f"figcheck: {folder / 'figcheck.toml'}:1: unknown key 'exclud'; did you mean 'exclude'?"
    ]


# Outputs


def test_each_format_goes_to_the_output_that_follows_it(run: Run) -> None:
    put("a.md", WRONG)
    ran = run(
        "check", "a.md", "--format", "sarif", "--output", "a.sarif", "--format", "text",
        "--format", "json", "--output", "a.json",
    )  # fmt: skip
    assert ran.out.startswith("a.md:1:15 error")
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads(Path("a.json").read_text())["version"] == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--format", "json", "--format", "text"], "json and text cannot share standard output"),
        (["--output", "a", "--format", "json", "--format", "text"], "must follow the --format"),
        (["--format", "json", "--output", "a", "--output", "b"], "must follow the --format"),
        (["--format", "json", "--output", "no/a.json"], "there is no folder no"),
        (["--format", "json", "--output", "."], "is a folder"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--fail-on", "loud"], "'loud' is not one of"),
        (["--formt", "json"], "Did you mean '--format'?"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, args: list[str], says: str) -> None:
    put("a.md")
    ran = run("check", "a.md", *args)
    assert (ran.status, ran.out, len(ran.err)) == (2, "", 1)
    assert says in ran.err[0]


def test_a_wrong_command_and_no_path_are_one_line(run: Run) -> None:
    assert run("chekc").err == [
        "figcheck: no such command 'chekc'; did you mean 'check'? (see figcheck --help)"
    ]
    assert run("check").err == [
        "figcheck: name a file or a folder to check, or - for standard input"
    ]


def test_sarif_paths_are_relative_to_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("top/.git/HEAD")
    path = put("top/desk/a.md", WRONG).resolve()
    monkeypatch.chdir(folder / "top" / "desk")
    for given in ("a.md", str(path)):
        main(["check", given, "--format", "sarif", "--output", "out.sarif"])
        (result,) = json.loads(Path("out.sarif").read_text())["runs"][0]["results"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "desk/a.md"


def test_quiet_prints_findings_only(run: Run) -> None:
    put("right/a.md", RIGHT)
    put("wrong/a.md", WRONG)
    assert run("check", "right", "--quiet") == (0, "", [])
    quiet, loud = run("check", "wrong", "--quiet").out, run("check", "wrong").out
    assert loud.startswith(quiet)
    assert "1 document" not in quiet


def test_colour_is_for_terminals_unless_forced(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.md", WRONG)
    assert "\x1b" not in run("check", "a.md").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check", "a.md").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("check", "a.md").out


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    for name in ("b/x.md", "b/y.md", "a/x.md"):
        put(name, WRONG * 3)
    made = set()
    for seed, paths in enumerate((("a", "b"), ("b", "a"), ("b/y.md", "a", "b/x.md"))):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        ran = process("check", *paths, "--format", "json", cwd=folder, env=environment)
        made.add(ran.stdout)
    assert len(made) == 1


# Figures, claims, rules


@pytest.mark.parametrize("command", ["figures", "claims"])
def test_figures_and_claims_are_listed(run: Run, command: str) -> None:
    put("a.md", WRONG)
    table = run(command, "a.md")
    assert table.status == 0
    assert "40 kilometres" in table.out
    rows = json.loads(run(command, "a.md", "--format", "json").out)
    assert [row["surface"] for row in rows] == ["40 kilometres", "35 miles"]
    assert run(command, "a.md", "--format", "parquet", "--output", "a.parquet").status == 0
    assert Path("a.parquet").read_bytes().startswith(b"PAR1")
    bad = run(command, "a.md", "gone.md")
    assert (bad.status, len(bad.err)) == (2, 1)
    assert "40 kilometres" in bad.out


def test_rules_are_listed_shown_and_validated(run: Run) -> None:
    assert "conversion-disagrees" in run("rules", "list").out
    listed = json.loads(run("rules", "list", "--format", "json").out)
    assert [rule["id"] for rule in listed] == sorted(rule["id"] for rule in listed)
    assert "looks at: `conversion`" in run("rules", "show", "conversion-disagrees").out
    missing = run("rules", "show", "conversion-disagree")
    assert missing.status == 2
    assert "did you mean 'conversion-disagrees'?" in missing.err[0]
    assert run("rules", "validate").status == 0
    put("bad/one.yml", "id: one\n")
    put("bad/two.yml", "id: [\n")
    bad = run("rules", "validate", "bad")
    assert bad.status == 2
    assert any(line.startswith("figcheck: bad/one.yml:") for line in bad.err)
    assert any(line.startswith("figcheck: bad/two.yml:") for line in bad.err)


def test_a_new_rule_is_sound_and_its_test_passes(run: Run) -> None:
    made = run("rules", "new", "counts-too-high", "--folder", "ours")
    assert made == (0, "ours/counts-too-high.yml\nours/counts-too-high.md\n", [])
    assert run("rules", "validate", "ours").out == "1 sound, 0 faults\n"
    ran = run("rules", "test", "ours")
    assert ran == (0, "rules tested: 1; cases: 2 pass, 0 fail, 0 todo\n", [])
    again = run("rules", "new", "counts-too-high", "--folder", "ours")
    assert (again.status, len(again.err)) == (2, 1)
    assert run("rules", "new", "Counts!").status == 2


def test_a_failing_case_shows_what_was_missed_and_what_was_found(run: Run) -> None:
    run("rules", "new", "counts-too-high")
    path = Path("counts-too-high.md")
    path.write_text(path.read_text().replace("9,000", "900").replace("4,000", "40,000"))
    ran = run("rules", "test", ".")
    assert ran.status == 1
    assert '  - a.md:1 "900"' in ran.out
    assert '  + a.md:1 "Some 40,000"' in ran.out or '  + a.md:1 "40,000"' in ran.out
    assert ran.out.endswith("rules tested: 1; cases: 0 pass, 2 fail, 0 todo\n")


def test_a_rule_without_a_test_is_a_failure(run: Run) -> None:
    put("ours/any-length.yml", RULE)
    ran = run("rules", "test", "ours")
    assert ran.status == 2
    assert ran.err == ["figcheck: ours/any-length.md: no test file for the rule 'any-length'"]


# The process


def test_version_is_told(run: Run) -> None:
    from checker import __version__

    assert run("--version") == (0, f"figcheck {__version__}\n", [])


@pytest.mark.parametrize(
    "args", [("--help",), ("check", "--help"), ("figures", "-h"), ("rules", "--help")]
)
def test_help_is_no_error(run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert ran.status == 0
    assert ran.out.startswith("Usage: figcheck")


HEAVY = ("pint", "pandas", "numpy", "quantulum3", "rich", "jsonschema", "pyarrow", "asyncio")


@pytest.mark.parametrize("args", [("check", "a.md"), ("figures", "a.md"), ("--help",)])
def test_a_small_check_loads_nothing_heavy(folder: Path, args: tuple[str, ...]) -> None:
    put("a.md", WRONG)
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    ran = process(*args, cwd=folder, env=environment)
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.decode().splitlines()}
    assert "click" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in HEAVY}


def test_version_and_the_bare_package_load_next_to_nothing() -> None:
    for code in ("import checker", "import checker.cli; checker.cli.main(['--version'])"):
        ran = subprocess.run(
            [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
            capture_output=True,
            check=True,
            text=True,
        )
        loaded = {name.partition(".")[0] for name in ran.stdout.split()}
        assert not loaded & {*HEAVY, "click", "yaml", "decimal"}
        assert "checker.model" not in ran.stdout.split()


def test_debug_shows_a_traceback_and_nothing_else_does(run: Run) -> None:
    from checker.errors import FigcheckError

    assert run("check", "gone.md").status == 2
    put("figcheck.toml", "nonsense = 1")
    with pytest.raises(FigcheckError):
        main(["check", "gone.md", "--debug"])


def test_an_error_of_our_own_is_one_line_that_names_debug(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.md")
    monkeypatch.setattr("checker.cli.run.check", lambda *_, **__: 1 / 0)
    ran = run("check", "a.md")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == [
        "figcheck: an error in figcheck itself: ZeroDivisionError: division by zero; "
        "--debug shows where"
    ]


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_an_interrupt_is_status_130(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "checker", "check", "-", "put.md"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stderr is not None
        assert b"put.md" in started.stderr.readline()
        started.send_signal(signal.SIGINT)
        assert started.wait(timeout=60) == 130
        assert started.stderr.read().strip() == b"figcheck: interrupted"


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    put("a.md", (WRONG + "\n") * 1_000)
    with subprocess.Popen(
        [sys.executable, "-m", "checker", "check", "a.md"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.read(10)
        started.stdout.close()
        assert started.stderr.read() == b""


def on_a_terminal(*args: str, **environment: str) -> str:
    """What a command writes where all its streams are a terminal."""
    import pty

    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CI")}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "checker", *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**kept, "TERM": "xterm", **environment},
    ):
        os.close(theirs)
        made = b""
        try:
            while part := os.read(ours, 65_536):
                made += part
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(ours)
    return made.decode()


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_a_terminal_gets_colour_and_for_many_files_a_bar(folder: Path) -> None:
    for number in range(12):
        put(f"many/{number}.md", RIGHT)
    put("one/a.md", WRONG)
    few, many = on_a_terminal("check", str(folder / "one")), on_a_terminal("check", "many")
    assert "\x1b[1;31merror\x1b[0m" in few
    assert "checking" not in few
    assert "checking" in many
    assert "checking" not in on_a_terminal("check", "many", "--no-progress")
    assert "\x1b[1;31m" not in on_a_terminal("check", "one", NO_COLOR="1")


def test_rules_are_listed_and_shown_as_configured(run: Run) -> None:
    config = "[rules.range-reversed]\nseverity = 'note'\n[rules.sum-disagrees]\nenabled = false\n"
    put("figcheck.toml", config)
    lines = {line.split()[0]: line.split()[1] for line in run("rules", "list").out.splitlines()}
    assert lines["range-reversed"] == "note"
    assert lines["sum-disagrees"] == "off"
    assert lines["date-impossible"] == "error"
    assert "severity: note" in run("rules", "show", "range-reversed").out


def test_a_new_rule_goes_where_the_configuration_has_rules(run: Run) -> None:
    put("figcheck.toml", 'rule-paths = ["ours"]\n')
    assert run("rules", "new", "counts-too-high").out.startswith("ours/counts-too-high.yml")
    assert run("rules", "test").status == 0
    Path("ours/counts-too-high.md").unlink()
    ran = run("rules", "test")
    assert ran.status == 2
    assert "rules tested: 0;" in ran.out
