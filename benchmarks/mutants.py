"""Alter one figure that two places agree on, and see whether the alteration is found.

    python benchmarks/mutants.py FOLDER

FOLDER holds stories, each a folder of articles, or single articles. Where two documents give the
same figure by the program's own reading, all mentions in one of them are altered in turn by a
factor of 1.4, by transposed digits and by a magnitude, and the story is checked again. Prints how
many alterations a new finding names, and how many of the unaltered figures are flagged.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import checker
from checker.model import Document, Figure, Finding, Kind

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_MAGNITUDES = {
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "bn": "m",
    "m": "bn",
}
_SUFFIX = {".md", ".txt", ".html"}


def stories(folder: Path) -> Iterator[list[Path]]:
    """The articles of each story of a folder."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield sorted(p for p in path.iterdir() if p.suffix in _SUFFIX)
        elif path.suffix in _SUFFIX:
            yield [path]


def key(figure: Figure) -> tuple[object, ...] | None:
    """What two mentions must share to be one figure: value and unit or noun; small bare counts are
    none."""
    quantity = figure.quantity
    if quantity is None or not figure.kind.is_quantity or quantity.low is None:
        return None
    if figure.kind in (Kind.AGE, Kind.VAGUE) or not _DIGITS.search(figure.surface):
        return None
    if quantity.unit is None and (abs(quantity.low) < 13 or figure.noun is None):
        return None
    return (quantity.low, quantity.high, quantity.unit or figure.noun)


def altered(surface: str, how: str) -> str | None:
    """The surface with another number, or ``None`` where that alteration does not apply."""
    digits = _DIGITS.search(surface)
    if digits is None:
        return None
    written = digits[0].replace(",", "")
    if how == "factor":
        value = float(written) * 1.4
        decimals = len(written.partition(".")[2])
        new = f"{value:,.{decimals}f}" if "," in digits[0] else f"{value:.{decimals}f}"
    elif how == "transposed":
        body = list(digits[0])
        places = [i for i, c in enumerate(body) if c.isdigit()]
        swap = next(((i, j) for i, j in pairwise(places) if body[i] != body[j]), None)
        if swap is None or (body[swap[1]] == "0" and swap[0] == places[0] and len(places) == 2):
            return None
        body[swap[0]], body[swap[1]] = body[swap[1]], body[swap[0]]
        new = "".join(body)
        if new.startswith("0"):
            return None
    else:
        word = re.search(r"\b(?:million|billion|thousand)\b|(?<=\d)(?:bn|m)\b", surface)
        if word is None:
            return None
        return surface[: word.start()] + _MAGNITUDES[word[0]] + surface[word.end() :]
    return surface[: digits.start()] + new + surface[digits.end() :]


def rewritten(document: Document, surface: str, new: str) -> Document:
    """The document with every mention of ``surface`` replaced."""
    text = re.sub(
        rf"(?<![\d,.]){re.escape(surface)}(?![\d,]|\.\d)", lambda _: new, document.original
    )
    return checker.document(text, name=document.name)


def touches(findings: tuple[Finding, ...], name: str, surface: str) -> bool:
    """True where a finding of weight names that surface in that document."""
    return any(
        mention.path == name and (surface in mention.surface or mention.surface in surface)
        for finding in findings
        if finding.severity.value != "note"
        for mention in finding.mentions
    )


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--verbose", action="store_true")
    args = ask.parse_args()
    made, found = Counter[str](), Counter[str]()
    agreeing = flagged = 0
    for paths in stories(args.folder):
        documents = [checker.document(p.read_text(encoding="utf-8"), name=str(p)) for p in paths]
        before = checker.check(documents)
        seen: dict[tuple[object, ...], list[tuple[int, Figure]]] = {}
        for index, document in enumerate(documents):
            for figure in checker.figures(document):
                if (name := key(figure)) is not None:
                    seen.setdefault(name, []).append((index, figure))
        for mentions in seen.values():
            if len({index for index, _ in mentions}) < 2:
                continue
            index, figure = mentions[-1]
            document = documents[index]
            agreeing += 1
            flagged += touches(before, document.name, figure.surface)
            for how in ("factor", "transposed", "magnitude"):
                new = altered(figure.surface, how)
                if new is None:
                    continue
                made[how] += 1
                other = rewritten(document, figure.surface, new)
                after = checker.check([*documents[:index], other, *documents[index + 1 :]])
                hit = touches(after, document.name, new)
                found[how] += hit
                if args.verbose and not hit:
                    print(f"missed {how}: {document.name}: {figure.surface} -> {new}")
    print(f"{agreeing} figures that two documents agree on; {flagged} of them flagged unaltered")
    print("| alteration | made | found |\n|---|---|---|")
    for how in ("factor", "transposed", "magnitude"):
        print(f"| {how} | {made[how]} | {found[how]} |")
    print(f"| all | {sum(made.values())} | {sum(found.values())} |")


if __name__ == "__main__":
    main()
