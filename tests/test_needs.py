"""What a passage must have before a relation looks into it keeps nothing from being found.

In: the articles of the rules' fixtures. Out: the same alignments as where every need is met.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import checker
from checker.alignment import align, passages, wording
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


@pytest.mark.parametrize(
    ("template", "needs"),
    [
        (r" (?:at|of) (?:{only} )?$", [{"at", "of"}]),
        (r"\b(?:{brings}|{resumes}|thus)\b", [{"{brings}", "{resumes}", "thus"}]),
        (r",? when [^;:.]{1,48} (?P<who>he|she) was ", [{"when"}, {"he", "she"}, {"was"}]),
        (r"(?: {links})? tons?(?: of)* x ", [{"x"}]),  # what is optional, or cut
        (r"aged |\bat {only} $", []),  # a word that another may end
        (r" (?!the )(?:[a-z]+ ){0,2}(?:so|as){2} many\b", [{"many"}]),
        (r" {per} (?:an? |every |(?:in|on) )", [{"{per}"}]),
    ],
)
def test_what_a_pattern_needs_is_read_off_it_before_it_is_compiled(
    template: str, needs: list[set[str]]
) -> None:
    assert wording._needed(wording._PIECE.findall(template)) == needs
