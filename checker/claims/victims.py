"""Whom a count without a noun counts, what befell them, and whether that is told as news.

In: a ``Site``. Out: flags. "Rangers guided out 46 whales. Nineteen died": the noun told before
says what died. "Killed five people and left 800 homeless": a verb of its own says what befell them.
"The house in which nine died": the count only says which house is meant.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from checker import lexicon, measures
from checker.claims.page import Page, Sentence, Site
from checker.claims.unharmed import single_beasts
from checker.model import Figure, Kind, Period
from checker.patterns import lazy

_PARTS = frozenset({"of", "including", "among"})
_REACH = 6
_HUNT = 4
# So many sentences back the noun is looked for.
_FAR = 8
_LONG_AGO = 2
_A_YEAR_TO = lazy(r" (?:an?|each|every|per) (?:year|month|week|day) to ")
_LEAD = 5
# The headline and the first paragraph of the text.
_OPENING = 1
# "The pit, opened in 1998, flooded on Thursday."
_NO_LEAD = frozenset({"since", "from", "after", ","})
_RELATIVES = frozenset({"which", "that", "where"})
_BEFORE_WHICH = frozenset({"in", "on", "at", "from", "during", "by"})
_DEFINITE = frozenset({"the", "this", "its", "their", "his", "her"})
_SKIP = frozenset(
    {"the", "a", "an", "its", "their", "some", "about", "around", "nearly", "almost", "over"}
    | {"more", "than", "at", "least", "up", "to", "another", "a", "further"}
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("persons")[kind])


def are_beasts(site: Site) -> bool:
    """Whether a count that has no noun goes on from one of animals or plants."""
    if _has_noun(site.figure):
        return False
    if site.page.lower[site.last : site.last + 1] == ["head"] or _are_hunted(site):
        return True
    before = _last(site.page, site.sentence.first, site.first)
    if before is not None:
        return before and not _acts(site)
    if _parts(site):
        return True
    sentence: Sentence | None = site.page.neighbour(site.sentence, -1)
    paragraph = site.sentence.segment.paragraph
    for _ in range(_FAR):
        if sentence is None or sentence.segment.paragraph < paragraph - 1:
            break
        found = _counted(sentence)
        if found is None:
            found = _last(site.page, sentence.first, sentence.last)
        if found is not None:
            return found
        sentence = site.page.neighbour(sentence, -1)
    return False


def _are_hunted(site: Site) -> bool:
    """Whether hunters killed what is counted: "poachers had killed 280"."""
    before = site.page.lower[max(site.sentence.first, site.first - _HUNT) : site.first]
    return not _words("hunters").isdisjoint(before) and not _words("hunt").isdisjoint(before)


def are_of_things(site: Site) -> bool:
    """Whether a count without a noun is of things that its sentence counts first: "of 640 laptops
    96 were missing"."""
    figures = site.sentence.figures
    if _has_noun(site.figure) or not figures or figures[0] is site.figure:
        return False
    lower, noun = site.page.lower, (figures[0].noun or "").lower()
    at = site.page.word_at(figures[0].span.start)
    fronted = lower[max(site.sentence.first, at - 2) : at]
    return "of" in fronted and bool(noun) and not measures.are_persons(noun)


def is_group_of_some(site: Site) -> bool:
    """Whether a group only says whose the people are that its sentence counts: "five children from
    one family were killed"."""
    at, lower = site.first, site.page.lower
    led = at > site.sentence.first + 1 and lower[at - 1] in {"from", "of", "in"}
    noun = (site.figure.noun or "").lower()
    return led and measures.plural(noun) in _GROUPS and site.page.lower[at - 2] not in _LED


_GROUPS = frozenset({"families", "households", "couples"})
_LED = frozenset({"dead", "deaths", "number", "total", "killing"})


def is_of_a_term(site: Site) -> bool:
    """Whether a count without a noun is of years that somebody was given before, for another deed:
    "nine years for the arson and five for the killing"."""
    if _has_noun(site.figure) or site.page.lower[site.last : site.last + 1] != ["for"]:
        return False
    return any(
        other.kind is Kind.DURATION and other.span.end <= site.figure.span.start
        for other in site.sentence.figures
    )


def is_asked(site: Site) -> bool:
    """Whether a count stands in a question about those told before: "where did the missing 25,200
    go?"."""
    lower, first = site.page.lower, site.first
    text = site.page.document.text[slice(*site.sentence.segment.span)].rstrip(" ”\"'’")
    return text.endswith("?") and lower[max(0, first - 2) : first] == ["the", "missing"]


def are_some_of_things(site: Site) -> bool:
    """Whether a count that has no noun is less than one of things that goes before it, or stands in
    its sentence: "of 640 laptops 96 were missing". Things go missing as people do."""
    if _has_noun(site.figure) or site.figure.quantity is None:
        return False
    before = site.page.neighbour(site.sentence, -1)
    for sentence in (site.sentence, before):
        if sentence is None or sentence.segment.paragraph != site.sentence.segment.paragraph:
            continue
        counted = [
            other
            for other in sentence.figures
            if other is not site.figure and other.kind is Kind.COUNT and _has_noun(other)
        ]
        if any(map(_are_people, counted)):
            return False
        if any(_is_more(other, site.figure) for other in counted):
            return True
    return False


def _has_noun(figure: Figure) -> bool:
    span = figure.noun_span
    return span is not None and span.end > span.start


def _are_people(figure: Figure) -> bool:
    return measures.are_persons((figure.noun or "").lower().split()[-1])


def _is_more(one: Figure, other: Figure) -> bool:
    if one.quantity is None or other.quantity is None:
        return False
    most, least = one.quantity.high, other.quantity.high
    return most is not None and least is not None and most > least


def _last(page: Page, first: int, last: int) -> bool | None:
    """Whether the last noun for a living thing among some words is none for people; ``None``
    where there is no such noun."""
    beasts = _beasts()
    for at in range(last - 1, first - 1, -1):
        if page.lower[at] in beasts and _is_beast(page, at, last):
            return True
        if measures.are_persons(page.lower[at]):
            return False
    return None


@cache
def _beasts() -> frozenset[str]:
    """Nouns for animals, for one and for many, and for groups of them."""
    return _words("not_persons") | _words("herds") | single_beasts()


def _is_beast(page: Page, at: int, last: int) -> bool:
    """Whether a noun is for animals, or for one that is told of: "it is the fourth whale to come
    ashore". Not so "the bus hit a cow"."""
    if page.lower[at] in _words("not_persons") or page.lower[at] in _words("herds"):
        return True
    if page.raw[at][0].isupper() or at == 0:
        return False
    told = page.lower[at - 1] in _words("before_one")
    return told and (at + 1 >= last or page.lower[at + 1] in _words("behind_one"))


def _counted(sentence: Sentence) -> bool | None:
    """As :func:`_last`, of the nouns that figures count."""
    for figure in reversed(sentence.figures):
        noun = (figure.noun or "").lower()
        if noun in _words("not_persons"):
            return True
        if noun and measures.are_persons(noun):
            return False
    return None


def _acts(site: Site) -> bool:
    """Whether the animals are who did it: "dogs killed six"."""
    lower = site.page.lower
    return any(
        lower[at] in _words("not_persons") and at + 1 < site.first
        for at in range(max(site.sentence.first, site.first - 2), site.first)
    )


def _parts(site: Site) -> bool:
    """Whether the parts that are told of it are animals: "19 died, five of them calves"."""
    lower = site.page.lower
    for at in range(site.last, site.sentence.last):
        if lower[at] in _PARTS:
            behind = lower[at + 1 : min(at + _REACH, site.sentence.last)]
            if not _words("not_persons").isdisjoint(behind):
                return True
    return False


def befell_anew(site: Site, last: int) -> bool:
    """Whether between words that end at ``last`` and the figure another verb takes it as its
    object."""
    at = site.first - 1
    while at > last and site.page.lower[at] in _SKIP:
        at -= 1
    return at >= last and site.page.lower[at] in _words("anew")


def befell_long_ago(site: Site, period: Period | None) -> bool:
    """Whether what befell them lies two years and more before the article, or before the latest
    year in a text that has no date, by its own period or by the year with which its sentence or an
    earlier one of the paragraph begins."""
    year = period.end.year if period is not None and period.end is not None else _led_by(site)
    if year is None:
        return False
    published = site.page.document.published
    years = () if published is not None else map(_year, site.page.figures)
    now = published.year if published is not None else max(filter(None, years), default=year)
    return year <= now - _LONG_AGO


def is_statistic(site: Site) -> bool:
    """Whether the sentence tells a rate of so many people, so that a count in it is one of a
    register: "84 killings last year, a rate of seven for every 100,000"; or what a count was
    before and fell from, "murders were halved, to 14 from 28", as no toll of one event does; or
    counts of two years: "41 murders in 2023 and 29 last year"."""
    figures, text = site.sentence.figures, site.page.document.text
    falls = any(
        (text[one.span.end : other.span.start] == " from " and _is_more(other, one))
        or _A_YEAR_TO.fullmatch(text, one.span.end, other.span.start)
        for one, other in pairwise(figures)
        if site.figure in (one, other) and one.kind is other.kind
    )
    counts = [figure for figure in figures if figure.kind is Kind.COUNT]
    by_year = len(counts) > 1 and any(phrase in _told(site) for phrase in _words("by_year"))
    return (falls or by_year) or any(
        figure.kind is Kind.RATIO
        and figure.quantity is not None
        and (figure.quantity.unit or "").startswith("per_")
        for figure in figures
    )


def _led_by(site: Site) -> int | None:
    """The year with which the sentence begins, or one before it, in its paragraph or in the one
    before that: "On the evening of 23 October 1926 they sailed. ... Seven drowned"."""
    page, sentence = site.page, site.sentence
    paragraph = sentence.segment.paragraph - 1
    while True:
        begins = sentence.figures[0] if sentence.figures else None
        if sentence is not site.sentence and (year := _then(site, sentence)) is not None:
            return year
        if begins is not None and (year := _year(begins)) is not None:
            led = page.lower[sentence.first : page.word_at(begins.span.start)]
            return year if len(led) <= _LEAD and not _NO_LEAD.intersection(led) else None
        before = page.neighbour(sentence, -1)
        if before is None or before.segment.paragraph < paragraph:
            return None
        sentence = before


def _then(site: Site, before: Sentence) -> int | None:
    """The last year of a sentence that the sentence of a count goes back to: "... in 2017. Eight
    hikers were killed at that time"."""
    if not any(phrase in _told(site) for phrase in _words("back_then")):
        return None
    return next(filter(None, map(_year, reversed(before.figures))), None)


def _told(site: Site) -> str:
    return site.page.document.text[slice(*site.sentence.segment.span)].lower()


def _year(figure: Figure) -> int | None:
    return figure.moment.year if figure.moment is not None else None


def are_known(site: Site) -> bool:
    """Whether those counted are told apart from others, below the first paragraph of a text, as
    ones that it told of: "The two employees who were burned have been discharged"; or are only what
    others are held against: "fewer than the 94 of last year"."""
    lower, at = site.page.lower, site.first - 1
    span = site.figure.noun_span
    if at > site.sentence.first and lower[at - 1 : at + 1] == ["than", "the"]:
        return True
    if span is None or at < site.sentence.first or lower[at] != "the":
        return False
    text = site.page.document.text[span.end : span.end + len(" who ")]
    return text == " who " and site.sentence.segment.paragraph > _OPENING


def tells_which(site: Site) -> bool:
    """Whether a count stands in a clause that only says which thing is meant: "the house in which
    nine died", "the storm that killed 12"."""
    lower, first = site.page.lower, site.sentence.first
    at = site.first - 1
    while at > first and lower[at] in _SKIP:
        at -= 1
    if at > first + 1 and lower[at] not in _RELATIVES and lower[at - 1] in _RELATIVES:
        at -= 1  # the verb of "that killed 12"
    if at <= first or lower[at] not in _RELATIVES:
        return False
    before = lower[max(first, at - _REACH) : at]
    if before and before[-1] in _BEFORE_WHICH:
        before = before[:-1]
    for back in range(len(before) - 1, -1, -1):
        if not before[back][0].isalpha():
            return False
        if before[back] in _DEFINITE:
            return True
    return False
