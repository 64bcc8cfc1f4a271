"""Figures beside words of harm that count nobody who came to harm.

In: a ``Site`` and the measure that its words would make it. Out: a flag. "Rings worth 900,000 are
missing" tells a price, "he died near 40" an age, "11 colleagues were missing from the shift" who
stayed away, "looking for 500 people who can weld" who is wanted.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon, measures
from checker.claims.page import Sentence, Site
from checker.model import Kind
from checker.patterns import lazy

_AGES = range(5, 111)
_BEFORE = 4
_EACH = lazy(r"\s+(?:for\s+(?:each|every)|a\s+head|apiece|each)(?![^\W_])")
_AT = frozenset({"at", "near"})
_HEDGES = frozenset({"about", "around", "nearly", "almost", "only", "just"})
_ONE = frozenset({"he", "she", "who"})
_MANY = frozenset({"people", "put", "puts", "putting", "estimated", "they"})
_A_PERSON = frozenset({"the", "a", "an"})
_ONE_PERSON = 2
_TOLD_NEAR = 2


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("persons")[kind])


def counts_none(site: Site, harm: str) -> bool:
    """Whether a figure counts nobody to whom ``harm`` was done."""
    if not _has_noun(site):
        return _is_price(site) or _is_age(site)
    if _is_sample(site) or _was_saved(site):
        return True
    return harm == "missing" and (_are_absent(site) or _are_wanted(site))


def is_of_register(site: Site) -> bool:
    """Whether births are told beside deaths, so that both are a register's: "births fell to 412,000
    last year. Deaths came to 503,000"."""
    return any(not _words("births").isdisjoint(_lower(site, near)) for near in _near(site))


def _near(site: Site) -> list[Sentence]:
    """The sentence and those close by in its paragraph."""
    found = [site.sentence]
    for step in range(-_TOLD_NEAR, _TOLD_NEAR + 1):
        other = site.page.neighbour(site.sentence, step)
        if other is not None and other.segment.paragraph == site.sentence.segment.paragraph:
            found.append(other)
    return found


def _lower(site: Site, sentence: Sentence) -> list[str]:
    return site.page.lower[sentence.first : sentence.last]


def _has_noun(site: Site) -> bool:
    span = site.figure.noun_span
    return span is not None and span.end > span.start


def _is_price(site: Site) -> bool:
    """Whether a bare number is what something is worth, or what is paid for each."""
    before = " ".join(site.page.lower[max(site.sentence.first, site.first - _BEFORE) : site.first])
    if any(f" {before}".endswith(f" {words}") for words in _words("worth")):
        return True
    text = site.page.document.text
    return _EACH.match(text, site.figure.span.end) is not None


def _is_age(site: Site) -> bool:
    """Whether a bare number behind "at" or "near" is how old one person grew: "a woman who died
    near 40"."""
    quantity, lower, at = site.figure.quantity, site.page.lower, site.first
    if quantity is None or quantity.low not in _AGES or site.figure.kind is not Kind.COUNT:
        return False
    while at > site.left and lower[at] not in _AT and (at == site.first or lower[at] in _HEDGES):
        at -= 1
    if lower[at] not in _AT or lower[at - 1] not in _words("ending"):
        return False
    subject = lower[site.left : at - 1]
    if len(subject) == _ONE_PERSON and subject[0] in _A_PERSON:
        return measures.are_persons(measures.plural(subject[1]))
    many = not _MANY.isdisjoint(subject) or subject[-2:] == ["those", "who"]
    return not many and not _ONE.isdisjoint(subject)


def _is_sample(site: Site) -> bool:
    """Whether people were only asked: "half the hives died, a survey of 1,130 members found"."""
    before = site.page.lower[max(site.sentence.first, site.first - 2) : site.first]
    return before[-1:] == ["of"] and not _words("samples").isdisjoint(before)


def _was_saved(site: Site) -> bool:
    """Whether lives were spared: "helmets saved 40 lives"."""
    before = site.page.lower[max(site.left, site.first - 2) : site.first]
    return not _words("saving").isdisjoint(before)


def _are_absent(site: Site) -> bool:
    """Whether people only stayed away: "11 colleagues were missing", "missing through illness"."""
    noun = (site.figure.noun or "").lower().split()[-1]
    told = f" {' '.join(_lower(site, site.sentence))} "
    return noun in _words("at_work") or any(f" {why} " in told for why in _words("away"))


def _are_wanted(site: Site) -> bool:
    """Whether people are looked for who have work to do, in a text where nobody is lost."""
    lower = site.page.lower
    before = lower[max(site.sentence.first, site.first - _BEFORE) : site.first]
    sought = "for" in before and not _words("seeking").isdisjoint(before)
    return sought and not site.page.names_any(_words("lost"))


@cache
def single_beasts() -> frozenset[str]:
    """Nouns for one animal."""
    return frozenset(measures.singular(noun) for noun in _words("not_persons"))
