"""Since when something is said to have stood: "built in 2013", "after 27 years at sea".

In: a ``Sentence`` and a claim in it whose figure is a year, a length or an ordinal. Out: the
``Beginning`` that follows from it, with the words for the thing, or for a birth the name; ``None``
where the clause is not of a thing with a beginning.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import spelling
from checker.alignment.passages import Sentence
from checker.alignment.timing.since import Beginning, Room, Sort, since, today_of
from checker.alignment.timing.subjects import (
    clause_before,
    clause_behind,
    clause_of,
    first,
    head,
    is_of_another,
    last,
)
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Role
from checker.patterns import lazy

_YEAR = Decimal(1)
_MONTHS = Decimal(12)
_SLACK = Decimal("0.2")
_BESIDE = 40
_RELATED = lazy(r"\s(?:that|which)(?:\s[^\W\d_][\w’'-]*){1,3}\s*$")


def year_told(sentence: Sentence, claim: Claim) -> Beginning | None:
    """ "The tanker, built in 2013", "opened in the spring of 2022", "born in 1981"."""
    moment, figure = claim.figure.moment, claim.figure
    if is_of_another(sentence, claim):
        return None
    if moment is None or moment.year is None or figure.form is not Form.POINT:
        return None
    before = sentence.before(claim, 64)
    born = frame("spans", r"\b{born}(?: [^,.;:]{0,30}?)??(?: (?:in|on))? $").search(before)
    first = Decimal(moment.year)
    room = Room(first, first + 1)
    if moment.month is not None:
        first += (moment.month - 1) / _MONTHS
        room = Room(first, first + 1 / _MONTHS)
    if born is not None:
        name = _born(sentence, claim, before, born)
        return Beginning(claim, room, Sort.PERSON, name, frozenset()) if name else None
    if cue("spans", "born").search(before):
        return None
    things = _made(sentence, claim, before) or _stood(sentence, claim)
    wide = Room(room.first - _SLACK, room.last + _SLACK)
    return Beginning(claim, wide, Sort.THING, (), things) if things else None


def _made(sentence: Sentence, claim: Claim, before: str) -> frozenset[str]:
    """ "The tanker, built in", "a mill that they opened in", "they opened the mill in", "built in
    2013, the tanker"."""
    made = r"\b{made}\b(?P<acted>[^,.;:]{0,32}?\b(?:in|on))??(?: {season})? $"
    found = frame("beginnings", made).search(before)
    if found is None:
        return frozenset()
    led = clause_of(before[: found.start()])
    if not led.strip():
        return first(clause_behind(sentence, claim)[:_BESIDE].lstrip(", "), 4)
    led = frame("beginnings", r",?(?: {aux}|,? which|,? that)+ $").sub("", led)
    things = head(sentence, led) or head(sentence, found["acted"] or "")
    related = _RELATED.sub("", led)
    return last(related) if not things and related != led else things


def _stood(sentence: Sentence, claim: Claim) -> frozenset[str]:
    """ "The library, on Queen Street since 1906", "the mill, which has stood here since 1906"."""
    clause = clause_before(sentence, claim)
    led, comma, rest = clause.partition(",")
    if not comma or not frame("beginnings", r"\bsince $").search(rest) or "," in rest:
        return frozenset()
    return head(sentence, led)


def _born(sentence: Sentence, claim: Claim, before: str, born: re.Match[str]) -> tuple[str, ...]:
    """The name of the one who was born: straight before, or behind "Born in 1981,"."""
    led = before[: born.start()]
    words = re.sub(r",?\s*\(?(?:who\s+)?(?:was\s+)?$", "", led).split()
    found: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() or word.endswith(","):
            break
        found.insert(0, spelling.fold(word))
    if found or led.strip():
        return tuple(found)
    behind = re.match(r",\s((?:[A-Z][\w’'-]+\s){1,3})", sentence.after(claim, 60))
    return tuple(spelling.fold(word) for word in behind[1].split()) if behind else ()


def length_told(sentence: Sentence, claim: Claim) -> Beginning | None:
    """ "After 27 years in service", "it has been flying for 27 years", "closes after 138 years"."""
    quantity, today = claim.figure.quantity, today_of(claim)
    if is_of_another(sentence, claim):
        return None
    if quantity is None or quantity.unit != "year" or today is None:
        return None
    before, behind = clause_before(sentence, claim), sentence.after(claim, 40)
    hedge = r"(?:(?:some|about|nearly|almost|more than|over|around) )?$"
    room = since(claim, today, _YEAR * 2, rounded=True)
    if room is None or re.match(r"\s+(?:before|until|from|in|of)\s+(?:its|the)\b", behind):
        return None
    if re.match(r"\s+ago\b", behind):
        things = _made(sentence, claim, f"{sentence.before(claim, 60)}in ")
        return Beginning(claim, room, Sort.THING, (), things) if things else None
    ways = (
        rf" {{perfect}} (?:[^\W\d_]+ )?{{lasting}}(?: (?!{{ends}})[^\W\d_]+){{0,3}} for {hedge}",
        rf" (?:{{aux}} )*{{ended}}\b(?: [^,]{{1,40}}?)?,? after {hedge}",
        rf" (?:{{aux}} )*{{marking}} {hedge}",
    )
    for way in () if _is_part(behind) else ways:
        found = frame("beginnings", way).search(before)
        if found is not None and (things := head(sentence, before[: found.start()])):
            return Beginning(claim, room, Sort.THING, (), things)
    if sentence.role is Role.HEADLINE and re.match(r"\s+(?:on|at|in)\s", behind):
        things = head(sentence, sentence.before(claim).rstrip(" :"))
        return Beginning(claim, room, Sort.THING, (), things) if things else None
    return None


def _is_part(behind: str) -> bool:
    """Whether a length is said to be spent somewhere, or on something, of all the time since the
    beginning: "after 12 years on the High Street"."""
    whole = frame("beginnings", r" {whole}\b").match(behind)
    spent = re.match(r"\s+(?:of|on|in|at|under|as|without)\s", behind)
    return spent is not None and whole is None


def birthday_told(sentence: Sentence, claim: Claim) -> Beginning | None:
    """ "The festival, now in its ninth year", "the library celebrates its 115th birthday"."""
    quantity, today = claim.figure.quantity, today_of(claim)
    if is_of_another(sentence, claim):
        return None
    if quantity is None or today is None or quantity.low is None:
        return None
    before, behind = clause_before(sentence, claim), sentence.after(claim, 24)
    owned = r"(?:^|,)?(?: {aux})*(?: now)?,? (?:in|{marking}) (?:its|their) $"
    found = frame("beginnings", owned).search(f" {before}")
    if found is None:
        return None
    years = frame("beginnings", r" (?:year|season|birthday|anniversary)\b").match(behind)
    things = head(sentence, before[: max(0, found.start() - 1)].rstrip(", "))
    if years is None or not things:
        return None
    least = quantity.low - (1 if years[0].split()[0] in ("year", "season") else 0)
    room = Room(today - least - _YEAR, today - least + _YEAR)
    return Beginning(claim, room, Sort.THING, (), things)
