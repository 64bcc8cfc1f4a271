"""The JSON Schema of a rule file, for editors that complete and underline while one writes.

In: the measures and relations that rules may name. Out: the schema as plain values. It sees what a
schema can: keys, types, closed lists and forms of names. What an expression means, only the loader
sees. It is written for YAML 1.2, as editors read it, where a bare ``no`` is a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from checker.expressions import FUNCTIONS, SLOTS, WHERE_SLOTS, Type
from checker.expressions.check import LONGEST as LONGEST_EXPRESSION
from checker.expressions.templates import LONGEST as LONGEST_TEMPLATE
from checker.model import Severity
from checker.relations import RELATIONS, Relation
from checker.ruleset.fields import ID, KEYS, LONGEST, NAME, REQUIRED, RESERVED

_SCALAR = {"type": ["string", "number", "boolean"]}
_TEXT = {**_SCALAR, "pattern": r"\S"}
_TEXTS = {"type": ["array", "null"], "items": _TEXT}


def schema(
    measures: Iterable[str] | None = None,
    added: Mapping[str, Relation] = MappingProxyType({}),
    functions: Iterable[str] = FUNCTIONS,
) -> dict[str, Any]:
    """The schema, as a mapping that ``json`` can write. ``measures`` are the names that ``where``
    may hold, any for ``None``; ``added`` are the relations of plugins, and ``functions`` all
    there are."""
    relations = {**RELATIONS, **{name: relation.roles for name, relation in added.items()}}
    words = {name: [role.name for role in roles] for name, roles in relations.items()}
    properties = _properties(words, functions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A figcheck rule",
        "type": "object",
        "required": list(REQUIRED),
        "additionalProperties": False,
        "properties": {key: properties[key] for key in KEYS},
        "$defs": {slot: _slot(slot, measures) for slot in WHERE_SLOTS},
        "allOf": [_of_relation(name, roles) for name, roles in words.items()],
    }


def _properties(relations: Iterable[str], functions: Iterable[str]) -> dict[str, Any]:
    name = {"pattern": f"^{NAME}$", "not": {"enum": [*RESERVED, *sorted(functions)]}}
    longest = {**LONGEST, "when": LONGEST_EXPRESSION} | dict.fromkeys(
        ("message", "fix"), LONGEST_TEMPLATE
    )
    text = {key: _described(key, {**_TEXT, "maxLength": most}) for key, most in longest.items()}
    path = {**_TEXT, "pattern": r"^(?!/)[\s\S]*\S", "maxLength": 200}
    return {
        **text,
        "id": _described("id", {"type": "string", "pattern": f"^{ID}$", "maxLength": 60}),
        "summary": {**text["summary"], "pattern": r"^\s*\S[^\n]*\s*$"},
        "severity": _described("severity", {"enum": [each.value for each in Severity]}),
        "given": _described("given", {"enum": list(relations)}),
        "fix": {**text["fix"], "type": [*_SCALAR["type"], "null"]},
        "where": {
            "type": ["object", "null"],
            "description": _WORDS["where"],
            "patternProperties": {rf"^(\w+\.)?{slot}$": _condition(slot) for slot in WHERE_SLOTS},
        },
        "options": {
            "type": ["object", "null"],
            "description": _WORDS["options"],
            "propertyNames": name,
            "additionalProperties": _SCALAR,
        },
        "let": {
            "type": ["object", "null"],
            "description": _WORDS["let"],
            "propertyNames": name,
            "additionalProperties": {**_TEXT, "maxLength": LONGEST_EXPRESSION},
        },
        "paths": {**_TEXTS, "items": path, "description": _WORDS["paths"]},
        "refs": {**_TEXTS, "description": _WORDS["refs"]},
        "enabled": {"type": ["boolean", "null"], "description": _WORDS["enabled"]},
    }


def _described(key: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "description": _WORDS[key]}


_WORDS = {
    "id": "The file's name without its ending: name what is found.",
    "summary": "One sentence.",
    "why": "The manual page: what it finds, an example, what stays silent and why.",
    "severity": "How bad a finding is.",
    "given": "The relation that the rule looks at; it names the figures.",
    "when": "An expression: a finding if it is true.",
    "message": "What the finding says, with expressions in braces.",
    "where": "Which figures it looks at, by their slots: a value, a list, or {not: ...}.",
    "options": "Names and defaults, which a configuration may change.",
    "let": "Names for expressions; each may use those above it.",
    "fix": "What to write instead, with expressions in braces.",
    "paths": "Globs, relative to the configuration file: look at these documents alone.",
    "refs": "Links to a style guide.",
    "enabled": "false to keep the rule without running it.",
}


def _slot(slot: str, measures: Iterable[str] | None) -> dict[str, Any]:
    """One value that a slot may be compared with."""
    known = SLOTS[slot]
    values = tuple(measures) if slot == "measure" and measures is not None else known.values
    if known.type is Type.FLAG:
        return {"enum": [True, False, "true", "false", None]}
    return {"enum": [*sorted(values), None]} if values else {"type": [*_SCALAR["type"], "null"]}


def _condition(slot: str) -> dict[str, Any]:
    """What a slot may be compared with: a value, a list of them, or either under ``not``."""
    one = {"$ref": f"#/$defs/{slot}"}
    some = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    negated = {
        "type": "object",
        "properties": {"not": some},
        "required": ["not"],
        "additionalProperties": False,
    }
    return {"description": SLOTS[slot].doc, "anyOf": [*some["anyOf"], negated]}


def _of_relation(name: str, words: Sequence[str]) -> dict[str, Any]:
    """What holds for the rules of one relation: its roles may stand before a slot, and are no names
    for options and let."""
    slots = rf"^(({'|'.join(words)})\.)?({'|'.join(WHERE_SLOTS)})$"
    free = {"propertyNames": {"not": {"enum": words}}}
    return {
        "if": {"properties": {"given": {"const": name}}, "required": ["given"]},
        "then": {
            "properties": {"where": {"propertyNames": {"pattern": slots}}}
            | {"options": free, "let": free}
        },
    }
