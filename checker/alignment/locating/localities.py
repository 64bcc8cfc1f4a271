"""Distances between named places in the words of a sentence: what two relations read.

In: a ``Claim`` whose figure is a length. Out: ``Ends``, the two places with the words that name
them.

Only words that leave no doubt are read: the figure stands in the place's own clause ("X, a town
just 20 km from Y", "X is 20 km from Y", "X and Y, 20 km apart", "the 20-km road from X to Y"), and
a name is followed by a mark or by a word that cannot belong to it. What is read as a name need not
be one: the gazetteer decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from checker.alignment.locating import toponyms
from checker.alignment.locating.toponyms import Place, Stretch, phrase
from checker.alignment.wording import listed
from checker.geography import nations
from checker.measures import persons
from checker.model import Claim, Slot

# So many characters of a clause to either side of a figure are looked at.
_REACH = 170
_DASHES = frozenset({",", "—", "–", "-", "--"})
_LINKS = frozenset({"to", "and", "from"})
# A name has no more words.
_MOST_WORDS = 5
# "A 40-foot box": the length is an attribute of what stands behind.
_ATTRIBUTE = re.compile(r"\w-[^\W\d_]")
_LED = frozenset({"from", "between", "linking", "connecting", "joining", "separating"})
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+")


class Ends(NamedTuple):
    """The two places of a distance. ``route`` says that it is measured along a way, ``within`` that
    it is the most it can be."""

    near: Slot
    far: Slot
    route: bool = False
    within: bool = False


class Beside(NamedTuple):
    """A figure's words: those before it in its sentence, and those behind."""

    before: Stretch
    after: Stretch


def beside(claim: Claim) -> Beside:
    """The words beside a figure."""
    text, (start, end) = claim.document.text, claim.figure.span
    first = max(claim.segment.span.start, start - _REACH)
    last = max(end, min(claim.segment.span.end, end + _REACH))
    return Beside(toponyms.stretch(text[first:start], first), toponyms.stretch(text[end:last], end))


def read(claim: Claim) -> Ends | None:
    """The two places of a distance, or ``None``."""
    words = beside(claim)
    after = words.after
    pair = None if _is_size(claim, after) else _journey(after)
    if pair is not None:
        return _ends(claim, words, *pair, route=True)
    at, route = away(after)
    if at:
        far = toponyms.place(after, at)
        if far is None:
            # What looks like a region is the other place: "west of X, Y was hit".
            far = toponyms.place(after, at, closed=False)
            if far is None or not toponyms.ends(after, far.last):
                return None
        near = owner(claim, words) or _turned(words, far.last)
        return (
            None
            if near is None
            else _ends(claim, words, near, toponyms.slot(after, far), route=route)
        )
    return _apart(claim, words)


def _ends(claim: Claim, words: Beside, one: Slot, two: Slot, *, route: bool) -> Ends | None:
    if nations.is_no_city(one.value) or nations.is_no_city(two.value) or one.value == two.value:
        return None
    if is_surname(claim, one) or is_surname(claim, two):
        return None
    return Ends(one, two, route, is_within(words))


def is_within(words: Beside) -> bool:
    """Whether the words before a figure make it a bound: "within 5 km of"."""
    return words.before.word(len(words.before.raw) - 1) == "within"


def away(after: Stretch) -> tuple[int, bool]:
    """Where the place begins that a distance is measured from, and whether it is measured along a
    way: behind "by road from", "(12 miles) north of". 0 where there is none."""
    at, route = _past_gaps(after, _past_bracket(after, 0))
    start = at + 2 if after.lower[at : at + 2] == ("to", "the") else at
    turned = toponyms.compass(after, start)
    if turned > start:
        at, further = _past_gaps(after, turned)
        route = route or further
        return (at + 1 if after.word(at) in {"of", "from"} else 0), route
    return (at + 1 if after.word(at) in {"from", "outside"} else 0), route


def _past_bracket(after: Stretch, at: int) -> int:
    if after.word(at) == "(" and ")" in after.lower[at : at + 12]:
        return after.lower.index(")", at) + 1
    return at


def _past_gaps(after: Stretch, at: int) -> tuple[int, bool]:
    route = False
    while True:
        start = at + 1 if after.word(at) in _DASHES else at
        end = phrase(after, start, "gaps", "air", "routes")
        if end == start:
            return at, route
        route = route or phrase(after, start, "routes") == end
        at = end + 1 if after.word(end) == "," else end


# ------------------------------------------------------------------------ both places on one side


def _is_size(claim: Claim, after: Stretch) -> bool:
    """Whether a length is that of a thing that goes between two places, "a 40-foot box from X to
    Y", and not of the way between them."""
    if _ATTRIBUTE.search(claim.figure.surface) is None:
        return False
    words = takewhile(lambda at: after.word(at) not in _LED, range(len(after.raw)))
    return not any(phrase(after, at, "routes") > at for at in words)


def _journey(after: Stretch) -> tuple[Slot, Slot] | None:
    """ "The 300-km road from X to Y", "drove 50 km from X to Y", "120 miles separate X and Y"."""
    for start in range(_MOST_WORDS):
        at = phrase(after, start, "joins", "separates")
        if at > start:
            links = {"to"} if after.word(start) == "from" else {"and", "to", "with"}
            return _two(after, at, links)
        if not after.word(start)[:1].isalpha() and after.word(start) != "-":
            return None
    return None


def _two(
    words: Stretch, at: int, links: Iterable[str], *, closed: bool = True
) -> tuple[Slot, Slot] | None:
    """Two places with a link between them: "X and Y"."""
    one = toponyms.place(words, at, closed=False)
    if one is None:
        return None
    link = one.end + 1 if words.word(one.end) == "," else one.end
    if words.word(link) not in links:
        return None
    two = toponyms.place(words, link + 1, closed=closed)
    return None if two is None else (toponyms.slot(words, one), toponyms.slot(words, two))


def _apart(claim: Claim, words: Beside) -> Ends | None:
    """ "X and Y, 12 km apart", "the distance between X and Y is 12 km"."""
    before, after = words
    start = _past_bracket(after, 0)
    apart = phrase(after, start, "apart") > start
    names = {first for first, _ in _names(before)} if apart else set()
    for at in range(len(before.raw)):
        if apart:
            begins = at in names and _stands_free(before, at)
            at_name, links = at, {"and"}
        else:
            end = phrase(before, at, "routes")
            begins = (end > at or before.word(at) == "distance") and before.word(
                max(end, at + 1)
            ) in {"from", "between", "separating"}
            at_name, links = max(end, at + 1) + 1, set(_LINKS)
        one = toponyms.place(before, at_name, closed=False) if begins else None
        if one is None or (apart and one.first != at):
            continue
        link = one.end + 1 if before.word(one.end) == "," else one.end
        two = toponyms.place(before, link + 1) if before.word(link) in links else None
        if two is None or len(before.raw) not in _past_leads(before, two.end):
            continue
        route = not apart and before.word(at) != "distance"
        pair = toponyms.slot(before, one), toponyms.slot(before, two)
        return _ends(claim, words, *pair, route=route)
    return None


# ----------------------------------------------------------------------------- the place before it


def owner(claim: Claim, words: Beside) -> Slot | None:
    """The place whose distance a figure is: before it in the sentence, or in the sentence before
    where "it" or "the town" stands for it."""
    return _near(words.before) or _named_before(claim, words.before)


def _near(before: Stretch) -> Slot | None:
    """The last name before a figure with nothing between that could belong to another thing."""
    for first, last in reversed(list(_names(before))):
        written = before.text(first, last)
        if nations.is_no_city(written):
            continue
        if nations.regions(written) and before.word(first - 1) == "," and first > 1:
            continue  # "Buffalo, New York, is ..."
        region, end = "", last
        if before.word(last) == ",":
            behind = toponyms.name(before, last + 1)
            region = before.text(last + 1, behind)
            end = behind if nations.regions(region) else last
        if len(before.raw) not in _past_middle(before, end):
            continue
        if not _stands_free(before, first):
            return None
        return toponyms.slot(before, Place(first, last, region if end > last else "", end))
    return None


def _names(words: Stretch) -> Iterator[tuple[int, int]]:
    """The names of a stretch, without words that have their capital for opening the sentence: "In
    Leeds", "Residents of Leeds"."""
    at = 0
    while at < len(words.raw):
        end = toponyms.name(words, at)
        if end == at:
            at += 1
            continue
        first = at
        while first < end:
            word = words.word(first)
            if word in _opening() or (word in persons() and words.word(first + 1) == "of"):
                first += 1
            else:
                break
        if first < end:
            yield first, end
        at = end


@cache
def _opening() -> frozenset[str]:
    return listed("nouns", "stops") | listed("names", "not_names") | listed("geography", "kinds")


def _stands_free(words: Stretch, at: int) -> bool:
    """Whether what precedes a name leaves it the name of a place: no title, no "the", no other
    place in which it only lies ("a village near X, 20 km from Y")."""
    last = words.word(at - 1)
    if last in {"'s", "’s"} or words.tied(at - 1) or toponyms.is_one(last, "not_before"):
        return False
    if last in {"and", "or", "to"} and words.raw[max(0, at - 2)][0].isupper() and at > 1:
        return False  # "trains between X and Y, 12 km from Z"
    turned = toponyms.compass(words, at - 2) == at - 1
    if last == "of" and turned:
        return False
    inside = last in {"in", "near", "outside", "east", "west", "north", "south"}
    return not (inside and _kind_ends(words, at - 1))


def _kind_ends(words: Stretch, end: int) -> bool:
    """Whether a kind of place ends before ``end``: "a village"."""
    return any(phrase(words, end - length, "kinds") == end for length in (1, 2))


def _past_middle(before: Stretch, at: int) -> set[int]:
    """Where what may stand between a place and its distance can end: "X, a small town of 3,000
    people in the Kharkiv region that lies only"."""
    found = {at}
    for step in (_past_inside, _past_leads, _past_kind, _past_leads, _past_other, _past_leads):
        found = {end for start in found for end in step(before, start)}
    return found


def _past_leads(before: Stretch, at: int) -> set[int]:
    """Behind any number of words such as "which is only", and marks."""
    found = {at}
    while True:
        end = phrase(before, at, "leads")
        if end == at and before.word(at) in _DASHES and not before.tied(at):
            end = at + 1
        if end == at:
            return found
        at = end
        found.add(at)


def _past_inside(before: Stretch, at: int) -> set[int]:
    """Behind "in eastern Poland,"."""
    start = at + 1 if before.word(at) == "," else at
    if before.word(start) not in {"in", "of"}:
        return {at}
    marks = [end for end in range(start + 2, start + 2 + _MOST_WORDS) if before.word(end) == ","]
    return {at, *(end + 1 for end in marks[:1])}


def _past_kind(before: Stretch, at: int) -> set[int]:
    """Behind "a small town of 3,000 people in the Kharkiv region"."""
    start = at + 1 if before.word(at) in {"a", "an", "the", "its", "another"} else at
    if start == at and before.lower[at : at + 3] != ("one", "of", "the"):
        # The article may have been taken for a lead.
        start = at
    found = {at}
    for kind in range(start, start + 4):
        end = phrase(before, kind, "kinds")
        if end == kind:
            continue
        found |= {end, *_past_people(before, end)}
        break
    return found | {far for end in found if end > at for far in _past_situation(before, end)}


def _past_people(before: Stretch, at: int) -> set[int]:
    if before.word(at) != "of":
        return set()
    return {
        end + 1
        for end in range(at + 2, at + 2 + _MOST_WORDS + 2)
        if toponyms.is_one(before.word(end), "people")
    }


def _past_situation(before: Stretch, at: int) -> set[int]:
    """Behind "in the Kharkiv region"."""
    if before.word(at) not in {"in", "of", "on", "within"}:
        return set()
    found = set()
    for end in range(at + 1, min(len(before.raw), at + 1 + _MOST_WORDS)):
        if before.word(end) in _DASHES:
            break
        found.add(end + 1)
    return found


def _past_other(before: Stretch, at: int) -> set[int]:
    """Behind the distance from another place: "30 km from X and"."""
    found = {at}
    for link in range(at + 1, min(len(before.raw), at + 8)):
        if before.word(link) in {",", ";", ":", "."}:
            break
        if before.word(link) in {"from", "of"}:
            end = toponyms.name(before, link + 1)
            joined = end + 1 if before.word(end) == "," else end
            if end > link + 1 and before.word(joined) == "and":
                found.add(joined + 1)
    return found


def _named_before(claim: Claim, before: Stretch) -> Slot | None:
    """The place that "it" or "the town" means at the head of a sentence: the only name in the
    sentence before."""
    head = phrase(before, 0, "again")
    if not head or len(before.raw) not in _past_leads(before, head):
        return None
    start = claim.segment.span.start
    first = max(0, start - 2 * _REACH)
    earlier = claim.document.text[first:start].rstrip()
    sentences = _SENTENCE_END.split(earlier)
    if len(sentences) < 2 and first > 0:
        return None
    words = toponyms.stretch(sentences[-1], first + len(earlier) - len(sentences[-1]))
    found = {
        slot.value: slot
        for one, last in _names(words)
        if _stands_free(words, one)
        for slot in [toponyms.slot(words, Place(one, last, "", last))]
        if not nations.regions(slot.value)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _turned(words: Beside, at: int) -> Slot | None:
    """ "Just 40 km west of Y, the town of X was hit": the place behind, where nothing but a lead
    stands before the figure."""
    before, after = words
    if len(before.raw) not in _past_leads(before, 0) or after.word(at) != ",":
        return None
    found = toponyms.place(after, at + 1)
    if found is None or not toponyms.is_one(after.word(found.end), "ends"):
        return None
    return toponyms.slot(after, found)


def is_surname(claim: Claim, found: Slot) -> bool:
    """Whether the text has the name behind another, as a person's: "Ann Lincoln" in an article
    that goes on with "Lincoln"."""
    word = found.surface.partition(",")[0]
    text = claim.document.text
    if " " in word or text.count(word) < 2:
        return False
    for match in re.finditer(rf"([^\W_][\w’'-]*)\s+{re.escape(word)}\b", text):
        before = match[1]
        known = before.lower() in _before_places() or before.endswith(("'s", "’s"))
        if before[0].isupper() and not known:
            return True
    return False


@cache
def _before_places() -> frozenset[str]:
    """Words that may stand with a capital before a place's name."""
    own = listed("geography", "kinds", "ends") | listed("names", "compass", "not_names")
    return own | listed("nouns", "stops")
