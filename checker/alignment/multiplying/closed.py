"""Products of the only three figures of a passage.

In: a sentence with all its figures, or one that goes on about the one before it. Out: a rate, what
it is for each of, and what both come to: "six coaches at £340 apiece, a bill of £2,240", "the
library cost £2.1m, which for a town of 14,000 comes to £120 a head".

Where a figure is for each of what another counts, the third is of its unit, and nothing else is
told, the third is hardly ever anything but what the two come to. So no list of words has to join
them; what may keep them apart are words that say that more or less is in the total than the
product, and a clause of its own about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, permutations

from checker import tolerance
from checker.alignment.multiplying.averages import (
    Made,
    has_less_or_more,
    in_unit_of,
    is_larger,
    is_qualified,
    made_of,
    may_be_more,
    named_of,
    shares,
)
from checker.alignment.multiplying.factors import (
    for_all_time,
    goes,
    is_for_several,
    may_multiply,
    same_thing,
    unit_of,
)
from checker.alignment.multiplying.loosely import is_as_near_as_a_slip, is_loosely_for
from checker.alignment.multiplying.rates import RATES, Figures, beside, is_dozen_of
from checker.alignment.multiplying.swapped import alike, fits, is_of_another_magnitude
from checker.alignment.passages import Placed, Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier, Span
from checker.patterns import lazy

_THREE = 3
_QUANTITIES = frozenset(
    {
        Kind.COUNT,
        Kind.MONEY,
        Kind.MEASURE,
        Kind.DURATION,
        Kind.PERCENT,
        Kind.PERCENTAGE_POINT,
        Kind.RATIO,
        Kind.MULTIPLE,
        Kind.VAGUE,
    }
)
_MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.JUST_OVER})
_OTHER_TIMES = tuple(map(Decimal, (2, 3, 4, 5, 6, 7, 10, 12, 24, 30, 52, 60, 365)))
"""How often something may be done of which no figure is told: a day's days a week, a return."""
_ONE_HEAD = r"(?: [^\W\d_]+)?? (?:{per_person}|for each person|for each one|for each member)"
_POWERS = {rate: power for power, rate in RATES.items()}
_VERB = lazy(r"(?: [\w’'-]+){1,5} ")
_AND_DOING = lazy(r" and (?:[^\W\d_]+ing|(?:it )?(?:took|takes|needed|needs|ran for)) $")
_MEASURED = frozenset({Kind.DURATION, Kind.MEASURE})
_CALENDAR = frozenset({"day", "week", "month", "quarter", "year"})
_LEAST, _MOST = Decimal("0.4"), Decimal("2.2")


def closed(home: Sentence, here: Figures, before: Sentence | None, near: Figures) -> Iterator[Made]:
    """The product of a sentence with three figures, or of one with fewer and the one ``before`` it,
    where it does not hold in any reading."""
    told, sentences = here, [home]
    if before is not None and near.places and len(here.places) < _THREE:
        told, sentences = beside(near, here), [before, home]
    passed = sum(not _is_quantity(claim) for _, claim in told.places)  # between two clock times
    many = passed + sum(
        _is_quantity(claim) and not is_dozen_of(each, claim)
        for each in sentences
        for claim in each.claims
    )
    own = {claim.figure.span for _, claim in here.places}
    if len(told.places) == many == _THREE:
        if len(own) == 1 and told is not here and not _refers(home, here.places[0]):
            return
        only = list(_weighed(told, sentences, own))
        if only or before is None or told is not here:
            yield from only
            return
    yield from _in_a_row(home, here, before, near)


def _in_a_row(
    home: Sentence, here: Figures, before: Sentence | None, near: Figures
) -> Iterator[Made]:
    """Three figures in a row among more, of which the last is told to be what comes of the others:
    "540 jars of 450 grams, or 324 kilograms; the year before there were 1,100"."""
    if "concluded" not in home.may:
        return
    called = {place[1].figure.span for place in here.places if is_told(place)}
    if not called:
        return
    every = beside(near, here)
    quantities = [c for s in (before, home) if s is not None for c in s.claims if _is_quantity(c)]
    order = [claim.figure.span for claim in quantities]
    for a, b, c in zip(order, order[1:], order[2:], strict=False):
        if c not in called:
            continue
        row = tuple(place for place in every.places if place[1].figure.span in (a, b, c))
        if len(row) != _THREE or row[-1][1].figure.span != c:
            continue
        sentences = list(dict.fromkeys(place[0] for place in row))
        for made in _weighed(every._replace(places=row), sentences, {c}):
            if not _stands(made, every) and not _is_one_of_more(made, every):
                yield made


def _stands(made: Made, every: Figures) -> bool:
    """Whether a product is another figure of the passage, or its total is a bare number of another
    sentence, which may be of anything."""
    total = made.total
    if total.figure.kind is Kind.COUNT and total.figure.noun is None:
        return True
    value, own = made_of(made), {claim.figure.span for claim in made}
    return value is None or any(
        fits(value, in_its_unit)
        for _, claim in every.places
        if claim.figure.span not in own
        if (in_its_unit := _in_unit_of(total, claim)) is not None
    )


def _is_one_of_more(made: Made, every: Figures) -> bool:
    """Whether another amount of the kind of the total stands before it, which may be in it: "three
    nights at £85 and two at £110 come to £475"."""
    own = {claim.figure.span for claim in made}
    end = made.total.figure.span
    return any(
        claim.figure.span not in own
        and claim.figure.span < end
        and claim.segment is made.total.segment
        and claim.figure.kind is made.total.figure.kind is not Kind.COUNT
        for _, claim in every.places
    )


def _in_unit_of(model: Claim, claim: Claim) -> Claim | None:
    if claim.figure.kind is model.figure.kind and unit_of(claim) == unit_of(model):
        return claim
    return None


def is_told(last: Placed) -> bool:
    """Whether a figure is told to be what comes of those before it."""
    home, claim = last
    before, behind = home.before(claim, 48), home.after(claim, 32)
    told = frame(
        "products",
        r"(?:\b{brings}|{resumes}|{summed}|{comes_out}|\b{thus}\b[^,;:.]*)(?: {barely_so})? $",
    )
    return bool(
        told.search(before) or frame("products", r"(?: [^\W\d_]+)? {totals_behind}\b").match(behind)
    )


def _weighed(told: Figures, sentences: list[Sentence], own: set[Span]) -> Iterator[Made]:
    """The one product of three figures, where it does not hold in any reading."""
    found = [made for made in _triples(told) if _is_plain(made)]
    found = [made for made in found if own & {claim.figure.span for claim in made}]
    if len({frozenset(c.figure.span for c in made) for made in found}) != 1:
        return
    if any(_is_of_anything(made) for made in found):
        return
    if any(map(_may_hold, found)) or not all(_is_one_statement(s, found[0]) for s in sentences):
        return
    likely = [made for made in found if _is_near(made)]
    if len(likely) == 1 and not any(is_qualified(each, likely[0]) for each in sentences):
        yield likely[0]
    slipped = [made for made in found if not likely and is_of_another_magnitude(made)]
    if len(slipped) == 1 and not any(has_less_or_more(each, slipped[0]) for each in sentences):
        yield slipped[0]


def _refers(sentence: Sentence, total: Placed) -> bool:
    """Whether a sentence with a total alone goes on about the one before it: "That is £4,200"."""
    before = sentence.before(total[1], 40)
    told = frame("products", r"^\W*{resumes}\b|\b(?:{brings}|{summed})(?: {barely_so})? $")
    behind = frame("products", r"(?: [^\W\d_]+)? {totals_behind}\b")
    return bool(told.search(before) or behind.match(sentence.after(total[1], 32)))


def _is_quantity(claim: Claim) -> bool:
    return claim.figure.kind in _QUANTITIES


def _triples(here: Figures) -> Iterator[Made]:
    for rate, number, total in permutations(_as_powers(here.places), _THREE):
        price, whole = alike(rate, total)
        whole = whole[0], for_all_time(price[1], whole[1])
        # What the numbers rule out needs no look at the words.
        if not may_be_more(price[1], whole[1]):
            continue
        told = here.is_rate(rate) or is_on_each(rate, number) or _is_one_to(rate, number)
        if not (told or _are_of(number, rate, total)):
            continue
        if not (may_multiply(number) or _is_household(rate, number)):
            continue
        loosely = not _is_for(rate, number)
        if (loosely and not is_loosely_for(rate, number, total)) or (
            _is_power(rate) and _is_for_time(rate)
        ):
            continue
        named = _is_one_to(rate, number) or named_of(rate[0], rate[1], number[1])
        # "25 birds to the hectare" may be hens.
        larger = is_larger((price[0], _of_anything(price[1])) if named else price, whole)
        claim = in_unit_of(price[1], whole[1]) if larger else None
        made = None if claim is None else Made(claim, _counted(number[1], rate[1]), whole[1])
        if made is not None and (not loosely or is_as_near_as_a_slip(made)):
            yield _for_each(made) if loosely else made


def _for_each(made: Made) -> Made:
    """A price by the pint as one for each of so many."""
    quantity = made.rate.figure.quantity
    if quantity is None:
        return made
    above, slash, _ = (quantity.unit or "").rpartition(" / ")
    figure = replace(made.rate.figure, quantity=replace(quantity, unit=above or None))
    return made._replace(rate=replace(made.rate, figure=figure)) if slash else made


def _of_anything(claim: Claim) -> Claim:
    return replace(claim, figure=replace(claim.figure, noun=None, noun_span=None))


def _is_one_to(rate: Placed, number: Placed) -> bool:
    """ "One inspector for every 400 restaurants", where inspectors are counted."""
    one = frame("products", r"\b(?:one|an?) ([^\W\d_]+) (?:for|to|per) (?:every|each) $")
    led = one.search(rate[0].before(rate[1], 48))
    noun = (number[1].figure.noun or "").lower()
    return led is not None and bool(noun) and same_thing(led[1].lower(), noun)


def _counted(number: Claim, rate: Claim) -> Claim:
    """Months as so many of them, where the words of a rate say that it is for each month."""
    figure, quantity = number.figure, number.figure.quantity
    if figure.kind is not Kind.DURATION or quantity is None or quantity.unit not in _CALENDAR:
        return number
    if " / " in (unit_of(rate) or ""):
        return number
    return replace(
        number, figure=replace(figure, kind=Kind.COUNT, quantity=replace(quantity, unit=None))
    )


def is_on_each(rate: Placed, number: Placed) -> bool:
    """ "A €2.50 tip on each of 220 nights", "€40 from each of 3,400 carers", "every one of its 560
    members put in £25"."""
    (home, claim), (other, many) = rate, number
    if home is not other:
        return False
    if claim.figure.span > many.figure.span:
        each = frame("products", r"\b(?:each|every one) of (?:(?:its|the|their|his|her|those) )?$")
        gap = home.between(many, claim)
        if frame(
            "products", r"(?: [^\W\d_]+)+, (?:each|every one)(?: of them)? {bearing} "
        ).fullmatch(gap):
            return True
        return bool(each.search(home.before(many, 32)) and _VERB.fullmatch(gap))
    led = frame("products", r"(?: [^\W\d_]+){0,4}? each of (?:(?:its|the|their|his|her|those) )?")
    return led.fullmatch(home.between(claim, many)) is not None


def _are_of(number: Placed, rate: Placed, total: Placed) -> bool:
    """ "26 laps of the 400-metre track, 12,400 metres in all"."""
    home, claim = total
    before, behind = home.before(claim, 32), home.after(claim, 24)
    told = frame("products", r"(?:\b{brings}|{resumes}|{summed})(?: {barely_so})? $").search(before)
    if claim.figure.kind is not Kind.COUNT:
        told = told or frame("products", r"\b{totals}(?: [^\W\d_]+){0,3} $").search(before)
    told = told or frame("products", r"(?: [^\W\d_]+)? {totals_behind}\b").match(behind)
    return told is not None and _is_of(number, rate)


def _is_of(number: Placed, rate: Placed) -> bool:
    (home, many), (other, claim) = number, rate
    noun = many.figure.noun
    if home is not other or noun is None or claim.figure.span < many.figure.span:
        return False
    gap = " ".join(home.between(many, claim).split()).lower()
    last = re.escape(noun.lower().split()[-1])
    return re.fullmatch(rf"(?:[^\W\d_]+ ){{0,2}}{last},?(?: each)? of(?: the| a)?", gap) is not None


def _is_for(rate: Placed, number: Placed) -> bool:
    """Whether a rate is for each of what a figure counts."""
    if is_on_each(rate, number) or _is_of(number, rate) or _is_household(rate, number):
        return True
    if _is_one_to(rate, number):
        return True
    if is_for_several(rate) and not _is_for_one_stretch(rate, number):
        return False
    return shares(rate, number) or _is_a_head(rate, number)


def _is_power(rate: Placed) -> bool:
    """What a plant can make in an hour is seldom what it did make."""
    return "watt" in (unit_of(rate[1]) or "")


def _is_for_time(rate: Placed) -> bool:
    return " / " in (unit_of(rate[1]) or "")


def _as_powers(places: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Figures with power as such, where there is more than one: none is for a length of time."""
    several = sum((unit_of(claim) or "") in _POWERS for _, claim in places) > 1
    return tuple(map(_as_power, places)) if several else places


def _as_power(place: Placed) -> Placed:
    """Power as such, where it is only added up: "40 arrays of 5 megawatts"."""
    home, claim = place
    unit, quantity = _POWERS.get(unit_of(claim) or ""), claim.figure.quantity
    if unit is None or quantity is None:
        return place
    return home, replace(claim, figure=replace(claim.figure, quantity=replace(quantity, unit=unit)))


def _is_household(rate: Placed, number: Placed) -> bool:
    """ "A family of five gets through 700 litres a day, 160 for each person"."""
    of_people = frame("products", r"\b{of_people} $").search(number[0].before(number[1], 32))
    return bool(of_people and frame("products", _ONE_HEAD).match(rate[0].after(rate[1], 48)))


def _is_for_one_stretch(rate: Placed, number: Placed) -> bool:
    """ "$16 an hour for a 38-hour week"."""
    (home, claim), (other, many) = rate, number
    _, slash, below = (unit_of(claim) or "").rpartition(" / ")
    if not slash or home is not other or not goes(below, unit_of(many)):
        return False
    return home.between(claim, many).strip() in ("for a", "for an", "over a", "in a")


def _is_a_head(rate: Placed, number: Placed) -> bool:
    """ "For a town of 14,000 ... £120 a head"."""
    (home, claim), (other, many) = rate, number
    if not frame("products", r"(?: [^\W\d_]+)?? {per_person}").match(home.after(claim, 48)):
        return False
    of = frame("products", r"\b(?:{population})(?: {only})? $").search(other.before(many, 40))
    return many.figure.kind is Kind.COUNT and of is not None


# --------------------------------------------------------------------------------- what it is not


def _is_plain(made: Made) -> bool:
    """Whether all three are told as they are."""
    return all(c.figure.form is Form.POINT and c.figure.modifier in _MEANT for c in made)


def _is_of_anything(made: Made) -> bool:
    """Whether a bare number is for each of some, and a later sentence counts what may be of
    something else: "delegations of five each sit in two rooms. Fourteen lorries stood loaded"."""
    rate, total = made.rate.figure, made.total.figure
    if rate.kind is not Kind.COUNT or rate.noun is not None or total.noun is None:
        return False
    return made.rate.segment is not made.total.segment


def _may_hold(made: Made) -> bool:
    """Whether a product makes the total as far as each may have been rounded, or is a plain part of
    it or a number of times as much."""
    low, high = _room(made)
    room = tolerance.added(made.total.figure)
    value = made_of(made)
    if room.low is None or room.high is None or value is None:
        return True
    if low <= room.high and high >= room.low:
        return True
    if is_of_another_magnitude(made):
        return False
    return any(
        fits(each, made.total) for times in _OTHER_TIMES for each in (value * times, value / times)
    )


def _room(made: Made) -> tuple[Decimal, Decimal]:
    """The least and the most that a rate and a number come to."""
    value = made_of(made) or Decimal(0)
    low = high = value
    last = max(made, key=lambda claim: claim.figure.span)
    for claim in (made.rate, made.number):
        written = claim.figure.quantity
        room = tolerance.multiplied(claim.figure)
        if written is None or not written.low or room.low is None or room.high is None:
            continue
        half = written.step / 2
        room_low, room_high = room.low, room.high
        paid = claim is made.number and made.rate.figure.kind is Kind.MONEY
        by_calendar = paid and written.unit in _CALENDAR
        if by_calendar or "exactly" in claim.figure.surface.lower():
            room_low = room_high = written.low
        elif claim.figure.kind in _MEASURED or claim is made.rate is last:
            room_low = min(room.low, written.low - half)
            room_high = max(room.high, written.low + half)
        low, high = low * room_low / written.low, high * room_high / written.low
    return low, high


def _is_near(made: Made) -> bool:
    """Whether a total is so near to the product that it can hardly be of something else."""
    value, total = made_of(made), made.total.figure.quantity
    if not value or total is None or total.low is None:
        return False
    return _LEAST <= total.low / value <= _MOST


def _names(sentence: Sentence, made: Made) -> bool:
    """Whether a rate names, or has in its unit, what its number counts."""
    return named_of(sentence, made.rate, made.number)


def _is_one_statement(sentence: Sentence, made: Made) -> bool:
    """Whether no clause of its own keeps one of the figures apart: "$30 a month for a phone that
    costs $600", "$250,000 each from an estate of $1.6 million"."""
    start, end = sentence.segment.span
    here = [claim for claim in made if start <= claim.figure.span.start < end]
    ordered = sorted(here, key=lambda claim: claim.figure.span)
    for one, other in pairwise(ordered):
        gap = sentence.between(one, other)
        if one is ordered[0] is made.rate and gap.count(";") == 1 and not _names(sentence, made):
            gap = gap.partition(";")[2]  # "pays $1.40 a crate; a hand who filled 120 earned $158"
        if re.search(r"[;:?!]|\.\s", gap):
            return False
        turns = list(
            frame("products", r"\b{turns}\b(?! (?:so|thus|therefore|hence)\b)").finditer(gap)
        )
        # "With 22 pupils to a class and 14 classes": what is told of one is for each of the other.
        joined = len(turns) == 1 and made.total not in (one, other)
        plain = gap.endswith(" and ") and _names(sentence, made)
        if turns and not (joined and (plain or _AND_DOING.search(gap))):
            return False
    if made.total not in here:
        return True
    far = frame("products", r" {how_far}\b").match(sentence.after(made.total, 12))
    counted = made.number.figure.kind is Kind.COUNT
    if far and counted and made.total.figure.kind is Kind.MEASURE:
        return False  # "12 sheds, each 40 metres long, stand 300 metres from the road"
    a_pool = r"\bfrom (?:an?|the|its|their)(?: [^\W\d_]+){1,2} of $"
    of_another = r"[^\W\d_] that {totals}(?: [^\W\d_]+)? $"
    return (
        frame("products", f"{of_another}|{a_pool}").search(sentence.before(made.total, 40)) is None
    )
