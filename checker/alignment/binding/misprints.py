"""Misprints: how a figure as it is written may have come from the one that was meant.

In: a ``Value`` and between which two numbers it would have to lie. Out: the name of the slip:
"magnitude", "swapped", "carry" (one of a higher place too many or too few), "digit", "lost",
"added", or ``None``.
"""

from __future__ import annotations

from math import ceil, floor, log10
from operator import ne

from checker.alignment.binding.values import Value

_MOST = 8
"""Where more numbers than these would do, one of them is a slip of any."""
_FAR = 4


def misprint(value: Value, low: float, high: float) -> str | None:
    """The slip that explains why a figure is written so, and not as a number from ``low`` to
    ``high``."""
    if high <= 0 or not value.step:
        return None
    if is_of_another_magnitude(value, low, high):
        return "magnitude"
    found = []
    for written, step in value.written:
        least, most = ceil(low / step - 0.5), floor(high / step + 0.5)
        if most - least < _MOST:
            for meant in range(max(least, 1), most + 1):
                slip = _slip(written, meant)
                if slip is not None:
                    found.append(slip)
    return min(found, key=SLIPS.index) if found else None


SLIPS = ("swapped", "carry", "lost", "added", "digit", "magnitude")
"""Those that chance makes least often first."""

_CARRIED = frozenset(10**place for place in range(1, 12))
_OF_ONE_DIGIT = frozenset(digit * 10**place for digit in range(1, 10) for place in range(16))


def is_of_another_magnitude(value: Value, low: float, high: float) -> bool:
    """Whether a power of ten is between a figure and such numbers, and nothing else."""
    if low <= 0 or not value.step:
        return False
    power = round(log10((low + high) / 2 / value.number))
    if not power or abs(power) > _FAR:
        return False
    factor = 10.0**power
    return value.low * factor <= high and low <= value.high * factor


def _slip(written: str, meant: int) -> str | None:
    apart, told = abs(int(written) - meant), str(meant)
    if apart in _CARRIED:
        return "carry"
    if len(written) == len(told):
        if apart % 9 and apart not in _OF_ONE_DIGIT:
            return None  # as most are; two digits that change places are nines apart
        differ = sum(map(ne, written, told))
        if differ == 1:
            return "digit"
        return "swapped" if differ == 2 and sorted(written) == sorted(told) else None
    if len(written) + 1 == len(told):
        return "lost" if _is_without_one(written, told) else None
    if len(written) == len(told) + 1:
        return "added" if _is_without_one(told, written) else None
    return None


def _is_without_one(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
