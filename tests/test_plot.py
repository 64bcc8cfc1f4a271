"""The number line: what meets, what does not, open ends, round ticks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.model import Interval
from checker.reports.page.plot import Mark, Plot, plot


def room(low: str | None, high: str | None) -> Interval:
    return Interval(Decimal(low) if low else None, Decimal(high) if high else None)


def drawn(*rooms: Interval, unit: str | None = None) -> Plot:
    marks = [Mark(chr(ord("A") + at), str(at), each) for at, each in enumerate(rooms)]
    made = plot(marks, unit)
    assert made is not None
    return made


def test_what_all_share_is_a_band() -> None:
    made = drawn(room("39.5", "40.5"), room("38", "42"))
    assert made.gap is None
    assert made.band == (made.lanes[0].start, made.lanes[0].end)
    assert all(lane.meets for lane in made.lanes)
    assert made.told.endswith("They meet.")


def test_between_two_that_do_not_meet_there_is_a_gap() -> None:
    made = drawn(room("33.5", "34.5"), room("39.5", "40.5"), unit="mile")
    assert made.band is None
    assert made.gap == (made.lanes[0].end, made.lanes[1].start)
    assert not any(lane.meets for lane in made.lanes)
    assert made.unit == "miles"


def test_an_end_without_a_bound_runs_off_the_line() -> None:
    bounded, open_above = drawn(room("10", "20"), room("15", None)).lanes
    assert open_above.open_right
    assert open_above.end > bounded.end


def test_one_value_has_a_line_too() -> None:
    made = drawn(room("17", "17"), room("17", "17"))
    assert [tick.text for tick in made.ticks] == ["17"]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("24", "35", ["25", "30", "35"]),
        ("1100000", "1250000", ["1.1M", "1.2M"]),
        ("-5", "5", ["-5", "0", "5"]),
        ("0.01", "0.03", ["0.01", "0.02", "0.03"]),
    ],
)
def test_ticks_are_round(low: str, high: str, ticks: list[str]) -> None:
    assert [tick.text for tick in drawn(room(low, low), room(high, high)).ticks] == ticks


def test_of_many_figures_those_that_say_the_same_share_a_lane() -> None:
    same = [Mark(letter, "62", room("62", "62")) for letter in "ABCDEFGH"]
    other = Mark("I", "26", room("26", "26"))
    made = plot([*same, other], None)
    assert made is not None
    assert [lane.label for lane in made.lanes] == ["A+7", "I"]


def test_one_figure_is_no_comparison_and_a_monstrous_number_no_line() -> None:
    monster = room("9" * 400, "9" * 400)
    assert plot([Mark("A", "", room("1", "2"))], None) is None
    assert plot([Mark("A", "", monster), Mark("B", "", monster)], None) is None
