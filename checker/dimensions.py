"""What kind of quantity a figure is, and what it counts, in forms that compare.

In: a ``Figure``. Out: the name of its dimension; the head of its noun.
"""

from __future__ import annotations

from functools import cache, lru_cache

from checker import measures, units
from checker.errors import UnitError
from checker.model import Figure, Kind

_DIMENSIONS = {kind: kind.value for kind in Kind} | {
    Kind.COUNT: "count",
    Kind.VAGUE: "count",
    Kind.ORDINAL: "count",
    Kind.PERCENT: "percent",
    Kind.PERCENTAGE_POINT: "percentage_point",
    Kind.MONEY: "money",
    Kind.DURATION: "time",
    Kind.AGE: "age",
    Kind.TIME: "clock",
    Kind.RATIO: "ratio",
    Kind.MULTIPLE: "multiple",
    Kind.SCALE: "scale",
}


@cache
def _of_unit(name: str) -> str:
    try:
        return units.unit(name).dimension
    except UnitError:
        return name


def dimension(figure: Figure) -> str:
    """What kind of quantity a figure is: ``count``, ``money``, ``length`` and so on."""
    if figure.quantity is not None and figure.kind is Kind.MEASURE and figure.quantity.unit:
        return _of_unit(figure.quantity.unit)
    return _DIMENSIONS[figure.kind]


@lru_cache(maxsize=1 << 14)
def head(noun: str) -> str:
    """The last word of a counted noun as a plural, in lower case."""
    word = noun.lower().split()[-1].rpartition("-")[2]
    return word if word != measures.singular(word) else measures.plural(word)
