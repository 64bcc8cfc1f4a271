"""The configuration: which file is taken, what it may say, and how it refuses the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from stories import rule

from checker.config import Config, adjusted, find, load, require_present, shown
from checker.errors import ConfigError
from checker.model import Option, Severity

RULES = (
    replace(rule("distance-disagrees"), options=(Option("tolerance", Decimal("0.1")),)),
    rule("range-reversed", Severity.ERROR),
    replace(rule("count-shy"), enabled=False),
)


def written(folder: Path, text: str, name: str = "figcheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# Which file is taken


def test_the_nearest_file_upwards_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "desk" / "drafts"
    inner.mkdir(parents=True)
    far = written(tmp_path, "")
    assert find(inner) == far
    near = written(tmp_path / "desk", "")
    assert find(inner) == near


def test_figcheck_toml_wins_over_a_pyproject_beside_it(tmp_path: Path) -> None:
    written(tmp_path, "[tool.figcheck]", "pyproject.toml")
    own = written(tmp_path, "")
    assert find(tmp_path) == own


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    outer = written(tmp_path, "[tool.figcheck]\nfail-on = 'error'", "pyproject.toml")
    written(inner, "[tool.other]\nkey = 1", "pyproject.toml")
    assert find(inner) == outer
    assert load(outer).fail_on == "error"


def test_no_file_gives_the_built_in_values(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    assert Config().fail_on == "warning"


# What it says


def test_every_key_is_read(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            """
            rule-paths = ["our-rules"]
            exclude = ["old/*"]
            select = ["range-reversed"]
            ignore = ["distance-disagrees"]
            fail-on = "note"
            corpus = ["published"]
            lexicon = ["units.yml"]
            [rules.distance-disagrees]
            severity = "note"
            tolerance = 0.25
            """,
        )
    )
    assert config.rule_paths == (str(tmp_path / "our-rules"),)
    assert config.corpus == (str(tmp_path / "published"),)
    assert config.lexicon == (str(tmp_path / "units.yml"),)
    assert config.exclude == ("old/*",)
    assert config.select == ("range-reversed",)
    assert config.ignore == ("distance-disagrees",)
    assert config.fail_on == "note"
    values = [value for override in config.rules for value in override.values]
    assert values == [("severity", "note"), ("tolerance", Decimal("0.25"))]


def test_the_command_line_goes_before_the_file_and_silence_does_not(tmp_path: Path) -> None:
    config = load(written(tmp_path, 'fail-on = "note"\nselect = ["a"]'))
    assert config.with_options(fail_on="error").fail_on == "error"
    assert config.with_options(fail_on=None, select=()) == config


@pytest.mark.parametrize("name", ["figcheck.toml", "pyproject.toml"])
def test_show_config_names_the_file_and_the_origin_of_each_value(tmp_path: Path, name: str) -> None:
    head = "[tool.figcheck]\n" if name == "pyproject.toml" else "# ours\n"
    table = "tool.figcheck.rules" if name == "pyproject.toml" else "rules"
    path = written(
        tmp_path, f'{head}fail-on = "error"\n[{table}.range-reversed]\nenabled = false', name
    )
    config = load(path).with_options(select=("range-reversed",))
    lines = shown(config, tmp_path).splitlines()
    assert lines[0] == f"configuration: {path}"
    assert f'fail-on = "error"  # {path}:2' in lines
    assert 'select = ["range-reversed"]  # --select' in lines
    assert "ignore = []  # default" in lines
    assert f"rules.range-reversed.enabled = false  # {path}:4" in lines


def test_show_config_says_that_there_is_no_file(tmp_path: Path) -> None:
    assert shown(Config(), tmp_path).startswith(f"configuration: none from {tmp_path} upwards")


# What it does to the rules


def ids(config: Config) -> list[str]:
    return [each.id for each in adjusted(RULES, config)]


def test_select_ignore_and_enabled_choose_the_rules(tmp_path: Path) -> None:
    assert ids(Config()) == ["distance-disagrees", "range-reversed"]
    (shy,) = adjusted(RULES, Config().with_options(select=("count-shy",)))
    assert shy.id == "count-shy"
    assert shy.enabled
    assert ids(Config().with_options(ignore=("range-reversed",))) == ["distance-disagrees"]
    turned = load(written(tmp_path, "rules.count-shy.enabled = true"))
    assert "count-shy" in ids(turned)


def test_a_rule_takes_another_severity_and_option(tmp_path: Path) -> None:
    text = "[rules.distance-disagrees]\nseverity = 'note'\ntolerance = '15%'"
    changed = adjusted(RULES, load(written(tmp_path, text)))[0]
    assert changed.severity is Severity.NOTE
    assert changed.options == (Option("tolerance", Decimal("0.15")),)


# What it refuses: one line, with the place and what to do


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail_on = 'error'", ":1: unknown key 'fail_on'; did you mean 'fail-on'?"),
        ("\n\nexlude = []", ":3: unknown key 'exlude'; did you mean 'exclude'?"),
        ("fail-on = 'loud'", ":1: fail-on must be one of error, warning, note, never"),
        ("select = 'a'", ":1: select must be a list of strings"),
        ("exclude = [1]", ":1: exclude must be a list of strings"),
        ("rules = ['x']", ":1: rules must be a table"),
        ("[rules]\nx = 1", ":2: rules.x must be a table"),
        (
            "[rules.x]\nplugins = []",
            ":2: rules.x has no plugins: 'plugins' is a setting of its own",
        ),
        ("[rules.x]\ny = []", ":2: rules.x.y must be a number, a text or a boolean"),
        ("[per-file.'*.md']\nignor = ['x']", ":2: unknown key of per-file 'ignor'; did you mean"),
        ("[per-file]\nignore = ['x']", ":2: per-file takes a table for each pattern of files"),
        ("per-file = 3", ":1: per-file takes a table for each pattern of files"),
        ("\n[per-file.'a b/*']\nignore = 'x'", ":3: ignore must be a list of strings"),
        ("[tool.figcheck]\nfail-on = 'error'", ":1: here the settings stand alone, without [tool"),
        ("a = [", ":1: no valid TOML"),
        ("a = 1\nb = = 2", ":2:5: no valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(f"{path}{message}")) as caught:
        load(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = ['range-reverse']", ":1: unknown rule 'range-reverse'; did you mean"),
        ("ignore = ['x']", ":1: unknown rule 'x'; known: count-shy, distance-disagrees"),
        ("[rules.range-revers]\nseverity = 'note'", ":1: unknown rule 'range-revers'; did you"),
        ("[rules.range-reversed]\nseverity = 'loud'", ":2: severity must be one of"),
        ("[rules.range-reversed]\nenabled = 'no'", ":2: enabled must be true or false"),
        (
            "[rules.range-reversed]\nstory = 'all'",
            ":2: range-reversed has no option 'story': 'story'",
        ),
        ("[rules.range-reversed]\nlimit = 1", ":2: unknown option of range-reversed 'limit'"),
        ("[rules.distance-disagrees]\ntolerance = true", ":2: rules.distance-disagrees.tolerance"),
        ("\n[per-file.'*.md']\nignore = ['x']", ":2: unknown rule 'x'; known: count-shy"),
        ("rules = {range-reversed = {limit = 1}}", ":1: unknown option of range-reversed 'limit'"),
        ("[rules.distance-disagrees]\ntolerance = 'wide'", "tolerance must be a number"),
    ],
)
def test_what_no_rule_has_is_refused(tmp_path: Path, text: str, message: str) -> None:
    config = load(written(tmp_path, text))
    with pytest.raises(ConfigError, match=re.escape(message)):
        adjusted(RULES, config)


def test_an_unknown_rule_on_the_command_line_is_refused() -> None:
    with pytest.raises(ConfigError, match="--select: unknown rule 'range-reverse'; did you"):
        adjusted(RULES, Config().with_options(select=("range-reverse",)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail-on = 'note'\ncorpus = ['gone']", ":2: corpus: {}/gone: no such file or folder"),
        ("corpus = ['*.md']", "; it takes files and folders, not patterns"),
        ("rule-paths = ['gone']", ":1: rule-paths: {}/gone: no such"),
        ("lexicon = ['gone.yml']", ":1: lexicon: {}/gone.yml: no such"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused_with_its_place(
    tmp_path: Path, text: str, message: str
) -> None:
    config = load(written(tmp_path, text))
    with pytest.raises(ConfigError, match=re.escape(message.format(tmp_path))):
        require_present(config)


def test_undecodable_and_missing_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "figcheck.toml"
    with pytest.raises(ConfigError, match="cannot be read"):
        load(path)
    path.write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load(path)


def test_a_pyproject_without_our_table_cannot_be_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "[project]", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"no \[tool.figcheck\] table"):
        load(path)
