"""The passages in which figures stand beside each other: sentences, and the paragraphs they make.

In: the claims of one story, those of each document in the order of its text. Out: ``Sentence``s
with the claims in them and the text between and around those. Relations that look for arithmetic
never look farther than a paragraph, a list or a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from checker.alignment.asides import muted
from checker.alignment.possible import possible, tally
from checker.alignment.wording import cue, words
from checker.datelines import end_of_dateline
from checker.model import Alignment, Claim, Document, Form, Member, Quantity, Role, Segment, Span


class Sentence(NamedTuple):
    """One segment of a document, the claims whose figures stand in it, in order, its words in lower
    case, with a bracket if there is one, how many figures of which kinds it has, and what may be
    found in it, as ``possible`` tells both; and where it begins behind a dateline, and ends but for
    who says so."""

    document: Document
    segment: Segment
    claims: tuple[Claim, ...]
    words: frozenset[str]
    figures: int
    may: frozenset[str]
    start: int
    end: int

    @property
    def role(self) -> Role:
        """The part of the article that it belongs to."""
        return self.segment.role

    @property
    def text(self) -> str:
        """The sentence as written, without a dateline and without who says so at its end."""
        return self.document.text[self.start : self.end]

    def of(self, claims: tuple[Claim, ...]) -> Sentence:
        """The same sentence with other claims."""
        return self._replace(claims=claims)

    def may_say(self, name: str, *keys: str) -> bool:
        """False where the words of no phrase under ``keys`` of the lexicon ``name`` are in the
        sentence, so that none need be looked for beside its figures."""
        return cue(name, *keys).may_be_among(self.words)

    def says(self, name: str, *keys: str) -> bool:
        """Whether one of the phrases is in the sentence."""
        return self.says_in(self.text, name, *keys)

    def says_in(self, part: str, name: str, *keys: str) -> bool:
        """Whether one of the phrases is in a part of the sentence."""
        sought = cue(name, *keys)
        return sought.may_be_among(self.words) and sought.pattern().search(part) is not None

    def between(self, first: Claim, second: Claim) -> str:
        """The text between two figures of the sentence."""
        return self.document.text[first.figure.span.end : second.figure.span.start]

    def ahead_of(self, claim: Claim) -> Iterator[Claim]:
        """The figures of the sentence that end before another begins."""
        start = claim.figure.span.start
        return (each for each in self.claims if each.figure.span.end <= start)

    def before(self, claim: Claim, reach: int = 80) -> str:
        """The text of the sentence up to a figure, no more than ``reach`` code points."""
        start, first = claim.figure.span.start, self.start
        return self.document.text[first if start - first < reach else start - reach : start]

    def after(self, claim: Claim, reach: int = 80) -> str:
        """The text of the sentence behind a figure, no more than ``reach`` code points, and without
        who says so at its end: "and six porters, officials said"."""
        end, last = claim.figure.span.end, self.segment.span.end
        if end <= self.end:
            last = self.end
        return self.document.text[end : last if last - end < reach else end + reach]


class Paragraph(tuple[Sentence, ...]):
    """The sentences of one paragraph that have claims, and what may be found in all of them
    together."""

    may: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], may: frozenset[str] | None = None) -> Paragraph:
        """Some sentences, with what ``may`` be found in them where that is known."""
        made = cls(sentences)
        if may is None and len(sentences) == 1:
            may = sentences[0].may
        if may is None:
            words = frozenset[str]().union(*(each.words for each in sentences))
            may = possible(sum(each.figures for each in sentences), words)
        made.may = may
        return made


Placed = tuple[Sentence, Claim]
"""A figure with the sentence in which it stands."""


class Story:
    """The claims of a story as a key: known by what they are, not by what they hold, since ten
    relations in turn look at the same ones."""

    __slots__ = ("claims",)

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self.claims = claims

    def __hash__(self) -> int:
        return id(self.claims)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Story) and other.claims is self.claims


def paragraphs_of(claims: tuple[Claim, ...]) -> tuple[Paragraph, ...]:
    """As :func:`paragraphs`, grouped once for all relations that look at one story."""
    return _grouped(Story(claims))


@lru_cache(maxsize=1)
def _grouped(story: Story) -> tuple[Paragraph, ...]:
    return tuple(paragraphs(story.claims))


def sentences_of(claims: tuple[Claim, ...]) -> Iterator[Sentence]:
    """The sentences of :func:`paragraphs_of`."""
    return chain.from_iterable(paragraphs_of(claims))


def sentences(claims: Iterable[Claim]) -> Iterator[Sentence]:
    """The sentences that have claims, in order."""
    group: list[Claim] = []
    for claim in claims:
        if group and not _in_one_sentence(group[0], claim):
            yield from _told(group)
            group = []
        group.append(claim)
    if group:
        yield from _told(group)


def _told(group: Sequence[Claim]) -> Iterator[Sentence]:
    """The sentence of some claims, unless all of them stand in its dateline."""
    made = _sentence(tuple(group))
    if made.claims:
        yield made


def _sentence(claims: tuple[Claim, ...]) -> Sentence:
    document, segment = claims[0].document, claims[0].segment
    start = end_of_dateline(document.text, *segment.span)
    if start > segment.span.start:
        # Its day is that of the report.
        claims = tuple(claim for claim in claims if claim.figure.span.start >= start)
    text = document.text[start : segment.span.end]
    told = words(text) | _BRACKET if "(" in text else words(text)
    figures = tally(claims)
    spans = [claim.figure.span for claim in claims]
    plain = muted(document.text, start, segment.span.end, spans, told)
    if plain.text is not document.text:
        document = replace(document, text=plain.text)
    may = possible(figures, told)
    return Sentence(document, segment, claims, told, figures, may, plain.start, plain.end)


_BRACKET = frozenset({"("})


def paragraphs(claims: Iterable[Claim]) -> Iterator[Paragraph]:
    """The sentences that have claims, those of one paragraph together."""
    group: list[Sentence] = []
    for sentence in sentences(claims):
        if group and not _in_one_paragraph(group[0], sentence):
            yield Paragraph.of(group)
            group = []
        group.append(sentence)
    if group:
        yield Paragraph.of(group)


def narrowed(
    found: Iterable[Paragraph], pick: Callable[[Claim], Claim | None]
) -> Iterator[Paragraph]:
    """Paragraphs with what ``pick`` makes of each claim, without the claims, sentences and
    paragraphs of which nothing is left."""
    for paragraph in found:
        group = tuple(
            sentence.of(claims)
            for sentence in paragraph
            if (claims := tuple(c for each in sentence.claims if (c := pick(each)) is not None))
        )
        if group:
            yield Paragraph.of(group, paragraph.may)


def _in_one_sentence(a: Claim, b: Claim) -> bool:
    if a.segment is b.segment:
        return True
    return a.segment.span == b.segment.span and a.document.name == b.document.name


def _in_one_paragraph(a: Sentence, b: Sentence) -> bool:
    return a.segment.paragraph == b.segment.paragraph and a.document.name == b.document.name


Place = tuple[str, int]
"""Where a figure stands: the name of its document and the offset of its first code point."""


def place_of(claim: Claim) -> Place:
    """Where a claim's figure stands, by which it is told from all others."""
    return claim.document.name, claim.figure.span.start


_NEXT = 24


def right_before(claim: Claim) -> str:
    """The text of its sentence right before a figure, as it is written."""
    start = claim.figure.span.start
    return claim.document.text[max(claim.segment.span.start, start - _NEXT) : start]


def aligned(
    relation: str, grounds: tuple[str, ...], **roles: Claim | tuple[Claim, ...]
) -> Alignment:
    """An alignment of ``relation`` with its members by role, in the order given."""
    members = tuple(
        Member(role, found if isinstance(found, tuple) else (found,))
        for role, found in roles.items()
    )
    return Alignment(relation, members, grounds)


def by_role(alignment: Alignment) -> dict[str, tuple[Claim, ...]]:
    """The claims of an alignment by the roles of its members."""
    return {member.role: member.claims for member in alignment}


class Ends(NamedTuple):
    """The two ends of a change ("from 20 to 30") as claims of their own."""

    before: Claim
    after: Claim


_LINKS = (" to ", "-to-", "–", "—", "-")


_BETWEEN = "between "


def ends(claim: Claim) -> Ends | None:
    """The earlier and the later level of a change or a range, each as a point where it is written.
    ``None`` for any other figure."""
    figure = claim.figure
    quantity = figure.quantity
    if figure.form is Form.POINT or quantity is None or None in (quantity.low, quantity.high):
        return None
    start, end = figure.span
    text = claim.document.text[start:end]
    flat = text.replace("\n", " ").replace("\u00a0", " ")
    between = flat[: len(_BETWEEN)].lower() == _BETWEEN
    links = (" and ",) if between else _LINKS
    link = next((found for found in links if found in flat), None)
    if link is None:
        return None
    cut = flat.index(link)
    first = Span(start, start + cut)
    if flat[:5].lower() == "from ":
        first = Span(start + 5, start + cut)
    if between:
        first = Span(start + len(_BETWEEN), start + cut)
    second = Span(start + cut + len(link), end)
    low = Quantity(quantity.low, quantity.low, quantity.step, quantity.unit)
    high = Quantity(quantity.high, quantity.high, quantity.step, quantity.unit)
    return Ends(_part(claim, first, low), _part(claim, second, high))


def _part(claim: Claim, span: Span, quantity: Quantity) -> Claim:
    figure = claim.figure
    surface = " ".join(claim.document.text[span.start : span.end].split())
    moved = span.start - figure.span.start
    part = replace(
        figure,
        span=span,
        column=figure.column + moved,
        surface=surface,
        quantity=quantity,
        form=Form.POINT,
        noun_span=figure.noun_span if span.end == figure.span.end else None,
    )
    return replace(claim, figure=part)


def same_rate(a: str | None, b: str | None) -> bool:
    """Whether two units are one, or a rate whose "an hour" is written once."""
    if a == b:
        return True
    one, other = (a or "").partition(" / "), (b or "").partition(" / ")
    return bool(one[0]) and one[0] == other[0] and not (one[2] and other[2])
