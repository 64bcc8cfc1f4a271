"""The configuration: found, read and checked, with the origin of each value.

In: a working directory or a path. Out: a ``Config``. Taken is the nearest ``figcheck.toml``, or
``pyproject.toml`` with a ``[tool.figcheck]`` table, from the working directory upwards; the former
wins within one folder. Paths in it are relative to the file itself. Unknown keys are refused.

    rule-paths = ["our-rules"]      # rule files and folders beside the built-in rules
    exclude = ["drafts/old/*"]      # files that are not checked
    select = ["range-reversed"]     # run these rules alone
    ignore = ["range-reversed"]     # run all rules but these
    fail-on = "error"               # error, warning, note or never
    story = "folder"                # compare articles of one folder, "all", or none: "file"
    baseline = "figcheck-baseline.json"  # findings that are known and do not count
    require-reasons = true          # a suppression in the text counts only with a reason
    corpus = ["published"]          # what drafts are compared with
    lexicon = ["our-words.yml"]     # measures, names, units and hedges of your own
    gazetteer = "our.gazetteer"     # the map that distances are measured on, instead of ours
    plugins = ["our-desk"]          # installed packages with rules in Python, by entry point

    [[tables]]                      # a table of what is known: [[tool.figcheck.tables]]
    path = "tables/towns.csv"
    key = "town"
    value = "people"
    measure = "population"

    [per-file."wires/**"]           # for findings in these files
    ignore = ["casualties-unsourced"]

    [rules.distance-disagrees]      # [tool.figcheck.rules.distance-disagrees] in a pyproject.toml
    severity = "note"               # and enabled, and the options of the rule
    tolerance = 0.2
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.errors import ConfigError, suggestion
from checker.model import Option, Rule, Severity
from checker.reference.table import KEYS as TABLE_KEYS
from checker.reference.table import REQUIRED, Spec

FAIL_ON = ("error", "warning", "note", "never")
STORIES = ("folder", "all", "file")
"""How articles are grouped whose front matter names no story."""

_LISTS = ("rule-paths", "exclude", "select", "ignore", "corpus", "lexicon", "plugins")
_PATHS = ("rule-paths", "corpus", "lexicon")
_FILES = ("baseline", "gazetteer")
_CHOICES = {"fail-on": FAIL_ON, "story": STORIES}
NAME = "figcheck.toml"
_SHARED = "pyproject.toml"
_ABOVE_US = ("tool", "figcheck")
_PER_FILE = 'per-file takes a table for each pattern of files, such as [per-file."wires/**"]'
_ABOVE = "'{}' is a setting of its own, and stands above the first line in square brackets"
_LONGEST = 4000
_GLOB = frozenset("*?[")
KEYS = (*_LISTS, *_CHOICES, *_FILES, "require-reasons", "tables", "per-file", "rules")


@dataclass(frozen=True, slots=True)
class Override:
    """What one line of a configuration changes in a rule. ``place`` is where it says so."""

    rule: str
    values: tuple[tuple[str, Decimal | str | bool], ...]
    place: str


@dataclass(frozen=True, slots=True)
class PerFile:
    """The rules that are ignored in files that match ``pattern``. ``place`` says where."""

    pattern: str
    ignore: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Config:
    """The values of one run. ``path`` is the file they come from, ``None`` where there is none;
    ``origins`` gives the place of each value that is not built in."""

    path: str | None = None
    rule_paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    story: str = "folder"
    baseline: str | None = None
    require_reasons: bool = False
    corpus: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    gazetteer: str | None = None
    plugins: tuple[str, ...] = ()
    tables: tuple[Spec, ...] = ()
    per_file: tuple[PerFile, ...] = ()
    rules: tuple[Override, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()

    def with_options(self, **given: Any) -> Config:
        """This configuration with what the command line says; an empty value says nothing."""
        said = {name: value for name, value in given.items() if value}
        origins = {
            **dict(self.origins),
            **{_key(name): f"--{_OPTIONS.get(name, _key(name))}" for name in said},
        }
        return replace(self, **said, origins=tuple(origins.items()))

    @property
    def folder(self) -> Path:
        """What the patterns of ``exclude`` are relative to."""
        return Path(self.path).parent if self.path else Path()


_OPTIONS = {"rule_paths": "rules"}


def find(directory: Path) -> Path | None:
    """The configuration file that governs ``directory``, or ``None``.

    Raises :class:`checker.errors.ConfigError` for a ``pyproject.toml`` on the way that is no TOML.
    """
    for folder in (directory, *directory.parents):
        own = folder / NAME
        if own.is_file():
            return own
        shared = folder / _SHARED
        if shared.is_file() and _table(shared) is not None:
            return shared
    return None


def top(config: Config) -> Path:
    """The top of the repository in which a configuration lies, or else its folder."""
    return repository(config.folder)


def repository(folder: Path) -> Path:
    """The top of the repository around a folder, or else the folder, links resolved."""
    here = folder.resolve()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), here)


def load(path: Path) -> Config:
    """The configuration in ``path``, checked.

    Raises :class:`checker.errors.ConfigError`, with ``path:line`` where the line is known.
    """
    text = _text(path)
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: there is no [tool.figcheck] table in it")
    source = _Source(path, text)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, value in table.items():
        values[_field(key)] = _value(key, value, source)
        origins[key] = source.place(key)
    return Config(path=str(path), origins=tuple(origins.items()), **values)


def require_present(config: Config) -> None:
    """Refuse a path of the configuration, or of the command line, that leads nowhere.

    Raises :class:`checker.errors.ConfigError`, with the place that names it.
    """
    origins = dict(config.origins)
    for key in _PATHS:
        for path in getattr(config, _field(key)):
            if not os.path.exists(path):
                hint = "; it takes files and folders, not patterns" if _GLOB & set(path) else ""
                said = origins.get(key, key)
                told = "" if said.startswith("--") else f"{key}: "
                raise ConfigError(f"{said}: {told}{path}: no such file or folder{hint}")


def overridden(rules: tuple[Rule, ...], config: Config) -> tuple[Rule, ...]:
    """All rules, with the severity and the options that the configuration gives them.

    Raises :class:`checker.errors.ConfigError` for an id that no rule has, an option that the rule
    does not have, or a value of another type.
    """
    known = {rule.id: rule for rule in rules}
    for override in config.rules:
        if override.rule not in known:
            raise ConfigError(f"{override.place}: {_unknown('rule', override.rule, known)}")
        known[override.rule] = _overridden(known[override.rule], override)
    return tuple(known.values())


def adjusted(rules: tuple[Rule, ...], config: Config) -> tuple[Rule, ...]:
    """The rules that are to run: overrides applied, ``select`` and ``ignore`` obeyed.

    Raises :class:`checker.errors.ConfigError` as :func:`overridden` does.
    """
    known = {rule.id: rule for rule in overridden(rules, config)}
    origins = dict(config.origins)
    for key in ("select", "ignore"):
        for name in getattr(config, key):
            if name not in known:
                raise ConfigError(f"{origins[key]}: {_unknown('rule', name, known)}")
    for table in config.per_file:
        for name in table.ignore:
            if name not in known:
                raise ConfigError(f"{table.place}: {_unknown('rule', name, known)}")
    chosen = [rule for rule in known.values() if rule.id not in config.ignore]
    if config.select:
        return tuple(replace(rule, enabled=True) for rule in chosen if rule.id in config.select)
    return tuple(rule for rule in chosen if rule.enabled)


def shown(config: Config, directory: Path) -> str:
    """Which file was taken, and each value with its origin: what ``--show-config`` prints."""
    origins = dict(config.origins)
    head = config.path or f"none from {directory} upwards; built-in values"
    lines = [f"configuration: {head}"]
    for field in fields(config):
        if field.name in ("path", "origins", "rules", "per_file", "tables"):
            continue
        key = _key(field.name)
        value = getattr(config, field.name)
        told = _toml(list(value) if isinstance(value, tuple) else "" if value is None else value)
        lines.append(f"{key} = {told}  # {origins.get(key, 'default')}")
    if not config.tables:
        lines.append("tables = []  # default")
    for spec in config.tables:
        for setting in TABLE_KEYS:
            value = getattr(spec, setting)
            if value is not None:
                lines.append(f"tables.{spec.name}.{setting} = {_toml(value)}  # {spec.place}")
    for table in config.per_file:
        told = _toml(list(table.ignore))
        lines.append(f"per-file.{_toml(table.pattern)}.ignore = {told}  # {table.place}")
    for override in config.rules:
        for name, value in override.values:
            lines.append(f"rules.{override.rule}.{name} = {_toml(value)}  # {override.place}")
    return "\n".join(lines) + "\n"


class _Source:
    """The file: where its keys stand, and the folder that paths in it are relative to."""

    def __init__(self, path: Path, text: str) -> None:
        from checker.toml_places import Places

        self._path = path
        self._above = _ABOVE_US if path.name == _SHARED else ()
        self._places = Places(text)
        self.folder = path.parent

    def place(self, *keys: str) -> str:
        """``path:line`` of the key, or ``path`` alone."""
        return self._at(self._places.line(*self._above, *keys))

    def table(self, number: int) -> str:
        """``path:line`` of the head of so many a table among the reference tables, from 0."""
        return self._at(self._places.head(number, *self._above, "tables"))

    def _at(self, line: int | None) -> str:
        return str(self._path) if line is None else f"{self._path}:{line}"


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise ConfigError(f"{path}: is no file")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _table(path: Path) -> dict[str, Any] | None:
    """The table of ours in a file; ``None`` for a ``pyproject.toml`` without one."""
    import tomllib

    text = _text(path)
    if path.name == _SHARED and "figcheck" not in text:
        return None
    lines = text.rstrip().count("\n") + 1
    try:
        whole = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = f"{path}:{at[1]}:{at[2]}" if at else f"{path}:{lines}"
        raise ConfigError(f"{place}: no valid TOML: {str(error).split(' (at ')[0]}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: no valid TOML: it is nested too deeply") from error
    if path.name != _SHARED:
        return whole
    tools = whole.get("tool")
    table = tools.get("figcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.figcheck must be a table")
    return table


def _field(key: str) -> str:
    return key.replace("-", "_")


def _key(field: str) -> str:
    return field.replace("_", "-")


def _value(key: str, value: object, source: _Source) -> object:
    place = source.place(key)
    if key == "tool":
        raise ConfigError(f"{place}: here the settings stand alone, without [tool.figcheck]")
    if key not in KEYS:
        raise ConfigError(f"{place}: {_unknown('key', key, KEYS)}")
    if key == "rules":
        return _overrides(value, source)
    if key == "tables":
        return _tables(value, source)
    if key == "per-file":
        return _per_file(value, source)
    if key in _LISTS:
        return _texts(key, value, source)
    if key in _CHOICES:
        wanted, right = f"one of {', '.join(_CHOICES[key])}", value in _CHOICES[key]
    elif key == "require-reasons":
        wanted, right = "true or false", isinstance(value, bool)
    else:
        wanted, right = "the path of a file", isinstance(value, str) and bool(value)
    if not right:
        raise ConfigError(f"{place}: {key} must be {wanted}")
    return str(source.folder / str(value)) if key in _FILES else value


def _texts(key: str, value: object, source: _Source) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigError(f"{source.place(key)}: {key} must be a list of strings")
    return tuple(str(source.folder / each) if key in _PATHS else each for each in value)


def _tables(value: object, source: _Source) -> tuple[Spec, ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        place = source.place("tables")
        raise ConfigError(f"{place}: tables are tables, each under a line [[tables]]")
    made: dict[str, Spec] = {}
    for number, table in enumerate(value):
        spec = _spec(table, source.table(number), source)
        if spec.name in made:
            raise ConfigError(f"{spec.place}: a second table is called '{spec.name}': give it "
                              "another name")  # fmt: skip
        made[spec.name] = spec
    return tuple(made.values())


def _spec(table: Mapping[str, object], place: str, source: _Source) -> Spec:
    said = {key.replace("-", "_"): value for key, value in table.items()}
    for key, value in said.items():
        if key not in TABLE_KEYS:
            raise ConfigError(f"{place}: {_unknown('key of a table', key, TABLE_KEYS)}")
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
            raise ConfigError(f"{place}: {key} of a table must be a text")
    lacking = [key for key in REQUIRED if key not in said]
    if lacking:
        raise ConfigError(f"{place}: the table lacks its {' and its '.join(lacking)}")
    texts = {key: str(value) for key, value in said.items()}
    path = source.folder / texts["path"]
    name = texts.get("name", path.stem)
    return Spec(**{**texts, "path": str(path), "name": name, "place": place})


def _per_file(value: object, source: _Source) -> tuple[PerFile, ...]:
    if not isinstance(value, dict):
        raise ConfigError(f"{source.place('per-file')}: {_PER_FILE}")
    made = []
    for pattern, table in value.items():
        place = source.place("per-file", pattern)
        if not isinstance(table, dict):
            raise ConfigError(f"{place}: {_PER_FILE}")
        for key in table:
            if key != "ignore":
                place = source.place("per-file", pattern, key)
                raise ConfigError(f"{place}: {_unknown('key of per-file', key, ['ignore'])}")
        names = table.get("ignore", [])
        if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
            place = source.place("per-file", pattern, "ignore")
            raise ConfigError(f"{place}: ignore must be a list of strings")
        made.append(PerFile(pattern, tuple(names), place))
    return tuple(made)


def _overrides(value: object, source: _Source) -> tuple[Override, ...]:
    if not isinstance(value, dict):
        place = source.place("rules")
        hint = "folders of rules are named by rule-paths"
        raise ConfigError(f"{place}: rules must be a table, one table a rule; {hint}")
    made = []
    for name, table in value.items():
        place = source.place("rules", name)
        if not isinstance(table, dict):
            raise ConfigError(f'{place}: rules.{name} must be a table, such as severity = "note"')
        made.append(Override(name, (), place))  # so that a rule that there is not is refused
        for key, said in table.items():
            place = source.place("rules", name, key)
            made.append(Override(name, ((key, _scalar(name, key, said, place)),), place))
    return tuple(made)


def _scalar(name: str, key: str, value: object, place: str) -> Decimal | str | bool:
    if isinstance(value, bool | str | Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if key in KEYS:
        raise ConfigError(f"{place}: rules.{name} has no {key}: {_ABOVE.format(key)}")
    raise ConfigError(f"{place}: rules.{name}.{key} must be a number, a text or a boolean")


def _overridden(rule: Rule, override: Override) -> Rule:
    options = {option.name: option for option in rule.options}
    for name, value in override.values:
        if name == "severity":
            if value not in list(Severity):
                told = ", ".join(Severity)
                raise ConfigError(f"{override.place}: severity must be one of {told}")
            rule = replace(rule, severity=Severity(str(value)))
        elif name == "enabled":
            if not isinstance(value, bool):
                raise ConfigError(f"{override.place}: enabled must be true or false")
            rule = replace(rule, enabled=value)
        elif name in options:
            options[name] = Option(name, _typed(rule, options[name], value, override.place))
        else:
            if name in KEYS:
                told = f"{rule.id} has no option {name!r}: {_ABOVE.format(name)}"
                raise ConfigError(f"{override.place}: {told}")
            known = ["severity", "enabled", *options]
            unknown = _unknown(f"option of {rule.id}", name, known)
            raise ConfigError(f"{override.place}: {unknown}")
    return replace(rule, options=tuple(options.values()))


def _typed(
    rule: Rule, option: Option, value: Decimal | str | bool, place: str
) -> Decimal | str | bool:
    """``value`` as the type that the option has; "15%" is the number 0.15."""
    if isinstance(option.value, Decimal) and isinstance(value, str):
        share = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", value)
        value = Decimal(share[1]) / 100 if share else value
    if type(value) is not type(option.value):
        kinds: dict[type, str] = {Decimal: "a number", str: "a text", bool: "true or false"}
        kind = kinds[type(option.value)]
        raise ConfigError(f"{place}: rules.{rule.id}.{option.name} must be {kind}")
    return value


def _unknown(what: str, word: str, known: Iterable[str]) -> str:
    return f"unknown {what} {word!r}{suggestion(word, known)}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)
