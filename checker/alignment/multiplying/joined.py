"""Products that words join: a rate, what it is a rate of, and what both come to.

In: a sentence with its figures, and the one before it. Out: the one triple of them whose units and
words fit: "300 tickets at $12 each, $3,600 in all", "120 kph for 25 minutes, 50 km in all".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, permutations

from checker import tolerance, units
from checker.alignment.multiplying.averages import Made, has_less_or_more, is_qualified
from checker.alignment.multiplying.factors import (
    goes,
    has_more_of,
    is_of_some,
    is_shift,
    is_wage,
    people,
    same_thing,
    told_once,
    unit_of,
)
from checker.alignment.multiplying.incidence import is_out_of
from checker.alignment.multiplying.rates import RATES
from checker.alignment.multiplying.swapped import is_of_another_magnitude
from checker.alignment.passages import Placed, Sentence
from checker.alignment.wording import cue, frame, may_end_with
from checker.model import Claim, Kind

_MOST = 8
_THREE = 3
_REFERS = re.compile(r"(?:that|this|these|those|it|they|together|in all)\b", re.IGNORECASE)


def joined(sentence: Sentence, before: Sentence | None) -> Made | None:
    """The one triple of a sentence whose units and words fit, or of two of which the second says
    that it goes on: "That brings in $12.4 million."."""
    places = told_once(sentence)
    if before is not None and (
        _REFERS.match(sentence.text) or sentence.says("products", "that_time")
    ):
        places += told_once(before)
    if not 3 <= len(places) <= _MOST or not _may_go_together(places):
        return None
    rates = [place for place in places if _may_be_rate(place)]
    if not rates:
        return None
    homes = (
        [sentence]
        if before is None or not any(p[0] is before for p in places)
        else [sentence, before]
    )
    paid = any(is_wage(claim) for _, claim in rates)
    unclear = ("not_plain",) if paid else ("not_plain", "gross")
    plain = not any(home.says("products", *unclear) for home in homes)
    found = [
        (rate, number, total)
        for rate in rates
        for number, total in permutations([place for place in places if place is not rate], 2)
        if any(place[0] is sentence for place in (rate, number, total)) and not is_shift(number)
        if (plain and _fits(rate, number, total, len(places)) and not _has_more(total))
        or (len(places) == _THREE and _is_beyond_power(rate[1], number[1], total[1]))
    ]
    if len(found) == 1 and sum(_is_price(*place) for place in rates) < 2:
        (_, rate), (_, number), (_, total) = found[0]
        if _is_made(rate, number, [claim for _, claim in places if claim is not total]):
            return None
        here = [c for c in (rate, number, total) if c in sentence.claims]
        if _is_parted(sentence, here) or (rate in here and is_of_some(sentence, rate)):
            return None
        spent = total in here and _is_cost(sentence, total)
        if not spent and not has_more_of([sentence], (rate, number, total)):
            return Made(rate, number, total)
    return None


def _may_go_together(places: Sequence[Placed]) -> bool:
    """Whether one of some figures is a rate by its unit, or two are of one kind."""
    kinds = {claim.figure.kind for _, claim in places}
    return len(kinds) < len(places) or any(" / " in (unit_of(claim) or "") for _, claim in places)


def is_apart(sentence: Sentence, made: Made, *, stops: bool = True) -> bool:
    """Whether words say that a total has more in it, or is another's; or ``stops`` do."""
    start, end = sentence.segment.span
    here = [claim for claim in made if start <= claim.figure.span.start < end]
    qualified = has_less_or_more if is_of_another_magnitude(made) else is_qualified
    if qualified(sentence, made) or (stops and _is_parted(sentence, here)):
        return True
    if made.total in here and _is_cost(sentence, made.total):
        return True
    return made.total in here and _has_more((sentence, made.total))


def _is_cost(sentence: Sentence, total: Claim) -> bool:
    """ "Bushels that cost $34,200 to grow": what was spent on them."""
    cost = re.search(r"\bcosts? $", sentence.before(total, 12))
    return bool(cost and re.match(r" to [a-z]{3,}\b", sentence.after(total, 12)))


def _is_parted(sentence: Sentence, claims: list[Claim]) -> bool:
    """Whether a semicolon parts the figures, and what is behind it does not go on about them:
    "; the county's average is 6 tonnes a hectare"."""
    ordered = sorted(claims, key=lambda claim: claim.figure.span.start)
    for one, other in pairwise(ordered):
        _, mark, behind = sentence.between(one, other).rpartition(";")
        if mark and not frame("products", r" ?{goes_on}\b").match(behind):
            return True
    return False


def _is_made(rate: Claim, number: Claim, others: list[Claim]) -> bool:
    """Whether another figure beside the two is what they make: "£24m: £11m on 110 rooms at £100,000
    each"."""
    one, two = rate.figure.quantity, number.figure.quantity
    if one is None or two is None or one.low is None or two.low is None:
        return False
    made = one.low * two.low
    return any(
        each.figure.kind is rate.figure.kind and room.low <= made <= room.high
        for each in others
        if each is not rate and each.figure.quantity is not None
        for room in (tolerance.added(each.figure),)
        if room.low is not None and room.high is not None
    )


def _may_be_rate(place: Placed) -> bool:
    """Whether a figure has a unit for something, or words behind or before it that say "each"."""
    sentence, claim = place
    before = sentence.before(claim, 32)
    if frame("products", r" (?:at|of)(?: {only})? $").search(before):
        return True
    if _per(claim):
        return True
    near = f"{before} {sentence.after(claim, 48)}"
    return cue("products", "each", "per_person", "average", "on_each", "per").may_be_in(near)


def _is_price(sentence: Sentence, claim: Claim) -> bool:
    """ "£14 an adult": where there are two of them, the total is made of both."""
    price = frame("products", r" (?:{per} (?!{time_units}\b)[^\W\d_]+|{each}\b)")
    return claim.figure.kind is Kind.MONEY and price.match(sentence.after(claim, 24)) is not None


def _fits(rate: Placed, number: Placed, total: Placed, among: int) -> bool:
    if is_out_of(rate[1]):
        return False
    above, slash, below = (unit_of(rate[1]) or "").rpartition(" / ")
    if slash and goes(below, _without_time(number[1], total[1])):
        if not goes(above, _without_time(total[1], number[1])):
            return False
        if rate[1].figure.kind is Kind.MONEY:
            return _is_reckoned(rate, among) or _is_total(total)
        goes_on = number[0] is total[0] is not rate[0]
        if goes_on and cue("products", "that_rate").search(number[0].text):
            return True
        return _is_reckoned(rate, among) or _is_kept(rate) or (among == _THREE and _is_sum(total))
    kind = rate[1].figure.kind
    if total[1].figure.kind is not kind or not _one_currency(rate[1], total[1]):
        return False
    if among == _THREE and _is_price_of(rate, number) and _is_all_of(rate, total):
        return True
    reckoned = kind in (Kind.MONEY, Kind.COUNT) and _is_reckoned(rate, among)
    if number[1].figure.kind is not Kind.COUNT or kind is Kind.MEASURE:
        return kind is Kind.COUNT and reckoned and _is_for_one_of(rate, number, total)
    if kind not in (Kind.MONEY, Kind.COUNT) or not (reckoned or _is_total(total)):
        return False
    if kind is Kind.COUNT and reckoned and _is_for_one_of(rate, number, total):
        return True
    return _is_for_each(rate, number, total, among)


def _without_time(claim: Claim, other: Claim) -> str | None:
    """A unit without the "a week" that another figure has as well: 40 hours a week at $15 an hour
    are $600 a week."""
    mine, yours = (unit_of(each) or "" for each in (claim, other))
    above, slash, below = mine.rpartition(" / ")
    return above if slash and yours.rpartition(" / ")[2] == below else unit_of(claim)


def _is_reckoned(rate: Placed, among: int) -> bool:
    """Whether a rate is said to follow from the only two other figures: ", or 20 each"."""
    before = rate[0].before(rate[1], 32)
    return among == _THREE and bool(
        frame("products", r"{reckoned}(?: {average})?\s+$").search(before)
    )


def _is_for_one_of(rate: Placed, number: Placed, total: Placed) -> bool:
    """ "20,000 a night" beside "four nights", "400 a hectare" beside "500 hectares"."""
    of, whole = (rate[1].figure.noun or "").lower(), (total[1].figure.noun or "").lower()
    if of and whole and of != whole:
        return False
    named = frame("products", r"(?: [^\W\d_]+)? {per} ([^\W\d_]+(?: [^\W\d_]+)?)").match(
        rate[0].after(rate[1], 48)
    )
    if named is None:
        return False
    figure = number[1].figure
    counted = f"{figure.surface} {figure.noun or ''}".lower()
    words = named[1].lower().split()
    return any(" ".join(words[:size]) in counted for size in (2, 1) if len(words) >= size)


# ------------------------------------------------------------------------------------- the units


def _is_beyond_power(rate: Claim, number: Claim, total: Claim) -> bool:
    """Whether more energy is said to have come of a plant than it can make in that time."""
    power, hours, energy = (c.figure.quantity for c in (rate, number, total))
    if power is None or power.unit not in RATES.values() or not (power.unit or "").count("watt"):
        return False
    if hours is None or energy is None or hours.unit is None or energy.unit is None:
        return False
    if not power.high or not hours.high or not energy.low or not power.unit:
        return False
    above, _, below = power.unit.partition(" / ")
    if not goes(below, hours.unit) or not goes(above, energy.unit):
        return False
    most = units.convert(
        power.high * units.convert(hours.high, hours.unit, below), above, energy.unit
    )
    return energy.low > most


def _one_currency(rate: Claim, total: Claim) -> bool:
    """Whether both are of one unit; the total may be one for a stretch of time."""
    one, other = unit_of(rate) or "", unit_of(total) or ""
    return one == other or (rate.figure.kind is Kind.MONEY and other.partition(" / ")[0] == one)


# ------------------------------------------------------------------------------------- the words


def _is_total(total: Placed) -> bool:
    """Whether a figure is said to be what others come to."""
    sentence, claim = total
    before = sentence.before(claim, 40)
    ahead = [c for c in sentence.claims if c.figure.span.end <= claim.figure.span.start]
    gap = sentence.between(ahead[-1], claim) if ahead else before
    if frame("products", r"^\W*{resumes}(?: [^\W\d_][\w-]*){0,5} $").fullmatch(before):
        return True  # "That's a fuel bill of $45,000"
    if frame("products", r".*\band (?!{totals})").match(gap):
        return False  # "$500 each and bought a van for $75,000"
    if frame("products", r"\bthat {totals}(?: [^\W\d_]+)?\s+$").search(before):
        return False  # "$30 a month for a phone that costs $600"
    if may_end_with(before, "products", "totals", behind=1) and frame(
        "products", r"{totals}(?: [^\W\d_]+)?\s+$"
    ).search(before):
        return True
    if frame("products", r"{totals}\b").match(claim.figure.surface):
        return True
    behind = frame("products", r"(?: [^\W\d_]+)? {totals_behind}")
    return behind.match(sentence.after(claim, 40)) is not None


def _is_price_of(rate: Placed, number: Placed) -> bool:
    """ "Forty chairs at £35", "52 weeks at £2", "six crates of 24 bottles"."""
    (sentence, price), (other, many) = rate, number
    if sentence is not other or many.figure.span.end > price.figure.span.start:
        return False
    gap = sentence.between(many, price)
    if price.figure.kind is Kind.COUNT:
        noun = many.figure.noun or ""
        return bool(noun) and gap.strip().lower() == f"{noun} of".lower()
    if many.figure.kind not in (Kind.COUNT, Kind.DURATION) or price.figure.kind is not Kind.MONEY:
        return False
    return frame("products", r"(?: [^\W\d_][\w-]*){0,3} at(?: {only})? ").fullmatch(gap) is not None


def _is_all_of(rate: Placed, total: Placed) -> bool:
    """Whether a total is for no more time, and for no other thing, than the price."""
    (sentence, price), (home, claim) = rate, total
    if frame("products", r" {per} ").match(sentence.after(price, 12)) and not _per(price):
        return False
    if price.figure.kind is Kind.COUNT and claim.figure.noun not in {None, price.figure.noun}:
        return False
    gained = frame("products", r"(?: [^\W\d_]+)? {gained}\b").match(home.after(claim, 32))
    return gained is None and _is_total(total)


def _per(claim: Claim) -> bool:
    return " / " in (unit_of(claim) or "")


def _has_more(total: Placed) -> bool:
    """Whether a total goes on with something else that is in it: "£260,000 with the garage"."""
    sentence, claim = total
    more = frame("products", r"(?: [^\W\d_]+)? (?!{gross}\b|{before_loss}\b){with_more}\b")
    if more.match(sentence.after(claim, 32)):
        return True
    # "It paid $728,000 for the first 12 lorries"
    other = frame("products", r"(?:it|they)\b").match(sentence.text)
    return bool(other and frame("products", r" (?:for|on|to) ").match(sentence.after(claim, 5)))


def _is_sum(total: Placed) -> bool:
    """Whether a figure is said to be all that came of it: "a total of 96mm", "96mm in all"."""
    sentence, claim = total
    before = frame("products", r"{summed}(?: [^\W\d_]+)? $").search(sentence.before(claim, 40))
    begins = frame("products", r"a total of\b").match(claim.figure.surface)
    behind = frame("products", r"(?: [^\W\d_]+)? {totals_behind}").match(sentence.after(claim, 40))
    return bool(before or begins or behind)


def _is_kept(rate: Placed) -> bool:
    """Whether a speed or a yield holds all the while."""
    sentence, claim = rate
    near = f"{sentence.before(claim, 40)} | {sentence.after(claim, 40)}"
    if cue("products", "steady").search(near) or sentence.says("products", "took"):
        return True
    return frame("products", r"(?:^|.*,\s*)at\s+$").match(sentence.before(claim, 40)) is not None


def _is_for_each(rate: Placed, number: Placed, total: Placed, among: int) -> bool:
    """Whether a figure is for each of those that the other counts."""
    sentence, figure = rate[0], rate[1].figure
    noun = (number[1].figure.noun or "").lower()
    tail = sentence.after(rate[1], 48)
    if figure.kind is Kind.COUNT:
        of = (figure.noun or "").lower(), (total[1].figure.noun or "").lower()
        if not of[0] or of[1] not in (of[0], "") or noun == of[0]:
            return False
        return frame("products", r" [^\W\d_]+ {each}").match(tail) is not None
    if frame("products", r"(?: a (?:day|week|month|year))? {each}").match(tail):
        return True
    if frame("products", r" {per_person}").match(tail) and noun in people():
        return True
    named = frame("products", r" {per} ([^\W\d_]+)").match(tail)
    if named is not None:
        return bool(noun) and same_thing(named[1].lower(), noun)
    if sentence is number[0] and figure.span.end <= number[1].figure.span.start:
        gap = sentence.between(rate[1], number[1])
        if frame("products", r" {on_each}(?: [^\W\d_]+)?\s+").fullmatch(gap):
            return True
    if sentence is number[0] and number[1].figure.span.end <= figure.span.start:
        gap = sentence.between(number[1], rate[1])
        if frame("products", r"[^,;:.]{0,32}\b(?:will |to )?each(?: [^\W\d_]+){1,3}\s+").fullmatch(
            gap
        ):
            return True  # "the 500 families will each receive $2,000"
        led = frame("products", r"\beach of the\s+$").search(sentence.before(number[1], 24))
        if led and not re.search(r"[,;:.]", gap):
            return True
    average = frame("products", r"{average}(?: of)?\s+$").search(sentence.before(rate[1], 32))
    return average is not None and among == _THREE
