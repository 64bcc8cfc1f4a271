"""Ask of every pair of wordings whether it speaks of one thing, and of every near miss whether not.

    python benchmarks/wordings.py FILE... [--closed] [--verbose N]

FILE holds one quantity a line: ``{"id", "same": [wordings], "different": [{"text", "slot"}]}`` with
the figure marked ``⟦so⟧``. Each sentence is a document of its own, all of one day. A fifth of the
quantities, chosen by a digest of their id, is kept closed: it is counted apart, and never shown.

Prints the share of pairs answered same, unknown and different, open and closed, and near misses by
slot. Where an equal value was among the grounds, the answer says little about finding
contradictions, and is counted apart.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import checker
from checker.model import Claim

DAY = "2025-11-24"
VALUE = "the same value"
VERDICTS = ("same", "same by value", "unknown", "different", "unread")


def closed(identifier: str) -> bool:
    """True for the fifth of the quantities that is kept closed."""
    return hashlib.sha256(identifier.encode()).digest()[0] % 5 == 0


def claim(marked: str, name: str) -> Claim | None:
    """The claim of the marked figure, or ``None`` where the reader has none there."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    document = checker.document(text, name=f"{name}.md", source=name, published=DAY)
    for found in checker.claims([document]):
        span = found.figure.span
        if span.start < end and start < span.end:
            return found
    return None


def verdict(first: Claim | None, second: Claim | None) -> str:
    """What the comparison says of two claims; a figure that was not read is unknown."""
    if first is None or second is None:
        return "unread"
    found = checker.compare(first, second)
    by_value = any(ground == VALUE for ground in found.grounds)
    return f"{found.verdict.value}{' by value' if by_value else ''}"


def asked(
    row: dict[str, Any],
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str, str]]]:
    """The verdicts on one quantity: pairs of wordings, and wordings against near misses by slot."""
    same = [(text, claim(text, f"outlet {i}")) for i, text in enumerate(row["same"])]
    misses = [
        (miss["text"], miss["slot"], claim(miss["text"], f"rival {i}"))
        for i, miss in enumerate(row["different"])
    ]
    pairs = [(a, b, verdict(x, y)) for (a, x), (b, y) in itertools.combinations(same, 2)]
    near = [(a, b, slot, verdict(x, y)) for a, x in same for b, slot, y in misses]
    return pairs, near


def share(counts: Counter[str], verdict_: str) -> str:
    """A verdict's share of all, as text."""
    total = sum(counts.values())
    named = counts[verdict_] + (counts["same by value"] if verdict_ == "same" else 0)
    return f"{100 * named / total:.1f}%" if total else "-"


def main() -> None:
    """Print the tables."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("files", nargs="+", type=Path)
    ask.add_argument("--verbose", type=int, default=0, help="show N open errors of each sort")
    args = ask.parse_args()
    true = {False: Counter[str](), True: Counter[str]()}
    near = {False: Counter[str](), True: Counter[str]()}
    slots: dict[str, Counter[str]] = {}
    shown: Counter[str] = Counter()
    for path in args.files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            hidden = closed(row["id"])
            pairs, misses = asked(row)
            true[hidden].update(verdict for _, _, verdict in pairs)
            near[hidden].update(verdict for _, _, _, verdict in misses)
            for first, second, slot, found in misses:
                slots.setdefault(slot, Counter())[found] += 1
                if found.startswith("same") and not hidden and shown["near"] < args.verbose:
                    shown["near"] += 1
                    print(f"{row['id']} near miss ({slot}) called same:\n  {first}\n  {second}")
            for first, second, found in pairs:
                if not found.startswith("same") and not hidden and shown[found] < args.verbose:
                    shown[found] += 1
                    print(f"{row['id']} pair called {found}:\n  {first}\n  {second}")
    print("| | pairs | same | of that with an equal value | unknown | different | unread |")
    print("|---|---|---|---|---|---|---|")
    for name, table in (("wordings of one quantity", true), ("near misses", near)):
        for hidden in (False, True):
            counts = table[hidden]
            cells = [share(counts, v) for v in VERDICTS]
            part = "closed" if hidden else "open"
            print(f"| {name}, {part} | {sum(counts.values())} | {' | '.join(cells)} |")
    print("\n| near misses by slot | pairs | same |\n|---|---|---|")
    for slot, counts in sorted(slots.items(), key=lambda item: -sum(item[1].values())):
        print(f"| {slot} | {sum(counts.values())} | {share(counts, 'same')} |")


if __name__ == "__main__":
    main()
