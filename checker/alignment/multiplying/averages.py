"""Averages: what comes to each of so many, some words off the two figures that it was made of.

In: the sentences of a paragraph. Out: a rate, the number of those that share, and the total: "the
town of 84,000 people uses 12.6 million litres a day, or 150 litres for each of them", "41,200 were
sold. At an average of £21.50 that put £885,800 in the bank".

A figure is told to be made of others by words before it ("or", "an average of", "that makes"). Of
those others nothing is said, so that any pair near it whose product holds is taken for the one that
was meant, and whoever judges should leave alone what lies too far apart for a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from checker import tolerance, units
from checker.alignment.changing.linked import is_plain
from checker.alignment.multiplying.factors import (
    for_all_time,
    goes,
    has_more_of,
    is_for_several,
    is_of_some,
    is_wage,
    may_multiply,
    people,
    same_thing,
    unit_of,
)
from checker.alignment.multiplying.rates import (
    EACH,
    HEAD,
    PER,
    Figures,
    is_each_of,
    one_of,
    tied,
)
from checker.alignment.passages import Placed, Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame, listed
from checker.model import Aspect, Claim, Kind, Quantity, Span
from checker.patterns import lazy

_SHARED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_MOST_TOTALS = 2
_THREE = 3
_BEHIND = 24
_ONE = frozenset({"one", "1"})
_STOP = lazy(r"[.;:]")
_WORD = lazy(r"[^\W\d_]+")


class Made(NamedTuple):
    """A rate, the number that it is for each of, and what both come to."""

    rate: Claim
    number: Claim
    total: Claim


def averages(sentence: Sentence, here: Figures, near: Figures) -> Iterator[Made]:
    """The rates and totals of a sentence with the figures that they were made of, in it (``here``)
    or in the one before (``near``)."""
    if len(here.places) + len(near.places) < _THREE:
        return
    found: dict[frozenset[Span], Made] = {}
    ways_of = [
        way
        for way, may_be in (
            (_of_rate, bool(here.each or here.means)),
            (_of_total, True),
            (_of_ratio, not _ONE.isdisjoint(sentence.words)),
            (_of_time, sentence.may_say("products", "therefore", "that_time")),
        )
        if may_be
    ]
    for place in here.places:
        ways = (way(place, here, near) for way in ways_of)
        made = next((each for each in ways if each is not None), None)
        if made is not None and not is_qualified(sentence, made):
            found.setdefault(frozenset(claim.figure.span for claim in made), made)
    yield from found.values()


def is_qualified(sentence: Sentence, made: Made) -> bool:
    """Whether words among the three say that they are not all of it: "with a discount", "a day for
    a suite"."""
    if has_less_or_more(sentence, made):
        return True
    spans = sorted(claim.figure.span for claim in made)
    end = min(spans[-1].end + _BEHIND, sentence.segment.span.end)
    told = sentence.document.text[spans[0].start : end]
    unclear = ("not_plain",) if is_wage(made.rate) else ("not_plain", "gross")
    value = made_of(made)
    if value is not None and size(made.total) < value:  # "€1,180, towels included, at €145 a night"
        told = cue("products", "adds_more").pattern().sub("", told)
    return cue("products", *unclear).search(told) is not None


def has_less_or_more(sentence: Sentence, made: Made) -> bool:
    """Whether a rate is for some alone, or more is in the total than it and the number make."""
    return is_of_some(sentence, made.rate) or has_more_of([sentence], made)


# ------------------------------------------------------------------------------ what is reckoned


def _of_rate(rate: Placed, here: Figures, near: Figures) -> Made | None:
    """ "..., or 150 litres for each of them", "..., an average of 48 kilometres an hour"."""
    sentence, claim = rate
    mean = claim.figure.span in here.means
    if not mean:
        if claim.figure.span not in here.each:
            return None
        reckoned = frame("products", r"{comes_out}(?: {barely_so})? $")
        if not reckoned.search(sentence.before(claim, 48)) and not _begins(rate):
            return None
    start = claim.figure.span.start
    ahead = [place for place in here.places if place[1].figure.span.start < start]
    behind = [place for place in here.places if place[1].figure.span.start > start]
    own = _number_behind(rate, behind)
    if own is not None:
        return _only(rate, [own], ahead or near.places, told=True)
    totals = ahead
    if mean and not any(_is_brought(place) or is_larger(rate, place) for place in ahead):
        totals = [place for place in behind if _is_brought(place)]
    found = _only(rate, ahead or near.places, totals)
    if found is None and len(ahead) < 2:
        found = _only(rate, [*near.places, *ahead], [*near.places, *totals])
    return found


def _begins(rate: Placed) -> bool:
    """Whether a sentence begins with a rate, or with words that name nothing: "Eighty cars an
    hour", "That's 90 beasts an hour"."""
    sentence, claim = rate
    led = sentence.before(claim)
    return len(led) < _BEHIND and is_plain(led)


def _of_total(total: Placed, here: Figures, near: Figures) -> Made | None:
    """ "At £8 that brought in £19,200", "52 to a dormitory and 18 dormitories, so 936 in all"."""
    start = total[1].figure.span.start
    ahead = [place for place in here.places if place[1].figure.span.start < start]
    if not _is_brought(total):
        if len(ahead) != 2 or not _is_restated(total):
            return None
        each = [place for place in ahead if _is_each(place)]
        return _only(each[0], ahead, [total]) if len(each) == 1 else None
    if len(ahead) > 2:
        return None
    before = list(near.places)
    marked = {
        False: [place for place in ahead if here.is_rate(place)],
        True: [place for place in before if near.is_rate(place)],
    }
    for rates_near, numbers in ((False, ahead), (False, before), (True, ahead), (True, before)):
        if len(marked[rates_near]) == 1:
            nearest = numbers is before and not rates_near
            found = _only(marked[rates_near][0], numbers, [total], nearest=nearest)
            if found is not None:
                return found
    return None


def _of_ratio(rate: Placed, here: Figures, near: Figures) -> Made | None:
    """ "3,420 pupils. The 228 teachers, one for every 15": so many for each of the others."""
    sentence, claim = rate
    one = frame(
        "products",
        r"(?:\bone|\b1)(?: (?!(?:every|for|to|per)\b)([^\W\d_]+))?,? "
        r"(?:(?:for|to|per)(?: (?:every|each))?|every) $",
    )
    led = one.search(sentence.before(claim, 40))
    if led is None:
        return None
    start = claim.figure.span.start - len(led[0])
    ahead = [place for place in here.places if place[1].figure.span.start < start]
    if claim.figure.kind is Kind.COUNT and claim.figure.noun is None:
        return _of_two(rate, ahead) if led[1] is None else None
    counted = [
        place
        for place in ahead
        if place[1].figure.kind is Kind.COUNT
        and (_counts(*place, led[1].lower()) if led[1] else place is ahead[-1])
    ]
    totals = [place for place in (*near.places, *ahead) if place not in counted]
    return _only(rate, counted, totals, told=True) if len(counted) == 1 else None


def _of_two(rate: Placed, ahead: list[Placed]) -> Made | None:
    """ "It has 410 nurses for 65,600 people, which is one for every 160": so many for each, where
    two numbers alone stand before it."""
    numbers = [place for place in ahead if place[1].figure.kind is Kind.COUNT]
    if len(numbers) != 2 or len(ahead) != 2:
        return None
    fewer, more = sorted(numbers, key=lambda place: size(place[1]))
    if not 1 < size(fewer[1]) < size(more[1]):
        return None
    return _only(tied(rate), [fewer], [more], told=True)


def _of_time(number: Placed, here: Figures, near: Figures) -> Made | None:
    """ "12 metres a day, so the last 480 metres will take 40 days", "4,250 a month. At that pace it
    would take eight months to clear the 51,000"."""
    sentence, claim = number
    if claim.figure.kind is not Kind.DURATION:
        return None
    led = sentence.before(claim, 120)
    if not frame("products", r"\b{takes}(?: {barely_so})? $").search(led):
        return None
    if not cue("products", "therefore").search(led) and not sentence.says("products", "that_time"):
        return None
    start = claim.figure.span.start
    ahead = [place for place in here.places if place[1].figure.span.start < start]
    told = (*near.places, *ahead)
    rates = [place for place in told if " / " in (unit_of(place[1]) or "")]
    rates = rates or [place for place in told if place[1].figure.span in here.each | near.each]
    totals = [place for place in ahead or near.places if place not in rates]
    totals = [place for place in totals if place[1].figure.kind is not Kind.DURATION]
    last = bool(ahead) and len(totals) == 1
    return _only(rates[0], [number], totals) if len(rates) == 1 and (last or not ahead) else None


def _is_brought(total: Placed) -> bool:
    """Whether words beside a figure say that others make it."""
    sentence, claim = total
    brought = frame("products", r"\b{brings}(?: (?:out )?{barely_so})? $")
    behind = frame("products", r"(?: [^\W\d_]+)? {totals_behind}\b")
    told = brought.search(sentence.before(claim, 48)) or behind.match(sentence.after(claim, 32))
    return told is not None and (not is_each_of(total) or _is_of_time(claim))


def _is_restated(total: Placed) -> bool:
    sentence, claim = total
    return (
        frame("products", r", or(?: {barely_so})? $").search(sentence.before(claim, 24)) is not None
    )


def _is_each(place: Placed) -> bool:
    sentence, claim = place
    tail = sentence.after(claim, 48)
    return any(frame("products", way).match(tail) for way in (EACH, HEAD))


# ------------------------------------------------------------------------------- for each of what


def _is_of_time(claim: Claim) -> bool:
    below = (unit_of(claim) or "").rpartition(" / ")[2]
    return bool(below) and goes(below, "day")


def _number_behind(rate: Placed, behind: list[Placed]) -> Placed | None:
    """The 31 days of "for each of its 31 days"."""
    sentence, claim = rate
    if not behind:
        return None
    gap = sentence.between(claim, behind[0][1])
    led = frame("products", r"(?: [^\W\d_]+)? (?:{on_each}|for every one of)(?: [^\W\d_]+)? ")
    return behind[0] if led.fullmatch(gap) else None


def shares(rate: Placed, number: Placed) -> bool:
    """Whether a rate can be for each of what a figure counts."""
    (sentence, claim), (home, many) = rate, number
    if claim.figure.span == many.figure.span:
        return False
    tail, below = sentence.after(claim, 48), _parts(unit_of(claim) or "")[1]
    if below:
        paid = frame("products", r"\b{paying}(?: {barely_so})? $").search(
            sentence.before(claim, 32)
        )
        each = many.figure.kind is Kind.COUNT and bool(paid or _is_each(rate))
        return goes(below, unit_of(many)) or each
    if many.figure.kind is not Kind.COUNT and many.figure.kind is not Kind.DURATION:
        named = per_what(tail) or one_of(sentence, claim)
        return named is not None and many.figure.kind is Kind.MEASURE and _is_unit(many, named)
    if frame("products", HEAD).match(tail):
        return any(word in people() for word in _words(home, many))
    named = per_what(tail)
    if named is not None:
        return _counts(home, many, named) or _is_any_one(named, many)
    named = one_of(sentence, claim)
    if named is not None:
        return _counts(home, many, named) or many.figure.noun is None
    if many.figure.kind is not Kind.COUNT:
        return False
    mine, yours = (claim.figure.noun or "").lower(), (many.figure.noun or "").lower()
    return claim.figure.kind is not Kind.COUNT or not mine or mine != yours


def _is_any_one(named: str, many: Claim) -> bool:
    """ "€2.40 a copy" of the catalogues, "£19 a unit" of the lamps."""
    noun = (many.figure.noun or "").lower()
    return cue("products", "any_one").is_one(named) and bool(noun) and noun not in people()


def named_of(sentence: Sentence, rate: Claim, number: Claim) -> bool:
    """Whether a rate says that it is for each of what a figure of its sentence counts."""
    below = _parts(unit_of(rate) or "")[1]
    if below:
        return goes(below, unit_of(number))
    named = per_what(sentence.after(rate, 48)) or one_of(sentence, rate)
    return named is not None and _counts(sentence, number, named)


def per_what(tail: str) -> str | None:
    """What a rate is for each of: "hectare" in "to the hectare"."""
    if frame("products", EACH).match(tail):
        return None
    found = frame("products", PER).match(tail)
    return None if found is None else found[1].lower()


def _words(sentence: Sentence, claim: Claim) -> list[str]:
    behind = _WORD.findall(sentence.after(claim, 32).lower())[:2]
    return _WORD.findall(claim.figure.surface.lower()) + behind


def _is_unit(claim: Claim, named: str) -> bool:
    """Whether a word is a figure's unit: "kilometre" of "28.6-km"."""
    found, unit = units.match(named, 0, len(named)), unit_of(claim) or ""
    stem = named[: max(3, min(5, len(named) - 2))]
    return (found and found.unit) == unit or any(p.startswith(stem) for p in unit.split("_"))


def _counts(sentence: Sentence, claim: Claim, one: str) -> bool:
    return any(same_thing(one, word) for word in _words(sentence, claim) if len(word) > 2)


# ----------------------------------------------------------------------------- what both come to


def is_larger(rate: Placed, total: Placed) -> bool:
    """Whether a figure can be the whole of which a rate is for one."""
    claim, whole = rate[1], total[1]
    if not may_be_more(claim, whole):
        return False
    if claim.figure.kind is Kind.COUNT:
        mine, yours = (claim.figure.noun or "").lower(), (whole.figure.noun or "").lower()
        apart = mine and yours and mine != yours and not same_thing(mine, yours)
        seated = mine in listed("products", "capacity") and yours in people()
        if apart and not seated and not {mine, yours} <= people():
            return False
    sentence = total[0]
    if whole.aspect is Aspect.OLD:
        return False
    if not sentence.may_say("products", "of_old"):
        return True
    behind = _STOP.split(sentence.after(whole, 32), 1)[0]
    return not sentence.says_in(behind, "products", "of_old")


def may_be_more(rate: Claim, total: Claim) -> bool:
    """Whether the numbers of two figures let the one be a whole of which the other is for one."""
    if rate.figure.span == total.figure.span or total.figure.kind not in _SHARED:
        return False
    one, every, times = rate.figure.quantity, total.figure.quantity, times_of(rate, total)
    if one is None or every is None or times is None or one.low is None or every.low is None:
        return False
    return every.low > one.low * times or (every.low > 0 and " / " in (one.unit or ""))


def times_of(rate: Claim, total: Claim) -> Decimal | None:
    """How many of the unit of a total one of a rate's is, what it is for each of aside; ``None``
    where there is no conversion."""
    quantity = rate.figure.quantity
    if quantity is None or quantity.low is None or rate.figure.kind is not total.figure.kind:
        return None
    mine, yours = quantity.unit, unit_of(total)
    if mine == yours:
        return Decimal(1)
    if mine is None or yours is None:
        return None
    above, of = _parts(mine)[0], _parts(yours)[0]
    if above == of:
        return Decimal(1)
    if rate.figure.kind is Kind.MONEY or not goes(above, of):
        return None
    return units.convert(Decimal(1), above, of)


def in_unit_of(rate: Claim, total: Claim) -> Claim | None:
    """A rate in the unit of the total, what it is for each of aside; ``None`` where there is no
    conversion."""
    quantity, times = rate.figure.quantity, times_of(rate, total)
    if quantity is None or quantity.low is None or times is None:
        return None
    mine, yours = quantity.unit, unit_of(total)
    if mine is None or yours is None or mine == yours:
        return rate
    below, (of, each) = _parts(mine)[1], _parts(yours)
    unit = f"{of} / {below}" if below and not each else yours
    made = Quantity(quantity.low * times, quantity.low * times, quantity.step * times, unit)
    return replace(rate, figure=replace(rate.figure, quantity=made))


def _parts(unit: str) -> tuple[str, str]:
    above, slash, below = unit.rpartition(" / ")
    return (above, below) if slash else (unit, "")


# --------------------------------------------------------------------------------------- the one


def _only(
    rate: Placed,
    numbers: Sequence[Placed],
    totals: Sequence[Placed],
    *,
    told: bool = False,
    nearest: bool = False,
) -> Made | None:
    """The one pair that a rate can be made of; none where another pair holds, or where several
    would do. ``told`` says that the words tell what the rate is for each of, ``nearest`` that of
    several numbers the last one is meant."""
    wholes = [place for place in totals if is_larger(rate, place)]
    if not wholes or is_for_several(rate):
        return None
    sharing = [place for place in numbers if told or (may_multiply(place) and shares(rate, place))]
    pairs = [
        (number, total)
        for number, total in product(sharing, wholes)
        if number[1].figure.span != total[1].figure.span
    ]
    if len({total[1].figure.span for _, total in pairs}) > _MOST_TOTALS:
        return None
    made = [
        Made(own, number[1], whole)
        for number, total in pairs
        for whole in (for_all_time(rate[1], total[1]),)
        if (own := in_unit_of(rate[1], whole)) is not None
    ]
    if not made or any(map(holds, made)):
        return None
    if len({each.number.figure.span for each in made}) > 1 and not nearest:
        return None
    return max(made, key=lambda each: (each.number.figure.span, each.total.figure.span))


def holds(made: Made) -> bool:
    """Whether a rate and a number make a total, each as far as it may have been rounded."""
    a, b = made.rate.figure.quantity, made.number.figure.quantity
    room = tolerance.added(made.total.figure)
    if (
        a is None
        or b is None
        or a.low is None
        or b.low is None
        or room.low is None
        or room.high is None
    ):
        return True
    times = _times(a, b)
    low = (a.low - a.step / 2) * (b.low - b.step / 2) * times
    high = (a.low + a.step / 2) * (b.low + b.step / 2) * times
    return low <= room.high and high >= room.low


def made_of(made: Made) -> Decimal | None:
    """What a rate and a number come to, as written; ``None`` for a bound."""
    a, b = made.rate.figure.quantity, made.number.figure.quantity
    if a is None or b is None or a.low is None or b.low is None:
        return None
    return a.low * b.low * _times(a, b)


def _times(rate: Quantity, number: Quantity) -> Decimal:
    """How many of what a rate is for each of one unit of the number is."""
    below = (rate.unit or "").rpartition(" / ")[2]
    if below and number.unit is not None and goes(number.unit, below):
        return units.convert(Decimal(1), number.unit, below)
    return Decimal(1)
