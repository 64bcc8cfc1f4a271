"""The nouns as plain values that JSON can hold, and back.

In: a value of ``model`` and its type. Out: lists, texts and numbers; or the value again, equal to
the first.

A dataclass is the list of its fields in their order. A decimal and a date are tagged, since a field
may hold either a number or a text. The ``Document`` of a claim is not written: it is handed in
again.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from checker.model import Document

_Maker = Callable[[Any, Document | None], Any]


def plain(value: object) -> Any:
    """``value`` as JSON can hold it."""
    made: Any
    if value is None or isinstance(value, Document):
        made = None
    elif isinstance(value, bool | int):
        made = value
    elif isinstance(value, str):
        made = str(value)
    elif isinstance(value, Decimal):
        made = {"n": str(value)}
    elif isinstance(value, date):
        made = {"d": value.isoformat()}
    elif isinstance(value, tuple):
        made = [plain(each) for each in value]
    elif isinstance(value, frozenset):
        made = sorted(map(plain, value))
    elif dataclasses.is_dataclass(value):
        kind: Any = type(value)
        made = [plain(getattr(value, name)) for name in _names(kind)]
    else:
        raise TypeError(f"no record of a {type(value).__name__}")
    return made


def restored(kind: Any, written: Any, document: Document | None = None) -> Any:
    """The value of type ``kind`` that :func:`plain` wrote; ``document`` is the one of its claims.

    Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what was not written by it.
    """
    make: _Maker = _maker(kind)
    return make(written, document)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _maker(kind: Any) -> _Maker:
    """What makes a value of a type as annotations name it."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        others = [each for each in typing.get_args(kind) if each not in _PLAIN]
        return _maker(others[0]) if others else _maker(None)
    if origin in (tuple, frozenset):
        return _several(origin, typing.get_args(kind))
    if kind is Document:
        return lambda _, document: document
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda written, _: None if written is None else kind(written)
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        return _fields(kind)
    return lambda written, _: _tagged(written) if isinstance(written, dict) else written


_NEVER_WRITTEN = {"Callable": Callable, "Relation": object}
"""Types that only annotations name: a rule that has such a value has no record."""

_SAME = (type(None), str, bool, int)
_PLAIN = (*_SAME, Decimal, date)
"""Types of which several may be the type of one field."""


def _several(whole: Any, kinds: tuple[Any, ...]) -> _Maker:
    if whole is frozenset:
        return lambda written, _: None if written is None else frozenset(written)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        one = _maker(kinds[0])
        return lambda written, document: tuple(one(each, document) for each in written)
    makers = [_maker(kind) for kind in kinds]
    return lambda written, document: tuple(
        make(each, document) for make, each in zip(makers, written, strict=True)
    )


def _fields(kind: Any) -> _Maker:
    hints = typing.get_type_hints(kind, localns=_NEVER_WRITTEN)
    names = kind._fields if hasattr(kind, "_fields") else _names(kind)
    # Most fields are texts and numbers, which are what was written.
    makers = [
        (place, _maker(hints[name]))
        for place, name in enumerate(names)
        if not _is_as_written(hints[name])
    ]
    count = len(names)

    def make(written: Any, document: Document | None) -> Any:
        if written is None:
            return None
        if len(written) != count:
            raise ValueError(f"{len(written)} fields of a {kind.__name__}, which has {count}")
        values = list(written)
        for place, maker in makers:
            values[place] = maker(values[place], document)
        return kind(*values)

    return make


def _is_as_written(kind: Any) -> bool:
    """Whether JSON has values of a type as they are."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return all(each in _SAME for each in typing.get_args(kind))
    return kind in _SAME


def _tagged(written: Any) -> Any:
    ((tag, text),) = written.items()
    return Decimal(text) if tag == "n" else date.fromisoformat(text)
