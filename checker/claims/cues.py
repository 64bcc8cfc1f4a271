"""Which words of a sentence reach a figure, so that they say something of it.

In: a ``Site`` and a ``Hit`` of a facet's lexicon. Out: whether the words count for the figure. A
word set ``before`` or ``after`` has to stand close to the figure, one ``ahead`` anywhere before it
in its clause, one of the ``clause`` anywhere in it.
"""

from __future__ import annotations

from checker.claims.page import Cue, Site
from checker.lexicon.phrases import Hit
from checker.model import Kind

CLOSE = 2
# A poll speaks for its whole sentence: "Exit poll: Blues 48, Greens 15".
POLL = "poll"
_POLLED = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO})
_PARTING = frozenset({".", ",", ";", ":", "(", ")", "—", "–", "of"})
SKIP = frozenset(
    {"the", "a", "an", "its", "their", "some", "about", "around", "nearly", "more", "than"}
)
_SUBORDINATE = frozenset(
    {"that", "than", "after", "before", "when", "which", "who", "because", "since", "while"}
    | {"until", "till", "where", "whose", "though", "although", "whereas", "unless"}
)
_JOINS = frozenset({"and", "but", "or", "so", "yet"})
# With one of these another clause has its subject.
_SUBJECTS = frozenset({"there", "he", "she", "it", "they", "we", "i", "you", "one", "this"})
# Behind a figure these say what a later clause depends on, and nothing of the figure.
_QUESTIONS = frozenset({"whether", "unless"})
_LAST = 3


def reaching(site: Site, name: str) -> list[Hit[Cue]]:
    """The cues of one lexicon that reach the figure."""
    return [hit for hit in site.sentence.cues if hit.meaning[0] == name and reaches(site, hit)]


def reaches(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a cue stands where it counts."""
    position = hit.meaning[2]
    if hit.meaning[1] == POLL:
        return site.figure.kind in _POLLED or " " in site.text(hit.first, hit.last)
    if position in {"clause", "ahead"}:
        inside = hit.first < site.last and site.first < hit.last
        if inside or not (site.left <= hit.first and hit.last <= site.right):
            return False
        return not _is_of_other(site, hit) and (position == "clause" or hit.last <= site.first)
    lower = site.page.lower
    if position == "before" and site.first <= hit.first and hit.last <= site.last:
        return lower[hit.last] != "than"  # "more than 60" are no others
    if position == "before":
        words = lower[hit.last : site.first]
        return (
            hit.last <= site.last
            and hit.first < site.first
            and not ([word for word in words if word not in SKIP])
        )
    first = behind_noun(site)
    close = 0 if hit.meaning[0] == "statistics" else CLOSE
    return (
        site.last <= hit.first <= first + close
        and hit.last > site.last
        and _PARTING.isdisjoint(lower[first : hit.first])
    )


def behind_noun(site: Site) -> int:
    """The word behind the figure and the noun that it counts."""
    span = site.figure.noun_span
    if span is None or span.start < site.figure.span.start:
        return site.last
    return max(site.last, site.page.word_at(span.end))


def _is_of_other(site: Site, hit: Hit[Cue]) -> bool:
    """Whether the words lead up to another figure: "some 640 of them have an average of 1,500"."""
    at, last = hit.last, min(site.sentence.last, hit.last + _LAST)
    while at < last and (site.page.lower[at] in SKIP or site.page.lower[at] == "of"):
        at += 1
    start = site.page.starts[at] if at < site.sentence.last else -1
    return any(
        other is not site.figure and other.quantity is not None and other.span.start == start
        for other in site.sentence.figures
    )


def is_apart(site: Site, hit: Hit[Cue]) -> bool:
    """Whether another clause begins between the cue and the figure: "may regret it after the bank
    cut to 12%", "hit 14, more than it had forecast", "had 40 cars, and people wanted to know"."""
    if hit.meaning[1] == POLL or hit.meaning[2] in {"before", "ahead"}:
        return False
    lower = site.page.lower
    behind = hit.first >= site.last
    if behind and lower[hit.first] in _QUESTIONS:
        return True
    low, high = (site.last, hit.first) if behind else (hit.last, site.first)
    # "It is expected that 40 will come."
    low += low < high and not behind and lower[low] == "that"
    conditional = hit.meaning[1] == "hypothetical"
    for at in range(low, high):
        if lower[at] in _SUBORDINATE:
            return True
        if lower[at] == "," and lower[at + 1] in _SUBJECTS and not conditional:
            return True
        if _joins(lower, at) and (behind or not conditional):
            return True
    return False


def _joins(lower: list[str], at: int) -> bool:
    """Whether a word joins another clause: ", and people wanted", "and they wanted"; not so in "it
    may close two shops, and to pay for that sell 40"."""
    following = lower[at + 1]
    if lower[at] not in _JOINS or following == "to":
        return False
    return following in _SUBJECTS or lower[at - 1] == ","
