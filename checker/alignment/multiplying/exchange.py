"""Exchange: a sum in two currencies, and the rate at which the text says that it was changed.

In: a paragraph, as ``Sentence``s. Out: the rate, the sum in the currency that the rate is for one
of, and the sum in the other: "$2 billion (Rs 16,000 crore), at Rs 80 to the dollar". Where the
paragraph names two rates between two currencies, there is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from checker import lexicon
from checker.alignment.multiplying.swapped import fits
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, either, frame
from checker.model import Claim, Form, Kind, Modifier

_SEVERAL = 3


class Exchanged(NamedTuple):
    """A rate and the two sums: ``made`` is ``rate`` times ``of``."""

    rate: Claim
    of: Claim
    made: Claim


class _Rate(NamedTuple):
    """So much of the rate's own currency for one of those that the text names."""

    claim: Claim
    of: frozenset[str]


def exchanged(paragraph: Sequence[Sentence]) -> Iterator[Exchanged]:
    """The sums of a paragraph that stand beside themselves in another currency."""
    currencies = {_unit(c) for s in paragraph for c in s.claims} - {None}
    if len(currencies) < _SEVERAL - 1:
        return
    rates = [rate for sentence in paragraph for rate in _rates(sentence)]
    taken = {rate.claim.figure.span.start for rate in rates}
    for sentence in paragraph if rates else ():
        sums = (claim for claim in sentence.claims if claim.figure.span.start not in taken)
        for first, second in pairwise(sums):
            if not _is_pair(sentence, first, second):
                continue
            found = [e for rate in rates for e in _at(rate, first, second)]
            if len(found) == 1:
                yield found[0]
                return
    if len(rates) == 1:
        yield from _only_sums(paragraph, rates[0])


def exchanged_throughout(document: Sequence[Sequence[Sentence]]) -> Iterator[Exchanged]:
    """The sums of a document that stand beside themselves in another currency, where one sentence
    of it gives the rate for all: "all sums are at $1.26 to the pound"."""
    general = [s for paragraph in document for s in paragraph if s.says("conversions", "for_all")]
    rates = [rate for sentence in general for rate in _rates(sentence)]
    if len(rates) != 1:
        return
    home = rates[0].claim.segment
    others = [p for p in document if p[0].segment.paragraph != home.paragraph]
    for sentence in (each for paragraph in others for each in paragraph):
        if any(claim.figure.kind is Kind.YEAR for claim in sentence.claims):
            continue  # a sum of another year was changed at another rate
        for first, second in pairwise(sentence.claims):
            if _is_pair(sentence, first, second):
                yield from _at(rates[0], first, second)


def _only_sums(paragraph: Sequence[Sentence], rate: _Rate) -> Iterator[Exchanged]:
    """The only two sums beside a rate, whatever joins them: "the pound buys €1.20, so a £450 break
    sets a visitor back €540"."""
    start = rate.claim.figure.span.start
    for sentence in paragraph:
        told = [claim for claim in sentence.claims if claim.figure.kind is Kind.MONEY]
        if all(claim.figure.span.start != start for claim in told) or len(told) != _SEVERAL:
            continue
        first, second = (claim for claim in told if claim.figure.span.start != start)
        if _unit(first) == _unit(second):
            continue
        plain = all(c.figure.modifier is Modifier.EXACTLY for c in (first, second))
        found = list(_at(rate, first, second))
        if not plain or len(found) != 1:
            continue
        if _is_slip(found[0]) or not cue("conversions", "not_changed").search(sentence.text):
            yield found[0]


def _is_slip(told: Exchanged) -> bool:
    """Whether a sum was divided by the rate that it had to be multiplied with, or the other way
    round, or has a nought too many, whatever else the sentence speaks of."""
    rate, of = size(told.rate), size(told.of)
    if not rate:
        return False
    return any(fits(each, told.made) for each in (of / rate, rate * of * 10, rate * of / 10))


def is_rate_of_exchange(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is what one of another currency costs: "10.92 per euro". It rises as the
    first currency falls."""
    return bool(_for_one(sentence, claim))


def _unit(claim: Claim) -> str | None:
    figure = claim.figure
    if figure.kind is not Kind.MONEY or figure.form is not Form.POINT or figure.quantity is None:
        return None
    return figure.quantity.unit


def _at(rate: _Rate, first: Claim, second: Claim) -> Iterator[Exchanged]:
    for of, made in ((first, second), (second, first)):
        if _unit(made) == _unit(rate.claim) and _unit(of) in rate.of:
            yield Exchanged(rate.claim, of, made)


def _is_pair(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether two sums stand beside each other as one: in a bracket, or joined by "or"."""
    a, b = _unit(first), _unit(second)
    if a is None or b is None or a == b:
        return False
    gap = sentence.between(first, second)
    if frame("conversions", r"\s?[(\[]\s?(?:{leads}\s?)?").fullmatch(gap):
        return sentence.after(second, 2).lstrip()[:1] in (")", "]", ",", ";")
    if any(first.figure.span < c.figure.span < second.figure.span for c in sentence.claims):
        # "$60m, which at a rate of $1.20 to the pound is £50m"
        at = r",?(?: [^\W\d_]+)? at [^;:]*,? (?:{equals}|{comes_to}|is|was|or)\s(?:{leads}\s)?"
        return frame("conversions", at).fullmatch(gap) is not None
    joined = frame("conversions", r"(?: [^\W\d_]+){0,2}\s*,?\s(?:or|{equals})\s(?:{leads}\s)?")
    return joined.fullmatch(gap) is not None


# ------------------------------------------------------------------------------------- the rates


def _rates(sentence: Sentence) -> Iterator[_Rate]:
    for place, claim in enumerate(sentence.claims):
        rate = _as_money(sentence, claim)
        of = _for_one(sentence, claim) if rate is not None else frozenset[str]()
        if rate is None or _unit(rate) is None:
            continue
        if not of and place:
            of = _equals_one(sentence, sentence.claims[place - 1], claim)
        of -= {_unit(rate) or ""}
        if of:
            yield _Rate(rate, of)


def _as_money(sentence: Sentence, claim: Claim) -> Claim | None:
    """A rate as money: "traded at 90 to the dollar" is of the currency that traded."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is Kind.MONEY:
        return claim
    if figure.kind is not Kind.COUNT or quantity is None or figure.noun is not None:
        return None
    if frame("conversions", r" {for_one}").match(sentence.after(claim, 16)) is None:
        return None
    named = list(_any_name().finditer(sentence.before(claim, 60)))
    codes = _codes(named[-1][0]) if named else frozenset[str]()
    if not codes:
        return None
    shared = replace(quantity, unit=min(codes, key=_plainness))
    return replace(claim, figure=replace(figure, kind=Kind.MONEY, quantity=shared))


def _for_one(sentence: Sentence, claim: Claim) -> frozenset[str]:
    """The currencies of "to the dollar" behind a rate or "the dollar stood at" before it."""
    behind = frame("conversions", rf" {{for_one}} (?:US |U\.S\. )?({_names()})").match(
        sentence.after(claim, 40)
    )
    if behind is not None:
        return _codes(behind[1])
    before = frame(
        "conversions",
        # "$1.25 to the pound is ..." is no rate of the pound once more.
        rf"(?<!\bto\s)(?<!\bagainst\s)\b(?:the|one|an?|each|every) (?:US )?({_names()})"
        r"(?: now| then| today)? {worth} $",
    ).search(sentence.before(claim, 60))
    return _codes(before[1]) if before is not None else frozenset()


def _equals_one(sentence: Sentence, one: Claim, claim: Claim) -> frozenset[str]:
    """The currency of "£1 = $1.30", "€1 buys $1.10"."""
    unit, quantity = _unit(one), one.figure.quantity
    if unit is None or quantity is None or quantity.low != 1 or quantity.high != 1:
        return frozenset()
    is_one = frame("conversions", r"\s?(?:=|to|{worth})\s?").fullmatch(sentence.between(one, claim))
    return frozenset((unit,)) if is_one else frozenset()


# ------------------------------------------------------------------------------------- currencies


@cache
def _listed() -> dict[str, frozenset[str]]:
    """The codes of the currencies that have a name."""
    found = lexicon.load("currencies")
    codes: dict[str, set[str]] = {}
    for code, entry in found["currencies"].items():
        names = f"{entry.get('words', '')}, {found['kinds'].get(entry.get('kind'), '')}"
        for name in names.split(","):
            if name.strip():
                codes.setdefault(name.strip().lower(), set()).add(code)
    return {name: frozenset(each) for name, each in codes.items()}


@cache
def _names() -> str:
    return either(_listed())


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile(_names(), re.IGNORECASE)


def _codes(name: str) -> frozenset[str]:
    return _listed().get(" ".join(name.lower().split()), frozenset())


@cache
def _plainness(code: str) -> int:
    """The currency that a bare name means stands first in the lexicon."""
    return list(lexicon.load("currencies")["currencies"]).index(code)
