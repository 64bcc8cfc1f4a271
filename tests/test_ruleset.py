"""Rule files: what a sound one becomes, and that every faulty one is refused at its place."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest

from checker import ruleset
from checker.errors import RuleError, suggestion
from checker.expressions import FUNCTIONS, SLOTS
from checker.model import Condition, Option, Severity
from checker.relations import RELATIONS

BAD = Path("tests/bad_rules")
MEASURES = ("distance", "killed")
GOOD = """\
id: a-rule
summary: Two figures disagree.
why: |
  A page.

  Of two paragraphs.
severity: warning
given: same
where:
  measure: [distance, killed]
  a.role: {not: headline}
  scope: null
options: {tolerance: 15%, least: 2.5, unit: mile, strict: true}
let: {gap: 'convert(a, unit) - convert(b, unit)'}
when: >-
  strict and not consistent(a, b, tolerance)
  and abs(gap) > least
message: "{a} in {a.source}, {b} in {b.source}: {gap} {{miles}}"
fix: "write {b}"
paths: ["drafts/**"]
refs: [https://example.org/style]
enabled: false
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, name: str = "a-rule") -> list[str]:
    path = write(folder, name, text)
    return [
        str(error).removeprefix(f"{path.as_posix()}:")
        for error in ruleset.validate(path, known_measures=MEASURES)
    ]


class TestSound:
    def test_every_key_arrives_in_the_rule(self, tmp_path: Path) -> None:
        (rule,) = ruleset.load(write(tmp_path, "a-rule", GOOD), known_measures=MEASURES)
        assert rule.id == "a-rule"
        assert rule.summary == "Two figures disagree."
        assert rule.why == "A page.\n\nOf two paragraphs."
        assert rule.severity is Severity.WARNING
        assert rule.given == "same"
        assert rule.where == (
            Condition("measure", ("distance", "killed")),
            Condition("a.role", ("headline",), negated=True),
            Condition("scope", (None,)),
        )
        assert rule.options == (
            Option("tolerance", Decimal("0.15")),
            Option("least", Decimal("2.5")),
            Option("unit", "mile"),
            Option("strict", True),
        )
        assert [name for name, _ in rule.let] == ["gap"]
        assert rule.when.position[1:] == (15, 7)
        assert rule.fix is not None
        assert rule.fix.source == "write {b}"
        assert rule.paths == ("drafts/**",)
        assert rule.refs == ("https://example.org/style",)
        assert not rule.enabled

    def test_what_may_be_left_out(self, tmp_path: Path) -> None:
        text = (
            "id: a-rule\nsummary: S.\nwhy: W.\nseverity: error\ngiven: claim\n"
            "when: True\nmessage: '{c}'\nfix: null\n"
        )
        (rule,) = ruleset.load(write(tmp_path, "a-rule", text))
        assert rule.enabled
        assert (rule.where, rule.options, rule.let, rule.fix) == ((), (), (), None)
        assert (rule.paths, rule.refs) == ((), ())

    def test_a_byte_order_mark_and_windows_line_ends_change_nothing(self, tmp_path: Path) -> None:
        plain = ruleset.load(write(tmp_path, "a-rule", GOOD), known_measures=MEASURES)
        path = tmp_path / "a-rule.yml"
        path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
        assert ruleset.load(path, known_measures=MEASURES) == plain

    def test_the_built_in_rules_are_sound_and_explain_themselves(self) -> None:
        rules = ruleset.builtin()
        assert len(rules) >= 5
        for rule in rules:
            assert len(rule.why.split()) > 20, rule.id
            assert re.search(r"^    \S", rule.why, re.MULTILINE), f"{rule.id}: no example"
            assert "Silent: " in rule.why, f"{rule.id}: what is left alone?"
            assert rule.summary.endswith("."), rule.id

    def test_rules_come_in_the_order_of_their_ids(self, tmp_path: Path) -> None:
        for name in ("b-rule", "c-rule", "a-rule"):
            write(tmp_path, name, GOOD.replace("id: a-rule", f"id: {name}"))
        rules = ruleset.load(tmp_path, known_measures=MEASURES)
        assert [rule.id for rule in rules] == ["a-rule", "b-rule", "c-rule"]

    def test_a_file_named_twice_is_read_once(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a-rule", GOOD)
        assert len(ruleset.load([path, tmp_path], known_measures=MEASURES)) == 1


class TestFaulty:
    def test_every_faulty_file_is_refused_as_expected(self) -> None:
        found = [str(e) for e in ruleset.validate(BAD, known_measures=MEASURES)]
        text = (BAD / "expected.txt").read_text(encoding="utf-8")
        for name, known in (("{functions}", FUNCTIONS), ("{slots}", SLOTS)):
            text = text.replace(name, ", ".join(sorted(known)))
        expected = text.splitlines()
        assert found == [f"{BAD.as_posix()}/{line}" for line in expected]

    def test_there_is_a_line_for_every_faulty_file(self) -> None:
        expected = (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()
        assert {line.split(":")[0] for line in expected} == {p.name for p in BAD.glob("*.yml")}

    def test_a_fault_shows_its_line(self) -> None:
        (error,) = ruleset.validate(BAD / "unknown-slot.yml")
        assert error.excerpt == "when: a.valeu > 5"
        assert error.place == ((BAD / "unknown-slot.yml").as_posix(), 6, 9)

    def test_load_names_the_first_fault_and_counts_the_others(self) -> None:
        with pytest.raises(RuleError, match=r"three-faults.yml:4:11: .* \(and 2 more"):
            ruleset.load(BAD / "three-faults.yml")

    def test_one_faulty_file_does_not_hide_the_faults_of_another(self, tmp_path: Path) -> None:
        write(tmp_path, "one", "id: one\n")
        write(tmp_path, "two", "id: two\n")
        assert len(ruleset.validate(tmp_path)) == 2

    def test_a_missing_path(self, tmp_path: Path) -> None:
        with pytest.raises(RuleError, match="nowhere: no such file or folder"):
            ruleset.load(tmp_path / "nowhere")

    def test_a_folder_without_rules(self, tmp_path: Path) -> None:
        with pytest.raises(RuleError, match="no rule files"):
            ruleset.load(tmp_path)

    def test_one_id_in_two_folders(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            write(tmp_path / name, "a-rule", GOOD)
        errors = ruleset.validate([tmp_path / "a", tmp_path / "b"], known_measures=MEASURES)
        assert len(errors) == 1
        assert "b/a-rule.yml:1:1: the id 'a-rule' is taken by" in str(errors[0])

    def test_the_id_of_a_built_in_rule(self, tmp_path: Path) -> None:
        text = GOOD.replace("id: a-rule", "id: range-reversed")
        path = write(tmp_path, "range-reversed", text)
        (error,) = ruleset.validate(path, known_measures=MEASURES)
        assert "is taken by the built-in rules" in str(error)

    def test_a_file_that_is_too_large(self, tmp_path: Path) -> None:
        (fault,) = faults(tmp_path, GOOD + "# x\n" * 70_000)
        assert fault == "1:1: a rule file has at most 256 KB"

    def test_a_folder_in_place_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "odd.yml").mkdir()
        with pytest.raises(RuleError, match="no rule files"):
            ruleset.load(tmp_path)

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a-rule", GOOD)
        path.chmod(0)
        with pytest.raises(RuleError, match="Permission denied"):
            ruleset.load(path)


class TestPlaces:
    """The same slip is found at its own place however the expression is quoted."""

    @pytest.mark.parametrize(
        ("written", "place"),
        [
            ("a.valeu > 5", "16:9"),
            ("'a.valeu > 5'", "16:10"),
            ('"a.valeu > 5"', "16:10"),
            ('"\\u0061.valeu > 5"', "16:15"),
            ("'a.noun == ''é'' or a.valeu > 5'", "16:29"),
            ("a.value > 5 and\n  a.valeu > 5", "17:5"),
            ('"a.value > 5 \\\n  and a.valeu > 5"', "17:9"),
            ("|\n  a.value > 5 and\n\n  a.valeu > 5", "19:5"),
            (">\n    a.value > 5 and\n\n      a.valeu > 5", "19:9"),
            (">-\n\n  a.valeu > 5", "18:5"),
        ],
    )
    def test_place(self, tmp_path: Path, written: str, place: str) -> None:
        lines = GOOD.split("\n")
        text = "\n".join([*lines[:14], "", f"when: {written}", *lines[17:]])
        text = text.replace("options:", "# options:").replace("let:", "# let:")
        text = text.replace(": {gap}", "")
        assert faults(tmp_path, text) == [f"{place}: unknown slot 'valeu'; did you mean 'value'?"]


class TestKnown:
    def test_a_role_is_never_called_like_a_function(self) -> None:
        names = {role.name for roles in RELATIONS.values() for role in roles}
        assert not names & set(FUNCTIONS)

    def test_every_slot_is_documented(self) -> None:
        assert all(slot.doc for slot in SLOTS.values())

    def test_a_suggestion_is_the_nearest_word(self) -> None:
        assert suggestion("mesage", ["message", "when"]) == "; did you mean 'message'?"

    def test_without_a_near_word_a_few_are_listed(self) -> None:
        assert suggestion("xyz", ["b", "a"], limit=1) == "; known: a, ..."
