"""How long somebody has been in an office: "mayor since 2009", "after 12 years as mayor".

In: a ``Sentence`` and a claim in it whose figure is a year or a length. Out: the ``Beginning`` that
follows from it, with the name of who is in office, and the words for the office as groups of those
that stand for one; ``None`` where the sentence does not say both, or the time is over.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from checker import lexicon, spelling
from checker.alignment.passages import Sentence
from checker.alignment.timing.since import Beginning, Room, Sort, since, today_of
from checker.alignment.timing.subjects import clause_before, is_of_another
from checker.alignment.wording import either, frame, listed
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_YEAR = Decimal(1)
_SLACK = Decimal("0.2")
_NEAR = 60
_NAME = lazy(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}")


def tenure_told(sentence: Sentence, claim: Claim) -> Beginning | None:
    """The time in office that a year or a length is of."""
    today, moment = today_of(claim), claim.figure.moment
    if today is None or claim.figure.form is not Form.POINT or is_of_another(sentence, claim):
        return None
    before, behind = clause_before(sentence, claim), sentence.after(claim, _NEAR)
    if claim.figure.kind is Kind.DURATION:
        if claim.figure.quantity is None or claim.figure.quantity.unit != "year":
            return None
        found = _held(before, behind)
        room = since(claim, today, _YEAR * 2, rounded=True)
    elif moment is not None and moment.year is not None and moment.month is None:
        found = before if re.search(r"\bsince\s$", before) else None
        room = Room(moment.year - _SLACK, moment.year + 1 + _SLACK)
    else:
        return None
    offices = _offices(found or "")
    name = _name(before, behind)
    if room is None or not offices or not name:
        return None
    return Beginning(claim, room, Sort.TENURE, name, offices)


def _held(before: str, behind: str) -> str | None:
    """The words for the office beside a length: "in office for 15 years", "has led the party for",
    "12 years as mayor"."""
    for_now = r"(?:\b{perfect} [^,]{1,60}|\bin [^,]{3,24}|,[^,]{3,40}) for $"
    if (found := frame("beginnings", for_now).search(before)) is not None:
        return None if re.search(r"\b(?:was|were|had)\b", found[0]) else found[0]
    held = re.match(r"\s(?:as|in|at|of|running|leading)\s[^,.;:]{3,40}", behind)
    after = re.search(r"\b(?:after|for)\s$", before, re.IGNORECASE)
    return held[0] if held is not None and after is not None else None


def _offices(text: str) -> frozenset[str]:
    return frozenset(
        f"office {number}" for number, group in enumerate(_groups()) if group.search(text)
    )


@cache
def _groups() -> tuple[re.Pattern[str], ...]:
    groups = lexicon.load("beginnings")["tenure"]
    return tuple(re.compile(either(group), re.IGNORECASE) for group in groups)


def _name(before: str, behind: str) -> tuple[str, ...]:
    """The first name before the words for the office, or behind "After 12 years as mayor,"."""
    apart = listed("names", "not_names") | listed("names", "titles") | listed("beginnings", "ends")
    apart = apart | listed("beginnings", "pronouns") | listed("beginnings", "openings")
    for stretch in (before, behind.partition(",")[2]):
        for found in _NAME.finditer(stretch):
            words = [word for word in found[0].split() if word.lower() not in apart]
            led = stretch[: found.start()].split()
            if words and not (led and led[-1].lower() in listed("beginnings", "no_person")):
                return tuple(spelling.fold(word) for word in words)
    return ()
