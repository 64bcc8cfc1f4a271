"""What two claims agree on, slot by slot.

In: two ``Claim``s, or one. Out: whether a slot is known on both sides and can be the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import takewhile

from checker import lexicon, measures, spelling, tolerance
from checker.alignment.pairing import values
from checker.alignment.pairing.limits import as_limits
from checker.alignment.pairing.moments import MOMENTS, meet
from checker.alignment.pairing.words import content
from checker.dimensions import dimension, head
from checker.errors import UnitError
from checker.model import Claim, Kind, Period, Quantity, Role, Span
from checker.once import once

# Dimensions in which one thing has many figures, so that the thing alone does not tell which.
_COMMON = frozenset(
    {"count", "percent", "percentage_point", "money", "time", "age", "ratio", "multiple"}
    | {"date", "year", "ordinal", "temperature", "speed"}
)
# A zero, or a thousand or a million, too many.
_SLIPS = frozenset({1, 3, 6})
# A year, or both sides of a vote, tell as much as so many digits.
_YEAR = 2
# So many digits hardly stand in another order by chance.
_MANY = 3
# What an ordinal stands before.
_BEHIND = re.compile(r"(?:[\s-]+[^\W\d_]+){1,3}")
# "The prisoner exchange was the 67th since"
_SUBJECT = re.compile(
    r"((?:\b[^\W\d_]+\s+){1,2})(?:is|was|were|are) (?:only |already )?(?:the|its|their|his|her)\s$"
)
# Others of its row that stand before what it is of: "the 19th and 67th minutes".
_OTHERS = re.compile(r"(?:(?:,|,? and|,? or) \w*[^\W_a-z](?:st|nd|rd|th)\b)*")
# Kinds with no room for rounding.
_READ = MOMENTS | {Kind.SCORE}
# A fraction tells no more than so many digits.
_WORDED = 2
_SHARES = {Kind.PERCENT, Kind.RATIO}
_COUNTS = frozenset({Kind.COUNT, Kind.VAGUE})
_CASUALTIES = "casualties"
# Measures of people who may turn up.
_MISSED = frozenset({_CASUALTIES, "missing", "rescued", "in_hospital"})
# Characters between a size and its thing: a blank, a bracket with a conversion, an adjective.
_BESIDE = 16
# Whoever writes it swaps no digits.
_DOZEN = "dozen"
_NEARLY_A_YEAR, _TWO_YEARS = 300, 731
# How far apart two values may lie, as a ratio, that are told as one.
_NEAR = Decimal("1.1")
_LEAST_NEAR = 1 / _NEAR


def same_measure(a: Claim, b: Claim) -> bool:
    """Whether both measures are known and can be one: the words of one may stand for the other too,
    as "a depth of" does for a dive and for a well."""
    one, other = a.measure, b.measure
    if one is None or other is None:
        return False
    return one.value == other.value or (
        other.value in measures.expressed(one.surface)
        or one.value in measures.expressed(other.surface)
    )


def same_period(a: Claim, b: Claim) -> bool:
    """Whether both periods are known and can be one."""
    one, other = a.period, b.period
    if one is None or other is None:
        return False
    if one == other:
        return True
    if one.cumulative or other.cumulative:
        return one.cumulative and other.cumulative and _near(one, other)
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    if dimension(a.figure) == "percent" and one.end == other.end:
        return True  # a rate "in October" is that of the year to October
    shorter = min((one.end - one.start).days, (other.end - other.start).days)
    longer = max((one.end - one.start).days, (other.end - other.start).days)
    meets = one.start <= other.end and other.start <= one.end
    if meets and shorter > _NEARLY_A_YEAR and longer < _TWO_YEARS:
        return True  # a season or a year of accounts: "2026-27", "the year from April"
    return meets and longer - shorter <= 2


def _near(one: Period, other: Period) -> bool:
    if one.start is not None and other.start is not None:
        first, second = sorted((one.start, other.start))
        # "Since January" may be since the 11th.
        return first == second or (first.day == 1 and first.replace(day=second.day) == second)
    return one.start is None and other.start is None and one.end == other.end


@once
def behaviour(claim: Claim) -> str | None:
    """How the claim's measure behaves: event, running, state or flow."""
    return None if claim.measure is None else measures.measure(claim.measure.value).behaviour


@once
def counted(claim: Claim) -> tuple[str, ...]:
    """What is counted, as a plural; for an ordinal the words that it stands before, one of which it
    is, "the eleventh merchant ship"."""
    if claim.figure.noun is not None:
        return (head(claim.figure.noun),)
    if claim.figure.kind is not Kind.ORDINAL:
        return ()
    end = claim.figure.span.end
    text, last = claim.document.text, min(end + 60, claim.segment.span.end)
    others = _OTHERS.match(text, end, last)
    found = _BEHIND.match(text, end if others is None else others.end(), last)
    words = () if found is None else found[0].split()
    # "The second bridge over the Orle" counts bridges.
    if kept := tuple(head(word) for word in takewhile(content, words)):
        return kept
    before = _SUBJECT.search(text, claim.segment.span.start, claim.figure.span.start)
    return () if before is None else tuple(head(word) for word in before[1].split())


def same_noun(a: Claim, b: Claim) -> str | None:
    """The noun that both count, if both do."""
    mine, yours = counted(a), counted(b)
    return next((noun for noun in yours if noun in mine), None) if mine and yours else None


def same_ends(a: Claim, b: Claim) -> bool:
    """Whether two distances have the same two ends, in either order. Where the near end is left
    out, it is the place that the sentence is about."""
    near, beside = a.entity or a.place, b.entity or b.place
    if near is None or beside is None or a.counterpart is None or b.counterpart is None:
        return False
    same = spelling.same
    one, two = near.value, a.counterpart.value
    three, four = beside.value, b.counterpart.value
    return (same(one, three) and same(two, four)) or (same(one, four) and same(two, three))


def shared(a: Claim, b: Claim) -> tuple[str, ...]:
    """The owner or place of one claim that is a name in the other's sentence, as keys."""
    return tuple(
        dict.fromkeys(
            slot.value
            for one, other in ((a, b), (b, a))
            for slot in (one.entity, one.place)
            if slot is not None and is_among(slot.value, other)
        )
    )


def is_among(key: str, claim: Claim) -> bool:
    """Whether a claim's sentence has a name that can be ``key``."""
    return any(spelling.same(key, name) and not is_part(key, name) for name in _about(claim))


@once
def _about(claim: Claim) -> tuple[str, ...]:
    slots = tuple(slot.value for slot in (claim.entity, claim.place) if slot is not None)
    return (*claim.names, *slots)


@once
def is_named(claim: Claim) -> bool:
    """Whether the owner is a name."""
    return claim.entity is not None and any(char.isupper() for char in claim.entity.surface)


@once
def is_surely_named(claim: Claim) -> bool:
    """Whether the owner is a name by more than the capital that begins its sentence."""
    owner = claim.entity
    if owner is None:
        return False
    if any(spelling.same(owner.value, name) for name in claim.names):
        return True
    words = owner.surface.split()
    opens = owner.span.start <= claim.segment.span.start + 1
    return any(word[0].isupper() for word in (words[1:] if opens else words))


def same_thing(a: Claim, b: Claim) -> bool:
    """Whether both owners are known and can be one."""
    if a.entity is None or b.entity is None:
        return False
    one, other = a.entity.value, b.entity.value
    return spelling.same(one, other) and not is_part(one, other)


@cache
def is_part(one: str, other: str) -> bool:
    """Whether one name is a part of the land of the other: Western Australia and Australia."""
    return bool((set(one.split()) ^ set(other.split())) & set(lexicon.load("names")["compass"]))


def is_size_of(a: Claim, b: Claim) -> bool:
    """Whether both figures stand beside one thing as its size, which no day changes."""
    if a.figure.kind in _READ or dimension(a.figure) in _COMMON:
        return False
    if is_fleeting(a) or is_fleeting(b):
        return False
    return same_thing(a, b) and _beside(a) and _beside(b)


@once
def is_fleeting(claim: Claim) -> bool:
    """Whether a length is of what stands or lies higher in a few days, as snow and rivers do."""
    if dimension(claim.figure) != "length":
        return False
    named = (claim.measure, claim.entity)
    words = (word for each in named if each is not None for word in each.value.split("_"))
    fleeting = lexicon.load("comparing")["fleeting"]
    return any(part in fleeting for word in words for part in word.split())


def is_lasting(claim: Claim) -> bool:
    """Whether what is measured is hardly another a week later: how far, how much room."""
    of = slot(claim, "measure")
    words = lexicon.load("comparing")
    if of is None or is_fleeting(claim):
        return False
    return bool(set(of.split("_")) & {*words["limits"], *words["lasting"]})


@once
def _beside(claim: Claim) -> bool:
    """Whether the figure stands straight beside the thing that it is the size of."""
    if claim.entity is None:
        return False
    thing, figure = claim.entity.span, claim.figure.span
    if claim.document.text[max(0, figure.start - 4) : figure.start].lower() in {" to ", " at "}:
        return False  # a level that moves: "rose to 6.2 metres"
    gap = thing.start - figure.end if thing.start >= figure.end else figure.start - thing.end
    return gap <= _BESIDE


def same_speaker(a: Claim, b: Claim) -> bool:
    """Whether both name a speaker, with a word in common that tells speakers apart."""
    one, other = a.attribution, b.attribution
    if one is None or other is None or not one.key or not other.key:
        return False
    mine, yours = set(one.key.split()), set(other.key.split())
    both = mine & yours
    if both and not (both <= _many() and mine > both and yours > both):
        return True  # not "the health ministry" and "the interior ministry"
    return _is_short_for(one.speaker, other.speaker) or _is_short_for(other.speaker, one.speaker)


@cache
def _many() -> frozenset[str]:
    return frozenset(lexicon.load("comparing")["many_of_a_sort"])


@lru_cache(maxsize=1 << 12)
def _is_short_for(short: str, long: str) -> bool:
    """Whether a speaker is named by the first letters of the other's name: "the UN", "United
    Nations officials"."""
    named = long.removeprefix("The ").split()
    first = "".join(word[0] for word in named if word[0].isupper())
    return any(
        len(word) > 1 and word.isupper() and first.startswith(word)
        for word in (part.strip(".,'’()") for part in short.split())
    )


def is_bare(claim: Claim) -> bool:
    """Whether a number has neither unit nor noun: a cell's column may have them, or the words
    before a quotation."""
    return claim.figure.kind is Kind.COUNT and claim.figure.noun is None


def same_value(a: Claim, b: Claim) -> int:
    """How many digits two values that agree have in common, 0 where they do not agree. A bound
    that merely leaves room for the other value does not agree with it."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None:
        return 0
    if a.figure.kind in _READ or b.figure.kind in _READ:
        return _YEAR if (one.low, one.high) == (other.low, other.high) else 0
    shares = {a.figure.kind, b.figure.kind} == _SHARES
    if (one.unit is None) != (other.unit is None) and not shares:
        return _common(a, b) if one.low == other.low and (is_bare(a) or is_bare(b)) else 0
    if one.unit == other.unit and not shares and _are_far_apart(one, other):
        return 0
    figures = a.figure, b.figure
    first, second = values.told(*(values.in_one_unit(*figures) if same_measure(a, b) else figures))
    if first is None or second is None:
        return 0
    if not first or not second:
        return _common(a, b) if first == second else 0
    if not _LEAST_NEAR <= first / second <= _NEAR:
        return 0
    return min(_common(a, b), _WORDED) if shares else _common(a, b)


def _are_far_apart(one: Quantity, other: Quantity) -> bool:
    """Whether two values of one unit are so far apart that no room for rounding joins them: most
    are, and need no look at that."""
    if not one.low or not other.low or one.low != one.high or other.low != other.high:
        return False
    return not _LEAST_NEAR <= one.low / other.low <= _NEAR


def _common(a: Claim, b: Claim) -> int:
    """How many digits the value has that has fewer."""
    return min(len(digits(a)), len(digits(b)))


def agree(a: Claim, b: Claim) -> bool:
    """Whether two values agree; values that cannot be compared do."""
    if a.figure.kind in _READ or b.figure.kind in _READ:
        return meet(a, b)
    a, b = in_one_unit(*as_limits(a, b))
    try:
        return tolerance.consistent(a.figure, b.figure)
    except (UnitError, ValueError):
        return True


def in_one_unit(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Two claims; where one leaves out a part of the other's unit, as "fetched €212" does for "€221
    a tonne", and their digits stand in another order, both with the whole unit."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None or one.unit == other.unit or not transposed(a, b):
        return a, b
    if digits(a) == digits(b):
        return a, b
    first, second = values.in_one_unit(a.figure, b.figure)
    return replace(a, figure=first), replace(b, figure=second)


def transposed(a: Claim, b: Claim) -> bool:
    """Whether two values have the same digits in another order and the same size, or another
    magnitude: a zero or a thousand more."""
    one = _in_order(a)
    if len(one) < 2 or one != _in_order(b):
        return False
    dozen = any(_DOZEN in claim.figure.surface.lower() for claim in (a, b))
    if dozen or _are_of_two_units(a, b) or same_value(a, b):
        return False
    return _magnitudes_apart(a, b) in (_SLIPS if digits(a) == digits(b) else {0})


def _magnitudes_apart(a: Claim, b: Claim) -> int:
    """By how many powers of ten one value is greater than the other."""
    return abs(_value(a).adjusted() - _value(b).adjusted())


def in_other_units(a: Claim, b: Claim) -> bool:
    """Whether one number of two digits or more stands in two units of a dimension, as where miles
    were taken for kilometres."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None or one.unit is None or other.unit is None:
        return False
    if one.unit == other.unit or dimension(a.figure) != dimension(b.figure):
        return False
    if dimension(a.figure) in {"money", "time"} or len(digits(a)) < 2:
        return False
    return (one.low, one.high) == (other.low, other.high) and not same_value(a, b)


def _are_of_two_units(a: Claim, b: Claim) -> bool:
    """Whether two durations have two units: no slip makes twelve months of 21 days."""
    one, other = a.figure.quantity, b.figure.quantity
    return (
        dimension(a.figure) == dimension(b.figure) == "time"
        and one is not None
        and other is not None
        and one.unit != other.unit
    )


def slipped(a: Claim, b: Claim) -> bool:
    """Whether two values have the same three digits or more in another order, or a thousand times
    more: what a slip of the pen makes of a figure, and chance hardly ever."""
    if not transposed(a, b) or len(digits(a)) < _MANY:
        return False
    return _magnitudes_apart(a, b) != 1


def _value(claim: Claim) -> Decimal:
    quantity = claim.figure.quantity
    low = None if quantity is None else quantity.low if quantity.low is not None else quantity.high
    return Decimal(0) if low is None else Decimal(low)


@once
def digits(claim: Claim) -> str:
    """The digits of a value, without the zeros around them."""
    if claim.figure.kind is Kind.DURATION and ":" in claim.figure.surface:
        # As a clock shows it: its digits are those that are written.
        return "".join(filter(str.isdigit, claim.figure.surface)).strip("0")
    value = _value(claim)
    return _written(value) if value else ""


@once
def _in_order(claim: Claim) -> list[str]:
    return sorted(digits(claim))


@lru_cache(maxsize=1 << 14)
def _written(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def is_one(claim: Claim) -> bool:
    """Whether a figure counts a single thing: "one", "a"."""
    quantity = claim.figure.quantity
    return claim.figure.kind is Kind.COUNT and quantity is not None and quantity.low == 1


def is_conversion(claim: Claim) -> bool:
    """Whether a figure only repeats the one before it in another unit: "40 km (25 miles)"."""
    start = claim.figure.span.start
    return claim.figure.kind is Kind.MEASURE and claim.document.text[start - 1 : start] == "("


def times_apart(a: Claim, b: Claim) -> Decimal | None:
    """How many times one value is the other, whichever is the greater: infinite where one of them
    is zero, ``None`` where they have no values of one unit."""
    one, other = a.figure.quantity, b.figure.quantity
    if one is None or other is None or one.unit != other.unit:
        return None
    low, high = one.low or one.high, other.low or other.high
    if not low or not high:
        return Decimal("Infinity")
    return max(abs(low / high), abs(high / low))


def slot(claim: Claim, name: str) -> str | None:
    """The value of a slot, ``None`` where the text does not say."""
    found = getattr(claim, name)
    return None if found is None else str(found.value)


@once
def revised(claim: Claim) -> bool:
    """Whether the sentence of a claim says that counts differ or were changed."""
    return _tells_of_revision(claim, claim.segment.span)


def revised_around(claim: Claim) -> bool:
    """Whether a claim's paragraph, the one below it or the headline says so."""
    blocks, at = claim.document.blocks, claim.segment.paragraph
    above = [block for block in blocks if block.role in {Role.HEADLINE, Role.DECK}]
    return any(_tells_of_revision(claim, block.span) for block in (*blocks[at : at + 2], *above))


def _tells_of_revision(claim: Claim, span: Span) -> bool:
    keys = ("revision", "revision_of_people") if _may_be_people(claim) else ("revision",)
    return any(_revisions(key).search(claim.document.text, *span) is not None for key in keys)


def _may_be_people(claim: Claim) -> bool:
    """Whether a count may be one of people who came to harm or were missed."""
    noun, of = claim.figure.noun, claim.measure
    if claim.figure.kind not in _COUNTS or of is None or not _is_of_harm(of.value):
        return False
    return noun is None or measures.are_persons(head(noun))


@cache
def _is_of_harm(measure: str) -> bool:
    return measures.measure(measure).within == _CASUALTIES or measure in _MISSED


@cache
def _revisions(key: str) -> re.Pattern[str]:
    phrases = sorted(lexicon.load("movement")[key], key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    none = r"(?<!\bnot )(?<!\bnobody has been )(?<!\bno one has been )"
    return re.compile(rf"{none}\b(?:{joined})\b", re.IGNORECASE)
