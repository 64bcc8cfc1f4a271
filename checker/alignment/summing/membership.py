"""Membership: whether figures can be the parts of one whole, by what they count.

In: claims of one passage. Out: whether they can be added, and whether one can be what the others
make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.alignment.wording import frame
from checker.measures import persons
from checker.model import Claim, Form, Kind

_NOTHING = Decimal(0)
_ABOUT = Decimal("0.25")
_LEAST_SUM = 1000
_PAIR = 2
_ADDED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})


class Listing(NamedTuple):
    """Parts that stand in one list. ``whole`` is ``None`` for shares of a whole that has no figure;
    ``closed`` says that nothing is left beside them."""

    whole: Claim | None
    parts: tuple[Claim, ...]
    closed: bool
    grounds: str


def alike(first: Claim, second: Claim) -> bool:
    """Whether two figures can be added: points or ranges of one kind, in one unit."""
    a, b = first.figure, second.figure
    if a.kind is not b.kind or Form.CHANGE in (a.form, b.form):
        return False
    return a.quantity is not None and b.quantity is not None and a.quantity.unit == b.quantity.unit


def could_be_whole(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the whole is more than each part, and they count what it may be made of."""
    if whole.figure.kind is Kind.PERCENT:
        return False
    results = lexicon.load("enumerations")["results"]
    if noun_of(whole) not in results and any(noun_of(part) in results for part in parts):
        matches = lexicon.load("enumerations")["matches"]
        if noun_of(whole) not in matches:
            return False  # "40 points: 12 wins, four draws and two defeats"
    total = whole.figure.quantity
    if total is None or total.high is None:
        return False
    for part in parts:
        quantity = part.figure.quantity
        if quantity is None or quantity.low is None or quantity.low >= total.high:
            return False
    if not _countable(whole, parts):
        return False
    return may_be_of(whole, sum(map(size, parts)))


def may_be_of(whole: Claim, together: Decimal | int) -> bool:
    """Whether a whole is not so much more or less than what its parts make together that they
    cannot be meant for it."""
    total = whole.figure.quantity
    if total is None or total.high is None:
        return False
    return total.high <= together * 2 and together <= total.high * 2


def _countable(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Other things than people are not made up of people."""
    nouns = [noun for part in parts if (noun := noun_of(part))]
    if whole.figure.kind is not Kind.COUNT or not noun_of(whole) or is_person(noun_of(whole)):
        return True
    return not nouns or not all(map(is_person, nouns))


@cache
def is_person(noun: str) -> bool:
    """Whether a plural is one of persons: it stands in a list, or has an ending like "drivers"."""
    endings = tuple(lexicon.load("enumerations")["person_endings"])
    return noun in persons() or noun.endswith(endings)


def are_of_two_kinds(nouns: Collection[str]) -> bool:
    """Whether some of the nouns are persons for sure and others are none: "two porters carried 31
    crates"."""
    return any(noun in persons() for noun in nouns) and not all(map(is_person, nouns))


def noun_of(claim: Claim) -> str:
    """The noun that is written behind a figure; one that a verb implies says too little."""
    figure = claim.figure
    return "" if figure.noun is None or figure.noun_span is None else figure.noun.lower()


def names_the_parts(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the whole's noun is the parts' too: "12 horses, five mules and three dogs" are a list
    of three, "19 people, 11 in Orlaven and eight in Telmar" are not."""
    if whole.figure.kind is Kind.COUNT and not noun_of(whole):
        return is_of_a_group(whole) and are_sorts(parts)
    if whole.figure.kind is Kind.COUNT and _is_of_a_people(whole):
        return False  # "21 Labour members, 14 Liberals and 11 Greens" are one list
    if whole.figure.kind is Kind.MONEY and not _is_a_sum(whole):
        return False
    if all(not noun_of(part) for part in parts) or noun_of(whole) in _anybody():
        return True
    if are_sorts((whole,)):
        return False  # "14 men, 11 women and six children" are one list
    return is_person(noun_of(whole)) and are_sorts(parts)


def are_sorts(parts: Sequence[Claim]) -> bool:
    """Whether figures count sorts of people, such as women and men."""
    sorts = lexicon.load("enumerations")["sorts"]
    return all(noun_of(part) in sorts or _is_of_a_people(part) for part in parts)


def _is_of_a_people(claim: Claim) -> bool:
    """ "Seven Finns", "21 Labour members": a noun, or a word before it, with a capital."""
    figure = claim.figure
    if figure.noun_span is None:
        return False
    told = claim.document.text[figure.span.end : figure.noun_span.end].split()
    return any(word[:1].isupper() for word in told)


def is_of_a_group(whole: Claim) -> bool:
    """ "A jury of 12"."""
    start = whole.figure.span.start
    before = whole.document.text[max(0, start - 24) : start]
    return frame("enumerations", r"\b{groups} of $").search(before) is not None


def _is_a_sum(whole: Claim) -> bool:
    """Whether so much money is a sum, and no price: "£15, £12 for pupils" are two prices."""
    quantity = whole.figure.quantity
    return quantity is not None and quantity.low is not None and quantity.low >= _LEAST_SUM


@cache
def _anybody() -> frozenset[str]:
    return frozenset(lexicon.load("persons")["generic"]) - {"men", "others"}


def is_about(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts come near the whole: the first of a list that is no whole is mostly far
    from what the others make."""
    return abs(shortfall(whole, parts)) <= size(whole) * _ABOUT


def shortfall(whole: Claim, parts: Sequence[Claim]) -> Decimal:
    """How much of the whole the parts leave, as written; below zero where they make more."""
    return size(whole) - sum(map(size, parts))


def may_add_up(claims: Iterable[Claim]) -> bool:
    """Whether any figure is one that lesser ones of its kind come half as far as, so that it may be
    their sum. Bare numbers are counted with every unit, and those of several units are let be."""
    sizes: dict[Kind, list[Decimal]] = defaultdict(list)
    units: dict[Kind, set[str | None]] = defaultdict(set)
    bare: list[Decimal] = []
    for claim in claims:
        kind, quantity = claim.figure.kind, claim.figure.quantity
        if kind not in _ADDED or quantity is None:
            continue
        sizes[kind].append(size(claim))
        units[kind].add(quantity.unit)
        if kind is Kind.COUNT and not (noun_of(claim) and claim.figure.noun):
            bare.append(size(claim))
    for kind, own in sizes.items():
        every = sorted(own if kind is Kind.COUNT else [*own, *bare])
        if len(every) > _PAIR and (len(units[kind]) > 1 or _comes_near(every)):
            return True
    return False


def _comes_near(sizes: Sequence[Decimal]) -> bool:
    """Whether one of some numbers, in order, is no more than twice what two or more before it make
    together."""
    together = sum(sizes[:_PAIR], _NOTHING)
    for each in sizes[_PAIR:]:
        if each <= together * 2:
            return True
        together += each
    return False


def size(claim: Claim) -> Decimal:
    """The number of a figure as written; zero where it has none below."""
    quantity = claim.figure.quantity
    return quantity.low if quantity is not None and quantity.low is not None else _NOTHING
