"""Whether two claims speak of the same quantity of the same thing.

In: two ``Claim``s. Out: a ``Comparison``: same, different or unknown, with the evidence.

Every slot that is known on both sides and differs is a veto. What agrees is evidence, weighed by
how much it narrows down what is meant; without enough of it the answer is unknown.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import NamedTuple

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
from checker.alignment.pairing.kinds import of_two_kinds
from checker.alignment.pairing.vetoes import vetoes
from checker.dimensions import dimension, head
from checker.measures import kin, persons
from checker.model import Claim, Comparison, Kind, Modality, Verdict

_ENOUGH = 5
# Kinds of units that by themselves nearly tell what is measured.
_TELLING = frozenset(
    {"temperature", "speed", "scale", "mass", "area", "power", "energy", "pressure"}
)
_KINDS = 2
_OUTWEIGHED = 1
# So many digits are equal by chance now and then.
_CHANCE = 2
_OF_A_KIND = frozenset({Kind.SCORE, Kind.TIME})
COUNTED, SWAPPED = "both count", "same digits in another order"
VAGUE = frozenset({Kind.VAGUE, Kind.MULTIPLE, *_OF_A_KIND, Kind.DATE, Kind.YEAR})


def compare(a: Claim, b: Claim, at_two_times: bool = False) -> Comparison:
    """Whether ``a`` and ``b`` speak of the same thing.

    Values that differ are no veto. A value that both have is strong evidence, the more digits it
    has: it suffices where no slot differs, and outweighs one veto, as ``Veto.digits`` says, for
    words are misread more often than two texts hit on one value by chance. With ``at_two_times``
    their periods and hours may differ: one count, told twice.
    """
    if kinds := of_two_kinds(a, b):
        return Comparison(Verdict.DIFFERENT, (), (kinds,))
    digits = same_value(a, b)
    most = _OUTWEIGHED if digits > 1 else 0
    against = tuple(islice(vetoes(a, b, at_two_times), most + 1))
    if len(against) > most or any(veto.digits is None or veto.digits > digits for veto in against):
        return Comparison(Verdict.DIFFERENT, (), tuple(veto.text for veto in against))
    evidence = weigh(a, b)
    grounds = tuple(ground.text for ground in evidence)
    if digits > _CHANCE or (digits and evidence) or (digits > 1 and not against):
        return Comparison(Verdict.SAME, (*grounds, "the same value"))
    if _doubts(a, b, evidence):
        return Comparison(Verdict.UNKNOWN, grounds)
    enough = sum(ground.weight for ground in evidence) >= _ENOUGH
    return Comparison(Verdict.SAME if enough else Verdict.UNKNOWN, grounds)


class Ground(NamedTuple):
    """What agrees: its weight, which is how much it narrows down what is meant, its kind, and what
    it is that both have."""

    weight: int
    name: str
    of: str = ""

    @property
    def text(self) -> str:
        """It in words."""
        if not self.of:
            return self.name
        return f"{self.name} {self.of}" if self.name == COUNTED else f"{self.name}: {self.of}"


def weigh(a: Claim, b: Claim) -> list[Ground]:
    """What agrees."""
    found: list[Ground] = []
    if a.measure is not None and b.measure is not None:
        if same_measure(a, b):
            found.append(Ground(2, "same measure", a.measure.value))
        elif kin(a.measure.value, b.measure.value):
            found.append(Ground(1, "like measure", a.measure.value))
    elif a.figure.kind in _OF_A_KIND:
        found.append(Ground(1, f"both a {a.figure.kind.value}"))
    elif dimension(a.figure) in _TELLING:
        found.append(Ground(1, f"both a {dimension(a.figure)}"))
    if a.statistic is not None and b.statistic is not None:
        found.append(Ground(1, f"both {a.statistic.value}"))
    if (noun := same_noun(a, b)) is not None:
        found.append(Ground(1 if noun in _manifold() else 2, COUNTED, noun))
    near = a.entity or a.place
    if near is not None and a.counterpart is not None and same_ends(a, b):
        found.append(Ground(4, "same two ends", f"{near.surface}, {a.counterpart.surface}"))
    elif same_thing(a, b) and a.entity is not None:
        weight = 4 if is_size_of(a, b) else 2 if is_named(a) else 1
        found.append(Ground(weight, "same thing", a.entity.surface))
    elif names := shared(a, b):
        # what near misses have in common as often: it narrows nothing down by itself
        found.append(Ground(0, "same name", names[0]))
    if same_period(a, b):
        found.append(Ground(1, "same time"))
    if a.hour is not None and a.hour == b.hour:
        found.append(Ground(1, "same hour"))
    if same_speaker(a, b) and a.attribution is not None:
        found.append(Ground(1, "same speaker", a.attribution.speaker))
    if transposed(a, b):
        found.append(Ground(1, SWAPPED))
    return found


@cache
def _manifold() -> frozenset[str]:
    """Nouns of which an article counts many sorts."""
    return persons() | frozenset(lexicon.load("comparing")["manifold"])


def _doubts(a: Claim, b: Claim, evidence: list[Ground]) -> bool:
    """Where what agrees is not enough by its kind, however much it weighs."""
    vague = a.figure.kind in VAGUE or b.figure.kind in VAGUE
    if vague or a.modality is not Modality.ASSERTED:
        return True
    agreed = {ground.name for ground in evidence}
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
    if COUNTED in agreed and a.figure.noun is not None and head(a.figure.noun) not in persons():
        return placed + dated + told + swapped < _KINDS
    told_by_unit = dimension(a.figure) in _TELLING and placed and dated
    return not (told_by_unit or is_size_of(a, b))
