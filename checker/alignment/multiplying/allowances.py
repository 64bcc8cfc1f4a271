"""Allowances: why a total need not be what a rate and a number come to, though they go together.

In: an alignment of ``factors``, the rate first, and a ``total``. Out: whether the words leave room
for another total. Several may be sold for less than so many times the price of one; what each can
take is more than what was taken; delivery may have been paid on top; a speed was slower later; a
neighbour has another rate.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import units
from checker.alignment.multiplying.averages import Made, made_of
from checker.alignment.pairing.windows import before, behind
from checker.alignment.pairing.words import stems
from checker.alignment.passages import by_role
from checker.alignment.wording import cue, frame
from checker.measures import are_persons, singular
from checker.model import Alignment, Claim, Kind

_PAIR = 2
_FEW = 10
_NEAR = 64
_MARK = re.compile(r"[,;:]")
_EACH_OF = re.compile(
    r"(?: [^\W\d_]+)?? (?:on|for|in|to|at|from|with) (?:each|every) (?!of\b)([^\W\d_]+)"
)
_FOR_SEVERAL = re.compile(r" for (?:(?:a|the) (?:[^\W\d_]+ of )?)?")


def is_allowed(product: Alignment) -> bool:
    """Whether the total of a product may be another one than what its factors make."""
    roles = by_role(product)
    factors, (total,) = roles["factors"], roles["total"]
    if len(factors) != _PAIR or len({claim.document.name for claim in (*factors, total)}) > 1:
        return False
    made = Made(factors[0], factors[1], total)
    value, told = made_of(made), _value(total)
    if value is None or told is None:
        return False
    if told < value and (_is_offer(made) or _is_room(made) or _is_the_most(made.rate)):
        return True
    if told < value and (_is_net(made) or _is_lent(made)):
        return True
    if told > value and _has_costs(made):
        return True
    return any(
        (
            _takes_longer(made),
            _is_at_first(made.rate),
            _is_of_some(made.rate),
            _is_elsewhere(made),
            _is_first_of_a_list(made),
            _is_so_much_a_year(made),
            _is_what_they_have(made.rate),
            _is_each_of_others(made),
        )
    )


def _value(claim: Claim) -> Decimal | None:
    quantity = claim.figure.quantity
    return None if quantity is None else quantity.low


def _is_offer(made: Made) -> bool:
    """ "£35 each or £60 for two", "€2 apiece, three for €5"."""
    rate, number, total = made
    if not total.figure.kind is rate.figure.kind is Kind.MONEY:
        return False
    many = _value(number)
    if many is None or many > _FEW:
        return False
    first, second = sorted((number, total), key=lambda claim: claim.figure.span.start)
    if rate.figure.span.start > first.figure.span.start:
        return False
    between = total.document.text[first.figure.span.end : second.figure.span.start]
    return _FOR_SEVERAL.fullmatch(between) is not None


def _is_room(made: Made) -> bool:
    """Whether a rate is what each can take, and the total not what all can: "twelve lorries, each
    able to take 24 tonnes, carried off 268 tonnes"."""
    if cue("products", "capacities").search(before(made.rate, _NEAR)) is None:
        return False
    around = (_MARK.split(before(made.total, _NEAR))[-1], behind(made.total, _NEAR))
    return not any(cue("products", "capacities", "totals_behind").search(part) for part in around)


def _is_lent(made: Made) -> bool:
    """Whether so much is paid back with the interest: "on a loan of £300,000 over 25 years that
    comes to £1,635 a month"."""
    if not made.total.figure.kind is made.rate.figure.kind is Kind.MONEY:
        return False
    told = made.total.document.text[slice(*made.total.segment.span)]
    return cue("products", "borrowed").search(told) is not None


def _has_costs(made: Made) -> bool:
    """Whether something is paid beside the price: "45 bins at £120 apiece, spending £5,600 once
    delivery had been paid"."""
    if made.total.figure.kind is not Kind.MONEY:
        return False
    # "£560 before tax" is the price, and no more than that.
    costs = frame("products", r"\b(?!{gross}\b){with_more}\b[^.;]*\b{costs}\b")
    return any(
        costs.search(part) for part in (behind(made.total, _NEAR), before(made.total, _NEAR))
    )


def _is_net(made: Made) -> bool:
    """Whether a sum is what is left of a wage: "at €18 an hour they take home €480"."""
    if made.total.figure.kind is not Kind.MONEY:
        return False
    behind_it = frame("products", r"(?: an? [^\W\d_]+)? {net_behind}\b")
    return (
        frame("products", r"\b{net}(?: [^\W\d_]+){0,2} $").search(before(made.total, _NEAR))
        is not None
        or behind_it.match(behind(made.total, _NEAR)) is not None
    )


def _takes_longer(made: Made) -> bool:
    """Whether a time has more in it than the work: "the 490 metres take 45 hours with breaks"."""
    # "240 loaves before breaks" are all that were made.
    breaks = frame(
        "products", r"(?: [^\W\d_]+)?,? (?!{before_loss}\b){with_more}\b[^.;]*\b{breaks}\b"
    )
    return made.number.figure.kind is Kind.DURATION and any(
        breaks.match(behind(claim, _NEAR)) for claim in (made.number, made.total)
    )


def _is_at_first(rate: Claim) -> bool:
    """Whether a rate was another one later: "slowing from 85 metres a minute at the start"."""
    if frame("products", r" (?:{at_first})\b").match(behind(rate, _NEAR)):
        return True
    return (
        frame("products", r"\b{turning} from (?:[^\W\d_]+ )?$").search(before(rate, _NEAR))
        is not None
    )


def _is_the_most(rate: Claim) -> bool:
    """ "Touching 250km/h on the straight"; a price that was reached is paid."""
    return (
        rate.figure.kind is Kind.MEASURE
        and frame("products", r"\b{at_most} $").search(before(rate, _NEAR)) is not None
    )


def _is_of_some(rate: Claim) -> bool:
    """Whether a rate is one for some: "£8.50 each if you buy fewer", "140 people per square
    kilometre in its southern half"."""
    some = frame("products", r"(?: [^\W\d_]+){0,4},? (?:{provided}|in (?:its|the|their) {sides})\b")
    return some.match(behind(rate, _NEAR)) is not None


def _is_first_of_a_list(made: Made) -> bool:
    """Whether each of a number has a price of its own: "three of them, at $1.9 million, $1.1
    million and $800,000"."""
    listed = frame("products", r"(?:, [$£€][^;]{1,40}?)?,? (?:and|or) [$£€]")
    ahead = made.number.figure.span < made.rate.figure.span
    return ahead and listed.match(behind(made.rate, _NEAR)) is not None


def _is_so_much_a_year(made: Made) -> bool:
    """Whether a total is itself one for each year, and the number one of years: "16,000 extra each
    year; in the last ten an average loss of 2,370"."""
    yearly = frame("products", r"(?: [^\W\d_]+)? (?:an?|each|every|per) {time_units}\b")
    years = frame("products", r"\b(?:last|past|next|first|previous) $")
    told = yearly.match(behind(made.total, _NEAR)), years.search(before(made.number, _NEAR))
    return all(each is not None for each in told)


def _is_what_they_have(rate: Claim) -> bool:
    """Whether an amount is what each of some earns: "two teachers on £26,000 each lose £510"."""
    if (
        rate.figure.kind is not Kind.MONEY
        or re.match(r" (?:each|apiece)\b", behind(rate, _NEAR)) is None
    ):
        return False
    return frame("products", r"\bon $").search(before(rate, _NEAR)) is not None


def _is_each_of_others(made: Made) -> bool:
    """Whether a rate names what it is for each of, and the number is of something else: "five
    staircases ... with 36 flats, four on each floor", "96 trains ... €1.30 for each euro spent"."""
    text, segment = made.rate.document.text, made.rate.segment.span
    told = _EACH_OF.match(text, made.rate.figure.span.end, segment.end)
    if told is None:
        return False
    unit = units.match(text, told.start(1), segment.end)
    many = made.number.figure
    if unit is not None:
        own = many.quantity.unit if many.quantity is not None else None
        return own is None or not units.commensurable(own, unit.unit)
    each = told[1].lower()
    if many.noun is None or are_persons(many.noun) or stems(each) & stems(many.noun):
        return False
    ahead = text[segment.start : made.rate.figure.span.start].lower()
    return re.search(rf"\b{re.escape(singular(each))}", ahead) is not None


def _is_elsewhere(made: Made) -> bool:
    """Whether a figure is told of something that the others are held against: "safer than its
    neighbour, where the rate was 14", "£90m, against £9m a hectare next door"."""
    first, *_, last = sorted(made, key=lambda claim: claim.figure.span.start)
    between = last.document.text[first.figure.span.end : last.figure.span.start]
    if frame("products", r"[,(–—] ?{held_against}(?: [^\W\d_]+)? $").search(between):
        return True
    against = frame("products", r"\b{held_against}\b[^.;:]{0,60},? (?:where|whose|which|who)\b")
    return against.search(between) is not None
