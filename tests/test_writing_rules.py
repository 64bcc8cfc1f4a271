"""The manual of the rule language: its lists are the code's, its package is the one that is tested.

What it shows is run by `tests/test_docs.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker import desk, ruleset
from checker.model import Modifier
from checker.relations import RELATIONS
from scripts import write_rules_page
from scripts.write_rule_language import PAGE, page

TEXT = PAGE.read_text(encoding="utf-8")
PACKAGE = Path("tests/plugin_package")


def test_the_lists_of_slots_and_functions_are_the_code_s() -> None:
    assert page(TEXT) == TEXT, "run python -m scripts.write_rule_language"


def test_the_page_of_the_built_in_rules_is_that_of_today() -> None:
    written = write_rules_page.PAGE.read_text(encoding="utf-8")
    assert written == write_rules_page.text(), "run python -m scripts.write_rules_page"


def test_every_key_and_relation_is_in_the_manual() -> None:
    assert all(f"| `{key}` |" in TEXT for key in ruleset.KEYS)
    assert all(f"| `{name}` |" in TEXT for name in RELATIONS)


def test_every_section_of_a_lexicon_and_every_modifier_is_in_the_manual() -> None:
    assert all(f"| `{section}` |" in TEXT for section in desk.SECTIONS)
    assert all(f"`{modifier.value}`" in TEXT for modifier in Modifier)


@pytest.mark.parametrize("name", ["pyproject.toml", "desk_rules.py"])
def test_the_package_of_the_manual_is_the_one_that_is_tested(name: str) -> None:
    block = re.search(rf"^```\w+ desk-rules/{re.escape(name)}\n(.*?)^```$", TEXT, re.M | re.S)
    assert block is not None
    assert block[1] == (PACKAGE / name).read_text(encoding="utf-8")
