"""What the sentences around two figures have in common: rare words, and other figures.

In: ``Claim``s of one story. Out: a ``Context``, which weighs the words that two claims share by how
rare they are in their documents, and knows which other figures stand beside both.

Similar sentences are no evidence by themselves: near misses repeat each other's words more than two
newsrooms do. What is weighed here only decides between claims that no slot keeps apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from math import log2
from typing import NamedTuple

from checker.alignment.pairing.agreement import shared
from checker.alignment.pairing.days import Days
from checker.alignment.pairing.framed import is_framed
from checker.alignment.pairing.leftover import Leftovers
from checker.alignment.pairing.past import is_ago
from checker.alignment.pairing.predicates import Predicate, predicate
from checker.alignment.pairing.words import WORD, content, content_stems, meanings, stem
from checker.dimensions import dimension, head
from checker.model import Cell, Claim, Document, Kind, Role, Span
from checker.once import once

# So many words to either side of a figure are around it.
_REACH = 18
# Words of the sentence before count for less, and no more of them than these.
_BEFORE = 14
_EARLIER = 0.5
# A word so many content words away from the figures, together, is half as near as one beside both.
_HUNDRED = 100
_HALF = 3
_NONE = repeat(0.0)
# What a word weighs that a document has once, twice, three times; and more often.
_RARE = (1.0, 0.8, 0.6, 0.4)
_COMMON = 0.2
_FEW = 4
# A predicate so many words from both figures is close, and one farther off counts for less.
_CLOSE = 4
_LOOSE = 0.5
# Dimensions in which an article has many figures of many things.
_MANIFOLD = frozenset(
    {"count", "percent", "percentage_point", "money", "time", "age", "ratio", "multiple", "length"}
    | {"date", "year"}
)


class Beside(NamedTuple):
    """Another figure of a claim's sentence: what kind of quantity it is, its value and its noun."""

    kind: str
    low: object
    high: object
    noun: str | None


class Words(NamedTuple):
    """The content words of a document in order, as where each starts and its stem, and how much
    each stem weighs: less, the more often the document has it."""

    starts: tuple[int, ...]
    stems: tuple[str, ...]
    weights: dict[str, float]


class Context:
    """The words and figures around the claims of one story."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._words: dict[str, Words] = {}
        self._tables: dict[str, dict[Cell, Span]] = {}
        self._around: dict[int, dict[str, float]] = {}
        self._meant: dict[int, dict[str, float]] = {}
        self._forms: dict[int, list[tuple[str, float, tuple[str, ...]]]] = {}
        self._places: dict[int, dict[str, int]] = {}
        self._said: dict[int, Predicate | None] = {}
        self._mates: dict[int, list[Claim]] = {}
        self._ranks: dict[int, float] = {}
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def leftovers(self) -> Leftovers:
        """What is left over of any two articles."""
        return Leftovers(self._claims)

    @cached_property
    def days(self) -> Days:
        """The days that the articles name."""
        return Days(self._claims)

    @cached_property
    def _beside(self) -> Mapping[tuple[str, int], list[Claim]]:
        """The claims of each sentence."""
        found: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for claim in self._claims:
            found[claim.document.name, claim.segment.span.start].append(claim)
        return found

    @cached_property
    def _kinds(self) -> Mapping[tuple[str, Kind, str], set[Beside]]:
        """The values of each kind in each document."""
        found: dict[tuple[str, Kind, str], set[Beside]] = defaultdict(set)
        for claim in self._claims:
            if claim.figure.quantity is not None or claim.figure.moment is not None:
                found[_kind(claim)].add(_value(claim))
        return found

    @cached_property
    def _told(self) -> Mapping[tuple[str, int], set[Beside]]:
        """The values of each paragraph that tell which its other figures are."""
        found: dict[tuple[str, int], set[Beside]] = defaultdict(set)
        for claim in self._claims:
            if _tells(claim):
                found[claim.document.name, claim.segment.paragraph].add(_value(claim))
        return found

    @cached_property
    def _amounts(self) -> Mapping[str, set[object]]:
        """The numbers of each document, alone and with their dimension."""
        found: dict[str, set[object]] = defaultdict(set)
        for claim in self._claims:
            if claim.figure.quantity is not None:
                low = claim.figure.quantity.low
                found[claim.document.name].update((low, (low, dimension(claim.figure))))
        return found

    def around(self, claim: Claim) -> dict[str, float]:
        """The content words around a figure, each with what it weighs there: less for one of the
        sentence before, and for one that the document repeats."""
        found = self._around.get(id(claim))
        if found is None:
            words = self._words_of(claim.document)
            near, before = _near(claim, words, self._heads(claim))
            found = {form: words.weights.get(form, _RARE[0]) for form in near}
            for form in before:
                found.setdefault(form, _EARLIER * words.weights.get(form, _RARE[0]))
            self._around[id(claim)] = found
        return found

    def words(self, a: Claim, b: Claim) -> tuple[float, tuple[str, ...]]:
        """What the words around both figures weigh together, and the words, rarest first; without
        those that slots or speakers have in common."""
        found = dict(self._met(a, b))
        ordered = sorted(found, key=lambda form: (-found[form], form))
        return sum(found.values()), tuple(ordered)

    def weight_of_words(self, a: Claim, b: Claim) -> float:
        """What :meth:`words` weigh."""
        return sum(weight for _, weight in self._met(a, b))

    def _met(self, a: Claim, b: Claim) -> list[tuple[str, float]]:
        """The words around both figures that neither slots nor speakers have in common, each with
        what it weighs there."""
        if len(self.around(b)) < len(self.around(a)):
            a, b = b, a
        yours = self._meanings_around(b)
        met = [
            (form, min(weight, most))
            for form, weight, several in self._several(a)
            if (most := max(map(yours.get, several, _NONE)) if several else yours.get(form, 0))
        ]
        if not met:
            return met
        told = _told(a, b)
        return [each for each in met if each[0] not in told]

    def _several(self, claim: Claim) -> list[tuple[str, float, tuple[str, ...]]]:
        """The words around a figure with what they weigh, and with their meanings where they have
        more than one."""
        found = self._forms.get(id(claim))
        if found is None:
            found = self._forms[id(claim)] = [
                (form, weight, several if len(several := meanings(form)) > 1 else ())
                for form, weight in self.around(claim).items()
            ]
        return found

    def written(self, a: Claim, b: Claim, form: str) -> str:
        """A stem of :meth:`words` as the text around the first figure has it, or around the other,
        where the first has another word for the same."""
        return _written(a, form) or _written(b, form) or form

    def closeness(self, a: Claim, b: Claim) -> float:
        """How near to both figures the nearest word stands that both sentences have and no slot
        does: 1 where it is the next content word of both, 0 where there is none."""
        mine, yours = self._distances(a), self._distances(b)
        both = mine.keys() & yours.keys()
        if both:
            both.difference_update(*map(meanings, _in_one_slot(a, b)), _said(a), _said(b))
        return 1 / (1 + min(mine[word] + yours[word] for word in both) / _HALF) if both else 0

    def _distances(self, claim: Claim) -> dict[str, int]:
        """The meanings of the words of a figure's sentence, each with how many content words stand
        between it and the figure."""
        found = self._places.get(id(claim))
        if found is None:
            found = self._places[id(claim)] = {}
            others = self._counted_by_others(claim)
            for side in _sides(claim, self._words_of(claim.document), self._heads(claim)):
                for away, form in enumerate(side):
                    if form in others:
                        continue
                    for meaning in meanings(form):
                        found[meaning] = min(away, found.get(meaning, away))
        return found

    def _counted_by_others(self, claim: Claim) -> frozenset[str]:
        """The stems of what other figures of a claim's sentence count, and it does not."""
        beside = self._beside[claim.document.name, claim.segment.span.start]
        nouns = " ".join(each.figure.noun or "" for each in beside if each is not claim)
        return frozenset(content_stems(nouns)) - frozenset(content_stems(claim.figure.noun or ""))

    def _meanings_around(self, claim: Claim) -> dict[str, float]:
        """The meanings of the words around a figure, each with the most that one of them weighs."""
        found = self._meant.get(id(claim))
        if found is None:
            found = self._meant[id(claim)] = {}
            for form, weight in self.around(claim).items():
                for meaning in meanings(form):
                    found[meaning] = max(found.get(meaning, 0), weight)
        return found

    def partner(self, a: Claim, b: Claim) -> Claim | None:
        """A figure beside ``a`` that stands beside ``b`` too: both are of its whole, or told in the
        same breath."""
        yours = self._others(b)
        if not yours:
            return None
        return next(
            (
                claim
                for claim in self._others(a)
                if any(_meet(_value(claim), _value(each)) for each in yours)
            ),
            None,
        )

    def company(self, a: Claim, b: Claim) -> int:
        """How many other figures the paragraphs of both have in common, by their values."""
        mine, yours = (
            self._told.get((c.document.name, c.segment.paragraph), set()) - {_value(c)}
            for c in (a, b)
        )
        return sum(any(_meet(one, other) for other in yours) for one in mine)

    def is_only(self, a: Claim, b: Claim) -> bool:
        """Whether each is the one figure of its dimension in its document, and that dimension is
        none that articles have many figures in."""
        return (
            dimension(a.figure) not in _MANIFOLD
            and len(self._kinds[_kind(a)]) == 1
            and len(self._kinds[_kind(b)]) == 1
        )

    def many(self, a: Claim, b: Claim) -> float:
        """Among how many figures of their kind the two were picked, as a power of two; of a short
        text, which leaves most of them out, among no fewer than ``_FEW``."""
        return self._rank(a) + self._rank(b)

    def _rank(self, claim: Claim) -> float:
        found = self._ranks.get(id(claim))
        if found is None:
            among = len(self._kinds[_kind(claim)])
            found = self._ranks[id(claim)] = log2(max(_FEW, among))
        return found

    def has_one_predicate(self, a: Claim, b: Claim) -> float:
        """Whether the same is said of what both figures are of, as coarse as ``predicates`` are, in
        two words: 1 where both stand close by, less where not."""
        one, other = self._predicate(a), self._predicate(b)
        if one is None or other is None or one.name != other.name:
            return 0
        if not set(meanings(one.word)).isdisjoint(meanings(other.word)):
            return 0
        return 1 if max(one.away, other.away) <= _CLOSE else _LOOSE

    def _predicate(self, claim: Claim) -> Predicate | None:
        if id(claim) not in self._said:
            self._said[id(claim)] = predicate(claim)
        return self._said[id(claim)]

    def has_amount(self, document: Document, claim: Claim) -> bool:
        """Whether a document has the number of a claim somewhere, of whatever; less than a hundred
        things of one kind, for such numbers stand in every text."""
        quantity = claim.figure.quantity
        if quantity is None or quantity.low is None:
            return False
        short = abs(quantity.low) < _HUNDRED
        number = (quantity.low, dimension(claim.figure)) if short else quantity.low
        return number in self._amounts[document.name]

    def _others(self, claim: Claim) -> list[Claim]:
        found = self._mates.get(id(claim))
        if found is None:
            beside = self._beside[claim.document.name, claim.segment.span.start]
            found = [each for each in beside if each is not claim and _tells(each)]
            self._mates[id(claim)] = found
        return found

    def _heads(self, claim: Claim) -> tuple[str, ...]:
        """The stems of the words that head the row and the column of a table cell."""
        document, paragraph = claim.document, claim.segment.paragraph
        here = document.blocks[paragraph].cell if paragraph < len(document.blocks) else None
        if here is None:
            return ()
        table = self._tables.get(document.name)
        if table is None:
            table = self._tables[document.name] = {
                block.cell: block.span for block in document.blocks if block.cell is not None
            }
        first = (Cell(here.table, here.row, 0), Cell(here.table, 0, here.column))
        spans = [table[cell] for cell in first if cell in table and cell != here]
        return tuple(form for span in spans for form in content_stems(document.text[slice(*span)]))

    def is_framed_apart(self, a: Claim, b: Claim) -> bool:
        """Whether the head of one sentence narrows its figure down to what the other article does
        not tell of."""
        mine, yours = (self._meanings_of(claim.document) for claim in (a, b))
        return is_framed(a, yours) != is_framed(b, mine)

    def _meanings_of(self, document: Document) -> frozenset[str]:
        found = self._known.get(document.name)
        if found is None:
            stems = self._words_of(document).weights
            found = frozenset(meaning for form in stems for meaning in meanings(form))
            self._known[document.name] = found
        return found

    def _words_of(self, document: Document) -> Words:
        found = self._words.get(document.name)
        if found is None:
            found = self._words[document.name] = _words(document.text)
        return found


@once
def _kind(claim: Claim) -> tuple[str, Kind, str]:
    return claim.document.name, claim.figure.kind, dimension(claim.figure)


def _tells(claim: Claim) -> bool:
    """Whether a figure beside another one tells which that is; how long ago it was does not."""
    quantity = claim.figure.quantity
    if is_ago(claim):
        return False
    return (
        quantity is not None
        and quantity.low is not None
        and (claim.figure.noun is not None or quantity.unit is not None)
        and not (quantity.unit is None and quantity.low <= 1)
    )


@once
def _value(claim: Claim) -> Beside:
    quantity, noun = claim.figure.quantity, claim.figure.noun
    return Beside(
        dimension(claim.figure),
        quantity.low if quantity else claim.figure.moment,
        quantity.high if quantity else None,
        None if noun is None else head(noun),
    )


def _meet(one: Beside, other: Beside) -> bool:
    """Whether two figures are one: of one value, and of one noun where both have one."""
    if one.low != other.low or one.kind != other.kind or one.high != other.high:
        return False
    return one.noun is None or other.noun is None or one.noun == other.noun


@lru_cache(maxsize=32)
def _words(text: str) -> Words:
    """The words of a document, which several relations look at."""
    found = [(match.start(), match[0]) for match in WORD.finditer(text)]
    placed = [(start, form) for start, word in found if (form := content(word)) is not None]
    times = Counter(map(stem, [word for _, word in found]))
    weights = {
        form: _RARE[many - 1] if many <= len(_RARE) else _COMMON for form, many in times.items()
    }
    return Words(tuple(start for start, _ in placed), tuple(form for _, form in placed), weights)


def _between(words: Words, text: str, start: int, end: int) -> tuple[str, ...]:
    """The stems of the content words from ``start`` to ``end``; of a word that is cut, of what lies
    inside."""
    if _cuts(text, start) or _cuts(text, end):
        return content_stems(text[start:end])
    return words.stems[bisect_left(words.starts, start) : bisect_left(words.starts, end)]


def _cuts(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at + 1].replace("-", "a")
    return len(around) > 1 and around.isalnum()


def _near(
    claim: Claim, words: Words, heads: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of the words around a figure, and of those before its sentence in the paragraph;
    for a table cell of those that head its row and its column, and none."""
    before, behind = _sides(claim, words, heads)
    near = (*before[:_REACH], *behind[:_REACH])
    segment, blocks = claim.segment, claim.document.blocks
    if segment.role is Role.TABLE_CELL or segment.paragraph >= len(blocks):
        return near, ()
    start = blocks[segment.paragraph].span.start
    earlier = _between(words, claim.document.text, start, segment.span.start)
    return near, earlier[-_BEFORE:]


def _sides(
    claim: Claim, words: Words, heads: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of the words of a figure's sentence before it and behind it, the nearest first; for
    a table cell those that head its row and its column."""
    text, figure, segment = claim.document.text, claim.figure.span, claim.segment
    if segment.role is Role.TABLE_CELL:
        return (), heads
    start, end = segment.span
    before = _between(words, text, start, figure.start)
    return before[::-1], _between(words, text, figure.end, end)


def _told(a: Claim, b: Claim) -> set[str]:
    """The words that slots or speakers have in common."""
    told = _in_one_slot(a, b)
    told.update(_said(a), _said(b))
    for key in shared(a, b):
        told.update(content_stems(key))
    return told


def _in_one_slot(a: Claim, b: Claim) -> set[str]:
    """The words that both have in one slot, which are weighed as such; for percentages those too by
    which one of them tells its measure, since they are of what many shares are: "of the vote"."""
    (one, two, three), (four, five, six) = _slots(a), _slots(b)
    measured = two | five if dimension(a.figure) == "percent" else two & five
    return {*(one & four), *measured, *(three & six)}


@once
def _slots(claim: Claim) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of what a figure is of, and of where, and of what it measures or counts."""
    things = (claim.entity, claim.place), (claim.measure,)
    of, measured = (
        " ".join(slot.surface for slot in slots if slot is not None) for slots in things
    )
    counted = claim.figure.noun or ""
    return _stems(of), _stems(measured), _stems(counted)


def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


@once
def _said(claim: Claim) -> frozenset[str]:
    """The words for who says it, which say nothing of what is counted."""
    said = claim.attribution
    return frozenset() if said is None else frozenset(map(stem, said.key.split()))


def _written(claim: Claim, form: str) -> str | None:
    """A stem as the paragraph of a figure has it."""
    text, blocks = claim.document.text, claim.document.blocks
    if claim.segment.role is Role.TABLE_CELL or claim.segment.paragraph >= len(blocks):
        return None
    start = blocks[claim.segment.paragraph].span.start
    words = WORD.findall(text, start, claim.segment.span.end)
    return next((word for word in reversed(words) if content(word) == form), None)
