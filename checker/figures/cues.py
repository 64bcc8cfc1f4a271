"""Words that decide how a number beside them is read, as patterns.

In: the name of a list in ``lexicon/cues.yml``. Out: a pattern that matches any of its words.
"""

from __future__ import annotations

import re
from functools import cache

from checker.lexicon import load


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list, as they stand in the lexicon."""
    return tuple(word.strip().strip('"') for word in load("cues")[name].split(","))


@cache
def pattern(name: str) -> str:
    """The words of a list as an alternation for :mod:`re`, longest first; a blank matches any run
    of white space and ``*`` any ending."""
    ordered = sorted(words(name), key=lambda word: (-len(word), word))
    escaped = (re.escape(word) for word in ordered)
    return "|".join(word.replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in escaped)
