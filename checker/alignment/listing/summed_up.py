"""Lists before their number: "from Chile, Peru and Ecuador, the three states that share the sea".

In: a ``Sentence`` and a number of things in it. Out: the list, which ends in an "and" and stands
right before the number, with a comma between them.

Where its first item begins cannot be told from what leads to it, but only how many commas it has.
"""

from __future__ import annotations

import re

from checker.alignment.listing.counted import Listed, is_listed_noun, is_named, number_of
from checker.alignment.listing.items import has_several, is_name
from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame, listed
from checker.model import Claim, Span
from checker.patterns import lazy

_REACH = 240
_CLAUSE = lazy(r"[;:()–—]|\s-\s|[\"“”]")
_AND = lazy(r"\s+and\s+", re.IGNORECASE)
_LED = lazy(r"\s*and\s+", re.IGNORECASE)
_FEW = 3


def before(sentence: Sentence, claim: Claim) -> Listed | None:
    """The list of so many things that stands before their number."""
    ahead = sentence.before(claim, _REACH)
    link = frame("itemised", r",\s+{all_of}\s+$").search(ahead)
    if link is None or not _is_of_things(sentence, claim):
        return None
    end = claim.figure.span.start - len(ahead) + link.start()
    told = _CLAUSE.split(ahead[: link.start()])[-1]
    if len(told) == link.start() == _REACH or any(map(str.isdecimal, told)):
        return None
    if any(end - len(told) <= c.figure.span.start < end for c in sentence.claims):
        return None
    counts = _counted(told)
    if counts is None or (counts[1] == 2 and not is_named(claim.figure.noun or "")):
        return None
    return Listed(Span(end - len(told.lstrip()), end), *counts)


def _is_of_things(sentence: Sentence, claim: Claim) -> bool:
    """Whether a number sums up what stands before it, and does not begin a clause of its own."""
    noun = claim.figure.noun
    if not noun or not is_listed_noun(noun) or number_of(claim) is None:
        return False
    after = sentence.after(claim, 80)
    at = after.find(noun) + len(noun)
    following = after[at:].lstrip(" ")
    if cue("itemised", "tails").search(re.split(r"[,;]", following)[0]):
        return cue("itemised", "relative").search(following[:6].strip()) is not None
    if frame("itemised", r"\b{only}\s").match(claim.figure.surface):
        return True  # "the only five metals traded there"
    return frame("itemised", r"(?:[.,;:)]|$|{relative}\b|{places}\b)").match(following) is not None


def _counted(told: str) -> tuple[int, int] | None:
    """The fewest and the most items that the text before a number may end with."""
    *ahead, piece = told.split(",")
    led = _LED.match(piece)
    closing = _AND.split((piece[led.end() :] if led else piece).strip())
    if cue("itemised", "open").search(told) or len(closing) != (1 if led else 2):
        return None
    *found, last = (each.strip() for each in (*ahead, *closing))
    if not found or not _is_item(last) or last.lower().startswith("the "):
        return None
    first, *inner = found
    if not all(is_name(each) == is_name(last) and _is_item(each) for each in inner):
        return None
    if not inner and not (is_name(last) and is_name(first.split()[-1])):
        return None
    if frame("itemised", r"{places}\b|{leading}\b").match(first):
        return None  # "After tea, cake and games, the two girls"
    most = 1 + len(found)
    return most - _may_lead(first), most


def _is_item(piece: str) -> bool:
    return is_name(piece) or (len(piece.split()) <= _FEW and not has_several([piece]))


def _may_lead(piece: str) -> bool:
    """Whether the first piece may be none of the items: "Recently, Chile and Peru"."""
    words = piece.lower().split()
    adverbs = listed("beginnings", "openings")
    return len(words) == 1 and (words[0] in adverbs or words[0].endswith("ly"))
