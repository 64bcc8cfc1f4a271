"""A running count at two times.

In: the claims of one story. Out: an alignment for every two claims of one running count by one
source, in the roles ``earlier`` and ``later``, where nothing speaks of a revision. What may only
grow must not be lower later.

A count runs by what it measures (the dead, the cases), or by words that count on: "since the road
was opened, 4,130 tonnes have been delivered". A speaker may be named by a part of the name that
its text gave before: "the office".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checker import lexicon, measures
from checker.alignment.pairing.agreement import (
    is_conversion,
    revised,
    revised_around,
    same_measure,
    same_speaker,
    times_apart,
    transposed,
)
from checker.alignment.pairing.comparing import compare
from checker.alignment.pairing.live_texts import falls
from checker.alignment.pairing.running_rows import falls_in_rows
from checker.alignment.pairing.speakers import are_two_parties
from checker.alignment.pairing.words import stems
from checker.alignment.wording import frame, listed
from checker.dimensions import dimension, head
from checker.measures import generic_persons
from checker.model import Alignment, Aspect, Attribution, Claim, Kind, Member, Role, Verdict

NAME = "series"
_RUNNING, _STATE = "running", "state"
_LONG = 60
_COUNTED = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY})
# Sentences that tell of one sum have so many words in common, besides who says it.
_COMMON = 2
# Of one sum the later is no less than so much of the earlier.
_NEAR = Decimal("0.6")
# What was counted is seldom set right to less than a part so great.
_TIMES = 2
# What another voice of one party tells is less by no more than that.
_HARDLY = Decimal("1.2")
# "rose to nine"
_TO = " to "


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every two claims of one running count by one speaker, published on two days or at two times
    of a live text, or beside each other in a row that falls."""
    for earlier, later in falls(claims):
        members = (Member("earlier", (earlier,)), Member("later", (later,)))
        yield Alignment(NAME, members, ("two entries of a live text",))
    for fall in falls_in_rows(claims):
        members = (Member("earlier", (fall.earlier,)), Member("later", (fall.later,)))
        yield Alignment(NAME, members, (fall.grounds,))
    if len({claim.document.published for claim in claims}) < 2:
        return
    index: dict[str, list[Claim]] = defaultdict(list)
    others: list[Claim] = []
    for claim in _with_their_speakers(claims):
        if claim.measure is not None and _runs(claim):
            index[claim.measure.value].append(claim)
        if _counts_on(claim) or _is_up_to_a_day(claim):
            others.append(claim)
    for group in index.values():
        yield from _last_before(_running(group, claims))
    for earlier, later in _in_time(others):
        told = _runs(earlier), _runs(later)
        if all(told) and same_measure(earlier, later):
            continue
        counted_on = any(told) or any(map(_counts_on, (earlier, later)))
        counted_on = counted_on or any(map(_has_beginning, (earlier, later)))
        if counted_on and _are_of_one_sum(earlier, later):
            yield from _pair(earlier, later)


def _running(group: list[Claim], claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """The pairs of one running count."""
    for earlier, later in _in_time(group):
        if _is_kept(earlier, later, claims) or _is_far_below(later, earlier):
            continue
        if not _are_of_one_sort(earlier, later):
            continue
        if not _is_part(later, group) and not _is_part(earlier, group):
            yield from _pair(earlier, later)


def _last_before(found: Iterator[Alignment]) -> Iterator[Alignment]:
    """Of the pairs with one later count those whose earlier one was told last: one slip is told
    once."""
    by_later: dict[int, list[Alignment]] = defaultdict(list)
    for alignment in found:
        by_later[id(alignment.members[1].claims[0])].append(alignment)
    for pairs in by_later.values():
        days = [pair.members[0].claims[0].document.published for pair in pairs]
        last = max(day for day in days if day is not None)
        yield from (pair for pair, day in zip(pairs, days, strict=True) if day == last)


def _in_time(group: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Every two claims of two days, the earlier first."""
    ordered = sorted(group, key=lambda c: c.document.published or c.document.name)
    for at, earlier in enumerate(ordered):
        for later in ordered[at + 1 :]:
            if earlier.document.published != later.document.published:
                yield earlier, later


# ------------------------------------------------------------------------------------- who says so


def _with_their_speakers(claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """Claims with the full names of their speakers, where a text gives a part of one it gave
    before."""
    named: list[Attribution] = []
    document = ""
    for claim in claims:
        if claim.document.name != document:
            document, named = claim.document.name, []
        said = claim.attribution
        if said is None:
            yield claim
            continue
        full = _full_name(said, named)
        if full is None:
            named.append(said)
            yield claim
        else:
            yield replace(claim, attribution=replace(said, speaker=full.speaker, key=full.key))


def _full_name(said: Attribution, named: list[Attribution]) -> Attribution | None:
    """The last speaker with all words of a short name that has no capitals of its own: "the Global
    Health Office" for "the office"."""
    words = _words(said)
    if not words or len(words) > 2 or any(w[0].isupper() for w in said.speaker.split()[1:]):
        return None
    return next((each for each in reversed(named) if words < _words(each)), None)


def _words(said: Attribution) -> frozenset[str]:
    articles = listed("attribution", "pronouns") | {"the", "a", "an", "its", "their"}
    return frozenset(word.lower() for word in said.speaker.split()) - articles


# --------------------------------------------------------------------------------- what is counted


def _may_count_on(claim: Claim) -> bool:
    if claim.attribution is None or claim.document.published is None or not _plain(claim):
        return False
    if claim.figure.kind not in _COUNTED or claim.figure.modifier.value in ("less-than", "at-most"):
        return False
    return claim.measure is None or measures.measure(claim.measure.value).behaviour != _STATE


def _is_up_to_a_day(claim: Claim) -> bool:
    """Whether a count was taken up to a day that had come: "by Tuesday evening"."""
    period, today = claim.period, claim.document.published
    if period is None or not period.cumulative or not _may_count_on(claim):
        return False
    return period.end is None or today is None or period.end <= today


def _has_beginning(claim: Claim) -> bool:
    """Whether a count was taken from one day up to another: "since 1 January, as of 9 May"."""
    period = claim.period
    begun = period is not None and period.cumulative and period.start is not None
    return begun and not _begins_anew(claim)


def _begins_anew(claim: Claim) -> bool:
    """Whether a count begins anew each week or the like: "since Sunday", not "since Sunday's
    flood"."""
    text = claim.document.text[slice(*claim.segment.span)]
    return frame("movement", r"\b{anew_each}\b(?!['’]s)").search(text) is not None


def _counts_on(claim: Claim) -> bool:
    """Whether words say that a figure goes on from a beginning: "since the corridor was opened",
    "so far"."""
    if not _may_count_on(claim):
        return False
    text = claim.document.text[slice(*claim.segment.span)]
    if frame("movement", r"\b(?:{counting_on}\b|since [^\W\d_]+['’]s )").search(text) is None:
        return False
    return not _begins_anew(claim)


def _are_of_one_sum(earlier: Claim, later: Claim) -> bool:
    """Whether two figures that count on are of one sum, by their nouns and their sentences."""
    one, other = earlier.figure, later.figure
    if one.kind is not other.kind or dimension(one) != dimension(other):
        return False
    nouns = [head(figure.noun) for figure in (one, other) if figure.noun is not None]
    if len(nouns) == 2 and nouns[0] != nouns[1]:
        return False
    first, second = one.quantity, other.quantity
    if first is None or second is None or first.unit != second.unit:
        return False
    if first.low is None or second.low is None or not first.low * _NEAR < second.low < first.low:
        return False
    if not (same_speaker(earlier, later) or _are_of_one_party(earlier, later)):
        return False
    return len(_told(earlier) & _told(later)) >= _COMMON


def _told(claim: Claim) -> frozenset[str]:
    """The words of a claim's sentence but for who says it."""
    text = claim.document.text[slice(*claim.segment.span)]
    said = claim.attribution.speaker if claim.attribution is not None else ""
    words = stems(text) - stems(said)
    return frozenset(word for word in words if not word.startswith("#") and not word.isdecimal())


def _is_part(later: Claim, group: list[Claim]) -> bool:
    """Whether the sentence of a claim has a greater count of the kind, of which it is a part: "that
    leaves 15 of the injured, 10 in hospital and five at home"."""
    return any(
        other is not later
        and other.document.name == later.document.name
        and other.segment.span == later.segment.span
        and not _is_lower(other, later)
        for other in group
    )


def _is_kept(earlier: Claim, later: Claim, claims: tuple[Claim, ...]) -> bool:
    """Whether the later document gives a count beside it, or in its headline, that is no lower, so
    that the lower one is of something less: "the toll rose to nine after three bodies were found",
    "1,134 have died, adding 14 to the list"."""
    return any(
        claim is not later
        and claim.document.name == later.document.name
        and not _is_lower(claim, earlier)
        and _may_be_the_count(claim, later)
        for claim in claims
    )


def _may_be_the_count(claim: Claim, later: Claim) -> bool:
    """Whether a figure of the same document may be the whole of what a count is a part of."""
    if claim.figure.kind is not later.figure.kind or claim.aspect is not Aspect.LEVEL:
        return False
    if same_measure(claim, later):
        near = abs(claim.segment.paragraph - later.segment.paragraph) <= 1
        return near or claim.segment.role in {Role.HEADLINE, Role.DECK}
    if claim.figure.noun is not None or claim.segment.span != later.segment.span:
        return False
    start = claim.figure.span.start
    return claim.document.text[max(0, start - len(_TO)) : start].lower() == _TO


def _is_far_below(later: Claim, earlier: Claim) -> bool:
    """Whether a count is so far below an earlier one that it is rather one of a place or a part."""
    apart = times_apart(later, earlier)
    return apart is not None and apart > _TIMES and not transposed(later, earlier)


def _are_of_one_sort(earlier: Claim, later: Claim) -> bool:
    """Whether nothing says that two sorts are counted: turkeys and hens, both of them culled."""
    one, other = earlier.figure.noun, later.figure.noun
    if one is None or other is None or stems(head(one)) & stems(head(other)):
        return True
    return bool({head(one), head(other)} & generic_persons())


def _is_lower(one: Claim, other: Claim) -> bool:
    low = one.figure.quantity.low if one.figure.quantity else None
    high = other.figure.quantity.low if other.figure.quantity else None
    return low is None or high is None or low < high


def _runs(claim: Claim) -> bool:
    if claim.measure is None or claim.document.published is None:
        return False
    running = measures.measure(claim.measure.value).behaviour == _RUNNING
    return running and _plain(claim) and not _is_over(claim)


def _is_over(claim: Claim) -> bool:
    """Whether a count is of a time that had long ended, and runs no more: "in 2023"."""
    end = None if claim.period is None else claim.period.end
    published = claim.document.published
    return end is not None and published is not None and (published - end).days > _LONG


def _plain(claim: Claim) -> bool:
    role = claim.segment.role not in {Role.HEADLINE, Role.DECK}
    figure = claim.figure
    return (
        role
        and not is_conversion(claim)
        and claim.aspect is Aspect.LEVEL
        and figure.quantity is not None
        and figure.kind.is_quantity
    )


def _are_of_one_party(earlier: Claim, later: Claim) -> bool:
    """Whether a ministry and its minister count one thing, and hardly less of it."""
    one, other = earlier.attribution, later.attribution
    if one is None or other is None or not one.key or not other.key or one.vague or other.vague:
        return False
    apart = times_apart(earlier, later)
    near = apart is not None and apart <= _HARDLY
    if not near or are_two_parties(one.speaker, other.speaker):
        return False
    mine, yours = set(one.speaker.lower().split()), set(other.speaker.lower().split())
    return any(
        _speaks_for(head, body, mine, yours) or _speaks_for(head, body, yours, mine)
        for head, body in lexicon.load("comparing")["heads_of"].items()
    )


def _speaks_for(head: str, body: str, one: set[str], other: set[str]) -> bool:
    """Whether the one is the head of a body and the other that body, and not the head of another:
    the interior minister does not speak for the health ministry."""
    if head not in one or body not in other:
        return False
    mine, yours = one - {head, *_SMALL}, other - {body, *_SMALL}
    return not (mine and yours) or not mine.isdisjoint(yours)


_SMALL = frozenset({"the", "a", "an", "of", "for", "its", "his", "her", "their"})


def _pair(earlier: Claim, later: Claim) -> Iterator[Alignment]:
    found = compare(earlier, later, at_two_times=True)
    said = any(ground.startswith("same speaker") for ground in found.grounds)
    if (
        found.verdict is not Verdict.DIFFERENT
        and (said or _are_of_one_party(earlier, later))
        and not (revised(earlier) or revised_around(later))
    ):
        members = (Member("earlier", (earlier,)), Member("later", (later,)))
        yield Alignment(NAME, members, found.grounds)
