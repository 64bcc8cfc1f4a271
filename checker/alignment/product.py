"""Products: a rate, what it is a rate of, and what both come to.

In: the claims of one story. Out: alignments of ``factors``, the rate first, and ``total``: "300
tickets at $12 each, $3,600 in all", "120 kph for 25 minutes, 50 km in all", "4,260 thefts in a
city of 450,000, or 947 per 100,000".

All three stand in one sentence or in two neighbouring ones; the population of a place may stand
anywhere in the document. Where several triples would do, nothing is aligned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from checker import units
from checker.alignment.multiplying.allowances import is_allowed
from checker.alignment.multiplying.averages import (
    Made,
    averages,
    holds,
    made_of,
)
from checker.alignment.multiplying.closed import closed
from checker.alignment.multiplying.compounded import compounds
from checker.alignment.multiplying.exchange import exchanged, exchanged_throughout
from checker.alignment.multiplying.factors import unit_of
from checker.alignment.multiplying.incidence import (
    among,
    is_out_of,
    of_population,
    populations,
    strike_rates,
)
from checker.alignment.multiplying.joined import is_apart, joined
from checker.alignment.multiplying.rates import Figures, as_rate, figures, may_be_made, multiplied
from checker.alignment.multiplying.swapped import fits, slips
from checker.alignment.passages import Paragraph, Sentence, aligned, narrowed, paragraphs_of
from checker.alignment.summing.membership import size
from checker.model import Alignment, Claim, Form, Kind, Span
from checker.patterns import lazy

NAME = "product"

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.RATIO})

_BESIDE = _KINDS | {Kind.TIME, Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE, Kind.VAGUE}

_THREE = 3
_FEW = 10


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every rate with its two figures."""
    for _, group in groupby(paragraphs_of(claims), key=lambda found: found[0].document.name):
        document = tuple(group)
        likely = tuple(each for each in document if "products" in each.may)
        found = [each for each in _told(likely, document) if _is_meant(each)]
        yield from found
        for rate, of, made in exchanged_throughout(document):
            yield aligned(NAME, ("a rate for all sums",), factors=(rate, of), total=made)
        yield from (each for each in _loose(likely, document, found) if _is_meant(each))


def _is_meant(found: Alignment) -> bool:
    """Whether a product is none that is only allowed for, nor one that holds in miles of the sea or
    in other tons: "averaging 12 knots, it needs 25 hours for the 300 miles"."""
    (rate, number, *_), (total, *_) = (member.claims for member in found.members)
    told = total.figure.quantity
    if told is None or told.unit is None or told.low is None:
        return not is_allowed(found)
    by_sea = "knot" in rate.figure.surface.lower() and told.unit == "mile"
    mixed = told.unit == "ton" and _METRIC.search(rate.figure.surface) is not None
    others = ("nautical_mile",) if by_sea else _TONS if mixed else ()
    for unit in others:
        low = told.low
        if not (by_sea and "nautical" in (unit_of(rate) or "")):
            low = units.convert(low, unit, told.unit)
        figure = replace(total.figure, quantity=replace(told, low=low, high=low))
        if holds(Made(rate, number, replace(total, figure=figure))):
            return False
    return not (_is_sixty_times(Made(rate, number, total)) or is_allowed(found))


_TONS = ("metric_ton", "long_ton")
_METRIC = lazy(r"\b(?:metric|tonnes?)\b", re.IGNORECASE)
_SIXTY = tuple(map(Decimal, (60, 3600)))
_NEARLY = Decimal("0.06")


def _is_sixty_times(made: Made) -> bool:
    """Whether a total is as far off as minutes are from hours, though neither is spoken of."""
    value, below = made_of(made), (unit_of(made.rate) or "").rpartition(" / ")[2]
    if not value or below in ("second", "minute", "hour"):
        return False
    apart = max(value, size(made.total)) / (min(value, size(made.total)) or value)
    return any(abs(apart / each - 1) <= _NEARLY for each in _SIXTY)


def _beside(claim: Claim) -> Claim | None:
    return as_rate(claim) if claim.figure.kind in _BESIDE else None


def _point(claim: Claim) -> Claim | None:
    figure = claim.figure
    return as_rate(claim) if figure.kind in _KINDS and figure.form is Form.POINT else None


_Paragraphs = tuple[Paragraph, ...]


def _loose(
    likely: _Paragraphs, document: _Paragraphs, found: list[Alignment]
) -> Iterator[Alignment]:
    """The averages of a document whose rate and total are in no other product."""
    taken = {c.figure.span for each in found for m in each for c in m.claims}
    for paragraph in narrowed(likely, _beside):
        if sum(1 + (c.figure.form is Form.CHANGE) for s in paragraph for c in s.claims) < _THREE:
            continue
        for sentence, before, here, near in _read(paragraph):
            made, told = list[Made](), set[Span]()
            may = may_be_made(sentence, here, near)
            if may:
                made += averages(sentence, here, near)
                told |= {each.total.figure.span for each in made}
                made += [
                    slipped
                    for slipped in slips(here, near)
                    if slipped.total.figure.span not in told and not is_apart(sentence, slipped)
                ]
                told |= {each.total.figure.span for each in made}
                made += [
                    only
                    for only in closed(sentence, here, before, near)
                    if only.total.figure.span not in told
                    and not is_apart(sentence, only, stops=False)
                ]
            around = [*sentence.claims, *(before.claims if before is not None else ())]
            for rate, number, total in made:
                made_of_them = Made(rate, number, total)
                if _is_accounted_for(made_of_them, around) or _are_few(number):
                    continue
                if _is_of_another(made_of_them, document):
                    continue
                if total.figure.span not in taken or rate.figure.span not in taken:
                    grounds = ("what comes to each",)
                    yield aligned(NAME, grounds, factors=(rate, number), total=total)
                    told.add(total.figure.span)
            for several in compounds(here, near) if may else ():
                if several.total.figure.span not in told | taken:
                    of = (several.rate, *several.numbers)
                    yield aligned(NAME, ("what several make",), factors=of, total=several.total)


def _are_few(number: Claim) -> bool:
    """Whether a number is so small that what stands beside it is rather the cost of all: "two
    ferries that were to cost £94 million"."""
    return number.figure.kind is Kind.COUNT and size(number) < _SEVERAL


_SEVERAL = 4


def _read(
    paragraph: Sequence[Sentence],
) -> Iterator[tuple[Sentence, Sentence | None, Figures, Figures]]:
    """Every sentence of a paragraph with the one before it, and the figures of both; without rates
    where they are too few for a product."""
    places = [tuple(multiplied(sentence)) for sentence in paragraph]
    known: dict[int, Figures] = {}
    for at, sentence in enumerate(paragraph):
        many = len(places[at]) + (len(places[at - 1]) if at else 0)
        for each in (at - 1, at):
            if many >= _THREE and each >= 0 and each not in known:
                known[each] = figures(paragraph[each], places[each])
        near, here = (known.get(each, Figures()) for each in (at - 1, at))
        yield sentence, paragraph[at - 1] if at else None, here, near


def _is_accounted_for(made: Made, near: list[Claim]) -> bool:
    """Whether another figure beside them makes up what the total has more ("900 places, 150 in each
    of five years and 150 in a sixth form"), is what the rate and the number come to, or is the
    number that the rate was multiplied by ("11 helicopters. A tanker made 14 drops of 3,000 gallons
    each, 42,000 gallons in all"), alone, with the other or less it ("tested 48 times, ill for six
    of them, and 840 points at an average of 20")."""
    value, spans = made_of(made), {claim.figure.span for claim in made}
    many = made.number.figure.quantity
    if value is None or many is None or not many.low:
        return False
    for other in near:
        quantity = other.figure.quantity
        if other.figure.span in spans or quantity is None or quantity.low is None:
            continue
        if any(span.start <= other.figure.span.start < span.end for span in spans):
            continue  # "9 litres per 100km" is one rate
        if other.figure.kind is made.total.figure.kind and (
            fits(value + quantity.low, made.total) or fits(value + size(made.total), other)
        ):
            return True  # the other is both: "a van, at £31, and three men, at £6.50, is £50.50"
        counted = other.figure.kind in (Kind.COUNT, Kind.MULTIPLE, made.number.figure.kind)
        numbers = (quantity.low, quantity.low + many.low, abs(quantity.low - many.low))
        if counted and any(fits(value / many.low * each, made.total) for each in numbers):
            return True
        multiple = other.figure.kind is Kind.MULTIPLE and quantity.low > 0
        if multiple and fits(value / quantity.low, made.total):
            return True  # "1.5 times its turnover of £1.2m", in six yearly parts of £300,000
        if quantity.low == value and quantity.low > _FEW:
            return True
    return False


def _is_of_another(made: Made, document: _Paragraphs) -> bool:
    """Whether the rate makes the total with a number that another paragraph tells: an order "for
    42 jets", of which 24 are of one sort, and what it comes to at $130m each."""
    value, many = made_of(made), made.number.figure.quantity
    if value is None or many is None or not many.low:
        return False
    return made.number.figure.kind is Kind.COUNT and any(
        fits(value / many.low * quantity.low, made.total)
        for paragraph in document
        for sentence in paragraph
        for claim in sentence.claims
        if claim.figure.kind is Kind.COUNT
        and (quantity := claim.figure.quantity) is not None
        and quantity.low is not None
        and quantity.low > _FEW
    )


def _told(likely: _Paragraphs, document: _Paragraphs) -> Iterator[Alignment]:
    """The products of a document whose words say that they are one."""
    told = (s for paragraph in likely if "out of" in paragraph.may for s in paragraph)
    rates = any(is_out_of(claim) for sentence in told for claim in sentence.claims)
    people = list(populations(tuple(narrowed(document, _point)))) if rates else []
    for paragraph in narrowed(likely, _point):
        for rate, number_of, made in exchanged(paragraph) if "exchanged" in paragraph.may else ():
            yield aligned(NAME, ("a rate of exchange",), factors=(rate, number_of), total=made)
        for number, sentence in enumerate(paragraph):
            before = paragraph[number - 1] if number else None
            one = joined(sentence, before)
            if one is not None:
                of = one.rate, one.number
                yield aligned(NAME, ("a rate and its figures",), factors=of, total=one.total)
            if "strike rates" in sentence.may:
                yield from strike_rates(sentence)
            if rates:
                told_so = list(among(sentence))
                yield from told_so or of_population(sentence, before, people)
