"""Checks that keep two claims apart, asked only where one of the claims has anything to say to
them.

In: checks in an order, and what a claim must say for each of them to find anything. Out: those that
are worth asking of two claims. Most claims say little, and there are hundreds of pairs of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.model import Claim
from checker.once import once

Question = Callable[[Claim], object]
"""Whether a claim says something, by whatever is not false."""

Check = Callable[[Claim, Claim], str | None]
"""What differs between two claims, in words, or ``None``."""


class Checks:
    """``checks`` in their order. One that ``either`` names finds nothing between two claims of
    which neither says what it asks for, one that ``both`` names nothing where only one does."""

    def __init__(
        self,
        checks: tuple[Check, ...],
        either: Mapping[Check, Question],
        both: Mapping[Check, Question],
    ) -> None:
        self._checks = tuple((1 << place, check) for place, check in enumerate(checks))
        self._questions = tuple(
            (bit, found)
            for bit, check in self._checks
            if (found := either.get(check) or both.get(check)) is not None
        )
        self._either = sum(bit for bit, check in self._checks if check in either)
        self._always = sum(
            bit for bit, check in self._checks if check not in either and check not in both
        )
        self._said = once(self._answers)
        self._worth: dict[int, tuple[Check, ...]] = {}

    def between(self, a: Claim, b: Claim) -> tuple[Check, ...]:
        """The checks that may find something between two claims."""
        one, other = self._said(a), self._said(b)
        asked = one & other | (one | other) & self._either | self._always
        found = self._worth.get(asked)
        if found is None:
            found = tuple(check for bit, check in self._checks if asked & bit)
            self._worth[asked] = found
        return found

    def _answers(self, claim: Claim) -> int:
        """To which checks a claim says something, as a sum of their bits."""
        return sum(bit for bit, question in self._questions if question(claim))
