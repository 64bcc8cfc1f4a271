"""The value of a checked expression for one alignment.

In: the source of an expression that ``check`` has passed, and the names it may see. Out: its
value, or ``AbstainError`` where something in it is unknown. simpleeval walks the tree, with its
own caps in force; this module gives it our operators, slots and the logic of the unknown:

* a slot that is ``None``, units without a conversion and division by zero make the whole unknown;
* ``and`` and ``or`` still decide where the known side settles it: ``False and unknown`` is false,
  ``True or unknown`` is true.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from checker.expressions.check import Fault, parse, with_decimals
from checker.expressions.functions import FUNCTIONS
from checker.expressions.names import SLOTS, AbstainError, Amount, View, slot_of_sum


def _remainder(a: Decimal, b: Decimal) -> Decimal:
    if not b:  # where Decimal speaks of an invalid operation
        raise ZeroDivisionError
    return a % b


_OPERATORS: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: _remainder,
    ast.Pow: operator.pow,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


_IDENTITY = frozenset({ast.Is, ast.IsNot})
_GETTERS = {name: slot.get for name, slot in SLOTS.items()}
_CALLS = {name: function.call for name, function in FUNCTIONS.items()}


@lru_cache(maxsize=4096)
def compiled(source: str) -> ast.expr:
    """The tree of a checked expression, ready to be walked. Raises ``ValueError`` for one that was
    never checked and does not parse."""
    tree = parse(source)
    if isinstance(tree, Fault):
        raise ValueError(f"{source!r}: {tree.message}")
    return with_decimals(tree)


def evaluate(
    source: str,
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> Any:
    """The value of ``source`` with ``names``: views, tuples of views, options and let values.
    ``functions`` are what it may call, see :func:`calls`; the language's own for ``None``.

    Raises :class:`AbstainError` with the reason where the expression cannot be decided.
    """
    tree = compiled(source)
    evaluator = _evaluator()
    before = evaluator.names, evaluator.functions
    evaluator.names = names
    evaluator.functions = _CALLS if functions is None else functions
    try:
        return evaluator._eval(tree)
    finally:  # names may evaluate other expressions while this one is under way
        evaluator.names, evaluator.functions = before


def calls(
    added: Iterable[tuple[str, Callable[..., Any]]] = (),
) -> Mapping[str, Callable[..., Any]]:
    """The functions of the language, and those that are ``added`` to it, by name."""
    return {**_CALLS, **dict(added)}


@cache
def _evaluator() -> Any:
    import simpleeval  # type: ignore[import-not-found,import-untyped,unused-ignore]

    class Evaluator(simpleeval.SimpleEval):  # type: ignore[misc,unused-ignore]
        """simpleeval with slots for attributes and a third truth value."""

        def __init__(self) -> None:
            super().__init__(operators=dict(_OPERATORS), functions={}, names={})
            self.nodes |= {ast.List: self._eval_list, ast.Tuple: self._eval_list}

        def _eval(self, node: ast.AST) -> Any:
            # Values need no check here: every name and function is from our closed lists.
            return self.nodes[type(node)](node)

        def _known(self, node: ast.AST) -> Any:
            # Constants and slots of a role are nearly all there is: they need no further call.
            kind = type(node)
            if kind is ast.Constant:
                value = node.value  # type: ignore[attr-defined]
            elif kind is ast.Attribute and type(node.value) is ast.Name:  # type: ignore[attr-defined]
                of = self._eval_name(node.value)  # type: ignore[attr-defined]
                slot = node.attr  # type: ignore[attr-defined]
                value = _GETTERS[slot](of.claim) if type(of) is View else self._slot(of, node)
            else:
                value = self.nodes[kind](node)
            if value is None:
                raise AbstainError(f"{ast.unparse(node)} is unknown")
            return value

        def _eval_constant(self, node: ast.Constant) -> Any:
            return node.value  # its length was limited with that of the whole expression

        def _eval_name(self, node: ast.Name) -> Any:
            try:
                return self.names[node.id]
            except KeyError:
                raise AbstainError(f"there is no {node.id}") from None

        def _eval_attribute(self, node: ast.Attribute) -> Any:
            return self._slot(self._eval(node.value), node)

        def _slot(self, of: Any, node: Any) -> Any:
            if type(of) is View:
                return _GETTERS[node.attr](of.claim)
            if isinstance(of, Amount):
                return slot_of_sum(of, node.attr)
            raise AbstainError(f"{ast.unparse(node.value)} is unknown")

        def _eval_subscript(self, node: ast.Subscript) -> Any:
            try:
                return self._eval(node.value)[self._eval(node.slice)]
            except IndexError:
                raise AbstainError(f"there is no {ast.unparse(node)}") from None

        def _eval_list(self, node: ast.List | ast.Tuple) -> Any:
            return tuple(self._eval(element) for element in node.elts)

        def _eval_call(self, node: ast.Call) -> Any:
            name = node.func.id  # type: ignore[attr-defined]
            arguments = [self._known(argument) for argument in node.args]
            named = {str(word.arg): self._known(word.value) for word in node.keywords}
            try:
                return self.functions[name](*arguments, **named)
            except ArithmeticError as error:
                raise AbstainError(_arithmetic(error)) from error

        def _eval_unaryop(self, node: ast.UnaryOp) -> Any:
            return self.operators[type(node.op)](self._known(node.operand))

        def _eval_binop(self, node: ast.BinOp) -> Any:
            left, right = self._known(node.left), self._known(node.right)
            try:
                return self.operators[type(node.op)](left, right)
            except ArithmeticError as error:
                raise AbstainError(_arithmetic(error)) from error

        def _asked(self, node: ast.AST) -> Any:
            """What may be unknown: a slot, or a role that this alignment does not have."""
            if type(node) is not ast.Name:
                return self._eval(node)
            try:
                return self.names[node.id]
            except KeyError:
                return None

        def _eval_compare(self, node: ast.Compare) -> Any:
            left, first = node.left, type(node.ops[0])
            known = self._asked(left) if first in _IDENTITY else self._known(left)
            if len(node.ops) == 1:  # nearly all: worth a way of its own
                term = node.comparators[0]
                right = self._eval(term) if first in _IDENTITY else self._known(term)
                return _OPERATORS[first](known, right)
            for op, term in zip(node.ops, node.comparators, strict=True):
                right = (self._eval if type(op) in _IDENTITY else self._known)(term)
                if not _OPERATORS[type(op)](known, right):
                    return False
                known = right
            return True

        def _eval_boolop(self, node: ast.BoolOp) -> Any:
            settles = isinstance(node.op, ast.Or)
            unknown: AbstainError | None = None
            for term in node.values:
                try:
                    if bool(self._known(term)) is settles:
                        return settles
                except AbstainError as error:
                    unknown = unknown or error
            if unknown is not None:
                raise unknown
            return not settles

    return Evaluator()


def _arithmetic(error: ArithmeticError) -> str:
    if isinstance(error, ZeroDivisionError):
        return "division by zero"
    return "a number beyond all reckoning"
