"""Regular expressions that are compiled when a text first needs them.

In: a pattern as :mod:`re` writes it. Out: what is used as a compiled one.

Python takes longer to compile all patterns of this package than to read an article with them, and
half of them meet no article.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")
_NAMES = (*_METHODS, "flags", "groupindex", "groups", "pattern")


class _Pattern:
    """The methods of a compiled pattern, which are there from the first use of one of them."""

    __slots__ = ("_source", *_NAMES)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _NAMES:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for each in _NAMES:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(source, flags)``, put off. Functions of :mod:`re` do not take it in the place of
    a pattern: its own methods do the same."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
