"""Rules, words, patterns and tables that are written to hurt: refused with their place, or of no
more weight than harmless ones. Each runs in a process that may take two seconds and 200 MB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = "".join(
    f"Some {n},{n + 100} people live in Berrow, 40 km away.\n\n" for n in range(1, 40)
)
RULE = "id: evil\nsummary: s\nwhy: w\nseverity: note\ngiven: claim\nwhen: {}\nmessage: {}\n"


def rule(when: str = "c.value > 1", message: str = '"{c}"', more: str = "") -> str:
    return RULE.format(when, message) + more


def ran(
    folder: Path, files: dict[str, str], *args: str, memory: int = 200
) -> subprocess.CompletedProcess[str]:
    """A run over an article with those files beside it, in bounds that stop what goes astray."""
    for name, text in {"a.md": ARTICLE, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
        resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))

    return subprocess.run(
        [sys.executable, "-m", "checker", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        env={"PYTHONPATH": str(ROOT)},
    )


REFUSED = {
    "a text of gigabytes": (rule("\"'x' * 10**9 == 'y'\""), "is text where a number is wanted"),
    "a power of a power": (rule("9**9**9 > 1"), "a power is a written whole number"),
    "a power of a slot": (rule("c.value ** c.value > 1"), "a power is a written whole number"),
    "brackets in brackets": (rule("(" * 900 + "1" + ")" * 900 + " > 0"), "nested deeper than"),
    "a chain of signs": (rule("-" * 1900 + "1 > 0"), "nested deeper than"),
    "YAML in YAML": (rule(more="where: " + "[" * 9_000 + "\n"), "no YAML: exceeded maximum"),
    "a long expression": (rule("1 > 0" + " or 1 > 0" * 9_000), "at most"),
    "a long message": (rule(message='"' + "{c}" * 2_000 + '"'), "at most"),
    "a unit for pint": (rule("convert(c, 'm ** 9 ** 9 ** 9') > 1"), "is no name of a unit"),
    "a regular expression": (rule("match('(a+)+$', c.noun)"), "unknown function 'match'"),
    "a long glob": (rule(more="paths: ['" + "*a" * 300 + "']\n"), "at most 200 characters"),
    "an alias bomb": (rule(more="options: {a: &a [x, x], b: [*a, *a]}\n"), "anchors have no place"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_rule_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    text, says = REFUSED[name]
    done = ran(tmp_path, {"evil.yml": text}, "rules", "validate", "evil.yml")
    assert done.returncode == 2, done.stderr[-500:]
    assert done.stderr.startswith("figcheck: evil.yml:")
    assert says in done.stderr
    assert len(done.stderr) < 800


LETS = "let:\n" + "".join(
    f"  a{n}: {f'a{n - 1} * a{n - 1}' if n else 'c.value'}\n" for n in range(60)
)
HARMLESS = {
    "numbers that double and double": ({"evil.yml": rule("a59 > 1", more=LETS)}, ""),
    "a number in a message": (
        {"evil.yml": rule(message='"{c.value ** 16 * c.value ** 16 * c.value ** 16}"')},
        "",
    ),
    "a glob that backtracks": ({"evil.yml": rule(more="paths: ['" + "*a" * 90 + "b']\n")}, ""),
    "folders in folders": ({"evil.yml": rule(more="paths: ['" + "**/" * 60 + "b']\n")}, ""),
    "an excluding glob": ({}, 'exclude = ["' + "*a" * 4_000 + 'b", "' + "**/" * 4_000 + 'b"]\n'),
    "a glob for files": ({}, '[per-file."' + "?*" * 3_000 + '"]\nignore = ["range-reversed"]\n'),
    "words that look like patterns": (
        {
            "words.yml": "hedges:\n  about: {before: ['(a+)+$', '" + "a?" * 200 + "']}\n"
            "measures:\n  m: {behaviour: event, dimension: count, phrases: ['(.*)*b']}\n"
        },
        'lexicon = ["words.yml"]\n',
    ),
    "many words": (
        {"words.yml": "names:\n  A: [" + ", ".join(f"x{n}" for n in range(20_000)) + "]\n"},
        'lexicon = ["words.yml"]\n',
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_not_refused_weighs_little(tmp_path: Path, name: str) -> None:
    files, config = HARMLESS[name]
    given = ("--rules", "evil.yml", "--select", "evil") if "evil.yml" in files else ()
    files = {**files, "figcheck.toml": config}
    done = ran(tmp_path, files, "check", "a.md", "--no-cache", *given)
    assert done.returncode in {0, 1}, done.stderr[-500:]
    assert done.stderr == ""


TABLE = '[[tables]]\npath = "{}"\nkey = "a"\nvalue = "b"\n'
DEVICES = {
    "a table": (TABLE.format("/dev/zero"), "lies outside of"),
    "words": ('lexicon = ["/dev/zero"]\n', "/dev/zero"),
    "rules": ('rule-paths = ["/dev/zero"]\n', "/dev/zero: no such file or folder"),
    "a baseline": ('baseline = "/dev/zero"\n', "/dev/zero: the baseline is no file"),
}


@pytest.mark.parametrize("name", DEVICES)
def test_what_never_ends_is_not_read(tmp_path: Path, name: str) -> None:
    config, says = DEVICES[name]
    done = ran(tmp_path, {"figcheck.toml": config}, "check", "a.md", "--no-cache")
    assert done.returncode == 2, done.stderr[-500:]
    assert says in done.stderr
    assert "an error in figcheck itself" not in done.stderr


TABLES = {
    "quotation marks without end": "a,b\n" + '"x' * 100_000,
    "quotation marks in pairs": "a,b\n" + '"' * 100_001,
    "a cell of megabytes": "a,b\n" + "1" * 3_000_000 + ",2\n",
    "a number without end": "a,b\nx," + "9" * 500_000 + "\n",
    "columns without end": "a,b," + "c," * 100_000 + "\n1,2\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_refused_with_its_row(tmp_path: Path, name: str) -> None:
    files = {"figcheck.toml": TABLE.format("t.csv"), "t.csv": TABLES[name]}
    done = ran(tmp_path, files, "check", "a.md", "--select", "range-reversed", memory=900)
    assert done.returncode == 2, done.stderr[-500:]
    assert done.stderr.startswith("figcheck: t.csv:")
    assert len(done.stderr) < 500
