"""The manual of the rule language: its lists are the code's, its rule and its test are sound."""

from __future__ import annotations

import re
from pathlib import Path

from checker import ruleset
from checker.relations import RELATIONS
from checker.rule_tests import parse
from scripts.write_rule_language import PAGE, page

TEXT = PAGE.read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^(`{{3,}}){language}\n(.*?)^\1$", TEXT, re.DOTALL | re.MULTILINE)
    assert found is not None, language
    return found[2]


def test_the_lists_of_slots_and_functions_are_the_code_s() -> None:
    assert page(TEXT) == TEXT, "run python -m scripts.write_rule_language"


def test_the_rule_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "road-length-disagrees.yml"
    path.write_text(block("yaml"), encoding="utf-8")
    (rule,) = ruleset.load(path, known_measures=["length"])
    assert rule.id == path.stem


def test_the_slip_is_told_as_the_manual_says(tmp_path: Path) -> None:
    path = tmp_path / "road-length-disagrees.yml"
    slip = block("yaml").replace("consistent", "consistant")
    path.write_text(slip, encoding="utf-8")
    (error,) = ruleset.validate(path, known_measures=["length"])
    told = str(error).removeprefix(f"{tmp_path.as_posix()}/")
    assert f"    our-rules/{told}\n" in TEXT


def test_the_test_file_is_well_formed() -> None:
    fires, silent = parse("road-length-disagrees.md", block("markdown"))
    assert fires.expected
    assert not silent.expected


def test_every_key_and_relation_is_in_the_manual() -> None:
    assert all(f"| `{key}` |" in TEXT for key in ruleset.KEYS)
    assert all(f"| `{name}` |" in TEXT for name in RELATIONS)
