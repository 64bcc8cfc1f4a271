"""What a clause is about, where that is a thing with a beginning: a ship, a school, a bridge.

In: a ``Sentence`` and stretches of its text. Out: the words for the thing, as stems and as groups
of like words (``context.meanings``); none where the head of the clause is anything else. A pronoun
stands for the thing of the sentence before it, a name for what the article calls it elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from checker.alignment.pairing.words import meanings, stem
from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, listed
from checker.model import Claim
from checker.patterns import lazy

_WORD = lazy(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE = lazy(r"[.!?][”\"’']?\s+")
_NAME = lazy(r"(?:[A-Z][\w’'-]+\s?){1,3}")
_THEIRS = lazy(
    r"\b(?:his|her|their) (?:[^\W\d_]+ ){0,2}(?!at\b)[^\W\d_]+"
    r"(?:, who (?:is|was|turned) |,? \(?(?:now |aged )?)$",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 90, 60
_STOP = lazy(r"[;:.!?()]|\s[–—-]\s|[“”\"]")
_NOTHING: frozenset[str] = frozenset()


def words_of(text: str) -> frozenset[str]:
    """The words of a stretch of text and the groups of like words that they stand in."""
    return frozenset(
        meaning
        for word in _WORD.findall(text)
        for part in word.split("-")
        for meaning in meanings(stem(part))
    )


def written(claim: Claim, words: frozenset[str]) -> str:
    """The word of a claim's sentence that has one of these meanings, as it is written."""
    text = claim.document.text[slice(*claim.segment.span)]
    return next((word.lower() for word in _WORD.findall(text) if words_of(word) & words), "")


@cache
def kinds(name: str) -> frozenset[str]:
    """The words of a list of ``beginnings.yml``, as :func:`words_of` has them."""
    return frozenset(meaning for word in listed("beginnings", name) for meaning in words_of(word))


def is_of_theirs(before: str) -> bool:
    """Whether an age behind a text is that of somebody who belongs to somebody else: "and her
    coach, who is", "his partner ("."""
    return _THEIRS.search(before) is not None


def clause_before(sentence: Sentence, claim: Claim) -> str:
    """The text before a figure in its clause."""
    return clause_of(sentence.before(claim, _BEFORE))


def clause_of(text: str) -> str:
    """The last clause of a text."""
    breaks = list(_STOP.finditer(text))
    return text[breaks[-1].end() :] if breaks else text


def clause_behind(sentence: Sentence, claim: Claim) -> str:
    """The text behind a figure in its clause."""
    text = sentence.after(claim, _BEHIND)
    found = _STOP.search(text)
    return text[: found.start()] if found else text


def is_of_another(sentence: Sentence, claim: Claim) -> bool:
    """Whether the clause of a figure speaks of another thing of the kind, or of a part of its
    life."""
    clause = f"{clause_before(sentence, claim)} | {clause_behind(sentence, claim)}"
    return cue("beginnings", "others").search(clause) is not None


def head(sentence: Sentence, text: str) -> frozenset[str]:
    """The thing that a stretch of the sentence is about: that of its last part between commas that
    has one. A pronoun or a name alone is looked up."""
    ends, joining = listed("beginnings", "ends"), ("and", "or", "but")
    for part in reversed(text.split(",")):
        words = _split(part)
        if words and words[0] in joining:
            words = words[1:]
        if not words or words[0] in ends:
            continue
        end = next((place for place, word in enumerate(words) if place and word in ends), None)
        if found := _of(sentence, words[:end]):
            return found
    return _NOTHING


def _of(sentence: Sentence, words: list[str]) -> frozenset[str]:
    """The last word before the first preposition, but for names behind it."""
    if len(words) == 1 and words[0].lower() in listed("beginnings", "pronouns"):
        return _before(sentence)
    for word in reversed(words):
        if (found := _thing(word)) or not word[0].isupper():
            return found
    return called(sentence.document.text, " ".join(words))


def first(text: str, most: int) -> frozenset[str]:
    """The first thing among the ``most`` first words."""
    return next((found for word in _split(text)[:most] if (found := _thing(word))), _NOTHING)


def last(text: str) -> frozenset[str]:
    """The thing that a stretch of text ends with, but for a place: "comes from a mill near Telmar",
    before "that"."""
    for word in reversed(_split(text)):
        if word[0].islower() and word not in listed("beginnings", "ends"):
            return _thing(word)
    return _NOTHING


def called(text: str, name: str) -> frozenset[str]:
    """What an article calls a name: "the tanker Boreas", "the Boreas, a tanker"."""
    plain = re.sub(r"^The\s+", "", name.strip())
    if _NAME.fullmatch(plain) is None:
        return _NOTHING
    shown = re.escape(plain).replace(r"\ ", r"\s+")
    kind_before, kind_behind = _kinds_beside()
    beside = [
        *(
            kind_before.search(text, max(0, each.start() - _BEFORE), each.start())
            for each in re.finditer(rf"{shown}\b", text)
        ),
        *(kind_behind.match(text, each.end()) for each in re.finditer(rf"\b{shown}", text)),
    ]
    found = {each[1].lower() for each in beside if each is not None}
    return _thing(found.pop()) if len(found) == 1 else _NOTHING


@cache
def _kinds_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the kind of a thing straight before its name, and behind it."""
    kind = f"({'|'.join(map(re.escape, sorted(listed('beginnings', 'things'))))})"
    behind = r"[*_”\"]?,\s+(?:an?|the)\s+(?:[^\W\d_]+\s+){0,3}?"
    return re.compile(rf"\b{kind}\s+[*_“\"]?$"), re.compile(rf"{behind}{kind}\b")


def _before(sentence: Sentence) -> frozenset[str]:
    """The one thing of the sentence before, or that of the one name that it begins with."""
    document, segment = sentence.document, sentence.segment
    if segment.paragraph >= len(document.blocks):
        return _NOTHING
    start = document.blocks[segment.paragraph].span.start
    told = _SENTENCE.split(document.text[start : segment.span.start].strip())
    told = [each for each in told if each.strip()]
    if not told:
        return _NOTHING
    found = {thing for word in _split(told[-1]) if (thing := _thing(word))}
    if found:
        return found.pop() if len(found) == 1 else _NOTHING
    begins = re.match(r"[“\"*_]*(?:The\s+[*_]?)?((?:[A-Z][\w’'-]+\s?){1,3})", told[-1].lstrip())
    return called(document.text, begins[1].strip()) if begins else _NOTHING


def _split(text: str) -> list[str]:
    return [part for word in _WORD.findall(text) for part in word.split("-")]


def _thing(word: str) -> frozenset[str]:
    if word.lower() in listed("beginnings", "no_things"):
        return _NOTHING
    found = words_of(word) & kinds("things")
    # A word that only shares a group with one of them, as "load" with "freight", is no such thing.
    return found if any(not meaning.startswith("#") for meaning in found) else _NOTHING
