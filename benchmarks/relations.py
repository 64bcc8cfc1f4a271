"""What the relations within a passage add to the time of reading the figures.

In: a folder of articles, or none for made-up ones. Out: one Markdown table on standard output: the
least time of several rounds, for the figures and for the relations. Asserts nothing.

    python -m benchmarks.relations [FOLDER] [--rounds 15]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.articles import article
from benchmarks.speed import SMALL, seconds, table
from checker import document
from checker.alignment import align
from checker.documents import read
from checker.figures import figures
from checker.model import Document
from checker.pipeline import claims

WITHIN = (
    "conversion",
    "change",
    "parts",
    "portions",
    "product",
    "share",
    "span",
    "itemised",
    "repeat",
)
"""The relations that look no farther than a paragraph, a list or a table."""


def documents(folder: Path | None) -> list[Document]:
    if folder is None:
        return [document(article(SMALL, seed)) for seed in range(60)]
    return [read(path) for path in sorted(folder.rglob("*.md"))]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("folder", type=Path, nargs="?")
    ask.add_argument("--rounds", type=int, default=15)
    given = ask.parse_args()
    found = documents(given.folder)
    told = [tuple(claims(each)) for each in found]
    reading, relating = [], []
    for _ in range(given.rounds):
        reading.append(seconds(lambda: [figures(each) for each in found]))
        relating.append(seconds(lambda: [align(each, WITHIN) for each in told]))
    first, second = min(reading), min(relating)
    rows = [
        ("reading the figures", f"{first * 1000:.0f}", ""),
        ("the relations of a passage", f"{second * 1000:.0f}", f"{second / first:.0%}"),
    ]
    print(table((f"{len(found)} articles", "least, ms", "of the reading"), rows))


if __name__ == "__main__":
    main()
