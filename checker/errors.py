"""What can go wrong by a user's doing: each error is one clear line that says where and what to do.

In: nothing. Out: the exceptions that ``cli`` turns into a line on standard error and status 2.
"""

from __future__ import annotations


class FigcheckError(Exception):
    """The root of every error that is reported to a user without a traceback."""


class UsageError(FigcheckError):
    """The command was asked for something that it cannot do, such as a path that does not exist."""


class DocumentError(FigcheckError):
    """One input cannot be read; the others still are. The message starts with its path."""


class ConfigError(FigcheckError):
    """A configuration file is wrong. The message starts with ``path:line:column`` where known."""


class RuleError(FigcheckError):
    """A rule file is wrong. The message starts with ``path:line:column``."""


class LexiconError(FigcheckError):
    """A lexicon file is wrong. The message starts with the file's path."""


class UnitError(FigcheckError):
    """A unit is unknown, or two units have no conversion between them."""
