"""How long whole commands take, beside an empty Python, and ruff and proselint where they are.

In: nothing. Out: Markdown tables on standard output. Everything is measured in one run and in turn,
so that a busy machine is fair to all; the processor's time has less of other work in it than the
clock's. Asserts nothing.

    python -m benchmarks.cli [--rounds 15] [--articles 2000] [--contradicting] [--python PYTHON]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import article
from benchmarks.speed import table

ROOT = Path(__file__).resolve().parent.parent
SMALL = 3_000
"""The length of an ordinary article in code points: ten thousand of them are 30 MB."""

FILLER = 2
"""So many sentences without a figure stand in the corpus behind each of the others: with six
figures a KB it has four times as many as the articles of a news site."""

A_STORY = 5
"""So many articles of the corpus are one story, and tell the same facts."""

CONTRADICTING = 20
"""So many are one story in the worst corpus, in which any two contradict each other."""


class Took(NamedTuple):
    """One process: seconds by the clock, and of the processor."""

    wall: float
    processor: float


class Case(NamedTuple):
    """A command, and what is done before each time it runs."""

    name: str
    command: list[str]
    before: Callable[[], object] = lambda: None


def took(command: list[str], folder: Path) -> Took:
    """Run a command in ``folder`` and measure it. Another Python than this has a figcheck of its
    own: an installed wheel starts faster than a checkout."""
    own = {"PYTHONPATH": str(ROOT)} if command[0] == sys.executable else {"PYTHONPATH": ""}
    environment = {**os.environ, **own, "XDG_CACHE_HOME": str(folder / ".cache")}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: status {process.returncode}")
    return Took(wall, used.ru_utime + used.ru_stime)


def small(rounds: int, python: str) -> str:
    """One small article: from an empty cache, with a changed article, with nothing changed."""
    check = [python, "-m", "checker", "check", "a.md"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = iter(range(1, 100_000))

        def write() -> None:
            text = article(SMALL, next(seeds))
            (folder / "a.md").write_text(text, encoding="utf-8")
            (folder / "a.py").write_text(f"TEXT = {text!r}\n", encoding="utf-8")

        def forget() -> None:
            write()
            shutil.rmtree(folder / ".cache", ignore_errors=True)

        cases = [
            Case("`python -c pass`", [python, "-c", "pass"]),
            Case("`figcheck --version`", [python, "-m", "checker", "--version"]),
            Case("`figcheck check a.md`, the first time ever", check, forget),
            Case("the same, another article (cold)", check, write),
            Case("the same, nothing changed", check),
            Case("the same, `--no-cache`", [*check, "--no-cache"]),
            *_others(),
        ]
        forget()
        taken: dict[str, list[Took]] = {case.name: [] for case in cases}
        for _ in range(rounds):
            for case in cases:
                case.before()
                taken[case.name].append(took(case.command, folder))
    rows = [
        (
            name,
            f"{statistics.median(each.wall for each in several) * 1e3:.0f}",
            f"{min(each.wall for each in several) * 1e3:.0f}",
            f"{min(each.processor for each in several) * 1e3:.0f}",
        )
        for name, several in taken.items()
    ]
    head = (f"one article of {SMALL:,} characters", "median, ms", "least, ms", "processor, ms")
    return table(head, rows)


def _others() -> list[Case]:
    """Other linters, where they are installed, on the same words."""
    found = []
    for tool, arguments in (
        ("ruff", ["check", "--no-cache", "--isolated", "a.py"]),
        ("proselint", ["check", "a.md"]),
    ):
        beside = shutil.which(tool, path=os.path.dirname(sys.executable)) or shutil.which(tool)
        if beside:
            found.append(Case(f"`{tool} {' '.join(arguments)}`", [beside, *arguments]))
    return found


def corpus(count: int, python: str, *, contradicting: bool) -> str:
    """Many articles in stories of a few: the first run, the next, and one with one changed
    article. The articles of a story agree, or any two of them contradict each other."""

    def told(number: int, seed: int) -> str:
        return article(SMALL, seed, FILLER, None if contradicting else number // A_STORY)

    many = CONTRADICTING if contradicting else A_STORY
    command = [python, "-m", "checker", "check", ".", "--quiet", "--format", "json"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = 0
        for number in range(count):
            path = folder / f"story-{number // many:05}" / f"{number:05}.md"
            path.parent.mkdir(exist_ok=True)
            text = told(number, number + 1)
            size += len(text.encode())
            path.write_text(text, encoding="utf-8")
        first = took(command, folder)
        again = took(command, folder)
        path.write_text(told(count - 1, count + 1), encoding="utf-8")
        changed = took(command, folder)
    rows = [
        (name, f"{each.wall:.1f}", f"{each.processor:.1f}")
        for name, each in (
            ("the first run", first),
            ("nothing changed", again),
            ("one changed article", changed),
        )
    ]
    return table((f"{count:,} articles, {size / 1e6:.1f} MB", "s", "processor, s"), rows)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--rounds", type=int, default=15, help="how often each command runs")
    options.add_argument("--articles", type=int, default=2_000, help="of the corpus; 0 for none")
    options.add_argument(
        "--contradicting", action="store_true", help="a corpus in which all articles disagree"
    )
    options.add_argument("--python", default=sys.executable, help="that has figcheck installed")
    given = options.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(small(given.rounds, given.python))
    if given.articles:
        print(corpus(given.articles, given.python, contradicting=given.contradicting))


if __name__ == "__main__":
    main()
