"""Rules in Python out of packages that pip installed: what they add, and how they fail alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import AbstainError, RuleError, View
from checker.expressions import SLOTS, Type
from checker.findings import verdicts
from checker.model import Option, Rule
from checker.relations import Relation, related
from tests.builders import align, claim

ROOT = Path(__file__).parent.parent
FIRST = "Officials said 1,532 people were evacuated from Orlaven on 5 May 2025.\n"
LATER = "Officials said 1,352 people were evacuated from Orlaven on 5 May 2025.\n"
DEAR_HELP = """\
id: dear-help
summary: The help for each household is beyond the usual.
why: Each gets more than 1,000.
severity: note
given: in-one-breath
where: {first.kind: money, second.kind: count}
when: per_head(first, second) > 1000
message: "{first} for {second} is {per_head(first, second)} each"
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which both packages are installed."""
    target = tmp_path_factory.mktemp("site")
    packages = [str(ROOT / "tests" / name) for name in ("plugin_package", "broken_plugins")]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--disable-pip-version-check", "--target", str(target), *packages],
        check=True, capture_output=True,
    )  # fmt: skip
    return target


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Run:
    """Runs figcheck in a folder with two articles, where the packages are installed."""
    (tmp_path / "a.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.md").write_text(LATER, encoding="utf-8")

    def running(*args: str, plugins: str = "", before: str = "") -> Any:
        # A built-in rule finds the same pair; here the plugin's own is looked at.
        settings = f'{before}plugins = [{plugins}]\nignore = ["counts-disagree"]\n'
        (tmp_path / "figcheck.toml").write_text(settings, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "checker", *args],
            cwd=tmp_path, capture_output=True, text=True,
            env={"PYTHONPATH": f"{ROOT}:{site}", "HOME": str(tmp_path)},
        )  # fmt: skip

    return running


class TestInstalled:
    def test_what_it_finds_is_what_the_manual_says(self, run: Run) -> None:
        ran = run("check", "a.md", "b.md", plugins="'desk'")
        assert (ran.returncode, ran.stderr) == (1, "")
        (head,) = [line for line in ran.stdout.splitlines() if "digits-swapped" in line]
        manual = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
        assert f"```text\n{head}\n```" in manual

    def test_what_nobody_names_changes_nothing(self, run: Run) -> None:
        ran = run("check", "a.md", "b.md")
        assert (ran.returncode, ran.stderr) == (0, "")

    def test_its_severity_and_options_are_changed_in_the_configuration(self, run: Run) -> None:
        changed = "rules.digits-swapped.least = 5000\n"
        assert run("check", ".", plugins="'desk'", before=changed).returncode == 0
        changed = "rules.digits-swapped.severity = 'note'\n"
        ran = run("check", ".", "--format", "json", plugins="'desk'", before=changed)
        assert [f["severity"] for f in json.loads(ran.stdout)["findings"]] == ["note"]

    def test_it_is_listed_and_has_its_manual_page(self, run: Run) -> None:
        assert "digits-swapped" in run("rules", "list", plugins="'desk'").stdout
        page = run("rules", "show", "digits-swapped", plugins="'desk'").stdout
        assert "One of the two was mistyped" in page
        assert "- decides in Python: `desk_rules.py`, line " in page
        assert "- options: `least = 100`" in page

    def test_rules_in_yaml_use_its_functions_and_relations(self, run: Run, tmp_path: Path) -> None:
        manual = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
        own = re.search(r"^```yaml\n(id: dear-help\n.*?)^```$", manual, re.M | re.S)
        assert own is not None
        (tmp_path / "dear-help.yml").write_text(own[1], encoding="utf-8")
        (tmp_path / "a.md").write_text("It gave $4 million to 200 families.", encoding="utf-8")
        args = ("check", "a.md", "--rules", "dear-help.yml", "--fail-on", "note")
        ran = run(*args, plugins="'desk'")
        assert ran.returncode == 1
        assert "note dear-help $4 million for 200 families is 20,000 each" in ran.stdout
        without = run(*args)
        assert without.returncode == 2
        assert "dear-help.yml:" in without.stderr
        assert "unknown relation 'in-one-breath'" in without.stderr
        schema = json.loads(run("rules", "schema", plugins="'desk'").stdout)
        assert "in-one-breath" in schema["properties"]["given"]["enum"]

    def test_its_types_hold_for_a_strict_checker(self) -> None:
        module = ROOT / "tests" / "plugin_package" / "desk_rules.py"
        ran = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", str(module)],
            cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout


class TestBroken:
    def test_what_raises_is_named_and_the_others_run(self, run: Run) -> None:
        ran = run("check", "a.md", "b.md", plugins="'desk', 'raising'")
        assert ran.returncode == 2
        assert "digits-swapped" in ran.stdout
        said = ran.stderr.splitlines()
        assert len(said) == 3
        assert "rule 'always-raises' failed: ZeroDivisionError: division by zero" in ran.stderr
        assert "rule 'returns-a-number' failed: TypeError: it returned 5 where" in ran.stderr
        assert "relation 'torn' failed: LookupError: no claims" in ran.stderr
        assert all(line.startswith("figcheck: ") for line in said)

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("unimportable", "plugin 'unimportable': broken_rules.unimportable cannot be imported: "
             "ModuleNotFoundError: No module named 'a_module_that_is_not_there'"),
            ("empty", "plugin 'empty': broken_rules has no rule, function or relation in it"),
            ("dekk", "plugin 'dekk': is not installed: no entry point of that name in "
             "figcheck.rules; did you mean 'desk'?"),
            ("misnamed", "'aa' is no role, and an option has a default; did you mean 'a'?"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_loaded_is_named_and_the_others_run(
        self, run: Run, name: str, says: str
    ) -> None:
        ran = run("check", "a.md", "b.md", plugins=f"'{name}', 'desk'")
        assert ran.returncode == 2
        assert "digits-swapped" in ran.stdout
        (line,) = ran.stderr.splitlines()
        assert line.endswith(says)

    def test_without_plugins_nobody_asks_what_is_installed(self, run: Run, tmp_path: Path) -> None:
        ran = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "checker", "check", "a.md"],
            cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert run is not None
        assert "importlib.metadata" not in ran.stderr


def decided(rule: Rule, *values: str) -> Any:
    """What a rule on ``same`` makes of two figures."""
    a, b = (claim(value) for value in values)
    return verdicts([rule], [align("same", a=a, b=b)])


def made(**more: Any) -> Callable[..., Rule]:
    keys = {"id": "a-rule", "given": "same", "severity": "note", "summary": "S.", "why": "W."}
    return checker.rule(**(keys | more))  # type: ignore[no-any-return,arg-type]


class TestRule:
    def test_what_a_decorator_returns_is_a_rule(self) -> None:
        @made(where={"measure": ["killed", None]}, paths=["a/*"], enabled=False)
        def found(b: View, share: Decimal = Decimal("0.2"), unit: str = "mile") -> None:
            """Not the why, which is given."""

        assert isinstance(found, Rule)
        assert (found.why, found.paths, found.enabled) == ("W.", ("a/*",), False)
        assert found.options == (Option("share", Decimal("0.2")), Option("unit", "mile"))
        assert found.where[0].values == ("killed", None)
        assert found.position.path == __file__

    def test_a_message_is_one_line_and_none_or_false_is_silence(self) -> None:
        @made()
        def found(a: View, b: View) -> str | bool | None:
            return f"{a}\n and {b}" if a.value != b.value else a.value == 3 and None

        assert [f.message for f in decided(found, "4", "5").findings] == ["4 and 5"]
        assert decided(found, "3", "3").findings == decided(found, "4", "4").findings == ()

    def test_it_abstains_like_an_expression(self) -> None:
        @made()
        def found(a: View, b: View) -> str:
            if checker.known(a.value) == 1:
                raise AbstainError("one is none")
            return checker.known(b.noun, "what b counts")

        assert [a.reason for a in decided(found, "1", "2").abstentions] == ["one is none"]
        assert [a.reason for a in decided(found, "2", "2").abstentions] == [
            "what b counts is unknown"
        ]

    def test_a_role_that_is_missing_makes_it_abstain(self) -> None:
        @made(given="span")
        def found(start: View, length: View) -> str:
            return "found"

        only = align("span", end=claim("4"), length=claim("5"))
        assert [a.reason for a in verdicts([found], [only]).abstentions] == ["there is no start"]

    @pytest.mark.parametrize(
        ("keys", "message"),
        [
            ({"given": "sam"}, "unknown relation 'sam'; did you mean 'same'?"),
            ({"severity": "bad"}, "unknown severity 'bad'"),
            ({"id": "A"}, "'A' is no id"),
            ({"where": {"mesure": "x"}}, "unknown slot 'mesure'; did you mean 'measure'?"),
            ({"where": {"kind": "monney"}}, "unknown kind 'monney'; did you mean 'money'?"),
            ({"where": {"c.kind": "money"}}, "unknown role 'c'"),
            ({"summary": ""}, "'summary' is empty"),
        ],
    )
    def test_a_slip_is_refused_with_its_line(self, keys: dict[str, Any], message: str) -> None:
        with pytest.raises(RuleError) as refused:

            @made(**keys)
            def found(a: View) -> None: ...

        assert re.match(rf"{re.escape(__file__)}:\d+:1: {re.escape(message)}", str(refused.value))

    def test_parameters_are_roles_or_options(self) -> None:
        with pytest.raises(
            RuleError, match="the option 'most' is a Decimal, a str or a bool, not 3"
        ):

            @made()
            def wrong(a: View, most: int = 3) -> None: ...

        with pytest.raises(RuleError, match="it takes none of the roles: a, b"):

            @made()
            def none(most: Decimal = Decimal(3)) -> None: ...


class TestView:
    def test_it_has_every_slot_with_its_type(self) -> None:
        written = (ROOT / "checker" / "expressions" / "names.py").read_text(encoding="utf-8")
        kinds = {Type.NUMBER: ("Decimal", "int"), Type.TEXT: ("str",), Type.DATE: ("Day",),
                 Type.FLAG: ("bool",)}  # fmt: skip
        declared = dict(re.findall(r"^        (\w+): (\w+)(?: \| None)?$", written, re.M))
        for slot in SLOTS.values():
            assert declared[slot.name] in kinds[slot.type], slot.name

    def test_a_slot_that_is_not_there(self) -> None:
        with pytest.raises(AttributeError, match=r"unknown slot 'valeu'; did you mean 'value'\?"):
            _ = View(claim("4")).valeu  # type: ignore[attr-defined]


class TestFunction:
    def test_its_annotations_are_its_types(self) -> None:
        @checker.function
        def both(
            parts: tuple[View, ...], x: View | Decimal, strict: bool = False
        ) -> Decimal | None:
            """It takes a list."""

        assert both.returns is Type.NUMBER
        assert [(p.name, p.optional) for p in both.parameters] == [
            ("parts", False), ("x", False), ("strict", True)
        ]  # fmt: skip
        assert both.parameters[1].types == {Type.CLAIM, Type.NUMBER}

    def test_what_is_no_function_of_the_language(self) -> None:
        def convert(x: View) -> Decimal:
            """A name that is taken."""
            return Decimal(0)

        def silent(x: View) -> Decimal:
            return Decimal(0)

        def floating(x: float) -> Decimal:
            """A float."""
            return Decimal(x)

        def many(*x: View) -> Decimal:
            """Any number of them."""
            return Decimal(len(x))

        for call, says in (
            (convert, "'convert' is the name of a built-in function"),
            (silent, "no docstring, which is its manual page"),
            (floating, "'x' is annotated with float; known: View, Amount, Decimal"),
            (many, r"'many' takes '\*x: 'View'': write plain parameters"),
        ):
            with pytest.raises(RuleError, match=says):
                checker.function(call)


class TestRelation:
    def test_what_it_makes_is_checked(self) -> None:
        whole, part = claim("5"), claim("2")

        def of(*alignments: checker.Alignment) -> Relation:
            @checker.relation(name="heap", roles=("whole", "parts"), many=("parts",))
            def heap(claims: tuple[checker.Claim, ...]) -> tuple[checker.Alignment, ...]:
                return alignments

            return heap

        good = align("heap", whole=whole, parts=(part, part))
        assert related(of(good), ()) == (good,)
        for bad, says in (
            (align("same", a=whole, b=part), "it made an alignment of 'same'"),
            (align("heap", all=whole), "it has no role 'all'"),
            (align("heap", whole=(whole, part)), "'whole' holds one claim, not 2"),
        ):
            with pytest.raises(RuleError, match=f"relation 'heap' failed: ValueError: {says}"):
                related(of(bad), ())

    @pytest.mark.parametrize(
        "keys",
        [{"name": "same"}, {"name": ""}, {"roles": ()}, {"roles": ("convert",)}, {"many": ("x",)}],
    )
    def test_what_is_no_relation(self, keys: dict[str, Any]) -> None:
        with pytest.raises(RuleError):
            checker.relation(**({"name": "heap", "roles": ("one",)} | keys))(lambda _: ())
