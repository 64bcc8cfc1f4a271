"""Figures beside words of harm that count nobody who came to harm.

In: a ``Site``, and the phrase of harm that it would be measured by. Out: a flag. "Rings worth
900,000 are missing" tells a price, "he died near 40" an age, "11 colleagues were missing from the
shift" who stayed away, "looking for 500 people who can weld" who is wanted, "nobody died on 118 of
the 365 days" days, and "no crash before had killed more than four" of no one crash.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from checker import lexicon, measures
from checker.claims.page import Sentence, Site
from checker.lexicon.phrases import Hit
from checker.measures import Expression
from checker.model import Figure, Kind, Modifier
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
_MEASURED = frozenset({Kind.MEASURE, Kind.MONEY})
_BOUNDS = frozenset({Modifier.MORE_THAN, Modifier.AT_LEAST})
_REACH = 60
_LED = 8
_JOINING = frozenset({",", "and", "or"})
_BODIED = lazy(r"[^\W\d_]+-bod(?:y|ies)")
_NOBODY = lazy(r"\b(?:no|none|never|not|nobody)\b[^.;:]*$", re.IGNORECASE)
_OF_THE = lazy(r" of (?:the|its|their) ")
_NOT_BADLY = lazy(
    r"(?: [^\W\d_]+){0,2} (?:was|were|is|are) not (?:(?:too |very )?[^\W\d_]+ly )?"
    r"(?:hurt|injured|wounded)\b"
)
_OF_THE_HURT = lazy(
    r"\bOf (?:the|those|all) [^.;:]{0,40}\b(?:hurt|injured|wounded|killed|dead|missing),? $"
)
_SOME_OF = lazy(
    r"\b(?:none|nobody|no one|not one|one|some|most|many|several|few|half) (?:of|among|in|from)"
    r" (?:the|a|an|our|its|her|his|their) (?:[^\W\d_]+ ){1,2}of $",
    re.IGNORECASE,
)
_THERE = lazy(r"(\w+), of which there (?:are|were|had been) $")
_OF_THINGS = lazy(r"\bof (?:the|its|their) ([^\W\d_]+)\b")
_OF_THOSE = lazy(r"\b(?:for|to|with|by|from|against) $")
_HURT = lazy(r" of the (?:injured|wounded|dead|missing|victims|bereaved)\b")
_BEFORE_IT = lazy(r" before (?:it|that|this)\b")
_THE_N_WHO = lazy(r"\W*The $")
_WHO = lazy(r"(?: [^\W\d_]+)? who\b")
_SHARE = lazy(r"(?: [^\W\d_]+){0,5} \($")
_AND = lazy(r"(?: [^\W\d_]+){0,3} and $")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("persons")[kind])


def counts_none(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a figure counts nobody to whom the harm of ``hit`` was done."""
    harm = hit.meaning.measure.name
    if _counts_no_toll(site, hit) or _is_of_whom(site) or _are_all_of_them(site):
        return True
    if _is_denied(site):
        return True
    if not _has_noun(site):
        return _are_acts(site, hit) or _is_price(site) or _is_age(site)
    if _is_sample(site) or _was_saved(site):
        return True
    return harm == "missing" and (_are_absent(site) or _are_wanted(site))


def _is_of_whom(site: Site) -> bool:
    """Whether a count only says of whom those before it are: "four cousins from one family"."""
    before = site.first - 1
    if before <= site.sentence.first or site.page.lower[before] not in ("from", "of"):
        return False
    return any(
        other.kind is Kind.COUNT
        and other.noun_span is not None
        and other.noun_span.end > other.noun_span.start
        and site.page.word_at(other.noun_span.end) == before
        for other in site.sentence.figures
    )


def _is_denied(site: Site) -> bool:
    """Whether those counted came to no great harm, "four were not badly hurt", or are some of those
    who did, of whom something else is told: "of the nine people injured two went home"."""
    if _NOT_BADLY.match(_text(site), site.figure.span.end) is not None:
        return True
    return _OF_THE_HURT.search(_text_before(site)) is not None


def _are_all_of_them(site: Site) -> bool:
    """Whether a number is how many there are of a group of whom some, or none, came to harm: "none
    of her crew of 22 was hurt"."""
    return _SOME_OF.search(_text_before(site)) is not None


def _are_acts(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a bare number counts what did harm or none: "collisions without injury: 61"."""
    before = hit.first - 1
    if hit.meaning.form != "noun" or hit.last > site.first or before < site.sentence.first:
        return False
    return site.page.lower[before] in ("with", "without")


def is_of_register(site: Site) -> bool:
    """Whether births are told beside deaths, so that both are a register's: "births fell to 412,000
    last year. Deaths came to 503,000"; or both are of a study."""
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


# ------------------------------------------------------------------------------ what is no toll


def _counts_no_toll(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a figure counts things, days or shares, or the harm is told in another clause."""
    noun = (site.figure.noun or "").lower()
    if noun and _BODIED.fullmatch(noun.split()[-1]):
        return True  # "wide-bodies" fly
    if noun:
        return False
    return (
        _are_days(site)
        or _is_of_there(site)
        or _is_a_share(site)
        or _are_things(site, hit)
        or _has_its_own_clause(site, hit)
    )


def is_past(site: Site) -> bool:
    """Whether a count of harm is told as what is known, as one of a register or a study, or is what
    nothing else came up to."""
    if site.figure.modifier in _BOUNDS and _NOBODY.search(_text_before(site)):
        return True
    if _HURT.match(_text(site), site.figure.span.end) and _OF_THOSE.search(_text_before(site)):
        return True  # "a lawyer for two of the injured"
    if _BEFORE_IT.match(_text(site), site.figure.span.end):
        return True
    if any(f" {words} " in f" {_sentence(site)} " for words in _words("by_rank")):
        return True
    return _is_of_those_who(site) or _are_in_shares(site)


def _text(site: Site) -> str:
    return site.page.document.text


def _text_before(site: Site) -> str:
    start = site.figure.span.start
    return _text(site)[max(site.sentence.segment.span.start, start - _REACH) : start]


def _sentence(site: Site) -> str:
    return " ".join(site.page.lower[site.sentence.first : site.sentence.last])


def _behind(site: Site) -> Figure | None:
    """The next figure of the sentence."""
    later = (f for f in site.sentence.figures if f.span.start >= site.figure.span.end)
    return next(later, None)


def _are_days(site: Site) -> bool:
    """ "Nobody died on 118 of the 365 days"."""
    other = _behind(site)
    if other is None or other.kind is not Kind.DURATION:
        return False
    return _OF_THE.fullmatch(_text(site), site.figure.span.end, other.span.start) is not None


def _is_of_there(site: Site) -> bool:
    """ "Each fatal accident, of which there were 381"."""
    found = _THERE.search(_text_before(site))
    return found is not None and not measures.are_persons(measures.plural(found[1].lower()))


def _is_a_share(site: Site) -> bool:
    """ "41 per cent were false and nine fatal": a bare number goes on with the unit."""
    return any(
        one.kind is Kind.PERCENT
        and other is site.figure
        and _AND.fullmatch(_text(site), one.span.end, other.span.start)
        for one, other in pairwise(site.sentence.figures)
    )


def _are_things(site: Site, hit: Hit[Expression]) -> bool:
    """ "15,000 megawatts went missing, 3,000 in each second", "46% of the bottles, 1,150 of 2,500,
    could not be traced", "38 jobs take the toll to 214"."""
    before = [f for f in site.sentence.figures if f.span.end <= site.figure.span.start]
    if hit.meaning.measure.name == "missing":
        if any(each.kind in _MEASURED for each in before):
            return True
        shares = [each for each in before if each.kind is Kind.PERCENT]
        told = [_OF_THINGS.match(_text(site), each.span.end + 1) for each in shares]
        return any(found and not measures.are_persons(found[1].lower()) for found in told)
    counted = {(each.noun or "").lower() for each in before}
    toll = "toll" in site.page.lower[hit.first : hit.last]
    return toll and not counted.isdisjoint(_words("lost_things"))


def _has_its_own_clause(site: Site, hit: Hit[Expression]) -> bool:
    """Whether the harm is told in a clause that only says when: "three beds came free when the dead
    were taken away", "before the member died it was 20"."""
    lower, times = site.page.lower, _words("when")
    if hit.first >= site.last:
        between = lower[site.last : hit.first]
        own = bool(between) and between[0] in _words("going")
        return own and not times.isdisjoint(between)
    led = lower[site.sentence.first : hit.first]
    again = lower[hit.last : site.first]
    return (
        0 < len(led) <= _LED
        and led[0] in times
        and len(again) > 1
        and again[0] in _words("anaphors")
        and all(word in _JOINING or word.isdecimal() for word in again[2:])
    )


def _is_of_those_who(site: Site) -> bool:
    """Whether a count, below the first paragraph, is of those told of before, or a part of such:
    "The 17 who died were seven mothers, five babies and five employees"."""
    if site.sentence.segment.paragraph <= 1 or not site.sentence.figures:
        return False
    first, start = site.sentence.figures[0], site.sentence.segment.span.start
    led = _THE_N_WHO.fullmatch(_text(site), start, first.span.start)
    return led is not None and _WHO.match(_text(site), first.span.end) is not None


def _are_in_shares(site: Site) -> bool:
    """Whether a count of the sentence has its share behind it in brackets, as registers have it:
    "131 deaths in towns (32%) and 42 on motorways (10%)"."""
    return any(
        other.kind is Kind.PERCENT
        and one.kind is Kind.COUNT
        and _SHARE.fullmatch(_text(site), one.span.end, other.span.start)
        for one, other in pairwise(site.sentence.figures)
    )
