"""Which of several figures is the other side of one: for claims that no slot joins for sure.

In: pairs of claims of two documents that may be the same, and the ``Context`` of their story. Out:
those pairs that are, with the grounds.

What two sentences have in common is weighed: slots, rare words, a figure that stands in both,
digits in another order. A pair is taken only where it weighs enough, and more than any other pair
that either figure could be in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.pairing.agreement import (
    agree,
    behaviour,
    digits,
    in_other_units,
    is_lasting,
    is_named,
    same_speaker,
    same_thing,
    same_value,
    slipped,
    slot,
    transposed,
)
from checker.alignment.pairing.beside import is_to_come
from checker.alignment.pairing.comparing import COUNTED, SWAPPED, Ground, weigh
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.days import ONLY_AHEAD
from checker.alignment.pairing.leftover import ALONE, apart, are_like_nouns
from checker.alignment.pairing.limits import as_limits
from checker.alignment.pairing.moments import MOMENTS, are_near, are_of_one_end, has_clock_swapped
from checker.alignment.pairing.past import is_ago
from checker.alignment.pairing.sizes import size
from checker.alignment.pairing.slips import has_swapped, lost, rescaled
from checker.alignment.pairing.speakers import kind_of_speaker
from checker.alignment.pairing.weights import TURNED, WEIGHTS
from checker.alignment.pairing.words import stems
from checker.alignment.wording import cue
from checker.dimensions import dimension
from checker.measures import persons
from checker.model import Claim, Kind, Modifier, Role
from checker.once import once

# So sure a pair has to be, and by so much surer than its rivals.
_ENOUGH = 0.38
_MARGIN = 0.7
# Words count no more than that together.
_MOST_OF_WORDS = 4.0
# So many figures that two paragraphs have in common show that they tell the same; more show no
# more.
_COMPANY, _MOST_OF_COMPANY = 2, 3
_OF = re.compile(r"\s+(?:out\s+)?of\s[^.,;:()]{0,30}$")
# No more than all that stands around two figures weighs.
_MOST_OF_TEXT = sum(
    WEIGHTS[name] * most
    for name, most in (
        ("words", _MOST_OF_WORDS),
        ("close words", 1),
        ("partner", 1),
        ("parts of one whole", 1),
        ("one predicate", 1),
        ("company", _MOST_OF_COMPANY),
        ("slip in company", 1),
    )
)
# Two figures a quarter of their articles apart are as far apart as any.
_FAR = 0.25
# How many times one value the other may be, where no digits were swapped, lost or added.
_TIMES = Decimal(3)
_TIMES_OF_SIZE = Decimal(6)
_LITTLE = 2
# So many there have been of what is no first or second one.
_HIGH = 10
# So many characters behind a figure say by when it was reached.
_BEHIND = 48
_NEAR = Decimal("1.3")
# What slots weigh that by themselves leave no doubt: two ends, a size beside its thing.
_SURE = 4
_SWAPPED, _BY_CHANCE = 2, 3
_SWAPS = {_SWAPPED: "digits swapped", _BY_CHANCE: "many digits swapped"}
# Two of these with their digits in another order are by chance as often as by a slip: of small
# counts, temperatures and lengths of time each text has some of its own.
_VARIED = frozenset({"count", "temperature", "time", "percent", "ratio", "number"})
# What any event is measured by, so that a year of it may be that of the other article's.
_SOMETHING = "occurrence_date"
_PERSONAL = frozenset({"time", "age"})
_OF_ONE = ("same thing", "same name", "same two ends")
_NO_SIZE = {
    Kind.DATE: "a date",
    Kind.TIME: "a clock time",
    Kind.YEAR: "a year",
    Kind.SCORE: "a score",
    Kind.ORDINAL: "an ordinal",
}


class Pair(NamedTuple):
    """Two claims that may be one, what weighs against it, by name, and what makes it sure by itself
    (``SLOTS`` or ``ONLY``), if anything does."""

    a: Claim
    b: Claim
    against: tuple[str, ...] = ()
    sure: str | None = None


def resolved(pairs: Sequence[Pair], context: Context) -> Iterator[Pair]:
    """The pairs of values that differ which weigh enough, and more than any other pair that one of
    their claims is in. Those that agree are weighed where they are such rivals."""
    differing: dict[int, float | None] = {}
    agreeing: dict[int, float | None] = {}
    rivals: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        a, b = pair.a, pair.b
        rivals[id(a), id(b.document)].append(place)
        rivals[id(b), id(a.document)].append(place)
        if not agree(a, b):
            differing[place] = _weight(pair, context)

    def is_beaten(place: int, weight: float, known: dict[int, float | None]) -> bool:
        """Whether a rival that is, or is to be, among the ``known`` ones weighs about as much."""
        pair = pairs[place]
        for group in (
            rivals[id(pair.a), id(pair.b.document)],
            rivals[id(pair.b), id(pair.a.document)],
        ):
            for rival in group:
                if rival == place or (rival in differing) != (known is differing):
                    continue
                if rival not in known:
                    known[rival] = _weight(pairs[rival], context)
                its = known[rival]
                if its is not None and its + _MARGIN > weight and not _is_same(pairs[rival], pair):
                    return True
        return False

    for place, weight in differing.items():
        if weight is None or weight < _ENOUGH:
            continue
        # Those that are weighed anyway come first.
        if is_beaten(place, weight, differing) or is_beaten(place, weight, agreeing):
            continue
        if not _are_joined_by_nouns(pairs[place], context):
            yield pairs[place]


def _are_joined_by_nouns(pair: Pair, context: Context) -> bool:
    """Whether all that speaks for a pair is that both count one sort of people or things: "16,000
    workers", "the 20,000 employees"."""
    one, other = pair.a.figure.noun, pair.b.figure.noun
    if one is None or other is None or weigh(pair.a, pair.b):
        return False
    if context.leftovers.evidence(pair.a, pair.b).get(ALONE):
        return False
    return set(context.words(pair.a, pair.b)[1]) <= stems(one) | stems(other)


def grounds(pair: Pair, context: Context) -> tuple[str, ...]:
    """What speaks for a pair, in words; those that both texts have only where slots leave any
    doubt."""
    a, b = pair.a, pair.b
    slots = weigh(a, b)
    found = [ground.text for ground in slots]
    if a.figure.kind not in _NO_SIZE and context.is_only(a, b):
        found.append(f"the only {dimension(a.figure)} in both")
    if context.leftovers.evidence(a, b).get(ALONE):
        found.append(f"in each the only {_named(a)} of its sort that the other has not")
    if (partner := context.partner(a, b)) is not None:
        found.append(f"beside {partner.figure.surface} in both")
    words = context.words(a, b)[1]
    if words and not any(ground.weight >= _SURE for ground in slots):
        shown = (context.written(a, b, form) for form in words[:3])
        found.append(f"words in both: {', '.join(shown)}")
    return tuple(found)


def _named(claim: Claim) -> str:
    """What kind of figure one is, in words."""
    kind = claim.figure.kind
    return kind.value if kind in _NO_SIZE else dimension(claim.figure)


def _are_slipped_people(a: Claim, b: Claim) -> bool:
    """Whether two counts of people have so many digits in another order that this alone tells that
    they are one: "1,256 people", "1,265 investors"."""
    return {a.figure.noun, b.figure.noun} <= persons() and slipped(a, b)


def _is_same(one: Pair, other: Pair) -> bool:
    """Whether two pairs have the same two values."""
    return (
        one.a.figure.quantity == other.a.figure.quantity
        and one.b.figure.quantity == other.b.figure.quantity
    )


def _weight(pair: Pair, context: Context) -> float | None:
    """How much speaks for a pair; ``None`` where it can be neither one nor a rival of one."""
    slots = weigh(pair.a, pair.b)
    evidence = _of_slots(pair, slots, context)
    if pair.a.figure.kind is Kind.YEAR and not _is_year_of_one(pair, slots, evidence):
        return None
    weight = _sum(evidence)
    if weight + _MOST_OF_TEXT < _ENOUGH - _MARGIN:
        return None  # nothing that stands around the two could change it
    around = _of_text(pair, context)
    one, other = pair.a.figure, pair.b.figure
    told = one.kind is not Kind.COUNT and one.modifier is other.modifier
    told = told or any(ground.name != SWAPPED for ground in slots)
    told = told or _are_slipped_people(pair.a, pair.b)
    told = told or around.get("slip in company", 0) > 0 or pair.sure == TURNED
    told = told or evidence.get(ALONE, 0) > 0 or evidence.get(ONLY_AHEAD, 0) > 0
    if not (
        told
        or "only" in evidence
        or "partner" in around
        or around["words"]
        or around["one predicate"]
    ):
        return None
    return _sum(around, weight)


def _sum(evidence: dict[str, float], weight: float = 0) -> float:
    for name, amount in evidence.items():
        if amount:
            weight += WEIGHTS.get(name, 0) * amount
    return weight


@once
def _goes_on(claim: Claim) -> bool:
    if is_to_come(claim):
        return False
    running = behaviour(claim) == "running" or slot(claim, "scope") == "so-far"
    told = is_lasting(claim)
    if not running and not told and claim.figure.kind is Kind.COUNT:
        text, end, (low, high) = claim.document.text, claim.figure.span.end, claim.segment.span
        behind = text[end : min(end + _BEHIND, high)]
        running = cue("comparing", "by_then").search(behind) is not None
        running = running or cue("comparing", "running_totals").search(text[low:high]) is not None
    period, today = claim.period, claim.document.published
    if running or period is None or not period.cumulative:
        return running
    # Not so what is to be by a day to come.
    return period.end is None or today is None or period.end <= today


def is_worth(a: Claim, b: Claim) -> bool:
    """Whether two values lie near enough for one thing, or have the same digits in another
    order or at another scale."""
    return _is_near(a, b) or has_swapped(a, b) or lost(a, b)


def is_slip_in_company(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two values have their digits in another order or at another scale, and stand among
    figures that both texts give: what the words make of either may then be misread."""
    return has_swapped(a, b) and context.company(a, b) >= _COMPANY


def evidence_of(pair: Pair, context: Context) -> dict[str, float]:
    """What speaks for and against a pair, by name, each as how much there is of it."""
    return _of_slots(pair, weigh(pair.a, pair.b), context) | _of_text(pair, context)


def _of_slots(pair: Pair, slots: Iterable[Ground], context: Context) -> dict[str, float]:
    """What the slots and the values of two claims tell."""
    a, b = pair.a, pair.b
    found: dict[str, float] = {"": 1}
    for weight, name, _ in slots:
        found[name] = 1
        if weight >= _SURE and (name == "same two ends" or _is_near(a, b, _TIMES_OF_SIZE)):
            found["sure"] = 1
        if name == COUNTED and weight > 1:
            found["both count one sort"] = 1
    if transposed(a, b) and digits(a) == digits(b) and not rescaled(a, b):
        found["zeros lost"] = 1
    elif transposed(a, b) and not rescaled(a, b):
        # Years have four digits, the first of which are nearly always the same.
        many = _SWAPPED if a.figure.kind is Kind.YEAR else len(digits(a))
        found[_SWAPS.get(many, "most digits swapped")] = 1
        found["size swapped"] = not pair.against and _are_seldom_so(a, b, many)
    found["digit lost"] = lost(a, b) or has_clock_swapped(a, b)
    found["units swapped"] = in_other_units(a, b)
    if rescaled(a, b):
        many = len(digits(a)) > _SWAPPED
        found["many scales swapped" if many else "scales swapped"] = 1
    if a.figure.kind in _NO_SIZE:
        found[_NO_SIZE[a.figure.kind]] = not _are_high(a, b)
    else:
        found[f"a {dimension(a.figure)}"] = 1
        found.update(_of_sizes(a, b))
        mine, yours = digits(a), digits(b)
        if mine != yours:
            found["known to one"] = (len(mine) > 1 and context.has_amount(b.document, a)) + (
                len(yours) > 1 and context.has_amount(a.document, b)
            )
        if context.is_only(a, b):
            found["only"] = 1
    found["like nouns"] = are_like_nouns(a, b)
    found["like things"] = _are_like_things(a, b)
    for mark in pair.against:
        found[mark] = 1
    if pair.sure is not None:
        found[pair.sure] = 1
    found.update(context.leftovers.evidence(a, b))
    found.update(context.days.evidence(a, b))
    found["hour of one"] = (a.hour is None) != (b.hour is None) and behaviour(a) != "event"
    found["two speakers"] = _are_told_by_two(a, b)
    # A time or an age is rather somebody's than a sum is.
    found["two names"] = _name_others(a, b) * (2 if dimension(a.figure) in _PERSONAL else 1)
    found["no measure"] = a.measure is None and b.measure is None
    one, other = as_limits(a, b)
    found["limits"] = one is not a or other is not b
    found["other bounds"] = one.figure.modifier is not other.figure.modifier
    found["many"] = context.many(a, b)
    found["ago of one"] = is_ago(a) != is_ago(b)
    found["both ago"] = is_ago(a) and is_ago(b)
    found["framed apart"] = context.is_framed_apart(a, b)
    found["far apart"] = min(apart(a, b), _FAR)
    found["cell"] = Role.TABLE_CELL in (a.segment.role, b.segment.role)
    return found


def _are_like_things(a: Claim, b: Claim) -> bool:
    """Whether two owners are one by two words: the bridge and the crossing."""
    if a.entity is None or b.entity is None or same_thing(a, b) or is_named(a) or is_named(b):
        return False
    return not stems(a.entity.value).isdisjoint(stems(b.entity.value))


def _are_high(a: Claim, b: Claim) -> bool:
    """Whether two ordinals say how many there have been: of first and second ones a text has many
    sorts."""
    sizes = [claim.figure.quantity for claim in (a, b) if claim.figure.kind is Kind.ORDINAL]
    return bool(sizes) and all(size is not None and (size.low or 0) >= _HIGH for size in sizes)


def _are_seldom_so(a: Claim, b: Claim, many: int) -> bool:
    """Whether two texts of one story seldom have two such figures with their digits in another
    order but by a slip: exact sums of money, weights and distances, and counts of three digits or
    more."""
    if a.figure.kind in _NO_SIZE or digits(a) == digits(b):
        return False
    if {a.figure.modifier, b.figure.modifier} != {Modifier.EXACTLY}:
        return False
    of = dimension(a.figure)
    if of == "count":
        nouns = {a.figure.noun, b.figure.noun} - {None}
        return many > _SWAPPED and (len(nouns) < len((a, b)) or nouns <= persons())
    return of not in _VARIED


def _of_text(pair: Pair, context: Context) -> dict[str, float]:
    """What stands around both figures: words, and another figure."""
    a, b = pair.a, pair.b
    found = {
        "words": min(context.weight_of_words(a, b), _MOST_OF_WORDS),
        "close words": context.closeness(a, b),
        "one predicate": context.has_one_predicate(a, b),
    }
    if has_swapped(a, b) or _is_long_one_digit_off(a, b):
        company = min(context.company(a, b), _MOST_OF_COMPANY)
        found["company"] = company
        found["slip in company"] = is_slip_in_company(a, b, context)
    partner = context.partner(a, b)
    if partner is not None:
        found["partner"] = 1
        found["parts of one whole"] = _is_part(a, partner) and _is_part(b, context.partner(b, a))
    return found


def _is_part(claim: Claim, whole: Claim | None) -> bool:
    """Whether a figure is a part of another, "seven of the train's nine coaches"."""
    if whole is None:
        return False
    start, end = claim.figure.span.end, whole.figure.span.start
    return start < end and _OF.match(claim.document.text, start, end) is not None


def _of_sizes(a: Claim, b: Claim) -> dict[str, float]:
    """What the two values tell: how many times one is the other."""
    found: dict[str, float] = {}
    one, other = size(a).value, size(b).value
    if one and other:
        apart = abs(one / other) if abs(one) > abs(other) else abs(other / one)
        found["less than twice"] = apart < _LITTLE
        found["near"] = apart < _NEAR
        found["one digit"] = _is_one_digit_off(a, b)
        found["grown"] = _has_grown(a, b)
    if same_value(a, b) > 1:
        found["one value"], found["near"] = 1, 0
    return found


def _is_long_one_digit_off(a: Claim, b: Claim) -> bool:
    return (
        a.figure.kind not in _NO_SIZE
        and min(map(len, map(digits, (a, b)))) > 1
        and _is_one_digit_off(a, b)
    )


def _is_one_digit_off(a: Claim, b: Claim) -> bool:
    """Whether two values have as many digits, three or more, all but one of them the same."""
    one, other = digits(a), digits(b)
    if len(one) != len(other) or len(one) <= _SWAPPED or dimension(a.figure) == "time":
        return False
    return sum(first != second for first, second in zip(one, other, strict=True)) == 1


def _has_grown(a: Claim, b: Claim) -> bool:
    """Whether the article that was published later has the greater value of what goes on, a count
    "so far" or "since May". Its digits in another order are rather a slip."""
    if not (_goes_on(a) or _goes_on(b)) or transposed(a, b):
        return False
    one, other = a.document.published, b.document.published
    first, second = size(a).value, size(b).value
    if one is None or other is None or first is None or second is None or one == other:
        return False
    if are_of_one_end(a, b):
        return False
    return (one < other) == (first < second)


def _name_others(a: Claim, b: Claim) -> bool:
    """Whether both sentences have names of two words, as persons have, and no word of them is in
    both: a time of Ida Moe's is none of Jan Rusk's."""
    one, other = (
        {word for name in claim.names if " " in name for word in name.split()} for claim in (a, b)
    )
    return bool(one and other) and one.isdisjoint(other)


def _is_year_of_one(pair: Pair, slots: Iterable[Ground], evidence: dict[str, float]) -> bool:
    """Whether two years may be of one thing, where an article has many, each of something else:
    those of one measure are that have one thing too or digits in another order, and such as have
    those where no measures keep them apart, or nothing else is left over."""
    agreed = {ground.name for ground in slots}
    swapped = transposed(pair.a, pair.b)
    if evidence.get(ALONE, 0) > 0:
        return True
    if "same measure" in agreed:
        return swapped or not agreed.isdisjoint(_OF_ONE)
    of = (claim.measure for claim in pair[:2] if claim.measure is not None)
    return swapped and (evidence.get(ALONE, 0) > 0 or all(each.value == _SOMETHING for each in of))


def _are_told_by_two(a: Claim, b: Claim) -> bool:
    """Whether two speakers are known, whichever way, with no word in common."""
    one, other = a.attribution, b.attribution
    if one is None or other is None or not one.key or not other.key or same_speaker(a, b):
        return False
    return None not in (kind_of_speaker(one.speaker), kind_of_speaker(other.speaker))


def _is_near(a: Claim, b: Claim, most: Decimal = _TIMES) -> bool:
    """Whether one value is not so many times the other that they hardly mean one thing."""
    one, other = size(a).value, size(b).value
    if a.figure.kind in MOMENTS:
        return are_near(a, b)
    if a.figure.kind in _NO_SIZE or one is None or other is None:
        return a.figure.kind in _NO_SIZE
    first, second = abs(one), abs(other)
    return bool(first and second) and first <= second * most and second <= first * most
