"""How old somebody or something is said to be: "Ilsa Karn, 44", "the 16-year-old tanker".

In: a ``Sentence`` and a claim in it whose figure is an age. Out: the ``Beginning`` that follows
from it, with the name and the words that the age stands beside; ``None`` where the age is of
another time, or nothing tells whose it is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import spelling
from checker.alignment.passages import Sentence
from checker.alignment.timing.since import Beginning, Room, Sort, since, today_of
from checker.alignment.timing.subjects import clause_before, clause_behind, first, head
from checker.alignment.wording import cue, frame, listed
from checker.model import Claim, Form
from checker.patterns import lazy

_YEAR = Decimal(1)
_SLACK = Decimal("0.2")
# A name of so many words has a first name.
_FULL = 2
_FEW = 3


def age_told(sentence: Sentence, claim: Claim) -> Beginning | None:
    """ "Ilsa Karn, 44", "the 16-year-old tanker", "Karn will be forty in March"."""
    quantity = claim.figure.quantity
    today = today_of(claim)
    if quantity is None or quantity.unit != "year" or today is None:
        return None
    if _is_first_of_two(sentence, claim):
        return None
    before, behind = sentence.before(claim, 40), sentence.after(claim, 24)
    clause = f"{clause_before(sentence, claim)} | {clause_behind(sentence, claim)}"
    lately = frame("beginnings", r",? {lately}\b").match(behind) is not None
    ahead = frame("beginnings", r"\b{ahead} $").search(before) is not None
    near = f"{before[-20:]} | {behind.split(',')[0]}"
    if not (ahead or lately) and cue("spans", "then").search(near):
        return None
    at = before.rstrip().lower().endswith(" at")
    now = frame("beginnings", r"(?:,(?: [^\W\d_][\w.’'-]*){1,3})? {today}\b")
    if at and not now.match(sentence.after(claim, 60)):
        return None  # "who at 31 became the governor" was so old then
    noun = _noun_behind(sentence, claim)
    decade = claim.figure.form is Form.RANGE
    things = frozenset[str]()
    people = listed("beginnings", "roles") | listed("beginnings", "persons")
    if noun and people.isdisjoint(noun.lower().split()):
        things = first(noun, _FEW)
    elif not noun and not decade:
        things = head(sentence, _led(sentence, claim))
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
    return Beginning(claim, Room(room.first - _SLACK, room.last + _SLACK), Sort.THING, (), things)


def _is_first_of_two(sentence: Sentence, claim: Claim) -> bool:
    """Whether an age is that of the first of two: "Ines and Pia Torvik, 31 and 28"."""
    return sentence.after(claim, 5) == " and " and any(
        other.figure.span.start > claim.figure.span.end
        and sentence.between(claim, other) == " and "
        for other in sentence.claims
    )


def _person(sentence: Sentence, claim: Claim, room: Room, clause: str) -> Beginning | None:
    name = _name(sentence, claim)
    told = f"{_noun_behind(sentence, claim)} {_subject(sentence, claim)}"
    words = frozenset(re.findall(r"[^\W\d_]+", told.lower()))
    persons = frozenset[str]() if name else listed("beginnings", "persons")
    roles = words & listed("beginnings", "roles") or words & persons
    if cue("spans", "kin").search(clause.partition(" | ")[0]) and len(name) < _FULL:
        return None
    kin = frame("spans", r",?(?: (?:the|a|his|her|[^\W\d_]+['’]s))? {kin}\b")
    related = kin.match(sentence.after(claim, 40)) is not None
    if not name and (not roles or cue("beginnings", "others").search(clause)):
        return None
    return Beginning(claim, room, Sort.PERSON, name, frozenset() if related else roles, related)


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
    apart = len(parts) > 1 and re.match(r"\s(?:a|an|the)(?:\s|$)", parts[-1])
    found = " ".join(parts[-2:]) if apart else parts[-1]
    return f"{found.rpartition(' and ')[2]} {added[1] if added else ''}"


def _led(sentence: Sentence, claim: Claim) -> str:
    """The clause before an age, without the words that lead to it."""
    before = clause_before(sentence, claim)
    ways = r",?(?: \(?(?:{short}|{lead}|{ahead}|at|is|was|are|were|who|which|that))+ $|,? \(?$"
    found = frame("beginnings", ways).search(f" {before}")
    return before[: max(0, found.start() - 1)] if found else before


def _name(sentence: Sentence, claim: Claim) -> tuple[str, ...]:
    """The name straight before an age, or before the verb that leads to it, folded."""
    parts = _led(sentence, claim).rsplit(",", 2)
    if len(parts) > 1 and re.match(r"\s(?:a|an|the)(?:\s|$)", parts[-1]):
        parts = parts[:-1]
    words = parts[-1].split()
    own = _NAMED_BEHIND.match(sentence.after(claim, 40)) if "-" in claim.figure.surface else None
    if own is None and not _led(sentence, claim).strip():
        own = _AGED_FIRST.match(sentence.after(claim, 60))
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


_AGED_FIRST = lazy(r",\s((?:[A-Z][\w’'-]+\s?){1,3})")
_NAMED_BEHIND = lazy(r"[\s-]((?:[A-Z][\w’'-]+\s?){1,3})")
