"""Slots known on both sides that differ: each is a veto against taking two claims for the same.

In: two ``Claim``s. Out: ``Veto``es, cheapest first. A weak one rests on single words whose reach a
shallow reading can mistake; one such is outweighed by an equal value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checker import lexicon, measures
from checker.alignment.agreement import (
    behaviour,
    is_among,
    is_bare,
    is_size_of,
    is_surely_named,
    same_ends,
    same_measure,
    same_period,
    same_speaker,
    shared,
    slot,
)
from checker.dimensions import dimension, head
from checker.measures import generic_persons, persons
from checker.model import Aspect, Claim, Form

_OF = re.compile(r"\b(?:an?|the|its|their|his|her)\s+(?:\w+\s+)?(\w+)\s+of\s+$", re.IGNORECASE)
_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD"})
# Dimensions that writers use for one thing: "a third" and "33%", "30 degrees" and "30C".
_ALIKE = ({"ratio", "percent"}, {"angle", "temperature"})


class Veto(NamedTuple):
    """What differs, in words, and whether it may be outweighed."""

    text: str
    weak: bool


def vetoes(a: Claim, b: Claim, at_two_times: bool) -> Iterator[Veto]:
    """Slots known on both sides that differ, cheapest first."""
    for check in _CHECKS:
        if at_two_times and check is _times:
            continue
        if found := check(a, b):
            yield Veto(found, check in _WEAK)


def _kinds(a: Claim, b: Claim) -> str | None:
    one, other = dimension(a.figure), dimension(b.figure)
    if one != other:
        # A bare number may have its unit elsewhere, in the head of a column or in the question.
        alike = {one, other} in _ALIKE or is_bare(a) or is_bare(b)
        return None if alike else f"{one} and {other}"
    if one == "money" and _currency(a) != _currency(b):
        return "two currencies"
    if one == "count" and _is_size(a) != _is_size(b):
        return "a size and a count"
    if (a.figure.form is Form.RANGE) != (b.figure.form is Form.RANGE):
        return "a range and a point"
    return None


def _currency(claim: Claim) -> str:
    """The currency; any dollar where the text does not say which."""
    unit = claim.figure.quantity.unit if claim.figure.quantity else None
    plain = (unit or "").partition(" / ")[0]
    return "dollar" if plain in _DOLLARS else plain


def _is_size(claim: Claim) -> bool:
    """Whether a count is the size of another thing: "the 120-seat assembly", "a train of nine
    coaches"."""
    noun, end = claim.figure.noun, claim.figure.span.end
    if noun is None or claim.figure.noun_span is None:
        return False
    text, start = claim.document.text, claim.figure.noun_span.start
    if text[start - 1 : start] == "-" and start <= end + 1:
        return True
    found = _OF.search(text, max(0, claim.figure.span.start - 30), claim.figure.span.start)
    return found is not None and found[1].lower() not in _counted_of()


def _modalities(a: Claim, b: Claim) -> str | None:
    return None if a.modality is b.modality else f"{a.modality.value} and {b.modality.value}"


@cache
def _counted_of() -> frozenset[str]:
    return frozenset(lexicon.load("comparing")["counted_of"])


def _aspects(a: Claim, b: Claim) -> str | None:
    if (a.aspect is Aspect.CHANGE) != (b.aspect is Aspect.CHANGE):
        return "a change and a level"
    if (a.aspect is Aspect.OLD) != (b.aspect is Aspect.OLD) and not same_period(a, b):
        return "an old value and a new one"
    one, other = slot(a, "statistic"), slot(b, "statistic")
    if one != other and not {one, other} <= {None, "peak", "low", "mean"}:
        return f"{one or 'a plain figure'} and {other or 'a plain figure'}"
    way, back = a.figure.direction, b.figure.direction
    if a.aspect is Aspect.CHANGE and way is not None and back is not None and way is not back:
        return "up and down"
    return None


def _measures(a: Claim, b: Claim) -> str | None:
    if a.measure is None or b.measure is None or same_measure(a, b):
        return None
    if measures.kin(a.measure.value, b.measure.value):
        return None
    return f"{a.measure.value} and {b.measure.value}"


def _nouns(a: Claim, b: Claim) -> str | None:
    if a.figure.noun is None or b.figure.noun is None:
        return None
    one, other = head(a.figure.noun), head(b.figure.noun)
    if one == other:
        return None
    if one in persons() and other in persons() and {one, other} & generic_persons():
        return None
    measured = a.measure is not None and b.measure is not None
    if measured and not (one in persons() and other in persons()):
        return None
    return f"{one} and {other}"


def _ends(a: Claim, b: Claim) -> str | None:
    if a.counterpart is None and b.counterpart is None:
        return None
    if a.counterpart is None or b.counterpart is None:
        return "a distance between two things and another length"
    if a.entity is None or b.entity is None:
        return None
    if same_ends(a, b):
        return None
    return "not the same two ends"


def _scopes(a: Claim, b: Claim) -> str | None:
    one, other = slot(a, "scope"), slot(b, "scope")
    if a.counterpart is not None and b.counterpart is not None:
        if one is None or other is None or set(one.split()) & set(other.split()):
            return None
        return f"{one} and {other}"
    neutral = {None, "total", "so-far"}
    if same_measure(a, b):
        neutral = neutral | {"of-them"}
    if one == other or {one, other} <= neutral:
        return None
    return f"{one or 'all'} and {other or 'all'}"


def _times(a: Claim, b: Claim) -> str | None:
    if a.counterpart is not None or is_size_of(a, b):
        return None
    if a.period is not None and b.period is not None and _apart(a, b):
        return "two periods"
    if a.hour is not None and b.hour is not None and a.hour != b.hour:
        return "two hours"
    return None


def _apart(a: Claim, b: Claim) -> bool:
    """Whether two known periods cannot be one: they do not meet, or, for what is measured over a
    time, one is a part of the other. An event of a day may be told by its month."""
    one, other = a.period, b.period
    if one is None or other is None or same_period(a, b):
        return False
    if one.end and other.start and one.end < other.start:
        return True
    if other.end and one.start and other.end < one.start:
        return True
    if one.cumulative or other.cumulative:
        return one.cumulative and other.cumulative
    return (behaviour(a) or behaviour(b)) in {"flow", "state"}


def _places(a: Claim, b: Claim) -> str | None:
    """Two places, and neither is written in the other's sentence."""
    if a.place is None or b.place is None or a.counterpart is not None:
        return None
    one, other = a.place.value, b.place.value
    if is_among(one, b) or is_among(other, a):
        return None
    return f"{a.place.surface} and {b.place.surface}"


def _things(a: Claim, b: Claim) -> str | None:
    """Two owners that are names, and neither is written in the other's sentence."""
    if a.counterpart is not None or _meets(a, b):
        return None
    if a.entity is not None and b.entity is not None and _are_named(a, b):
        return f"{a.entity.surface} and {b.entity.surface}"
    return None


def _are_named(a: Claim, b: Claim) -> bool:
    return is_surely_named(a) and is_surely_named(b)


def _meets(a: Claim, b: Claim) -> bool:
    same_thing = a.entity is not None and b.entity is not None and a.entity.value == b.entity.value
    return same_thing or bool(shared(a, b))


def _speakers(a: Claim, b: Claim) -> str | None:
    one, other = a.attribution, b.attribution
    if one is None or other is None or one.carried or other.carried or one.vague or other.vague:
        return None
    if not one.key or not other.key or same_speaker(a, b):
        return None
    if _named(one.speaker) == _named(other.speaker):
        return f"{one.speaker} and {other.speaker}"
    return None


def _named(speaker: str) -> bool:
    """A name rather than a role: every word has a capital."""
    words = [word for word in speaker.split() if len(word) > 2]
    return bool(words) and all(word[0].isupper() for word in words)


_CHECKS = (
    *(_kinds, _measures, _modalities, _aspects, _nouns, _ends, _scopes),
    *(_times, _places, _things, _speakers),
)
_WEAK = frozenset({_aspects, _nouns, _scopes})
