"""Breakdowns: a whole, and behind it what it is made of, all of it by what the words say.

In: the sentences of a paragraph with their figures. Out: the whole with its parts: "three ships
brought 920 tons. The Alba landed 310, the Mersey 280 and the Tern 330", "£14,600, of which her
father paid £9,000, his £3,500 and the couple £2,100".

The parts follow each other without verbs of their own, in the sentence behind the whole or behind
an "of which". Nothing is told where another reading of the figures holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.alignment.summing.exclusion import exclude
from checker.alignment.summing.kindred import (
    Line,
    Sum,
    Told,
    claims,
    holds,
    is_of_a_slip,
    is_plain,
    near,
)
from checker.alignment.summing.membership import alike, are_of_two_kinds, noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Aspect

_FEWEST, _MOST = 2, 8
_SEVERAL = 3
_CLOSE = Decimal("0.12")
_FAR = Decimal("0.25")
_AHEAD = 60


def breakdowns(lines: Iterable[Line]) -> Iterator[Sum]:
    """Every whole that the parts behind it are said to make up, and come near only."""
    for told in lines:
        for place, sentence in enumerate(told):
            found = None
            if place and len(sentence) >= _FEWEST:
                found = _elliptic(told[place - 1], sentence)
            if found is None and len(sentence) >= _SEVERAL:
                found = _of_which(sentence)
            if found is not None and not holds(told, found.whole, found.parts):
                yield found


def _elliptic(before: Sequence[Told], parts: Sequence[Told]) -> Sum | None:
    """A list of bare numbers with one verb, and the one figure of its kind in the sentence before:
    "The north side has 96, the south side 78 and the island 28"."""
    kin = [each for each in before if alike(each.claim, parts[0].claim)]
    if len(kin) != 1 or not all(alike(each.claim, kin[0].claim) for each in parts):
        return None
    sentence = parts[0].sentence
    together, total = sum(size(each.claim) for each in parts), size(kin[0].claim)
    if not _is_listed(parts) or any(noun_of(each.claim) for each in parts[1:]):
        return None
    shared = _is_shared(kin[0])
    apart = abs(together - total)
    if not is_of_a_slip(apart) or (apart > total * _CLOSE and not shared):
        return None
    if len(parts) < _SEVERAL and not shared:
        return None
    if cue("breakdowns", "elsewhere").search(sentence.text) or not _fit(kin[0], parts):
        return None
    if cue("enumerations", "left_over").search(sentence.text) or _goes_on(parts[-1]):
        return None
    return Sum(kin[0].claim, claims(parts), "listed in the next sentence")


def _of_which(told: Sequence[Told]) -> Sum | None:
    """A number, and behind an "of which" bare numbers that are listed: "£14,600, of which her
    father paid £9,000, his £3,500 and the couple £2,100"; less than the whole only where three and
    more come near."""
    for place, whole in enumerate(told[:-2]):
        parts = [each for each in told[place + 1 :] if alike(each.claim, whole.claim)]
        if len(parts) < _FEWEST or len(parts) < len(told) - place - 1:
            continue
        if not _tells_of_it(whole, parts[0]) or not _is_listed(parts):
            continue
        if any(map(_is_of_them, parts[1:])):
            continue  # "seven of them of stone and six of them built before 1900"
        together, total = sum(size(each.claim) for each in parts), size(whole.claim)
        apart = abs(together - total)
        if exclude(whole.sentence, claims(parts)):
            most = _FAR  # gold, silver and bronze are all the medals there are
        elif together > total and not _are_of_one_sort(parts):
            continue
        else:
            most = _CLOSE
        near = apart <= total * (most if len(parts) >= _SEVERAL or together > total else 0)
        if near and is_of_a_slip(apart) and _fit(whole, parts) and not _goes_on(parts[-1]):
            return Sum(whole.claim, claims(parts), "parts of it that are listed")
    return None


def _are_of_one_sort(parts: Sequence[Told]) -> bool:
    """Whether what is told of parts has one form, so that nothing need be in two of them: not "41
    of stone, 23 listed and 26 in need of repair"."""
    return len({_form(part) for part in parts}) == 1


def _form(part: Told) -> str:
    """The preposition behind a part, or how what it is ends."""
    tail = part.sentence.after(part.claim, 32)
    of_them = frame("breakdowns", r" {of_which}\b").match(tail)
    found = re.match(r"\s([^\W\d_]+)", tail[of_them.end() :] if of_them else tail)
    word = found[1].lower() if found else ""
    if cue("breakdowns", "prepositions").is_one(word):
        return word
    return "ed" if word.endswith("ed") else ""


def _tells_of_it(whole: Told, first: Told) -> bool:
    """Whether what stands behind a number is told of it."""
    gap = whole.sentence.between(whole.claim, first.claim)
    which = frame("breakdowns", r"(?: [^\W\d_]+){0,3}, {of_which} [^.;:]{0,40}").fullmatch(gap)
    return which is not None or _is_of_them(first)


def _is_of_them(told: Told) -> bool:
    of_them = frame("breakdowns", r" {of_which}\b")
    return of_them.match(told.sentence.after(told.claim, 16)) is not None


def _is_listed(parts: Sequence[Told]) -> bool:
    """Whether bare numbers follow each other with a few words between, the last behind "and"."""
    sentence = parts[0].sentence
    gaps = [sentence.between(a.claim, b.claim) for a, b in pairwise(parts)]
    owner = frame("breakdowns", r"(?: [^\W\d_]+){0,4}[,;](?: and)?(?: [^\W\d_][\w'’-]*){0,4} ")
    last = frame("breakdowns", r"(?: [^\W\d_]+){0,5},? and(?: [^\W\d_][\w'’-]*){0,4} ")
    return all(map(owner.fullmatch, gaps[:-1])) and last.fullmatch(gaps[-1]) is not None


def _goes_on(last: Told) -> bool:
    """Whether others than the parts are told of behind them."""
    end = last.claim.figure.span.end
    text = last.sentence.document.text[end : last.sentence.segment.span.end + _AHEAD]
    return cue("enumerations", "left_over").search(text) is not None


def _is_shared(whole: Told) -> bool:
    """Whether a number is said to be that of several together: "1,412 seats between them"."""
    behind = frame("breakdowns", r"(?: [^\W\d_]+){0,3} {shared}\b")
    return behind.match(whole.sentence.after(whole.claim, 48)) is not None


def _fit(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether figures can be the parts of a whole, and come near it."""
    if not _FEWEST <= len(parts) <= _MOST or not near(whole, parts):
        return False
    told = (whole, *parts)
    nouns = {noun_of(each.claim) for each in told} - {""}
    if are_of_two_kinds(nouns):
        return False
    if not all(is_plain(each.claim) and each.claim.aspect is Aspect.LEVEL for each in told):
        return False
    if max(size(each.claim) for each in parts) >= size(whole.claim):
        return False
    first, last = parts[0], parts[-1]
    text = first.sentence.document.text[
        first.sentence.segment.span.start : last.sentence.segment.span.end
    ]
    return cue("breakdowns", "open").search(text) is None
