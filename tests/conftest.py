"""What all tests share: a cache of their own, so that none reads or fills the user's; and a word at
the end where those that need a browser were skipped.

In: nothing. Out: the environment of the test run. With ``FIGCHECK_LAWS=fixed``, as in ``.ci/run``,
laws are tried on the same examples each time, so that a build fails for what was changed in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True)
if os.environ.get("FIGCHECK_LAWS") == "fixed":
    settings.load_profile("fixed")


@pytest.fixture(autouse=True, scope="session")
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    without = [each for each in skipped if "browser" in each.keywords]
    if without:
        why = str(without[0].longrepr[2]).removeprefix("Skipped: ")
        terminalreporter.write_line(f"{len(without)} tests of the page were skipped: {why}")
