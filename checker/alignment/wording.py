"""Cues: phrases of a lexicon as patterns that are matched in the text beside a figure.

In: the name of a lexicon and a list in it. Out: a compiled pattern of all its phrases, longest
first, in which a blank stands for any run of white space.
"""

from __future__ import annotations

import re
from functools import cache

from checker import lexicon

BLANK = r"[\s\u00a0]+"


def phrase(text: str) -> str:
    """A phrase as a pattern, with word edges where it begins or ends in a letter."""
    words = BLANK.join(re.escape(word) for word in text.split())
    left = r"(?<![^\W_])" if text[:1].isalnum() else ""
    right = r"(?![^\W_])" if text[-1:].isalnum() else ""
    return f"{left}{words}{right}"


@cache
def alternatives(name: str, *keys: str) -> str:
    """The phrases under ``keys`` of the lexicon ``name`` as one pattern without groups."""
    found = lexicon.load(name)
    listed: set[str] = set()
    for key in keys:
        value = found
        for step in key.split("."):
            value = value[step]
        listed.update(str(each) for each in value)
    return f"(?:{'|'.join(phrase(each) for each in sorted(listed, key=lambda p: (-len(p), p)))})"


@cache
def cue(name: str, *keys: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases."""
    return re.compile(alternatives(name, *keys), re.IGNORECASE)


@cache
def frame(name: str, template: str) -> re.Pattern[str]:
    """A pattern written with lists of the lexicon in braces: ``"{links}? {nouns}$"``. A blank
    stands for any run of white space."""
    made = re.sub(r"\{([a-z_.]+)\}", lambda found: alternatives(name, found[1]), template)
    return re.compile(made.replace(" ", BLANK), re.IGNORECASE)
