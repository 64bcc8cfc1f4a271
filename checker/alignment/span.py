"""Spans: two points in time and what lies between them.

In: the claims of one story. Out: alignments of ``start``, ``end`` and ``length``: "57 days, from
3 March to 14 April", "left at 3.14am and landed at 4.02am, 48 minutes later", "from 1998 to 2012,
a term of 14 years". An age has its birth as ``start``. Where the end is the day of the article
("in June 1997, 28 years ago"), ``end`` is missing and ``length`` has the scope ``ago``; it has
the scope ``loose`` where the words do not prove that it goes with the points. A weekday
with a date stands alone as ``start``, with the year that the article suggests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from checker.alignment.needs import NIGHTS
from checker.alignment.pairing.headline_days import headline_days
from checker.alignment.passages import (
    Paragraph,
    Place,
    Sentence,
    aligned,
    narrowed,
    paragraphs_of,
    place_of,
)
from checker.alignment.timing.anniversaries import backwards, since_then
from checker.alignment.timing.beside import NAME, POINTS, may_cross_zones, spans_in
from checker.alignment.timing.births import ages
from checker.alignment.timing.bound_spans import bound_spans, counted_units
from checker.alignment.timing.jubilees import jubilees
from checker.alignment.timing.lifetimes import lifetimes
from checker.alignment.timing.looking_back import looking_back
from checker.alignment.timing.nth_weekdays import nth_weekdays
from checker.alignment.timing.one_life import lives_in, one_life
from checker.alignment.timing.onwards import spans_across
from checker.alignment.timing.points import in_turn, joined, plain
from checker.alignment.timing.reckonings import reckonings
from checker.alignment.timing.stretches import stretches
from checker.alignment.timing.turned_days import turned_days
from checker.alignment.timing.until_now import until_now
from checker.alignment.timing.weekdays import looked_back_to, weekdays
from checker.model import Alignment, Claim, Kind, Slot

_TIMED = POINTS | {Kind.DURATION, Kind.ORDINAL}
_LENGTHS = frozenset({Kind.DURATION, Kind.ORDINAL})


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every span with its length, every age with its birth, and every weekday with its date."""
    last: Paragraph | None = None
    back = looked_back_to(claims)
    for paragraph in paragraphs_of(claims):
        if "times" in paragraph.may:
            yield from _of_a_paragraph(paragraph, last, back)
            last = paragraph
    yield from _ages(claims)
    yield from headline_days(claims)


_LOOKED_FOR = frozenset(
    {
        "jubilees",
        "weekdays",
        "turned days",
        "counted units",
        "backwards",
        "spans",
        "spans across",
        "lapses",
    }
)


def _of_a_paragraph(
    whole: Paragraph, last: Paragraph | None, back: frozenset[tuple[str, int]]
) -> Iterator[Alignment]:
    """The spans of a paragraph; ``last`` is the one before it that has points or lengths, ``back``
    the years to which its article looks back."""
    may = whole.may
    ahead = _ahead(whole, last) if "lengths" in may else None
    if may.isdisjoint(_LOOKED_FOR) and ahead is None:
        return
    paragraph = next(narrowed((whole,), _timed), None)
    if paragraph is None:
        return
    years = {c.figure.moment.year for s in paragraph for c in s.claims if c.figure.moment}
    days = [c for s in paragraph for c in s.claims if c.figure.kind is Kind.DATE]
    for sentence, behind in zip(paragraph, (*paragraph[1:], None), strict=True):
        if "weekdays" in sentence.may:
            yield from weekdays(sentence, years, days, back)
            yield from nth_weekdays(sentence, years)
        for start, end in turned_days(sentence) if "turned days" in sentence.may else ():
            yield aligned(NAME, ("the end before the beginning",), start=start, end=end)
        if "backwards" in sentence.may:
            yield from until_now(sentence, behind)
        if "jubilees" in sentence.may:
            yield from jubilees(sentence)
        if "counted units" in sentence.may:
            yield from counted_units(sentence)
    found = [
        back
        for sentence in paragraph
        if "backwards" in sentence.may
        for back in backwards(sentence)
    ]
    told = tuple(map(plain, paragraph))
    found += _told(told, may)
    if "lapses" in may:
        found += _bound(told, found)
    yield from found
    if "lapses" in may or ahead is not None:
        yield from _loose(told, paragraph, ahead, found)


def _ahead(paragraph: Paragraph, last: Paragraph | None) -> Sentence | None:
    """The last sentence with points or lengths before a paragraph, where it has points."""
    if last is None or last[0].document.name != paragraph[0].document.name:
        return None
    sentences = next(narrowed((last,), _timed), None)
    if sentences is None or all(c.figure.kind not in POINTS for c in sentences[-1].claims):
        return None
    return plain(sentences[-1])


def _timed(claim: Claim) -> Claim | None:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is Kind.COUNT and figure.noun in NIGHTS and quantity is not None:
        days = replace(quantity, unit="day")
        return replace(claim, figure=replace(figure, kind=Kind.DURATION, quantity=days, noun=None))
    if figure.kind is Kind.DURATION and claim.document.text.startswith(
        _BY_THE_CLOCK, figure.span.end
    ):
        return None
    return claim if figure.kind in _TIMED else None


# "25 minutes past the hour" is when, and no length.
_BY_THE_CLOCK = (" past the hour", " to the hour", " past each hour", " past every hour")


def _ages(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every age with its birth, its point or another age."""
    told = [each for each in paragraphs_of(claims) if "one life" in each.may]
    lives = tuple(lives_in(told))
    taken: set[Place] = set()
    for each in chain(
        (a for life in lives for a in one_life(life)), ages(claims), _lifetimes(claims)
    ):
        own = {place_of(c) for m in each if m.role != "start" for c in m.claims}
        if taken.isdisjoint(own) and not any(life.are_otherwise(each) for life in lives):
            taken |= own
            yield each


def _lifetimes(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    for paragraph in paragraphs_of(claims):
        if "lifetimes" in paragraph.may:
            yield from lifetimes(paragraph)


def _told(paragraph: Sequence[Sentence], may: frozenset[str]) -> Iterator[Alignment]:
    """The spans of a paragraph whose words say that they are one."""
    for sentence in paragraph:
        if "spans" in sentence.may:
            yield from spans_in(sentence)
    if "spans across" in may:
        yield from spans_across(paragraph)


def _bound(told: Sequence[Sentence], found: Sequence[Alignment]) -> list[Alignment]:
    """The bound spans of lengths that are in no other one."""
    known = {c.figure.span for each in found for m in each for c in m.claims}
    bound = (each for sentence in told for each in bound_spans(sentence))
    return [
        each
        for each in bound
        if not any(c.figure.span in known for m in each if m.role == "length" for c in m.claims)
    ]


def _is_since(point: Claim) -> bool:
    return point.document.text[: point.figure.span.start].lower().endswith("since ")


def _loose(
    paragraph: Sequence[Sentence],
    written: Sequence[Sentence],
    ahead: Sentence | None,
    found: Sequence[Alignment],
) -> Iterator[Alignment]:
    """The stretches of a paragraph, of lengths that are in no other span; their scope is
    ``loose``. ``written`` is the paragraph with its ordinals."""
    if not any(c.figure.kind in _LENGTHS for s in written for c in s.claims):
        return
    taken = {c.figure.span for each in found for m in each if m.role == "length" for c in m.claims}
    slips = {each.length.figure.span: each for each in reckonings(paragraph)}
    for start, end, length in stretches(paragraph, ahead):
        slip = slips.get(length.figure.span)
        if slip is not None and {slip.start, slip.end} == {start, end}:
            continue
        slips.pop(length.figure.span, None)
        home = next(each for each in paragraph if length in each.claims)
        start, end = in_turn(start, end)  # noqa: PLW2901 - the same two
        if length.figure.span not in taken and not may_cross_zones(home, start, end, length):
            loose = replace(length, scope=Slot("loose", length.figure.surface, length.figure.span))
            if _is_since(end):
                start, end = end, start  # noqa: PLW2901 - "13:10: it had burned since 2.40am"
            yield aligned(NAME, ("points before it",), start=start, end=end, length=loose)
    spoken_for = taken.copy()
    taken |= slips.keys()
    for point, length in looking_back([joined(each) for each in written]):
        if length.figure.span not in taken:
            yield since_then(point, length)
    for start, end, length in slips.values():
        home = next(each for each in paragraph if each.segment.span == length.segment.span)
        if length.figure.span not in spoken_for and not may_cross_zones(home, start, end, length):
            grounds = "the only points of the passage, off by a slip"
            yield aligned(NAME, (grounds,), start=start, end=end, length=length)
