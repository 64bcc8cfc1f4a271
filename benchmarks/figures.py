"""Score the figure reader on gold sets that lie in a folder, with the ``score.py`` that lies there.

    python benchmarks/figures.py FOLDER [--errors N] [--only SET]

FOLDER holds ``*.jsonl`` gold sets, ``score.py`` and ``units.py``. The project itself ships no
foreign sentences. Prints one table: this reader beside the figures measured for the other systems;
behind the stroke the score without the rows of ``gold_apart.yml``.
These sets give no counted nouns, so a noun and no unit are one class here (``value+unit*`` of the
scorer).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import yaml

from checker.documents import document
from checker.figures import figures
from checker.model import Direction, Figure, Form, Kind, Modifier

# Measured once on the same sets, value F1 / value and unit F1.
OTHERS = {
    "q3_tests": "CQE 75/53, quantulum3 96/89, Recognizers 78/47, duckling 69/36",
    "duckling_en": "CQE 71/62, quantulum3 72/54, Recognizers 75/61, duckling 90/87",
    "spec_number": "CQE 44, quantulum3 53, Recognizers 75, duckling 36",
    "spec_range": "CQE 77/46, quantulum3 81/20, Recognizers 80/18, duckling 76/43 (with bounds)",
}
CHANGES = {
    Modifier.EXACTLY: "=", Modifier.ABOUT: "~", Modifier.NEARLY: "~", Modifier.JUST_OVER: "~",
    Modifier.AT_LEAST: ">", Modifier.MORE_THAN: ">", Modifier.AT_MOST: "<", Modifier.LESS_THAN: "<",
}  # fmt: skip
CURRENCIES = {
    "USD": "dollar",
    "GBP": "pound sterling",
    "EUR": "euro",
    "JPY": "yen",
    "INR": "rupee",
    "CNY": "yuan",
    "KRW": "won",
    "RUB": "ruble",
    "MYR": "ringgit",
    "CHF": "swiss franc",
    "SEK": "swedish krona",
    "DKK": "danish krone",
    "NOK": "norwegian krone",
    "AED": "dirham",
    "KWD": "kuwaiti dinar",
    "JOD": "jordanian dinar",
    "LBP": "lbp",
    "EGP": "egyptian pound",
    "QAR": "qatari riyal",
    "SAR": "saudi riyal",
    "ILS": "shekel",
    "ZAR": "rand",
    "THB": "baht",
    "VND": "dong",
    "MNT": "mnt",
    "UAH": "hryvnia",
    "MXN": "mexican peso",
    "BTC": "bitcoin",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "NZD": "new zealand dollar",
    "HKD": "hong kong dollar",
    "SGD": "singapore dollar",
}

# Units as these sets spell them.
SPELLINGS = {
    "pound": "pound-mass",
    "electron_volt": "electronvolt",
    "teraelectron_volt": "teraelectronvolt",
    "hectoliter": "hectolitre",
}


def scorer(folder: Path) -> ModuleType:
    """The ``score.py`` of a folder as a module."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unit_name(figure: Figure) -> str:
    """The figure's unit in the plain spelling that the gold sets use."""
    quantity = figure.quantity
    unit = quantity.unit if quantity else None
    if unit is None:
        return figure.noun or ""
    if figure.kind is Kind.AGE:
        return f"{unit} of age"
    name = " / ".join(CURRENCIES.get(part, part) for part in unit.split(" / "))
    name = name.replace(" ** 2", "^2").replace(" ** 3", "^3")
    name = SPELLINGS.get(name, name)
    return name.replace("degree_", "").replace("delta_", "").replace("_", " ")


def prediction(figure: Figure) -> dict[str, Any] | None:
    """A figure as a prediction of the scorer, or ``None`` where it is no quantity."""
    quantity = figure.quantity
    counted = figure.kind.is_quantity and quantity is not None
    if not counted or quantity is None or quantity.low is None:
        return None
    row: dict[str, Any] = {
        "start": figure.span.start, "end": figure.span.end, "surface": figure.surface,
        "unit": unit_name(figure), "change": CHANGES[figure.modifier],
    }  # fmt: skip
    if figure.modifier is Modifier.EXACTLY and figure.direction and figure.form is Form.POINT:
        row["change"] = "up" if figure.direction is Direction.UP else "down"
    if figure.form is Form.POINT:
        row["value"] = float(quantity.low)
    else:
        row["low"], row["high"] = float(quantity.low), float(quantity.high or quantity.low)
    return row


def apart() -> frozenset[str]:
    """The rows of ``gold_apart.yml``, whose gold is not what an editor reads, by their names."""
    reasons = yaml.safe_load((Path(__file__).parent / "gold_apart.yml").read_text(encoding="utf-8"))
    return frozenset(
        f"{name}-{number}"
        for reason in reasons
        for name, numbers in reason["rows"].items()
        for number in numbers
    )


def fair(gold: Path, folder: Path) -> Path:
    """The set without the rows of :func:`apart`, as a file of ``folder``."""
    left_out = apart()
    lines = gold.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["id"] not in left_out]
    path = folder / gold.name
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def scored(module: ModuleType, gold: Path, errors: int) -> tuple[dict[str, Any], float]:
    """The scores of one set, and how many seconds the reading took."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    begin = time.perf_counter()
    read = [figures(document(row["text"])) for row in rows]
    seconds = time.perf_counter() - begin
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for row, found in zip(rows, read, strict=True):
            quantities = [p for p in map(prediction, found) if p]
            predictions.write(json.dumps({"id": row["id"], "quantities": quantities}) + "\n")
        predictions.flush()
        options = SimpleNamespace(age_strict=False, strict_range=False, profile="full")
        result, detail = module.run(gold, predictions.name, options)
    for row, matches, missed, extra in detail:
        for quantity in missed[: errors or 0]:
            print("MISS", quantity["_e"], quantity["unit"], "|", row["text"][:150])
        for quantity in extra[: errors or 0]:
            print(
                "FP  ",
                quantity["surface"],
                quantity["_e"],
                quantity["unit"],
                "|",
                row["text"][:150],
            )
        for wanted, got, flags in matches if errors else ():
            if not flags["unit"] and "unit" in row.get("scored", ["unit"]):
                print("UNIT", wanted["unit"], "<-", got[0]["unit"], "|", row["text"][:150])
    return result, seconds


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--errors", type=int, default=0, help="print up to N errors a sentence")
    ask.add_argument("--only", help="one set, by name")
    args = ask.parse_args()
    module = scorer(args.folder)
    print("| set | value | value + unit | value + change | others (value/value+unit) |")
    print("|---|---|---|---|---|")
    for gold in sorted(args.folder.glob("*.jsonl")):
        if args.only and gold.stem != args.only:
            continue
        result, _ = scored(module, gold, args.errors)
        with tempfile.TemporaryDirectory() as folder:
            fairly, _ = scored(module, fair(gold, Path(folder)), 0)
        cells = [
            f"{result[level]['F1']} / {fairly[level]['F1']}" if level in result else "-"
            for level in ("value", "value+unit*", "value+change")
        ]
        print(f"| {gold.stem} | {' | '.join(cells)} | {OTHERS.get(gold.stem, '')} |")


if __name__ == "__main__":
    main()
