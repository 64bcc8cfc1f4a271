"""Reads the YAML front matter of an article, between two lines of ``---`` at its very top.

In: the decoded text and its name. Out: a ``FrontMatter``: where the body begins, and what the keys
``source``, ``published``, ``story`` and ``sources`` say. ``title`` or ``headline`` and
``standfirst``, ``deck`` or ``description`` are kept as spans of the text; all other keys are
ignored.

Front matter is untrusted: anchors and aliases are refused, so that nothing in it can expand,
nothing is constructed but strings, and it has a greatest length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple, NoReturn

from checker.errors import DocumentError
from checker.model import Span
from checker.patterns import lazy

_LONGEST = 65_536

# As pandoc has it, "---" with a blank line below it is a rule and begins no front matter.
_OPENING = lazy(r"\ufeff?---[ \t]*(?:\r\n?|\n)(?![ \t]*[\r\n])")
_CLOSING = lazy(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE)
_KEY = lazy(r"[\"']?[A-Za-z_][\w-]*[\"']?[ \t]*:(?:\s|\Z)")

# Lines that mean the same to YAML and to this pattern: they are read without loading a YAML parser,
# which takes longer than all else that a short article needs.
_SIMPLE = lazy(
    r"""([A-Za-z_][A-Za-z0-9_-]*):\ +(?:
        "([\w !#$%&'()*+,./:;<=>?@\[\]^`{|}~‘’“”–—…-]*)"
      | '([\w !#$%&()*+,./:;<=>?@\[\]^`{|}~‘’“”–—…-]*)'
      | ([0-9]{4}-[0-9]{2}-[0-9]{2})
      | ([^\W\d_](?:[\w .,()/&+'-]*[\w.,()/&+'-])?)
    )\ *""",
    re.VERBOSE,
)
_WORDS_WITH_MEANING = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})

# What YAML 1.1 calls a timestamp (yaml.org/type/timestamp.html).
_TIMESTAMP = lazy(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?"
)
_ABSOLUTE = lazy(r"[/\\~]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://")


class FrontMatter(NamedTuple):
    """What stands above an article. ``end`` is the offset of its body, 0 without front matter;
    ``title`` and ``deck`` are where their words stand."""

    end: int = 0
    source: str | None = None
    published: date | None = None
    story: str | None = None
    sources: tuple[str, ...] = ()
    title: Span | None = None
    deck: Span | None = None


class _Value(NamedTuple):
    """One value: ``type`` is YAML's name of it ("str", "timestamp", "seq"); ``text`` is a scalar's
    text, ``parts`` a sequence's values, ``at`` its offset in the file."""

    type: str
    at: int
    text: str = ""
    parts: tuple[_Value, ...] = ()


def iso_date(text: str) -> date | None:
    """The day of a date or a time in ISO 8601 or in YAML's notation, as written there, or
    ``None``."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    found = _TIMESTAMP.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def read(text: str, name: str) -> FrontMatter:
    """The front matter at the top of ``text``, the file ``name``.

    Raises :class:`checker.errors.DocumentError`, with ``name:line:column``, where it is broken or
    one of the four keys has a value of the wrong type.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter()
    start = opening.end()
    closing = _CLOSING.search(text, start, start + _LONGEST)
    if closing is None:
        if _KEY.match(text, start):
            _fail(text, name, 0, "has no end; close it with a line of ---")
        return FrontMatter()
    entries = _entries(text, name, start, closing.start())
    return FrontMatter(
        end=closing.end(),
        source=_string(text, name, entries, "source"),
        published=_published(text, name, entries),
        story=_string(text, name, entries, "story"),
        sources=_sources(text, name, entries),
        title=_words(text, entries, ("title", "headline")),
        deck=_words(text, entries, ("standfirst", "deck", "description")),
    )


def _fail(text: str, name: str, at: int, message: str) -> NoReturn:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    raise DocumentError(f"{name}:{line}:{column}: front matter {message}")


def _entries(text: str, name: str, start: int, end: int) -> dict[str, _Value]:
    pairs = _simple(text, start, end)
    if pairs is None:
        pairs = list(_parsed(text, name, start, end))
    entries: dict[str, _Value] = {}
    for key, value in pairs:
        if key in entries:
            _fail(text, name, value.at, f"has the key {key} twice; keep one")
        entries[key] = value
    return entries


def _simple(text: str, start: int, end: int) -> list[tuple[str, _Value]] | None:
    """The pairs where every line is as simple as ``_SIMPLE``, else ``None``."""
    pairs = []
    at = start
    for line in text[start:end].split("\n"):
        found = _SIMPLE.fullmatch(line.removesuffix("\r"))
        if found is None or found.lastindex is None:
            if line.strip("\r"):
                return None
            at += len(line) + 1
            continue
        value = found[found.lastindex]
        if found.lastindex == 5 and value.lower() in _WORDS_WITH_MEANING:
            return None
        kind = "timestamp" if found.lastindex == 4 else "str"
        pairs.append((found[1], _Value(kind, at + found.start(found.lastindex), value)))
        at += len(line) + 1
    return pairs


def _parsed(text: str, name: str, start: int, end: int) -> Iterator[tuple[str, _Value]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    source = text[start:end]
    try:
        for event in yaml.parse(source, Loader=loader):
            if getattr(event, "anchor", None):
                at = start + (event.start_mark.index if event.start_mark else 0)
                _fail(text, name, at, "may not have anchors and aliases; write the value out")
        root = yaml.compose(source, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = start + (mark.index if mark else getattr(error, "position", 0))
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
        _fail(text, name, min(at, end), f"is no valid YAML: {problem}")
    except (RecursionError, UnicodeEncodeError):
        _fail(text, name, start, "is no valid YAML: it is nested too deeply or is no text")
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        _fail(text, name, start, 'is not made of "key: value" lines; leave a blank line below ---')
    for key, node in root.value:
        if isinstance(key, yaml.ScalarNode):
            yield key.value, _value(node, start)


def _value(node: Any, base: int) -> _Value:
    kind = node.tag.rpartition(":")[2]
    at = base + node.start_mark.index
    if kind == "seq" and isinstance(node.value, list):
        return _Value(kind, at, parts=tuple(_value(part, base) for part in node.value))
    if isinstance(node.value, str):
        return _Value(kind, at, node.value)
    return _Value("map", at)


def _text_of(text: str, name: str, value: _Value, key: str) -> str:
    if value.type != "str":
        hint = f'; put it in quotes: "{value.text}"' if _one_line(value.text) else ""
        _fail(text, name, value.at, f"{key} must be text{hint}")
    return value.text


def _one_line(words: str) -> bool:
    return 0 < len(words) <= 80 and words.isprintable() and '"' not in words


def _string(text: str, name: str, entries: dict[str, _Value], key: str) -> str | None:
    value = entries.get(key)
    if value is None or value.type == "null":
        return None
    return _text_of(text, name, value, key).strip() or None


def _published(text: str, name: str, entries: dict[str, _Value]) -> date | None:
    value = entries.get("published")
    if value is None or value.type == "null":
        return None
    found = iso_date(value.text) if value.type in ("str", "timestamp") else None
    if found is None:
        shown = f" {value.text!r}" if _one_line(value.text) else ""
        _fail(text, name, value.at, f"published{shown} is no date; write it like 2025-03-12")
    return found


def _sources(text: str, name: str, entries: dict[str, _Value]) -> tuple[str, ...]:
    value = entries.get("sources")
    if value is None or value.type == "null":
        return ()
    parts = value.parts if value.type == "seq" else (value,)
    return tuple(_path(text, name, part) for part in parts)


def _path(text: str, name: str, value: _Value) -> str:
    path = _text_of(text, name, value, "sources")
    if not path.strip() or "\0" in path or _ABSOLUTE.match(path):
        _fail(
            text,
            name,
            value.at,
            f"sources has {path!r}; name files relative to the article, such as sources/a.md",
        )
    return path


def _words(text: str, entries: dict[str, _Value], keys: Iterable[str]) -> Span | None:
    """Where the first of ``keys`` that has text stands, if it stands there word for word."""
    for key in keys:
        value = entries.get(key)
        if value is None or value.type != "str" or not value.text.strip():
            continue
        words = value.text.strip()
        at = text.find(words, value.at, value.at + len(value.text) + 2)
        return Span(at, at + len(words)) if at >= 0 else None
    return None
