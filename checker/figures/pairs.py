"""Two figures that are one: ranges, changes and scores.

In: the readings of a block in order, and the text. Out: the readings with each pair joined.
"20-30", "between $2m and $3m" and "10 to 15%" are ranges; "rose from 20 to 30" is a change; "3-2" a
score.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from checker.figures import cues, ellipses
from checker.figures.composites import composite, seconds_behind, stones
from checker.figures.ellipses import MOVES, may_join, value_of
from checker.figures.numerals import ONE
from checker.figures.reading import Reading
from checker.model import Direction, Form, Kind, Modifier
from checker.patterns import lazy

NAME = "pairs"
# How many code points may stand between two ends, and how far before them a verb may stand.
_FARTHEST = 24
_REACH = 72
_DASH = lazy(r"[\s\u00a0]?[-‑–—−~][\s\u00a0]?")
_HEDGE = rf"(?:(?:{cues.pattern('hedging')})\s+)?"
_LINK = lazy(
    rf"(?:\s*[-‑–—]\s*to[\s-]*|\s+(?P<word>to|and|or|through|until)\s+{_HEDGE})", re.IGNORECASE
)
# "The difference between 300 and 200": two figures, and nothing that lies between them.
_TWO = lazy(rf"\b(?:{cues.pattern('two_between')})\s+between\s+{_HEDGE}$", re.IGNORECASE)
_BETWEEN = lazy(rf"\b(?P<cue>between|from)\s+{_HEDGE}$", re.IGNORECASE)
_CHANGE_VERB = lazy(
    rf"\b(?:{cues.pattern('movement')})\b(?:[^.;:]|[.:](?=\d)){{0,60}}$", re.IGNORECASE
)
_FALLING = lazy(
    r"(?: [^\W\d_]+){0,2},? (?:falling|dropping|declining|sinking|going down|decreasing|shrinking"
    r"|getting cheaper|the (?:dearest|heaviest|highest|tallest|largest|biggest|oldest))\b",
    re.IGNORECASE,
)
_SPANNING = lazy(rf"\b(?:{cues.pattern('spanning')})\s+$", re.IGNORECASE)
_SPORT = lazy(rf"\b(?:{cues.pattern('contest')})\b", re.IGNORECASE)
_RESULT = lazy(rf"\s+(?:(?:{cues.pattern('leg')})\s+){{0,2}}(?:{cues.pattern('result')})(?![^\W_])")
_VOTE = lazy(rf"\b(?:{cues.pattern('ballot')})\b", re.IGNORECASE)
_VOTES_TO = lazy(r"\s+votes?\s+to\s+")
_GIVE_OR_TAKE = frozenset(("±", "+/-", "+/−", "+/–", "plus or minus", "give or take"))
_JOINERS = frozenset(
    ("to", "and", "or", "through", "until", "vote", "votes", "for", "plus", "give")
)
_WICKETS = lazy(rf"\b(?:{cues.pattern('cricket')})(?![^\W_])", re.IGNORECASE)
_ALL_OUT = 10
_MARKS = frozenset("-‑–—−~,±+")
# A first end that is so many times the second one's digits does not share its magnitude.
_FAR_MORE = 50
# How many times its rise a level is at least.
_FAR_APART = 3
_UNITED = frozenset((Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.MONEY))
_FROM = frozenset((", from ", " from "))


class _Between(NamedTuple):
    """What stands between two readings and before the first of them: behind the reading before, and
    as far as a verb may stand."""

    gap: str
    before: str
    clause: str


def join(text: str, floor: int, readings: list[Reading]) -> list[Reading]:
    """The readings of one block, which begins at ``floor``, with pairs joined, in order."""
    joined: list[Reading] = []
    index = 0
    while index < len(readings):
        first = readings[index]
        second = readings[index + 1] if index + 1 < len(readings) else None
        if second is not None and _may_link(text, first.end, second.start):
            behind = joined[-1].end if joined else floor
            before = text[max(behind, first.start - _REACH) : first.start]
            if joined and before in _FROM:
                # "more than doubled, from 7% to 16%": the verb stands before the change
                before = text[max(floor, behind - _REACH) : first.start]
            if joined and _next_set(text, joined[-1], first, second):
                pair: Reading | None = _score(first, second)
            else:
                pair = _pair(
                    text,
                    first,
                    second,
                    _Between(
                        text[first.end : second.start],
                        before,
                        text[max(floor, first.start - _REACH) : first.start],
                    ),
                )
            if pair is not None:
                pair = _like_the_last(text, joined, pair)
                index += 2
                while index < len(readings) and (more := _extended(text, pair, readings[index])):
                    pair, index = more, index + 1  # "1 hour 4 minutes 12 seconds"
                joined.append(pair)
                continue
            first = ellipses.lent(text, first, second)
        joined.append(ellipses.shared(text, joined, first))
        index += 1
    return joined


def _like_the_last(text: str, joined: list[Reading], pair: Reading) -> Reading:
    """The second of "coffee went from £3.20 to £3.92 and beef from £3.75 to £4.65": a change as the
    one before it, whose verb it shares."""
    if pair.form is not Form.RANGE or not text.startswith("from", pair.start):
        return pair
    for last in reversed(joined[-_SO_FAR:]):
        gap = text[last.end : pair.start]
        if len(gap) > _CLAUSES or _STOPS.search(gap):
            return pair
        if last.form is Form.CHANGE and _TOO.search(gap):
            way = Direction.UP if (pair.low or 0) < (pair.high or 0) else Direction.DOWN
            return pair._replace(form=Form.CHANGE, direction=way)
    return pair


_SO_FAR = 3
_CLAUSES = 90
_STOPS = lazy(r"[.;:!?]\s")
_TOO = lazy(r"\band\b|,\s")


def _may_link(text: str, start: int, end: int) -> bool:
    """Whether what stands between two readings may join them, by its first word."""
    if end - start > _FARTHEST:
        return False
    words = text[start:end].split(None, 1)
    return not words or words[0][0] in _MARKS or words[0].lower() in _JOINERS


def _extended(text: str, whole: Reading, part: Reading) -> Reading | None:
    """A quantity in two units with a third behind it."""
    if whole.form is not Form.POINT or part.start - whole.end > _FARTHEST or not may_join(part):
        return None
    return composite(whole, part, text[whole.end : part.start])


# "6-4, 3-6", "2-19 to 1-21"
_NEXT_SCORE = frozenset((", ", " ", " and ", " to "))


def _next_set(text: str, before: Reading, first: Reading, second: Reading) -> bool:
    """Whether "3-6" in "6-4, 3-6, 7-5" is the score of one more set."""
    if before.kind is not Kind.SCORE or not (may_join(first) and may_join(second)):
        return False
    return (
        first.bare
        and second.bare
        and second.noun is None
        and max(value_of(first), value_of(second)) < 200
        and text[first.end : second.start] in ("-", "–")
        and text[before.end : first.start] in _NEXT_SCORE
    )


def _is_by_the_dozen(text: str, first: Reading, second: Reading) -> bool:
    """ "From $2.10 a dozen to $4.20"."""
    return second.kind is Kind.MONEY and text[first.start : first.end].lower() == "a dozen"


def _pair(text: str, first: Reading, second: Reading, between: _Between) -> Reading | None:
    """The one figure that two make, or ``None``."""
    if not (may_join(first) and may_join(second)) or _is_by_the_dozen(text, first, second):
        return stones(first, second, between.gap)
    first, second = _in_coins(text, first, second), _in_coins(text, second, first)
    gap = between.gap
    if _VOTES_TO.fullmatch(gap) and first.kind is second.kind is Kind.COUNT:
        return _score(first, second)
    stop = text[second.end : second.end + 1]
    whole = composite(first, second, gap) or seconds_behind(first, second, gap, stop)
    if whole is not None:
        apart = between.before.rstrip().lower().endswith("between") or (
            "," in gap and text.startswith(" of ", second.end)
        )
        return None if apart else whole
    if gap.strip(", \u00a0\n") in _GIVE_OR_TAKE and first.kind is not Kind.YEAR:
        # "2.45 ± 0.01 kg", "4,180, give or take 350": one quantity, and how well it is known
        unit = second if first.bare else first
        return unit._replace(
            start=first.start,
            end=second.end,
            low=first.low,
            high=first.high,
            step=first.step,
            scale=first.scale,
            modifier=Modifier.ABOUT,
        )
    glued_minus = (
        value_of(second) < 0 and text[second.start] in "-−–" and gap in ("", " ", "\u00a0")
    )
    if _DASH.fullmatch(gap) or glued_minus:
        return _dashed(text, first, second, between.before)
    link = _LINK.fullmatch(gap)
    if link is None:
        return _score(first, second) if _is_innings(text, first, second, gap) else None
    word = (link["word"] or "to").lower()
    cue = _BETWEEN.search(between.before)
    if word == "and":
        joins = cue is not None and cue["cue"].lower() == "between"
        if joins and _TWO.search(between.before):
            return None
    elif word == "or":
        joins = _next_to(first, second, between.before)
    else:
        if cue is None and first.bare != second.bare and _moves_to(first, second, between.before):
            return None  # "goes up by 2,500 crowns to 60,500"
        if cue is None and not _plain_range(first, second, between.before):
            return _vote(first, second, between)
        if cue is None and _moves_to(first, second, between.before):
            return None
        joins = True
    if cue is not None and joins and _lends(first, second):
        second = second._replace(
            kind=first.kind, unit=first.unit, dimension=first.dimension, bare=False
        )
    if not joins or not _agree(first, second) or first.kind is Kind.YEAR:
        return None
    falls = word == "and" and value_of(first) > value_of(second)
    ranged = _ranged(_completed(first, second), second, between, cue, word)
    return _fallen(ranged) if falls and _FALLING.match(text, second.end) else ranged


def _fallen(ranged: Reading) -> Reading:
    """ "Between £80 and £35, falling towards the back": the order is that of the fall."""
    return ranged._replace(form=Form.CHANGE, direction=Direction.DOWN)


def _is_innings(text: str, first: Reading, second: Reading, gap: str) -> bool:
    """ "They were 121 for four at tea": runs and wickets."""
    if gap != " for " or not (first.bare and second.bare) or first.kind is not Kind.COUNT:
        return False
    if second.kind is not Kind.COUNT or second.noun is not None or value_of(second) > _ALL_OUT:
        return False
    near = text[max(0, first.start - _FAR_BEHIND) : second.end + _REACH]
    return _WICKETS.search(near) is not None


_FAR_BEHIND = 160


def _lends(first: Reading, second: Reading) -> bool:
    """Whether the first end has the unit of both: "from 54% to 61", "from 323 days to 421"."""
    bare = second.kind is Kind.COUNT and second.bare and second.noun is None
    return bare and first.kind in _UNITED and first.scale == second.scale


def _moves_to(first: Reading, second: Reading, before: str) -> bool:
    """Whether "by 28p to £4.98" is how far something moved and where to: two figures that have a
    unit each, or none, and are far apart."""
    if value_of(second) < _FAR_APART * abs(value_of(first)):
        return False
    if first.bare != second.bare and not before.rstrip().endswith(" by"):
        return False
    return MOVES.search(before) is not None


_COINS = Decimal("0.01")
_WHOLE_COINS = lazy(r"(\d+)\s?(?!m|bn|k)[^\W\d]")


def _in_coins(text: str, bare: Reading, other: Reading) -> Reading:
    """A bare number beside so many pence or cents as so many of them: "from 80p to 120", "80 to 90
    cents"; but not one with a point, "80p to 1.20"."""
    if not bare.bare or bare.kind is not Kind.COUNT or bare.step < ONE or bare.scale != ONE:
        return bare
    if other.kind is not Kind.MONEY or other.low is None or other.unit is None:
        return bare
    coins = _WHOLE_COINS.match(text, other.start, other.end)
    if coins is None or Decimal(coins[1]) * _COINS != other.low:
        return bare
    low, high = value_of(bare) * _COINS, (bare.high or bare.low or ONE) * _COINS
    return bare._replace(low=low, high=high, step=bare.step * _COINS)


def _score(first: Reading, second: Reading) -> Reading:
    return Reading(first.start, second.end, Kind.SCORE, NAME, first.low, second.low)


def _ranged(
    left: Reading, right: Reading, between: _Between, cue: re.Match[str] | None, word: str
) -> Reading:
    """A range, or with "from" and a verb of movement, or downwards, a change."""
    if cue is None:
        return _joined(left, right, Form.RANGE, left.start)
    before = between.before
    start = left.start - len(before) + cue.start()
    if cue["cue"].lower() == "from" and word == "to":
        down = value_of(left) > value_of(right)
        # "have gone up by 4.5% since May, from £60 to £72": the verb stands before another figure
        apart = before[: cue.start()].rstrip()[-1:] == ","
        clause = between.clause[: start - left.start] if apart else before[: cue.start()]
        spans = _SPANNING.search(before[: cue.start()])
        if down or (_CHANGE_VERB.search(clause) and not spans):
            way = Direction.DOWN if down else Direction.UP
            return _joined(left, right, Form.CHANGE, start)._replace(direction=way)
    return _joined(left, right, Form.RANGE, start)


def _next_to(first: Reading, second: Reading, before: str) -> bool:
    """Whether "six or seven" is one vague count and not an alternative or the end of a list."""
    if before.rstrip().endswith(",") or first.noun is not None:
        return False  # "£12, £18 or £25.50"
    low, high = value_of(first), value_of(second)
    if first.scale == ONE and low < 1000:
        low *= second.scale
    near = low < high and high - low <= max(second.scale, low)
    return near and (first.bare or first.unit == second.unit)


_THOSE = lazy(r"\b(?:those|ones|others|the\s+rest)\s+(?:at|of|on|with|from|in)\s+$")


def _plain_range(first: Reading, second: Reading, before: str) -> bool:
    """ "20 to 30 people", "5km to 7km", without "from" or "between"."""
    if first.kind is Kind.YEAR or (first.noun is not None and first.kind is Kind.COUNT):
        return False
    low, high = value_of(first), value_of(second)
    if second.bare and first.bare and second.noun is None:
        return low < high and not _VOTE.search(before)
    # "40 to 6 weeks" lost a digit; in "those at 90 to 16 per cent" the verb is left out.
    shared = first.bare and second.kind is not Kind.COUNT and not _THOSE.search(before)
    return low < high or second.scale > first.scale or high < low < 0 or shared


def _vote(first: Reading, second: Reading, between: _Between) -> Reading | None:
    """ "voted 56 to 44": a pair of counts, not a range."""
    bare = first.bare and second.bare and second.noun is None
    if bare and between.gap.strip() == "to" and _VOTE.search(between.clause):
        return _score(first, second)
    return None


def _dashed(text: str, first: Reading, second: Reading, before: str) -> Reading | None:
    """ "20-30", "$3-5 billion", and the scores that look the same."""
    if value_of(second) < 0:
        second = second._replace(low=-value_of(second), high=-value_of(second))
    low, high = value_of(first), value_of(second)
    if first.bare and second.kind is Kind.COUNT and first.scale == second.scale == 1:
        behind = text[second.end : second.end + 12].strip()
        if max(low, high) < 200 and _RESULT.match(text, second.end):
            return _score(first, second)  # "the 34-17 victors"
        contest = bool(_SPORT.search(before[-48:]) or _SPORT.match(behind))
        backwards = low > high or (low == high and second.noun is None)
        # "won 4-2 on penalties", "a 5-4 thriller": few things are counted backwards
        likely = contest if low < high else backwards and (second.noun is None or low < 30)
        small = max(low, high) < 200 or (second.noun is None and low > high)
        if small and likely and (second.noun is None or low > high):
            return _score(first, second)
    if not _agree(first, second):
        return None
    whole = _completed(first, second)
    named = not whole.bare or second.noun is not None
    if named and value_of(whole) > high and text[first.end].isspace():
        return None  # "sold for £475,000 – £25,000 below the asking price", "for 90 – 60 adults"
    return _joined(whole, second, Form.RANGE, first.start)


def _agree(first: Reading, second: Reading) -> bool:
    """Whether two figures may be the ends of one quantity."""
    if first.kind is second.kind:
        if first.unit == second.unit:
            return first.noun is None or second.noun is None or first.noun == second.noun
        return first.kind is Kind.MONEY and (
            first.unit is None or second.unit is None or second.unit.startswith(first.unit or "?")
        )
    if first.kind is Kind.COUNT and first.bare:
        return second.kind is not Kind.YEAR
    return second.kind is Kind.COUNT and second.bare and first.kind is Kind.MONEY


def _completed(first: Reading, second: Reading) -> Reading:
    """The first end with the magnitude that only the second one carries: "$3-5 billion"."""
    low, scale = value_of(first), second.scale
    if first.scale != ONE or scale == ONE or abs(low) >= 1000:
        return first
    if abs(low) * scale >= abs(value_of(second)) * _FAR_MORE:
        return first  # "from 900 to 1.2 million" grew
    return first._replace(low=low * scale, high=low * scale, step=first.step * scale)


def _joined(first: Reading, second: Reading, form: Form, start: int) -> Reading:
    lead = second if not second.bare or first.bare else first
    return lead._replace(
        start=start,
        end=second.end,
        kind=lead.kind,
        pattern=NAME,
        low=first.low,
        high=second.low,
        step=min(first.step, second.step),
        form=form,
        bare=first.bare and second.bare,
        noun=second.noun or first.noun,
        noun_start=second.noun_start or first.noun_start,
        noun_end=second.noun_end or first.noun_end,
    )
