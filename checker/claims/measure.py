"""What is measured: the measure whose words stand nearest to the figure and fit it.

In: a ``Site``. Out: the measure as a ``Slot``, or ``None`` where no words of the lexicon fit.
"""

from __future__ import annotations

from functools import cache

from checker import measures
from checker.claims.page import Site
from checker.dimensions import dimension, head
from checker.lexicon.phrases import Hit
from checker.measures import Expression, Measure
from checker.model import Attribution, Figure, Slot

_REACH = 14
_SPEAKER = 4
_COST = {",": 2, "and": 3, "or": 2, "but": 3, "while": 4, "of": 0}
_BREAK = 5
_FIGURE = 6
_NO_NOUN = 4
_OWN = 6  # a desk names its subject more narrowly than what ships: its words go first
_COMES_TO = frozenset(
    {
        "is",
        "was",
        "were",
        "are",
        "reached",
        "reaches",
        "hit",
        "hits",
        "totalled",
        "totaled",
        "passed",
        "passes",
        "exceeded",
    }
)
_MOVES = frozenset(
    {
        "stood",
        "stands",
        "rose",
        "rises",
        "risen",
        "climbed",
        "fell",
        "fallen",
        "falls",
        "grew",
        "grown",
        "jumped",
        "came",
        "comes",
        "put",
        "dropped",
        "slipped",
        "slowed",
        "remained",
        "estimated",
        "swelled",
        "increased",
        "decreased",
        "mounted",
        "soared",
        "up",
        "down",
    }
)


@cache
def _heads(measure: Measure) -> frozenset[str]:
    return frozenset(head(noun) for noun in measure.counts if noun != "persons")


def fits(figure: Figure, measure: Measure, kind: str) -> bool:
    """Whether a figure of that dimension and with that noun can state ``measure``."""
    if kind not in measure.dimensions:
        return False
    if kind != "count" or figure.noun is None:
        return True
    noun = head(figure.noun)
    if noun in _heads(measure):
        return True
    if measure.persons:
        return noun in measures.persons()
    return not measure.counts


def read(site: Site, said: Attribution | None = None) -> Slot | None:
    """The nearest measure that fits; of two as near, the one in more words. The words for who
    ``said`` it measure nothing: "witnesses said 40 people died"."""
    kind = dimension(site.figure)
    best: tuple[float, int, Hit[Expression]] | None = None
    for order, hit in enumerate(site.sentence.expressions):
        if not fits(site.figure, hit.meaning.measure, kind):
            continue
        if said is not None and not said.carried and _speaks(site, hit, said):
            continue
        cost = _cost(site, hit)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, order, hit)
    if best is None:
        return None
    hit = best[2]
    return Slot(
        hit.meaning.measure.name, site.text(hit.first, hit.last), site.span(hit.first, hit.last)
    )


def _speaks(site: Site, hit: Hit[Expression], said: Attribution) -> bool:
    span = site.span(hit.first, hit.last)
    return said.span.start <= span.start and span.end <= said.span.end and _is_short(said)


def _is_short(said: Attribution) -> bool:
    """Whether no more than a speaker is in the span, and no clause that was taken for one."""
    return len(said.speaker.split()) <= _SPEAKER


def _cost(site: Site, hit: Hit[Expression]) -> float | None:
    """How far the words of a measure stand from the figure, more across marks and other figures;
    ``None`` beyond reach."""
    noun = _noun(site)
    if hit.meaning.form == "implied" and not (noun and hit.first < noun[1] and noun[0] < hit.last):
        return None
    first, last = site.first, site.last
    if noun is not None:
        first, last = min(first, noun[0]), max(last, noun[1])
    low, high = (hit.last, first) if hit.last <= first else (last, hit.first)
    if high - low > _REACH:
        return None
    lower = site.page.lower
    if _is_of_other(site, hit):
        return None
    cost = float(max(0, high - low))
    if hit.last <= first and hit.meaning.form == "noun" and _governed(site):
        # The subject of "stood at" is the head of its phrase: "the toll from the shelling".
        cost = float(max(0, hit.first - site.left)) / 2
    for at in range(low, high):
        cost += _COST.get(lower[at], _BREAK if lower[at] in ";:—–()" else 0)
    start = site.page.starts[low] if low < high else 0
    end = site.page.starts[high - 1] if low < high else 0
    cost += _FIGURE * sum(
        start <= other.span.start <= end
        for other in site.sentence.figures
        if other is not site.figure and other.quantity is not None
    )
    cost -= 1.5 * (hit.last - hit.first - 1)
    if hit.meaning.measure.own:
        cost -= _OWN
    if hit.meaning.form == "implied":
        cost -= 4
    elif (
        site.figure.noun is None and hit.meaning.measure.counts and not hit.meaning.measure.persons
    ):
        cost += _NO_NOUN
    return cost if cost <= _REACH else None


def _governed(site: Site) -> bool:
    """Whether the figure is what a subject comes to: "the toll stood at 64"."""
    lower, at = site.page.lower, site.first - 1
    if at < site.left:
        return False
    return lower[at] in _COMES_TO or (lower[at] in {"at", "to"} and lower[at - 1] in _MOVES)


def _noun(site: Site) -> tuple[int, int] | None:
    span = site.figure.noun_span
    if span is None:
        return None
    return site.page.word_at(span.start), site.page.word_at(span.end)


def _is_of_other(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a noun is told by another figure behind it: "a deficit of $4m"."""
    page, at = site.page, hit.last
    if hit.meaning.form != "noun" or at >= site.sentence.last or page.lower[at] != "of":
        return False
    start, reach = page.ends[at], page.starts[min(at + 3, len(page.starts) - 1)]
    return (
        any(
            start <= other.span.start <= reach and other is not site.figure
            for other in site.sentence.figures
            if other.quantity is not None
        )
        and not start <= site.figure.span.start <= reach
    )
