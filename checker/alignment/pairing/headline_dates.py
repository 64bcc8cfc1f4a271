"""A date of a headline that its text has with one slip: "Taps run dry on 18 April", and "the taps
will be turned off on 28 April".

In: the claims of one document, those of its headline and those below it. Out: the one date of the
first paragraphs that is a slip away, where the text does not give the headline's date at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.alignment.pairing.context import Context
from checker.alignment.pairing.moments import is_full, meet
from checker.model import Claim, Kind, Moment

_YEAR_OF_MONTHS = 12


def slipped_dates(
    tops: Sequence[Claim], body: Sequence[Claim], lead: Sequence[Claim], context: Context
) -> Iterator[tuple[Claim, Claim]]:
    """Every date of a headline, with the one date of the ``lead`` that it ought to be."""
    for top in tops:
        if top.figure.kind is not Kind.DATE or not is_full(top):
            continue
        dates = [c for c in body if c.figure.kind is Kind.DATE and c.figure.moment is not None]
        if any(meet(top, claim) for claim in dates):
            continue
        near = [claim for claim in lead if claim in dates and is_full(claim)]
        found = [claim for claim in near if _is_slip(top, claim)]
        values = {(c.figure.moment.month, c.figure.moment.day) for c in found if c.figure.moment}
        if len(values) == 1 and context.closeness(top, found[0]):
            yield top, found[0]


def _is_slip(top: Claim, claim: Claim) -> bool:
    """Whether two dates have one day in two months that follow each other, or in one month two days
    of which one digit differs, is missing or changed places with the other."""
    one, other = top.figure.moment, claim.figure.moment
    if one is None or other is None or None in (one.day, other.day, one.month, other.month):
        return False
    if None not in (one.year, other.year) and one.year != other.year:
        return False
    if one.month == other.month:
        return _are_slipped_days(one, other)
    apart = abs((one.month or 0) - (other.month or 0))
    return one.day == other.day and apart in (1, _YEAR_OF_MONTHS - 1)


def _are_slipped_days(one: Moment, other: Moment) -> bool:
    first, second = str(one.day), str(other.day)
    if len(first) != len(second):
        short, long = sorted((first, second), key=len)
        return short in long
    differing = sum(a != b for a, b in zip(first, second, strict=True))
    return first == second[::-1] or (differing == 1 and len(first) > 1)
