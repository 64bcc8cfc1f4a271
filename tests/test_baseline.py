"""Baselines: what was there before does not count, what is new does, what is gone is said."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.baseline import Entry, compared, entries, read, written
from checker.cli import main
from checker.errors import ConfigError
from tests.stories import article, finding, mention

ROOT = Path(__file__).parent.parent
WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
OTHER = "The mill lies 10 kilometres (9 miles) south of Orlava.\n"
RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def running(*args: str) -> Ran:
        status = main(list(args))
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return running


def test_known_findings_do_not_count_and_new_ones_do(run: Run) -> None:
    Path("a.md").write_text(WRONG)
    assert run("baseline", "write", ".") == (0, "figcheck-baseline.json: 1 finding\n", "")
    known = run("check", ".", "--baseline", "figcheck-baseline.json")
    assert known.status == 0
    assert "1 finding suppressed" in known.out
    Path("a.md").write_text(f"Some words above.\n\n{WRONG}\n{OTHER}")
    new = run("check", ".", "--baseline", "figcheck-baseline.json", "--format", "json")
    assert new.status == 1
    made = json.loads(new.out)
    assert [f["figures"][0]["line"] for f in made["findings"]] == [5]
    assert [s["suppressed"] for s in made["suppressed"]] == ["external"]


def test_a_second_finding_like_a_known_one_is_new(run: Run) -> None:
    Path("a.md").write_text(WRONG)
    run("baseline", "write", ".")
    Path("a.md").write_text(f"{WRONG}\n{WRONG}")
    ran = run("check", ".", "--baseline", "figcheck-baseline.json", "-q")
    assert ran.status == 1
    assert ran.out.count("conversion-disagrees") == 1


def test_stale_entries_are_named_and_pruned_on_request(run: Run) -> None:
    Path("figcheck.toml").write_text('baseline = "known.json"\n')
    Path("a.md").write_text(f"{WRONG}\n{OTHER}")
    Path("b.md").write_text(WRONG.replace("ford", "weir"))
    run("baseline", "write", ".")
    assert run("check", ".").status == 0
    Path("a.md").write_text(f"{RIGHT}\n{OTHER}")
    ran = run("check", ".")
    assert ran.status == 0
    assert ran.err.count(": stale: ") == 1
    assert "a.md has no conversion-disagrees" in ran.err
    only = run("check", "b.md")
    assert only.err == ""
    pruned = run("baseline", "prune", "a.md")
    assert pruned.out.endswith("known.json: 2 findings, 1 finding taken out\n")
    assert run("check", ".") == run("check", ".")
    assert run("check", ".").err == ""


def test_an_entry_of_a_file_that_is_gone_is_stale(run: Run) -> None:
    Path("a.md").write_text(WRONG)
    Path("b.md").write_text(OTHER)
    run("baseline", "write", ".")
    Path("a.md").unlink()
    assert run("check", ".", "--baseline", "figcheck-baseline.json").err.count(": stale: ") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no baseline"),
        ("[]", "no baseline of this version"),
        ('{"version": 2, "findings": []}', "no baseline of this version"),
        ('{"version": 1, "findings": [{"rule": "x"}]}', "findings must have"),
        ('{"version": 1, "findings": 3}', "findings must have"),
    ],
)
def test_a_file_that_is_no_baseline_is_one_clear_line(run: Run, text: str, says: str) -> None:
    Path("a.md").write_text(WRONG)
    Path("known.json").write_text(text)
    ran = run("check", ".", "--baseline", "known.json")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
    gone = run("check", ".", "--baseline", "gone.json")
    assert (gone.status, gone.err.count("\n")) == (2, 1)


def test_what_could_not_be_read_leaves_the_file_as_it_was(run: Run) -> None:
    Path("a.md").write_text(WRONG)
    run("baseline", "write", ".")
    before = Path("figcheck-baseline.json").read_bytes()
    for action in ("write", "prune"):
        ran = run("baseline", action, ".", "gone.md")
        assert (ran.status, ran.out) == (2, "")
        assert "figcheck-baseline.json: nothing is written" in ran.err
        assert Path("figcheck-baseline.json").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_leaves_the_file_as_it_was(run: Run) -> None:
    Path("a.md").write_text(WRONG)
    run("baseline", "write", ".")
    before = Path("figcheck-baseline.json").read_bytes()
    Path("a.md").write_text("".join(f"It is {n} km (1 mile) away.\n\n" for n in range(9, 150)))
    run("check", ".")  # so that the cache need not grow

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    ran = subprocess.run(
        [sys.executable, "-m", "checker", "baseline", "write", ".", "--no-cache"],
        capture_output=True, text=True, preexec_fn=limited,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert (
        "figcheck-baseline.json: cannot be written: File too large; it is as it was" in ran.stderr
    )
    assert Path("figcheck-baseline.json").read_bytes() == before
    assert [path.name for path in sorted(Path().glob("*.json*"))] == ["figcheck-baseline.json"]


def test_a_link_to_the_file_stays_a_link(run: Run) -> None:
    Path("a.md").write_text(WRONG)
    Path("kept").mkdir()
    Path("baseline.json").symlink_to("kept/b.json")
    assert run("baseline", "write", ".", "--output", "baseline.json").status == 0
    assert Path("baseline.json").is_symlink()
    assert len(read(Path("kept/b.json").read_text(), "b")) == 1


def test_what_is_written_is_what_is_read() -> None:
    a, b = article("a.md", "40 km"), article("b.md", "40 km")
    found = [finding(mention(a, "40 km")), finding(mention(b, "40 km"))]
    listed = entries(found)
    assert read(written(listed), "x.json") == listed
    assert written(listed) == written(listed[::-1])
    assert sum(entry.count for entry in listed) == 2


def test_every_finding_is_known_once() -> None:
    made = finding(mention(article("a.md", "40 km"), "40 km"))
    entry = Entry(made.fingerprint, made.rule, "a.md", 2)
    once = compared([made], [entry], ["a.md"])
    assert (once.new, len(once.known)) == ((), 1)
    assert [each.count for each in once.stale] == [1]
    assert [each.count for each in once.left] == [1]
    thrice = compared([made] * 3, [entry], ["a.md"])
    assert (len(thrice.new), len(thrice.known), thrice.stale) == (1, 2, ())


def test_an_entry_of_an_article_that_was_not_read_stays() -> None:
    entry = Entry("0" * 16, "range-reversed", "b.md")
    found = compared([], [entry], ["a.md"])
    assert (found.stale, found.left) == ((), (entry,))


def test_text_that_is_no_json_is_a_fault_of_the_configuration() -> None:
    with pytest.raises(ConfigError):
        read("nonsense", "x.json")
