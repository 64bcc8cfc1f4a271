"""Which figures words tie to each other.

In: figures of which some are wrong by a known slip, and the passages of ``fixtures/passages``. Out:
what would have to be, the slip, and findings for most slips and for hardly anything that is right.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import checker
from benchmarks import passages as benchmark
from checker import lexicon
from checker.alignment.binding import traits
from checker.alignment.binding.misprints import misprint
from checker.alignment.binding.products import products
from checker.alignment.binding.ties import Tie, ties
from checker.alignment.binding.values import Value, values
from checker.alignment.passages import paragraphs
from checker.model import Severity
from checker.pipeline import claims
from scripts import fit_ties

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "fixtures" / "passages"


def figures(text: str) -> list[Value]:
    """The figures of a paragraph as values."""
    document = checker.document(text, name="a.md", published="2025-06-12")
    return [value for each in paragraphs(claims(document)) for value in values(each)]


def of(text: str, relation: str) -> list[Tie]:
    """The ties of a relation in a paragraph."""
    found = figures(text)
    return [tie for tie in (*ties(found), *products(found)) if tie.relation == relation]


NUMBER = st.integers(min_value=100, max_value=99_999)


@settings(deadline=None)
@given(NUMBER, st.data())
def test_one_wrong_digit_is_a_slip(number: int, data: st.DataObject) -> None:
    written = str(number)
    at = data.draw(st.integers(0, len(written) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    meant = int(written[:at] + digit + written[at + 1 :])
    assume(meant != number and math.log10(meant / number) % 1 > 0.01)
    (value,) = figures(f"They counted {number} gulls.")
    assert misprint(value, meant, meant) in {"digit", "carry"}


@settings(deadline=None)
@given(NUMBER, st.integers(0, 3))
def test_two_swapped_digits_are_a_slip(number: int, at: int) -> None:
    written = str(number)
    assume(at + 1 < len(written) and written[at] != written[at + 1] != "0")
    meant = int(written[:at] + written[at + 1] + written[at] + written[at + 2 :])
    (value,) = figures(f"They counted {number} gulls.")
    assert misprint(value, meant, meant) == "swapped"


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("4,812", 48_120, "magnitude"),
        ("4,812", 4.812, "magnitude"),
        ("4,812", 48_112, "lost"),
        ("4,812", 412, "added"),
        ("4,812", 4_811, "digit"),
        ("4,812", 8_412, "swapped"),
        ("4,812", 5_931, None),
        ("127,000", 172_200, "swapped"),
    ],
)
def test_slips_have_names(written: str, meant: float, slip: str | None) -> None:
    (value,) = figures(f"They counted {written} gulls.")
    assert misprint(value, meant, meant) == slip


@settings(deadline=None)
@given(st.lists(st.integers(10, 900), min_size=2, max_size=5, unique=True))
def test_a_sum_holds_with_what_its_parts_come_to_and_each_is_what_the_others_leave(
    parts: list[int],
) -> None:
    told = ", ".join(f"{part} in Vale{'abcdefgh'[at]}" for at, part in enumerate(parts))
    found = of(f"They counted {sum(parts)} gulls: {told}.", "sum")
    full = [tie for tie in found if len(tie.values) == len(parts) + 1]
    assert full
    for tie in full:
        assert tie.holds
        for value, (low, high) in zip(tie.values, tie.needed, strict=True):
            assert low <= value.high
            assert value.low <= high


@settings(deadline=None)
@given(st.integers(2, 90), st.integers(20, 900))
def test_a_product_holds_with_what_its_factors_make(each: int, many: int) -> None:
    found = of(f"At ${each}.00 each they sold {many} mugs for ${each * many}.00.", "product")
    assert any(tie.holds and tie.values[-1].number == each * many for tie in found)


@settings(deadline=None)
@given(st.integers(20, 900), st.integers(1, 80))
def test_a_change_holds_with_what_it_leads_to(before: int, percent: int) -> None:
    after = before * (100 + percent)
    found = of(f"They went from {before * 100:,} to {after:,}, up {percent}%.", "change")
    assert any(tie.holds and tie.values[0].number == before * 100 for tie in found)


def test_a_bare_number_may_have_the_unit_of_another_and_no_other_one() -> None:
    relation = "sum"
    assert of("They gave £300 for the roof, 200 for the bells and £500 in all.", relation)
    assert not of("They gave £300 for the roof, 200km for the bells and £500 in all.", relation)


def test_what_would_be_right_is_not_doubted() -> None:
    document = checker.document("Of the 240 boats 60, or 25%, leaked.", name="a.md")
    found = [tie for each in paragraphs(claims(document)) for tie, _ in traits(each)]
    assert [tie for tie in found if tie.relation == "share" and tie.values[0].number == 60] == []


# ------------------------------------------------------------------------------------- the weights


def test_every_weight_is_of_a_relation_and_a_trait() -> None:
    weights = lexicon.weights("ties")
    assert set(weights) == {
        "aged now",
        "aged then",
        "apart",
        "balance",
        "balance of a headline",
        "change",
        "change of a headline",
        "conversion",
        "grown between",
        "grown since",
        "points",
        "points as percent",
        "product",
        "product of a headline",
        "share",
        "share of a headline",
        "span",
        "span across",
        "sum",
        "sum of a headline",
        "times",
        "times of a headline",
        "until now",
        "years since",
    }
    for own in weights.values():
        assert "any" in own
        assert all(isinstance(value, int) for value in own.values())


def test_most_slips_of_the_passages_are_found_and_hardly_anything_that_is_right() -> None:
    slips = found = right = alarms = 0
    for path in sorted(PASSAGES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[::12]:
            row = json.loads(line)
            if "figures" in row:
                slips += 1
                found += benchmark.is_found(row)
            for key in {"right", "right2"} & row.keys() if "figures" in row else ("text",):
                right += 1
                told = benchmark.findings(row[key], row.get("published"))
                alarms += any(each.severity is Severity.ERROR for each in told)
    assert found > slips * 0.65
    assert alarms < right * 0.03


def test_the_script_fits_and_says_what_that_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("slips-01", "slips-02", "right-01"):
        lines = (PASSAGES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:40]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(fit_ties, "cases", lambda: iter(()))
    monkeypatch.setattr(fit_ties, "SEEN", 2)
    monkeypatch.setattr(sys, "argv", ["fit_ties", str(tmp_path), "--held-out", "slips-02"])
    fit_ties.main()
    assert "| from weight | slips found | false alarms |" in capsys.readouterr().out
    written = tmp_path / "ties.json"
    monkeypatch.setattr(fit_ties, "WEIGHTS", written)
    monkeypatch.setattr(sys, "argv", ["fit_ties", str(tmp_path)])
    fit_ties.main()
    assert "sum" in json.loads(written.read_text(encoding="utf-8"))
