"""How long the page takes to be written, to load and to filter: 50 articles, 5,000 figures.

Run ``python -m benchmarks.page`` from the top of the repository; it needs Chromium, as the tests of
the page do. Prints a table; asserts nothing.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import checker
from checker import pipeline, ruleset
from checker.model import Document
from checker.reports import html
from tests.browser import browser

T = TypeVar("T")
ARTICLES, PARAGRAPHS = 50, 16
STARTS = ("Or", "Tel", "Kam", "Vel", "Zab", "Hru", "Lip", "Ban", "Dour", "Ser")
MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "in", "on")
ENDS = ("lava", "mar", "brod", "ra", "ry", "sto", "vets", "fara", "bala", "nik")
NAMES = [start + middle + end for middle in MIDDLES for start in STARTS for end in ENDS]
SHARED, OWN = NAMES[:25], NAMES[25:]

TIMED = {
    "a filter by measure": "choose('measure', 1)",
    "a filter by source": "choose('source', 2)",
    "no filter again": "document.getElementById('clear').click()",
    "a search": "search('Orlava')",
    "no search again": "search('')",
    "the card of a figure": "figure(2000).focus()",
    "to the other side": "document.querySelector('.pane a.f.in').click()",
}
SCRIPT = """(code) => {
  const choose = (name, at) => {
    const select = document.getElementById('by-' + name);
    select.selectedIndex = at;
    select.dispatchEvent(new Event('change', {bubbles: true}));
  };
  const search = (words) => {
    document.getElementById('search').value = words;
    document.getElementById('filters').requestSubmit();
  };
  const figure = (at) => document.querySelectorAll('.f[id]')[at];
  const begun = performance.now();
  eval(code);
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


def articles() -> list[Document]:
    """What 50 desks say of the same places, with a slip now and then, and of their own."""
    made = []
    for number in range(ARTICLES):
        text = f"# Day {number} of the flood\n"
        for at in range(PARAGRAPHS):
            place, own = SHARED[(number * 3 + at) % len(SHARED)], number * PARAGRAPHS + at
            far = 40 + SHARED.index(place) * 3
            miles = round(far / 1.609) + (9 if own % 40 == 0 else 0)
            text += (
                f"\n{place} lies {far} kilometres ({miles} miles) from the border. {OWN[own]} "
                f"counted {own + 100} boats and {own * 7 + 31} sacks of sand; mending its wall "
                f"will cost ${own % 90 + 1}.{number % 10} million and take {at + 3} weeks.\n"
            )
        made.append(
            checker.document(
                text, f"{number:02}.md", source=f"Desk {number:02}", published="2025-03-12"
            )
        )
    return made


def timed(what: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    made = what()
    return made, time.perf_counter() - begun


def main() -> None:
    documents, rules = articles(), ruleset.builtin()
    judged, checking = timed(lambda: pipeline.check(documents, rules))
    sheets, sheet = timed(lambda: pipeline.sheets(judged))
    text, writing = timed(lambda: html.render(replace(judged, sheets=sheets)))
    print(f"{judged.tally.documents} articles, {judged.tally.figures:,} figures, "
          f"{len(judged.findings)} findings, {sum(len(each.rows) for each in sheets)} rows; "
          f"{len(text.encode()) / 1e6:.1f} MB")  # fmt: skip
    print(f"\n| | ms |\n| --- | ---: |\n| check | {checking * 1000:.0f} |")
    print(f"| the sheet | {sheet * 1000:.0f} |\n| writing the page | {writing * 1000:.0f} |")
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "report.html"
        path.write_text(text, encoding="utf-8")
        _in_browser(chromium, path.as_uri())


def _in_browser(chromium: Any, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    entry = "performance.getEntriesByType('navigation')[0]"
    print(f"| loading it | {page.evaluate(f'{entry}.loadEventEnd'):.0f} |")
    for name, code in TIMED.items():
        print(f"| {name} | {page.evaluate(SCRIPT, code):.0f} |")


if __name__ == "__main__":
    main()
