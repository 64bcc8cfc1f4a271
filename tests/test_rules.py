"""The built-in rules, each against its own test file."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import pipeline, ruleset
from checker.documents import document
from checker.model import Document, Finding, Rule
from checker.reference.table import Table
from checker.rule_tests import Outcome, difference, parse, run

FOLDER = Path("fixtures/rules")
RULES = {rule.id: rule for rule in ruleset.builtin()}


def check(documents: tuple[Document, ...], rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    return pipeline.check(documents, rules).findings


def read(text: str, name: str) -> Document:
    return document(text, name=name)


def attach(rule: Rule, tables: tuple[Table, ...]) -> Rule:
    return pipeline.with_tables((rule,), tables)[0]


def outcomes() -> list[tuple[str, Outcome]]:
    found = []
    for name, rule in sorted(RULES.items()):
        path = FOLDER / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        found += [
            (path.as_posix(), each)
            for each in run(path.as_posix(), text, rule, read, check, attach)
        ]
    return found


def test_every_rule_has_its_test_file_and_every_test_file_its_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_is_tested_both_ways(name: str) -> None:
    path = FOLDER / f"{name}.md"
    cases = parse(path.as_posix(), path.read_text(encoding="utf-8"))
    settled = [case for case in cases if not case.todo]
    assert sum(bool(case.expected) for case in settled) >= 3
    assert sum(not case.expected for case in settled) >= 5


def test_the_rules_find_what_their_test_files_say() -> None:
    differences = [difference(path, each) for path, each in outcomes() if each.failed]
    assert not differences, "\n" + "\n".join(differences)
