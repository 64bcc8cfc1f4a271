"""How long the map takes to answer, and how large it is.

In: nothing. Out: a Markdown table on standard output. Asserts nothing.

    python -m benchmarks.geography
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from checker import pipeline, ruleset
from checker.documents import document
from checker.geography import distances
from checker.geography.store import Gazetteer

ROUNDS = 500
SENTENCE = "Leeds, a city some 22 miles from York, has a new station."
BORDER = "Lublin lies about 50 miles from the Ukrainian frontier."


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def row(name: str, times: list[float]) -> str:
    ranked = sorted(times)
    middle, late = statistics.median(ranked), ranked[int(len(ranked) * 0.95)]
    return f"| {name} | {middle:.2f} | {late:.2f} |\n"


def checks(text: str) -> Callable[[], object]:
    rules = ruleset.builtin()
    return lambda: pipeline.check([document(text, name="a.txt")], rules)


def main() -> None:
    size = distances.SHIPPED.stat().st_size / 1e6
    opening = [milliseconds(lambda: Gazetteer(distances.SHIPPED)) for _ in range(20)]
    atlas = Gazetteer(distances.SHIPPED)
    everywhere = list(atlas)
    chosen = random.Random(1).sample(everywhere, ROUNDS)  # noqa: S311 - the same in every run
    looked_up = [milliseconds(lambda own=own: atlas.places(own)) for own, _ in chosen]  # type: ignore[misc]
    held = [(place, atlas.neighbours(place.country)) for _, place in chosen]
    borders = [
        milliseconds(lambda place=place, near=near: atlas.to_border(place, near[0]))  # type: ignore[misc]
        for place, near in held
        if near
    ]
    checks("The wall is 40 km long, 20 km from the village.")()
    sys.stdout.write(f"{size:.2f} MB, {len(everywhere):,} places\n\n")
    sys.stdout.write("| | median, ms | 95 of 100, ms |\n| --- | ---: | ---: |\n")
    sys.stdout.write(row("opening the file", opening))
    sys.stdout.write(row("a name that was not asked for", looked_up))
    sys.stdout.write(row("the distance to a border, first and later", borders))
    for name, text in (("two places", SENTENCE), ("a border", BORDER)):
        check = checks(text)
        first, later = milliseconds(check), [milliseconds(check) for _ in range(50)]
        sys.stdout.write(f"| a sentence with {name}, the first of a process | {first:.2f} | |\n")
        sys.stdout.write(row(f"a sentence with {name}, later", later))


if __name__ == "__main__":
    main()
