"""The change that a headline tells, and the two levels that its text gives.

In: the claims of one story. Out: for every change in a headline that the text does not bear out,
the one pair of levels of its unit in the first paragraphs: "Your shop is £5.50 dearer", and "now
costs £31.35, up from £28.50".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checker.alignment.pairing.borne_out import is_borne_out
from checker.alignment.pairing.context import Context
from checker.alignment.pairing.in_percent import in_percent, is_in_words
from checker.alignment.passages import Ends, ends, sentences
from checker.model import Aspect, Claim, Form, Kind, Role

_HEADS = frozenset({Role.HEADLINE, Role.DECK})
_AMOUNTS = frozenset({Kind.MONEY, Kind.MEASURE, Kind.COUNT})
# The paragraphs that a headline is drawn from.
_LEAD = 3


def headline_changes(claims: tuple[Claim, ...]) -> Iterator[tuple[Ends, Claim]]:
    """Every such pair of levels with the change that the headline has."""
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        documents[claim.document.name].append(claim)
    for inside in documents.values():
        tops = [in_percent(claim) for claim in inside if _is_change(claim)]
        if len(tops) != 1:
            continue
        body = [claim for claim in inside if claim.segment.role not in _HEADS]
        found = list(_levels(body, tops[0]))
        if len(found) != 1 or _is_told(found[0], tops[0], body) or _is_far(found[0], tops[0]):
            continue
        if not is_borne_out(tops[0], body, Context(inside)):
            yield found[0], tops[0]


def _is_change(claim: Claim) -> bool:
    figure = claim.figure
    return (
        claim.segment.role in _HEADS
        and claim.aspect is Aspect.CHANGE
        and (figure.kind in _AMOUNTS or figure.kind is Kind.PERCENT)
        and figure.form is Form.POINT
        and figure.quantity is not None
        and not is_in_words(claim)
    )


def _levels(body: list[Claim], top: Claim) -> Iterator[Ends]:
    """The pairs of levels of the first paragraphs, of the change's unit where it has one: "from 40
    to 50", or the two of a sentence, one of which is an old value."""
    blocks = body[0].document.blocks if body else ()
    lead = [place for place, block in enumerate(blocks) if block.role is Role.BODY][:_LEAD]
    for sentence in sentences(body):
        if sentence.segment.paragraph not in lead:
            continue
        figures = [claim for claim in sentence.claims if _is_of(top, claim)]
        yield from (each for claim in figures if (each := ends(claim)) is not None)
        points = [claim for claim in figures if claim.figure.form is Form.POINT]
        old = [claim for claim in points if claim.aspect is Aspect.OLD]
        now = [claim for claim in points if claim.aspect is Aspect.LEVEL]
        if len(old) == len(now) == 1 and _unit(old[0]) == _unit(now[0]):
            yield Ends(old[0], now[0])


def _is_of(top: Claim, level: Claim) -> bool:
    if top.figure.kind is Kind.PERCENT:
        return level.figure.kind in _AMOUNTS
    return top.figure.kind is level.figure.kind and _unit(top) == _unit(level)


def _is_told(levels: Ends, top: Claim, body: list[Claim]) -> bool:
    """Whether the text itself tells the change in per cent that its levels make: the headline then
    is at odds with that."""
    before, after = _number(levels.before), _number(levels.after)
    if top.figure.kind is not Kind.PERCENT or before is None or after is None or not before:
        return False
    changed = abs(after - before) / before * 100
    return any(
        claim.figure.kind is Kind.PERCENT
        and (each := _number(claim)) is not None
        and abs(each - changed) < _ROUNDED
        for claim in body
    )


def _is_far(levels: Ends, top: Claim) -> bool:
    """Whether a change in the unit of the levels is many times what those make, or a fraction: it
    is then of something else."""
    before, after, told = _number(levels.before), _number(levels.after), _number(top)
    if top.figure.kind is Kind.PERCENT or before is None or after is None or told is None:
        return False
    made = abs(after - before)
    return made > told * _FAR or told > made * _FAR


def _number(claim: Claim) -> Decimal | None:
    quantity = claim.figure.quantity
    return None if quantity is None or quantity.low is None else abs(quantity.low)


_ROUNDED = Decimal("0.6")
_FAR = 5


def _unit(claim: Claim) -> str | None:
    return claim.figure.quantity.unit if claim.figure.quantity else None
