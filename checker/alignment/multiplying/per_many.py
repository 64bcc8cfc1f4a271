"""So much for every so many: a rate in two figures, a number of the same and what they come to.

In: a sentence with its figures. Out: the rate for one, the number and the total: "the van uses 9
litres per 100km, so the 800km trip takes 72"; or the rate behind, as what two others make.

The four figures have to be the only ones, two and two of one unit or noun, and words have to lead
from the number to the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checker import tolerance, units
from checker.alignment.multiplying.averages import Made
from checker.alignment.multiplying.factors import goes, people, unit_of
from checker.alignment.multiplying.rates import Figures, bound
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier, Quantity, Span

_FOUR = 4
_FAR = 3
_KINDS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY})


def per_many(sentence: Sentence, here: Figures) -> Iterator[Made]:
    """The one product of a sentence with four figures, where it does not hold."""
    if len(here.places) != _FOUR or any(home is not sentence for home, _ in here.places):
        return
    yield from _behind(sentence, *(claim for _, claim in here.places))
    (_, much), (_, many), (_, number), (_, total) = here.places
    if not all(map(_is_plain, (much, many, number, total))):
        return
    if not _is_for_every(sentence, much, many) or not _is_led_to(sentence, number, total):
        return
    if not _are_alike(many, number) or not _are_alike(much, total):
        return
    made = Made(_for_one(much, many), number, total)
    value = size(much) / size(many) * size(number) * _times(number, many)
    value *= _times(much, total)
    room = tolerance.added(total.figure)
    if room.low is None or room.high is None or room.low <= value <= room.high:
        return
    if max(value, size(total)) <= _FAR * min(value, size(total)):
        yield made


def _behind(
    sentence: Sentence, total: Claim, number: Claim, much: Claim, many: Claim
) -> Iterator[Made]:
    """ "Nine thefts in a town of 27,000, which works out at two for every 4,000": the rate behind,
    said to be what the two make."""
    if not all(map(_is_plain, (total, number, much, many))) or noun_of(much):
        return
    if not all(each.figure.kind is Kind.COUNT for each in (total, number, much, many)):
        return
    one_sort = {noun_of(number), noun_of(many)} <= {"", *people()} or _are_alike(number, many)
    so = frame("products", r"(?: [^\W\d_]+){0,4},? (?:which )?{comes_out}(?: {barely_so})? ")
    if not one_sort or not _is_for_every(sentence, much, many):
        return
    if so.fullmatch(sentence.between(number, much)) is None or size(total) >= size(number):
        return
    if cue("products", "not_plain").search(sentence.text):
        return
    rate, room = size(total) / size(number) * size(many), tolerance.of_figure(much.figure)
    if room.low is None or room.high is None or room.low <= rate <= room.high:
        return
    yield Made(bound(_for_one(much, many)), number, total)


def _is_for_every(sentence: Sentence, much: Claim, many: Claim) -> bool:
    per = r"(?: of [^\W\d_]+)?(?: [^\W\d_]+){0,2} (?:per|(?:for|in|to) every|every) "
    return frame("products", per).fullmatch(sentence.between(much, many)) is not None


def _is_plain(claim: Claim) -> bool:
    exact = claim.figure.modifier is Modifier.EXACTLY and claim.figure.form is Form.POINT
    return exact and claim.figure.kind in _KINDS and size(claim) > 0


def _is_led_to(sentence: Sentence, number: Claim, total: Claim) -> bool:
    if cue("products", "not_plain").search(sentence.text):
        return False
    gap = sentence.between(number, total)
    takes = frame("products", r"(?: [^\W\d_]+){0,3} (?:{takes}|{makes})(?: [^\W\d_]+)? ")
    return takes.fullmatch(gap) is not None


def _are_alike(one: Claim, other: Claim) -> bool:
    """Whether two figures are of one unit or, where they have none, of one noun; a bare total may
    be of what its rate is of."""
    if one.figure.kind is not other.figure.kind:
        return False
    if one.figure.kind is Kind.COUNT:
        return noun_of(one) != "" and noun_of(other) in (noun_of(one), "")
    return unit_of(one) == unit_of(other) or goes(unit_of(one), unit_of(other))


def _times(one: Claim, other: Claim) -> Decimal:
    a, b = unit_of(one), unit_of(other)
    return units.convert(Decimal(1), a, b) if a and b and a != b else Decimal(1)


def _for_one(much: Claim, many: Claim) -> Claim:
    """The rate as one figure: "9 litres per 100km" as 0.09 litres a kilometre."""
    text = much.document.text[much.figure.span.start : many.figure.span.end]
    value, above, below = size(much) / size(many), unit_of(much), unit_of(many)
    unit = f"{above} / {below}" if above and below else above
    step = (much.figure.quantity.step if much.figure.quantity else Decimal(1)) / size(many)
    figure = replace(
        much.figure,
        span=Span(much.figure.span.start, many.figure.span.end),
        surface=" ".join(text.split()),
        quantity=Quantity(value, value, step, unit),
        noun=None,
        noun_span=None,
    )
    return replace(much, figure=figure)
