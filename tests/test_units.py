"""What ``checker.units`` promises: which forms it reads and which it leaves alone, what they
convert to, and that its lexicon says what pint and quantulum3 say."""

from __future__ import annotations

import importlib.util
import logging
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import lexicon, units
from checker.errors import UnitError

ROOT = Path(__file__).resolve().parent.parent
UNITS = lexicon.load("units")["units"]
CLOSE = Decimal("1e-24")


def read(text: str) -> str | None:
    """The unit that begins ``text``, if it reaches to a bar in the text or to its end."""
    end = text.find("|")
    found = units.match(text.replace("|", ""), 0, len(text.replace("|", "")))
    if found is None:
        return None
    assert found.end == (end if end >= 0 else len(text)), found
    return found.unit


READ = {
    "kilometer": "km, kms, KM, kilometre, Kilometers, KILOMETRES, kilometres| away, km|-long",
    "kilometer ** 2": "sq km, sq. km, sqkm, km2, km², square-kilometre, square km",
    "mile ** 2": "square mile, square-mile, square\nmiles, sq mi, square\u00a0miles",
    "foot ** 2": "sq ft, sq. ft, sqft, square feet, square-foot",
    "meter ** 3": "m3, m³, cubic metres, cu m, cubic-metre",
    "kilometer / hour": "km/h, km/hr, kph, kmh, kmph, kilometres an hour, kilometers per hour",
    "mile / hour": "mph, m.p.h|., miles per hour, miles-an-hour, miles an hour",
    "meter / second": "m/s, metres per second, meters a second",
    "meter / second ** 2": "m/s², m/s2, metres per second squared",
    "liter_per_100_kilometer": "litres per 100 km, l/100km, l/100 km",
    "microgram / meter ** 3": "micrograms per cubic metre, µg/m3, μg/m³",
    "milligram / deciliter": "mg/dL, mg/dl, milligrams per decilitre",
    "oil_barrel / day": "barrels a day, barrels per day, bpd, b/d, barrels of oil a day",
    "mile / day": "miles a day, miles each day, miles every day",
    "hour / week": "hours a week, hours per week",
    "hour": "hours| a, hours| a person, hrs, hr, hours|' drive, hour|-long",
    "day": "days| a week after the vote, days, day|-old, days| a game",
    "kilogram": "kg| a person, kg, kilos, kg|/lb, kilograms",
    "metric_ton": "tonnes, metric tons, tonne, tonnes| of CO2",
    "metric_ton / hectare": "tonnes per hectare, tonnes a hectare",
    "ton": "tons, short tons",
    "oil_barrel": "barrels, bbl, barrels of oil",
    "light_year": "light years, light-years, lightyears",
    "nautical_mile": "nautical miles, nautical-mile",
    "degree_Celsius": "°C, ° C, ºC, degrees Celsius, degrees C, deg C, Celsius, degrees centigrade",
    "degree_Fahrenheit": "°F, degrees Fahrenheit, fahrenheit",
    "delta_degree_Celsius / decade": "°C per decade, degrees Celsius a decade",
    "degree": "degrees, °",
    "percent": "%, ％, per cent, percent, pct, per-cent, %| a year, percent| a month",
    "percentage_point": "percentage points, percentage-point, % points, %-points",
    "megawatt": "MW, megawatts",
    "gigawatt_hour": "GWh, gigawatt-hours, gigawatt hours",
    "kilocalorie": "calories, kcal",
    "millimeter_Hg": "mmHg, mm Hg",
    "century": "centuries, century",
    "megabit / second": "Mbps, megabits per second",
    "second": "seconds, second",
    "USD": "dollars, dollar, US dollars, U.S. dollars, USD, $, bucks, dollars| per person",
    "AUD": "Australian dollars, A$, AUD",
    "DKK": "Danish crowns, Danish kroner, DKK",
    "GBP": "pounds sterling, sterling, £, quid",
    "MYR": "ringgit, RM, Malaysian ringgit",
    "INR": "rupees, Rs, ₹, Indian rupees",
    "PKR": "Pakistani rupees",
    "JPY": "yen, Yen, ¥",
    "XXX": "pesos, dinars, kr, francs, kroner",
    "USD / oil_barrel": "dollars a barrel, dollars per barrel, dollar-a-barrel",
    "GBP / hour": "pounds sterling an hour",
}


@pytest.mark.parametrize(
    ("form", "unit"),
    [(form.strip(" "), unit) for unit, forms in READ.items() for form in forms.split(", ")],
)
def test_form_is_read(form: str, unit: str) -> None:
    assert read(form) == unit


@pytest.mark.parametrize(
    "text",
    [
        "linchpin",
        "key cities",
        "a",
        "a.m.",
        "p.m.",
        "mark",
        "marks",
        "point",
        "points",
        "people",
        "second homes",
        "second time",
        "second-hand car",
        "% points to",
        "square meals",
        "cubic",
        "us troops",
        "US troops",
        "New Zealand troops",
        "Swiss banks",
        "mw",
        "kmx",
        "km5",
        "km_",
        "C-130s",
        "F-16s",
        "T-shirts",
        "M&A deals",
        "s's",
        "$5 notes",
        "£10 notes",
        "COP",
        "TRY",
        "quarters",
        "leagues",
        "spans",
        "moles",
        "bars",
        "drops",
        "per",
        "",
        "…",
        "/h",
    ],
)
def test_no_unit_is_read(text: str) -> None:
    assert units.match(text, 0, len(text)) is None


@pytest.mark.parametrize(
    "form",
    [
        "m",
        "in",
        "s",
        "h",
        "t",
        "g",
        "l",
        "C",
        "F",
        "K",
        "V",
        "W",
        "oz",
        "ft",
        "pt",
        "pp",
        "min",
        "GB",
        "st",
        "stone",
        "ha",
        "won",
        "real",
        "crowns",
        "p",
        "c",
        "'",
        '"',
    ],
)
def test_forms_that_are_words_elsewhere_are_loose(form: str) -> None:
    found = units.match(f"{form} ", 0, len(form))
    assert found is not None
    assert found.loose


@pytest.mark.parametrize("form", ["km", "m/s", "mph", "feet", "%", "degrees", "kg", "yen", "hrs"])
def test_other_forms_are_not_loose(form: str) -> None:
    found = units.match(form, 0, len(form))
    assert found is not None
    assert not found.loose


@pytest.mark.parametrize(
    ("form", "unit", "scale"),
    [
        ("cents", "USD", "0.01"),
        ("euro cents", "EUR", "0.01"),
        ("pence", "GBP", "0.01"),
        ("p", "GBP", "0.01"),
        ("kopecks", "RUB", "0.01"),
        ("basis points", "percentage_point", "0.01"),
        ("bcm", "meter ** 3", "1000000000"),
        ("cents per litre", "USD / liter", "0.01"),
    ],
)
def test_forms_that_carry_a_factor(form: str, unit: str, scale: str) -> None:
    found = units.match(form, 0, len(form))
    assert found is not None
    assert (found.unit, found.scale) == (unit, Decimal(scale))


def test_pounds_are_a_mass_with_money_as_the_other_reading() -> None:
    found = units.match("pounds", 0, 6)
    assert found is not None
    assert (found.unit, found.dimension, found.alternative) == ("pound", "mass", "GBP")
    lbs = units.match("lbs", 0, 3)
    assert lbs is not None
    assert lbs.alternative is None


@pytest.mark.parametrize(
    ("form", "dimension"),
    [
        ("km/h", "speed"),
        ("square miles", "area"),
        ("barrels a day", "volume_flow"),
        ("micrograms per cubic metre", "mass/volume"),
        ("dollars a barrel", "currency/volume"),
        ("GWh a year", "power"),
        ("yen", "currency"),
    ],
)
def test_dimensions(form: str, dimension: str) -> None:
    found = units.match(form, 0, len(form))
    assert found is not None
    assert found.dimension == dimension


def test_a_unit_never_reaches_beyond_the_end_given() -> None:
    assert units.match("square miles", 0, 9) is None
    found = units.match("km per hour", 0, 6)
    assert found is not None
    assert found.unit == "kilometer"


def test_what_money_is_taken_over() -> None:
    below = units.match_per("$50 a barrel", 3, 12)
    assert below is not None
    assert (below.unit, below.dimension, below.end) == ("oil_barrel", "volume", 12)
    for text in ("$50 a head", "$50 a barrels", "$50 for a barrel", "$50 per cent", "$50 a euro"):
        assert units.match_per(text, 3, len(text)) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$", "USD"),
        ("US$", "USD"),
        ("$US", "USD"),
        ("A$", "AUD"),
        ("R$", "BRL"),
        ("R", "ZAR"),
        ("£", "GBP"),
        ("Rs", "INR"),
        ("Rs.", "INR"),
        ("RM", "MYR"),
        ("kr", "XXX"),
        ("zł", "PLN"),
        ("EUR", "EUR"),
        ("KSh", "KES"),
    ],
)
def test_signs(text: str, code: str) -> None:
    import re

    assert units.sign(text) == code
    assert re.fullmatch(units.SIGN_PATTERN, text)


def test_words_in_capitals_are_no_signs() -> None:
    for word in ("COP", "TRY", "ALL", "AMD", "PHP", "usd"):
        with pytest.raises(UnitError, match=word):
            units.sign(word)


@given(st.text(), st.integers(0, 5))
def test_any_text_is_answered(text: str, start: int) -> None:
    found = units.match(text, start, len(text))
    assert found is None or start < found.end <= len(text)


# ---------------------------------------------------------------------------------- conversion

SIZES = st.decimals("-1e12", "1e12", allow_nan=False, places=4)
PAIRS = [
    (a, b)
    for dimension in {entry["dimension"] for entry in UNITS.values()}
    for group in [[name for name, e in UNITS.items() if e["dimension"] == dimension]]
    for a, b in zip(group, group[1:] + group[:1], strict=True)
]


@given(SIZES, st.sampled_from(PAIRS))
def test_there_and_back_is_where_it_began(value: Decimal, pair: tuple[str, str]) -> None:
    source, target = pair
    back = units.convert(units.convert(value, source, target), target, source)
    offset = max(abs(units.unit(name).offset) for name in pair)
    assert abs(back - value) <= (abs(value) + offset) * Decimal("1e-20")


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("10", "mile", "kilometer", "16.09344"),
        ("100", "km", "miles", "62.13711922373339696174341844"),
        ("32", "degree_Fahrenheit", "degree_Celsius", "0"),
        ("9", "delta_degree_Fahrenheit", "delta_degree_Celsius", "5"),
        ("36", "kilometer / hour", "meter / second", "10"),
        ("3", "USD / metric_ton", "USD / kilogram", "0.003"),
        ("7", "USD", "USD", "7"),
        ("24", "kilowatt_hour / day", "kilowatt", "1"),
        ("1", "oil_barrel", "gallon", "42"),
        ("2", "decade", "year", "20"),
        ("1", "hogshead", "gallon", "63"),
    ],
)
def test_conversions(value: str, source: str, target: str, result: str) -> None:
    assert abs(units.convert(Decimal(value), source, target) - Decimal(result)) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("mile", "kilogram"),
        ("USD", "EUR"),
        ("USD / liter", "EUR / liter"),
        ("percentage_point", "percent"),
        ("degree_Celsius", "delta_degree_Celsius"),
        ("XXX", "MXN"),
        ("hour", "degree"),
    ],
)
def test_what_does_not_convert(a: str, b: str) -> None:
    assert not units.commensurable(a, b)
    with pytest.raises(UnitError, match=r"does not convert"):
        units.convert(Decimal(1), a, b)


def test_a_bare_number_goes_with_a_bare_number_only() -> None:
    assert units.commensurable(None, None)
    assert not units.commensurable(None, "mile")
    assert not units.commensurable("percent", None)


def test_an_unknown_unit_is_one_line_with_the_nearest_name() -> None:
    with pytest.raises(UnitError, match=r"^unknown unit 'kilometrs'; did you mean kilometr"):
        units.unit("kilometrs")
    for name in ("", "__import__('os')", "1e9", "x" * 99, "2 ** 99 ** 99"):
        with pytest.raises(UnitError, match="unknown unit"):
            units.unit(name)


# ------------------------------------------------------------------------- pint and quantulum3


def test_to_pint() -> None:
    import pint

    quantity = units.to_pint(Decimal("2.5"), "kilometer / hour")
    assert isinstance(quantity, pint.Quantity)
    assert quantity.to("meter / minute").magnitude.quantize(Decimal("0.01")) == Decimal("41.67")
    assert units.to_pint(Decimal(3), None).dimensionless
    assert not units.to_pint(Decimal(3), "percentage_point").dimensionless
    for name in ("USD", "USD / metric_ton", "nonsense"):
        with pytest.raises(UnitError, match="pint has no unit"):
            units.to_pint(Decimal(1), name)


@pytest.mark.parametrize("name", [name for name in UNITS if name != "decibel"])
def test_pint_agrees_with_the_lexicon(name: str) -> None:
    known = units.registry()
    base = next(
        other for other, entry in UNITS.items() if entry["dimension"] == UNITS[name]["dimension"]
    )
    for value in (Decimal(1), Decimal(250)):
        theirs = known.Quantity(value, name).to(base).magnitude
        ours = units.convert(value, name, base)
        assert abs(theirs - ours) <= abs(theirs) * CLOSE
    assert str(known.parse_units(name)) == name


def test_a_compound_in_the_lexicon_is_what_its_parts_make() -> None:
    for name in UNITS:
        above, slash, below = name.rpartition(" / ")
        if slash:
            whole, a, b = units.unit(name), units.unit(above), units.unit(below)
            assert abs(whole.factor - a.factor / b.factor) <= whole.factor * CLOSE, name


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_units", ROOT / "scripts/build_units.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    logging.disable(logging.WARNING)
    spec.loader.exec_module(module)
    return module


def test_the_lexicon_is_what_the_generator_writes(generator: ModuleType, tmp_path: Path) -> None:
    written = generator.write(tmp_path).read_text("utf-8")
    kept = (ROOT / "checker/lexicon/units.yml").read_text("utf-8")
    assert written == kept, "run python scripts/build_units.py"


def test_every_unit_of_quantulum3_is_kept_or_left_out_for_a_reason(generator: ModuleType) -> None:
    rules = generator.overlay()["quantulum3"]
    left_out = generator.dropped_forms(rules["leave_out"])
    theirs = generator.quantulum_units()
    assert left_out <= theirs.keys()
    kept = {name: forms for name, forms in theirs.items() if name not in left_out}
    assert {generator.pint_name(name, rules["same"]) for name in kept} <= UNITS.keys()
    forms = {form for pair in kept.values() for part in pair for form in part}
    assert generator.dropped_forms(rules["drop"]) <= forms


def test_what_is_kept_of_quantulum3_measures_the_same(generator: ModuleType) -> None:
    """Its entity ("length") goes with one dimension of ours, and a unit that it derives from others
    is as large as these make it."""
    from quantulum3 import load

    rules = generator.overlay()["quantulum3"]
    left_out = generator.dropped_forms(rules["leave_out"])
    # Where it is off: shares are one entity, a bushel is a mass, a volt-ampere a power, a pound per
    # square inch a mass per area, a milliampere-hour an ampere-hour.
    other = {"percentage", "bushel", "volt-ampere", "pound per square inch", "milliampere-hour"}
    dimensions: dict[str, str] = {}
    derived = 0
    for name, theirs in load.units("en_US").names.items():
        if name in left_out or name in other:
            continue
        ours = units.unit(generator.pint_name(name, rules["same"]))
        assert dimensions.setdefault(theirs.entity.name, ours.dimension) == ours.dimension, name
        parts = {
            generator.pint_name(part["base"], rules["same"]): part["power"]
            for part in theirs.dimensions
        }
        if parts.keys() == {ours.name} or not parts.keys() <= UNITS.keys():
            continue
        product = units.registry().Quantity(Decimal(1), "")
        for base, power in parts.items():
            product *= units.registry().Quantity(Decimal(1), base) ** power
        there = product.to(ours.name).magnitude
        assert abs(there - 1) <= Decimal("1e-5"), name  # international and survey feet differ
        derived += 1
    assert derived > 20


def test_no_form_stands_in_two_units_but_loosely() -> None:
    seen: dict[str, str] = {}
    for name, entry in UNITS.items():
        for kind in ("words", "symbols"):
            for form in filter(None, entry.get(kind, "").split(", ")):
                assert seen.setdefault(form, name) == name


def test_every_form_of_the_lexicon_is_read_as_its_unit() -> None:
    for name, entry in UNITS.items():
        for kind in ("words", "symbols"):
            for form in filter(None, entry.get(kind, "").split(", ")):
                found = units.match(form, 0, len(form))
                assert found is not None, form
                assert (found.unit, found.end) == (name, len(form))


def test_neither_pint_nor_quantulum3_is_loaded_for_a_known_unit() -> None:
    program = (
        "import sys; from decimal import Decimal; from checker import units;"
        "units.convert(Decimal(1), 'kilometer', 'mile'); units.match('km/h', 0, 4);"
        "sys.exit(bool({'pint', 'numpy', 'quantulum3', 'pandas'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
