"""Test files of rules: how they are read, what they compare, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checker import pipeline
from checker.errors import RuleError
from checker.findings import mention
from checker.model import Document, Finding, Mention, Rule, Severity
from checker.reference.table import Table
from checker.rule_tests import Expected, Outcome, Place, difference, parse, run
from checker.ruleset import builtin
from tests.builders import claim, document

RULE = builtin()[0]
TEXT = """\
# a-rule

Words between the cases are for readers.

## It fires

```news first.md
---
source: X
---
40 km, but 35 miles
```

~~~news
Another.
~~~

```findings
first.md:4 "40 km" vs b.md:1:2 "35 miles"

"one"
```

## It is silent

```news
Nothing.
```

## todo: It ought to fire

```news
Nothing yet.
```

```findings
"nothing"
```
"""


def read(text: str, name: str) -> Document:
    return document(text, name)


def at(path: str, line: int, surface: str, column: int = 1) -> Mention:
    return Mention(path, line, column, line, column + 1, 0, 1, surface, "a")


def attach(rule: Rule, tables: tuple[Table, ...]) -> Rule:
    return pipeline.with_tables((rule,), tables)[0]


def finding(*mentions: Mention) -> Finding:
    return Finding("a-rule", Severity.ERROR, "They differ", "", mentions)


def outcomes(findings: dict[str, tuple[Finding, ...]]) -> Any:
    """The outcomes of TEXT where a case's documents yield the findings under its first text."""

    def check(documents: tuple[Document, ...], rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
        assert rules == (RULE,)
        return findings.get(documents[0].text.strip().split("\n")[-1], ())

    return run("a-rule.md", TEXT, RULE, read, check, attach)


class TestReading:
    def test_cases_with_their_documents_and_findings(self) -> None:
        fires, silent, todo = parse("a-rule.md", TEXT)
        assert (fires.title, fires.line, fires.todo) == ("It fires", 5, False)
        assert [(one.name, one.line) for one in fires.news] == [("first.md", 8), ("b.md", 15)]
        assert fires.news[0].text == "---\nsource: X\n---\n40 km, but 35 miles\n"
        assert fires.expected == (
            Expected(
                (Place("40 km", "first.md", 4), Place("35 miles", "b.md", 1, 2)),
                'first.md:4 "40 km" vs b.md:1:2 "35 miles"',
                19,
            ),
            Expected((Place("one"),), '"one"', 21),
        )
        assert silent.expected == ()
        assert todo.todo

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "t.md:1:1: there is no case"),
            ("```news\nx\n```\n", "t.md:1:1: a 'news' block stands before the first '## title'"),
            ("## A\n", "t.md:1:1: the case 'A' has no 'news' block"),
            ("## A\n```news\nx\n", "t.md:2:1: this block is never closed"),
            (
                "## A\n```nws\nx\n```\n",
                "t.md:2:1: a block is 'news', 'findings' or 'table', not 'nws'",
            ),
            ("## A\n```\nx\n```\n", "t.md:2:1: a block is 'news', 'findings' or 'table', not ''"),
            ("## A\n```news a\n```\n```news a\n```\n", "t.md:4:1: the case has two documents 'a'"),
            (
                '## A\n```news\n```\n```findings\nc.md "5"\n```\n',
                "t.md:5:1: the case has no document 'c.md'",
            ),
            (
                "## A\n```news\n```\n```findings\na.md 5\n```\n",
                't.md:5:1: a finding reads: a.md:1 "40 km" vs "35 miles"',
            ),
            (
                '## A\n```news\n```\n```findings\n"5" and "6"\n```\n',
                "t.md:5:5: figures are joined by 'vs'",
            ),
            (
                "## A\n```news\n```\n```findings\n```\n```findings\n```\n",
                "t.md:6:1: the case has a second 'findings' block",
            ),
        ],
    )
    def test_what_is_malformed_is_refused_at_its_place(self, text: str, message: str) -> None:
        with pytest.raises(RuleError) as error:
            parse("t.md", text)
        assert str(error.value).startswith(message)


class TestRunning:
    FOUND = finding(at("first.md", 4, "about 40 km"), at("b.md", 1, "35 miles", 2))

    def test_what_was_expected_and_found(self) -> None:
        found = (self.FOUND, finding(at("b.md", 1, "one")))
        fires, silent, todo = outcomes({"40 km, but 35 miles": found})
        assert fires.passed
        assert silent.passed
        assert not todo.passed
        assert not todo.failed

    def test_the_order_of_the_figures_does_not_matter(self) -> None:
        turned = finding(*reversed(self.FOUND.mentions))
        fires, _, _ = outcomes({"40 km, but 35 miles": (turned, finding(at("b.md", 1, "one")))})
        assert fires.passed

    @pytest.mark.parametrize(
        "other",
        [
            finding(at("first.md", 5, "40 km"), at("b.md", 1, "35 miles", 2)),
            finding(at("first.md", 4, "40 km"), at("b.md", 1, "35 miles", 3)),
            finding(at("b.md", 4, "40 km"), at("b.md", 1, "35 miles", 2)),
            finding(at("first.md", 4, "140 km"), at("b.md", 1, "35 miles", 2)),
            finding(at("first.md", 4, "40 km")),
        ],
    )
    def test_another_place_is_another_finding(self, other: Finding) -> None:
        fires, _, _ = outcomes({"40 km, but 35 miles": (other, finding(at("b.md", 1, "one")))})
        assert [expected.line for expected in fires.missed] == [19]
        assert fires.beyond == (other,)
        assert fires.failed

    def test_one_finding_answers_one_line(self) -> None:
        one = finding(at("b.md", 1, "one"))
        fires, _, _ = outcomes({"40 km, but 35 miles": (self.FOUND, one, one)})
        assert fires.beyond == (one,)

    def test_a_silent_case_that_speaks(self) -> None:
        _, silent, _ = outcomes({"Nothing.": (self.FOUND,)})
        assert silent.failed
        assert difference("a-rule.md", silent) == (
            "a-rule.md:24: It is silent\n"
            '  + first.md:4 "about 40 km" vs b.md:1 "35 miles"  They differ\n'
            "        | about 40 km  a\n"
            "        | 35 miles  a"
        )

    def test_what_was_not_expected_is_shown_in_its_line(self) -> None:
        (case, *_) = parse("a-rule.md", "## It is silent\n```news\nSome 40 mile off.\n```\n")
        extra = replace(self.FOUND, mentions=(mention("c", claim("40 mile", "Some 40 mile off.")),))
        assert difference("a-rule.md", Outcome(case, (), (extra,))).splitlines()[2:] == [
            "      1 | Some 40 mile off.",
            f"        |      ^^^^^^^ c: {extra.mentions[0].interval}",
        ]

    def test_what_was_missed_is_shown(self) -> None:
        fires, _, _ = outcomes({})
        assert difference("a-rule.md", fires).split("\n")[1:] == [
            '  - first.md:4 "40 km" vs b.md:1:2 "35 miles"',
            '  - "one"',
        ]

    @pytest.mark.parametrize(
        ("text", "lacks"),
        [
            ("## A\n```news\nx\n```\n", "fires"),
            ('## A\n```news\nx\n```\n```findings\n"x"\n```\n', "is silent"),
            (
                '## A\n```news\nx\n```\n## todo\n```news\nx\n```\n```findings\n"x"\n```\n',
                "fires",
            ),
        ],
    )
    def test_a_rule_has_a_firing_and_a_silent_case(self, text: str, lacks: str) -> None:
        with pytest.raises(RuleError, match=f"there is no case in which the rule {lacks}"):
            run("t.md", text, RULE, read, lambda *_: (), attach)


def test_mentions_carry_what_the_tests_compare() -> None:
    made = mention("c", claim("40 mile", "It is\n40 mile off."))
    assert (made.start, made.end, made.end_line, made.end_column) == (6, 13, 2, 8)
