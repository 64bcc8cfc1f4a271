"""Suppressions in the text: what they cover, and that none is wrong or idle without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import document, pipeline, ruleset
from checker.cli import main
from checker.model import Judgement
from checker.suppressions import RULE, Policy

WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"
IGNORE = "<!-- figcheck: ignore[conversion-disagrees] by road -->"
RULES = ruleset.builtin()
KNOWN = frozenset(rule.id for rule in RULES)


def judged(text: str, name: str = "a.md", policy: Policy | None = None) -> Judgement:
    given = policy or Policy(known=KNOWN)
    chosen = [rule for rule in RULES if rule.id in ("conversion-disagrees", "range-reversed")]
    return pipeline.check([document(text, name=name)], chosen, policy=given)


def lines(judgement: Judgement, rule: str = "conversion-disagrees") -> list[int]:
    return [f.mentions[0].line for f in judgement.findings if f.rule == rule]


def said(judgement: Judgement) -> list[str]:
    return [
        f"{f.mentions[0].line} {f.severity.value}: {f.message}"
        for f in judgement.findings
        if f.rule == RULE.id
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{IGNORE}\n{WRONG}\n{WRONG}", [4]),
        (f"{IGNORE}\n\n{WRONG}\n{WRONG}", [5]),
        (f"{WRONG}\n{IGNORE}\n\n{WRONG}", [1]),
        (f"Seen {IGNORE} so. {WRONG}\n{WRONG}", [3]),
        (f"{IGNORE}\n\n- {WRONG}- {WRONG}", [4]),
        (f"<!-- figcheck: ignore -->\n\n{WRONG}\n{WRONG}", [5]),
        (f"<!--figcheck:ignore[range-reversed,conversion-disagrees]-->\n\n{WRONG}", []),
        (f"<!-- figcheck: ignore[range-reversed] -->\n\n{WRONG}", [3]),
        (f"{IGNORE}\n\n| a |\n| - |\n| {WRONG.strip()} |\n| {WRONG.strip()} |\n\n{WRONG}", [8]),
        (
            f"{WRONG}\n<!-- figcheck: ignore-start -->\n\n{WRONG}\n{WRONG}\n"
            f"<!-- figcheck: ignore-end -->\n\n{WRONG}",
            [1, 11],
        ),
        (f"{WRONG}\n{WRONG}\n<!-- figcheck: ignore-file a pastiche -->\n", []),
        (f"---\nfigcheck: {{ignore: [conversion-disagrees]}}\n---\n\n{WRONG}", []),
        (f"---\nsource: Desk\nfigcheck:\n  ignore: [range-reversed]\n---\n\n{WRONG}", [7]),
        (f"<!-- figcheck says: ignore -->\n\n{WRONG}", [3]),
        (f"<!-- figcheck ignore[conversion-disagrees] by road -->\n\n{WRONG}", [3]),
    ],
)
def test_what_a_suppression_covers(text: str, left: list[int]) -> None:
    assert lines(judged(text)) == left


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_it_is_the_same_in_every_format(name: str) -> None:
    wrap = "<p>{}</p>\n\n" if name == "a.html" else "{}\n\n"
    text = wrap.format(WRONG.strip()) + f"{IGNORE}\n\n" + wrap.format(WRONG.strip()) * 2
    made = judged(text, name)
    assert len(lines(made)) == 2
    assert len(made.suppressed) == 1
    assert said(made) == []


def test_a_finding_that_is_suppressed_keeps_its_reason() -> None:
    (suppressed,) = judged(f"{IGNORE}\n\n{WRONG}").suppressed
    assert (suppressed.kind, suppressed.reason) == ("inSource", "by road")
    assert suppressed.finding.rule == "conversion-disagrees"


def test_either_side_of_a_contradiction_may_suppress_it() -> None:
    a = "Telmar lies 40 km from the coast.\n"
    b = "Telmar lies 70 km from the coast.\n"
    comment = "<!-- figcheck: ignore[distance-disagrees] two roads -->\n\n"
    rules = [rule for rule in RULES if rule.id == "distance-disagrees"]
    for texts in ((comment + a, b), (a, comment + b)):
        made = [document(text, name=n) for text, n in zip(texts, ("a.md", "b.md"), strict=True)]
        judgement = pipeline.check(made, rules, policy=Policy(known=KNOWN))
        assert judgement.findings == ()
        assert len(judgement.suppressed) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{IGNORE}\n\n{RIGHT}",
            "1 note: there is no finding of conversion-disagrees to suppress: remove it",
        ),
        (
            f"<!-- figcheck: ignore -->\n\n{RIGHT}",
            "1 note: there is no finding to suppress: remove it",
        ),
        (
            f"<!-- figcheck: ignore[conversion-disagree] -->\n\n{WRONG}",
            "1 warning: unknown rule 'conversion-disagree'; did you mean 'conversion-disagrees'?",
        ),
        (
            f"<!-- figcheck: ignroe -->\n\n{WRONG}",
            "1 warning: figcheck: ignroe: no such suppression; did you mean 'ignore'?",
        ),
        (
            f"<!-- figcheck ignore[conversion-disagrees] by road -->\n\n{WRONG}",
            "1 warning: a colon is missing: write figcheck: ignore",
        ),
        (
            f"<!-- figcheck: ignore conversion-disagrees: by road -->\n\n{WRONG}",
            "1 warning: all rules are meant, not conversion-disagrees: a rule stands in square "
            "brackets, [conversion-disagrees]",
        ),
        (
            f"<!-- figcheck: ignore-file (range-reversed) by road -->\n\n{WRONG}",
            "1 warning: all rules are meant, not range-reversed: a rule stands in square "
            "brackets, [range-reversed]",
        ),
        (
            f"<!-- figcheck: ignore-start -->\n\n{WRONG}",
            "1 warning: ignore-start without an ignore-end below it",
        ),
        (
            f"{WRONG}\n<!-- figcheck: ignore-end -->",
            "3 warning: ignore-end without an ignore-start above it",
        ),
        (
            f"---\nfigcheck: off\n---\n\n{WRONG}",
            "2 warning: figcheck in front matter must be {ignore: [rule, ...], reason: text}",
        ),
    ],
)
def test_a_suppression_that_is_wrong_or_idle_is_a_finding(text: str, told: str) -> None:
    assert said(judged(text)) == [told]


def test_a_remark_that_begins_with_our_name_is_no_suppression() -> None:
    remarks = "<!-- figcheck found nothing here -->\n\n<!-- figchecker ignore -->\n\n"
    assert said(judged(remarks + RIGHT)) == []


def test_a_suppression_of_a_rule_that_did_not_run_is_not_called_idle() -> None:
    assert said(judged(f"<!-- figcheck: ignore[distance-disagrees] -->\n\n{RIGHT}")) == []


def test_nothing_is_said_where_the_rule_about_it_does_not_run() -> None:
    assert said(judged(f"{IGNORE}\n\n{RIGHT}", policy=Policy(rule=None))) == []


def test_a_reason_may_be_required() -> None:
    policy = Policy(known=KNOWN, reasons=True)
    bare = judged(f"<!-- figcheck: ignore[conversion-disagrees] -->\n\n{WRONG}", policy=policy)
    assert lines(bare) == [3]
    assert said(bare) == [
        "1 warning: a suppression needs a reason: write it after the rule, and it will count"
    ]
    assert lines(judged(f"{IGNORE}\n\n{WRONG}", policy=policy)) == []


def test_ten_thousand_comments_take_no_long_time() -> None:
    judged(f"{IGNORE}\n\n" * 3_000 + WRONG)
    judged("<!-- figcheck: ignore[" * 20_000)


def test_reports_and_the_configuration_know_suppressions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(f"{IGNORE}\n\n{WRONG}")
    assert main(["check", "a.md", "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["findings"] == []
    assert [(s["rule"], s["suppressed"], s["reason"]) for s in made["suppressed"]] == [
        ("conversion-disagrees", "inSource", "by road")
    ]
    assert main(["check", "a.md", "--format", "sarif"]) == 0
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "by road"}]
    assert main(["check", "a.md"]) == 0
    assert "1 finding suppressed" in capsys.readouterr().out
    Path("a.md").write_text(f"<!-- figcheck: ignore -->\n\n{WRONG}")
    Path("figcheck.toml").write_text("require-reasons = true\n")
    assert main(["check", "a.md"]) == 1
    assert "needs a reason" in capsys.readouterr().out
    Path("figcheck.toml").write_text('ignore = ["unused-suppression"]\n')
    Path("a.md").write_text(f"{IGNORE}\n\n{RIGHT}")
    main(["check", "a.md", "--quiet"])
    assert capsys.readouterr().out == ""
    Path("figcheck.toml").write_text('[rules.unused-suppression]\nseverity = "error"\n')
    Path("a.md").write_text("<!-- figcheck: ignore[nonsense] -->\n")
    assert main(["check", "a.md", "--fail-on", "error"]) == 1
