"""On which line each key of a TOML file stands: TOML's reader does not keep that.

In: the text of a file that is valid TOML. Out: the lines of its keys.
"""

from __future__ import annotations

from collections import defaultdict

from checker.patterns import lazy

Keys = tuple[str, ...]

_KEY = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEAD = lazy(rf"\s*(\[\[?)\s*({_KEYS})\s*\]")
_ENTRY = lazy(rf"\s*({_KEYS})\s*=")


class Places:
    """The lines of the keys of one file, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Keys, int] = {}
        self._heads: dict[Keys, list[int]] = defaultdict(list)
        table: Keys = ()
        for number, line in enumerate(text.split("\n"), 1):
            if head := _HEAD.match(line):
                table = _split(head[2])
                self._note(table, number)
                if head[1] == "[[":
                    self._heads[table].append(number)
            elif entry := _ENTRY.match(line):
                self._note((*table, *_split(entry[1])), number)

    def line(self, *keys: str) -> int | None:
        """The line where the key is first spoken of, or else the line of what it stands in: an
        inline table has only one."""
        for count in range(len(keys), 0, -1):
            if keys[:count] in self._lines:
                return self._lines[keys[:count]]
        return None

    def head(self, number: int, *keys: str) -> int | None:
        """The line of the head of so many a table, from 0, of an array of tables."""
        heads = self._heads[keys]
        return heads[number] if number < len(heads) else self.line(*keys)

    def _note(self, keys: Keys, number: int) -> None:
        for count in range(1, len(keys) + 1):
            self._lines.setdefault(keys[:count], number)


def _split(written: str) -> Keys:
    """The parts of a dotted key, without their quotation marks; none of what is no key."""
    import tomllib

    try:
        table = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    keys = []
    while isinstance(table, dict):
        ((key, table),) = table.items()
        keys.append(key)
    return tuple(keys)
