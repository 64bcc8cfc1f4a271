"""How fast figcheck is on this machine, beside an empty Python and beside quantulum3.

In: nothing. Out: Markdown tables on standard output. Takes a minute or two; asserts nothing.

    python -m benchmarks.speed [--quick]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.articles import article

KB = 1_000
SMALL = 3_400
"""The length of an ordinary article in code points."""

SIZES = (KB, 10 * KB, 100 * KB, 1_000 * KB, 10_000 * KB)
ORACLE_SIZES = (KB, 10 * KB, 30 * KB)
"""As far as quantulum3 is taken: its time grows with the square of the length."""

FILLERS = (0, 1, 2, 8)
"""How many sentences without a figure stand behind one that may have some."""

ROOT = Path(__file__).resolve().parent.parent


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, the first column to the left and the others to the right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# Whole processes


def starts(rounds: int) -> str:
    """The wall time of whole processes, taken in turn so that a busy machine is fair to all."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.md").write_text(article(SMALL), encoding="utf-8")
        run = [sys.executable, "-m", "checker"]
        check = [*run, "check", "a.md", "--cache-dir", "kept"]
        commands = {
            "`python -c pass`": [sys.executable, "-c", "pass"],
            "`figcheck --version`": [*run, "--version"],
            "`figcheck figures a.md`": [*run, "figures", "a.md"],
            "`figcheck check a.md --no-cache`": [*run, "check", "a.md", "--no-cache"],
            "`figcheck check b.md`, a new article": [*run, "check", "b.md", "--cache-dir", "kept"],
            "`figcheck check a.md`, nothing changed": check,
        }
        first = _process(check, folder, PYTHONPYCACHEPREFIX=str(Path(folder, "compiled")))
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for seed in range(rounds):
            Path(folder, "b.md").write_text(article(SMALL, seed + 2), encoding="utf-8")
            for name, command in commands.items():
                taken[name].append(_process(command, folder))
    rows = [
        (name, f"{statistics.median(each) * KB:.0f}", f"{min(each) * KB:.0f}")
        for name, each in taken.items()
    ]
    once = f"{first * KB:.0f}"
    rows.append(("`figcheck check a.md`, the first time of all", once, once))
    return table((f"one article of {SMALL:,} characters", "median, ms", "least, ms"), rows)


def _process(command: list[str], folder: str, **more: str) -> float:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}

    def run() -> None:
        done = subprocess.run(
            command, cwd=folder, env=environment, check=False, capture_output=True
        )
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode())

    return seconds(run)


# Many articles


def throughput(quick: bool) -> str:
    """Megabytes a second over many ordinary articles, each a story of its own."""
    from checker import document, pipeline, ruleset
    from checker.figures import figures
    from checker.segments import segments

    count = 60 if quick else 300
    texts = [article(SMALL, seed) for seed in range(count)]
    size = sum(len(text.encode()) for text in texts)
    read = [document(text, name=f"{at}/a.md") for at, text in enumerate(texts)]
    rules = ruleset.builtin()
    figures(read[0])
    pipeline.check(read[:1], rules)

    def whole() -> None:
        documents = (document(text, name=f"{at}/a.md") for at, text in enumerate(texts))
        pipeline.check(documents, rules)

    some = read[:3] if quick else read[:10]
    part = sum(len(each.original.encode()) for each in some)
    from quantulum3 import parser

    parser.parse("The wall is 3 metres high.")
    ours = size / seconds(lambda: [figures(each) for each in read])
    checked = size / seconds(whole)
    oracle = part / seconds(lambda: [parser.parse(each.text) for each in some])
    sentences = [each.text[slice(*s.span)] for each in some for s in segments(each)]
    split = part / seconds(lambda: [parser.parse(each) for each in sentences])
    return table(
        (f"{count} articles of {SMALL:,} characters", "MB/s", "times quantulum3"),
        [
            (name, f"{speed / 1e6:.3f}", f"{speed / oracle:.1f}")
            for name, speed in (
                ("`checker.figures`", ours),
                ("all of `check`, from text to findings", checked),
                (f"quantulum3, by article ({len(some)} of them)", oracle),
                ("quantulum3, sentence by sentence", split),
            )
        ],
    )


def densities(quick: bool) -> str:
    """The figure reader on texts with many figures and with few: CPU time, the best of several
    runs, since its time is that of the figures; and quantulum3 on some of the same texts."""
    from quantulum3 import parser

    from checker import document
    from checker.figures import figures

    parser.parse("The wall is 3 metres high.")
    rows = []
    for filler in FILLERS:
        texts = [article(SMALL, seed, filler) for seed in range(20 if quick else 100)]
        size = sum(len(text.encode()) for text in texts)
        read = [document(text) for text in texts]
        count = sum(len(figures(each)) for each in read)
        best = min(
            cpu_seconds(lambda read=read: [figures(each) for each in read]) for _ in range(5)
        )
        some = texts[:2]
        theirs = cpu_seconds(lambda some=some: [parser.parse(each) for each in some])
        oracle = sum(len(text.encode()) for text in some) / theirs
        rows.append(
            (
                f"{count / size * KB:.1f} figures a KB",
                f"{size / best / 1e6:.2f}",
                f"{best / count * 1e6:.0f}",
                f"{size / best / oracle:.0f}",
            )
        )
    head = ("`checker.figures` on text with", "MB/s of CPU", "µs a figure", "times quantulum3")
    return table(head, rows)


# One long text


def lengths(quick: bool) -> str:
    """One document from a kilobyte to ten megabytes, each in a process of its own."""
    rows = []
    for size in SIZES[:4] if quick else SIZES:
        made = [_one(which, size) for which in ("figures", "check")]
        oracle = _one("quantulum3", size) if size in ORACLE_SIZES else None
        cells = [_cell(each) for each in (*made, oracle)]
        peaks = [f"{each['memory']:,.0f}" for each in made]
        rows.append((f"{size // KB:,} KB", *cells, *peaks))
    head = ("one article of", "`figures`, s", "`check`, s", "quantulum3, s")
    head += ("`figures`, peak MB", "`check`, peak MB")
    return table(head, rows)


def _cell(measured: dict[str, float] | None) -> str:
    return "-" if measured is None else f"{measured['seconds']:.3f}"


def _one(which: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed", "--one", which, str(size)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def one(which: str, size: int) -> Iterator[tuple[str, float]]:
    """The seconds that one text takes once everything is loaded, and the peak of this process in
    megabytes."""
    text = article(size)
    work, warm = _works(text)[which], _works(article(KB, seed=2))[which]
    warm()
    yield "seconds", seconds(work)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    yield "memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _works(text: str) -> dict[str, Callable[[], object]]:
    import checker

    def oracle() -> object:
        from quantulum3 import parser

        return parser.parse(text)

    return {
        "figures": lambda: checker.figures(text),
        "check": lambda: checker.check(checker.document(text)),
        "quantulum3": oracle,
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--quick", action="store_true", help="fewer rounds, no 10 MB")
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        which, size = given.one
        print(json.dumps(dict(one(which, int(size)))))
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(starts(5 if given.quick else 15))
    print(throughput(given.quick))
    print(densities(given.quick))
    print(lengths(given.quick))


if __name__ == "__main__":
    main()
