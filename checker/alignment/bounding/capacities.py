"""Capacities: how many there is room for, how many there are, and words that say whether they fit.

In: a ``Sentence``. Out: the lesser and the greater of the two, as the words have it: "the theatre
seats 420; with 390 in there were seats to spare", "the overcrowded hostel, meant for 90, has 114
guests". Without such words nothing is told: a jail may hold more than it was built for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.alignment.bounding.one_thing import is_plain
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import is_person, noun_of, size
from checker.alignment.wording import frame
from checker.model import Claim, Kind
from checker.patterns import lazy

_REACH = 48
_NEAR = 3
"""What lies farther apart is of two things."""
_PLACES = lazy(
    r"[- ](?:seat|bed|berth|cell|room|man|person|place|space|desk|capacity)(?:er)?\b", re.I
)


def capacities(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The capacity and the load of a sentence that has no other counts of the kind."""
    spare, crowded = sentence.says("capacities", "spare"), sentence.says("capacities", "crowded")
    if spare is crowded or sentence.says("capacities", "denied"):
        return
    counts = [c for c in sentence.claims if c.figure.kind is Kind.COUNT and is_plain(c)]
    room = [claim for claim in counts if _is_room(sentence, claim)]
    if len(room) != 1:
        return
    load = [c for c in counts if c is not room[0] and _is_load(sentence, c)]
    if len(load) != 1 or not _are_near(load[0], room[0]):
        return
    yield (load[0], room[0]) if spare else (room[0], load[0])


def _are_near(load: Claim, room: Claim) -> bool:
    low, high = sorted((size(load), size(room)))
    return 0 < low < high <= _NEAR * low


def _is_room(sentence: Sentence, claim: Claim) -> bool:
    """ "Built for 2,550", "seats 420", "a 60-seat coach", "a capacity of 90"."""
    if _PLACES.match(sentence.after(claim, 12)):
        return True
    led = frame("capacities", r"\b{room_for} (?:{only} )?$")
    return led.search(sentence.before(claim, _REACH)) is not None


def _is_load(sentence: Sentence, claim: Claim) -> bool:
    """ "Holding 3,200 men", "with 74 pupils aboard", "has 114 guests"."""
    noun = noun_of(claim)
    if noun and not is_person(noun) and not frame("capacities", r"{loaded}").fullmatch(noun):
        return False
    led = frame("capacities", r"\b{holding} (?:{only} )?$").search(sentence.before(claim, _REACH))
    behind = frame("capacities", r"(?: [^\W\d_]+){0,2} {inside}\b").match(sentence.after(claim, 40))
    return led is not None or behind is not None
