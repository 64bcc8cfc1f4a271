"""Whether two claims speak of the same quantity of the same thing.

In: two ``Claim``s. Out: a ``Comparison``: same, different or unknown, with the evidence.

Every slot that is known on both sides and differs is a veto. What agrees is evidence, weighed by
how much it narrows down what is meant; without enough of it the answer is unknown.
"""

from __future__ import annotations

from decimal import Decimal

from checker import measures, spelling
from checker.dimensions import dimension, head
from checker.measures import generic_persons, persons
from checker.model import (
    Aspect,
    Claim,
    Comparison,
    Form,
    Kind,
    Modality,
    Period,
    Verdict,
)

_ENOUGH = 4
# Characters between a size and its thing: a blank, a bracket with a conversion, an adjective.
_BESIDE = 16
_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD"})
# Dimensions that writers use for one thing: "a third" and "33%", "30 degrees" and "30C".
_ALIKE = ({"ratio", "percent"}, {"angle", "temperature"})
# Dimensions in which one thing has many figures, so that the thing alone does not tell which.
_COMMON = frozenset({"count", "percent", "percentage_point", "money", "time", "age", "ratio", "multiple", "date", "year", "ordinal"})
_VAGUE = frozenset({Kind.VAGUE, Kind.MULTIPLE, Kind.SCORE, Kind.TIME})


def compare(a: Claim, b: Claim, at_two_times: bool = False) -> Comparison:
    """Whether ``a`` and ``b`` speak of the same thing, whatever their values.

    With ``at_two_times`` their periods and hours may differ: one count, told twice.
    """
    vetoes = tuple(_vetoes(a, b, at_two_times))
    if vetoes:
        return Comparison(Verdict.DIFFERENT, (), vetoes)
    evidence = tuple(_evidence(a, b))
    grounds = tuple(text for _, text in evidence)
    if _doubts(a, b, evidence):
        return Comparison(Verdict.UNKNOWN, grounds)
    enough = sum(weight for weight, _ in evidence) >= _ENOUGH
    return Comparison(Verdict.SAME if enough else Verdict.UNKNOWN, grounds)


# ------------------------------------------------------------------------------------- vetoes


def _vetoes(a: Claim, b: Claim, at_two_times: bool) -> list[str]:
    """Slots known on both sides that differ, cheapest first; the first found is enough."""
    for check in (_kinds, _aspects, _measures, _nouns, _ends, _scopes, _times, _things, _speakers):
        if at_two_times and check is _times:
            continue
        if found := check(a, b):
            return [found]
    return []


def _kinds(a: Claim, b: Claim) -> str | None:
    one, other = dimension(a.figure), dimension(b.figure)
    if one != other and {one, other} not in _ALIKE:
        return f"{one} and {other}"
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
    """Whether a count modifies a thing that it is the size of: "the 120-seat assembly"."""
    noun = claim.figure.noun
    return noun is not None and claim.figure.surface.lower().endswith(
        (f"-{noun.lower()}", f"-{measures.singular(noun.lower())}")
    )


def _aspects(a: Claim, b: Claim) -> str | None:
    if (a.aspect is Aspect.CHANGE) != (b.aspect is Aspect.CHANGE):
        return "a change and a level"
    if (a.aspect is Aspect.OLD) != (b.aspect is Aspect.OLD) and not _same_period(a, b):
        return "an old value and a new one"
    if a.modality is not b.modality:
        return f"{a.modality.value} and {b.modality.value}"
    one, other = _value(a, "statistic"), _value(b, "statistic")
    if one != other and not {one, other} <= {None, "peak", "low", "mean"}:
        return f"{one or 'a plain figure'} and {other or 'a plain figure'}"
    way, back = a.figure.direction, b.figure.direction
    if a.aspect is Aspect.CHANGE and way is not None and back is not None and way is not back:
        return "up and down"
    return None


def _measures(a: Claim, b: Claim) -> str | None:
    if a.measure is None or b.measure is None or same_measure(a, b):
        return None
    return f"{a.measure.value} and {b.measure.value}"


def same_measure(a: Claim, b: Claim) -> bool:
    """Whether both measures are known and can be one: the words of one may stand for the other too,
    as "a depth of" does for a dive and for a well."""
    one, other = a.measure, b.measure
    if one is None or other is None:
        return False
    return one.value == other.value or (
        other.value in measures.expressed(one.surface)
        or one.value in measures.expressed(other.surface)
    )


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
    if _pairs(a, b):
        return None
    return "not the same two ends"


def _pairs(a: Claim, b: Claim) -> bool:
    """Whether two distances have the same two ends, in either order."""
    if a.entity is None or b.entity is None or a.counterpart is None or b.counterpart is None:
        return False
    same = spelling.same
    one, two = a.entity.value, a.counterpart.value
    three, four = b.entity.value, b.counterpart.value
    return (same(one, three) and same(two, four)) or (same(one, four) and same(two, three))


def _scopes(a: Claim, b: Claim) -> str | None:
    one, other = _value(a, "scope"), _value(b, "scope")
    if a.counterpart is not None and b.counterpart is not None:
        if one is None or other is None or set(one.split()) & set(other.split()):
            return None
        return f"{one} and {other}"
    neutral = {None, "total", "so-far"}
    if one == other or {one, other} <= neutral:
        return None
    return f"{one or 'all'} and {other or 'all'}"


def _times(a: Claim, b: Claim) -> str | None:
    if a.counterpart is not None:
        return None
    if a.period is not None and b.period is not None and _apart(a, b):
        return "two periods"
    if a.hour is not None and b.hour is not None and a.hour != b.hour:
        return "two hours"
    return None


def _same_period(a: Claim, b: Claim) -> bool:
    """Whether both periods are known and can be one."""
    one, other = a.period, b.period
    if one is None or other is None:
        return False
    if one == other:
        return True
    if one.cumulative or other.cumulative:
        return one.cumulative and other.cumulative and _near(one, other)
    if None in {one.start, one.end, other.start, other.end}:
        return False
    assert one.start and one.end and other.start and other.end  # noqa: S101 - as just said
    shorter = min((one.end - one.start).days, (other.end - other.start).days)
    longer = max((one.end - one.start).days, (other.end - other.start).days)
    meets = one.start <= other.end and other.start <= one.end
    return meets and longer - shorter <= 2


def _apart(a: Claim, b: Claim) -> bool:
    """Whether two known periods cannot be one: they do not meet, or, for what is measured over a
    time, one is a part of the other. An event of a day may be told by its month."""
    one, other = a.period, b.period
    if one is None or other is None or _same_period(a, b):
        return False
    if one.end and other.start and one.end < other.start:
        return True
    if other.end and one.start and other.end < one.start:
        return True
    if one.cumulative or other.cumulative:
        return one.cumulative and other.cumulative
    behaviour = _behaviour(a) or _behaviour(b)
    return behaviour in {"flow", "state"}


def _behaviour(claim: Claim) -> str | None:
    return None if claim.measure is None else measures.measures()[claim.measure.value].behaviour


def _near(one: Period, other: Period) -> bool:
    if one.start is not None and other.start is not None:
        return one.start == other.start
    return one.start is None and other.start is None and one.end == other.end


def _things(a: Claim, b: Claim) -> str | None:
    """Two owners that are names, and neither is written in the other's sentence."""
    if a.counterpart is not None or _meets(a, b):
        return None
    if a.place is not None and b.place is not None:
        return f"{a.place.surface} and {b.place.surface}"
    if a.entity is not None and b.entity is not None and _is_name(a) and _is_name(b):
        return f"{a.entity.surface} and {b.entity.surface}"
    return None


def _is_name(claim: Claim) -> bool:
    return claim.entity is not None and any(char.isupper() for char in claim.entity.surface)


def _meets(a: Claim, b: Claim) -> bool:
    same_thing = a.entity is not None and b.entity is not None and a.entity.value == b.entity.value
    return same_thing or bool(shared(a, b))


def shared(a: Claim, b: Claim) -> tuple[str, ...]:
    """The owner or place of one claim that is a name in the other's sentence, as keys."""
    found = []
    for one, other in ((a, b), (b, a)):
        for slot in (one.entity, one.place):
            if slot is not None and any(spelling.same(slot.value, name) for name in _about(other)):
                found.append(slot.value)
    return tuple(dict.fromkeys(found))


def _about(claim: Claim) -> tuple[str, ...]:
    slots = tuple(slot.value for slot in (claim.entity, claim.place) if slot is not None)
    return (*claim.names, *slots)


def _speakers(a: Claim, b: Claim) -> str | None:
    one, other = a.attribution, b.attribution
    if one is None or other is None or one.carried or other.carried or one.vague or other.vague:
        return None
    if not one.key or not other.key or _same_speaker(a, b):
        return None
    if _named(one.speaker) == _named(other.speaker):
        return f"{one.speaker} and {other.speaker}"
    return None


def _named(speaker: str) -> bool:
    """A name rather than a role: every word has a capital."""
    words = [word for word in speaker.split() if len(word) > 2]
    return bool(words) and all(word[0].isupper() for word in words)


def _same_speaker(a: Claim, b: Claim) -> bool:
    one, other = a.attribution, b.attribution
    if one is None or other is None or not one.key or not other.key:
        return False
    return bool(set(one.key.split()) & set(other.key.split()))


def _value(claim: Claim, slot: str) -> str | None:
    found = getattr(claim, slot)
    return None if found is None else str(found.value)


# ----------------------------------------------------------------------------------- evidence


def _evidence(a: Claim, b: Claim) -> list[tuple[int, str]]:
    """What agrees, with its weight."""
    found: list[tuple[int, str]] = []
    if a.measure is not None and b.measure is not None:
        found.append((2, f"same measure: {a.measure.value}"))
    if a.statistic is not None and b.statistic is not None:
        found.append((1, f"both {a.statistic.value}"))
    if a.figure.noun is not None and b.figure.noun is not None:
        one, other = head(a.figure.noun), head(b.figure.noun)
        if one == other:
            found.append((1 if one in persons() else 2, f"both count {one}"))
    if _pairs(a, b) and a.entity is not None and a.counterpart is not None:
        found.append((4, f"same two ends: {a.entity.surface}, {a.counterpart.surface}"))
    elif _same_thing(a, b) and a.entity is not None:
        found.append((4 if _is_size_of(a, b) else 2 if _is_name(a) else 1, f"same thing: {a.entity.surface}"))
    elif names := shared(a, b):
        found.append((1, f"same name: {names[0]}"))
    if _same_period(a, b):
        found.append((1, "same time"))
    if a.hour is not None and a.hour == b.hour:
        found.append((1, "same hour"))
    if _same_speaker(a, b) and a.attribution is not None:
        found.append((1, f"same speaker: {a.attribution.speaker}"))
    if transposed(a, b):
        found.append((1, "same digits in another order"))
    return found


def _beside(claim: Claim) -> bool:
    """Whether the figure stands straight beside the thing that it is the size of."""
    if claim.entity is None:
        return False
    thing, figure = claim.entity.span, claim.figure.span
    gap = thing.start - figure.end if thing.start >= figure.end else figure.start - thing.end
    return gap <= _BESIDE


def transposed(a: Claim, b: Claim) -> bool:
    """Whether two values have the same digits in another order, three of them or more, or in
    another magnitude."""
    one, other = _digits(a), _digits(b)
    if len(one) < 2 or one == other and a.figure.quantity == b.figure.quantity:
        return False
    return sorted(one) == sorted(other)


def _digits(claim: Claim) -> str:
    quantity = claim.figure.quantity
    value = None if quantity is None else quantity.low if quantity.low is not None else quantity.high
    if value is None:
        return ""
    return "".join(map(str, Decimal(value).as_tuple().digits)).strip("0")


def _doubts(a: Claim, b: Claim, evidence: tuple[tuple[int, str], ...]) -> bool:
    """Where what agrees is not enough by its kind, however much it weighs."""
    if a.figure.kind in _VAGUE or b.figure.kind in _VAGUE:
        return True
    if a.modality is not Modality.ASSERTED:
        return True
    agreed = {text.partition(":")[0].partition(" count ")[0] for _, text in evidence}
    if a.counterpart is not None:
        return "same two ends" not in agreed
    placed = bool(agreed & {"same thing", "same name"})
    dated = bool(agreed & {"same time", "same hour"})
    told = "same speaker" in agreed
    if a.measure is not None and b.measure is not None:
        if _behaviour(a) in {"state", "flow"} and not _is_size_of(a, b):
            return not (dated and (placed or told))
        return not (placed or dated or told)
    if "both" in agreed and a.figure.noun is not None and head(a.figure.noun) not in persons():
        return not ((dated or placed) and (told or transposed(a, b)))
    return not _is_size_of(a, b)


def _is_size_of(a: Claim, b: Claim) -> bool:
    """Whether both figures stand beside one thing as its size, which no day changes."""
    return _same_thing(a, b) and dimension(a.figure) not in _COMMON and _beside(a) and _beside(b)


def _same_thing(a: Claim, b: Claim) -> bool:
    if a.entity is None or b.entity is None:
        return False
    return spelling.same(a.entity.value, b.entity.value)
