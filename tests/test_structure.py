"""The shape of the house: who imports whom, what stands in which list, how long things may be.

In: the source of ``checker``, ``rules`` and ``fixtures``. Out: a failure that names the place.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from checker import ruleset
from checker.relations import RELATIONS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "checker"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

LONGEST_FILE = 480
LONGEST_FUNCTION = 60
STILL_LONG = {"units.py", "model.py", "figures/numerals.py", "_with_unit", "_bare_year", "_pair"}
"""Files and functions that are yet to be split; no other may join them."""


@cache
def source(module: str) -> str:
    return (PACKAGE / module).read_text(encoding="utf-8")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(source(module))


def nodes(*modules: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the modules whose path begins with one of ``modules``; of all, for none."""
    for module in MODULES:
        if not modules or module.startswith(modules):
            for node in ast.walk(tree(module)):
                yield module, node


def place(module: str, node: ast.AST) -> str:
    return f"checker/{module}:{getattr(node, 'lineno', 1)}"


def literals(*modules: str) -> Iterator[tuple[str, str]]:
    """Every string that is no docstring, with its place."""
    docs = {
        id(node.value)
        for _, node in nodes(*modules)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for module, node in nodes(*modules):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield place(module, node), node.value


# Imports


def test_the_import_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


SLOW = {
    "jinja2",
    "pint",
    "pandas",
    "numpy",
    "quantulum3",
    "inflect",
    "pyarrow",
    "jsonschema",
    "hypothesis",
}

BUDGETS = {
    "version": (["-m", "checker", "--version"], SLOW | {"rich", "yaml", "click", "simpleeval"}),
    "import": (["-c", "import checker"], SLOW | {"rich", "yaml", "click", "decimal"}),
    "figures": (["-m", "checker", "figures", "plain.md"], SLOW | {"rich"}),
    "check": (["-m", "checker", "check", "plain.md"], SLOW | {"rich"}),
    "json": (["-m", "checker", "check", "plain.md", "--format", "json"], SLOW | {"rich"}),
}


@pytest.mark.parametrize("name", BUDGETS)
def test_slow_libraries_stay_off_the_way_of(name: str, tmp_path: Path) -> None:
    arguments, forbidden = BUDGETS[name]
    (tmp_path / "plain.md").write_text(
        "# Harbour wall\n\nThe wall is 40 kilometres (25 miles) long and cost $3 million.\n",
        encoding="utf-8",
    )
    code = [sys.executable, "-X", "importtime", *arguments]
    ran = subprocess.run(
        code, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    loaded = set(re.findall(r"^import time:.*\| +([\w.]+)$", ran.stderr, re.MULTILINE))
    assert loaded & forbidden == set()


def test_only_the_edges_touch_files() -> None:
    """``cli``, ``config``, ``documents``, ``ruleset``, ``lexicon``, ``reference``, ``cache``,
    the map's file and what reads YAML for them; the API names paths and hands them on."""
    edges = ("cli/", "config.py", "documents/", "ruleset/", "lexicon/", "cache.py", "yaml_nodes.py",
             "reference/", "geography/store.py")  # fmt: skip
    calls = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob"}
    found = [
        place(module, node)
        for module, node in nodes()
        if not module.startswith(edges)
        and isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in calls
    ]
    assert found == []


def test_nothing_below_the_command_line_knows_the_hour_the_network_or_the_environment() -> None:
    imports = {"socket", "time", "random", "subprocess", "http", "requests"}
    found = []
    for module, node in nodes():
        if module.startswith("cli/"):
            continue
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {node.module or ""}
        elif isinstance(node, ast.Attribute):
            names = {node.attr} & {"now", "today", "utcnow", "environ", "getenv"}
            if names:
                found.append(place(module, node))
            continue
        else:
            continue
        if names & imports or "urllib.request" in names:
            found.append(place(module, node))
    assert found == []


def test_every_pattern_that_is_compiled_when_it_is_used_compiles() -> None:
    for module in MODULES:
        if "lazy(" in source(module):
            name = f"checker/{module}".removesuffix(".py").removesuffix("/__init__")
            for each in vars(import_module(name.replace("/", "."))).values():
                if type(each).__name__ == "_Pattern":
                    assert re.compile(each.pattern, each.flags)


# Lists against folders

PLUGINS = {
    # folder: the list, and what a module there defines if it is a plugin
    "documents": ("READERS", "SUFFIXES"),
    "figures": ("PATTERNS", "read"),
    "alignment": ("RELATIONS", "find"),
    "reports": ("FORMATS", "render"),
}


def _names(values: tuple[object, ...]) -> list[str]:
    """The names of plugins, which stand in their list as modules or by name."""
    return [str(getattr(value, "__name__", value)).rpartition(".")[2] for value in values]


@pytest.mark.parametrize("folder", PLUGINS)
def test_a_list_of_plugins_is_its_folder(folder: str) -> None:
    attribute, mark = PLUGINS[folder]
    values = getattr(import_module(f"checker.{folder}"), attribute)
    inside = [
        Path(module).stem
        for module in MODULES
        if module.startswith(f"{folder}/")
        and not module.endswith("__init__.py")
        and re.search(rf"^(?:def )?{mark}\b", source(module), re.MULTILINE)
    ]
    assert isinstance(values, tuple)
    assert sorted(_names(values)) == sorted(inside)


def test_a_list_of_plugins_is_literal() -> None:
    """A reader sees every plugin where the list stands; nothing is added to it at import."""
    for folder, (attribute, _) in PLUGINS.items():
        found = [
            node.value
            for node in tree(f"{folder}/__init__.py").body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and target.id == attribute
        ]
        assert [type(value) for value in found] == [ast.Tuple], folder


def test_every_rule_looks_at_a_relation_and_has_its_cases() -> None:
    for rule in ruleset.builtin():
        assert rule.given in RELATIONS
        cases = (ROOT / "fixtures" / "rules" / f"{rule.id}.md").read_text(encoding="utf-8")
        blocks = cases.split("\n## ")[1:]
        firing = [block for block in blocks if re.search(r"^```findings\n.*\S", block, re.M)]
        assert firing, f"{rule.id}: no case that fires"
        assert len(firing) < len(blocks), f"{rule.id}: no case that is silent"


def test_every_test_file_of_a_rule_has_its_rule() -> None:
    files = {path.stem for path in (ROOT / "fixtures" / "rules").glob("*.md")}
    assert files == {rule.id for rule in ruleset.builtin()}
    assert files == {path.stem for path in (ROOT / "rules").glob("*.yml")}


# The one grammar of numbers


def test_numbers_are_read_in_one_place() -> None:
    """A stage behind ``figures`` that matches digits of its own reads numbers a second time."""
    behind = ("claims/", "alignment/", "findings.py", "tolerance.py", "conversion.py", "reports/")
    found = [
        at
        for at, text in literals(*behind)
        if re.search(r"\\d|\[0-9", re.sub(r"\[\^[^\]]*\]", "", text))
    ]
    assert found == []


def test_scale_words_stand_in_one_place() -> None:
    words = re.compile(r"\b(?:[mb]illion|trillion|thousand)s?\b", re.IGNORECASE)
    outside = tuple(module for module in MODULES if not module.startswith("figures/"))
    found = [at for at, text in literals(*outside) if words.search(text)]
    assert found == []


def test_a_quantity_is_never_a_float() -> None:
    """Floats come out of ``as_dict``; a cost in words may be one; a quantity never."""
    found = [
        place(module, node)
        for module, node in nodes("figures/", "tolerance", "conversion")
        if isinstance(node, ast.Name) and node.id == "float"
    ]
    assert found == []


# Words, sizes, forms


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_goes_in_and_what_comes_out(module: str) -> None:
    doc = ast.get_docstring(tree(module)) or ""
    assert doc.partition("\n\n")[0].endswith(".")
    if module != "version.py":
        assert re.search(r"\bIn:\s", doc)
        assert re.search(r"\bOut:\s", doc)


@pytest.mark.parametrize("module", MODULES)
def test_files_and_functions_are_short(module: str) -> None:
    assert len(source(module).splitlines()) <= LONGEST_FILE or module in STILL_LONG
    long = [
        f"{place(module, node)} {node.name}: {lines}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef)
        and (lines := _own_lines(node)) > LONGEST_FUNCTION
        and node.name not in STILL_LONG
    ]
    assert long == []


def _own_lines(function: ast.FunctionDef) -> int:
    """The lines of a function without those of what is defined in it."""
    inner = [
        (node.lineno, node.end_lineno or node.lineno)
        for node in function.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    return (function.end_lineno or 0) - function.lineno + 1 - sum(e - s + 1 for s, e in inner)


VAGUE = {"base", "common", "core", "data", "helper", "helpers", "manager", "misc", "util", "utils"}


def test_no_module_is_called_after_nothing() -> None:
    parts = {part for module in MODULES for part in module.removesuffix(".py").split("/")}
    assert parts & VAGUE == set()


def test_the_nouns_are_frozen() -> None:
    for _, node in nodes("model.py"):
        if isinstance(node, ast.ClassDef):
            written = [ast.unparse(each) for each in (*node.decorator_list, *node.bases)]
            assert written in (["dataclass(frozen=True, slots=True)"], ["StrEnum"], ["NamedTuple"])


def test_postponed_annotations_everywhere() -> None:
    assert [m for m in MODULES if "from __future__ import annotations" not in source(m)] == [
        "version.py"
    ]
