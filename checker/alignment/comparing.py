"""Whether two claims speak of the same quantity of the same thing.

In: two ``Claim``s. Out: a ``Comparison``: same, different or unknown, with the evidence.

Every slot that is known on both sides and differs is a veto. What agrees is evidence, weighed by
how much it narrows down what is meant; without enough of it the answer is unknown.
"""

from __future__ import annotations

from checker.alignment.agreement import (
    behaviour,
    is_named,
    is_size_of,
    same_ends,
    same_period,
    same_speaker,
    same_thing,
    shared,
    transposed,
)
from checker.alignment.vetoes import vetoes
from checker.dimensions import head
from checker.measures import persons
from checker.model import Claim, Comparison, Kind, Modality, Verdict

_ENOUGH = 4
_VAGUE = frozenset({Kind.VAGUE, Kind.MULTIPLE, Kind.SCORE, Kind.TIME})


def compare(a: Claim, b: Claim, at_two_times: bool = False) -> Comparison:
    """Whether ``a`` and ``b`` speak of the same thing, whatever their values.

    With ``at_two_times`` their periods and hours may differ: one count, told twice.
    """
    against = tuple(vetoes(a, b, at_two_times))
    if against:
        return Comparison(Verdict.DIFFERENT, (), against)
    evidence = tuple(_evidence(a, b))
    grounds = tuple(text for _, text in evidence)
    if _doubts(a, b, evidence):
        return Comparison(Verdict.UNKNOWN, grounds)
    enough = sum(weight for weight, _ in evidence) >= _ENOUGH
    return Comparison(Verdict.SAME if enough else Verdict.UNKNOWN, grounds)


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
    if same_ends(a, b) and a.entity is not None and a.counterpart is not None:
        found.append((4, f"same two ends: {a.entity.surface}, {a.counterpart.surface}"))
    elif same_thing(a, b) and a.entity is not None:
        found.append(
            (4 if is_size_of(a, b) else 2 if is_named(a) else 1, f"same thing: {a.entity.surface}")
        )
    elif names := shared(a, b):
        found.append((1, f"same name: {names[0]}"))
    if same_period(a, b):
        found.append((1, "same time"))
    if a.hour is not None and a.hour == b.hour:
        found.append((1, "same hour"))
    if same_speaker(a, b) and a.attribution is not None:
        found.append((1, f"same speaker: {a.attribution.speaker}"))
    if transposed(a, b):
        found.append((1, "same digits in another order"))
    return found


def _doubts(a: Claim, b: Claim, evidence: tuple[tuple[int, str], ...]) -> bool:
    """Where what agrees is not enough by its kind, however much it weighs."""
    vague = a.figure.kind in _VAGUE or b.figure.kind in _VAGUE
    if vague or a.modality is not Modality.ASSERTED:
        return True
    agreed = {text.partition(":")[0].partition(" count ")[0] for _, text in evidence}
    if a.counterpart is not None:
        return "same two ends" not in agreed
    placed = bool(agreed & {"same thing", "same name"})
    dated = bool(agreed & {"same time", "same hour"})
    told = "same speaker" in agreed
    if a.measure is not None and b.measure is not None:
        if behaviour(a) != "event" and (a.hour is None) != (b.hour is None):
            return True
        lasting = behaviour(a) in {"state", "flow"} and not is_size_of(a, b)
        return not (dated and (placed or told)) if lasting else not (placed or dated or told)
    if "both" in agreed and a.figure.noun is not None and head(a.figure.noun) not in persons():
        return not ((dated or placed) and (told or transposed(a, b)))
    return not is_size_of(a, b)
