"""Whether an expression is sound: every name, slot, function, argument and type, before any figure.

In: the source of an expression and the ``Scope`` in which it stands. Out: its syntax tree, its type
and its ``Fault``s, each with its offset into the source. Nothing is evaluated here, and what passes
can neither loop, nor grow beyond its own length, nor reach anything outside its scope.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from checker.errors import suggestion
from checker.expressions.functions import FUNCTIONS, unit_fault
from checker.expressions.names import SLOTS, SUM_SLOTS, Type
from checker.expressions.signatures import Function

LONGEST = 2000
DEEPEST = 40
GREATEST_POWER = 16

_CONSTANTS = {
    word: f"; write {constant}"
    for word, constant in (("true", "True"), ("false", "False"), ("null", "None"), ("none", "None"))
}
_ORDERED = frozenset({Type.NUMBER, Type.DATE})
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod, ast.Pow)
_ORDERING = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_LISTS = {Type.TEXT: Type.TEXTS, Type.NUMBER: Type.NUMBERS}


class Fault(NamedTuple):
    """What is wrong with an expression, and where: an offset in code points into its source."""

    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that an expression may use, with their types: ``None`` for one whose own definition
    is at fault, so that its uses are not faults too. ``tables`` are the reference tables that may
    be looked into, ``None`` where that is not to be checked."""

    names: Mapping[str, Type | None]
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    tables: frozenset[str] | None = None


class Checked(NamedTuple):
    """What came of checking: ``tree`` and ``type`` are ``None`` where ``faults`` say why."""

    tree: ast.expr | None
    type: Type | None
    faults: tuple[Fault, ...]


def check(source: str, scope: Scope) -> Checked:
    """Check one expression: line breaks in it count as blanks."""
    parsed = parse(source)
    if isinstance(parsed, Fault):
        return Checked(None, None, (parsed,))
    checker = _Checker(_one_line(source), scope)
    found = checker.type_of(parsed)
    if checker.faults:
        return Checked(None, None, tuple(checker.faults))
    return Checked(parsed, found, ())


def _one_line(source: str) -> str:
    return source.translate({ord(c): " " for c in "\n\r\t\f\v"})


def parse(source: str) -> ast.expr | Fault:
    """The syntax tree of an expression, or why there is none. Offsets count from its first code
    point that is no blank, see :func:`check`."""
    if len(source) > LONGEST:
        return Fault(0, f"an expression has at most {LONGEST} characters, this one {len(source)}")
    line = _one_line(source)
    lead = len(line) - len(line.lstrip())
    if not line.strip():
        return Fault(0, "the expression is empty")
    if (place := _stray(line)) is not None:
        return Fault(place, f"'{line[place]}' has no place in an expression")
    try:
        return ast.parse(line.strip(), mode="eval").body
    except SyntaxError as error:
        last = len(line.strip()) - 1
        offset = min(error.offset - 1, last) if error.offset else last
        return Fault(lead + offset, _plain_syntax(error))
    except (RecursionError, MemoryError, ValueError):
        return Fault(0, f"the expression is nested deeper than {DEEPEST} levels")


def _stray(line: str) -> int | None:
    """Where a comment or a backslash stands: the one would hide what follows, the other is never
    needed. Inside quotation marks '#' is a character like any other."""
    quote = ""
    for place, char in enumerate(line):
        if char in "\\\0" or (char == "#" and not quote):
            return place
        if char in "'\"" and quote in {"", char}:
            quote = "" if quote else char
    return None


def _plain_syntax(error: SyntaxError) -> str:
    reason = (error.msg or "invalid syntax").split(". Perhaps")[0].split(". Maybe")[0]
    if "too many nested" in reason:
        return f"the expression is nested deeper than {DEEPEST} levels"
    return f"not an expression: {reason}"


class _Checker:
    """Walks a tree once, collects faults, and gives each piece its type, or ``None`` after a fault
    so that one mistake is told once."""

    def __init__(self, line: str, scope: Scope) -> None:
        self.line = line
        self.lead = len(line) - len(line.lstrip())
        self.bytes = None if line.isascii() else line.strip().encode()
        self.scope = scope
        self.faults: list[Fault] = []
        self.depth = 0

    def fault(self, node: ast.AST, message: str, offset: int = 0) -> None:
        place = self._offset(getattr(node, "col_offset", 0))
        self.faults.append(Fault(place + offset, message))

    def _offset(self, column: int) -> int:
        """The offset in the source of a column of the tree, which counts bytes."""
        if self.bytes is not None:
            column = len(self.bytes[:column].decode(errors="ignore"))
        return self.lead + column

    def type_of(self, node: ast.expr) -> Type | None:
        self.depth += 1
        try:
            if self.depth > DEEPEST:
                self.fault(node, f"the expression is nested deeper than {DEEPEST} levels")
                return None
            visit = getattr(self, f"_{type(node).__name__.lower()}", None)
            if visit is None:
                self.fault(node, f"{_called(node)} cannot be used in a rule")
                return None
            found: Type | None = visit(node)
            return found
        finally:
            self.depth -= 1

    def _constant(self, node: ast.Constant) -> Type | None:
        value = node.value
        if value is None:
            return Type.NOTHING
        for kind, of in ((bool, Type.FLAG), (str, Type.TEXT), ((int, float), Type.NUMBER)):
            if isinstance(value, kind):
                return of
        self.fault(node, f"{value!r} cannot be used in a rule")
        return None

    def _name(self, node: ast.Name) -> Type | None:
        found = self.scope.names.get(node.id)
        if node.id not in self.scope.names:
            if node.id in self.scope.functions:
                self.fault(
                    node,
                    f"'{node.id}' is a function: write {self.scope.functions[node.id].signature}",
                )
            else:
                hint = _CONSTANTS.get(node.id) or suggestion(node.id, self.scope.names)
                self.fault(node, f"unknown name '{node.id}'{hint}")
        return found

    def _attribute(self, node: ast.Attribute) -> Type | None:
        of = self.type_of(node.value)
        if of is None:
            return None
        if of is Type.CLAIM:
            if node.attr in SLOTS:
                return SLOTS[node.attr].type
            self._no_slot(node, SLOTS)
            return None
        if of is Type.SUM:
            if node.attr in SUM_SLOTS:
                return Type.TEXT if node.attr == "unit" else Type.NUMBER
            self._no_slot(node, SUM_SLOTS)
            return None
        hint = ": take one of it, as in parts[0]" if of is Type.CLAIMS else ""
        self.fault(node, f"'{ast.unparse(node.value)}' is {of} and has no slot '{node.attr}'{hint}")
        return None

    def _no_slot(self, node: ast.Attribute, known: Iterable[str]) -> None:
        place = self.line.find(node.attr, self._offset(node.value.end_col_offset or 0))
        message = f"unknown slot '{node.attr}'{suggestion(node.attr, known, 40)}"
        self.faults.append(Fault(max(place, 0), message))

    def _call(self, node: ast.Call) -> Type | None:
        if not isinstance(node.func, ast.Name):
            self.fault(node, "only the functions of the rule language can be called")
            return None
        function = self.scope.functions.get(node.func.id)
        if function is None:
            known = suggestion(node.func.id, self.scope.functions, 60)
            self.fault(node, f"unknown function '{node.func.id}'{known}")
            for argument in node.args:
                self.type_of(argument)
            return None
        if self._arguments(node, function):
            return function.returns
        return None

    def _arguments(self, node: ast.Call, function: Function) -> bool:
        before = len(self.faults)
        wanted = list(function.parameters)
        given = [(wanted[0] if wanted[0].many else None, a) for a in node.args]
        if not wanted[0].many:
            given = [(wanted[i] if i < len(wanted) else None, a) for i, a in enumerate(node.args)]
        named = {parameter.name: parameter for parameter in wanted[len(node.args) :]}
        for keyword in node.keywords:
            parameter = named.pop(keyword.arg or "", None)
            if parameter is None or parameter.many:
                hint = suggestion(keyword.arg or "**", [p.name for p in wanted])
                self.fault(keyword, f"{function.name} has no such argument '{keyword.arg}'{hint}")
            else:
                given.append((parameter, keyword.value))
        if any(parameter is None for parameter, _ in given):
            count = f"at most {len(wanted)}, not {len(node.args)}"
            self.fault(node, f"{function.signature} takes {count} arguments")
        missing = [p.name for p in named.values() if not p.optional]
        if missing and (not node.args or not wanted[0].many):
            self.fault(node, f"{function.signature} lacks its argument '{missing[0]}'")
        types = [self.type_of(argument) for _, argument in given]
        if wanted[0].many and len(types) > 1 and (len(set(types)) > 1 or Type.CLAIMS in types):
            message = f"{function.name} takes one list role, or several of one type"
            self.fault(node, message)
        for (parameter, argument), of in zip(given, types, strict=True):
            if parameter is not None and of is not None and of not in parameter.types:
                takes = " or ".join(sorted(parameter.types))
                self.fault(
                    argument, f"{function.name} takes {takes} as '{parameter.name}', not {of}"
                )
            elif parameter is not None and parameter.name == "unit":
                self._unit(argument)
            elif parameter is not None and parameter.name == "table":
                self._table(argument)
        return len(self.faults) == before

    def _unit(self, node: ast.expr) -> None:
        fault = unit_fault(str(node.value)) if isinstance(node, ast.Constant) else None
        if fault:
            self.fault(node, fault)

    def _table(self, node: ast.expr) -> None:
        known, name = self.scope.tables, getattr(node, "value", None)
        if not isinstance(node, ast.Constant) or not isinstance(name, str):
            self.fault(node, "the name of a table is written out, in quotation marks")
        elif known is not None and name not in known:
            hint = suggestion(name, known) or ": the configuration names no tables"
            self.fault(node, f"unknown table '{name}'{hint}")

    def _binop(self, node: ast.BinOp) -> Type | None:
        if not isinstance(node.op, _ARITHMETIC):
            self.fault(node, f"{_called(node.op)} cannot be used in a rule")
            return None
        sides = [self._wants(side, Type.NUMBER) for side in (node.left, node.right)]
        if isinstance(node.op, ast.Pow) and not self._small(node.right):
            self.fault(node.right, f"a power is a written whole number up to {GREATEST_POWER}")
            return None
        return Type.NUMBER if all(sides) else None

    def _small(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Constant) and node.value in range(GREATEST_POWER + 1)

    def _wants(self, node: ast.expr, wanted: Type) -> bool:
        """Checks a piece that has to be of one type, and says so where it is not."""
        of = self.type_of(node)
        if of is None or of is wanted:
            return of is wanted
        text = ast.unparse(node)
        hint = ""
        if wanted is Type.NUMBER and of in {Type.CLAIM, Type.SUM}:
            hint = f": write {text}.value"
        elif wanted is Type.FLAG:
            hint = ": compare it with something"
        shown = _short(text) if "'" in text else f"'{_short(text)}'"
        self.fault(node, f"{shown} is {of} where {wanted} is wanted{hint}")
        return False

    def _unaryop(self, node: ast.UnaryOp) -> Type | None:
        if isinstance(node.op, ast.Invert):
            self.fault(node, "'~' cannot be used in a rule: write 'not'")
            return None
        wanted = Type.FLAG if isinstance(node.op, ast.Not) else Type.NUMBER
        return wanted if self._wants(node.operand, wanted) else None

    def _boolop(self, node: ast.BoolOp) -> Type | None:
        sides = [
            self._wants(value, Type.FLAG) for value in node.values
        ]  # every side, for its faults
        return Type.FLAG if all(sides) else None

    def _compare(self, node: ast.Compare) -> Type | None:
        terms = [node.left, *node.comparators]
        types = [self.type_of(term) for term in terms]
        for place, op in enumerate(node.ops):
            left, right = types[place], types[place + 1]
            if left is not None and right is not None:
                self._comparison(op, terms[place : place + 2], left, right)
        return None if None in types or self.faults else Type.FLAG

    def _comparison(self, op: ast.cmpop, terms: list[ast.expr], left: Type, right: Type) -> None:
        term, other = terms
        if isinstance(op, ast.Is | ast.IsNot):
            if right is not Type.NOTHING:
                self.fault(other, "'is' and 'is not' only compare with None: write == or !=")
        elif isinstance(op, ast.In | ast.NotIn):
            if right not in {_LISTS.get(left), Type.TEXT if left is Type.TEXT else None}:
                self.fault(term, f"{left} is never in {right}")
            self._values(term, other)
        elif Type.NOTHING in {left, right}:
            self.fault(term, "compare with None by 'is None' or 'is not None'")
        elif left is not right or left in {Type.CLAIM, Type.CLAIMS, Type.SUM}:
            hint = ""
            if Type.CLAIM in {left, right} or Type.SUM in {left, right}:
                hint = ": compare their values, as in a.value, or use consistent(a, b)"
            self.fault(term, f"{left} does not compare with {right}{hint}")
        elif isinstance(op, _ORDERING) and left not in _ORDERED:
            self.fault(term, f"{left} has no order: use == or !=")
        else:
            self._values(term, other)
            self._values(other, term)

    def _values(self, term: ast.expr, other: ast.expr) -> None:
        """A slot that has few values is only compared with one of them."""
        slot = SLOTS.get(term.attr) if isinstance(term, ast.Attribute) else None
        if slot is None or not slot.values:
            return
        for constant in other.elts if isinstance(other, ast.List | ast.Tuple) else [other]:
            if isinstance(constant, ast.Constant) and constant.value not in slot.values:
                text = str(constant.value)
                message = f"{slot.name} is never '{text}'{suggestion(text, slot.values, 20)}"
                self.fault(constant, message)

    def _ifexp(self, node: ast.IfExp) -> Type | None:
        self._wants(node.test, Type.FLAG)
        body, other = self.type_of(node.body), self.type_of(node.orelse)
        if body is not None and other is not None and body is not other:
            self.fault(node, f"the two sides of 'if' differ: {body} and {other}")
            return None
        return body

    def _subscript(self, node: ast.Subscript) -> Type | None:
        of = self.type_of(node.value)
        if of is None:
            return None
        index = node.slice
        if isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
            index = index.operand
        if (
            of is not Type.CLAIMS
            or not isinstance(index, ast.Constant)
            or type(index.value) is not int
        ):
            self.fault(
                node, "[...] takes a figure out of a list role by its number, as in parts[0]"
            )
            return None
        return Type.CLAIM

    def _list(self, node: ast.List | ast.Tuple) -> Type | None:
        types = {self.type_of(element) for element in node.elts}
        constant = all(isinstance(element, ast.Constant) for element in node.elts)
        if not constant or types not in ({Type.TEXT}, {Type.NUMBER}):
            if None not in types:
                self.fault(node, "a list holds written texts or written numbers, all of one type")
            return None
        return Type.TEXTS if Type.TEXT in types else Type.NUMBERS

    _tuple = _list


_NAMES = {
    "Lambda": "a lambda", "ListComp": "a comprehension", "SetComp": "a comprehension",
    "DictComp": "a comprehension", "GeneratorExp": "a comprehension", "Dict": "a dictionary",
    "Set": "a set", "JoinedStr": "an f-string", "NamedExpr": "':='", "Starred": "'*'",
    "Await": "await", "Yield": "yield", "YieldFrom": "yield", "Slice": "a slice",
    "BitOr": "'|'", "BitAnd": "'&'", "BitXor": "'^'", "LShift": "'<<'", "RShift": "'>>'",
    "FloorDiv": "'//'", "MatMult": "'@'",
}  # fmt: skip


def _called(node: ast.AST) -> str:
    name = type(node).__name__
    return _NAMES.get(name, name)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def with_decimals(tree: ast.expr) -> ast.expr:
    """The tree with every written number as a ``Decimal``, but for those in square brackets."""
    return _Decimals().visit(tree)  # type: ignore[no-any-return]


class _Decimals(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            number: Any = Decimal(repr(node.value))  # no literal, but an evaluator takes any value
            return ast.copy_location(ast.Constant(number), node)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.Subscript:
        return node
