"""What figures beside each other have to meet: changes, shares, sums, products.

In: figures made by hand. Out: whether they can meet, by example and by law.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.expressions import AbstainError, View
from checker.expressions.arithmetic import (
    changes,
    exceeds,
    growth,
    move,
    multiplies,
    shares,
    sums,
)
from checker.model import Direction, Kind, Modifier, Quantity
from tests.builders import claim, figure

COUNTS = st.integers(min_value=1, max_value=999)


def count(number: int) -> View:
    return View(claim(str(number)))


def percent(written: str, **given: object) -> View:
    return View(claim(figure(f"{written} percent", kind=Kind.PERCENT, **given)))


def multiple(value: str, **given: object) -> View:
    quantity = Quantity(Decimal(value), Decimal(value), Decimal(1))
    return View(claim(figure(value, kind=Kind.MULTIPLE, quantity=quantity, **given)))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (count(40), count(50), percent("25")),
        (count(50), count(40), percent("20")),
        (percent("4"), percent("6"), percent("50")),
        (count(41), count(80), multiple("2")),
        (count(100), count(400), multiple("3", direction=Direction.UP)),
        (count(12), count(19), count(7)),
        (View(claim("1.1 USD")), View(claim("1.2 USD")), percent("12")),
        (count(90), count(40), multiple("0.5", modifier=Modifier.MORE_THAN)),
    ],
)
def test_a_change_that_can_be(before: View, after: View, change: View) -> None:
    assert changes(before, after, change)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (count(40), count(50), percent("20")),
        (percent("4"), percent("6"), percent("2")),
        (count(40), count(60), multiple("2")),
        (count(12), count(19), count(8)),
        (count(60), count(40), multiple("0.5", modifier=Modifier.MORE_THAN)),
    ],
)
def test_a_change_that_cannot_be(before: View, after: View, change: View) -> None:
    assert not changes(before, after, change)


def test_from_nothing_there_is_no_percentage() -> None:
    with pytest.raises(AbstainError):
        changes(count(0), count(5), percent("50"))


def test_a_percentage_beside_a_finer_one_is_as_fine() -> None:
    assert not changes(percent("5"), percent("5.25"), percent("0.25"))
    assert move(percent("5"), percent("5.25")).value == Decimal("0.25")


def test_small_counts_add_up_to_the_unit() -> None:
    assert sums(count(19), [count(11), count(8)])
    assert not sums(count(19), [count(11), count(6)])


def test_round_numbers_add_up_to_what_each_was_rounded_to() -> None:
    parts = [View(claim("1,200")), View(claim("3,400"))]
    assert sums(View(claim("4,700")), parts)
    assert not sums(View(claim("5,700")), parts)


def test_parts_exceed_a_whole_only_beyond_their_rounding() -> None:
    assert exceeds([View(claim("487.0 GBP")), View(claim("142.0 GBP"))], View(claim("618.4 GBP")))
    assert not exceeds([View(claim("0.7 USD")), View(claim("0.6 USD"))], View(claim("1.2 USD")))


def test_a_share_is_a_percentage_or_a_fraction() -> None:
    quarter = View(
        claim(
            figure(
                "0.25",
                kind=Kind.RATIO,
                quantity=Quantity(Decimal("0.25"), Decimal("0.25"), Decimal("0.01")),
            )
        )
    )
    assert shares(count(30), count(120), percent("25"))
    assert shares(count(31), count(120), quarter)
    assert not shares(count(42), count(120), quarter)


def test_a_rate_is_multiplied_in_its_own_units() -> None:
    speed, time = View(claim("120 kilometer / hour")), View(claim("25 minute"))
    assert multiplies([speed, time], View(claim("50 kilometer")))
    assert not multiplies([speed, time], View(claim("80 kilometer")))


def test_so_many_in_a_hundred_thousand() -> None:
    rate = View(claim(figure("17.1 per_hundred_thousand", kind=Kind.RATIO)))
    assert multiplies([rate, View(claim("690,000"))], count(118))
    assert not multiplies([rate, View(claim("690,000"))], count(148))


def test_units_that_do_not_fit_decide_nothing() -> None:
    with pytest.raises(AbstainError):
        sums(View(claim("19 kilometer")), [View(claim("11 kilogram")), View(claim("8 kilogram"))])


@given(COUNTS, COUNTS)
def test_the_true_change_always_can_be(before: int, after: int) -> None:
    assert changes(count(before), count(after), count(abs(after - before)))
    exact = growth(count(before), count(after)).value
    assert changes(count(before), count(after), percent(f"{exact:.1f}"))


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_a_true_sum_always_can_be_and_never_exceeds(parts: list[int]) -> None:
    listed = [count(part) for part in parts]
    assert sums(count(sum(parts)), listed)
    assert not exceeds(listed, count(sum(parts)))


@given(COUNTS, COUNTS)
def test_a_true_share_always_can_be(part: int, whole: int) -> None:
    exact = Decimal(part) * 100 / Decimal(whole)
    assert shares(count(part), count(whole), percent(f"{exact:.1f}"))
