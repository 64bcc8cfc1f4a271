"""Conversions: one quantity in two units, the second beside the first.

In: the claims of one story. Out: alignments of ``stated`` and ``converted``: "40 km (25 miles)",
"40km/25 miles", "40 km, or 25 miles,", "12 nautical miles (22 km; 14 miles)", and
in two ways of counting "₹4,860 crore (₹48.6 billion)".

The second figure has to stand alone in its bracket, or behind a word that says that both are one
("or", "equivalent to"). Outside of a bracket the two units must be of different systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker import units
from checker.alignment.converting.likeness import SCALES, comparable, is_slip, near_in_size
from checker.alignment.converting.periods import periods
from checker.alignment.converting.restatements import restatements
from checker.alignment.converting.sides import sides
from checker.alignment.converting.systems import (
    KINDS,
    differ_in_system,
    unit_of,
    units_convert,
)
from checker.alignment.converting.two_systems import two_systems
from checker.alignment.passages import Sentence, aligned, ends, paragraphs_of, sentences_of
from checker.alignment.wording import cue, frame
from checker.dimensions import dimension
from checker.model import Alignment, Claim, Form, Kind, Span
from checker.patterns import lazy

NAME = "conversion"

_LONGEST_GAP = 90
_MOST_WORDS = 7
_NEARER = Decimal("1.8")
# "That is ..." behind the only figure of a sentence is hardly of anything else.
_FAR = Decimal(5)
_PAIR = 2
_ROUNDLY = Decimal("0.1")
"""So much may be rounded where words say that two figures are one."""
_WORD = lazy(r"[^\W_]+")
_SLASH = lazy(r"\s?/\s?")
_CLOSED = lazy(r"(?:-[^\W_]+)?\s?[)\]]")
_DASH_CLOSES = lazy(r"\s?(?:[–—]|--|-\s|[.,;]|$)")
_OR = lazy(r"\s*,?\s*or\s+", re.IGNORECASE)
_APPOSED = lazy(r"\s?[,.;)]")
_MORE = lazy(r"\s(?:and\s)?")
_LISTED = lazy(r"\s?[,;/]\s?")


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair of figures that are two statements of one quantity."""
    for paragraph in paragraphs_of(claims):
        for one, other in pairwise(paragraph):
            if _may_convert(one.claims[-1], other.claims[0]):
                yield from _across(one, other)
    for sentence in sentences_of(claims):
        may = sentence.may
        if "conversions" in may:
            found = list(_pairs(sentence))
            found += (
                _aligned(side, converted, "sides that are multiplied")
                for side, converted in sides(sentence)
                if units_convert(side, converted)
            )
            yield from found
            for stated, converted in () if found else two_systems(sentence):
                yield _aligned(stated, converted, "the only two of their dimension")
        for stated, converted in restatements(sentence) if "restatements" in may else ():
            yield aligned(NAME, ("counted in two ways",), stated=stated, converted=converted)
        for stated, converted in periods(sentence) if "periods" in may else ():
            yield aligned(NAME, ("for two periods",), stated=stated, converted=converted)


def _pairs(sentence: Sentence) -> Iterator[Alignment]:
    """Neighbouring figures, and further ones in the same bracket: "(22 km; 14 miles)"."""
    claims = _joined_up(sentence)
    stated: Claim | None = None
    for first, second in pairwise(claims):
        if not units_convert(first, second):
            stated = None
            continue
        gap = sentence.between(first, second)
        if stated is not None and _LISTED.fullmatch(gap) and _closes(sentence, second):
            yield _aligned(stated, second)
            continue
        stated = None
        grounds = _grounds(sentence, first, second, gap)
        if grounds is not None:
            stated = first
            if _is_departure(sentence, second):
                yield _aligned(_difference(first), _difference(second), grounds)
            else:
                yield _aligned(first, second, grounds)


def _joined_up(sentence: Sentence) -> list[Claim]:
    """The figures of a sentence, what is told in two units as one of the lesser: "5 stone 4
    pounds"."""
    found: list[Claim] = []
    for claim in sentence.claims:
        whole = found[-1] if found else None
        if whole is not None and _goes_on(sentence, whole, claim):
            found[-1] = _sum(whole, claim)
        else:
            found.append(claim)
    return found


def _goes_on(sentence: Sentence, whole: Claim, rest: Claim) -> bool:
    if not _MORE.fullmatch(sentence.between(whole, rest)) or not units_convert(whole, rest):
        return False
    a, b = whole.figure.quantity, rest.figure.quantity
    if a is None or b is None or b.low is None or a.unit is None or b.unit is None:
        return False
    if differ_in_system(whole, rest) or whole.figure.form is not Form.POINT:
        return False
    return Decimal(0) < b.low < units.convert(Decimal(1), a.unit, b.unit)


def _sum(whole: Claim, rest: Claim) -> Claim:
    a, b = whole.figure.quantity, rest.figure.quantity
    if a is None or b is None or None in (a.low, b.low, a.unit, b.unit):
        return rest
    value = units.convert(a.low or Decimal(0), a.unit or "", b.unit or "") + (b.low or Decimal(0))
    span = Span(whole.figure.span.start, rest.figure.span.end)
    surface = whole.document.text[slice(*span)]
    told = replace(b, low=value, high=value)
    figure = replace(whole.figure, span=span, surface=surface, quantity=told)
    return replace(rest, figure=figure)


def _may_convert(first: Claim, second: Claim) -> bool:
    return first.figure.kind is Kind.MEASURE is second.figure.kind and units_convert(first, second)


def _across(one: Sentence, other: Sentence) -> Iterator[Alignment]:
    """ "A waist of 38 inches. In the metric of the pattern book that is 96.5 centimetres"."""
    first, second = one.claims[-1], other.claims[0]
    led = other.before(second, _LONGEST_GAP)
    if not frame("conversions", r".*\b{resumed} (?:[^\W\d_]+ ){0,2}").fullmatch(led):
        return
    if not differ_in_system(first, second) or _is_apart(other, second):
        return
    if _A_TIME.match(other.after(second)) or "average" in led.lower():
        return  # "sunk some 46 feet. On average that is 1.4 metres annually"
    if _CLOSED.match(one.after(first)) or _has_its_own(other, second):
        return  # each of the two is told in another unit already
    plain = _PLAINLY.fullmatch(led) is not None and _are_alone(one, first, 1)
    near = near_in_size(first, second, _FAR if plain else _NEARER) or is_slip(first, second)
    if near and not cue("conversions", "parts").search(led):
        yield _aligned(first, second, "said again in the next sentence")


_A_TIME = lazy(r"\s+(?:(?:an?|per|each|every) |annually|yearly|daily|hourly|monthly|weekly)")
_PLAINLY = lazy(r"\W*(?:that|this|which|it) (?:is|makes|equals|comes to) ", re.IGNORECASE)


def _has_its_own(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure stands before a bracket: "39C (102F)"."""
    return sentence.after(claim, 3).lstrip()[:1] in ("(", "[")


def _aligned(first: Claim, second: Claim, grounds: str = "in one bracket") -> Alignment:
    if first.figure.form is Form.CHANGE and second.figure.form is Form.POINT:
        moved = ends(first)  # "rose from 2 metres to 6 metres (20 feet)": the nearer one is meant
        first = first if moved is None else moved.after
    stated, converted = _like_differences(*comparable(first, second))
    return aligned(NAME, (grounds,), stated=stated, converted=converted)


def _like_differences(first: Claim, second: Claim) -> tuple[Claim, Claim]:
    """ "A rise of 4C (7F)": where the one is a difference of temperature, so is the other."""
    if (unit_of(first) in SCALES) == (unit_of(second) in SCALES):
        return first, second
    return _difference(first), _difference(second)


def _is_departure(sentence: Sentence, second: Claim) -> bool:
    """ "6C (11F) above normal": how far a temperature is from another."""
    if unit_of(second) not in SCALES:
        return False
    tail = sentence.after(second, 40)
    return (
        frame("conversions", r"\s?[)\]] {beyond} {norms}|, {beyond} {norms}").match(tail)
        is not None
    )


def _difference(claim: Claim) -> Claim:
    quantity = claim.figure.quantity
    unit = SCALES.get(unit_of(claim) or "")
    if quantity is None or unit is None:
        return claim
    return replace(claim, figure=replace(claim.figure, quantity=replace(quantity, unit=unit)))


# -------------------------------------------------------------------------------- the text between


def _grounds(sentence: Sentence, first: Claim, second: Claim, gap: str) -> str | None:
    """What says that two neighbours are one quantity, or ``None``."""
    if len(gap) > _LONGEST_GAP or _is_lastunit_of(sentence, first):
        return None
    if _bracketed(sentence, first, second, gap):
        return "in brackets behind it"
    if _said_again(sentence, first, second, gap):
        return "said again"
    if not differ_in_system(first, second):
        return None
    if _SLASH.fullmatch(gap):
        return "beside each other"
    return next((words for says, words in _JOINS if says(sentence, first, second, gap)), None)


_TOGETHER = lazy(r"(?:,\s|\s|\sand\s|,\sand\s)")


def _is_lastunit_of(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is only the lesser units of the one before it: "803 days, 9 hours and 39
    minutes, or 2.2 years"."""
    before = [c for c in sentence.claims if c.figure.span.end <= claim.figure.span.start]
    if not before or before[-1].figure.kind is not claim.figure.kind:
        return False
    one, other = unit_of(before[-1]), unit_of(claim)
    if one is None or other is None or one == other:
        return False
    if dimension(before[-1].figure) != dimension(claim.figure):
        return False
    greater = units.convert(Decimal(1), one, other) > 1
    return greater and _TOGETHER.fullmatch(sentence.between(before[-1], claim)) is not None


_AGAIN = (
    r", which(?:,? (?:as|to|for)(?: [^\W\d_]+){1,5},?)? is (?:{leads} )?",
    r"(?: of(?: [^\W\d_]+){1,4})?, that is (?:{leads} )?",
    r"(?: of(?: [^\W\d_]+){1,4})?, or (?:{leads} )?",
)
_OF_SOMETHING = lazy(r" of(?: [^\W\d_]+){1,4}, ")
_BARELY = r"{barely_one}\b"
_AGAIN_CLOSES = lazy(r"\s?(?:[,.;:)–—]|$)| (?:in|too|to)\b")


def _said_again(sentence: Sentence, first: Claim, second: Claim, gap: str) -> bool:
    """Whether words of a sentence say that a figure is the other once more, be it in one system:
    "640 acres, exactly one square mile,", "26,000 litres of kerosene, or 26 cubic metres"."""
    if any(" / " in (unit_of(claim) or "") for claim in (first, second)):
        return False  # for two periods
    barely = gap == ", " and frame("conversions", _BARELY).match(second.figure.surface)
    # "Five hundred kilograms of coffee, five tonnes, was stolen"
    slip = _OF_SOMETHING.fullmatch(gap) and is_slip(first, second) and _are_alone(sentence, first)
    if not (barely or slip) and not any(frame("conversions", way).fullmatch(gap) for way in _AGAIN):
        return False
    if _is_choice(sentence, first, second):
        return False
    closed = _AGAIN_CLOSES.match(sentence.after(second, 8)) is not None
    return closed and (near_in_size(first, second) or is_slip(first, second, _ROUNDLY))


def _is_choice(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether words around two figures give them to choose from: "runs over 5 km or 10 miles"."""
    if first.figure.kind is Kind.DURATION and _OTHERWISE.match(sentence.after(second, 24)):
        return True
    around = f"{sentence.before(first, 40)} | {sentence.after(second, 30)}"
    far = dimension(first.figure) in ("length", "duration")
    return (
        cue("conversions", *(("choices", "races") if far else ("choices",))).search(around)
        is not None
    )


def _said_equal(_: Sentence, __: Claim, ___: Claim, gap: str) -> bool:
    return bool(frame("conversions", r"\s*,?\s?[–—-]?\s?{equals}\s?").fullmatch(gap))


def _between_dashes(sentence: Sentence, first: Claim, second: Claim, gap: str) -> bool:
    opens = frame("conversions", r"\s?[–—]\s?(?:{leads}\s?)?|\s-{1,2}\s(?:{leads}\s?)?")
    if opens.fullmatch(gap) is None:
        return False
    closes = _DASH_CLOSES.match(sentence.after(second)) is not None
    # "4.2 billion litres – about 1.1 billion gallons in the old money"
    return closes or (_are_alone(sentence, first) and near_in_size(first, second, _NEARER))


def _joined_by_or(sentence: Sentence, first: Claim, second: Claim, gap: str) -> bool:
    if not _OR.fullmatch(gap):
        return False
    if _is_choice(sentence, first, second):
        return False
    # "In two hours and 11 minutes, or about five minutes a mile": what it was for each.
    behind = frame("conversions", _EACH).match(sentence.after(second, 40))
    return behind is None or " / " in (unit_of(first) or "")


_OTHERWISE = lazy(r",? (?:if|when|where|unless|without|with|on|by|in an?)\b")
"""Under which conditions it takes longer: "40 minutes, or an hour and a half if the tide is in"."""

_EACH = r"(?: and [^,.;]{1,24})? (?:an?|per|each|every|for each|for every|to the)\b"


def _is_apart(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is how far one thing differs from another: "9 miles shorter"."""
    return frame("conversions", r" {differs}\b").match(sentence.after(claim, 24)) is not None


def _reworded(sentence: Sentence, first: Claim, second: Claim, gap: str) -> bool:
    """ "40 centimetres at the pass, which in old money is about 26 inches", "250 hectares of scrub,
    about 816 acres, and a barn": near in size, and told in words to be one."""
    sized = frame("conversions", r".*, an? {sizes} of ").fullmatch(gap)
    if not sized and cue("conversions", "parts").search(gap):
        return False
    ahead = [c for c in sentence.claims if c.figure.span.end <= first.figure.span.start]
    if "(" in gap or ")" in gap or (ahead and units_convert(ahead[-1], first)):
        return False  # the first is itself a conversion
    if _is_choice(sentence, first, second):
        return False
    if _is_apart(sentence, second):
        return False
    near = near_in_size(first, second, _NEARER) or is_slip(first, second, _ROUNDLY)
    if frame("conversions", r",? (?:which )?{makes} ").fullmatch(gap):
        return near or near_in_size(first, second)
    told = frame("conversions", r".*\b{rewords} (?:[^\W\d_]+ ){0,2}")
    if near and (sized or told.fullmatch(gap)):
        return True
    slip = is_slip(first, second)
    if not slip and not near_in_size(first, second, _NEARER):
        return False
    apposed = frame("conversions", r"(?: [^\W\d_]+){0,4}, ").fullmatch(gap)
    about = frame("conversions", r"{barely_one}\b").match(second.figure.surface)
    # "At 40 knots, 74 kilometres an hour."
    alone = (gap == ", " or slip) and _are_alone(sentence, first)
    return bool(apposed and (about or alone) and _APPOSED.match(sentence.after(second, 3)))


def _are_alone(sentence: Sentence, first: Claim, many: int = _PAIR) -> bool:
    """Whether a sentence has but two figures, or so ``many``, that can be stated in the unit of the
    first."""
    kin = [c for c in sentence.claims if c is first or units_convert(first, c)]
    same = [c for c in sentence.claims if unit_of(c) == unit_of(first)]
    return len(kin) == many and len(same) == 1


_JOINS = (
    (_said_equal, "said to be equal"),
    (_between_dashes, "between dashes"),
    (_joined_by_or, "joined by 'or'"),
    (_reworded, "said to be one"),
)


def _bracketed(sentence: Sentence, first: Claim, second: Claim, gap: str) -> bool:
    opens = frame("conversions", r"(?P<words>[^()\[\].;:,]*?)\s?[(\[]\s?(?:{leads}\s?)?")
    opened = opens.fullmatch(gap)
    if opened is None or not _closes(sentence, second):
        return False
    words = _WORD.findall(opened["words"])
    if not words:
        return True
    if len(words) == 1 and frame("conversions", "{tails}").fullmatch(words[0]):
        return near_in_size(first, second)  # "18 feet long (216 inches)"
    return (
        len(words) <= _MOST_WORDS
        and differ_in_system(first, second)
        and near_in_size(first, second)
        and not cue("conversions", "breaks").search(opened["words"])
    )


def _closes(sentence: Sentence, second: Claim) -> bool:
    """Whether the second figure is all that stands in the bracket, or in its part of it."""
    tail = sentence.after(second)
    if _CLOSED.match(tail):
        return True
    if frame("conversions", r"\s?-?{tails}\s?[)\],;]").match(tail):
        return True
    listed = _LISTED.match(tail)
    if listed is None:
        return False
    start = second.figure.span.end + listed.end()
    return any(
        claim.figure.span.start == start and claim.figure.kind in KINDS for claim in sentence.claims
    )
