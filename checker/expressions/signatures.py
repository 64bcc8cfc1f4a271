"""How a function of the rule language is called: its name, its arguments and their types.

In: what a function takes and gives. Out: a ``Function``, by which expressions are checked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from checker.expressions.names import Type


class Parameter(NamedTuple):
    """One argument: its name and the types that it takes. With ``many`` it takes one or more."""

    name: str
    types: frozenset[Type]
    optional: bool = False
    many: bool = False


class Function(NamedTuple):
    """A function of the rule language. Its manual page is the docstring of ``call``."""

    name: str
    call: Callable[..., Any]
    returns: Type
    parameters: tuple[Parameter, ...]

    @property
    def doc(self) -> str:
        """The manual page: arguments, units, and what it does with open intervals."""
        return self.call.__doc__ or ""

    @property
    def signature(self) -> str:
        """As an author writes it: ``consistent(a, b, tolerance=...)``."""
        names = [
            f"{p.name}=..." if p.optional else f"{p.name}, ..." if p.many else p.name
            for p in self.parameters
        ]
        return f"{self.name}({', '.join(names)})"
