"""Articles, rules, words and configuration come from strangers: what they may not do.

In: files that try. Out: one clear line, or nothing at all. How single readers and reports treat
such things is tested beside them; here the command runs as a whole.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"
RULE = """\
id: any-length
summary: A length.
why: |
  To have a rule.
severity: note
given: claim
when: c.low > 1000000
message: "{c}"
"""
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{above}'] * 8)}]\n"
    for above, key in zip("abcdefghi", "bcdefghij", strict=True)
)

WATCHED = """
import sys
def watch(event, args):
    if event.startswith("socket.") or event == "urllib.Request":
        sys.__stderr__.write(f"NETWORK {event} {args}\\n")
        raise OSError("there is no network")
    if event == "open" and "secret" in str(args[0]):
        sys.__stderr__.write(f"OPENED {args[0]}\\n")
sys.addaudithook(watch)
from checker.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command line in an interpreter that reports, and refuses, each use of a socket."""


def figcheck(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED, *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=120,
    )


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        "check . --jobs 2 --format sarif --output out.sarif --format text",
        "check . --format github --no-cache",
        "figures a.md --format json",
        "claims a.md",
        "explain a.md:1:15",
        "rules validate",
        "baseline write .",
    ],
)
def test_nothing_uses_the_network(tmp_path: Path, command: str) -> None:
    put(tmp_path / "a.md", f"{WRONG}\n![](https://news.example/a.png) <https://news.example>\n")
    put(tmp_path / "b.html", f'<link href="http://news.example/a.css"><p>{RIGHT}')
    ran = figcheck(tmp_path, *command.split())
    assert "NETWORK" not in ran.stderr
    assert ran.returncode in (0, 1), ran.stderr


def test_the_watch_works(tmp_path: Path) -> None:
    script = WATCHED.replace("from checker.cli import main", "import socket; socket.socket()")
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True)
    assert b"NETWORK" in ran.stderr


@pytest.mark.parametrize("path", ["../secret.md", "a/../../secret.md", "link/secret.md"])
def test_sources_lead_nowhere(tmp_path: Path, path: str) -> None:
    """What an article names as its sources is read only where it lies in the repository."""
    put(tmp_path / "secret.md", WRONG)
    desk = tmp_path / "desk"
    put(desk / "a.md", f"---\nsources: [{path}]\n---\n\n{RIGHT}")
    (desk / "link").symlink_to(tmp_path, target_is_directory=True)
    ran = figcheck(desk, "check", ".")
    assert "OPENED" not in ran.stderr
    (line,) = ran.stderr.splitlines()
    assert f"a.md: sources has {path!r}, which lies outside {desk.resolve()}" in line
    assert ran.returncode == 2


@pytest.mark.parametrize("path", ["/etc/passwd", "C:\\\\secret.md", "file:///etc/passwd", "~/a"])
def test_sources_are_relative(tmp_path: Path, path: str) -> None:
    put(tmp_path / "a.md", f'---\nsources: ["{path}"]\n---\n\n{RIGHT}')
    ran = figcheck(tmp_path, "check", ".")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert "name files relative to the article" in ran.stderr


def test_links_that_loop_are_walked_once(tmp_path: Path) -> None:
    put(tmp_path / "desk/a.md", RIGHT)
    put(tmp_path / "figcheck.toml", 'corpus = ["."]\nrule-paths = ["rules"]\n')
    put(tmp_path / "rules/any-length.yml", RULE)
    for folder in ("desk", "rules"):
        (tmp_path / folder / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "desk/self.md").symlink_to("self.md")
    ran = figcheck(tmp_path, "check", "desk")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("1 document")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"---\n{BOMB}---\n\n{RIGHT}"),
        ("bomb.yml", BOMB),
        ("words.yml", BOMB),
        ("figcheck.toml", "a = " + "[" * 5_000 + "]" * 5_000),
    ],
)
def test_a_bomb_is_one_line(tmp_path: Path, name: str, text: str) -> None:
    put(tmp_path / "a.md", RIGHT)
    given = {"bomb.yml": 'rule-paths = ["bomb.yml"]\n', "words.yml": 'lexicon = ["words.yml"]\n'}
    put(tmp_path / "figcheck.toml", given.get(name, ""))
    put(tmp_path / name, text)
    ran = figcheck(tmp_path, "check", "a.md")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1, ran.stderr[:2000]
    assert name in ran.stderr
    assert len(ran.stderr) < 500


@pytest.mark.parametrize("form", ["text", "github", "junit"])
def test_no_escape_of_an_article_reaches_a_terminal(tmp_path: Path, form: str) -> None:
    put(tmp_path / "a.md", f"\x1b]0;owned\x07\x1b[2J {WRONG}")
    put(tmp_path / "b.json", json.dumps({"headline": "\x1b[2J", "body_text": f"\x1b[31m {WRONG}"}))
    ran = figcheck(tmp_path, "check", "a.md", "b.json", "--format", form)
    assert ran.returncode == 1
    assert not {"\x1b", "\x07"} & set(ran.stdout + ran.stderr)


def test_no_article_gives_a_workflow_command(tmp_path: Path) -> None:
    name = "x\n::set-env name=A::b,line=9%0A::error::c.md"
    put(tmp_path / name, WRONG.replace("40 kilometres", "40 kilometres\r\n::error::"))
    put(tmp_path / "b.md", f"::add-mask::x\n\n{WRONG}")
    ran = figcheck(tmp_path, "check", ".", "--format", "github", "--quiet")
    lines = ran.stdout.splitlines()
    assert all(line.startswith(("::error file=b.md,", "::error file=x %3A%3A")) for line in lines)
    assert any(line.startswith("::error file=b.md,line=3,") for line in lines)


PIECES = {
    # What a pattern or a loop might stumble over, and how often it stands in the text.
    **dict.fromkeys(
        ("7", "(", "[", "—", '"', "“", "'", "a", "<", "&", "|", "\n", "\u00a0"), 300_000
    ),
    **dict.fromkeys(("1,", "1:", "1/", "1.", "5-", "1_"), 8_000),
    **dict.fromkeys(("of ", "million ", "*a_", "[](", "<!--", "<td>", "- "), 15_000),
    **dict.fromkeys(
        ("7 ", "5% ", "twenty-", "5 men; ", "of 5 men ", "$5 (£4) ", "<tr><td>5"), 2_000
    ),
    **dict.fromkeys(("from 5 to ", "Ann, 45, ", "up 5% from 4 to 9, ", "on March 3, "), 1_000),
}
MARKUP = frozenset("<&")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the processor's time")
@pytest.mark.parametrize("ending", [".md", ".html"])
def test_no_article_takes_time_without_end(tmp_path: Path, ending: str) -> None:
    """The limit is many times what is needed, and far below what grows with a square."""
    for number, (piece, times) in enumerate(PIECES.items()):
        # What is no markup is read as the same text from either.
        if ending == ".md" or not MARKUP.isdisjoint(piece):
            put(tmp_path / str(number) / f"a{ending}", piece * times + " 5 km\n")
    code = (
        "import resource, sys\nresource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from checker.cli import main\nsys.exit(main(['check', '.', '--no-cache', '--quiet']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert ran.returncode in (0, 1), ran.stderr[-500:]
