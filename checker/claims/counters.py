"""Who counted, where no verb of saying tells: "by federal count", "medics sent seven to hospital".

In: a ``Page`` and a ``Sentence``. Out: the words of who counted and those that show it, as
half-open ranges, or ``None``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.claims.page import Page, Sentence

_BY = 4
_SUBJECT = 5
_OBJECT = 4
_CARRIED = 12
_STOPS = frozenset('.;:—–()"“”?!,')
_PASSIVE = frozenset({"was", "were", "been", "being", "be", "is", "are"})
_COMING = 3
_IN = frozenset({"in", "on", "from", "by"})
_OF = frozenset({"at", "of", "in", "by", "from", "kept", "outside", "pinned", "posted"})
_DEFINITE = frozenset({"the", "its", "his", "her", "their", "our"})
_REACH = 9
_ENDS = frozenset(
    {"in", "on", "at", "to", "who", "which", "with"}
    | {"is", "was", "were", "are", "had", "has", "have"}
)


class Counter(NamedTuple):
    """Who counted, ``first`` to ``last``, and the cue, ``cue`` to ``end``; ``silent`` where
    they did so and nobody says that they told of it."""

    first: int
    last: int
    cue: int
    end: int
    silent: bool = False


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("attribution")[kind])


def counter(page: Page, sentence: Sentence) -> Counter | None:
    """Whoever counted what the sentence counts, though nobody says so."""
    return _verdict(page, sentence) or _by_count(page, sentence) or _owned(page, sentence)


def harm_counter(page: Page, sentence: Sentence) -> Counter | None:
    """Whoever counted the people who were hurt or died, of whom the sentence tells."""
    return _carer(page, sentence) or _in_record(page, sentence) or _tally_of(page, sentence)


def _by_count(page: Page, sentence: Sentence) -> Counter | None:
    """The words between "by" and a count: "by federal count", "by the hospitals' tally"."""
    if "by" not in sentence.words:
        return None
    lower = page.lower
    for at in range(sentence.first, sentence.last - 2):
        if lower[at] != "by":
            continue
        for noun in range(at + 2, min(at + _BY + 1, sentence.last)):
            between = lower[at + 1 : noun]
            if not all(word[0].isalpha() or word == "'s" for word in between):
                break
            if lower[noun] in _table("tallies"):
                return Counter(at + 1, noun, at, noun + 1)
    return None


def _owned(page: Page, sentence: Sentence) -> Counter | None:
    """Whose tally it is, before the verb that gives it: "the fire service's figure is"."""
    if "'s" not in sentence.words:
        return None
    lower, who = page.lower, _table("bodies") | _table("issuers") | _table("offices")
    for at in range(sentence.first + 1, sentence.last - 2):
        if lower[at] != "'s" or lower[at - 1] not in who:
            continue
        for noun in range(at + 1, min(at + _BY, sentence.last - 1)):
            if lower[noun] in _table("owned_tallies"):
                if lower[noun + 1] in _table("giving"):
                    first = _subject_before(lower, sentence.first, at)
                    return Counter(first, at, noun, noun + 1)
                break
            if not lower[noun][0].isalpha():
                break
    return None


def _subject_before(lower: list[str], floor: int, at: int) -> int:
    """Where the words before ``at`` begin that name one body."""
    first = at
    while first > floor and at - first < _SUBJECT and lower[first - 1] not in _STOPS | _ENDS:
        first -= 1
    return first


def _carer(page: Page, sentence: Sentence) -> Counter | None:
    """Whoever cared for those who are counted, and so counted them: "first-aiders treated 40 and
    sent seven to hospital"."""
    lower, verbs, carers = page.lower, _table("care_verbs"), _table("carers")
    places, having = _table("care_places"), _table("care_having")
    starts = {page.word_at(figure.span.start) for figure in sentence.figures}
    for at in range(sentence.first + 1, sentence.last - 1):
        if lower[at] not in verbs | having | _table("bearing") or lower[at - 1] in _PASSIVE:
            continue
        if starts.isdisjoint(range(at + 1, at + _OBJECT)):
            continue
        first = at
        while first > sentence.first and at - first < _SUBJECT and lower[first - 1] not in _STOPS:
            first -= 1
        who = carers if lower[at] in verbs else places
        if lower[at] in _table("bearing") and not places.isdisjoint(
            lower[at : min(at + _CARRIED, sentence.last)]
        ):
            who = carers | _table("bearers")  # "coastguards brought three to hospital"
        if not who.isdisjoint(lower[first:at]):
            return Counter(first, at, at, at + 1)
    return None


def _in_record(page: Page, sentence: Sentence) -> Counter | None:
    """The record in which a count stands: "12 dead in the police log"."""
    lower = page.lower
    for at in range(sentence.first + 1, sentence.last - 2):
        if lower[at] not in _IN or lower[at + 1] not in _DEFINITE:
            continue
        for noun in range(at + 2, min(at + _BY + 2, sentence.last)):
            if not (lower[noun][0].isalpha() or lower[noun] == "'s"):
                break
            if lower[noun] in _table("kept_in"):
                return Counter(at + 1, noun + 1, at, noun + 1)
    return None


def _tally_of(page: Page, sentence: Sentence) -> Counter | None:
    """The place or body whose tally it is: "the count at the morgue is 12 dead"."""
    lower, who = page.lower, _table("bodies") | _table("issuers") | _table("care_places")
    for at in range(sentence.first, sentence.last - 2):
        if lower[at] not in _table("counted") | {"list"} or lower[at + 1] not in _OF:
            continue
        for body in range(at + 2, min(at + _BY + 2, sentence.last)):
            if not (lower[body][0].isalpha() or lower[body] == "'s"):
                break
            if lower[body] in who:
                return Counter(at + 2, body + 1, at, at + 1)
    return None


def _verdict(page: Page, sentence: Sentence) -> Counter | None:
    """Whoever says what people died of: "attributed to the heat by the county's doctors"."""
    lower, verdicts = page.lower, _table("verdicts")
    told = "down" in sentence.words or not verdicts.isdisjoint(sentence.words)
    if not told or "by" not in sentence.words:
        return None
    who = _table("bodies") | _table("offices") | _table("issuers") | _table("doctors")
    verdict = None
    for at in range(sentence.first, sentence.last):
        if lower[at] in verdicts or lower[at - 1 : at + 1] == ["put", "down"]:
            verdict = at
        elif lower[at] in _STOPS or lower[at] in {"and", "but"}:
            verdict = None
        elif verdict is not None and lower[at] == "by":
            end = next(
                (
                    stop
                    for stop in range(at + 1, min(at + _REACH, sentence.last))
                    if lower[stop] in _STOPS | _ENDS
                ),
                min(at + _REACH, sentence.last),
            )
            if not who.isdisjoint(lower[at + 1 : end]):
                return Counter(at + 1, end, verdict, at + 1)
    return None


def is_to_come(page: Page, sentence: Sentence, first: int, last: int) -> bool:
    """Whether an inquiry or a trial has counted nothing yet, or only its time is told: "until the
    inquiry opens", "the inquest's first day"."""
    lower = page.lower
    if lower[last : last + 1] == ["'s"] and last + 1 < sentence.last:
        return lower[last + 1] in _table("of_hearings")
    before = lower[max(sentence.first, first - _COMING) : first]
    return not _table("awaiting").isdisjoint(before)
