"""What the sentences around two figures have in common: rare words, and other figures.

In: ``Claim``s of one story. Out: a ``Context``, which weighs the words that two claims share by how
rare they are in their documents, and knows which other figures stand beside both.

Similar sentences are no evidence by themselves: near misses repeat each other's words more than two
newsrooms do. What is weighed here only decides between claims that no slot keeps apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log2
from typing import NamedTuple

from checker import lexicon, spelling
from checker.alignment.pairing.agreement import shared
from checker.dimensions import dimension, head
from checker.measures import singular
from checker.model import Cell, Claim, Document, Kind, Role, Span

# So many words to either side of a figure are around it.
_REACH = 18
# Words of the sentence before count for less, and no more of them than these.
_BEFORE = 14
_EARLIER = 0.5
# A word so many content words away from the figures, together, is half as near as one beside both.
_HALF = 3
# What a word weighs that a document has once, twice, three times; and more often.
_RARE = (1.0, 0.8, 0.6, 0.4)
_COMMON = 0.2
_SHORT = 3
_FEW = 4
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDINGS = (
    *("ations", "ation", "ating", "ated", "ates", "ate", "ions", "ion", "ings", "ing", "ees"),
    *("ee", "ies", "ied", "ers", "ed", "es", "er", "ly", "e", "y"),
)
_STEM = 4
# Endings before which a last consonant is doubled, and letters that are double without any.
_DOUBLING = frozenset({"ed", "ing", "ings"})
_ALWAYS_DOUBLE = frozenset("sfz")
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
        self._beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._beside[claim.document.name, claim.segment.span.start].append(claim)
        self._kinds: dict[tuple[str, Kind, str], set[Beside]] = defaultdict(set)
        for claim in claims:
            if claim.figure.quantity is not None or claim.figure.moment is not None:
                self._kinds[_kind(claim)].add(_value(claim))
        self._words: dict[str, Words] = {}
        self._tables: dict[str, dict[Cell, Span]] = {}
        self._around: dict[int, dict[str, float]] = {}
        self._meant: dict[int, dict[str, float]] = {}
        self._places: dict[int, dict[str, int]] = {}

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
        mine, other = self.around(a), b
        if len(self.around(b)) < len(mine):
            mine, other = self.around(b), a
        yours = self._meanings_around(other)
        met = {
            form: min(weight, max(yours.get(meaning, 0) for meaning in meanings(form)))
            for form, weight in mine.items()
            if not yours.keys().isdisjoint(meanings(form))
        }
        if not met:
            return 0, ()
        told = _said(a) | _said(b) | _in_one_slot(a, b) | _names_of(shared(a, b))
        found = {form: weight for form, weight in met.items() if form not in told}
        ordered = sorted(found, key=lambda form: (-found[form], form))
        return sum(found.values()), tuple(ordered)

    def written(self, claim: Claim, form: str) -> str:
        """A stem of :meth:`words` as the text around a figure has it."""
        text, blocks = claim.document.text, claim.document.blocks
        if claim.segment.role is Role.TABLE_CELL or claim.segment.paragraph >= len(blocks):
            return form
        start = blocks[claim.segment.paragraph].span.start
        words = _WORD.findall(text, start, claim.segment.span.end)
        return next((word for word in reversed(words) if _content(word) == form), form)

    def closeness(self, a: Claim, b: Claim) -> float:
        """How near to both figures the nearest word stands that both sentences have and no slot
        does: 1 where it is the next content word of both, 0 where there is none."""
        mine, yours = self._distances(a), self._distances(b)
        if len(yours) < len(mine):
            mine, yours = yours, mine
        told = {meaning for form in _in_one_slot(a, b) for meaning in meanings(form)}
        far = [
            away + yours[word] for word, away in mine.items() if word in yours and word not in told
        ]
        return 1 / (1 + min(far) / _HALF) if far else 0

    def _distances(self, claim: Claim) -> dict[str, int]:
        """The meanings of the words of a figure's sentence, each with how many content words stand
        between it and the figure."""
        found = self._places.get(id(claim))
        if found is None:
            found = self._places[id(claim)] = {}
            for side in _sides(claim, self._words_of(claim.document), self._heads(claim)):
                for away, form in enumerate(side):
                    for meaning in meanings(form):
                        found[meaning] = min(away, found.get(meaning, away))
        return found

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
        yours = [_value(claim) for claim in self._others(b)]
        return next(
            (claim for claim in self._others(a) if any(_meet(_value(claim), v) for v in yours)),
            None,
        )

    def is_only(self, a: Claim, b: Claim) -> bool:
        """Whether each is the one figure of its dimension in its document, and that dimension is
        none that articles have many figures in."""
        return dimension(a.figure) not in _MANIFOLD and all(
            len(self._kinds[_kind(claim)]) == 1 for claim in (a, b)
        )

    def many(self, a: Claim, b: Claim) -> float:
        """Among how many figures of their kind the two were picked, as a power of two; of a short
        text, which leaves most of them out, among no fewer than ``_FEW``."""
        return sum(log2(max(_FEW, len(self._kinds[_kind(claim)]))) for claim in (a, b))

    def _others(self, claim: Claim) -> list[Claim]:
        beside = self._beside[claim.document.name, claim.segment.span.start]
        return [each for each in beside if each is not claim and _tells(each)]

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
        return tuple(form for span in spans for form in _stems(document.text[slice(*span)]))

    def _words_of(self, document: Document) -> Words:
        found = self._words.get(document.name)
        if found is None:
            found = self._words[document.name] = _words(document.text)
        return found


def _kind(claim: Claim) -> tuple[str, Kind, str]:
    return claim.document.name, claim.figure.kind, dimension(claim.figure)


def _tells(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return (
        quantity is not None
        and quantity.low is not None
        and (claim.figure.noun is not None or quantity.unit is not None)
        and not (quantity.unit is None and quantity.low <= 1)
    )


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
    nouns = {one.noun, other.noun} - {None}
    return one[:3] == other[:3] and len(nouns) < 2


def _words(text: str) -> Words:
    placed = [
        (match.start(), form)
        for match in _WORD.finditer(text)
        if (form := _content(match[0])) is not None
    ]
    times = Counter(map(stem, _WORD.findall(text)))
    weights = {
        form: _RARE[many - 1] if many <= len(_RARE) else _COMMON for form, many in times.items()
    }
    return Words(tuple(start for start, _ in placed), tuple(form for _, form in placed), weights)


def _between(words: Words, text: str, start: int, end: int) -> tuple[str, ...]:
    """The stems of the content words from ``start`` to ``end``; of a word that is cut, of what lies
    inside."""
    if _cuts(text, start) or _cuts(text, end):
        return _stems(text[start:end])
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


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    forms = (_content(word) for word in _WORD.findall(text))
    return tuple(form for form in forms if form is not None)


@lru_cache(maxsize=1 << 14)
def _content(word: str) -> str | None:
    """The stem of a word, ``None`` for one that says nothing of what a sentence is about."""
    return None if len(word) < _SHORT or word.lower() in _empty() else stem(word)


def _in_one_slot(a: Claim, b: Claim) -> frozenset[str]:
    """The words that both have in one slot, which are weighed as such."""
    both = zip(_slots(a), _slots(b), strict=True)
    return frozenset(form for one, other in both for form in one & other)


def _slots(claim: Claim) -> tuple[frozenset[str], ...]:
    """The words of what a figure is of, and of where, and of what it measures or counts."""
    things = (claim.entity, claim.place), (claim.measure,)
    words = [" ".join(slot.surface for slot in slots if slot is not None) for slots in things]
    return tuple(frozenset(_stems(each)) for each in (*words, claim.figure.noun or ""))


def _names_of(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(form for key in keys for form in _stems(key))


def stems(text: str) -> frozenset[str]:
    """The content words of a short text, and the groups of words that they stand in."""
    return frozenset(meaning for form in _stems(text) for meaning in meanings(form))


def _said(claim: Claim) -> frozenset[str]:
    """The words for who says it, which say nothing of what is counted."""
    said = claim.attribution
    return frozenset() if said is None else frozenset(map(stem, said.key.split()))


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of what a sentence is about, those for units with them."""
    lengths = {"length", "mass", "area", "volume", "speed"}
    units = frozenset(
        word.strip()
        for unit in lexicon.load("units")["units"].values()
        if unit["dimension"] in lengths
        for word in unit.get("words", "").split(",")
    )
    return (
        units
        | frozenset(lexicon.load("synonyms")["common"])
        | frozenset(str(word) for word in lexicon.load("nouns")["stops"])
    )


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without the endings that its forms differ in: "completed" and "completion" meet."""
    plain = spelling.fold(word)
    plain = _irregular().get(plain, plain)
    if len(plain) > _SHORT:
        plain = singular(plain)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _STEM:
            return _undoubled(plain[: -len(ending)], ending)
    return _undoubled(plain, "")


def _undoubled(form: str, ending: str) -> str:
    """A stem whose last letter is written twice before some endings: "banned"; and an l by some
    writers only: "traveller", "traveler"."""
    if len(form) <= _SHORT or form[-1] != form[-2]:
        return form
    spare = form[-1] not in _ALWAYS_DOUBLE if ending in _DOUBLING else form[-1] == "l"
    return form[:-1] if spare else form


@cache
def _irregular() -> dict[str, str]:
    table = lexicon.load("verbs")
    forms = {form: lemma for lemma, forms in table["irregular"].items() for form in forms}
    return forms | {many: one for one, many in table["plurals"].items()}


@cache
def meanings(form: str) -> tuple[str, ...]:
    """A stem, and the groups of words that mean the same in which it stands."""
    return (form, *_groups().get(form, ()))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    made: dict[str, list[str]] = lexicon.kept("groups of words", _grouped)
    return {form: tuple(numbers) for form, numbers in made.items()}


def _grouped() -> dict[str, list[str]]:
    """The groups in which each stem stands, by their numbers."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, group in enumerate(lexicon.load("synonyms")["groups"]):
        for form in dict.fromkeys(map(stem, group)):
            found[form].append(f"#{number}")
    return found


KEPT = {"groups of words": _grouped}
"""What :func:`checker.lexicon.kept` keeps of it, by its name."""
