"""Messages with figures in them: ``{a}``, ``{a.source}``, ``{convert(a, 'mile')}``.

In: a template and the names it may see. Out: its faults when a rule is loaded, its text when the
rule fires. Braces hold the same checked expressions as ``when``; ``{{`` and ``}}`` stand for
braces. An unknown value is put into words ("an unnamed source"), and never stops a message.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from checker.expressions.amounts import number_text
from checker.expressions.check import Fault, Scope, check
from checker.expressions.evaluate import compiled, evaluate
from checker.expressions.names import SLOTS, AbstainError, Amount, View, source_name

LONGEST = 4000


class Piece(NamedTuple):
    """An expression between braces and its offset into the template."""

    source: str
    offset: int


@lru_cache(maxsize=1024)
def pieces(template: str) -> tuple[str | Piece | Fault, ...]:
    """A template in its parts: literal text, expressions, and faults where braces do not pair."""
    found: list[str | Piece | Fault] = []
    place = 0
    while place < len(template):
        brace = min((p for p in (template.find(b, place) for b in "{}") if p >= 0), default=-1)
        if brace < 0:
            found.append(template[place:])
            break
        found.append(template[place:brace])
        if template[brace : brace + 2] in {"{{", "}}"}:
            found.append(template[brace])
            place = brace + 2
        elif template[brace] == "}":
            found.append(Fault(brace, "'}' closes nothing: write '}}' for a brace"))
            place = brace + 1
        else:
            end = _closing(template, brace + 1)
            if end < 0:
                found.append(Fault(brace, "'{' is never closed: write '{{' for a brace"))
                break
            found.append(Piece(template[brace + 1 : end], brace + 1))
            place = end + 1
    return tuple(part for part in found if part)


def _closing(template: str, place: int) -> int:
    quote = ""
    for index in range(place, len(template)):
        char = template[index]
        if char in "'\"" and quote in {"", char}:
            quote = "" if quote else char
        elif char == "}" and not quote:
            return index
    return -1


def check_template(template: str, scope: Scope) -> tuple[Fault, ...]:
    """The faults of a template, with offsets into it."""
    if len(template) > LONGEST:
        return (Fault(0, f"a message has at most {LONGEST} characters, this one {len(template)}"),)
    faults: list[Fault] = []
    for part in pieces(template):
        if isinstance(part, Fault):
            faults.append(part)
        elif isinstance(part, Piece):
            checked = check(part.source, scope)
            faults += [Fault(part.offset + f.offset, f.message) for f in checked.faults]
    return tuple(faults)


def fill(
    template: str,
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> str:
    """The text of a checked template, on one line; ``functions`` as for ``evaluate``."""
    words = [
        part if isinstance(part, str) else _spoken(part.source, names, functions)
        for part in pieces(template)
        if not isinstance(part, Fault)
    ]
    return " ".join("".join(words).split())


def _spoken(
    source: str, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None
) -> str:
    tree = compiled(source)
    try:
        value = evaluate(source, names, functions)
        if isinstance(tree, ast.Attribute) and tree.attr in SLOTS and value is None:
            if tree.attr == "source":
                view = evaluate(ast.unparse(tree.value), names, functions)
                return source_name(view.claim)
            return SLOTS[tree.attr].missing
    except AbstainError:
        return "unknown"
    return spoken(value)


def spoken(value: Any) -> str:
    """How a message puts a value: a figure as written and with what it counts, a number with
    sensible digits."""
    text = str(value)
    match value:
        case None:
            text = "unknown"
        case bool():
            text = "yes" if value else "no"
        case View():
            text = str(value)
        case Amount():
            text = " ".join(filter(None, [number_text(value.value), value.unit]))
        case Decimal() | int():
            text = number_text(Decimal(value))
        case tuple():
            text = _listed([spoken(one) for one in value])
        case date():
            text = f"{value.day} {value:%B %Y}"
    return text


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "none"
