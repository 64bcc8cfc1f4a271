"""Who gives an account of people who came to harm, told by how a sentence is built.

In: a ``Page`` and a ``Sentence`` that counts casualties. Out: a ``Counter`` or ``None``.

A verb of telling has a subject, whoever it is, and what is told straight behind it: "Marra
confirmed that two had died". Verbs with other uses need a subject that can speak: "Marra gave four
dead", not "the storm gave four dead". Beside verbs there are tallies that are somebody's ("Marra's
last count is 26 dead"), brackets ("(police count)") and lists ("has 14 down as missing").
"""

from __future__ import annotations

from functools import cache

from checker import lexicon, measures
from checker.claims.counters import Counter
from checker.claims.naming import lexicon_starters
from checker.claims.page import Page, Sentence
from checker.claims.saying import name_aside, relative_aside, table
from checker.claims.subjects import ENDS, STOPS, all_names, start_of_subject, start_of_words

_REACH = 7
_LONGEST = 6
_BRACKET = 7
_BETWEEN = 3
_PASSIVE = frozenset({"to", "was", "were", "be", "been", "is", "are", "being"})
_BEING = frozenset({"was", "were", "is", "are", "been"})
_NEGATIONS = frozenset({"not", "never", "nobody", "neither", "nor", "no", "cannot"})
_AHEAD = frozenset({"will", "would", "should", "must", "may", "might", "shall"})
_RELATIVES = frozenset({"who", "which"})
_POSSESSIVES = frozenset({"his", "her", "their"})
_CLAUSES = frozenset({"after", "before", "when", "while", "because", "if", "but", "where", "until"})
_TALLIES = frozenset({"sum", "total", "numbers"})
_TOLD_TO = frozenset({"that", "of"})


def teller(page: Page, sentence: Sentence) -> Counter | None:
    """Whoever tells of the casualties that the sentence counts."""
    for at in range(sentence.first, sentence.last - 1):
        if page.lower[at] in _verbs() and (found := _by_verb(page, sentence, at)) is not None:
            return found
    return _owner(page, sentence) or _bracketed(page, sentence) or _down(page, sentence)


@cache
def _verbs() -> dict[str, frozenset[str]]:
    """Every form of a verb with the kinds of account that it gives."""
    found: dict[str, set[str]] = {}
    for kind in ("telling", "speaking", "handing", "finding", "revising", "recovering", "having"):
        for verb in table(kind):
            found.setdefault(verb, set()).add(kind)
    return {verb: frozenset(kinds) for verb, kinds in found.items()}


def _by_verb(page: Page, sentence: Sentence, at: int) -> Counter | None:
    if _is_told(page, sentence, at):
        return Counter(at, at, at, at + 1)
    end = _end_of_subject(page, sentence.first, at)
    first = end if end is None else start_of_subject(page, end, sentence.first)
    if first is None or end is None or first >= end:
        return None
    kinds, last = _verbs()[page.lower[at]], at + 1
    if kinds & {"handing", "having"} and _gave(page, sentence, first, end):
        return Counter(first, end, at, last)
    if "recovering" in kinds and _recovers(page, sentence, first, end, last):
        return Counter(first, end, at, last, silent=True)
    told = (
        ("telling" in kinds and _tells(page, sentence, first, end, last))
        or ("speaking" in kinds and _speaks(page, sentence, first, end, last))
        or (_gives(page, sentence, kinds, last) and can_tell(page, sentence, first, end))
        or (page.lower[first:end] == ["it"] and _puts_at(page, sentence, at))
    )
    return Counter(first, end, at, last) if told else None


def _tells(page: Page, sentence: Sentence, first: int, end: int, at: int) -> bool:
    """Whether a verb that only speakers have tells of a count straight behind it, or one that can
    speak tells of one farther on."""
    if page.lower[at] == "that" or _is_straight(page, sentence, at):
        return _is_subject(page, sentence, first, end) or can_tell(page, sentence, first, end)
    return _counts(page, sentence, at) and can_tell(page, sentence, first, end)


def _speaks(page: Page, sentence: Sentence, first: int, end: int, at: int) -> bool:
    """Whether somebody "spoke of" a count."""
    if page.lower[at] != "of" or not _counts(page, sentence, at + 1):
        return False
    return _is_subject(page, sentence, first, end) or can_tell(page, sentence, first, end)


def _recovers(page: Page, sentence: Sentence, first: int, end: int, at: int) -> bool:
    """Whether a body that keeps records tells of whom it found."""
    return _counts(page, sentence, at) and _of(page, first, end, "issuers", "finders")


def _gives(page: Page, sentence: Sentence, kinds: frozenset[str], at: int) -> bool:
    """Whether a verb with other uses gives a count, finds that something is so, or changes a
    tally."""
    return (
        ("handing" in kinds and _counts(page, sentence, at))
        or ("finding" in kinds and page.lower[at] == "that")
        or ("revising" in kinds and _changes_tally(page, sentence, at))
    )


def _gave(page: Page, sentence: Sentence, first: int, end: int) -> bool:
    """Whether a count goes before that somebody gave: "11 dead was the sum that Pohl gave", "that
    is what the sheriff has"."""
    lower, tallies = page.lower, table("tallies") | table("owned_accounts") | _TALLIES
    # "The total the harbour master gave": the subject begins behind its own article.
    inner = [at for at in range(first, end - 1) if lower[at] in tallies and lower[at + 1] == "the"]
    first = start = inner[-1] + 1 if inner else first
    relative = lower[first - 1] in {"that", "which"}
    start -= 1 if relative else 0
    if lower[start - 1] not in tallies and (relative or lower[first - 1] != "what"):
        return False
    told = any(figure.span.end <= page.starts[start] for figure in sentence.figures)
    return told and can_tell(page, sentence, first, end)


def _puts_at(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a number is what somebody puts a count at, as nothing but a speaker does: "it put the
    injured at 910"."""
    behind = range(at + 2, min(at + _REACH, sentence.last))
    return page.lower[at] in {"put", "puts"} and any(
        page.lower[word - 1] == "at" and _starts_figure(page, sentence, word) for word in behind
    )


def _is_told(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a body that is reported to heard of it: "ministers were told that nine had died"."""
    lower = page.lower
    if lower[at] != "told" or at < sentence.first + 2 or lower[at - 1] not in _BEING:
        return False
    who = at - 3 if lower[at - 2 : at] in (["has", "been"], ["have", "been"]) else at - 2
    return lower[at + 1] in _TOLD_TO and lower[max(sentence.first, who)] in table("hearers")


def _end_of_subject(page: Page, first: int, at: int) -> int | None:
    """Where the subject of an active verb ends; ``None`` where the verb is passive, says what is
    not so, or is only to come."""
    lower, verb = page.lower, at
    helpers = table("adverbs_before") | table("record_has") | table("surely")
    while at > first and lower[at - 1] in helpers:
        at -= 1
    if lower[verb].endswith("ing") or lower[verb] == "aware":
        # "police are speaking of"
        if at == first or lower[at - 1] not in _BEING:
            return None
        at -= 1
    elif lower[at - 2 : at] == ["able", "to"]:
        at -= 3
    if at <= first or lower[at - 1] in _PASSIVE | _NEGATIONS | _AHEAD:
        return None
    if lower[at - 1] in {"can", "could"}:
        at -= 1
    if lower[at - 1] in _RELATIVES:
        at -= 1
        while at > first and lower[at - 1] == ",":
            at -= 1
    elif lower[at - 1] == ",":
        opens = relative_aside(page, at - 1, first)
        named = name_aside(page, at - 1, first)
        at = next((each for each in (opens, named) if each is not None), at)
    return at


def _is_straight(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a count follows with nothing but what tells of its size or what it counts: "a toll of
    19", "at least 19", "the death of two"."""
    lower, light = page.lower, table("before_count")
    for word in range(at, min(at + _REACH, sentence.last)):
        if _starts_figure(page, sentence, word):
            return True
        if lower[word] not in light and not (lower[word] == "to" and lower[word - 1] == "up"):
            return False
    return False


def _counts(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a count follows in the clause."""
    for word in range(at, min(at + _REACH, sentence.last)):
        if _starts_figure(page, sentence, word):
            return True
        if page.lower[word] in STOPS | _CLAUSES or page.lower[word] == ",":
            return False
        if page.lower[word] == "to" and page.lower[word + 1] != "have":
            return False  # "gave his coat to one of nine injured men"
    return False


def _changes_tally(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether what is changed is a tally: "raised the number of the dead from four to six"."""
    for word in range(at, min(at + _REACH, sentence.last)):
        if page.lower[word] in STOPS or _starts_figure(page, sentence, word):
            return False
        if page.lower[word] in table("counted") | table("counted_loosely"):
            return True
    return False


def _starts_figure(page: Page, sentence: Sentence, at: int) -> bool:
    return any(figure.span.start == page.starts[at] for figure in sentence.figures)


def _is_subject(page: Page, sentence: Sentence, first: int, end: int) -> bool:
    """Whether words can be the subject of a verb that only speakers have: no adjunct, and no count
    of those who are told of."""
    if end - first > _LONGEST or page.lower[first] in ENDS | table("adjuncts"):
        return False
    span = range(page.starts[first], page.ends[end - 1])
    return not any(figure.span.start in span for figure in sentence.figures)


def can_tell(page: Page, sentence: Sentence, first: int, end: int) -> bool:
    """Whether a subject can give an account: a body, an office, people, a record or a name."""
    if _of(page, first, end, "bodies", "offices", "issuers", "doctors", "carers", "records"):
        return True
    words_ = page.lower[first:end]
    if _of(page, first, end, "events"):
        return False
    if any(word in {"he", "she", "they"} for word in words_):
        return True
    person = any(measures.are_persons(word) for word in words_)
    if person and _is_subject(page, sentence, first, end):
        return True
    return _is_named(page, sentence, first) or _is_named(
        page, sentence, _before_time(page, end) - 1
    )


def is_event(page: Page, first: int, end: int) -> bool:
    """Whether words are for what happened, or when: "the quake", "Friday"."""
    days = lexicon.load("calendar")["weekdays"].keys()
    return _of(page, first, end, "events") or not days.isdisjoint(page.lower[first:end])


def _of(page: Page, first: int, end: int, *kinds: str) -> bool:
    words_ = frozenset(page.lower[first:end])
    return any(not words_.isdisjoint(table(kind)) for kind in kinds)


def _before_time(page: Page, end: int) -> int:
    """The end of words without the day behind them: "Lind on Friday"."""
    days = lexicon.load("calendar")
    if page.lower[end - 1] in days["weekdays"] or page.lower[end - 1] in table("when"):
        end -= 1
        end -= page.lower[end - 1] in ENDS
    return end


def _behind_time(page: Page, at: int, last: int) -> int:
    """The word behind words for the day: "the mayor's word this evening is"."""
    days, when = lexicon.load("calendar")["weekdays"], table("when")
    while at + 1 < last and (page.lower[at] in days or page.lower[at] in when):
        at += 1
    return at


def _is_named(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a word is a name, or is written as one where every sentence has its capital."""
    lower, days = page.lower[at], lexicon.load("calendar")
    if at < sentence.first or not page.raw[at][0].isupper():
        return False
    if lower in days["weekdays"] or lower in days["months"] or lower in lexicon_starters():
        return False
    behind = page.lower[at - 1] if at > sentence.first else ""
    return behind not in table("adjuncts") and (at > sentence.first or lower not in page.common)


def _owner(page: Page, sentence: Sentence) -> Counter | None:
    """Whose tally it is: "Marra's last count is 26 dead", "the mayor's word: 19 killed"."""
    lower = page.lower
    for at in range(sentence.first, sentence.last - 2):
        if lower[at] == "'s":
            first, end = start_of_words(page, at, sentence.first), at
        elif lower[at] in _POSSESSIVES:
            first, end = at, at + 1
        else:
            continue
        noun = next(
            (
                word
                for word in range(at + 1, min(at + _BETWEEN + 2, sentence.last - 1))
                if lower[word] in table("owned_accounts")
            ),
            None,
        )
        if noun is None or not all(word[0].isalpha() for word in lower[at + 1 : noun]):
            continue
        behind = _behind_time(page, noun + 1, sentence.last)
        gives = lower[behind] in table("giving") | table("record_verbs") | {":", "being", "of"}
        if gives and (lower[at] in _POSSESSIVES or can_tell(page, sentence, first, end)):
            return Counter(first, end, noun, noun + 1)
    return None


def _bracketed(page: Page, sentence: Sentence) -> Counter | None:
    """Whose count a bracket behind it says it is: "(police count)", "(Interior Ministry)"."""
    lower = page.lower
    for at in range(sentence.first + 1, sentence.last):
        if lower[at] != "(":
            continue
        ends = range(at + 2, min(at + _BRACKET, sentence.last))
        end = next((word for word in ends if lower[word] == ")"), None)
        if end is None or any(_starts_figure(page, sentence, word) for word in range(at, end)):
            continue
        tally = _of(page, at + 1, end, "tallies") and _of(page, at + 1, end, "bodies", "offices")
        body = all_names(page, at + 1, end) and lower[end - 1] in table("bodies")
        if tally or body or lower[end - 1] in table("issuers"):
            return Counter(at + 1, end, at, at + 1)
    return None


def _down(page: Page, sentence: Sentence) -> Counter | None:
    """Who has so many "down as" dead or missing."""
    lower, has = page.lower, sentence.first
    for at in range(sentence.first + 1, sentence.last - 2):
        if lower[at] in table("record_has"):
            has = at
        elif lower[at : at + 2] == ["down", "as"] and has > sentence.first:
            return Counter(start_of_subject(page, has, sentence.first), has, at, at + 2)
    return None
