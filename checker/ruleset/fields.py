"""The keys of a rule file: which there are, what each may hold, and how it becomes part of a
``Rule``.

In: the root node of a rule file. Out: a ``Rule``, or the ``Fault``s of all its keys. Every key has
one function here; expressions and templates are checked in the scope of the rule's own roles,
options and let names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from checker.errors import suggestion
from checker.expressions import (
    FUNCTIONS,
    SLOTS,
    WHERE_SLOTS,
    Function,
    Scope,
    Type,
    check,
    check_template,
)
from checker.model import Condition, Expression, Option, Position, Rule, Severity
from checker.patterns import lazy
from checker.relations import RELATIONS, Relation, RoleOf
from checker.yaml_nodes import Fault, Listing, Node, Scalar, Source, Table

REQUIRED = ("id", "summary", "why", "severity", "given", "when", "message")
KEYS = (*REQUIRED, "where", "options", "let", "fix", "paths", "refs", "enabled")

ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
NAME = r"[a-z][a-z0-9_]*"
RESERVED = ("and", "or", "not", "in", "is", "if", "else")
LONGEST = {"summary": 200, "why": 20_000}
"""The most characters of a text."""

_ID = lazy(ID)
_NAME = lazy(NAME)
_NUMBER = lazy(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})")
_SHARE = lazy(r"([+-]?\d{1,12}(?:\.\d{1,12})?)\s?%")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may name: ``measures`` of the lexicon and reference ``tables``, ``None`` where
    they are not to be checked, and functions and relations with those of plugins."""

    measures: frozenset[str] | None = None
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    tables: frozenset[str] | None = None

    def scope(self, names: Mapping[str, Type | None]) -> Scope:
        """What an expression may use besides ``names``."""
        return Scope(names, self.functions, self.tables)

    def roles(self, relation: str | None) -> tuple[RoleOf, ...]:
        """The roles of a relation; none for one that is not known."""
        added = self.relations.get(relation or "")
        return RELATIONS.get(relation or "", ()) if added is None else added.roles


def rule_of(root: Node, source: Source, stem: str, known: Known) -> tuple[Rule | None, list[Fault]]:
    """A rule out of a file's root node, or ``None`` and the faults. ``stem`` is the file's name
    without its ending."""
    if not isinstance(root, Table):
        return None, [Fault(root.line, root.column, "a rule file is a mapping of keys to values")]
    reader = _Reader(root, source, stem, known)
    rule = reader.rule()
    return (None, reader.faults) if reader.faults else (rule, [])


class _Reader:
    """Reads one rule file key by key and collects faults. Methods named for a key read it."""

    def __init__(self, root: Table, source: Source, stem: str, known: Known) -> None:
        self.root = root
        self.source = source
        self.stem = stem
        self.known = known
        self.faults: list[Fault] = []
        self.used: set[str] = set()

    def rule(self) -> Rule | None:
        self._keys()
        relation = self._given()
        options = self._options()
        scope: dict[str, Type | None] = dict(self._roles(relation))
        scope |= {key.text: None for key, _ in self._table("options", quietly=True)}
        scope |= {option.name: _option_type(option) for option in options}
        let = self._let(scope)
        parts: dict[str, Any] = {
            "id": self._id(),
            "summary": self._text("summary", one_line=True),
            "why": self._text("why"),
            "severity": self._severity(),
            "given": relation,
            "when": self._when(scope, relation),
            "message": self._template("message", scope, relation),
            "position": Position(self.source.path, self.root.line, self.root.column),
            "where": self._where(relation),
            "options": options,
            "let": let,
            "fix": self._template("fix", scope, relation),
            "paths": self._paths(),
            "refs": self._texts("refs"),
            "enabled": self._flag("enabled", True),
            "functions": self._added_functions(),
            "relation": self.known.relations.get(relation or ""),
        }
        if not self.faults:
            self._unused()
        return None if self.faults else Rule(**parts)

    # ------------------------------------------------------------------------------ faults

    def fault(self, node: Node, message: str, offset: int | None = None) -> None:
        line, column = node.line, node.column
        if isinstance(node, Scalar) and offset is not None:
            line, column = self.source.place(node, offset)
        self.faults.append(Fault(line, column, message))

    def _keys(self) -> None:
        for key, value in self.root.entries:
            if key.text not in KEYS:
                self.fault(key, f"unknown key '{key.text}'{suggestion(key.text, KEYS, 20)}")
            elif key.text in REQUIRED and isinstance(value, Scalar) and _is_null(value):
                self.fault(key, f"'{key.text}' is empty")
        missing = [f"'{name}'" for name in REQUIRED if self.root.get(name) is None]
        if missing:
            keys = "key" if len(missing) == 1 else "keys"
            self.fault(self.root, f"missing {keys}: {', '.join(missing)}")

    def _scalar(self, name: str, wanted: str) -> Scalar | None:
        """The value of a key that holds one value; ``None`` where it is missing or null."""
        node = self.root.get(name)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.fault(node, f"'{name}' is {_kind(node)} where {wanted} is wanted")
            return None
        return None if _is_null(node) else node

    # ---------------------------------------------------------------------- one key at a time

    def _id(self) -> str:
        node = self._scalar("id", "a name")
        if node is None:
            return ""
        if not _ID.fullmatch(node.text) or len(node.text) > 60:
            self.fault(node, f"'{node.text}' is no id: write small letters, digits and hyphens")
        elif node.text != self.stem:
            self.fault(node, f"the id is '{node.text}', but the file is named '{self.stem}'")
        return node.text

    def _text(self, name: str, one_line: bool = False) -> str:
        node = self._scalar(name, "text")
        if node is None:
            return ""
        text, longest = node.text.strip(), LONGEST[name]
        if not text:
            self.fault(node, f"'{name}' is empty")
        elif len(text) > longest:
            self.fault(node, f"'{name}' has at most {longest} characters, this one {len(text)}")
        elif one_line and "\n" in text:
            self.fault(node, f"'{name}' is one line")
        return text

    def _severity(self) -> Severity:
        node = self._scalar("severity", "one of error, warning, note")
        if node is None:
            return Severity.NOTE
        if node.text not in set(Severity):
            hint = suggestion(node.text, [s.value for s in Severity])
            self.fault(node, f"unknown severity '{node.text}'{hint}")
            return Severity.NOTE
        return Severity(node.text)

    def _given(self) -> str | None:
        node = self._scalar("given", "a relation")
        if node is None:
            return None
        if not self.known.roles(node.text):
            hint = suggestion(node.text, [*RELATIONS, *self.known.relations], 20)
            self.fault(node, f"unknown relation '{node.text}'{hint}")
            return None
        return node.text

    def _roles(self, relation: str | None) -> Iterable[tuple[str, Type]]:
        for role in self.known.roles(relation):
            yield role.name, Type.CLAIMS if role.many else Type.CLAIM

    def _options(self) -> tuple[Option, ...]:
        return tuple(
            Option(key.text, value)
            for key, node in self._table("options")
            if self._free_name(key, "option")
            and (value := self._option_value(key, node)) is not None
        )

    def _option_value(self, key: Scalar, node: Node) -> Decimal | str | bool | None:
        wanted = "a number, a share such as 15%, text, true or false"
        if not isinstance(node, Scalar):
            self.fault(node, f"option '{key.text}' is {_kind(node)} where {wanted} is wanted")
            return None
        if node.style is None and _is_null(node):
            self.fault(key, f"option '{key.text}' has no default: write {wanted}")
            return None
        if node.style is None and node.text in ("true", "false"):
            return node.text == "true"
        if share := _SHARE.fullmatch(node.text):
            return Decimal(share[1]) / 100
        if node.style is None and _NUMBER.fullmatch(node.text):
            return Decimal(node.text)
        return node.text

    def _let(self, scope: dict[str, Type | None]) -> tuple[tuple[str, Expression], ...]:
        """Reads the ``let`` names in the order of the file; each may use those before it."""
        found = []
        for key, node in self._table("let"):
            if not self._free_name(key, "let name", scope):
                continue
            expression, of = self._expression(node, f"let.{key.text}", scope)
            if expression is not None:
                found.append((key.text, expression))
            scope[key.text] = of
        return tuple(found)

    def _free_name(self, key: Scalar, what: str, scope: Collection[str] = ()) -> bool:
        name, relation = key.text, self.root.get("given")
        roles = dict(self._roles(relation.text if isinstance(relation, Scalar) else None))
        if not is_name(name):
            self.fault(key, f"'{name}' is no name: write small letters, digits and underscores")
        elif name in self.known.functions:
            self.fault(key, f"the {what} '{name}' is the name of a function")
        elif name in roles:
            self.fault(key, f"the {what} '{name}' is a role of the relation")
        elif name in scope:
            self.fault(key, f"the {what} '{name}' is taken by an option")
        else:
            return True
        return False

    def _when(self, scope: dict[str, Type | None], relation: str | None) -> Expression | None:
        node = self.root.get("when")
        if node is None or (isinstance(node, Scalar) and _is_null(node)):
            return None
        if relation is None:
            return None
        expression, of = self._expression(node, "when", scope)
        if of is not None and of is not Type.FLAG:
            self.fault(node, f"'when' is {of} where true or false is wanted: compare it")
        return expression

    def _expression(
        self, node: Node, name: str, scope: dict[str, Type | None]
    ) -> tuple[Expression | None, Type | None]:
        if not isinstance(node, Scalar):
            self.fault(node, f"'{name}' is {_kind(node)} where an expression is wanted")
            return None, None
        checked = check(node.text, self.known.scope(scope))
        for fault in checked.faults:
            self.fault(node, fault.message, fault.offset)
        if checked.tree is None:
            self.used.update(scope)
            return None, None
        self.used.update(_names(node.text))
        return Expression(node.text, self._position(node)), checked.type

    def _template(
        self, name: str, scope: dict[str, Type | None], relation: str | None
    ) -> Expression | None:
        node = self._scalar(name, "text")
        if node is None or relation is None:
            return None
        if not node.text.strip():
            self.fault(node, f"'{name}' is empty")
            return None
        for fault in check_template(node.text, self.known.scope(scope)):
            self.fault(node, fault.message, fault.offset)
        self.used.update(_names(node.text))
        return Expression(node.text, self._position(node))

    def _position(self, node: Scalar) -> Position:
        return Position(self.source.path, node.line, node.column)

    def _where(self, relation: str | None) -> tuple[Condition, ...]:
        found = (self._condition(key, node, relation) for key, node in self._table("where"))
        return tuple(condition for condition in found if condition is not None)

    def _condition(self, key: Scalar, node: Node, relation: str | None) -> Condition | None:
        role, dot, slot = key.text.rpartition(".")
        roles = [name for name, _ in self._roles(relation)]
        if dot and relation is not None and role not in roles:
            self.fault(key, f"unknown role '{role}'{suggestion(role, roles)}")
            return None
        if slot not in WHERE_SLOTS:
            hint = suggestion(slot, WHERE_SLOTS, 30)
            if slot in SLOTS:
                hint = " in 'where': compare it in 'when'"
            self.fault(key, f"unknown slot '{slot}'{hint}")
            return None
        if isinstance(node, Table):
            return self._negated(key, node)
        return Condition(key.text, self._values(slot, node))

    def _negated(self, key: Scalar, node: Table) -> Condition | None:
        for name, _ in node.entries:
            if name.text != "not":
                hint = suggestion(name.text, ["not"])
                self.fault(name, f"'where' has no logic '{name.text}'{hint}")
                return None
        inner = node.get("not")
        if inner is None or isinstance(inner, Table):
            self.fault(node, f"write '{key.text}: {{not: value}}' or '{key.text}: {{not: [a, b]}}'")
            return None
        return Condition(key.text, self._values(key.text.rpartition(".")[2], inner), negated=True)

    def _values(self, slot: str, node: Node) -> tuple[str | None, ...]:
        nodes = node.items if isinstance(node, Listing) else (node,)
        if not nodes:
            self.fault(node, f"'{slot}' has an empty list, which nothing matches")
        return tuple(value for one in nodes for value in self._where_value(slot, one))

    def _where_value(self, slot: str, node: Node) -> tuple[str | None, ...]:
        """One value of a condition, as a tuple of one, or of none after a fault."""
        if not isinstance(node, Scalar):
            self.fault(node, f"'{slot}' is compared with values, not with {_kind(node)}")
            return ()
        if node.style is None and _is_null(node):
            return (None,)
        if SLOTS[slot].type is Type.FLAG:
            if node.text not in ("true", "false"):
                self.fault(node, f"'{slot}' is true or false, not '{node.text}'")
                return ()
            return (node.text,)
        known = self.known.measures if slot == "measure" else SLOTS[slot].values or None
        if known is not None and node.text not in known:
            self.fault(node, f"unknown {slot} '{node.text}'{suggestion(node.text, known, 40)}")
            return ()
        return (node.text.lower(),)

    def _paths(self) -> tuple[str, ...]:
        paths = self._texts("paths")
        node = self.root.get("paths")
        if isinstance(node, Listing):
            for item in node.items:
                if isinstance(item, Scalar) and (len(item.text) > 200 or item.text.startswith("/")):
                    self.fault(item, "a path is a glob of at most 200 characters, relative to the "
                               "configuration file")  # fmt: skip
        return paths

    def _texts(self, name: str) -> tuple[str, ...]:
        node = self.root.get(name)
        if node is None or (isinstance(node, Scalar) and _is_null(node)):
            return ()
        if not isinstance(node, Listing):
            self.fault(node, f"'{name}' is {_kind(node)} where a list is wanted")
            return ()
        texts = []
        for item in node.items:
            if isinstance(item, Scalar) and item.text.strip() and not _is_null(item):
                texts.append(item.text)
            else:
                self.fault(item, f"'{name}' lists texts, and this is {_kind(item)}")
        return tuple(texts)

    def _flag(self, name: str, default: bool) -> bool:
        node = self._scalar(name, "true or false")
        if node is None:
            return default
        if node.style is not None or node.text not in ("true", "false"):
            self.fault(node, f"'{name}' is '{node.text}' where true or false is wanted")
        return node.text == "true"

    def _table(self, name: str, quietly: bool = False) -> tuple[tuple[Scalar, Node], ...]:
        node = self.root.get(name)
        if node is None or (isinstance(node, Scalar) and _is_null(node)):
            return ()
        if not isinstance(node, Table):
            if not quietly:
                self.fault(node, f"'{name}' is {_kind(node)} where a mapping is wanted")
            return ()
        return node.entries

    def _added_functions(self) -> tuple[tuple[str, Callable[..., Any]], ...]:
        """The functions of plugins that the expressions name."""
        added = sorted(self.used & (self.known.functions.keys() - FUNCTIONS.keys()))
        return tuple((name, self.known.functions[name].call) for name in added)

    def _unused(self) -> None:
        """A knob that turns nothing is a mistake that would otherwise never show."""
        for name, what in (("options", "option"), ("let", "let name")):
            for key, _ in self._table(name):
                if key.text not in self.used:
                    self.fault(key, f"the {what} '{key.text}' is never used")


def is_name(word: str) -> bool:
    """Whether a word may name an option, a role or a function."""
    return bool(_NAME.fullmatch(word)) and word not in RESERVED


def _names(text: str) -> set[str]:
    return set(re.findall(r"[a-z][a-z0-9_]*", text))


def _is_null(node: Scalar) -> bool:
    return node.style is None and _PLAIN.get(node.text, "") is None


def _kind(node: Node) -> str:
    kinds: dict[type, Callable[[Any], str]] = {
        Table: lambda _: "a mapping",
        Listing: lambda _: "a list",
        Scalar: lambda n: "empty" if _is_null(n) or not n.text else f"'{n.text[:40]}'",
    }
    return kinds[type(node)](node)


def _option_type(option: Option) -> Type:
    if isinstance(option.value, bool):
        return Type.FLAG
    return Type.TEXT if isinstance(option.value, str) else Type.NUMBER
