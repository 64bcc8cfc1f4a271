"""The JSON Schema of rule files: it is one, and it and the loader refuse the same files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checker import ruleset
from checker.ruleset.schema import schema

BAD = Path("tests/bad_rules")
MEASURES = ("distance", "killed")

YAML_ALONE = {
    "alias", "anchor", "bad-yaml", "control-character", "empty", "key-twice", "not-utf8",
    "tab-indent", "tag", "too-deep", "two-documents",
}  # fmt: skip
"""What is no rule file before it is any value: editors say so by themselves."""

MEANING = {
    "bit-operator", "comment-inside", "compare-figures", "compare-none", "compare-types",
    "comprehension", "deep-nesting", "dunder", "f-string", "fix-unknown-function", "hostile-unit",
    "huge-power", "huge-text", "is-a-number", "lambda", "let-later-name", "let-unknown-name",
    "let-unused", "list-of-claims", "list-of-figures", "many-nots", "message-empty-brace",
    "message-format", "message-open-brace", "message-stray-brace", "message-unknown-name",
    "message-unknown-slot", "method-call", "never-equal", "never-in", "not-a-flag",
    "number-as-flag", "option-unused", "regular-expression", "role-as-function", "syntax-error",
    "text-has-no-order", "too-few-arguments", "too-many-arguments", "two-expressions",
    "unknown-argument", "unknown-function", "unknown-name", "unknown-name-in-block", "unknown-slot",
    "unknown-slot-escaped", "unknown-slot-literal-block", "unknown-slot-quoted",
    "unknown-slot-single-quoted", "unknown-unit", "walrus", "wrong-argument", "wrong-id",
    "yaml-true",
}  # fmt: skip
"""What an expression means, and the name of the file: no schema sees that."""


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: bare true and false are flags, yes, no, on and off are texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if "bool" not in tag and "timestamp" not in tag]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|false|False)$"), list("tTfF")
)


def values(text: str) -> Any:
    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe one with fewer forms


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(MEASURES))


def sees(text: str) -> bool:
    """Whether the schema refuses a rule."""
    return not validator().is_valid(values(text))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert set(schema()["properties"]) == set(ruleset.KEYS)


@pytest.mark.parametrize(
    "path", sorted(ruleset.builtin_folder().glob("*.yml")), ids=lambda p: p.stem
)
def test_every_built_in_rule_passes(path: Path) -> None:
    whole = jsonschema.Draft202012Validator(schema(ruleset.lexicon_measures()))
    whole.validate(values(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yml")), ids=lambda p: p.stem)
def test_it_refuses_the_faulty_files_whose_fault_it_can_see(path: Path) -> None:
    if path.stem in YAML_ALONE:
        return
    assert sees(path.read_text(encoding="utf-8")) is (path.stem not in MEANING)


def test_the_files_that_it_cannot_judge_are_there() -> None:
    assert {path.stem for path in BAD.glob("*.yml")} >= YAML_ALONE | MEANING


GOOD = """\
id: a-rule
summary: Two figures disagree.
why: A page.
severity: warning
given: same
when: a.value > 5
message: "{a}"
"""


@pytest.mark.parametrize(
    "more",
    [
        "",
        "where: {measure: distance, a.role: {not: [headline, deck]}, scope: null}",
        "where: {attributed: true, b.in_quote: false, kind: [count, money]}",
        "where:",
        "fix: null",
        "paths: [drafts/*.md]\nrefs: []\nenabled: false",
        "enabled:",
    ],
)
def test_what_the_loader_takes_it_takes(tmp_path: Path, more: str) -> None:
    (tmp_path / "a-rule.yml").write_text(GOOD + more, encoding="utf-8")
    assert ruleset.validate(tmp_path, MEASURES) == ()
    assert not sees(GOOD + more)


@pytest.mark.parametrize(
    "more",
    [
        "where: {measure: [distance, distanse]}",
        "where: {c.measure: distance}",
        "where: {kind: {not: []}}",
        "where: {kind: {either: [count]}}",
        "where: {attributed: 3}",
        "where: {surface: x}",
        "options: {b: 3}",
        "options: {consistent: 3}",
        "options: {x: [1]}",
        "let: {not: a.value}",
        "let: {x: null}",
        "paths: [3, '']",
        "paths: [/etc/*]",
        "paths: drafts",
        "refs: [null]",
        "enabled: yes",
        "fix: []",
        "fix: ' '",
        "extra: 1",
    ],
)
def test_what_the_loader_refuses_it_refuses(tmp_path: Path, more: str) -> None:
    (tmp_path / "a-rule.yml").write_text(f"{GOOD}{more}\n", encoding="utf-8")
    assert ruleset.validate(tmp_path, MEASURES)
    assert sees(GOOD + more)
