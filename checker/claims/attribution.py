"""Who says so: the source named in the figure's sentence, or carried over from one beside it.

In: a ``Page`` and a ``Sentence``. Out: an ``Attribution`` or ``None``.

A verb of saying, a phrase such as "according to", or the writer's own count is a source; "found",
"counted" and "showed" are none. A source carries to the other sentences of its paragraph, and
across a paragraph break only where the speaker goes on ("he added").
"""

from __future__ import annotations

from functools import cache

from checker import lexicon, spelling
from checker.claims.page import Cue, Page, Sentence
from checker.lexicon.phrases import Hit
from checker.model import Attribution, Role, Span

_REACH = 9
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_STOPS = frozenset('.;:—–()"“”?!')
_ENDS = frozenset(
    {
        "in",
        "on",
        "at",
        "to",
        "who",
        "which",
        "with",
        "is",
        "was",
        "were",
        "are",
        "had",
        "has",
        "have",
    }
)
_SUBORDINATE = frozenset({"that", "but", "because", "if", "when", "while", "as", "after", "before"})


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("attribution")[kind])


def read(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of what a sentence says."""
    own = of(page, sentence)
    if own is not None:
        if not own.key:
            return _resolved(page, sentence, own)
        return own
    for beside in _beside(page, sentence):
        if (carried := _carried(page, beside)) is not None:
            return carried
    return _across(page, sentence) or _led_in(page, sentence) or _taken_up(page, sentence)


def _led_in(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of the paragraph that a list stands under."""
    before: Sentence | None = sentence
    while before is not None and before.segment.role is Role.LIST_ITEM:
        before = page.neighbour(before, -1)
    if before is sentence:
        return None
    if before is not None and before.segment.role is Role.BODY:
        return _carried(page, before)
    # A list above the text sums it up, as a headline does, and leans on its sources.
    below: Sentence | None = sentence
    while below is not None:
        if below.segment.role is Role.BODY and (found := _carried(page, below)) is not None:
            return found
        below = page.neighbour(below, 1)
    return None


def _taken_up(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of an earlier count that the sentence goes on with: "the toll", "of those"."""
    if not any(hit.meaning[0] == "taken up" for hit in sentence.cues):
        return None
    before = page.neighbour(sentence, -1)
    while before is not None:
        if before.figures and (found := _carried(page, before)) is not None:
            return found
        before = page.neighbour(before, -1)
    return None


def _carried(page: Page, sentence: Sentence) -> Attribution | None:
    found = of(page, sentence)
    if found is None:
        return None
    found = found if found.key else _resolved(page, sentence, found)
    return Attribution(found.speaker, found.key, found.cue, found.span, True, found.vague)


def _beside(page: Page, sentence: Sentence) -> list[Sentence]:
    """The other sentences of a paragraph, the nearest first."""
    found = []
    for step in (-1, 1):
        beside = page.neighbour(sentence, step)
        while beside is not None and beside.segment.paragraph == sentence.segment.paragraph:
            found.append(beside)
            beside = page.neighbour(beside, step)
    return sorted(found, key=lambda other: abs(other.number - sentence.number))


def _across(page: Page, sentence: Sentence) -> Attribution | None:
    """The speaker of a quotation that goes on in the next paragraph: "“...” he added"."""
    beside = page.neighbour(sentence, 1)
    if beside is None or beside.segment.role in {Role.HEADLINE, Role.DECK}:
        return None
    text = page.document.text
    opening = text[beside.segment.span.start : beside.segment.span.start + 1]
    found = of(page, beside) if opening in {'"', "“"} else None
    return None if found is None or found.key else _carried(page, beside)


def of(page: Page, sentence: Sentence) -> Attribution | None:
    """The source that a sentence itself names. The key is empty where only a pronoun stands."""
    if sentence.number not in page.sources:
        page.sources[sentence.number] = _of(page, sentence)
    return page.sources[sentence.number]


def _of(page: Page, sentence: Sentence) -> Attribution | None:
    found: Attribution | None = None
    for hit in sentence.cues:
        name, kind = hit.meaning[:2]
        if name == "source":
            found = found or _phrase(page, sentence, hit, kind)
        elif name == "said":
            made = _verb(page, sentence, hit, weak=kind == "weak")
            if made is not None and (found is None or (not found.key and made.key)):
                found = made
        if found is not None and found.key:
            return found
    return found


def _made(page: Page, first: int, last: int, hit: Hit[Cue], vague: bool = False) -> Attribution:
    low, high = min(first, hit.first), max(last, hit.last)
    span = Span(page.starts[low], page.ends[high - 1])
    text = page.document.text
    cue = text[page.starts[hit.first] : page.ends[hit.last - 1]]
    speaker = (
        " ".join(text[page.starts[first] : page.ends[last - 1]].split()) if last > first else cue
    )
    key = _key(page, first, last)
    words = set(page.lower[first:last])
    faceless = vague or (last - first <= 2 and bool(words & _table("vague")))
    return Attribution(speaker, key, cue, span, False, faceless)


def _key(page: Page, first: int, last: int) -> str:
    """A speaker's words without those that only frame it, folded and in order of the alphabet."""
    frame, pronouns = _table("frame"), _table("pronouns")
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


def _phrase(page: Page, sentence: Sentence, hit: Hit[Cue], kind: str) -> Attribution:
    if kind == "before_name":
        end = _forward(page, hit.last, sentence.last)
        return _made(page, hit.last, end, hit)
    if kind == "own":
        return _made(page, hit.first, hit.last, hit)
    if kind == "adverbs":
        return _made(page, hit.first, hit.first, hit, vague=True)
    if page.lower[hit.first] == "'s":
        return _made(page, _backward(page, hit.first, sentence.first), hit.first, hit)
    if _POSSESSIVES & set(page.lower[hit.first : hit.last]):
        return _made(page, hit.first, hit.first, hit)
    return _made(page, hit.first, hit.last, hit)


def _forward(page: Page, at: int, last: int) -> int:
    end = at
    while end < last and end - at < _REACH and page.lower[end] not in _STOPS:
        word = page.lower[end]
        if word == "," or word[0].isdecimal() or (word in _SUBORDINATE | _ENDS and end > at):
            break
        end += 1
    return end


def _backward(page: Page, at: int, first: int) -> int:
    """The first word of the subject that ends before ``at``: back to the comma, and over it where
    one side of an apposition is a name ("the director, Dr Werren, said")."""
    start = at
    while start > first and page.lower[start - 1] == ",":
        start -= 1
    chunk = _chunk(page, start, first)
    if chunk == first or page.lower[chunk - 1] != "," or not _all_names(page, chunk, start):
        return chunk
    before = _chunk(page, chunk - 1, first)
    return before if page.lower[before] in {"the", "a", "an", "its", "his", "her"} else chunk


def _chunk(page: Page, at: int, first: int) -> int:
    start = at
    while start > first and at - start < _REACH:
        word = page.lower[start - 1]
        if word in _STOPS or word in _SUBORDINATE or word == "," or word[0].isdecimal():
            break
        start -= 1
    while start < at and page.lower[start] in {"and", "'s"}:
        start += 1
    return start


def _all_names(page: Page, first: int, last: int) -> bool:
    return first < last and all(page.raw[at][0].isupper() for at in range(first, last))


def _verb(page: Page, sentence: Sentence, hit: Hit[Cue], weak: bool) -> Attribution | None:
    """The speaker of a verb of saying, before it or, behind a quotation or a comma, after it."""
    lower = page.lower
    at = hit.first
    before = lower[at - 1] if at > sentence.first else ""
    if before in {"to", "was", "were", "be", "been", "is", "are", "being"} and (
        weak or before == "to"
    ):
        return None
    if before in ",\"”’'" and before:
        end = _forward(page, hit.last, sentence.last)
        words = lower[hit.last : end]
        if weak and not _can_speak(page, hit.last, end, lower[at]):
            return None
        if words:
            return _made(page, hit.last, end, hit)
    start = _backward(page, at, sentence.first)
    if start == at:
        return None if weak else _made(page, at, at, hit)
    if weak and not _can_speak(page, start, at, lower[at]):
        return None
    return _made(page, start, at, hit)


def _can_speak(page: Page, first: int, last: int, verb: str) -> bool:
    """Whether a subject can say something: a body, an office or a pronoun for one."""
    words = page.lower[first:last]
    near = words[-4:]
    if any(word in _table("bodies") for word in words):
        return True
    return verb not in _table("only_bodies") and any(
        word in {"he", "she", "it", "they"} for word in near
    )


def _resolved(page: Page, sentence: Sentence, found: Attribution) -> Attribution:
    """A pronoun's speaker: the one named last, up to four sentences before."""
    for back in range(1, 5):
        earlier = page.neighbour(sentence, -back)
        if earlier is None:
            break
        named = of(page, earlier)
        if named is not None and named.key:
            return Attribution(named.speaker, named.key, found.cue, found.span, False, named.vague)
    return found
