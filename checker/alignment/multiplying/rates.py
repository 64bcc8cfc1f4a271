"""Rates: which figures of a sentence may be multiplied, and which are for each of something.

In: a sentence with its figures. Out: ``Figures``, read once for all ways to find a product.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.multiplying.factors import told_once, unit_of
from checker.alignment.passages import Placed, Sentence, ends
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Quantity, Slot, Span
from checker.patterns import lazy

_THREE = 3
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})


class Figures(NamedTuple):
    """The figures of a sentence that may be multiplied, and the spans of those that are for each of
    something, that are means, and that are prices."""

    places: tuple[Placed, ...] = ()
    each: frozenset[Span] = frozenset()
    means: frozenset[Span] = frozenset()
    prices: frozenset[Span] = frozenset()

    def is_rate(self, place: Placed) -> bool:
        """Whether words or a unit say that a figure is for each of something."""
        span = place[1].figure.span
        return span in self.each or span in self.means or span in self.prices


def figures(sentence: Sentence, places: tuple[Placed, ...]) -> Figures:
    """The figures of a sentence, read once for all ways to find a product; ``places`` are those
    that may be multiplied."""
    each = _spans(is_each_of, places)
    means = _spans(is_mean, places) if sentence.may_say("products", "mean_of") else frozenset()
    priced = not _PRICED.isdisjoint(sentence.words)
    return Figures(places, each, means, _spans(is_price, places) if priced else frozenset())


def _spans(test: Callable[[Placed], bool], places: Sequence[Placed]) -> frozenset[Span]:
    return frozenset(place[1].figure.span for place in places if test(place))


_PRICED = frozenset({"at", "cost", "costs"})
_JOINING = frozenset({"each", "every"})


def may_be_made(sentence: Sentence, here: Figures, near: Figures) -> bool:
    """False where nothing of a sentence, and the one before it, can be a product: there are no
    three figures, or none for each of something and no words that do without."""
    if len(here.places) + len(near.places) < _THREE:
        return False
    if here.each or near.each or here.means or near.means or here.prices or near.prices:
        return True
    if "one" in sentence.words or "1" in sentence.words:
        return True
    sentences = (sentence, near.places[0][0]) if near.places else (sentence,)
    return any(
        not _JOINING.isdisjoint(each.words)
        or each.may_say("products", "again")
        or ("of" in each.words and each.may_say("products", *_MADE))
        for each in sentences
    )


_MADE = ("brings", "resumes", "summed", "totals", "totals_behind")


def beside(near: Figures, here: Figures) -> Figures:
    """The figures of two sentences."""
    return Figures(
        near.places + here.places,
        near.each | here.each,
        near.means | here.means,
        near.prices | here.prices,
    )


def multiplied(sentence: Sentence) -> Iterator[Placed]:
    """The figures of a sentence that may be multiplied, a change as its two ends, and the time
    between two times of the clock."""
    for home, told in told_once(sentence):
        if is_dozen_of(home, told):
            continue
        claim = _by_the_dozen(home, _by_time(home, told))
        if claim.figure.kind not in _KINDS:
            continue
        if claim.figure.form is Form.POINT:
            yield home, claim
        elif claim.figure.form is Form.CHANGE and (levels := ends(claim)) is not None:
            yield from ((home, level) for level in levels)
    passed = _passed(sentence)
    if passed is not None:
        yield sentence, passed


def _by_time(sentence: Sentence, claim: Claim) -> Claim:
    """ "$18 million annually" is so much a year, "9 tonnes of fuel a second" so much a second."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind not in (Kind.MONEY, Kind.MEASURE) or quantity is None or quantity.unit is None:
        return claim
    if " / " in quantity.unit:
        return claim
    behind = _BY_TIME.match(sentence.after(claim, 16))
    below = None if behind is None else _EVERY[behind[1].lower()]
    if below is None and "of" in sentence.words and figure.kind is Kind.MEASURE:
        of_it = frame("products", _OF_IT).match(sentence.after(claim, 48))
        below = None if of_it is None else of_it["time"].lower()
    if below is None:
        return claim
    unit = f"{quantity.unit} / {below}"
    return replace(claim, figure=replace(figure, quantity=replace(quantity, unit=unit)))


def is_dozen_of(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is the dozen of "$2.80 a dozen"."""
    if claim.figure.surface.lower() != "a dozen":
        return False
    ahead = list(sentence.ahead_of(claim))
    paid = bool(ahead) and ahead[-1].figure.kind is Kind.MONEY
    return paid and sentence.between(ahead[-1], claim) == " "


def _by_the_dozen(sentence: Sentence, claim: Claim) -> Claim:
    """ "$2.80 a dozen" as so much for each."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.MONEY or quantity is None or quantity.low is None:
        return claim
    if figure.form is not Form.POINT or sentence.after(claim, 8).lower() != " a dozen":
        return claim
    each = quantity.low / _DOZEN
    told = replace(quantity, low=each, high=each, step=quantity.step / _DOZEN)
    return replace(claim, figure=replace(figure, quantity=told))


_DOZEN = 12
_EVERY = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
    "per annum": "year",
}
_OF_IT = (
    r" of [^\W\d_]+(?: (?:and )?[^\W\d_]+){0,2}? (?:an?|per|every|each) "
    r"(?P<time>second|minute|hour|day|week|month|year)\b"
)
_BY_TIME = lazy(rf" ({'|'.join(_EVERY)})\b", re.IGNORECASE)


def _passed(sentence: Sentence) -> Claim | None:
    """The time between the two clock times of a sentence, where both say which half of the day
    they are in."""
    times = [claim for claim in sentence.claims if claim.figure.kind is Kind.TIME]
    if len(times) != 2 or any(claim.figure.kind is Kind.DURATION for claim in sentence.claims):
        return None
    a, b = (claim.figure.moment for claim in times)
    if a is None or b is None or a.hour is None or b.hour is None:
        return None
    halves = ["m" in claim.figure.surface.lower() for claim in times]
    if halves[1] and not halves[0]:
        return None
    day = 24 if halves[0] and halves[1] else 12
    minutes = Decimal((b.hour - a.hour) * 60 + (b.minute or 0) - (a.minute or 0)) % (day * 60)
    if minutes <= 0:
        return None
    surface = f"{times[0].figure.surface} to {times[1].figure.surface}"
    lasted = Quantity(minutes, minutes, Decimal(1), "minute")
    figure = replace(times[1].figure, kind=Kind.DURATION, quantity=lasted, surface=surface)
    return replace(times[1], figure=figure)


# ------------------------------------------------------------------------------- for each of what


EACH = (
    r"(?:(?: of)?(?: (?!and\b|but\b|or\b)[^\W\d_]+)?)??,? "
    r"(?:{each}|for each (?:person|of (?:them|those|these)))\b"
)
HEAD = r"(?: [^\W\d_]+)?? {per_person}"
PER = (
    r"(?: (?!and\b|but\b|or\b|of an?\b|from\b)[^\W\d_]+){0,2}? (?:{per}|to the|to an?) "
    r"(?:of (?:its|the|their|his|her) )?(?:square |cubic )?([^\W\d_]+)"
)


def is_each_of(place: Placed) -> bool:
    """Whether a figure is for each of something."""
    sentence, claim = place
    if " / " in (unit_of(claim) or ""):
        return True
    tail = sentence.after(claim, 48)
    if any(frame("products", way).match(tail) for way in (EACH, HEAD, PER)):
        return True
    if one_of(sentence, claim) is not None:
        return True
    if "each" not in sentence.words:
        return False
    straight = r"(?:[^\W\d_]|[–—,(-])\s?\beach (?:{barely_so} )?$"
    if claim.figure.kind is Kind.MEASURE and frame("products", straight).search(
        sentence.before(claim, 24)
    ):
        return True  # "the 12,000 sleepers, each 2.4m long"
    before = r"\beach (?:of (?:them|which) )?(?!of\b)(?:[^\W\d_]+ ){1,3}(?:{barely_so} )?$"
    return frame("products", before).search(sentence.before(claim, 40)) is not None


# "A monthly average of 90".
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "yearly": "year",
}
_AVERAGE = lazy(
    rf"\b({'|'.join(_ADVERBS)}) (?:average|mean)(?: (?:of|was|is)(?: about| just)?|:) $",
    re.IGNORECASE,
)


# "An hour's parking costs £2.80".
_AN_HOUR = lazy(
    r"\b(?:an?|one|each) (hour|day|night|week|month|year)['’]s [^\W\d_]+ (?:costs?|is|was|cost) $",
    re.IGNORECASE,
)


def one_of(sentence: Sentence, claim: Claim) -> str | None:
    """What a figure is told of one of: "litre" in "a litre costs 1.85 euros", "ticket" in "tickets
    were £12"."""
    before = sentence.before(claim, 48)
    if not _ADVERBS.keys().isdisjoint(sentence.words):
        of_time = _AVERAGE.search(before)
        if of_time is not None:
            return _ADVERBS[of_time[1].lower()]
    hour = _AN_HOUR.search(before) if "'s " in before or "’s " in before else None
    if hour is not None:
        return hour[1].lower()
    if "for one" not in sentence.may:
        return None
    one = frame(
        "products",
        r"(?:^|[,:;–—(“\"] |\b(?:and|but|that|where|as|since|if|with|when) )(?:an?|each|every|one) "
        r"(?:[^\W\d_][\w-]* ){0,2}?(?P<one>[^\W\d_]+) (?:of [^\W\d_]+ )?{of_one} "
        r"(?:{barely_so} )?$",
    ).search(before)
    if one is not None:
        return one["one"].lower()
    if claim.figure.kind is not Kind.MONEY or len(before) != _led(sentence, claim):
        return None
    many = frame(
        "products",
        r"^\W*(?:the )?(?:[^\W\d_]+ )?(?P<many>[^\W\d_]{2,}s) "
        r"(?:(?:on|to|for|in|at|of) (?:the |an? )?(?:[\w’'-]+ ){1,3})?{of_many} (?:{barely_so} )?$",
    ).search(before)
    return many["many"].lower().removesuffix("s") if many is not None else None


def _led(sentence: Sentence, claim: Claim) -> int:
    return claim.figure.span.start - sentence.segment.span.start


def is_mean(place: Placed) -> bool:
    mean = frame("products", r"\b(?:{mean_of}|an average [^\W\d_]+ of)(?: {barely_so})? $")
    return mean.search(place[0].before(place[1], 48)) is not None


def is_price(place: Placed) -> bool:
    sentence, claim = place
    if claim.figure.kind is not Kind.MONEY:
        return False
    return (
        frame("products", r"\b(?:at|cost|costs) (?:{only} )?$").search(sentence.before(claim, 24))
        is not None
    )


def bound(claim: Claim) -> Claim:
    """A rate with the scope ``stated``, where words tie it to its figures: then it is wrong however
    far it lies from what they make."""
    return replace(claim, scope=Slot("stated", claim.figure.surface, claim.figure.span))


def tied(rate: Placed) -> Placed:
    """ "186 of the 3,100 voted early, or one for every 60,": bound to what stands before it."""
    home, claim = rate
    led = _TIED.search(home.before(claim, 40)) is not None
    return (home, bound(claim)) if led and _CLOSED.match(home.after(claim, 8)) else rate


_TIED = lazy(r", (?:or|which is|that is|equivalent to|the equivalent of) (?:one|1)\b[^,]*$")
_CLOSED = lazy(r"\s?(?:[.,;:)–—]|$)")


# ------------------------------------------------------------------------ rates by another name


RATES = {
    "knot": "nautical_mile / hour",
    "watt": "watt_hour / hour",
    "kilowatt": "kilowatt_hour / hour",
    "megawatt": "megawatt_hour / hour",
    "gigawatt": "gigawatt_hour / hour",
}
"""Units that are rates by another name."""


def as_rate(claim: Claim) -> Claim:
    """A figure in knots as one in nautical miles an hour, and power as energy for time."""
    quantity, unit = claim.figure.quantity, RATES.get(unit_of(claim) or "")
    if quantity is None or unit is None:
        return claim
    return replace(claim, figure=replace(claim.figure, quantity=replace(quantity, unit=unit)))
