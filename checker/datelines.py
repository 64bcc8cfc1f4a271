"""Datelines: where and when a report was written, before its first sentence.

In: a stretch of text. Out: where the dateline at its beginning ends, as in
"BERROW, March 12 (Agency) —". Its day is that of the report, and none that the report tells of.
"""

from __future__ import annotations

from checker.patterns import lazy

# A place in capitals, with a state, a day and an agency or without; a dash ends it. Where nothing
# else tells, the sentence behind has to begin with a capital: "NATO — the alliance — said".
_DATELINE = lazy(
    r"[^\W\d_a-z]{2}(?:[^\W\d_a-z]|['’ .-])*"
    r"(?:(?:,\s[^,;:!?()\n–—]{1,24}){1,3}\s?(?:\([^)\n]{1,40}\)\s?)?(?:[–—]|--?(?=\s))"
    r"|\s?\([^)\n]{1,40}\)\s?(?:[–—]|--?(?=\s))"
    r"|\s?(?:[–—]|--?)(?=\s[\"“‘']?[^\W\d_a-z]))"
)


def end_of_dateline(text: str, start: int, end: int) -> int:
    """Behind the dateline that ``text[start:end]`` begins with, or ``start`` where there is
    none."""
    if not text[start : start + 2].isupper():
        return start
    found = _DATELINE.match(text, start, end)
    return start if found is None else found.end()
