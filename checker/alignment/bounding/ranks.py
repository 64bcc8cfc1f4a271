"""Ranks: a place in a field, which is no lower than the field has room for.

In: a ``Sentence``. Out: the place and the field, as the least that the field must be and what it
is: "13th in a field of 14", "ninth out of nine", "in a league of 20, finishing 17th".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker import lexicon
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import is_person, noun_of, size
from checker.alignment.wording import frame, listed
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

# "On the 21st of May", "a 20th of it".
_OTHERWISE = lazy(r"\b(?:on the|by the|until the|an?|one|each) $", re.IGNORECASE)


def ranks(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every place with the field of which it is one."""
    yield from _steps(sentence)
    for first, second in pairwise(sentence.claims):
        ahead = second.figure.kind is Kind.ORDINAL
        place, field = (second, first) if ahead else (first, second)
        if place.figure.kind is not Kind.ORDINAL or field.figure.kind is not Kind.COUNT:
            continue
        if field.figure.form is not Form.POINT or field.figure.modifier is not Modifier.EXACTLY:
            continue
        if not _can_be_placed(field) or not (_stands_ahead if ahead else _stands_behind)(
            sentence, place, field
        ):
            continue
        if size(field) > 1 and not _OTHERWISE.search(sentence.before(place, 12)):
            yield place, field


def _steps(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "In the 13th round of a 12-round fight", "on the sixth day of the five-day trek"."""
    for step, of in pairwise(sentence.claims):
        if step.figure.kind is not Kind.ORDINAL or of.figure.form is not Form.POINT:
            continue
        gap = re.match(
            r" ([a-z]+) of (?:an?|the|his|her|its|their|this) (?:[\w’'-]+ )?$",
            sentence.between(step, of),
        )
        if gap is None or of.figure.kind not in (Kind.COUNT, Kind.DURATION):
            continue
        named = sentence.document.text[of.figure.span.start : of.figure.span.end + 12]
        unit = re.match(r"[\w,]+[-‑]([a-z]+)", named)
        steps = lexicon.load("extremes")["steps"]
        if unit is not None and unit[1] in steps.get(gap[1], ()) and size(step) > size(of) + 1:
            yield step, of


def _stands_behind(sentence: Sentence, place: Claim, field: Claim) -> bool:
    """ "13th in a field of 14", "finished 13th in a league of 14 clubs"."""
    gap = sentence.between(place, field)
    if frame("extremes", r"(?: {place})? {in_a_field} ").fullmatch(gap):
        return True
    led = frame("extremes", r"\b{ended} $").search(sentence.before(place, 24))
    return (
        led is not None and frame("extremes", r" {in_one} {fields} of ").fullmatch(gap) is not None
    )


def _stands_ahead(sentence: Sentence, place: Claim, field: Claim) -> bool:
    """ "In a league of 20, finishing 17th was no disgrace", "from a field of 40 she came 31st"."""
    led = frame("extremes", r"\b{in_one} {fields} of $").search(sentence.before(field, 32))
    ended = frame("extremes", r"[^.;:]{0,48}\b{ended} ").fullmatch(sentence.between(field, place))
    return led is not None and ended is not None


def _can_be_placed(field: Claim) -> bool:
    """Whether a number may count those who take places, and no laps or points."""
    noun = noun_of(field)
    return not noun or is_person(noun) or noun in listed("extremes", "placed")
