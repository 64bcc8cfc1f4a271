"""Writes the lists of slots and functions into `docs/writing-rules.md`, from the code itself.

Run ``python -m scripts.write_rule_language`` from the top of the repository; a test fails when the
page is stale.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from checker.expressions import FUNCTIONS, SLOTS

PAGE = Path("docs/writing-rules.md")


def slots() -> str:
    """The table of slots."""
    rows = ["| slot | type | |", "|---|---|---|"]
    for slot in SLOTS.values():
        values = f": {', '.join(slot.values)}" if slot.values else ""
        rows.append(f"| `{slot.name}` | {slot.type} | {slot.doc}{values} |")
    return "\n".join(rows)


def functions() -> str:
    """One paragraph for each function."""
    return "\n\n".join(
        f"**`{function.signature}`** gives {function.returns}. "
        + " ".join(inspect.cleandoc(function.doc).split())
        for function in FUNCTIONS.values()
    )


def page(text: str) -> str:
    """The page with both lists as they are now."""
    for name, content in (("slots", slots()), ("functions", functions())):
        block = f"<!-- {name} -->\n{content}\n<!-- end of {name} -->"
        pattern = rf"<!-- {name} -->(.*?<!-- end of {name} -->)?"
        text = re.sub(pattern, lambda _, block=block: block, text, count=1, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
