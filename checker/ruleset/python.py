"""Rules, functions and relations in Python: the decorators that rule authors write.

In: functions, and what a rule file would say of them. Out: a ``Rule``, ``Function`` or
``Relation``. Nothing is registered: a decorator returns a value, which a plugin's module holds.

A slip is refused when the module is imported, as ``RuleError`` with the file and the line.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from checker.errors import RuleError, suggestion
from checker.expressions import FUNCTIONS, AbstainError, Amount, Function, Type, View
from checker.expressions.signatures import Parameter
from checker.model import Alignment, Claim, Option, Position, Rule
from checker.relations import RELATIONS, Relation, RoleOf
from checker.ruleset.fields import NAME, Known, is_name, rule_of
from checker.yaml_nodes import Listing, Node, Scalar, Source, Table

Returned: TypeAlias = "str | bool | None"
Conditions: TypeAlias = "Mapping[str, object]"

_TYPES = {
    View: Type.CLAIM,
    Amount: Type.SUM,
    Decimal: Type.NUMBER,
    str: Type.TEXT,
    bool: Type.FLAG,
    date: Type.DATE,
    tuple[View, ...]: Type.CLAIMS,
}


def rule(  # noqa: PLR0913 - the keys of a rule file
    *,
    id: str,  # noqa: A002 - the word of a rule file
    given: str | Relation,
    severity: str,
    summary: str,
    why: str | None = None,
    where: Conditions | None = None,
    paths: Sequence[str] = (),
    refs: Sequence[str] = (),
    enabled: bool = True,
) -> Callable[[Callable[..., Returned]], Rule]:
    """Make a rule of a function.

    The keys are those of a rule file; ``why`` is the function's docstring if it is left out, and
    ``given`` may be a relation of one's own. The function takes the roles of the relation that it
    needs, by name: a :class:`View` each, or a tuple of them. Its other parameters have a default
    (``Decimal``, ``str`` or ``bool``) and are the rule's options. It returns the message of a
    finding, or ``None`` or ``False``; it abstains by raising :class:`AbstainError`.

    Raises :class:`checker.errors.RuleError`.
    """

    def made(function: Callable[..., Returned]) -> Rule:
        place = _place(function)
        relation = given if isinstance(given, Relation) else None
        written = {
            "id": id,
            "summary": summary,
            "why": why or inspect.getdoc(function),
            "severity": severity,
            "given": relation.name if relation else given,
            "when": "True",
            "message": "-",
            "where": where,
            "paths": list(paths) or None,
            "refs": list(refs) or None,
            "enabled": enabled,
        }
        known = Known(relations={relation.name: relation} if relation else {})
        root = _node({key: value for key, value in written.items() if value is not None}, place)
        checked, faults = rule_of(root, Source(place.path, ""), id, known)
        if checked is None:
            raise _refused(place, faults[0].message)
        call = _Call(function, known.roles(checked.given), place)
        return replace(checked, options=call.options, decide=call, position=place)

    return made


class _Call:
    """A function of a rule in Python, called with the roles and options that it takes."""

    def __init__(
        self, function: Callable[..., Returned], roles: tuple[RoleOf, ...], place: Position
    ) -> None:
        self._function = function
        self._roles: list[str] = []
        options: list[Option] = []
        names = [role.name for role in roles]
        for parameter in inspect.signature(function).parameters.values():
            if parameter.name in names:
                self._roles.append(parameter.name)
            elif parameter.default is parameter.empty:
                hint = suggestion(parameter.name, names)
                raise _refused(place, f"'{parameter.name}' is no role, and an option has a default"
                               f"{hint}")  # fmt: skip
            elif not isinstance(parameter.default, Decimal | str | bool):
                raise _refused(place, f"the option '{parameter.name}' is a Decimal, a str or a "
                               f"bool, not {parameter.default!r}")  # fmt: skip
            else:
                options.append(Option(parameter.name, parameter.default))
        if not self._roles:
            raise _refused(place, f"it takes none of the roles: {', '.join(names)}")
        self.options = tuple(options)
        self._taken = (*self._roles, *(option.name for option in options))

    def __call__(self, **names: Any) -> Returned:
        for role in self._roles:
            if role not in names:
                raise AbstainError(f"there is no {role}")
        return self._function(**{name: names[name] for name in self._taken})


def function(call: Callable[..., Any]) -> Function:
    """Make a function of the rule language of ``call``, under its own name.

    Its annotations are its types: ``View`` (a figure), ``Amount`` (a sum), ``Decimal``, ``str``,
    ``bool``, ``date`` and ``tuple[View, ...]`` (a list role), or a union of them. It abstains by
    returning ``None`` or by raising :class:`AbstainError`. Its docstring is its manual page.

    Raises :class:`checker.errors.RuleError`.
    """
    place = _place(call)
    name = call.__name__
    if not is_name(name) or name in FUNCTIONS:
        raise _refused(place, f"'{name}' is the name of a built-in function, or no name: {NAME}")
    if not inspect.getdoc(call):
        raise _refused(place, f"the function '{name}' has no docstring, which is its manual page")
    hints = typing.get_type_hints(call)
    parameters = []
    for parameter in inspect.signature(call).parameters.values():
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD:
            raise _refused(place, f"'{name}' takes '{parameter}': write plain parameters")
        optional = parameter.default is not parameter.empty
        kinds = _kinds(hints.get(parameter.name), parameter.name, place)
        parameters.append(Parameter(parameter.name, kinds, optional))
    returns = _kinds(hints.get("return"), "return", place)
    if len(returns) != 1 or not parameters:
        raise _refused(place, f"'{name}' takes at least one argument and returns one type")
    return Function(name, call, next(iter(returns)), tuple(parameters))


def _kinds(hint: Any, name: str, place: Position) -> frozenset[Type]:
    union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    options = typing.get_args(hint) if union else (hint,)
    options = tuple(each for each in options if each is not type(None) or name != "return")
    if unknown := [each for each in options if each not in _TYPES]:
        told = "nothing" if unknown[0] is None else getattr(unknown[0], "__name__", unknown[0])
        known = ", ".join(getattr(each, "__name__", str(each)) for each in _TYPES)
        raise _refused(place, f"'{name}' is annotated with {told}; known: {known}")
    return frozenset(_TYPES[each] for each in options)


def relation(
    *, name: str, roles: Sequence[str], many: Sequence[str] = ()
) -> Callable[[Callable[[tuple[Claim, ...]], Iterable[Alignment]]], Relation]:
    """Make a relation of a function that takes the claims of one story and returns those that
    belong together, as alignments of ``name`` with members in ``roles``; those in ``many`` hold
    lists of claims.

    Raises :class:`checker.errors.RuleError`.
    """

    def made(find: Callable[[tuple[Claim, ...]], Iterable[Alignment]]) -> Relation:
        place = _place(find)
        if name in RELATIONS or not name:
            raise _refused(place, f"the relation '{name}' is a built-in one, or has no name")
        for role in (*roles, *many):
            if not is_name(role) or role in FUNCTIONS or role not in roles:
                raise _refused(place, f"'{role}' is no role: {NAME}, and no function's name")
        if not roles:
            raise _refused(place, f"the relation '{name}' has no roles")
        return Relation(name, tuple(RoleOf(role, role in many) for role in roles), find)

    return made


def _place(function: Callable[..., Any]) -> Position:
    code = getattr(function, "__code__", None)
    if code is None:
        return Position("<python>", 1, 1)
    return Position(code.co_filename, code.co_firstlineno, 1)


def _refused(place: Position, message: str) -> RuleError:
    return RuleError(
        f"{place.path}:{place.line}:{place.column}: {message}",
        (place.path, place.line, place.column),
    )


def _node(value: object, place: Position) -> Node:
    """A plain value as the node that a rule file would have for it."""
    if isinstance(value, Mapping):
        entries = ((_scalar(str(key), place), _node(each, place)) for key, each in value.items())
        return Table(tuple(entries), place.line, place.column)
    if isinstance(value, list | tuple | set | frozenset):
        return Listing(tuple(_node(each, place) for each in value), place.line, place.column)
    if isinstance(value, bool) or value is None:
        return _scalar({True: "true", False: "false", None: "null"}[value], place, None)
    return _scalar(str(value), place)


def _scalar(text: str, place: Position, style: str | None = "'") -> Scalar:
    return Scalar(text, style, place.line, place.column, 0, 0)
