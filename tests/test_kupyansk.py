"""The story that ships with the program: what was planted is found, and nothing else."""

from __future__ import annotations

import html
import json
from pathlib import Path

import jsonschema
import pytest

import checker
from checker.cli import main

ROOT = Path(__file__).parent.parent
STORY, CLEAN = "fixtures/kupyansk", "fixtures/kupyansk-clean"

COURIER, POST, DESK = "oskil-courier.md", "meridian-post.html", "eastern-desk.txt"

PLANTED = [
    ("conversion-disagrees", (DESK, 9, "40 kilometres"), (DESK, 9, "35 miles")),
    ("distance-disagrees", (POST, 19, "34 miles"), (COURIER, 13, "40 kilometres")),
    ("casualties-unsourced", (POST, 23, "Seventeen")),
]
"""The rule, and each figure's file, line and words."""

MENDED = {DESK: 1, POST: 2, COURIER: 0}
"""In how many lines an article differs from its twin."""

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "findings"],
    "properties": {
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "version": {"const": 1},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["rule", "severity", "message", "fingerprint", "grounds", "figures"],
                "properties": {
                    "rule": {"type": "string"},
                    "severity": {"enum": ["error", "warning", "note"]},
                    "message": {"type": "string", "minLength": 1},
                    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]+$"},
                    "grounds": {"type": "array", "items": {"type": "string"}},
                    "figures": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": [
                                "path", "line", "column", "end_line", "end_column",
                                "start", "end", "surface", "role",
                            ],
                            "properties": {
                                name: {"type": "integer", "minimum": least}
                                for name, least in {
                                    "line": 1, "column": 1, "end_line": 1, "end_column": 1,
                                    "start": 0, "end": 1,
                                }.items()
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def shown(finding: checker.Finding) -> tuple[object, ...]:
    return (
        finding.rule,
        *((Path(each.path).name, each.line, each.surface) for each in finding.mentions),
    )


def test_what_was_planted_is_found_and_nothing_else() -> None:
    assert [shown(finding) for finding in checker.check(STORY)] == PLANTED


def test_the_clean_twin_is_silent() -> None:
    assert checker.check(CLEAN) == ()
    assert main(["check", CLEAN]) == 0


@pytest.mark.parametrize("name", MENDED)
def test_the_twin_differs_only_where_a_slip_was_mended(name: str) -> None:
    slips, twin = (
        set(Path(folder, name).read_text(encoding="utf-8").splitlines())
        for folder in (STORY, CLEAN)
    )
    assert len(slips - twin) == MENDED[name]


def test_the_report_in_json_is_as_promised(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", STORY, "--format", "json"]) == 1
    report = json.loads(capsysbinary.readouterr().out)
    jsonschema.validate(report, SCHEMA)
    assert len(report["findings"]) == len(PLANTED)
    for finding in report["findings"]:
        for figure in finding["figures"]:
            text = Path(figure["path"]).read_text(encoding="utf-8")
            written = html.unescape(text[figure["start"] : figure["end"]])
            assert written.replace("\xa0", " ") == figure["surface"]
            before = text[: figure["start"]]
            assert figure["line"] == before.count("\n") + 1
            assert figure["column"] == len(before) - (before.rfind("\n") + 1) + 1


def test_the_story_is_rich_in_figures_that_are_no_quantities() -> None:
    kinds = {
        figure.kind.value
        for path in Path(STORY).iterdir()
        for figure in checker.figures(checker.document(path.read_text(encoding="utf-8"), path.name))
    }
    assert {"age", "date", "year", "time", "ordinal", "identifier", "money", "percent"} <= kinds
