"""Enumerations: figures that are listed, with what they are parts of.

In: the claims of one paragraph, as ``Sentence``s. Out: ``Listing``s: a whole, its parts, and
whether the words say that these are all of them.

A list is figures of one kind and unit with a comma, a semicolon or an "and" between them, of which
each item has one. An item without a number, or a word such as "including", leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from checker.alignment.passages import Paragraph, Sentence
from checker.alignment.summing.addends import totalled
from checker.alignment.summing.continued import (
    added_by_number,
    added_up_in,
    made_up_by,
    whole_before,
)
from checker.alignment.summing.membership import (
    Listing,
    alike,
    may_add_up,
    may_be_of,
    noun_of,
    shortfall,
    size,
)
from checker.alignment.summing.splits import split_one_thing
from checker.alignment.summing.wholes import (
    apposed,
    ends_with_rest,
    has_rest,
    in_the_unit_of,
    is_whole_ahead,
    lasting,
    of_the_unit_ahead,
    opened,
    shared_out,
)
from checker.alignment.wording import cue, frame, listed, may_end_with
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION})
_BOUNDS = frozenset({Modifier.LESS_THAN, Modifier.AT_MOST})
_SHARED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.PERCENT})
_LONGEST = 90
_ALL = 100
_SEPARATOR = lazy(r"[,;]|\b(?:and|plus)\b", re.IGNORECASE)
_NO_LIST = lazy(
    r"[:?!()\[\]]|,\swith\s|(?<!\bSt)(?<!\bMt)(?<!\bFt)(?<!\b[DM]r)\.\s|[–—]"
    r"|\b(?:but|while|whereas|although)\b",
    re.IGNORECASE,
)
_BRACKETED = lazy(r"\),?\s(?:and\s)?[^()\[\].;:]{1,40}\(")
_AGAINST = lazy(r"\b(?:against|versus|or)\s+$", re.IGNORECASE)
_BACK = lazy(
    r"\b(?:in|at|on|for|across|among|between|over) (?:all )?(?:the|these|those) $", re.IGNORECASE
)
_ENDS = lazy(r"[.;:?!)\]]|\s[–—-]\s|[–—]|$")


def listings_of(found: tuple[Paragraph, ...]) -> tuple[Listing, ...]:
    """The lists of some paragraphs, looked for once for all relations that ask."""
    return _listings(_Paragraphs(found))


class _Paragraphs:
    """Paragraphs as a key: known by what they are, not by what they hold."""

    __slots__ = ("found",)

    def __init__(self, found: tuple[Paragraph, ...]) -> None:
        self.found = found

    def __hash__(self) -> int:
        return id(self.found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Paragraphs) and other.found is self.found


@lru_cache(maxsize=1)
def _listings(paragraphs: _Paragraphs) -> tuple[Listing, ...]:
    return tuple(
        listing
        for each in paragraphs.found
        if "listings" in each.may and ("percents" in each.may or _may_be_listed(each))
        for listing in listings(each)
    )


def _may_be_listed(paragraph: Paragraph) -> bool:
    return may_add_up(claim for sentence in paragraph for claim in sentence.claims)


def listings(paragraph: Sequence[Sentence]) -> Iterator[Listing]:
    """The lists of a paragraph; none of which a figure beside it makes right."""
    previous: Sentence | None = None
    listed: list[Claim] | None = None
    for sentence, following in zip_longest(paragraph, paragraph[1:]):
        if listed is not None and (added := added_up_in(sentence, listed)) is not None:
            yield Listing(added.claim, tuple(listed), True, added.grounds)
        if listed is not None and (counted := added_by_number(sentence, listed)) is not None:
            yield Listing(counted[0], tuple(counted[1]), True, "as many as are said to be listed")
        if "runs" not in sentence.may:
            previous, listed = sentence, None
            continue
        figures = [
            claim
            for claim in sentence.claims
            if claim.figure.kind in _KINDS and not _refers_back(sentence, claim)
        ]
        figures = _with_shared_units(sentence, figures)
        runs = list(_runs(sentence, figures)) if len(figures) > 1 else []
        listed = figures[slice(*runs[0])] if len(runs) == 1 else None
        for start, end in runs:
            for listing in _listing(sentence, figures, start, end, previous):
                listed = None
                if (
                    not _may_overlap(sentence, listing)
                    and not _are_not_all(sentence, listing)
                    and not made_up_by(listing.whole, listing.parts, sentence, following)
                ):
                    yield listing
        previous = sentence


def _refers_back(sentence: Sentence, claim: Claim) -> bool:
    """Whether a number only says how many the things are that were named: "4,080 in the four"."""
    if claim.figure.kind is not Kind.COUNT or noun_of(claim):
        return False
    before = sentence.before(claim, 16)
    ahead = _BACK.search(before) if before.endswith("e ") else None
    return ahead is not None and re.match(r"\s?(?:[,.;:)]|$)", sentence.after(claim, 2)) is not None


# --------------------------------------------------------------------------------- runs of figures


def _runs(sentence: Sentence, figures: list[Claim]) -> Iterator[tuple[int, int]]:
    """The longest runs of figures that are listed, as half-open ranges of places."""
    start = 0
    for place in range(1, len(figures) + 1):
        if place == len(figures) or not _listed(sentence, figures[place - 1], figures[place]):
            if place - start > 1:
                yield start, place
            start = place


def _listed(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether two figures are neighbours in a list."""
    if not alike(first, second):
        return False
    gap = sentence.between(first, second)
    if _BRACKETED.fullmatch(gap):
        return True
    if len(gap) > _LONGEST or not _SEPARATOR.search(gap) or _NO_LIST.search(gap):
        return False
    if cue("enumerations", "not_parts").search(gap) or _AGAINST.search(gap):
        return False
    if may_end_with(gap, "enumerations", "closed"):
        return frame("enumerations", r"\b{closed}\s+$").search(gap) is None
    items = [item.strip() for item in _SEPARATOR.split(gap)]
    return all(_says_no_more(item) for item in items[1:-1])


def _says_no_more(item: str) -> bool:
    """Whether a stretch of a list without a number goes on about the item before it."""
    if not item or frame("enumerations", r"{asides}").match(item):
        return True
    few = len(item.split()) < 4
    return few and not frame("enumerations", r"{unnumbered}").match(item)


# ------------------------------------------------------------------------------- the whole of a run


def _listing(
    sentence: Sentence,
    figures: list[Claim],
    start: int,
    end: int,
    previous: Sentence | None,
) -> Iterator[Listing]:
    """What a run of figures is the parts of: the first reading that the words allow."""
    run = figures[start:end]
    # What the numbers rule out needs no look at the words.
    if run[0].figure.kind is not Kind.PERCENT:
        beside = [*figures[max(0, start - 2) : start], *figures[end : end + 1]]
        if not _may_have_a_whole(
            run, [*beside, *(previous.claims if previous is not None else ())]
        ):
            return
    if not has_rest(sentence, run) and _goes_on(sentence, run):
        told = apposed(sentence, run)
        if told is not None and told.whole is not None and shortfall(told.whole, told.parts) < 0:
            yield told._replace(closed=False)  # even without the others they are too many
        return
    ahead = figures[start - 1] if start else None
    if ahead is not None and start > 1 and _is_part_of(sentence, figures[start - 2], ahead):
        ahead = figures[start - 2]  # "11 of the 14 counts: nine of fraud and two of theft"
    behind = figures[end] if end < len(figures) else None
    found = (
        shared_out(sentence, figures[:start], run)
        or opened(sentence, ahead, of_the_unit_ahead(ahead, run))
        or totalled(sentence, ahead, run[:-1], run[-1])
        or totalled(sentence, ahead, run, behind)
        or apposed(sentence, run)
        or lasting(sentence, ahead, run)
    )
    doubtful = found is None or found.whole is run[0]
    if ahead is not None and doubtful and is_whole_ahead(sentence, ahead, run):
        found = apposed(sentence, [ahead, *run])
    if found is not None:
        yield found
    elif (
        before := whole_before(sentence, run, previous, ends_with_rest(sentence, run))
    ) is not None:
        yield Listing(before.claim, tuple(run), True, before.grounds)
    elif (
        run[0].figure.kind is Kind.PERCENT
        and all(size(each) <= _ALL for each in run)  # "44% and 41%, in a poll of 1,100"
        and split_one_thing(sentence, run)
    ):
        yield Listing(None, tuple(run), False, "shares of one whole")


def _may_have_a_whole(run: Sequence[Claim], beside: Iterable[Claim]) -> bool:
    """Whether some figure is so great that a run can be its parts; the whole may be its first or
    its last."""
    together = sum(map(size, run))
    first, last = run[0], run[-1]
    return (
        any(may_be_of(each, together) for each in beside)
        or may_be_of(first, together - size(first))
        or may_be_of(last, together - size(last))
    )


def _may_overlap(sentence: Sentence, listing: Listing) -> bool:
    """Whether one may be in two parts: "63 arrests, 40 for drink driving and 31 for drugs"."""
    if listing.whole is None or noun_of(listing.whole) not in listed("enumerations", "held"):
        return False
    told = [re.match(r"(?:\s[^\W\d_]+)?\sfor\s", sentence.after(part)) for part in listing.parts]
    return shortfall(listing.whole, listing.parts) < 0 and all(told)


def _are_not_all(sentence: Sentence, listing: Listing) -> bool:
    """Whether only most of a whole is told of, or a part stands for several: "most of the 11,000
    live in Calder (6,200) and Orl (3,800)", "two at the depot and one at each of the others"."""
    if listing.whole is None:
        return False
    if listing.whole.figure.modifier in _BOUNDS:
        return True  # "less than 2,048 (1,024 and 1,280)": examples
    start = listing.whole.figure.span.start
    before = listing.whole.document.text[max(0, start - 48) : start]
    if frame("enumerations", r"\b{most} of (?:[^\W\d_]+(?:['’]s?)? ){0,2}$").search(before):
        return True
    return any(
        frame("enumerations", r"(?: [^\W\d_]+){0,2} (?:at|in|on|from|for|by|to|of) each\b").match(
            sentence.after(part, 40)
        )
        for part in listing.parts
    )


def _with_shared_units(sentence: Sentence, figures: list[Claim]) -> list[Claim]:
    """The figures of a list, a bare number in the unit of the one before it: "1.2 million euros,
    the heating 0.7 million"."""
    shared = figures[:1]
    for claim in figures[1:]:
        lacks = _lacks_unit_of(sentence, shared[-1], claim)
        shared.append(in_the_unit_of(shared[-1], claim) if lacks else claim)
    return shared


def _lacks_unit_of(sentence: Sentence, first: Claim, second: Claim) -> bool:
    a, b = first.figure, second.figure
    if a.kind not in _SHARED or b.kind is not Kind.COUNT or b.noun or b.form is not Form.POINT:
        return False
    scaled = _ends_in_a_word(second)
    if a.kind is not Kind.PERCENT and (not scaled or not any(map(str.isalpha, a.surface))):
        return False
    gap = sentence.between(first, second)
    return len(gap) <= _LONGEST and bool(_SEPARATOR.search(gap)) and not _NO_LIST.search(gap)


def _ends_in_a_word(claim: Claim) -> bool:
    """ "0.7 million": a numeral with a word for its scale."""
    first, *others = claim.figure.surface.split()
    return bool(others) and first[:1].isdecimal() and others[-1].isalpha()


def _is_part_of(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    """Whether two figures read "11 of the 14"."""
    gap = f" {sentence.between(part, whole).strip()} "
    return (
        alike(part, whole) and frame("shares", r" (?:[^\W\d_]+ )?{of} ").fullmatch(gap) is not None
    )


def _goes_on(sentence: Sentence, run: list[Claim]) -> bool:
    """Whether the list goes on behind its last figure, without a number."""
    tail = sentence.after(run[-1], _LONGEST).removeprefix(")")
    cut = _ENDS.search(tail)
    tail = tail if cut is None else tail[: cut.start()]
    following = [c for c in sentence.claims if c.figure.span.start >= run[-1].figure.span.end]
    if following:
        tail = tail[: following[0].figure.span.start - run[-1].figure.span.end]
    return bool(cue("enumerations", "more").search(tail))
