"""A headline's figure and the one of the body that it ought to be.

In: the claims of one story. Out: an alignment for every figure of a headline or deck that the body
does not bear out, with the one figure of the body that speaks of the same thing, in the roles
``headline`` and ``body``.

A headline leaves out most of what a sentence says, so it is compared only within its document. What
the two have in common is weighed: the noun, the measure, rare words, digits in another order, and
that a headline is mostly drawn from the first paragraphs. The body's figure has to outweigh every
other one that has another value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from checker import lexicon
from checker.alignment.binding import made_for_headlines
from checker.alignment.pairing.agreement import (
    digits,
    is_one,
    revised,
    same_measure,
    same_thing,
    shared,
    slot,
    times_apart,
    transposed,
)
from checker.alignment.pairing.beside import is_of_another_time
from checker.alignment.pairing.borne_out import is_borne_out, noun
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.headline_dates import slipped_dates
from checker.alignment.pairing.in_percent import in_percent, is_in_words
from checker.alignment.pairing.sizes import size
from checker.alignment.pairing.vetoes import keeps_from_headline
from checker.alignment.passages import place_of
from checker.alignment.wording import cue, frame
from checker.dimensions import dimension
from checker.measures import generic_persons, kin, persons
from checker.model import Alignment, Aspect, Claim, Form, Kind, Member, Modality, Role

NAME = "headline"
_HEADS = frozenset({Role.HEADLINE, Role.DECK})
_ENOUGH = 2.1
# By so much the body's figure has to outweigh others.
_MARGIN = 0.8
_MOST_OF_WORDS = 2.5
# What all the words of a headline weigh, and how many it has at least.
_OF_ALL = 3.0
_FEW_WORDS = 4
# One rare word in both, or one that is not so rare.
_LINK = 0.6
_LEAD = (1.0, 0.5, 0.3)
# What it weighs besides that a change in per cent is the only one.
_ONE_CHANGE = 0.7
# So many digits do not stand in another order by chance.
_MANY = 3
# How many times one value the other may be: slips go no further, but for those of digits.
_TIMES = Decimal(2)
_TIMES_OF_CHANGE = Decimal("2.5")
_TIMES_OF_WORDS = Decimal(4)
_MAGNITUDE = 10
_TIMES_OF_AGE = Decimal("1.35")
# "Fares to rise", and not "the road to Telmar".
_AHEAD = re.compile(r"\b(?:will|to [a-z]+)\b")
# So many characters beside a figure may tell that it is what there is room for.
_BESIDE = 40
# "champion since he was 23"
# "Before Tuesday 19 people had been killed".
_UNTIL_THEN = re.compile(r"\W*(?:before|until|till|up to|prior to)\b", re.IGNORECASE)
_HAD = re.compile(r"(?: [^\W\d_]+){0,3} had\b")
_AT_ANOTHER_AGE = re.compile(
    r"\b(?:since|when|until|till|before|after|by the time) [^\W\d_]+ (?:was|were|turned|is)\s+$"
)
_NOT = re.compile(r"\b(?:not|rather than|instead of|down from|up from|no longer) $")
_LONG_AGO = timedelta(days=400)
_MORE = re.compile(r"\s+more\b(?! than)")
_OF_THE = re.compile(r"\s+of\s+(?:the|them|those|these|its|their|his|her)\b")
_YEARS_AND = re.compile(r"\b(?:years?|months?|weeks?|days?)(?:,| and) $")
_OF_SO_MANY = re.compile(r"\W*(?:Out of|Of)\s[^.;:()]*$")
# What a headline tells as a fact, the text may say is planned or expected.
_TOLD = frozenset({Modality.ASSERTED, Modality.FORECAST, Modality.TARGET})
_PLAIN = frozenset({None, "peak", "low"})
_SCOPES = frozenset({None, "total", "so-far"})
# What is counted with it is how often something was: every text has some of these.
_OCCASIONS = "times"


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every figure of a headline with its one rival in the body."""
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        documents[claim.document.name].append(claim)
    made = made_for_headlines(claims)
    for inside in documents.values():
        heads = [claim for claim in inside if claim.segment.role in _HEADS]
        if not heads:
            continue
        context = Context(inside)
        below = [claim for claim in inside if claim.segment.role not in _HEADS]
        lead = [claim for claim in below if _lead(claim)]
        for top, claim in slipped_dates(heads, below, lead, context):
            yield _aligned(top, claim, ("a date of the lead",))
        tops = [claim for claim in heads if _may_be_compared(claim)]
        below = [claim for claim in below if not any(_denies(top, claim) for top in heads)]
        body = [in_percent(claim) for claim in below] if tops else []
        for top in tops:
            if place_of(top) not in made:
                yield from _rival(in_percent(top), body, context)


def _denies(top: Claim, claim: Claim) -> bool:
    """Whether a headline says that a figure of the text is not so, or no longer: "Board expects two
    closures, not three"."""
    text, start = top.document.text, top.figure.span.start
    if _NOT.search(text, max(top.segment.span.start, start - _BESIDE), start) is None:
        return False
    one, other = top.figure.quantity, claim.figure.quantity
    return one is not None and other is not None and (one.low, one.high) == (other.low, other.high)


def _may_be_compared(claim: Claim) -> bool:
    figure = claim.figure
    return (
        claim.segment.role in _HEADS
        and figure.quantity is not None
        and figure.kind.is_quantity
        and figure.kind is not Kind.VAGUE
        and figure.form is Form.POINT
        and claim.aspect is not Aspect.OLD
        and not is_one(claim)
        and not _is_rest_of_a_length(claim)
        and noun(claim) not in lexicon.load("comparing")["of_the_text"]
    )


def _is_rest_of_a_length(claim: Claim) -> bool:
    """Whether a length of time is one with that before it: "five years and four months"."""
    text, start = claim.document.text, claim.figure.span.start
    ahead = text[max(claim.segment.span.start, start - _BESIDE) : start]
    return claim.figure.kind is Kind.DURATION and _YEARS_AND.search(ahead) is not None


class _Rival(NamedTuple):
    claim: Claim
    weight: float
    grounds: tuple[str, ...]


def _rival(top: Claim, body: Sequence[Claim], context: Context) -> Iterator[Alignment]:
    """The figure of the body that a headline's ought to be, if there is but one."""
    if is_borne_out(top, body, context):
        return
    rivals = [found for claim in body if (found := _weighed(top, claim, body, context))]
    if not rivals:
        return
    best = max(rivals, key=lambda rival: rival.weight)
    if best.weight < _ENOUGH or revised(best.claim):
        return
    value = best.claim.figure.quantity
    for rival in rivals:
        if rival.claim.figure.quantity != value and rival.weight + _MARGIN > best.weight:
            return
    yield _aligned(top, best.claim, best.grounds)


def _aligned(top: Claim, claim: Claim, grounds: tuple[str, ...]) -> Alignment:
    return Alignment(NAME, (Member("headline", (top,)), Member("body", (claim,))), grounds)


def _weighed(top: Claim, claim: Claim, body: Sequence[Claim], context: Context) -> _Rival | None:
    """A figure of the body with what speaks for it, ``None`` where it cannot be the headline's."""
    swapped = transposed(top, claim) and _is_slip(top, claim)
    if not _comparable(top, claim, swapped):
        return None
    lead = _lead(claim)
    found: list[tuple[float, str]] = [*_slots(top, claim)]
    linked = any(weight > 1 for weight, _ in found)
    shared, words = context.words(top, claim)
    if words:
        # A rare word tells much, and so does it where the sentence has most of the headline.
        covered = _OF_ALL * len(words) / max(len(context.around(top)), _FEW_WORDS)
        weight = min(max(shared, covered), _MOST_OF_WORDS)
        shown = ", ".join(context.written(top, claim, form) for form in words[:3])
        found.append((weight, f"words in both: {shown}"))
        linked = linked or weight >= _LINK
    if swapped:
        much = len(digits(top)) >= _MANY or _has_unit(top)
        found.append((2.5 if much else 1.0, "same digits in another order"))
        linked = linked or much or lead >= 1
    if _is_only(claim, body):
        found.append((1.0, f"the only {dimension(claim.figure)} of its size below"))
        if dimension(top.figure) == "percent" and top.aspect is Aspect.CHANGE:
            found.append((_ONE_CHANGE, "a change in per cent"))
        linked = linked or top.aspect is Aspect.CHANGE or (lead >= 1 and _has_unit(claim))
    if not linked:
        return None
    if lead:
        found.append((lead, "in the lead"))
    return _Rival(claim, sum(weight for weight, _ in found), tuple(text for _, text in found))


def _slots(top: Claim, claim: Claim) -> Iterator[tuple[float, str]]:
    """The slots that agree, each with what it weighs."""
    one, other = noun(top), noun(claim)
    if one is not None and one == other:
        yield _of_noun(one), f"both count {one}"
    elif {one, other} <= persons() and {one, other} & generic_persons():
        yield 0.4, "both count people"
    if top.figure.kind is Kind.AGE:
        # An article has many people, each with an age.
        yield 1.0, "both ages"
    elif top.measure is not None and claim.measure is not None:
        if same_measure(top, claim):
            yield 2.0, f"same measure: {top.measure.value}"
        elif kin(top.measure.value, claim.measure.value):
            yield 1.0, f"like measure: {top.measure.value}"
    if same_thing(top, claim) and top.entity is not None:
        yield 1.0, f"same thing: {top.entity.surface}"
    elif names := shared(top, claim):
        yield 0.5, f"same name: {names[0]}"


def _of_noun(noun: str) -> float:
    """What it weighs that both count one thing: less for what every text has several of."""
    if noun in generic_persons():
        return 0.4
    return 1.0 if noun in lexicon.load("comparing")["manifold"] else 2.0


def _comparable(top: Claim, claim: Claim, swapped: bool) -> bool:
    """Whether the two are of one kind: points, levels both or changes both, of one time and
    scope, and no so far apart that they hardly mean one thing."""
    if dimension(claim.figure) != dimension(top.figure) or claim.figure.form is not Form.POINT:
        return False
    if _aspect(claim) is not top.aspect or is_one(claim) or _is_since_then(top, claim):
        return False
    told = {claim.modality, top.modality}
    if len(told) > 1 and not (told <= _TOLD and _lead(claim) >= 1):
        return False
    changes = top.aspect is Aspect.CHANGE
    if not changes and not {slot(claim, "scope"), slot(top, "scope")} <= _SCOPES:
        return False
    of = {slot(claim, "statistic"), slot(top, "statistic")}
    if len(of) > 1 and not of <= _PLAIN:
        return False
    if not (_are_near(top, claim) or swapped) or _is_decimal(top) != _is_decimal(claim):
        return False
    if claim.segment.role is Role.TABLE_CELL or _is_of_another_sort(top, claim):
        return False
    if claim.figure.kind in {Kind.VAGUE, Kind.ORDINAL} or _is_denied(claim):
        return False
    if (_lead(claim) < 1 and _is_elsewhere(claim)) or _is_earlier(top, claim):
        return False
    way, back = top.figure.direction, claim.figure.direction
    if changes and None not in (way, back) and way is not back:
        return False
    return not keeps_from_headline(top, claim)


def _aspect(claim: Claim) -> Aspect:
    """The aspect of a figure of the text; a change too where it says how far two things differ: "33
    per cent less likely"."""
    if dimension(claim.figure) != "percent" or claim.aspect is not Aspect.LEVEL:
        return claim.aspect
    off = frame("comparing", r"\s+{measured_off}\b")
    differs = off.match(claim.document.text, claim.figure.span.end) is not None
    return Aspect.CHANGE if differs else claim.aspect


def _is_of_another_sort(top: Claim, claim: Claim) -> bool:
    """Whether a figure of the text is one that the headline's cannot be: how often something was,
    what was asked for,
    how much there is room for, a part of another whole."""
    if (noun(top) == _OCCASIONS) != (noun(claim) == _OCCASIONS):
        return True
    if _is_asked_for(claim) and not _is_asked_for(top):
        return True
    room = _is_room(top, claim) and not (transposed(top, claim) and _is_slip(top, claim))
    return room or _is_of_a_whole(top, claim)


def _is_asked_for(claim: Claim) -> bool:
    """Whether a figure is what somebody asked for or foretold, and not what came: "unions had asked
    for €15", "the hammer came down at", before what the buyer paid."""
    before = claim.document.text[claim.segment.span.start : claim.figure.span.start]
    return frame("comparing", r"\b{asked_for}(?: [^\W\d_]+){0,5} $").search(before) is not None


def _is_room(top: Claim, claim: Claim) -> bool:
    """Whether a figure of the text says how much there is room for, and the headline's does not:
    "ground capacity is 41,000"."""
    text, (start, end) = claim.document.text, claim.figure.span
    before = text[max(claim.segment.span.start, start - _BESIDE) : start]
    behind = text[end : end + _BESIDE]
    # Beyond another figure it is that which is allowed: "holds 64,000, 80% of its 80,000 limit".
    near = f"{_up_to_digits(before[::-1])[::-1]}{start}{_up_to_digits(behind)}"
    head = text[slice(*top.segment.span)]
    allows = cue("comparing", "allowing")
    return allows.search(near) is not None and allows.search(head) is None


def _up_to_digits(text: str) -> str:
    return text[: next((at for at, char in enumerate(text) if char.isdigit()), len(text))]


def _is_denied(claim: Claim) -> bool:
    """Whether a figure is set right, "four people, not five", or is what comes on top, "90 homes
    more"."""
    text, (start, end) = claim.document.text, claim.figure.span
    if text[max(0, start - 4) : start].lower() == "not ":
        return True
    behind = claim.figure.noun_span.end if claim.figure.noun_span else end
    return claim.aspect is not Aspect.CHANGE and _MORE.match(text, behind) is not None


def _is_since_then(top: Claim, claim: Claim) -> bool:
    """Whether a headline tells of a change since a year that the sentence below says nothing of:
    "fares up by a fifth since 2019", and "a rise of 6%" on last year."""
    text = top.document.text[top.figure.span.end : top.segment.span.end]
    since = _SINCE.search(text)
    if since is None or not since[1].isdecimal():
        return False
    return since[1] not in claim.document.text[slice(*claim.segment.span)]


_SINCE = re.compile(r"\bsince (\w+)")


def _is_earlier(top: Claim, claim: Claim) -> bool:
    """Whether a figure is of before: "it had taken ten months", or of last year where the headline
    tells what is to come."""
    text = claim.document.text
    before = text[claim.segment.span.start : claim.figure.span.start]
    if frame("comparing", r"\b{had_been}\s+$").search(before):
        return True
    if _UNTIL_THEN.match(before) and _HAD.match(text, claim.figure.span.end):
        return True
    if claim.figure.kind is Kind.AGE and _AT_ANOTHER_AGE.search(before):
        return True
    ahead = _AHEAD.search(text, top.segment.span.start, top.figure.span.start)
    last = cue("comparing", "last_time")
    return bool(ahead) and last.search(text[slice(*claim.segment.span)]) is not None


def _is_elsewhere(claim: Claim) -> bool:
    """Whether a figure behind the first paragraph is of another time, another one or a part."""
    if _is_long_ago(claim) or _is_part(claim):
        return True
    before = claim.document.text[claim.segment.span.start : claim.figure.span.start]
    if cue("comparing", "another_one").search(before):
        return True
    return claim.aspect is not Aspect.CHANGE and is_of_another_time(claim)


def _is_slip(top: Claim, claim: Claim) -> bool:
    """Whether digits in another order are hardly so by chance: two of them in one magnitude, or
    many."""
    apart = times_apart(top, claim)
    return len(digits(top)) >= _MANY or (apart is not None and apart < _MAGNITUDE)


def _is_part(claim: Claim) -> bool:
    """Whether a figure is one of the parts that the text takes a whole into: "46 of the homes"."""
    end = claim.figure.span.end
    return _OF_THE.match(claim.document.text, end) is not None


def _is_of_a_whole(top: Claim, claim: Claim) -> bool:
    """Whether a figure is the part of a whole told before it, "of 530 reports 46", and the headline
    does not tell one of that sort."""
    before = claim.document.text[claim.segment.span.start : claim.figure.span.start]
    return _OF_SO_MANY.match(before) is not None and not noun(top) == noun(claim) is not None


def _is_long_ago(claim: Claim) -> bool:
    """Whether a figure is of another time than the news."""
    end, day = claim.period.end if claim.period else None, claim.document.published
    return claim.settled or (end is not None and day is not None and end < day - _LONG_AGO)


def _is_only(claim: Claim, body: Sequence[Claim]) -> bool:
    """Whether no other figure of the body is of its kind and about so great, with another value."""
    for other in body:
        if other.figure.quantity == claim.figure.quantity or _aspect(other) is not _aspect(claim):
            continue
        if other.modality is not claim.modality:
            continue
        if dimension(other.figure) != dimension(claim.figure) or other.figure.kind is Kind.ORDINAL:
            continue
        if _are_near(other, claim):
            return False
    return True


def _are_near(a: Claim, b: Claim) -> bool:
    """Whether one value is no more than a few times the other, whatever their units."""
    one, other = size(a).value, size(b).value
    most = _TIMES_OF_AGE if a.figure.kind is Kind.AGE else _TIMES
    if a.aspect is Aspect.CHANGE:
        most = _TIMES_OF_WORDS if is_in_words(a) else _TIMES_OF_CHANGE
    if not one or not other:
        return False
    return abs(other) / most <= abs(one) <= abs(other) * most


def _has_unit(claim: Claim) -> bool:
    quantity = claim.figure.quantity
    return claim.figure.kind is not Kind.AGE and quantity is not None and quantity.unit is not None


def _is_decimal(claim: Claim) -> bool:
    """Whether a bare number is none of things that are counted: a magnitude, a rating."""
    quantity = claim.figure.quantity
    return claim.figure.kind is Kind.COUNT and quantity is not None and quantity.step < 1


def _lead(claim: Claim) -> float:
    """What it weighs that a figure stands in one of the first paragraphs."""
    blocks = claim.document.blocks
    text = [place for place, block in enumerate(blocks) if block.role is Role.BODY]
    if claim.segment.paragraph not in text:
        return 0.0
    place = text.index(claim.segment.paragraph)
    return _LEAD[place] if place < len(_LEAD) else 0.0
