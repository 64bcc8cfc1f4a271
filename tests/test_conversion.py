"""What passes as a conversion, and what does not: `fixtures/conversions.yml`, both ways round."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.conversion import converts
from checker.errors import UnitError
from tests.builders import figure

PAIRS = yaml.safe_load(Path("fixtures/conversions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pair", PAIRS["fair"])
def test_fair(pair: str) -> None:
    stated, converted = pair.split(" = ")
    assert converts(figure(stated), figure(converted))


@pytest.mark.parametrize("pair", PAIRS["wrong"])
def test_wrong(pair: str) -> None:
    stated, converted = pair.split(" = ")
    assert not converts(figure(stated), figure(converted))


@pytest.mark.parametrize("pair", [p for p in PAIRS["fair"] if "more-than" not in p])
def test_fair_the_other_way_round(pair: str) -> None:
    stated, converted = pair.split(" = ")
    assert converts(figure(converted), figure(stated))


def test_units_of_two_kinds_are_no_conversion() -> None:
    with pytest.raises(UnitError):
        converts(figure("40 kilometer"), figure("35 kilogram"))


def test_money_is_no_conversion() -> None:
    with pytest.raises(UnitError):
        converts(figure("40 USD"), figure("35 EUR"))


def test_a_bare_number_is_no_conversion() -> None:
    with pytest.raises(UnitError):
        converts(figure("40"), figure("35 mile"))
