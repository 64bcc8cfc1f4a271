"""Which days two articles name, where either has no more than one of a sort: a day to come, a day
past.

In: the claims of one story. Out: for two dates of two articles, whether each is the only day of its
sort that the other article does not name too, and whether they differ as a slip makes days differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checker.alignment.pairing.moments import is_day_slip, is_full, meet
from checker.alignment.pairing.windows import before
from checker.alignment.wording import frame
from checker.model import Claim, Kind, Role

ONLY_AHEAD, ONLY_PAST, SLIP = "only day ahead", "only day past", "day or month alone"
WEEK, END_OF_ONE = "a week off", "end of one"
_YEAR, _WEEK = 366, 7
# So many characters before a date say that it is an end of something: "no later than ".
_BEFORE = 20


class Days:
    """The days that the articles of one story name in their texts."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._named: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.figure.kind is Kind.DATE and is_full(claim) and _is_text(claim):
                self._named[claim.document.name].append(claim)

    def evidence(self, a: Claim, b: Claim) -> dict[str, float]:
        """What the days of their articles tell of two dates, by name."""
        if not a.figure.kind is b.figure.kind is Kind.DATE:
            return {}
        ahead = _is_ahead(a)
        if ahead is None or ahead is not _is_ahead(b):
            return {}
        only = self._is_only(a, b, ahead=ahead) and self._is_only(b, a, ahead=ahead)
        return {
            ONLY_AHEAD if ahead else ONLY_PAST: only,
            SLIP: is_day_slip(a, b),
            WEEK: _is_week_off(a, b),
            END_OF_ONE: _end(a) != _end(b),
        }

    def _is_only(self, a: Claim, b: Claim, *, ahead: bool) -> bool:
        """Whether no other day of its sort stands in the article of ``a``, but such as that of
        ``b`` names too."""
        yours = self._named[b.document.name]
        return all(
            meet(each, a) or _is_ahead(each) is not ahead or any(meet(each, one) for one in yours)
            for each in self._named[a.document.name]
        )


def _is_text(claim: Claim) -> bool:
    return claim.segment.role is not Role.TABLE_CELL


def _is_ahead(claim: Claim) -> bool | None:
    """Whether a date is of a day after its article; ``None`` where nobody can tell."""
    moment, today = claim.figure.moment, claim.document.published
    if moment is None or today is None or moment.month is None or moment.day is None:
        return None
    if moment.year is not None:
        return (moment.year, moment.month, moment.day) > (today.year, today.month, today.day)
    # Without a year it is the nearest such day.
    days = (moment.month - today.month) * 30 + moment.day - today.day
    return 0 < days <= _YEAR // 2 or days <= -_YEAR // 2


def _end(claim: Claim) -> str | None:
    """Whether a day is the last one for something, "by 4 May", or the first one of what goes on,
    "from 4 May", and none on which something happens."""
    led = before(claim, _BEFORE)
    if frame("comparing", r"\b{by_a_day}\s+$").search(led) is not None:
        return "last"
    return "first" if frame("comparing", r"\b{from_a_day}\s+$").search(led) is not None else None


def _is_week_off(a: Claim, b: Claim) -> bool:
    """Whether two dates of a month are the same day of two weeks that follow each other."""
    one, other = a.figure.moment, b.figure.moment
    if one is None or other is None or one.month != other.month or None in (one.day, other.day):
        return False
    return abs((one.day or 0) - (other.day or 0)) == _WEEK
