"""How old somebody or something is, and since when it has stood, told by two documents in two ways.

In: the claims of one story. Out: alignments of ``a`` and ``b``, whose quantities are the years in
which what they tell of can have begun: "the tanker, built in 2013", "the 16-year-old tanker",
"after 27 years in service", "Ilsa Karn, 44", "Karn, who will be 40 in March", "a man in his
forties".

Two such figures belong together where both are of one name, or of one word for a person or a thing
of which each document tells but once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from checker import spelling
from checker.alignment.context import stems
from checker.alignment.passages import Sentence, aligned, sentences_of
from checker.alignment.since import Room, since, today_of
from checker.alignment.subjects import first, head, kinds, last, words_of
from checker.alignment.wording import cue, frame, listed
from checker.model import Alignment, Aspect, Claim, Form, Kind, Modality, Modifier, Quantity, Role
from checker.patterns import lazy

NAME = "beginning"

_KINDS = frozenset({Kind.AGE, Kind.YEAR, Kind.DATE, Kind.DURATION, Kind.ORDINAL})
_MONTHS = Decimal(12)
# An age of years begins a year before it ends, and a birthday may lie between two articles.
_YEAR = Decimal(1)
_SLACK = Decimal("0.2")
# So many of one key are no longer of one thing.
_MANY = 40
# Whoever differs by more than so many times in age is another one.
_TIMES = Decimal("2.5")
_BEFORE, _BEHIND, _BESIDE = 90, 60, 40
# Sentences of one person have so many words in common, besides the word for the person.
_COMMON = 2
# A name of so many words has a first name.
_FULL = 2
_STOP = lazy(r"[;:.!?()]|\s[–—-]\s|[“”\"]")


class _Beginning(NamedTuple):
    """A figure that tells when something began: the room for that, the names that stand beside it,
    and the words for the thing or the person, as stems."""

    claim: Claim
    room: Room
    personal: bool
    name: tuple[str, ...]
    words: frozenset[str]
    related: bool = False


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every two documents' accounts of one beginning, in two forms or as two ages."""
    timed = tuple(c for c in claims if c.figure.kind in _KINDS)
    if len({claim.document.name for claim in timed}) < 2:
        return
    index: dict[tuple[bool, str], list[_Beginning]] = defaultdict(list)
    for sentence in sentences_of(claims):
        for claim in sentence.claims:
            found = _beginning(sentence, claim) if claim.figure.kind in _KINDS else None
            if found is not None:
                for key in {*found.words, *found.name[-1:], " ".join(found.name)} - {""}:
                    index[found.personal, key].append(found)
    seen: set[tuple[int, int]] = set()
    for group in index.values():
        for a, b in _pairs(group):
            pair = (id(a.claim), id(b.claim))
            if pair not in seen:
                seen.add(pair)
                yield aligned(NAME, (_grounds(a, b),), a=_as_year(a), b=_as_year(b))


def _grounds(a: _Beginning, b: _Beginning) -> str:
    if a.name and b.name:
        return f"of one name: {a.name[-1]}"
    words = sorted(word for word in a.words & b.words if word.isalpha())
    return f"the only {words[0]} in both" if words else "two words for the only one in both"


def _as_year(beginning: _Beginning) -> Claim:
    room, figure = beginning.room, beginning.claim.figure
    years = Quantity(room.first, room.last, Decimal("0.1"))
    told = replace(figure, quantity=years, form=Form.RANGE, modifier=Modifier.EXACTLY)
    return replace(beginning.claim, figure=told)


# ------------------------------------------------------------------------------------ what is told


def _beginning(sentence: Sentence, claim: Claim) -> _Beginning | None:
    if claim.modality is not Modality.ASSERTED or claim.aspect is Aspect.OLD:
        return None
    if sentence.role is Role.TABLE_CELL:
        return None
    clause = f"{_clause_before(sentence, claim)} | {_clause_behind(sentence, claim)}"
    kind = claim.figure.kind
    if kind is Kind.AGE:
        return _age(sentence, claim, clause)
    if cue("beginnings", "others").search(clause):
        return None
    if kind is Kind.ORDINAL:
        return _nth(sentence, claim)
    return _year(sentence, claim) if kind is not Kind.DURATION else _length(sentence, claim)


def _clause_before(sentence: Sentence, claim: Claim) -> str:
    text = sentence.before(claim, _BEFORE)
    breaks = list(_STOP.finditer(text))
    return text[breaks[-1].end() :] if breaks else text


def _clause_behind(sentence: Sentence, claim: Claim) -> str:
    text = sentence.after(claim, _BEHIND)
    found = _STOP.search(text)
    return text[: found.start()] if found else text


# -------------------------------------------------------------------------------------------- ages


def _age(sentence: Sentence, claim: Claim, clause: str) -> _Beginning | None:
    """ "Ilsa Karn, 44", "the 16-year-old tanker", "Karn will be forty in March"."""
    quantity = claim.figure.quantity
    today = today_of(claim)
    if quantity is None or quantity.unit != "year" or today is None:
        return None
    before, behind = sentence.before(claim, 40), sentence.after(claim, 24)
    ahead = frame("beginnings", r"\b{ahead} $").search(before) is not None
    if not ahead and cue("spans", "then").search(f"{before[-20:]} | {behind.split(',')[0]}"):
        return None
    noun = _noun_behind(sentence, claim)
    decade = claim.figure.form is Form.RANGE
    things = frozenset[str]() if decade else head(sentence, noun or _led(sentence, claim))
    room = since(claim, today, _YEAR, rounded=bool(things))
    if room is None:
        return None
    if frame("beginnings", r"\b{short} $").search(before):
        room = Room(room.last, today)
    if ahead:
        room = Room(room.last, room.last + _YEAR)
    if not things:
        return _person(sentence, claim, room, clause)
    if cue("beginnings", "others").search(clause):
        return None
    return _Beginning(claim, Room(room.first - _SLACK, room.last + _SLACK), False, (), things)


def _person(sentence: Sentence, claim: Claim, room: Room, clause: str) -> _Beginning | None:
    name = _name(sentence, claim)
    words = words_of(_noun_behind(sentence, claim)) | words_of(_subject(sentence, claim))
    roles = words & kinds("roles") or (frozenset() if name else words & kinds("persons"))
    if cue("spans", "kin").search(clause.partition(" | ")[0]) and len(name) < _FULL:
        return None
    kin = frame("spans", r",?(?: (?:the|a|his|her|[^\W\d_]+['’]s))? {kin}\b")
    related = kin.match(sentence.after(claim, 40)) is not None
    if not name and (not roles or cue("beginnings", "others").search(clause)):
        return None
    return _Beginning(claim, room, True, name, frozenset() if related else roles, related)


def _noun_behind(sentence: Sentence, claim: Claim) -> str:
    """The noun that "16-year-old" stands before, with what stands before that."""
    if "-" not in claim.figure.surface:
        return ""
    found = re.match(r"[\s-]*((?:[^\W\d_]+[\s-]){0,3}[^\W\d_]+)", sentence.after(claim, 40))
    return frame("beginnings", r" {ends}\b.*").sub("", found[1]) if found else ""


def _subject(sentence: Sentence, claim: Claim) -> str:
    """What stands before an age, or before the verb that leads to it, in its clause: "the tanker is
    16 years old"; and what a comma adds to "a man in his forties, the driver"."""
    added = re.match(r",\s(?:the|a|an)\s([^,;.]{3,40})", sentence.after(claim, 48))
    parts = _led(sentence, claim).rsplit(",", 2)
    # "Karn, a man in his forties"
    apart = len(parts) > 1 and re.match(r"\s(?:a|an|the)\s", parts[-1])
    found = " ".join(parts[-2:]) if apart else parts[-1]
    return f"{found.rpartition(' and ')[2]} {added[1] if added else ''}"


def _led(sentence: Sentence, claim: Claim) -> str:
    """The clause before an age, without the words that lead to it."""
    before = _clause_before(sentence, claim)
    ways = r",?(?: \(?(?:{short}|{lead}|{ahead}|is|was|are|were|who|which|that))+ $|,? \(?$"
    found = frame("beginnings", ways).search(f" {before}")
    return before[: max(0, found.start() - 1)] if found else before


def _name(sentence: Sentence, claim: Claim) -> tuple[str, ...]:
    """The name straight before an age, or before the verb that leads to it, folded."""
    parts = _led(sentence, claim).rsplit(",", 2)
    if len(parts) > 1 and re.match(r"\s(?:a|an|the)\s", parts[-1]):
        parts = parts[:-1]
    words = parts[-1].split()
    own = _NAMED_BEHIND.match(sentence.after(claim, 40)) if "-" in claim.figure.surface else None
    if own is not None:
        words = own[1].split()
    apart = (
        listed("names", "not_names") | listed("names", "titles") | listed("beginnings", "pronouns")
    )
    found: list[str] = []
    for word in reversed(words):
        plain = word.strip(",'’()")
        if plain.lower() in listed("beginnings", "no_person"):
            return ()  # "the mayor of Telmar, 51"
        if not plain[:1].isupper() or plain.lower().rstrip(".") in apart:
            break
        found.insert(0, spelling.fold(plain))
    return tuple(found)


_RELATED = lazy(r"\s(?:that|which)(?:\s[^\W\d_][\w’'-]*){1,3}\s*$")
_NAMED_BEHIND = lazy(r"[\s-]((?:[A-Z][\w’'-]+\s?){1,3})")


# ------------------------------------------------------------------------------- years and lengths


def _year(sentence: Sentence, claim: Claim) -> _Beginning | None:
    """ "The tanker, built in 2013", "opened in the spring of 2022", "born in 1981"."""
    moment, figure = claim.figure.moment, claim.figure
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
        return _Beginning(claim, room, True, name, frozenset()) if name else None
    if cue("spans", "born").search(before):
        return None
    things = _made(sentence, claim, before) or _stood(sentence, claim)
    wide = Room(room.first - _SLACK, room.last + _SLACK)
    return _Beginning(claim, wide, False, (), things) if things else None


def _made(sentence: Sentence, claim: Claim, before: str) -> frozenset[str]:
    """ "The tanker, built in", "a mill that they opened in", "they opened the mill in", "built in
    2013, the tanker"."""
    made = r"\b{made}\b(?P<acted>[^,.;:]{0,32}?\b(?:in|on))??(?: {season})? $"
    found = frame("beginnings", made).search(before)
    if found is None:
        return frozenset()
    clause = _clause_before(sentence, claim)
    led = clause[: max(0, len(clause) - (len(before) - found.start()))]
    if not led.strip():
        return first(_clause_behind(sentence, claim)[:_BESIDE].lstrip(", "), 4)
    led = frame("beginnings", r",?(?: {aux}|,? which|,? that)+ $").sub("", led)
    things = head(sentence, led) or head(sentence, found["acted"] or "")
    related = _RELATED.sub("", led)
    return last(related) if not things and related != led else things


def _stood(sentence: Sentence, claim: Claim) -> frozenset[str]:
    """ "The library, on Queen Street since 1906", "the mill, which has stood here since 1906"."""
    clause = _clause_before(sentence, claim)
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


def _length(sentence: Sentence, claim: Claim) -> _Beginning | None:
    """ "After 27 years in service", "it has been flying for 27 years", "closes after 138 years"."""
    quantity, today = claim.figure.quantity, today_of(claim)
    if quantity is None or quantity.unit != "year" or today is None:
        return None
    before, behind = _clause_before(sentence, claim), sentence.after(claim, 40)
    hedge = r"(?:(?:some|about|nearly|almost|more than|over|around) )?$"
    room = since(claim, today, _YEAR * 2, rounded=True)
    if room is None or re.match(r"\s+(?:before|until|from|in|of)\s+(?:its|the)\b", behind):
        return None
    ways = (
        rf" {{perfect}} (?:[^\W\d_]+ )?{{lasting}}(?: [^,]{{1,48}})? for {hedge}",
        rf" (?:{{aux}} )*{{ended}}\b(?: [^,]{{1,40}}?)?,? after {hedge}",
        rf" (?:{{aux}} )*{{marking}} {hedge}",
    )
    for way in ways:
        found = frame("beginnings", way).search(before)
        if found is not None and (things := head(sentence, before[: found.start()])):
            return _Beginning(claim, room, False, (), things)
    if sentence.role is Role.HEADLINE and re.match(r"\s+(?:on|at|in)\s", behind):
        things = head(sentence, sentence.before(claim).rstrip(" :"))
        return _Beginning(claim, room, False, (), things) if things else None
    return None


def _nth(sentence: Sentence, claim: Claim) -> _Beginning | None:
    """ "The festival, now in its ninth year", "the library celebrates its 115th birthday"."""
    quantity, today = claim.figure.quantity, today_of(claim)
    if quantity is None or today is None or quantity.low is None:
        return None
    before, behind = _clause_before(sentence, claim), sentence.after(claim, 24)
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
    return _Beginning(claim, room, False, (), things)


# ------------------------------------------------------------------------------------------- pairs


def _pairs(group: list[_Beginning]) -> Iterator[tuple[_Beginning, _Beginning]]:
    """The pairs of two documents that a name, or a word told but once in each, brings together."""
    told: dict[str, list[_Beginning]] = defaultdict(list)
    for each in group:
        told[each.claim.document.name].append(each)
    if len(group) > _MANY:
        return
    names = list(told)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if not (_is_one(told[one]) and _is_one(told[other])):
                continue
            a, b = told[one][0], told[other][0]
            if _may_be_one(a, b):
                yield a, b


def _is_one(found: list[_Beginning]) -> bool:
    """Whether what a document tells of one key is of one beginning, however often."""
    return all(
        a.room.first <= b.room.last and b.room.first <= a.room.last
        for a, b in product(found, found)
    )


def _may_be_one(a: _Beginning, b: _Beginning) -> bool:
    kinds = {a.claim.figure.kind, b.claim.figure.kind}
    if kinds <= {Kind.YEAR, Kind.DATE}:
        return False
    if a.name and b.name and (a.name[-1] != b.name[-1] or _may_be_kin(a, b)):
        return False
    if a.personal and not (a.name and b.name) and not _is_one_person(a, b):
        return False
    return not _are_far_apart(a, b)


def _is_one_person(a: _Beginning, b: _Beginning) -> bool:
    """Whether two of one word for a person are one: their sentences have more in common, or the one
    is "the colonel", of whom a story has one, and the other is named."""
    texts = [each.claim.document.text[slice(*each.claim.segment.span)] for each in (a, b)]
    common = stems(texts[0]) & stems(texts[1]) - kinds("roles") - kinds("persons")
    if sum(not word.startswith("#") for word in common) >= _COMMON:
        return True
    named, bare = (a, b) if a.name else (b, a)
    led = bare.claim.document.text[bare.claim.segment.span.start : bare.claim.figure.span.start]
    the = frame("beginnings", r"\bthe {offices}(?:,| who| is| was|$)").search(led)
    return bool(named.name and the and a.words & b.words & kinds("offices"))


def _may_be_kin(a: _Beginning, b: _Beginning) -> bool:
    """Whether two of one last name are not surely one: their first names differ, or only one has
    one and there is kin, or another of the name, in its text."""
    if len(a.name) >= _FULL and len(b.name) >= _FULL:
        return a.name[0] != b.name[0]
    if len(a.name) == len(b.name) or a.related or b.related:
        return a.related or b.related
    full = max(a, b, key=lambda each: len(each.name))
    named = re.compile(rf"([^\W\d_][\w’'-]+)\s{re.escape(full.name[-1])}\b", re.IGNORECASE)
    texts = (each.claim.document.text for each in (a, b))
    first = {
        spelling.fold(found[1])
        for text in texts
        for found in named.finditer(text)
        if found[1][0].isupper() and found[1].lower() not in listed("names", "titles")
    }
    return len(first - listed("names", "not_names")) > 1


def _are_far_apart(a: _Beginning, b: _Beginning) -> bool:
    """Whether one has lasted so many times as long as the other that they are of two things."""
    one, other = today_of(a.claim), today_of(b.claim)
    if one is None or other is None:
        return False
    first, second = one - a.room.first, other - b.room.first
    return first > second * _TIMES or second > first * _TIMES
