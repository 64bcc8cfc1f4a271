"""Rules from YAML files, each refused with ``path:line:column`` where it is wrong.

In: paths of rule files and of folders of them. Out: ``Rule``s sorted by id, or every fault of
every file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path

from checker.errors import RuleError
from checker.model import Rule
from checker.ruleset.fields import KEYS, REQUIRED, Known, rule_of
from checker.ruleset.plugins import Plugins
from checker.ruleset.plugins import load as _load_plugins
from checker.yaml_nodes import Fault, Source, compose
from checker.yaml_nodes import read as read_text

__all__ = [
    "KEYS",
    "REQUIRED",
    "Plugins",
    "builtin",
    "builtin_folder",
    "joined",
    "lexicon_measures",
    "load",
    "load_plugins",
    "read",
    "validate",
]

_SHOWN = 160
ENDINGS = (".yml", ".yaml")


@cache
def builtin_folder() -> Path:
    """The folder of the built-in rules: inside the package where it was installed, beside it in a
    checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "builtin_rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def builtin() -> tuple[Rule, ...]:
    """The built-in rules, read once a process."""
    return _sound(*read((builtin_folder(),)))


def load(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    known_measures: Collection[str] | None = None,
    plugins: Plugins | None = None,
    tables: Collection[str] | None = None,
) -> tuple[Rule, ...]:
    """The rules of files and folders, sorted by id. Folders are read with those inside them.

    ``known_measures`` are the measures that ``where`` may name, those of the lexicon if ``None``;
    ``plugins`` have functions and relations that rules may use beyond the built-in ones, and
    ``tables`` are the names of reference tables that they may look into, any for ``None``.
    An id that a built-in rule has is refused: the configuration changes a built-in's severity and
    options, and nothing changes its meaning. Raises :class:`checker.errors.RuleError` for the
    first fault, and says how many more there are.
    """
    return _sound(*read(paths, known_measures, plugins, tables))


def validate(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    known_measures: Collection[str] | None = None,
    plugins: Plugins | None = None,
    tables: Collection[str] | None = None,
) -> tuple[RuleError, ...]:
    """Every fault of every file, sorted by path, line and column."""
    return read(paths, known_measures, plugins, tables)[1]


def read(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    known_measures: Collection[str] | None = None,
    plugins: Plugins | None = None,
    tables: Collection[str] | None = None,
) -> tuple[tuple[Rule, ...], tuple[RuleError, ...]]:
    """The sound rules of files and folders, and the faults of the others."""
    added = plugins or Plugins()
    measures = lexicon_measures() if known_measures is None else frozenset(known_measures)
    looked_into = None if tables is None else frozenset(tables)
    known = Known(measures, added.functions, added.relations, looked_into)
    files, errors = _files([paths] if isinstance(paths, str | PathLike) else list(paths))
    rules: dict[str, Rule] = {}
    for path in files:
        rule, faults = _read_file(path, known)
        errors += faults
        if rule is None:
            continue
        if (other := _taken(rule, path, rules)) is not None:
            errors.append(_clash(rule, other))
        else:
            rules[rule.id] = rule
    ordered = tuple(rules[name] for name in sorted(rules))
    return ordered, tuple(sorted(errors, key=lambda error: (*error.place, str(error))))


def load_plugins(names: Sequence[str]) -> tuple[Plugins, tuple[RuleError, ...]]:
    """What the plugins of those names bring, and a fault for each that is missing or broken."""
    return _load_plugins(names, lexicon_measures()) if names else (Plugins(), ())


def joined(*groups: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules of several origins as one set, sorted by id.

    Raises :class:`checker.errors.RuleError` where two have one id.
    """
    found: dict[str, Rule] = {}
    for rule in (rule for group in groups for rule in group):
        if rule.id in found:
            raise _clash(rule, found[rule.id].position.path)
        found[rule.id] = rule
    return tuple(found[name] for name in sorted(found))


def _sound(rules: tuple[Rule, ...], errors: tuple[RuleError, ...]) -> tuple[Rule, ...]:
    if not errors:
        return rules
    first = errors[0]
    if len(errors) == 1:
        raise first
    more = f" (and {len(errors) - 1} more: see figcheck rules validate)"
    raise RuleError(f"{first}{more}", first.place, first.excerpt)


def lexicon_measures() -> frozenset[str]:
    """The names of all measures, those of the lexicon."""
    from checker.measures import names

    return names()


def _files(paths: list[str | PathLike[str]]) -> tuple[list[Path], list[RuleError]]:
    """The rule files at ``paths``, each once, those of a folder in the order of their names."""
    found: dict[Path, None] = {}
    errors = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if _is_rule_file(p, path)]
            if not inside:
                errors.append(RuleError(f"{path}: no rule files (*.yml) in this folder"))
            found |= dict.fromkeys(inside)
        elif path.is_file():
            found[path] = None
        else:
            errors.append(RuleError(f"{path}: no such file or folder"))
    return list(found), errors


def _is_rule_file(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return path.suffix in ENDINGS and path.is_file() and not any(p.startswith(".") for p in parts)


def _read_file(path: Path, known: Known) -> tuple[Rule | None, list[RuleError]]:
    try:
        source, undecoded = read_text(path)
    except OSError as error:
        name = path.as_posix()
        return None, [RuleError(f"{name}: {error.strerror or error}", (name, 0, 0))]
    if undecoded is not None:
        return None, [_error(source, undecoded)]
    root, faults = compose(source.text, "a rule file")
    rule = None
    if root is not None:
        rule, more = rule_of(root, source, path.stem, known)
        faults = (*faults, *more)
    elif not faults:
        faults = (Fault(1, 1, "the file holds no rule"),)
    return (None if faults else rule), [_error(source, fault) for fault in faults]


def _error(source: Source, fault: Fault) -> RuleError:
    return RuleError(
        f"{source.path}:{fault.line}:{fault.column}: {_printable(fault.message)}",
        (source.path, fault.line, fault.column),
        _printable(_around(source.line_text(fault.line), fault.column)),
    )


def _around(line: str, column: int) -> str:
    """A line as far as it can be shown, around the place of its fault."""
    if len(line) <= _SHOWN:
        return line
    start = max(0, min(column - _SHOWN // 2, len(line) - _SHOWN))
    cut = line[start : start + _SHOWN].strip()
    return f"{'...' if start else ''}{cut}{'...' if start + _SHOWN < len(line) else ''}"


def _printable(text: str) -> str:
    """The text with control characters as escapes: a rule file never steers a terminal."""
    return "".join(c if c.isprintable() or c == "\t" else repr(c)[1:-1] for c in text)


def _taken(rule: Rule, path: Path, rules: dict[str, Rule]) -> str | None:
    """Where a rule of the same id stands."""
    if rule.id in rules:
        return rules[rule.id].position.path
    folder = builtin_folder()
    for other in (folder / f"{rule.id}{ending}" for ending in ENDINGS):
        if other.is_file() and not other.samefile(path):
            return "the built-in rules"
    return None


def _clash(rule: Rule, other: str) -> RuleError:
    path = rule.position.path
    return RuleError(
        f"{path}:{rule.position.line}:1: the id '{rule.id}' is taken by {other}: rename this one, "
        f"or change that one's severity and options under [rules.{rule.id}] in the configuration",
        (path, rule.position.line, 1),
        f"id: {rule.id}",
    )
