"""Changes: two levels of one thing and how far it is between them.

In: the claims of one story. Out: alignments of ``before``, ``after`` and ``change``: "from 40 to
50, up 25%", "rose 25% to 50 from 40", "50, 25% more than the 40 of a year earlier", "doubled from
40 to 80". Where the text names no change, ``change`` is missing; ``after`` has the direction that
the words give it.

All stand in one sentence, next to each other, with a word before each that says which it is; only
a change may begin the next one ("That is a rise of 25%").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from checker.alignment import tabulated, tallies
from checker.alignment.comparisons import (
    begins_with_than,
    is_difference,
    is_restated,
    plain,
)
from checker.alignment.passages import Ends, Sentence, aligned, ends, paragraphs_of, same_rate
from checker.alignment.wording import alternatives, cue, frame, may_end_with
from checker.model import Alignment, Claim, Direction, Form, Kind, Modifier
from checker.patterns import lazy

NAME = "change"

_LEVELS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.RATIO, Kind.SCALE})
_READ = _LEVELS | {Kind.MULTIPLE, Kind.PERCENTAGE_POINT}
_RELATIVE = frozenset({Kind.PERCENT, Kind.MULTIPLE, Kind.RATIO})
_CEILINGS = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
_GAP = 90
_THOUSAND = 1000
_OPENS = lazy(r"(?:\s+[^\W\d_]+){0,3}\s?[(]\s?")
_BREAK = lazy(r"[;:?!]|\.\s")


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair of levels with the change between them, or with a direction in words."""
    for paragraph in paragraphs_of(claims):
        previous: list[Ends] = []
        for sentence in paragraph:
            figures = [claim for claim in sentence.claims if claim.figure.kind in _READ]
            if previous and figures:
                yield from _referred(sentence, figures[0], previous)
            yield from _alone(sentence, figures)
            previous = []
            for levels in _levels(sentence, figures):
                previous.append(levels.ends)
                yield from _alignments(sentence, figures, levels)

    for grid in tabulated.tables(claims):
        for before, after, change in tallies.changes(grid):
            yield aligned(NAME, ("a column",), before=before, after=after, change=change)


def _alone(sentence: Sentence, figures: list[Claim]) -> Iterator[Alignment]:
    """Falls without their levels, of what cannot be less than nothing."""
    falls = [
        claim for claim in figures if claim.figure.kind is Kind.PERCENT and _falls(sentence, claim)
    ]
    if falls and not cue("shares", "below_zero").search(sentence.text):
        for claim in falls:
            yield aligned(NAME, ("a fall by itself",), change=claim)


def _falls(sentence: Sentence, claim: Claim) -> bool:
    """Whether a percentage is how far something fell, and no level: "cut a 120% tariff" and "fell
    below 120%" name levels, and what goes on "to 90%" does too."""
    figure = claim.figure
    if figure.direction is not Direction.DOWN or figure.modifier in _CEILINGS:
        return False
    by = frame("movements", r"(?:\b(?:by|of)|{down}(?: {quickly})?) $")
    if by.search(sentence.before(claim, 40)):
        return frame("movements", r"[^,;:.]*? to ").match(sentence.after(claim, 40)) is None
    return frame("movements", r"\s?-?(?:{down})").match(sentence.after(claim, 24)) is not None


class _Levels:
    """The two levels that stand in a sentence, and the places of their figures in it."""

    __slots__ = ("ends", "first", "last")

    def __init__(self, found: Ends, first: int, last: int) -> None:
        self.ends, self.first, self.last = found, first, last


# ------------------------------------------------------------------------------------ two levels


def _levels(sentence: Sentence, figures: list[Claim]) -> Iterator[_Levels]:
    """The pairs of levels of a sentence: one figure with two ends, or two with their cues."""
    apart = len(figures) > 1 and _may_have_levels(sentence.text)
    for place, claim in enumerate(figures):
        if claim.figure.kind in _LEVELS and claim.figure.form is not Form.POINT:
            found = _written_as_one(sentence, claim)
            if found is not None:
                yield _Levels(found, place, place)
        for other in (place + 1, place + 2):
            if apart and other < len(figures):
                found = _written_apart(sentence, figures, place, other)
                if found is not None:
                    yield _Levels(found, place, other)


def _may_have_levels(text: str) -> bool:
    """Whether words are there that stand before a level, or a bracket."""
    return "(" in text or cue("movements", "before", "earlier", "now", "before_behind").may_be_in(
        text
    )


def _written_as_one(sentence: Sentence, claim: Claim) -> Ends | None:
    """ "From 40 to 50"; "40 to 50" without the word is a range."""
    text = claim.document.text[claim.figure.span.start : claim.figure.span.end]
    is_from = text[:5].lower().startswith("from") or frame(
        "movements", r"\bfrom\s+{earlier}\s+$"
    ).search(sentence.before(claim, 40))
    if claim.figure.form is not Form.CHANGE and not is_from:
        return None
    found = ends(claim)
    return None if found is None or _borrows_a_scale(found) else found


def _borrows_a_scale(found: Ends) -> bool:
    """True for "900" in "from 900 to 1.2 million", which may be as written or as its neighbour."""
    quantity, later = found.before.figure.quantity, found.after.figure
    try:
        written = Decimal(found.before.figure.surface.replace(",", ""))
    except InvalidOperation:
        return False
    scaled = later.quantity is not None and (later.quantity.low or 0) >= _THOUSAND
    alone = written < _THOUSAND and scaled and any(map(str.isalpha, later.surface))
    return quantity is None or written != quantity.low or alone


def _written_apart(sentence: Sentence, figures: list[Claim], first: int, last: int) -> Ends | None:
    """Two figures of one kind and unit, the earlier level behind "from" or "than the"."""
    points = last - first == 2 and _counts_points(figures[first + 1])
    a, b = _of_one_kind(figures[first], figures[last], points)
    if a is None or b is None or _moves_by(sentence, a):
        return None
    if _in_bracket(sentence, a, b):
        return Ends(b, a)
    if not _runs_on(sentence, a, b):
        return None
    if last - first == 2 and _is_multiple_of(sentence, figures[first + 1], b):
        return Ends(b, a)
    from_b = _stands_behind(sentence, b, "before")
    if from_b and is_difference(sentence, a, b):
        return None
    to_from = from_b and _stands_behind(sentence, a, "after")
    if last - first == 2 and not to_from:
        between = figures[first + 1]
        if _stands_behind(sentence, between, "after"):
            return None
        told = _is_relative(between) or (
            _moves_by(sentence, between) and not is_restated(sentence, a)
        )
        if not told and not is_difference(sentence, between, b):
            return None
    if to_from:
        return Ends(plain(b), a)
    if from_b and _stands_behind(sentence, a, "before"):
        return None  # "from 64 to 100 for cars, and from 400 for vans"
    if from_b:
        nearer = any(
            _stands_behind(sentence, f, "after") for f in figures[max(0, first - 2) : first]
        )
        return None if nearer else Ends(plain(b), a)
    was = _stands_behind(sentence, a, "before") or _is_of_the_past(sentence, a)
    now = _stands_behind(sentence, b, "now")
    if was and (now or _stands_behind(sentence, b, "after")):
        return Ends(plain(a), b)
    return Ends(a, b) if now and _stands_behind(sentence, a, "once") else None


def _is_multiple_of(sentence: Sentence, multiple: Claim, before: Claim) -> bool:
    """ "£9m, three times the £3m of a year earlier"."""
    if multiple.figure.kind is not Kind.MULTIPLE or multiple.figure.direction is not None:
        return False
    end = before.figure.span.end
    of_year = any(
        claim.figure.kind is Kind.YEAR
        and sentence.document.text[end : claim.figure.span.start] == " of "
        for claim in sentence.claims
    )
    of_then = frame("movements", r" of {before_behind}").match(sentence.after(before, 24))
    earlier = of_year or of_then is not None or _is_of_the_past(sentence, before)
    return earlier and sentence.between(multiple, before) in (" the ", " its ")


def _in_bracket(sentence: Sentence, a: Claim, b: Claim) -> bool:
    """ "2.6 million (2.1 million in 2023)", "2.6 million (2023: 2.1 million)"."""
    gap = sentence.between(a, b)
    if re.fullmatch(r"(?:\s[^\W\d_]+){0,2}\s?\(\s?[^\W_]+:\s", gap):
        return _year_between(sentence, a, b) and sentence.after(b)[:1] == ")"
    opened = re.fullmatch(r"(?:\s[^\W\d_]+){0,2}\s?\(\s?(?:previously\s|was\s)?", gap)
    return opened is not None and _is_of_the_past(sentence, b)


def _is_of_the_past(sentence: Sentence, claim: Claim) -> bool:
    """Whether a year or "a year ago" stands straight behind a figure."""
    tail = sentence.after(claim, 32)
    month = alternatives("calendar", "months")
    if frame("movements", rf"(?:\s[^\W\d_]+)?\s(?:{{before_behind}}|in {month})").match(tail):
        return True
    start = claim.figure.span.end
    return any(
        other.figure.kind is Kind.YEAR
        and re.fullmatch(
            r"(?:\s[^\W\d_]+)?\sin\s", sentence.document.text[start : other.figure.span.start]
        )
        for other in sentence.claims
        if start < other.figure.span.start < start + 24
    )


def _year_between(sentence: Sentence, a: Claim, b: Claim) -> bool:
    return any(
        claim.figure.kind is Kind.YEAR
        and a.figure.span.end <= claim.figure.span.start < b.figure.span.start
        for claim in sentence.claims
    )


def _moves_by(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is itself a change: "by 30%", "up three points"."""
    before = sentence.before(claim, 16).lower().split()
    return before[-1:] in (["by"], ["up"], ["down"]) or _counts_points(claim)


def _of_one_kind(a: Claim, b: Claim, points: bool) -> tuple[Claim, Claim] | tuple[None, None]:
    """Two figures that can be levels of one thing. Where points stand between them, a bare number
    is a percentage too: "31 per cent, up four points from 27"."""
    if _one_kind(a, b):
        return a, b
    for one, other in ((a, b), (b, a)):
        if points and one.figure.kind is Kind.PERCENT and _is_bare(other) and other.figure.quantity:
            figure = other.figure
            quantity = replace(other.figure.quantity, unit="percent")
            shared = replace(other, figure=replace(figure, kind=Kind.PERCENT, quantity=quantity))
            return (a, shared) if other is b else (shared, b)
    return None, None


def _is_bare(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind is Kind.COUNT and figure.noun is None and figure.form is Form.POINT


def _is_relative(claim: Claim) -> bool:
    return claim.figure.kind in _RELATIVE or claim.figure.kind is Kind.PERCENTAGE_POINT


def _one_kind(a: Claim, b: Claim) -> bool:
    one, two = a.figure, b.figure
    if one.kind is not two.kind or one.kind not in _LEVELS:
        return False
    if one.form is not Form.POINT or two.form is not Form.POINT:
        return False
    if one.quantity is None or two.quantity is None:
        return False
    if not same_rate(one.quantity.unit, two.quantity.unit):
        return False
    return one.noun is None or two.noun is None or one.noun.lower() == two.noun.lower()


def _runs_on(sentence: Sentence, a: Claim, b: Claim) -> bool:
    """Whether nothing between two figures begins another matter."""
    gap = sentence.between(a, b)
    return (
        len(gap) <= _GAP and not _BREAK.search(gap) and not cue("movements", "breaks").search(gap)
    )


_OVER = r"\b(?:on|over|above|below)\s+{earlier}\s+"


def _stands_behind(sentence: Sentence, claim: Claim, cues: str) -> bool:
    """Whether a cue stands straight before a figure, or begins it ("more than the 40")."""
    text = sentence.before(claim, 48)
    if not may_end_with(text, "movements", cues, "earlier"):
        return cues == "before" and begins_with_than(claim)
    before = frame("movements", rf"(?:{{{cues}}}\s+(?:{{earlier}}\s+)?|{_OVER})$")
    return bool(before.search(text)) or bool(cues == "before" and begins_with_than(claim))


# ------------------------------------------------------------------------------------ the change


def _alignments(sentence: Sentence, figures: list[Claim], levels: _Levels) -> Iterator[Alignment]:
    change, grounds = _change(sentence, figures, levels)
    before, after = levels.ends
    if cue("movements", "ranks").search(sentence.text):
        return
    if change is not None:
        change = _as_points(change, before)
    way = _direction(sentence, figures, levels, change)
    after = replace(after, figure=replace(after.figure, direction=way))
    if change is None:
        if way is not None:
            yield aligned(NAME, ("the words before it",), before=before, after=after)
        return
    yield aligned(NAME, (grounds,), before=before, after=after, change=change)


def _change(sentence: Sentence, figures: list[Claim], levels: _Levels) -> tuple[Claim | None, str]:
    """The one figure that states the change: between the levels, behind them or before them."""
    first, last = figures[levels.first], figures[levels.last]
    found: list[tuple[Claim, str]] = []
    if levels.last - levels.first == 2:
        between = figures[levels.first + 1]
        # "300 passed (75%), against 280 of the boys": what stands in brackets is no change.
        if _is_signed(sentence, between) or not sentence.before(between, 2).rstrip().endswith("("):
            found.append((between, "between its two levels"))
    if levels.last + 1 < len(figures):
        behind = figures[levels.last + 1]
        if _states_the_change(sentence, last, behind):
            found.append((behind, "behind its two levels"))
    if levels.first > 0:
        ahead = figures[levels.first - 1]
        if _leads_to(sentence, ahead, first):
            found.append((ahead, "before its two levels"))
    fitting = [pair for pair in found if _fits(sentence, levels, pair[0])]
    return fitting[0] if len(fitting) == 1 else (None, "")


def _states_the_change(sentence: Sentence, last: Claim, change: Claim) -> bool:
    """ "From 40 to 50 last year, an increase of 25%": cue and change stand behind the levels."""
    if not _runs_on(sentence, last, change):
        return False
    gap = sentence.between(last, change)
    if _is_signed(sentence, change):
        behind = frame("movements", r"[^;]*?[,(–—-]\s?(?:{change}\s+)*|\s+")
        return behind.fullmatch(gap) is not None
    if frame("movements", r"[^;]*?[,(–—-]\s?(?:or|which is|that is)\s+").fullmatch(gap):
        return True
    return bool(_OPENS.fullmatch(gap) and sentence.after(change)[:1] == ")")


def _leads_to(sentence: Sentence, change: Claim, first: Claim) -> bool:
    """ "Rose 25% last year, from 40 to 50": the levels follow the change."""
    if not _runs_on(sentence, change, first) or not _is_signed(sentence, change):
        return False
    gap = sentence.between(change, first)
    if re.search(r"\band\b", gap):
        return False  # "doubled since May and rose from 40 to 44 in June"
    return (
        "," not in gap
        or re.fullmatch(r"[^,]*,\s*(?:(?:from|to)\s+)?", gap, re.IGNORECASE) is not None
    )


def _is_signed(sentence: Sentence, change: Claim) -> bool:
    """Whether words say that a figure is a change: "up 5%", "a rise of 5%", "by 5"."""
    if change.figure.kind is Kind.MULTIPLE or change.figure.direction is not None:
        return True
    before, after = sentence.before(change, 32), sentence.after(change, 24)
    return bool(frame("movements", r"(?:\bby|(?:{up}|{down}) (?:of|by)) $").search(before)) or bool(
        frame("movements", r"\s?-?(?:{up}|{down})").match(after)
    )


def _as_points(change: Claim, before: Claim) -> Claim:
    """ "Up 3 points from 40%": what is counted are percentage points."""
    figure, level = change.figure, before.figure.quantity
    if not _counts_points(change) or figure.quantity is None or level is None:
        return change
    points = replace(figure.quantity, unit="percentage_point")
    return replace(change, figure=replace(figure, kind=Kind.PERCENTAGE_POINT, quantity=points))


def _counts_points(change: Claim) -> bool:
    figure = change.figure
    return figure.kind is Kind.COUNT and (figure.noun or "").lower() in ("point", "points")


def _fits(sentence: Sentence, levels: _Levels, change: Claim) -> bool:
    """Whether a figure can be the change between two levels, reckoned in the plain way."""
    before = levels.ends.before.figure
    figure = change.figure
    if figure.form is not Form.POINT or figure.quantity is None or before.quantity is None:
        return False
    if frame("movements", r"\s*{other_base}").match(sentence.after(change, 24)):
        return False
    around = f"{sentence.before(change, 48)} | {sentence.after(change, 48)}"
    if cue("movements", "reckoned_otherwise").search(around):
        return False
    if figure.kind in _RELATIVE:
        return True
    if figure.kind is Kind.PERCENTAGE_POINT or _counts_points(change):
        return before.quantity.unit == "percent"
    return (
        figure.kind is before.kind
        and figure.quantity.unit == before.quantity.unit
        and _is_signed(sentence, change)
        and (figure.noun is None or before.noun is None or figure.noun == before.noun)
    )


# --------------------------------------------------------------------------------- the direction


def _direction(
    sentence: Sentence, figures: list[Claim], levels: _Levels, change: Claim | None
) -> Direction | None:
    """Which way the words say it went: those before the levels, or those of the change."""
    first = figures[levels.first]
    gap = sentence.before(first, 64)
    if levels.first > 0:
        reach = first.figure.span.start - figures[levels.first - 1].figure.span.end
        gap = gap[-reach:] if reach < len(gap) and figures[levels.first - 1] is not change else gap
    ways = set()
    for way, verbs in ((Direction.UP, "moving_up"), (Direction.DOWN, "moving_down")):
        if not cue("movements", verbs, f"{verbs}_it").may_be_in(gap):
            continue
        moves = frame("movements", rf"{{{verbs}}}(?: {{steps}})*(?: from)?\s+$").search(gap)
        moves = moves or frame("movements", rf"{{{verbs}_it}}(?: [^\W_]+){{1,3}}\s+$").search(gap)
        if moves and not cue("movements", "denied").search(gap[: moves.start()][-24:]):
            ways.add(way)
    if levels.last > levels.first:
        between = sentence.between(first, figures[levels.last])
        for way, verbs in ((Direction.UP, "up"), (Direction.DOWN, "down")):
            if frame("movements", rf"{{{verbs}}}\s+from\s+$").search(between):
                ways.add(way)
    if change is not None and change.figure.direction is not None:
        ways.add(change.figure.direction)
    return ways.pop() if len(ways) == 1 else None


# ------------------------------------------------------------------------------ the next sentence


def _referred(sentence: Sentence, first: Claim, previous: list[Ends]) -> Iterator[Alignment]:
    """ "Arrests rose from 40 to 50. That is an increase of 20%." """
    if len(previous) != 1 or not _is_relative(first):
        return
    before = sentence.before(first)
    if not frame("movements", r"{refers}(?: {change})*\s+").fullmatch(before):
        return
    levels = _Levels(previous[0], 0, 0)
    if _is_signed(sentence, first) and _fits(sentence, levels, first):
        yield aligned(
            NAME,
            ("the sentence behind its two levels",),
            before=previous[0].before,
            after=previous[0].after,
            change=first,
        )
