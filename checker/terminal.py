"""Untrusted text made safe, and measured, for a terminal.

In: text of an article, a path, an error. Out: the same text with what a terminal would obey shown
instead, and its width in columns.

An article may hold escape sequences that recolour or rewrite what stands above, and marks that
turn the direction of writing; neither may reach the reader's screen raw.
"""

from __future__ import annotations

import re
from unicodedata import category, combining, east_asian_width

_JOINERS = "\u200c\u200d\u00ad"
_PLAIN = re.compile(r"[ -~]*")


def visible(text: str) -> str:
    """``text`` with every control, direction mark and non-character as an escape: ``\\x1b``."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    code = ord(char)
    kind = category(char)
    obeyed = kind in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in _JOINERS
    if not obeyed and code & 0xFFFE != 0xFFFE:  # the last two of each plane are no characters
        return char
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many columns ``text`` takes: two for each wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if combining(char) or category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
