"""A real browser for tests: Chromium, driven by Playwright, which asks the network for nothing.

In: nothing. Out: a browser, or a skip that says what to install. Where ``FIGCHECK_BROWSER`` is
``required``, as in continuous integration, a missing browser is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium of the machine: ``FIGCHECK_CHROMIUM``, or the first of the usual names."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed: pip install 'figcheck[test]'")
    path = os.environ.get("FIGCHECK_CHROMIUM") or next(
        filter(None, map(shutil.which, _NAMES)), None
    )
    if path is None:
        _missing("no Chromium was found: apt-get install chromium, or set FIGCHECK_CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()


def _missing(why: str) -> NoReturn:
    if os.environ.get("FIGCHECK_BROWSER") == "required":
        pytest.fail(f"the page must be tested here, and {why}")
    pytest.skip(why)


def axe_script() -> str:
    """axe-core, which looks for what keeps people out."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
