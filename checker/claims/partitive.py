"""A part and its whole: "seven of the train's nine coaches", "15 of the 40 people killed".

In: a ``Site``. Out: the figure of the whole, or of the part, in the same sentence; ``None`` where
there is none. What a verb says of the part it does not say of the whole.
"""

from __future__ import annotations

from checker.claims.page import Site
from checker.model import Figure, Kind

_REACH = 5
_KINDS = frozenset({Kind.COUNT, Kind.VAGUE})
_ENDS = frozenset({".", ",", ";", ":", "(", ")", "—", "–", "and", "in", "on", "at", "by", "when"})
# One of these behind what tells of a noun is the verb of its sentence.
VERBS = frozenset({"was", "were", "is", "are", "had", "have", "has", "died", "remain", "remained"})


def whole(site: Site) -> Figure | None:
    """The figure of which this one counts a part."""
    return _next(site, site.figure)


def part(site: Site) -> Figure | None:
    """The figure that counts a part of this one."""
    if "of" not in site.page.lower[max(site.sentence.first, site.first - _REACH) : site.first]:
        return None
    for other in site.sentence.figures:
        if other.span.end <= site.figure.span.start and _next(site, other) is site.figure:
            return other
    return None


def _next(site: Site, figure: Figure) -> Figure | None:
    page, last = site.page, site.sentence.last
    if figure.kind not in _KINDS:
        return None
    at = page.word_at(figure.span.end)
    if at >= last or page.lower[at] != "of":
        return None
    for other in site.sentence.figures:
        start = page.word_at(other.span.start)
        if at < start <= at + _REACH and other.kind in _KINDS:
            return other if _ENDS.isdisjoint(page.lower[at + 1 : start]) else None
    return None


def names_whole(site: Site, of: Figure, first: int) -> bool:
    """Whether a word is among those that name the whole: "the 40 hostages"."""
    end = of.span.end if of.noun_span is None else max(of.span.end, of.noun_span.end)
    return site.page.word_at(of.span.end) <= first < site.page.word_at(end)


def tells_whole(site: Site, of: Figure, first: int, last: int) -> bool:
    """Whether the words ``first`` to ``last`` stand straight behind a whole and tell of it, since
    its verb is still to come: "15 of the 40 people killed were children"."""
    page = site.page
    end = of.span.end if of.noun_span is None else max(of.span.end, of.noun_span.end)
    at = page.word_at(end)
    if first < at:
        return False
    lower, limit = page.lower, min(site.sentence.last, last + _REACH)
    return first == at and any(lower[word] in VERBS for word in range(last, limit))
