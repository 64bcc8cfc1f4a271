"""One thing: whether two limits are of one thing, and in one unit.

In: two claims. Out: them in the unit that one of them leaves out, and whether they count the same.
"""

from __future__ import annotations

from checker.alignment.pairing.agreement import is_bare
from checker.alignment.passages import same_rate
from checker.alignment.summing.wholes import in_the_unit_of
from checker.dimensions import head
from checker.model import Claim, Form, Kind, Modifier

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.AGE})


def is_plain(claim: Claim) -> bool:
    """Whether a figure says how much one thing is, so that it may be a limit: no change, no range,
    no bound."""
    figure = claim.figure
    plain = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
    return plain and figure.kind in KINDS and figure.direction is None


def in_one_unit(first: Claim, second: Claim) -> tuple[Claim, Claim]:
    """Two limits, one of them in the unit that only the other names: "at least 450 and at most 400
    birr"."""
    if is_bare(first) and not is_bare(second):
        return in_the_unit_of(second, first), second
    if is_bare(second) and first.figure.kind is not Kind.COUNT:
        return first, in_the_unit_of(first, second)
    one, other = first.figure.quantity, second.figure.quantity
    if one is None or other is None or one.unit == other.unit:
        return first, second
    if same_rate(one.unit, other.unit):  # "£16 a month to a maximum of £54"
        return first, in_the_unit_of(first, second)
    return first, second


def of_one_thing(first: Claim, second: Claim) -> bool:
    """Whether two limits are of one thing: the second names none, or the same, or the first has
    neither noun nor unit."""
    one, other = first.figure, second.figure
    if one.quantity is None or other.quantity is None:
        return False
    bare = one.kind is Kind.COUNT and one.noun is None
    if one.kind is not other.kind:
        return bare
    if one.kind is not Kind.COUNT:
        return one.quantity.unit == other.quantity.unit
    return bare or other.noun is None or head(one.noun or "") == head(other.noun)
