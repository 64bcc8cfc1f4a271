"""Rules, functions and relations out of installed packages, as a configuration names them.

In: names of entry points of the group ``figcheck.rules``. Out: ``Plugins``. Only what is named is
looked for and imported, so that a run without plugins pays nothing, and an installed package
changes no result until someone asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from checker.errors import RuleError, suggestion
from checker.expressions import FUNCTIONS, Function
from checker.model import Rule
from checker.relations import Relation

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "figcheck.rules"


@dataclass(frozen=True, slots=True)
class Plugins:
    """What plugins bring: rules in Python, and functions and relations, with which rules in YAML
    may be written too. ``functions`` has those of the language as well."""

    rules: tuple[Rule, ...] = ()
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    relations: Mapping[str, Relation] = field(default_factory=dict)


def load(
    names: Sequence[str], measures: Iterable[str] | None = None
) -> tuple[Plugins, tuple[RuleError, ...]]:
    """The plugins of those names, and a fault for each that is missing or broken.

    An entry point names a module; its rules, functions and relations are the values of these types
    in it. ``measures`` are those that rules may name, as for :func:`checker.ruleset.read`.
    """
    if not names:
        return Plugins(), ()
    from importlib.metadata import entry_points

    known = None if measures is None else frozenset(measures)
    installed = tuple(entry_points(group=GROUP))
    found: dict[str, tuple[str, object]] = {}
    faults: list[RuleError] = []
    for name in dict.fromkeys(names):
        try:
            for key, value in _values(name, installed):
                _check(value, known)
                if key in found and found[key][1] is not value:
                    raise RuleError(f"'{key}' is taken by the plugin '{found[key][0]}'")
                found[key] = (name, value)
        except RuleError as error:
            faults.append(RuleError(f"plugin '{name}': {error}"))
    return _sorted(value for _, value in found.values()), tuple(faults)


def _values(name: str, installed: Sequence[EntryPoint]) -> Iterator[tuple[str, object]]:
    """The values of a plugin, each with a key of its own. Raises :class:`RuleError`."""
    named = [point for point in installed if point.name == name]
    if not named:
        hint = suggestion(name, [point.name for point in installed])
        raise RuleError(f"is not installed: no entry point of that name in {GROUP}{hint}")
    if len({point.value for point in named}) > 1:
        raise RuleError(f"is the name of two: {', '.join(point.value for point in named)}")
    try:
        module = named[0].load()
    except RuleError:
        raise
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise RuleError(f"{named[0].value} cannot be imported: {told}") from error
    values = {id(value): value for value in vars(module).values()}
    kinds = ((Rule, "rule"), (Function, "function"), (Relation, "relation"))
    found = [
        (f"{kind} {value.id if isinstance(value, Rule) else value.name}", value)
        for value in values.values()
        for of, kind in kinds
        if isinstance(value, of)
    ]
    if not found:
        raise RuleError(f"{named[0].value} has no rule, function or relation in it")
    yield from found


def _check(value: object, measures: frozenset[str] | None) -> None:
    """What could not be checked when the module was imported: names of measures."""
    if not isinstance(value, Rule) or measures is None:
        return
    for condition in value.where:
        for word in condition.values:
            if condition.slot.rpartition(".")[2] == "measure" and word and word not in measures:
                hint = suggestion(word, measures, 40)
                place = f"{value.position.path}:{value.position.line}:1"
                raise RuleError(f"{place}: unknown measure '{word}'{hint}")


def _sorted(values: Iterable[object]) -> Plugins:
    every = list(values)
    functions = {each.name: each for each in every if isinstance(each, Function)}
    relations = {each.name: each for each in every if isinstance(each, Relation)}
    rules = [each for each in every if isinstance(each, Rule)]
    return Plugins(
        tuple(sorted(rules, key=lambda rule: rule.id)),
        MappingProxyType({**FUNCTIONS, **functions}),
        MappingProxyType(relations),
    )
