"""Later mentions: what "it", "its" and "the city" before a figure mean.

In: a ``Site``. Out: the thing as a ``Phrase``, or ``None`` where the sentences before leave it
open.
"It" is the subject of the sentence before, and never a person; "the city" is a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checker import lexicon, measures
from checker.claims import phrase
from checker.claims.naming import Name
from checker.claims.page import Sentence, Site
from checker.claims.phrase import Phrase
from checker.dimensions import dimension

_BACK = 3
_BE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "may", "remain", "'s"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "their", "them"})
_HERE = frozenset({"there", "here"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "this", "that", "one"})
_PLACES = frozenset({"in", "at", "near", "outside", "around", "from", "to", "across", "off"})
_ADVERBIAL = frozenset(
    {"in", "on", "at", "by", "for", "from", "since", "until", "after", "before", "during", "over"}
    | {"when", "while", "as", "if", "then", "now", "last", "today", "yesterday", "under", "with"}
)
_QUOTES = frozenset({'"', "“", "”"})


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")[kind])


@cache
def _persons() -> frozenset[str]:
    """Words for one person: "coach", "governor"."""
    nouns = {measures.singular(noun) for noun in measures.persons()}
    return frozenset(nouns) | _table("titles") | frozenset(lexicon.load("names")["roles"])


def read(site: Site) -> Phrase | None:
    """The thing that the last mention before the figure means."""
    lower = site.page.lower
    for at in range(site.first - 1, site.sentence.first - 1, -1):
        following = lower[at + 1]
        if lower[at] in _HERE and following not in _BE:
            return _named(site)
        if lower[at] == "the" and following in _table("later"):
            return _named(site)
        if lower[at] in _IT or lower[at] in _THEY:
            back = _points_back(site, at) and not _is_empty(site, at)
            return _subject(site, lower[at] in _THEY) if back else None
    return None


def _points_back(site: Site, at: int) -> bool:
    """Whether a pronoun means what an earlier sentence is about, and not its own sentence: it opens
    the sentence, or follows an adverbial or what somebody said."""
    lower, first = site.page.lower, site.sentence.first
    if at - first <= 1:
        return True
    before = lower[at - 1]
    if before in {"said", "says", "that"}:
        return True
    return before in {",", "and", "but"} and lower[first] in _ADVERBIAL


def _is_empty(site: Site, at: int) -> bool:
    """Whether "it" stands for nothing: "it was 31 degrees", "it is ten days since"."""
    lower = site.page.lower
    if lower[at] != "it" or lower[at + 1] not in _BE:
        return False
    since = site.last < site.sentence.last and lower[site.last] in {"since", "before", "until"}
    return since or dimension(site.figure) in {"temperature", "angle"}


def _named(site: Site) -> Phrase | None:
    """The first name of the sentences before that is no person's."""
    for sentence in _earlier(site):
        for name in sentence.names:
            if not (_shouts(site, name) or is_person(site, sentence, name)):
                return Phrase(name.first, name.last, name.key, True)
        if opening := _opening(site, sentence):
            return opening
    return None


def _opening(site: Site, sentence: Sentence) -> Phrase | None:
    """The one word that opens a sentence before its verb and is a name: "Orlaven was hit"."""
    page, second = site.page, sentence.first + 1
    if second >= sentence.last or page.lower[second] not in _BE:
        return None
    found = phrase.behind(page, second, sentence.first)
    return found if found is not None and found.named else None


def _subject(site: Site, plural: bool) -> Phrase | None:
    """The subject of the sentence before, or of the one before that where it is a mention too."""
    page = site.page
    for sentence in _earlier(site):
        first = sentence.first
        if first >= sentence.last or page.lower[first] in _QUOTES:
            return None
        if page.lower[first] in _IT | _THEY:
            continue
        opening = next((name for name in sentence.names if name.first - first <= 1), None)
        if opening is not None and (opening.first == first or page.lower[first] == "the"):
            if is_person(site, sentence, opening) or _shouts(site, opening):
                return None
            return Phrase(opening.first, opening.last, opening.key, True)
        if page.lower[first] in _DETERMINERS:
            found = _before_verb(site, phrase.ahead(page, first, sentence.last))
            if found is None or plural:
                return None
            if found.key in _table("later"):
                continue
            return None if found.key in _persons() | measures.persons() else found
        if word := _opening(site, sentence):
            return word
        return None if plural else _only_name(site, sentence)
    return None


def _before_verb(site: Site, found: Phrase | None) -> Phrase | None:
    """A thing without the verb that was read as part of it: "the dam holds", "the slab broke"."""
    if found is None or found.named:
        return found
    lower = site.page.lower
    for at in range(found.first + 1, found.last):
        plural = lower[at].endswith("s") and not lower[at].endswith(("ss", "us"))
        last = at == found.last - 1
        closed = last and lower[found.last] in _BE
        if lower[at] in _pasts() or (plural and not closed) or lower[at].endswith("ly"):
            return Phrase(found.first, at, lower[at - 1], False)
    return found


@cache
def _pasts() -> frozenset[str]:
    return measures.pasts() | _table("verbs")


def _only_name(site: Site, sentence: Sentence) -> Phrase | None:
    """The one name of a sentence that is neither a person nor a place where something is."""
    lower = site.page.lower
    found = [
        name
        for name in sentence.names
        if not (_shouts(site, name) or is_person(site, sentence, name))
        and (name.first == sentence.first or lower[name.first - 1] not in _PLACES)
    ]
    if len({name.key for name in found}) != 1:
        return None
    return Phrase(found[0].first, found[0].last, found[0].key, True)


def is_person(site: Site, sentence: Sentence, name: Name) -> bool:
    """Whether a name is that of somebody: with a title or a trade before it, an age behind it, or a
    word for saying beside it."""
    page = site.page
    before = page.lower[name.first - 1] if name.first > sentence.first else ""
    if before in _persons() or page.lower[name.first] in _persons():
        return True
    aged = name.last + 1 < sentence.last and page.lower[name.last] == ","
    if aged and page.raw[name.last + 1].isdecimal():
        return True
    return any(
        hit.meaning[0] == "said" and (hit.first == name.last or hit.last == name.first)
        for hit in sentence.cues
    )


def _shouts(site: Site, name: Name) -> bool:
    """Whether a name is in capitals, as at the head of a dispatch."""
    raw = site.page.raw[name.first]
    return len(raw) > 1 and raw == raw.upper()


def _earlier(site: Site) -> Iterator[Sentence]:
    """The sentences before, the nearest first, as far as they are of one sort of text."""
    for back in range(1, _BACK + 1):
        sentence = site.page.neighbour(site.sentence, -back)
        if sentence is None or sentence.segment.role is not site.sentence.segment.role:
            return
        yield sentence
