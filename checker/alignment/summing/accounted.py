"""Accounted: whether a sum that does not fit is one that its sentence does not make.

In: the whole, the parts and what else the passage counts. Out: whether the words or another number
say where the rest is ("Mill Road's 74 plots, the 65 at Sandpits and the 49 at the crematorium add
up to 188"), that a part is counted more than once ("£8,000 each"), or that the parts are no parts
("14 in cars, nine on motorcycles and five on foot", which are the 28 beside them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker import lexicon
from checker.alignment.fitting import holds, is_like
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind
from checker.patterns import lazy

_REACH = 40
_TWO = 2
_LEAST = 10
"""Of lesser numbers chance makes most others."""

_SINGLE = lazy(
    r"(?:^|[\s(:])(?:an?|the|one|his|her|its|their|(?-i:[A-Z][\w-]+['’]s)) "
    r"(?:[^\W\d_][\w'’-]* ){0,2}"
    r"[^\W\d_][\w'’-]*(?:,| and|, and) $",
    re.IGNORECASE,
)
"""One that is told without a number, straight before a part: "a bus driver, five of his"."""

_SOME_OF_IT = lazy(r" of (?:it|that|this|them|these|those)\b")
_ALL = lazy(r"\bof (?:an?|the|its|their|his|her|all|some|about) (?:[^\W\d_]+ of )?$")


def is_told_beside(whole: Claim, missing: Decimal, others: Sequence[Claim]) -> bool:
    """Whether what the parts leave, or have too many, is another figure of the whole's sentence:
    "14 men and nine women; 26 people in all, among them three children", "of 130 sheep 18 were
    sold, 45 lambs were born, and he counts 157"."""
    return abs(missing) > 1 and any(
        size(each) == abs(missing)
        and each.segment is whole.segment
        and each.figure.kind is whole.figure.kind
        for each in others
    )


def is_left_before(whole: Claim, parts: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether what a list behind its whole lacks is named before the whole: "left $130m unspent
    from the $2.4bn that it had: $1.1bn went on schools, $720m on roads and $450m on prisons"."""
    missing = size(whole) - sum(map(size, parts), Decimal(0))
    told = [each for each in others if each.figure.span < whole.figure.span]
    return missing >= _LEAST and is_told_beside(whole, missing, told)


def are_others_named(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether somebody is named beside a list that is one short: "her seven children, two by her
    first husband and four by her second, survive her, as does Paul"."""
    if size(whole) - sum(map(size, parts), Decimal(0)) != 1:
        return False
    behind = whole.document.text[parts[-1].figure.span.end : whole.segment.span.end]
    return cue("enumerations", "one_more").search(behind) is not None


def is_one_their_sum(parts: Sequence[Claim]) -> bool:
    """Whether one of three parts or more is what the others make, and by its words no part beside
    them: "spent £31m so far, out of a budget of £54m, and expects to spend the remaining £23m"."""
    most = max(parts, key=size)
    if len(parts) <= _TWO or size(most) < _LEAST:
        return False
    if sum(map(size, parts), Decimal(0)) != _TWO * size(most):
        return False
    text, span = most.document.text, most.figure.span
    if _ALL.search(text[most.segment.span.start : span.start]):
        return True
    behind = [each.figure.span.start for each in parts if each.figure.span.start > span.start]
    return bool(behind) and re.search(r"[:–—]", text[span.end : min(behind)]) is not None


def are_of_more(
    whole: Claim, parts: Sequence[Claim], greater: Sequence[Claim], others: Sequence[Claim]
) -> bool:
    """Whether what was taken for the whole makes with the parts and one more figure, or less it, a
    greater one: "losses of $143m, $88m and $61m, a profit of $37m and so $255m in the red"."""
    full = sum(map(size, parts), size(whole))
    room = [each for each in greater if size(each) >= _LEAST]
    return any(
        each is not more and holds(full + sign * size(more), each)
        for more in others
        if more.segment is whole.segment and is_like(more, whole) and size(more) > 1
        for each in room
        if size(each) > max(map(size, (whole, *parts)))
        for sign in (1, -1)
    )


def are_said_to_be_else(whole: Claim, parts: Sequence[Claim], grounds: Sequence[str]) -> bool:
    """Whether what a list lacks stands in it unread ("Tim has 620, Joel 480, Mark 510 and Pete
    330", where 510 looks like a model's number) or is told in words, one was lost on the way, a
    part is all there is, is counted several times, or is part of another part."""
    missing = size(whole) - sum(map(size, parts), Decimal(0))
    segment, text = parts[-1].segment, parts[-1].document.text
    if missing == -1 and cue("enumerations", "lost_one").search(text[slice(*segment.span)]):
        return True
    ahead = text[max(segment.span.start, whole.figure.span.end) : parts[0].figure.span.start]
    if missing > 0 and cue("enumerations", "sets_aside").search(ahead):
        return True
    if all(map(_is_behind_at, parts)):
        return not _is_behind_at(whole)  # "at 18 she won a bursary, and at 22 ..."
    if any(cue("enumerations", "in_all").search(_right_behind(part)) for part in parts):
        return whole.figure.span > parts[0].figure.span
    if any(map(_is_taken_more_often, parts)):
        return True
    told = text[slice(*segment.span)]
    if cue("enumerations", "twice_over").search(told) or _is_some_of_a_part(parts):
        return True
    if _are_items(whole, parts) or _are_elsewhere(whole, parts, grounds):
        return True
    if "listed behind it" not in grounds and missing == 1 and _is_one_told(parts[0]):
        return True
    return missing > 1 and missing in {*_unread(whole, parts), _skipped(parts)}


def _is_taken_more_often(part: Claim) -> bool:
    """Whether a part is what each of several has: "£60,000 apiece for the boys", "two instalments
    of £1.6bn"."""
    before = part.document.text[part.segment.span.start : part.figure.span.start]
    if " at " in part.figure.surface:
        return False  # "eight tugs at £14m apiece" is all of them
    if cue("enumerations", "for_each").search(_right_behind(part)):
        return True
    several = frame("enumerations", r"\b{numbers} (?:[^\W\d_]+ )?[^\W\d_]+s (?:of|at) $")
    return part.figure.kind is not Kind.COUNT and several.search(before) is not None


def _is_some_of_a_part(parts: Sequence[Claim]) -> bool:
    """Whether a part is of one that has no figure: "the rest was spent at home, £4.3bn of it on
    housing"."""
    text = parts[-1].document.text
    return any(
        _SOME_OF_IT.match(text, part.figure.span.end)
        and cue("enumerations", "rest").search(
            text[before.figure.span.end : part.figure.span.start]
        )
        for before, part in pairwise(parts)
    )


def _are_items(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether whole and parts are items of one line that semicolons keep apart: "revenue $948m;
    expenses $206m; research $84m; income $127m"."""
    if whole.segment is not parts[0].segment or len(parts) < _TWO:
        return False
    told, text = sorted((whole, *parts), key=lambda each: each.figure.span), whole.document.text
    ahead = text[whole.segment.span.start : told[0].figure.span.start]
    between = [text[one.figure.span.end : other.figure.span.start] for one, other in pairwise(told)]
    return ";" in ahead and all(";" in each for each in between)


def _is_behind_at(claim: Claim) -> bool:
    start = claim.figure.span.start
    if claim.figure.kind is not Kind.COUNT:
        return False  # "at $9.4m" is a price
    return _AT.search(claim.document.text[max(0, start - 8) : start]) is not None


_AT = lazy(r"(?:^|\b)at $", re.IGNORECASE)


def _are_elsewhere(whole: Claim, parts: Sequence[Claim], grounds: Sequence[str]) -> bool:
    """Whether the whole is that of another way to go, more is said to be in it that has no figure,
    or it is spent where the parts are earned."""
    text = whole.document.text
    start = parts[0].segment.span.start
    last = parts[-1].figure.span.end
    more = "the one and so many more" in grounds
    if more and cue("enumerations", "other_ways").search(text[last : whole.segment.span.end]):
        return True
    between = text[parts[0].figure.span.end : last]
    if frame("enumerations", r"\b{unsaid}\b(?! of\b)").search(between):
        return True
    if whole.figure.kind is not Kind.MONEY or whole.figure.span < parts[0].figure.span:
        return False
    spent = frame("enumerations", r"\b{outgoings} [^.;:\d]{0,24}$")
    named = spent.search(text[whole.segment.span.start : whole.figure.span.start])
    return named is not None and cue("enumerations", "earned").search(text[start:last]) is not None


def _is_one_told(first: Claim) -> bool:
    """Whether one that has no number stands right before the first part."""
    start = first.figure.span.start
    return _SINGLE.search(first.document.text[first.segment.span.start : start]) is not None


def _unread(whole: Claim, parts: Sequence[Claim]) -> Iterator[Decimal]:
    """The numbers between the start of a sentence and the total behind its parts that are none of
    its parts: one may look like a street's or an hour's ("Mill Road's 74", "the missing at
    four")."""
    if whole.segment is not parts[0].segment or whole.figure.span < parts[-1].figure.span:
        return
    taken = [each.figure.span for each in (whole, *parts)]
    start, small = whole.segment.span.start, lexicon.load("numerals")["small"]
    for word in re.finditer(r"\w+", whole.document.text[start : whole.figure.span.start]):
        if any(span.start <= start + word.start() < span.end for span in taken):
            continue
        if word[0].isdecimal():
            yield Decimal(word[0])
        elif word[0].lower() in small:
            yield Decimal(small[word[0].lower()])


def _skipped(parts: Sequence[Claim]) -> Decimal:
    """What the numbers between the parts that are none of them come to."""
    start, end = parts[0].figure.span.end, parts[-1].figure.span.start
    text = parts[0].document.text
    told = {text[part.figure.span.start : part.figure.span.end] for part in parts}
    words = re.findall(r"\w+", text[start:end])
    return sum(
        (Decimal(each) for each in words if each.isdecimal() and each not in told), Decimal(0)
    )


def _right_behind(claim: Claim) -> str:
    text, end = claim.document.text, claim.figure.span.end
    return re.split(r"[^\w\s'’]", text[end : min(end + _REACH, claim.segment.span.end)])[0]
