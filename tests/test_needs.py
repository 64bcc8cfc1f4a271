"""What a passage must have before a relation looks into it keeps nothing from being found.

In: the articles of the rules' fixtures. Out: the same alignments as where every need is met.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import checker
from checker.alignment import align, passages
from checker.alignment.needs import NEEDS
from checker.alignment.summing import poised
from checker.model import Claim
from checker.pipeline import claims

RULES = Path(__file__).resolve().parent.parent / "fixtures" / "rules"
NEWS = re.compile(r"```news[^\n]*\n(?:---\n.*?\n---\n)?(.*?)\n```", re.DOTALL)
WITHIN = frozenset(
    ("conversion", "change", "parts", "portions", "balance", "product", "share", "limits", "span")
)


def together(path: Path) -> tuple[Claim, ...]:
    """The claims of all articles of a fixture, one behind the other."""
    text = "\n\n".join(NEWS.findall(path.read_text(encoding="utf-8")))
    return claims(checker.document(text, name="a.md", published="2025-06-12"))


@pytest.mark.parametrize("path", sorted(RULES.glob("*.md")), ids=lambda path: path.stem)
def test_a_need_is_never_narrower_than_what_looks_behind_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = together(path)
    found = align(told, WITHIN)
    monkeypatch.setattr(passages, "possible", lambda *_: frozenset(NEEDS))
    monkeypatch.setattr(poised, "enough", lambda *_: True)
    assert align((*told,), WITHIN) == found


def test_every_need_is_asked_for() -> None:
    modules = Path(checker.__file__).parent.glob("alignment/**/*.py")
    source = "".join(each.read_text(encoding="utf-8") for each in modules if each.stem != "needs")
    assert [name for name in NEEDS if f'"{name}"' not in source] == []
