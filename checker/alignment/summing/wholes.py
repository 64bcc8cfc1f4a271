"""Wholes: what a run of listed figures is the parts of, where that stands before it.

In: a ``Sentence``, the run and the figures ahead of it. Out: a ``Listing``: "19 killed: 11
civilians and eight soldiers", "of the 62 drones, 38 were shot down, 17 were jammed and the
remaining seven fell".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.exclusion import exclude, make_up_all, parallel
from checker.alignment.summing.membership import (
    Listing,
    alike,
    are_sorts,
    could_be_whole,
    is_about,
    is_of_a_group,
    names_the_parts,
    noun_of,
    shortfall,
)
from checker.alignment.wording import cue, frame, may_end_with
from checker.model import Claim, Kind
from checker.patterns import lazy

_UNITED = frozenset({Kind.DURATION, Kind.MEASURE, Kind.MONEY})
_LONGEST = 90
_BEHIND = 60
_SEPARATOR = lazy(r"[,;]|\b(?:and|plus)\b", re.IGNORECASE)
_LEAD = lazy(
    r"(?P<words>[^.;:?!]*?)(?::(?P<named>(?:\s[^\W\d_]+){1,3})?|\s[–—-]+\s?|[–—]|\s?[(])\s*"
)
_PARTICIPLE = lazy(r"[^\W\d_]+ed\b", re.IGNORECASE)
_LAST = lazy(r"[^,;:()–—.]*(?:[.;]|$)")
_ENDS = lazy(r"[.;:?!)\]]|\s[–—-]\s|[–—]|$")


def of_the_unit_ahead(whole: Claim | None, run: list[Claim]) -> list[Claim]:
    """ "Ten years: six for fraud and four for theft": the parts are years as well."""
    if whole is None or whole.figure.quantity is None or whole.figure.kind not in _UNITED:
        return run
    if any(part.figure.kind is not Kind.COUNT or part.figure.noun for part in run):
        return run
    return [in_the_unit_of(whole, part) for part in run]


def in_the_unit_of(whole: Claim, part: Claim) -> Claim:
    """A figure as of the kind and in the unit of another: the 25 of "40 metres long and 25 wide" as
    metres."""
    quantity, total = part.figure.quantity, whole.figure.quantity
    if quantity is None or total is None:
        return part
    shared = replace(quantity, unit=total.unit)
    return replace(part, figure=replace(part.figure, kind=whole.figure.kind, quantity=shared))


def opened(sentence: Sentence, whole: Claim | None, run: list[Claim]) -> Listing | None:
    """ "19 people: 11 civilians and eight soldiers", and with a dash, a bracket or words for it."""
    if whole is None or not alike(whole, run[0]) or not could_be_whole(whole, run):
        return None
    gap = sentence.between(whole, run[0])
    if len(gap) > _LONGEST or cue("poised", "not_all").search(sentence.after(run[-1], _BEHIND)):
        return None
    if frame("enumerations", r"[^.;:?!]*?,?\s*{closed}\s+").fullmatch(gap):
        return Listing(whole, tuple(run), True, "said to be all of it")
    be = frame("enumerations", r"(?: [^\W\d_]+){1,2} {be} ").fullmatch(gap)
    if be and are_sorts(run) and not cue("enumerations", "open").search(sentence.before(whole, 16)):
        return Listing(whole, tuple(run), True, "told by sort")
    lead = _LEAD.fullmatch(gap)
    if (
        lead is None
        or not _in_words(sentence, run)
        or _has_an_aside(lead["words"])
        or cue("enumerations", "open").search(lead["words"])
    ):
        return None
    if not has_rest(sentence, run):
        ends = _LAST.match(sentence.after(run[-1], _LONGEST)) is not None
        closed = _joined(sentence, run) or (len(run) > 2 and ends and parallel(sentence, run))
        told_once = parallel(sentence, run) and _elliptic(sentence, run[1:])
        if not closed or not (told_once or _elliptic(sentence, run)):
            return None
    return Listing(whole, tuple(run), True, "listed behind it")


def shared_out(sentence: Sentence, ahead: Sequence[Claim], run: list[Claim]) -> Listing | None:
    """ "A prize of £50,000, split three ways: £30,000 ...": the number of parts stands between."""
    if len(ahead) < 2 or len(run) < 2:
        return None
    whole, number = ahead[-2:]
    parts = of_the_unit_ahead(whole, run)
    if not alike(whole, parts[0]) or not could_be_whole(whole, parts):
        return None
    quantity = number.figure.quantity
    gap = sentence.between(number, run[0])
    lead = _LEAD.fullmatch(gap)
    led = re.fullmatch(r"(?:\s[^\W\d_]+){0,3},\swith\s", gap)
    opens = led is not None or (lead is not None and "," not in lead["words"])
    if quantity is None or quantity.low != len(run) or not opens:
        return None
    if cue("enumerations", "open").search(sentence.between(whole, run[0])):
        return None
    return Listing(whole, tuple(parts), True, "as many as are said to be listed")


def _has_an_aside(words: str) -> bool:
    """Whether more stands before a colon than the whole and who says so."""
    said = frame("attribution", r",(?: [^\W\d_.]+){0,4} {verbs}(?: [^\W\d_]+){0,2}$")
    return "," in said.sub("", words)


def _in_words(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether the list says what its numbers count: "(1, 2, 3)" does not."""
    told = [sentence.between(a, b) for a, b in pairwise(run)]
    told.append(re.split(r"[.;:?!)\]]", sentence.after(run[-1], 24))[0])
    names = any(re.search(r"(?!and\b|plus\b)\b[^\W\d_]", each, re.IGNORECASE) for each in told)
    return names or any(part.figure.kind is not Kind.COUNT for part in run)


def _joined(sentence: Sentence, run: Sequence[Claim]) -> bool:
    """Whether the last two are joined by "and" or the list stands in a bracket."""
    gap = sentence.between(run[-2], run[-1])
    closer = _ENDS.search(sentence.after(run[-1], _LONGEST))
    bracketed = closer is not None and closer[0] == ")"
    return bracketed or re.search(r"\b(?:and|plus)\b|;", gap) is not None or has_rest(sentence, run)


def is_whole_ahead(sentence: Sentence, whole: Claim, run: list[Claim]) -> bool:
    """ "Of the 90 tunes 50 are reels, 30 ...": no comma stands behind it."""
    if not alike(whole, run[0]) or not _of_it(sentence, whole):
        return False
    return (
        re.fullmatch(r"(?:\s+[^\W\d_][\w’'-]*){1,5}\s+", sentence.between(whole, run[0]))
        is not None
    )


def _of_it(sentence: Sentence, whole: Claim) -> bool:
    of = r"(?:^|\b)(?:of|out of)(?: (?:the|its|their|those|these|all|his|her))? ?$"
    return frame("enumerations", of).search(sentence.before(whole, 24)) is not None


def apposed(sentence: Sentence, run: list[Claim]) -> Listing | None:
    """ "Of the 62 drones, 38 were shot down, 17 were jammed and the remaining seven fell"."""
    whole, parts = run[0], run[1:]
    if len(parts) < 2 or not could_be_whole(whole, parts):
        return None
    gap = sentence.between(whole, parts[0])
    if re.search(r"\b(?:and|plus)\b", gap) or cue("enumerations", "open").search(gap):
        return None
    if frame("enumerations", r"(?:{closed}|:)\s+$").search(sentence.before(whole, 24)):
        return None  # "breaks down into 43 tons of coal, 29 of peat and 15 of wood"
    if _of_it(sentence, whole) and not is_of_a_group(whole):
        return _of_the_whole(sentence, whole, parts)
    elliptic = _elliptic(sentence, parts)
    if not elliptic and cue("enumerations", "verbs").search(gap.partition(",")[0]):
        return None  # "38 were shot down, 17 were jammed": the first is a part as well
    if has_rest(sentence, parts):
        leads = _leads_on(gap, sentence, run)
        return Listing(whole, tuple(parts), True, _THE_REST) if leads else None
    if _is_shared(sentence, whole, parts):
        return Listing(whole, tuple(parts), True, "what they have between them")
    if not names_the_parts(whole, parts) or parallel(sentence, run[:2]):
        return None
    if not elliptic or not is_about(whole, parts):
        return None  # "$95 million at home, $22 million in Asia and $28 million in Europe"
    return _listed_behind(sentence, whole, parts)


def _listed_behind(sentence: Sentence, whole: Claim, parts: Sequence[Claim]) -> Listing | None:
    """ "Nineteen people drowned, 11 in Orlaven and eight in Telmar"."""
    among = frame("enumerations", r"(?: [^\W\d_]+)? (?:among|amongst|included|of) them\b")
    if among.match(sentence.after(parts[-1], 40)) or not _joined(sentence, parts):
        return None
    beside = parallel(sentence, parts)
    if not noun_of(whole) and not is_of_a_group(whole) and _has_its_own(sentence, whole, parts):
        return None
    some = _told_of_some(sentence, parts)
    if some == 0 and (beside or any(map(noun_of, parts))):
        return Listing(whole, tuple(parts), True, "listed behind it")
    if some == 1 and beside:
        return Listing(whole, tuple(parts), False, "parts of it that exclude each other")
    return None


def _has_its_own(sentence: Sentence, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a number says where it is from as the parts do, and so is an item of their list:
    "£2,340 at the gate, £1,185 from the raffle and £760 from teas"."""
    gap = sentence.between(whole, parts[0])
    return frame("enumerations", r" {places}\b[^,;]*, ?").fullmatch(gap) is not None


_THE_REST = "the last of them is the rest"


def _of_the_whole(sentence: Sentence, whole: Claim, parts: list[Claim]) -> Listing | None:
    """What stands behind "of the 62 drones"."""
    if has_rest(sentence, parts):
        return Listing(whole, tuple(parts), True, _THE_REST)
    if _is_a_vote(sentence.text):
        return Listing(whole, tuple(parts), True, "all the votes")
    if not exclude(sentence, parts):
        return None
    if shortfall(whole, parts) > 0 and make_up_all(sentence, whole, parts):
        return Listing(whole, tuple(parts), True, "what all of them are")
    return Listing(whole, tuple(parts), False, "parts of it that exclude each other")


def _told_of_some(sentence: Sentence, parts: Sequence[Claim]) -> int:
    """How many parts have an "of them": groups of which two have it may overlap ("seven of them of
    stone and six of them built before 1900"), and others may be left ("nine of them in Calder")."""
    of_them = frame("shares", r"\s{of_which}\b")
    return sum(of_them.match(sentence.after(part, 16)) is not None for part in parts)


def _is_shared(sentence: Sentence, whole: Claim, parts: Sequence[Claim]) -> bool:
    """ "Between them the sisters have 11 medals, Ana seven and Ines four"; the names of who has
    each will do: "the sons had 12 children, Sam four, Ned three, Tom two and Hal two"."""
    between = re.search(r"\bbetween\s+them\b", sentence.before(whole), re.IGNORECASE)
    told = between is not None or _are_named(sentence, parts)
    joined = re.search(r"\band\b", sentence.between(parts[-2], parts[-1]))
    bare = not any(map(noun_of, parts))
    return told and joined is not None and bare and is_about(whole, parts)


def _are_named(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether three parts and more stand each behind a name and nothing else."""
    names = [re.search(r"(?:,|\band)\s([A-Z][\w’'-]+)\s$", sentence.before(p, 32)) for p in parts]
    return len(parts) > 2 and all(names)


def lasting(sentence: Sentence, whole: Claim | None, run: list[Claim]) -> Listing | None:
    """ "The tour lasts 21 days, 14 in Peru and seven in Chile": bare numbers in the unit ahead."""
    parts = of_the_unit_ahead(whole, run)
    if whole is None or parts is run or whole.figure.kind is Kind.MONEY:
        return None
    apart = frame("enumerations", r"(?: [^\W\d_]+){0,2}, ").fullmatch(
        sentence.between(whole, run[0])
    )
    if apart is None or not could_be_whole(whole, parts) or not is_about(whole, parts):
        return None
    closed = parallel(sentence, run) and _joined(sentence, run) and _elliptic(sentence, run)
    return Listing(whole, tuple(parts), True, "listed behind it") if closed else None


def _leads_on(gap: str, sentence: Sentence, run: Sequence[Claim]) -> bool:
    """Whether a whole is no first item of the list behind it: what follows its comma is the next
    number, and no one who has that ("the state pays for $14m, towns for $9m")."""
    if not is_about(run[0], run[1:]) or parallel(sentence, run[:2]):
        return False
    last = gap.rpartition(",")[2]
    return frame("enumerations", r"\s*(?:{hedged}\s*)?").fullmatch(last) is not None


def _is_a_vote(text: str) -> bool:
    against = cue("enumerations", "against").search(text)
    return against is not None and cue("enumerations", "abstained").search(text) is not None


def _elliptic(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether the parts have no verbs of their own: "11 in Orlaven and eight soldiers"."""
    for part in parts:
        tail = sentence.after(part, 60)
        closer = _ENDS.search(tail)
        item = _SEPARATOR.split(tail if closer is None else tail[: closer.start()])[0]
        item = frame("enumerations", r" (?:are|were) {sorts}").sub("", item)
        words = " ".join(word for word in item.split()[:3] if "-" not in word)
        if cue("enumerations", "verbs").search(words) or _PARTICIPLE.match(words):
            return False
    return True


def _stands_behind_rest(before: str) -> bool:
    if not may_end_with(before, "enumerations", "rest"):
        return False
    return frame("enumerations", r"{rest}\s+$").search(before) is not None


def ends_with_rest(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether the last of the parts is called the rest."""
    return has_rest(sentence, parts[-1:])


def has_rest(sentence: Sentence, parts: Sequence[Claim]) -> bool:
    """Whether one of the parts is called the rest."""
    return any(
        _stands_behind_rest(sentence.before(part, 24))
        or frame("enumerations", r"\s*(?:of them )?the (?:rest|remainder)\b").match(
            sentence.after(part, 24)
        )
        for part in parts
    )
