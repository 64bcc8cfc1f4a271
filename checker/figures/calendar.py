"""Names of months and weekdays, for the patterns that read dates and times.

In: a word. Out: its number. The words stand in ``lexicon/calendar.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.lexicon import load

_LEXICON = load("calendar")
MONTHS: dict[str, int] = _LEXICON["months"]
WEEKDAYS: dict[str, int] = _LEXICON["weekdays"]
YEAR_CUES: frozenset[str] = frozenset(_LEXICON["year_cues"])
ZONES: frozenset[str] = frozenset(_LEXICON["zones"])


def _names(names: dict[str, int]) -> str:
    """A pattern for the names as they are written: capitalised, or all in capitals. A full stop
    belongs to those that are short for another: "Sept. 3", but "on 3 March."."""
    short = {name for name in names if _is_short(name, names)}
    full = _written(names.keys() - short)
    return rf"(?:(?:{full}){_END}|(?:{_written(short)}){_END}\.?)"


_END = r"(?![^\W\d_])"


def _written(names: Iterable[str]) -> str:
    return "|".join(sorted(form for n in names for form in (n.capitalize(), n.upper())))


def _is_short(name: str, names: dict[str, int]) -> bool:
    return any(
        longer != name and longer.startswith(name) and names[longer] == names[name]
        for longer in names
    )


MONTH = _names(MONTHS)
WEEKDAY = _names(WEEKDAYS)


def month(name: str) -> int:
    """The number of a month from its name or abbreviation, 1 to 12."""
    return MONTHS[name.rstrip(".").lower()]


def weekday(name: str) -> int:
    """The number of a weekday from its name or abbreviation, 0 for Monday."""
    return WEEKDAYS[name.rstrip(".").lower()]
