"""Lists behind their number: "three suspects: Ali and Omar", "the two suspects, Ali and Omar, are".

In: a ``Sentence`` and a number of things in it. Out: the list, closed by an "and" and without
figures but ages. Behind a colon it may be of anything, in brackets of what begins with an article;
what else stands there, between commas or dashes, or is only said to be the things, is a list of
names, and the things are of those that have some.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.alignment.listing.counted import Listed, behind_it, is_listed_noun, is_named
from checker.alignment.listing.items import AGE, Items, counted, named
from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind, Span
from checker.patterns import lazy

_WORD = r"[^\W\d_][\w’'-]*"
_OF = r"(?:\s+of\s+(?:the|its|their|his|her|these|those)(?:\s+[\w’'-]+){1,3}?)?"
_COLON = lazy(rf"(?P<noun>(?:\s+{_WORD}){{1,4}}):\s+")
_APPOSED = lazy(rf"(?P<noun>(?:\s+{_WORD}){{0,5}}?{_OF})(?P<mark>,\s+|\s*\(|\s+[–-]\s+|\s*—\s*)")
_SAID = rf"(?P<noun>(?: {_WORD}){{0,6}}?{_OF}) {{said_to_be}} ".replace(r"\s+", " ")
_CLAUSE = lazy(rf"(?P<noun>(?:\s+{_WORD},?){{2,11}}):\s+")
_END = lazy(r"[.?!;:()–—]|\s-\s|$")
_AGED = lazy(r",?\s*(?:\(\s*)?(?:aged\s+)?$")
_NEXT = lazy(r"\s*(?P<mark>[,.;:)–—?!]|-\s|(?=\s)|$)\s*(?P<word>[^\W_]*)(?:\s+(?P<then>[^\W_]+))?")
# "Two brothers and their cousin, Omar, Said and Karim"
_WITH_ANOTHER = lazy(
    r"\b(?:and|plus|with) (?:an?|one|the|his|her|its|their) [^\W\d_]+", re.IGNORECASE
)
_CLOSERS = {"(": ")", "–": "–", "—": "—", "-": "-"}


class _Behind(NamedTuple):
    """A number of things with the text behind it."""

    sentence: Sentence
    claim: Claim
    tail: str

    def named(self, at: int) -> _Named | None:
        """The names from a place on that are no part of a longer list, with what follows them."""
        items = named(self.tail[at:])
        following = _NEXT.match(self.tail, at + items.length) if items else None
        if items is None or following is None or _goes_on(following):
            return None
        if cue("itemised", "of_some").search(self.tail[at + items.length :][:40]):
            return None
        return _Named(at, items, following)


class _Named(NamedTuple):
    at: int
    items: Items
    following: re.Match[str]

    @property
    def ends(self) -> bool:
        """Whether a mark ends the list, or the sentence does."""
        return bool(self.following["mark"]) or self.following.end() == len(self.following.string)


def behind(sentence: Sentence, claim: Claim) -> Listed | None:
    """The list of so many things that stands behind their number."""
    start = claim.figure.span.end
    told = _Behind(sentence, claim, _without_ages(sentence, claim))
    for read in (_behind_colon, _said_to_be, _apposed, _behind_clause):
        found = read(told)
        if found is not None:
            at, items = found
            if cue("itemised", "open").search(told.tail[:at]) or _WITH_ANOTHER.search(
                told.tail[:at]
            ):
                return None
            return Listed(Span(start + at, start + at + items.length), items.fewest, items.most)
    return None


_Found = tuple[int, Items] | None


def _without_ages(sentence: Sentence, claim: Claim) -> str:
    """The text behind a number with the ages of those in it blanked out, up to the next figure."""
    start = claim.figure.span.end
    text = sentence.document.text[start : sentence.segment.span.end]
    for other in behind_it(sentence, claim):
        at = other.figure.span.start - start
        if _is_of_name(other, text, at):
            continue
        before = _AGED.search(text, 0, at)
        if other.figure.kind is not Kind.AGE or before is None:
            return text[:at] + "\0"
        end = other.figure.span.end - start
        end += text[end : end + 1] == ")"
        text = text[: before.start()] + AGE * (end - before.start()) + text[end:]
    return text


def _is_of_name(claim: Claim, text: str, at: int) -> bool:
    """Whether a number is a word of a name: "Nine Doors"."""
    end = at + claim.figure.span.end - claim.figure.span.start
    return text[at].isupper() and text[end : end + 2].strip()[:1].isupper()


def _behind_colon(told: _Behind) -> _Found:
    """ "three suspects: Ali and Omar"."""
    lead = _COLON.match(told.tail)
    if lead is None or not is_listed_noun(lead["noun"]):
        return None
    items = _whole(told.tail, lead.end())
    if items is None and not told.sentence.may_say("itemised", "open"):
        items = named(told.tail[lead.end() :])
    return (lead.end(), items) if items else None


def _whole(text: str, at: int, close: str | None = None) -> Items | None:
    """The list from one place to the next mark, which is ``close`` where one is given."""
    end = _END.search(text, at)
    if end is None or end[0] == "(" or (close is not None and end[0] != close):
        return None
    told = text[at : end.start()].rstrip()
    return None if "\0" in told or any(map(str.isdecimal, told)) else counted(told)


def _said_to_be(told: _Behind) -> _Found:
    """ "named the two suspects as Ali and Omar", "the three women arrested are"."""
    lead = frame("itemised", _SAID).match(told.tail)
    if lead is None or not is_listed_noun(lead["noun"]):
        return None
    found = told.named(lead.end())
    return (found.at, found.items) if found else None


def _apposed(told: _Behind) -> _Found:
    """ "the two suspects, Ali and Omar, are", "the two suspects (Ali and Omar)"."""
    lead = _APPOSED.match(told.tail)
    if lead is None or not is_listed_noun(lead["noun"]):
        return None
    if cue("itemised", "said_to_be", "has").search(lead["noun"]):
        return None
    at, mark = lead.end(), lead["mark"].strip()
    if mark == "(" and re.match(r"(?:an?|the)\s", told.tail[at:]):
        items = _whole(told.tail, at, ")")
        return (at, items) if items else None
    found = told.named(at) if _is_of_named(told, lead["noun"]) else None
    if found is None or not found.ends:
        return None
    if mark == "," and not _says_who(told, found):
        return None
    if mark != "," and found.following["mark"].strip() not in ("", ".", _CLOSERS[mark]):
        return None
    return at, found.items


def _is_of_named(told: _Behind, lead: str) -> bool:
    """Whether the words before a list are of things with names: "men", "of the maker's drugs"."""
    words = lead.split()
    if not words:
        before = told.sentence.before(told.claim, 16)
        return frame("itemised", r"\b{the}\s+$").search(before) is not None
    return is_named(words[-1]) or is_named(told.claim.figure.noun or "")


def _goes_on(following: re.Match[str]) -> bool:
    """Whether a list goes on behind its "and" with one more thing, not with a clause."""
    if not cue("itemised", "goes_on").is_one(following["word"]):
        return False
    then = following["then"] or ""
    no_verb = frame("itemised", r"{asides}|{goes_on}").fullmatch(then) is not None
    return following["word"].lower() != "and" or no_verb or not then[:1].islower()


def _says_who(told: _Behind, found: _Named) -> bool:
    """Whether names between commas are those of the things, and not of a clause of its own ("In
    three cities, Karn and Berg, both lawyers,") or the rest of a list ("three ministers, Karn and
    Berg.")."""
    before, following = told.sentence.before(told.claim, 60), found.following
    if following["mark"] == "," and following["word"]:
        clause = re.split(r"[,;:()–—]\s", before)[-1]
        led = frame("itemised", r"\W*{places}\b").match(clause) is not None
        return not led and not cue("itemised", "asides").is_one(following["word"])
    return (
        found.items.fewest > 2
        or frame("itemised", r"\b(?:{the}|{has})\s+$").search(before) is not None
    )


def _behind_clause(told: _Behind) -> _Found:
    """ "Five cities are bidding: Oslo and Turin": the sentence begins with the number."""
    lead = _CLAUSE.match(told.tail)
    if lead is None or not is_named(told.claim.figure.noun or ""):
        return None
    before = told.sentence.before(told.claim)
    if not frame("itemised", r"\W*(?:{only}\s+)*").fullmatch(before):
        return None
    if frame("itemised", r"\b{sites}\s+(?:[^\W\d_]+\s+){0,3}[^\W\d_]+:\s+$").search(lead[0]):
        return None  # "Five people died in the towns: Orlaven and Telmar"
    found = told.named(lead.end())
    return (found.at, found.items) if found and found.ends else None
