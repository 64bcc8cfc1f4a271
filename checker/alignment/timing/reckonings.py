"""Reckonings: two points in time and one length that a passage tells, in whatever words.

In: the paragraphs of a document with their points and lengths alone. Out: a start, an end and a
length that do not fit but for one slip of the pen: "came as a curate in 1974 and did not leave
until 2011 ... His 47 years in the parish".

No words are asked for that join them, so that much else is: the passage has no other two points of
the sort and no other length that could be meant; whatever fits anywhere is left alone; and what is
off has to be off by a slip, which chance seldom is (``lapses``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.pairing.words import stems
from checker.alignment.passages import Sentence
from checker.alignment.timing import aging, lapses
from checker.alignment.timing.beside import is_then
from checker.alignment.timing.framed import LISTED, framed_by, is_plain, is_rough, points_near
from checker.alignment.timing.own_ends import has_its_start
from checker.alignment.timing.subjects import clause_before, clause_behind
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind, Moment
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_PAIR = 2
_HOUR, _FIVE = 60, 5
_FEW = 3
# "At 6.40am the first lorry rolled out, ten hours later".
_CLAUSE = lazy(r"(?: [\w’'-]+){1,8},? ?")
_TOOK = lazy(r"\W*it took\b", re.IGNORECASE)
# "the judge, who retires in 12 weeks"
_FROM_NOW = lazy(r"\b(?:will [^\W\d_]+|who [^\W\d_]+s|which [^\W\d_]+s|is due) in $", re.IGNORECASE)
PRONOUN = lazy(r"\W*(?:it|he|she|they|this|that)\b", re.IGNORECASE)
_OF_ITS_OWN = lazy(r"another\b|a further\b", re.IGNORECASE)
_NIGHTS = lazy(r" nights?\b")
_LATER = lazy(r" (?:later|earlier|before|after)\s*[.,;]", re.IGNORECASE)


class Reckoning(NamedTuple):
    """Two points and a length that is not between them."""

    start: Claim
    end: Claim
    length: Claim


def reckonings(paragraph: Sequence[Sentence]) -> Iterator[Reckoning]:
    """Every length of a paragraph with the only two points that it can be of, where it is off by a
    slip."""
    for place, sentence in enumerate(paragraph):
        near = paragraph[max(0, place - 2) : place + _FEW]
        for length in sentence.claims:
            if length.figure.kind is not Kind.DURATION or len(points_near(near, length)) < _PAIR:
                continue
            framed = framed_by(sentence, length) if is_plain(length) else None
            if framed is not None:
                if _is_unlike(*framed, length):
                    yield Reckoning(*framed, in_years(length))
                continue
            if not is_length(sentence, length):
                continue
            pair = _the_pair(sentence, near, length)
            if pair is None or has_its_start(sentence, length):
                continue
            if _is_counted_from_before(sentence, length, pair):
                continue
            if not _is_accounted_for(near, pair):
                yield Reckoning(*pair, in_years(length))


def _is_counted_from_before(sentence: Sentence, length: Claim, pair: tuple[Claim, Claim]) -> bool:
    """Whether a length is counted from what was told before it, "5 December, eleven weeks later",
    while one of the points stands behind."""
    if _LATER.match(sentence.after(length, 12)) is None:
        return False
    return any(point.figure.span.start > length.figure.span.end for point in pair)


def is_length(sentence: Sentence, claim: Claim) -> bool:
    if not is_plain(claim):
        return False
    if frame("spans", r"\b(?:{recurring}|on) $").search(sentence.before(claim, 20)):
        return False  # "having sat on 40 days"
    if _FROM_NOW.search(sentence.before(claim, 32)):
        return False
    if _is_another(sentence, claim):
        return False
    if frame("spans", r"\b{working}\b").search(claim.figure.surface):
        return False
    return frame("spans", r" {no_stretch}\b").match(sentence.after(claim, 24)) is None


def _is_another(sentence: Sentence, length: Claim) -> bool:
    """Whether the clause of a length says that it is no stretch between the points before it:
    "sentenced to 13 years", "her husband held it for 16 years", "it was 42 years before it had a
    roof again", "has lived here for 22 years"."""
    before, behind = clause_before(sentence, length), clause_behind(sentence, length)
    near = re.split(r", (?=it now|which|who|that|as )| to which\b| for which\b", behind)[0]
    if sentence.says_in(f"{before} | {near}", "spans", "other_stretch"):
        return True
    if frame("spans", r"\b{firsts} [^,;:.]*\b(?:in|for) $").search(before):
        return True  # "the first rise in 14 months"
    if frame("spans", r"\b(?!{runs_to})[^\W\d_]+ to $|^\W*(?:and )?(?:her|his) {kin}\b").search(
        before
    ):
        return True
    if frame("spans", r"\b{perfect}\b.* (?:for|in) $|\bapart and(?: [a-z]+)? $").search(before):
        return True
    if frame("spans", r"^[^,;]{1,40}? {perfect}\b").search(behind):
        return True
    if frame("spans", r" (?:before|until|till) (?!{itself}\s*(?:[.,;]|$))").match(behind):
        return True
    if not any(c.figure.span < length.figure.span for c in sentence.claims) and _TOOK.match(before):
        return False
    to_do = frame("spans", r" to [^\W\d_]{3,}").match(behind)
    return to_do is not None and cue("spans", "lasted").search(before) is not None


def in_years(length: Claim) -> Claim:
    """Half a century as 50 years."""
    quantity, told = length.figure.quantity, lapses.told(length.figure)
    if quantity is None or told is None or quantity.unit == told.unit:
        return length
    years = replace(quantity, low=told.value, high=told.value, step=Decimal(1), unit=told.unit)
    return replace(length, figure=replace(length.figure, quantity=years))


def _the_pair(
    sentence: Sentence, near: Sequence[Sentence], length: Claim
) -> tuple[Claim, Claim] | None:
    """The only two points, of the sentence or else of the passage, that a length can be of."""
    for around in ((sentence,), near):
        points = points_near(around, length)
        if len({c.figure.moment for _, c in points}) > _PAIR:
            return None
        if len(points) == _PAIR:
            (home, one), (last, other) = points
            if home is not last and sentence not in (home, last):
                joined = all(PRONOUN.match(each.text) for each in (home, last))
                if not joined and not _is_passed(sentence, length):
                    return None
            if home is last and home is not sentence and not _is_about(sentence, home, length):
                return None
            listed = home is last and LISTED.fullmatch(home.between(one, other))
            apart = sentence.after(length, 6).startswith(" apart")
            if listed and not apart and not _is_after(sentence, length, one):
                return None
            if not _is_joined(sentence, (one, other), length):
                return None
            if _is_due(home, one) is not _is_due(last, other):
                return None  # "600 homes by 2030 ... the lido, shut since 2023"
            if any(is_rough(*point) for point in points):
                return None
            found = _in_order(one, other, length)
            if found is None and home is last is sentence:
                found = _near_in_order(sentence, one, other, length)
            return found
    return None


def _is_unlike(one: Claim, other: Claim, length: Claim) -> bool:
    """Whether a length is not what lies between two points, by however much."""
    if other.figure.kind is Kind.TIME and lapses.minutes_told(length.figure) is None:
        return False
    return not _goes((one, other), length)


def _is_joined(sentence: Sentence, points: tuple[Claim, Claim], length: Claim) -> bool:
    """Whether nothing says that the length has an end of its own: "died eight days later", "moved
    in 1978 to Karn, where they lived for 27 years", "after ten days of talks"."""
    before, behind = sentence.before(length, 60), sentence.after(length, 60)
    ahead = [p for p in points if p in sentence.claims and p.figure.span < length.figure.span]
    if ahead and re.match(r",? (?:where|which|who|when)\b", sentence.between(ahead[-1], length)):
        return False
    if re.search(r"\w $", before) and re.match(r" of (?!wh|th|h|it)", behind):
        return _is_all_of_it(sentence, points, length)
    own = r"(?!on (?:the|an?|his|her)\b)"
    counted_on = frame("spans", rf" {own}(?:{{later}}|{{afterwards}}|{{earlier}})\b")
    if not counted_on.match(behind):
        return True
    beside = frame("spans", r"[^,;:.]{0,24},? (?:in|on|at|by|from) (?:the )?")
    follows = [p for p in points if p in sentence.claims and p not in ahead]
    told = sentence.between(ahead[-1], length) if ahead else ""
    if re.match(r",? and \w", told):
        return False  # "dropped in 2004 and brought back 15 years later"
    if len(ahead) == _PAIR and _CLAUSE.fullmatch(told):
        return frame("spans", r" (?:{later}|{afterwards})\s*(?:[.,;)]|$)").match(behind) is not None
    return (
        bool(ahead and re.fullmatch(r"\)?[,–—]? ?\(?", told))
        or bool(follows and beside.fullmatch(sentence.between(length, follows[0])))
        or bool(follows and re.match(r" (?:after|before) ", behind))
    )


def _is_all_of_it(sentence: Sentence, points: tuple[Claim, Claim], length: Claim) -> bool:
    """Whether a length "of digging" must be the time between two points: "from 1 July to 30
    September ... four months of detours", "served 20 years of a sentence", or one that is longer
    than that, "opened again on 9 October, after 20 weeks of repairs"."""
    if not all(point in sentence.claims for point in points):
        return False
    one, other = sorted(points, key=lambda claim: claim.figure.span)
    if one.figure.kind is Kind.DATE and re.fullmatch(
        r" (?:to|until|till) (?:the )?", sentence.between(one, other)
    ):
        return True
    before = sentence.before(length, 24)
    if re.search(r"\bserved (?:[a-z]+ )??$", before):
        return True
    a, b, told = one.figure.moment, other.figure.moment, lapses.told(length.figure)
    if a is None or b is None or told is None or one.figure.span > length.figure.span:
        return False
    after = re.search(r",? after (?:[a-z]+ )??$", before) is not None
    return after and lapses.is_longer(a, b, told, _year_of(length))


def _is_about(sentence: Sentence, points: Sentence, length: Claim) -> bool:
    """Whether a sentence behind that of two points goes on about what it tells: it begins with a
    pronoun or with the length, or with a word of that sentence."""
    if sentence.segment.span.start < points.segment.span.start:
        return True
    led = sentence.before(length, 200)
    if frame("spans", r"^\W*{by_then}\b").search(led):
        return True
    words = led.split()
    if len(words) <= _FEW:
        return all(cue("spans", "about_them").is_one(each) for each in words)
    begun = re.match(r"\W*([^\W\d_]+)", led)
    if begun and cue("spans", "goes_on", "about_them").is_one(begun[1]) and begun[1] != "The":
        return True
    return bool(stems(" ".join(words[:_FEW])) & stems(points.text))


def _is_due(sentence: Sentence, point: Claim) -> bool:
    """Whether a point is one by which something is to be."""
    return (
        point.figure.kind is not Kind.TIME
        and re.search(r"\bby (?:the end of )?$", sentence.before(point, 16)) is not None
    )


def _is_after(sentence: Sentence, length: Claim, point: Claim) -> bool:
    """ "Seventeen years after it burned down in 1998, in 2018, ..." """
    if length.figure.span > point.figure.span:
        return False
    return re.match(r" (?:after|before) [^,;:.]*$", sentence.between(length, point)) is not None


def _is_passed(sentence: Sentence, length: Claim) -> bool:
    """ "Eighteen minutes passed." """
    return frame("spans", r" {passed}\b").match(sentence.after(length, 16)) is not None


def _in_order(one: Claim, other: Claim, length: Claim) -> tuple[Claim, Claim] | None:
    """Two points as start and end of a length that is off by a slip; ``None`` where it fits, or
    where it is off by anything else."""
    minutes = lapses.minutes_told(length.figure)
    if minutes is not None:
        if lapses.clock_goes(one, other, minutes, _clock_room(length)):
            return None
        for order in ((one, other), (other, one)):
            if lapses.is_clock_slip(*order, minutes):
                return order
        return None
    told, a, b = lapses.told(length.figure), one.figure.moment, other.figure.moment
    if told is None or a is None or b is None:
        return None
    near = _year_of(length)
    if lapses.goes(a, b, told, near):
        return None
    if lapses.is_slip(a, b, told, near):
        return one, other
    return (other, one) if lapses.is_slip(b, a, told, near) else None


def _near_in_order(
    sentence: Sentence, one: Claim, other: Claim, length: Claim
) -> tuple[Claim, Claim] | None:
    """The two points of a sentence with a length that comes near what lies between them, where its
    clause brings in nobody and no time of its own."""
    clause = f"{clause_before(sentence, length)} | {clause_behind(sentence, length)}"
    if cue("spans", "kin", "pairs", "time_of_its_own").search(clause):
        return None
    if sentence.before(one, 1) == "(" or _OF_ITS_OWN.match(length.figure.surface):
        return None  # a life, and what was done in it
    if _has_its_own_end(sentence, one, length):
        return None
    if sentence.before(length, 4).endswith(" in ") or is_then(sentence, length):
        return None
    minutes = lapses.minutes_told(length.figure)
    if minutes is not None:
        near = not lapses.clock_goes(one, other, minutes, _clock_room(length))
        return (one, other) if near and lapses.is_clock_near(one, other, minutes) else None
    told, a, b = lapses.told(length.figure), one.figure.moment, other.figure.moment
    if told is None or a is None or b is None:
        return None
    year, today = _year_of(length), aging.today_of(length)
    if lapses.goes(a, b, told, year, _tight(a, b, told, _room_of(length))):
        return None
    if today is not None and any(
        lapses.goes(each, today, told, year, _tight(each, today, told, None)) for each in (a, b)
    ):
        return None
    if lapses.is_near(a, b, told, year):
        return one, other
    return (other, one) if lapses.is_near(b, a, told, year) else None


def _has_its_own_end(sentence: Sentence, one: Claim, length: Claim) -> bool:
    """Whether a length is one of its own: "nearly 20 years as a manager", "the term of ten years",
    "seven years after the war", "lost it in 2005 after 12 years"."""
    before, behind = sentence.before(length, 32), sentence.after(length, 10)
    if behind.startswith((" as a ", " as an")) or re.search(r"\bthe [a-z]+ of $", before):
        return True
    if one.figure.span > length.figure.span:
        return False
    between = any(c.figure.span > length.figure.span and _is_dated(c) for c in sentence.claims)
    if between:
        return re.fullmatch(r",? after (?:[a-z]+ )?", sentence.between(one, length)) is not None
    return re.match(r" (?:after|before) \w", behind) is not None


def _is_dated(claim: Claim) -> bool:
    return claim.figure.kind in _DATED


def _tight(one: Moment, other: Moment, told: lapses.Told, most: Decimal | None) -> Decimal | None:
    """By how much a length may be off two points that its sentence joins it to: half of its unit
    and a little, where the points say as much."""
    if most is not None:
        return most
    if None in (one.month, other.month):
        return None
    if told.unit == "year" or None not in (one.day, other.day):
        return _HALF.get(told.unit)
    return None


_HALF = {"week": Decimal("0.6"), "month": Decimal("0.7"), "year": Decimal("0.7")}


def _year_of(claim: Claim) -> int:
    published = claim.document.published
    return published.year if published is not None else 2001


def _is_accounted_for(near: Sequence[Sentence], pair: tuple[Claim, Claim]) -> bool:
    """Whether some length of the passage does go with two points."""
    return any(
        _goes(pair, length)
        for sentence in near
        for length in sentence.claims
        if length.figure.kind is Kind.DURATION
    )


def _goes(pair: tuple[Claim, Claim], length: Claim) -> bool:
    minutes, told = lapses.minutes_told(length.figure), lapses.told(length.figure)
    a, b = pair[0].figure.moment, pair[1].figure.moment
    if pair[0].figure.kind is Kind.TIME:
        return minutes is not None and lapses.clock_goes(*pair, minutes, _clock_room(length))
    if told is None or a is None or b is None:
        return False
    return lapses.goes(a, b, told, _year_of(length), _tight(a, b, told, _room_of(length)))


def _room_of(length: Claim) -> Decimal | None:
    """By how much a number of nights may be off; other lengths have the room of their unit."""
    end = length.figure.span.end
    nights = _NIGHTS.match(length.document.text, end, end + 8)
    return None if nights is None else Decimal(1)


def _clock_room(length: Claim) -> Decimal | None:
    """How many minutes a length that is told to the minute may be off; others have the room of
    their size."""
    quantity = length.figure.quantity
    if quantity is None or quantity.unit != "minute" or quantity.low is None:
        return None
    if quantity.low < _HOUR or quantity.low % _HOUR == 0:
        return None
    return Decimal(1 if quantity.low % _FIVE else 2)
