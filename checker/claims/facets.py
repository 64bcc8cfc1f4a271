"""The facets that single words near the figure decide: scope and statistic.

In: a ``Site``. Out: ``Slot``s. What reaches the figure is told in
:mod:`checker.claims.cues`.
"""

from __future__ import annotations

from checker import lexicon, measures
from checker.claims import cues, partitive
from checker.claims.page import Cue, Sentence, Site
from checker.lexicon.phrases import Hit
from checker.model import Kind, Slot

# Behind these a time before is what a change is measured from: "2% more than a year earlier".
_BASES = frozenset({"than", "from", "on", "above", "below", "over", "against", "with", "since"})
_BASE_REACH = 4
_COUNTED = frozenset({Kind.COUNT, Kind.VAGUE, Kind.PERCENT, Kind.RATIO})
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_THOSE = frozenset({"those", "these"})
_NEW = "new"
_ACCOUNTING = frozenset({"accounted", "accounts", "accounting"})
_DESCRIBING = frozenset({"who", "that", "which", "with", "in", "on", "at", "from"})
_DEFINITE = frozenset({"the", "those", "these", "its", "their"})
_TOLD = frozenset({"the", "those", "these"}) | {"his", "her"}
_TELLING_WHICH = _DESCRIBING | {"whom", "whose", "aboard", "inside"}
_WITHIN = 5
# Figures of these kinds count nothing, so that nothing limits them.
_UNLIMITED = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME, Kind.ORDINAL, Kind.AGE, Kind.SCORE})
_SHARED = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO, Kind.MULTIPLE})
# Behind "the year before" these make it a time before something.
_WHAT = frozenset({"the", "a", "an", "its", "his", "her", "their", "it", "he", "she", "they", "we"})
# Behind "a year" these say when it was, and not how often.
_AGO = frozenset({"ago", "earlier", "before", "later", "after", "older", "younger"})
# So many words lie between two that share a part: "two of them from Berrow and one from Telmar".
_REACH = 10
_BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", "that", "while"})
# So many words behind what is measured a verb tells of it.
_TELLING_REACH = 12


def _nearest(site: Site, found: list[Hit[Cue]]) -> Slot | None:
    if not found:
        return None
    hit = min(found, key=lambda hit: (hit.meaning[2] == "clause", site.gap(hit), hit.first))
    return Slot(hit.meaning[1], site.text(hit.first, hit.last), site.span(hit.first, hit.last))


def scope(site: Site, measure: Slot | None = None) -> Slot | None:
    """The limit of the count of a ``measure``: part, new, remaining, so-far, total and the like."""
    if site.figure.kind in _UNLIMITED:
        return None
    found = _nearest(
        site,
        [
            hit
            for hit in cues.reaching(site, "scope")
            if _limits(site, hit) and not _is_new_anyway(site, hit, measure)
        ],
    )
    return found or _taken_over(site)


def _is_new_anyway(site: Site, hit: Hit[Cue], measure: Slot | None) -> bool:
    """Whether all that is counted is new: "40 new homes were built"."""
    if measure is None or site.page.lower[hit.last - 1] != _NEW:
        return False
    return measure.value in lexicon.load("making")[_NEW]


def _taken_over(site: Site) -> Slot | None:
    """The part that the figure before it is of, where the two are joined: "10 of them still in
    hospital and five at home"."""
    page, at = site.page, site.first - 1
    if site.figure.kind is not Kind.COUNT or site.figure.noun is not None:
        return None
    if at <= site.sentence.first or page.lower[at] != "and":
        return None
    before = [other for other in site.sentence.figures if other.span.end < site.figure.span.start]
    last = page.word_at(before[-1].span.end) if before else at
    if page.lower[last : last + 2] not in (["of", "them"], ["of", "whom"], ["of", "which"]):
        return None
    if at - last > _REACH or not _BREAKS.isdisjoint(page.lower[last:at]):
        return None
    return Slot("of-them", site.text(last, last + 2), site.span(last, last + 2))


def _limits(site: Site, hit: Hit[Cue]) -> bool:
    """Whether the words say of the figure what they say elsewhere."""
    if hit.meaning[1] == "new":
        return _adds(site, hit)
    if hit.meaning[1] == "of-them" and hit.last > site.last and _is_whole(site, hit):
        return False
    return not (
        cues.is_apart(site, hit)
        or _is_base(site, hit)
        or _is_share(site, hit)
        or _is_by_oneself(site, hit)
    )


def _is_whole(site: Site, hit: Hit[Cue]) -> bool:
    """Whether "of those" only begins to say who is counted, "16 of those who had set out", "seven
    in ten of those registered", or "of them" has no number before it that would be the whole."""
    lower = site.page.lower
    if lower[hit.last - 1] in _THOSE:
        following = lower[hit.last] if hit.last < site.sentence.last else ""
        return site.figure.kind in _SHARES or following in _TELLING_WHICH
    if lower[hit.last - 1] != "them" or site.figure.kind not in _COUNTED:
        return False
    before = site.page.neighbour(site.sentence, -1)
    near = before.figures if before is not None and _same_paragraph(before, site) else ()
    return not any(
        other.span.start < site.figure.span.start and other.kind in _COUNTED
        for other in (*near, *site.sentence.figures)
    )


def _same_paragraph(sentence: Sentence, site: Site) -> bool:
    return sentence.segment.paragraph == site.sentence.segment.paragraph


def _adds(site: Site, hit: Hit[Cue]) -> bool:
    """Whether it is told how many came on top: "12 more people", "another 12". Not so "12 more than
    last year", "12 more people came than left", "a share of 12% under the new law"."""
    lower = site.page.lower
    if site.figure.kind in _SHARED and hit.first >= site.last:
        return False
    if "than" in lower[hit.last : max(hit.last + 1, site.first)]:
        return False
    if lower[hit.first] == "more" and "than" in lower[hit.last : site.right]:
        return False
    if hit.first < site.last:
        return True
    return hit.first == site.last or site.figure.noun_span == site.span(hit.first, hit.last)


def _is_base(site: Site, hit: Hit[Cue]) -> bool:
    """Whether a time before is only what the figure is compared with."""
    if hit.meaning[1] != "earlier":
        return False
    page, at = site.page, hit.last
    before = page.lower[at - 1] == "before" and at < site.sentence.last
    if before and (page.lower[at] in _WHAT or page.raw[at][0].isupper()):
        return True
    if hit.first < site.last:
        return False
    return not _BASES.isdisjoint(
        site.page.lower[max(site.last, hit.first - _BASE_REACH) : hit.first]
    )


def _is_share(site: Site, hit: Hit[Cue]) -> bool:
    """Whether words for a part only go with a share: "accounted for 59% of output"."""
    if hit.meaning[1] != "part" or site.figure.kind not in _SHARES or hit.last > site.first:
        return False
    return hit.meaning[2] == "clause" or site.page.lower[hit.first] in _ACCOUNTING


def _is_by_oneself(site: Site, hit: Hit[Cue]) -> bool:
    """Whether "alone" tells how somebody did it, and not of what the figure is a part: "skied alone
    to the pole in 47 days"."""
    lower, at = site.page.lower, hit.first
    if lower[at] != "alone":
        return False
    before = lower[at - 1] if at > site.sentence.first else ""
    return before.endswith(("ed", "ing")) and not site.page.raw[at - 1][0].isupper()


def known(site: Site, measure: Slot | None) -> Slot | None:
    """A count that was told before: "the two injured", "the 12 dead". What a rank or a kind has
    before its noun, "the first 12", is none, nor are things: "the nine coaches"; nor those of whom
    a part is named, "the last of the 67 rescued", or who are told apart by what was done with them,
    "the 40 people killed in the fire": they are all of them."""
    at = site.first - 1
    if measure is None or site.figure.kind is not Kind.COUNT or at < site.sentence.first:
        return None
    lower = site.page.lower
    if lower[at] not in _TOLD or not measures.measure(measure.value).persons:
        return None
    if at > site.sentence.first and lower[at - 1] in _BASES | {"of"}:
        return None
    if _is_described(site, measure):
        return None
    return Slot("of-them", site.text(at, site.first), site.span(at, site.first))


def _is_described(site: Site, measure: Slot) -> bool:
    """Whether what is measured stands straight behind those counted and tells who they are."""
    lower, at = site.page.lower, cues.behind_noun(site)
    if at >= site.sentence.last or measure.span.start < site.figure.span.end:
        return False
    if lower[at] in _TELLING_WHICH:
        return True
    first, last = site.page.word_at(measure.span.start), site.page.word_at(measure.span.end)
    noun = site.figure.noun_span is not None and site.figure.noun_span.end > site.figure.span.end
    return (
        noun
        and first == at
        and any(
            lower[word] in partitive.VERBS
            for word in range(last, min(site.sentence.last, last + _TELLING_REACH))
        )
    )


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
    if first == at and site.figure.kind is Kind.COUNT:
        return Slot("part", measure.surface, measure.span)
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
    if site.figure.moment is not None or site.figure.kind is Kind.ORDINAL:
        return None
    found = [
        hit
        for hit in cues.reaching(site, "statistics")
        if hit.meaning[1] != "rate"
        or hit.last >= site.sentence.last
        or site.page.lower[hit.last] not in _AGO
    ]
    return _nearest(site, found)
