"""The source that a sentence itself names.

In: a ``Page`` and a ``Sentence``. Out: an ``Attribution`` or ``None``.

A verb of saying, a phrase such as "according to", a document that names or lists, whoever changed a
count, or the writer's own count is a source; "found" and "showed" are none but of a document, and
"counted" of a body.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from checker import lexicon, spelling
from checker.claims.accounts import is_event, teller
from checker.claims.counters import counter, harm_counter, is_to_come
from checker.claims.page import Cue, Page, Sentence
from checker.claims.saying import (
    counts_ahead,
    goes_on,
    is_counted,
    is_no_saying,
    is_own_speaker,
    is_told_by_name,
    relative_aside,
    table,
)
from checker.claims.subjects import (
    ENDS,
    STOPS,
    SUBORDINATE,
    all_names,
    behind_time,
    end_of_speaker,
    start_of_subject,
    start_of_words,
)
from checker.lexicon.phrases import Hit
from checker.measures import pasts
from checker.model import Attribution, Kind, Span

_REACH = 9
_AUXILIARIES = frozenset({"has", "have", "had"})
_ITS = frozenset({"it", "they"})
_HEADING = 12
_RECORD_REACH = 8
_NEAR = 4
_ASIDE = 5
_PASSIVE = frozenset({"to", "was", "were", "be", "been", "is", "are", "being"})
_ARTICLES = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "our", "one", "this", "that"}
)
_OF_ONE = _ARTICLES - {"a", "an", "one", "this", "that"}
_CASUALTIES = "casualties"
_CAUSES = frozenset({"by", "after", "when", "because", "since", "as", "once"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
# Behind a verb of saying: what is said follows, and no speaker.
# "By the coastguard's count", "On the ministry's figures"
_LEADING = frozenset({"by", "on", "in", "from", "to", "at", "with"})
_TOLD = frozenset(
    {"that", "there", "it", "its", "at", "more", "about"}
    | {"nearly", "some", "only", "they", "he", "she", "no"}
)

# Behind a comma and a verb of saying these say when, and no speaker follows.
_WHEN = frozenset({"on", "last", "late", "early", "yesterday", "today"})
_ADDRESSING = frozenset({"told", "tells", "tell"})
_NEGATIONS = frozenset({"not", "never", "nobody", "neither", "nor"})
_SAID = frozenset({"said", "says", "told", "tells"})


def of(page: Page, sentence: Sentence) -> Attribution | None:
    """The source that a sentence itself names. The key is empty where only a pronoun stands."""
    if sentence.number not in page.sources:
        page.sources[sentence.number] = _of(page, sentence)
    return page.sources[sentence.number]


def _of(page: Page, sentence: Sentence) -> Attribution | None:
    found: Attribution | None = None
    for hit in sentence.cues:
        name, kind = hit.meaning[:2]
        if is_counted(page, sentence, hit):
            continue
        if name == "source":
            found = found or _phrase(page, sentence, hit, kind)
        elif name == "said":
            made = _verb(page, sentence, hit, weak=kind == "weak")
            if made is not None and (found is None or (not found.key and made.key)):
                found = made
        if found is not None and found.key:
            return found
    return found or _heading(page, sentence) or _aside(page, sentence) or _counter(page, sentence)


def subject_of_own(page: Page, sentence: Sentence, found: Attribution) -> Attribution | None:
    """The body with which a sentence opens, for an "it" behind what it says: "the hospital treated
    17, it said"."""
    if found.speaker.lower() not in _ITS:
        return None
    last = min(page.word_at(found.span.start), sentence.first + _REACH)
    for at in range(sentence.first, last):
        if page.lower[at] in table("pronouns") or _figure_at(page, sentence, at):
            break
        if page.lower[at] in table("bodies"):
            first = start_of_words(page, at + 1, sentence.first)
            made = _made(page, first, at + 1, Hit(first, at + 1, ("said", "subject", "")))
            return replace(found, speaker=made.speaker, key=made.key) if made.key else None
    return None


def _counter(page: Page, sentence: Sentence) -> Attribution | None:
    """Whoever counted those who were hurt or died, though nobody says so."""
    found = counter(page, sentence)
    if found is None and casualties(sentence):
        found = harm_counter(page, sentence) or teller(page, sentence)
        if found is not None:
            page.accounts.add(sentence.number)
    if found is None:
        return None
    cue = Hit(found.cue, found.end, ("source", "counter", ""))
    made = _made(page, found.first, found.last, cue)
    return replace(made, key="") if found.silent else made


def _aside(page: Page, sentence: Sentence) -> Attribution | None:
    """Whoever reports, in an aside: ", our safeguarding lead reports;"."""
    lower, verbs = page.lower, table("of_names")
    if verbs.isdisjoint(sentence.words):
        return None
    for at in range(sentence.first + 2, sentence.last):
        ends = at + 1 == sentence.last or lower[at + 1] in STOPS | {","}
        if lower[at] not in verbs or not ends:
            continue
        comma = next(
            (back for back in range(at - 1, at - _ASIDE - 1, -1) if lower[back] == ","), None
        )
        if comma is not None and at - comma > 2 and lower[comma + 1] in _OF_ONE:
            return _made(page, comma + 1, at, Hit(at, at + 1, ("said", "aside", "")))
    return None


def _heading(page: Page, sentence: Sentence) -> Attribution | None:
    """Whoever stands before a colon at the head of a sentence, as live pages have it: "The chief
    inspector again: 11 people were hurt"."""
    first = sentence.first
    for mark in range(first + 1, min(first + _HEADING, sentence.last)):
        if not _is_colon(page, mark):
            continue
        end = start = _before_hour(page, first, mark)
        while start > first and (page.lower[start - 1].isalpha() or page.lower[start - 1] == "'s"):
            start -= 1
        if _heads(page, sentence, start, end):
            return _made(page, start, end, Hit(mark, mark + 1, ("source", "heading", "")))
    return None


def _before_hour(page: Page, first: int, mark: int) -> int:
    """The end of the words before a colon without the hour behind them: "Sheriff's office, 7 p.m.:
    11 dead"."""
    comma = next((at for at in range(mark - 1, first, -1) if page.lower[at] == ","), None)
    hour = comma is not None and page.lower[comma + 1][0].isdecimal()
    return comma if comma is not None and hour else mark


def _heads(page: Page, sentence: Sentence, start: int, mark: int) -> bool:
    """Whether words before a colon tell of a body or an office, and of no count: "118 staff: 46
    attendants and 72 guides"."""
    if (table("bodies") | table("offices")).isdisjoint(page.lower[start:mark]):
        return False
    if not pasts().isdisjoint(page.lower[start:mark]):
        return False  # "The government's answer came today: a new wall"
    return not any(
        figure.kind is Kind.COUNT and page.word_at(figure.span.end) == start
        for figure in sentence.figures
    )


def _is_colon(page: Page, at: int) -> bool:
    """Whether a colon stands there, and none of a time of day, as in "18:20 Marshal: four dead"."""
    return page.lower[at] == ":" and not page.lower[at - 1][0].isdecimal()


def _made(page: Page, first: int, last: int, hit: Hit[Cue], vague: bool = False) -> Attribution:
    low, high = min(first, hit.first), max(last, hit.last)
    span = Span(page.starts[low], page.ends[high - 1])
    text = page.document.text
    cue = text[page.starts[hit.first] : page.ends[hit.last - 1]]
    speaker = (
        " ".join(text[page.starts[first] : page.ends[last - 1]].split()) if last > first else cue
    )
    key = _key(page, first, last)
    named = set(page.lower[first:last])
    faceless = vague or (last - first <= 2 and bool(named & table("vague")))
    return Attribution(speaker, key, cue, span, False, faceless)


def _key(page: Page, first: int, last: int) -> str:
    """A speaker's words without those that only frame it, folded and in order of the alphabet."""
    frame, pronouns = table("frame"), table("pronouns")
    kept = {
        spelling.fold(word)
        for word in page.lower[first:last]
        if word not in frame and word not in pronouns and word[0].isalpha() and not _is_time(word)
    }
    return " ".join(sorted(word for word in kept if word))


@cache
def _is_time(word: str) -> bool:
    days = lexicon.load("calendar")
    return word in days["weekdays"] or word in days["months"]


def _phrase(page: Page, sentence: Sentence, hit: Hit[Cue], kind: str) -> Attribution | None:
    if kind == "records":
        return _record(page, sentence, hit)
    if kind == "revising":
        return _reviser(page, sentence, hit)
    if kind == "before_body":
        end = end_of_speaker(page, hit.last, sentence.last)
        known = table("bodies") & set(page.lower[hit.last : end])
        return _made(page, hit.last, end, hit) if known else None
    if kind == "before_name":
        end = end_of_speaker(page, hit.last, sentence.last)
        return _made(page, hit.last, end, hit)
    if kind == "own":
        return _made(page, hit.first, hit.last, hit)
    if kind == "adverbs":
        return _made(page, hit.first, hit.first, hit, vague=True)
    if is_to_come(page, sentence, hit.first, hit.last):
        return None
    if page.lower[hit.first] == "'s":
        start = start_of_subject(page, hit.first, sentence.first)
        start += start + 1 < hit.first and page.lower[start] in _LEADING
        if page.lower[hit.last - 1] == "toll" and is_event(page, start, hit.first):
            return None
        return _made(page, start, hit.first, hit)
    if _POSSESSIVES & set(page.lower[hit.first : hit.last]):
        return _made(page, hit.first, hit.first, hit)
    return _made(page, _keeper(page, sentence, hit), hit.last, hit)


def _keeper(page: Page, sentence: Sentence, hit: Hit[Cue]) -> int:
    """Where a phrase for figures that show something begins, with the name or body straight before
    it whose figures they are: "Port Authority figures show"."""
    if page.lower[hit.first] not in table("records"):
        return hit.first
    start = start_of_words(page, hit.first, sentence.first)
    while start < hit.first and page.lower[start] in ENDS:
        start += 1
    words_ = range(start, hit.first)
    known = any(page.lower[at] in table("bodies") for at in words_)
    return start if known or all_names(page, start, hit.first) else hit.first


def _record(page: Page, sentence: Sentence, hit: Hit[Cue]) -> Attribution | None:
    """A document that says: a verb for it follows in its clause, before the first figure."""
    lower = page.lower
    verbs, tenses = table("record_verbs"), table("record_has")
    last = min(sentence.last, hit.last + _RECORD_REACH)
    for at in range(hit.last, last):
        word = lower[at]
        if word in STOPS or word == "," or word in SUBORDINATE or word[0].isdecimal():
            break
        ends = at + 2 >= sentence.last or lower[at + 2] in STOPS
        out = word in _PASSIVE and ends and table("record_out") & set(lower[at + 1 : at + 2])
        told = word in tenses and at + 1 < last and _figure_at(page, sentence, at + 1)
        if word in verbs or out or told:
            return _made(page, start_of_subject(page, hit.first, sentence.first), hit.last, hit)
    if lower[hit.first] in table("counted"):
        keeper = hit.first  # "a Reuters count stands at"
        while keeper > sentence.first and _is_of_name(page, keeper - 1):
            keeper -= 1
        return _made(page, keeper, hit.last, hit) if keeper < hit.first else None
    return None


def _is_of_name(page: Page, at: int) -> bool:
    return page.raw[at][0].isupper() and page.lower[at] not in _ARTICLES


def _reviser(page: Page, sentence: Sentence, hit: Hit[Cue]) -> Attribution | None:
    """Who changed a count: the body before the verb ("the army raised its count of the dead"), or,
    where the count is the subject, the body that is named as doing so or as the reason ("the toll
    was cut by the army", "after the army found")."""
    lower, counted = page.lower, table("counted")
    if casualties(sentence):
        counted |= table("counted_loosely")
    if hit.first > sentence.first and lower[hit.first - 1] in _PASSIVE:
        if counted.isdisjoint(lower[max(sentence.first, hit.first - _REACH) : hit.first]):
            return None
        return _behind_cause(page, sentence, hit)
    behind = _up_to_mark(lower[hit.last : min(hit.last + _NEAR, sentence.last)])
    if counted.isdisjoint(behind):
        return None
    start = start_of_subject(page, hit.first, sentence.first)
    if (table("bodies") | table("records")).isdisjoint(lower[start : hit.first]):
        return None
    return _made(page, start, hit.first, hit)


def casualties(sentence: Sentence) -> frozenset[str]:
    """The measures of casualties that a sentence with figures speaks of."""
    if not sentence.figures:
        return frozenset()
    return frozenset(
        hit.meaning.measure.name
        for hit in sentence.expressions
        if _CASUALTIES in {hit.meaning.measure.name, hit.meaning.measure.within}
    )


def _up_to_mark(words_: list[str]) -> list[str]:
    """Words up to the first mark."""
    for at, word in enumerate(words_):
        if word in STOPS or word == ",":
            return words_[:at]
    return words_


def _behind_cause(page: Page, sentence: Sentence, hit: Hit[Cue]) -> Attribution | None:
    """The body named behind "by" or "after" in the rest of a sentence."""
    for at in range(hit.last, sentence.last - 1):
        if page.lower[at] in _CAUSES:
            end = end_of_speaker(page, at + 1, sentence.last)
            for body in range(at + 1, end):
                if page.lower[body] in table("bodies"):
                    return _made(page, at + 1, body + 1, hit)
    return None


def _figure_at(page: Page, sentence: Sentence, at: int) -> bool:
    return any(figure.span.start == page.starts[at] for figure in sentence.figures)


def _verb(page: Page, sentence: Sentence, hit: Hit[Cue], weak: bool) -> Attribution | None:
    """The speaker of a verb of saying, before it or, behind a quotation or a comma, after it."""
    lower = page.lower
    at = hit.first
    before = lower[at - 1] if at > sentence.first else ""
    if before in _PASSIVE or is_no_saying(page, hit):
        return None
    if lower[at] in table("with_count") and not counts_ahead(page, sentence, hit):
        return None
    if lower[at] in table("claiming") and not table("lives").isdisjoint(
        _up_to_mark(lower[hit.last : min(hit.last + _NEAR, sentence.last)])
    ):
        return None
    put = lower[at] not in _SAID and lower[hit.last : hit.last + 1] == ["at"]
    if before == "," and hit.last < sentence.last and put:
        return _put_by(page, sentence, hit)
    if before == "," and lower[at].endswith("ing"):
        return _participle(page, sentence, hit)
    told = hit.last < sentence.last and (
        (lower[hit.last] in _TOLD and not is_own_speaker(page, hit.last))
        or (before == "," and lower[hit.last] in _WHEN)
        or (before == "," and _figure_at(page, sentence, hit.last))
        or (before == "," and _says_what_will_be(page, sentence, hit))
        or any(cue.meaning[0] == "period" and cue.first == hit.last for cue in sentence.cues)
    )
    if before in ",\"”’'" and before and not told and lower[at] not in _ADDRESSING:
        end = end_of_speaker(page, hit.last, sentence.last)
        if not weak or _can_speak(page, hit.last, end, lower[at]):
            if end > hit.last and not is_told_by_name(page, sentence, hit.first, hit.last, end):
                return _made(page, hit.last, end, hit)
        elif before != ",":
            return None
    if before == "," and (opens := relative_aside(page, at - 1, sentence.first)) is not None:
        at = opens
    start = start_of_subject(page, at, sentence.first)
    aside = lower[start] in ENDS or lower[start].endswith("ed")
    if at > start > sentence.first + 1 and aside and lower[start - 1] == ",":
        # "The ministry, in its Sunday summary, claimed", "the petition, lodged on Friday, says"
        at, start = start - 1, start_of_words(page, start - 1, sentence.first)
    if _is_no_subject(page, start, at):
        return None
    if table("adverbs_before").issuperset(lower[start:at]):
        return None if weak else _made(page, at, at, hit)
    if goes_on(lower[start:at]):
        return None if weak else _opening(page, sentence, hit)
    if weak and not (
        _can_speak(page, start, at, lower[hit.first])
        or _is_name_with_count(page, sentence, hit)
        or _closes(page, sentence, start, hit)
    ):
        return None
    end = at - 1 if at > start + 1 and before in _AUXILIARIES else at
    return _made(page, behind_time(page, start, at), end, hit)


def _says_what_will_be(page: Page, sentence: Sentence, hit: Hit[Cue]) -> bool:
    """Whether what follows a verb of saying is a clause, and no speaker: "the developer, Harl, said
    work would begin"."""
    end = end_of_speaker(page, hit.last, sentence.last)
    return not table("modals").isdisjoint(page.lower[hit.last : end])


def _is_no_subject(page: Page, first: int, last: int) -> bool:
    """Whether nobody says it, or words before a verb of saying only measure by what somebody said,
    "more came than analysts had predicted", or are a share of those asked: "56% had replied"."""
    if not _NEGATIONS.isdisjoint(page.lower[first:last]) or page.lower[first] == "no":
        return True
    compared = "than" in page.lower[max(0, first - 1) : last]
    return compared or page.lower[first : first + 1] == ["%"]


def _opening(page: Page, sentence: Sentence, hit: Hit[Cue]) -> Attribution:
    """The subject with which the sentence opens: a pronoun or a name; nobody where it has none."""
    first = sentence.first
    if page.lower[first] in table("pronouns"):
        return _made(page, first, first + 1, hit)
    name = next((name for name in sentence.names if name.first - first <= 1), None)
    return _made(page, first, first, hit) if name is None else _made(page, first, name.last, hit)


def _closes(page: Page, sentence: Sentence, start: int, hit: Hit[Cue]) -> bool:
    """Whether a name and a verb of reporting end the sentence behind a comma, with nothing that is
    reported behind them: "..., Arden Rail has confirmed"."""
    if start == sentence.first or page.lower[start - 1] != ",":
        return False
    rest = range(hit.last, sentence.last)
    if len(rest) > _ASIDE or any(_figure_at(page, sentence, at) for at in rest):
        return False
    return any(page.raw[at][0].isupper() for at in range(start, hit.first))


def _put_by(page: Page, sentence: Sentence, hit: Hit[Cue]) -> Attribution | None:
    """The speaker of "a force, put at 90,000 by intelligence,"."""
    for at in range(hit.last, min(sentence.last - 1, hit.last + _REACH)):
        if page.lower[at] == "by":
            return _made(page, at + 1, end_of_speaker(page, at + 1, sentence.last), hit)
    return None


def _is_name_with_count(page: Page, sentence: Sentence, hit: Hit[Cue]) -> bool:
    """Whether a name stands straight before a verb of reporting, and a number straight behind:
    "Telmar lists 40 men"."""
    if page.lower[hit.first] not in table("of_names"):
        return False
    ahead = page.lower[hit.first - 1] in table("record_has")
    named = any(name.last == hit.first - ahead for name in sentence.names)
    return named and _figure_at(page, sentence, hit.last)


def _participle(page: Page, sentence: Sentence, hit: Hit[Cue]) -> Attribution | None:
    """The speaker of "..., adding that": the body or office that the sentence began with."""
    for at in range(sentence.first, hit.first):
        if page.lower[at] in table("bodies"):
            return _made(page, start_of_words(page, at + 1, sentence.first), at + 1, hit)
        if page.lower[at] in table("pronouns"):
            break
    return _made(page, hit.first, hit.first, hit)


def _can_speak(page: Page, first: int, last: int, verb: str) -> bool:
    """Whether a subject can say something: a body, an office or a pronoun for one."""
    subject = page.lower[first:last]
    near = subject[-4:]
    if any(word in table("bodies") for word in subject):
        return True
    return verb not in table("only_bodies") and any(
        word in {"he", "she", "it", "they"} for word in near
    )
