"""Writes `docs/rules.md` from the built-in rules' own pages.

Run ``python -m scripts.write_rules_page`` from the top of the repository; a test fails when the
page is stale.
"""

from __future__ import annotations

from pathlib import Path

from checker import ruleset
from checker.ruleset.manual import page

PAGE = Path("docs/rules.md")

_HEAD = """\
# The built-in rules

Each page is the rule's own `why`, in its file in `rules/`; `figcheck rules show ID` prints it. The
severity and the options are changed in the configuration: [how](writing-rules.md#in-every-run).
This page is written by `scripts/write_rules_page.py`.

| rule | | finds |
|---|---|---|
"""


def text() -> str:
    """The whole page."""
    rules = ruleset.builtin()
    rows = "".join(
        f"| [{rule.id}](#{rule.id}) | {rule.severity.value} | {rule.summary} |\n" for rule in rules
    )
    pages = "\n".join(page(rule, "##") for rule in rules)
    return f"{_HEAD}{rows}\n{pages}"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
