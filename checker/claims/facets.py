"""The facets that single words near the figure decide: scope, statistic, modality, movement.

In: a ``Site``. Out: ``Slot``s, a ``Modality``, an ``Aspect``. A word set ``before`` or ``after``
has to stand close to the figure, one of the ``clause`` anywhere in its clause.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon
from checker.claims import partitive
from checker.claims.page import Cue, Site
from checker.dimensions import dimension
from checker.lexicon.phrases import Hit
from checker.model import Aspect, Form, Kind, Modality, Slot

_CLOSE = 2
# A poll speaks for its whole sentence: "Exit poll: Blues 48, Greens 15".
_POLL = "poll"
_POLLED = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO})
_PARTING = frozenset({".", ",", ";", ":", "(", ")", "—", "–", "of"})
# Behind these a time before is what a change is measured from: "2% more than a year earlier".
_BASES = frozenset({"than", "from", "on", "above", "below", "over", "against", "with", "since"})
_BASE_REACH = 4
_MOVING = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MONEY})
_SUBORDINATE = frozenset(
    {"that", "than", "after", "before", "when", "which", "who", "because", "since", "while"}
)
_COUNTED = frozenset({Kind.COUNT, Kind.VAGUE, Kind.PERCENT, Kind.RATIO})
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_THOSE = frozenset({"those", "these"})
_DEFINITE = frozenset({"the", "those", "these", "its", "their"})
_WITHIN = 5
_SKIP = frozenset(
    {"the", "a", "an", "its", "their", "some", "about", "around", "nearly", "more", "than"}
)


def _near(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a cue stands where it counts."""
    position = hit.meaning[2]
    if hit.meaning[1] == _POLL:
        return site.figure.kind in _POLLED or " " in site.text(hit.first, hit.last)
    if position == "clause":
        inside = hit.first < site.last and site.first < hit.last
        return site.left <= hit.first and hit.last <= site.right and not inside
    lower = site.page.lower
    if position == "before" and site.first <= hit.first and hit.last <= site.last:
        return lower[hit.last] != "than"  # "more than 60" are no others
    if position == "before":
        words = lower[hit.last : site.first]
        return (
            hit.last <= site.last
            and hit.first < site.first
            and not ([word for word in words if word not in _SKIP])
        )
    first = site.last
    span = site.figure.noun_span
    if span is not None and span.start >= site.figure.span.start:
        first = max(first, site.page.word_at(span.end))
    close = 0 if hit.meaning[0] == "statistics" else _CLOSE
    return (
        site.last <= hit.first <= first + close
        and hit.last > site.last
        and _PARTING.isdisjoint(lower[first : hit.first])
    )


def _found(site: Site, name: str) -> list[Hit[Cue]]:
    return [hit for hit in site.sentence.cues if hit.meaning[0] == name and _near(site, hit)]


def _nearest(site: Site, found: list[Hit[Cue]]) -> Slot | None:
    if not found:
        return None
    hit = min(found, key=lambda hit: (hit.meaning[2] == "clause", site.gap(hit), hit.first))
    return Slot(hit.meaning[1], site.text(hit.first, hit.last), site.span(hit.first, hit.last))


def scope(site: Site) -> Slot | None:
    """The limit of the count: part, new, remaining, so-far, total and the like."""
    found = [
        hit for hit in _found(site, "scope") if not (_is_base(site, hit) or _is_share(site, hit))
    ]
    return _nearest(site, found)


def _is_base(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a time before is only what the figure is compared with."""
    if hit.meaning[1] != "earlier" or hit.first < site.last:
        return False
    return not _BASES.isdisjoint(
        site.page.lower[max(site.last, hit.first - _BASE_REACH) : hit.first]
    )


def _is_share(site: Site, hit: Hit[Cue]) -> bool:
    """Whether words for a part only go with a share: "accounted for 59% of output"."""
    return (
        hit.meaning[1:] == ("part", "clause")
        and site.figure.kind in _SHARES
        and hit.last <= site.first
    )


def known(site: Site, measure: Slot | None) -> Slot | None:
    """A count that was told before: "one of the two injured", "the 12 dead". What a rank or a kind
    has before its noun, "the first 12", is none."""
    at = site.first - 1
    if measure is None or site.figure.kind is not Kind.COUNT or at < site.sentence.first:
        return None
    if site.page.lower[at] not in _DEFINITE:
        return None
    return Slot("of-them", site.text(at, site.first), site.span(at, site.first))


def of_those(site: Site, measure: Slot | None) -> Slot | None:
    """Part of what is measured, where the measure itself is told in the words behind "of": "15 of
    those hurt had burns", "11 of the derailed cars". Not so "seven of the nine cars derailed"."""
    page = site.page
    of = partitive.whole(site)
    if measure is not None and of is not None:
        first, last = page.word_at(measure.span.start), page.word_at(measure.span.end)
        if partitive.tells_whole(site, of, first, last):
            return Slot("part", measure.surface, measure.span)
    span = site.figure.noun_span
    at = site.last if span is None else max(site.last, page.word_at(span.end))
    last = site.sentence.last
    if measure is None or site.figure.kind not in _COUNTED or at + 1 >= last:
        return None
    if page.lower[at] != "of" or page.lower[at + 1] not in _DEFINITE:
        return None
    noun_between = at > site.last or site.figure.kind in _SHARES
    if noun_between and page.lower[at + 1] not in _THOSE:
        return None
    first = page.word_at(measure.span.start)
    if not at < first <= at + _WITHIN or any(word in ".,;:" for word in page.lower[at:first]):
        return None
    if any(
        page.starts[at] < other.span.start < measure.span.start for other in site.sentence.figures
    ):
        return None
    verb = first > at + 2 and page.lower[at + 1] != "those"
    if verb and not _goes_on(site, page.word_at(measure.span.end)):
        return None
    return Slot("part", site.text(at, at + 2), site.span(at, at + 2))


def _goes_on(site: Site, at: int) -> bool:
    """Whether a noun or a place follows, so that what stands before it modified it."""
    return at < site.sentence.last and site.page.lower[at] not in {
        ".",
        ",",
        ";",
        "in",
        "on",
        "at",
        "by",
        "when",
    }


def statistic(site: Site) -> Slot | None:
    """Which figure of many it is: mean, rate, peak and the like."""
    return _nearest(site, _found(site, "statistics"))


def modality(site: Site) -> Modality:
    """How far the clause says that it is so."""
    found = [
        hit
        for hit in _found(site, "modality")
        if not _is_apart(site, hit) and not _is_counted(site, hit)
    ]
    if not found:
        return Modality.ASSERTED
    hit = min(found, key=lambda hit: (hit.meaning[2] == "clause", site.gap(hit), hit.first))
    return Modality(hit.meaning[1])


def _is_counted(site: Site, hit: Hit[Cue]) -> bool:
    """Whether the word is what is counted: "28 goals", "64 targets"."""
    span = site.figure.noun_span
    return span is not None and span == site.span(hit.first, hit.last)


def _is_apart(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a word that begins another clause stands between the cue and the figure: "may regret
    it after the bank cut to 12%", "hit 14, more than it had forecast"."""
    if hit.meaning[1] == _POLL:
        return False
    if hit.first >= site.last:
        low, high = site.last, hit.first
    elif hit.last <= site.first:
        low, high = hit.last, site.first
    else:
        return False
    return hit.meaning[2] == "clause" and not _SUBORDINATE.isdisjoint(site.page.lower[low:high])


def aspect(site: Site) -> Aspect:
    """Whether it is a level, the level before a movement, or the size of one."""
    if site.figure.form is Form.CHANGE:
        return Aspect.LEVEL
    touching = [
        hit for hit in site.sentence.cues if hit.meaning[0] == "movement" and _touches(site, hit)
    ]
    found = {hit.meaning[1] for hit in touching}
    if any(_changes(site, hit) for hit in touching):
        return Aspect.CHANGE
    if "old" in found and (_has_rival(site) or _moved_from(site)):
        return Aspect.OLD
    return Aspect.LEVEL


def _changes(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a word of movement makes the figure the size of one. "By" needs a verb that moves:
    "fell by 12", not "hit by 12"; words that also mean a thing ("surge") need a share or money."""
    value, position = hit.meaning[1:]
    if value == "moved" or (value == "change" and position == "after"):
        return site.figure.kind in _MOVING
    return value == "change" and (hit.last - hit.first > 1 or site.figure.direction is not None)


def _touches(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a word of movement stands straight before or behind the figure."""
    if hit.meaning[2] == "before":
        words = site.page.lower[hit.last : site.first]
        return (
            hit.first < site.first
            and hit.last <= site.last
            and not [w for w in words if w not in _SKIP]
        )
    first = site.last
    span = site.figure.noun_span
    if span is not None and span.start >= site.figure.span.start:
        first = max(first, site.page.word_at(span.end))
    return hit.first in {site.last, first}


def _moved_from(site: Site) -> bool:
    """Whether it is the level that a movement began at: "slowed from 9.8%"."""
    lower, at = site.page.lower, site.first - 1
    while at > site.sentence.first and lower[at] in _SKIP:
        at -= 1
    return at > site.sentence.first and lower[at] == "from" and lower[at - 1] in _movements()


@cache
def _movements() -> frozenset[str]:
    table = lexicon.load("movements")
    return frozenset(
        (*table["moving_up"], *table["moving_down"], *lexicon.load("comparing")["slowing"])
    )


def _has_rival(site: Site) -> bool:
    kind = dimension(site.figure)
    return any(
        other is not site.figure and other.quantity is not None and dimension(other) == kind
        for other in site.sentence.figures
    )
