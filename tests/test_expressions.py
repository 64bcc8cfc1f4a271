"""The language of rules: what functions say, what the unknown does, that nothing runs away."""

from __future__ import annotations

import ast
import resource
import subprocess
import sys
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.expressions import (
    FUNCTIONS,
    SLOTS,
    AbstainError,
    Scope,
    Type,
    View,
    check,
    check_template,
    evaluate,
    fill,
    number_text,
)
from checker.expressions.names import in_quotation
from checker.model import Direction, Kind, Period, Role
from tests.builders import claim, figure, moment

SCOPE = Scope({"a": Type.CLAIM, "b": Type.CLAIM, "parts": Type.CLAIMS, "room": Type.NUMBER})


def value(source: str, **names: Any) -> Any:
    """The value of a checked expression; figures are given as text, list roles as tuples."""

    def view(of: Any) -> Any:
        if isinstance(of, tuple):
            return tuple(view(one) for one in of)
        return View(claim(of)) if isinstance(of, str) or hasattr(of, "surface") else of

    types = {
        name: Type.CLAIMS
        if isinstance(of, tuple)
        else Type.NUMBER
        if isinstance(of, Decimal)
        else Type.CLAIM
        for name, of in names.items()
    }
    checked = check(source, Scope(types))
    assert not checked.faults, checked.faults
    return evaluate(source, {name: view(of) for name, of in names.items()})


class TestArithmetic:
    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("1 + 2 * 3", "7"),
            ("0.1 + 0.2", "0.3"),
            ("7 / 2", "3.5"),
            ("-7 % 4", "-3"),
            ("2 ** 10", "1024"),
            ("abs(-2.5)", "2.5"),
            ("round(2.5)", "3"),
            ("round(2.345, 2)", "2.35"),
            ("round(1250, -2)", "1300"),
            ("min(3, 1, 2)", "1"),
            ("max(3, 1, 2)", "3"),
            ("5 if 1 < 2 else 6", "5"),
        ],
    )
    def test_numbers_are_exact(self, source: str, expected: str) -> None:
        assert value(source) == Decimal(expected)

    def test_chained_comparison(self) -> None:
        assert value("1 < a.value < 3", a="2")
        assert not value("1 < a.value < 3", a="3")

    @given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
    def test_it_agrees_with_python(self, x: int, y: int) -> None:
        source = f"({x}) * 3 - ({y}) <= ({x}) + 2 * ({y})"
        assert value(source) is (x * 3 - y <= x + 2 * y)


class TestFunctions:
    @pytest.mark.parametrize(
        ("source", "a", "b", "expected"),
        [
            ("consistent(a, b)", "40 kilometer", "25 mile", True),
            ("consistent(a, b)", "20 kilometer", "25 mile", False),
            ("consistent(a, b, 0.15)", "20 kilometer", "17 kilometer", True),
            ("consistent(a, b, 0.15)", "20 kilometer", "15 kilometer", False),
            ("consistent(a, b, tolerance=0.3)", "20 kilometer", "15 kilometer", True),
            ("consistent(a, b)", "more-than 4,900", "5,000", True),
            ("consistent(a, b)", "5,000", "nearly 7,000", False),
            ("consistent(a, b)", "more-than 40", "at-least 90", True),
            ("overlaps(a, b)", "10-20", "20-30", True),
            ("overlaps(a, b)", "10-19", "20-30", False),
            ("overlaps(a, b)", "19", "20", False),
            ("overlaps(a, b)", "more-than 40", "50", True),
            ("overlaps(a, b)", "1 kilometer", "1,000 meter", True),
            ("converts(a, b)", "40 kilometer", "25 mile", True),
            ("converts(a, b)", "40 kilometer", "35 mile", False),
            ("convert(a, 'meter')", "40 kilometer", "1", 40000),
            ("convert(a, 'meter')", "10-20 kilometer", "1", 15000),
            ("convert(a, b.unit)", "40 kilometer", "1 meter", 40000),
            ("ratio(a, b)", "3 kilometer", "1,500 meter", 2),
            ("difference(a, b)", "3 kilometer", "1,500 meter", Decimal("1.5")),
            ("difference(a, b)", "more-than 10", "at-most 4", 6),
            ("same_digits(a, b)", "4,200,000,000", "4,200,000", True),
            ("same_digits(a, b)", "153,710", "15,371", True),
            ("same_digits(a, b)", "15,371", "15,731", False),
            ("round_like(a, b)", "24.85 mile", "25 mile", 25),
            ("round_like(a, b)", "40 kilometer", "25 mile", 25),
            ("round_like(a, b)", "1,234", "1,200", 1200),
            ("round_like(2.345, b)", "1", "1.1", Decimal("2.3")),
        ],
    )
    def test_two_figures(self, source: str, a: str, b: str, expected: Any) -> None:
        assert value(source, a=a, b=b) == expected

    def test_the_sum_of_a_list_role(self) -> None:
        assert value("sum(parts).value", parts=("3", "4")) == 7
        assert value("sum(parts).unit", parts=("3 kilometer", "400 meter")) == "kilometer"
        assert value("sum(parts).value", parts=("3 kilometer", "400 meter")) == Decimal("3.4")

    def test_the_room_of_the_parts_adds_up(self) -> None:
        assert value("consistent(a, sum(parts))", a="15", parts=("7", "7"))
        assert not value("consistent(a, sum(parts))", a="17", parts=("7", "7"))

    def test_one_open_part_makes_the_sum_open(self) -> None:
        assert value("consistent(a, sum(parts))", a="90", parts=("7", "more-than 7"))
        assert not value("consistent(a, sum(parts))", a="9", parts=("7", "more-than 7"))

    def test_list_roles(self) -> None:
        assert value("len(parts)", parts=("1", "2", "3")) == 3
        assert value("min(parts)", parts=("3", "2")) == 2
        assert value("max(parts)", parts=("3 kilometer", "4,000 meter")) == 4
        assert value("parts[0].value", parts=("3", "2")) == 3
        assert value("parts[-1].value", parts=("3", "2")) == 2

    def test_dates(self) -> None:
        a, b = moment("2024-03-14"), moment("2024-03-20")
        assert value("days(a, b)", a=a, b=b) == 6
        assert value("days(b, a.date)", a=a, b=b) == -6
        assert value("weekday(a)", a=a) == 3
        assert value("weekday_name(a)", a=a) == "Thursday"

    def test_age_counts_completed_years(self) -> None:
        born = moment("1984-03-14")
        assert value("age(a, b)", a=born, b=moment("2024-03-13")) == 39
        assert value("age(a, b)", a=born, b=moment("2024-03-14")) == 40

    def test_every_function_says_what_it_does(self) -> None:
        for function in FUNCTIONS.values():
            assert len(function.doc.split()) >= 5, function.name

    @given(st.decimals(-(10**9), 10**9, places=3), st.integers(-3, 3))
    def test_rounding_moves_by_half_a_unit_at_most(self, x: Decimal, places: int) -> None:
        rounded = value(f"round(room, {places})", room=x)
        assert abs(rounded - x) <= Decimal(10) ** -places / 2


class TestUnknown:
    @pytest.mark.parametrize(
        ("source", "a", "b", "reason"),
        [
            ("a.noun == 'dockers'", "5", "5", "a.noun is unknown"),
            ("a.value / (b.value - 5) > 1", "5", "5", "division by zero"),
            ("a.value % (b.value - 5) > 1", "5", "5", "division by zero"),
            ("ratio(a, b) > 1", "5", "0", "division by zero"),
            ("consistent(a, b)", "5 kilometer", "5 kilogram", "kilogram does not convert"),
            ("consistent(a, b)", "5 kilometer", "5", "a bare number and kilometer differ"),
            ("difference(a, b) > 0", "5 USD", "5 EUR", "EUR does not convert to USD"),
            ("days(a, b) > 0", "5", "5", "is no complete date"),
            ("convert(a, b.unit) > 1", "5 mile", "5", "b.unit is unknown"),
        ],
    )
    def test_the_rule_abstains(self, source: str, a: str, b: str, reason: str) -> None:
        with pytest.raises(AbstainError, match=reason):
            value(source, a=a, b=b)

    def test_an_index_beyond_the_list(self) -> None:
        with pytest.raises(AbstainError, match=r"there is no parts\[5\]"):
            value("parts[5].value > 1", parts=("1", "2"))

    def test_an_open_range_has_no_other_end(self) -> None:
        open_ended = figure("40", quantity=figure("40").quantity)
        assert value("a.high is not None", a=open_ended)

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("a.noun == 'x' and a.value > 9", False),
            ("a.value > 9 and a.noun == 'x'", False),
            ("a.noun == 'x' or a.value > 1", True),
            ("a.value > 1 or a.noun == 'x'", True),
            ("a.noun is None", True),
            ("a.noun is not None and a.noun == 'x'", False),
        ],
    )
    def test_the_known_side_decides(self, source: str, expected: bool) -> None:
        assert value(source, a="5") is expected

    @pytest.mark.parametrize(
        "source",
        ["a.noun == 'x' and a.value > 1", "a.noun == 'x' or a.value > 9", "not a.noun == 'x'"],
    )
    def test_otherwise_the_whole_is_unknown(self, source: str) -> None:
        with pytest.raises(AbstainError, match=r"a\.noun is unknown"):
            value(source, a="5")


class TestSlots:
    def test_a_range(self) -> None:
        assert value("a.low", a="300-200") == 300
        assert value("a.high", a="300-200") == 200
        assert value("a.value", a="300-200") == 250
        assert value("a.form", a="300-200") == "range"

    def test_a_date(self) -> None:
        a = moment("2024-03-14", weekday=1)
        assert value("a.year * 10000 + a.month * 100 + a.day", a=a) == 20240314
        assert value("a.weekday", a=a) == 1
        assert value("a.date", a=a) == date(2024, 3, 14)
        assert value("a.value", a=a) is None

    @pytest.mark.parametrize("written", ["2023-02-29", "????-03-14"])
    def test_an_impossible_or_incomplete_date(self, written: str) -> None:
        assert value("a.date", a=moment(written)) is None

    def test_the_slots_of_a_claim(self) -> None:
        made = claim(
            figure("about 40 kilometer", direction=Direction.UP, noun="road"),
            measure="distance",
            entity="orlaven",
            counterpart="border",
            scope="new",
            speaker="The mayor",
            source="Herald",
            published=date(2024, 3, 14),
            period=Period(date(2024, 1, 1), date(2024, 2, 1)),
        )
        found = {name: slot.get(made) for name, slot in SLOTS.items()}
        assert {key: found[key] for key in ("measure", "entity", "counterpart", "scope")} == {
            "measure": "distance",
            "entity": "orlaven",
            "counterpart": "border",
            "scope": "new",
        }
        assert (found["kind"], found["modifier"], found["direction"]) == ("measure", "about", "up")
        assert (found["speaker"], found["attributed"], found["source"]) == (
            "The mayor",
            True,
            "Herald",
        )
        assert (found["period_start"], found["published"]) == (date(2024, 1, 1), date(2024, 3, 14))
        assert (found["noun"], found["unit"], found["modality"]) == (
            "road",
            "kilometer",
            "asserted",
        )
        assert (found["role"], found["in_quote"], found["place"]) == ("body", False, None)

    @pytest.mark.parametrize(
        ("text", "quoted"),
        [
            ("“We lost 40,” he said.", True),
            ("He spoke of “heavy losses”, some 40 men.", False),
            ('"We lost 40," he said.', True),
            ('He spoke of "losses", some 40 men.', False),
            ("‘We can’t count 40 more,’ he said.", True),
            ("The crew’s 40 men", False),
            ("«We lost 40», he said.", True),
            ("„We lost 40“, he said.", True),
            ("“Losses.” He said “we lost 40” at dawn.", True),
            ("“Losses.” “More.” He said we lost 40.", False),
            ("Stray ” and » before 40 men", False),
        ],
    )
    def test_quotation_marks(self, text: str, quoted: bool) -> None:
        assert in_quotation(claim("40", text)) is quoted

    def test_a_quoted_block(self) -> None:
        assert in_quotation(claim("40", "We lost 40.", role=Role.QUOTE))


class TestTemplates:
    NAMES: ClassVar[dict[str, Any]] = {
        "a": View(
            claim(
                figure("about 23", noun="dockers"),
                "It hurt about 23 dockers.",
                name="desk/first.md",
                speaker="The harbour office",
            )
        ),
        "b": View(claim("40 kilometer", source="Herald", published=date(2024, 3, 14))),
        "parts": (View(claim("1")), View(claim("2")), View(claim("3"))),
        "room": Decimal("0.15"),
    }

    @pytest.mark.parametrize(
        ("template", "text"),
        [
            ("{b} in {b.source}", "40 kilometer in Herald"),
            ("{a.source}", "first.md"),
            ("{a.speaker} and {b.speaker}", "The harbour office and an unnamed speaker"),
            ("{convert(b, 'mile')} miles", "24.9 miles"),
            ("{b.published}", "14 March 2024"),
            ("{a.published}", "unknown"),
            ("{a.value / 0}", "unknown"),
            ("{a.attributed}, {b.attributed}", "yes, no"),
            ("{parts}", "1, 2 and 3"),
            ("{sum(parts)} of {len(parts)}", "6 of 3"),
            ("{{{room}}}", "{0.15}"),
            ("{'}'}", "}"),
            ("two\nlines", "two lines"),
        ],
    )
    def test_it_reads_as_written(self, template: str, text: str) -> None:
        assert check_template(template, SCOPE) == ()
        assert fill(template, self.NAMES) == text

    def test_a_figure_reaches_to_what_it_counts(self) -> None:
        text = "It hurt about 23 tired dockers."
        counted = figure("about 23", noun="dockers")
        made = claim(counted, text)
        spans = {"noun_span": made.figure.span._replace(start=23, end=30)}
        fields = {name: getattr(made.figure, name) for name in made.figure.__dataclass_fields__}
        placed = claim(type(counted)(**(fields | spans)), text)
        assert fill("{a}", {"a": View(placed)}) == "about 23 tired dockers"

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("40", "40"),
            ("4E+6", "4,000,000"),
            ("24.8548477", "24.9"),
            ("0.004567", "0.00457"),
            ("1234.5", "1,235"),
            ("12345.678", "12,346"),
            ("-0.5", "-0.5"),
            ("0", "0"),
            ("2.500", "2.5"),
            ("9" * 40 + ".5", "10" + ",000" * 13),
        ],
    )
    def test_numbers_have_sensible_digits(self, number: str, text: str) -> None:
        assert number_text(Decimal(number)) == text

    @pytest.mark.parametrize(
        ("template", "offset"),
        [("{a} {c}", 5), ("{a", 0), ("a}", 1), ("{}", 1), ("{a.noun} {a.nuon}", 12)],
    )
    def test_a_fault_has_its_offset(self, template: str, offset: int) -> None:
        assert [fault.offset for fault in check_template(template, SCOPE)] == [offset]

    @given(st.text(alphabet="{}ab.'\" :(", max_size=30))
    def test_any_template_is_refused_or_filled(self, template: str) -> None:
        if not check_template(template, SCOPE):
            assert isinstance(fill(template, self.NAMES), str)


WORDS = """
a b parts room ( ) [ ] 0 1 'x' . , + - * / ** < == and or not in is None if else lambda :
a.value a.noun a.kind b.unit consistent( ratio( sum( convert( x := { } @ ~ é \\ #
"""
PIECES = st.sampled_from(WORDS.split())


class TestNothingRunsAway:
    @given(st.lists(PIECES, max_size=14).map(" ".join))
    def test_what_passes_evaluates_or_abstains(self, source: str) -> None:
        checked = check(source, SCOPE)
        if checked.faults:
            assert all(0 <= fault.offset <= len(source) for fault in checked.faults)
            return
        with suppress(AbstainError):
            evaluate(source, TestTemplates.NAMES)

    @pytest.mark.parametrize(
        "source",
        [
            "'x' * 10**9 == 'y'",
            "9**9**9 > 1",
            "9 ** 17 > 1",
            "(" * 500 + "True" + ")" * 500,
            "not " * 400 + "True",
            "-" * 1900 + "1 > 0",
            "[" * 900 + "]" * 900 + " == 1",
            "a.__class__ == 1",
            "a.claim.document == 1",
            "().__class__ == 1",
            "(lambda: 1)() > 0",
            "[x for x in parts] == 1",
            "{1: 2} == 1",
            "f'{a}' == 'x'",
            "__import__('os') == 1",
            "convert(a, 'm ** 9 ** 9') > 1",
            "(yield) == 1",
            "min(parts, 3) > 1",
            "sum(a, parts).value > 1",
            "a.value > 1; a.value > 2",
            "",
            "   ",
            "\0",
        ],
    )
    def test_hostile_expressions_are_refused(self, source: str) -> None:
        checked = check(source, SCOPE)
        assert checked.faults
        assert checked.tree is None

    def test_the_largest_that_passes_stays_small(self) -> None:
        """The worst a rule can ask for, in a process that may take a second and 200 MB."""
        source = " or ".join(["a.value ** 16 * " * 34 + "a.value < 0"] * 3)
        program = (
            "import sys; sys.path.insert(0, '.')\n"
            "from tests.builders import claim\n"
            "from checker.expressions import *\n"
            f"source = {source!r}\n"
            "assert not check(source, Scope({'a': Type.CLAIM})).faults\n"
            "for n in ('9' * 200, '0.' + '0' * 200 + '1'):\n"
            "    try: evaluate(source, {'a': View(claim(n))})\n"
            "    except AbstainError as e: print(e)\n"
        )

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
            resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))

        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            preexec_fn=limit,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def test_a_unit_out_of_an_option_is_no_way_to_pint_either(self) -> None:
        names = {"a": View(claim("5 mile")), "room": "m ** 9 ** 9 ** 9"}
        assert not check("convert(a, room) > 1", Scope({"a": Type.CLAIM, "room": Type.TEXT})).faults
        with pytest.raises(AbstainError, match="no name of a unit"):
            evaluate("convert(a, room) > 1", names)

    def test_only_whitelisted_nodes_pass(self) -> None:
        """What the checker lets through is what the evaluator knows."""
        checked = check("not (a.value > 1 and len(parts) in [1, 2] or a.noun is None)", SCOPE)
        assert checked.tree is not None
        found = {type(node).__name__ for node in ast.walk(checked.tree)}
        nodes = "UnaryOp BoolOp Compare Attribute Name Constant Call List Load".split()  # noqa: SIM905
        assert found == {*nodes, "Not", "And", "Or", "Gt", "In", "Is"}

    def test_kinds_are_the_model_s(self) -> None:
        assert set(SLOTS["kind"].values) == set(Kind)
