"""Changes: two levels of one thing and how far it is between them.

In: the claims of one story. Out: alignments of ``before``, ``after`` and ``change``: "from 40 to
50, up 25%", "rose 25% to 50 from 40", "50, 25% more than the 40 of a year earlier", "doubled from
40 to 80". Where the text names no change, ``change`` is missing; ``after`` has the direction that
the words give it.

Most stand in one sentence, next to each other, with a word before each that says which it is, or
the levels in two, each with its time; a change may stand in a third ("That is a rise of 25%").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.alignment.changing.comparisons import begins_with_than
from checker.alignment.changing.contrasts import contrasts
from checker.alignment.changing.directions import direction
from checker.alignment.changing.either import either
from checker.alignment.changing.levels import (
    LEVELS,
    Levels,
    counts_points,
    goes_on,
    is_relative,
    levels_of,
    runs_on,
)
from checker.alignment.changing.margins import margins
from checker.alignment.changing.only_two import only_two
from checker.alignment.changing.stated import as_stated, is_beyond, is_reckoned_otherwise, is_verb
from checker.alignment.changing.times import is_elsewhere
from checker.alignment.changing.told import Told
from checker.alignment.multiplying.factors import unit_of
from checker.alignment.pairing.headline_changes import headline_changes
from checker.alignment.passages import Ends, Place, Sentence, aligned, paragraphs_of, place_of
from checker.alignment.summing import tabulated, tallies
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Direction, Form, Kind, Modifier
from checker.patterns import lazy

NAME = "change"

_READ = LEVELS | {Kind.MULTIPLE, Kind.PERCENTAGE_POINT}
_RELATIVE = frozenset({Kind.PERCENT, Kind.MULTIPLE, Kind.RATIO})
_CEILINGS = frozenset({Modifier.AT_MOST, Modifier.LESS_THAN})
_ALONE = frozenset({"falls", "levels"})
_CLOSES = lazy(r"\s?(?:[.,;:)–—]|$)")
_OPENS = lazy(r"(?:\s+[^\W\d_]+){0,3}\s?[(]\s?")


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every pair of levels with the change between them, or with a direction in words."""
    told: set[Place] = set()
    between: set[Place] = set()
    for alignment in _beside(claims):
        told.update(place_of(e) for m in alignment.members[1:] for e in m.claims)
        if not _lie_far_apart(alignment):
            between.update(place_of(e) for e in alignment.members[-1].claims)
        yield alignment
    yield from _of_headlines(claims)
    for paragraph in paragraphs_of(claims):
        may = paragraph.may
        moved = contrasts(paragraph, told) if "contrasts" in may else ()
        for (before, after), change in moved:
            grounds = ("levels of two times",)
            found = aligned(NAME, grounds, before=before, after=after, change=change)
            if not _lie_far_apart(found):
                between.add(place_of(change))
            yield found
        twice = either(paragraph, between) if "either" in may else ()
        for (before, after), change in twice:
            grounds = ("told as an amount and as a percentage",)
            between.add(place_of(change))
            yield aligned(NAME, grounds, before=before, after=after, change=change)
        only = only_two(paragraph, told | between) if {"shares", "parted"} <= may else ()
        for level, _ in only:
            if level is not None:
                (before, after), change = level.levels, level.change
                grounds = ("the only two figures of their kind",)
                yield aligned(NAME, grounds, before=before, after=after, change=change)


def _of_headlines(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    for (before, after), change in headline_changes(claims):
        grounds = ("the levels of the text below",)
        yield aligned(NAME, grounds, before=before, after=after, change=change)


def _lie_far_apart(found: Alignment) -> bool:
    """Whether two levels are so far apart that one is rather an amount: "£30 to a £1,500 bill"."""
    ends = [m.claims[0].figure.quantity for m in found if m.role in ("before", "after")]
    sizes = [abs(end.low) for end in ends if end is not None and end.low]
    return len(sizes) > 1 and max(sizes) > min(sizes) * _FAR


_FAR = 5


def _beside(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    for paragraph in paragraphs_of(claims):
        previous: list[Ends] = []
        for one, other, between in margins(paragraph) if "margins" in paragraph.may else ():
            yield aligned(NAME, ("two times",), before=one, after=other, change=between)
        for sentence in paragraph:
            if not previous and _ALONE.isdisjoint(sentence.may):
                continue
            figures = _without_conversions(sentence)
            if previous and figures:
                yield from _referred(sentence, figures[0], previous)
            if "falls" in sentence.may:
                yield from _alone(sentence, figures)
            previous = []
            if "levels" not in sentence.may:
                continue
            for levels in levels_of(sentence, figures):
                previous.append(levels.ends)
                yield from _alignments(sentence, figures, levels)
            yield from _of_durations(sentence)

    for grid in tabulated.tables(claims):
        for before, after, change in tallies.changes(grid):
            yield aligned(NAME, ("a column",), before=before, after=after, change=change)


def _without_conversions(sentence: Sentence) -> list[Claim]:
    """The figures of a sentence, but for those that only tell one before them in another unit: "a
    profit of 11.4 billion kroner ($1.77bn), up from 8.7 billion"."""
    figures = [claim for claim in sentence.claims if claim.figure.kind in _READ]
    told = [
        other
        for one, other in pairwise(figures)
        if one.figure.kind is other.figure.kind in (Kind.MONEY, Kind.MEASURE)
        and unit_of(one) != unit_of(other)
        and _OPENS.fullmatch(sentence.between(one, other))
        and sentence.after(other).startswith(")")
    ]
    return [claim for claim in figures if not any(claim is each for each in told)]


def _of_durations(sentence: Sentence) -> Iterator[Alignment]:
    """Changes of a length of time: "an average wait of 36 minutes, down from 45 minutes"."""
    if "longer" not in sentence.may:
        return
    figures = [c for c in sentence.claims if c.figure.kind in _READ | {Kind.DURATION}]
    for levels in levels_of(sentence, figures):
        if levels.ends.before.figure.kind is Kind.DURATION:
            yield from _alignments(sentence, figures, levels)


def _alone(sentence: Sentence, figures: list[Claim]) -> Iterator[Alignment]:
    """Falls without their levels, of what cannot be less than nothing."""
    falls = [
        claim for claim in figures if claim.figure.kind is Kind.PERCENT and _falls(sentence, claim)
    ]
    if falls and not sentence.says("shares", "below_zero"):
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


# ------------------------------------------------------------------------------------ the change


def _alignments(sentence: Sentence, figures: list[Claim], levels: Levels) -> Iterator[Alignment]:
    change, grounds = _change(sentence, figures, levels)
    before, after = levels.ends
    if sentence.says("movements", "ranks") or _is_of_other_rates(before, after):
        return
    if change is not None and _is_turned_round(sentence, before, after, change):
        return
    if before.figure.span > after.figure.span and is_elsewhere(Told(sentence, before)):
        return  # "gas is 4 per cent dearer at 82p, against 71p for coal"
    if change is not None:
        change = _as_points(change, before)
    way = direction(sentence, figures, levels, change)
    after = replace(after, figure=replace(after.figure, direction=way))
    if change is None:
        if way is not None:
            yield aligned(NAME, ("the words before it",), before=before, after=after)
        return
    yield aligned(NAME, (grounds,), before=before, after=after, change=as_stated(change, grounds))


def _is_of_other_rates(before: Claim, after: Claim) -> bool:
    """Whether only one of two levels is a rate, and they lie so far apart that it is no rate left
    out: "€7 a day, up 40 per cent from the €35 of last winter"."""
    one, other = before.figure.quantity, after.figure.quantity
    if one is None or other is None or one.unit == other.unit or not (one.low and other.low):
        return False
    rated = (" / " in (one.unit or "")) != (" / " in (other.unit or ""))
    return rated and max(one.low / other.low, other.low / one.low) > _OTHER_RATE


_OTHER_RATE = 3


def _is_turned_round(sentence: Sentence, before: Claim, after: Claim, change: Claim) -> bool:
    """Whether a change is that of a currency of which more are had for another one: "slid from 8
    to 20 to the dollar, a loss of 60%"."""
    one, other, told = size(before), size(after), size(change)
    if change.figure.kind is not Kind.PERCENT or not one or not other:
        return False
    turned = abs(one / other - 1) * 100
    return abs(turned - told) <= 1 and sentence.says("movements", "coins")


def _change(sentence: Sentence, figures: list[Claim], levels: Levels) -> tuple[Claim | None, str]:
    """The one figure that states the change: between the levels, behind them or before them."""
    first, last = figures[levels.first], figures[levels.last]
    found: list[tuple[Claim, str]] = []
    if levels.last - levels.first == 2:
        between = figures[levels.first + 1]
        if _is_signed(sentence, between) or _is_joined(sentence, first, between, last):
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


def _is_joined(sentence: Sentence, first: Claim, between: Claim, last: Claim) -> bool:
    """Whether a figure without a sign stands so close to a level that it tells how far it is to the
    other: "50, or 25 per cent, against 40". What stands in brackets does not ("300 passed (75%)"),
    nor what is told of something else ("4,100 members, 31 per cent of them women")."""
    ahead, behind = sentence.between(first, between), sentence.between(between, last)
    if ahead.rstrip().endswith("("):
        return False
    led = frame("movements", r"(?: [^\W\d_]+)?,? (?:or )?(?:(?:about|some|nearly|almost) )?")
    follows = frame("movements", r",? (?:[^\W\d_]+ )?(?:{before}|than)\b[^.;:]*")
    return led.fullmatch(ahead) is not None or follows.fullmatch(behind) is not None


def _states_the_change(sentence: Sentence, last: Claim, change: Claim) -> bool:
    """ "From 40 to 50 last year, an increase of 25%": cue and change stand behind the levels."""
    gap = _without_when(sentence.between(last, change))
    if not goes_on(gap):
        return False
    if change.figure.kind is Kind.MULTIPLE and is_verb(change):
        so = frame("movements", r"[^;:,]{0,24},? and (?:so |thus |therefore )(?:{have} )?")
        if so.fullmatch(gap):
            return True
    if _is_signed(sentence, change):
        moved = r"[^;]*?[,(–—-]\s?(?:and )?(?:so )?(?:{have} )?(?:{up}|{down})(?: again)? by\s+"
        if frame("movements", moved).fullmatch(gap):
            return not frame("movements", r"\s*since\b").match(sentence.after(change, 16))
        behind = frame("movements", r"[^;]*?[,(–—-]\s?(?:{change}\s+)*|\s+")
        called = (
            r"[^;]*?[,(–—-]\s?(?:or |so )?(?:an?|the) (?:[\w-]+ )?(?:{up}|{down}|{moved}) of\s+"
        )
        closed = _CLOSES.match(sentence.after(change, 8)) is not None
        return bool(behind.fullmatch(gap) or (closed and frame("movements", called).fullmatch(gap)))
    if frame("movements", r"[^;]*?[,(–—-]\s?(?:or|which is|that is)\s+").fullmatch(gap):
        return True
    if gap == ", " and frame("movements", r"\s*(?:[.;,]|$)").match(sentence.after(change)):
        return change.figure.kind is Kind.PERCENT is not last.figure.kind
    return bool(_OPENS.fullmatch(gap) and sentence.after(change)[:1] == ")")


def _without_when(gap: str) -> str:
    """A gap without when the level before it was: "where there were 24,000 before the works"."""
    return frame("movements", r"^(?: [^\W\d_]+)? before(?: the)? [^\W\d_]+").sub("", gap)


def _leads_to(sentence: Sentence, change: Claim, first: Claim) -> bool:
    """ "Rose 25% last year, from 40 to 50": the levels follow the change."""
    again = (
        r" as (?:many|much)(?: [^\W\d_]+){0,2} again"
        r"(?: as [^,;:.–—]{1,40})?(?:[,:]| [–—]) (?:from )?"
    )
    if frame("movements", again).fullmatch(sentence.between(change, first)):
        return True  # "half as many again as before the war: 96, up from 72"
    if not runs_on(sentence, change, first) or not _is_signed(sentence, change):
        return False
    gap = re.sub(
        r"\sbetween\s[^,]{1,20}\sand\s[^,]{1,20}(?=,)", "", sentence.between(change, first)
    )
    if frame("movements", r"[^,;]*, (?:which )?{taking}(?: [^\W\d_]+){1,4} ").fullmatch(gap):
        return first.figure.form is not Form.POINT
    if re.search(r"\band\b", gap):
        return False  # "doubled since May and rose from 40 to 44 in June"
    return (
        "," not in gap
        or re.fullmatch(r"[^,]*,\s*(?:(?:from|to|at)\s+)?", gap, re.IGNORECASE) is not None
    )


def _is_signed(sentence: Sentence, change: Claim) -> bool:
    """Whether words say that a figure is a change: "up 5%", "a rise of 5%", "by 5"."""
    if change.figure.kind is Kind.MULTIPLE or change.figure.direction is not None:
        return True
    before, after = sentence.before(change, 32), sentence.after(change, 24)
    led = frame("movements", r"(?:\bby|(?:{up}|{down}) (?:of|by)|\b{moved} of) $")
    return bool(led.search(before)) or bool(
        frame(
            "movements", r"\s?-?(?:{up}|{down}|as (?:many|much)(?: [^\W\d_]+){0,2} again\b)"
        ).match(after)
    )


def _as_points(change: Claim, before: Claim) -> Claim:
    """ "Up 3 points from 40%": what is counted are percentage points."""
    figure, level = change.figure, before.figure.quantity
    if not counts_points(change) or figure.quantity is None or level is None:
        return change
    points = replace(figure.quantity, unit="percentage_point")
    return replace(change, figure=replace(figure, kind=Kind.PERCENTAGE_POINT, quantity=points))


def _fits(sentence: Sentence, levels: Levels, change: Claim) -> bool:
    """Whether a figure can be the change between two levels, reckoned in the plain way."""
    before = levels.ends.before.figure
    figure = change.figure
    if figure.form is not Form.POINT or figure.quantity is None or before.quantity is None:
        return False
    tail = sentence.after(change, 40)
    if frame("movements", r"\s*{other_base}").match(tail) or _is_than_another(levels, change, tail):
        return False
    if _is_than_a_third(sentence, levels, change) or _is_of_the_inverse(sentence, levels, change):
        return False
    if figure.kind is Kind.MULTIPLE and not is_verb(change) and _is_times_another(tail):
        return False
    if is_reckoned_otherwise(sentence, change):
        return False
    if figure.kind in _RELATIVE:
        return True
    if figure.kind is Kind.PERCENTAGE_POINT or counts_points(change):
        return before.quantity.unit == "percent"
    if is_beyond(levels.ends, change):
        return False
    return (
        figure.kind is before.kind
        and figure.quantity.unit == before.quantity.unit
        and _is_signed(sentence, change)
        and (figure.noun is None or before.noun is None or figure.noun == before.noun)
    )


def _is_of_the_inverse(sentence: Sentence, levels: Levels, change: Claim) -> bool:
    """Whether a rate of exchange is told as so many to the dollar, and the change is that of what
    one of them is worth: "sank from 6 to 24 to the euro, a loss of 75%"."""
    before, after = (end.figure.quantity for end in levels.ends)
    told = change.figure.quantity
    if before is None or after is None or told is None or change.figure.kind is not Kind.PERCENT:
        return False
    if not (before.low and after.high and told.low):
        return False
    last = max(levels.ends, key=lambda end: end.figure.span.end)
    if (
        frame("movements", r"(?: [^\W\d_]+)?? {to_the_coin}\b").match(sentence.after(last, 40))
        is None
    ):
        return False
    # One of these ends is the earlier: what a coin is worth went the other way.
    return abs(abs(before.low / after.high - 1) * 100 - told.low) <= 1


def _is_times_another(tail: str) -> bool:
    """Whether what stands behind a multiple is something else that it is times of: "£188m from
    £204m, or 2.1 times earnings", "twice her salary"."""
    goes_on = frame(
        "movements",
        r"\W*$|\s?[^\w\s]|\s{times_before}\b|\s(?:of )?(?:the |its |their )?(?![^\W\d_])\S",
    )
    return goes_on.match(tail) is None


def _is_than_another(levels: Levels, change: Claim, tail: str) -> bool:
    """Whether a change is reckoned from a level that has no figure: "from 300 to 400 came, 20% more
    than on Friday"."""
    than = frame("movements", r"(?: [^\W\d_]+)? than {then}\b").match(tail)
    last = max(levels.ends, key=lambda level: level.figure.span.start)
    return than is not None and last.figure.span.start < change.figure.span.start


_THAN_ONE = lazy(
    r"(?: [^\W\d_]+){0,2}? (?:than|above|below|over|short of|on|of)(?: (?:the|its|their|an?))? ",
    re.IGNORECASE,
)


def _is_than_a_third(sentence: Sentence, levels: Levels, change: Claim) -> bool:
    """Whether a change is reckoned from a figure behind it that is neither level: "from 18 to 29,
    three more than the 26 that it needs"."""
    ends_of = [level.figure.span for level in levels.ends]
    end = change.figure.span.end
    behind = next((each for each in sentence.claims if each.figure.span.start >= end), None)
    if behind is None or behind.figure.kind is not levels.ends.after.figure.kind:
        return False
    start = behind.figure.span.start
    if any(span.start <= start <= span.end for span in ends_of):
        return False
    gap = sentence.document.text[end:start]
    return begins_with_than(behind) or _THAN_ONE.fullmatch(gap) is not None


# ------------------------------------------------------------------------------ the next sentence


def _referred(sentence: Sentence, first: Claim, previous: list[Ends]) -> Iterator[Alignment]:
    """ "Arrests rose from 40 to 50. That is an increase of 20%." """
    if len(previous) != 1 or not is_relative(first):
        return
    before = sentence.before(first)
    if not frame("movements", r"{refers}(?: {change})*\s+").fullmatch(before):
        return
    levels = Levels(previous[0], 0, 0)
    if _is_signed(sentence, first) and _fits(sentence, levels, first):
        yield aligned(
            NAME,
            ("the sentence behind its two levels",),
            before=previous[0].before,
            after=previous[0].after,
            change=first,
        )
