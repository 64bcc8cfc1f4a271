"""Take the pictures of ``docs/report.md`` from the pages of the fixture stories.

In: nothing. Out: ``docs/images/*.png``. Needs Chromium, as the tests of the page do; how
letters look depends on the fonts of the machine.

Run ``python -m scripts.write_gallery`` after a change of the page, and look at what it made.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from checker.cli import main as figcheck
from tests.browser import browser

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
STORY = "fixtures/kupyansk"


class Picture(NamedTuple):
    """A picture: its name, how wide and high the window is, light or dark, and the part of the page
    at its top. ``figure`` is clicked before."""

    name: str
    size: tuple[int, int]
    scheme: str
    top: str
    figure: str = ""


PICTURES = (
    Picture("report-findings", (1280, 860), "light", "body"),
    Picture("report-sheet", (1280, 560), "light", "#sheet"),
    Picture("report-articles", (1280, 640), "dark", "#articles", "34 miles"),
    Picture("report-telephone", (390, 844), "light", "#sheet"),
)


def main() -> int:
    """Take every picture anew."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        page = Path(folder) / "report.html"
        with contextlib.chdir(ROOT):
            figcheck(["report", STORY, "--output", str(page), "--title", "Kupyansk"])
        for picture in PICTURES:
            _take(chromium, page.as_uri(), picture)
    return 0


def _take(chromium: Any, address: str, picture: Picture) -> None:
    width, height = picture.size
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.locator(picture.top).evaluate("part => part.scrollIntoView({block: 'start'})")
    if picture.figure:
        page.locator(".pane .f", has_text=picture.figure).first.click()
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    raise SystemExit(main())
