"""Slots known on both sides that differ: each is a veto against taking two claims for the same.

In: two ``Claim``s. Out: ``Veto``es, cheapest first. One of them is outweighed by an equal value: by
two digits where it rests on words whose reach a shallow reading can mistake, else by three, which
two texts seldom have in common by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.alignment.pairing import beside, conditions
from checker.alignment.pairing.agreement import (
    is_among,
    is_part,
    is_size_of,
    is_surely_named,
    same_ends,
    same_measure,
    same_noun,
    same_period,
    same_value,
    shared,
    slot,
    transposed,
)
from checker.alignment.pairing.aspects import aspects, is_no_plain_level
from checker.alignment.pairing.beside import (
    counts_apart,
    heights,
    is_to_come,
    is_way_off,
    occasions,
    partitives,
    qualifiers,
    sizes,
    stands,
    substances,
    times_of_day,
    turns,
    wholes,
)
from checker.alignment.pairing.checks import Check, Checks, Question
from checker.alignment.pairing.conditions import (
    bearers,
    groups,
    is_limit,
    records,
    sexes,
    shares,
    sides,
    speeds,
    ways,
)
from checker.alignment.pairing.kinds import of_two_kinds
from checker.alignment.pairing.periods import times, two_times
from checker.alignment.pairing.slips import is_slip
from checker.alignment.pairing.speakers import speakers
from checker.alignment.pairing.stages import stages
from checker.alignment.pairing.words import stems
from checker.dimensions import dimension, head
from checker.measures import generic_persons, kin, measure, persons
from checker.model import Claim, Kind, Modality
from checker.once import once

_AHEAD = "what is to come and what has come"
_OTHER_LENGTH = "a distance between two things and another length"
_SHORT = 2
# "22 of them": a part of what was told before.
_OF_THEM = "of-them"
_ARTICLES = frozenset({"the", "these", "those"})
# How nouns end for people who do something: "savers", "tourists".
_DOERS = ("ers", "ors", "ists", "ians", "ees", "ants")
# Scopes that never hold for a count of all.
_NARROW = frozenset({"part", "new", "earlier", "gross", "excluding", "remaining"})


class Veto(NamedTuple):
    """What differs, in words, and how many digits of an equal value outweigh it; ``None`` where
    none do."""

    text: str
    digits: int | None


def vetoes(a: Claim, b: Claim, at_two_times: bool) -> Iterator[Veto]:
    """Slots known on both sides of two claims of one kind that differ, cheapest first."""
    for check in ALL.between(a, b):
        if at_two_times and check is times:
            continue
        if found := check(a, b):
            yield Veto(found, _OUTWEIGHED.get(check, _LONG))


def soft_vetoes(a: Claim, b: Claim, alone: bool = False) -> tuple[str, ...] | None:
    """The vetoes that much else in common outweighs, by name, since they rest on words whose reach
    a shallow reading mistakes; ``None`` where there is one that is not such. Some are outweighed
    only by digits in another order, which chance seldom makes: three or more of them, or those of
    one measure, or of two figures that are ``alone`` left over of their articles."""
    if any(check(a, b) for check in _ALL_HARD.between(a, b)):
        return None
    soft = tuple(check for check in _ALL_SOFT.between(a, b) if check(a, b))
    slip = is_slip(a, b) or (transposed(a, b) and (alone or same_measure(a, b)))
    if not slip and not _OF_SLIPS.isdisjoint(soft):
        return None
    if times in soft and a.figure.kind is Kind.TIME:
        return None  # every day has such an hour
    if times in soft and two_times(a, b) and not (alone and transposed(a, b)):
        return None
    if not slip and aspects in soft and a.measure is not None and b.measure is not None:
        return None
    return tuple(check.__name__.strip("_") for check in soft)


def keeps_from_headline(top: Claim, below: Claim) -> bool:
    """Whether a figure of an article is of another thing than one of its headline, which says no
    more of it than it must."""
    return any(check(top, below) is not None for check in _OF_HEADLINE)


def keeps_turned_apart(a: Claim, b: Claim) -> bool:
    """Whether what is hardly misread is told of two figures that differ by two turned digits: two
    periods, substances, sides; of counts also measures that exclude each other."""
    checks = (*_OF_TURNED, _other_measures) if a.figure.kind is Kind.COUNT else _OF_TURNED
    return any(check(a, b) is not None for check in checks)


def _sizes(a: Claim, b: Claim) -> str | None:
    """One is the size of another thing: "the 120-seat assembly". "450 homes" and "a 450-home
    estate" are told so, and may be two nouns of one measure: "a 30-goal season"."""
    if same_measure(a, b) and same_noun(a, b) is None:
        return None
    return _sizes_of_headline(a, b)


def _sizes_of_headline(a: Claim, b: Claim) -> str | None:
    if dimension(a.figure) != "count" or same_value(a, b) >= _SHORT:
        return None
    return "a size and a count" if sizes(a, b) else None


def _modalities(a: Claim, b: Claim) -> str | None:
    if a.modality is b.modality:
        other = _of_no_day_ahead(a, b)
        return None if other is None or _is_of_no_time(other) else _AHEAD
    limits = {a.modality, b.modality} == {Modality.ASSERTED, Modality.LIMIT}
    of = {slot(a, "measure"), slot(b, "measure")} - {None}
    if limits and len(of) == 1 and is_limit(*of):
        return None
    told = {a.modality, b.modality} - {Modality.FORECAST}
    if told == {Modality.ASSERTED} and all(
        claim.modality is Modality.FORECAST or is_to_come(claim) or _is_ahead(claim)
        for claim in (a, b)
    ):
        return None
    return f"{a.modality.value} and {b.modality.value}"


def _of_no_day_ahead(a: Claim, b: Claim) -> Claim | None:
    """The one of two plain claims that is not said to be of a day to come, where the other is."""
    if a.modality is not Modality.ASSERTED or b.modality is not Modality.ASSERTED:
        return None
    if _is_ahead(a) == _is_ahead(b) or same_period(a, b) or is_size_of(a, b):
        return None
    other = b if _is_ahead(a) else a
    return None if is_to_come(other) else other


def _is_of_no_time(claim: Claim) -> bool:
    """Whether nothing says when a claim is so."""
    return claim.period is None and claim.hour is None and claim.figure.moment is None


def _days_ahead(a: Claim, b: Claim) -> str | None:
    """One is of a day to come, and nothing says when the other is so."""
    other = _of_no_day_ahead(a, b)
    return _AHEAD if other is not None and _is_of_no_time(other) else None


@once
def _is_ahead(claim: Claim) -> bool:
    """Whether a figure is, or is of, a day after its article was published."""
    moment, today = claim.figure.moment, claim.document.published
    if moment is not None and today is not None and moment.month and moment.day:
        year = moment.year or today.year
        return (year, moment.month, moment.day) > (today.year, today.month, today.day)
    start, day = claim.period.start if claim.period else None, claim.document.published
    return start is not None and day is not None and start > day


def _measures(a: Claim, b: Claim) -> str | None:
    """Two measures that the lexicon keeps apart, or that count the same sort of people."""
    if a.measure is None or b.measure is None or same_measure(a, b):
        return None
    return f"{a.measure.value} and {b.measure.value}" if _are_apart(a, b) else None


def _other_people(a: Claim, b: Claim) -> str | None:
    """Two measures that count the same sort of people: the killed and the injured."""
    if a.measure is None or b.measure is None or same_measure(a, b):
        return None
    people = measure(a.measure.value).persons and measure(b.measure.value).persons
    return f"{a.measure.value} and {b.measure.value}" if people else None


def _named_apart(a: Claim, b: Claim) -> str | None:
    """Two measures of which the lexicon says that the one is not the other, or that count the same
    sort of people."""
    return _measures(a, b) if _are_named_apart(a, b) or _other_people(a, b) else None


def _beginnings(a: Claim, b: Claim) -> str | None:
    """Of two moments one is when something begins, and the other when something ends."""
    if a.measure is None or b.measure is None:
        return None
    table = lexicon.load("comparing")
    for one, other in ((a.measure.value, b.measure.value), (b.measure.value, a.measure.value)):
        if one in table["beginnings"] and other in table["endings"]:
            return "a beginning and an end"
    return None


def _measures_apart(a: Claim, b: Claim) -> str | None:
    """Two measures that behave in two ways, of which the lexicon says no more."""
    return None if _named_apart(a, b) else _measures(a, b)


def _other_measures(a: Claim, b: Claim) -> str | None:
    """Two measures, which may be two names for one thing."""
    if a.measure is None or b.measure is None or same_measure(a, b) or _are_apart(a, b):
        return None
    if kin(a.measure.value, b.measure.value):
        return None
    return f"{a.measure.value} and {b.measure.value}"


def _are_apart(a: Claim, b: Claim) -> bool:
    if a.measure is None or b.measure is None:
        return False
    if kin(a.measure.value, b.measure.value):
        return False
    one, other = measure(a.measure.value), measure(b.measure.value)
    return (
        _are_named_apart(a, b) or one.persons or other.persons or one.behaviour != other.behaviour
    )


def _are_named_apart(a: Claim, b: Claim) -> bool:
    if a.measure is None or b.measure is None:
        return False
    one, other = measure(a.measure.value), measure(b.measure.value)
    return other.name in one.apart or one.name in other.apart


def _nouns(a: Claim, b: Claim) -> str | None:
    if a.figure.noun is None or b.figure.noun is None:
        return None
    one, other = head(a.figure.noun), head(b.figure.noun)
    if one == other or stems(one) & stems(other):
        return None
    if one in persons() and other in persons() and {one, other} & generic_persons():
        return None
    if other in _of_kind().get(one, ()) or one in _of_kind().get(other, ()):
        return None  # "5,200 animals" may be the sheep of another report
    measured = _is_measured(a) and _is_measured(b)
    if measured and not (one in persons() and other in persons()):
        return None
    return f"{one} and {other}"


def _two_of_a_kind(a: Claim, b: Claim) -> str | None:
    """Two nouns for things of one kind that are never each other: sheep and goats."""
    if a.figure.noun is None or b.figure.noun is None:
        return None
    one, other = head(a.figure.noun), head(b.figure.noun)
    if one == other or not stems(one).isdisjoint(stems(other)):
        return None
    kinds = map(_of_kind().__getitem__, lexicon.load("comparing")["apart_in_kind"])
    return f"{one} and {other}" if any({one, other} <= kind for kind in kinds) else None


@cache
def _of_kind() -> Mapping[str, frozenset[str]]:
    """What each noun for a kind of things may name."""
    return {kind: frozenset(nouns) for kind, nouns in lexicon.load("comparing")["kinds"].items()}


def _is_measured(claim: Claim) -> bool:
    """Whether more than the counted noun says what is measured: "won 11 seats", not "all 10
    constituencies"."""
    of, noun = claim.measure, claim.figure.noun_span
    return of is not None and (noun is None or not noun.start <= of.span.start < noun.end)


def _other_nouns(top: Claim, below: Claim) -> str | None:
    """Two nouns, but for "people", who may be any that are named for what they do."""
    one, other = top.figure.noun, below.figure.noun
    if one is not None and other is not None:
        nouns = {head(one), head(other)}
        if nouns & generic_persons() and all(
            noun in persons() or noun.endswith(_DOERS) for noun in nouns
        ):
            return None
    return _nouns(top, below)


def _ends(a: Claim, b: Claim) -> str | None:
    if a.counterpart is None and b.counterpart is None:
        return None
    if a.counterpart is None or b.counterpart is None:
        if is_way_off(a if a.counterpart is None else b):
            return None
        return _OTHER_LENGTH
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
        neutral = neutral | {_OF_THEM}
    if one == other or {one, other} <= neutral:
        return None
    return f"{one or 'all'} and {other or 'all'}"


def _parts(a: Claim, b: Claim) -> str | None:
    """One is of a part, or of what is new, and the other of all: "15 of the injured are alive"."""
    one, other = slot(a, "scope"), slot(b, "scope")
    if one == other or not {one, other} & _NARROW or a.counterpart is not None:
        return None
    return f"{one or 'all'} and {other or 'all'}"


def _is_of_them(claim: Claim) -> bool:
    return slot(claim, "scope") == _OF_THEM


def _of_them(a: Claim, b: Claim) -> str | None:
    """One of two of a measure is of those told before, and the other is not said to be. "The 22"
    may be all of them."""
    among = [claim.scope.surface for claim in (a, b) if claim.scope and _is_of_them(claim)]
    if len(among) != 1 or not same_measure(a, b) or among[0].lower() in _ARTICLES:
        return None
    return "some of those told before and all"


def _partitives(a: Claim, b: Claim) -> str | None:
    return None if same_measure(a, b) else partitives(a, b)


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
    if a.entity is not None and b.entity is not None and is_part(a.entity.value, b.entity.value):
        return f"{a.entity.surface} and {b.entity.surface}"
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


def _is_no_plain_present(claim: Claim) -> bool:
    return claim.modality is not Modality.ASSERTED or _is_ahead(claim)


CHECKS = (
    *(of_two_kinds, _sizes, _measures, _other_measures, _modalities, aspects, _nouns, _ends),
    _beginnings,
    _two_of_a_kind,
    *(
        _days_ahead,
        _parts,
        _scopes,
        times,
        _places,
        _things,
        speakers,
        substances,
        heights,
        qualifiers,
    ),
    *(wholes, occasions, stands, counts_apart, times_of_day),
    *(turns, ways, sides, bearers, groups, sexes, shares, stages, records, speeds),
)
_SOFT = (
    *(_other_measures, _nouns, _scopes, _things, _of_them, _partitives),
    *(qualifiers, wholes, occasions, _days_ahead),
    *(_measures_apart, _named_apart, _modalities, aspects, _parts, _ends, _sizes, speakers),
    *(stages, stands, times, heights),
)
# Of these those that only a slip of the digits outweighs.
_OF_SLIPS = frozenset(
    {times, _modalities, _named_apart, stages, stands, _parts, _ends, _sizes, _things}
)
_OF_HEADLINE = (
    *(of_two_kinds, _sizes_of_headline, _other_people, _other_nouns, substances, wholes, stands),
)
_OF_TURNED = (two_times, groups, sexes, sides, substances, times_of_day, of_two_kinds)
# The dearest last.
_HARD = (*(check for check in CHECKS[1:] if check not in (*_SOFT, _measures)), CHECKS[0])
# What either claim, or both of them, must say for a check to find anything.
_EITHER: Mapping[Check, Question] = {
    _modalities: _is_no_plain_present,
    _days_ahead: _is_ahead,
    aspects: is_no_plain_level,
    _ends: lambda claim: claim.counterpart is not None,
    _parts: lambda claim: claim.scope is not None,
    _scopes: lambda claim: claim.scope is not None,
    _of_them: lambda claim: claim.scope is not None,
    _partitives: beside.EITHER[partitives],
    times: lambda claim: claim.period is not None or claim.hour is not None,
    **beside.EITHER,
    **conditions.EITHER,
}
_BOTH: Mapping[Check, Question] = {
    _measures: lambda claim: claim.measure is not None,
    _measures_apart: lambda claim: claim.measure is not None,
    _beginnings: lambda claim: claim.measure is not None,
    _named_apart: lambda claim: claim.measure is not None,
    _other_measures: lambda claim: claim.measure is not None,
    _nouns: lambda claim: claim.figure.noun is not None,
    _two_of_a_kind: lambda claim: claim.figure.noun is not None,
    _places: lambda claim: claim.place is not None,
    _things: lambda claim: claim.entity is not None,
    speakers: lambda claim: claim.attribution is not None,
    stages: lambda claim: claim.figure.kind is Kind.TIME,
    **beside.BOTH,
    **conditions.BOTH,
}
_WEAK = (
    *(_nouns, _scopes, _of_them, _partitives, qualifiers, wholes, occasions, _days_ahead),
    *(aspects, _parts, _things, _ends, substances, stands, sides),
)
_SHORT_VALUE, _LONG = 2, 3
_OUTWEIGHED: Mapping[Check, int | None] = {
    **dict.fromkeys(_WEAK, _SHORT_VALUE),
    **dict.fromkeys((_measures, _other_measures)),
}
"""By how many digits of an equal value: near misses repeat the value of another measure."""

ALL = Checks(CHECKS[1:], _EITHER, _BOTH)
_ALL_HARD = Checks(_HARD, _EITHER, _BOTH)
_ALL_SOFT = Checks(_SOFT, _EITHER, _BOTH)
