"""What a figure is about, and where it happened.

In: a ``Site``, its measure. Out: the owner and the place as ``Slot``s, or ``None``. The owner is
the thing that the figure modifies ("the 8.6-tonne Boreas-2"), its possessor, what stands behind
"of", or the subject; "it", "its" and "the city" mean the name written last before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checker import lexicon, measures
from checker.claims import aside, mention, phrase
from checker.claims.naming import Name
from checker.claims.page import Site
from checker.claims.phrase import Phrase
from checker.measures import persons
from checker.model import Attribution, Kind, Slot

_COPULAS = frozenset(
    {
        "is",
        "was",
        "are",
        "were",
        "lies",
        "lay",
        "sits",
        "sat",
        "stands",
        "stood",
        "has",
        "had",
        "have",
        "measures",
        "weighs",
        "weighed",
        "holds",
        "held",
        "reached",
        "hit",
        "totalled",
        "totaled",
    }
)
_REACH = 5  # so close to the figure the verb stands whose subject it is of
_CLAUSE = 6
_OPENING = 4  # so far from the head of a clause its subject begins
_DATED = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_ON = frozenset({"on", "in", "at", "since", "by", "until"})
_OF = frozenset({"of"})
_OF_TOWN = frozenset({"the", "of", "town"})
_OF_PLACE = frozenset({"of", "in", "at", "on"})
_AUXILIARIES = frozenset({",", "of", "will", "would", "can", "could", "may", "should"})
_RELATIVES = frozenset({"that", "which", ",", "was", "were", "is", "are", "had", "has"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "this", "new"})
_FROM = frozenset({"of", "from"})
_SIZES = frozenset({"long", "wide", "deep", "high", "tall", "thick", "across"})


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")[kind])


def owner(
    site: Site, measure: Slot | None, said: Attribution | None, far: Phrase | None = None
) -> Slot | None:
    """What the figure is about; never ``far``, the other end of a distance."""
    for found in _found(site, measure, said):
        if found is None or (far is not None and found.first < far.last and far.first < found.last):
            continue
        words, span = site.text(found.first, found.last), site.span(found.first, found.last)
        if (measure is not None and span == measure.span) or _is_none(found):
            continue
        within = site.sentence.first <= found.first < site.sentence.last
        if within and aside.is_compared(site, Name(found.first, found.last, found.key)):
            continue
        return Slot(found.key, words, span)
    return None


def _is_none(found: Phrase) -> bool:
    """Whether words only point at a thing, or say what was done: "the first", "its own"."""
    word = found.key.rpartition(" ")[2]
    if word in _table("no_things") or found.key in _table("no_owners"):
        return True
    return not found.named and (word.endswith("ed") or word in _table("roles"))


def _found(site: Site, measure: Slot | None, said: Attribution | None) -> Iterator[Phrase | None]:
    """What the figure can be about, what tells it most surely first."""
    yield _modified(site)
    yield _of(site, measure)
    yield _counted_of(site)
    yield _done_to(site)
    yield _subject(site, measure, said)
    yield mention.read(site)
    yield _opening(site, measure, said)


def place(site: Site, said: Attribution | None = None) -> Slot | None:
    """The name behind "in", "at" or "near" that stands nearest, in the clause first; not where the
    speaker is, nor somebody, nor a sum of money."""
    found = [
        name
        for name in site.sentence.names
        if _is_place(site, name)
        and not mention.is_person(site, site.sentence, name)
        and not _speaks(site, Phrase(name.first, name.last, name.key, True), said)
        and _can_be_place(name)
        and not aside.is_compared(site, name)
        and not aside.is_where_told(site, name)
    ]
    if not found:
        return None
    name = min(found, key=lambda name: (not _in_clause(site, name), _gap(site, name)))
    return Slot(name.key, site.text(name.first, name.last), site.span(name.first, name.last))


def _can_be_place(name: Name) -> bool:
    """Whether a name has more than a letter and no digit, "at Sh12", and is no part of a whole: "in
    Year 9"."""
    long = len(name.key) > 1 and not any(letter.isdigit() for letter in name.key)
    return long and name.key not in _table("no_places") and name.key not in _table("no_owners")


def _gap(site: Site, name: Name) -> int:
    return site.first - name.last if name.last <= site.first else name.first - site.last


def _in_clause(site: Site, name: Name) -> bool:
    return site.left <= name.first and name.last <= site.right


def _is_place(site: Site, name: Name) -> bool:
    at = name.first - 1
    lower = site.page.lower
    back = 0
    while (
        at >= site.sentence.first
        and back < 4
        and (lower[at] in _table("kinds") or lower[at] in _OF_TOWN)
    ):
        at -= 1
        back += 1
    return at >= site.sentence.first and lower[at] in _table("places")


def _modified(site: Site) -> Phrase | None:
    """The thing behind a figure that modifies it, "the 40-metre ravine", or straight before it,
    "a ravine 40 metres deep"."""
    page, last = site.page, site.sentence.last
    if site.figure.kind is Kind.COUNT and (behind := _behind_tied_noun(site)) is not None:
        return phrase.ahead(page, behind, last)
    if site.figure.kind not in {Kind.MEASURE, Kind.MONEY, Kind.DURATION, Kind.AGE}:
        return None
    lower = page.lower
    before = lower[site.first - 1] if site.first > site.sentence.first else ""
    if site.last < last and (
        "-" in site.figure.surface or "‑" in site.figure.surface or before in _DETERMINERS
    ):
        at = _behind_bracket(site) if lower[site.last] == "(" else site.last
        found = None if at is None else phrase.ahead(page, at, last)
        if found is not None:
            return found
    if site.last < last and lower[site.last] in _SIZES:
        return phrase.behind(page, site.first, site.sentence.first)
    return None


def _behind_tied_noun(site: Site) -> int | None:
    """The word behind a noun that a hyphen ties to its number: "the 174-car train"."""
    span, page = site.figure.noun_span, site.page
    if span is None or page.document.text[span.start - 1 : span.start] != "-":
        return None
    at = page.word_at(span.end)
    return at if at < site.sentence.last and page.raw[at][0].isalpha() else None


def _behind_bracket(site: Site) -> int | None:
    lower, last = site.page.lower, site.sentence.last
    if site.last < last and lower[site.last] == "(":
        for at in range(site.last, min(last, site.last + 6)):
            if lower[at] == ")":
                return at + 1
    return None


def _of(site: Site, measure: Slot | None) -> Phrase | None:
    """The possessor of the measure: "Berrow's population", "the population of Berrow"."""
    if measure is None:
        return None
    page = site.page
    first = page.word_at(measure.span.start)
    last = page.word_at(measure.span.end)
    for name in site.sentence.names:
        if (
            name.last < site.sentence.last
            and page.lower[name.last] == "'s"
            and 0 <= first - name.last <= 4
            and not aside.is_compared(site, name)
        ):
            return Phrase(name.first, name.last, name.key, True)
        leads = _OF if _befell(site, measure) else _OF_PLACE
        if last < name.first and name.first - last <= 2 and page.lower[last] in leads:
            return Phrase(name.first, name.last, name.key, True)
    return None


def _befell(site: Site, measure: Slot) -> bool:
    """Whether things are counted that happened, so that where they did is no owner of them."""
    of = measures.measure(measure.value).behaviour
    return site.figure.kind is Kind.COUNT and of in {"event", "running"}


def _counted_of(site: Site) -> Phrase | None:
    """The name whose things are counted: "72 towers of the Hollsand wind farm"."""
    span = site.figure.noun_span
    if span is None:
        return None
    page, at = site.page, site.page.word_at(span.end)
    if not site.last <= at < site.sentence.last - 1 or page.lower[at] != "of":
        return None
    found = phrase.ahead(page, at + 1, site.sentence.last)
    return found if found is not None and found.named else None


def _done_to(site: Site) -> Phrase | None:
    """What happened on a day: "the bridge that engineers completed on 9 April", "the bridge,
    finished on 2 April", "opened the bridge on 2 April"."""
    page, at = site.page, site.first - 1
    if site.figure.kind not in _DATED or at <= site.left or page.lower[at] not in _ON:
        return None
    verb = at - 1
    if verb > site.sentence.first and page.lower[verb].endswith(("ed", "ght", "ilt", "en")):
        for back in range(verb - 1, max(site.sentence.first, verb - _CLAUSE) - 1, -1):
            if page.lower[back] in _RELATIVES:
                return phrase.behind(page, back, site.sentence.first)
        return None
    found = phrase.behind(page, at, site.sentence.first)
    before = 0 if found is None else found.first - 1
    while before > site.left and page.lower[before] in _DETERMINERS:
        before -= 1
    past = before > site.left and page.lower[before].endswith(("ed", "ght", "ilt"))
    return found if past else None


def _opening(site: Site, measure: Slot | None, said: Attribution | None) -> Phrase | None:
    """The thing with which the sentence begins: "The ferry, licensed for 250"."""
    page, first = site.page, site.sentence.first
    if first >= site.first - 1 or page.lower[first] not in {"the", "its", "their", "this"}:
        return None
    found = phrase.ahead(page, first, site.first)
    if found is None or (not found.named and not _is_thing(site, found, measure)):
        return None
    closed = page.lower[found.last] in _COPULAS or page.lower[found.last] in _AUXILIARIES
    return found if closed and not _speaks(site, found, said) else None


def _subject(site: Site, measure: Slot | None, said: Attribution | None) -> Phrase | None:
    """The thing before the copula, in an apposition before the figure, or the last name before it
    in the clause."""
    page = site.page
    for at in range(site.first - 1, max(site.left, site.first - _REACH) - 1, -1):
        if page.lower[at] in _COPULAS or (page.lower[at] == "," and at == site.first - 1):
            found = phrase.behind(page, at, site.sentence.first)
            if found is not None and not found.named and not _is_thing(site, found, measure):
                return _before_apposition(site, found)
            if found is not None and not _speaks(site, found, said):
                return found
            break
    names = [
        name
        for name in site.sentence.names
        if name.last <= site.first and name.first >= site.left and not _is_place(site, name)
    ]
    for name in reversed(names):
        if _is_home(site, name) or aside.is_compared(site, name):
            continue
        found = Phrase(name.first, name.last, name.key, True)
        if not _speaks(site, found, said) and _is_subject(site, name):
            return found
    return None


def _is_home(site: Site, name: Name) -> bool:
    """Whether a name only says where somebody is from: "Anton Reis, 34, of Hollin Road"."""
    lower, at = site.page.lower, name.first - 1
    return at - 1 > site.sentence.first and lower[at] in _FROM and lower[at - 1] == ","


def _is_subject(site: Site, name: Name) -> bool:
    """Whether a name can be what the clause is about: it opens the clause or has something, and
    says no more than where a thing is from ("a Danish tug", "a Berrow-bound train")."""
    page = site.page
    following = page.raw[name.last]
    if page.document.text[page.ends[name.last - 1]] == "-" or (
        name.last - name.first == 1
        and page.lower[name.first] in _peoples()
        and following[0].islower()
    ):
        return False
    if name.first - site.left <= _OPENING or page.lower[name.last] == "'s":
        return True
    # "The court jailed Ivo Sandmark for 30 months."
    return site.first - name.last <= 1 and site.figure.kind not in _DATED


@cache
def _peoples() -> frozenset[str]:
    return frozenset(word for words in lexicon.load("demonyms").values() for word in words)


def _before_apposition(site: Site, found: Phrase) -> Phrase | None:
    """The name before what kind of place it is: "Orlaven, a farming village, 12 km from Telmar"."""
    page, at = site.page, found.first - 1
    while at > site.sentence.first and page.lower[at] in _DETERMINERS:
        at -= 1
    if at <= site.sentence.first or page.lower[at] != ",":
        return None
    named = phrase.behind(page, at, site.sentence.first)
    return named if named is not None and named.named else None


def _is_thing(site: Site, found: Phrase, measure: Slot | None) -> bool:
    """Whether a common noun says what a figure is about: no kind of place, no person, no word for
    what is measured."""
    if found.key in _table("later") or found.key in persons():
        return False
    end = site.page.ends[found.last - 1]
    return measure is None or not measure.span.start < end <= measure.span.end


def _speaks(site: Site, found: Phrase, said: Attribution | None) -> bool:
    if said is None:
        return False
    span = site.span(found.first, found.last)
    return said.span.start <= span.start and span.end <= said.span.end
