"""What of a quantity is told: its level or a change of it, a rate, a peak, a mean.

In: two ``Claim``s, or one. Out: what differs, in words, or ``None``.
"""

from __future__ import annotations

from checker import lexicon
from checker.alignment.pairing.agreement import same_measure, same_period, slot
from checker.alignment.pairing.windows import around, before, behind
from checker.alignment.wording import cue, frame
from checker.dimensions import dimension
from checker.model import Aspect, Claim, Role
from checker.once import once

# So many characters before a figure say that it was won or lost.
_VERB = 24
# As many as a noun has before "was lost".
_PASSIVE = 60
# So many on either side of one are looked through for a time that it is of.
_SENTENCE = 120
# As many before one say that it is that of the moment.
_READ = 40
CHANGE = "a change and a level"


def aspects(a: Claim, b: Claim) -> str | None:
    if Role.TABLE_CELL in {a.segment.role, b.segment.role}:
        return None  # whether a cell holds a change its column says
    if (a.aspect is Aspect.CHANGE) != (b.aspect is Aspect.CHANGE):
        level = b if a.aspect is Aspect.CHANGE else a
        if not (_is_movement(level) or _is_won_or_lost(level)):
            return CHANGE
    if (a.aspect is Aspect.OLD) != (b.aspect is Aspect.OLD) and not same_period(a, b):
        return "an old value and a new one"
    one, other = slot(a, "statistic"), slot(b, "statistic")
    plain = {None, "peak", "low", "mean"}
    if same_measure(a, b) or dimension(a.figure) == "percent" or (_is_rate(a) and _is_rate(b)):
        plain = plain | {"rate"}
    if (one == "peak") != (other == "peak") and (_is_reading(a) or _is_reading(b)):
        return "a peak and a reading"
    if one != other and not {one, other} <= plain:
        return f"{one or 'a plain figure'} and {other or 'a plain figure'}"
    way, back = a.figure.direction, b.figure.direction
    if a.aspect is Aspect.CHANGE and way is not None and back is not None and way is not back:
        return "up and down"
    return None


@once
def _is_movement(claim: Claim) -> bool:
    """Whether what is measured is the size of a movement by its nature: savings, a premium."""
    of = slot(claim, "measure")
    if claim.aspect is not Aspect.LEVEL or of is None:
        return False
    return not set(of.split("_")).isdisjoint(lexicon.load("comparing")["movements_by_nature"])


@once
def _is_won_or_lost(claim: Claim) -> bool:
    """Whether what is measured went or came, which another may tell as a change: "the lake gave up
    430 square kilometres" and "shrank by 340", "a fifth of the water was lost"."""
    if frame("comparing", r"\b{won_or_lost}\s+$").search(before(claim, _VERB)) is not None:
        return True
    gone = frame("comparing", r"[^.;:,]*?\b{went_out}\b")
    return gone.match(behind(claim, _PASSIVE)) is not None


@once
def _is_rate(claim: Claim) -> bool:
    """Whether a figure is of a time, by its unit, "950 euros a month", or by what its sentence says
    farther off: "will yield 26,000 tonnes of ore annually"."""
    quantity = claim.figure.quantity
    if slot(claim, "statistic") == "rate" or (quantity and " / " in (quantity.unit or "")):
        return True
    return cue("comparing", "rates").search(around(claim, _SENTENCE, _SENTENCE)) is not None


@once
def _is_reading(claim: Claim) -> bool:
    """Whether a figure is said to be that of the moment: "the gauge reads 5.4 metres"."""
    return frame("comparing", r"\b{readings}\s+$").search(before(claim, _READ)) is not None


def is_no_plain_level(claim: Claim) -> bool:
    """Whether a claim is of no plain level, so that another may differ from it by that."""
    return claim.aspect is not Aspect.LEVEL or claim.statistic is not None
