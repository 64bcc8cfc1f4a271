"""How well a draft's figures are checked against its sources.

    python benchmarks/support.py FILE...

Each line of FILE is JSON with a ``premise`` (the source), a ``hypothesis`` (the draft) and a
``label``; ``hinge`` says what kind of edit was made. Printed: how many rows are reported, of those
whose figures were edited, of those that were edited elsewhere, and of those that are consistent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import checker
from checker import pipeline, ruleset
from checker.model import Severity


def _reported(row: dict[str, str]) -> list[str]:
    draft = f"---\nsources: [source.txt]\n---\n{row['hypothesis']}"
    documents = [
        checker.document(draft, "draft.md"),
        checker.document(row["premise"], "source.txt"),
    ]
    rules = [rule for rule in ruleset.builtin() if rule.given == "support"]
    found = pipeline.check(documents, rules).findings
    return [f"{f.rule}: {f.message}" for f in found if f.severity is not Severity.NOTE]


def main() -> int:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("files", type=Path, nargs="+")
    ask.add_argument("--show", action="store_true", help="print what is missed and what is wrong")
    args = ask.parse_args()
    print("| rows | number edits reported | other edits reported | consistent rows reported |")
    print("|---|---|---|---|")
    for path in args.files:
        total, hit = Counter[str](), Counter[str]()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kind = row["hinge"] if row["label"] != "consistent" else "consistent"
            found = _reported(row)
            total[kind] += 1
            hit[kind] += bool(found)
            if args.show and bool(found) != (kind == "number_edit"):
                print(
                    f"{kind} {row['id']}: {found or row['note']}\n    {row['hypothesis']}",
                    file=sys.stderr,
                )
        cells = [f"{hit[k]} of {total[k]}" for k in ("number_edit", "other_edit", "consistent")]
        print(f"| {path.stem} | {' | '.join(cells)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
