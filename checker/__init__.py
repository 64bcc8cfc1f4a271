"""The public interface of figcheck: find the figures in articles, and those that contradict.

In: a name of ``__all__``. Out: the function or type of that name, imported when it is first asked
for, so that ``import checker`` costs next to nothing.

* :func:`document`: a text as a document; :func:`figures`: its figures;
* :func:`claims`, :func:`check`: the claims, and the findings, of files, folders or documents;
* :func:`table`: what each source says of each quantity, side by side;
* :func:`compare`: whether two claims speak of the same thing, and on what grounds;
* :func:`to_pandas`: figures, claims or findings as a table;
* :func:`rule`, :func:`function`, :func:`relation`: decorators for rules in Python, which see claims
  as :class:`View`; :func:`use_lexicon`: a desk's own words; :func:`reference_table`: what it knows;
  :func:`use_gazetteer`: its own map;
* the nouns (:class:`Figure`, :class:`Finding`, ...) and the errors (:class:`FigcheckError`, ...).
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from checker.version import __version__

if TYPE_CHECKING:
    from checker.api import (
        check,
        claims,
        compare,
        document,
        figures,
        reference_table,
        table,
        use_gazetteer,
        use_lexicon,
    )
    from checker.errors import (
        ConfigError,
        DocumentError,
        FigcheckError,
        GazetteerError,
        LexiconError,
        RuleError,
        TableError,
        UnitError,
        UsageError,
    )
    from checker.expressions import AbstainError, Amount, View, known
    from checker.model import (
        Alignment,
        Attribution,
        Claim,
        Comparison,
        Document,
        Figure,
        Finding,
        Interval,
        Kind,
        Member,
        Mention,
        Modifier,
        Period,
        Quantity,
        Rule,
        Severity,
        Span,
    )
    from checker.notebook import Findings
    from checker.ruleset.python import function, relation, rule
    from checker.tables import to_pandas

__all__ = [
    "AbstainError",
    "Alignment",
    "Amount",
    "Attribution",
    "Claim",
    "Comparison",
    "ConfigError",
    "Document",
    "DocumentError",
    "FigcheckError",
    "Figure",
    "Finding",
    "Findings",
    "GazetteerError",
    "Interval",
    "Kind",
    "LexiconError",
    "Member",
    "Mention",
    "Modifier",
    "Period",
    "Quantity",
    "Rule",
    "RuleError",
    "Severity",
    "Span",
    "TableError",
    "UnitError",
    "UsageError",
    "View",
    "__version__",
    "check",
    "claims",
    "compare",
    "document",
    "figures",
    "function",
    "known",
    "reference_table",
    "relation",
    "rule",
    "table",
    "to_pandas",
    "use_gazetteer",
    "use_lexicon",
]

_HOMES = {
    "checker.api": (
        "check",
        "claims",
        "compare",
        "document",
        "figures",
        "reference_table",
        "table",
        "use_gazetteer",
        "use_lexicon",
    ),
    "checker.errors": (
        "ConfigError",
        "DocumentError",
        "FigcheckError",
        "GazetteerError",
        "LexiconError",
        "RuleError",
        "TableError",
        "UnitError",
        "UsageError",
    ),
    "checker.expressions": ("AbstainError", "Amount", "View", "known"),
    "checker.model": (
        "Alignment",
        "Attribution",
        "Claim",
        "Comparison",
        "Document",
        "Figure",
        "Finding",
        "Interval",
        "Kind",
        "Member",
        "Mention",
        "Modifier",
        "Period",
        "Quantity",
        "Rule",
        "Severity",
        "Span",
    ),
    "checker.notebook": ("Findings",),
    "checker.ruleset.python": ("function", "relation", "rule"),
    "checker.tables": ("to_pandas",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    """This package's own type. Two of its verbs, ``figures`` and ``claims``, are also names of its
    folders; importing the folder must not hide the verb, as Python would have it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
