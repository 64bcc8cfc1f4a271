"""Checked rules as text and back, so that a cache can spare a run their checking.

In: ``Rule``s from YAML. Out: JSON, and the same rules out of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from checker.expressions import FUNCTIONS, Function
from checker.model import Condition, Expression, Option, Position, Rule, Severity
from checker.relations import Relation


def dump(rules: Iterable[Rule]) -> str:
    """Rules as JSON. Functions and relations of plugins are kept by name.

    Raises ``ValueError`` for a rule in Python, which only its own module can make.
    """
    return json.dumps([_plain(rule) for rule in rules], ensure_ascii=False, separators=(",", ":"))


def restore(
    text: str,
    functions: Mapping[str, Function] = FUNCTIONS,
    relations: Mapping[str, Relation] | None = None,
) -> tuple[Rule, ...]:
    """The rules that were dumped. ``functions`` and ``relations`` are those of the plugins.

    Raises ``ValueError`` for a text that :func:`dump` did not write, or where a function or a
    relation is no longer there: the rule files have to be read again.
    """
    try:
        return tuple(_rule(table, functions, relations or {}) for table in json.loads(text))
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"no stored rules: {type(error).__name__}: {error}") from error


def _plain(rule: Rule) -> dict[str, Any]:
    if rule.decide is not None:
        raise ValueError(f"the rule '{rule.id}' is written in Python")
    return {
        "id": rule.id,
        "summary": rule.summary,
        "why": rule.why,
        "severity": rule.severity.value,
        "given": rule.given,
        "when": _written(rule.when),
        "message": _written(rule.message),
        "position": rule.position,
        "where": [[c.slot, c.values, c.negated] for c in rule.where],
        "options": [[o.name, type(o.value).__name__, str(o.value)] for o in rule.options],
        "let": [[name, _written(expression)] for name, expression in rule.let],
        "fix": rule.fix and _written(rule.fix),
        "paths": rule.paths,
        "refs": rule.refs,
        "enabled": rule.enabled,
        "functions": [name for name, _ in rule.functions],
        "relation": rule.relation is not None,
    }


def _written(expression: Expression) -> list[Any]:
    return [expression.source, *expression.position]


_VALUES: Mapping[str, Callable[[str], Decimal | str | bool]] = {
    "Decimal": Decimal,
    "str": str,
    "bool": "True".__eq__,
}


def _rule(
    table: dict[str, Any], functions: Mapping[str, Function], relations: Mapping[str, Relation]
) -> Rule:
    return Rule(
        id=table["id"],
        summary=table["summary"],
        why=table["why"],
        severity=Severity(table["severity"]),
        given=table["given"],
        when=_expression(table["when"]),
        message=_expression(table["message"]),
        position=Position(*table["position"]),
        where=tuple(Condition(slot, tuple(v), negated) for slot, v, negated in table["where"]),
        options=tuple(Option(name, _VALUES[kind](text)) for name, kind, text in table["options"]),
        let=tuple((name, _expression(written)) for name, written in table["let"]),
        fix=table["fix"] and _expression(table["fix"]),
        paths=tuple(table["paths"]),
        refs=tuple(table["refs"]),
        enabled=table["enabled"],
        functions=tuple((name, functions[name].call) for name in table["functions"]),
        relation=relations[table["given"]] if table["relation"] else None,
    )


def _expression(written: list[Any]) -> Expression:
    source, *position = written
    return Expression(source, Position(*position))
