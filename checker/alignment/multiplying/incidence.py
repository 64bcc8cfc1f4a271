"""Incidence: so many in 100,000 of the people of a place, so many runs in a hundred balls.

In: the paragraphs of a document. Out: alignments of ``factors``, a rate and the number of people
that it is of, and ``total``, how many there were: "4,260 cars were stolen in a city of 450,000, or
947 for every 100,000 residents". The people of the place may stand anywhere in the document, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.alignment.multiplying.rates import bound
from checker.alignment.passages import Sentence, aligned
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Kind
from checker.patterns import lazy

_OUT_OF = frozenset(
    {"per_hundred", "per_thousand", "per_ten_thousand", "per_hundred_thousand", "per_million"}
)
_LEAST_POPULATION = 1000


def is_out_of(claim: Claim) -> bool:
    """Whether a figure is so many in a thousand, or in some other round number of people."""
    quantity = claim.figure.quantity
    return claim.figure.kind is Kind.RATIO and quantity is not None and quantity.unit in _OUT_OF


def populations(found: Sequence[Sequence[Sentence]]) -> Iterator[Claim]:
    """The figures of a document that count the people of a place."""
    for paragraph in found:
        for sentence in paragraph:
            for claim in sentence.claims:
                if claim.figure.kind is Kind.COUNT and _is_population(sentence, claim):
                    yield claim


def _is_population(sentence: Sentence, claim: Claim) -> bool:
    quantity = claim.figure.quantity
    if quantity is None or quantity.low is None or quantity.low < _LEAST_POPULATION:
        return False
    before = frame("products", r"{population}\s+$").search(sentence.before(claim, 40))
    return (
        before is not None
        or frame("products", r" people live").match(sentence.after(claim, 24)) is not None
    )


def of_population(
    sentence: Sentence, before: Sentence | None, people: list[Claim]
) -> Iterator[Alignment]:
    """ "4,260 cars were stolen, or 947 for every 100,000 residents"."""
    rates = [c for c in sentence.claims if is_out_of(c)]
    if len(rates) != 1 or sentence.says("products", "not_plain", "gross", "part_of_year"):
        return
    here = [c for c in sentence.claims if _counts_residents(sentence, c)]
    known = here if len(here) == 1 else people
    if len({claim.figure.quantity.low for claim in known if claim.figure.quantity}) != 1:
        return
    counts = [c for c in sentence.claims if _is_event(c, known)]
    if not counts and before is not None and _goes_on(sentence):
        counts = [c for c in before.claims if _is_event(c, known)]
    if len(counts) == 1 and not _is_of_other_time(sentence, rates[0], counts[0]):
        yield aligned(
            "product",
            ("a rate and the people it is of",),
            factors=(rates[0], known[0]),
            total=counts[0],
        )


def among(sentence: Sentence) -> Iterator[Alignment]:
    """ "Six faults in 1.5 million rides is a rate of 3 per 100,000": so many in so many, and the
    same as a rate."""
    for count, many, rate in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if not (is_out_of(rate) and count.figure.kind is many.figure.kind is Kind.COUNT):
            continue
        led, told = sentence.between(count, many), sentence.between(many, rate)
        if _IN_SO_MANY.fullmatch(led) is None or sentence.says("products", "not_plain"):
            continue
        same = r"(?: [^\W\d_]+){0,3}(?:,? or|,? which is|,? that is| (?:{comes_out}|is|was|were))"
        if frame("products", rf"{same} (?:{{rate_of}} )?").fullmatch(told):
            of = (bound(rate), many)
            yield aligned("product", ("so many in so many",), factors=of, total=count)


_IN_SO_MANY = lazy(
    r"(?: [^\W\d_]+){0,4}? (?:out of|among|from|in|for) (?:(?:the|its|some|about) )?"
)


def _is_of_other_time(sentence: Sentence, rate: Claim, count: Claim) -> bool:
    """Whether a rate is one for a year and the count beside it that of another time: "42 in the
    first six months, an annual rate of seven for every 100,000"."""
    around = f"{sentence.before(rate, 32)} | {sentence.after(rate, 40)}"
    yearly = re.search(r"\b(?:annual|annually|a year|per year|each year|yearly)\b", around)
    document, segment = count.document, count.segment
    told = document.text[segment.span.start : segment.span.end]
    if yearly is None:
        return False
    return any(cue(*at).search(told) for at in (("products", "other_time"), ("calendar", "months")))


def _counts_residents(sentence: Sentence, claim: Claim) -> bool:
    quantity = claim.figure.quantity
    if claim.figure.kind is not Kind.COUNT or quantity is None or quantity.low is None:
        return False
    large = quantity.low >= _LEAST_POPULATION
    residents = frame("products", r" {residents}\b").match(sentence.after(claim, 24))
    return large and residents is not None


def _goes_on(sentence: Sentence) -> bool:
    return re.match(r"(?:that|this|it|in)\b", sentence.text, re.IGNORECASE) is not None


def _is_event(claim: Claim, people: list[Claim]) -> bool:
    return claim.figure.kind is Kind.COUNT and claim not in people


# ------------------------------------------------------------------------------- runs in 100 balls


def strike_rates(sentence: Sentence) -> Iterator[Alignment]:
    """ "Her 48 came from 60 balls at a strike rate of 80"."""
    if not sentence.may_say("products", "strike_rate"):
        return
    for runs, balls, rate in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if not cue("products", "balls").is_one((balls.figure.noun or "").lower()):
            continue
        told = sentence.between(balls, rate)
        if not frame("products", r"[^.;:]*\b{strike_rate} ").fullmatch(told):
            continue
        if cue("products", "career").search(f"{told}{sentence.after(rate, 32)}"):
            continue
        gap = sentence.between(runs, balls)
        if frame("products", r"(?: [^\W\d_]+){0,2}? {made_from}(?: {barely})? ").fullmatch(gap):
            of = (_in_hundred(rate), balls)
            yield aligned("product", ("runs in a hundred balls",), factors=of, total=runs)


def _in_hundred(claim: Claim) -> Claim:
    figure, quantity = claim.figure, claim.figure.quantity
    rate = None if quantity is None else replace(quantity, unit="per_hundred")
    return replace(claim, figure=replace(figure, kind=Kind.RATIO, quantity=rate))
