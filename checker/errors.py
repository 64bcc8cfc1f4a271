"""What can go wrong by a user's doing: each error is one clear line that says where and what to do.

In: nothing. Out: the exceptions that ``cli`` turns into a line on standard error and status 2.
"""

from __future__ import annotations

from collections.abc import Iterable


class FigcheckError(Exception):
    """The root of every error that is reported to a user without a traceback."""


class UsageError(FigcheckError):
    """The command was asked for something that it cannot do, such as a path that does not exist."""


class DocumentError(FigcheckError):
    """One input cannot be read; the others still are. The message starts with its path."""


class ConfigError(FigcheckError):
    """A configuration file is wrong. The message starts with ``path:line:column`` where known."""


class RuleError(FigcheckError):
    """A rule file is wrong. The message starts with ``path:line:column``.

    ``place`` is the same as a tuple, for sorting; ``excerpt`` is the offending line of the file.
    """

    def __init__(
        self, message: str, place: tuple[str, int, int] = ("", 0, 0), excerpt: str = ""
    ) -> None:
        super().__init__(message)
        self.place = place
        self.excerpt = excerpt


class LexiconError(FigcheckError):
    """A lexicon file is wrong. The message starts with the file's path."""


class TableError(FigcheckError):
    """A reference table is wrong. The message starts with its path, the row and the column."""


class GazetteerError(FigcheckError):
    """A file of places and borders that cannot be used. The message names it."""


class UnitError(FigcheckError):
    """A unit is unknown, or two units have no conversion between them."""


def suggestion(word: str, known: Iterable[str], limit: int = 12) -> str:
    """The end of a message about an unknown ``word``: the nearest of ``known``, or what there is.

    Returns ``"; did you mean 'when'?"``, or ``"; known: a, b"`` with no more than ``limit`` words
    where nothing is near.
    """
    from difflib import get_close_matches

    words = sorted(set(known))
    near = get_close_matches(word, words, n=1) or [w for w in words if w.lower() == word.lower()]
    if near:
        return f"; did you mean '{near[0]}'?"
    more = ", ..." if len(words) > limit else ""
    return f"; known: {', '.join(words[:limit])}{more}" if words else ""
