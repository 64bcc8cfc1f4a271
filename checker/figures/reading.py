"""The two values that patterns speak in: a ``Site`` to read at, and the ``Reading`` made of it.

In: a numeral and the text around it. Out: nothing of its own; patterns turn a site into a reading.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Protocol

from checker.figures.numerals import ONE, Numeral
from checker.model import Direction, Form, Kind, Modifier, Moment

# How far around a number the patterns look, in code points.
REACH = 48
# How far behind a number any pattern may match. No wording comes near it; it keeps the time linear
# in texts that never end a word ("1-a-1-a-").
HORIZON = 400


class Site(NamedTuple):
    """A numeral and what stands around it: ``before`` and ``after`` are the nearest code points on
    either side within the block and behind the figure read before, ``words`` the last words before
    it in lower case, nearest first."""

    text: str
    floor: int
    end: int
    numeral: Numeral
    before: str
    after: str
    words: tuple[str, ...]


class Reading(NamedTuple):
    """A figure in the making: what a pattern says of a numeral. ``bare`` says that no unit or sign
    is written, so that it may take its neighbour's in a range."""

    start: int
    end: int
    kind: Kind
    pattern: str
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = ONE
    unit: str | None = None
    dimension: str = ""
    scale: Decimal = ONE
    bare: bool = False
    modifier: Modifier = Modifier.EXACTLY
    direction: Direction | None = None
    form: Form = Form.POINT
    noun: str | None = None
    noun_start: int = 0
    noun_end: int = 0
    moment: Moment | None = None


class Pattern(Protocol):
    """A module of this package that reads one kind of figure."""

    FORMS: frozenset[str]
    """The forms of numerals that it is asked about."""

    def read(self, site: Site) -> Reading | None:
        """The figure at this site, or ``None`` where it is none of this pattern's."""
        ...


def point(site: Site, kind: Kind, pattern: str, **more: object) -> Reading:
    """A reading of the site's numeral as it stands."""
    n = site.numeral
    return Reading(n.start, n.end, kind, pattern, n.value, n.value, n.step, scale=n.scale, **more)  # type: ignore[arg-type]
