"""Joining: whether words join a share to a part and its whole: "or 25%", "a response of 36%".

In: a ``Sentence``, a part or a whole of it, and a share. Out: true or false.
"""

from __future__ import annotations

import re

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import noun_of
from checker.alignment.wording import cue, frame
from checker.measures import generic_persons
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_GAP = 70
_BREAK = lazy(r"[;?!]|\.\s")
STOPS = lazy(r"\s?(?:[).,;–—]|$)")
_AGAIN = lazy(r", or (?:about |some |nearly )?$")
_OF_ALL = lazy(r" of (?:them|it|those|these)\s?(?:[).,;–—]|$)")
_CALLED = lazy(r"[^():]*?,\s+(?:an?|the) ((?:[^\W\d_][\w-]* ){1,2})of ")


def is_within_a_clause(gap: str) -> bool:
    """Whether what stands between two figures is short, and no clause ends in it."""
    return len(gap) <= _GAP and _BREAK.search(gap) is None


def is_apposed(sentence: Sentence, whole: Claim, part: Claim) -> bool:
    """Whether a part stands between two commas behind its whole, with a noun or none, and its verb
    follows: "a third of the 2,400-strong garrison, 860 men, was sent home"."""
    led = re.fullmatch(r"(?:-[^\W\d_]+)?(?:\s[^\W\d_]+){0,3},\s", sentence.between(whole, part))
    tail = frame("shares", r"(?: [^\W\d_]+)?,(?! (?:and|or|plus|but|with|including|of)\b) [^\W\d_]")
    return led is not None and tail.match(sentence.after(part, 40)) is not None


def is_joined(sentence: Sentence, whole: Claim, share: Claim) -> bool:
    """Whether a share follows as the same thing said in other words: "or 25%", "(25%)"."""
    gap = sentence.between(whole, share)
    if not is_within_a_clause(gap):
        return False
    if frame("shares", r"[^()]*?(?:[,:]\s*|\s?[–—(]\s?){links}\s+").fullmatch(gap):
        return True
    rate = r"[^()]*?,\s*[^,;:.()]{0,24}\b{gives} an? {rates} rate of "
    if frame("shares", rate).fullmatch(gap) and STOPS.match(sentence.after(share)):
        return True
    called = _CALLED.fullmatch(gap)
    if called is not None and share.figure.kind is Kind.PERCENT:
        moved = cue("movements", "up", "down", "moved").search(called[1]) or cue(
            "shares", "otherwise_called"
        ).search(called[1])
        if not moved and STOPS.match(sentence.after(share)):
            return True  # "of 1,800 letters 720 were answered, a response of 36 per cent"
    opened = frame("shares", r"(?:\s[^\W\d_][\w’'-]*){0,7}\s?[,(–—]\s?").fullmatch(gap)
    behind = frame("shares", r"(?: {same_whole}| {in_all})?\s?(?:[).,;–—]|$)")
    tail = sentence.after(share)
    noun = noun_of(share)
    if noun and noun in {
        noun_of(whole),
        *generic_persons(),
    }:  # "a third of the 48 staff, 18 people,"
        tail = re.sub(r"^\s[^\W\d_]+", "", tail)
    return opened is not None and behind.match(tail) is not None


def is_share(sentence: Sentence, share: Claim, first: bool = False) -> bool:
    """Whether a share is one of what stands beside it, and no growth. Where it comes first, a cut
    is a share as well: "a 5% cut in its staff of 600, or 30 jobs"."""
    if share.figure.form is not Form.POINT or (share.figure.direction is not None and not first):
        return False
    tail = sentence.after(share, 40)
    if first or frame("shares", r"\s*{same_whole}").match(tail):
        return True
    if _AGAIN.search(sentence.before(share, 16)) and _OF_ALL.match(tail):
        return True  # "12 of the 80 towns, or a third of them,"
    return not frame("shares", r"\s*-?{another_whole}").match(tail)


def is_of_another(sentence: Sentence, share: Claim, named: tuple[Claim, Claim]) -> bool:
    """Whether a whole is named behind a share that is not the one before it: "or 12% of its
    wheels"."""
    tail = sentence.after(share, 40)
    if frame("shares", r"\s*{same_whole}").match(tail) or _OF_ALL.match(tail):
        return False
    of = re.match(r"\s+of\s+(?:[^\W\d_]+\s+)?([^\W\d_]+)", tail, re.IGNORECASE)
    nouns = {(claim.figure.noun or "").lower() for claim in named}
    return of is not None and of[1].lower() not in nouns
