"""A document made ready for reading claims: its words, the phrases among them, its names.

In: a ``Document`` with its ``Segment``s and ``Figure``s. Out: a ``Page`` whose ``Sentence``s are
worked out when they are asked for, once each. The words are found in one pass, and so are all the
phrases of all lexicons.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Any, NamedTuple, cast

from checker import lexicon, measures
from checker.claims import naming
from checker.datelines import end_of_dateline
from checker.lexicon.phrases import WORD, Hit, Phrasebook, indexed, lowered, words
from checker.model import Attribution, Document, Figure, Role, Segment, Span

Cue = tuple[str, str, str]  # lexicon, value, position

_PLACED = ("scope", "modality", "statistics")
# The value of phrases that say nothing, though words of theirs do elsewhere: "polling station".
_IDLE = "none"


@cache
def phrases() -> Phrasebook[measures.Expression | Cue]:
    """All phrases of all lexicons, so that a text is gone through once."""
    first = measures.how_many_meanings()
    cues = [tuple(cue) for cue in lexicon.kept("cues", _meanings)]

    def meaning(place: int) -> measures.Expression | Cue:
        return measures.meaning(place) if place < first else cues[place - first]

    return Phrasebook(lexicon.kept("phrases", _index), meaning)


def _index() -> str:
    first = measures.how_many_meanings()
    cues = ((form, first + place) for place, (form, _) in enumerate(_cues()))
    return indexed((*measures.forms(), *cues))


def _cues() -> list[tuple[tuple[str, ...], Cue]]:
    """The phrases that set facets other than the measure: what they mean and where they stand."""
    found: list[tuple[tuple[str, ...], Cue]] = []
    for name in _PLACED:
        for value, places in lexicon.load(name).items():
            for position, phrases in places.items():
                found += [(words(phrase), (name, value, position)) for phrase in phrases]
    movement = lexicon.load("movement")
    for value in ("old", "change", "moved", "lost", _IDLE):
        for position, phrases in movement[value].items():
            found += [(words(phrase), ("movement", value, position)) for phrase in phrases]
    found += [(words(phrase), ("revision", "", "clause")) for phrase in movement["revision"]]
    said = lexicon.load("attribution")
    weak = frozenset(said["weak"])
    for verb in said["verbs"]:
        found.append((words(verb), ("said", "weak" if verb in weak else "strong", verb)))
    for kind in ("before_name", "before_body", "phrases", "own", "adverbs", "records", "revising"):
        found += [(words(phrase), ("source", kind, phrase)) for phrase in said[kind]]
    found += [(words(phrase), ("taken up", "", phrase)) for phrase in said["taken_up"]]
    found += [(words(phrase), ("settled", "", phrase)) for phrase in said["settled"]]
    found += [(words(phrase), ("idle", _IDLE, phrase)) for phrase in lexicon.load("loose")["idle"]]
    when = lexicon.load("periods")
    for kind in ("relative", "parts", "years", "months", "quarters", "named", "weekend"):
        found += [(words(phrase), ("period", kind, phrase)) for phrase in when[kind]]
    for phrase, number in lexicon.load("calendar")["weekdays"].items():
        if len(phrase) > 3:
            found.append((words(phrase), ("period", "weekday", str(number))))
    for phrase, number in lexicon.load("calendar")["months"].items():
        if len(phrase) > 3 or phrase == "may":
            found.append((words(phrase), ("period", "month", str(number))))
    return found


def _meanings() -> list[Cue]:
    return [cue for _, cue in _cues()]


KEPT = {**measures.KEPT, "cues": _meanings, "phrases": _index}
"""All that :func:`checker.lexicon.kept` keeps, by its name."""


class Sentence(NamedTuple):
    """One segment with its words, as a half-open range of the page's and as a set of those in lower
    case, and what stands in it."""

    number: int
    segment: Segment
    first: int
    last: int
    words: frozenset[str]
    figures: tuple[Figure, ...]
    expressions: tuple[Hit[measures.Expression], ...]
    cues: tuple[Hit[Cue], ...]
    names: tuple[naming.Name, ...]


class Page:
    """The words of a document and its sentences."""

    def __init__(
        self, document: Document, segments: tuple[Segment, ...], figures: tuple[Figure, ...]
    ) -> None:
        self.document = document
        self.segments = segments
        self.figures = figures
        text = document.text
        self.lower: list[str] = []
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for block in document.blocks:
            self._split(text, block.span)
        self._figure_starts = [figure.span.start for figure in figures]
        self._segment_starts = [segment.span.start for segment in segments]
        self._sentences: dict[int, Sentence] = {}
        # The source that each sentence names, kept by the facet that looks for it.
        self.sources: dict[int, Attribution | None] = {}
        # The sentences whose source only gives an account of casualties.
        self.accounts: set[int] = set()
        self.known, self.common = naming.known(self)
        self._topics: dict[str, frozenset[str]] | None = None
        self._vocabulary: frozenset[str] | None = None

    def _split(self, text: str, span: Span) -> None:
        spans = [match.span() for match in WORD.finditer(text, span.start, span.end)]
        raw = [text[start:end] for start, end in spans]
        self.raw += raw
        self.lower += [lowered(word) for word in raw]
        self.starts += [start for start, _ in spans]
        self.ends += [end for _, end in spans]

    def topics(self) -> dict[str, frozenset[str]]:
        """The topics that the document's words show, each with the words that show it."""
        if self._topics is None:
            telling = measures.telling()
            found: dict[str, set[str]] = {}
            for word in telling.keys() & set(self.lower):
                for topic in telling[word]:
                    found.setdefault(topic, set()).add(word)
            self._topics = {topic: frozenset(words) for topic, words in found.items()}
        return self._topics

    def names_any(self, nouns: frozenset[str]) -> bool:
        """Whether one of the plural nouns stands in the document, as written or for one thing."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.lower)
        words = self._vocabulary
        return any(noun in words or measures.singular(noun) in words for noun in nouns)

    def word_at(self, offset: int) -> int:
        """The index of the first word that starts at ``offset`` or behind it."""
        return bisect_left(self.starts, offset)

    def sentence_of(self, figure: Figure) -> Sentence | None:
        """The sentence in which a figure stands."""
        number = bisect_left(self._segment_starts, figure.span.start + 1) - 1
        if number < 0 or self.segments[number].span.end < figure.span.start:
            return None
        return self.sentence(number)

    def sentence(self, number: int) -> Sentence:
        """The sentence of segment ``number``."""
        found = self._sentences.get(number)
        if found is None:
            found = self._sentences[number] = self._read(number)
        return found

    def neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        """The sentence so many places on (behind, if negative), or ``None`` at the ends."""
        number = sentence.number + step
        if not 0 <= number < len(self.segments):
            return None
        return self.sentence(number)

    def _read(self, number: int) -> Sentence:
        segment = self.segments[number]
        first = self.word_at(end_of_dateline(self.document.text, *segment.span))
        last = self.word_at(segment.span.end)
        low = bisect_left(self._figure_starts, segment.span.start)
        high = bisect_left(self._figure_starts, segment.span.end)
        expressions: list[Hit[measures.Expression]] = []
        cues: list[Hit[Cue]] = []
        for hit in phrases().hits(self.lower, first, last):
            if isinstance(hit.meaning, measures.Expression):
                expressions.append(cast("Hit[measures.Expression]", hit))
            elif hit.meaning[0] != "modality" or self.raw[hit.first] != "May":
                cues.append(cast("Hit[Cue]", hit))
        return Sentence(
            number,
            segment,
            first,
            last,
            frozenset(self.lower[first:last]),
            self.figures[low:high],
            _told(expressions, cues),
            _awake(cues),
            naming.names(self, first, last, segment.role is Role.HEADLINE),
        )


def _told(
    expressions: list[Hit[measures.Expression]], cues: list[Hit[Cue]]
) -> tuple[Hit[measures.Expression], ...]:
    """The words of measures that are no part of a phrase in which they measure nothing."""
    idle = [hit for hit in cues if hit.meaning[0] == "idle"]
    if not idle:
        return tuple(expressions)
    return tuple(
        told
        for told in expressions
        if not any(one.first <= told.first and told.last <= one.last for one in idle)
    )


def _awake(cues: list[Hit[Cue]]) -> tuple[Hit[Cue], ...]:
    """The cues without those that are part of an idle phrase of their lexicon."""
    idle = [hit for hit in cues if hit.meaning[1] == _IDLE]
    if not idle:
        return tuple(cues)
    return tuple(
        cue
        for cue in cues
        if not any(
            one.first < cue.last and cue.first < one.last and one.meaning[0] == cue.meaning[0]
            for one in idle
        )
    )


class Site(NamedTuple):
    """A figure in its sentence: ``first`` and ``last`` are the half-open range of its words,
    ``left`` and ``right`` the ends of its clause."""

    page: Page
    sentence: Sentence
    figure: Figure
    first: int
    last: int
    left: int
    right: int

    def gap(self, hit: Hit[Any]) -> int:
        """How many words lie between the figure and a phrase; 0 for one inside it."""
        if hit.last <= self.first:
            return self.first - hit.last
        return max(0, hit.first - self.last)

    def span(self, first: int, last: int) -> Span:
        """Where words stand in the text."""
        return Span(self.page.starts[first], self.page.ends[last - 1])

    def text(self, first: int, last: int) -> str:
        """Words as written."""
        span = self.span(first, last)
        return " ".join(self.page.document.text[span.start : span.end].split())


_BREAKS = frozenset(";:—–()")
_JOINS = frozenset({"and", "but", "while", "although", "though", "whereas", "as", "or", "when"})


def site(page: Page, sentence: Sentence, figure: Figure) -> Site:
    """The place of ``figure``, with the clause around it: up to a mark, or to a comma or a joining
    word beyond which another figure stands."""
    # What is too long for a sentence is cut, and a figure may reach beyond the cut.
    first = page.word_at(figure.span.start)
    last = min(page.word_at(figure.span.end), sentence.last)
    others = [f for f in sentence.figures if f is not figure and f.quantity is not None]
    before = [page.word_at(f.span.end) for f in others if f.span.end <= figure.span.start]
    after = [page.word_at(f.span.start) for f in others if f.span.start >= figure.span.end]
    left = _edge(page, first - 1, sentence.first - 1, -1, max(before, default=sentence.first))
    right = _edge(page, last, sentence.last, 1, min(after, default=sentence.last))
    return Site(page, sentence, figure, first, max(last, first + 1), left + 1, right)


def _edge(page: Page, at: int, end: int, step: int, other: int) -> int:
    """The word at which the clause ends, going by ``step``; ``other`` is where the next figure
    stands."""
    last_join = None
    while at != end:
        word = page.lower[at]
        if word in _BREAKS:
            return at
        if word in _JOINS or word == ",":
            last_join = at
        if (step > 0 and at >= other) or (step < 0 and at < other):
            return at if last_join is None else last_join
        at += step
    return end
