"""A YAML file that a user wrote, as nodes that know where they stand.

In: the text of a YAML file. Out: ``Table``s, ``Listing``s and ``Scalar``s with lines and columns
from 1, and the ``Fault``s of the YAML itself. A plain subset of YAML is read: one document, no
anchors, aliases or tags, no key twice, limited size and depth, so that a file means what it shows.

Built on PyYAML's events instead of its nodes: an alias is seen before it is followed, and one pass
does for everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 256 * 1024
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and at which line and column, from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: its text after YAML's quoting and folding, and where it is written.
    ``style`` is ``None`` for a plain one, or one of ``'``, ``"``, ``|`` and ``>``."""

    text: str
    style: str | None
    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value under ``key``."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Listing | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text, for turning places in its values into lines and columns."""

    path: str
    text: str

    def line_text(self, line: int) -> str:
        """The line with that number, from 1, without its end."""
        lines = self.text.split("\n")
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    def place(self, scalar: Scalar, offset: int) -> tuple[int, int]:
        """The line and column, from 1, at which the code point ``offset`` of a scalar's value is
        written, whatever its quoting, escapes and folding."""
        index = _index_of(self.text, scalar, offset)
        before = self.text[:index]
        return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


_ESCAPES = {"x": 4, "u": 6, "U": 10}


def _index_of(text: str, scalar: Scalar, offset: int) -> int:
    """Where in ``text`` the code point ``offset`` of the scalar's value is written.

    Both are walked together. Quoting and folding change nothing but blanks, doubled quotes and
    escapes, so that every other code point of the value is found in order in the text.
    """
    place, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        place = text.find("\n", place) + 1
    elif scalar.style in ("'", '"'):
        place += 1
    for char in scalar.text[:offset]:
        place = _written_at(text, place, end, char, scalar.style)
        if place >= end:
            return max(end - 1, scalar.start)
        place += _width(text, place, scalar.style)
    if offset < len(scalar.text):
        place = _written_at(text, place, end, scalar.text[offset], scalar.style)
    return min(place, max(end - 1, scalar.start))


def _written_at(text: str, place: int, end: int, char: str, style: str | None) -> int:
    """Where the next code point of a value, ``char``, is written at or after ``place``."""
    while place < end:
        if style == '"' and text[place] == "\\":
            if text[place + 1] not in "\r\n":
                return place
            place += 1
        if text[place] == char or (char.isspace() and text[place].isspace()):
            return place
        if not text[place].isspace():
            return place
        place += 1
    return place


def _width(text: str, place: int, style: str | None) -> int:
    """How many code points the one at ``place`` takes up as written."""
    if style == "'" and text[place] == "'":
        return 2
    if style == '"' and text[place] == "\\":
        return _ESCAPES.get(text[place + 1], 2)
    return 1


class _RefusedError(Exception):
    """Stops the composer at a fault after which nothing else can be trusted."""

    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(mark.line + 1, mark.column + 1, message)


def read(path: Path) -> tuple[Source, Fault | None]:
    """The text of a file, its line ends as one; empty, with the fault, where it is no text.

    Raises ``OSError`` where the file cannot be read.
    """
    name = path.as_posix()
    with path.open("rb") as file:
        raw = file.read(4 * LARGEST + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace").split("\n")
        return Source(name, ""), Fault(len(before), len(before[-1]) + 1, "not UTF-8")
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n")), None


def compose(text: str, kind: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """The root of a YAML file, ``None`` where it cannot be read, and the faults on the way.
    ``kind`` is how they call it: "a rule file"."""
    import yaml

    if len(text) > LARGEST:
        return None, (Fault(1, 1, f"{kind} has at most {LARGEST // 1024} KB"),)
    composer = _Composer(yaml, text, kind)
    try:
        return composer.document(), tuple(composer.faults)
    except _RefusedError as refused:
        return None, (*composer.faults, refused.fault)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, (*composer.faults, Fault(*place, f"no YAML: {error.problem or error.context}"))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        shown = f"U+{error.character:04X}" if isinstance(error.character, int) else "a character"
        return None, (Fault(*place, f"no YAML: {shown} is not allowed in it"),)


class _Composer:
    """Builds nodes from YAML events and collects faults that leave the rest readable."""

    def __init__(self, yaml: Any, text: str, kind: str) -> None:
        self.yaml = yaml
        self.kind = kind
        self.faults: list[Fault] = []
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=loader))

    def document(self) -> Node | None:
        events = self.yaml.events
        root: Node | None = None
        for event in self.events:
            if isinstance(event, events.DocumentStartEvent):
                if root is not None:
                    message = f"{self.kind} is one document: write the second in its own file"
                    raise _RefusedError(event.start_mark, message)
                root = self.node(next(self.events), 1)
        return root

    def node(self, event: Any, depth: int) -> Node:
        events, mark = self.yaml.events, event.start_mark
        if isinstance(event, events.AliasEvent):
            raise _RefusedError(mark, f"'*{event.anchor}': aliases have no place in {self.kind}")
        if event.anchor is not None:
            raise _RefusedError(mark, f"'&{event.anchor}': anchors have no place in {self.kind}")
        if event.tag is not None:
            raise _RefusedError(mark, f"'{event.tag}': tags have no place in {self.kind}")
        if depth > DEEPEST:
            raise _RefusedError(mark, f"nested deeper than {DEEPEST} levels")
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, events.ScalarEvent):
            style = event.style or None
            style = None if style == "" else style
            return Scalar(event.value, style, line, column, mark.index, event.end_mark.index)
        if isinstance(event, events.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), events.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Listing(tuple(items), line, column)
        return self.table(line, column, depth)

    def table(self, line: int, column: int, depth: int) -> Table:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        while not isinstance(event := next(self.events), self.yaml.events.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.faults.append(Fault(key.line, key.column, "a key is a plain word"))
            elif key.text in seen:
                first = seen[key.text].line
                message = f"'{key.text}' stands here a second time, first on line {first}"
                self.faults.append(Fault(key.line, key.column, message))
            else:
                seen[key.text] = key
                entries.append((key, value))
        return Table(tuple(entries), line, column)
