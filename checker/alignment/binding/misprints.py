"""Misprints: how a figure as it is written may have come from the one that was meant.

In: a ``Value`` and between which two numbers it would have to lie. Out: the name of the slip:
"magnitude", "swapped", "carry" (one of a higher place too many or too few), "digit", "lost",
"added", or ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10

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
    found = {
        _slip(written, str(meant))
        for written, step in _written(value)
        for meant in _meant(ceil(low / step - 0.5), floor(high / step + 0.5))
    }
    return next((slip for slip in SLIPS if slip in found), None)


SLIPS = ("swapped", "carry", "lost", "added", "digit", "magnitude")
"""Those that chance makes least often first."""


def _meant(least: int, most: int) -> range:
    return range(max(least, 1), most + 1) if most - least < _MOST else range(0)


_CARRIED = frozenset(10**place for place in range(1, 12))


def _written(value: Value) -> Iterator[tuple[str, float]]:
    """The digits of a figure and the place of the last; the same up to the last that is not
    zero, where it ends in zeros: of 127,000 that is 127."""
    digits = str(round(value.number / value.step))
    yield digits, value.step
    told = digits.rstrip("0")
    if told and told != digits:
        yield told, value.step * 10.0 ** (len(digits) - len(told))


def is_of_another_magnitude(value: Value, low: float, high: float) -> bool:
    """Whether a power of ten is between a figure and such numbers, and nothing else."""
    if low <= 0 or not value.step:
        return False
    power = round(log10((low + high) / 2 / value.number))
    if not power or abs(power) > _FAR:
        return False
    factor = 10.0**power
    return value.low * factor <= high and low <= value.high * factor


def _slip(written: str, meant: str) -> str | None:
    if abs(int(written) - int(meant)) in _CARRIED:
        return "carry"
    if len(written) == len(meant):
        differ = [at for at in range(len(meant)) if written[at] != meant[at]]
        if len(differ) == 1:
            return "digit"
        if len(differ) == 2 and sorted(written) == sorted(meant):
            return "swapped"
        return None
    if len(written) + 1 == len(meant):
        return "lost" if _is_without_one(written, meant) else None
    if len(written) == len(meant) + 1:
        return "added" if _is_without_one(meant, written) else None
    return None


def _is_without_one(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
