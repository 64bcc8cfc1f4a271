"""Whether two claims speak of the same quantity of the same thing.

In: two ``Claim``s. Out: a ``Comparison``: same, different or unknown, with the evidence.

Every slot that is known on both sides and differs is a veto. What agrees is evidence, weighed by
how much it narrows down what is meant; without enough of it the answer is unknown.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

from checker import lexicon
from checker.alignment.pairing.agreement import (
    behaviour,
    is_named,
    is_size_of,
    same_ends,
    same_measure,
    same_noun,
    same_period,
    same_speaker,
    same_thing,
    same_value,
    shared,
    transposed,
)
from checker.alignment.pairing.vetoes import of_two_kinds, vetoes
from checker.dimensions import dimension, head
from checker.measures import kin, persons
from checker.model import Claim, Comparison, Kind, Modality, Verdict

_ENOUGH = 4
# Kinds of units that by themselves nearly tell what is measured.
_TELLING = frozenset(
    {"temperature", "speed", "scale", "mass", "area", "power", "energy", "pressure"}
)
_KINDS = 2
_OUTWEIGHED = 1
# So many digits are equal by chance now and then.
_CHANCE = 2
_OF_A_KIND = frozenset({Kind.SCORE, Kind.TIME})
VAGUE = frozenset({Kind.VAGUE, Kind.MULTIPLE, *_OF_A_KIND, Kind.DATE, Kind.YEAR})


def compare(a: Claim, b: Claim, at_two_times: bool = False) -> Comparison:
    """Whether ``a`` and ``b`` speak of the same thing.

    Values that differ are no veto. A value that both have is strong evidence, the more digits it
    has: it suffices where no slot differs, and outweighs one veto that rests on single words, which
    are misread more often than two texts hit on one value by chance. With ``at_two_times`` their
    periods and hours may differ: one count, told twice.
    """
    if kinds := of_two_kinds(a, b):
        return Comparison(Verdict.DIFFERENT, (), (kinds,))
    digits = same_value(a, b)
    most = _OUTWEIGHED if digits > 1 else 0
    against = tuple(islice(vetoes(a, b, at_two_times), most + 1))
    if len(against) > most or any(not veto.weak for veto in against):
        return Comparison(Verdict.DIFFERENT, (), tuple(veto.text for veto in against))
    evidence = tuple(weigh(a, b))
    grounds = tuple(text for _, text in evidence)
    if digits > _CHANCE or (digits and evidence) or (digits > 1 and not against):
        return Comparison(Verdict.SAME, (*grounds, "the same value"))
    if _doubts(a, b, evidence):
        return Comparison(Verdict.UNKNOWN, grounds)
    enough = sum(weight for weight, _ in evidence) >= _ENOUGH
    return Comparison(Verdict.SAME if enough else Verdict.UNKNOWN, grounds)


def weigh(a: Claim, b: Claim) -> list[tuple[int, str]]:
    """What agrees, each with its weight: how much it narrows down what is meant."""
    found: list[tuple[int, str]] = []
    if a.measure is not None and b.measure is not None:
        if same_measure(a, b):
            found.append((2, f"same measure: {a.measure.value}"))
        elif kin(a.measure.value, b.measure.value):
            found.append((1, f"like measure: {a.measure.value}"))
    elif a.figure.kind in _OF_A_KIND:
        found.append((1, f"both a {a.figure.kind.value}"))
    elif dimension(a.figure) in _TELLING:
        found.append((1, f"both a {dimension(a.figure)}"))
    if a.statistic is not None and b.statistic is not None:
        found.append((1, f"both {a.statistic.value}"))
    if (noun := same_noun(a, b)) is not None:
        found.append((1 if noun in _manifold() else 2, f"both count {noun}"))
    near = a.entity or a.place
    if near is not None and a.counterpart is not None and same_ends(a, b):
        found.append((4, f"same two ends: {near.surface}, {a.counterpart.surface}"))
    elif same_thing(a, b) and a.entity is not None:
        found.append(
            (4 if is_size_of(a, b) else 2 if is_named(a) else 1, f"same thing: {a.entity.surface}")
        )
    elif names := shared(a, b):
        # what near misses have in common as often: it narrows nothing down by itself
        found.append((0, f"same name: {names[0]}"))
    if same_period(a, b):
        found.append((1, "same time"))
    if a.hour is not None and a.hour == b.hour:
        found.append((1, "same hour"))
    if same_speaker(a, b) and a.attribution is not None:
        found.append((1, f"same speaker: {a.attribution.speaker}"))
    if transposed(a, b):
        found.append((1, "same digits in another order"))
    return found


@cache
def _manifold() -> frozenset[str]:
    """Nouns of which an article counts many sorts."""
    return persons() | frozenset(lexicon.load("comparing")["manifold"])


def _doubts(a: Claim, b: Claim, evidence: tuple[tuple[int, str], ...]) -> bool:
    """Where what agrees is not enough by its kind, however much it weighs."""
    vague = a.figure.kind in VAGUE or b.figure.kind in VAGUE
    if vague or a.modality is not Modality.ASSERTED:
        return True
    agreed = {text.partition(":")[0].partition(" count ")[0] for _, text in evidence}
    if a.counterpart is not None or b.counterpart is not None:
        return "same two ends" not in agreed
    placed = bool(agreed & {"same thing", "same name"})
    dated = bool(agreed & {"same time", "same hour"})
    told = "same speaker" in agreed
    swapped = transposed(a, b)
    if a.measure is not None and b.measure is not None:
        if behaviour(a) != "event" and (a.hour is None) != (b.hour is None):
            return True
        lasting = behaviour(a) in {"state", "flow"} and not is_size_of(a, b)
        if lasting and not (dated and (placed or told)):
            return True
        if behaviour(a) == "event" and told:
            return False
        return placed + dated + told + swapped < _KINDS
    if "both" in agreed and a.figure.noun is not None and head(a.figure.noun) not in persons():
        return placed + dated + told + swapped < _KINDS
    told_by_unit = dimension(a.figure) in _TELLING and placed and dated
    return not (told_by_unit or is_size_of(a, b))
