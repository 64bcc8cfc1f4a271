"""Names that stand in a sentence and are neither what a figure is about nor where it is.

In: a ``Site`` and a ``Name``. Out: whether the name only says among what something is the greatest,
or where somebody spoke.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.claims.naming import Name
from checker.claims.page import Site

# So many words behind a name and "'s" a superlative stands: "Asia's fourth-largest economy".
_NEAR = 2
# So far behind a verb of saying is where it was said: "told supporters of his party in Telmar".
_TOLD = 5
_PARTING = frozenset({",", ";", ":", "—", "–", "(", ")", "that", '"', "”", "“"})
_IN = frozenset({"in", "of", "on"})
_ARTICLES = frozenset({"the", "all", "whole", "entire"})
_MOST = frozenset({"most", "least", "top", "sole", "only", "record", "worst", "best"})
_PLAIN = frozenset(
    {"latest", "west", "east", "northwest", "southwest", "northeast", "southeast", "midwest"}
    | {"modest", "honest", "earnest", "invest", "suggest", "manifest"}
)


def is_compared(site: Site, name: Name) -> bool:
    """Whether something is only the greatest of a name's: "Africa's busiest port", "the highest in
    Europe". What is measured may be that itself: "Canada's highest temperature"."""
    lower, last = site.page.lower, site.sentence.last
    if name.last < last and lower[name.last] == "'s":
        near = range(name.last + 1, min(last, name.last + 1 + _NEAR))
        return any(is_superlative(lower[at]) and not _is_measured(site, at) for at in near)
    at = name.first - 1
    while at > site.sentence.first and lower[at] in _ARTICLES:
        at -= 1
    return at > site.sentence.first and lower[at] in _IN and is_superlative(lower[at - 1])


def is_where_told(site: Site, name: Name) -> bool:
    """Whether a name is where somebody spoke: "told supporters in Telmar"."""
    lower = site.page.lower
    return any(
        hit.meaning[0] == "said"
        and 0 <= name.first - hit.last <= _TOLD
        and _PARTING.isdisjoint(lower[hit.last : name.first])
        and not site.first < name.first < site.last
        and not hit.last <= site.first < name.first
        for hit in site.sentence.cues
    )


def is_superlative(word: str) -> bool:
    """Whether a word says that nothing has more of it: "largest", "most"."""
    if word in _MOST:
        return True
    return word.endswith("est") and word not in _PLAIN and f"{word}s" not in _plain()


def _is_measured(site: Site, at: int) -> bool:
    """Whether what is measured is what is greatest: its words begin with the superlative or behind
    it."""
    return any(0 <= hit.first - at <= _NEAR for hit in site.sentence.expressions)


@cache
def _plain() -> frozenset[str]:
    return frozenset(lexicon.load("comparing")["no_superlatives"])
