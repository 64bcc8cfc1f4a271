"""Levels: two figures of one thing at two times, as they stand in a sentence.

In: a ``Sentence`` and its figures. Out: the earlier and the later level, and the places of their
figures: "from 40 to 50", "50, 25% more than the 40 of a year earlier", "to 50 from 40", "50 (40 in
2023)", "was 40 and is now 50".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from checker.alignment.changing.comparisons import (
    begins_with_than,
    is_difference,
    is_restated,
    plain,
)
from checker.alignment.changing.stated import is_verb
from checker.alignment.passages import Ends, Sentence, ends, same_rate
from checker.alignment.wording import alternatives, cue, frame, may_end_with
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

LEVELS = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.RATIO, Kind.SCALE})
"""What a level can be, but for lengths of time, which mostly say how long something took."""

_RELATIVE = frozenset({Kind.PERCENT, Kind.MULTIPLE, Kind.RATIO})
_UNITED = frozenset({Kind.MEASURE, Kind.MONEY, Kind.DURATION})
_GAP = 90
_THOUSAND = 1000
_NEAR = 5
_BREAK = lazy(r"[;:?!]|\.\s")


class Levels:
    """The two levels that stand in a sentence, and the places of their figures in it."""

    __slots__ = ("ends", "first", "last")

    def __init__(self, found: Ends, first: int, last: int) -> None:
        self.ends, self.first, self.last = found, first, last


def levels_of(sentence: Sentence, figures: list[Claim]) -> Iterator[Levels]:
    """The pairs of levels of a sentence: one figure with two ends, or two with their cues."""
    years = any(claim.figure.kind in (Kind.YEAR, Kind.MULTIPLE) for claim in sentence.claims)
    apart = len(figures) > 1 and (years or _may_have_levels(sentence))
    led: dict[int, bool] = {}
    bracket, when = "(" in sentence.words, "when" in sentence.words
    for place, claim in enumerate(figures):
        if claim.figure.kind in LEVELS and claim.figure.form is not Form.POINT:
            found = _written_as_one(sentence, claim)
            if found is not None:
                yield Levels(found, place, place)
        for other in (place + 1, place + 2):
            if not apart or other >= len(figures):
                continue
            kind = figures[other].figure.kind
            if claim.figure.kind is not kind and Kind.COUNT not in (claim.figure.kind, kind):
                continue
            if other not in led:
                led[other] = _may_be_led(sentence, figures[other])
            between = figures[place + 1] if other - place == 2 else None
            told = led[other] or bracket or (when and between is not None)
            if told or _may_be_multiple(figures, place, between):
                found = _written_apart(sentence, figures, place, other)
                if found is not None:
                    yield Levels(found, place, other)


def _may_have_levels(sentence: Sentence) -> bool:
    """Whether words are there that stand before a level, or a bracket."""
    led = "before", "earlier", "now", "before_behind", "again", "once_there"
    return sentence.may_say("movements", *led) or "(" in sentence.text


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
    """True for "900" in "from 900 to 1.2 million", which may be as written or as its neighbour;
    "from 50 to 35 million" are two numbers of millions, which lie near each other."""
    quantity, later = found.before.figure.quantity, found.after.figure
    try:
        written = Decimal(found.before.figure.surface.replace(",", ""))
    except InvalidOperation:
        return False
    if quantity is None:
        return True
    scaled = later.quantity is not None and (later.quantity.low or 0) >= _THOUSAND
    alone = written < _THOUSAND and scaled and any(map(str.isalpha, later.surface))
    ends_at = later.quantity.low if later.quantity is not None else None
    return (written != quantity.low or alone) and not _lie_near(quantity.low, ends_at)


def _lie_near(first: Decimal | None, second: Decimal | None) -> bool:
    if not first or not second:
        return False
    return max(first, second) <= min(first, second) * _NEAR


def _each_moved(sentence: Sentence, figures: Sequence[Claim]) -> bool:
    """Whether each of two levels is told behind its own change: "exports rose 1.8% to 1.59 trillion
    and imports 4.3% to 1.38 trillion"."""
    change, level, other_change, other_level = figures
    return change.figure.kind is other_change.figure.kind is Kind.PERCENT and all(
        sentence.between(one, other).strip() == "to"
        for one, other in ((change, level), (other_change, other_level))
    )


def _written_apart(sentence: Sentence, figures: list[Claim], first: int, last: int) -> Ends | None:
    """Two figures of one kind and unit, the earlier level behind "from" or "than the"."""
    between = figures[first + 1] if last - first == 2 else None
    if first and between is not None and _each_moved(sentence, figures[first - 1 : last + 1]):
        return None
    a, b = of_one_kind(
        figures[first], figures[last], between is not None and counts_points(between)
    )
    if a is None or b is None or _moves_by(sentence, a):
        return None
    if between is not None and _is_made_more(sentence, a, between, b):
        return Ends(a, b)
    if _in_bracket(sentence, a, b) or (between is not None and _than_then(sentence, between, b)):
        return Ends(b, a)
    if not _may_be_led(sentence, b) and not _may_be_multiple(figures, first, between):
        return None
    now = stands_behind(sentence, b, "now")
    once = now and stands_behind(sentence, a, "once")
    if not runs_on(sentence, a, b) and not (once and goes_on(sentence.between(a, b), ";")):
        return None
    as_many = first and _is_as_many(sentence, figures[first - 1], a, b)
    apposed = between is not None and re.fullmatch(_APPOSED, sentence.between(a, between))
    if as_many or (between is not None and apposed and _is_multiple_of(sentence, between, b)):
        return Ends(b, a)
    if stands_behind(sentence, b, "before"):
        return _from_behind(sentence, figures, first, (a, between, b))
    if between is not None and not _tells_change(sentence, a, between, b):
        return None
    if first and _goes_back_to(sentence, figures[first - 1], a):
        return None  # "went up to $3.50 from $3 and will rise to $3.85"
    was = stands_behind(sentence, a, "before") or is_of_the_past(sentence, a)
    if was and (now or stands_behind(sentence, b, "after")):
        return Ends(plain(a), b)
    return Ends(a, b) if once else None


def _may_be_led(sentence: Sentence, claim: Claim) -> bool:
    """False where no word straight before a figure can say that it is a level."""
    led = "before", "now", "after", "earlier"
    return (
        may_end_with(sentence.before(claim, 48), "movements", *led)
        or "where" in sentence.words
        or begins_with_than(claim)
    )


def _may_be_multiple(figures: list[Claim], first: int, between: Claim | None) -> bool:
    """Whether a figure beside two may be how many times the one the other is."""
    beside = (figures[first - 1] if first else None, between)
    return any(each is not None and each.figure.kind in _RELATIVE for each in beside)


def _goes_back_to(sentence: Sentence, after: Claim, before: Claim) -> bool:
    """Whether the figure before a level is the one that came of it: "to $3.50 from $3"."""
    return re.fullmatch(
        r"\s+from\s+", sentence.between(after, before)
    ) is not None and stands_behind(sentence, after, "after")


def _from_behind(
    sentence: Sentence,
    figures: list[Claim],
    first: int,
    found: tuple[Claim, Claim | None, Claim],
) -> Ends | None:
    """The levels where the word for the earlier one stands before the second: "50, up from 40"."""
    a, between, b = found
    if is_difference(sentence, a, b) or _is_base(sentence, a):
        return None
    alike = between is not None and between.figure.kind is a.figure.kind
    if between is not None and alike and stands_behind(sentence, between, "after"):
        return None  # "inflation down to 2.8%, and growth to 0.9% from 1.3%"
    if stands_behind(sentence, a, "after"):
        return Ends(plain(b), a)
    if between is not None and not _tells_change(sentence, a, between, b):
        return None
    if between is not None and (
        _is_told_beside_both(sentence, figures, first) or _is_next_share(sentence, figures, first)
    ):
        return None
    if stands_behind(sentence, a, "before"):
        return None  # "from 64 to 100 for cars, and from 400 for vans"
    nearer = any(stands_behind(sentence, f, "after") for f in figures[max(0, first - 2) : first])
    return None if nearer else Ends(plain(b), a)


def _is_told_beside_both(sentence: Sentence, figures: list[Claim], first: int) -> bool:
    """Whether each of two levels is told a second time, as one of the same kind, so that the figure
    between them is no change: "1.9 million, or 20.4 percent, up from 1.5 million or 17.0"."""
    if first + 3 >= len(figures):
        return False
    a, again, b, also = figures[first : first + 4]
    alike = again.figure.kind is also.figure.kind or also.figure.kind is Kind.COUNT
    return alike and all(
        is_restated(sentence, claim) and _closes(sentence.between(level, claim))
        for level, claim in ((a, again), (b, also))
    )


def _is_next_share(sentence: Sentence, figures: list[Claim], first: int) -> bool:
    """Whether the percentage between two amounts is the second of two groups: "64 per cent paid
    less than £120, and 11 per cent more than £200"."""
    if not first:
        return False
    share, amount, other = figures[first - 1 : first + 2]
    gap = sentence.between(amount, other)
    both = share.figure.kind is other.figure.kind is Kind.PERCENT
    return (
        both
        and re.fullmatch(r"[^.;:]*(?:,|\b(?:and|while|but|another|a further))\s", gap) is not None
    )


def _closes(gap: str) -> bool:
    return (
        re.fullmatch(r"(?: [^\W\d_]+){0,2},? ?(?:or |\()(?:about |some |nearly )?", gap) is not None
    )


def _tells_change(sentence: Sentence, a: Claim, between: Claim, b: Claim) -> bool:
    """Whether the figure between two levels is no third level, but what lies between them."""
    if stands_behind(sentence, between, "after"):
        return False
    if between.figure.kind is Kind.PERCENT is a.figure.kind and between.figure.direction is None:
        return False  # "61 per cent full and the other 54, against 83 and 79"
    if is_relative(between):
        # "400p, 20 per cent above Monday's close and well below the 450p": of another level
        gap = sentence.between(between, b)
        return cue("movements", "above").search(gap) is None or " and " not in gap
    if _moves_by(sentence, between) and not is_restated(sentence, a):
        return True
    return is_difference(sentence, between, b)


def _is_base(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is itself what another is held against, or what it is a part of: "above
    Friday's close of 290p"."""
    before = sentence.before(claim, 48)
    base = r"\b{above}(?: [\w'’]+){1,4} of $"
    return bool(frame("movements", base).search(before)) or bool(_is_whole_of(sentence, claim))


def _is_whole_of(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is what the one before it is a part or a share of: "owned by 71 of 100
    households, down from 74", "7.8 per cent of 24,000 posts, down from 2,230"."""
    ahead = [each for each in sentence.claims if each.figure.span.end <= claim.figure.span.start]
    gap = sentence.between(ahead[-1], claim) if ahead else ""
    return (
        re.fullmatch(r"(?: [^\W\d_]+)?(?: out)? (?:of|in)(?: (?:the|its|their|all|every))? ", gap)
        is not None
    )


def _than_then(sentence: Sentence, change: Claim, before: Claim) -> bool:
    """ "15 per cent more than in April, when it handled 9,000"."""
    gap = r"(?: [^\W\d_]+)? than (?!at the same ){then}[^,;.:]{0,24}, when (?:[^\W\d_]+ ){1,3}"
    return frame("movements", gap).fullmatch(sentence.between(change, before)) is not None


def _is_made_more(sentence: Sentence, before: Claim, multiple: Claim, after: Claim) -> bool:
    """ "It made 640 tonnes in 2015; it has since trebled that figure to 1,700"."""
    if multiple.figure.kind is not Kind.MULTIPLE or not is_verb(multiple):
        return False
    to = r" (?:that|this|it)(?: [^\W\d_]+)?,? {after} "
    if frame("movements", to).fullmatch(sentence.between(multiple, after)) is None:
        return False
    return goes_on(sentence.between(before, multiple), ";")


_APPOSED = r"(?:\s[\w’'-]+){0,4},\s(?:or\s|about\s|almost\s|nearly\s|some\s)?"


def _is_multiple_of(sentence: Sentence, multiple: Claim, before: Claim) -> bool:
    """ "£9m, three times the £3m of a year earlier", "half as much again as the £20m it paid"."""
    gap = sentence.between(multiple, before)
    if multiple.figure.kind is Kind.RATIO:
        again = r" as (?:much|many|big|large|high) again as (?:the|its|their|those) "
        return frame("movements", again).fullmatch(gap) is not None
    if multiple.figure.kind is not Kind.MULTIPLE or multiple.figure.direction is not None:
        return False
    as_many = frame("movements", r" as (?:many|much|high|large|big|long) as (?:the|its) ")
    if as_many.fullmatch(gap):
        return True
    of_it = frame("movements", r"(?: [^\W\d_]+)?,? (?:of|it|they|he|she|in|at|for)\b")
    return gap in (" the ", " its ") and of_it.match(sentence.after(before, 24)) is not None


def _is_as_many(sentence: Sentence, multiple: Claim, a: Claim, b: Claim) -> bool:
    """ "Twice as many members, 640, as the 320 of 2015"."""
    if multiple.figure.kind is not Kind.MULTIPLE:
        return False
    many = frame("movements", r" as (?:many|much|large|big|high)(?: [^\W\d_]+){0,3}[,–—] ?")
    as_the = frame("movements", r"(?: [^\W\d_]+)?[,–—]? as (?:the|its|their) ")
    return bool(
        many.fullmatch(sentence.between(multiple, a)) and as_the.fullmatch(sentence.between(a, b))
    )


def _in_bracket(sentence: Sentence, a: Claim, b: Claim) -> bool:
    """ "2.6 million (2.1 million in 2023)", "2.6 million (2023: 2.1 million)"."""
    gap = sentence.between(a, b)
    if "(" not in gap:
        return False
    if re.fullmatch(r"(?:\s[^\W\d_]+){0,2}\s?\(\s?[^\W_]+:\s", gap):
        return _year_between(sentence, a, b) and sentence.after(b)[:1] == ")"
    opened = re.fullmatch(r"(?:\s[^\W\d_]+){0,2}\s?\(\s?(?:previously\s|was\s)?", gap)
    return opened is not None and is_of_the_past(sentence, b)


def is_of_the_past(sentence: Sentence, claim: Claim) -> bool:
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
    return before[-1:] in (["by"], ["up"], ["down"]) or counts_points(claim)


_A_PRICE, _WORLDS = 100, 10_000


def of_one_kind(a: Claim, b: Claim, points: bool) -> tuple[Claim, Claim] | tuple[None, None]:
    """Two figures that can be levels of one thing. A bare number has the unit of the other: "84
    tonnes from 42", "31 per cent, up four points from 27"; but not of a ratio or a scale."""
    if _one_kind(a, b):
        if _are_worlds_apart(a, b):
            return None, None
        return _at_one_rate(a, b), _at_one_rate(b, a)
    for one, other in ((a, b), (b, a)):
        figure, quantity, shown = other.figure, other.figure.quantity, one.figure.quantity
        if not _is_bare(other) or quantity is None or shown is None:
            continue
        if one.figure.form is not Form.POINT:
            continue  # "lowered from 30mph to 20mph, crashes fell from 18"
        if not _lie_near(quantity.low, shown.low):
            continue  # "22 cents, up from 21"
        if other.document.text.startswith((" of them", " of those"), other.figure.span.end):
            continue
        tenths = points or quantity.step == shown.step < 1  # "5.9 percent from 5.5"
        if one.figure.kind in _UNITED or (one.figure.kind is Kind.PERCENT and tenths):
            united = replace(quantity, unit=shown.unit)
            shared = replace(other, figure=replace(figure, kind=one.figure.kind, quantity=united))
            return (a, shared) if other is b else (shared, b)
    return None, None


def _are_worlds_apart(a: Claim, b: Claim) -> bool:
    """Whether two sums of money are a price and a company's millions: "a dividend of 14.2p" and
    "debt of £97.5m"."""
    one, other = a.figure.quantity, b.figure.quantity
    if a.figure.kind is not Kind.MONEY or one is None or other is None:
        return False
    if not one.low or not other.low:
        return False
    sizes = sorted((abs(one.low), abs(other.low)))
    return sizes[0] < _A_PRICE and sizes[1] > sizes[0] * _WORLDS


def _at_one_rate(claim: Claim, other: Claim) -> Claim:
    """The $209 of "$212 a tonne from $209" as so much a tonne."""
    own, shown = claim.figure.quantity, other.figure.quantity
    if own is None or shown is None or own.unit == shown.unit or " / " in (own.unit or ""):
        return claim
    if claim.figure.kind is Kind.COUNT or not _lie_near(own.low, shown.low):
        return claim  # "€14 a square metre, up from €600 for the flat"
    return replace(claim, figure=replace(claim.figure, quantity=replace(own, unit=shown.unit)))


def _is_bare(claim: Claim) -> bool:
    figure = claim.figure
    if figure.surface.lower() == "a dozen":
        return False  # "$3.90 a dozen"
    return figure.kind is Kind.COUNT and figure.noun is None and figure.form is Form.POINT


def is_relative(claim: Claim) -> bool:
    return claim.figure.kind in _RELATIVE or claim.figure.kind is Kind.PERCENTAGE_POINT


def _one_kind(a: Claim, b: Claim) -> bool:
    one, two = a.figure, b.figure
    if one.kind is not two.kind or one.kind not in LEVELS | {Kind.DURATION}:
        return False
    if one.form is not Form.POINT or two.form is not Form.POINT:
        return False
    if one.quantity is None or two.quantity is None:
        return False
    if not same_rate(one.quantity.unit, two.quantity.unit):
        return False
    return one.noun is None or two.noun is None or one.noun.lower() == two.noun.lower()


def runs_on(sentence: Sentence, a: Claim, b: Claim) -> bool:
    """Whether nothing between two figures begins another matter."""
    return goes_on(sentence.between(a, b))


def goes_on(gap: str, allowed: str = "") -> bool:
    """Whether nothing in a gap begins another matter; ``allowed`` is a stop that does not."""
    text = gap.replace(allowed, ",") if allowed else gap
    return (
        len(gap) <= _GAP and not _BREAK.search(text) and not cue("movements", "breaks").search(text)
    )


_OVER = r"\b(?:on|over|above|below)\s+{earlier}\s+"


_WHERE = r"\bwhere(?: the old [^\W\d_]+)? {once_there}(?: [^\W\d_]+){0,3}\s+$"


def stands_behind(sentence: Sentence, claim: Claim, cues: str) -> bool:
    """Whether a cue stands straight before a figure, or begins it ("more than the 40")."""
    text = sentence.before(claim, 48)
    if cues == "before" and "where" in sentence.words and frame("movements", _WHERE).search(text):
        return True
    if not may_end_with(text, "movements", cues, "earlier"):
        return cues == "before" and begins_with_than(claim)
    days = alternatives("calendar", "weekdays")
    seasons = r"(?:the (?:previous|preceding|prior)|last) [^\W\d_]+['’]s"
    earlier = rf"(?:{{earlier}}|{seasons}|(?:{days}|yesterday)['’]s (?:[^\W\d_]+ )?{{settled_at}})"
    before = frame("movements", rf"(?:{{{cues}}}\s+(?:{earlier}\s+)?|{_OVER})$")
    return bool(before.search(text)) or bool(cues == "before" and begins_with_than(claim))


def counts_points(change: Claim) -> bool:
    figure = change.figure
    return figure.kind is Kind.COUNT and (figure.noun or "").lower() in ("point", "points")
