"""What is measured: the measure whose words stand nearest to the figure and fit it.

In: a ``Site``. Out: the measure as a ``Slot``, or ``None`` where no words of the lexicon fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker import lexicon, measures
from checker.claims import partitive, unharmed, victims
from checker.claims.page import Site, phrases
from checker.claims.telling import governed, heads, is_loose, noun_of, says_else
from checker.dimensions import dimension, head
from checker.lexicon.phrases import Hit
from checker.measures import Expression, Measure
from checker.model import Attribution, Figure, Kind, Slot

_REACH = 14
_NEAR = 7  # verbs and adjectives have their noun close by
_FAR = frozenset({"noun", "phrase"})
_WHOLE = 4  # what is said of the whole yields to what is said of the part
_LEADING = frozenset({"of", "at", "to", "by", "for", "from"})
_PRONOUNS = frozenset({"it", "this", "that", "them"})
_THOSE = frozenset({"the", "those", "these", "its", "their"})
_HARM = frozenset({"killed", "injured", "missing", "casualties", "treated"})
_CASUALTIES = "casualties"
_RESCUED = "rescued"
_TAKING = frozenset({"claimed", "claims", "took", "taken", "takes", "cost", "costs", "lost"})
_DEAD = frozenset({"bodies", "corpses", "dead", "body", "corpse"})
# Behind what is joined: no verb of its own.
_CLOSING = frozenset({".", ",", ";", ":", "—", "–", ")", "in", "on", "at", "when", "after", "as"})
_OR = 6
_QUAKE = "quake_magnitude"
_BY_KIND = {Kind.AGE: "age_of_person", Kind.SCALE: _QUAKE}
_NAMING = frozenset({"noun", "implied"})
_SPEAKER = 4
_COST = {",": 2, "and": 3, "or": 2, "but": 3, "while": 4, "of": 0}
_BREAK = 5
_FIGURE = 6
_NO_NOUN = 4
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being", "has", "have", "had"})
_BEING = frozenset({"is", "was", "are", "were"})
_OWN = 6  # a desk names its subject more narrowly than what ships: its words go first
_INSIDE = 5  # so many words of a phrase on either side of a figure in its midst
_QUANTIFIERS = frozenset(
    {
        "a",
        "an",
        "the",
        "some",
        "record",
        "about",
        "almost",
        "nearly",
        "total",
        "of",
        "around",
        "roughly",
        "another",
        "its",
        "their",
        "his",
        "her",
    }
)
_GENERAL = 6
_COUNTED = 3  # what the counted noun itself says yields to a verb or an attribute close by
_LOOSE = 13  # so much farther off is a lone word that means much else


def fits(figure: Figure, measure: Measure, kind: str) -> bool:
    """Whether a figure of that dimension and with that noun can state ``measure``."""
    if kind not in measure.dimensions and not (kind == "ratio" and "percent" in measure.dimensions):
        return False
    if kind == "count" and measure.persons and figure.quantity and figure.quantity.step < 1:
        return False  # "became fatal in 5.28"
    if kind == "money" and not _is_price(figure, measure.name):
        return False
    if figure.noun is None or (kind != "count" and measure.name not in _of_people()):
        return True
    noun = head(figure.noun)
    if kind != "count":
        return measures.are_persons(noun)
    if noun in heads(measure):
        return True
    if measure.persons:
        return measures.are_persons(noun)
    return not measure.counts


@cache
def _of_people() -> frozenset[str]:
    """The measures that are shares of people."""
    return frozenset(lexicon.load("loose")["of_people"])


def _is_price(figure: Figure, name: str) -> bool:
    """Whether a sum of money is of the sort and the size of what a measure is: nothing that is paid
    once costs so much a month, and no share costs a million."""
    quantity = figure.quantity
    if quantity is None:
        return True
    per = (quantity.unit or "").partition(" / ")[2]
    if per in _table("times") and name in _table("once"):
        return False
    most = lexicon.load("prices")["most"].get(name)
    return most is None or quantity.low is None or quantity.low <= most


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("prices")[kind])


def read(site: Site, said: Attribution | None = None) -> Slot | None:
    """The nearest measure that fits; of two as near, the one in more words. The words for who
    ``said`` it measure nothing: "witnesses said 40 people died"."""
    kind = dimension(site.figure)
    whole, part = partitive.whole(site), partitive.part(site)
    figure = _with_noun(site.figure, whole)
    best: tuple[float, int, Hit[Expression]] | None = None
    also = "percent" if kind == "ratio" else kind
    for order, hit in enumerate((*site.sentence.expressions, *_around(site))):
        measure = hit.meaning.measure
        if kind not in measure.dimensions and also not in measure.dimensions:
            continue
        if not fits(figure, measure, kind) or _is_of_lives(site, hit):
            continue
        if measure.behaviour == "event" and figure.surface.endswith("-old"):
            continue  # "the 28-year-old gets 20,000 euros": no term
        if part is not None and not _of_whole(site, site.figure, hit):
            continue
        if said is not None and not said.carried and _speaks(site, hit, said):
            continue
        if measure.persons and kind == "count" and _is_of_others(site, hit):
            continue
        cost = _cost(site, hit, whole)
        if cost is not None and (
            _in_those(site, hit) or (whole is not None and _of_whole(site, whole, hit))
        ):
            cost += _WHOLE if site.figure.noun is not None or whole is not None else 2 * _WHOLE
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, order, hit)
    if best is None:
        return _of_pronoun(site) or _by_kind(site)
    hit = best[2]
    return Slot(
        hit.meaning.measure.name, site.text(hit.first, hit.last), site.span(hit.first, hit.last)
    )


def _in_those(site: Site, hit: Hit[Expression]) -> bool:
    """Whether words only tell of which a part is counted: "two of the trapped men are dead", "four
    of those aboard were killed"."""
    lower, noun = site.page.lower, noun_of(site)
    if site.last + 1 >= site.sentence.last or lower[site.last] != "of":
        return False
    if lower[site.last + 1] not in _THOSE:
        return False
    if noun is not None and noun[1] > noun[0]:
        return site.last < hit.first < noun[1]
    name = hit.meaning.measure.name
    return name not in _HARM and site.last < hit.first <= site.last + 2


def _is_of_lives(site: Site, hit: Hit[Expression]) -> bool:
    """Whether lives that were taken, "claimed 19 lives in the camp", or bodies are held for people
    of whom something else is told, or the "lives" that are counted for a verb."""
    noun, measure = site.figure.noun_span, hit.meaning.measure
    if noun is None or _CASUALTIES in {measure.name, measure.within}:
        return False
    at = site.page.word_at(noun.end) - 1
    if site.page.lower[at] == "lives":
        taken = not _TAKING.isdisjoint(site.page.lower[max(site.left, site.first - 2) : site.first])
        return taken or (hit.first <= at < hit.last and hit.meaning.form != "noun")
    return measure.name == _RESCUED and site.page.lower[at] in _DEAD


def _is_of_others(site: Site, hit: Hit[Expression]) -> bool:
    """Whether what befell people did not befall those who are counted."""
    if hit.last <= site.first and victims.befell_anew(site, hit.last):
        return True
    name = hit.meaning.measure.name
    if name not in _HARM:
        return False
    if unharmed.counts_none(site, hit):
        return True
    if name == "missing" and victims.are_some_of_things(site):
        return True
    return (
        victims.is_asked(site)
        or victims.are_of_things(site)
        or victims.is_group_of_some(site)
        or victims.is_of_a_term(site)
        or victims.are_beasts(site)
        or _or_else(site, hit)
    )


def _or_else(site: Site, hit: Hit[Expression]) -> bool:
    """Whether what befell people is only one of what may have: "have died, retired or moved"."""
    lower, last = site.page.lower, min(site.sentence.last, hit.last + _OR)
    if hit.meaning.form != "verb" or "or" not in lower[hit.last : last]:
        return False
    joined = lower.index("or", hit.last)
    between = [word for word in lower[hit.last : joined] if word != ","]
    if len(between) > 2 or (between and lower[hit.last] != ","):
        return False
    return not any(
        joined < other.first <= joined + _OR and other.meaning.measure.name in _HARM
        for other in site.sentence.expressions
    )


def _of_pronoun(site: Site) -> Slot | None:
    """What "it" means in "puts it at 64%": the last measure that fits of the sentence before."""
    lower, at = site.page.lower, site.first - 1
    if at <= site.left + 1 or lower[at] != "at" or lower[at - 1] not in _PRONOUNS:
        return None
    before = site.page.neighbour(site.sentence, -1)
    if before is None or before.segment.role is not site.sentence.segment.role:
        return None
    kind = dimension(site.figure)
    fitting = [
        hit
        for hit in before.expressions
        if hit.meaning.form == "noun" and fits(site.figure, hit.meaning.measure, kind)
    ]
    if len({hit.meaning.measure.name for hit in fitting}) != 1:
        return None
    hit = fitting[-1]
    return Slot(
        hit.meaning.measure.name, site.text(hit.first, hit.last), site.span(hit.first, hit.last)
    )


def _by_kind(site: Site) -> Slot | None:
    """What a figure measures by its kind alone: an age, a magnitude."""
    name = _BY_KIND.get(site.figure.kind)
    if name is None or (name == _QUAKE and "magn" not in site.figure.surface.lower()):
        return None
    return Slot(name, site.text(site.first, site.last), site.figure.span)


def _of_whole(site: Site, whole: Figure, hit: Hit[Expression]) -> bool:
    """Whether words tell of the whole: its own noun, where that says what is measured by itself, or
    what stands straight behind it."""
    if partitive.tells_whole(site, whole, hit.first, hit.last):
        return True
    telling = hit.meaning.form == "implied" or hit.last - hit.first > 1
    return telling and partitive.names_whole(site, whole, hit.first)


def _with_noun(figure: Figure, whole: Figure | None) -> Figure:
    """The figure, with the noun of its whole where it has none: "seven of the nine coaches"."""
    if whole is None or figure.noun is not None or whole.noun is None:
        return figure
    return replace(figure, noun=whole.noun)


def _around(site: Site) -> Iterator[Hit[Expression]]:
    """Phrases of measures that have the figure in their midst, with or without its noun: "handled
    40 million passengers" is "handled passengers", "drove 300 people from their homes" is "drove
    from their homes"."""
    if not site.figure.kind.is_quantity:
        return
    page = site.page
    before = range(max(site.left, site.first - _INSIDE), site.first)
    while before and page.lower[before[-1]] in _QUANTIFIERS:
        before = before[:-1]
    noun = noun_of(site)
    for start in dict.fromkeys((site.last, noun[1] if noun else site.last)):
        places = [*before, *range(start, min(site.right, start + _INSIDE))]
        words = [page.lower[at] for at in places]
        for hit in phrases().across(words, len(before)):
            if isinstance(hit.meaning, Expression):
                yield Hit(places[hit.first], places[hit.last - 1] + 1, hit.meaning)


def _speaks(site: Site, hit: Hit[Expression], said: Attribution) -> bool:
    span = site.span(hit.first, hit.last)
    return said.span.start <= span.start and span.end <= said.span.end and _is_short(said)


def _is_short(said: Attribution) -> bool:
    """Whether no more than a speaker is in the span, and no clause that was taken for one."""
    return len(said.speaker.split()) <= _SPEAKER


def _cost(site: Site, hit: Hit[Expression], whole: Figure | None = None) -> float | None:
    """How far the words of a measure stand from the figure, more across marks and other figures;
    ``None`` beyond reach."""
    noun = noun_of(site)
    if says_else(site, hit):
        return None
    if hit.meaning.form == "implied" and not (
        (noun and hit.first < noun[1] and noun[0] < hit.last) or _is_named_before(site, hit)
    ):
        return None
    first, last = site.first, site.last
    if noun is not None:
        first, last = min(first, noun[0]), max(last, noun[1])
    low, high = (hit.last, first) if hit.last <= first else (last, hit.first)
    if high - low > (_REACH if hit.meaning.form in _FAR else _NEAR):
        return None
    if site.figure.kind is Kind.ORDINAL and not (
        hit.first == site.last and hit.meaning.form in _NAMING
    ):
        return None
    lower = site.page.lower
    if _is_of_other(site, hit):
        return None
    cost = float(max(0, high - low))
    if hit.last <= first and hit.meaning.form == "noun" and governed(site):
        # The subject of "stood at" is the head of its phrase: "the toll from the shelling".
        cost = float(max(0, hit.first - site.left)) / 2
    for at in range(low, high):
        cost += _COST.get(lower[at], _BREAK if lower[at] in ";:—–()" else 0)
    start = site.page.starts[low] if low < high else 0
    end = site.page.starts[high - 1] if low < high else 0
    cost += _FIGURE * sum(
        start <= other.span.start <= end
        for other in site.sentence.figures
        if other is not site.figure and other is not whole and other.quantity is not None
    )
    inside = max(0, min(hit.last, site.last) - max(hit.first, site.first))
    inside += hit.last - hit.first > 1 and lower[hit.last - 1] in _LEADING
    cost -= 1.5 * (hit.last - hit.first - inside - 1)
    if hit.meaning.measure.own:
        cost -= _OWN
    if hit.meaning.measure.name in _yielding() and hit.first >= site.last:
        cost += _GENERAL  # "people in the country"
    if hit.meaning.measure.general and (high > low or hit.meaning.form != "adjective"):
        cost += _GENERAL
    touching = high < low and hit.meaning.form == "implied"
    if is_loose(site, hit, 0 if touching else high - low):
        cost += _LOOSE
    if noun is not None and hit.first < noun[1] and noun[0] < hit.last:
        cost += _COUNTED if _is_within(site, hit, noun[1]) else 0
    elif hit.meaning.form == "implied":
        cost -= 4
    elif (
        site.figure.noun is None and hit.meaning.measure.counts and not hit.meaning.measure.persons
    ):
        cost += _NO_NOUN
    return cost if cost <= _REACH else None


@cache
def _yielding() -> frozenset[str]:
    return frozenset(lexicon.load("loose")["yielding"])


def _is_named_before(site: Site, hit: Hit[Expression]) -> bool:
    """Whether what is counted stands before the figure and a comma: "the survivors, 191 at
    dusk"."""
    return (
        site.figure.noun is None
        and hit.last == site.first - 1
        and site.page.lower[hit.last] == ","
        and hit.first > site.sentence.first
        and site.page.lower[hit.first - 1] in _THOSE
    )


def _is_within(site: Site, hit: Hit[Expression], end: int) -> bool:
    """Whether an expression is the counted noun, or words between the figure and it."""
    return (
        hit.first >= site.last
        and hit.last <= end
        and hit.meaning.form in {"noun", "implied", "phrase"}
    )


def _is_of_other(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a noun is told by another figure behind it: "a deficit of $4m"."""
    page, at = site.page, hit.last
    if hit.meaning.form == "noun" and _is_counted_apart(site, hit):
        return True
    if hit.meaning.form in {"verb", "noun"} and _does_to_other(site, hit):
        return True
    if page.lower[hit.first] == "of" and _stands_behind_other(site, hit):
        return True
    if hit.meaning.form == "noun" and _comes_to_other(site, hit):
        return True
    leads = page.lower[hit.last - 1] in _LEADING | _BEING
    if leads and not hit.first < site.first < hit.last:
        return any(
            page.word_at(other.span.start) == at and other is not site.figure
            for other in site.sentence.figures
            if other.quantity is not None
        )
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


def _is_counted_apart(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a noun is what another figure counts, while this one counts something else: the 22
    of "58 deaths, and 22 people moved" are no deaths."""
    if site.figure.noun is None or hit.meaning.measure.name not in _HARM:
        return False
    span = site.span(hit.first, hit.last)
    return any(
        other is not site.figure
        and other.noun_span is not None
        and other.noun_span.start <= span.start
        and span.end <= other.noun_span.end
        for other in site.sentence.figures
    )


def _stands_behind_other(site: Site, hit: Hit[Expression]) -> bool:
    """Whether words with "of" stand straight behind another figure that they can be of: in "19% of
    its capacity of 400 litres" they say nothing of the litres."""
    return any(
        other is not site.figure
        and other.quantity is not None
        and site.page.word_at(other.span.end) == hit.first
        and dimension(other) in hit.meaning.measure.dimensions - {dimension(site.figure)}
        for other in site.sentence.figures
    )


def _comes_to_other(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a noun is the subject of another figure: "doing 112 on a bend where the limit is
    60"."""
    page, at = site.page, hit.last
    if at >= site.sentence.last or page.lower[at] not in _BEING:
        return False
    return any(
        page.word_at(other.span.start) == at + 1
        for other in site.sentence.figures
        if other is not site.figure and other.quantity is not None
    )


def _does_to_other(site: Site, hit: Hit[Expression]) -> bool:
    """Whether another figure is what a verb does something to: "two men killed 14 people" does not
    say that the two were killed."""
    page = site.page
    if hit.last > site.first and hit.first < site.last:
        return False
    if hit.last == site.first or page.lower[hit.first - 1] in _PASSIVE:
        return False
    kind = dimension(site.figure)
    return any(
        page.word_at(other.span.start) == hit.last
        and (other.kind is Kind.COUNT or dimension(other) == kind)
        and not _is_joined_to(site, hit, other)
        for other in site.sentence.figures
        if other is not site.figure and other.quantity is not None
    )


def _is_joined_to(site: Site, hit: Hit[Expression], other: Figure) -> bool:
    """Whether a figure of people is joined to what a verb of harm does something to: "killed 13
    soldiers and five civilians". Not so "killed 13 soldiers and five civilians fled"."""
    span, noun = other.noun_span, noun_of(site)
    if hit.meaning.measure.name not in _HARM or span is None or noun is None:
        return False
    behind = site.page.lower[noun[1]] if noun[1] < site.sentence.last else "."
    if behind not in _CLOSING:
        return False
    between = site.page.document.text[span.end : site.figure.span.start]
    return between.strip() == "and" and measures.are_persons(head(other.noun or ""))
