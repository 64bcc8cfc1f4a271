"""How many slips of passages are found, and how often what is right is reported.

    PYTHONPATH=. python benchmarks/passages.py FILE...

Each FILE has passages as ``fixtures/passages/README.md`` describes them. A slip is found where a
finding names two of its figures, or the only one. What was fitted to a file says nothing of it: ask
with passages that ``scripts/fit_ties.py`` has not seen.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import checker
from checker.model import Finding, Severity

_TOLD = frozenset({Severity.ERROR, Severity.WARNING})


def findings(text: str, published: str | None) -> list[Finding]:
    """The errors and warnings of a passage."""
    document = checker.document(text, name="a.md", published=published)
    return [found for found in checker.check([document]) if found.severity in _TOLD]


def is_found(row: dict[str, Any]) -> bool:
    """Whether a finding names the figures of a slip."""
    spots = [[m.span() for m in re.finditer(re.escape(s), row["text"])] for s in row["figures"]]
    wanted = min(2, len(spots))
    for found in findings(row["text"], row.get("published")):
        named = sum(
            any(start < m.end and m.start < end for m in found.mentions for start, end in places)
            for places in spots
        )
        if named >= wanted:
            return True
    return False


def main() -> None:
    """Prints a table by kind of slip."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    slips: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    alarms = right = 0
    for path in parser.parse_args().files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "figures" in row:
                slips[row["kind"]] += 1
                caught[row["kind"]] += is_found(row)
            for key in {"right", "right2"} & row.keys() if "figures" in row else ("text",):
                right += 1
                alarms += len(findings(row[key], row.get("published")))
    print("| kind | slips | found |\n| --- | --- | --- |")
    for kind in sorted(slips):
        print(f"| {kind} | {slips[kind]} | {caught[kind]} |")
    print(f"| all | {slips.total()} | {caught.total()} |")
    print(f"\n{alarms} findings in {right} texts that are right")


if __name__ == "__main__":
    main()
