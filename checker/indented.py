"""JSON to be read by people, written fast.

In: plain values. Out: what ``json.dumps(value, indent=2, ensure_ascii=False)`` gives. With an
``indent`` Python's own writer passes each piece through a generator for each level, which for ten
thousand findings takes longer than all else.
"""

from __future__ import annotations

from json import dumps
from json.encoder import encode_basestring
from typing import Any

_STEP = "  "


def indented(value: Any, margin: str = "\n") -> str:
    """``value`` as JSON, each level two blanks further in; ``margin`` begins its last line."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if not isinstance(value, dict | list | tuple) or not value:
        return dumps(value)
    inner = margin + _STEP
    if isinstance(value, dict):
        lines = [
            f"{encode_basestring(name)}: {indented(each, inner)}" for name, each in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    lines = [indented(each, inner) for each in value]
    return f"[{inner}{f',{inner}'.join(lines)}{margin}]"
