"""What rules make of alignments: which are looked at, what a finding holds, and in which order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checker import glob, ruleset
from checker.errors import RuleError
from checker.findings import arithmetic, interval_text, judge, verdicts
from checker.model import (
    Alignment,
    Condition,
    Expression,
    Interval,
    Modality,
    Option,
    Period,
    Position,
    Role,
    Rule,
    Severity,
)
from checker.relations import RELATIONS
from tests.builders import align, claim, figure, moment

PLACE = Position("a-rule.yml", 6, 7)
BUILTIN = {rule.id: rule for rule in ruleset.builtin()}


def rule(when: str = "True", given: str = "claim", **more: Any) -> Rule:
    values: dict[str, Any] = {
        "id": "a-rule",
        "summary": "S.",
        "why": "W.",
        "severity": Severity.WARNING,
        "given": given,
        "when": Expression(when, PLACE),
        "message": Expression(more.pop("says", "found"), PLACE),
        "position": PLACE,
    }
    return Rule(**(values | more))


def one(of: Any, text: str | None = None, **slots: Any) -> Alignment:
    return align("claim", c=claim(of, text, **slots))


def dated(written: str, weekday: int | None) -> Alignment:
    """A date in the first role of the rule about weekdays."""
    given = BUILTIN["weekday-disagrees"].given
    return align(given, **{RELATIONS[given][0].name: claim(moment(written, weekday=weekday))})


def fires(name: str, alignment: Alignment) -> bool:
    return bool(judge([BUILTIN[name]], [alignment]))


class TestWhere:
    ALIGNMENTS = (
        one("12", measure="killed", scope="new"),
        one("12", measure="injured"),
        one("12 mile", measure="distance", speaker="Mayor"),
        one("12", role=Role.HEADLINE),
    )

    @pytest.mark.parametrize(
        ("conditions", "places"),
        [
            ((), [0, 1, 2, 3]),
            ((Condition("measure", ("killed",)),), [0]),
            ((Condition("measure", ("killed", "injured")),), [0, 1]),
            ((Condition("measure", ("killed",), negated=True),), [1, 2, 3]),
            ((Condition("measure", (None,)),), [3]),
            ((Condition("measure", (None, "killed"), negated=True),), [1, 2]),
            ((Condition("scope", ("new", None)), Condition("kind", ("count",))), [0, 1, 3]),
            ((Condition("attributed", ("true",)),), [2]),
            ((Condition("role", ("headline",)), Condition("measure", ("killed",))), []),
            ((Condition("c.measure", ("killed",)),), [0]),
        ],
    )
    def test_only_what_passes_is_looked_at(
        self, conditions: tuple[Condition, ...], places: list[int]
    ) -> None:
        given = [
            replace(alignment, grounds=(str(place),))
            for place, alignment in enumerate(self.ALIGNMENTS)
        ]
        found = verdicts([rule(where=conditions)], given)
        assert sorted(int(f.grounds[0]) for f in found.findings) == places
        assert found.looked == len(places)

    def test_it_holds_for_every_claim_unless_a_role_is_named(self) -> None:
        pair = align("same", a=claim("12", measure="killed"), b=claim("13"))
        both, first = (Condition(name, ("killed",)) for name in ("measure", "a.measure"))
        assert not judge([rule(given="same", where=(both,))], [pair])
        assert judge([rule(given="same", where=(first,))], [pair])

    def test_a_rule_looks_at_its_own_relation(self) -> None:
        assert not judge([rule(given="same")], [one("12")])

    def test_a_disabled_rule_looks_at_nothing(self) -> None:
        assert not judge([rule(enabled=False)], [one("12")])

    @pytest.mark.parametrize(
        ("paths", "fired"),
        [(("drafts/**",), True), (("archive/*",), False), (("archive/*", "*.md"), True)],
    )
    def test_paths(self, paths: tuple[str, ...], fired: bool) -> None:
        assert bool(judge([rule(paths=paths)], [one("12", name="drafts/a.md")])) is fired

    def test_paths_are_relative_to_what_the_caller_says(self) -> None:
        given = [one("12", name="/srv/desk/drafts/a.md")]
        assert judge([rule(paths=("drafts/*",))], given, relative=lambda p: p[10:])


class TestGlob:
    @pytest.mark.parametrize(
        ("path", "pattern", "matched"),
        [
            ("a.md", "*.md", True),
            ("x/y/a.md", "*.md", True),
            ("x/a.md", "x/*.md", True),
            ("x/y/a.md", "x/*.md", False),
            ("x/y/a.md", "x/**", True),
            ("x/y/a.md", "x/", True),
            ("x/y/a.md", "x/**/a.md", True),
            ("x/a.md", "x/**/a.md", True),
            ("x/a.md", "**/x/*", True),
            ("./x/a.md", "x/*", True),
            ("x\\a.md", "x/*", True),
            ("y/a.md", "x/**", False),
            ("x/a.txt", "x/a.?d", False),
        ],
    )
    def test_matches(self, path: str, pattern: str, matched: bool) -> None:
        assert glob.matches(path, pattern) is matched

    def test_a_hostile_pattern_costs_no_more_than_its_length(self) -> None:
        assert not glob.matches("/".join("a" * 400), "**/a/" * 40 + "b")
        assert not glob.matches("a" * 5000, "*a" * 60 + "b")


class TestWhen:
    def test_options_and_let(self) -> None:
        made = rule(
            "wide",
            "same",
            options=(Option("tolerance", Decimal("0.5")),),
            let=(
                ("gap", Expression("abs(difference(a, b))", PLACE)),
                ("wide", Expression("gap > a.value * tolerance", PLACE)),
            ),
            says="{gap} apart",
        )
        near = align("same", a=claim("10"), b=claim("14"))
        far = align("same", a=claim("10"), b=claim("16"))
        assert [f.message for f in judge([made], [near, far])] == ["6 apart"]

    def test_an_abstention_is_kept_with_its_reason(self) -> None:
        found = verdicts([rule("c.noun == 'x'")], [one("12")])
        assert not found.findings
        assert [(a.rule, a.reason) for a in found.abstentions] == [("a-rule", "c.noun is unknown")]

    def test_a_let_name_that_is_not_needed_is_never_reckoned(self) -> None:
        made = rule("c.value > 1 or odd", let=(("odd", Expression("c.value / 0 > 1", PLACE)),))
        assert judge([made], [one("12")])

    def test_a_missing_role_is_unknown(self) -> None:
        found = verdicts([rule("days(start, end) > 1", "span")], [align("span", length=claim("2"))])
        assert [a.reason for a in found.abstentions] == ["there is no start"]

    def test_a_failure_names_the_rule_and_its_place(self) -> None:
        with pytest.raises(RuleError, match=r"a-rule.yml:6:7: rule 'a-rule' failed: "):
            judge([rule("c.value + 'x'")], [one("12")])

    def test_list_roles(self) -> None:
        made = rule("not consistent(whole, sum(parts))", "parts")
        right = align("parts", whole=claim("19"), parts=(claim("11"), claim("8")))
        wrong = align("parts", whole=claim("19"), parts=(claim("11"), claim("4")))
        assert len(judge([made], [right, wrong])) == 1


class TestFinding:
    PAIR = align(
        "conversion",
        stated=claim("40 kilometer", "It lies\n40 kilometer (35 mile) off."),
        converted=claim("35 mile", "It lies\n40 kilometer (35 mile) off."),
    )

    def test_what_it_holds(self) -> None:
        (found,) = judge([BUILTIN["conversion-disagrees"]], [self.PAIR])
        assert found.rule == "conversion-disagrees"
        assert found.severity is Severity.ERROR
        assert found.message == "40 kilometer is 25 mile, not 35 mile"
        assert found.grounds == ("the test says so",)
        assert found.arithmetic == (
            "40 kilometer stands for 24.5 to 25.2 miles; 35 mile stands for 34.5 to 35.5 miles"
        )
        first, second = found.mentions
        assert (first.role, first.surface, first.start, first.end) == (
            "stated",
            "40 kilometer",
            8,
            20,
        )
        assert (first.end_line, first.end_column) == (2, 13)
        assert second.interval == "34.5 to 35.5 miles"
        assert found.fix == "25 mile"

    def test_a_fix(self) -> None:
        made = rule(fix=Expression("write {c.value + 1}", PLACE))
        assert judge([made], [one("12")])[0].fix == "write 13"

    def test_the_document_under_check_comes_first(self) -> None:
        pair = align("same", a=claim("12", name="old.md"), b=claim("13", name="new.md"))
        (found,) = judge([rule(given="same")], [pair], checked={"new.md"})
        assert [mention.path for mention in found.mentions] == ["new.md", "old.md"]
        assert [mention.role for mention in found.mentions] == ["b", "a"]

    def test_the_fingerprint_rests_on_texts_alone(self) -> None:
        def made(text: str, **more: Any) -> str:
            return judge([rule()], [one("12", text, **more)])[0].fingerprint

        plain = made("Some 12 came.")
        assert len(plain) == 16
        assert made("Some  12\ncame.", name="b.md") == plain
        assert made("Some 12 went.") != plain
        other = judge([rule(id="b-rule")], [one("12", "Some 12 came.")])[0].fingerprint
        assert other != plain

    def test_the_fingerprint_does_not_depend_on_which_side_is_checked(self) -> None:
        pair = align("same", a=claim("12", name="old.md"), b=claim("13", name="new.md"))
        prints = {
            judge([rule(given="same")], [pair], checked=checked)[0].fingerprint
            for checked in (None, {"new.md"}, {"old.md"})
        }
        assert len(prints) == 1

    def test_the_order_is_one_and_the_same(self) -> None:
        given = [one(str(n), f"{'x ' * n}{n}", name=f"{n % 3}.md") for n in range(20)]
        rules = [rule(id=f"r{n}") for n in range(3)]
        expected = judge(rules, given)
        keys = [(f.mentions[0].path, f.mentions[0].start, f.rule) for f in expected]
        assert keys == sorted(keys)
        shuffled, turned = random.Random(1).sample(given, 20), rules[::-1]  # noqa: S311 - a test
        assert judge(turned, shuffled) == expected

    @pytest.mark.parametrize(
        ("room", "text"),
        [
            (Interval(Decimal("34.5"), Decimal("35.5")), "34.5 to 35.5 miles"),
            (Interval(Decimal(40), None, low_open=True), "more than 40 miles"),
            (Interval(Decimal(40), None), "at least 40 miles"),
            (Interval(None, Decimal(40), high_open=True), "less than 40 miles"),
            (Interval(None, Decimal(40)), "at most 40 miles"),
            (Interval(Decimal(40), Decimal(40)), "40 miles"),
            (Interval(None, None), "any number miles"),
        ],
    )
    def test_intervals_in_words(self, room: Interval, text: str) -> None:
        assert interval_text(room, "mile") == text

    def test_units_without_a_conversion_are_shown_side_by_side(self) -> None:
        text = arithmetic([claim("4 USD"), claim("3 EUR")])
        assert text == "4 USD stands for 3.5 to 4.5 USD; 3 EUR stands for 2.5 to 3.5 EUR"

    def test_one_figure_alone_has_no_arithmetic(self) -> None:
        assert arithmetic([claim("4")]) == ""


class TestBuiltinRules:
    """Each built-in rule on claims made by hand; `fixtures/rules` has them on articles."""

    def test_conversion(self) -> None:
        fair = align("conversion", stated=claim("40 kilometer"), converted=claim("25 mile"))
        odd = align("conversion", stated=claim("40 kilometer"), converted=claim("35 kilogram"))
        assert not fires("conversion-disagrees", fair)
        assert not fires("conversion-disagrees", odd)

    @pytest.mark.parametrize(
        ("a", "b", "measure", "fired"),
        [
            ("20 kilometer", "25 mile", "distance", True),
            ("20 kilometer", "12 mile", "distance", False),
            ("20 kilometer", "18 kilometer", "distance", False),
            ("20 kilometer", "25 mile", "length", False),
            ("more-than 10 mile", "40 mile", "distance", False),
        ],
    )
    def test_distance(self, a: str, b: str, measure: str, fired: bool) -> None:
        pair = align("same", a=claim(a, measure=measure), b=claim(b, measure=measure))
        assert fires("distance-disagrees", pair) is fired

    @pytest.mark.parametrize(
        ("slots", "fired"),
        [
            ({}, True),
            ({"speaker": "The governor"}, False),
            ({"measure": "displaced"}, False),
            ({"modality": Modality.FORECAST}, False),
            ({"role": Role.HEADLINE}, False),
            ({"role": Role.QUOTE}, False),
            ({"text": "“We saw 37 dead,” she said."}, False),
            (
                {
                    "period": Period(date(1944, 1, 1), date(1944, 12, 31)),
                    "published": date(2024, 3, 14),
                },
                False,
            ),
            (
                {
                    "period": Period(date(2024, 3, 1), date(2024, 3, 12)),
                    "published": date(2024, 3, 14),
                },
                True,
            ),
            ({"period": Period(date(2024, 3, 1), date(2024, 3, 12))}, True),
        ],
    )
    def test_casualties(self, slots: dict[str, Any], fired: bool) -> None:
        made = one("37", slots.pop("text", None), **({"measure": "killed"} | slots))
        assert fires("casualties-unsourced", made) is fired

    def test_no_casualties(self) -> None:
        assert not fires("casualties-unsourced", one("0", measure="killed"))

    @pytest.mark.parametrize(
        ("written", "fired"), [("300-200", True), ("200-300", False), ("300", False)]
    )
    def test_range(self, written: str, fired: bool) -> None:
        assert fires("range-reversed", one(written)) is fired

    @pytest.mark.parametrize(
        ("written", "weekday", "fired"),
        [
            ("2024-03-14", 1, True),
            ("2024-03-14", 3, False),
            ("2024-03-14", None, False),
            ("????-03-14", 1, False),
            ("2023-02-29", 1, False),
            ("1784-07-05", 1, True),
            ("1684-07-05", 1, False),
        ],
    )
    def test_weekday(self, written: str, weekday: int | None, fired: bool) -> None:
        assert fires("weekday-disagrees", dated(written, weekday)) is fired

    def test_the_weekday_is_named(self) -> None:
        (found,) = judge([BUILTIN["weekday-disagrees"]], [dated("2024-03-14", 1)])
        assert found.message == "2024-03-14: 14 March 2024 was a Thursday"


def test_figures_of_the_builders_are_what_they_say() -> None:
    made = figure("about 1,200.50-1,300 kilometer")
    assert made.quantity is not None
    assert (made.quantity.low, made.quantity.high, made.quantity.step) == (
        Decimal("1200.50"),
        Decimal(1300),
        Decimal("0.01"),
    )
