"""Replaces parts of a text by as many blanks, so that all offsets stay true.

In: a string. Out: a string of the same length, line ends in their places.
"""

from __future__ import annotations

import re

from checker.model import Span
from checker.patterns import lazy

_WITHIN_LINE = lazy(r"[^\r\n]+")
# Line ends and control characters that an entity may stand for must not reach the text.
_LINE_SPACES = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")

_LINK = lazy(
    r"(?<!\w)(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’»*_]",
    re.IGNORECASE,
)
# Bounded at both ends, and begun only where a word begins: a long run of letters is read once.
_MAIL = lazy(r"(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
# What marks a footnote in Markdown; pulldown-cmark takes one that is never defined for text.
_FOOTNOTE = lazy(r"\[\^[^\]\[\s]{1,40}\]")
_WORD = lazy(r"[^\W_]")


def blank(text: str) -> str:
    """As many spaces as ``text`` has code points, its line ends kept."""
    if "\n" not in text and "\r" not in text:
        return " " * len(text)
    return _WITHIN_LINE.sub(_spaces, text)


def _spaces(found: re.Match[str]) -> str:
    return " " * (found.end() - found.start())


def blank_references(text: str) -> str:
    """``text`` with web and e-mail addresses and marks of footnotes blanked: no figure in them is
    prose."""
    if "://" in text or "www." in text or "WWW." in text:
        text = _LINK.sub(_spaces, text)
    if "[^" in text:
        text = _FOOTNOTE.sub(_spaces, text)
    return _MAIL.sub(_spaces, text) if "@" in text else text


def fit(decoded: str, length: int) -> str:
    """``decoded``, what an entity of ``length`` code points stands for, in as many code points: at
    the end, after spaces, so that "&pound;3m" keeps its sign beside its number. A space of any
    kind is repeated, so that "5&nbsp;km" keeps nothing but space between number and unit."""
    if decoded.isspace():
        return (" " if decoded[0] in _LINE_SPACES else decoded[0]) * length
    if not decoded.isprintable() or len(decoded) > length:
        return " " * length
    return decoded.rjust(length)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without its blank edges; empty where there is no letter and no digit in it."""
    if not _WORD.search(text, start, end):
        return Span(start, start)
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, end - len(piece) + len(piece.rstrip()))
