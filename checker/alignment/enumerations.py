"""Enumerations: figures that are listed, with what they are parts of.

In: the claims of one paragraph, as ``Sentence``s. Out: ``Listing``s: a whole, its parts, and
whether the words say that these are all of them.

A list is figures of one kind and unit with a comma, a semicolon or an "and" between them, of which
each item has one. An item without a number, or a word such as "including", leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from checker import lexicon
from checker.alignment.passages import Sentence
from checker.alignment.splits import split_one_thing
from checker.alignment.wording import cue, frame, may_end_with
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION})
_UNITED = frozenset({Kind.DURATION, Kind.MEASURE})
_LONGEST = 90
_NOTHING = Decimal(0)
_ABOUT = Decimal("0.25")
_LEAST_SUM = 1000
_SEPARATOR = lazy(r"[,;]|\b(?:and|plus)\b", re.IGNORECASE)
_NO_LIST = lazy(
    r"[:?!()\[\]]|,\swith\s|\.\s|[–—]|\b(?:but|while|whereas|although)\b", re.IGNORECASE
)
_BRACKETED = lazy(r"\),?\s(?:and\s)?[^()\[\].;:]{1,40}\(")
_AGAINST = lazy(r"\b(?:against|versus)\s+$", re.IGNORECASE)
_LEAD = lazy(r"(?P<words>[^.;:?!]*?)(?::|\s[–—-]+\s?|[–—]|\s?[(])\s*")
_PARTICIPLE = lazy(r"[^\W\d_]+ed\b", re.IGNORECASE)
_ENDS = lazy(r"[.;:?!)\]]|\s[–—-]\s|[–—]|$")


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts that stand in one list. ``whole`` is ``None`` for shares of a whole that has no figure;
    ``closed`` says that nothing is left beside them."""

    whole: Claim | None
    parts: tuple[Claim, ...]
    closed: bool
    grounds: str


def listings_of(found: tuple[tuple[Sentence, ...], ...]) -> tuple[Listing, ...]:
    """The lists of some paragraphs, looked for once for all relations that ask."""
    return _listings(_Paragraphs(found))


class _Paragraphs:
    """Paragraphs as a key: known by what they are, not by what they hold."""

    __slots__ = ("found",)

    def __init__(self, found: tuple[tuple[Sentence, ...], ...]) -> None:
        self.found = found

    def __hash__(self) -> int:
        return id(self.found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Paragraphs) and other.found is self.found


@lru_cache(maxsize=1)
def _listings(paragraphs: _Paragraphs) -> tuple[Listing, ...]:
    return tuple(listing for each in paragraphs.found for listing in listings(each))


def listings(paragraph: Sequence[Sentence]) -> Iterator[Listing]:
    """The lists of a paragraph."""
    previous: Sentence | None = None
    for sentence in paragraph:
        figures = [claim for claim in sentence.claims if claim.figure.kind in _KINDS]
        if len(figures) > 1:
            for start, end in _runs(sentence, figures):
                yield from _listing(sentence, figures, start, end, previous)
        previous = sentence


# --------------------------------------------------------------------------------- runs of figures


def _runs(sentence: Sentence, figures: list[Claim]) -> Iterator[tuple[int, int]]:
    """The longest runs of figures that are listed, as half-open ranges of places."""
    start = 0
    for place in range(1, len(figures) + 1):
        if place == len(figures) or not _listed(sentence, figures[place - 1], figures[place]):
            if place - start > 1:
                yield start, place
            start = place


def _listed(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether two figures are neighbours in a list."""
    if not alike(first, second):
        return False
    gap = sentence.between(first, second)
    if _BRACKETED.fullmatch(gap):
        return True
    if len(gap) > _LONGEST or not _SEPARATOR.search(gap) or _NO_LIST.search(gap):
        return False
    if cue("enumerations", "not_parts").search(gap) or _AGAINST.search(gap):
        return False
    items = [item.strip() for item in _SEPARATOR.split(gap)]
    return all(_says_no_more(item) for item in items[1:-1])


def _says_no_more(item: str) -> bool:
    """Whether a stretch of a list without a number goes on about the item before it."""
    if not item or frame("enumerations", r"{asides}").match(item):
        return True
    few = len(item.split()) < 4
    return few and not frame("enumerations", r"{unnumbered}").match(item)


def alike(first: Claim, second: Claim) -> bool:
    """Whether two figures can be added: points or ranges of one kind, in one unit."""
    a, b = first.figure, second.figure
    if a.kind is not b.kind or Form.CHANGE in (a.form, b.form):
        return False
    return a.quantity is not None and b.quantity is not None and a.quantity.unit == b.quantity.unit


# ------------------------------------------------------------------------------- the whole of a run


def _listing(
    sentence: Sentence,
    figures: list[Claim],
    start: int,
    end: int,
    previous: Sentence | None,
) -> Iterator[Listing]:
    """What a run of figures is the parts of: the first reading that the words allow."""
    run = figures[start:end]
    if not _has_rest(sentence, run) and _goes_on(sentence, run):
        return
    ahead = figures[start - 1] if start else None
    if ahead is not None and start > 1 and _is_part_of(sentence, figures[start - 2], ahead):
        ahead = figures[start - 2]  # "11 of the 14 counts: nine of fraud and two of theft"
    behind = figures[end] if end < len(figures) else None
    found = (
        _opened(sentence, ahead, _of_the_unit_ahead(ahead, run))
        or _totalled(sentence, ahead, run[:-1], run[-1])
        or _totalled(sentence, ahead, run, behind)
        or _apposed(sentence, run)
    )
    doubtful = found is None or found.whole is run[0]
    if ahead is not None and doubtful and _is_whole_ahead(sentence, ahead, run):
        found = _apposed(sentence, [ahead, *run])
    if found is not None:
        yield found
    elif _has_rest(sentence, run):
        yield from _of_the_sentence_before(run, previous)
    elif run[0].figure.kind is Kind.PERCENT and split_one_thing(sentence, run):
        yield Listing(None, tuple(run), False, "shares of one whole")


def _of_the_unit_ahead(whole: Claim | None, run: list[Claim]) -> list[Claim]:
    """ "Ten years: six for fraud and four for theft": the parts are years as well."""
    if whole is None or whole.figure.quantity is None or whole.figure.kind not in _UNITED:
        return run
    if any(part.figure.kind is not Kind.COUNT or part.figure.noun for part in run):
        return run
    return [_in_the_unit_of(whole, part) for part in run]


def _in_the_unit_of(whole: Claim, part: Claim) -> Claim:
    quantity, total = part.figure.quantity, whole.figure.quantity
    if quantity is None or total is None:
        return part
    shared = replace(quantity, unit=total.unit)
    return replace(part, figure=replace(part.figure, kind=whole.figure.kind, quantity=shared))


def _is_part_of(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    """Whether two figures read "11 of the 14"."""
    gap = f" {sentence.between(part, whole).strip()} "
    return (
        alike(part, whole) and frame("shares", r" (?:[^\W\d_]+ )?{of} ").fullmatch(gap) is not None
    )


def _goes_on(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether the list goes on behind its last figure, without a number."""
    tail = sentence.after(run[-1], _LONGEST).removeprefix(")")
    cut = _ENDS.search(tail)
    tail = tail if cut is None else tail[: cut.start()]
    following = [c for c in sentence.claims if c.figure.span.start >= run[-1].figure.span.end]
    if following:
        tail = tail[: following[0].figure.span.start - run[-1].figure.span.end]
    return bool(cue("enumerations", "more").search(tail))


def _opened(sentence: Sentence, whole: Claim | None, run: list[Claim]) -> Listing | None:
    """ "19 people: 11 civilians and eight soldiers", and with a dash, a bracket or words for it."""
    if whole is None or not alike(whole, run[0]) or not _could_be_whole(whole, run):
        return None
    gap = sentence.between(whole, run[0])
    if len(gap) > _LONGEST:
        return None
    if frame("enumerations", r"[^.;:?!]*?,?\s*{closed}\s+").fullmatch(gap):
        return Listing(whole, tuple(run), True, "said to be all of it")
    lead = _LEAD.fullmatch(gap)
    if (
        lead is None
        or not _in_words(sentence, run)
        or "," in lead["words"]
        or cue("enumerations", "open").search(lead["words"])
    ):
        return None
    if not _has_rest(sentence, run) and not (_elliptic(sentence, run) and _joined(sentence, run)):
        return None
    return Listing(whole, tuple(run), True, "listed behind it")


def _in_words(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether the list says what its numbers count: "(1, 2, 3)" does not."""
    told = [sentence.between(a, b) for a, b in pairwise(run)]
    told.append(re.split(r"[.;:?!)\]]", sentence.after(run[-1], 24))[0])
    names = any(re.search(r"(?!and\b|plus\b)\b[^\W\d_]", each, re.IGNORECASE) for each in told)
    return names or any(part.figure.kind is not Kind.COUNT for part in run)


def _joined(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether the last two are joined by "and" or the list stands in a bracket."""
    gap = sentence.between(run[-2], run[-1])
    closer = _ENDS.search(sentence.after(run[-1], _LONGEST))
    bracketed = closer is not None and closer[0] == ")"
    return (
        bracketed or re.search(r"\b(?:and|plus)\b|;", gap) is not None or _has_rest(sentence, run)
    )


def _is_whole_ahead(sentence: Sentence, whole: Claim, run: list[Claim]) -> bool:
    """ "Of the 90 tunes 50 are reels, 30 ...": no comma stands behind it."""
    if not alike(whole, run[0]) or not _of_it(sentence, whole):
        return False
    return (
        re.fullmatch(r"(?:\s+[^\W\d_][\w’'-]*){1,5}\s+", sentence.between(whole, run[0]))
        is not None
    )


def _of_it(sentence: Sentence, whole: Claim) -> bool:
    of = r"(?:^|\b)(?:of|out of)(?: (?:the|its|their|those|these|all|his|her))? ?$"
    return frame("enumerations", of).search(sentence.before(whole, 24)) is not None


def _apposed(sentence: Sentence, run: list[Claim]) -> Listing | None:
    """ "Of the 62 drones, 38 were shot down, 17 were jammed and the remaining seven fell"."""
    whole, parts = run[0], run[1:]
    if len(parts) < 2 or not _could_be_whole(whole, parts):
        return None
    gap = sentence.between(whole, parts[0])
    if re.search(r"\b(?:and|plus)\b", gap) or cue("enumerations", "open").search(gap):
        return None
    is_of = _of_it(sentence, whole)
    if frame("enumerations", r"(?:{closed}|:)\s+$").search(sentence.before(whole, 24)):
        return None  # "breaks down into 43 tons of coal, 29 of peat and 15 of wood"
    elliptic = _elliptic(sentence, parts)
    if not is_of and not elliptic and cue("enumerations", "verbs").search(gap.partition(",")[0]):
        return None  # "38 were shot down, 17 were jammed": the first is a part as well
    if _has_rest(sentence, parts) and (is_of or _is_about(whole, parts)):
        return Listing(whole, tuple(parts), True, "the last of them is the rest")
    if is_of and _is_a_vote(sentence.text):
        return Listing(whole, tuple(parts), True, "all the votes")
    if is_of:
        if _parallel(sentence, parts):
            return Listing(whole, tuple(parts), False, "parts of it that exclude each other")
        return None
    if not _names_the_parts(whole, parts) or _parallel(sentence, run[:2]):
        return None
    named = any(map(_noun, parts)) or _parallel(sentence, parts)
    if elliptic and named and _joined(sentence, parts):
        return Listing(whole, tuple(parts), True, "listed behind it")
    return None


def _is_a_vote(text: str) -> bool:
    against = cue("enumerations", "against").search(text)
    return against is not None and cue("enumerations", "abstained").search(text) is not None


def _names_the_parts(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the whole's noun is the parts' too: "12 horses, five mules and three dogs" are a list
    of three, "19 people, 11 in Orlaven and eight in Telmar" are not."""
    if whole.figure.kind is Kind.COUNT and not _noun(whole):
        return False
    if whole.figure.kind is Kind.MONEY and not _is_a_sum(whole):
        return False
    if all(not _noun(part) for part in parts) or _noun(whole) in _anybody():
        return True
    sorts = lexicon.load("enumerations")["sorts"]
    return _is_person(_noun(whole)) and all(_noun(part) in sorts for part in parts)


def _is_a_sum(whole: Claim) -> bool:
    """Whether so much money is a sum, and no price: "£15, £12 for pupils" are two prices."""
    quantity = whole.figure.quantity
    return quantity is not None and quantity.low is not None and quantity.low >= _LEAST_SUM


@cache
def _anybody() -> frozenset[str]:
    return frozenset(lexicon.load("persons")["generic"]) - {"men", "others"}


def _is_about(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts come near the whole: the first of a list that is no whole is mostly far
    from what the others make."""
    numbers = [each.figure.quantity for each in (whole, *parts)]
    total, *others = [number.low or _NOTHING for number in numbers if number is not None]
    return abs(sum(others) - total) <= total * _ABOUT


def _could_be_whole(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the whole is more than each part, and they count what it may be made of."""
    if whole.figure.kind is Kind.PERCENT:
        return False
    results = lexicon.load("enumerations")["results"]
    if _noun(whole) not in results and any(_noun(part) in results for part in parts):
        matches = lexicon.load("seasons")["matches"]
        if _noun(whole) not in matches:
            return False  # "40 points: 12 wins, four draws and two defeats"
    total = whole.figure.quantity
    if total is None or total.high is None:
        return False
    for part in parts:
        quantity = part.figure.quantity
        if quantity is None or quantity.low is None or quantity.low >= total.high:
            return False
        if not _countable(whole, part):
            return False
    lows = [part.figure.quantity.low for part in parts if part.figure.quantity]
    together = sum(low for low in lows if low is not None)
    return total.high <= together * 2 and together <= total.high * 2


@cache
def _people() -> frozenset[str]:
    return frozenset(lexicon.load("persons")["nouns"])


def _countable(whole: Claim, part: Claim) -> bool:
    """Other things than people are not made up of people."""
    a, b = _noun(whole), _noun(part)
    if not a or not b or whole.figure.kind is not Kind.COUNT:
        return True
    return _is_person(a) or not _is_person(b)


@cache
def _is_person(noun: str) -> bool:
    endings = tuple(lexicon.load("enumerations")["person_endings"])
    return noun in _people() or noun.endswith(endings)


def _noun(claim: Claim) -> str:
    """The noun that is written behind a figure; one that a verb implies says too little."""
    figure = claim.figure
    return "" if figure.noun is None or figure.noun_span is None else figure.noun.lower()


def _elliptic(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether the parts have no verbs of their own: "11 in Orlaven and eight soldiers"."""
    for part in parts:
        tail = sentence.after(part, 60)
        closer = _ENDS.search(tail)
        item = _SEPARATOR.split(tail if closer is None else tail[: closer.start()])[0]
        item = frame("enumerations", r" (?:are|were) {sorts}").sub("", item)
        words = " ".join(item.split()[:3])
        if cue("enumerations", "verbs").search(words) or _PARTICIPLE.match(words):
            return False
    return True


_PREPOSITION = lazy(
    r"(?:\s+[^\W\d_]+){0,2}?\s+(in|from|at|on|near|to|for|of|by|with)\s", re.IGNORECASE
)


def _parallel(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether one preposition follows each part: "38 in Orlaven, 17 in Telmar"."""
    found = [_PREPOSITION.match(sentence.after(part, 40)) for part in parts]
    words = {match[1].lower() for match in found if match is not None}
    return len(words) == 1 and None not in found


def _stands_behind_rest(before: str) -> bool:
    if not may_end_with(before, "enumerations", "rest"):
        return False
    return frame("enumerations", r"{rest}\s+$").search(before) is not None


def _has_rest(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether one of the parts is called the rest."""
    return any(
        _stands_behind_rest(sentence.before(part, 24))
        or frame("enumerations", r"\s*(?:of them )?the (?:rest|remainder)\b").match(
            sentence.after(part, 24)
        )
        for part in parts
    )


def _totalled(
    sentence: Sentence, ahead: Claim | None, run: list[Claim], whole: Claim | None
) -> Listing | None:
    """ "11 civilians and eight soldiers, 19 in all"."""
    if whole is None or len(run) < 2 or not alike(run[0], whole) or not _could_be_whole(whole, run):
        return None
    if ahead is not None and _makes_up_the_rest(whole, [ahead, *run]):
        return None
    gap = sentence.between(run[-1], whole)
    tail = sentence.after(whole, 40)
    if len(gap) > _LONGEST or _NO_LIST.search(re.sub(r"\s?[–—(:]\s?", " ", gap)):
        return None
    if cue("enumerations", "running").search(f"{gap} {tail}"):
        return None
    if frame("enumerations", r"(?: [^\W\d_]+){0,2}(?: {totals_behind})? {besides}\b").match(tail):
        return None  # "120 in all with the controls"
    said = (
        frame("enumerations", r";?[^.;:]*?[\s,(–—:]{totals_before}\s+").fullmatch(gap)
        or frame("enumerations", r"{totals_before}\b").match(whole.figure.surface)
        or frame("enumerations", r"(?: [^\W\d_]+){0,2} {totals_behind}").match(tail)
    )
    if not said or not re.search(r"\b(?:and|plus)\b|;", sentence.between(run[-2], run[-1])):
        return None
    return Listing(whole, tuple(run), True, "added up behind them")


def _makes_up_the_rest(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the total is right with a figure more, whatever its unit."""
    total = whole.figure.quantity
    numbers = [part.figure.quantity for part in parts]
    together = sum(number.low for number in numbers if number and number.low is not None)
    return total is not None and total.low is not None and abs(total.low - together) < total.step


def _of_the_sentence_before(run: list[Claim], previous: Sentence | None) -> Iterator[Listing]:
    """ "It launched 62 drones. Of them 38 were shot down ... and the remaining seven fell." """
    if previous is None:
        return
    wholes = [c for c in previous.claims if alike(c, run[0]) and _could_be_whole(c, run)]
    if len(wholes) == 1:
        yield Listing(wholes[0], tuple(run), True, "the last of them is the rest")
