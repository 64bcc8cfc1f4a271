"""Beyond: a level, how far it lies beyond another, and that other behind it.

In: a ``Sentence``. Out: the two levels with the amount between them: "3,402 patients, 58 fewer than
September's 3,460", "wages came to £4.3m, £600,000 above the budgeted £3.7m".

Words of comparison join the amount to the level behind it, and the level ahead is the only other
figure of their kind. One wrong digit, or two that are swapped, has to explain why the three do not
fit. ``times_the_norm`` are the multiples of what a level is measured by.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.alignment.changing.comparisons import plain
from checker.alignment.changing.contrasts import Moved
from checker.alignment.changing.told import middle, same_kind, step_of
from checker.alignment.passages import Ends, Place, Sentence, place_of
from checker.alignment.summing.kindred import slips
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import cue, frame
from checker.model import Claim, Direction, Form, Kind, Modifier
from checker.tolerance import added

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_LONG = 70


def beyond(sentence: Sentence, known: Container[Place]) -> Iterator[Moved]:
    """Every amount that does not lead from the level behind it to the one ahead; none of those
    ``known``."""
    if len(sentence.claims) <= len(Ends._fields):
        return
    claims = [c for c in map(plain, sentence.claims) if c.figure.kind in _KINDS and _is_plain(c)]
    for amount, base in pairwise(claims):
        if place_of(amount) in known or size(amount) >= size(base):
            continue
        gap = sentence.between(amount, base)
        way = _way(gap)
        if way is None:
            continue
        base = _united(amount, base)  # noqa: PLW2901 - the same figure
        levels = [c for c in claims if c is not amount and _are_alike(c, base, amount)]
        levels = [c for c in levels if c.figure.span != base.figure.span]
        if len(levels) != 1 or not _leads_on(sentence, levels[0], amount):
            continue
        if _is_slip(levels[0], base, amount, way):
            told = replace(amount, figure=replace(amount.figure, direction=way, noun=None))
            yield Moved(Ends(base, levels[0]), told)


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    exact = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
    return exact and size(claim) > (figure.kind is not Kind.MONEY)


def _way(gap: str) -> Direction | None:
    """Which way a level lies beyond the one behind it, by the words between that and the amount."""
    for key, way in (("up_by", Direction.UP), ("down_by", Direction.DOWN)):
        words = rf"(?: [^\W\d_]+)?,? {{{key}}} (?:{{whose}} )*(?:[^\W\d_]+['’]s? )?(?:{{of}} )?"
        if frame("beyond", words).fullmatch(gap):
            return way
    return None


def _united(amount: Claim, base: Claim) -> Claim:
    """ "£600,000 above the budgeted 3.7m": a bare number is of the amount's unit."""
    bare = base.figure.kind is Kind.COUNT is not amount.figure.kind and not noun_of(base)
    return in_the_unit_of(amount, base) if bare else base


def _are_alike(level: Claim, base: Claim, amount: Claim) -> bool:
    a, b = level.figure.quantity, base.figure.quantity
    of_one = level.figure.kind is base.figure.kind and a is not None and b is not None
    nouns = {noun_of(level), noun_of(base), noun_of(amount)} - {""}
    return of_one and a is not None and b is not None and a.unit == b.unit and len(nouns) < 2


def _leads_on(sentence: Sentence, level: Claim, amount: Claim) -> bool:
    if level.figure.span.end > amount.figure.span.start:
        return False
    gap = sentence.between(level, amount)
    return len(gap) <= _LONG and cue("beyond", "breaks").search(gap) is None and ";" not in gap


def _is_slip(level: Claim, base: Claim, amount: Claim, way: Direction) -> bool:
    """Whether the three do not fit, and would with one digit changed or two swapped."""
    by = size(amount) if way is Direction.UP else -size(amount)
    room = added(level.figure)
    true = size(base) + by
    if room.low is None or room.high is None or room.low <= true <= room.high:
        return False
    return (
        slips(true, size(level))
        or slips(size(level) - by, size(base))
        or slips(abs(size(level) - size(base)), size(amount))
    )


# ------------------------------------------------------------------------------ times what is set


def times_the_norm(sentence: Sentence, known: Container[Place]) -> Iterator[Moved]:
    """Every multiple of what a level is measured by: "26 micrograms, over four times the guideline
    of 15 micrograms"; level and measure are the only figures of their kind."""
    for level, multiple, base in zip(
        sentence.claims, sentence.claims[1:], sentence.claims[2:], strict=False
    ):
        if multiple.figure.kind is not Kind.MULTIPLE or place_of(multiple) in known:
            continue
        kinds = [claim.figure.kind for claim in sentence.claims]
        if level.figure.kind not in _KINDS or kinds.count(level.figure.kind) != len(Ends._fields):
            continue
        told = _united(level, base)
        if not all(map(_is_plain, (level, told))) or not _are_alike(level, told, level):
            continue
        led = frame("beyond", r"[^.;:]{0,40}(?:,| –| —| is| are| was| were) ")
        set_by = r" (?:the|its|their|an?) (?:[^\W\d_]+(?:['’]s)? ){0,2}{norms}(?: [^\W\d_]+)? of "
        if not led.fullmatch(sentence.between(level, multiple)):
            continue
        if frame("beyond", set_by).fullmatch(sentence.between(multiple, base)):
            yield Moved(Ends(told, level), multiple)


# -------------------------------------------------------------------------- premiums and discounts


def premiums(
    paragraph: Sequence[Sentence], previous: Sequence[Sentence], known: Container[Place]
) -> Iterator[Moved]:
    """Every percentage by which a price is said to lie above or below another behind it, that the
    one price ahead does not: "318p a share. That is a premium of 36 per cent to the 252p". The
    price may stand in the ``previous`` paragraph."""
    for at, sentence in enumerate(paragraph):
        if not sentence.may_say("beyond", "premium", "discount"):
            continue
        for percent, base in pairwise(sentence.claims):
            way = _premium(sentence, percent, base)
            if way is None or place_of(percent) in known:
                continue
            near = paragraph[max(0, at - 1) : at + 1] if at else (*previous, sentence)
            prices = _prices(near, percent, base)
            off = [c for c in prices if not _is_premium(c, base, percent, way)]
            if prices and len(off) == len(prices) and len(set(map(size, prices))) == 1:
                yield Moved(Ends(base, prices[-1]), percent)


def _premium(sentence: Sentence, percent: Claim, base: Claim) -> Direction | None:
    if percent.figure.kind is not Kind.PERCENT or base.figure.kind is not Kind.MONEY:
        return None
    gap = sentence.between(percent, base)
    led, price = sentence.before(percent, 32), r" {to}(?: [^\W\d_]+['’]?s?){0,5} $"
    for key, way in (("premium", Direction.UP), ("discount", Direction.DOWN)):
        ahead = frame("beyond", rf"\b{{{key}}} of $").search(led)
        behind = frame("beyond", rf"[- ]{{{key}}}{price}").match(gap)
        if behind or (ahead and frame("beyond", price).match(gap)):
            return way
    return None


def _prices(near: Sequence[Sentence], percent: Claim, base: Claim) -> list[Claim]:
    """The prices before a premium that may be the one which has it."""
    return [
        claim
        for sentence in near
        for claim in sentence.claims
        if claim.figure.span.end <= percent.figure.span.start and _is_plain(claim)
        if same_kind(claim, base) and size(base) / 2 < size(claim) < size(base) * 2
        if not _is_offered_anew(claim, percent)
    ]


def _is_offered_anew(price: Claim, percent: Claim) -> bool:
    """Whether another price was offered between one and a premium, which is rather that one's."""
    text = price.document.text[price.figure.span.end : percent.figure.span.start]
    return cue("beyond", "offers").search(text) is not None


def _is_premium(price: Claim, base: Claim, percent: Claim, way: Direction) -> bool:
    value = size(price) / size(base) - 1
    stated = middle(percent) if way is Direction.UP else -middle(percent)
    return abs(value - stated) <= step_of(percent)
