"""Sums told: figures in neighbouring sentences, and one that is said to be what they come to.

In: the figures of a paragraph that may be added. Out: a whole with its parts: "the
lighter landed 67 on its first trip and 48 on its second. That accounted for all 115", "he has 29 of
them, owns ten more and has never found the last six. There are 45".

No form of a list is asked for, only that all figures of the kind make the whole or come near it,
with words that call it one. So nothing is told where any other reading of the figures holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.alignment.summing.brought import brought_to, brought_together, is_more
from checker.alignment.summing.called import said_behind
from checker.alignment.summing.concluded import concluded
from checker.alignment.summing.dated import are_of_two_times
from checker.alignment.summing.kindred import (
    UNITED,
    Line,
    Sum,
    Told,
    claims,
    holds,
    is_meant_otherwise,
    is_plain,
    near,
)
from checker.alignment.summing.leftovers import is_rest
from checker.alignment.summing.membership import alike, are_of_two_kinds, is_person, noun_of, size
from checker.alignment.summing.moves import came_by, went_by
from checker.alignment.summing.so_many import as_many_as_said, is_of_so_many
from checker.alignment.wording import cue, frame, may_end_with
from checker.model import Aspect, Kind
from checker.patterns import lazy

_REACH = 3
_TWO = 2
_LEAST = Decimal("0.5")
"""All figures together have to come near a whole for some of them to do so."""
_MOST = 6

_JOINED = lazy(r"[,;:]|\b(?:and|plus)\b", re.IGNORECASE)


def sums_told(lines: Iterable[Line]) -> Iterator[Sum]:
    """Every total that figures before it come near, and none of them makes."""
    for told in lines:
        for place in range(len(told)):
            window = told[max(0, place - _REACH) : place + 1]
            for whole in window[-1]:
                found = _told(window, whole)
                if found is not None and not holds(told, whole.claim, found.parts):
                    yield found


# "Most of the 340", "five of the 40": what goes before is not all of it.
_OF_SOME = lazy(r"(?<![\w-])(?!(?:all|total|sum)\b)[\w-]+ of (?:the|its|their) $", re.IGNORECASE)


def _told(window: Sequence[Sequence[Told]], whole: Told) -> Sum | None:
    if not is_plain(whole.claim) or _OF_SOME.search(whole.sentence.before(whole.claim, 32)):
        return None
    could_be = [[each for each in some if _can_be_part(each, whole)] for some in window]
    sizes = [size(each.claim) for some in could_be for each in some]
    if len(sizes) < _TWO or sum(sizes) < size(whole.claim) * _LEAST or is_rest(whole):
        return None
    if brought := brought_to(could_be, whole):
        return Sum(whole.claim, claims(brought), "what so many more bring it to")
    if brought := brought_together(could_be[-1], whole):
        return Sum(whole.claim, claims(brought), "what they bring it to")
    could_be = _without_their_number(could_be)
    could_be[-1] = [each for each in _whole_parts(could_be[-1]) if not _are_those(each, whole)]
    if could_be[-1] and _is_added_up(whole):
        parts, grounds = _ahead(could_be, whole), "added up behind them"
    elif not is_of_so_many(whole) and (_is_said(whole) or _is_called_total(could_be, whole)):
        parts, grounds = _ahead(could_be, whole), "said to be all"
    elif parts := as_many_as_said(could_be, whole):
        grounds = "what so many come to"
    elif _is_told(whole):
        parts, grounds = _list_before(could_be), "told again"
    elif _stands_alone(whole):
        parts, grounds = _list_before(could_be), "added up behind them"
    elif parts := _bracketed(could_be[-1], whole):
        grounds = "added up behind them"
    elif _is_apposed(could_be[-1], whole):
        parts, grounds = could_be[-1], "what both are together"
    elif parts := concluded(could_be, whole):
        grounds = "what they come to"
    else:
        parts, grounds = [], ""
    if not parts and not _are_aboard(whole):
        parts, grounds = _with_more(could_be), "the one and so many more"
    if parts and _has_another_between(window, whole, parts[0]):
        return None
    if (
        not 1 < len(parts) <= _MOST
        or not near(whole, parts, called=True)
        or _are_apart(whole, parts)
    ):
        return None
    return Sum(whole.claim, claims(parts), grounds)


def _without_their_number(could_be: Sequence[Sequence[Told]]) -> list[list[Told]]:
    """Parts without a first figure that says how many they are: "three depots will shut: Hamm, with
    140 staff, Soest, with 85, and Unna, with 60"."""
    parts = [each for some in could_be for each in some]
    first = parts[0]
    nouns = {noun_of(each.claim) for each in parts[1:]}
    counts = len(parts) > _TWO and size(first.claim) == len(parts) - 1
    if not counts or noun_of(first.claim) in nouns:
        return [list(some) for some in could_be]
    return [[each for each in some if each is not first] for some in could_be]


def _are_those(part: Told, whole: Told) -> bool:
    """Whether a number counts those that have the total: "the other nine men scored 79 between
    them"."""
    between = frame("sums_told", r"(?: [^\W\d_]+){0,3}? between (?:them|him|her)\b")
    gap = whole.sentence.between(part.claim, whole.claim)
    return bool(
        re.fullmatch(r"(?: (?!(?:and|plus)\b)[^\W\d_]+){1,3} ", gap)
        and between.match(whole.sentence.after(whole.claim, 40))
    )


def _is_added_up(whole: Told) -> bool:
    """Whether words behind a total call it one: "45 in all"."""
    if not whole.sentence.may_say("sums_told", "sum_behind"):
        return False
    called = frame("sums_told", r"(?: [^\W\d_]+){0,3},? {sum_behind}\b")
    return called.match(said_behind(whole.sentence, whole.claim, 48)) is not None


def _is_said(whole: Told) -> bool:
    """Whether a total is called one: "that is", "which makes"; "in all" at the beginning of a
    sentence may count more than the one before it."""
    if not whole.sentence.may_say("sums_told", "sum_ahead"):
        return False
    before = whole.sentence.before(whole.claim, 40)
    return (
        frame("sums_told", _SAID).search(before) is not None
        and re.search(r"\bin all,? $", before, re.IGNORECASE) is None
    )


def _is_called_total(could_be: Sequence[Sequence[Told]], whole: Told) -> bool:
    """ "Rounds of 68, 71, 66 and 70 left him on a four-day total of 277": of one thing, that is."""
    if not whole.claim.figure.surface.lower().startswith(("total of ", "a total of ")):
        return False
    nouns = {noun_of(each.claim) for some in could_be for each in some} - {""}
    before = whole.sentence.before(whole.claim, 40)
    return nouns <= {noun_of(whole.claim)} and cue("sums_told", "of_others").search(before) is None


_SAID = r"\b{sum_ahead}(?: for[^.;:]{0,16}| [^\W\d_]+ of)?[:,]? $"


def _has_another_between(window: Sequence[Sequence[Told]], whole: Told, first: Told) -> bool:
    """Whether a greater figure stands among the parts, which are rather its, or one in another
    unit."""
    start, end = first.claim.figure.span.start, whole.claim.figure.span.start
    return any(
        start < each.claim.figure.span.start < end
        and (
            (
                each.claim.figure.kind is whole.claim.figure.kind
                and (not alike(each.claim, whole.claim) or size(each.claim) >= size(whole.claim))
            )
            or _may_be_the_whole(each, whole)
        )
        for sentence in window
        for each in sentence
    )


def _may_be_the_whole(told: Told, whole: Told) -> bool:
    """Whether a figure with a unit is a little more than a bare one behind it: "a total of 7.2
    billion dollars ... Last year the total was 6.9 billion"."""
    bare = whole.claim.figure.kind is Kind.COUNT and not noun_of(whole.claim)
    much = size(told.claim) / size(whole.claim)
    return bare and told.claim.figure.kind in UNITED and 1 <= much <= _TWO


def _is_told(whole: Told) -> bool:
    """Whether a number is one that the text has told of: "the 40 coins", "26 of them,"; "the 40
    that were sold" and "26 of them in Lyon" are some of others."""
    before, after = whole.sentence.before(whole.claim, 40), whole.sentence.after(whole.claim, 40)
    some_only = frame("sums_told", _ONLY).match(after) is not None
    only = some_only and not f" {before}".lower().endswith(" of the ")
    start = whole.claim.figure.span.start
    some = any(
        whole.sentence.document.text[each.figure.span.end : start].lower() == " of the "
        for each in whole.sentence.claims
        if each.figure.span.end < start
    )
    if some:
        return False  # "flooded two stations and put out four of the seven fires"
    if only or _tells_of_others(before) or _is_what_is_said(before):
        return False
    if frame("sums_told", r"\b{missed} {told} $").search(before):
        return False  # "that is short of the 101 needed"
    if frame("sums_told", r"[^.;:]{0,32}\b{leaving_out}\b").match(after):
        return False  # "the 2,200 acres now for sale leave out the island"
    if may_end_with(before, "sums_told", "told"):
        return frame("sums_told", r"\b{told} $").search(before) is not None
    return frame("sums_told", r" {of_them}\s*(?:[,.;:!?)–—]|$)").match(after) is not None


_ONLY = r"(?: of them)?(?: [^\W\d_]+){0,2}? (?:{only}\b|[a-z]{2,}ed\b)"


def _is_what_is_said(before: str) -> bool:
    """ "Officers reckon that 24,000 will": the word before the figure only leads on."""
    return frame("sums_told", r"\b{says} that $").search(before) is not None


def _tells_of_others(before: str) -> bool:
    return cue("sums_told", "others").search(before) is not None


def _whole_parts(parts: Sequence[Told]) -> list[Told]:
    """The parts of a sentence without those that are only some of the one before: "four barns, two
    of them listed, and five sheds"."""
    some = frame("sums_told", r" {of_those}\b")
    return [
        each
        for before, each in zip((None, *parts), parts, strict=False)
        if before is None
        or size(each.claim) >= size(before.claim)
        or not some.match(each.sentence.after(each.claim, 16))
        or not each.sentence.between(before.claim, each.claim).rstrip().endswith((",", "("))
    ]


def _stands_alone(whole: Told) -> bool:
    """Whether a number without a noun is a sentence of its own, or begins one that goes on about
    it: "Twelve to the cold, eight to the fox. Twenty, and it is only February"."""
    before = whole.sentence.before(whole.claim).strip(" \"“'‘")
    behind = re.match(r"[.!,;]", whole.sentence.after(whole.claim, 1))
    return not before and behind is not None and not noun_of(whole.claim)


def _bracketed(ahead: Sequence[Told], whole: Told) -> list[Told]:
    """The numbers in brackets before a colon and a total: "four tries (20), three conversions (6)
    and two penalties (6): they had 32 points"."""
    text = whole.sentence.document.text
    parts = [
        each
        for each in ahead
        if text[each.claim.figure.span.start - 1] == "(" and text[each.claim.figure.span.end] == ")"
    ]
    gap = whole.sentence.between(parts[-1].claim, whole.claim) if len(parts) > 1 else ""
    behind = re.fullmatch(r"\)(?:\s?[:–—-]|[^.;:(]{0,60},)(?:[^.;:(]{1,40})?\s", gap)
    return parts if behind else []


def _is_apposed(ahead: Sequence[Told], whole: Told) -> bool:
    """Whether a total follows the comma behind a list that an "and" has closed: "it took four barns
    and five sheds, nine buildings gone"."""
    if len(ahead) < _TWO or not _are_listed(ahead):
        return False
    sentence = whole.sentence
    gap = sentence.between(ahead[-1].claim, whole.claim)
    closed = re.search(r"\band\b", sentence.between(ahead[-2].claim, ahead[-1].claim))
    some = frame("sums_told", r"(?: [^\W\d_]+)? {of_those}\b")
    own = noun_of(whole.claim) not in {noun_of(each.claim) for each in ahead}
    return (
        closed is not None
        and re.fullmatch(r"(?:\s[^\W\d_][\w-]*){0,3},\s", gap) is not None
        and some.match(sentence.after(whole.claim, 24)) is None
        and own
    )


def _ahead(told: Sequence[Sequence[Told]], whole: Told) -> list[Told]:
    """The figures before a total that come nearest to it: those of its own sentence, or with some
    sentences before it."""
    parts: list[Told] = []
    nearest: list[Told] = []
    for sentence in reversed(told):
        parts = [*sentence, *parts]
        if 1 < len(parts) <= _MOST and (not nearest or _gap(whole, parts) < _gap(whole, nearest)):
            nearest = parts
    return nearest


def _gap(whole: Told, parts: Sequence[Told]) -> Decimal:
    return abs(sum(size(each.claim) for each in parts) - size(whole.claim))


def _list_before(told: Sequence[Sequence[Told]]) -> list[Told]:
    """The figures of one list, in the last of some sentences or just before it; or such as close a
    sentence each: "Belgium: 13. Denmark: six. Latvia: four"."""
    *others, own = told
    if not own and others:
        *others, own = others
    if len(own) > 1:
        before = others[-1] if others and _goes_on(own[0]) else ()
        return [*before, *own] if _are_listed(own) and len(before) <= 1 else []
    closing: list[Told] = []
    for sentence in reversed([*others, own]):
        if len(sentence) != 1 or sentence[0].sentence.after(sentence[0].claim).strip() != ".":
            break
        closing = [*sentence, *closing]
    return closing


def _goes_on(told: Told) -> bool:
    """Whether a sentence begins with a bare number: "19 matches were won. Five were drawn"."""
    return not noun_of(told.claim) and not told.sentence.before(told.claim).strip()


def _may_be_more(told: Sequence[Told]) -> bool:
    """False where no figure of a sentence is said to be added to one before it."""
    return bool(told) and told[0].sentence.may_say("sums_told", "another", "more")


def _with_more(told: Sequence[Sequence[Told]]) -> list[Told]:
    """ "They had four hoses on the mill, and got another four to work": the figures from the one
    that others are added to."""
    if not any(map(_may_be_more, told)):
        return []
    parts = [each for sentence in told for each in sentence if not _is_some_of_them(each)]
    more = [place for place, each in enumerate(parts) if place and is_more(each)]
    parts = parts[more[0] - 1 :] if more else []
    if parts and frame("sums_told", r"\b{planned}\b").search(
        parts[-1].sentence.after(parts[-1].claim)
    ):
        return []  # "took £41m, and another £12m from fines, and means to put £60m into roads"
    nouns = {noun_of(each.claim) for each in parts} - {""}
    return parts if len(nouns) <= 1 else []


def _are_aboard(whole: Told) -> bool:
    """ "Nine died and another 27 were hurt. The coach had 44 people on board": some got away."""
    behind = whole.sentence.after(whole.claim, 32)
    return frame("sums_told", r"(?: [^\W\d_]+){0,2} {aboard}\b").match(behind) is not None


def _is_some_of_them(told: Told) -> bool:
    """ "Another 27 were hurt, six of them seriously": counted before."""
    return (
        frame("sums_told", r" {of_those}\b").match(told.sentence.after(told.claim, 16)) is not None
    )


def _are_listed(parts: Sequence[Told]) -> bool:
    return all(
        a.sentence is b.sentence and _JOINED.search(a.sentence.between(a.claim, b.claim))
        for a, b in pairwise(parts)
    )


_OF_THE = lazy(r"\bof(?: [a-z]+)? $")


def _is_base(told: Told) -> bool:
    """Whether another figure is a part of one: the 350 of "126 of the 350 seats"."""
    if _OF_THE.search(told.sentence.before(told.claim, 16)) is None:
        return False
    of = frame("sums_told", r"(?: [^\W\d_]+)? (?:out of|of the|of its|of their|of all)(?: the)? ")
    return any(
        of.fullmatch(told.sentence.between(each, told.claim))
        for each in told.sentence.ahead_of(told.claim)
    )


def _can_be_part(part: Told, whole: Told) -> bool:
    claim = part.claim
    return (
        claim.figure.span.end <= whole.claim.figure.span.start
        and 0 < size(claim) < size(whole.claim)
        and claim.aspect is Aspect.LEVEL
        and alike(claim, whole.claim)
        and not _is_none_of_them(part)
    )


def _is_none_of_them(told: Told) -> bool:
    """Whether words say that a figure is added to nothing: a tier of a price, "80p for the next
    ten"; as many as before, "which name seven as well"; what another is a part of."""
    if frame("sums_told", r"\b(?:first|next) $").search(told.sentence.before(told.claim, 8)):
        return True
    again = frame("sums_told", r"(?: [^\W\d_]+)? (?:as well|too|also)\b")
    return again.match(told.sentence.after(told.claim, 24)) is not None or _is_base(told)


def _are_apart(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether words between the first part and the total keep them from being added."""
    if not all(is_plain(each.claim) or size(each.claim) == 1 for each in parts):
        return True
    broken = {size(each.claim) % 1 != 0 for each in (*parts, whole)}
    if whole.claim.figure.kind is Kind.COUNT and len(broken) > 1:
        return True  # "10.34, 9.12 and 9.31 from the other three"
    nouns = {noun_of(each.claim) for each in parts} - {""}
    if are_of_two_kinds(nouns):
        return True  # "two porters carried 31 crates"
    if any(map(_is_rate, (*parts, whole))) or _are_levels(parts):
        return True
    if _is_some_of(parts[-1], whole) or _is_of_other_things(nouns, whole):
        return True
    if are_of_two_times(parts):
        return True
    if any(map(went_by, parts)) and any(map(came_by, parts)):
        return True  # "she paid in £650, took out £890 and finished with £1,900"
    if is_meant_otherwise(whole.claim, parts[-1].claim) or _is_of_another_time(whole, parts):
        return True
    first = parts[0]
    start = max(first.sentence.segment.span.start, first.claim.figure.span.start - 40)
    text = whole.sentence.document.text[start : whole.claim.figure.span.start]
    tail = re.split(r"[.;:()–—]", whole.sentence.after(whole.claim, 32))[0]
    return bool(cue("sums_told", "apart").search(text) or cue("sums_told", "runs").search(tail))


def _is_of_another_time(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether words between the parts and their total say that it is another one: "against a total
    of 84 last year", "no other has a total of 84"."""
    end, start = parts[-1].claim.figure.span.end, whole.claim.figure.span.start
    gap = whole.sentence.document.text[end:start]
    return cue("sums_told", "another_total").search(gap) is not None


def _are_levels(parts: Sequence[Told]) -> bool:
    """Whether two of the figures are one level, after and before: "to four, the highest, from
    three"."""
    led = [each.sentence.before(each.claim, 8).lower().split()[-1:] for each in parts]
    return any(
        sorted((*one, *other)) == ["from", "to"] and a.sentence is b.sentence
        for (one, a), (other, b) in pairwise(zip(led, parts, strict=True))
    )


def _is_some_of(part: Told, whole: Told) -> bool:
    """Whether the last figure before a whole is some of it: "four of the seven fires"."""
    if part.sentence is not whole.sentence:
        return False
    gap = whole.sentence.between(part.claim, whole.claim)
    return (
        re.fullmatch(r"(?: [^\W\d_]+)?(?: out)? of (?:the|its|their|those|all) ", gap) is not None
    )


def _is_of_other_things(nouns: set[str], whole: Told) -> bool:
    """Whether the only thing that the parts are said to count is not what the whole counts: "two
    stations and four of the seven fires"."""
    if whole.claim.figure.kind is not Kind.COUNT or len(nouns) != 1:
        return False
    own = noun_of(whole.claim)
    return bool(own) and own not in nouns and not is_person(own)


def _is_rate(told: Told) -> bool:
    """Whether a figure is for each of something, or of so many things each."""
    before, after = told.sentence.before(told.claim, 24), told.sentence.after(told.claim, 40)
    each = frame("sums_told", r"(?: (?!{links})[^\W\d_]+)? {for_each}\b").match(after)
    many = re.search(r"[^\W_]s (?:of|at|worth) $", before)
    return each is not None or (many is not None and told.claim.figure.kind in UNITED)
