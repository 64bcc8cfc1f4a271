"""Number words that count nothing: "no one", "cloud nine", "zero tolerance".

In: a site. Out: whether the number word belongs to an idiom of ``lexicon/idioms.yml``.
"""

from __future__ import annotations

from checker.figures import cues
from checker.figures.reading import Site
from checker.lexicon import load


def _idioms() -> dict[str, list[tuple[str, str]]]:
    """The idioms by their number word: what must stand before and behind it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for idiom in load("idioms"):
        before, rest = idiom.split("[")
        word, after = rest.split("]")
        found.setdefault(word, []).append((before, after))
    return found


_IDIOMS = _idioms()
# "in one day", "after one day": a length of time
_WITHIN = tuple((word,) for word in cues.words("within"))


def is_idiom(site: Site) -> bool:
    """Whether the number word belongs to an idiom that counts nothing: "cloud nine"."""
    n = site.numeral
    pairs = _IDIOMS.get(site.text[n.start : n.end].lower())
    if pairs is None or (site.after.startswith(" day") and site.words[:1] in _WITHIN):
        return False
    before, after = site.before.lower(), site.after.lower()
    return any(
        before.endswith(left)
        and after.startswith(right)
        and not after[len(right) : len(right) + 1].isalpha()
        and not (left and before[: len(before) - len(left)][-1:].isalpha())
        for left, right in pairs
    )
