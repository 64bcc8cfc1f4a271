"""When something began that has lasted as long as a figure says.

In: a ``Claim`` whose figure is a length or an age in years. Out: a ``Room``, from which year to
which, as fractions of years, counted back from the day on which its document was published; a
``Beginning`` is that with whom or what it is of.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from checker.model import Claim, Form, Modifier

_DAYS = Decimal(365)
_YEAR = Decimal(1)
# "More than 20 years" may be so many times as long.
_MOST = Decimal("2.5")
# A length in tens of years is rounded.
_TEN, _ROUND = 10, 30
_OPEN = frozenset({Modifier.MORE_THAN, Modifier.AT_LEAST, Modifier.JUST_OVER})
_SHORT = frozenset({Modifier.LESS_THAN, Modifier.AT_MOST})


class Room(NamedTuple):
    """From which year to which, as fractions of years, something can have begun."""

    first: Decimal
    last: Decimal


class Sort(StrEnum):
    """What has begun: a person's life, a thing, or somebody's time in an office."""

    PERSON = "person"
    THING = "thing"
    TENURE = "tenure"


class Beginning(NamedTuple):
    """A figure that tells when something began: the room for that, the names that stand beside it,
    and the words for the thing or the person, as stems."""

    claim: Claim
    room: Room
    sort: Sort
    name: tuple[str, ...]
    words: frozenset[str]
    related: bool = False


def today_of(claim: Claim) -> Decimal | None:
    """The day of a claim's article as a fraction of years."""
    day = claim.document.published
    return None if day is None else day.year + day.timetuple().tm_yday / _DAYS


def since(claim: Claim, today: Decimal, more: Decimal, rounded: bool = False) -> Room | None:
    """When something began that lasted so many years at ``today``: a year early or, with ``more``
    than one year, so much early or late. ``rounded`` lengths in tens are 5% wide."""
    quantity, modifier = claim.figure.quantity, claim.figure.modifier
    if quantity is None or quantity.low is None or quantity.high is None:
        return None
    low, high = sorted((quantity.low, quantity.high))
    if low <= 0 or claim.figure.form is Form.CHANGE:
        return None
    if modifier in _OPEN:
        return Room(today - high * _MOST, today - low)
    if modifier in _SHORT:
        return Room(today - high, today)
    tenth = max(_YEAR, low / 10)
    if modifier is Modifier.NEARLY:
        return Room(today - high, today - low + tenth)
    width = more if modifier is Modifier.EXACTLY else max(more, tenth)
    if rounded and low >= _ROUND and low % _TEN == 0:
        width = max(width, tenth / 2 + _YEAR)
    return Room(today - high - width, today - low + (width - _YEAR))
